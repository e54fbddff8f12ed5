// FORMATS.md D.3 and B: a CDRWIN CUE file, one for each disc of an album, that reads back as the same tracks.
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "cli/exporters/all.h"
#include "cli/exporters/cue_facts.h"
#include "core/links.h"
#include "core/resolve.h"
#include "core/text.h"
#include "importer/cue_files/write.h"

namespace cuetheque {
namespace {

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
CueTracks tracks_of(const Record& album, std::uint32_t disc) {
  CueTracks tracks;
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
    const auto film = production();
    sheet_.rems = disc_rems(said, film ? film->statements() : Statements(), tracks_, {disc, discs});
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
    track.rems = track_rems(said, tracks_);
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
  CueTracks tracks_;
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
