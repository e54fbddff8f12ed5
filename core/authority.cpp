#include "core/authority.h"

#include "core/embedded.h"
#include "core/table.h"

namespace cuetheque {
namespace {

std::vector<std::string> texts(std::string_view cell, char separator) {
  const auto parts = parts_of(cell, separator);
  return {parts.begin(), parts.end()};
}

std::vector<AuthorityName> read_seeds() {
  std::vector<AuthorityName> seeds;
  for (const auto& row : table_rows(embedded::names))
    seeds.push_back(
        {std::string(row.cells[0]), std::string(row.cells[1]), texts(row.cells[2], ';'), texts(row.cells[3], ',')});
  return seeds;
}

}  // namespace

const std::vector<AuthorityName>& authority_seeds() {
  static const auto seeds = read_seeds();
  return seeds;
}

}  // namespace cuetheque
