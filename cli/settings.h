#pragma once
#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace cuetheque {

/// What a user may set once and for all, in $XDG_CONFIG_HOME/cuetheque/config: `key = value` lines, `#` comments.
struct SettingRow {
  std::string_view key;
  std::string_view help;
  std::string_view values;  ///< the words it takes, separated by spaces; empty = any text
};

inline constexpr auto settings = std::to_array<SettingRow>({
    {"db", "folder of the archive", ""},
    {"color", "colour on a terminal", "auto always never"},
    {"pager", "long lists through a pager", "yes no"},
    {"user", "name to sign changes with, instead of the login name", ""},
});

using Settings = std::map<std::string, std::string, std::less<>>;

/// Where the settings are kept.
[[nodiscard]] std::filesystem::path settings_place();
/// The settings a text holds; `place` is for errors: Error(usage) with the line of an unknown key or a value that is
/// none.
[[nodiscard]] Settings parse_settings(const std::string& text, const std::filesystem::path& place);
/// The file's, or none where there is no file. Error(usage) where anybody may write to it.
[[nodiscard]] Settings read_settings();
/// The text with this key set, all else kept as it is.
[[nodiscard]] std::string with_setting(const std::string& text, std::string_view key, std::string_view value);
/// Error(usage) unless the key is known and takes the value.
void check_setting(std::string_view key, std::string_view value, const std::string& where);

/// $NAME, or the folder under $HOME where that is not set; empty where neither is.
[[nodiscard]] std::filesystem::path xdg_folder(const char* name, const char* under_home);

}  // namespace cuetheque
