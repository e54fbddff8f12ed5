#include "importer/packed/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <fmt/format.h>
#include <memory>

namespace cuetheque {
namespace {

constexpr std::size_t most_entries = 4096;

struct Close {
  void operator()(archive* open) const { archive_read_free(open); }
};
using OpenZip = std::unique_ptr<archive, Close>;

OpenZip opened(std::string_view bytes) {
  OpenZip zip(archive_read_new());
  const bool open = zip && archive_read_support_format_zip_seekable(zip.get()) == ARCHIVE_OK &&
                    archive_read_open_memory(zip.get(), bytes.data(), bytes.size()) == ARCHIVE_OK;
  return open ? std::move(zip) : OpenZip();
}

std::string problem_of(archive* zip) {
  const char* text = archive_error_string(zip);
  return fmt::format("a damaged ZIP: {}", text == nullptr ? "no reason given" : text);
}

/// The content of the entry in hand; a problem where it is more than `room` bytes, or not to be read.
std::string content(archive* zip, std::size_t room, std::string& problem) {
  std::string text;
  std::array<char, 65536> piece{};
  for (;;) {
    const auto count = archive_read_data(zip, piece.data(), piece.size());
    if (count < 0) problem = problem_of(zip);
    if (count <= 0) return text;
    text.append(piece.data(), static_cast<std::size_t>(count));
    if (text.size() <= room) continue;
    problem = fmt::format("unpacks to more than {} MiB", most_bytes_unpacked >> 20U);
    return {};
  }
}

}  // namespace

bool is_zip(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04");
}

ZipParts zip_parts(std::string_view bytes, const std::function<bool(std::string_view name)>& wanted) {
  const auto zip = opened(bytes);
  if (!zip) return {{}, "a damaged ZIP"};
  ZipParts found;
  std::size_t room = most_bytes_unpacked;
  archive_entry* entry = nullptr;
  for (std::size_t count = 0; count < most_entries; ++count) {
    const auto outcome = archive_read_next_header(zip.get(), &entry);
    if (outcome == ARCHIVE_EOF) return found;
    if (outcome < ARCHIVE_WARN) return {{}, problem_of(zip.get())};
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr || !wanted(name)) continue;
    auto text = content(zip.get(), room, found.problem);
    if (!found.problem.empty()) return {{}, std::move(found.problem)};
    room -= text.size();
    found.parts.insert_or_assign(name, std::move(text));
  }
  return {{}, fmt::format("a ZIP of more than {} entries", most_entries)};
}

}  // namespace cuetheque
