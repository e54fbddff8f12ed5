#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/json_writer.h"

namespace cuetheque {

/// How a key's values are published.
enum class ItemShape { text, list, number, objects };

struct Item;

/// A record as it is published (the JSON contract of DESIGN.md 7): keys in their order, only those that are known. One
/// view serves JSON, CSV columns and `--format`.
using View = std::vector<Item>;

struct Item {
  std::string_view key;
  ItemShape shape = ItemShape::text;
  std::vector<std::string> values;  ///< one for text and number
  std::vector<View> children;       ///< of objects
};

/// Appends an item unless there is nothing to say.
void add_text(View& view, std::string_view key, std::string value);
void add_number(View& view, std::string_view key, std::int64_t value);
void add_list(View& view, std::string_view key, std::vector<std::string> values);
/// A path, which is bytes: in base64 under the other key where it is no UTF-8.
void add_path(View& view, std::string_view key, std::string_view key_in_base64, std::string path);
void add_objects(View& view, std::string_view key, std::vector<View> children);

/// The item with this key, or null.
[[nodiscard]] const Item* find_item(const View& view, std::string_view key);
/// All its values in one text, several joined with "; "; empty where the view lacks the key.
[[nodiscard]] std::string joined(const View& view, std::string_view key);

void write_json(JsonWriter& json, const View& view);
/// The view on one line, with `"schema":1` in front.
[[nodiscard]] std::string json_line(const View& view);

}  // namespace cuetheque
