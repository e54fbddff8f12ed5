#include "search/translate.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fmt/format.h>

#include "core/error.h"
#include "core/open_ties.h"
#include "core/text.h"
#include "search/document_set.h"
#include "search/engine.h"
#include "search/flags.h"
#include "search/query_fields.h"
#include "search/rights.h"

namespace cuetheque {
namespace {

using Op = QueryNode::Op;

constexpr std::size_t most_ids_as_terms = 1'000;
constexpr unsigned near_enough = 3;

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

/// Where a document says which record of a level it answers as; the name is its term's.
struct Answering {
  ResultLevel level;
  std::string_view name;
  Slot slot;
  ColumnNumber column;
};
constexpr auto answering = std::to_array<Answering>({
    {ResultLevel::album, "album", Slot::album, column::album},
    {ResultLevel::track, "track", Slot::track, column::track},
    {ResultLevel::cue, "cue", Slot::cue, column::cue},
    {ResultLevel::production, "production", Slot::production, column::production},
    {ResultLevel::name, "name", Slot::name, column::name},
});

std::set<std::string> as_set(const std::vector<std::string>& list) {
  return {list.begin(), list.end()};
}

auto one_of(const std::set<std::string>& values) {
  return [&values](const std::string& value) { return values.contains(value); };
}

}  // namespace

Slot slot_of(ResultLevel level) {
  return std::ranges::find(answering, level, &Answering::level)->slot;
}

ColumnNumber column_of(ResultLevel level) {
  return std::ranges::find(answering, level, &Answering::level)->column;
}

std::string level_term(ResultLevel level) {
  return term_of("XLEVEL", std::ranges::find(answering, level, &Answering::level)->name);
}

std::vector<Xapian::docid> documents_of(Remembered& remembered, const Wanted& wanted) {
  std::vector<Xapian::docid> documents;
  each_matching(remembered, wanted, [&](Xapian::docid document) { documents.push_back(document); });
  return documents;
}

Wanted Translator::filtered(const QueryNode& node) {
  return joined(Wanted::Op::filter, query(node), term_wanted(level_term(level_)));
}

Wanted Translator::query(const QueryNode& node) {
  if (node.fields.empty() && is_of_right(node) && node.children.empty()) return rights_query(database_, {&node});
  switch (node.op) {
    case Op::all:
      return everything();
    case Op::conjunction:
      return conjunction(node);
    case Op::disjunction: {
      std::vector<Wanted> parts;
      for (const auto& child : node.children) parts.push_back(query(*child));
      return any_of(Wanted::Op::any, std::move(parts));
    }
    case Op::negation:
      return joined(Wanted::Op::without, everything(), query(*node.children.front()));
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
      return joined(Wanted::Op::without, everything(), has(node));
    case Op::is:
      if (node.text == "ambiguous") return ambiguous();
      return with_flag(database_, flag_of_is(node.text));
    default:
      return node.name == "path" ? path(node) : text_query(archive_, remembered_, node, ranking_);
  }
}

Wanted Translator::conjunction(const QueryNode& node) {
  std::vector<Wanted> wanted, unwanted;
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
  auto result = wanted.empty() ? everything() : any_of(Wanted::Op::all, std::move(wanted));
  result = joined(Wanted::Op::without, std::move(result), any_of(Wanted::Op::any, std::move(unwanted)));
  return joined(Wanted::Op::maybe, std::move(result), together(node));
}

/// Free words that stand close to one another in a title weigh more than the same words far apart; they find no more.
Wanted Translator::together(const QueryNode& node) const {
  QueryNode near;
  near.op = Op::near;
  near.distance = near_enough;
  std::size_t count = 0;
  for (const auto& child : node.children) {
    if (child->op != Op::words || !child->fields.empty() || !child->name.empty()) continue;
    near.text += (count++ == 0 ? "" : " ") + child->text;
  }
  if (count < 2) return {};
  std::vector<Wanted> titles;
  for (const auto field : {Field::title, Field::film, Field::album}) {
    near.fields = {field};
    titles.push_back(text_query(archive_, remembered_, near, ranking_));
  }
  return scaled(any_of(Wanted::Op::best, std::move(titles)), ranking_.closeness);
}

Wanted Translator::has(const QueryNode& node) const {
  std::vector<Wanted> parts;
  for (const auto field : node.fields) parts.push_back(with_flag(database_, flag_of(field)));
  if (parts.empty()) parts.push_back(with_flag(database_, flag_of_has(node.text)));
  return any_of(Wanted::Op::any, std::move(parts));
}

Wanted Translator::ambiguous() {
  std::set<std::string> ids;
  for (const auto id : cues_left_open(archive_)) ids.insert(to_string(id));
  return belonging(std::move(ids), ResultLevel::cue);
}

std::set<std::string> Translator::records(const QueryNode& node, ResultLevel level) {
  Translator inner(archive_, remembered_, level);
  std::set<std::string> values;
  for (const auto document : documents_of(remembered_, inner.filtered(node)))
    values.insert(database_.get_document(document).get_value(number_of(slot_of(level))));
  return values;
}

Wanted Translator::belonging(std::set<std::string> ids, ResultLevel level) {
  if (level == ResultLevel::name)
    for (const auto& id : std::set<std::string>(ids)) ids.merge(as_set(remembered_.with_merged(id)));
  std::vector<Wanted> terms;
  for (const auto& id : ids) terms.push_back(term_wanted("XID" + id));
  if (ids.size() <= most_ids_as_terms) return scaled(any_of(Wanted::Op::any, std::move(terms)), 0);
  std::set<Xapian::docid> documents;
  for (const auto& id : ids) documents.insert(database_.postlist_begin("XID" + id), database_.postlist_end("XID" + id));
  return documents_wanted({documents.begin(), documents.end()});
}

std::set<std::string> Translator::kin(const Wanted& wanted) {
  std::set<std::string> ids;
  for (const auto number : documents_of(remembered_, wanted)) {
    const auto document = database_.get_document(number);
    if (auto id = document.get_value(number_of(slot_of(level_))); !id.empty()) ids.insert(std::move(id));
    if (level_ != ResultLevel::name) continue;
    for (const auto id : data_of(database_, number).names) ids.insert(to_string(id));
  }
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
Wanted Translator::path(const QueryNode& node) {
  auto wanted = words(node.text);
  for (const auto& root : archive_.roots()) {
    const auto inside = std::filesystem::path(node.text).lexically_relative(root.mount());
    if (node.text.starts_with('/') && !inside.empty() && *inside.begin() != "..")
      wanted = words(root.name() + '/' + inside.string());
  }
  for (auto& word : wanted) word = ' ' + word + ' ';
  if (node.op == Op::prefix && !wanted.empty()) wanted.back().pop_back();
  return documents_wanted(documents_with(Slot::path, [&](const std::string& path) {
    return std::ranges::all_of(wanted, [&](const auto& word) { return path.find(word) != path.npos; });
  }));
}

/// What lies above is what a document belongs to; what lies beside or below, or is the record itself, is looked for
/// among all the documents of the record: two of them may answer two such parts of a query.
Wanted Translator::within(const QueryNode& node) {
  const auto& inside = *node.children.front();
  const auto ids = records(inside, node.level);
  if (node.level == level_)
    return joined(Wanted::Op::maybe, documents_wanted(documents_with(slot_of(level_), one_of(ids))), query(inside));
  auto documents = belonging(ids, node.level);
  if (height(node.level) > height(level_)) return documents;
  const auto ours = kin(documents);
  return documents_wanted(documents_with(slot_of(level_), one_of(ours)));
}

/// No track and no cue of the record matches.
Wanted Translator::none(const QueryNode& node) {
  std::set<std::string> unwanted;
  for (const auto level : {ResultLevel::track, ResultLevel::cue}) {
    Translator inner(archive_, remembered_, level);
    unwanted.merge(kin(inner.filtered(*node.children.front())));
  }
  return joined(Wanted::Op::without, everything(), documents_wanted(documents_with(slot_of(level_), one_of(unwanted))));
}

Wanted Translator::verified(const QueryNode& node) {
  QueryNode loose;
  loose.op = node.op == Op::exact && !words(node.text).empty() ? Op::words : Op::has;
  loose.fields = node.fields;
  loose.name = node.name;
  loose.text = node.text;
  if (node.fields.empty()) return query(loose);
  return documents_wanted(verified_documents(archive_, database_, documents_of(remembered_, query(loose)), node));
}

}  // namespace cuetheque
