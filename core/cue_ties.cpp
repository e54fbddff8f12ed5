#include "core/cue_ties.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/ascii.h"
#include "core/links.h"
#include "core/resolve.h"
#include "core/text.h"
#include "core/track_audio.h"

namespace cuetheque {
namespace {

constexpr std::uint32_t same_code = 1000;
constexpr std::uint32_t same_number = 950;
constexpr std::uint32_t same_title = 800;
constexpr std::uint32_t same_but_for_brackets = 650;
constexpr std::uint32_t same_words = 600;
constexpr std::uint32_t least_words = 360;  // three words in five
constexpr std::size_t longest_title = 500;  // bytes that are compared word by word

/// A code as it is compared: letters and digits only, upper case.
std::string plain_code(std::string_view code) {
  std::string plain;
  for (const char c : code)
    if (is_digit(c) || is_letter(c)) plain += to_upper(c);
  return plain;
}

std::set<std::string> plain_codes(const Statements& statements, Field field) {
  std::set<std::string> codes;
  for (const auto& value : resolve(statements, field).values)
    if (auto code = plain_code(value); !code.empty()) codes.insert(std::move(code));
  return codes;
}

bool share_a_code(const std::set<std::string>& one, const Statements& statements, Field field) {
  if (one.empty()) return false;
  const auto other = plain_codes(statements, field);
  return std::ranges::any_of(other, [&](const std::string& code) { return one.contains(code); });
}

std::string without_brackets(std::string_view title) {
  std::string rest;
  int depth = 0;
  for (const char c : title) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) rest += c;
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  return std::string(trim(rest));
}

std::set<std::string> words_of(std::string_view folded) {
  std::set<std::string> words;
  std::string word;
  for (const char c : folded.substr(0, longest_title)) {
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U) != 0;
    if (letter) word += c;
    if (!letter && !word.empty()) words.insert(std::exchange(word, {}));
  }
  if (!word.empty()) words.insert(std::move(word));
  return words;
}

/// What a title is compared by.
struct TitleForms {
  std::string whole, core;
  std::set<std::string> words;

  explicit TitleForms(const std::string& title)
      : whole(fold(title)), core(fold(without_brackets(title))), words(words_of(whole)) {}
};

std::uint32_t title_score(const TitleForms& one, const TitleForms& other) {
  if (one.whole.empty() || other.whole.empty()) return 0;
  if (one.whole == other.whole) return same_title;
  if (!one.core.empty() && one.core == other.core) return same_but_for_brackets;
  const auto shared = static_cast<std::size_t>(
      std::ranges::count_if(one.words, [&](const std::string& word) { return other.words.contains(word); }));
  const auto all = one.words.size() + other.words.size();
  const auto score = all == 0 ? 0 : static_cast<std::uint32_t>(2 * shared * same_words / all);
  return score >= least_words ? score : 0;
}

/// What the durations add to a title's score, or take away.
int length_score(std::int64_t cue, std::int64_t track) {
  const auto apart = std::abs(cue - track);
  if (apart <= std::max<std::int64_t>(2000, track / 50)) return 150;
  if (apart <= track / 10) return 75;
  return cue > track + track / 4 + 5000 ? -50 : 0;
}

/// A cue as it is compared with many tracks.
class CueWords {
 public:
  explicit CueWords(const Record& cue)
      : isrcs_(plain_codes(cue.statements(), Field::isrc)),
        records_(plain_codes(cue.statements(), Field::catalognumber)),
        number_(resolve(cue.statements(), Field::recordtrack).first()),
        title_(resolve(cue.statements(), Field::title).first()) {
    if (cue.timing().has_duration_ms()) length_ = cue.timing().duration_ms();
  }
  CueWords(const Record& album, const Track& track)
      : isrcs_(plain_codes(track.statements(), Field::isrc)),
        title_(resolve(track.statements(), Field::title).first()),
        length_(playing_ms(album, track)) {}

  [[nodiscard]] bool on_record(const Record& album) const {
    return !number_.empty() && share_a_code(records_, album.statements(), Field::catalognumber);
  }

  [[nodiscard]] CueTie tie(const Record& album, const Track& track, bool on_record) const {
    if (share_a_code(isrcs_, track.statements(), Field::isrc)) return {track.id(), "isrc", same_code};
    if (on_record && number_ == std::to_string(track.position())) return {track.id(), "number", same_number};
    const TitleForms title(resolve(track.statements(), Field::title).first());
    auto score = static_cast<int>(title_score(title_, title));
    const auto length = playing_ms(album, track);
    if (score > 0 && length && length_) score += length_score(*length_, *length);
    return {track.id(), "title", static_cast<std::uint32_t>(std::max(0, score))};
  }

 private:
  std::set<std::string> isrcs_, records_;
  std::string number_;
  TitleForms title_;
  std::optional<std::int64_t> length_;
};

bool settled_by_curator(const Record& cue, const Record& album) {
  return std::ranges::any_of(album.tracks(), [&](const Track& one) {
    return curators_word(cue, {track, one.id()}).value_or(false);
  });
}

CueTies ties_on(const CueWords& words, const Record& cue, const Record& album) {
  if (settled_by_curator(cue, album)) return {};
  const bool on_record = words.on_record(album);
  std::vector<CueTie> ties;
  for (const auto& one : album.tracks()) {
    auto tie = words.tie(album, one, on_record);
    if (tie.score >= possible_score && !curators_word(cue, {track, one.id()})) ties.push_back(std::move(tie));
  }
  if (ties.empty()) return {};
  std::ranges::stable_sort(ties, std::ranges::greater(), &CueTie::score);
  const auto best = ties.front().score;
  const auto close = std::ranges::count_if(ties, [&](const CueTie& tie) { return tie.score + close_score >= best; });
  const bool sure = best == same_code || (best >= sure_score && close == 1);
  if (!sure) return {{}, std::move(ties)};
  std::erase_if(ties, [&](const CueTie& tie) { return tie.score != best; });
  return {std::move(ties), {}};
}

}  // namespace

CueTies ties_on(const Record& cue, const Record& album) {
  return ties_on(CueWords(cue), cue, album);
}

std::vector<CueTie> alike_on(const Record& album, const Track& track, const Record& other) {
  const CueWords words(album, track);
  std::vector<CueTie> ties;
  for (const auto& one : other.tracks())
    if (auto tie = words.tie(other, one, false); tie.score >= possible_score) ties.push_back(std::move(tie));
  std::ranges::stable_sort(ties, std::ranges::greater(), &CueTie::score);
  return ties;
}

Record tied(Record cue, const std::vector<Record>& albums) {
  const CueWords words(cue);
  std::map<std::uint64_t, CueTie> found;
  std::set<std::uint64_t> theirs;
  for (const auto& album : albums) {
    for (auto& tie : ties_on(words, cue, album).sure) found.emplace(tie.track, tie);
    for (const auto& track : album.tracks()) theirs.insert(track.id());
  }
  auto& links = *cue.mutable_links();
  const auto outdated = [&](const Link& link) {
    if (link.kind() != track || link.source() == curator || !theirs.contains(link.id())) return false;
    const auto now = found.find(link.id());
    return now == found.end() || now->second.how != link.how() || now->second.score != link.score();
  };
  links.erase(std::remove_if(links.begin(), links.end(), outdated), links.end());
  for (const auto& [id, tie] : found) {
    const auto same = [id = id](const Link& link) { return link.kind() == track && link.id() == id; };
    if (std::ranges::any_of(links, same)) continue;
    auto& link = *links.Add();
    link.set_kind(track);
    link.set_id(id);
    link.set_how(tie.how);
    link.set_score(tie.score);
    link.set_source(tie.how == "title" ? inferred : cue_sheet);
  }
  return cue;
}

Record untied(Record cue, const Record& album) {
  auto& links = *cue.mutable_links();
  const auto theirs = [&](const Link& link) {
    return link.kind() == track && link.source() != curator &&
           std::ranges::find(album.tracks(), link.id(), &Track::id) != album.tracks().end();
  };
  links.erase(std::remove_if(links.begin(), links.end(), theirs), links.end());
  return cue;
}

}  // namespace cuetheque
