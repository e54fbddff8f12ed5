// FORMATS.md D.1: an extended playlist in UTF-8.
#include <filesystem>
#include <fmt/format.h>

#include "cli/exporters/all.h"
#include "cli/numbers.h"

namespace cuetheque {
namespace {

/// Nothing in a title may become a line or a directive of its own.
std::string one_line(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return text;
}

std::string seconds_of(const View& track) {
  const auto ms = whole_number(joined(track, "duration_ms"));
  return ms ? fmt::to_string((*ms + 500) / 1000) : "-1";
}

/// The path relative to the playlist where it lies below it, else absolute. A leading # would be a comment.
std::string path_in(const std::string& path, const std::filesystem::path& folder) {
  const auto relative =
      folder.empty() ? std::string{} : std::filesystem::path(path).lexically_relative(folder).native();
  const auto& written = relative.empty() || relative.starts_with("..") ? path : relative;
  return written.starts_with('#') ? "./" + written : written;
}

/// A line break in a file's name cannot be written in a playlist at all.
bool writable(const std::string& path) {
  return path.find_first_of("\r\n") == std::string::npos;
}

void write_track(const ExportJob& job, const ExportSink& sink, const View& track, Id id) {
  const auto files = job.publisher.files(id);
  if (files.empty() || !writable(files.front())) return;
  const auto artist = joined(track, find_item(track, "artist") ? "artist" : "composer");
  const auto dash = artist.empty() ? "" : " - ";
  sink.write(one_line(fmt::format("#EXTINF:{},{}{}{}", seconds_of(track), artist, dash, joined(track, "title"))) +
             "\n");
  sink.write(path_in(files.front(), job.beside) + "\n");
}

void write_directive(const ExportSink& sink, std::string_view name, const std::string& value) {
  if (!value.empty()) sink.write(one_line(fmt::format("#{}:{}", name, value)) + "\n");
}

void write_album(const ExportJob& job, const ExportSink& sink, const View& album, const Id* only) {
  const auto* tracks = find_item(album, "tracks");
  if (!tracks) return;
  write_directive(sink, "EXTALB", joined(album, "album"));
  write_directive(sink, "EXTART", joined(album, "albumartist"));
  write_directive(sink, "EXTGENRE", joined(tracks->children.front(), "genre"));
  for (const auto& track : tracks->children) {
    const auto id = parse_id(joined(track, "id"));
    if (id && (!only || *only == *id)) write_track(job, sink, track, *id);
  }
}

}  // namespace

void export_m3u8(const ExportJob& job, const ExportSink& sink) {
  sink.write("#EXTM3U\n#EXTENC:UTF-8\n");
  write_directive(sink, "PLAYLIST", job.title);
  job.each([&](Id id) {
    const bool audio = id.kind == Kind::album || id.kind == Kind::track;
    const auto record = audio ? job.publisher.record(id) : std::nullopt;
    if (record) write_album(job, sink, job.publisher.album(*record), id.kind == Kind::track ? &id : nullptr);
  });
}

}  // namespace cuetheque
