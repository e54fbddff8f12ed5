#include "importer/tags/aac_config.h"

#include "importer/tags/bits.h"
#include "importer/tags/mpeg_frame.h"

namespace cuetheque {
namespace {

enum ObjectType : unsigned { band_replication = 5, escape = 31, parametric_stereo = 29 };

unsigned object_type(BitReader& bits) {
  const auto type = static_cast<unsigned>(bits.take(5));
  return type == escape ? 32 + static_cast<unsigned>(bits.take(6)) : type;
}

std::uint32_t rate(BitReader& bits) {
  constexpr unsigned written_out = 15;
  const auto index = static_cast<unsigned>(bits.take(4));
  return index == written_out ? static_cast<std::uint32_t>(bits.take(24)) : aac_rate(index);
}

std::uint32_t channels_of(std::uint64_t configuration) {
  constexpr std::uint32_t of_configuration_7 = 8;
  return configuration < 7 ? static_cast<std::uint32_t>(configuration) : configuration == 7 ? of_configuration_7 : 0;
}

// Behind what old decoders understand, a mark and the rate with band replication may follow; behind that, stereo.
void take_extension(BitReader& bits, Sound& sound) {
  constexpr std::uint64_t replication_mark = 0x2B7, stereo_mark = 0x548;
  bits.skip(1);
  if (bits.take(1) != 0) bits.skip(14);  // the delay of a core coder
  bits.skip(1);
  if (bits.take(11) != replication_mark || object_type(bits) != band_replication || bits.take(1) == 0) return;
  if (const auto extended = rate(bits); extended != 0 && !bits.over()) sound.sample_rate = extended;
  if (bits.take(11) == stereo_mark && bits.take(1) != 0 && sound.channels == 1) sound.channels = 2;
}

}  // namespace

Sound aac_config_sound(std::string_view config) {
  BitReader bits(config);
  const auto type = object_type(bits);
  Sound sound;
  sound.sample_rate = rate(bits);
  sound.channels = channels_of(bits.take(4));
  if (type == band_replication || type == parametric_stereo) {
    sound.sample_rate = rate(bits);
    if (type == parametric_stereo) sound.channels = 2;
  } else if (sound.channels > 0) {
    take_extension(bits, sound);
  }
  return bits.over() && sound.channels == 0 ? Sound() : sound;
}

}  // namespace cuetheque
