#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "core/cue_number.h"
#include "importer/cue_sheets/parts.h"

namespace cuetheque {
namespace {

constexpr int whole = 100'00;
constexpr int tolerance = 5;

std::string value_of(const Record& cue, Field field) {
  const auto found = std::ranges::find(cue.statements(), row_of(field).number, &Statement::field);
  return found == cue.statements().end() ? std::string{} : found->values(0);
}

std::string clock(std::int64_t ms) {
  return clock_text(milliseconds(ms - ms % 1000));
}

/// What the shares of each side of a cue come to, in hundredths.
struct Sums {
  int writers = 0, publishers = 0;
  std::size_t writers_with_share = 0, publishers_with_share = 0, writers_known = 0, publishers_known = 0;
};

Sums sums_of(const Record& cue) {
  Sums sums;
  for (const auto& party : cue.parties()) {
    const bool writer = is_writer(party.role());
    if (!writer && !is_publisher(party.role())) continue;
    ++(writer ? sums.writers_known : sums.publishers_known);
    const auto share = share_of(party.share());
    if (!share) continue;
    ++(writer ? sums.writers_with_share : sums.publishers_with_share);
    (writer ? sums.writers : sums.publishers) += *share;
  }
  return sums;
}

bool is_whole(int sum) {
  return std::abs(sum - whole) <= tolerance;
}

void double_shares(Record& cue) {
  for (auto& party : *cue.mutable_parties())
    if (const auto share = share_of(party.share())) party.set_share(share_text(*share * 2));
}

class Rules {
 public:
  Rules(std::vector<SheetCue>& cues, const SheetLabels& labels, SheetRemarks& remarks)
      : cues_(cues), labels_(labels), remarks_(remarks), start_(labels.timecode_start.value_or(guessed_start())) {}

  void check() {
    offer_start();
    for (auto& cue : cues_) {
      check_shares(cue);
      check_times(cue);
      check_complete(cue);
      check_parties(cue);
      check_library(cue);
    }
    check_order();
    check_totals();
    check_numbers();
  }

 private:
  void error(const SheetCue& cue, std::string_view what, std::string read_as = {}) {
    remarks_.add(cue.line, fmt::format("error: {}", what), std::move(read_as));
  }
  void warning(const SheetCue& cue, std::string_view what, std::string read_as = {}) {
    remarks_.add(cue.line, fmt::format("warning: {}", what), std::move(read_as));
  }

  // Rule 1.
  void check_shares(SheetCue& cue) {
    const auto sums = sums_of(cue.record);
    const bool combined = is_whole(sums.writers + sums.publishers) && !is_whole(sums.writers) &&
                          !is_whole(sums.publishers) && sums.publishers_with_share > 0 && sums.writers_with_share > 0;
    if (combined) {
      double_shares(cue.record);
      return warning(cue, "shares of writers and publishers together make 100", "doubled: 100 for each side");
    }
    check_side(cue, "writer", sums.writers, sums.writers_with_share);
    check_side(cue, "publisher", sums.publishers, sums.publishers_with_share);
    if (sums.writers_known > 0 && sums.publishers_known == 0) warning(cue, "no publisher");
  }

  void check_side(const SheetCue& cue, std::string_view side, int sum, std::size_t parties) {
    if (parties > 0 && !is_whole(sum))
      error(cue, fmt::format("{} shares make {}, not 100.00", side, share_text(sum)), "kept");
  }

  // Rule 2, and times beyond the end of the production.
  void check_times(const SheetCue& cue) {
    const auto& timing = cue.record.timing();
    if (timing.has_in_ms() && timing.has_out_ms()) {
      const auto between = timing.out_ms() - timing.in_ms();
      if (between <= 0)
        error(cue, fmt::format("out {} is not after in {}", clock(timing.out_ms()), clock(timing.in_ms())), "kept");
      if (between > 0 && timing.has_duration_ms() && std::abs(between - timing.duration_ms()) > 1000)
        warning(cue, fmt::format("duration {}, but {} between in and out", clock(timing.duration_ms()), clock(between)),
                "kept");
    }
    if (!labels_.production_duration) return;
    const auto end = (labels_.production_duration.value() + start_).count();
    const auto last = std::max(timing.in_ms(), timing.out_ms());
    if (last > end) error(cue, fmt::format("{} is beyond the end of the production", clock(last)), "kept");
  }

  // A programme whose timecode begins at 01:00:00, as tapes do, although nobody says so: no cue comes before, and one
  // would lie beyond its end.
  [[nodiscard]] milliseconds guessed_start() const {
    constexpr milliseconds hour = std::chrono::hours(1);
    milliseconds last{0};
    for (const auto& cue : cues_) {
      const auto& timing = cue.record.timing();
      if (timing.has_in_ms() && timing.in_ms() < hour.count()) return milliseconds(0);
      last = std::max(last, milliseconds(std::max(timing.in_ms(), timing.out_ms())));
    }
    const bool beyond = labels_.production_duration && last > *labels_.production_duration;
    return beyond ? hour : milliseconds(0);
  }

  void offer_start() {
    if (cues_.empty() || labels_.timecode_start || start_.count() == 0) return;
    warning(cues_.front(), "all cues lie after 01:00:00, in a shorter production",
            "it starts there; a label Timecode Start, or --tc-start 01:00:00, says so");
  }

  // Rule 4.
  void check_complete(const SheetCue& cue) {
    if (value_of(cue.record, Field::title).empty()) error(cue, "no title");
    if (value_of(cue.record, Field::usage).empty()) error(cue, "no usage");
    if (!cue.record.timing().has_duration_ms()) error(cue, "no duration");
    if (sums_of(cue.record).writers_known == 0) error(cue, "no writer");
  }

  void check_parties(const SheetCue& cue) {
    std::string without;
    for (const auto& party : cue.record.parties()) {
      if (!party.ipi().empty() && !party.society().empty()) continue;
      without += fmt::format("{}{}", without.empty() ? "" : ", ", party.name());
    }
    if (!without.empty()) warning(cue, fmt::format("no society or IPI for {}", without.substr(0, 200)));
  }

  // Rule 5: library music is paid by its record.
  void check_library(const SheetCue& cue) {
    if (value_of(cue.record, Field::origin) != "library") return;
    const auto lacks = [&](Field field) { return value_of(cue.record, field).empty(); };
    if (lacks(Field::label) || lacks(Field::catalognumber) || lacks(Field::recordtrack))
      warning(cue, "library music needs label, catalogue number and track number");
  }

  // Rule 3.
  void check_order() {
    const SheetCue* before = nullptr;
    for (const auto& cue : cues_) {
      if (!cue.record.timing().has_in_ms()) continue;
      if (before != nullptr) check_after(cue, *before);
      before = &cue;
    }
  }

  void check_after(const SheetCue& cue, const SheetCue& before) {
    const auto in = cue.record.timing().in_ms();
    const auto overlap = before.record.timing().out_ms() - in;
    if (in < before.record.timing().in_ms())
      return warning(cue, fmt::format("in {} is before that of the cue above", clock(in)), "order kept");
    if (overlap <= 0) return;
    overlaps_ = true;
    warning(cue, fmt::format("overlaps the cue above by {} ms", overlap), "kept");
  }

  void check_totals() {
    std::int64_t sum = 0;
    for (const auto& cue : cues_) sum += cue.record.timing().duration_ms();
    const auto line = cues_.empty() ? 0 : cues_.front().line;
    if (labels_.production_duration && sum > labels_.production_duration->count() && !overlaps_)
      remarks_.add(line,
                   fmt::format("error: cues last {}, the production {}", clock(sum),
                               clock(labels_.production_duration->count())),
                   "kept");
    const auto slack = static_cast<std::int64_t>(cues_.size()) * 1000;
    if (labels_.total_music && std::abs(sum - labels_.total_music->count()) > slack)
      remarks_.add(
          line,
          fmt::format("warning: total music {}, but the cues last {}", clock(labels_.total_music->count()), clock(sum)),
          "kept");
  }

  // Rule 6.
  void check_numbers() {
    std::map<std::string, std::size_t> lines;
    for (const auto& cue : cues_) {
      const auto number = value_of(cue.record, Field::cue);
      if (number.empty()) continue;
      const auto [first, fresh] = lines.emplace(cue_number_key(number), cue.line);
      if (!fresh) warning(cue, fmt::format("cue number {} already stands on line {}", number, first->second), "kept");
    }
  }

  std::vector<SheetCue>& cues_;
  const SheetLabels& labels_;
  SheetRemarks& remarks_;
  milliseconds start_;
  bool overlaps_ = false;
};

}  // namespace

void check_sheet(std::vector<SheetCue>& cues, const SheetLabels& labels, SheetRemarks& remarks) {
  Rules(cues, labels, remarks).check();
}

}  // namespace cuetheque
