#include <algorithm>

#include "core/error.h"
#include "importer/assembly/chapters.h"
#include "importer/cue_files/cue_file.h"
#include "importer/reader_worker.h"
#include "tests/fuzz/property.h"

namespace {

using cuetheque::fuzz::demand;

/// Each chapter is a track, but for those whose titles a line of a CUE file cannot hold.
void check_chapters(const cuetheque::Reading& reading) {
  const auto text = cuetheque::chapter_sheet(reading, "x.m4b");
  if (text.empty() || std::ranges::any_of(reading.chapters(), [](const auto& c) { return c.title().size() > 60'000; }))
    return;
  const auto parsed = cuetheque::parse_cue_file(text, "x.m4b");
  demand(parsed.sheet.tracks.size() == static_cast<std::size_t>(reading.chapters_size()));
}

}  // namespace

/// What comes from a reader process, which a hostile file may have taken over: messages, or nonsense that is seen to be
/// one; and the chapters they tell of become tracks.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string buffer(cuetheque::fuzz::text_of(data, size));
  cuetheque::Reading whole;
  if (whole.ParseFromString(buffer)) check_chapters(whole);
  try {
    while (const auto message = cuetheque::take_message(buffer)) {
      cuetheque::Reading reading;
      if (reading.ParseFromString(*message)) check_chapters(reading);
    }
  } catch (const cuetheque::Error& error) {
    demand(error.cause() == cuetheque::Cause::bug);
  }
  return 0;
}
