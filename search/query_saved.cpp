#include "search/query_saved.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

#include "core/ascii.h"
#include "core/error.h"
#include "core/text.h"
#include "search/query_reader.h"

namespace cuetheque {
namespace {

constexpr std::size_t most_parts = 1'000;
constexpr std::size_t longest_name = 64;

class Expansion {
 public:
  explicit Expansion(const SavedQueries& saved) : saved_(saved) {}

  QueryTree expanded(QueryTree query, std::string_view text) {
    if (++parts_ > most_parts) fail(*query, text, fmt::format("this query has more than {} parts", most_parts));
    if (query->op == QueryNode::Op::saved) return looked_up(*query, text);
    for (auto& child : query->children) child = expanded(std::move(child), text);
    return query;
  }

 private:
  QueryTree looked_up(const QueryNode& node, std::string_view text) {
    if (std::ranges::find(open_, node.name) != open_.end())
      fail(node, text, fmt::format("the saved query @{} holds itself", shown(node.name)));
    const auto found = saved_.find(node.name);
    if (!found) fail(node, text, fmt::format("there is no saved query @{}", shown(node.name)), nearest_name(node.name));
    open_.push_back(node.name);
    auto query = expanded(parsed(node.name, *found), *found);
    open_.pop_back();
    return query;
  }

  [[nodiscard]] std::string nearest_name(const std::string& name) const {
    const auto near = nearest(name, {saved_.names.begin(), saved_.names.end()});
    return near ? fmt::format("did you mean @{}?", *near) : "`cuetheque saved` lists them";
  }

  /// A field that this version does not know may stand in a query that another one saved.
  static QueryTree parsed(const std::string& name, const std::string& text) try {
    return parse_query(text);
  } catch (const Error& error) {
    throw Error(error.cause(), fmt::format("in the saved query @{}: {}", shown(name), error.what()), error.where(),
                error.hint());
  }

  [[noreturn]] void fail(const QueryNode& node, std::string_view text, std::string what, std::string hint = {}) const {
    const auto inside = open_.empty() ? std::string() : fmt::format("in the saved query @{}: ", open_.back());
    throw Error(Cause::usage, inside + what, caret(text, node.position), std::move(hint));
  }

  const SavedQueries& saved_;
  std::vector<std::string> open_;  ///< names we are inside of
  std::size_t parts_ = 0;
};

bool is_of_word(char c) {
  return is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

bool names_saved(const QueryNode& query) {
  return query.op == QueryNode::Op::saved ||
         std::ranges::any_of(query.children, [](const auto& child) { return names_saved(*child); });
}

QueryTree with_saved(QueryTree query, std::string_view text, const SavedQueries& saved) {
  return Expansion(saved).expanded(std::move(query), text);
}

std::string saved_name(std::string_view name) {
  if (name.starts_with('@')) name.remove_prefix(1);
  const auto allowed = [](char c) { return is_of_word(c) || is_digit(c) || c == '-' || c == '_'; };
  if (!name.empty() && name.size() <= longest_name && is_of_word(name[0]) && std::ranges::all_of(name, allowed) &&
      is_utf8(name) && shown(name) == name)
    return clean(name);
  throw Error(Cause::usage, fmt::format("'{}' cannot be the name of a query", shown(name)), {},
              "letters, digits, - and _, a letter first");
}

}  // namespace cuetheque
