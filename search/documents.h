#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/ids.h"
#include "core/records.pb.h"
#include "search/countable.h"
#include "search/facts.h"

namespace cuetheque {

/// One document of the index, before Xapian sees it. `key` names it among all (`A340`, `T5501`, `C77`, `C77 T5501`,
/// `F12`, `N9`); `ids` are the records whose facts it carries, the nearest first: cue, track, the cue's productions,
/// album, its other productions. Credits come from the nearest that give any, productions beside one another being
/// equally near.
struct IndexDocument {
  std::string key;
  std::vector<Id> ids;
  std::vector<Id> names;  ///< credited in it
  std::vector<Posting> postings;
  std::vector<std::pair<Slot, std::string>> values;
  std::vector<std::pair<Field, std::string>> in_order;  ///< words of the fields that keep their order (terms.h)
  std::vector<ColumnValue> columns;
};

/// A cue and the production it belongs to, if any.
struct CueRecord {
  Record cue;
  std::vector<Record> productions;
};

/// The album's documents: one for each track, or for each cue of a track; one for the album itself where it has no
/// tracks. `productions` are those the album links to, `cues` those that link to its tracks.
[[nodiscard]] std::vector<IndexDocument> documents_of_album(const Record& album, const std::vector<Record>& productions,
                                                            const std::vector<CueRecord>& cues, const NameIds& names);

/// What a cue's record says: its statements, and the parties of its sheet as writers.
[[nodiscard]] Statements statements_of_cue(const Record& cue);

/// The document of a cue that no track is tied to.
[[nodiscard]] IndexDocument document_of_cue(const CueRecord& cue, const NameIds& names);

/// A production's own document. It answers at its level only where no track or cue does that for it (`alone`).
[[nodiscard]] IndexDocument document_of_production(const Record& production, bool alone, const NameIds& names);

/// A name's own document; for a merged name a pointer to the one it is now.
[[nodiscard]] IndexDocument document_of_name(const Record& name);

/// The albums' or cues' productions and tracks, by their links.
[[nodiscard]] std::vector<Id> linked(const Record& record, Kind kind);
/// The newest operation that changed anything in the record.
[[nodiscard]] std::uint64_t last_change(const Record& record);

}  // namespace cuetheque
