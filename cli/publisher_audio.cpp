// Where the audio of a track lies, and where a CUE file cuts it.
#include <fmt/format.h>

#include "cli/publisher.h"
#include "core/track_audio.h"

namespace cuetheque {
namespace {

void add_audio(View& view, const AudioFile& file) {
  if (file.sample_rate() != 0) add_number(view, "sample_rate", file.sample_rate());
  if (file.channels() != 0) add_number(view, "channels", file.channels());
}

/// PREGAP and POSTGAP, INDEX 02 and up in the track's own file, FLAGS.
template <typename Kept>
void add_details(View& view, const Kept& kept) {
  if (kept.has_silence_before_frames()) add_number(view, "silence_before_frames", kept.silence_before_frames());
  if (kept.has_silence_after_frames()) add_number(view, "silence_after_frames", kept.silence_after_frames());
  std::vector<std::string> texts;
  for (const auto& index : kept.indexes())
    if (!index.has_file()) texts.push_back(fmt::format("{:02} {}", index.number(), index.frames()));
  add_list(view, "indexes", std::move(texts));
  add_list(view, "flags", {kept.flags().begin(), kept.flags().end()});
}

View data_view(const DataTrack& data) {
  View view;
  add_number(view, "track", data.number());
  add_text(view, "mode", data.mode());
  add_text(view, "stands", data.before() ? "before" : "behind");
  add_text(view, "title", data.title());
  add_text(view, "data_file", data.file());
  add_text(view, "data_file_type", data.file_type());
  if (data.has_pregap_beside()) add_number(view, "pregap_frames", data.pregap_beside());
  add_details(view, data);
  return view;
}

}  // namespace

void Publisher::add_file(View& view, std::string_view key, std::string_view key_in_base64, const Record& album,
                         std::uint32_t file) const {
  if (file >= static_cast<std::uint32_t>(album.files_size())) return;
  const auto origin = album.files(static_cast<int>(file)).origin();
  if (origin < static_cast<std::uint32_t>(album.origins_size()))
    add_path(view, key, key_in_base64, place(album.origins(static_cast<int>(origin))));
}

/// What else a CUE file says of where a track lies. Files are told here also where they are missing.
void Publisher::add_cut(View& view, const Record& album, const Track& track) const {
  if (track.has_pregap_frames()) add_number(view, "pregap_frames", track.pregap_frames());
  if (track.has_pregap_file()) add_file(view, "pregap_file", "pregap_file_base64", album, track.pregap_file());
  add_details(view, track);
  std::vector<View> continued, data;
  for (const auto& index : track.indexes()) {
    if (!index.has_file()) continue;
    auto& piece = continued.emplace_back();
    add_number(piece, "index", index.number());
    add_number(piece, "start_frames", index.frames());
    if (index.has_end_frames()) add_number(piece, "end_frames", index.end_frames());
    add_file(piece, "file", "file_base64", album, index.file());
  }
  add_objects(view, "continued", std::move(continued));
  for (const auto& kept : track.data()) data.push_back(data_view(kept));
  add_objects(view, "data", std::move(data));
}

void Publisher::add_place(View& view, const Record& album, const Track& track) const {
  const auto* file = file_of(album, track);
  if (file && !file->missing()) add_file(view, "file", "file_base64", album, track.file());
  if (track.has_sheet() && track.sheet() < static_cast<std::uint32_t>(album.origins_size()))
    add_path(view, "cue_file", "cue_file_base64", place(album.origins(static_cast<int>(track.sheet()))));
  if (track.has_start_frames()) add_number(view, "start_frames", track.start_frames());
  if (track.has_end_frames()) add_number(view, "end_frames", track.end_frames());
  add_cut(view, album, track);
  if (const auto ms = playing_ms(album, track)) add_number(view, "duration_ms", *ms);
  if (file) add_audio(view, *file);
}

}  // namespace cuetheque
