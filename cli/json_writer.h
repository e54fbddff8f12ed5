#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace cuetheque {

/// JSON as a stream: keys come out in the order they are written, text is valid UTF-8 whatever was stored (invalid
/// bytes become U+FFFD), control characters are escaped. The caller nests rightly; nothing is kept but the text not yet
/// taken.
class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& text(std::string_view value);
  JsonWriter& number(std::int64_t value);
  JsonWriter& flag(bool value);

  /// What was written since the last take.
  [[nodiscard]] std::string take();

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();
  void quote(std::string_view value);

  std::string text_;
  bool first_ = true;  ///< nothing stands before the next value in its object or array
};

/// RFC 4648 base64, for bytes that are no UTF-8.
[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace cuetheque
