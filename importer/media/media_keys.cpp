#include "importer/media/media_keys.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "importer/tags/bytes.h"
#include "importer/tags/tag_keys.h"
#include "importer/tags/tag_sheet.h"

namespace cuetheque {
namespace {

struct Demuxer {
  std::string_view container, name;
};
constexpr auto demuxers = std::to_array<Demuxer>({{"TAK", "tak"},
                                                  {"Core Audio", "caf"},
                                                  {"Dolby Digital", "ac3"},
                                                  {"Dolby Digital Plus", "eac3"},
                                                  {"DTS", "dts"},
                                                  {"DTS-HD", "dtshd"}});

// Core Audio's words that are nobody else's.
struct Word {
  std::string_view name, key;
};
constexpr auto words = std::to_array<Word>({{"TRACK NUMBER", "TRACKNUMBER"},
                                            {"COMMENTS", "COMMENT"},
                                            {"TEMPO", "BPM"},
                                            {"KEY SIGNATURE", "INITIALKEY"},
                                            {"ENCODING APPLICATION", "ENCODER"}});

}  // namespace

std::string_view demuxer_of(std::string_view container, std::string_view first_bytes) {
  constexpr unsigned last_plain_version = 10;
  if (container == "Dolby Digital" && byte_at(first_bytes, 5) >> 3U > last_plain_version)
    container = "Dolby Digital Plus";
  if (first_bytes.starts_with("DTSHDHDR")) container = "DTS-HD";
  const auto row = std::ranges::find(demuxers, container, &Demuxer::container);
  return row == demuxers.end() ? std::string_view() : row->name;
}

std::string media_key(std::string_view name) {
  const auto written = upper(name);
  const auto word = std::ranges::find(words, std::string_view(written), &Word::name);
  return word == words.end() ? neutral_key(written) : std::string(word->key);
}

}  // namespace cuetheque
