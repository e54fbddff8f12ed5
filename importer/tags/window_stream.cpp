#include "importer/tags/window_stream.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace cuetheque {

WindowStream::WindowStream(int descriptor, std::uint64_t size, std::string path)
    : descriptor_(descriptor), size_(size), path_(std::move(path)) {}

WindowStream::~WindowStream() {
  ::close(descriptor_);
}

void WindowStream::fill(char* to, std::uint64_t offset, std::size_t length) {
  while (length > 0) {
    const auto got = ::pread(descriptor_, to, length, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      if (got < 0) error_ = errno;
      std::fill_n(to, length, '\0');
      return;
    }
    to += got;
    offset += static_cast<std::uint64_t>(got);
    length -= static_cast<std::size_t>(got);
  }
}

const WindowStream::Window& WindowStream::window_with(std::uint64_t offset, std::size_t length) {
  const auto holds = [&](const Window& window) {
    return offset >= window.start && offset + length <= window.start + window.size;
  };
  const auto leads_to = [&](const Window& window) {
    return offset >= window.start && offset <= window.start + window.size && window.size > 0;
  };
  auto found = std::ranges::find_if(windows_, holds);
  if (found == windows_.end()) {
    // Most of what is looked at is a short head and a short tail: copying more took longer than asking once more.
    const auto wanted = std::ranges::any_of(windows_, leads_to) ? window_size : std::max(first_size, length);
    found = std::ranges::min_element(windows_, {}, &Window::used);
    // The last bytes of a file are wanted in small pieces from the back: one window that ends with the file holds them
    // all.
    const auto last_start = size_ > wanted ? size_ - wanted : 0;
    found->start = std::min(offset, last_start);
    found->size = std::min<std::uint64_t>(wanted, size_ - found->start);
    fill(found->data.data(), found->start, found->size);
  }
  found->used = ++clock_;
  return *found;
}

std::string_view WindowStream::peek(std::uint64_t offset, std::size_t length) {
  if (offset >= size_) return {};
  length = std::min<std::uint64_t>({length, window_size, size_ - offset});
  const auto& window = window_with(offset, length);
  return std::string_view(window.data.data(), window.size).substr(offset - window.start, length);
}

std::string WindowStream::bytes(std::uint64_t offset, std::uint64_t length) {
  if (offset >= size_) return {};
  length = std::min(length, size_ - offset);
  if (length <= window_size) return std::string(peek(offset, length));
  std::string data(length, '\0');
  fill(data.data(), offset, length);
  return data;
}

void WindowStream::each_block(const std::function<bool(std::uint64_t offset, std::string_view bytes)>& visit) {
  constexpr std::uint64_t block = 1024UL * 1024;
  ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
  std::string bytes;
  for (std::uint64_t at = 0; at < size_; at += bytes.size()) {
    bytes.resize(std::min(block, size_ - at));
    fill(bytes.data(), at, bytes.size());
    if (error_ != 0 || !visit(at, bytes)) return;
  }
}

TagLib::ByteVector WindowStream::readBlock(unsigned long length) {
  if (position_ >= size_) return {};
  const auto wanted = std::min<std::uint64_t>({length, size_ - position_, 0x7fff'ffffU});
  const auto at = position_;
  position_ += wanted;
  if (wanted <= window_size) {
    const auto view = peek(at, wanted);
    return {view.data(), static_cast<unsigned>(view.size())};
  }
  TagLib::ByteVector data(static_cast<unsigned>(wanted));
  fill(data.data(), at, wanted);
  return data;
}

void WindowStream::seek(long offset, Position from) {
  const auto base = from == Beginning ? 0L : from == Current ? tell() : length();
  long target = 0;
  if (__builtin_add_overflow(base, offset, &target)) return;
  position_ = static_cast<std::uint64_t>(std::max(target, 0L));
}

// Audio files are opened read-only (DESIGN.md 5): whatever TagLib would write goes nowhere.
void WindowStream::writeBlock(const TagLib::ByteVector& /*data*/) {}
void WindowStream::insert(const TagLib::ByteVector& /*data*/, unsigned long /*start*/, unsigned long /*replace*/) {}
void WindowStream::removeBlock(unsigned long /*start*/, unsigned long /*length*/) {}
void WindowStream::truncate(long /*length*/) {}

}  // namespace cuetheque
