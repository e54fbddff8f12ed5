#include <algorithm>
#include <fmt/format.h>

#include "core/text.h"
#include "core/vocabulary.h"
#include "search/query_fields.h"

namespace cuetheque {
namespace {

using Op = QueryNode::Op;

std::string quote(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

std::string_view subject_of(const QueryNode& node) {
  return node.fields.size() == 1 ? row_of(node.fields[0]).name : std::string_view(node.name);
}

std::string with_subject(const QueryNode& node, std::string_view value) {
  const auto subject = subject_of(node);
  return subject.empty() ? std::string(value) : fmt::format("{}:{}", subject, value);
}

std::string range(const QueryNode& node) {
  if (node.low_open) return with_subject(node, ">" + node.low);
  if (node.high_open) return with_subject(node, "<" + node.high);
  const bool single = node.low == node.high && !node.low.starts_with('-');
  return with_subject(node, single ? node.low : node.low + ".." + node.high);
}

std::string near(const QueryNode& node) {
  std::string result;
  std::size_t from = 0;
  while (from < node.text.size()) {
    const auto end = std::min(node.text.find(' ', from), node.text.size());
    if (end > from)
      result +=
          (result.empty() ? "" : fmt::format(" NEAR/{} ", node.distance)) + quote(node.text.substr(from, end - from));
    from = end + 1;
  }
  return with_subject(node, result);
}

std::string joined_by(const QueryNode& node, std::string_view word) {
  std::string result;
  for (const auto& child : node.children) {
    const bool loose = child->op == Op::disjunction || child->op == Op::conjunction;
    if (!result.empty()) result += word;
    result += loose ? fmt::format("({})", explain(*child)) : explain(*child);
  }
  return result;
}

}  // namespace

std::string explain(const QueryNode& query) {
  switch (query.op) {
    case Op::all:
      return {};
    case Op::conjunction:
      return joined_by(query, " AND ");
    case Op::disjunction:
      return joined_by(query, " OR ");
    case Op::negation:
      return "NOT " + joined_by(query, {});
    case Op::within:
      return fmt::format("{}{{{}}}", name_of(query.level), explain(*query.children.front()));
    case Op::none:
      return fmt::format("none{{{}}}", explain(*query.children.front()));
    case Op::saved:
      return "@" + query.name;
    case Op::words:
      return with_subject(query, query.text);
    case Op::phrase:
      return with_subject(query, quote(query.text));
    case Op::near:
      return near(query);
    case Op::exact:
      return with_subject(query, "=" + quote(query.text));
    case Op::regex:
      return with_subject(query, fmt::format("/{}/", query.text));
    case Op::prefix:
      return with_subject(query, query.text + "*");
    case Op::range:
      return range(query);
    case Op::has:
      return "has:" + query.text;
    case Op::missing:
      return "missing:" + query.text;
    case Op::is:
      return "is:" + query.text;
    case Op::id:
      return query.name.empty() ? query.text : "id:" + query.text;
  }
  return {};
}

namespace {

bool is_free_word(const QueryNode& node, std::string_view word) {
  return node.op == Op::words && node.fields.empty() && node.name.empty() && node.text == word;
}

void hint_operators(const QueryNode& node, std::vector<std::string>& found) {
  for (std::size_t i = 0; node.op == Op::conjunction && i < node.children.size(); ++i) {
    const bool last = i + 1 == node.children.size();
    for (const auto& [word, meant] : {std::pair("and", "AND"), std::pair("or", "OR"), std::pair("not", "NOT")})
      if (is_free_word(*node.children[i], word) && !last && (i > 0 || meant == std::string_view("NOT")))
        found.push_back(fmt::format("\"{}\" is searched as a word; the operator is {}", word, meant));
  }
}

void hint_colon(const QueryNode& node, std::vector<std::string>& found) {
  if (node.op != Op::words || !node.fields.empty() || !node.text.ends_with(':')) return;
  const auto word = std::string_view(node.text).substr(0, node.text.size() - 1);
  const auto near = nearest(word, query_names());
  if (near)
    found.push_back(fmt::format("\"{}:\" is searched as a word; did you mean the field {}:?", shown(word), *near));
}

/// A scene may be told in words of one's own, a mood in one that the archive knows: nothing is said where none is near.
void hint_vocabulary(const QueryNode& node, std::vector<std::string>& found) {
  const bool words = node.op == Op::words || node.op == Op::phrase || node.op == Op::exact;
  const auto* vocabulary = words && node.fields.size() == 1 ? vocabulary_of(node.fields.front()) : nullptr;
  if (vocabulary == nullptr || vocabulary->find(node.text) != nullptr) return;
  std::vector<std::string_view> near;
  for (const auto* term : vocabulary->near(node.text)) near.emplace_back(term->id);
  if (!near.empty())
    found.push_back(
        fmt::format("{} has no term {}; near it: {}", subject_of(node), shown(node.text), fmt::join(near, ", ")));
}

void collect_hints(const QueryNode& node, std::vector<std::string>& found) {
  hint_operators(node, found);
  hint_colon(node, found);
  hint_vocabulary(node, found);
  for (const auto& child : node.children) collect_hints(*child, found);
}

}  // namespace

std::vector<std::string> hints(const QueryNode& query) {
  std::vector<std::string> found;
  collect_hints(query, found);
  return found;
}

}  // namespace cuetheque
