#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "importer/tags/chunks.h"
#include "importer/tags/mpeg_frame.h"
#include "importer/tags/outer_tags.h"

namespace cuetheque {

/// An audio file being read: its bytes, where the outer tags are, and its name (without folders) for what must name it.
struct AudioInput {
  WindowStream& stream;
  OuterTags outer;
  std::string name;

  /// Bytes of the audio itself, from its first one behind any ID3v2 tag.
  [[nodiscard]] std::string_view head(std::size_t offset, std::size_t length) const {
    return stream.peek(outer.audio_begin + offset, length);
  }

  /// The first frame of MPEG audio or ADTS. Looked for once, however many ask: that may take a MiB.
  [[nodiscard]] const std::optional<FoundFrame>& first_frame() const {
    if (!first_frame_) first_frame_.emplace(find_first_frame(stream, outer));
    return *first_frame_;
  }

  mutable std::optional<std::optional<FoundFrame>> first_frame_{};
};

/// One kind of audio container: how it is known by content, and how it is read.
struct Container {
  std::string_view name;
  std::string_view extensions;  ///< lower case, separated by spaces
  bool (*is)(const AudioInput& input);
  AudioFacts (*read)(AudioInput& input);  ///< null: libavformat's, which is not linked everywhere (media.h)
};

[[nodiscard]] bool is_flac(const AudioInput& input);
[[nodiscard]] AudioFacts read_flac(AudioInput& input);
[[nodiscard]] bool is_ogg(const AudioInput& input);
[[nodiscard]] AudioFacts read_ogg(AudioInput& input);
[[nodiscard]] bool is_mp4(const AudioInput& input);
[[nodiscard]] AudioFacts read_mp4(AudioInput& input);
[[nodiscard]] bool is_asf(const AudioInput& input);
[[nodiscard]] AudioFacts read_asf(AudioInput& input);
[[nodiscard]] bool is_wav(const AudioInput& input);
[[nodiscard]] AudioFacts read_wav(AudioInput& input);
/// The chunks of a file of WAV's kind: RIFF, RF64, BW64, Wave64.
[[nodiscard]] Chunks wave_chunks(const AudioInput& input);
[[nodiscard]] bool is_aiff(const AudioInput& input);
[[nodiscard]] AudioFacts read_aiff(AudioInput& input);
[[nodiscard]] bool is_monkey(const AudioInput& input);
[[nodiscard]] AudioFacts read_monkey(AudioInput& input);
[[nodiscard]] bool is_musepack(const AudioInput& input);
[[nodiscard]] AudioFacts read_musepack(AudioInput& input);
[[nodiscard]] bool is_wavpack(const AudioInput& input);
[[nodiscard]] AudioFacts read_wavpack(AudioInput& input);
[[nodiscard]] bool is_true_audio(const AudioInput& input);
[[nodiscard]] AudioFacts read_true_audio(AudioInput& input);
[[nodiscard]] bool is_impulse(const AudioInput& input);
[[nodiscard]] AudioFacts read_impulse(AudioInput& input);
[[nodiscard]] bool is_fasttracker(const AudioInput& input);
[[nodiscard]] AudioFacts read_fasttracker(AudioInput& input);
[[nodiscard]] bool is_screamtracker(const AudioInput& input);
[[nodiscard]] AudioFacts read_screamtracker(AudioInput& input);
[[nodiscard]] bool is_protracker(const AudioInput& input);
[[nodiscard]] AudioFacts read_protracker(AudioInput& input);
[[nodiscard]] bool is_dsf(const AudioInput& input);
[[nodiscard]] AudioFacts read_dsf(AudioInput& input);
[[nodiscard]] bool is_dsdiff(const AudioInput& input);
[[nodiscard]] AudioFacts read_dsdiff(AudioInput& input);
[[nodiscard]] bool is_matroska(const AudioInput& input);
[[nodiscard]] AudioFacts read_matroska(AudioInput& input);
[[nodiscard]] bool is_optimfrog(const AudioInput& input);
[[nodiscard]] AudioFacts read_optimfrog(AudioInput& input);
[[nodiscard]] bool is_tak(const AudioInput& input);
[[nodiscard]] bool is_shorten(const AudioInput& input);
[[nodiscard]] AudioFacts read_shorten(AudioInput& input);
[[nodiscard]] bool is_midi(const AudioInput& input);
[[nodiscard]] AudioFacts read_midi(AudioInput& input);
[[nodiscard]] bool is_core_audio(const AudioInput& input);
[[nodiscard]] bool is_dolby(const AudioInput& input);
[[nodiscard]] bool is_dts(const AudioInput& input);
[[nodiscard]] bool is_aac(const AudioInput& input);
[[nodiscard]] AudioFacts read_aac(AudioInput& input);
[[nodiscard]] bool is_mpeg(const AudioInput& input);
[[nodiscard]] AudioFacts read_mpeg(AudioInput& input);

/// Every container known by its content; the first that says "mine" reads the file. What has a magic number stands
/// before what has to be searched for.
inline constexpr auto containers = std::to_array<Container>({
    {"FLAC", "flac fla", is_flac, read_flac},
    {"Ogg", "ogg oga opus spx ogx ogv", is_ogg, read_ogg},
    {"MP4", "m4a m4b m4p m4r mp4 m4v 3gp 3g2 aax mov alac", is_mp4, read_mp4},
    {"WMA", "wma asf wmv", is_asf, read_asf},
    {"WAV", "wav wave bwf rf64 bw64 w64", is_wav, read_wav},
    {"AIFF", "aif aiff aifc afc", is_aiff, read_aiff},
    {"Monkey's Audio", "ape mac", is_monkey, read_monkey},
    {"Musepack", "mpc mp+ mpp", is_musepack, read_musepack},
    {"WavPack", "wv", is_wavpack, read_wavpack},
    {"TrueAudio", "tta", is_true_audio, read_true_audio},
    {"DSF", "dsf", is_dsf, read_dsf},
    {"DSDIFF", "dff", is_dsdiff, read_dsdiff},
    {"Matroska", "mka mkv webm weba", is_matroska, read_matroska},
    {"OptimFROG", "ofr ofs", is_optimfrog, read_optimfrog},
    {"TAK", "tak", is_tak, nullptr},
    {"Shorten", "shn", is_shorten, read_shorten},
    {"MIDI", "mid midi kar", is_midi, read_midi},
    {"Core Audio", "caf", is_core_audio, nullptr},
    {"Dolby Digital", "ac3 eac3 ec3", is_dolby, nullptr},
    {"DTS", "dts dtshd", is_dts, nullptr},
    {"Impulse Tracker", "it", is_impulse, read_impulse},
    {"FastTracker", "xm", is_fasttracker, read_fasttracker},
    {"Scream Tracker", "s3m", is_screamtracker, read_screamtracker},
    {"ProTracker", "mod", is_protracker, read_protracker},
    {"AAC", "aac adts adif", is_aac, read_aac},
    {"MP3", "mp3 mp2 mp1 mpa mpga mpg mpeg", is_mpeg, read_mpeg},
});

}  // namespace cuetheque
