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

std::size_t line_of(const std::string& text, std::string_view key) {
  std::istringstream lines(text);
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number)
    if (sets_key(line, key)) return number;
  return 0;
}

bool takes(const SettingRow& row, std::string_view value) {
  if (row.values.empty()) return true;
  return fmt::format(" {} ", row.values).find(fmt::format(" {} ", value)) != std::string::npos;
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

Settings parse_settings(const std::string& text, const std::filesystem::path& place) try {
  Settings found;
  std::istringstream stream(text);
  const po::options_description none;
  for (const auto& option : po::parse_config_file(stream, none, true).options) {
    const auto value = option.value.empty() ? std::string{} : option.value.front();
    check_setting(option.string_key, value,
                  fmt::format("{}:{}", shown(place.native()), line_of(text, option.string_key)));
    found[option.string_key] = value;
  }
  return found;
} catch (const po::error& error) {
  throw Error(Cause::usage, shown(error.what()), shown(place.native()), "a setting is a line `key = value`");
}

Settings read_settings() {
  const auto place = settings_place();
  std::error_code error;
  if (place.empty() || !std::filesystem::exists(place, error)) return {};
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
