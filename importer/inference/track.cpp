#include "importer/inference/track.h"

#include <algorithm>
#include <array>

namespace cuetheque {
namespace {

/// A part of a title between separators: words [begin, end) of the title.
struct Segment {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// "Main Title / The Chase", "Finale: The Escape", "Vertigo (Love Theme)": a hyphen inside a word divides nothing.
bool divides(std::string_view gap) {
  if (gap == "-") return false;
  return gap.find_first_of(":;,/()[]{}|~\"-") != std::string_view::npos || gap.find("–") != std::string_view::npos ||
         gap.find("—") != std::string_view::npos || gap.find("“") != std::string_view::npos ||
         gap.find("”") != std::string_view::npos || gap.find("「") != std::string_view::npos ||
         gap.find("」") != std::string_view::npos || gap.find("～") != std::string_view::npos ||
         gap.find("（") != std::string_view::npos || gap.find("）") != std::string_view::npos ||
         gap.find("：") != std::string_view::npos;
}

bool is_sure(const std::vector<TitleToken>& tokens, std::size_t begin, std::size_t end) {
  return std::ranges::any_of(track_rules().matching(tokens, begin, end),
                             [](const TrackRule* rule) { return rule->sure && !rule->says_nothing(); });
}

// "Main Title and The Escape" is two; "The Lady and the Duke" stays whole, as nothing says that it is cut there.
bool conjunction_divides(const std::vector<TitleToken>& tokens, std::size_t begin, std::size_t at) {
  constexpr auto conjunctions = std::to_array<std::string_view>({"and", "&", "et", "und", "e", "y", "и"});
  return at > begin && std::ranges::find(conjunctions, tokens[at].folded) != conjunctions.end() &&
         (is_sure(tokens, begin, at) || is_sure(tokens, at + 1, tokens.size()));
}

std::vector<Segment> segments_of(std::string_view title, const std::vector<TitleToken>& tokens) {
  std::vector<Segment> segments;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= tokens.size(); ++i) {
    const bool joined = i + 1 < tokens.size() && conjunction_divides(tokens, begin, i);
    if (i < tokens.size() && !joined && !divides(title.substr(tokens[i - 1].end, tokens[i].begin - tokens[i - 1].end)))
      continue;
    segments.push_back({begin, i});
    begin = joined ? i + 1 : i;
  }
  return segments;
}

bool is_article(std::string_view word) {
  return word == "the" || word == "a" || word == "an" || word == "la" || word == "le" || word == "l" || word == "il" ||
         word == "el" || word == "der" || word == "die" || word == "das";
}

bool is_part_number(std::string_view word) {
  return word.find_first_not_of("0123456789") == std::string_view::npos ||
         word.find_first_not_of("ivx") == std::string_view::npos || word == "part" || word == "pt" || word == "no";
}

// "The Chase", "Chase II" and "12. Chase - Part 2" are a whole segment as much as "Chase".
Segment core_of(Segment segment, const std::vector<TitleToken>& tokens) {
  const auto word = [&](std::size_t i) -> std::string_view { return tokens[i].folded; };
  while (segment.end - segment.begin > 1 && (is_article(word(segment.begin)) || is_part_number(word(segment.begin))))
    ++segment.begin;
  while (segment.end - segment.begin > 1 && is_part_number(word(segment.end - 1))) --segment.end;
  return segment;
}

bool may_stand(const TrackRule& rule, const Segment& segment, const Segment& core, std::size_t begin, std::size_t end) {
  if (rule.where == "any") return true;
  const bool starts = begin == core.begin || begin == segment.begin;
  const bool ends = end == core.end || end == segment.end;
  if (rule.where == "start") return starts;
  if (rule.where == "end") return ends;
  return starts && ends;
}

/// The rules of the longest run of words from `begin` that any rule reads, and where the run ends; no rules: end is
/// begin + 1.
struct Longest {
  std::vector<const TrackRule*> rules;
  std::size_t end;
};

/// What a title's words are held against.
struct Reading {
  const std::vector<TitleToken>& tokens;
  bool only_sure;
};

Longest longest_from(std::size_t begin, const Segment& segment, const Segment& core, const Reading& reading) {
  const auto from = track_rules().from(reading.tokens, begin);
  for (auto end = from.none() ? begin : segment.end; end > begin; --end) {
    auto rules = from.matching(end);
    std::erase_if(rules, [&](const TrackRule* rule) {
      return (reading.only_sure && !rule->sure) || !may_stand(*rule, segment, core, begin, end);
    });
    if (!rules.empty()) return {std::move(rules), end};
  }
  return {{}, begin + 1};
}

/// The words that rules without terms keep from being read, and whether any of them speaks for the whole title.
struct Guards {
  std::vector<bool> words;
  bool title = false;

  [[nodiscard]] bool any(std::size_t begin, std::size_t end) const {
    return std::find(words.begin() + static_cast<std::ptrdiff_t>(begin),
                     words.begin() + static_cast<std::ptrdiff_t>(end),
                     true) != words.begin() + static_cast<std::ptrdiff_t>(end);
  }
};

// Guards reach over separators, as "Escape (The Piña Colada Song)" does; those of a start stand at the title's own.
Guards guards_of(const std::vector<TitleToken>& tokens) {
  Guards guards{std::vector<bool>(tokens.size()), false};
  for (std::size_t begin = 0; begin < tokens.size(); ++begin) {
    const auto from = track_rules().from(tokens, begin);
    if (from.none()) continue;
    for (std::size_t end = begin + 1; end <= tokens.size() && end <= begin + 8; ++end)
      for (const auto* rule : from.matching(end)) {
        if (!rule->says_nothing() || (rule->where == "start" && begin > 0)) continue;
        if (rule->where == "title")
          guards.title = true;
        else
          std::fill_n(guards.words.begin() + static_cast<std::ptrdiff_t>(begin), end - begin, true);
      }
  }
  return guards;
}

void add_once(std::vector<std::string>& list, const std::vector<std::string>& values) {
  for (const auto& value : values)
    if (std::ranges::find(list, value) == list.end()) list.push_back(value);
}

}  // namespace

std::vector<const TrackRule*> rules_of_track(std::string_view title, FilmMusic album) {
  if (title.size() > longest_title) return {};
  const auto tokens = title_tokens(title);
  const auto guards = guards_of(tokens);
  const Reading reading{tokens, guards.title || album == FilmMusic::denied};
  std::vector<const TrackRule*> found;
  for (const auto& segment : segments_of(title, tokens)) {
    const auto core = core_of(segment, tokens);
    for (auto at = segment.begin; at < segment.end;) {
      const auto [rules, end] = longest_from(at, segment, core, reading);
      if (!guards.any(at, end)) found.insert(found.end(), rules.begin(), rules.end());
      at = end;
    }
  }
  return found;
}

InferredTrack infer_track(std::string_view track_title, FilmMusic album) {
  InferredTrack track;
  for (const auto* rule : rules_of_track(track_title, album)) {
    add_once(track.scenes, rule->scenes);
    add_once(track.moods, rule->moods);
    add_once(track.usages, rule->usages);
    if (track.heard.empty()) track.heard = rule->heard;
  }
  return track;
}

}  // namespace cuetheque
