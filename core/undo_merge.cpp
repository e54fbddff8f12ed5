#include "core/undo_merge.h"

#include <set>
#include <utility>

#include "core/element_keys.h"

namespace cuetheque {
namespace {

using Value = std::optional<std::string>;

Value value_at(const Elements& elements, const std::string& key) {
  const auto found = elements.find(key);
  return found == elements.end() ? std::nullopt : Value(found->second);
}

void set(Elements& elements, const std::string& key, const Value& value) {
  if (value)
    elements[key] = *value;
  else
    elements.erase(key);
}

std::set<std::string> changed_keys(const Elements& one, const Elements& other) {
  std::set<std::string> keys;
  for (const auto& [key, value] : one) {
    if (value_at(other, key) != value) keys.insert(key);
  }
  for (const auto& [key, value] : other) {
    if (!one.contains(key)) keys.insert(key);
  }
  return keys;
}

/// The merge of one record that is there before, after and now.
class Merge {
 public:
  Merge(const Elements& wanted, const Elements& left, const Elements& now) : wanted_(wanted), now_(now), result_(now) {
    for (const auto& key : changed_keys(wanted, left)) put_back_one(key, value_at(left, key));
    while (mend()) {
    }
  }

  Merged take() && { return {std::move(result_), {conflicts_.begin(), conflicts_.end()}}; }

 private:
  void put_back_one(const std::string& key, const Value& left) {
    const auto wanted = value_at(wanted_, key);
    const auto now = value_at(now_, key);
    if (now == wanted) return;
    if (now == left)
      set(result_, key, wanted);
    else if (is_order(key))
      put_order(key, wanted, now);
    else
      conflicts_.insert(key);
  }

  void put_order(const std::string& key, const Value& wanted, const Value& now) {
    if (wanted && now)
      result_[key] = merged_order(*wanted, *now);
    else if (wanted)
      result_[key] = *wanted;
  }

  /// Nothing may point to what is gone: what was taken away comes back if others still need it; what was put back goes
  /// again if what it needs is gone. Whether anything was changed.
  bool mend() {
    const auto missing = missing_needs();
    for (const auto& [key, need] : missing) {
      if (const auto kept = value_at(now_, need))
        keep(key, need, *kept);
      else
        give_up(key);
    }
    return !missing.empty();
  }

  [[nodiscard]] std::vector<std::pair<std::string, std::string>> missing_needs() const {
    std::vector<std::pair<std::string, std::string>> missing;
    for (const auto& [key, value] : result_) {
      for (const auto& need : needs_of(key, value)) {
        if (!result_.contains(need)) missing.emplace_back(key, need);
      }
    }
    return missing;
  }

  void keep(const std::string& key, const std::string& need, const std::string& value) {
    if (need.starts_with(element::track)) conflicts_.insert(key);
    result_[need] = value;
  }

  void give_up(const std::string& key) {
    conflicts_.insert(key);
    const auto now = value_at(now_, key);
    if (!result_.contains(key)) return;  // for two reasons at once
    set(result_, key, now == value_at(result_, key) ? std::nullopt : now);
  }

  const Elements& wanted_;
  const Elements& now_;
  Elements result_;
  std::set<std::string> conflicts_;
};

}  // namespace

Snapshot rewound(Snapshot after, const Before& before) {
  if (before.created()) return std::nullopt;
  Elements elements = before.deleted() || !after ? Elements() : std::move(*after);
  for (const auto& one : before.elements()) {
    set(elements, one.key(), one.has_value() ? Value(one.value()) : std::nullopt);
  }
  return elements;
}

Merged put_back(const Snapshot& wanted, const Snapshot& left, const Snapshot& now) {
  if (wanted == left || now == wanted) return {now, {}};
  if (now == left) return {wanted, {}};
  if (!wanted || !left || !now) return {now, {std::string()}};
  return Merge(*wanted, *left, *now).take();
}

}  // namespace cuetheque
