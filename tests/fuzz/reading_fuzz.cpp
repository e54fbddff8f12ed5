#include <algorithm>

#include "core/error.h"
#include "importer/assembly/chapters.h"
#include "importer/cue_files/cue_file.h"
#include "importer/reader_messages.h"
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
  const auto buffer = cuetheque::fuzz::text_of(data, size);
  cuetheque::Reading whole;
  if (whole.ParseFromString(std::string(buffer))) check_chapters(whole);
  try {
    cuetheque::Messages messages;
    messages.add(buffer.substr(0, buffer.size() / 2));
    messages.add(buffer.substr(buffer.size() / 2));
    while (const auto message = messages.next()) {
      cuetheque::Reading reading;
      if (reading.ParseFromArray(message->data(), static_cast<int>(message->size()))) check_chapters(reading);
    }
  } catch (const cuetheque::Error& error) {
    demand(error.cause() == cuetheque::Cause::bug);
  }
  return 0;
}
