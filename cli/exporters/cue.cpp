// FORMATS.md D.3 and B: a CDRWIN CUE file, one for each disc of an album.
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <vector>

#include "cli/exporters/all.h"
#include "core/resolve.h"
#include "core/text.h"

namespace cuetheque {
namespace {

/// The format has no escape for a quote, and a value ends with its line.
std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? '\'' : static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return out + '"';
}

std::string values_of(const Statements& statements, Field field) {
  return fmt::format("{}", fmt::join(resolve(statements, field).values, "; "));
}

std::string line(std::string_view indent, std::string_view command, const std::string& value) {
  return value.empty() ? std::string{} : fmt::format("{}{} {}\n", indent, command, in_quotes(value));
}

std::string msf(std::int64_t frames) {
  return fmt::format("{:02}:{:02}:{:02}", frames / (75 * 60), frames / 75 % 60, frames % 75);
}

/// MCN: thirteen digits or nothing; a UPC of twelve gets its zero.
std::string catalog_line(const Statements& statements) {
  for (auto code : resolve(statements, Field::barcode).values) {
    std::erase_if(code, [](char c) { return c < '0' || c > '9'; });
    if (code.size() == 12) code.insert(code.begin(), '0');
    if (code.size() == 13) return fmt::format("CATALOG {}\n", code);
  }
  return {};
}

std::string_view file_type(const std::string& path) {
  const auto extension = fold(std::filesystem::path(path).extension().native());
  if (extension == ".mp3") return "MP3";
  return extension == ".aif" || extension == ".aiff" ? "AIFF" : "WAVE";
}

/// Audio hidden before the first track stands in a sheet as that track's gap (FORMATS.md B.7).
bool is_hidden(const Track& track, const Track* next) {
  return track.has_sheet() && track.position() == 0 && next != nullptr && next->has_pregap_frames();
}

/// Whether something that is no music follows in the same file: without it the track would seem to go on.
bool ends_before(const Track& track, const Track* next) {
  if (!track.has_end_frames()) return false;
  return next == nullptr || next->file() != track.file() || next->start_frames() > track.end_frames();
}

std::string data_text(const Track& track, unsigned number) {
  return fmt::format("  TRACK {:02} MODE1/2352\n    INDEX 01 {}\n", number, msf(track.end_frames()));
}

/// The numbers a sheet may have are 1 to 99, rising.
unsigned number_of(const Track& track, unsigned last) {
  const bool rises = track.position() > last && track.position() <= 99;
  return rises ? track.position() : last + 1;
}

std::string isrc_line(const Statements& said) {
  auto code = resolve(said, Field::isrc).first();
  std::erase(code, '-');
  return code.size() == 12 ? fmt::format("    ISRC {}\n", code) : std::string{};
}

std::string facts_of(const Statements& said) {
  return line("    ", "TITLE", values_of(said, Field::title)) +
         line("    ", "PERFORMER", values_of(said, Field::artist)) +
         line("    ", "SONGWRITER", values_of(said, Field::composer)) + isrc_line(said) +
         line("    ", "REM COMPOSER", values_of(said, Field::composer)) +
         line("    ", "REM SCENE", values_of(said, Field::scene)) +
         line("    ", "REM MOOD", values_of(said, Field::mood)) +
         line("    ", "REM CUENUMBER", values_of(said, Field::cue));
}

/// One album's sheets.
class Sheets {
 public:
  Sheets(const Record& album, const ExportJob& job) : album_(album), job_(job) {}

  /// `discs` is how many there are.
  std::string of_disc(std::uint32_t disc, std::size_t discs) {
    current_.reset();
    auto text = head(disc, discs);
    unsigned number = 0;
    const auto tracks = tracks_of(disc);
    for (std::size_t i = 0; i < tracks.size(); ++i) {
      const auto& track = *tracks[i];
      const auto* next = i + 1 < tracks.size() ? tracks[i + 1] : nullptr;
      if (is_hidden(track, next)) continue;
      number = number_of(track, number);
      text += track_text(track, number);
      if (ends_before(track, next)) text += data_text(track, ++number);
    }
    return text;
  }

 private:
  [[nodiscard]] std::string head(std::uint32_t disc, std::size_t discs) const {
    const auto& said = album_.statements();
    auto text = line("", "REM DATE", values_of(said, Field::date)) + line("", "REM GENRE", genre()) +
                line("", "REM FILM", film());
    if (discs > 1) text += fmt::format("REM DISCNUMBER {}\nREM TOTALDISCS {}\n", disc, discs);
    return text + catalog_line(said) + line("", "PERFORMER", values_of(said, Field::albumartist)) +
           line("", "TITLE", values_of(said, Field::album));
  }

  [[nodiscard]] std::vector<const Track*> tracks_of(std::uint32_t disc) const {
    std::vector<const Track*> tracks;
    for (const auto& track : album_.tracks())
      if (track.disc() == disc) tracks.push_back(&track);
    return tracks;
  }

  [[nodiscard]] std::string genre() const {
    for (const auto& track : album_.tracks())
      if (auto genre = resolve(track.statements(), Field::genre).first(); !genre.empty()) return genre;
    return {};
  }

  [[nodiscard]] std::string film() const {
    for (const auto& link : album_.links())
      if (link.kind() == Kind::production)
        if (const auto found = job_.publisher.record({Kind::production, link.id()}))
          return values_of(found->statements(), Field::film);
    return {};
  }

  std::string track_text(const Track& track, unsigned number) {
    const auto opening = fmt::format("  TRACK {:02} AUDIO\n", number) + facts_of(track.statements());
    const auto start = fmt::format("    INDEX 01 {}\n", msf(track.start_frames()));
    const auto gap =
        track.has_pregap_frames() ? fmt::format("    INDEX 00 {}\n", msf(track.pregap_frames())) : std::string{};
    const auto own_file = [&] { return track.has_file() ? file_line(track.file()) : std::string{}; };
    // A gap at the end of the file before belongs to this track but stands in front of its FILE (FORMATS.md B.7).
    const bool gap_in_other =
        !gap.empty() && track.has_pregap_file() && track.has_file() && track.pregap_file() != track.file();
    if (!gap_in_other) return own_file() + opening + gap + start;
    const auto before = file_line(track.pregap_file());
    return before + opening + gap + own_file() + start;
  }

  /// FILE is written where it changes.
  std::string file_line(std::uint32_t file) {
    if (current_ == file || file >= static_cast<std::uint32_t>(album_.files_size())) return {};
    current_ = file;
    const auto path = path_of(album_.files(static_cast<int>(file)));
    return fmt::format("FILE {} {}\n", in_quotes(path), file_type(path));
  }

  [[nodiscard]] std::string path_of(const AudioFile& file) const {
    const auto& origin = album_.origins(static_cast<int>(file.origin()));
    const auto path = job_.publisher.place(origin);
    if (path.empty()) return origin.path();
    const auto relative =
        job_.beside.empty() ? std::string{} : std::filesystem::path(path).lexically_relative(job_.beside).native();
    return relative.empty() || relative.starts_with("..") ? path : relative;
  }

  const Record& album_;
  const ExportJob& job_;
  std::optional<std::uint32_t> current_;
};

}  // namespace

void export_cue(const ExportJob& job, const ExportSink& sink) {
  job.each([&](Id id) {
    const auto album = job.publisher.record(id);
    if (!album || album->kind() != Kind::album) return;
    std::map<std::uint32_t, std::size_t> discs;
    for (const auto& track : album->tracks()) ++discs[track.disc()];
    const auto title = resolve(album->statements(), Field::album).first();
    Sheets sheets(*album, job);
    for (const auto& [disc, tracks] : discs) {
      sink.begin(discs.size() > 1 ? fmt::format("{} (disc {})", title, disc) : title);
      sink.write(sheets.of_disc(disc, discs.size()));
    }
  });
}

}  // namespace cuetheque
