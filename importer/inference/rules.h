#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "importer/inference/tokens.h"

namespace cuetheque {

/// A row of data/inference/album-titles.tsv.
struct AlbumRule {
  enum class Weight {
    proof,   ///< the title says that the album is a soundtrack
    mark,    ///< an edition mark; means something only beside a proof or a genre
    volume,  ///< a volume, disc or season: part of the title where it stands before a designation ("Kill Bill Vol. 1")
    kind,    ///< says what kind of album it is even where it proves no soundtrack
    block,   ///< what is left names no single production
    medium,  ///< words of the production's own title that say what it is ("Back to the Future: The Ride")
  };
  /// Where it may stand: b in brackets, s at the end, S at the end after a separator, p at the start, P at the start
  /// before a separator, q at the start before a quotation, f in brackets before a quotation, which then names the
  /// production; of what is left: x anywhere, e at the end, t at the start, E at the end even of a title that proved
  /// itself a soundtrack.
  std::string where;
  Weight weight = Weight::mark;
  bool capitals = false;  ///< only where written without small letters
  std::vector<std::string> albumkinds;
  std::string kind;
  std::string how;
  std::size_t line = 0;  ///< of the table
};

/// A row of data/inference/track-titles.tsv; without any term it only keeps shorter rules from reading these words, or,
/// where it stands anywhere in a `title`, all but the sure ones from reading any.
struct TrackRule {
  std::string where;  ///< any, segment (the whole of a part of the title), start or end of such a part; title
  bool sure = false;  ///< says the same on any album; others mean nothing among songs
  std::vector<std::string> scenes, moods, usages;
  std::string heard;     ///< yes or no, or empty
  std::size_t line = 0;  ///< of the table

  [[nodiscard]] bool says_nothing() const { return scenes.empty() && moods.empty() && usages.empty() && heard.empty(); }
};

/// A row of data/inference/genres.tsv: a genre that licenses a bare title, and the kind of production it means, if any;
/// or a genre that says nothing either way.
struct GenreRule {
  bool licence = false;
  std::string kind;
};

/// Rules found by their first and last word, so that a title is held against few of thousands of patterns.
template <typename Rule>
class RuleBook {
  struct Entry {
    Pattern pattern;
    std::size_t longest;
    const Rule* rule;

    /// Most patterns are words only: their number tells at once.
    [[nodiscard]] bool can_span(std::size_t tokens) const { return pattern.size() <= tokens && tokens <= longest; }
  };
  using ByLast = std::unordered_map<std::string_view, std::vector<Entry>>;

 public:
  /// The rules that may match from one token on: none, for most words of most titles.
  struct From {
    const std::vector<TitleToken>& tokens;
    std::size_t begin;
    std::array<const ByLast*, 2> by_last;

    [[nodiscard]] bool none() const { return by_last[0] == nullptr && by_last[1] == nullptr; }

    /// Those that match exactly the tokens [begin, end).
    [[nodiscard]] std::vector<const Rule*> matching(std::size_t end) const {
      std::vector<const Rule*> found;
      for (const auto* last : by_last) {
        if (last == nullptr) continue;
        for (const auto* entries : {find(*last, tokens[end - 1].folded), find(*last, no_word)}) {
          if (entries == nullptr) continue;
          for (const auto& entry : *entries)
            if (entry.can_span(end - begin) && matches(entry.pattern, tokens, begin, end)) found.push_back(entry.rule);
        }
      }
      return found;
    }
  };

  void add(const std::vector<Pattern>& patterns, const Rule& rule) {
    for (const auto& pattern : patterns)
      if (!pattern.empty())
        entries_[pattern.front().word][pattern.back().word].push_back({pattern, longest_match(pattern), &rule});
  }

  /// The rules whose first word stands at `begin`.
  [[nodiscard]] From from(const std::vector<TitleToken>& tokens, std::size_t begin) const {
    return {tokens, begin, {find(entries_, tokens[begin].folded), find(entries_, no_word)}};
  }

  /// The rules that match exactly the tokens [begin, end).
  [[nodiscard]] std::vector<const Rule*> matching(const std::vector<TitleToken>& tokens, std::size_t begin,
                                                  std::size_t end) const {
    return from(tokens, begin).matching(end);
  }

 private:
  template <typename Map>
  static const typename Map::mapped_type* find(const Map& map, std::string_view word) {
    const auto at = map.find(word);
    return at == map.end() ? nullptr : &at->second;
  }

  static constexpr std::string_view no_word{};  ///< stands for a piece that is no word
  std::unordered_map<std::string_view, ByLast> entries_;
};

[[nodiscard]] const RuleBook<AlbumRule>& album_rules();
[[nodiscard]] const RuleBook<TrackRule>& track_rules();
[[nodiscard]] const RuleBook<GenreRule>& genre_rules();

}  // namespace cuetheque
