#pragma once
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "importer/cue_files/cue_file.h"

namespace cuetheque {

/// Reads a sheet line by line, in the order of the commands: for cue_file.cpp alone. `read` throws Error for what is
/// refused as a whole (a line over 64 KiB, more than 999 TRACKs or FILEs).
class CueReader {
 public:
  explicit CueReader(std::string_view path) : path_(path) {}

  void read(std::string_view text);
  ParsedCueFile finish() &&;
  void remark(std::string position, std::string what, std::string read_as = {}, bool failed = false);

  CueFile sheet;

 private:
  using Handler = void (CueReader::*)(std::string_view args);
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

[[nodiscard]] inline bool all_zeros(std::string_view code) {
  return !code.empty() && code.find_first_not_of('0') == std::string_view::npos;
}

}  // namespace cuetheque
