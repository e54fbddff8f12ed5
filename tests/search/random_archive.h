#pragma once
#include <string>
#include <vector>

#include "core/records.pb.h"
#include "tests/search/dice.h"

namespace cuetheque {

/// The records of a catalogue made up by chance, always the same: films, albums (of one film, of several, of none,
/// without tracks), cues tied to no track, to one, to several, names with aliases, two people of one name and one that
/// was merged; each says something in any field its level allows, by any source.
[[nodiscard]] std::vector<Record> random_archive(std::size_t tracks);

/// Words its titles are made of, for queries.
[[nodiscard]] const std::vector<std::string>& title_words();
[[nodiscard]] std::string random_date(Dice& dice);

}  // namespace cuetheque
