#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "core/error.h"
#include "core/ids.h"
#include "core/text.h"
#include "search/query_value.h"

namespace cuetheque {
namespace {

using Op = QueryNode::Op;

// RELIABILITY.md 0.6: what a person types is far below, and what costs a second is far above.
constexpr std::size_t most_bytes = 4096;
constexpr std::size_t most_words = 64;
constexpr unsigned deepest = 16;
constexpr unsigned widest_near = 100;
constexpr unsigned usual_near = 10;

std::size_t words_in(const QueryNode& node) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : node.text) {
    const bool space = c == ' ' || c == '\t';
    count += !space && !inside ? 1 : 0;
    inside = !space;
  }
  return std::max<std::size_t>(count, 1);
}

bool is_level_or_field_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// The name before a colon, where one stands there: letters only, so that 3:10 is a word.
std::string_view name_before_colon(std::string_view word) {
  const auto colon = word.find(':');
  if (colon == 0 || colon == word.npos) return {};
  const auto name = word.substr(0, colon);
  return std::ranges::all_of(name, is_level_or_field_letter) ? name : std::string_view{};
}

/// A capital and a number, as ids are printed; t2 in lower case is a word.
bool is_bare_id(std::string_view word) {
  return word.size() > 1 && word[0] >= 'A' && word[0] <= 'Z' && parse_id(word);
}

class Parser {
 public:
  explicit Parser(std::string_view text) : reader_(text) {}

  QueryTree parse() {
    reader_.skip_space();
    if (reader_.at_end()) return std::make_unique<QueryNode>();
    auto tree = disjunction();
    if (!reader_.at_end()) fail_here();
    if (!tree)
      reader_.fail(0, "there is no word to search for in this query", "for example: composer:goldsmith scene:chase");
    return tree;
  }

 private:
  QueryTree disjunction() {
    std::vector<QueryTree> parts;
    do {
      const auto at = reader_.at();
      auto part = conjunction();
      if (!part && (!parts.empty() || at_operator("OR"))) reader_.fail(at, "a word or field is missing beside OR");
      if (part) parts.push_back(std::move(part));
    } while (reader_.take_operator("OR"));
    return parts.empty() ? nullptr : joined(Op::disjunction, std::move(parts));
  }

  /// Nothing where there was only punctuation.
  QueryTree conjunction() {
    std::vector<QueryTree> parts;
    for (reader_.skip_space(); !ends_here(); reader_.skip_space()) {
      const auto at = reader_.at();
      const bool joins = reader_.take_operator("AND");
      reader_.skip_space();
      if (joins && (parts.empty() || ends_here() || at_operator("AND")))
        reader_.fail(at, "a word or field is missing beside AND");
      if (auto part = unary()) parts.push_back(std::move(part));
    }
    return parts.empty() ? nullptr : joined(Op::conjunction, std::move(parts));
  }

  [[nodiscard]] bool at_operator(std::string_view word) const { return reader_.next_word() == word; }
  [[nodiscard]] bool ends_here() const {
    return reader_.at_end() || reader_.peek() == ')' || reader_.peek() == '}' || at_operator("OR");
  }

  QueryTree unary() {
    const auto at = reader_.at();
    if (!take_not()) return primary();
    const Deeper deeper(*this, at);
    reader_.skip_space();
    if (ends_here() || at_operator("AND")) reader_.fail(at, "a word or field is missing after NOT");
    auto what = unary();
    if (!what) reader_.fail(at, "a word or field is missing after NOT");
    auto node = std::make_unique<QueryNode>();
    node->op = Op::negation;
    node->position = at;
    node->children.push_back(std::move(what));
    return node;
  }

  bool take_not() {
    if (reader_.take_operator("NOT")) return true;
    const auto sign = reader_.peek();
    const auto after = reader_.rest().substr(std::min<std::size_t>(1, reader_.rest().size()));
    const bool meant = (sign == '-' || sign == '^') && !after.empty() && !QueryReader(after).at_space();
    if (meant) reader_.skip(1);
    return meant;
  }

  QueryTree primary() {
    switch (reader_.peek()) {
      case '(':
        return bracketed();
      case '"':
        return near_or(free_phrase());
      case '@':
        return saved();
      default:
        return word_or_field();
    }
  }

  QueryTree bracketed() {
    const auto open = reader_.at();
    auto inside = enclosed(open, ')', "a bracket is not closed");
    if (!inside) reader_.fail(open, "there is nothing in these brackets");
    return inside;
  }

  QueryTree enclosed(std::size_t open, char close, std::string_view complaint) {
    const Deeper deeper(*this, open);
    reader_.skip(1);
    auto inside = disjunction();
    if (reader_.at_end()) reader_.fail(open, std::string(complaint), fmt::format("put a {} at its end", close));
    if (reader_.peek() != close) fail_here();
    reader_.skip(1);
    return inside;
  }

  QueryTree free_phrase() {
    const auto at = reader_.at();
    auto node = make_leaf(Op::phrase, {}, at);
    node->text = reader_.take_between('"', true);
    if (words(node->text).empty()) reader_.fail(at, "nothing between the quotes to search for");
    return counted(std::move(node));
  }

  QueryTree saved() {
    const auto at = reader_.at();
    reader_.skip(1);
    auto node = make_leaf(Op::saved, {}, at);
    node->name = reader_.take_word();
    if (node->name.empty()) reader_.fail(at, "the name of a saved query is missing after @");
    return counted(std::move(node));
  }

  QueryTree word_or_field() {
    const auto at = reader_.at();
    const auto word = reader_.take_word();
    if (word.empty() || word == "AND" || word == "OR") return reader_.go_to(at), fail_here(), nullptr;
    if (reader_.peek() == '{' && word.find(':') == word.npos) return within(word, at);
    const auto name = name_before_colon(word);
    if (!name.empty() && subject_named(name)) return field(*subject_named(name), at, at + name.size() + 1);
    const bool ends = reader_.at_space() || reader_.peek() == ')' || reader_.peek() == '}';
    if (!name.empty() && (name.size() + 1 < word.size() || !ends)) unknown_field(name, at);
    if (is_bare_id(word)) return bare_id(word, at);
    if (words(word).empty() && word.find('*') == word.npos) return nullptr;
    return near_or(counted(word_value(reader_, {}, word, at)));
  }

  QueryTree field(const Subject& subject, std::size_t at, std::size_t value_at) {
    reader_.go_to(value_at);
    return near_or(counted(read_value(reader_, subject, at)));
  }

  [[noreturn]] void unknown_field(std::string_view name, std::size_t at) const {
    const auto near = nearest(name, query_names());
    reader_.fail(at, fmt::format("there is no field {}", name),
                 near ? fmt::format("did you mean {}:?", *near)
                      : "`cuetheque fields` lists them; quote text that holds a colon");
  }

  QueryTree bare_id(std::string_view word, std::size_t at) {
    auto node = make_leaf(Op::id, {}, at);
    node->text = word;
    return counted(std::move(node));
  }

  QueryTree within(std::string_view word, std::size_t at) {
    const auto level = level_named(word);
    if (!level && word != "none")
      reader_.fail(at, fmt::format("{} is no level", shown(word)),
                   "levels are album{…} track{…} cue{…} film{…} person{…}, and none{…}");
    auto node = std::make_unique<QueryNode>();
    node->op = level ? Op::within : Op::none;
    node->level = level.value_or(ResultLevel::album);
    node->position = at;
    const auto open = reader_.at();
    auto inside = enclosed(open, '}', "a brace is not closed");
    if (!inside) reader_.fail(open, "there is nothing in these braces");
    node->children.push_back(std::move(inside));
    return node;
  }

  /// `left NEAR/3 right`: both are words or phrases, and only the first names the field.
  QueryTree near_or(QueryTree left) {
    while (left->op == Op::words || left->op == Op::phrase || left->op == Op::near) {
      const auto after_left = reader_.at();
      reader_.skip_space();
      const auto distance = take_near();
      if (!distance) return reader_.go_to(after_left), std::move(left);
      left = near(std::move(left), *distance);
    }
    return left;
  }

  std::optional<unsigned> take_near() {
    const auto at = reader_.at();
    const auto word = reader_.next_word();
    if (word != "NEAR" && !word.starts_with("NEAR/")) return std::nullopt;
    reader_.skip(word.size());
    unsigned distance = usual_near;
    if (word.size() > 4) {
      const auto digits = word.substr(5);
      const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), distance);
      if (error != std::errc{} || stop != digits.data() + digits.size() || distance == 0 || distance > widest_near)
        reader_.fail(at, fmt::format("NEAR/ takes a number from 1 to {}", widest_near));
    }
    return distance;
  }

  QueryTree near(QueryTree left, unsigned distance) {
    reader_.skip_space();
    const auto at = reader_.at();
    const auto text = reader_.peek() == '"' ? reader_.take_between('"', true) : std::string(reader_.take_word());
    if (words(text).empty() || !name_before_colon(text).empty())
      reader_.fail(at, "NEAR needs a word on both sides",
                   "the field stands once, before the first: title:shower NEAR/3 murder");
    left->op = Op::near;
    left->distance = std::max(left->distance, distance);
    left->text += ' ' + text;
    return counted(std::move(left));
  }

  QueryTree counted(QueryTree tree) {
    count_words(*tree);
    if (words_ > most_words)
      reader_.fail(tree->position, fmt::format("this query has more than {} words", most_words),
                   "ask for less at once");
    return tree;
  }

  void count_words(const QueryNode& node) {
    if (node.children.empty()) words_ += words_in(node);
    for (const auto& child : node.children) count_words(*child);
  }

  [[noreturn]] void fail_here() const {
    const auto word = reader_.next_word();
    if (!word.empty())
      reader_.fail(reader_.at(), fmt::format("a word or field is missing beside {}", word),
                   "operators are words when quoted: \"AND\"");
    reader_.fail(reader_.at(), fmt::format("{} does not belong here", std::string(1, reader_.peek())),
                 "brackets come in pairs; braces stand after a level: cue{…}");
  }

  /// One level of brackets, as long as it lives.
  class Deeper {
   public:
    Deeper(Parser& parser, std::size_t at) : parser_(parser) {
      if (++parser_.depth_ > deepest)
        parser_.reader_.fail(at, fmt::format("brackets are nested more than {} deep", deepest));
    }
    ~Deeper() { --parser_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    Parser& parser_;
  };

  QueryReader reader_;
  unsigned depth_ = 0;
  std::size_t words_ = 0;
};

}  // namespace

QueryTree parse_query(std::string_view text) {
  if (text.size() > most_bytes)
    throw Error(Cause::usage,
                fmt::format("a query is at most {} bytes long, and this one has {}", most_bytes, text.size()));
  if (!is_utf8(text) || text.find('\0') != text.npos)
    throw Error(Cause::usage, "the query is not valid UTF-8 text", shown(text.substr(0, 80)));
  return Parser(text).parse();
}

}  // namespace cuetheque
