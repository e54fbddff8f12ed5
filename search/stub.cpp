#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <system_error>

#include "core/files.h"
#include "search/engine.h"

namespace cuetheque {
namespace {

constexpr std::string_view unfinished_ending = ".tmp";
constexpr std::size_t longest_stub = 1024;

std::string start_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw refused(file, errno);
  std::string text(longest_stub, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

}  // namespace

bool Stub::exists() const {
  std::error_code error;
  return std::filesystem::exists(std::filesystem::symlink_status(place_, error));
}

std::optional<std::filesystem::path> Stub::generation() const {
  std::error_code error;
  if (!std::filesystem::is_regular_file(place_, error)) return std::nullopt;
  auto line = start_of(place_);
  if (!line.ends_with('\n') || std::ranges::count(line, '\n') != 1) return std::nullopt;
  line.pop_back();
  constexpr std::string_view glass = "glass ";
  if (!line.starts_with(glass)) return std::nullopt;
  const auto folder = place_.parent_path() / line.substr(glass.size());
  const auto number = number_of(folder);
  if (!number || folder != numbered(*number)) return std::nullopt;
  return folder;
}

std::filesystem::path Stub::numbered(unsigned number) const {
  return place_.parent_path() / fmt::format("{}.{:06}", place_.filename().string(), number);
}

std::optional<unsigned> Stub::number_of(const std::filesystem::path& folder) const {
  const auto name = folder.filename().string();
  const auto start = place_.filename().string() + '.';
  if (!name.starts_with(start)) return std::nullopt;
  unsigned number = 0;
  const auto* first = name.data() + start.size();
  const auto* last = name.data() + name.size() - (name.ends_with(unfinished_ending) ? unfinished_ending.size() : 0);
  const auto [stop, error] = std::from_chars(first, last, number);
  return error == std::errc{} && stop == last ? std::optional(number) : std::nullopt;
}

std::vector<std::filesystem::path> Stub::folders() const {
  std::vector<std::filesystem::path> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(place_.parent_path(), error))
    if (number_of(entry.path())) found.push_back(entry.path());
  return found;
}

unsigned Stub::last_number() const {
  unsigned last = 0;
  for (const auto& folder : folders()) last = std::max(last, number_of(folder).value_or(0));
  return last;
}

std::filesystem::path Stub::unfinished() const {
  auto folder = numbered(last_number() + 1);
  folder += unfinished_ending;
  return folder;
}

void Stub::swap_in(const std::filesystem::path& unfinished) const {
  std::error_code error;
  const auto finished = numbered(number_of(unfinished).value_or(last_number() + 1));
  std::filesystem::rename(unfinished, finished, error);
  if (error) throw refused(finished, error.value());
  write_file(place_, fmt::format("glass {}\n", finished.filename().string()));
}

void Stub::remove_others() const {
  const auto current = generation();
  std::error_code ignored;  // what cannot be removed now is removed by the next writer
  for (const auto& folder : folders())
    if (folder != current) std::filesystem::remove_all(folder, ignored);
}

}  // namespace cuetheque
