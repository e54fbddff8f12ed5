#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.h"
#include "search/documents.h"

namespace cuetheque {

/// The fields whose words a generated collection states: they are all that free words are looked for in.
inline constexpr auto peer_fields =
    std::to_array<Field>({Field::title, Field::film, Field::album, Field::artist, Field::composer, Field::albumartist,
                          Field::label, Field::genre, Field::mood, Field::scene, Field::kind, Field::albumkind});

/// A track as the peer holds it.
struct PeerTrack {
  std::uint64_t track = 0, album = 0;
  std::optional<unsigned> year;
  std::uint64_t composer = 0;
  std::vector<std::string> texts;  ///< the words of each of the fields; then the stems that are not words, likewise
};
/// The same words under which the index has it; none where the document is no track's.
[[nodiscard]] std::optional<PeerTrack> peer_track(const IndexDocument& document);

/// How the peer is asked for what our queries ask for: the word or its stem; a vocabulary's term with all narrower
/// ones; in any field.
[[nodiscard]] std::string peer_word(Field field, std::string_view word);
[[nodiscard]] std::string peer_word_anywhere(std::string_view word);
[[nodiscard]] std::string peer_prefix(Field field, std::string_view begin);
[[nodiscard]] std::string peer_phrase(Field field, std::string_view phrase);

/// The peer's column for a field's words, and for its stems.
[[nodiscard]] std::string peer_column(Field field, bool stems);

}  // namespace cuetheque
