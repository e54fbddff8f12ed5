#include <algorithm>

#include "core/credits.h"
#include "core/text.h"
#include "search/index_inside.h"
#include "search/record_page.h"
#include "search/translate.h"

namespace cuetheque {
namespace {

using Op = QueryNode::Op;

/// Whether any part of the query says more of one record than of another.
bool ranks(const QueryNode& node) {
  const bool text = node.op == Op::words || node.op == Op::phrase || node.op == Op::near || node.op == Op::prefix;
  const bool counted = node.fields.empty() ? node.name.empty() : std::ranges::any_of(node.fields, is_stemmed);
  return (text && counted) || std::ranges::any_of(node.children, [](const auto& child) { return ranks(*child); });
}

/// Words that were meant as operators are told of in a hint, and are no slips of the pen.
bool is_operator(std::string_view word) {
  return word == "and" || word == "or" || word == "not";
}

/// Single characters and pairs of a script without spaces: a letter more or less makes another word of them.
bool is_cjk(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return static_cast<unsigned char>(c) >= 0xe3; });
}

/// One of the words of the index that begin like this one, the likeliest it was meant to be.
std::optional<std::string> better_spelt(const Xapian::Database& database, const Superseded& superseded,
                                        const std::vector<Field>& where, const std::string& word) {
  constexpr std::size_t most_words = 20'000;
  if (is_cjk(word) || is_operator(word)) return std::nullopt;
  std::vector<std::pair<Xapian::doccount, std::string>> found;
  const auto start = word.substr(0, 1);
  for (const auto field : where) {
    const auto& prefix = prefix_of(field);
    const auto begin = prefix + start;
    each_term_with(database, begin, [&](const std::string& term) {
      if (found.size() == most_words) return false;
      if (superseded.leaves(database, term))
        found.emplace_back(database.get_termfreq(term), term.substr(prefix.size()));
      return true;
    });
  }
  std::ranges::sort(found, std::greater{});
  std::vector<std::string_view> candidates;
  for (const auto& [frequency, text] : found) candidates.push_back(text);
  const auto near = nearest(word, candidates);
  return near ? std::optional(std::string(*near)) : std::nullopt;
}

const std::vector<Field>& spelt_fields(const QueryNode& node) {
  static const std::vector<Field> usual{Field::title, Field::film,  Field::album, Field::composer,
                                        Field::name,  Field::alias, Field::scene};
  return node.fields.empty() ? usual : node.fields;
}

bool occurs(const Xapian::Database& database, const Superseded& superseded, const std::vector<Field>& where,
            const std::string& word) {
  const auto is_there = [&](const std::string& term) {
    return database.term_exists(term) && superseded.leaves(database, term);
  };
  return std::ranges::any_of(where, [&](Field field) {
    return is_there(term_of(prefix_of(field), word)) || is_there(stem_term(field, stem_of(word)));
  });
}

/// Replaces the words that occur nowhere; says whether there was one.
bool respell(const Xapian::Database& database, const Superseded& superseded, QueryNode& node) {
  bool changed = false;
  for (const auto& child : node.children) changed |= respell(database, superseded, *child);
  const auto cut = words(node.text);
  if ((node.op != Op::words && node.op != Op::phrase) || cut.empty() || !node.name.empty()) return changed;
  std::string text;
  for (const auto& word : cut) {
    const auto better = occurs(database, superseded, spelt_fields(node), word)
                            ? std::nullopt
                            : better_spelt(database, superseded, spelt_fields(node), word);
    text += (text.empty() ? "" : " ") + better.value_or(word);
    changed |= better.has_value();
  }
  if (changed) node.text = text;
  if (changed && cut.size() > 1) node.op = Op::phrase;
  return changed;
}

std::string suggestion_for(const Xapian::Database& database, const Superseded& superseded, const QueryNode& query) {
  const auto copy = parse_query(explain(query));
  return respell(database, superseded, *copy) ? explain(*copy) : std::string();
}

class Search {
 public:
  Search(const Archive& archive, Remembered& remembered, const QueryNode& query, const SearchOptions& options)
      : database_(remembered.database()),
        query_(query),
        level_(options.level),
        ranking_(options.ranking),
        remembered_(remembered),
        superseded_(remembered.superseded()),
        wanted_(wanted(archive)) {}

  Results run(const SearchOptions& options) {
    const std::size_t all = database_.get_doccount();
    const auto first = std::min(options.offset, all);
    const auto most = options.limit == 0 ? all : std::min(options.limit, all);
    auto results = page(options.sort, first, most);
    if (results.hits.empty() && first == 0) results.suggestion = suggestion_for(database_, superseded_, query_);
    return results;
  }

 private:
  /// Where most documents answer at the level, those that do not are found out of what matches.
  Wanted wanted(const Archive& archive) {
    Translator translator(archive, remembered_, level_, ranking_);
    const bool most_answer = database_.get_termfreq(level_term(level_)) * 2 > database_.get_doccount();
    return most_answer ? translator.query(query_) : translator.filtered(query_);
  }

  Results page(const SortOrder& sort, std::size_t first, std::size_t most) {
    const RecordPage page({remembered_, level_, ranking_}, first, most);
    if (!sort.empty()) return page.sorted(wanted_, sort);
    return ranks(query_) ? page.ranked(wanted_) : page.in_turn(wanted_);
  }

  const Xapian::Database& database_;
  const QueryNode& query_;
  ResultLevel level_;
  Ranking ranking_;
  Remembered& remembered_;
  const Superseded& superseded_;
  Wanted wanted_;
};

}  // namespace

Results Index::search(const Archive& archive, const QueryNode& query, const SearchOptions& options) const {
  auto results = inside_->on_newest(
      [&](Xapian::Database&) { return Search(archive, inside_->remembered(), query, options).run(options); });
  if (options.exact_count && !results.total_exact) {
    results.total = count(archive, query, options.level);
    results.total_exact = true;
  }
  return results;
}

namespace {

bool is_credited(const Xapian::Database& database, const Superseded& superseded, const std::vector<Field>& where,
                 Id name) {
  return std::ranges::any_of(
      where, [&](Field field) { return !is_credit(field) || superseded.leaves(database, id_term(field, name)); });
}

}  // namespace

std::vector<Id> Index::complete_names(const std::vector<Field>& where, std::string_view prefix,
                                      std::size_t limit) const {
  const auto cut = words(prefix);
  const auto& last = cut.empty() ? std::string() : cut.back();
  return inside_->on_newest([&](Xapian::Database& database) {
    const Superseded superseded(database);
    std::vector<Id> found;
    for (const auto field : {Field::name, Field::alias}) {
      const auto begin = prefix_of(field) + last;
      each_term_with(database, begin, [&](const std::string& term) {
        for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
          if (found.size() == limit) return false;
          const auto id = parse_id(database.get_document(*at).get_value(number_of(Slot::name)));
          const bool wanted = id && !superseded.contains(*at) && std::ranges::find(found, *id) == found.end();
          if (wanted && is_credited(database, superseded, where, *id)) found.push_back(*id);
        }
        return true;
      });
    }
    return found;
  });
}

std::vector<std::string> Index::complete(Field field, std::string_view prefix, std::size_t limit) const {
  return inside_->on_newest([&](Xapian::Database& database) {
    std::vector<std::string> found;
    const auto& start = prefix_of(field);
    const auto begin = start + fold(prefix);
    const Superseded superseded(database);
    each_term_with(database, begin, [&](const std::string& term) {
      if (found.size() == limit) return false;
      const auto word = term.substr(start.size());
      const bool is_text = !word.empty() && (word[0] < 'A' || word[0] > 'Z');  // a capital begins an id
      if (is_text && superseded.leaves(database, term)) found.push_back(word);
      return true;
    });
    return found;
  });
}

}  // namespace cuetheque
