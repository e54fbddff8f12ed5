#include <algorithm>
#include <charconv>

#include "core/text_utf8.h"
#include "importer/exports/parts.h"

namespace cuetheque {
namespace {

constexpr std::uint64_t most_frames = 75ULL * 3600 * 10'000;
constexpr std::size_t longest_word = 16;
constexpr std::size_t longest_text = 4096;
constexpr std::size_t most_data_tracks = 999;

std::optional<std::int64_t> frames(Json json) {
  const auto number = json.number();
  return number && *number <= most_frames ? std::optional(static_cast<std::int64_t>(*number)) : std::nullopt;
}

std::string short_text(Json json) {
  return std::string(cut_at(text_of(json), longest_text));
}

template <typename Kept>
void read_silence_and_flags(Kept& kept, Json json) {
  if (const auto before = frames(json.at("silence-before-frames"))) kept.set_silence_before_frames(*before);
  if (const auto after = frames(json.at("silence-after-frames"))) kept.set_silence_after_frames(*after);
  json.at("flags").each([&](Json flag) { kept.add_flags(short_word(flag)); });
}

template <typename Kept>
void read_indexes(Kept& kept, Json json) {
  json.at("indexes").each([&](Json one) {
    const auto text = one.text();  // "02 1500"
    const auto space = std::min(text.find(' '), text.size());
    auto& index = *kept.add_indexes();
    std::uint32_t number = 0;
    std::int64_t at = 0;
    std::from_chars(text.data(), text.data() + space, number);
    std::from_chars(text.data() + std::min(space + 1, text.size()), text.data() + text.size(), at);
    index.set_number(number);
    index.set_frames(at);
  });
}

void read_data(Track& track, Json json) {
  if (static_cast<std::size_t>(track.data_size()) == most_data_tracks) return;
  auto& data = *track.add_data();
  data.set_number(small_number(json.at("track"), most_data_tracks));
  data.set_mode(short_word(json.at("mode")));
  data.set_before(json.at("stands").text() == "before");
  data.set_title(short_text(json.at("title")));
  data.set_file(short_text(json.at("data-file")));
  data.set_file_type(short_word(json.at("data-file-type")));
  if (const auto pregap = frames(json.at("pregap-frames"))) data.set_pregap_beside(*pregap);
  read_indexes(data, json);
  read_silence_and_flags(data, json);
}

void read_continued(Track& track, Json json, ExportedFiles& files) {
  const auto origin = files.origin(json, "file", "file-base64");
  const auto start = frames(json.at("start-frames"));
  if (!origin || !start) return;
  auto& index = *track.add_indexes();
  index.set_number(small_number(json.at("index"), 99));
  index.set_frames(*start);
  index.set_file(files.audio(*origin));
  if (const auto end = frames(json.at("end-frames"))) index.set_end_frames(*end);
}

}  // namespace

std::uint32_t small_number(Json json, std::uint64_t most) {
  const auto number = json.number().value_or(0);
  return number <= most ? static_cast<std::uint32_t>(number) : 0;
}

std::string short_word(Json json) {
  return std::string(cut_at(text_of(json), longest_word));
}

void cut_out(Track& track, Json json, ExportedFiles& files) {
  if (const auto start = frames(json.at("start-frames"))) track.set_start_frames(*start);
  if (const auto end = frames(json.at("end-frames"))) track.set_end_frames(*end);
  if (const auto pregap = frames(json.at("pregap-frames"))) track.set_pregap_frames(*pregap);
  if (const auto origin = files.origin(json, "pregap-file", "pregap-file-base64"))
    track.set_pregap_file(files.audio(*origin));
  read_indexes(track, json);
  read_silence_and_flags(track, json);
  json.at("continued").each([&](Json piece) { read_continued(track, piece, files); });
  json.at("data").each([&](Json data) { read_data(track, data); });
}

}  // namespace cuetheque
