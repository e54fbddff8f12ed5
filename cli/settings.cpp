#include "cli/settings.h"

#include <algorithm>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <cstdlib>
#include <fmt/format.h>
#include <sstream>
#include <vector>

#include "cli/files.h"
#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

namespace po = boost::program_options;

bool sets_key(std::string_view line, std::string_view key) {
  const auto equals = line.find('=');
  return equals != std::string_view::npos && trim(line.substr(0, equals)) == key;
}

bool takes(const SettingRow& row, std::string_view value) {
  if (row.values.empty()) return true;
  return fmt::format(" {} ", row.values).find(fmt::format(" {} ", value)) != std::string::npos;
}

/// What one line sets: one setting, or none where it is empty or a comment.
Settings settings_of_line(const std::string& line, const std::string& where) try {
  if (trim(line).starts_with('[')) throw po::error(line);
  std::istringstream stream(line);
  Settings found;
  for (const auto& option : po::parse_config_file(stream, po::options_description(), true).options)
    found[option.string_key] = option.value.empty() ? std::string{} : option.value.front();
  return found;
} catch (const po::error&) {
  throw Error(Cause::usage, fmt::format("'{}' sets nothing", shown(trim(line))), where,
              "a setting is a line `key = value`");
}

}  // namespace

void check_setting(std::string_view key, std::string_view value, const std::string& where) {
  const auto row = std::ranges::find(settings, key, &SettingRow::key);
  if (row == settings.end()) {
    std::vector<std::string_view> keys;
    for (const auto& known : settings) keys.push_back(known.key);
    const auto close = nearest(key, keys);
    throw Error(Cause::usage, fmt::format("there is no setting '{}'", shown(key)), where,
                fmt::format("the settings are {}{}", fmt::join(keys, ", "),
                            close ? fmt::format("; did you mean {}?", *close) : ""));
  }
  if (!takes(*row, value))
    throw Error(Cause::usage, fmt::format("{} cannot be '{}'", key, shown(value)), where,
                fmt::format("one of: {}", row->values));
}

std::filesystem::path xdg_folder(const char* name, const char* under_home) {
  if (const char* folder = std::getenv(name); folder && *folder == '/') return folder;
  const char* home = std::getenv("HOME");
  return home && *home ? std::filesystem::path(home) / under_home : std::filesystem::path{};
}

std::filesystem::path settings_place() {
  const auto folder = xdg_folder("XDG_CONFIG_HOME", ".config");
  return folder.empty() ? folder : folder / "cuetheque" / "config";
}

Settings parse_settings(const std::string& text, const std::filesystem::path& place) {
  Settings found;
  std::istringstream lines(text);
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    const auto where = fmt::format("{}:{}", shown(place.native()), number);
    for (const auto& [key, value] : settings_of_line(line, where)) {
      check_setting(key, value, where);
      found[key] = value;
    }
  }
  return found;
}

Settings read_settings() {
  const auto place = settings_place();
  std::error_code error;
  const auto status = place.empty() ? std::filesystem::file_status() : std::filesystem::status(place, error);
  if (!std::filesystem::exists(status)) return {};
  // Whoever may change the settings decides which archive is written to.
  if ((status.permissions() & std::filesystem::perms::others_write) != std::filesystem::perms::none)
    throw Error(Cause::usage, "anybody may write to these settings: they are not used", shown(place.native()),
                fmt::format("chmod o-w '{}'", shown(place.native())));
  return parse_settings(read_text(place), place);
}

std::string with_setting(const std::string& text, std::string_view key, std::string_view value) {
  std::istringstream lines(text);
  std::string line, out;
  bool done = false;
  while (std::getline(lines, line)) {
    if (sets_key(line, key)) {
      if (!done) out += fmt::format("{} = {}\n", key, value);
      done = true;
      continue;
    }
    out += line + '\n';
  }
  if (!done) out += fmt::format("{} = {}\n", key, value);
  return out;
}

}  // namespace cuetheque
