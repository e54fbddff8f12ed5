// rank ARCHIVE: reads `-t<TAB>query` line by line and prints what a search finds, best first: the ids as `find` orders
// them, and after a tab those of BM25 as it comes. A test asks it (judged.py): users have one ranking.
#include <algorithm>
#include <array>
#include <cstdio>
#include <fmt/format.h>
#include <iostream>

#include "core/error.h"
#include "search/index.h"
#include "search/ranking.h"

namespace {

using cuetheque::ResultLevel;

ResultLevel level_of(std::string_view option) {
  static constexpr auto levels =
      std::to_array<std::pair<std::string_view, ResultLevel>>({{"-a", ResultLevel::album},
                                                               {"-t", ResultLevel::track},
                                                               {"-c", ResultLevel::cue},
                                                               {"-f", ResultLevel::production},
                                                               {"-p", ResultLevel::name}});
  const auto row = std::ranges::find(levels, option, &std::pair<std::string_view, ResultLevel>::first);
  if (row == levels.end()) throw cuetheque::Error(cuetheque::Cause::usage, "no such level", std::string(option));
  return row->second;
}

std::string ranked(const cuetheque::Archive& archive, const cuetheque::Index& index, std::string_view line,
                   const cuetheque::Ranking& ranking) {
  const auto tab = line.find('\t');
  cuetheque::SearchOptions options;
  options.level = level_of(line.substr(0, tab));
  options.limit = 0;
  options.ranking = ranking;
  std::string ids;
  for (const auto& hit : index.search(archive, *cuetheque::parse_query(line.substr(tab + 1)), options).hits)
    ids += (ids.empty() ? "" : " ") + to_string(hit.id);
  return ids;
}

}  // namespace

int main(int count, char** words) try {
  const auto archive = cuetheque::Archive::open(words[count - 1], cuetheque::Archive::Access::read);
  const auto index = cuetheque::Index::open_reader(archive.index_place());
  for (std::string line; std::getline(std::cin, line);)
    fmt::print("{}\t{}\n", ranked(archive, index, line, {}), ranked(archive, index, line, cuetheque::bm25_as_it_comes));
  return 0;
} catch (const cuetheque::Error& error) {
  fmt::print(stderr, "rank: {} {}\n", error.what(), error.where());
  return error.exit_code();
}
