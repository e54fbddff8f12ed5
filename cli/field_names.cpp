#include "cli/field_names.h"

#include <fmt/format.h>
#include <vector>

#include "core/error.h"
#include "core/text.h"

namespace cuetheque {

Field known_field(std::string_view name) {
  if (const auto field = field_named(name)) return *field;
  std::vector<std::string_view> names;
  for (const auto& row : fields) names.push_back(row.name);
  const auto close = nearest(name, names);
  throw Error(Cause::usage, fmt::format("there is no field '{}'", shown(name)), {},
              close ? fmt::format("did you mean {}?", *close) : "`cuetheque fields` lists them");
}

}  // namespace cuetheque
