#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "importer/packed/byte_source.h"

namespace cuetheque {

/// The documents of a stream of JSON: one a line, or one over all the lines where the first line only opens one. Holds
/// no more than the longest document allowed and a piece of the stream, however long that is. Where the stream breaks
/// off, the document that it breaks off in is none.
class JsonLines {
 public:
  explicit JsonLines(ByteSource& stream, std::size_t longest = usual_longest);

  struct Document {
    std::string_view text;   ///< until the next call
    std::uint64_t line = 0;  ///< from 1; 0 = all the lines are one document
    bool too_long = false;   ///< longer than is allowed: passed over, without text
  };
  /// The next one that is not blank; none at the end.
  [[nodiscard]] std::optional<Document> next();

  /// So many lines are behind us, the one in hand among them.
  [[nodiscard]] std::uint64_t lines_read() const { return line_; }

  static constexpr std::size_t usual_longest = std::size_t{32} << 20U;

 private:
  [[nodiscard]] bool read_block();
  [[nodiscard]] std::optional<std::size_t> end_of_line();
  void pass_over_rest_of_line();
  [[nodiscard]] bool goes_on_below(std::size_t end);
  [[nodiscard]] std::optional<Document> whole();
  [[nodiscard]] bool breaks_off(std::size_t end) const;

  ByteSource& stream_;
  std::size_t longest_;
  std::string buffer_;
  std::size_t start_ = 0;  ///< of what is not given out yet
  std::uint64_t line_ = 0;
  bool ended_ = false;
};

}  // namespace cuetheque
