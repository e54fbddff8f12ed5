#include <algorithm>
#include <fmt/format.h>
#include <span>

#include "core/credits.h"
#include "core/error.h"
#include "core/resolve.h"
#include "core/text.h"
#include "core/vocabulary.h"
#include "search/flags.h"
#include "search/query_fields.h"
#include "search/translate.h"

namespace cuetheque {
namespace {

using Op = QueryNode::Op;
using Query = Xapian::Query;

constexpr std::size_t most_names = 100;
constexpr std::size_t most_expansions = 100;

/// What free words are looked for in, and how much that weighs.
struct Weighted {
  double Ranking::*weight;
  std::vector<Field> fields;
};

std::vector<Weighted> all_text_fields() {
  Weighted titles{&Ranking::titles, {Field::title, Field::film, Field::album}}, credits{&Ranking::credits, {}},
      rest{&Ranking::rest, {}};
  for (const auto& row : fields) {
    if (std::ranges::find(titles.fields, row.id) != titles.fields.end()) continue;
    if (row.type == Type::name) credits.fields.push_back(row.id);
    if (row.type == Type::prose || row.type == Type::term) rest.fields.push_back(row.id);
  }
  return {std::move(titles), std::move(credits), std::move(rest)};
}

const std::vector<Weighted>& text_fields() {
  static const auto all = all_text_fields();
  return all;
}

/// Identifiers that a free word may be.
constexpr auto code_fields = std::to_array({Field::catalognumber, Field::barcode, Field::isrc, Field::cue});

class TextQuery {
 public:
  TextQuery(const Archive& archive, Xapian::Database& database, const Superseded& superseded, const QueryNode& node,
            const Ranking& ranking)
      : archive_(archive),
        database_(database),
        superseded_(superseded),
        node_(node),
        ranking_(ranking),
        words_(words(node.text)) {}

  Query make() {
    if (node_.op == Op::id) return ids();
    if (node_.name == "how") return Query(term_of("XHOW", node_.text));
    if (node_.name == "side" || node_.name == "format") return code(prefix_of(node_.name), Field::isrc);
    if (node_.fields.empty()) return anywhere();
    return node_.fields.size() == 1 ? in_field(node_.fields.front()) : in_group();
  }

 private:
  Query ids() {
    const auto id = parse_id(node_.text);
    const auto record = id ? Query(id_term(*id)) : Query(Query::MatchNothing);
    return node_.name.empty() ? Query(Query::OP_OR, record, anywhere()) : record;
  }

  /// One word in one field: itself, or for prose anything with its stem.
  static void add_word(std::vector<Query>& queries, Field field, const std::string& word, bool stemmed) {
    queries.emplace_back(term_of(prefix_of(field), word));
    if (!stemmed || !is_stemmed(field)) return;
    const auto stem = stem_of(word);
    if (stem != word) queries.emplace_back(term_of(prefix_of(field), stem));
    queries.emplace_back(stem_term(field, stem));
  }

  Query beginning_with(const std::string& begin) {
    std::vector<Query> queries;
    for (auto at = database_.allterms_begin(begin); at != database_.allterms_end(begin); ++at) {
      if (++expansions_ > most_expansions)
        throw Error(Cause::usage, fmt::format("more than {} words begin with {}", most_expansions, shown(node_.text)),
                    {}, "write more letters before the *");
      queries.emplace_back(*at);
    }
    return any_of(Query::OP_SYNONYM, queries);
  }

  /// The last word of `word*` may go on.
  [[nodiscard]] bool goes_on(std::size_t word) const { return node_.op == Op::prefix && word + 1 == words_.size(); }

  Query word_in(std::span<const Field> where, std::size_t word) {
    std::vector<Query> queries;
    for (const auto field : where) {
      if (goes_on(word))
        queries.push_back(beginning_with(term_of(prefix_of(field), words_[word])));
      else
        add_word(queries, field, words_[word], node_.op == Op::words);
    }
    return any_of(goes_on(word) ? Query::OP_OR : Query::OP_SYNONYM, queries);
  }

  Query words_in(std::span<const Field> where) {
    std::vector<Query> all;
    for (std::size_t word = 0; word < words_.size(); ++word) all.push_back(word_in(where, word));
    return any_of(Query::OP_AND, all);
  }

  /// The words in their order, where the field keeps it.
  Query ordered_in(Field field) {
    if (!has_positions(field) || words_.size() < 2) return words_in(std::span(&field, 1));
    std::vector<Query> terms;
    for (const auto& word : words_) terms.emplace_back(term_of(prefix_of(field), word));
    const auto size = static_cast<Xapian::termcount>(terms.size());
    const bool near = node_.op == Op::near;
    return Query(near ? Query::OP_NEAR : Query::OP_PHRASE, terms.begin(), terms.end(),
                 near ? node_.distance + size - 1 : size);
  }

  [[nodiscard]] bool is_ordered() const { return node_.op == Op::phrase || node_.op == Op::near; }

  Query in_field(Field field) {
    switch (row_of(field).type) {
      case Type::code:
        return code(prefix_of(field), field);
      case Type::flag:
        return Query(term_of(prefix_of(field), node_.text));
      case Type::term:
        return Query(Query::OP_OR, vocabulary(field), prose(field));
      case Type::name: {
        if (field == Field::credited) return as_printed();
        const auto people = credited_in(std::span(&field, 1));
        return is_credit(field) && is_one_name(people) ? people
                                                       : Query(Query::OP_OR, words_in(std::span(&field, 1)), people);
      }
      default:
        return prose(field);
    }
  }

  /// What the sleeve says, whoever is meant: the writer as written there, where nobody else is credited instead.
  Query as_printed() {
    std::vector<Query> written;
    for (const auto field : person_fields())
      if (is_credit(field) && field != Field::credited) written.push_back(words_in(std::span(&field, 1)));
    const auto otherwise = with_flag(database_, flag_of(Field::credited));
    const Query unnamed(Query::OP_AND_NOT, any_of(Query::OP_OR, written), otherwise);
    return Query(Query::OP_OR, words_in(node_.fields), unnamed);
  }

  Query prose(Field field) { return is_ordered() ? ordered_in(field) : words_in(std::span(&field, 1)); }

  Query in_group() {
    const auto people = credited_in(node_.fields);
    return is_one_name(people) ? people : Query(Query::OP_OR, words_in(node_.fields), people);
  }

  /// "John Williams" in quotes is one name, which John Barry and Robbie Williams do not make between them. Every credit
  /// has its record, so the records found are all there are, unless there were more than were looked at.
  [[nodiscard]] bool is_one_name(const Query& people) const {
    return node_.op == Op::phrase && words_.size() > 1 && !people.empty() && !more_names_;
  }

  Query code(const std::string& prefix, Field read_as) {
    const auto text = code_text(read_as, node_.text);
    return node_.op == Op::prefix ? beginning_with(term_of(prefix, text)) : Query(term_of(prefix, text));
  }

  /// The vocabulary's term for the text, with every narrower one.
  Query vocabulary(Field field) const {
    const auto* known = vocabulary_of(field);
    const bool whole = node_.op == Op::words || node_.op == Op::phrase;
    const auto* meant = known == nullptr || !whole ? nullptr : known->find(node_.text);
    std::vector<Query> terms{Query(term_of(prefix_of(field), vocabulary_text(node_.text)))};
    if (meant != nullptr)
      for (const auto& id : known->expand(meant->id))
        terms.emplace_back(term_of(prefix_of(field), vocabulary_text(id)));
    return any_of(Query::OP_SYNONYM, terms);
  }

  Query anywhere() {
    if (node_.op == Op::phrase || node_.op == Op::near) return ordered_anywhere();
    std::vector<Query> all;
    for (std::size_t word = 0; word < words_.size(); ++word) all.push_back(word_anywhere(word));
    std::vector<Query> ways{any_of(Query::OP_AND, all), credited_anywhere()};
    if (node_.op != Op::prefix)
      for (const auto field : code_fields) ways.emplace_back(term_of(prefix_of(field), code_text(field, node_.text)));
    return any_of(Query::OP_OR, ways);
  }

  Query word_anywhere(std::size_t word) {
    std::vector<Query> groups;
    for (const auto& [weight, where] : text_fields())
      groups.emplace_back(Query::OP_SCALE_WEIGHT, word_in(where, word), ranking_.*weight);
    return any_of(Query::OP_OR, groups);
  }

  Query ordered_anywhere() {
    const auto people = credited_anywhere();
    std::vector<Query> ways{people};
    const bool one_name = is_one_name(people);
    for (const auto& [weight, where] : text_fields())
      for (const auto field : where)
        if (has_positions(field) || (row_of(field).type == Type::name && !(one_name && is_credit(field))))
          ways.emplace_back(Query::OP_SCALE_WEIGHT, ordered_in(field), ranking_.*weight);
    return any_of(Query::OP_OR, ways);
  }

  /// Whoever is meant, credited in these fields; among them may be those of a name's own record.
  Query credited_in(std::span<const Field> where) {
    return names([where](std::vector<Query>& terms, Id id) {
      for (const auto field : where)
        if (is_credit(field)) terms.emplace_back(id_term(field, id));
      if (std::ranges::find(where, Field::alias) != where.end()) terms.emplace_back(key_term(to_string(id)));
    });
  }
  Query credited_anywhere() {
    return names([](std::vector<Query>& terms, Id id) { terms.emplace_back(id_term(id)); });
  }

  /// The people and bodies one of whose names or aliases holds all the words, with those merged into them.
  template <typename Spell>
  Query names(Spell spell) {
    if (words_.empty() || node_.op == Op::near) return Query::MatchNothing;
    constexpr auto forms = std::to_array({Field::name, Field::alias});
    expansions_ = 0;
    Xapian::Enquire enquire(database_);
    const Query with_words(Query::OP_FILTER, words_in(forms), Query(level_term(ResultLevel::name)));
    enquire.set_query(superseded_.without(with_words));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    std::vector<Query> terms;
    const auto found = enquire.get_mset(0, most_names);
    more_names_ = found.size() == most_names;
    for (auto at = found.begin(); at != found.end(); ++at) {
      if (words_.size() > 1 && !one_form_holds(at.get_document().get_value(number_of(Slot::name)))) continue;
      for (const auto& name : with_merged(database_, superseded_, at.get_document().get_value(number_of(Slot::name))))
        if (const auto id = parse_id(name)) spell(terms, *id);
    }
    return Query(Query::OP_SYNONYM, terms.begin(), terms.end());
  }

  /// Whether one form of the name holds all the words: Leo Nichols and Ennio Morricone do not make a Leo Morricone.
  [[nodiscard]] bool one_form_holds(const std::string& name) const {
    const auto id = parse_id(name);
    const auto record = id ? archive_.find(*id) : std::nullopt;
    if (!record) return false;
    const auto forms_of = [&](Field field) { return resolve(record->statements(), field).values; };
    const auto holds_all = [&](const std::string& form) { return holds(form); };
    return std::ranges::any_of(forms_of(Field::name), holds_all) ||
           std::ranges::any_of(forms_of(Field::alias), holds_all);
  }

  [[nodiscard]] bool holds(const std::string& form) const {
    auto text = words(form);
    if (const auto reading = latin(form))
      for (auto& word : words(*reading)) text.push_back(std::move(word));
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const auto is_it = [&](const std::string& word) {
        return goes_on(i) ? word.starts_with(words_[i]) : word == words_[i];
      };
      if (std::ranges::none_of(text, is_it)) return false;
    }
    return true;
  }

  const Archive& archive_;
  Xapian::Database& database_;
  const Superseded& superseded_;
  const QueryNode& node_;
  Ranking ranking_;
  std::vector<std::string> words_;
  std::size_t expansions_ = 0;
  bool more_names_ = false;  ///< there may be more of that name than were looked at
};

}  // namespace

std::vector<std::string> with_merged(const Xapian::Database& database, const Superseded& superseded,
                                     const std::string& name) {
  std::vector<std::string> all{name};
  const auto merged = term_of("XMERGED", name);
  for (auto at = database.postlist_begin(merged); at != database.postlist_end(merged); ++at) {
    if (superseded.contains(*at)) continue;
    const auto data = database.get_document(*at).get_data();
    all.push_back(data.substr(0, data.find('|')));
  }
  return all;
}

Query text_query(const Archive& archive, Xapian::Database& database, const Superseded& superseded,
                 const QueryNode& node, const Ranking& ranking) {
  return TextQuery(archive, database, superseded, node, ranking).make();
}

}  // namespace cuetheque
