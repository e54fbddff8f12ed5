#pragma once
#include <charconv>
#include <cstdint>
#include <optional>
#include <simdjson.h>
#include <string_view>
#include <utility>

namespace cuetheque {

/// A value of a JSON document, or nothing: what is not there, null, or of another kind than was asked for reads as
/// nothing, so that a reader says what it wants and never what may be missing. Lives as long as its parser's document.
class Json {
 public:
  Json() = default;
  explicit Json(simdjson::dom::element element) : element_(element) {}

  [[nodiscard]] bool is_object() const { return is(simdjson::dom::element_type::OBJECT); }
  [[nodiscard]] bool is_array() const { return is(simdjson::dom::element_type::ARRAY); }

  [[nodiscard]] bool is_nothing() const { return !element_ || is(simdjson::dom::element_type::NULL_VALUE); }

  [[nodiscard]] bool is_true() const {
    return is(simdjson::dom::element_type::BOOL) && element_->get_bool().value_unsafe();
  }

  /// The member of one of these names: the web service's own (`label-info`), or the one that a library gives it
  /// (`label_info`, `label-info-list`). The first of equal names.
  template <typename... Names>
  [[nodiscard]] Json at(Names... names) const {
    Json found;
    each_member([&](std::string_view key, Json value) {
      const bool same = (is_named(key, names) || ...);
      if (same) found = value;
      return !same;
    });
    return found;
  }

  /// Whether the object has such a member, be it null.
  template <typename... Names>
  [[nodiscard]] bool has(Names... names) const {
    return at(names...).element_.has_value();
  }

  /// Text, empty where there is none.
  [[nodiscard]] std::string_view text() const {
    return is(simdjson::dom::element_type::STRING) ? element_->get_string().value_unsafe() : std::string_view();
  }

  /// A whole number from 0 on, also one that is written as text.
  [[nodiscard]] std::optional<std::uint64_t> number() const {
    if (is(simdjson::dom::element_type::INT64)) {
      const auto value = element_->get_int64().value_unsafe();
      return value < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(value));
    }
    const auto written = text();
    std::uint64_t value = 0;
    const auto [end, failed] = std::from_chars(written.data(), written.data() + written.size(), value);
    const bool whole = failed == std::errc() && end == written.data() + written.size();
    return whole && !written.empty() ? std::optional(value) : std::nullopt;
  }

  /// Visits the items of an array.
  template <typename Visit>
  void each(Visit visit) const {
    if (!is_array()) return;
    const simdjson::dom::array items = element_->get_array().value_unsafe();
    for (const auto item : items) visit(Json(item));
  }

  /// Visits the members of an object until the visitor returns false.
  template <typename Visit>
  void each_member(Visit visit) const {
    if (!is_object()) return;
    const simdjson::dom::object members = element_->get_object().value_unsafe();
    for (const auto& [key, value] : members)
      if (!visit(key, Json(value))) return;
  }

  /// Whether two spellings name one member: `_` is `-`.
  [[nodiscard]] static bool is_named(std::string_view key, std::string_view name) {
    if (key.size() != name.size()) return false;
    for (std::size_t i = 0; i < key.size(); ++i)
      if ((key[i] == '_' ? '-' : key[i]) != name[i]) return false;
    return true;
  }

 private:
  [[nodiscard]] bool is(simdjson::dom::element_type type) const { return element_ && element_->type() == type; }

  std::optional<simdjson::dom::element> element_;
};

}  // namespace cuetheque
