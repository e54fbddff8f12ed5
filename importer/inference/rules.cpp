#include "importer/inference/rules.h"

#include <algorithm>
#include <deque>
#include <fmt/format.h>

#include "core/error.h"
#include "core/table.h"
#include "core/vocabulary.h"

namespace cuetheque::embedded {
extern const std::string_view album_titles;
extern const std::string_view track_titles;
extern const std::string_view genres;
}  // namespace cuetheque::embedded

namespace cuetheque {
namespace {

Error wrong(const TableRow& row, std::string_view cell) {
  return {Cause::bug, fmt::format("'{}' means nothing here", cell), fmt::format("line {}", row.line)};
}

std::vector<std::string> terms(const TableRow& row, std::size_t cell, Field field) {
  std::vector<std::string> ids;
  for (const auto word : parts_of(row.cells[cell])) {
    const auto* term = vocabulary_of(field)->find(word);
    if (term == nullptr || term->id != word) throw wrong(row, word);
    ids.emplace_back(word);
  }
  return ids;
}

std::string term(const TableRow& row, std::size_t cell, Field field) {
  const auto ids = terms(row, cell, field);
  return ids.empty() ? std::string() : ids.front();
}

std::string chosen(const TableRow& row, std::string_view cell, std::initializer_list<std::string_view> words) {
  if (std::ranges::find(words, cell) == words.end()) throw wrong(row, cell);
  return std::string(cell);
}

AlbumRule::Weight weight_of(const TableRow& row, std::string_view cell) {
  if (cell == "proof") return AlbumRule::Weight::proof;
  if (cell == "mark") return AlbumRule::Weight::mark;
  if (cell == "volume") return AlbumRule::Weight::volume;
  if (cell == "kind") return AlbumRule::Weight::kind;
  if (cell == "medium") return AlbumRule::Weight::medium;
  if (cell == "block") return AlbumRule::Weight::block;
  throw wrong(row, cell);
}

AlbumRule album_rule(const TableRow& row) {
  return {std::string(row.cells[1]),
          weight_of(row, row.cells[2]),
          row.cells[3] == "capitals",
          terms(row, 4, Field::albumkind),
          term(row, 5, Field::kind),
          std::string(row.cells[6]),
          row.line};
}

TrackRule track_rule(const TableRow& row) {
  const auto& cells = row.cells;
  return {std::string(cells[1]),
          chosen(row, cells[2], {"sure", ""}) == "sure",
          terms(row, 3, Field::scene),
          terms(row, 4, Field::mood),
          terms(row, 5, Field::usage),
          chosen(row, cells[6], {"yes", "no", ""}),
          row.line};
}

GenreRule genre_rule(const TableRow& row) {
  return {chosen(row, row.cells[1], {"licence", "neutral"}) == "licence", term(row, 2, Field::kind)};
}

/// A table's rules and the book that points to them.
template <typename Rule>
struct Shelf {
  std::deque<Rule> rules;  // a deque, because the book keeps pointers
  RuleBook<Rule> book;

  Shelf(std::string_view table, Rule (*read)(const TableRow&)) {
    for (const auto& row : table_rows(table)) book.add(patterns_of(row.cells[0]), rules.emplace_back(read(row)));
  }
};

}  // namespace

const RuleBook<AlbumRule>& album_rules() {
  static const Shelf<AlbumRule> shelf(embedded::album_titles, album_rule);
  return shelf.book;
}

const RuleBook<TrackRule>& track_rules() {
  static const Shelf<TrackRule> shelf(embedded::track_titles, track_rule);
  return shelf.book;
}

const RuleBook<GenreRule>& genre_rules() {
  static const Shelf<GenreRule> shelf(embedded::genres, genre_rule);
  return shelf.book;
}

}  // namespace cuetheque
