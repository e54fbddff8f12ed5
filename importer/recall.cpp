#include "importer/recall.h"

#include <algorithm>

#include "core/fields.h"

namespace cuetheque {
namespace {

/// The tag that would be read as this statement: the first key of its field.
void add_tag(Reading& reading, const Statement& statement) {
  const auto field = field_of_number(statement.field());
  if (!field) return;
  const auto keys = row_of(*field).tags;
  if (keys.empty()) return;
  auto& tag = *reading.add_tags();
  tag.set_key(std::string(keys.substr(0, keys.find(' '))));
  *tag.mutable_values() = statement.values();
  tag.set_as_written(statement.as_written());
}

void recall_picture(Reading& reading, const Picture& picture) {
  auto& read = *reading.add_pictures();
  read.set_type(picture.type());
  read.set_mime(picture.mime());
  read.set_size(picture.size());
  read.set_digest(picture.digest());
  read.set_width(picture.width());
  read.set_height(picture.height());
}

bool said_by(const Statement& statement, std::uint32_t origin) {
  return statement.source() == tags && std::ranges::find(statement.origins(), origin) != statement.origins().end();
}

void add_facts(Reading& reading, const AudioFile& file) {
  reading.set_container(file.container());
  reading.set_duration_ms(file.duration_ms());
  reading.set_sample_rate(file.sample_rate());
  reading.set_channels(file.channels());
  reading.set_bits(file.bits());
  reading.set_quick_digest(file.quick_digest());
  reading.set_digest(file.digest());
  reading.set_audio_digest(file.audio_digest());
  reading.set_audio_digest_kind(static_cast<std::uint32_t>(file.audio_digest_kind()));
}

}  // namespace

Recall::Recall(Record album) : album_(std::move(album)), pictures_(pictures_of(album_)) {
  for (int i = 0; i < album_.origins_size(); ++i)
    origins_.emplace(std::pair(album_.origins(i).root(), album_.origins(i).path()), static_cast<std::uint32_t>(i));
  for (const auto& file : album_.files()) files_.emplace(file.origin(), &file);
  for (const auto& statement : album_.statements())
    if (statement.source() == tags)
      for (const auto origin : statement.origins()) said_[origin].push_back(&statement);
  // What the tags say about a production is kept with the production, not here.
  complete_ = std::ranges::none_of(album_.links(), [](const Link& link) { return link.source() == tags; });
  sort_out_tracks();
}

void Recall::sort_out_tracks() {
  for (const auto& track : album_.tracks())
    if (track.has_file() && static_cast<int>(track.file()) < album_.files_size())
      tracks_[album_.files(static_cast<int>(track.file())).origin()].push_back(&track);
}

const AudioFile* Recall::file(const std::string& root, const std::string& path) const {
  const auto origin = origins_.find({root, path});
  if (origin == origins_.end()) return nullptr;
  const auto known = files_.find(origin->second);
  return known == files_.end() || known->second->missing() ? nullptr : known->second;
}

std::string Recall::digest_of(const std::string& root, const std::string& path) const {
  const auto* known = file(root, path);
  return known == nullptr ? std::string() : known->digest();
}

std::optional<Reading> Recall::of(const std::string& root, const std::string& path) const {
  const auto* known = file(root, path);
  const auto tracks = known == nullptr ? tracks_.end() : tracks_.find(known->origin());
  // An image's own title is not kept with the tracks that a CUE file cuts from it.
  if (!complete_ || tracks == tracks_.end() || tracks->second.size() != 1 || tracks->second.front()->has_sheet())
    return std::nullopt;
  const auto& track = *tracks->second.front();
  Reading reading;
  add_facts(reading, *known);
  if (const auto said = said_.find(known->origin()); said != said_.end())
    for (const auto* statement : said->second) add_tag(reading, *statement);
  for (const auto& statement : track.statements())
    if (said_by(statement, known->origin())) add_tag(reading, statement);
  for (const auto& picture : pictures_)
    if (carries(known->origin(), picture)) recall_picture(reading, picture);
  reading.set_track(track.position());
  reading.set_disc(track.disc());
  reading.set_side(track.side());
  for (const auto& odd : album_.remarks()) {
    if (odd.root() != root || odd.path() != path) continue;
    auto& remark = *reading.add_remarks();
    remark.set_position(odd.position());
    remark.set_what(odd.what());
    remark.set_read_as(odd.read_as());
  }
  return reading;
}

}  // namespace cuetheque
