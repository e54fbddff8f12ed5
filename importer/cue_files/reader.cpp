#include "importer/cue_files/reader.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/ascii.h"
#include "core/error.h"
#include "core/identifiers.h"
#include "importer/cue_files/words.h"

namespace cuetheque {

namespace words = cue_words;

namespace {

constexpr std::size_t most_bytes_in_a_line = 64 * 1024;
constexpr std::size_t most_files = 999;
constexpr std::size_t most_remarks = 200;

}  // namespace

constexpr std::array<CueReader::Command, 22> CueReader::commands{{{"TITLE", &CueReader::title},
                                                                  {"PERFORMER", &CueReader::performer},
                                                                  {"SONGWRITER", &CueReader::songwriter},
                                                                  {"COMPOSER", &CueReader::composer},
                                                                  {"ARRANGER", &CueReader::arranger},
                                                                  {"CATALOG", &CueReader::catalog},
                                                                  {"CDTEXTFILE", &CueReader::cdtextfile},
                                                                  {"FILE", &CueReader::file},
                                                                  {"TRACK", &CueReader::track},
                                                                  {"INDEX", &CueReader::index},
                                                                  {"FLAGS", &CueReader::flags},
                                                                  {"ISRC", &CueReader::isrc},
                                                                  {"PREGAP", &CueReader::pregap},
                                                                  {"POSTGAP", &CueReader::postgap},
                                                                  {"REM", &CueReader::rem},
                                                                  {"GENRE", &CueReader::cd_text},
                                                                  {"MESSAGE", &CueReader::cd_text},
                                                                  {"DISC_ID", &CueReader::cd_text},
                                                                  {"UPC_EAN", &CueReader::cd_text},
                                                                  {"SIZE_INFO", &CueReader::cd_text},
                                                                  {"TOC_INFO1", &CueReader::cd_text},
                                                                  {"TOC_INFO2", &CueReader::cd_text}}};

void CueReader::remark(std::string position, std::string what, std::string read_as, bool failed) {
  if (!failed && remarks_.size() >= most_remarks) {
    ++remarks_left_out_;
    return;
  }
  remarks_.push_back({path_, std::move(position), std::move(what), std::move(read_as), failed});
}

void CueReader::odd(std::string what, std::string read_as) {
  remark(fmt::format("line {}", line_), std::move(what), std::move(read_as));
}

void CueReader::read(std::string_view text) {
  while (!text.empty()) {
    ++line_;
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    refuse_if_too_long(text.substr(0, end));
    line(text.substr(0, end));
    text.remove_prefix(end);
    text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(1, text.size()));
  }
}

void CueReader::refuse_if_too_long(std::string_view text) const {
  if (text.size() > most_bytes_in_a_line)
    throw Error(Cause::some_failed, "line longer than 64 KiB", fmt::format("line {}", line_));
}

void CueReader::line(std::string_view text) {
  if (text.find('\0') == std::string_view::npos) {
    const auto [word, args] = words::first_word(text);
    if (word.empty()) return;
    word_ = upper(word);
    const auto command = std::ranges::find(commands, word_, &Command::name);
    if (command == commands.end()) return unknown(word, words::trimmed(text));
    return (this->*command->handle)(args);
  }
  std::string without(text);
  std::erase(without, '\0');
  odd("NUL in the line", "left out");
  line(without);
}

std::string CueReader::value(std::string_view args) {
  auto value = words::value_of(args);
  if (!value.odd.empty()) odd(fmt::format("{}: {}", word_, value.odd), value.text);
  return std::move(value.text);
}

void CueReader::set(std::string& of_disc, std::string CueFile::Track::*of_track, std::string_view args) {
  auto written = value(args);
  if (written.empty()) return;
  std::string& place = current() != nullptr ? current()->*of_track : of_disc;
  if (!place.empty()) odd(fmt::format("second {}", word_), fmt::format("replaces '{}'", place));
  place = std::move(written);
}

void CueReader::title(std::string_view args) {
  set(sheet.title, &CueFile::Track::title, args);
}
void CueReader::performer(std::string_view args) {
  set(sheet.performer, &CueFile::Track::performer, args);
}
void CueReader::songwriter(std::string_view args) {
  set(sheet.songwriter, &CueFile::Track::songwriter, args);
}
void CueReader::composer(std::string_view args) {
  set(sheet.composer, &CueFile::Track::composer, args);
}
void CueReader::arranger(std::string_view args) {
  set(sheet.arranger, &CueFile::Track::arranger, args);
}

void CueReader::catalog(std::string_view args) {
  const auto code = value(args);
  if (code.empty() || all_zeros(code)) return;
  if (code.size() != 13 || !is_valid(Scheme::ean, code))
    odd(fmt::format("CATALOG '{}' is not an EAN of 13 digits", code), "kept");
  sheet.catalog = code;
}

void CueReader::cdtextfile(std::string_view args) {
  sheet.cdtextfile = value(args);
}

// Each will be looked for among all the audio files of the folder.
void CueReader::file(std::string_view args) {
  if (sheet.files.size() == most_files)
    throw Error(Cause::some_failed, "more than 999 FILEs", fmt::format("line {}", line_));
  auto file = words::file_words(args);
  if (!file.odd.empty()) odd(std::string(file.odd), fmt::format("'{}'", file.name));
  if (file.name.empty()) odd("FILE without a name");
  sheet.files.push_back({std::move(file.name), std::move(file.type)});
}

void CueReader::rem(std::string_view args) {
  const auto [key, rest] = words::first_word(args);
  if (args.empty()) return;
  if (!words::is_key(key)) return rems().push_back({{}, std::string(args)});
  auto text = value(rest);
  const auto folded = upper(key);
  if (!text.empty()) rems().push_back({folded, std::move(text), folded == key ? "" : std::string(key)});
}

void CueReader::cd_text(std::string_view args) {
  rem(fmt::format("{} {}", word_, args));
}

void CueReader::unknown(std::string_view word, std::string_view text) {
  const bool key = words::is_key(word);
  if (warned_.insert(key ? word_ : std::string{}).second)
    odd(fmt::format("unknown command '{}'", word.substr(0, 40)), "kept as a comment");
  if (key) return rem(text);
  rems().push_back({{}, std::string(text)});
}

ParsedCueFile CueReader::finish() && {
  if (sheet.tracks.empty()) remark({}, "no tracks", {}, true);
  if (!sheet.tracks.empty() && sheet.files.empty()) {
    remark({}, "no FILE", "a FILE without a name");
    sheet.files.emplace_back();
  }
  for (const auto& track : sheet.tracks)
    if (track.audio() && track.index(1) == nullptr)
      remark(fmt::format("track {}", track.number), "no INDEX 01", "a track without time");
  if (remarks_left_out_ > 0)
    remarks_.push_back({path_, {}, fmt::format("{} further remarks left out", remarks_left_out_), {}, false});
  return {std::move(sheet), std::move(remarks_)};
}

}  // namespace cuetheque
