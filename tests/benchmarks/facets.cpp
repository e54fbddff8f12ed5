// facets ARCHIVE [ROUNDS]: how long it takes to count the values of a field over all that matches, in one process, for
// archives of any size (100,000 and 1,000,000 tracks are what PERFORMANCE.md compares). The questions are made of the
// archive's own most frequent moods and labels. One line of JSON a question; `first` is what the first one costs, which
// reads the columns.
#include <algorithm>
#include <array>
#include <exception>
#include <fmt/format.h>
#include <span>
#include <string>
#include <vector>

#include "core/resolve.h"
#include "search/index.h"
#include "tests/benchmarks/measure.h"

namespace cuetheque {
namespace {

struct Question {
  std::string_view counted;  ///< the field; empty: the records
  std::string_view among;    ///< field of the query; empty: everything
  ResultLevel level;
};
constexpr auto questions = std::to_array<Question>({
    {"year", "mood", ResultLevel::track},
    {"decade", "mood", ResultLevel::track},
    {"composer", "mood", ResultLevel::track},
    {"year", "mood", ResultLevel::album},
    {"composer", "mood", ResultLevel::album},
    {"film", "mood", ResultLevel::production},
    {"year", "label", ResultLevel::album},
    {"genre", "label", ResultLevel::track},
    {"year", "", ResultLevel::album},
    {"composer", "", ResultLevel::track},
    {"", "mood", ResultLevel::track},
    {"", "", ResultLevel::album},
});

/// The most frequent values of a field, as queries; everything where there is no field.
std::vector<std::string> queries_of(const Archive& archive, const Index& index, std::string_view field) {
  constexpr std::size_t most = 20;
  if (field.empty()) return {""};
  std::vector<std::string> queries;
  for (const auto& value : index.facet(archive, QueryNode{}, *countable(field), ResultLevel::track).values) {
    if (queries.size() == most) break;
    const auto name = value.record ? archive.find(*value.record) : std::nullopt;
    queries.push_back(
        fmt::format("{}:\"{}\"", field, name ? resolve(name->statements(), Field::name).first() : value.text));
  }
  return queries;
}

double microseconds(const Archive& archive, const Index& index, const Question& question, const QueryNode& query) {
  const Stopwatch watch;
  if (question.counted.empty())
    (void)index.count(archive, query, question.level);
  else
    (void)index.facet(archive, query, *countable(question.counted), question.level);
  return watch.wall_seconds() * 1e6;
}

void ask(const Archive& archive, const Question& question, std::size_t rounds) {
  const auto index = Index::open_reader(archive.index_place());
  std::vector<double> times;
  double first = 0;
  const auto queries = queries_of(archive, Index::open_reader(archive.index_place()), question.among);
  for (std::size_t round = 0; round <= rounds; ++round)
    for (const auto& text : queries) {
      const auto query = parse_query(text);
      const auto time = microseconds(archive, index, question, *query);
      if (round == 0)
        first = std::max(first, time);
      else
        times.push_back(time);
    }
  if (times.empty()) return;
  std::ranges::sort(times);
  fmt::print(
      "{{\"count\":\"{}\",\"among\":\"{}\",\"first_us\":{:.0f},\"p50_us\":{:.0f},\"p99_us\":{:.0f},\"asked\":{}}}\n",
      question.counted.empty() ? "records" : question.counted, question.among.empty() ? "all" : question.among, first,
      times[times.size() / 2], times[times.size() * 99 / 100], times.size());
}

}  // namespace
}  // namespace cuetheque

int main(int count, char** arguments) try {
  const std::span<char*> words(arguments, static_cast<std::size_t>(count));
  if (words.size() < 2) {
    fmt::print(stderr, "facets ARCHIVE [ROUNDS]\n");
    return 2;
  }
  const auto archive = cuetheque::Archive::open(words[1], cuetheque::Archive::Access::read);
  for (const auto& question : cuetheque::questions)
    cuetheque::ask(archive, question, words.size() > 2 ? std::stoul(words[2]) : 10);
  return 0;
} catch (const std::exception& failure) {
  fmt::print(stderr, "facets: {}\n", failure.what());
  return 1;
}
