#include "importer/releases/lines.h"

#include <algorithm>

#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// Whether a line may be a document by itself: not the first line of one that is written over many.
bool is_closed(std::string_view line) {
  line = trim(line);
  return line.size() > 1 && (line.back() == '}' || line.back() == ']');
}

}  // namespace

JsonLines::JsonLines(ByteSource& stream, std::size_t longest) : stream_(stream), longest_(longest) {}

bool JsonLines::read_block() {
  if (ended_) return false;
  buffer_.erase(0, start_);
  start_ = 0;
  const auto piece = stream_.next();
  buffer_ += piece;
  ended_ = piece.empty();
  return !ended_;
}

/// Where the line in hand ends in the buffer; none where it is longer than is allowed.
std::optional<std::size_t> JsonLines::end_of_line() {
  std::size_t looked_at = 0;
  while (true) {
    if (const auto end = buffer_.find('\n', start_ + looked_at); end != std::string::npos) {
      if (end - start_ > longest_) return std::nullopt;
      return end;
    }
    looked_at = buffer_.size() - start_;
    if (looked_at > longest_) return std::nullopt;
    if (!read_block()) return buffer_.size();
  }
}

void JsonLines::pass_over_rest_of_line() {
  auto end = buffer_.find('\n', start_);
  while (end == std::string::npos) {
    start_ = buffer_.size();
    if (!read_block()) return;
    end = buffer_.find('\n', start_);
  }
  start_ = end + 1;
}

/// Whether the line that ends here only opens a document. A line that was cut off stands before another that is one.
bool JsonLines::goes_on_below(std::size_t end) {
  const auto length = end - start_;
  if (is_closed(std::string_view(buffer_).substr(start_, length))) return false;
  if (buffer_.size() < start_ + length + 2) (void)read_block();
  const auto below = start_ + length + 1;
  const bool opening_alone = trim(std::string_view(buffer_).substr(start_, length)).size() == 1;
  return opening_alone || below >= buffer_.size() || buffer_[below] != '{';
}

bool JsonLines::breaks_off(std::size_t end) const {
  return ended_ && end == buffer_.size() && !stream_.problem().empty();
}

/// All that is left as one document.
std::optional<JsonLines::Document> JsonLines::whole() {
  while (buffer_.size() - start_ <= longest_ && read_block()) {
  }
  const auto text = std::string_view(buffer_).substr(start_);
  const bool too_long = text.size() > longest_;
  ended_ = true;
  start_ = buffer_.size();
  if (!too_long && !stream_.problem().empty()) return std::nullopt;
  return Document{too_long ? std::string_view() : text, 0, too_long};
}

std::optional<JsonLines::Document> JsonLines::next() {
  while (start_ < buffer_.size() || read_block()) {
    if (line_ == 0 && std::string_view(buffer_).starts_with(byte_order_mark)) start_ += byte_order_mark.size();
    const auto end = end_of_line();
    if (end && breaks_off(*end)) return std::nullopt;
    ++line_;
    if (!end) {
      pass_over_rest_of_line();
      return Document{{}, line_, true};
    }
    const auto length = *end - start_;
    if (line_ == 1 && goes_on_below(*end)) return whole();
    const auto line = std::string_view(buffer_).substr(start_, length);
    start_ = std::min(start_ + length + 1, buffer_.size());
    if (!trim(line).empty()) return Document{line, line_, false};
  }
  return std::nullopt;
}

}  // namespace cuetheque
