#include "importer/assembly/groups.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/text.h"

namespace cuetheque {
namespace {

/// What the clusters joined so far say together: the first word each, and the places they take.
struct Camp {
  std::vector<std::size_t> clusters;
  std::string artist, release, catalogue, barcode;
  std::unordered_set<std::uint64_t> places;
  std::unordered_map<std::string, std::string> containers;  ///< of the files, by place and title
  bool sheet = false;
  bool audio = false;
  bool contradicted = false;
};

std::uint64_t place_of(const Piece& piece) {
  const std::uint64_t side = piece.side.empty() ? 0 : static_cast<unsigned char>(piece.side.front());
  return static_cast<std::uint64_t>(piece.disc) << 40U | side << 32U | piece.position;
}

std::unordered_set<std::uint64_t> places_of(const Cluster& cluster) {
  std::unordered_set<std::uint64_t> places;
  for (const auto& piece : cluster.pieces)
    if (piece.position != 0) places.insert(place_of(piece));
  return places;
}

std::unordered_map<std::string, std::string> containers_of(const Cluster& cluster) {
  if (!cluster.sheets.empty() || cluster.pieces.front().position == 0) return {};
  return {{fmt::format("{}\n{}", place_of(cluster.pieces.front()), cluster.track_title), cluster.container}};
}

Camp camp_of(const std::vector<Cluster>& clusters, std::size_t index) {
  const auto& cluster = clusters[index];
  return {{index},
          cluster.artist,
          cluster.release,
          cluster.catalogue,
          cluster.barcode,
          places_of(cluster),
          containers_of(cluster),
          !cluster.sheets.empty(),
          cluster.audio,
          false};
}

bool differ(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && a != b;
}

bool contradict(const Camp& a, const Camp& b) {
  return differ(a.artist, b.artist) || differ(a.catalogue, b.catalogue) || differ(a.barcode, b.barcode);
}

bool overlap(const Camp& a, const Camp& b) {
  const bool smaller = a.places.size() < b.places.size();
  const auto& small = smaller ? a : b;
  const auto& large = smaller ? b : a;
  return std::ranges::any_of(small.places, [&](auto place) { return large.places.contains(place); });
}

/// The same album twice, as FLAC and as MP3: the same track in the same place, in another container. Discs of one album
/// may well be of different containers.
bool are_copies(const Camp& a, const Camp& b) {
  const bool smaller = a.containers.size() < b.containers.size();
  const auto& small = smaller ? a : b;
  const auto& large = smaller ? b : a;
  return std::ranges::any_of(small.containers, [&](const auto& track) {
    const auto other = large.containers.find(track.first);
    return other != large.containers.end() && other->second != track.second;
  });
}

std::set<std::uint64_t> discs_of(const Camp& camp) {
  std::set<std::uint64_t> discs;
  for (const auto place : camp.places) discs.insert(place >> 40U);
  return discs;
}

void join(Camp& into, Camp&& from) {
  into.contradicted = into.contradicted || from.contradicted || contradict(into, from);
  into.clusters.insert(into.clusters.end(), from.clusters.begin(), from.clusters.end());
  into.places.merge(from.places);
  into.containers.merge(from.containers);
  for (const auto& [known, said] :
       {std::pair(&into.artist, &from.artist), std::pair(&into.release, &from.release),
        std::pair(&into.catalogue, &from.catalogue), std::pair(&into.barcode, &from.barcode)})
    if (known->empty()) *known = *said;
  into.sheet = into.sheet || from.sheet;
  into.audio = into.audio || from.audio;
}

/// Two sheets without any audio are two albums, whatever they are called: nothing says that they belong together.
bool can_join(const Camp& a, const Camp& b, bool even_contradicting) {
  if (differ(a.release, b.release) || are_copies(a, b)) return false;
  if (!even_contradicting && contradict(a, b)) return false;
  if (a.sheet || b.sheet) return a.audio && b.audio && !overlap(a, b);
  return !contradict(a, b) || !overlap(a, b);
}

std::string signature(const Camp& camp) {
  return fmt::format("{}\n{}\n{}\n{}", camp.artist, camp.release, camp.catalogue, camp.barcode);
}

/// First everything that does not contradict, so that two albums of one title come out whole; then what contradicts but
/// fits.
std::vector<Camp> camps_of(const std::vector<Cluster>& clusters, const std::vector<std::size_t>& same_title) {
  std::vector<Camp> camps;
  std::unordered_map<std::string, std::size_t> by_signature;
  for (const auto index : same_title) {
    auto next = camp_of(clusters, index);
    const auto alike = by_signature.find(signature(next));
    if (alike != by_signature.end() && can_join(camps[alike->second], next, false)) {
      join(camps[alike->second], std::move(next));
      continue;
    }
    const auto place = std::ranges::find_if(camps, [&](const Camp& camp) { return can_join(camp, next, false); });
    by_signature.emplace(signature(next), static_cast<std::size_t>(place - camps.begin()));
    if (place == camps.end())
      camps.push_back(std::move(next));
    else
      join(*place, std::move(next));
  }
  std::vector<Camp> result;
  for (auto& camp : camps) {
    const auto place = std::ranges::find_if(result, [&](const Camp& one) { return can_join(one, camp, true); });
    if (place == result.end())
      result.push_back(std::move(camp));
    else
      join(*place, std::move(camp));
  }
  return result;
}

/// Files without a title are one album, whatever they say, copies apart; sheets are not.
std::vector<Camp> untitled(const std::vector<Cluster>& clusters, const std::vector<std::size_t>& indices) {
  std::vector<Camp> sheets, files;
  for (const auto index : indices) {
    auto next = camp_of(clusters, index);
    if (next.sheet) {
      sheets.push_back(std::move(next));
      continue;
    }
    const auto place = std::ranges::find_if(files, [&](const Camp& one) { return !are_copies(one, next); });
    if (place == files.end())
      files.push_back(std::move(next));
    else
      join(*place, std::move(next));
  }
  std::vector<Camp> result;
  for (auto& sheet : sheets) {
    const auto place = std::ranges::find_if(result, [&](const Camp& one) { return can_join(one, sheet, true); });
    if (place == result.end())
      result.push_back(std::move(sheet));
    else
      join(*place, std::move(sheet));
  }
  std::ranges::move(files, std::back_inserter(result));
  return result;
}

/// What one product carries, on all its discs.
using Said = std::string Camp::*;

/// Whoever gives the number of two singles in one folder need not mean one album: only discs that are told apart are.
bool is_disc_of(const Camp& camp, const Camp& album, Said said) {
  if (!can_join(album, camp, true)) return false;
  return said == &Camp::release || (!overlap(camp, album) && discs_of(camp) != discs_of(album));
}

/// One MusicBrainz release, one barcode or catalogue number is one album, even where its discs carry titles of their
/// own.
void join_alike(std::vector<std::pair<std::string, Camp>>& albums, Said said) {
  std::map<std::string, std::size_t> by_said;
  std::vector<std::pair<std::string, Camp>> result;
  for (auto& [title, camp] : albums) {
    const auto known = (camp.*said).empty() ? by_said.end() : by_said.find(camp.*said);
    if (known != by_said.end() && is_disc_of(camp, result[known->second].second, said)) {
      join(result[known->second].second, std::move(camp));
      continue;
    }
    if (!(camp.*said).empty()) by_said.emplace(camp.*said, result.size());
    result.emplace_back(std::move(title), std::move(camp));
  }
  albums = std::move(result);
}

std::string discriminator(const Camp& camp, const std::vector<Cluster>& clusters) {
  for (const auto* said : {&camp.release, &camp.artist, &camp.catalogue, &camp.barcode})
    if (!said->empty()) return *said;
  return clusters[camp.clusters.front()].path;
}

}  // namespace

std::vector<Group> groups_of(const std::vector<Cluster>& clusters) {
  std::map<std::string, std::vector<std::size_t>> by_title;
  for (std::size_t i = 0; i < clusters.size(); ++i) by_title[clusters[i].title].push_back(i);
  std::vector<std::pair<std::string, Camp>> albums;
  for (const auto& [title, indices] : by_title)
    for (auto& camp : title.empty() ? untitled(clusters, indices) : camps_of(clusters, indices))
      albums.emplace_back(title, std::move(camp));
  for (auto& [title, camp] : albums) std::ranges::sort(camp.clusters);
  const auto first = [](const auto& album) { return album.second.clusters.front(); };
  std::ranges::sort(albums, {}, first);
  for (const auto said : {&Camp::release, &Camp::barcode, &Camp::catalogue}) join_alike(albums, said);

  std::vector<Group> groups;
  std::set<std::string> identities;
  for (auto& [title, camp] : albums) {
    std::ranges::sort(camp.clusters);
    auto identity = title;
    // The first of several albums of one title keeps the plain name, so that a second edition put beside it changes
    // nothing for it.
    if (!identities.insert(identity).second) {
      identity += "\n" + discriminator(camp, clusters);
      if (!identities.insert(identity).second)
        identities.insert(identity += "\n" + clusters[camp.clusters.front()].path);
    }
    Group group{std::move(camp.clusters), std::move(identity), {}};
    if (camp.contradicted)
      group.remarks.push_back({clusters[group.clusters.front()].path, "",
                               "files of one album name different album artists, catalogue numbers or barcodes",
                               "one album", false});
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace cuetheque
