#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/records.pb.h"

namespace cuetheque {

/// The links of a record to records of one kind that stand: of several to one record, as files and a catalogue may
/// have, the surest; and none that a curator refused.
[[nodiscard]] std::vector<Link> links_to(const Record& record, Kind kind);
/// What a curator says of a link to this record: that it is one (true), that it is none (false), or nothing.
[[nodiscard]] std::optional<bool> curators_word(const Record& record, Id target);

/// The record with its link to `target` as a curator states it, whatever inputs say of it: there, of this kind (`how`,
/// may be empty), or refused. `origin` is the curator, an index into the record's origins.
[[nodiscard]] Record with_curators_link(Record record, Id target, const std::string& how, bool refused,
                                        std::uint32_t origin);

}  // namespace cuetheque
