#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <taglib/tiostream.h>
#include <vector>

namespace cuetheque {

/// A file behind a few 16 KiB windows, read-only: what TagLib reads from, and our own parsers too. Head and tail of a
/// file are asked for again and again (magic, ID3, APE footer, ID3v1, digest), so each window is read once and kept
/// until others push it out. Fewer, larger reads than TagLib's own stream makes, and none that a broken length field
/// could blow up: nothing past the end is ever given.
class WindowStream final : public TagLib::IOStream {
 public:
  static constexpr std::size_t window_size = 16 * 1024;
  static constexpr std::size_t first_size = 4 * 1024;  ///< of a window that goes on from no other

  /// Takes the descriptor of a regular file over; `size` is what fstat said.
  WindowStream(int descriptor, std::uint64_t size, std::string path);
  ~WindowStream() override;

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// What pread said where a read failed, or 0.
  [[nodiscard]] int error() const { return error_; }

  /// Up to `length` bytes at `offset`, fewer at the end of the file or where a read fails. At most one window long; it
  /// stays valid until the next call.
  [[nodiscard]] std::string_view peek(std::uint64_t offset, std::size_t length);
  /// Up to `length` bytes at `offset`, any length.
  [[nodiscard]] std::string bytes(std::uint64_t offset, std::uint64_t length);

  /// Visits the whole file once, in blocks of a MiB, until `visit` says false or a read fails.
  void each_block(const std::function<bool(std::uint64_t offset, std::string_view bytes)>& visit);

  [[nodiscard]] TagLib::FileName name() const override { return path_.c_str(); }
  TagLib::ByteVector readBlock(unsigned long length) override;
  void writeBlock(const TagLib::ByteVector& data) override;
  void insert(const TagLib::ByteVector& data, unsigned long start, unsigned long replace) override;
  void removeBlock(unsigned long start, unsigned long length) override;
  [[nodiscard]] bool readOnly() const override { return true; }
  [[nodiscard]] bool isOpen() const override { return true; }
  void seek(long offset, Position from) override;
  [[nodiscard]] long tell() const override { return static_cast<long>(position_); }
  long length() override { return static_cast<long>(size_); }
  void truncate(long length) override;

 private:
  struct Window {
    std::uint64_t start = 0;
    std::uint64_t used = 0;              ///< when it was last asked for
    std::size_t size = 0;                ///< 0 = never filled
    std::array<char, window_size> data;  ///< not cleared: that took as long as reading a small file
  };

  const Window& window_with(std::uint64_t offset, std::size_t length);
  void fill(char* to, std::uint64_t offset, std::size_t length);

  int descriptor_;
  std::uint64_t size_;
  std::string path_;
  std::uint64_t position_ = 0;
  std::uint64_t clock_ = 0;
  int error_ = 0;
  std::array<Window, 4> windows_;
};

}  // namespace cuetheque
