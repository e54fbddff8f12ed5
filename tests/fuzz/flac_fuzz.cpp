#include "importer/cue_files/cue_file.h"
#include "importer/tags/pictures.h"
#include "importer/tags/xiph.h"
#include "tests/fuzz/property.h"

/// Any bytes may stand in any FLAC metadata block: what a block says fits into it, and a CUESHEET block gives text that
/// a CUE file may hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::fuzz::demand;
  const auto block = cuetheque::fuzz::text_of(data, size);
  std::size_t text = 0;
  const auto comment = cuetheque::read_vorbis_comment(block);
  for (const auto& entry : comment.tags.entries())
    for (const auto& value : entry.values) text += value.size();
  demand(text <= 2 * size);  // a gain is written anew, and may be longer
  for (const auto& picture : comment.pictures) demand(picture.size() <= size);
  const auto picture = cuetheque::flac_picture(block);
  demand(picture.size() <= size && picture.mime().size() <= size);
  const auto sound = cuetheque::flac_stream_info(block);
  demand(sound.channels >= 1 && sound.channels <= 8 && sound.bits >= 1 && sound.bits <= 32);
  const auto sheet = cuetheque::flac_cuesheet_text(block, 44100, "x.flac");
  (void)cuetheque::parse_cue_file(sheet, "x.flac");
  return 0;
}
