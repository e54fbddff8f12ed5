#pragma once
#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/archive.h"
#include "search/documents.h"

namespace cuetheque {

/// Fetches from the archive what documents are made of, always the current records.
class Gatherer {
 public:
  explicit Gatherer(const Archive& archive);

  /// The documents of any record; none where it is gone or merged away (a merged name's point to what it is now).
  [[nodiscard]] std::vector<IndexDocument> documents(const Record& record);
  [[nodiscard]] std::vector<IndexDocument> documents(Id id);

  /// To be told of an album that has documents, or is about to get them: the production it answers for need not read it
  /// once more.
  void remember_answered(const Record& album);

  /// Albums that hold the tracks a cue is tied to.
  [[nodiscard]] std::set<Id> albums_of_cue(const Record& cue) const;

 private:
  [[nodiscard]] std::vector<IndexDocument> album(const Record& album);
  /// None where tracks carry it.
  [[nodiscard]] std::vector<IndexDocument> cue(const Record& cue);
  [[nodiscard]] std::vector<IndexDocument> production(const Record& production);
  [[nodiscard]] std::vector<Record> productions_of(const Record& record) const;
  [[nodiscard]] std::vector<CueRecord> cues_of(const Record& album) const;
  [[nodiscard]] bool is_alone(Id production) const;
  /// Whether the track answers at its album's production: its cues are of none of their own.
  [[nodiscard]] bool answers_for_album(const Track& track) const;
  [[nodiscard]] std::vector<Id> names(std::string_view name);

  const Archive& archive_;
  bool has_cues_ = false;
  NameIds name_ids_;
  std::unordered_map<std::string, std::vector<Id>> known_names_;
  std::unordered_set<Id> answered_;  ///< productions for which an album answers
};

}  // namespace cuetheque
