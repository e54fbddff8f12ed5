#include "importer/tags/id3_repair.h"

#include "importer/tags/bytes.h"

namespace cuetheque {
namespace {

constexpr std::size_t header_size = 10;
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

bool lacks_byte_order(std::string_view frame) {
  if (frame.size() < header_size + 3 || frame[0] != 'T' || frame.starts_with("TXXX") ||
      frame[header_size] != utf16_with_mark)
    return false;
  const auto mark = frame.substr(header_size + 1, 2);
  return mark != "\xFF\xFE" && mark != "\xFE\xFF";
}

std::string repaired_id3v2(std::string_view block) {
  const bool version_4 = byte_at(block, 3) == 4;
  std::string frames;
  for (auto rest = block.substr(header_size); rest.size() >= header_size && rest[0] != '\0';) {
    const std::size_t claimed = version_4 ? synchsafe(rest, 4) : big32(rest, 4);
    if (claimed > rest.size() - header_size) break;
    const auto frame = rest.substr(0, header_size + claimed);
    if (lacks_byte_order(frame))
      frames += with_mark(frame, version_4);
    else if (claimed > 0)
      frames += frame;
    rest.remove_prefix(frame.size());
  }
  return std::string(block.substr(0, 5)) + '\0' + synchsafe_bytes(frames.size()) + frames;
}

}  // namespace cuetheque
