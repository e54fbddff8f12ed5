#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/pictures.h"
#include "importer/assembly/assembly.h"

namespace cuetheque {

/// Gives back the readings of an album's files from its stored record, so that a file that did not change is not opened
/// again when its neighbours did. Only what tags said is given back; what other sources say is found anew.
class Recall {
 public:
  explicit Recall(Record album);

  /// The reading of this file; none where the record does not hold all that its tags said (a production that they name,
  /// an embedded CUE sheet) or does not know the file.
  [[nodiscard]] std::optional<Reading> of(const std::string& root, const std::string& path) const;
  [[nodiscard]] const std::string& assembly_key() const { return album_.assembly_key(); }
  /// The digest of the whole file as last taken, or empty.
  [[nodiscard]] std::string digest_of(const std::string& root, const std::string& path) const;

 private:
  [[nodiscard]] const AudioFile* file(const std::string& root, const std::string& path) const;
  void sort_out_tracks();

  Record album_;
  Pictures pictures_;
  bool complete_ = true;
  std::map<std::pair<std::string, std::string>, std::uint32_t> origins_;  ///< root, path -> index
  std::map<std::uint32_t, const AudioFile*> files_;                       ///< by origin
  std::map<std::uint32_t, std::vector<const Track*>> tracks_;             ///< by origin of their file
  std::map<std::uint32_t, std::vector<const Statement*>> said_;           ///< album's statements by origin
};

}  // namespace cuetheque
