#include "importer/cue_files/cue_file.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

#include "core/error.h"
#include "core/identifiers.h"
#include "importer/cue_files/words.h"
#include "importer/encoding.h"

namespace cuetheque {
namespace {

using std::string_view_literals::operator""sv;
namespace words = cue_words;

constexpr std::size_t most_bytes = 1024 * 1024;
constexpr std::size_t most_bytes_in_a_line = 64 * 1024;
constexpr std::size_t most_tracks = 999;
constexpr std::size_t tracks_on_a_disc = 99;
constexpr std::size_t most_remarks = 200;

constexpr std::array track_modes{"AUDIO"sv,      "CDG"sv,        "MODE1/2048"sv, "MODE1/2352"sv,
                                 "MODE2/2048"sv, "MODE2/2324"sv, "MODE2/2332"sv, "MODE2/2336"sv,
                                 "MODE2/2342"sv, "MODE2/2352"sv, "CDI/2336"sv,   "CDI/2352"sv};
constexpr std::array track_flags{"DCP"sv, "4CH"sv, "PRE"sv, "SCMS"sv, "DATA"sv};

bool all_zeros(std::string_view code) {
  return !code.empty() && code.find_first_not_of('0') == std::string_view::npos;
}

/// Reads a sheet line by line, in the order of the commands.
class Reader {
 public:
  explicit Reader(std::string_view path) : path_(path) {}

  void read(std::string_view text);
  ParsedCueFile finish() &&;
  void remark(std::string position, std::string what, std::string read_as = {}, bool failed = false);

  CueFile sheet;

 private:
  using Handler = void (Reader::*)(std::string_view args);
  struct Command {
    std::string_view name;
    Handler handle;
  };
  static const std::array<Command, 22> commands;

  void line(std::string_view text);
  void odd(std::string what, std::string read_as = {});
  void refuse_if_too_long(std::string_view text) const;

  void title(std::string_view args);
  void performer(std::string_view args);
  void songwriter(std::string_view args);
  void composer(std::string_view args);
  void arranger(std::string_view args);
  void catalog(std::string_view args);
  void cdtextfile(std::string_view args);
  void file(std::string_view args);
  void track(std::string_view args);
  void index(std::string_view args);
  void flags(std::string_view args);
  void isrc(std::string_view args);
  void pregap(std::string_view args);
  void postgap(std::string_view args);
  void rem(std::string_view args);
  void cd_text(std::string_view args);
  void unknown(std::string_view word, std::string_view text);

  [[nodiscard]] CueFile::Track* current() { return sheet.tracks.empty() ? nullptr : &sheet.tracks.back(); }
  [[nodiscard]] std::vector<CueFile::Rem>& rems() { return current() != nullptr ? current()->rems : sheet.rems; }
  [[nodiscard]] std::string value(std::string_view args);
  [[nodiscard]] std::optional<Frames> time(std::string_view args);
  void set(std::string& of_disc, std::string CueFile::Track::*of_track, std::string_view args);
  void set_gap(std::optional<Frames> CueFile::Track::*gap, std::string_view args);
  void add_index(CueFile::Index added);
  [[nodiscard]] std::string track_mode(std::string_view written);
  [[nodiscard]] unsigned track_number(std::string_view written);

  std::string path_;
  std::vector<Remark> remarks_;
  std::size_t remarks_left_out_ = 0;
  std::size_t line_ = 0;
  std::string word_;  ///< the command being read, upper case
  std::set<std::string> warned_;
};

constexpr std::array<Reader::Command, 22> Reader::commands{
    {{"TITLE", &Reader::title},           {"PERFORMER", &Reader::performer}, {"SONGWRITER", &Reader::songwriter},
     {"COMPOSER", &Reader::composer},     {"ARRANGER", &Reader::arranger},   {"CATALOG", &Reader::catalog},
     {"CDTEXTFILE", &Reader::cdtextfile}, {"FILE", &Reader::file},           {"TRACK", &Reader::track},
     {"INDEX", &Reader::index},           {"FLAGS", &Reader::flags},         {"ISRC", &Reader::isrc},
     {"PREGAP", &Reader::pregap},         {"POSTGAP", &Reader::postgap},     {"REM", &Reader::rem},
     {"GENRE", &Reader::cd_text},         {"MESSAGE", &Reader::cd_text},     {"DISC_ID", &Reader::cd_text},
     {"UPC_EAN", &Reader::cd_text},       {"SIZE_INFO", &Reader::cd_text},   {"TOC_INFO1", &Reader::cd_text},
     {"TOC_INFO2", &Reader::cd_text}}};

void Reader::remark(std::string position, std::string what, std::string read_as, bool failed) {
  if (!failed && remarks_.size() >= most_remarks) {
    ++remarks_left_out_;
    return;
  }
  remarks_.push_back({path_, std::move(position), std::move(what), std::move(read_as), failed});
}

void Reader::odd(std::string what, std::string read_as) {
  remark(fmt::format("line {}", line_), std::move(what), std::move(read_as));
}

void Reader::read(std::string_view text) {
  while (!text.empty()) {
    ++line_;
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    refuse_if_too_long(text.substr(0, end));
    line(text.substr(0, end));
    text.remove_prefix(end);
    text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(1, text.size()));
  }
}

void Reader::refuse_if_too_long(std::string_view text) const {
  if (text.size() > most_bytes_in_a_line)
    throw Error(Cause::some_failed, "line longer than 64 KiB", fmt::format("line {}", line_));
}

void Reader::line(std::string_view text) {
  if (text.find('\0') == std::string_view::npos) {
    const auto [word, args] = words::first_word(text);
    if (word.empty()) return;
    word_ = words::upper(word);
    const auto command = std::ranges::find(commands, word_, &Command::name);
    if (command == commands.end()) return unknown(word, words::trimmed(text));
    return (this->*command->handle)(args);
  }
  std::string without(text);
  std::erase(without, '\0');
  odd("NUL in the line", "left out");
  line(without);
}

std::string Reader::value(std::string_view args) {
  auto value = words::value_of(args);
  if (!value.odd.empty()) odd(fmt::format("{}: {}", word_, value.odd), value.text);
  return std::move(value.text);
}

void Reader::set(std::string& of_disc, std::string CueFile::Track::*of_track, std::string_view args) {
  auto written = value(args);
  if (written.empty()) return;
  std::string& place = current() != nullptr ? current()->*of_track : of_disc;
  if (!place.empty()) odd(fmt::format("second {}", word_), fmt::format("replaces '{}'", place));
  place = std::move(written);
}

void Reader::title(std::string_view args) {
  set(sheet.title, &CueFile::Track::title, args);
}
void Reader::performer(std::string_view args) {
  set(sheet.performer, &CueFile::Track::performer, args);
}
void Reader::songwriter(std::string_view args) {
  set(sheet.songwriter, &CueFile::Track::songwriter, args);
}
void Reader::composer(std::string_view args) {
  set(sheet.composer, &CueFile::Track::composer, args);
}
void Reader::arranger(std::string_view args) {
  set(sheet.arranger, &CueFile::Track::arranger, args);
}

void Reader::catalog(std::string_view args) {
  const auto code = value(args);
  if (code.empty() || all_zeros(code)) return;
  if (code.size() != 13 || !is_valid(Scheme::ean, code))
    odd(fmt::format("CATALOG '{}' is not an EAN of 13 digits", code), "kept");
  sheet.catalog = code;
}

void Reader::cdtextfile(std::string_view args) {
  sheet.cdtextfile = value(args);
}

void Reader::file(std::string_view args) {
  auto file = words::file_words(args);
  if (!file.odd.empty()) odd(std::string(file.odd), fmt::format("'{}'", file.name));
  if (file.name.empty()) odd("FILE without a name");
  sheet.files.push_back({std::move(file.name), std::move(file.type)});
}

unsigned Reader::track_number(std::string_view written) {
  const unsigned next = sheet.tracks.empty() ? 1 : sheet.tracks.back().number + 1;
  const auto number = words::number_of(written, 3);
  if (!number) {
    odd(fmt::format("TRACK number '{}'", written), fmt::format("{}", next));
    return next;
  }
  if (*number != next && !sheet.tracks.empty())
    odd(fmt::format("TRACK {} after TRACK {}", *number, sheet.tracks.back().number), "order kept");
  return *number;
}

std::string Reader::track_mode(std::string_view written) {
  if (written.empty()) odd("TRACK without a type", "AUDIO");
  auto mode = written.empty() ? "AUDIO" : words::upper(written);
  if (std::ranges::find(track_modes, mode) == track_modes.end())
    odd(fmt::format("TRACK type '{}'", written), "not audio");
  return mode;
}

void Reader::track(std::string_view args) {
  if (sheet.tracks.size() == most_tracks)
    throw Error(Cause::some_failed, "more than 999 TRACKs", fmt::format("line {}", line_));
  if (sheet.tracks.size() == tracks_on_a_disc) odd("more than 99 TRACKs");
  const auto [number, mode] = words::first_word(args);
  CueFile::Track track;
  track.number = track_number(number);
  track.mode = track_mode(words::first_word(mode).word);
  track.file = sheet.files.empty() ? 0 : sheet.files.size() - 1;
  sheet.tracks.push_back(std::move(track));
}

std::optional<Frames> Reader::time(std::string_view args) {
  const auto time = words::time_of(args);
  if (!time)
    odd(fmt::format("{} time '{}' is not MM:SS:FF", word_, args), "left out");
  else if (time->carried)
    odd(fmt::format("{} time '{}': seconds go to 59, frames to 74", word_, args), words::to_text(time->at));
  return time ? std::optional(time->at) : std::nullopt;
}

void Reader::index(std::string_view args) {
  const auto [written, rest] = words::first_word(args);
  const auto number = words::number_of(written, 2);
  if (current() == nullptr) return odd("INDEX before any TRACK", "left out");
  if (!number) return odd(fmt::format("index number must be 00-99, not '{}'", written), "left out");
  const auto at = time(words::first_word(rest).word);
  if (!at) return;
  if (sheet.files.empty()) {
    odd("INDEX before any FILE", "a FILE without a name");
    sheet.files.emplace_back();
  }
  add_index({*number, sheet.files.size() - 1, *at});
}

void Reader::add_index(CueFile::Index added) {
  auto& indices = current()->indices;
  const auto same = std::ranges::find(indices, added.number, &CueFile::Index::number);
  if (same != indices.end()) {
    odd(fmt::format("second INDEX {:02}", added.number), fmt::format("replaces {}", words::to_text(same->at)));
    indices.erase(same);
  }
  const auto& before =
      !indices.empty() || sheet.tracks.size() < 2 ? indices : sheet.tracks[sheet.tracks.size() - 2].indices;
  if (!before.empty() && before.back().file == added.file && before.back().at > added.at)
    odd(fmt::format("index out of order: {} after {}", words::to_text(added.at), words::to_text(before.back().at)),
        "kept");
  indices.push_back(added);
}

void Reader::flags(std::string_view args) {
  if (current() == nullptr) return odd("FLAGS before any TRACK", "left out");
  for (auto rest = args; !rest.empty();) {
    const auto split = words::first_word(rest);
    rest = split.rest;
    const auto flag = words::upper(split.word);
    if (std::ranges::find(track_flags, flag) == track_flags.end())
      odd(fmt::format("unknown flag '{}'", split.word), "kept");
    current()->flags.push_back(flag);
  }
}

void Reader::isrc(std::string_view args) {
  const auto code = value(args);
  if (code.empty() || all_zeros(code)) return;
  if (!is_valid(Scheme::isrc, code)) odd(fmt::format("malformed ISRC '{}'", code), "kept");
  if (current() != nullptr)
    current()->isrc = code;
  else
    sheet.rems.push_back({"ISRC", code});
}

void Reader::set_gap(std::optional<Frames> CueFile::Track::*gap, std::string_view args) {
  if (current() == nullptr) return odd(fmt::format("{} before any TRACK", word_), "left out");
  if (const auto length = time(words::first_word(args).word)) current()->*gap = length;
}

void Reader::pregap(std::string_view args) {
  set_gap(&CueFile::Track::pregap, args);
}
void Reader::postgap(std::string_view args) {
  set_gap(&CueFile::Track::postgap, args);
}

void Reader::rem(std::string_view args) {
  const auto [key, rest] = words::first_word(args);
  if (args.empty()) return;
  if (!words::is_key(key)) return rems().push_back({{}, std::string(args)});
  auto text = value(rest);
  if (!text.empty()) rems().push_back({words::upper(key), std::move(text)});
}

void Reader::cd_text(std::string_view args) {
  rem(fmt::format("{} {}", word_, args));
}

void Reader::unknown(std::string_view word, std::string_view text) {
  const bool key = words::is_key(word);
  if (warned_.insert(key ? word_ : std::string{}).second)
    odd(fmt::format("unknown command '{}'", word.substr(0, 40)), "kept as a comment");
  if (key) return rem(text);
  rems().push_back({{}, std::string(text)});
}

ParsedCueFile Reader::finish() && {
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
  if (bytes.size() > most_bytes) return refused(path, {}, "larger than 1 MiB");
  auto decoded = decode(bytes, encoding);
  // CP/M's end of file and the NULs of a sheet cut from a disc image.
  std::string_view text = decoded.text;
  text = text.substr(0, text.find_last_not_of("\0\x1A"sv) + 1);
  if (is_cdrdao_toc(text)) return refused(path, {}, "cdrdao TOC, not a CUE file");
  Reader reader(path);
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
