#include "importer/assembly/clusters.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/paths.h"
#include "core/text.h"
#include "importer/assembly/disc_names.h"
#include "importer/walk.h"

namespace cuetheque {
namespace {

/// "Box (Disc 2)", and "CD 2: Midgar" of a box whose discs are titled so.
DiscName disc_in_title(std::string_view title) {
  if (auto alone = disc_of_name(title)) return *alone;
  const auto titled = disc_of_title(title);
  return titled ? titled->disc : DiscName{};
}

/// What folders and album titles say of discs: nearly all files of a unit share both.
class DiscsSaid {
 public:
  explicit DiscsSaid(const std::string& unit_folder) : unit_folder_(unit_folder) {}

  const DiscName& of_path(const std::string& path) {
    const auto [place, is_new] = by_folder_.try_emplace(folder_of(path));
    if (is_new) place->second = disc_of_path(unit_folder_, path);
    return place->second;
  }
  const DiscName& in_title(const std::string& title) {
    const auto [place, is_new] = by_title_.try_emplace(title);
    if (is_new) place->second = disc_in_title(title);
    return place->second;
  }

 private:
  const std::string& unit_folder_;
  std::map<std::string, DiscName> by_folder_;
  std::map<std::string, DiscName> by_title_;
};

KnownFile known_file(const ReadFile& read, DiscsSaid& discs) {
  KnownFile file{&read, statements_of(read.reading), title_of_file(name_of(read.file.path)), 0, 0, {}, {}, false};
  const auto& place = discs.of_path(read.file.path);
  const auto& titled = discs.in_title(first_of(file.said.album, Field::album));
  const auto first_known = [](unsigned a, unsigned b) { return a != 0 ? a : b; };
  file.bonus = place.bonus || titled.bonus;
  file.disc = first_known(read.reading.disc(), first_known(place.disc, first_known(file.name.disc, titled.disc)));
  file.position = first_known(read.reading.track(), file.name.position);
  file.side = read.reading.side();
  if (file.side.empty()) file.side = place.side.empty() ? file.name.side : place.side;
  file.disc_title = place.title.empty() ? titled.title : place.title;
  return file;
}

/// The audio files a sheet may mean: those of its folder and below.
struct Candidates {
  std::vector<std::size_t> files;
  std::vector<std::string> names;  // relative to the sheet's folder
};

Candidates candidates_for(const ReadSheet& sheet, const std::vector<KnownFile>& files) {
  const auto folder = folder_of(sheet.file.path);
  const auto prefix = folder.empty() ? "" : folder + "/";
  Candidates candidates;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto& path = files[i].read->file.path;
    if (!path.starts_with(prefix) || (sheet.embedded && path != sheet.file.path)) continue;
    candidates.files.push_back(i);
    candidates.names.push_back(path.substr(prefix.size()));
  }
  return candidates;
}

/// An embedded sheet speaks of the file it lies in, whatever name it gives.
void join_embedded(KnownSheet& sheet, const Candidates& candidates) {
  const auto self = candidates.files.empty() ? std::nullopt : std::optional(candidates.files.front());
  sheet.audio.assign(std::max<std::size_t>(1, sheet.read->sheet.files.size()), self);
}

KnownSheet known_sheet(const FolderContents& contents, const ReadSheet& read, Known& known) {
  KnownSheet sheet{&read, statements_of(read.sheet), {}, {}, 0, {}, false};
  const auto candidates = candidates_for(read, known.files);
  if (read.embedded) {
    join_embedded(sheet, candidates);
  } else {
    auto resolved = resolve_files(read.sheet, name_of(read.file.path), candidates.names);
    for (const auto& found : resolved.audio)
      sheet.audio.push_back(found ? std::optional(candidates.files[*found]) : std::nullopt);
    for (auto& remark : resolved.remarks) {
      remark.path = read.file.path;
      known.remarks.push_back(std::move(remark));
    }
  }
  if (!read.sheet.tracks.empty()) sheet.ranges = track_ranges(read.sheet);
  const auto place = disc_of_path(contents.folder, read.file.path);
  sheet.disc = sheet.said.disc_number != 0 ? sheet.said.disc_number : place.disc;
  sheet.disc_title = place.title;
  sheet.bonus = place.bonus;
  return sheet;
}

std::optional<std::size_t> audio_of(const KnownSheet& sheet, std::size_t file) {
  return file < sheet.audio.size() ? sheet.audio[file] : std::nullopt;
}

/// A disc the sheet itself does not number: by the tags of its audio, its title, its own name ("Box CD2.cue").
unsigned disc_of_sheet(const KnownSheet& sheet, const std::vector<KnownFile>& files) {
  if (sheet.disc != 0) return sheet.disc;
  for (const auto& audio : sheet.audio)
    if (audio && files[*audio].disc != 0) return files[*audio].disc;
  const std::string name(name_of(sheet.read->file.path));
  const auto stem = name.substr(0, name.rfind('.'));
  if (const auto alone = disc_of_name(stem)) return alone->disc;
  const auto in_title = disc_in_title(sheet.read->sheet.title).disc;
  return in_title != 0 ? in_title : disc_in_title(stem).disc;
}

/// A title that is a disc and nothing else names no album.
std::string title_key(const std::string& title) {
  if (disc_of_name(title)) return {};
  const auto titled = disc_of_title(title);
  return fold(trim(titled ? titled->stem : title));
}

/// Nearly all files of a unit share their album's title.
class TitleKeys {
 public:
  const std::string& of(const std::string& title) {
    const auto [place, is_new] = by_title_.try_emplace(title);
    if (is_new) place->second = title_key(title);
    return place->second;
  }

 private:
  std::map<std::string, std::string> by_title_;
};

/// Fills in what is still unknown about a cluster from one set of album statements.
void identify(Cluster& cluster, const std::vector<Statement>& album, TitleKeys& titles) {
  const auto fill = [&](std::string& known, Field field) {
    if (known.empty()) known = fold(trim(first_of(album, field)));
  };
  if (cluster.title.empty()) cluster.title = titles.of(first_of(album, Field::album));
  fill(cluster.artist, Field::albumartist);
  fill(cluster.release, Field::mbrelease);
  fill(cluster.catalogue, Field::catalognumber);
  fill(cluster.barcode, Field::barcode);
}

Cluster cluster_of_file(const Known& known, std::size_t index, TitleKeys& titles) {
  const auto& file = known.files[index];
  Cluster cluster;
  cluster.path = file.read->file.path;
  cluster.audio = true;
  cluster.pieces.push_back({index, std::nullopt, true, file.disc, file.position, file.side});
  identify(cluster, file.said.album, titles);
  cluster.container = file.read->reading.container();
  const auto tagged = first_of(file.said.track, Field::title);
  cluster.track_title = fold(trim(tagged.empty() ? file.name.title : tagged));
  return cluster;
}

/// How many tracks proper each FILE holds; audio hidden before the first is none.
std::map<std::size_t, unsigned> tracks_by_file(const KnownSheet& sheet) {
  std::map<std::size_t, unsigned> count;
  for (const auto& range : sheet.ranges)
    if (!range.hidden) ++count[range.file];
  return count;
}

Piece piece_of(const Known& known, const KnownSheet& sheet, std::size_t index, unsigned disc, unsigned tracks_in_file) {
  const auto& range = sheet.ranges[index];
  Piece piece{audio_of(sheet, range.file),
              index,
              range.hidden ? tracks_in_file == 0 : tracks_in_file == 1,
              disc,
              range.number,
              {}};
  if (piece.file) piece.side = known.files[*piece.file].side;
  return piece;
}

Cluster cluster_of_sheet(const Known& known, std::size_t index, TitleKeys& titles) {
  const auto& sheet = known.sheets[index];
  Cluster cluster;
  cluster.sheets.push_back(index);
  cluster.path = sheet.read->file.path;
  const auto disc = disc_of_sheet(sheet, known.files);
  auto count = tracks_by_file(sheet);
  for (std::size_t i = 0; i < sheet.ranges.size(); ++i)
    cluster.pieces.push_back(piece_of(known, sheet, i, disc, count[sheet.ranges[i].file]));
  identify(cluster, sheet.said.disc.album, titles);
  for (const auto& audio : sheet.audio) {
    if (!audio) continue;
    cluster.audio = true;
    identify(cluster, known.files[*audio].said.album, titles);
  }
  return cluster;
}

/// What two sheets must agree on to be two voices on one album: the same audio cut at the same places.
using Cut = std::vector<std::tuple<std::optional<std::size_t>, unsigned, std::optional<Frames>, std::optional<Frames>>>;
Cut cut_of(const Cluster& cluster, const KnownSheet& sheet) {
  Cut cut;
  for (const auto& piece : cluster.pieces) {
    const auto& range = sheet.ranges[*piece.range];
    cut.emplace_back(piece.file, range.number, range.start, range.end);
  }
  return cut;
}

/// Joins a sheet's cluster to an earlier one for the same audio; says so where they differ. Whether it was joined.
bool join_to_earlier(Known& known, Cluster& next, std::vector<Cluster>& clusters,
                     std::map<std::size_t, std::size_t>& cluster_of_audio) {
  const auto& sheet = known.sheets[next.sheets.front()];
  for (const auto& audio : sheet.audio) {
    if (!audio) continue;
    const auto earlier = cluster_of_audio.find(*audio);
    if (earlier == cluster_of_audio.end()) continue;
    auto& other = clusters[earlier->second];
    const auto& other_sheet = known.sheets[other.sheets.front()];
    if (cut_of(other, other_sheet) == cut_of(next, sheet)) {
      other.sheets.push_back(next.sheets.front());
      return true;
    }
    known.remarks.push_back(
        {next.path, "", "cuts the same audio differently from " + clean(other.path), "an album of its own", false});
    break;
  }
  for (const auto& audio : sheet.audio)
    if (audio) cluster_of_audio.emplace(*audio, clusters.size());
  return false;
}

/// Sheets with fewer missing FILEs first, then those that are files of their own, then by path.
std::vector<std::size_t> order_of_sheets(const Known& known) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < known.sheets.size(); ++i)
    if (!known.sheets[i].ranges.empty()) order.push_back(i);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) {
    const auto& sheet = known.sheets[i];
    const auto missing = std::ranges::count_if(sheet.audio, [](const auto& audio) { return !audio; });
    return std::tuple(missing, sheet.read->embedded, sheet.read->file.path);
  });
  return order;
}

/// A bonus disc comes after the others.
void number_bonus_discs(Known& known) {
  unsigned last = 1;
  const auto count = [&](const auto& list) {
    for (const auto& one : list)
      if (!one.bonus) last = std::max(last, one.disc);
  };
  const auto number = [&](auto& list) {
    for (auto& one : list)
      if (one.bonus && one.disc == 0) one.disc = last + 1;
  };
  count(known.files);
  count(known.sheets);
  number(known.files);
  number(known.sheets);
}

}  // namespace

Known known(const FolderContents& contents) {
  Known known;
  known.contents = &contents;
  DiscsSaid discs(contents.folder);
  for (const auto& read : contents.audio) known.files.push_back(known_file(read, discs));
  for (const auto& read : contents.sheets) known.sheets.push_back(known_sheet(contents, read, known));
  number_bonus_discs(known);
  return known;
}

std::vector<Cluster> clusters_of(Known& known) {
  std::vector<Cluster> clusters;
  TitleKeys titles;
  std::map<std::size_t, std::size_t> cluster_of_audio;
  for (const auto index : order_of_sheets(known)) {
    auto next = cluster_of_sheet(known, index, titles);
    if (!join_to_earlier(known, next, clusters, cluster_of_audio)) clusters.push_back(std::move(next));
  }
  for (std::size_t i = 0; i < known.files.size(); ++i)
    if (known.files[i].readable() && !cluster_of_audio.contains(i))
      clusters.push_back(cluster_of_file(known, i, titles));
  std::ranges::stable_sort(clusters, {}, &Cluster::path);
  return clusters;
}

}  // namespace cuetheque
