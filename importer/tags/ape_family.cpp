#include <taglib/apefile.h>
#include <taglib/mpcfile.h>
#include <taglib/trueaudiofile.h>
#include <taglib/wavpackfile.h>

#include "importer/tags/bytes.h"
#include "importer/tags/containers.h"
#include "importer/tags/taglib_sound.h"

// Formats whose tags are the outer ones (APE, ID3); only the sound needs a reader of its own.
namespace cuetheque {
namespace {

AudioFacts with_tags(AudioInput& input, Sound sound, Strongest strongest = Strongest::ape) {
  AudioFacts facts;
  facts.sound = sound;
  take_outer_tags(facts, input.stream, input.outer, strongest);
  return facts;
}

template <typename File>
Sound taglib_sound(AudioInput& input) {
  File file(&input.stream, true);
  return sound_of(file.audioProperties());
}

std::uint64_t bit_field(std::string_view data, std::size_t first, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = count; i > 0; --i) {
    const auto bit = first + i - 1;
    value = value << 1U | (byte_at(data, bit / 8) >> bit % 8 & 1U);
  }
  return value;
}

}  // namespace

bool is_monkey(const AudioInput& input) {
  return input.head(0, 4) == "MAC ";
}
AudioFacts read_monkey(AudioInput& input) {
  return with_tags(input, taglib_sound<TagLib::APE::File>(input));
}

bool is_musepack(const AudioInput& input) {
  return input.head(0, 4) == "MPCK" || input.head(0, 3) == "MP+";
}
AudioFacts read_musepack(AudioInput& input) {
  return with_tags(input, taglib_sound<TagLib::MPC::File>(input));
}

bool is_wavpack(const AudioInput& input) {
  return input.head(0, 4) == "wvpk";
}
AudioFacts read_wavpack(AudioInput& input) {
  return with_tags(input, taglib_sound<TagLib::WavPack::File>(input));
}

bool is_true_audio(const AudioInput& input) {
  return input.head(0, 3) == "TTA";
}
AudioFacts read_true_audio(AudioInput& input) {
  return with_tags(input, taglib_sound<TagLib::TrueAudio::File>(input), Strongest::id3v2);
}

bool is_optimfrog(const AudioInput& input) {
  return input.head(0, 4) == "OFR ";
}

AudioFacts read_optimfrog(AudioInput& input) {
  const auto head = std::string(input.head(0, 20));
  Sound sound{0, little32(head, 16), byte_at(head, 15) + 1U, 0};
  sound.duration_ms = milliseconds(little(head, 8, 6) / sound.channels, sound.sample_rate);
  return with_tags(input, sound);
}

bool is_tak(const AudioInput& input) {
  return input.head(0, 4) == "tBaK";
}

AudioFacts read_tak(AudioInput& input) {
  Sound sound;
  constexpr std::size_t most_blocks = 64;
  for (std::size_t at = 4, seen = 0; seen < most_blocks; ++seen) {
    const auto head = std::string(input.head(at, 64));
    const auto type = byte_at(head, 0) & 0x7FU;
    if (type == 0 || head.size() < 4) break;
    constexpr unsigned stream_info = 1;
    if (type == stream_info) {
      // Bits from the lowest on: codec 6, profile 4, frame size 4, samples 35, data type 3, rate 18, bits 5,
      // channels 4.
      const auto info = std::string_view(head).substr(4);
      sound.sample_rate = static_cast<std::uint32_t>(bit_field(info, 52, 18)) + 6000;
      sound.bits = static_cast<std::uint32_t>(bit_field(info, 70, 5)) + 8;
      sound.channels = static_cast<std::uint32_t>(bit_field(info, 75, 4)) + 1;
      sound.duration_ms = milliseconds(bit_field(info, 14, 35), sound.sample_rate);
    }
    at += 4 + little(head, 1, 3);
  }
  return with_tags(input, sound);
}

bool is_core_audio(const AudioInput& input) {
  return input.head(0, 4) == "caff";
}
bool is_dolby(const AudioInput& input) {
  return input.head(0, 2) == "\x0B\x77";
}
bool is_dts(const AudioInput& input) {
  return input.head(0, 4) == "\x7F\xFE\x80\x01" || input.head(0, 4) == "\xFE\x7F\x01\x80";
}

}  // namespace cuetheque
