#pragma once
#include <string_view>

/// The tables of data/vocabularies and data/authority, as bytes compiled into the program (data/embed.cmake): nothing
/// is looked up at run time, and a table that is missing fails the link. Tab-separated UTF-8 with a header line; one
/// variable for each file.
namespace cuetheque::embedded {

extern const std::string_view moods;
extern const std::string_view scenes;
extern const std::string_view production_kinds;
extern const std::string_view album_kinds;
extern const std::string_view usages;
extern const std::string_view vocals;
extern const std::string_view visuals;
extern const std::string_view origins;
extern const std::string_view release_statuses;
extern const std::string_view roles;
extern const std::string_view names;

}  // namespace cuetheque::embedded
