#include <algorithm>
#include <array>
#include <fcntl.h>

#include "core/text.h"
#include "importer/tags/aac_config.h"
#include "importer/tags/asf_header.h"
#include "importer/tags/containers.h"
#include "importer/tags/finish.h"
#include "importer/tags/mp4_atoms.h"
#include "importer/tags/mp4_chapters.h"
#include "importer/tags/mp4_sound.h"
#include "importer/tags/picture_header.h"
#include "tests/fuzz/memory_file.h"

namespace {

using cuetheque::fuzz::demand;

/// The readers that are ours from the first byte on; behind the others is TagLib, which has faults of its own.
constexpr std::array<cuetheque::AudioFacts (*)(cuetheque::AudioInput&), 11> readers{
    cuetheque::read_flac, cuetheque::read_ogg,    cuetheque::read_wav,      cuetheque::read_aiff,
    cuetheque::read_dsf,  cuetheque::read_dsdiff, cuetheque::read_matroska, cuetheque::read_shorten,
    cuetheque::read_midi, cuetheque::read_aac,    cuetheque::read_mpeg};

void check_reading(const cuetheque::Reading& reading) {
  for (const auto& tag : reading.tags())
    for (const auto& value : tag.values()) demand(!value.empty() && cuetheque::is_utf8(value));
  for (const auto& chapter : reading.chapters()) demand(cuetheque::is_utf8(chapter.title()));
  demand(cuetheque::is_utf8(reading.cue_text()));
}

void read_parts_of_taglibs(cuetheque::WindowStream& stream, std::string_view bytes) {
  (void)cuetheque::mp4_sound(stream);
  for (const auto& chapter : cuetheque::mp4_chapters(stream)) demand(chapter.title().size() <= 255);
  if (const auto movie = cuetheque::repaired_movie(stream)) demand(movie->size() <= bytes.size() + 8);
  for (const auto& [name, value] : cuetheque::asf_header(stream, 0).descriptions)
    demand(cuetheque::is_utf8(name) && cuetheque::is_utf8(value));
  (void)cuetheque::aac_config_sound(bytes);
  (void)cuetheque::picture_header(bytes);
}

}  // namespace

/// Each of our own container readers bears any bytes, also those that its magic number would keep away; what it reads
/// is clean text. The first byte says which.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const auto bytes = cuetheque::fuzz::text_of(data + 1, size - 1);
  const cuetheque::fuzz::MemoryFile file(bytes);
  cuetheque::WindowStream stream(::open(file.path().c_str(), O_RDONLY), bytes.size(), "a.audio");
  const auto which = data[0] % (readers.size() + 1);
  if (which == readers.size()) {
    read_parts_of_taglibs(stream, bytes);
    return 0;
  }
  cuetheque::AudioInput input{stream, cuetheque::find_outer_tags(stream), "a.audio"};
  demand(input.outer.audio_begin <= input.outer.audio_end && input.outer.audio_end <= bytes.size());
  auto facts = readers[which](input);
  if (facts.failed.empty()) check_reading(cuetheque::finish(std::move(facts)));
  return 0;
}
