#include "importer/tags/id3_repair.h"

#include <algorithm>

#include "importer/tags/bytes.h"

namespace cuetheque {
namespace {

constexpr std::size_t header_size = 10;
constexpr unsigned unsynchronised = 0x80, extended = 0x40;
constexpr char utf16_with_mark = 1;

std::string synchsafe_bytes(std::size_t size) {
  std::string bytes;
  for (const unsigned shift : {21U, 14U, 7U, 0U}) bytes.push_back(static_cast<char>(size >> shift & 0x7FU));
  return bytes;
}

std::string big_bytes(std::size_t size) {
  std::string bytes;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes.push_back(static_cast<char>(size >> shift & 0xFFU));
  return bytes;
}

std::string with_mark(std::string_view frame, bool version_4) {
  const auto size = frame.size() - header_size + 2;
  std::string out(frame.substr(0, 4));
  out += version_4 ? synchsafe_bytes(size) : big_bytes(size);
  out += frame.substr(8, 3);
  out += "\xFF\xFE";
  return out.append(frame.substr(header_size + 1));
}

}  // namespace

// Version 2.4 unsynchronises in its frames, where TagLib takes it out.
std::string synchronised(std::string_view block) {
  std::string out(block.substr(0, header_size));
  for (std::size_t i = header_size; i < block.size(); ++i)
    if (i == header_size || block[i] != '\0' || block[i - 1] != '\xFF') out.push_back(block[i]);
  return out;
}

bool lacks_byte_order(std::string_view frame) {
  if (frame.size() < header_size + 3 || frame[0] != 'T' || frame.starts_with("TXXX") ||
      frame[header_size] != utf16_with_mark)
    return false;
  const auto mark = frame.substr(header_size + 1, 2);
  return mark != "\xFF\xFE" && mark != "\xFE\xFF";
}

bool starts_frame(std::string_view block, std::size_t at) {
  const auto id = block.substr(std::min(at, block.size()), 4);
  return id.size() == 4 &&
         std::ranges::all_of(id, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

std::size_t frames_begin(std::string_view block) {
  if ((byte_at(block, 5) & extended) == 0) return std::min(header_size, block.size());
  const bool version_4 = byte_at(block, 3) == 4;
  // The size of version 2.3 leaves its own four bytes out, but not by all writers.
  const auto counting_itself =
      header_size + std::size_t{version_4 ? synchsafe(block, header_size) : big32(block, header_size)};
  const auto by_the_standard = counting_itself + (version_4 ? 0 : 4);
  const bool miscounted = !starts_frame(block, by_the_standard) && starts_frame(block, counting_itself);
  return std::min(miscounted ? counting_itself : by_the_standard, block.size());
}

std::string repaired_id3v2(std::string_view block) {
  const bool version_4 = byte_at(block, 3) == 4;
  const auto flags = byte_at(block, 5) & unsynchronised;
  const auto plain = !version_4 && flags != 0 ? synchronised(block) : std::string();
  if (!plain.empty()) block = plain;
  std::string frames;
  for (auto rest = block.substr(frames_begin(block)); rest.size() >= header_size && rest[0] != '\0';) {
    const std::size_t claimed = version_4 ? synchsafe(rest, 4) : big32(rest, 4);
    if (claimed > rest.size() - header_size) break;
    const auto frame = rest.substr(0, header_size + claimed);
    if (lacks_byte_order(frame))
      frames += with_mark(frame, version_4);
    else if (claimed > 0)
      frames += frame;
    rest.remove_prefix(frame.size());
  }
  return std::string(block.substr(0, 5)) + static_cast<char>(version_4 ? flags : 0) + synchsafe_bytes(frames.size()) +
         frames;
}

std::string block_of_frames(std::string_view id, const std::vector<std::string>& contents) {
  std::string frames;
  for (const auto& content : contents)
    frames.append(id).append(big_bytes(content.size())).append(2, '\0').append(content);
  return std::string("ID3\x03\0\0", 6) + synchsafe_bytes(frames.size()) + frames;
}

}  // namespace cuetheque
