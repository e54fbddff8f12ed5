// FORMATS.md D.3 and B: a CDRWIN CUE file, one for each disc of an album, that reads back as the same tracks.
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "cli/exporters/all.h"
#include "core/links.h"
#include "core/resolve.h"
#include "core/text.h"
#include "importer/cue_files/write.h"

namespace cuetheque {
namespace {

/// A fact and the REM key it is written under (FORMATS.md B.2).
struct RemRow {
  std::string_view key;
  Field field;
};
constexpr auto film_rems = std::to_array<RemRow>({{"FILM", Field::film}, {"DIRECTOR", Field::director}});
constexpr auto album_rems = std::to_array<RemRow>({{"LABEL", Field::label},
                                                   {"CATALOGNUMBER", Field::catalognumber},
                                                   {"COUNTRY", Field::country},
                                                   {"COMMENT", Field::note},
                                                   {"REPLAYGAIN_ALBUM_GAIN", Field::albumgain},
                                                   {"REPLAYGAIN_ALBUM_PEAK", Field::albumpeak}});
/// What a track says for itself where the disc's tracks differ in it.
constexpr auto shared_rems =
    std::to_array<RemRow>({{"GENRE", Field::genre}, {"DISCID", Field::mbdisc}, {"COMMENT", Field::note}});
constexpr auto track_rems = std::to_array<RemRow>({{"COMPOSER", Field::composer},
                                                   {"LYRICIST", Field::lyricist},
                                                   {"ARRANGER", Field::arranger},
                                                   {"CONDUCTOR", Field::conductor},
                                                   {"ORCHESTRA", Field::orchestra},
                                                   {"SCENE", Field::scene},
                                                   {"MOOD", Field::mood},
                                                   {"CUENUMBER", Field::cue},
                                                   {"REPLAYGAIN_TRACK_GAIN", Field::trackgain},
                                                   {"REPLAYGAIN_TRACK_PEAK", Field::trackpeak}});

using Tracks = std::vector<const Track*>;

std::string values_of(const Statements& statements, Field field) {
  return fmt::format("{}", fmt::join(resolve(statements, field).values, "; "));
}

void add_rem(std::vector<CueFile::Rem>& rems, std::string_view key, std::string value) {
  if (!value.empty()) rems.push_back({std::string(key), std::move(value)});
}

template <typename Rows>
void add_rems(std::vector<CueFile::Rem>& rems, const Rows& rows, const Statements& said) {
  for (const auto& row : rows)
    if (!resolve(said, row.field).guess) add_rem(rems, row.key, values_of(said, row.field));
}

/// MCN: thirteen digits or nothing; a UPC of twelve gets its zero.
std::string catalog_of(const Statements& statements) {
  for (auto code : resolve(statements, Field::barcode).values) {
    std::erase_if(code, [](char c) { return c < '0' || c > '9'; });
    if (code.size() == 12) code.insert(code.begin(), '0');
    if (code.size() == 13) return code;
  }
  return {};
}

std::string isrc_of(const Statements& said) {
  auto code = resolve(said, Field::isrc).first();
  std::erase(code, '-');
  return code.size() == 12 ? code : std::string{};
}

std::string_view file_type(const std::string& path) {
  const auto extension = fold(std::filesystem::path(path).extension().native());
  if (extension == ".mp3") return "MP3";
  if (extension == ".bin") return "BINARY";
  return extension == ".aif" || extension == ".aiff" ? "AIFF" : "WAVE";
}

std::uint32_t gap_file_of(const Track& track) {
  return track.has_pregap_file() ? track.pregap_file() : track.file();
}

/// Audio hidden before the first track stands in a sheet as that track's gap (FORMATS.md B.7).
bool is_hidden(const Track& track, const Track* next) {
  return track.has_sheet() && track.position() == 0 && next != nullptr && next->has_pregap_frames() &&
         next->pregap_frames() == track.start_frames() && gap_file_of(*next) == track.file();
}

/// Whether something follows in the same file of which nothing is kept: without it the track would seem to go on. Data
/// tracks were not kept once.
bool ends_before(const Track& track, const Track* next) {
  if (!track.has_end_frames() || !track.data().empty()) return false;
  if (next != nullptr && std::ranges::any_of(next->data(), &DataTrack::before)) return false;
  return next == nullptr || next->file() != track.file() || next->start_frames() > track.end_frames();
}

/// A sheet's own numbers come back as they were; else they are 1 to 99, rising.
unsigned number_of(const Track& track, unsigned last) {
  if (track.has_sheet()) return track.position();
  const bool rises = track.position() > last && track.position() <= 99;
  return rises ? track.position() : last + 1;
}

/// The tracks of a disc. Where numbers begin anew with each FILE, they are told apart by it.
Tracks tracks_of(const Record& album, std::uint32_t disc) {
  Tracks tracks;
  std::set<std::uint32_t> numbers;
  bool repeated = false;
  for (const auto& track : album.tracks()) {
    if (track.disc() != disc) continue;
    tracks.push_back(&track);
    repeated |= track.has_sheet() && !numbers.insert(track.position()).second;
  }
  if (repeated) std::ranges::stable_sort(tracks, {}, [](const Track* track) { return track->file(); });
  return tracks;
}

/// What all the tracks say alike; empty where they differ.
std::string shared_by(const Tracks& tracks, Field field) {
  const auto first = tracks.empty() ? std::string{} : values_of(tracks.front()->statements(), field);
  const bool all =
      std::ranges::all_of(tracks, [&](const Track* track) { return values_of(track->statements(), field) == first; });
  return all ? first : std::string{};
}

/// One disc's sheet in the making.
class DiscSheet {
 public:
  DiscSheet(const Record& album, const ExportJob& job, std::uint32_t disc, std::size_t discs)
      : album_(album), job_(job), tracks_(tracks_of(album, disc)) {
    say_disc(disc, discs);
    for (std::size_t i = 0; i < tracks_.size(); ++i) {
      const auto* next = i + 1 < tracks_.size() ? tracks_[i + 1] : nullptr;
      if (is_hidden(*tracks_[i], next)) continue;
      add_data_of(*tracks_[i], true);
      add_track(*tracks_[i]);
      add_data_of(*tracks_[i], false);
      if (ends_before(*tracks_[i], next)) add_unknown_data(tracks_[i]->end_frames());
    }
  }

  CueFile take() && { return std::move(sheet_); }

 private:
  void say_disc(std::uint32_t disc, std::size_t discs) {
    const auto& said = album_.statements();
    sheet_.title = values_of(said, Field::album);
    sheet_.performer = values_of(said, Field::albumartist);
    sheet_.catalog = catalog_of(said);
    sheet_.cdtextfile = cdtextfile();
    add_rem(sheet_.rems, "DATE", values_of(said, Field::date));
    for (const auto& row : shared_rems) add_rem(sheet_.rems, row.key, shared_by(tracks_, row.field));
    if (const auto film = production()) add_rems(sheet_.rems, film_rems, film->statements());
    add_rems(sheet_.rems, album_rems, said);
    if (discs < 2) return;
    add_rem(sheet_.rems, "DISCNUMBER", std::to_string(disc));
    add_rem(sheet_.rems, "TOTALDISCS", std::to_string(discs));
  }

  /// Each disc's sheet may name one: what the sheet of these tracks said.
  [[nodiscard]] std::string cdtextfile() const {
    for (const auto& statement : album_.statements())
      if (statement.field() == row_of(Field::cdtextfile).number && !tracks_.empty() && tracks_.front()->has_sheet() &&
          std::ranges::find(statement.origins(), tracks_.front()->sheet()) != statement.origins().end())
        return statement.values(0);
    return {};
  }

  [[nodiscard]] std::optional<Record> production() const {
    for (const auto& link : links_to(album_, Kind::production))
      if (auto found = job_.publisher.record({Kind::production, link.id()})) return found;
    return std::nullopt;
  }

  void add_track(const Track& track) {
    CueFile::Track added;
    number_ = added.number = number_of(track, number_);
    added.mode = "AUDIO";
    say_track(added, track.statements());
    add_silence_and_flags(added, track);
    // A gap at the end of the file before belongs to this track but stands in front of its FILE (FORMATS.md B.7).
    if (track.has_pregap_frames())
      added.indices.push_back({0, file_of(gap_file_of(track)), Frames(track.pregap_frames())});
    added.file = track.has_pregap_frames() ? added.indices.front().file : file_of(track.file());
    if (track.has_start_frames() || !track.has_sheet())
      added.indices.push_back({1, file_of(track.file()), Frames(track.start_frames())});
    for (const auto& index : track.indexes())
      added.indices.push_back(
          {index.number(), file_of(index.has_file() ? index.file() : track.file()), Frames(index.frames())});
    sheet_.tracks.push_back(std::move(added));
  }

  template <typename Kept>
  static void add_silence_and_flags(CueFile::Track& track, const Kept& kept) {
    track.flags.assign(kept.flags().begin(), kept.flags().end());
    if (kept.has_silence_before_frames()) track.pregap = Frames(kept.silence_before_frames());
    if (kept.has_silence_after_frames()) track.postgap = Frames(kept.silence_after_frames());
  }

  void say_track(CueFile::Track& track, const Statements& said) const {
    const auto writer = values_of(said, Field::writer);
    track.title = values_of(said, Field::title);
    track.performer = values_of(said, Field::artist);
    track.songwriter = writer.empty() ? values_of(said, Field::composer) : writer;
    track.isrc = isrc_of(said);
    for (const auto& row : shared_rems)
      if (shared_by(tracks_, row.field).empty()) add_rem(track.rems, row.key, values_of(said, row.field));
    add_rems(track.rems, track_rems, said);
  }

  void add_data_of(const Track& keeper, bool before) {
    for (const auto& kept : keeper.data())
      if (kept.before() == before) add_data(kept, keeper.file());
  }

  void add_data(const DataTrack& kept, std::uint32_t keepers_file) {
    CueFile::Track data;
    number_ = data.number = kept.number();
    data.mode = kept.mode();
    data.title = kept.title();
    add_silence_and_flags(data, kept);
    if (kept.has_pregap_beside()) data.indices.push_back({0, file_of(keepers_file), Frames(kept.pregap_beside())});
    const auto file = kept.file().empty() ? file_of(keepers_file) : file_named({kept.file(), kept.file_type()});
    for (const auto& index : kept.indexes()) data.indices.push_back({index.number(), file, Frames(index.frames())});
    data.file = data.indices.empty() ? file : data.indices.front().file;
    sheet_.tracks.push_back(std::move(data));
  }

  void add_unknown_data(std::int64_t start) {
    CueFile::Track data;
    data.number = ++number_;
    data.mode = "MODE1/2352";
    data.file = sheet_.files.size() - 1;
    data.indices.push_back({1, data.file, Frames(start)});
    sheet_.tracks.push_back(std::move(data));
  }

  /// The FILE of this name: the one in force, or a new one.
  std::size_t file_of(std::uint32_t file) {
    if (sheet_.files.empty() || current_ != file) sheet_.files.push_back(named(file));
    current_ = file;
    return sheet_.files.size() - 1;
  }
  std::size_t file_named(CueFile::File file) {
    if (sheet_.files.empty() || sheet_.files.back() != file) sheet_.files.push_back(std::move(file));
    current_.reset();
    return sheet_.files.size() - 1;
  }

  [[nodiscard]] CueFile::File named(std::uint32_t file) const {
    if (file >= static_cast<std::uint32_t>(album_.files_size())) return {};
    const auto path = path_of(album_.files(static_cast<int>(file)));
    return {path, std::string(file_type(path))};
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
  Tracks tracks_;
  CueFile sheet_;
  std::optional<std::uint32_t> current_;  ///< the album's file that is the FILE in force
  unsigned number_ = 0;
};

}  // namespace

void export_cue(const ExportJob& job, const ExportSink& sink) {
  job.each([&](Id id) {
    const auto album = job.publisher.record(id);
    if (!album || album->kind() != Kind::album) return;
    std::set<std::uint32_t> discs;
    for (const auto& track : album->tracks()) discs.insert(track.disc());
    const auto title = resolve(album->statements(), Field::album).first();
    for (const auto disc : discs) {
      sink.begin(discs.size() > 1 ? fmt::format("{} (disc {})", title, disc) : title);
      sink.write(cue_text(DiscSheet(*album, job, disc, discs.size()).take()));
    }
  });
}

}  // namespace cuetheque
