#pragma once
#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

namespace cuetheque {

/// The documents of a stream of JSON: one a line, or one over all the lines where the first line only opens one. Reads
/// in blocks and holds no more than the longest document allowed, however long the stream is.
class JsonLines {
 public:
  explicit JsonLines(std::istream& stream, std::size_t longest = usual_longest);

  struct Document {
    std::string_view text;   ///< until the next call
    std::uint64_t line = 0;  ///< from 1; 0 = all the lines are one document
    bool too_long = false;   ///< longer than is allowed: passed over, without text
  };
  /// The next one that is not blank; none at the end.
  [[nodiscard]] std::optional<Document> next();

  /// So much of the stream is behind us.
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }
  /// Whether the stream failed rather than ended.
  [[nodiscard]] bool failed() const { return failed_; }

  static constexpr std::size_t usual_longest = std::size_t{32} << 20U;

 private:
  [[nodiscard]] bool read_block();
  [[nodiscard]] std::optional<std::size_t> end_of_line();
  void pass_over_rest_of_line();
  [[nodiscard]] bool goes_on_below(std::size_t end);
  [[nodiscard]] Document whole();

  std::istream& stream_;
  std::size_t longest_;
  std::string buffer_;
  std::size_t start_ = 0;  ///< of what is not given out yet
  std::uint64_t line_ = 0, bytes_read_ = 0;
  bool ended_ = false, failed_ = false;
};

}  // namespace cuetheque
