#pragma once
#include <fmt/format.h>
#include <map>
#include <string>
#include <vector>

#include "core/resolve.h"
#include "importer/importer.h"
#include "tests/importer/trees.h"

// Small audio files, and imports of a tree of them that remember what an archive would.
namespace cuetheque::test {

using Lines = std::vector<std::string>;

inline std::string number(std::uint32_t value, int bytes, bool big = false) {
  std::string result;
  for (int i = 0; i < bytes; ++i)
    result.push_back(static_cast<char>(value >> 8U * static_cast<unsigned>(big ? bytes - 1 - i : i)));
  return result;
}

/// Silence: 8,000 samples of 8 bits a second.
inline std::string wave(unsigned seconds = 1) {
  const std::string sound(std::size_t{8000} * seconds, '\x80');
  const auto format = "fmt " + number(16, 4) + number(1, 2) + number(1, 2) + number(8000, 4) + number(8000, 4) +
                      number(1, 2) + number(8, 2);
  const auto body = "WAVE" + format + "data" + number(8000 * seconds, 4) + sound;
  return "RIFF" + number(static_cast<std::uint32_t>(body.size()), 4) + body;
}

inline std::string flac_block(unsigned type, bool last, const std::string& body) {
  return number(type | (last ? 0x80U : 0U), 1) + number(static_cast<std::uint32_t>(body.size()), 3, true) + body;
}

/// A FLAC file of one second as its header says, with these comments.
inline std::string flac(const Lines& comments) {
  const auto info = number(4096, 2, true) + number(4096, 2, true) + std::string(6, '\0') +
                    std::string("\x0a\xc4\x42\xf0", 4) + number(44100, 4, true) + std::string(16, '\0');
  auto vorbis = number(4, 4) + "test" + number(static_cast<std::uint32_t>(comments.size()), 4);
  for (const auto& comment : comments) vorbis += number(static_cast<std::uint32_t>(comment.size()), 4) + comment;
  return "fLaC" + flac_block(0, false, info) + flac_block(4, true, vorbis) + std::string(64, '\xff');
}

inline std::string flac(const std::string& album, const std::string& title, int track) {
  return flac(Lines{"ALBUM=" + album, "TITLE=" + title, fmt::format("TRACKNUMBER={}", track)});
}

/// Imports a tree again and again, remembering as the archive would.
struct Library {
  const Tree& tree;
  std::map<std::string, Folder> folders;
  std::vector<Record> albums;
  std::vector<Unit> units;  // of the last run
  ImportReport report;

  void run(const std::string& path = {}, unsigned readers = 2, bool checksum = false) {
    ImportOptions options;
    options.places = {{"music", tree.root(), path}};
    options.reader = CUETHEQUE_READER;
    options.readers = readers;
    options.checksum = checksum;
    units.clear();
    report = import_tree(options, memory(), {[&](Unit&& unit) { keep(std::move(unit)); }, {}, {}});
  }

  Memory memory() {
    return {[&](const std::string&, const std::string& path) {
              const auto known = folders.find(path);
              return known == folders.end() ? std::nullopt : std::optional(known->second);
            },
            [&](std::uint64_t album) { return std::optional(albums.at(album - 1)); }};
  }

  void keep(Unit&& unit) {
    for (const auto& draft : unit.albums) {
      albums.push_back(draft.album);
      for (auto& entry : *unit.seen.mutable_entries())
        for (const auto& origin : draft.album.origins())
          if (origin.path() == (unit.folder.empty() ? "" : unit.folder + "/") + entry.name())
            entry.set_album(albums.size());
    }
    folders[unit.folder] = unit.seen;
    units.push_back(std::move(unit));
  }

  [[nodiscard]] Lines lines() const {
    Lines result;
    for (const auto& unit : units)
      for (const auto& draft : unit.albums) {
        auto line = unit.folder + ": " + resolve(draft.album.statements(), Field::album).first() + ":";
        for (const auto& track : draft.album.tracks()) line += " " + resolve(track.statements(), Field::title).first();
        result.push_back(line);
      }
    return result;
  }
};

}  // namespace cuetheque::test
