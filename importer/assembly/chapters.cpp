#include "importer/assembly/chapters.h"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <set>

namespace cuetheque {
namespace {

constexpr std::uint64_t frames_a_second = 75;

std::uint64_t frames_of(const ReadChapter& chapter) {
  return chapter.start_ms() * frames_a_second / 1000;
}

bool are_tracks(const Reading& reading) {
  const auto& chapters = reading.chapters();
  constexpr int most = 99;
  constexpr std::uint64_t beginning = 2 * frames_a_second;  // a pause before the first is none of its music
  if (chapters.size() < 2 || chapters.size() > most || frames_of(chapters[0]) > beginning) return false;
  std::set<std::string_view> titles;
  for (int i = 0; i < chapters.size(); ++i) {
    const bool later = i == 0 || frames_of(chapters[i]) > frames_of(chapters[i - 1]);
    if (!later || chapters[i].title().empty() || !titles.insert(chapters[i].title()).second) return false;
  }
  return reading.duration_ms() == 0 || chapters[chapters.size() - 1].start_ms() < reading.duration_ms();
}

// A CUE line ends where a line ends.
std::string one_line(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

}  // namespace

std::string chapter_sheet(const Reading& reading, std::string_view file_name) {
  if (!are_tracks(reading)) return {};
  auto text = fmt::format("FILE \"{}\" WAVE\n", one_line(std::string(file_name)));
  for (int i = 0; i < reading.chapters_size(); ++i) {
    const auto frames = frames_of(reading.chapters(i));
    const auto seconds = frames / frames_a_second;
    text += fmt::format("  TRACK {:02} AUDIO\n    TITLE \"{}\"\n    INDEX 01 {:02}:{:02}:{:02}\n", i + 1,
                        one_line(reading.chapters(i).title()), seconds / 60, seconds % 60, frames % frames_a_second);
  }
  return text;
}

}  // namespace cuetheque
