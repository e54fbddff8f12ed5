#include "importer/packed/input_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include "core/files.h"
#include "importer/packed/unpacking.h"

namespace cuetheque {

/// The bytes as they lie there. What `peek` showed comes first.
class InputFile::Plain : public ByteSource {
 public:
  explicit Plain(const std::string& path)
      : file_(path == standard_input_path ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (file_ < 0) failed_ = errno;
  }
  ~Plain() override {
    if (file_ >= 0) ::close(file_);
  }
  Plain(const Plain&) = delete;
  Plain& operator=(const Plain&) = delete;

  std::string_view next() override { return std::exchange(shown_, false) ? piece() : read(0); }
  [[nodiscard]] std::string problem() const override { return failed_ == 0 ? std::string() : std::strerror(failed_); }
  [[nodiscard]] std::uint64_t taken() const { return taken_; }

  /// The first bytes: a pipe may give them one by one.
  std::string_view peek(std::size_t count) {
    while (held_ < count && !read(held_).empty()) {
    }
    shown_ = true;
    return piece();
  }

 private:
  [[nodiscard]] std::string_view piece() const { return {buffer_.data(), held_}; }

  /// Reads on behind the first `kept` bytes of the buffer; what came.
  std::string_view read(std::size_t kept) {
    held_ = kept;
    if (file_ < 0 || failed_ != 0) return {};
    const auto count = ::read(file_, buffer_.data() + kept, buffer_.size() - kept);
    // An interrupted wait for a pipe is not taken up again: whoever interrupts wants it to end.
    if (count < 0) failed_ = errno;
    if (count <= 0) return {};
    held_ += static_cast<std::size_t>(count);
    taken_ += static_cast<std::size_t>(count);
    return piece().substr(kept);
  }

  int file_;
  int failed_ = 0;
  std::vector<char> buffer_ = std::vector<char>(std::size_t{1} << 20U);
  std::size_t held_ = 0;
  std::uint64_t taken_ = 0;
  bool shown_ = false;
};

InputFile::InputFile(const std::string& path) : plain_(std::make_unique<Plain>(path)) {
  const std::string first(plain_->peek(packed_sign).substr(0, packed_sign));
  if (is_packed(first)) unpacked_ = unpacking(*plain_, first);
}

InputFile::~InputFile() = default;

std::string_view InputFile::next() {
  return unpacked_ ? unpacked_->next() : plain_->next();
}

std::string InputFile::problem() const {
  return unpacked_ ? unpacked_->problem() : plain_->problem();
}

std::uint64_t InputFile::bytes_taken() const {
  return plain_->taken();
}

std::string unpacked_start(const std::string& path, std::size_t count) {
  auto start = read_start(path, count);
  if (!is_packed(start)) return start;
  start.clear();
  InputFile file(path);
  for (auto piece = file.next(); start.size() < count && !piece.empty(); piece = file.next()) start += piece;
  if (start.size() < count && !file.problem().empty()) throw Error(Cause::refused, file.problem(), path);
  start.resize(std::min(start.size(), count));
  return start;
}

std::optional<std::string> unpacked_start_if_readable(const std::string& path, std::size_t count) {
  try {
    return unpacked_start(path, count);
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace cuetheque
