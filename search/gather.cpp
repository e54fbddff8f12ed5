#include "search/gather.h"

#include <algorithm>

#include "core/keys.h"

namespace cuetheque {
namespace {

constexpr std::size_t names_remembered = 50'000;
constexpr std::size_t answered_remembered = 50'000;
constexpr std::size_t most_namesakes = 4;

void follow_redirects(const Archive& archive, std::optional<Record>& record) {
  constexpr int longest_chain = 8;
  for (int i = 0; i < longest_chain && record && record->merged_into() != 0; ++i)
    record = archive.find({record->kind(), record->merged_into()});
}

}  // namespace

Gatherer::Gatherer(const Archive& archive)
    : archive_(archive), name_ids_([this](std::string_view name) { return names(name); }) {
  archive.each(Kind::cue, [&](const Record&) {
    has_cues_ = true;
    return false;
  });
}

std::vector<Id> Gatherer::names(std::string_view name) {
  auto key = name_key(name);
  if (const auto known = known_names_.find(key); known != known_names_.end()) return known->second;
  if (known_names_.size() >= names_remembered) known_names_.clear();
  auto ids = archive_.ids_of(key);
  std::erase_if(ids, [](Id id) { return id.kind != Kind::name; });
  if (ids.size() > most_namesakes) ids.resize(most_namesakes);
  return known_names_[std::move(key)] = ids;
}

std::vector<Record> Gatherer::productions_of(const Record& record) const {
  std::vector<Record> found;
  for (const auto id : linked(record, Kind::production)) {
    auto production = archive_.find(id);
    follow_redirects(archive_, production);
    const auto same = [&](const Record& other) { return other.id() == production->id(); };
    if (production && std::ranges::none_of(found, same)) found.push_back(std::move(*production));
  }
  return found;
}

std::vector<CueRecord> Gatherer::cues_of(const Record& album) const {
  std::vector<CueRecord> cues;
  if (!has_cues_) return cues;
  std::set<Id> seen;
  for (const auto& track : album.tracks())
    for (const auto id : archive_.ids_of(linked_key({Kind::track, track.id()}))) {
      if (id.kind != Kind::cue || !seen.insert(id).second) continue;
      auto cue = archive_.find(id);
      if (!cue || cue->merged_into() != 0) continue;
      auto productions = productions_of(*cue);
      cues.push_back({std::move(*cue), std::move(productions)});
    }
  return cues;
}

std::set<Id> Gatherer::albums_of_cue(const Record& cue) const {
  std::set<Id> albums;
  for (const auto id : linked(cue, Kind::track))
    if (const auto album = archive_.album_of(id)) albums.insert(*album);
  return albums;
}

/// A cue, or an album, of this production only answers for it at its level; an album whose tracks are all tied to cues
/// of another does not.
bool Gatherer::is_alone(Id production) const {
  if (answered_.contains(production)) return false;
  const auto users = archive_.ids_of(linked_key(production));
  return std::ranges::none_of(users, [&](Id id) {
    const auto user = archive_.find(id);
    if (!user || user->merged_into() != 0 || productions_of(*user).size() != 1) return false;
    return user->tracks().empty() ||
           std::ranges::any_of(user->tracks(), [&](const Track& track) { return answers_for_album(track); });
  });
}

bool Gatherer::answers_for_album(const Track& track) const {
  const auto users = has_cues_ ? archive_.ids_of(linked_key({Kind::track, track.id()})) : std::vector<Id>();
  return users.empty() || std::ranges::any_of(users, [&](Id id) {
           const auto cue = archive_.find(id);
           return !cue || productions_of(*cue).size() != 1;
         });
}

std::vector<IndexDocument> Gatherer::album(const Record& album) {
  const auto productions = productions_of(album);
  remember_answered(album);
  return documents_of_album(album, productions, cues_of(album), name_ids_);
}

void Gatherer::remember_answered(const Record& album) {
  if (has_cues_ || album.kind() != Kind::album || album.merged_into() != 0) return;
  const auto productions = linked(album, Kind::production);
  if (productions.size() != 1) return;
  if (answered_.size() >= answered_remembered) answered_.clear();
  answered_.insert(productions.front());
}

std::vector<IndexDocument> Gatherer::cue(const Record& cue) {
  if (!albums_of_cue(cue).empty()) return {};
  return {document_of_cue({cue, productions_of(cue)}, name_ids_)};
}

std::vector<IndexDocument> Gatherer::production(const Record& production) {
  return {document_of_production(production, is_alone(id_of(production)), name_ids_)};
}

std::vector<IndexDocument> Gatherer::documents(Id id) {
  const auto record = archive_.find(id);
  return record ? documents(*record) : std::vector<IndexDocument>();
}

std::vector<IndexDocument> Gatherer::documents(const Record& record) {
  if (record.merged_into() != 0 && record.kind() != Kind::name) return {};
  switch (record.kind()) {
    case Kind::album:
      return album(record);
    case Kind::cue:
      return cue(record);
    case Kind::production:
      return production(record);
    case Kind::name:
      return {document_of_name(record)};
    default:
      return {};
  }
}

}  // namespace cuetheque
