#include "cli/edits.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "cli/edit_values.h"
#include "cli/field_names.h"
#include "core/error.h"
#include "core/identifiers.h"
#include "core/text.h"
#include "core/vocabulary.h"

namespace cuetheque {
namespace {

struct Sign {
  std::string_view text;
  Edit::Act act;
};
constexpr auto signs =
    std::to_array<Sign>({{"+=", Edit::Act::add}, {"-=", Edit::Act::remove}, {"=", Edit::Act::state}});

std::string_view sign_of(Edit::Act act) {
  const auto sign = std::ranges::find(signs, act, &Sign::act);
  return sign == signs.end() ? (act == Edit::Act::empty ? "=" : "!") : sign->text;
}

Edit parse_edit(const std::string& word) {
  const auto equals = word.find('=');
  if (equals == std::string::npos && word.ends_with('!'))
    return {known_field(std::string_view(word).substr(0, word.size() - 1)), Edit::Act::withdraw, {}};
  if (equals == std::string::npos)
    throw Error(Cause::usage, fmt::format("'{}' states nothing", shown(word)), {},
                "as in year=1958, mood+=terror, mood-=calm, note= or note!");
  const auto sign = std::ranges::find_if(signs, [&](const Sign& each) {
    const auto length = each.text.size();
    return equals + 1 >= length && std::string_view(word).substr(equals + 1 - length, length) == each.text;
  });
  const auto field = known_field(std::string_view(word).substr(0, equals + 1 - sign->text.size()));
  const auto value = std::string_view(word).substr(equals + 1);
  if (value.empty() && sign->act == Edit::Act::state) return {field, Edit::Act::empty, {}};
  return {field, sign->act, {kept_value(field, value)}};
}

/// `mood=a mood=b` states both; `mood+=a mood-=b` are two edits; all else about one field contradicts itself.
void join(std::vector<Edit>& edits, Edit edit) {
  for (auto& earlier : edits) {
    if (earlier.field != edit.field) continue;
    const bool same = earlier.act == edit.act && !edit.values.empty();
    const bool both_adjust = earlier.act >= Edit::Act::add && earlier.act <= Edit::Act::remove &&
                             edit.act >= Edit::Act::add && edit.act <= Edit::Act::remove;
    if (!same && !both_adjust)
      throw Error(Cause::usage,
                  fmt::format("'{}' and '{}' contradict each other", shown(written(earlier)), shown(written(edit))));
    if (same) {
      earlier.values.push_back(edit.values.front());
      return;
    }
  }
  edits.push_back(std::move(edit));
}

void check_count(const Edit& edit) {
  const auto& row = row_of(edit.field);
  if (row.count == Count::one && (edit.values.size() > 1 || edit.act == Edit::Act::add))
    throw Error(Cause::usage, fmt::format("{} holds one value", row.name), {},
                fmt::format("{}=VALUE states it", row.name));
}

bool is_ours(const Statement& statement, Field field) {
  return statement.source() == curator && statement.field() == row_of(field).number;
}

Statement* find_ours(Statements& statements, Field field, Change change) {
  const auto found = std::ranges::find_if(
      statements, [&](const Statement& each) { return is_ours(each, field) && each.change() == change; });
  return found == statements.end() ? nullptr : &*found;
}

void drop_ours(Statements& statements, Field field) {
  const auto end =
      std::remove_if(statements.begin(), statements.end(), [&](const Statement& each) { return is_ours(each, field); });
  statements.erase(end, statements.end());
}

/// The edit at work on one list of statements.
class Hand {
 public:
  Hand(Statements& statements, const Edit& edit, std::uint32_t origin, Revision operation)
      : statements_(statements), edit_(edit), origin_(origin), operation_(operation) {}

  void state(Change change) {
    drop_ours(statements_, edit_.field);
    ours(change);
    for (const auto& value : edit_.values) include(change, value);
  }

  void add() {
    const bool stands_alone =
        find_ours(statements_, edit_.field, Change::empty) || find_ours(statements_, edit_.field, Change::replace);
    if (find_ours(statements_, edit_.field, Change::empty)) drop_ours(statements_, edit_.field);
    for (const auto& value : edit_.values) {
      exclude(Change::remove, value);
      include(stands_alone ? Change::replace : Change::add, value);
    }
  }

  void remove() {
    for (const auto& wish : edit_.values) {
      const auto value = as_it_stands(wish);
      exclude(Change::add, value);
      if (find_ours(statements_, edit_.field, Change::replace))
        exclude(Change::replace, value);
      else if (said_by_sources(value))
        include(Change::remove, value);
    }
  }

 private:
  Statement& ours(Change change) {
    auto* found = find_ours(statements_, edit_.field, change);
    if (!found) {
      found = statements_.Add();
      found->set_field(row_of(edit_.field).number);
      found->set_source(curator);
      found->set_change(change);
    }
    found->clear_origins();
    found->add_origins(origin_);
    found->set_operation(operation_);
    return *found;
  }

  void include(Change change, const std::string& value) {
    const auto* found = find_ours(statements_, edit_.field, change);
    if (found && std::ranges::find(found->values(), value) != found->values().end()) return;
    ours(change).add_values(value);
  }

  /// A statement whose last value goes leaves nothing behind, but for one that stood alone: that then says "none".
  void exclude(Change change, const std::string& value) {
    const auto* found = find_ours(statements_, edit_.field, change);
    if (!found || std::ranges::find(found->values(), value) == found->values().end()) return;
    auto& statement = ours(change);
    auto& values = *statement.mutable_values();
    values.erase(std::remove(values.begin(), values.end(), value), values.end());
    if (!values.empty()) return;
    if (change == Change::replace) return statement.set_change(Change::empty);
    const auto end = std::remove_if(statements_.begin(), statements_.end(), [&](const Statement& each) {
      return is_ours(each, edit_.field) && each.change() == change && each.values().empty();
    });
    statements_.erase(end, statements_.end());
  }

  /// The value as the record has it, where the wish differs from it only in case or accents.
  [[nodiscard]] std::string as_it_stands(const std::string& wish) const {
    for (auto& value : resolve(statements_, edit_.field).values)
      if (fold(value) == fold(wish)) return value;
    return wish;
  }

  [[nodiscard]] bool said_by_sources(const std::string& value) const {
    const auto values = resolve(statements_, edit_.field).values;
    return std::ranges::find(values, value) != values.end();
  }

  Statements& statements_;
  const Edit& edit_;
  std::uint32_t origin_;
  Revision operation_;
};

}  // namespace

std::vector<Edit> parse_edits(const std::vector<std::string>& words) {
  std::vector<Edit> edits;
  for (const auto& word : words) join(edits, parse_edit(word));
  for (const auto& edit : edits) check_count(edit);
  return edits;
}

std::vector<std::string> doubts(const std::vector<Edit>& edits) {
  std::vector<std::string> lines;
  for (const auto& edit : edits) {
    const auto& row = row_of(edit.field);
    const auto* vocabulary = vocabulary_of(edit.field);
    const auto scheme = row.type == Type::code ? scheme_of(edit.field) : std::nullopt;
    for (const auto& value : edit.values) {
      const auto close = vocabulary && !vocabulary->find(value) ? nearest_term(edit.field, value) : std::nullopt;
      if (close)
        lines.push_back(fmt::format("{} '{}' is a free word; the vocabulary has '{}'", row.name, value, *close));
      if (scheme && !is_valid(*scheme, value))
        lines.push_back(fmt::format("{} '{}' is odd: {}", row.name, value, row_of(*scheme).rule));
    }
  }
  return lines;
}

Statements edited(Statements statements, const Edit& edit, std::uint32_t origin, Revision operation) {
  Hand hand(statements, edit, origin, operation);
  switch (edit.act) {
    case Edit::Act::state:
      hand.state(Change::replace);
      break;
    case Edit::Act::empty:
      hand.state(Change::empty);
      break;
    case Edit::Act::withdraw:
      drop_ours(statements, edit.field);
      break;
    case Edit::Act::add:
      hand.add();
      break;
    case Edit::Act::remove:
      hand.remove();
      break;
  }
  return statements;
}

std::uint32_t curator_origin(Record& record, std::string_view user, Revision operation) {
  const auto& origins = record.origins();
  const auto found =
      std::ranges::find_if(origins, [&](const Origin& each) { return each.person() == user && each.path().empty(); });
  if (found != origins.end()) return static_cast<std::uint32_t>(found - origins.begin());
  auto& origin = *record.add_origins();
  origin.set_person(std::string(user));
  origin.set_operation(operation);
  return static_cast<std::uint32_t>(record.origins_size() - 1);
}

std::string written(const Edit& edit) {
  const auto name = row_of(edit.field).name;
  if (edit.values.empty()) return fmt::format("{}{}", name, sign_of(edit.act));
  return fmt::format("{}{}{}", name, sign_of(edit.act), fmt::join(edit.values, "; "));
}

}  // namespace cuetheque
