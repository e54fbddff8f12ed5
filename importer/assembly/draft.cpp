#include "importer/assembly/draft.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "core/keys.h"
#include "core/paths.h"
#include "core/pictures.h"
#include "core/resolve.h"
#include "core/text.h"
#include "importer/assembly/companions.h"
#include "importer/assembly/cue_cut.h"
#include "importer/assembly/disc_names.h"
#include "importer/assembly/guesses.h"
#include "importer/assembly/productions.h"

namespace cuetheque {
namespace {

// What the tags of an image say of "the track" and cannot be true of each of the tracks it holds.
constexpr auto of_one_track = std::to_array<Field>(
    {Field::title, Field::subtitle, Field::titlesort, Field::isrc, Field::cue, Field::slate, Field::lyrics,
     Field::movement, Field::movementnumber, Field::mbrecording, Field::mbtrack, Field::acoustid, Field::fingerprint,
     Field::trackgain, Field::trackpeak, Field::scene, Field::heard});

/// One track's place in the making: its piece, and the cluster that it comes from.
struct Placed {
  const Piece* piece;
  const Cluster* cluster;
};

class Drafter {
 public:
  Drafter(const Known& known, const std::vector<Cluster>& clusters, const Group& group)
      : known_(known), origins_(album_, known.contents->root), statements_(*album_.mutable_statements()) {
    for (const auto index : group.clusters) clusters_.push_back(&clusters[index]);
    album_.set_kind(cuetheque::album);
    album_.set_assembly_key(assembly_key(known.contents->root, known.contents->folder, group.identity));
  }

  AlbumDraft draft(const std::vector<Remark>& remarks) {
    place_pieces();
    add_files();
    for (const auto* cluster : clusters_) add_sheets(*cluster);
    for (const auto& placed : placed_) add_track(placed);
    AlbumDraft result;
    result.productions = infer(album_title());
    add_folder_pictures(pictures_, *known_.contents, folders(), origins_);
    album_.mutable_pictures()->Assign(pictures_.begin(), pictures_.end());
    keep_remarks(album_, known_.contents->root, remarks);
    result.album = std::move(album_);
    return result;
  }

 private:
  void place_pieces() {
    for (const auto* cluster : clusters_)
      for (const auto& piece : cluster->pieces) placed_.push_back({&piece, cluster});
    std::ranges::stable_sort(placed_, {}, [](const Placed& placed) {
      return std::tie(placed.piece->disc, placed.piece->side, placed.piece->position);
    });
    std::set<std::string> titles;
    for (const auto& placed : placed_)
      if (placed.piece->file) titles.insert(first_of(known_.files[*placed.piece->file].said.album, Field::album));
    for (const auto* cluster : clusters_)
      for (const auto sheet : cluster->sheets)
        titles.insert(first_of(known_.sheets[sheet].said.disc.album, Field::album));
    titles.erase("");
    discs_in_titles_ = titles.size() > 1;
  }

  [[nodiscard]] const KnownSheet* sheet_of(const Cluster& cluster) const {
    return cluster.sheets.empty() ? nullptr : &known_.sheets[cluster.sheets.front()];
  }

  // Files in the order of the tracks, so that equal votes go to the first of them.
  void add_files() {
    for (const auto& placed : placed_)
      if (placed.piece->file) add_file(*placed.piece->file);
    for (const auto* cluster : clusters_) {
      const auto* sheet = sheet_of(*cluster);
      for (std::size_t i = 0; sheet != nullptr && i < sheet->audio.size(); ++i)
        if (sheet->audio[i])
          add_file(*sheet->audio[i]);
        else if (!is_of_data(sheet->read->sheet, i))
          add_missing(*sheet, i);
    }
  }

  void add_file(std::size_t index) {
    if (!file_places_.emplace(index, static_cast<std::uint32_t>(album_.files_size())).second) return;
    const auto& [found, reading] = *known_.files[index].read;
    auto& file = *album_.add_files();
    file.set_origin(origins_.file(found.path));
    file.set_size(found.size);
    file.set_modified_ns(found.modified_ns);
    file.set_container(reading.container());
    file.set_duration_ms(reading.duration_ms());
    file.set_sample_rate(reading.sample_rate());
    file.set_channels(reading.channels());
    file.set_bits(reading.bits());
    file.set_quick_digest(reading.quick_digest());
    file.set_digest(reading.digest());
    file.set_audio_digest(reading.audio_digest());
    file.set_audio_digest_kind(static_cast<AudioDigest>(reading.audio_digest_kind()));
    const auto& said = known_.files[index].said;
    for (const auto& statement : said.album) add_album_statement(statement, file.origin());
    productions_.add(said.production, file.origin());
  }

  void add_missing(const KnownSheet& sheet, std::size_t index) {
    if (index >= sheet.read->sheet.files.size()) return;
    const auto path = missing_path(sheet.read->file.path, sheet.read->sheet.files[index].name);
    const auto [place, is_new] = missing_places_.emplace(path, static_cast<std::uint32_t>(album_.files_size()));
    if (!is_new) return;
    auto& file = *album_.add_files();
    file.set_origin(origins_.file(path));
    file.set_missing(true);
  }

  /// "Vertigo (Disc 1)" and "Vertigo (Disc 2)" on one album are both Vertigo; "CD 1: Midgar" and "CD 2: Junon" name it
  /// not at all.
  void add_album_statement(const Statement& statement, std::uint32_t origin) {
    if (!discs_in_titles_ || statement.field() != row_of(Field::album).number || statement.values_size() != 1)
      return statements_.add(statement, origin);
    const auto& written = statement.values(0);
    if (disc_of_name(written)) return;
    const auto titled = disc_of_title(written);
    if (!titled) return statements_.add(statement, origin);
    auto without_disc = statement;
    without_disc.set_values(0, titled->stem);
    without_disc.set_as_written(written);
    statements_.add(without_disc, origin);
  }

  void add_sheets(const Cluster& cluster) {
    for (const auto index : cluster.sheets) {
      const auto& sheet = known_.sheets[index];
      const auto origin = origins_.file(sheet.read->file.path);
      for (const auto& statement : sheet.said.disc.album) add_album_statement(statement, origin);
      productions_.add(sheet.said.disc.production, origin);
    }
  }

  void add_track(const Placed& placed) {
    auto& track = *album_.add_tracks();
    const auto& piece = *placed.piece;
    track.set_disc(piece.disc);
    track.set_position(piece.position);
    track.set_side(piece.side);
    track.set_index(static_cast<std::uint32_t>(album_.tracks_size()));
    if (piece.file) track.set_file(file_places_.at(*piece.file));
    if (piece.range) cut(track, piece, *placed.cluster);
    if (piece.range) say_sheets(track, piece, *placed.cluster);
    if (piece.file) say_tags(track, piece);
    say_path(track, piece, *placed.cluster);
  }

  [[nodiscard]] std::optional<std::uint32_t> file_place(const KnownSheet& sheet, std::size_t index) const {
    if (index < sheet.audio.size() && sheet.audio[index]) return file_places_.at(*sheet.audio[index]);
    if (index >= sheet.read->sheet.files.size()) return std::nullopt;
    const auto known = missing_places_.find(missing_path(sheet.read->file.path, sheet.read->sheet.files[index].name));
    return known == missing_places_.end() ? std::nullopt : std::optional(known->second);
  }

  void cut(Track& track, const Piece& piece, const Cluster& cluster) {
    const auto& sheet = *sheet_of(cluster);
    const auto& range = sheet.ranges[*piece.range];
    track.set_sheet(origins_.file(sheet.read->file.path));
    if (const auto file = file_place(sheet, range.file)) track.set_file(*file);
    cut_track(track, sheet.read->sheet, range);
    for (int i = 0; i < track.indexes_size(); ++i) {
      const auto further = file_place(sheet, range.further[static_cast<std::size_t>(i)].file);
      if (further && *further != track.file()) track.mutable_indexes(i)->set_file(*further);
    }
    if (!range.pregap) return;
    const auto gap_file = file_place(sheet, range.pregap_file);
    if (gap_file && range.pregap_file != range.file) track.set_pregap_file(*gap_file);
  }

  void say_sheets(Track& track, const Piece& piece, const Cluster& cluster) {
    for (const auto index : cluster.sheets) {
      const auto& sheet = known_.sheets[index];
      const auto origin = origins_.file(sheet.read->file.path);
      const auto& range = sheet.ranges[*piece.range];
      const auto& said = sheet.said.tracks[range.track];
      for (const auto& statement : said.track)
        if (!range.hidden || !is_of_one_track(statement)) say(*track.mutable_statements(), statement, origin);
      productions_.add(said.production, origin);
      if (!sheet.disc_title.empty())
        say(*track.mutable_statements(), statement_of(Field::disctitle, {clean(sheet.disc_title)}, cuetheque::path),
            origin);
    }
  }

  static bool is_of_one_track(const Statement& statement) {
    const auto field = field_of_number(statement.field());
    return field && std::ranges::find(of_one_track, *field) != of_one_track.end();
  }

  void say_tags(Track& track, const Piece& piece) {
    const auto& file = known_.files[*piece.file];
    const auto origin = origins_.file(file.read->file.path);
    for (const auto& statement : file.said.track)
      if (piece.whole || !is_of_one_track(statement)) say(*track.mutable_statements(), statement, origin);
    if (!file.disc_title.empty() && !piece.range)
      say(*track.mutable_statements(), statement_of(Field::disctitle, {clean(file.disc_title)}, cuetheque::path),
          origin);
    for (const auto& read : file.read->reading.pictures()) add_picture(pictures_, picture_of(read, origin));
  }

  void say_path(Track& track, const Piece& piece, const Cluster& cluster) {
    if (!resolve(track.statements(), Field::title).empty() || !piece.whole) return;
    std::string path;
    if (piece.file)
      path = known_.files[*piece.file].read->file.path;
    else if (track.has_file())
      path = album_.origins(static_cast<int>(album_.files(static_cast<int>(track.file())).origin())).path();
    if (path.empty() || (cluster.sheets.empty() == false && sheet_of(cluster)->read->embedded)) return;
    const auto name = title_of_file(name_of(path));
    say(*track.mutable_statements(), statement_of(Field::title, {name.title}, cuetheque::path), origins_.file(path));
  }

  /// The title as it stands; where nobody says one, the path is asked for a guess.
  std::string album_title() {
    if (const auto said = resolve(album_.statements(), Field::album); !said.empty()) return said.first();
    const auto [title, path] = path_title();
    if (title.empty()) return {};
    statements_.add(statement_of(Field::album, {title}, cuetheque::path), origins_.file(path));
    return title;
  }

  [[nodiscard]] std::pair<std::string, std::string> path_title() const {
    const auto& folder = known_.contents->folder;
    const auto& first = *clusters_.front();
    const bool several_sheets = known_.sheets.size() > 1 && !first.sheets.empty();
    if (folder.empty() || several_sheets) {
      const bool alone = several_sheets || placed_.size() == 1;
      if (alone) return {title_of_file(name_of(first.path)).title, first.path};
      return {clean(known_.contents->root), folder};
    }
    const auto name = name_of(folder);
    const auto titled = disc_of_title(name);
    return {title_of_folder(titled ? titled->stem : name).title, folder};
  }

  std::vector<ProductionDraft> infer(const std::string& title) {
    auto guess = infer_album(title, genres_of(album_));
    const auto kinds_said = resolve(album_.statements(), Field::albumkind).values;
    const auto rule = guess.albumkinds.empty() && guess.productions.empty() ? 0 : origins_.rule("album titles");
    if (!guess.albumkinds.empty())
      statements_.add(statement_of(Field::albumkind, guess.albumkinds, cuetheque::inferred), rule);
    date_by_folder(guess.productions, known_.contents->folder);
    auto productions = productions_.finish(std::move(guess.productions), kinds_said, rule);
    const bool film_music = !productions.empty() || !kinds_said.empty();
    guess_tracks(album_, film_music ? FilmMusic::said : guess.film_music, origins_);
    return productions;
  }

  [[nodiscard]] std::set<std::string> folders() const {
    std::set<std::string> all;
    for (const auto* cluster : clusters_) all.insert(folder_of(cluster->path));
    return all;
  }

  const Known& known_;
  std::vector<const Cluster*> clusters_;
  std::vector<Placed> placed_;
  Record album_;
  Origins origins_;
  AlbumStatements statements_;
  Productions productions_;
  std::map<std::size_t, std::uint32_t> file_places_;     // index of known file -> index of the album's file
  std::map<std::string, std::uint32_t> missing_places_;  // path -> index of the album's file
  Pictures pictures_;
  bool discs_in_titles_ = false;
};

}  // namespace

AlbumDraft draft_of(const Known& known, const std::vector<Cluster>& clusters, const Group& group,
                    const std::vector<Remark>& remarks) {
  return Drafter(known, clusters, group).draft(remarks);
}

}  // namespace cuetheque
