#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <span>
#include <utility>

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
  TextQuery(const Archive& archive, Remembered& remembered, const QueryNode& node, const Ranking& ranking)
      : archive_(archive),
        database_(remembered.database()),
        remembered_(remembered),
        node_(node),
        ranking_(ranking),
        words_(words(node.text)) {}

  Wanted make() {
    if (node_.op == Op::id) return ids();
    if (node_.name == "how") return term_wanted(term_of("XHOW", node_.text));
    if (node_.name == "side" || node_.name == "format") return code(prefix_of(node_.name), Field::isrc);
    if (node_.fields.empty()) return anywhere();
    return node_.fields.size() == 1 ? in_field(node_.fields.front()) : in_group();
  }

 private:
  Wanted ids() {
    const auto id = parse_id(node_.text);
    auto record = id ? term_wanted(id_term(*id)) : Wanted{};
    return node_.name.empty() ? joined(Wanted::Op::any, std::move(record), anywhere()) : record;
  }

  /// One word in one field: itself, or for prose anything with its stem.
  static std::vector<Wanted> word_terms(Field field, const std::string& word, bool stemmed) {
    std::vector<Wanted> terms{term_wanted(term_of(prefix_of(field), word))};
    if (!stemmed || !is_stemmed(field)) return terms;
    const auto stem = stem_of(word);
    if (stem != word) terms.push_back(term_wanted(term_of(prefix_of(field), stem)));
    terms.push_back(term_wanted(stem_term(field, stem)));
    return terms;
  }

  Wanted beginning_with(const std::string& begin) {
    std::vector<Wanted> terms;
    for (auto& term : terms_with(database_, begin, most_expansions + 1)) {
      if (++expansions_ > most_expansions)
        throw Error(Cause::usage, fmt::format("more than {} words begin with {}", most_expansions, shown(node_.text)),
                    {}, "write more letters before the *");
      terms.push_back(term_wanted(std::move(term)));
    }
    return any_of(Wanted::Op::as_one, std::move(terms));
  }

  /// The last word of `word*` may go on.
  [[nodiscard]] bool goes_on(std::size_t word) const { return node_.op == Op::prefix && word + 1 == words_.size(); }

  Wanted word_in(std::span<const Field> where, std::size_t word) {
    std::vector<Wanted> terms;
    for (const auto field : where) {
      if (!remembered_.says(field)) continue;
      if (goes_on(word))
        terms.push_back(beginning_with(term_of(prefix_of(field), words_[word])));
      else
        std::ranges::move(word_terms(field, words_[word], node_.op == Op::words), std::back_inserter(terms));
    }
    return any_of(goes_on(word) ? Wanted::Op::any : Wanted::Op::as_one, std::move(terms));
  }

  Wanted words_in(std::span<const Field> where) {
    std::vector<Wanted> all;
    for (std::size_t word = 0; word < words_.size(); ++word) all.push_back(word_in(where, word));
    return any_of(Wanted::Op::all, std::move(all));
  }

  /// The words in their order, where the field keeps it.
  Wanted ordered_in(Field field) {
    if (!keeps_word_order(field) || words_.size() < 2) return words_in(std::span(&field, 1));
    std::vector<Wanted> terms;
    for (const auto& word : words_) terms.push_back(term_wanted(term_of(prefix_of(field), word)));
    const auto size = static_cast<unsigned>(words_.size());
    const auto window = node_.op == Op::near ? node_.distance + size - 1 : 0;
    return placed_in(order_slot(field), words_, any_of(Wanted::Op::all, std::move(terms)), window);
  }

  [[nodiscard]] bool is_ordered() const { return node_.op == Op::phrase || node_.op == Op::near; }

  Wanted in_field(Field field) {
    switch (row_of(field).type) {
      case Type::code:
        return code(prefix_of(field), field);
      case Type::flag:
        return term_wanted(term_of(prefix_of(field), node_.text));
      case Type::term:
        return joined(Wanted::Op::any, vocabulary(field), prose(field));
      case Type::name: {
        if (field == Field::credited) return as_printed();
        auto people = credited_in(std::span(&field, 1));
        if (is_credit(field) && is_one_name(people)) return people;
        return joined(Wanted::Op::any, words_in(std::span(&field, 1)), std::move(people));
      }
      default:
        return prose(field);
    }
  }

  /// What the sleeve says, whoever is meant: the writer as written there, where nobody else is credited instead.
  Wanted as_printed() {
    std::vector<Wanted> written;
    for (const auto field : person_fields())
      if (is_credit(field) && field != Field::credited) written.push_back(words_in(std::span(&field, 1)));
    auto unnamed = joined(Wanted::Op::without, any_of(Wanted::Op::any, std::move(written)),
                          with_flag(database_, flag_of(Field::credited)));
    return joined(Wanted::Op::any, words_in(node_.fields), std::move(unnamed));
  }

  Wanted prose(Field field) { return is_ordered() ? ordered_in(field) : words_in(std::span(&field, 1)); }

  Wanted in_group() {
    auto people = credited_in(node_.fields);
    return is_one_name(people) ? people : joined(Wanted::Op::any, words_in(node_.fields), std::move(people));
  }

  /// "John Williams" in quotes is one name, which John Barry and Robbie Williams do not make between them. Every credit
  /// has its record, so the records found are all there are, unless there were more than were looked at.
  [[nodiscard]] bool is_one_name(const Wanted& people) const {
    return node_.op == Op::phrase && words_.size() > 1 && people.op != Wanted::Op::nothing && !more_names_;
  }

  Wanted code(const std::string& prefix, Field read_as) {
    const auto text = code_text(read_as, node_.text);
    return node_.op == Op::prefix ? beginning_with(term_of(prefix, text)) : term_wanted(term_of(prefix, text));
  }

  /// The vocabulary's term for the text, with every narrower one.
  Wanted vocabulary(Field field) const {
    const auto* known = vocabulary_of(field);
    const bool whole = node_.op == Op::words || node_.op == Op::phrase;
    const auto* meant = known == nullptr || !whole ? nullptr : known->find(node_.text);
    std::vector<Wanted> terms{term_wanted(term_of(prefix_of(field), vocabulary_text(node_.text)))};
    if (meant != nullptr)
      for (const auto& id : known->expand(meant->id))
        terms.push_back(term_wanted(term_of(prefix_of(field), vocabulary_text(id))));
    return any_of(Wanted::Op::as_one, std::move(terms));
  }

  Wanted anywhere() {
    if (node_.op == Op::phrase || node_.op == Op::near) return ordered_anywhere();
    std::vector<Wanted> all;
    for (std::size_t word = 0; word < words_.size(); ++word) all.push_back(word_anywhere(word));
    std::vector<Wanted> ways{any_of(Wanted::Op::all, std::move(all)), credited_anywhere()};
    if (node_.op != Op::prefix)
      for (const auto field : code_fields)
        ways.push_back(term_wanted(term_of(prefix_of(field), code_text(field, node_.text))));
    return any_of(Wanted::Op::any, std::move(ways));
  }

  Wanted word_anywhere(std::size_t word) {
    std::vector<Wanted> groups;
    for (const auto& [weight, where] : text_fields()) groups.push_back(scaled(word_in(where, word), ranking_.*weight));
    return any_of(Wanted::Op::any, std::move(groups));
  }

  Wanted ordered_anywhere() {
    std::vector<Wanted> ways{credited_anywhere()};
    const bool one_name = is_one_name(ways.front());
    for (const auto& [weight, where] : text_fields())
      for (const auto field : where)
        if (keeps_word_order(field) || (row_of(field).type == Type::name && !(one_name && is_credit(field))))
          ways.push_back(scaled(ordered_in(field), ranking_.*weight));
    return any_of(Wanted::Op::any, std::move(ways));
  }

  /// Whoever is meant, credited in these fields; among them may be those of a name's own record.
  Wanted credited_in(std::span<const Field> where) {
    std::vector<Wanted> terms;
    const auto found = names();
    for (const auto id : found) {
      for (const auto field : where)
        if (is_credit(field)) terms.push_back(term_wanted(id_term(field, id)));
      if (std::ranges::find(where, Field::alias) != where.end()) terms.push_back(term_wanted(key_term(to_string(id))));
    }
    if (where.size() != 1 || !is_credit(where.front())) return any_of(Wanted::Op::as_one, std::move(terms));
    std::vector<std::uint32_t> numbers;
    for (const auto id : found) numbers.push_back(static_cast<std::uint32_t>(id.number));
    std::ranges::sort(numbers);
    return said_in(row_of(where.front()).number, std::move(numbers), std::move(terms));
  }
  Wanted credited_anywhere() {
    std::vector<Wanted> terms;
    for (const auto id : names()) terms.push_back(term_wanted(id_term(id)));
    return any_of(Wanted::Op::as_one, std::move(terms));
  }

  /// The people and bodies one of whose names or aliases holds all the words, with those merged into them.
  std::vector<Id> names() {
    if (words_.empty() || node_.op == Op::near) return {};
    constexpr auto forms = std::to_array({Field::name, Field::alias});
    expansions_ = 0;
    auto found = documents_of(remembered_,
                              joined(Wanted::Op::filter, words_in(forms), term_wanted(level_term(ResultLevel::name))));
    more_names_ = found.size() >= most_names;
    found.resize(std::min(found.size(), most_names));
    std::vector<Id> ids;
    auto at = database_.valuestream_begin(number_of(Slot::name));
    for (const auto number : found) {
      at.skip_to(number);
      const auto name_id = *at;
      if (words_.size() > 1 && !one_form_holds(name_id)) continue;
      for (const auto& name : remembered_.with_merged(name_id))
        if (const auto id = parse_id(name)) ids.push_back(*id);
    }
    return ids;
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
  const Xapian::Database& database_;
  Remembered& remembered_;
  const QueryNode& node_;
  Ranking ranking_;
  std::vector<std::string> words_;
  std::size_t expansions_ = 0;
  bool more_names_ = false;  ///< there may be more of that name than were looked at
};

}  // namespace

Wanted text_query(const Archive& archive, Remembered& remembered, const QueryNode& node, const Ranking& ranking) {
  return TextQuery(archive, remembered, node, ranking).make();
}

}  // namespace cuetheque
