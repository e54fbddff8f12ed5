#include "cli/views.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "cli/numbers.h"
#include "core/text.h"

namespace cuetheque {
namespace {

void write_items(JsonWriter& json, const View& view);

void write_value(JsonWriter& json, const Item& item) {
  switch (item.shape) {
    case ItemShape::text:
      json.text(item.values.front());
      break;
    case ItemShape::number:
      json.number(whole_number(item.values.front()).value_or(0));
      break;
    case ItemShape::list:
      json.begin_array();
      for (const auto& value : item.values) json.text(value);
      json.end_array();
      break;
    case ItemShape::objects:
      json.begin_array();
      for (const auto& child : item.children) write_json(json, child);
      json.end_array();
      break;
  }
}

void write_items(JsonWriter& json, const View& view) {
  for (const auto& item : view) {
    json.key(item.key);
    write_value(json, item);
  }
}

}  // namespace

void add_text(View& view, std::string_view key, std::string value) {
  if (!value.empty()) view.push_back({key, ItemShape::text, {std::move(value)}, {}});
}

void add_number(View& view, std::string_view key, std::int64_t value) {
  view.push_back({key, ItemShape::number, {fmt::to_string(value)}, {}});
}

void add_list(View& view, std::string_view key, std::vector<std::string> values) {
  if (!values.empty()) view.push_back({key, ItemShape::list, std::move(values), {}});
}

void add_path(View& view, std::string_view key, std::string_view key_in_base64, std::string path) {
  if (is_utf8(path))
    add_text(view, key, std::move(path));
  else
    add_text(view, key_in_base64, base64(path));
}

void add_objects(View& view, std::string_view key, std::vector<View> children) {
  if (!children.empty()) view.push_back({key, ItemShape::objects, {}, std::move(children)});
}

const Item* find_item(const View& view, std::string_view key) {
  const auto item = std::ranges::find(view, key, &Item::key);
  return item == view.end() ? nullptr : &*item;
}

std::string joined(const View& view, std::string_view key) {
  const auto* item = find_item(view, key);
  return item ? fmt::format("{}", fmt::join(item->values, "; ")) : std::string{};
}

void write_json(JsonWriter& json, const View& view) {
  json.begin_object();
  write_items(json, view);
  json.end_object();
}

std::string json_line(const View& view) {
  JsonWriter json;
  json.begin_object().key("schema").number(1);
  write_items(json, view);
  return json.end_object().take() + '\n';
}

}  // namespace cuetheque
