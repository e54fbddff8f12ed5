#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "cli/edits.h"
#include "cli/session.h"
#include "core/ids.h"

namespace cuetheque {

/// What a curator says of one record or track; the edits live elsewhere.
struct EditsOf {
  Id id;
  std::span<const Edit> edits;
};

/// The edits of one operation, by the record that holds what they are about: a track's by its album.
using Curation = std::map<Id, std::vector<EditsOf>>;

/// Sorts edits by record; those of an id that is not there are left out.
[[nodiscard]] Curation curation_of(const Archive& archive, const std::vector<EditsOf>& parts);

/// How a curation is talked about.
struct CurationWords {
  std::string_view one;             ///< "album", "track" …, "record" where they are of several kinds
  std::string found;                ///< what was looked at: "3 albums found"
  std::string summary;              ///< what the log says was done with them: "set"
  std::vector<std::string> doubts;  ///< lines about what is odd but done
};

/// Shows what would change, asks, and does it in one operation; -n shows only, -y does not ask, --json prints one
/// document. Returns the exit code.
[[nodiscard]] int curate(Session& session, const Arguments& arguments, const Curation& curation,
                         const CurationWords& words);

}  // namespace cuetheque
