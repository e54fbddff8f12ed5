#include <taglib/apefile.h>
#include <taglib/mpcfile.h>
#include <taglib/trueaudiofile.h>
#include <taglib/wavpackfile.h>

#include "importer/tags/bytes.h"
#include "importer/tags/containers.h"
#include "importer/tags/sound_stream.h"
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
  SoundStream sound(input.stream, input.outer);
  File file(&sound, true);
  return sound_of(file.audioProperties());
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

}  // namespace cuetheque
