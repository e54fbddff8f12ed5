#include "importer/packed/unpacking.h"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <array>

#include "importer/packed/xz.h"

namespace cuetheque {
namespace {

constexpr std::string_view xz_sign(
    "\xFD"
    "7zXZ\0",
    6);
constexpr auto signs = std::to_array<std::string_view>({"\x1F\x8B", "BZh", "\x28\xB5\x2F\xFD", xz_sign});

/// gzip, bzip2 and Zstandard, none of which remembers more than 128 MiB.
class Filtered : public ByteSource {
 public:
  explicit Filtered(ByteSource& packed) : packed_(packed), archive_(archive_read_new()) {
    auto* archive = archive_.get();
    archive_read_support_filter_gzip(archive);
    archive_read_support_filter_bzip2(archive);
    archive_read_support_filter_zstd(archive);
    archive_read_support_format_raw(archive);
    archive_read_support_format_empty(archive);
    struct archive_entry* entry = nullptr;
    open_ = check(archive_read_open(archive, this, nullptr, &Filtered::give, nullptr)) &&
            check(archive_read_next_header(archive, &entry));
    // The library passes on as it is what no packer of its own can have made.
    if (open_ && archive_filter_count(archive) < 2) problem_ = "damaged at its beginning";
    open_ = open_ && problem_.empty();
  }

  std::string_view next() override {
    const void* bytes = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    open_ = open_ && check(archive_read_data_block(archive_.get(), &bytes, &size, &offset));
    return open_ ? std::string_view(static_cast<const char*>(bytes), size) : std::string_view();
  }
  [[nodiscard]] std::string problem() const override { return problem_; }

 private:
  struct Close {
    void operator()(archive* open) const { archive_read_free(open); }
  };

  // The library's own form of a callback.
  static la_ssize_t give(archive* /*unused*/, void* self, const void** bytes) {
    const auto piece = static_cast<Filtered*>(self)->packed_.next();
    *bytes = piece.data();
    return static_cast<la_ssize_t>(piece.size());
  }

  /// Whether there is more to come; what went wrong is kept.
  bool check(int outcome) {
    if (outcome == ARCHIVE_OK || outcome == ARCHIVE_WARN) return true;
    if (outcome == ARCHIVE_EOF) return false;
    problem_ = packed_.problem();
    const char* text = archive_error_string(archive_.get());
    if (problem_.empty()) problem_ = text == nullptr ? "damaged" : text;
    return false;
  }

  ByteSource& packed_;
  std::unique_ptr<archive, Close> archive_;
  std::string problem_;
  bool open_ = false;
};

}  // namespace

bool is_packed(std::string_view first_bytes) {
  return std::ranges::any_of(signs, [&](std::string_view sign) { return first_bytes.starts_with(sign); });
}

std::unique_ptr<ByteSource> unpacking(ByteSource& packed, std::string_view first_bytes) {
  if (first_bytes.starts_with(xz_sign)) return unpacking_xz(packed);
  return std::make_unique<Filtered>(packed);
}

}  // namespace cuetheque
