#include <array>

#include "importer/tags/bits.h"
#include "importer/tags/bytes.h"
#include "importer/tags/containers.h"
#include "importer/tags/mpeg_frame.h"

// Raw AAC: a chain of ADTS frames, or one ADIF header before all of the sound (ISO 13818-7, 1.1 and 1.2).
namespace cuetheque {
namespace {

constexpr std::string_view adif_magic = "ADIF";

// How many channels a list of `count` elements holds: each is one channel or a pair.
std::uint32_t channels_of(BitReader& bits, std::uint64_t count) {
  std::uint32_t channels = 0;
  for (; count > 0; --count) {
    channels += bits.take(1) != 0 ? 2 : 1;
    bits.skip(4);
  }
  return channels;
}

// The program_config_element: what the channels are.
void read_program(BitReader& bits, Sound& sound) {
  bits.skip(4 + 2);
  sound.sample_rate = aac_rate(static_cast<unsigned>(bits.take(4)));
  const auto front = bits.take(4), side = bits.take(4), back = bits.take(4), low = bits.take(2);
  bits.skip(3 + 4);
  for (const unsigned mixdown_bits : {4U, 4U, 3U})
    if (bits.take(1) != 0) bits.skip(mixdown_bits);
  sound.channels = channels_of(bits, front + side + back) + static_cast<std::uint32_t>(low);
}

Sound adif_sound(AudioInput& input) {
  const auto head = std::string(input.head(adif_magic.size(), 64));
  BitReader bits(head);
  if (bits.take(1) != 0) bits.skip(72);  // the copyright's number
  bits.skip(2);
  const bool constant = bits.take(1) == 0;
  const auto bitrate = bits.take(23);
  bits.skip(4);
  if (constant) bits.skip(20);
  Sound sound;
  read_program(bits, sound);
  // Of a variable rate this is only the highest; no other length stands anywhere.
  sound.duration_ms = milliseconds((input.outer.audio_end - input.outer.audio_begin) * 8, bitrate);
  return sound;
}

Sound adts_sound(AudioInput& input, const FoundFrame& first) {
  const auto& frame = first.frame;
  return {milliseconds(count_samples(input.stream, input.outer, first), frame.sample_rate), frame.sample_rate,
          frame.channels, 0};
}

}  // namespace

bool is_aac(const AudioInput& input) {
  if (input.head(0, adif_magic.size()) == adif_magic) return true;
  const auto& first = input.first_frame();
  return first && first->frame.layer == 0;
}

AudioFacts read_aac(AudioInput& input) {
  AudioFacts facts;
  if (input.head(0, adif_magic.size()) == adif_magic) {
    facts.sound = adif_sound(input);
  } else {
    const auto& first = input.first_frame();
    if (!first) return failed_facts("no audio stream");
    facts.sound = adts_sound(input, *first);
  }
  take_outer_tags(facts, input.stream, input.outer, Strongest::id3v2);
  return facts;
}

}  // namespace cuetheque
