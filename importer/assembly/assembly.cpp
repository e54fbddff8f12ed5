#include "importer/assembly/assembly.h"

#include <algorithm>
#include <set>

#include "importer/assembly/clusters.h"
#include "importer/assembly/draft.h"
#include "importer/assembly/groups.h"

namespace cuetheque {
namespace {

std::vector<Remark> remarks_of_sheets(const Known& known) {
  std::vector<Remark> remarks = known.remarks;
  for (const auto& sheet : known.sheets) {
    remarks.insert(remarks.end(), sheet.read->remarks.begin(), sheet.read->remarks.end());
    const bool said = std::ranges::any_of(sheet.read->remarks, &Remark::failed);
    if (!sheet.ranges.empty() || said) continue;
    // The sheet of a disc without music lies in many a collection, and nothing of it is lost.
    const bool data = !sheet.read->sheet.tracks.empty();
    remarks.push_back({sheet.read->file.path, "", data ? "no audio tracks" : "no tracks", "", !data});
  }
  return remarks;
}

// What was odd in the tags themselves, as a date that is none: said of the first file only where the whole album has
// it.
void add_odd_tags(std::vector<Remark>& remarks, const KnownFile& file, std::set<std::string>& said) {
  for (const auto* level : {&file.said.album, &file.said.production, &file.said.track})
    for (const auto& statement : *level)
      if (!statement.remark().empty() && said.insert(statement.remark()).second)
        remarks.push_back({file.read->file.path, {}, statement.remark(), {}, false});
}

std::vector<Remark> remarks_of_files(const Known& known) {
  std::vector<Remark> remarks;
  std::set<std::string> said;
  for (const auto& file : known.files) {
    const auto& path = file.read->file.path;
    if (!file.readable()) remarks.push_back({path, "", file.read->reading.failed(), "", true});
    for (const auto& odd : file.read->reading.remarks())
      remarks.push_back({path, odd.position(), odd.what(), odd.read_as(), false});
    add_odd_tags(remarks, file, said);
  }
  return remarks;
}

}  // namespace

Assembled assemble(const FolderContents& contents) {
  auto all = known(contents);
  const auto clusters = clusters_of(all);
  const auto groups = groups_of(clusters);
  auto remarks = remarks_of_files(all);
  std::ranges::move(remarks_of_sheets(all), std::back_inserter(remarks));
  for (const auto& group : groups) remarks.insert(remarks.end(), group.remarks.begin(), group.remarks.end());
  std::ranges::stable_sort(remarks, {}, &Remark::path);

  Assembled assembled;
  for (const auto& group : groups) assembled.albums.push_back(draft_of(all, clusters, group, remarks));
  assembled.remarks = std::move(remarks);
  return assembled;
}

}  // namespace cuetheque
