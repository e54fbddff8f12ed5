#include "importer/inference/inference.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/text.h"
#include "core/vocabulary.h"
#include "importer/inference/title.h"

namespace cuetheque {
namespace {

using Rules = std::vector<const AlbumRule*>;
using Weight = AlbumRule::Weight;

bool any_is(const Rules& rules, Weight weight) {
  return std::ranges::any_of(rules, [weight](const AlbumRule* rule) { return rule->weight == weight; });
}

/// What the genres of an album say of it.
struct Licence {
  FilmMusic film_music = FilmMusic::unknown;
  std::string kind;  ///< of production; only where every genre that licenses means the same
};

struct LongestGenre {
  const GenreRule* rule;
  std::size_t end;
};

std::optional<LongestGenre> genre_from(const std::vector<TitleToken>& tokens, std::size_t begin) {
  for (auto end = std::min(tokens.size(), begin + 4); end > begin; --end)
    if (const auto rules = genre_rules().matching(tokens, begin, end); !rules.empty())
      return LongestGenre{rules.front(), end};
  return std::nullopt;
}

// Genres come joined by anything, so each run of words of the text is held against the table.
Licence licence_of(std::string_view genre) {
  const auto tokens = title_tokens(genre);
  std::optional<std::string> kind;
  bool other = false;
  for (std::size_t at = 0; at < tokens.size();) {
    const auto found = genre_from(tokens, at);
    at = found ? found->end : at + 1;
    if (!found)
      other = true;
    else if (found->rule->licence)
      kind = !kind || *kind == found->rule->kind ? found->rule->kind : std::string();
  }
  if (kind) return {FilmMusic::said, *kind};
  return {other ? FilmMusic::denied : FilmMusic::unknown, {}};
}

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (!value.empty() && std::ranges::find(list, value) == list.end()) list.push_back(value);
}

std::vector<std::string> album_kinds(const Rules& rules) {
  std::vector<std::string> kinds;
  for (const auto* rule : rules)
    for (const auto& kind : rule->albumkinds) add_once(kinds, kind);
  // "Soundtrack" says nothing beside "complete score".
  const auto has_narrower = [&](const std::string& kind) {
    const auto narrower = vocabulary_of(Field::albumkind)->expand(kind);
    return std::ranges::any_of(kinds, [&](const std::string& other) {
      return other != kind && std::ranges::find(narrower, other) != narrower.end();
    });
  };
  std::vector<std::string> narrowest;
  std::ranges::copy_if(kinds, std::back_inserter(narrowest),
                       [&](const std::string& kind) { return !has_narrower(kind); });
  return narrowest;
}

std::string first_of(const Rules& rules, std::string AlbumRule::*member) {
  const auto found = std::ranges::find_if(rules, [member](const AlbumRule* rule) { return !(rule->*member).empty(); });
  return found == rules.end() ? std::string() : (*found)->*member;
}

std::string link_of(const Rules& rules) {
  const auto inspired = std::ranges::find(rules, "inspired-by", &AlbumRule::how);
  return inspired == rules.end() ? first_of(rules, &AlbumRule::how) : (*inspired)->how;
}

bool names_something(std::string_view title) {
  constexpr auto empty_words =
      std::to_array<std::string_view>({"the", "a", "an", "le", "la", "les", "der", "die", "das", "il", "lo", "el",
                                       "los", "original", "music", "untitled"});
  return std::ranges::any_of(title_tokens(title), [&](const TitleToken& token) {
    return std::ranges::find(empty_words, token.folded) == empty_words.end();
  });
}

bool is_serial(std::string_view kind) {
  return kind == "tv-series" || kind == "anime" || kind == "miniseries" || kind == "video-game";
}

// Only a slash between spaces divides two films on one album: "Face/Off" and "Frost/Nixon" are one each.
std::vector<std::string_view> divided(std::string_view title) {
  std::vector<std::string_view> titles;
  for (auto at = title.find(" / "); at != std::string_view::npos; at = title.find(" / ")) {
    titles.push_back(tidy(title.substr(0, at)));
    title.remove_prefix(at + 3);
  }
  titles.push_back(tidy(title));
  return titles;
}

/// What the title and the genre say together.
struct Evidence {
  ReadTitle title;
  bool proven = false;  ///< by the title itself
  Licence genre;
  Rules within;  ///< rules that speak about what is left of the title
};

std::string production_kind(const Evidence& evidence, const Rules& volumes) {
  for (const auto* rules : {&evidence.title.rules, &evidence.within, &volumes})
    if (auto kind = first_of(*rules, &AlbumRule::kind); !kind.empty()) return kind;
  return evidence.genre.kind;
}

std::vector<ProductionDraft> productions_of(const Evidence& evidence) {
  const auto titles = divided(evidence.title.production.value_or(evidence.title.left));
  if (any_is(evidence.within, Weight::block) || (titles.size() > 1 && !evidence.proven)) return {};
  std::vector<ProductionDraft> productions;
  for (const auto title : titles) {
    const auto volumes = volumes_of(title);
    const auto kind = production_kind(evidence, volumes.rules);
    const auto own = is_serial(kind) ? volumes.stem : title;
    if (!names_something(own) || is_volume(own)) return {};
    ProductionDraft draft;
    draft.title = own;
    draft.kind = kind;
    draft.year = titles.size() == 1 ? evidence.title.year : std::string();
    draft.how = link_of(evidence.title.rules);
    draft.source = inferred;
    productions.push_back(std::move(draft));
  }
  return productions;
}

Rules of_kind_alone(const Rules& rules) {
  Rules alone;
  std::ranges::copy_if(rules, std::back_inserter(alone),
                       [](const AlbumRule* rule) { return rule->weight == Weight::kind; });
  return alone;
}

// An album called nothing but "Original Motion Picture Soundtrack" names no production; 10cc's "The Original
// Soundtrack" is none at all.
void from_designation_alone(InferredAlbum& album, const Rules& rules) {
  const bool says_of_what = !first_of(rules, &AlbumRule::kind).empty();
  if (!any_is(rules, Weight::proof) || (!says_of_what && album.film_music != FilmMusic::said)) return;
  album.film_music = FilmMusic::said;
  album.albumkinds = album_kinds(rules);
}

void from_evidence(InferredAlbum& album, Evidence evidence) {
  evidence.within = rules_within(evidence.title.left, evidence.proven);
  album.film_music = FilmMusic::said;
  album.title_without_designation = evidence.title.left;
  album.productions = productions_of(evidence);
  auto rules = evidence.title.rules;
  std::ranges::copy(evidence.within, std::back_inserter(rules));
  album.albumkinds = album_kinds(rules);
}

}  // namespace

InferredAlbum infer_album(std::string_view album_title, std::string_view genre) {
  const auto title = trim(album_title);
  const auto licence = licence_of(genre);
  InferredAlbum album{{}, {}, std::string(title), licence.film_music};
  if (title.size() > longest_title) return album;
  if (const auto rules = designations(title); !rules.empty()) {
    from_designation_alone(album, rules);
    return album;
  }
  Evidence evidence{read_title(title), false, licence, {}};
  evidence.proven = any_is(evidence.title.rules, Weight::proof);
  if (!evidence.proven && licence.film_music != FilmMusic::said)
    album.albumkinds = album_kinds(of_kind_alone(evidence.title.rules));
  else if (names_something(evidence.title.left))
    from_evidence(album, std::move(evidence));
  return album;
}

}  // namespace cuetheque
