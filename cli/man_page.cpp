#include "cli/man_page.h"

#include <fmt/format.h>
#include <string_view>

#include "core/fields.h"
#include "search/query_fields.h"

namespace cuetheque {
namespace {

/// Text as troff prints it: a hyphen stays one, and no line begins with a request.
std::string troff(std::string_view text) {
  std::string out;
  if (text.starts_with('.') || text.starts_with('\'')) out += "\\&";
  for (const char c : text) out += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string(1, c);
  return out;
}

std::string entry(std::string_view name, std::string_view help, std::string_view example, std::string_view also) {
  auto text = fmt::format(".TP\n.B {}\n{}; as in \\fB{}\\fR.\n", name, troff(help), troff(example));
  if (!also.empty()) text += fmt::format("Also {}.\n", troff(also));
  return text;
}

}  // namespace

std::string fields_page() {
  std::string page =
      ".TH CUETHEQUE-FIELDS 7 \"\" \"Cuetheque\" \"Miscellaneous\"\n"
      ".SH NAME\n"
      "cuetheque-fields \\- the facts that cuetheque keeps, searches, sets and exports\n"
      ".SH FACTS\n"
      "The same name stands for a fact in queries, in\n.BR \"cuetheque set\" ,\nin CSV and in JSON.\n";
  for (const auto& row : fields) page += entry(row.name, row.help, row.example, row.aliases);
  page += ".SH ONLY IN QUERIES\n";
  for (const auto& row : query_fields) page += entry(row.name, row.help, row.example, row.aliases);
  return page + ".SH SEE ALSO\n.BR cuetheque (1),\n.BR cuetheque-query (7)\n";
}

}  // namespace cuetheque
