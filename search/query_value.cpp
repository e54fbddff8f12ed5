#include "search/query_value.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/error.h"
#include "core/ids.h"
#include "core/text.h"
#include "core/text_pattern.h"
#include "core/words.h"
#include "search/query_range.h"

namespace cuetheque {
namespace {

using Op = QueryNode::Op;

bool is_ordered(Shape shape) {
  return shape == Shape::number || shape == Shape::year || shape == Shape::date || shape == Shape::duration ||
         shape == Shape::percent;
}

/// A complaint about a value names the nearest word that would do.
[[noreturn]] void fail_with_nearest(const QueryReader& reader, std::size_t at, std::string what, std::string_view word,
                                    const std::vector<std::string_view>& candidates) {
  const auto near = nearest(word, candidates);
  reader.fail(at, std::move(what),
              near ? fmt::format("did you mean {}?", *near) : fmt::format("one of: {}", fmt::join(candidates, ", ")));
}

std::vector<std::string_view> list_of(std::string_view choices) {
  std::vector<std::string_view> all;
  each_word(choices, [&](std::string_view choice) { all.push_back(choice); });
  return all;
}

class Value {
 public:
  Value(const QueryReader& reader, const Subject& subject, std::size_t start)
      : reader_(reader), subject_(subject), start_(start) {}

  /// Reads a bare or quoted value that begins at `at`.
  QueryTree read(std::string_view value, std::size_t at) const {
    switch (subject_.shape) {
      case Shape::number:
      case Shape::year:
      case Shape::date:
      case Shape::duration:
      case Shape::percent:
        return range(value, at);
      case Shape::choice:
        return choice(value, at);
      case Shape::field:
        return field(value, at);
      case Shape::id:
        return id(value, at);
      case Shape::flag:
        return flag(value, at);
      case Shape::unsearched:
        refuse_unsearched(at);
      default:
        return words_or_prefix(value, at);
    }
  }

  [[noreturn]] void refuse_unsearched(std::size_t at) const {
    reader_.fail(at, fmt::format("{} is kept, but not searched", subject_.name),
                 fmt::format("has:{0} and missing:{0} work", subject_.name));
  }

 private:
  QueryTree leaf(Op op, std::string_view text) const {
    auto node = make_leaf(op, subject_, start_);
    node->text = text;
    return node;
  }

  QueryTree range(std::string_view value, std::size_t at) const {
    auto ends = split_range(value, subject_.shape);
    if (ends.low.empty() && ends.high.empty())
      reader_.fail(at, "a range needs at least one end", std::string(looks_of(subject_.shape)));
    const auto today = current_day();
    const auto low = check_end(ends.low, at, today), high = check_end(ends.high, at, today);
    if (low && high && low->first > high->last)
      reader_.fail(at, "this range runs backwards", fmt::format("write {}:{}..{}", subject_.name, ends.high, ends.low));
    auto node = make_leaf(Op::range, subject_, start_);
    node->low = std::move(ends.low);
    node->high = std::move(ends.high);
    node->low_open = ends.low_open;
    node->high_open = ends.high_open;
    return node;
  }

  std::optional<Span> check_end(std::string_view end, std::size_t at, std::chrono::year_month_day today) const {
    if (end.empty()) return std::nullopt;
    const auto span = span_of(end, subject_.shape, today);
    if (!span)
      reader_.fail(at, fmt::format("{} is no value for {}:", shown(end), subject_.name),
                   fmt::format("it takes {}", looks_of(subject_.shape)));
    return span;
  }

  QueryTree choice(std::string_view value, std::size_t at) const {
    const auto choices = list_of(subject_.choices);
    if (std::ranges::find(choices, fold(value)) == choices.end())
      fail_with_nearest(reader_, at, fmt::format("{}: does not know {}", subject_.name, shown(value)), value, choices);
    return leaf(subject_.name == "is" ? Op::is : Op::words, fold(value));
  }

  QueryTree field(std::string_view value, std::size_t at) const {
    const auto op = subject_.name == "has" ? Op::has : Op::missing;
    const auto others = list_of(subject_.choices);
    if (std::ranges::find(others, fold(value)) != others.end()) return leaf(op, fold(value));
    const auto named = subject_named(value);
    if (!named || named->fields.empty()) {
      auto candidates = query_names();
      candidates.insert(candidates.end(), others.begin(), others.end());
      const auto near = nearest(value, candidates);
      reader_.fail(at, fmt::format("{}: needs the name of a field; {} is none", subject_.name, shown(value)),
                   near ? fmt::format("did you mean {}:{}?", subject_.name, *near) : "`cuetheque fields` lists them");
    }
    auto node = leaf(op, named->name);
    node->fields = named->fields;
    return node;
  }

  QueryTree id(std::string_view value, std::size_t at) const {
    const auto read = parse_id(value);
    if (!read)
      reader_.fail(at, fmt::format("{} is no id", shown(value)),
                   "an id is a letter and a number: A340 T5501 C77 F12 N9");
    return leaf(Op::id, to_string(*read));
  }

  QueryTree flag(std::string_view value, std::size_t at) const {
    const auto yes = flag_of(fold(value));
    if (!yes) reader_.fail(at, fmt::format("{}: takes yes or no", subject_.name));
    return leaf(Op::words, *yes ? "yes" : "no");
  }

  QueryTree words_or_prefix(std::string_view value, std::size_t at) const {
    refuse_order(value, at);
    refuse_comma(value, at);
    const auto star = value.find('*');
    if (star == value.npos || (star != 0 && value.find('*', star) != value.size() - 1)) return plain(value, at);
    if (star == 0) reader_.fail(at, "a * stands only at the end of a word", "quote the text if it holds a *: \"*war\"");
    return prefix(value.substr(0, star), at);
  }

  QueryTree plain(std::string_view value, std::size_t at) const {
    if (!subject_.name.empty() && words(value).empty()) reader_.fail(at, "nothing to search for in this value");
    return leaf(Op::words, value);
  }

  QueryTree prefix(std::string_view stem, std::size_t at) const {
    const auto cut = words(stem);
    if (cut.empty() || stem.size() < 2) reader_.fail(at, "a prefix needs at least two letters before its *");
    return leaf(Op::prefix, stem);
  }

  void refuse_order(std::string_view value, std::size_t at) const {
    if (subject_.name.empty()) return;
    const auto dots = value.find("..");
    const bool between = dots != value.npos && dots > 0 && dots + 2 < value.size() && value[dots + 2] != '.';
    if (between || value[0] == '<' || value[0] == '>')
      reader_.fail(at, fmt::format("{} has no order to take a range of", subject_.name),
                   "quote the value if it is text");
  }

  /// `composer:Herrmann, Bernard` would mean the composer AND a free word: never what was meant.
  void refuse_comma(std::string_view value, std::size_t at) const {
    const auto comma = value.find(',');
    if (subject_.name.empty() || comma == value.npos) return;
    const auto first = value.substr(0, comma);
    if (comma + 1 == value.size())
      reader_.fail(at + comma, "a comma ends this value",
                   fmt::format("quote a name with a comma, {0}:\"{1}, …\", or list values, {0}:({1},…)", subject_.name,
                               shown(first)));
    if (subject_.shape == Shape::words &&
        !(subject_.fields.size() == 1 && row_of(subject_.fields[0]).type == Type::prose))
      reader_.fail(at + comma, "several values stand in brackets",
                   fmt::format("write {}:({})", subject_.name, shown(value)));
  }

  const QueryReader& reader_;
  const Subject& subject_;
  std::size_t start_;
};

QueryTree quoted(QueryReader& reader, const Subject& subject, std::size_t start) {
  const auto at = reader.at();
  const auto text = reader.take_between('"', true);
  if (words(text).empty())
    reader.fail(at, "nothing between the quotes to search for",
                fmt::format("missing:{} finds records without it", subject.name));
  if (subject.shape != Shape::words && subject.shape != Shape::code && subject.shape != Shape::path)
    return Value(reader, subject, start).read(text, at);
  auto node = make_leaf(Op::phrase, subject, start);
  node->text = text;
  return node;
}

void refuse_no_text(const QueryReader& reader, const Subject& subject, std::string_view sign) {
  if (is_ordered(subject.shape) || subject.shape == Shape::choice || subject.shape == Shape::field ||
      subject.shape == Shape::id)
    reader.fail(reader.at(), fmt::format("{}: takes no {}", subject.name, sign), std::string(looks_of(subject.shape)));
}

QueryTree exact(QueryReader& reader, const Subject& subject, std::size_t start, std::string_view stops) {
  const auto at = reader.at();
  reader.skip(1);
  if (is_ordered(subject.shape)) return Value(reader, subject, start).read(reader.take_word(stops), at + 1);
  refuse_no_text(reader, subject, "exact value");
  auto node = make_leaf(Op::exact, subject, start);
  node->text = reader.peek() == '"' ? reader.take_between('"', true) : std::string(reader.take_word(stops));
  if (trim(node->text).empty())
    reader.fail(at,
                "an exact value is missing after =", fmt::format("missing:{} finds records without it", subject.name));
  return node;
}

void check_pattern(const QueryReader& reader, std::string_view text, std::size_t at) try {
  (void)Pattern(text);
} catch (const Error& error) {
  reader.fail(at, error.what(), "a \\ before a sign takes its meaning away: \\( \\* \\?");
}

QueryTree regex(QueryReader& reader, const Subject& subject, std::size_t start) {
  const auto at = reader.at();
  refuse_no_text(reader, subject, "pattern");
  if (subject.fields.empty()) reader.fail(at, fmt::format("{}: takes no pattern", subject.name));
  auto node = make_leaf(Op::regex, subject, start);
  node->text = reader.take_between('/', false);
  if (node->text.empty()) reader.fail(at, "a pattern is missing between the strokes");
  check_pattern(reader, node->text, at);
  return node;
}

QueryTree single(QueryReader& reader, const Subject& subject, std::size_t start, std::string_view stops) {
  const auto at = reader.at();
  if (reader.at_space())
    reader.fail(at, fmt::format("{}: needs a value", subject.name),
                fmt::format("missing:{} finds records without it", subject.name));
  if (subject.shape == Shape::unsearched) Value(reader, subject, start).refuse_unsearched(start);
  if (reader.peek() == '"') return quoted(reader, subject, start);
  if (reader.peek() == '=') return exact(reader, subject, start, stops);
  if (reader.peek() == '/' && subject.shape != Shape::path) return regex(reader, subject, start);
  const auto word = reader.take_word(stops);
  if (word.empty())
    reader.fail(at, fmt::format("{}: needs a value here", subject.name),
                fmt::format("quote words: {}:\"…\"; braces stand after a level: cue{{…}}", subject.name));
  return Value(reader, subject, start).read(word, at);
}

/// One value of a list: words up to the comma, all of which must match.
QueryTree list_item(QueryReader& reader, const Subject& subject, std::size_t start) {
  std::vector<QueryTree> parts;
  for (reader.skip_space(); reader.peek() != ',' && reader.peek() != ')' && !reader.at_end(); reader.skip_space())
    parts.push_back(single(reader, subject, start, ","));
  if (parts.empty())
    reader.fail(reader.at(), reader.at_end() ? "a bracket is not closed" : "a value is missing in this list");
  return joined(Op::conjunction, std::move(parts));
}

QueryTree list(QueryReader& reader, const Subject& subject, std::size_t start) {
  const auto open = reader.at();
  std::vector<QueryTree> values;
  do {
    reader.skip(1);
    values.push_back(list_item(reader, subject, start));
  } while (reader.peek() == ',');
  if (reader.peek() != ')') reader.fail(open, "a bracket is not closed", "put a ) after the last value");
  reader.skip(1);
  return joined(Op::disjunction, std::move(values));
}

}  // namespace

QueryTree make_leaf(Op op, const Subject& subject, std::size_t start) {
  auto node = std::make_unique<QueryNode>();
  node->op = op;
  node->fields = subject.fields;
  if (subject.fields.size() != 1) node->name = subject.name;
  node->position = start;
  return node;
}

QueryTree joined(Op op, std::vector<QueryTree> children) {
  if (children.size() == 1) return std::move(children.front());
  auto node = std::make_unique<QueryNode>();
  node->op = op;
  for (auto& child : children) {
    if (child->op != op) {
      node->children.push_back(std::move(child));
      continue;
    }
    for (auto& grandchild : child->children) node->children.push_back(std::move(grandchild));
  }
  if (!node->children.empty()) node->position = node->children.front()->position;
  return node;
}

QueryTree word_value(const QueryReader& reader, const Subject& subject, std::string_view word, std::size_t start) {
  return Value(reader, subject, start).read(word, start);
}

QueryTree read_value(QueryReader& reader, const Subject& subject, std::size_t start) {
  return reader.peek() == '(' ? list(reader, subject, start) : single(reader, subject, start, {});
}

}  // namespace cuetheque
