#include <algorithm>

#include "importer/inference/inference.h"
#include "importer/inference/rules.h"

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

std::vector<Segment> segments_of(std::string_view title, const std::vector<TitleToken>& tokens) {
  std::vector<Segment> segments;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= tokens.size(); ++i) {
    if (i < tokens.size() && !divides(title.substr(tokens[i - 1].end, tokens[i].begin - tokens[i - 1].end))) continue;
    segments.push_back({begin, i});
    begin = i;
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

void add_once(std::vector<std::string>& list, const std::vector<std::string>& values) {
  for (const auto& value : values)
    if (std::ranges::find(list, value) == list.end()) list.push_back(value);
}

void say(const std::vector<const TrackRule*>& rules, InferredTrack& track) {
  for (const auto* rule : rules) {
    add_once(track.scenes, rule->scenes);
    add_once(track.moods, rule->moods);
    add_once(track.usages, rule->usages);
  }
}

/// The rules of the longest run of words from `begin` that any rule reads, and where the run ends; no rules: end is
/// begin + 1.
struct Longest {
  std::vector<const TrackRule*> rules;
  std::size_t end;
};

Longest longest_from(std::size_t begin, const Segment& segment, const Segment& core,
                     const std::vector<TitleToken>& tokens) {
  for (auto end = segment.end; end > begin; --end) {
    auto rules = track_rules().matching(tokens, begin, end);
    std::erase_if(rules, [&](const TrackRule* rule) { return !may_stand(*rule, segment, core, begin, end); });
    if (!rules.empty()) return {std::move(rules), end};
  }
  return {{}, begin + 1};
}

}  // namespace

namespace {

bool says_nothing(const TrackRule& rule) {
  return rule.scenes.empty() && rule.moods.empty() && rule.usages.empty();
}

// Guards reach over separators, as "Escape (The Piña Colada Song)" does.
std::vector<bool> guarded_words(const std::vector<TitleToken>& tokens) {
  std::vector<bool> guarded(tokens.size());
  for (std::size_t begin = 0; begin < tokens.size(); ++begin)
    for (std::size_t end = begin + 1; end <= tokens.size() && end <= begin + 8; ++end)
      for (const auto* rule : track_rules().matching(tokens, begin, end))
        if (says_nothing(*rule)) std::fill_n(guarded.begin() + static_cast<std::ptrdiff_t>(begin), end - begin, true);
  return guarded;
}

}  // namespace

InferredTrack infer_track(std::string_view track_title) {
  if (track_title.size() > longest_title) return {};
  const auto tokens = title_tokens(track_title);
  const auto guarded = guarded_words(tokens);
  InferredTrack track;
  for (const auto& segment : segments_of(track_title, tokens)) {
    const auto core = core_of(segment, tokens);
    for (auto at = segment.begin; at < segment.end;) {
      const auto [rules, end] = longest_from(at, segment, core, tokens);
      if (!guarded[at]) say(rules, track);
      at = end;
    }
  }
  return track;
}

}  // namespace cuetheque
