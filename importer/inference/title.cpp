#include "importer/inference/title.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace cuetheque {
namespace {

using Rules = std::vector<const AlbumRule*>;
using Weight = AlbumRule::Weight;

struct Pair {
  std::string_view open, close;
};

constexpr auto brackets =
    std::to_array<Pair>({{"(", ")"}, {"[", "]"}, {"{", "}"}, {"（", "）"}, {"［", "］"}, {"【", "】"}, {"<", ">"}});
constexpr auto quotations = std::to_array<Pair>({{"\"", "\""},
                                                 {"“", "”"},
                                                 {"„", "“"},
                                                 {"„", "”"},
                                                 {"«", "»"},
                                                 {"»", "«"},
                                                 {"‘", "’"},
                                                 {"'", "'"},
                                                 {"「", "」"},
                                                 {"『", "』"},
                                                 {"《", "》"}});
constexpr auto separators = std::to_array<std::string_view>(
    {" ", "-", "–", "—", ":", ",", ";", "|", "/", "~", "・", "　", "：", "～", "\t", "•", "·"});

bool strip_end(std::string_view& text) {
  const auto end =
      std::ranges::find_if(separators, [text](std::string_view separator) { return text.ends_with(separator); });
  if (end == separators.end()) return false;
  text.remove_suffix(end->size());
  return true;
}

bool strip_start(std::string_view& text) {
  const auto start =
      std::ranges::find_if(separators, [text](std::string_view separator) { return text.starts_with(separator); });
  if (start == separators.end()) return false;
  text.remove_prefix(start->size());
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (strip_end(text) || strip_start(text)) {
  }
  return text;
}

bool has_small_letters(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

bool stands_in(const AlbumRule& rule, std::string_view places) {
  return rule.where.find_first_of(places) != std::string::npos;
}

bool is_designation(const AlbumRule& rule) {
  return stands_in(rule, "bsSpPqf");
}

/// The words of a text, and the designations that cover ranges of them.
class Covering {
 public:
  explicit Covering(std::string_view text) : text_(text), tokens_(title_tokens(text)) {}

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] const TitleToken& token(std::size_t i) const { return tokens_[i]; }

  [[nodiscard]] Rules rules(std::size_t begin, std::size_t end) const {
    return album_rules().matching(tokens_, begin, end);
  }

  /// Rules that together cover [begin, end); the first of them may stand in one of `places`. Longest first.
  [[nodiscard]] Rules cover(std::size_t begin, std::size_t end, std::string_view places) const {
    // No real row of designations is this long.
    if (end - begin > 24) return {};
    Rests known;
    return cover(begin, end, places, known);
  }

  /// What stands between the word before `i` and word `i`.
  [[nodiscard]] std::string_view gap(std::size_t i) const {
    return text_.substr(tokens_[i - 1].end, tokens_[i].begin - tokens_[i - 1].end);
  }

  [[nodiscard]] bool separated(std::size_t i) const {
    const auto between = gap(i);
    return trimmed(between).size() < between.size() && between.find_first_not_of(" \t") != std::string_view::npos;
  }

  [[nodiscard]] bool quotation_opens(std::size_t i) const {
    const auto between = gap(i);
    return std::ranges::any_of(quotations, [between](const Pair& pair) { return between.ends_with(pair.open); });
  }

 private:
  /// What covers the words from each one to the end. A row of designations can be cut in more ways than there is time
  /// for, but what is left of it after a cut is always one of few.
  using Rests = std::map<std::size_t, Rules>;

  [[nodiscard]] Rules cover(std::size_t begin, std::size_t end, std::string_view places, Rests& known) const {
    const auto from = album_rules().from(tokens_, begin);
    for (std::size_t middle = from.none() ? begin : end; middle > begin; --middle)
      for (const auto* rule : from.matching(middle)) {
        if (!fits(*rule, begin, middle, places)) continue;
        // "Vol. 1 Original Soundtrack": outside brackets a volume before a designation belongs to the title.
        if (middle < end && rule->weight == Weight::volume && places != "b") continue;
        auto rest = middle == end ? Rules{} : rest_of(middle, end, known);
        if (middle < end && rest.empty()) continue;
        rest.insert(rest.begin(), rule);
        return rest;
      }
    return {};
  }

  [[nodiscard]] Rules rest_of(std::size_t begin, std::size_t end, Rests& known) const {
    if (const auto found = known.find(begin); found != known.end()) return found->second;
    return known.emplace(begin, cover(begin, end, "bsSpPq", known)).first->second;
  }

  [[nodiscard]] bool fits(const AlbumRule& rule, std::size_t begin, std::size_t end, std::string_view places) const {
    if (!is_designation(rule) || !stands_in(rule, places)) return false;
    return !rule.capitals ||
           !has_small_letters(text_.substr(tokens_[begin].begin, tokens_[end - 1].end - tokens_[begin].begin));
  }

  std::string_view text_;
  std::vector<TitleToken> tokens_;
};

struct Bracketed {
  std::string_view before, inside;
};

std::optional<Bracketed> bracket_at_end(std::string_view text) {
  for (const auto& [open, close] : brackets) {
    if (!text.ends_with(close)) continue;
    const auto at = text.rfind(open);
    if (at == std::string_view::npos || at == 0) continue;
    const auto inside = text.substr(at + open.size(), text.size() - close.size() - at - open.size());
    return Bracketed{text.substr(0, at), inside};
  }
  return std::nullopt;
}

/// One title being read: each `take_…` takes one designation off what is left and says whether it did.
class Reading {
 public:
  explicit Reading(std::string_view title) { read_.left = tidy(title); }

  ReadTitle run() {
    while (take_brackets() || take_end() || take_start()) read_.left = tidy(read_.left);
    // A volume taken off a title that then says nothing more was part of the title after all.
    if (!before_volume_.empty() && !proven()) read_.left = before_volume_;
    return read_;
  }

 private:
  bool take_brackets() {
    const auto found = bracket_at_end(read_.left);
    if (!found || tidy(found->before).empty()) return false;
    if (is_year(trimmed(found->inside))) {
      read_.year = trimmed(found->inside);
    } else if (!take_quoted(found->inside)) {
      const Covering inside(found->inside);
      const auto rules = inside.size() == 0 ? Rules{} : inside.cover(0, inside.size(), "b");
      if (rules.empty()) return false;
      note(rules);
    }
    read_.left = found->before;
    return true;
  }

  /// (From "Vertigo"), (Love Theme from the Film "Vertigo").
  bool take_quoted(std::string_view text) {
    for (const auto& [open, close] : quotations) {
      const auto at = text.find(open);
      if (open == "'" || at == std::string_view::npos || !text.ends_with(close)) continue;
      const auto quoted = text.substr(at);
      const Covering words(text.substr(0, at));
      const auto rules = words.size() == 0 || tidy(quoted) == quoted ? Rules{} : words.cover(0, words.size(), "f");
      if (rules.empty()) continue;
      note(rules);
      read_.production = tidy(quoted);
      return true;
    }
    return false;
  }

  bool take_end() {
    const Covering words(read_.left);
    for (std::size_t at = 1; at < words.size(); ++at) {
      const auto rules = words.cover(at, words.size(), words.separated(at) ? "sS" : "s");
      if (rules.empty() || (rules.front()->weight == Weight::volume && !volume_may_go())) continue;
      if (rules.front()->weight == Weight::volume) before_volume_ = read_.left;
      note(rules);
      read_.left = read_.left.substr(0, words.token(at - 1).end + touching(words.gap(at)));
      return true;
    }
    return false;
  }

  bool take_start() {
    const Covering words(read_.left);
    for (std::size_t end = words.size(); end-- > 1;) {
      const bool quoted = words.quotation_opens(end);
      const auto rules = words.cover(0, end, quoted ? "pPq" : words.separated(end) ? "pP" : "p");
      if (rules.empty()) continue;
      note(rules);
      read_.left = read_.left.substr(words.token(end - 1).end);
      return true;
    }
    return false;
  }

  // "Help! OST", "「君の名は。」OST": what touches the last word belongs to the title.
  static std::size_t touching(std::string_view gap) { return std::min(gap.find_first_of(" \t"), gap.size()); }

  [[nodiscard]] bool proven() const {
    return std::ranges::any_of(read_.rules, [](const AlbumRule* rule) { return rule->weight == Weight::proof; });
  }

  // "Kill Bill Vol. 1 (Original Soundtrack)": after the designation a volume belongs to the production's own title.
  [[nodiscard]] bool volume_may_go() const { return !proven() && before_volume_.empty(); }

  void note(const Rules& rules) { read_.rules.insert(read_.rules.begin(), rules.begin(), rules.end()); }

  ReadTitle read_;
  std::string_view before_volume_;
};

/// Words [begin, end) of what is left of a title.
struct Place {
  std::size_t begin, end, size;
  bool separated;  ///< from the words before
};

bool speaks_here(const AlbumRule& rule, const Place& place, bool proven) {
  const bool at_end = place.end == place.size;
  if (rule.weight == Weight::medium) return stands_in(rule, "x") || (at_end && place.separated);
  if (stands_in(rule, "E")) return at_end;
  // "The Best of Youth (Original Soundtrack)" is a film; only a bare title of genre Soundtrack may be a collection.
  if (proven) return false;
  return stands_in(rule, "x") || (stands_in(rule, "e") && at_end) || (stands_in(rule, "t") && place.begin == 0);
}

}  // namespace

std::string_view tidy(std::string_view title) {
  title = trimmed(title);
  for (const auto& [open, close] : quotations) {
    if (title.size() <= open.size() + close.size() || !title.starts_with(open) || !title.ends_with(close)) continue;
    const auto inner = title.substr(open.size(), title.size() - open.size() - close.size());
    if (inner.find(open) == std::string_view::npos && inner.find(close) == std::string_view::npos)
      return trimmed(inner);
  }
  return title;
}

ReadTitle read_title(std::string_view title) {
  return Reading(title).run();
}

Volumes volumes_of(std::string_view title) {
  Volumes found{title, {}};
  for (bool again = true; again;) {
    again = false;
    const Covering words(found.stem);
    for (std::size_t at = 1; at < words.size() && !again; ++at) {
      const auto rules = words.cover(at, words.size(), "sS");
      if (rules.size() != 1 || rules.front()->weight != Weight::volume) continue;
      found.stem = tidy(found.stem.substr(0, words.token(at - 1).end));
      found.rules.push_back(rules.front());
      again = true;
    }
  }
  return found;
}

bool is_volume(std::string_view title) {
  const Covering words(title);
  const auto rules = words.size() == 0 ? Rules{} : words.cover(0, words.size(), "bsS");
  return !rules.empty() && rules.front()->weight == Weight::volume;
}

std::vector<const AlbumRule*> rules_within(std::string_view left, bool proven) {
  const Covering words(left);
  Rules found;
  for (std::size_t begin = 0; begin < words.size();) {
    auto end = words.size();
    Rules here;
    for (; end > begin && here.empty(); --end)
      for (const auto* rule : words.rules(begin, end))
        if (!is_designation(*rule) &&
            speaks_here(*rule, {begin, end, words.size(), begin > 0 && words.separated(begin)}, proven))
          here.push_back(rule);
    begin = here.empty() ? begin + 1 : end + 1;
    found.insert(found.end(), here.begin(), here.end());
  }
  return found;
}

std::vector<const AlbumRule*> designations(std::string_view text) {
  const Covering words(text);
  auto rules = words.size() == 0 ? Rules{} : words.cover(0, words.size(), "sp");
  // Marks may begin with any word ("Jaws Anniversary Edition"); only a proof is sure to be no title.
  if (!rules.empty() && rules.front()->weight != Weight::proof) rules.clear();
  return rules;
}

}  // namespace cuetheque
