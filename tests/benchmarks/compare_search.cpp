// compare_search ARCHIVE PEER [QUESTIONS] [alone] [ROW…]: the search index of an archive that make_archive made beside
// SQLite FTS5 (in the file PEER, made where it is missing) that holds the same words: both in one process, warm, the
// same questions. All counts must be the same, and of one question in twenty all that is found. Prints a table; times
// are the processor's, from the text of the question to its answer: median and 99th percentile of the questions of a
// row.
#include <algorithm>
#include <exception>
#include <fmt/format.h>
#include <span>
#include <string>
#include <vector>

#include "core/error.h"
#include "search/index.h"
#include "tests/benchmarks/measure.h"
#include "tests/benchmarks/peer.h"
#include "tests/benchmarks/questions.h"

namespace cuetheque {
namespace {

class Sides {
 public:
  Sides(const std::string& place, const std::string& peer)
      : archive_(Archive::open(place, Archive::Access::read)),
        index_(Index::open_reader(archive_.index_place())),
        peer_(peer, archive_) {
    if (peer_.seconds() > 0) fmt::print("FTS5 made in {:.1f} s\n", peer_.seconds());
    if (const auto state = index_.state(archive_); state.freshness != Freshness::in_sync)
      throw std::runtime_error("the archive's index is not in step with it: " + state.why);
  }

  double ours(const Row& row, const Question& question) const {
    const ThreadWatch watch;
    const auto query = parse_query(question.text);
    switch (row.form) {
      case Form::facet_year:
        (void)index_.facet(archive_, *query, *countable("year"), row.level);
        break;
      case Form::facet_composer:
        (void)index_.facet(archive_, *query, *countable("composer"), row.level);
        break;
      case Form::count:
        (void)index_.count(archive_, *query, row.level);
        break;
      default:
        (void)index_.search(archive_, *query, options(row));
    }
    return watch.seconds();
  }

  double theirs(const Row& row, const Question& question) {
    const auto asked = peer_question(row, question, row.form);
    const ThreadWatch watch;
    (void)peer_.ask(asked);
    return watch.seconds();
  }

  /// What is not the same; empty: nothing.
  std::string difference(const Row& row, const Question& question, bool whole) {
    const auto query = parse_query(question.text);
    const auto count = index_.count(archive_, *query, row.level);
    const auto theirs = peer_.ask(peer_question(row, question, Form::count)).front();
    if (static_cast<std::int64_t>(count) != theirs) return fmt::format("{} here, {} there", count, theirs);
    if (is_facet(row.form) && counts_of(row, *query) != sorted(peer_.ask(peer_question(row, question, row.form))))
      return "other counts";
    if (whole && found(*query, row) != sorted(peer_.ask(peer_question(row, question, Form::all))))
      return "other records";
    return {};
  }

 private:
  static SearchOptions options(const Row& row) {
    SearchOptions options;
    options.level = row.level;
    if (row.form == Form::by_year) options.sort = parse_sort("year");
    return options;
  }

  static PeerQuestion peer_question(const Row& row, const Question& question, Form form) {
    return {form, row.level == ResultLevel::album, question.match, question.years};
  }

  static bool is_facet(Form form) { return form == Form::facet_year || form == Form::facet_composer; }

  static std::vector<std::int64_t> sorted(std::vector<std::int64_t> numbers) {
    std::ranges::sort(numbers);
    return numbers;
  }

  std::vector<std::int64_t> found(const QueryNode& query, const Row& row) const {
    auto all = options(row);
    all.limit = 0;
    std::vector<std::int64_t> numbers;
    for (const auto& hit : index_.search(archive_, query, all).hits)
      numbers.push_back(static_cast<std::int64_t>(hit.id.number));
    return sorted(std::move(numbers));
  }

  /// Those that lack the value are a row of their own there.
  std::vector<std::int64_t> counts_of(const Row& row, const QueryNode& query) const {
    const auto facet =
        index_.facet(archive_, query, *countable(row.form == Form::facet_year ? "year" : "composer"), row.level);
    std::vector<std::int64_t> counts;
    for (const auto& value : facet.values) counts.push_back(static_cast<std::int64_t>(value.count));
    if (facet.without > 0) counts.push_back(static_cast<std::int64_t>(facet.without));
    return sorted(std::move(counts));
  }

  Archive archive_;
  Index index_;
  Peer peer_;
};

struct Times {
  double median = 0, high = 0;  ///< in microseconds
};

template <typename Ask>
Times times(std::span<const Question> questions, Ask ask) {
  std::vector<double> taken;
  for (const auto& question : questions) taken.push_back(ask(question) * 1e6);
  std::ranges::sort(taken);
  return {taken[taken.size() / 2], taken[taken.size() * 99 / 100]};
}

constexpr std::size_t whole_once_in = 20;

/// How many questions the two answered differently.
std::size_t disagreements(Sides& sides, const Row& row, std::span<const Question> questions) {
  std::size_t differing = 0;
  for (std::size_t at = 0; at < questions.size(); ++at) {
    const auto difference = sides.difference(row, questions[at], at % whole_once_in == 0);
    if (difference.empty()) continue;
    ++differing;
    fmt::print(stderr, "{}: {}: {}\n    {}\n", row.name, questions[at].text, difference, questions[at].match);
  }
  return differing;
}

/// For profiles of this side alone: the slowest question is named.
std::size_t ask_ours_only(const Sides& sides, const Row& row, std::size_t count) {
  std::pair<double, std::string> slowest;
  const auto taken = times(questions_of(row, count), [&](const Question& question) {
    const auto seconds = sides.ours(row, question);
    slowest = std::max(slowest, {seconds, question.text});
    return seconds;
  });
  fmt::print("{:34} {:9.0f} {:9.0f}  {}\n", row.name, taken.median, taken.high, slowest.second);
  return 0;
}

std::size_t compare(Sides& sides, const Row& row, std::size_t count) {
  const auto questions = questions_of(row, count);
  const auto differing = disagreements(sides, row, questions);
  const auto ask_ours = [&](const Question& question) { return sides.ours(row, question); };
  (void)times(questions, ask_ours);
  const auto ours = times(questions, ask_ours);
  const auto theirs = times(questions, [&](const Question& question) { return sides.theirs(row, question); });
  fmt::print("{:34} {:9.0f} {:9.0f} {:10.0f} {:10.0f} {:7.2f} {:7.2f} {:5}\n", row.name, ours.median, ours.high,
             theirs.median, theirs.high, theirs.median / ours.median, theirs.high / ours.high, differing);
  std::fflush(stdout);
  return differing;
}

int run(std::span<char*> words) {
  Sides sides(words[1], words[2]);
  const auto count = words.size() > 3 ? std::stoul(words[3]) : 200;
  auto wanted = words.subspan(std::min<std::size_t>(words.size(), 4));
  fmt::print("{:34} {:>9} {:>9} {:>10} {:>10} {:>7} {:>7} {:>5}\n", "microseconds", "p50", "p99", "FTS5 p50",
             "FTS5 p99", "x p50", "x p99", "other");
  const bool alone = !wanted.empty() && std::string_view(wanted.front()) == "alone";
  if (alone) wanted = wanted.subspan(1);
  std::size_t differing = 0;
  for (const auto& row : rows()) {
    const auto is_named = [&](const char* word) { return row.name.find(word) != row.name.npos; };
    if (wanted.empty() || std::ranges::any_of(wanted, is_named))
      differing += alone ? ask_ours_only(sides, row, count) : compare(sides, row, count);
  }
  return differing == 0 ? 0 : 1;
}

}  // namespace
}  // namespace cuetheque

int main(int count, char** arguments) try {
  const std::span<char*> words(arguments, static_cast<std::size_t>(count));
  if (words.size() < 3) {
    fmt::print(stderr, "compare_search ARCHIVE PEER [QUESTIONS] [alone] [ROW…]\n");
    return 2;
  }
  return cuetheque::run(words);
} catch (const std::exception& failure) {
  fmt::print(stderr, "compare_search: {}\n", failure.what());
  return 1;
}
