#include "importer/cue_files/cue_file.h"

#include <algorithm>
#include <array>

#include "core/error.h"
#include "importer/cue_files/reader.h"
#include "importer/cue_files/words.h"
#include "importer/encoding.h"

namespace cuetheque {
namespace {

using std::string_view_literals::operator""sv;
namespace words = cue_words;

/// cdrdao's TOC shares TITLE, FILE and TRACK with CUE but is another language: its tracks have no numbers, its first
/// word is the kind of disc.
bool is_cdrdao_toc(std::string_view text) {
  constexpr std::array kinds{"CD_DA"sv, "CD_ROM"sv, "CD_ROM_XA"sv, "CD_I"sv, "CD_TEXT"sv};
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    const auto word = words::first_word(text.substr(0, end)).word;
    if (std::ranges::find(kinds, word) != kinds.end()) return true;
    const bool comment = word.empty() || word.starts_with("//") || word == "CATALOG";
    if (!comment) return text.starts_with("TRACK AUDIO") || text.starts_with("TRACK MODE");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

ParsedCueFile refused(std::string_view path, std::string position, std::string why) {
  return {{}, {{std::string(path), std::move(position), std::move(why), "not read", true}}};
}

}  // namespace

const CueFile::Index* CueFile::Track::index(unsigned wanted) const {
  const auto found = std::ranges::find(indices, wanted, &Index::number);
  return found == indices.end() ? nullptr : &*found;
}

const std::string* CueFile::rem(std::string_view key) const {
  const auto found = std::ranges::find(rems, key, &Rem::key);
  return found == rems.end() ? nullptr : &found->value;
}

ParsedCueFile parse_cue_file(std::string_view bytes, std::string_view path, std::string_view encoding) {
  if (bytes.size() > longest_cue_file) return refused(path, {}, "larger than 1 MiB");
  auto decoded = decode(bytes, encoding);
  // CP/M's end of file and the NULs of a sheet cut from a disc image.
  std::string_view text = decoded.text;
  text = text.substr(0, text.find_last_not_of("\0\x1A"sv) + 1);
  if (is_cdrdao_toc(text)) return refused(path, {}, "cdrdao TOC, not a CUE file");
  CueReader reader(path);
  reader.sheet.encoding = decoded.encoding;
  reader.sheet.encoding_guessed = decoded.guessed;
  if (decoded.guessed) reader.remark({}, "encoding not stated", "guessed to be " + decoded.encoding);
  for (auto& note : decoded.notes) reader.remark({}, std::move(note));
  try {
    reader.read(text);
  } catch (const Error& why) {
    return refused(path, why.where(), why.what());
  }
  return std::move(reader).finish();
}

}  // namespace cuetheque
