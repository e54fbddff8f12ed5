#include "importer/packed/xz.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fmt/format.h>
#include <lzma.h>
#include <span>
#include <vector>

#include "importer/packed/unpacking.h"

namespace cuetheque {
namespace {

struct Reason {
  lzma_ret outcome;
  std::string_view words;
};
constexpr auto reasons = std::to_array<Reason>({{LZMA_BUF_ERROR, "truncated xz input"},
                                                {LZMA_DATA_ERROR, "damaged xz input"},
                                                {LZMA_FORMAT_ERROR, "no xz input behind its first part"},
                                                {LZMA_OPTIONS_ERROR, "xz input of a kind that is not known"}});

class Xz : public ByteSource {
 public:
  explicit Xz(ByteSource& packed) : packed_(packed) {
    outcome_ = lzma_stream_decoder(&stream_, most_window, LZMA_CONCATENATED);
  }
  ~Xz() override { lzma_end(&stream_); }
  Xz(const Xz&) = delete;
  Xz& operator=(const Xz&) = delete;

  std::string_view next() override {
    stream_.next_out = piece_.data();
    stream_.avail_out = piece_.size();
    while (outcome_ == LZMA_OK && stream_.avail_out > 0) {
      if (stream_.avail_in == 0) take(packed_.next());
      outcome_ = lzma_code(&stream_, ended_ ? LZMA_FINISH : LZMA_RUN);
    }
    const std::span<const std::uint8_t> given(piece_.data(), piece_.size() - stream_.avail_out);
    text_.assign(given.begin(), given.end());
    return text_;
  }

  [[nodiscard]] std::string problem() const override {
    if (outcome_ == LZMA_OK || outcome_ == LZMA_STREAM_END) return {};
    if (auto why = packed_.problem(); !why.empty()) return why;
    if (outcome_ == LZMA_MEMLIMIT_ERROR)
      return fmt::format("xz input that asks for more than {} MiB of memory", most_window >> 20U);
    const auto* reason = std::ranges::find(reasons, outcome_, &Reason::outcome);
    return reason == reasons.end() ? "xz input cannot be unpacked" : std::string(reason->words);
  }

 private:
  void take(std::string_view bytes) {
    held_.assign(bytes.begin(), bytes.end());
    stream_.next_in = held_.data();
    stream_.avail_in = held_.size();
    ended_ = held_.empty();
  }

  ByteSource& packed_;
  lzma_stream stream_ = LZMA_STREAM_INIT;
  lzma_ret outcome_ = LZMA_OK;
  std::vector<std::uint8_t> held_;
  std::array<std::uint8_t, 65536> piece_{};
  std::string text_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> unpacking_xz(ByteSource& packed) {
  return std::make_unique<Xz>(packed);
}

}  // namespace cuetheque
