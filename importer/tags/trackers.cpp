#include <algorithm>
#include <array>
#include <taglib/itfile.h>
#include <taglib/modfile.h>
#include <taglib/s3mfile.h>
#include <taglib/xmfile.h>

#include "importer/tags/containers.h"
#include "importer/tags/legacy_text.h"
#include "importer/tags/taglib_sound.h"

namespace cuetheque {
namespace {

struct TitlePlace {
  std::size_t offset, length;
};

// The title is read here, not by TagLib, which takes DOS text for Latin-1. A module is a program for a player: it has
// no rate of its own, and TagLib's length, where it gives one, is a guess.
template <typename File>
AudioFacts read_module(AudioInput& input, TitlePlace title) {
  AudioFacts facts;
  facts.tags.add("TITLE", from_tracker_text(input.stream.peek(title.offset, title.length)));
  File file(&input.stream, true);
  if (!file.isValid() || file.tag() == nullptr) {
    facts.remark("", "the module ends early or is broken", "only its title was read");
    return facts;
  }
  facts.sound.channels = known(file.audioProperties()->channels());
  facts.tags.add("COMMENT", file.tag()->comment());
  facts.tags.add("ENCODER", file.tag()->trackerName());
  return facts;
}

constexpr auto protracker_marks = std::to_array<std::string_view>(
    {"M.K.", "M!K!", "M&K!", "N.T.", "CD81", "OKTA", "FLT4", "FLT8", "2CHN", "4CHN", "6CHN", "8CHN"});

bool is_channel_mark(std::string_view mark) {
  const auto digit = [&](std::size_t at) { return mark[at] >= '0' && mark[at] <= '9'; };
  return mark.size() == 4 && ((digit(0) && digit(1) && mark.ends_with("CH")) || (mark.starts_with("TDZ") && digit(3)) ||
                              (digit(0) && mark.ends_with("CHN")) || (digit(0) && digit(1) && mark.ends_with("CN")));
}

}  // namespace

bool is_impulse(const AudioInput& input) {
  return input.stream.peek(0, 4) == "IMPM";
}
AudioFacts read_impulse(AudioInput& input) {
  return read_module<TagLib::IT::File>(input, {4, 26});
}

bool is_fasttracker(const AudioInput& input) {
  return input.stream.peek(0, 17) == "Extended Module: ";
}
AudioFacts read_fasttracker(AudioInput& input) {
  return read_module<TagLib::XM::File>(input, {17, 20});
}

bool is_screamtracker(const AudioInput& input) {
  return input.stream.peek(44, 4) == "SCRM";
}
AudioFacts read_screamtracker(AudioInput& input) {
  return read_module<TagLib::S3M::File>(input, {0, 28});
}

bool is_protracker(const AudioInput& input) {
  const auto mark = input.stream.peek(1080, 4);
  return std::ranges::find(protracker_marks, mark) != protracker_marks.end() || is_channel_mark(mark);
}
AudioFacts read_protracker(AudioInput& input) {
  return read_module<TagLib::Mod::File>(input, {0, 20});
}

}  // namespace cuetheque
