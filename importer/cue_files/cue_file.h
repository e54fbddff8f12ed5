#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/frames.h"
#include "core/remark.h"

namespace cuetheque {

/// A CDRWIN CUE file (FORMATS.md B), as written: nothing joined to audio, nothing resolved on disk.
struct CueFile {
  struct Rem {
    std::string key;  ///< upper case; empty for a plain comment
    std::string value;
    std::string written = {};  ///< the key, where it was not written in upper case: it may be a word of a comment

    bool operator==(const Rem&) const = default;
  };
  struct File {
    std::string name;  ///< as written, quotes gone
    std::string type;  ///< WAVE, FLAC … upper case

    bool operator==(const File&) const = default;
  };
  struct Index {
    unsigned number = 0;
    std::size_t file = 0;  ///< the FILE in force when the INDEX was read: index into files
    Frames at{};

    bool operator==(const Index&) const = default;
  };
  struct Track {
    unsigned number = 0;
    std::string mode;      ///< AUDIO, MODE1/2352 … upper case
    std::size_t file = 0;  ///< the FILE in force at the TRACK line; what counts is the file of each index
    std::string title, performer, songwriter, composer, arranger, isrc;
    std::vector<std::string> flags;
    std::vector<Rem> rems;
    std::vector<Index> indices;
    std::optional<Frames> pregap, postgap;

    [[nodiscard]] bool audio() const { return mode == "AUDIO"; }
    [[nodiscard]] const Index* index(unsigned wanted) const;  ///< INDEX 00, 01 …; null where the sheet gives none

    bool operator==(const Track&) const = default;
  };

  std::string title, performer, songwriter, composer, arranger, catalog, cdtextfile;
  std::vector<Rem> rems;
  std::vector<File> files;  ///< never empty where there are tracks: a sheet without FILE gets one without a name
  std::vector<Track> tracks;

  std::string encoding;  ///< IANA name the bytes were read as
  bool encoding_guessed = false;

  [[nodiscard]] const std::string* rem(std::string_view key) const;  ///< the disc's REM of that key, or null

  bool operator==(const CueFile&) const = default;
};

/// What parsing a CUE file gives: always a sheet (perhaps without tracks), and a remark with a line number for
/// everything odd.
struct ParsedCueFile {
  CueFile sheet;
  std::vector<Remark> remarks;
};

/// In bytes. To be told from one that is longer, a byte more is to be read.
inline constexpr std::size_t longest_cue_file = 1024 * 1024;

/// Parses the bytes of a CUE file; `encoding` overrides detection (B.4). `path` is for remarks only. Never throws on
/// bad input; refuses (one failed remark) more than 1 MiB, lines over 64 KiB, more than 999 TRACKs or FILEs.
[[nodiscard]] ParsedCueFile parse_cue_file(std::string_view bytes, std::string_view path,
                                           std::string_view encoding = {});

}  // namespace cuetheque
