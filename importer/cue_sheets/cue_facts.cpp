#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

#include "core/cue_number.h"
#include "core/identifiers.h"
#include "core/text.h"
#include "core/vocabulary.h"
#include "importer/cue_sheets/parts.h"

namespace cuetheque {
namespace {

/// What a usage also says of voice and picture (FORMATS.md C.4).
struct UsageMeans {
  std::string_view usage;
  std::string_view vocal;
  std::string_view visual;
};
constexpr auto usage_means = std::to_array<UsageMeans>({
    {"bi", "instrumental", "background"},
    {"bv", "vocal", "background"},
    {"vi", "instrumental", "visual"},
    {"vv", "vocal", "visual"},
    {"vs", "", "visual"},
    {"fi", "instrumental", ""},
    {"fv", "vocal", ""},
    {"score", "", "background"},
    {"background", "", "background"},
});

/// Several values of one cell, at ";" and " / " (FORMATS.md A.4).
std::vector<std::string> several(std::string_view cell) {
  const auto pieces = pieces_of(cell, ";", " / ");
  return {pieces.begin(), pieces.end()};
}

/// The term a usage means: the whole text, or a code before its explanation ("BI - background instrumental").
const Term* usage_term(std::string_view written) {
  const auto* vocabulary = vocabulary_of(Field::usage);
  if (vocabulary == nullptr) return nullptr;
  if (const auto* term = vocabulary->find(written)) return term;
  const auto end = written.find_first_of("-(:,");
  return end == std::string_view::npos ? nullptr : vocabulary->find(trim(written.substr(0, end)));
}

/// Cues of one author that a society lets be rolled up are one row, "TITLE (BACKGROUND)" (FORMATS.md C.5).
std::string rolled_up_usage(std::string_view title) {
  const auto open = title.find_last_of('(');
  if (!title.ends_with(')') || open == std::string_view::npos) return {};
  const auto word = title.substr(open + 1, title.size() - open - 2);
  const auto* term = usage_term(word);
  const bool rolled = term != nullptr && (term->id == "background" || term->id == "theme" || term->id == "feature");
  return rolled ? std::string(word) : std::string{};
}

std::optional<std::uint32_t> small_number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = failed == std::errc{} && end == text.data() + text.size();
  return whole && value > 0 && value <= 9999 ? std::optional(value) : std::nullopt;
}

/// A cue's facts as the first of its rows states them.
class CueFacts {
 public:
  CueFacts(SheetCue& cue, const SheetRow& row, const SheetLabels& labels, SheetRemarks& remarks)
      : cue_(cue), row_(row), labels_(labels), remarks_(remarks) {}

  void state_all() {
    state_title();
    state_number();
    state_usage();
    state_terms(Field::vocal, SheetColumn::vocal);
    state_terms(Field::visual, SheetColumn::visual);
    state_terms(Field::origin, SheetColumn::origin);
    state_terms(Field::scene, SheetColumn::scene);
    state_terms(Field::mood, SheetColumn::mood);
    state(Field::theme, several(text(SheetColumn::theme)));
    state(Field::performer, several(text(SheetColumn::performer)));
    state_code(Field::iswc, Scheme::iswc, SheetColumn::iswc);
    state_code(Field::isrc, Scheme::isrc, SheetColumn::isrc);
    state(Field::tunecode, {text(SheetColumn::tunecode)});
    state(Field::label, {text(SheetColumn::label)});
    state(Field::catalognumber, {text(SheetColumn::catalogue_number)});
    state_record_track();
    state(Field::note, {text(SheetColumn::notes)});
    set_timing();
  }

 private:
  [[nodiscard]] std::string text(SheetColumn column) const { return row_.text(column); }

  void state(Field field, std::vector<std::string> values, std::string_view as_written = {}) {
    std::erase(values, std::string{});
    if (!values.empty()) *cue_.record.add_statements() = sheet_statement(field, std::move(values), as_written);
  }

  [[nodiscard]] bool said(Field field) const {
    return std::ranges::any_of(cue_.record.statements(),
                               [&](const Statement& one) { return one.field() == row_of(field).number; });
  }

  // A US form has a column for the cue's name and one for the song's title; where both speak, the second is a note.
  void state_title() {
    const auto titles = row_.texts(SheetColumn::title);
    if (titles.empty()) return;
    state(Field::title, {titles.front()});
    for (std::size_t i = 1; i < titles.size(); ++i)
      if (titles[i] != titles.front()) state(Field::note, {"Title: " + titles[i]});
  }

  void state_number() {
    const auto written = text(SheetColumn::cue_number);
    if (!written.empty() && !parse_cue_number(written))
      remarks_.add(row_.line(), fmt::format("warning: cue number '{}' is not reel, M and index", written), "kept");
    state(Field::cue, {written});
  }

  void state_terms(Field field, SheetColumn column) {
    const auto written = text(column);
    if (written.empty() || said(field)) return;
    std::vector<std::string> terms;
    for (const auto& word : several(written)) terms.push_back(term_id(field, word));
    // "Library / Production" is one term although it looks like two.
    if (const auto* whole = vocabulary_of(field) ? vocabulary_of(field)->find(written) : nullptr) terms = {whole->id};
    const bool changed = terms.size() != 1 || terms.front() != written;
    state(field, std::move(terms), changed ? written : std::string_view{});
  }

  [[nodiscard]] std::string usage_written() const {
    const auto written = text(SheetColumn::usage);
    return written.empty() ? rolled_up_usage(text(SheetColumn::title)) : written;
  }

  void state_usage() {
    const auto written = usage_written();
    if (written.empty()) return;
    // PD stands in the usage column of US forms, but says whose the music is.
    if (header_key(written) == "pd") return state(Field::origin, {"public-domain"}, written);
    std::vector<std::string> ids;
    for (const auto& word : several(written)) {
      const auto* term = usage_term(word);
      if (term == nullptr) remarks_.add(row_.line(), fmt::format("warning: usage '{}' is not known", word), "kept");
      ids.push_back(term == nullptr ? word : term->id);
    }
    const auto first = ids.empty() ? std::string{} : ids.front();
    state(Field::usage, std::move(ids), written);
    state_implied(first, written);
  }

  // The sheet's own columns for voice and picture say it better than the code does.
  void state_implied(std::string_view usage, std::string_view written) {
    const auto means = std::ranges::find(usage_means, usage, &UsageMeans::usage);
    if (means == usage_means.end()) return;
    if (text(SheetColumn::vocal).empty()) state(Field::vocal, {std::string(means->vocal)}, written);
    if (text(SheetColumn::visual).empty()) state(Field::visual, {std::string(means->visual)}, written);
  }

  void state_code(Field field, Scheme scheme, SheetColumn column) {
    const auto written = text(column);
    if (written.empty()) return;
    const bool valid = is_valid(scheme, written);
    const auto& row = row_of(scheme);
    if (!valid)
      remarks_.add(row_.line(), fmt::format("warning: {} '{}' is not right: {}", row.name, written, row.rule), "kept");
    const auto value = !valid                   ? written
                       : scheme == Scheme::iswc ? displayed(scheme, written)
                                                : normalised(scheme, written);
    state(field, {value}, value == written ? std::string_view{} : written);
  }

  void state_record_track() {
    const auto written = text(SheetColumn::track_number);
    if (written.empty()) return;
    const auto number = small_number(written);
    if (!number)
      return remarks_.add(row_.line(), fmt::format("warning: track number '{}' is not a number", written), "left out");
    state(Field::recordtrack, {std::to_string(*number)});
  }

  [[nodiscard]] std::optional<milliseconds> time(const std::string& written, std::string_view what) const {
    if (written.empty()) return std::nullopt;
    const auto time = parse_timecode(written, labels_.rate);
    if (!time) remarks_.add(row_.line(), fmt::format("error: {} '{}' is not a time", what, written), "left out");
    return time;
  }

  /// Minutes and seconds may stand in a column each.
  [[nodiscard]] std::string duration_written() const {
    const auto minutes = text(SheetColumn::minutes), seconds = text(SheetColumn::seconds);
    if (minutes.empty() && seconds.empty()) return text(SheetColumn::duration);
    return fmt::format("{}:{}", minutes.empty() ? "0" : minutes, seconds.empty() ? "0" : seconds);
  }

  void set_timing() {
    auto& timing = *cue_.record.mutable_timing();
    if (const auto in = time(text(SheetColumn::tc_in), "in")) timing.set_in_ms(in->count());
    if (const auto out = time(text(SheetColumn::tc_out), "out")) timing.set_out_ms(out->count());
    if (const auto length = time(duration_written(), "duration")) timing.set_duration_ms(length->count());
    const bool from_ends =
        !timing.has_duration_ms() && timing.has_in_ms() && timing.has_out_ms() && timing.out_ms() > timing.in_ms();
    if (from_ends) timing.set_duration_ms(timing.out_ms() - timing.in_ms());
  }

  SheetCue& cue_;
  const SheetRow& row_;
  const SheetLabels& labels_;
  SheetRemarks& remarks_;
};

}  // namespace

void state_cue(SheetCue& cue, const SheetRow& row, const SheetLabels& labels, SheetRemarks& remarks) {
  CueFacts(cue, row, labels, remarks).state_all();
}

}  // namespace cuetheque
