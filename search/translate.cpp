#include "search/translate.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

#include "core/error.h"
#include "core/open_ties.h"
#include "core/text.h"
#include "search/engine.h"
#include "search/flags.h"
#include "search/query_fields.h"
#include "search/rights.h"

namespace cuetheque {
namespace {

using Op = QueryNode::Op;
using Query = Xapian::Query;

constexpr std::size_t most_ids_as_terms = 1'000;
constexpr unsigned near_enough = 3;

class EveryMatch final : public Xapian::MatchSpy {
 public:
  explicit EveryMatch(const std::function<void(const Xapian::Document&)>& visit) : visit_(visit) {}
  void operator()(const Xapian::Document& document, double) override { visit_(document); }

 private:
  const std::function<void(const Xapian::Document&)>& visit_;
};

/// How far up the family a level stands; a name is kin to all.
int height(ResultLevel level) {
  switch (level) {
    case ResultLevel::track:
    case ResultLevel::cue:
      return 0;
    case ResultLevel::album:
      return 1;
    case ResultLevel::production:
      return 2;
    case ResultLevel::name:
      return 3;
  }
  return 0;
}

std::set<std::string> as_set(const std::vector<std::string>& list) {
  return {list.begin(), list.end()};
}

auto one_of(const std::set<std::string>& values) {
  return [&values](const std::string& value) { return values.contains(value); };
}

}  // namespace

Slot slot_of(ResultLevel level) {
  switch (level) {
    case ResultLevel::album:
      return Slot::album;
    case ResultLevel::track:
      return Slot::track;
    case ResultLevel::cue:
      return Slot::cue;
    case ResultLevel::production:
      return Slot::production;
    case ResultLevel::name:
      return Slot::name;
  }
  return Slot::album;
}

std::string level_term(ResultLevel level) {
  const bool renamed = level == ResultLevel::production || level == ResultLevel::name;
  const auto name = !renamed ? name_of(level) : level == ResultLevel::name ? "name" : "production";
  return term_of("XLEVEL", name);
}

void each_match(Xapian::Database& database, const Query& query,
                const std::function<void(const Xapian::Document&)>& visit) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  EveryMatch spy(visit);
  enquire.add_matchspy(&spy);
  (void)enquire.get_mset(0, 0, database.get_doccount());
}

Query any_of(Query::op op, const std::vector<Query>& queries) {
  return queries.empty() ? Query::MatchNothing : Query(op, queries.begin(), queries.end());
}

Query Translator::filtered(const QueryNode& node) {
  return superseded_.without(Query(Query::OP_FILTER, query(node), Query(level_term(level_))));
}

Query Translator::query(const QueryNode& node) {
  if (node.fields.empty() && is_of_right(node) && node.children.empty()) return rights_query(database_, {&node});
  switch (node.op) {
    case Op::all:
      return Query::MatchAll;
    case Op::conjunction:
      return conjunction(node);
    case Op::disjunction: {
      std::vector<Query> parts;
      for (const auto& child : node.children) parts.push_back(query(*child));
      return any_of(Query::OP_OR, parts);
    }
    case Op::negation:
      return Query(Query::OP_AND_NOT, Query::MatchAll, query(*node.children.front()));
    case Op::within:
      return within(node);
    case Op::none:
      return none(node);
    case Op::saved:
      throw Error(Cause::bug, "a saved query was not looked up", node.name);
    case Op::exact:
    case Op::regex:
      return verified(node);
    case Op::range:
      return range_query(archive_, database_, node);
    case Op::has:
      return has(node);
    case Op::missing:
      return Query(Query::OP_AND_NOT, Query::MatchAll, has(node));
    case Op::is:
      if (node.text == "ambiguous") return ambiguous();
      return with_flag(database_, flag_of_is(node.text));
    default:
      return node.name == "path" ? path(node) : text_query(archive_, database_, superseded_, node, ranking_);
  }
}

Query Translator::conjunction(const QueryNode& node) {
  std::vector<Query> wanted, unwanted;
  std::vector<const QueryNode*> of_right;
  for (const auto& child : node.children) {
    if (is_of_right(*child))
      of_right.push_back(child.get());
    else if (child->op == Op::negation)
      unwanted.push_back(query(*child->children.front()));
    else
      wanted.push_back(query(*child));
  }
  if (!of_right.empty()) wanted.push_back(rights_query(database_, of_right));
  auto result = wanted.empty() ? Query(Query::MatchAll) : any_of(Query::OP_AND, wanted);
  if (!unwanted.empty()) result = Query(Query::OP_AND_NOT, result, any_of(Query::OP_OR, unwanted));
  return Query(Query::OP_AND_MAYBE, result, together(node));
}

/// Free words that stand close to one another in a title weigh more than the same words far apart; they find no more.
Query Translator::together(const QueryNode& node) const {
  QueryNode near;
  near.op = Op::near;
  near.distance = near_enough;
  std::size_t count = 0;
  for (const auto& child : node.children) {
    if (child->op != Op::words || !child->fields.empty() || !child->name.empty()) continue;
    near.text += (count++ == 0 ? "" : " ") + child->text;
  }
  if (count < 2) return Query::MatchNothing;
  std::vector<Query> titles;
  for (const auto field : {Field::title, Field::film, Field::album}) {
    near.fields = {field};
    titles.push_back(text_query(archive_, database_, superseded_, near, ranking_));
  }
  return Query(Query::OP_SCALE_WEIGHT, any_of(Query::OP_MAX, titles), ranking_.closeness);
}

Query Translator::has(const QueryNode& node) const {
  std::vector<Query> parts;
  for (const auto field : node.fields) parts.push_back(with_flag(database_, flag_of(field)));
  if (parts.empty()) parts.push_back(with_flag(database_, flag_of_has(node.text)));
  return any_of(Query::OP_OR, parts);
}

Query Translator::ambiguous() {
  std::set<std::string> ids;
  for (const auto id : cues_left_open(archive_)) ids.insert(to_string(id));
  return belonging(std::move(ids), ResultLevel::cue);
}

Query Translator::found(std::vector<Xapian::docid> documents) {
  if (documents.empty()) return Query::MatchNothing;
  found_.push_back(std::make_unique<FoundDocuments>(std::move(documents)));
  return Query(Query::OP_SCALE_WEIGHT, Query(found_.back().get()), 0);
}

std::set<std::string> Translator::records(const QueryNode& node, ResultLevel level) {
  Translator inner(archive_, database_, superseded_, level);
  std::set<std::string> values;
  each_match(database_, inner.filtered(node),
             [&](const Xapian::Document& document) { values.insert(document.get_value(number_of(slot_of(level)))); });
  return values;
}

Query Translator::belonging(std::set<std::string> ids, ResultLevel level) {
  if (level == ResultLevel::name)
    for (const auto& id : std::set<std::string>(ids)) ids.merge(as_set(with_merged(database_, superseded_, id)));
  std::vector<Query> terms;
  for (const auto& id : ids) terms.emplace_back("XID" + id);
  if (ids.size() <= most_ids_as_terms) return Query(Query::OP_SCALE_WEIGHT, any_of(Query::OP_OR, terms), 0);
  std::set<Xapian::docid> documents;
  for (const auto& id : ids) documents.insert(database_.postlist_begin("XID" + id), database_.postlist_end("XID" + id));
  return found({documents.begin(), documents.end()});
}

std::set<std::string> Translator::kin(const Query& documents) {
  std::set<std::string> ids;
  each_match(database_, superseded_.without(documents), [&](const Xapian::Document& document) {
    if (auto id = document.get_value(number_of(slot_of(level_))); !id.empty()) ids.insert(std::move(id));
    if (level_ != ResultLevel::name) return;
    for (const auto id : data_of(document.get_data()).names) ids.insert(to_string(id));
  });
  return ids;
}

template <typename Pass>
std::vector<Xapian::docid> Translator::documents_with(Slot slot, Pass pass) const {
  std::vector<Xapian::docid> documents;
  for (auto at = database_.valuestream_begin(number_of(slot)); at != database_.valuestream_end(number_of(slot)); ++at)
    if (pass(*at)) documents.push_back(at.get_docid());
  return documents;
}

/// Words of a path stand in one value, not in terms: a path has more of them than the rest of a track together, and is
/// asked for seldom.
Query Translator::path(const QueryNode& node) {
  auto wanted = words(node.text);
  for (const auto& root : archive_.roots()) {
    const auto inside = std::filesystem::path(node.text).lexically_relative(root.mount());
    if (node.text.starts_with('/') && !inside.empty() && *inside.begin() != "..")
      wanted = words(root.name() + '/' + inside.string());
  }
  for (auto& word : wanted) word = ' ' + word + ' ';
  if (node.op == Op::prefix && !wanted.empty()) wanted.back().pop_back();
  return found(documents_with(Slot::path, [&](const std::string& path) {
    return std::ranges::all_of(wanted, [&](const auto& word) { return path.find(word) != path.npos; });
  }));
}

/// What lies above is what a document belongs to; what lies beside or below, or is the record itself, is looked for
/// among all the documents of the record: two of them may answer two such parts of a query.
Query Translator::within(const QueryNode& node) {
  const auto& inside = *node.children.front();
  const auto ids = records(inside, node.level);
  if (node.level == level_)
    return Query(Query::OP_AND_MAYBE, found(documents_with(slot_of(level_), one_of(ids))), query(inside));
  const auto documents = belonging(ids, node.level);
  if (height(node.level) > height(level_)) return documents;
  const auto ours = kin(documents);
  return found(documents_with(slot_of(level_), one_of(ours)));
}

/// No track and no cue of the record matches.
Query Translator::none(const QueryNode& node) {
  std::set<std::string> unwanted;
  for (const auto level : {ResultLevel::track, ResultLevel::cue}) {
    Translator inner(archive_, database_, superseded_, level);
    unwanted.merge(kin(inner.filtered(*node.children.front())));
  }
  return Query(Query::OP_AND_NOT, Query::MatchAll, found(documents_with(slot_of(level_), one_of(unwanted))));
}

Query Translator::verified(const QueryNode& node) {
  QueryNode loose;
  loose.op = node.op == Op::exact && !words(node.text).empty() ? Op::words : Op::has;
  loose.fields = node.fields;
  loose.name = node.name;
  loose.text = node.text;
  if (node.fields.empty()) return query(loose);
  return found(verified_documents(archive_, database_, query(loose), node));
}

}  // namespace cuetheque
