#include "importer/reader_messages.h"

#include "core/error.h"

namespace cuetheque {
namespace {

constexpr std::size_t length_size = 4;

std::uint32_t length_in(std::string_view buffer) {
  std::uint32_t length = 0;
  for (std::size_t i = length_size; i > 0; --i) length = length << 8U | static_cast<std::uint8_t>(buffer[i - 1]);
  return length;
}

}  // namespace

std::string framed(std::string_view message) {
  std::string out;
  out.reserve(length_size + message.size());
  for (std::size_t i = 0; i < length_size; ++i) out.push_back(static_cast<char>(message.size() >> 8U * i & 0xFFU));
  return out.append(message);
}

void Messages::add(std::string_view piece) {
  arrived_.erase(0, taken_);
  taken_ = 0;
  arrived_ += piece;
}

std::optional<std::string_view> Messages::next() {
  const auto rest = std::string_view(arrived_).substr(taken_);
  if (rest.size() < length_size) return std::nullopt;
  const auto length = length_in(rest);
  if (length > longest_message) throw Error(Cause::bug, "a message between importer and tag reader is too long");
  if (rest.size() < length_size + length) return std::nullopt;
  taken_ += length_size + length;
  return rest.substr(length_size, length);
}

}  // namespace cuetheque
