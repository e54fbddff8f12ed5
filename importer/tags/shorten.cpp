#include <optional>

#include "importer/tags/bits.h"
#include "importer/tags/bytes.h"
#include "importer/tags/containers.h"

// Shorten 1 to 3: behind its own numbers the file begins with the header of the WAV it was made of, word for word.
namespace cuetheque {
namespace {

constexpr std::size_t head_limit = 16UL * 1024;
constexpr std::size_t wave_limit = 4096;

// Rice coding: zeros up to a one are the high part, then `low_bits` of the low part.
std::uint64_t rice(BitReader& bits, unsigned low_bits) {
  std::uint64_t high = 0;
  while (!bits.over() && bits.take(1) == 0) ++high;
  return high << low_bits | bits.take(low_bits);
}

// A number that first says how many low bits it has.
std::uint64_t number(BitReader& bits) {
  constexpr unsigned widest = 32;
  const auto low_bits = rice(bits, 2);
  return low_bits > widest ? 0 : rice(bits, static_cast<unsigned>(low_bits));
}

/// The WAV header, or nothing where the file does not begin with one.
std::optional<std::string> wave_head(std::string_view data) {
  BitReader bits(data);
  number(bits);  // the kind of samples
  number(bits);  // channels, which the WAV header says too
  number(bits);  // block size
  number(bits);  // highest order of prediction
  number(bits);  // blocks to take a mean of
  bits.skip(number(bits) * 8);
  constexpr std::uint64_t verbatim = 9;
  if (rice(bits, 2) != verbatim) return std::nullopt;
  const auto length = rice(bits, 5);
  std::string head;
  while (head.size() < std::min<std::uint64_t>(length, wave_limit) && !bits.over())
    head.push_back(static_cast<char>(rice(bits, 8)));
  return head;
}

Sound sound_in(std::string_view wave) {
  Sound sound;
  std::uint32_t bytes_per_second = 0;
  for (std::size_t at = 12, size = 0; at + 8 <= wave.size(); at += 8 + size + size % 2) {
    const auto id = wave.substr(at, 4);
    size = little32(wave, at + 4);
    if (id == "fmt ") {
      sound.channels = little16(wave, at + 10);
      sound.sample_rate = little32(wave, at + 12);
      bytes_per_second = little32(wave, at + 16);
      sound.bits = little16(wave, at + 22);
    }
    if (id == "data") sound.duration_ms = milliseconds(size, bytes_per_second);
  }
  return sound;
}

}  // namespace

bool is_shorten(const AudioInput& input) {
  return input.head(0, 4) == "ajkg";
}

AudioFacts read_shorten(AudioInput& input) {
  constexpr unsigned newest = 3;
  const auto version = byte_at(input.head(4, 1), 0);
  const auto wave = version == 0 || version > newest ? std::nullopt : wave_head(input.head(5, head_limit - 5));
  AudioFacts facts;
  if (wave && wave->starts_with("RIFF"))
    facts.sound = sound_in(*wave);
  else
    facts.remark("Shorten", "does not begin with a WAV header", "length, rate and channels unknown");
  take_outer_tags(facts, input.stream, input.outer, Strongest::id3v2);
  return facts;
}

}  // namespace cuetheque
