#include "importer/cue_files/write.h"

#include <algorithm>
#include <fmt/format.h>

#include "importer/cue_files/words.h"

namespace cuetheque {
namespace {

constexpr std::string_view of_disc;
constexpr std::string_view of_track = "    ";

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::string on_one_line(std::string_view text) {
  std::string out(text);
  std::ranges::replace_if(out, is_control, ' ');
  return out;
}

std::string in_quotes(std::string_view text) {
  auto out = on_one_line(text);
  std::ranges::replace(out, '"', '\'');
  return '"' + out + '"';
}

std::string line(std::string_view indent, std::string_view command, std::string_view value) {
  return value.empty() ? std::string{} : fmt::format("{}{} {}\n", indent, command, in_quotes(value));
}

/// A number stands bare, as other writers have it.
std::string rem_line(std::string_view indent, const CueFile::Rem& rem) {
  if (rem.key.empty()) return fmt::format("{}REM {}\n", indent, on_one_line(rem.value));
  const bool number = rem.value.find_first_not_of("0123456789") == std::string::npos;
  const auto& key = rem.written.empty() ? rem.key : rem.written;
  return fmt::format("{}REM {} {}\n", indent, key, number ? rem.value : in_quotes(rem.value));
}

std::string time_line(std::string_view command, const std::optional<Frames>& length) {
  return length ? fmt::format("{}{} {}\n", of_track, command, cue_words::to_text(*length)) : std::string{};
}

/// A sheet being written, up to the FILE in force.
class Writer {
 public:
  explicit Writer(const CueFile& sheet) : sheet_(sheet) {}

  std::string write() {
    disc();
    for (const auto& track : sheet_.tracks) this->track(track);
    advance(sheet_.files.size());
    return std::move(text_);
  }

 private:
  void disc() {
    for (const auto& rem : sheet_.rems) text_ += rem_line(of_disc, rem);
    if (!sheet_.catalog.empty()) text_ += fmt::format("CATALOG {}\n", sheet_.catalog);
    text_ += line(of_disc, "CDTEXTFILE", sheet_.cdtextfile) + line(of_disc, "PERFORMER", sheet_.performer) +
             line(of_disc, "SONGWRITER", sheet_.songwriter) + line(of_disc, "COMPOSER", sheet_.composer) +
             line(of_disc, "ARRANGER", sheet_.arranger) + line(of_disc, "TITLE", sheet_.title);
  }

  void track(const CueFile::Track& track) {
    advance(track.file + 1);
    text_ += fmt::format("  TRACK {:02} {}\n", track.number, track.mode) + line(of_track, "TITLE", track.title) +
             line(of_track, "PERFORMER", track.performer) + line(of_track, "SONGWRITER", track.songwriter) +
             line(of_track, "COMPOSER", track.composer) + line(of_track, "ARRANGER", track.arranger);
    if (!track.flags.empty()) text_ += fmt::format("{}FLAGS {}\n", of_track, fmt::join(track.flags, " "));
    if (!track.isrc.empty()) text_ += fmt::format("{}ISRC {}\n", of_track, track.isrc);
    for (const auto& rem : track.rems) text_ += rem_line(of_track, rem);
    text_ += time_line("PREGAP", track.pregap);
    for (const auto& index : track.indices) {
      advance(index.file + 1);
      text_ += fmt::format("{}INDEX {:02} {}\n", of_track, index.number, cue_words::to_text(index.at));
    }
    text_ += time_line("POSTGAP", track.postgap);
  }

  /// Names the FILEs that are to be in force; an only one without name and type is what a sheet without FILE has.
  void advance(std::size_t files) {
    for (; written_ < std::min(files, sheet_.files.size()); ++written_) {
      const auto& file = sheet_.files[written_];
      if (sheet_.files.size() == 1 && file.name.empty() && file.type.empty()) continue;
      const auto type = file.type.empty() ? std::string{} : ' ' + file.type;
      text_ += fmt::format("FILE \"{}\"{}\n", on_one_line(file.name), type);
    }
  }

  const CueFile& sheet_;
  std::string text_;
  std::size_t written_ = 0;
};

}  // namespace

std::string cue_text(const CueFile& sheet) {
  return Writer(sheet).write();
}

}  // namespace cuetheque
