#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/records.pb.h"

namespace cuetheque {

/// The exact keys by which the archive finds records without the index. They are derived from the record alone, so that
/// storing, undoing and restoring a record keeps them right by itself. Several records may carry one key (two copies
/// with one barcode).
[[nodiscard]] std::vector<std::string> keys_of(const Record& record);

/// The keys, each in its own name space. Text is folded (text.h).
[[nodiscard]] std::string name_key(std::string_view name);  ///< every form of a name
[[nodiscard]] std::string production_key(std::string_view title,
                                         std::string_view year);  ///< year may be empty: any production of that title
[[nodiscard]] std::string assembly_key(std::string_view root, std::string_view folder,
                                       std::string_view identity);  ///< an album's, how an import finds it again
[[nodiscard]] std::string export_key(std::string_view root, std::string_view file,
                                     std::string_view id);  ///< the assembly key of an album that an export tells of
[[nodiscard]] bool is_export_key(std::string_view assembly_key);
[[nodiscard]] std::string told_key(std::string_view path);  ///< audio that an export says lies there (absolute)
[[nodiscard]] std::string linked_key(
    Id target);  ///< records that link to this one (an album to its production, a cue to a track)
[[nodiscard]] std::string code_key(std::string_view field,
                                   std::string_view code);        ///< an external identifier: barcode, isrc, imdb …
[[nodiscard]] std::string content_key_of(const AudioFile& file);  ///< its content, wherever it lies; empty: not known
[[nodiscard]] std::string sound_key_of(
    const AudioFile& file);  ///< its length and format, which retagging does not change; empty: not known

/// Root and folder of an assembly key, as given to `assembly_key`.
struct AssemblyPlace {
  std::string root;
  std::string folder;
};
[[nodiscard]] AssemblyPlace place_of(std::string_view assembly_key);

}  // namespace cuetheque
