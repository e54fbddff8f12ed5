#include "importer/assembly/cue_join.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fmt/format.h>

#include "core/paths.h"
#include "core/text.h"

namespace cuetheque {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array audio_extensions{"flac"sv, "wv"sv,  "ape"sv, "wav"sv,  "w64"sv, "aiff"sv, "aif"sv,
                                      "mp3"sv,  "m4a"sv, "ogg"sv, "opus"sv, "tta"sv, "tak"sv,  "mpc"sv};
constexpr Frames standard_pause{150};
constexpr auto no_audio = "audio missing";

std::string with_slashes(std::string_view name) {
  std::string result(name);
  std::ranges::replace(result, '\\', '/');
  return result;
}

/// The name without its extension; a dot at the front or none at all ends nothing.
std::string_view stem(std::string_view path) {
  const auto dot = path.rfind('.');
  const auto base = path.size() - name_of(path).size();
  return dot == std::string_view::npos || dot <= base ? path : path.substr(0, dot);
}

bool is_absolute(std::string_view path) {
  return path.starts_with('/') || (path.size() >= 2 && path[1] == ':');
}

bool leaves_folder(std::string_view path) {
  int depth = 0;
  while (!path.empty()) {
    const auto end = std::min(path.find('/'), path.size());
    const auto part = path.substr(0, end);
    if (part == "..")
      --depth;
    else if (!part.empty() && part != ".")
      ++depth;
    if (depth < 0) return true;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return false;
}

bool is_audio_extension(std::string_view path) {
  const auto dot = path.rfind('.');
  return dot != std::string_view::npos &&
         std::ranges::find(audio_extensions, fold(path.substr(dot + 1))) != audio_extensions.end();
}

/// The audio files of the folder under the three forms they are compared in.
class Names {
 public:
  explicit Names(const std::vector<std::string>& names) {
    for (const auto& name : names) forms_.push_back({name, clean(name), fold(name)});
  }

  [[nodiscard]] std::size_t size() const { return forms_.size(); }

  /// The file with this name, or with this stem and an audio extension.
  [[nodiscard]] std::optional<std::size_t> named(std::string_view name) const { return find(name, false); }
  [[nodiscard]] std::optional<std::size_t> with_stem(std::string_view name) const { return find(name, true); }

 private:
  using Form = std::array<std::string, 3>;

  [[nodiscard]] std::optional<std::size_t> find(std::string_view name, bool by_stem) const {
    const Form wanted{std::string(name), clean(name), fold(name)};
    for (std::size_t form = 0; form < wanted.size(); ++form)
      if (const auto found = only(wanted, form, by_stem)) return found;
    return std::nullopt;
  }

  /// The one file that is equal in this form. Several that differ only in case or accents settle nothing; several that
  /// differ only in extension are taken in the order of the extensions.
  [[nodiscard]] std::optional<std::size_t> only(const Form& wanted, std::size_t form, bool by_stem) const {
    std::optional<std::size_t> best;
    bool several = false;
    for (std::size_t i = 0; i < forms_.size(); ++i) {
      const std::string_view name = forms_[i][form];
      if (by_stem ? !is_audio_extension(forms_[i][0]) || stem(name) != wanted[form] : name != wanted[form]) continue;
      several = best && rank(i) == rank(*best);
      if (!best || rank(i) < rank(*best)) best = i;
    }
    return several ? std::nullopt : best;
  }

  [[nodiscard]] std::ptrdiff_t rank(std::size_t name) const {
    const std::string& folded = forms_[name][2];
    const auto extension = std::string_view(folded).substr(std::min(folded.rfind('.') + 1, folded.size()));
    return std::ranges::find(audio_extensions, extension) - audio_extensions.begin();
  }

  std::vector<Form> forms_;
};

struct Found {
  std::optional<std::size_t> audio;
  std::string odd;
};

Found find_by_name(const std::string& name, const Names& names) {
  if (const auto found = names.named(name)) return {found, {}};
  const std::string base(name_of(name));
  if (const auto found = names.named(base)) return {found, "found by its base name"};
  for (const std::string_view form : {std::string_view(name), std::string_view(base)})
    if (const auto found = names.with_stem(stem(form))) return {found, "found with another extension"};
  // "Album" WAVE, without any extension; or dots that end no stem.
  if (const auto found = names.with_stem(base)) return {found, "found with an extension added"};
  return {};
}

Found find_file(const CueFile& sheet, const std::string& written, std::string_view sheet_name, const Names& names) {
  auto name = with_slashes(written);
  if (is_absolute(name)) name = std::string(name_of(name.substr(name.size() > 1 && name[1] == ':' ? 2 : 0)));
  if (name.starts_with("./")) name.erase(0, 2);
  if (!name.empty())
    if (auto found = find_by_name(name, names); found.audio) return found;
  if (sheet.files.size() == 1) {
    if (const auto found = names.with_stem(stem(sheet_name))) return {found, "found by the sheet's own name"};
    if (names.size() == 1) return {0, "taken to be the only audio file"};
  }
  return {std::nullopt, no_audio};
}

std::string refusal(const std::string& written, std::string_view sheet_name) {
  const auto name = with_slashes(written);
  if (!is_absolute(name) && leaves_folder(name)) return "FILE leaves the cue sheet's folder";
  return name_of(name) == sheet_name ? "FILE is the sheet itself" : std::string{};
}

bool same_file(const CueFile& sheet, std::size_t one, std::size_t other) {
  return one == other || (!sheet.files[one].name.empty() && sheet.files[one].name == sheet.files[other].name);
}

/// Where a track begins, or for one without INDEX 01 whatever it has.
const CueFile::Index* beginning(const CueFile::Track& track) {
  if (const auto* start = track.index(1)) return start;
  return track.indices.empty() ? nullptr : &track.indices.front();
}

/// Where the audio of this start ends: at the beginning of the next track that lies after it in the same FILE.
std::optional<Frames> end_of(const CueFile& sheet, std::size_t track, const CueFile::Index& start) {
  for (std::size_t next = track + 1; next < sheet.tracks.size(); ++next) {
    const auto* beginning_of_next = beginning(sheet.tracks[next]);
    if (beginning_of_next == nullptr) continue;
    if (!same_file(sheet, beginning_of_next->file, start.file)) return std::nullopt;
    if (beginning_of_next->at > start.at) return beginning_of_next->at;
  }
  return std::nullopt;
}

std::vector<FurtherIndex> further_of(const CueFile& sheet, std::size_t track, std::size_t file) {
  std::vector<FurtherIndex> further;
  for (const auto& index : sheet.tracks[track].indices) {
    if (index.number < 2) continue;
    const bool elsewhere = !same_file(sheet, index.file, file);
    further.push_back(
        {index.number, index.file, index.at, elsewhere ? end_of(sheet, track, index) : std::optional<Frames>()});
  }
  return further;
}

std::size_t file_of(const CueFile::Track& track) {
  const auto* start = beginning(track);
  return start == nullptr ? track.file : start->file;
}

/// The nearest audio track on this side, or none.
std::optional<std::size_t> audio_before(const CueFile& sheet, std::size_t track) {
  while (track > 0)
    if (sheet.tracks[--track].audio()) return track;
  return std::nullopt;
}
std::optional<std::size_t> audio_after(const CueFile& sheet, std::size_t track) {
  while (++track < sheet.tracks.size())
    if (sheet.tracks[track].audio()) return track;
  return std::nullopt;
}

std::optional<std::size_t> keeper_of(const CueFile& sheet, std::size_t data) {
  const auto before = audio_before(sheet, data), after = audio_after(sheet, data);
  const auto shares_file = [&](std::optional<std::size_t> track) {
    return track && same_file(sheet, file_of(sheet.tracks[*track]), file_of(sheet.tracks[data]));
  };
  const bool to_the_next = !before || (!shares_file(before) && shares_file(after));
  return to_the_next ? after : before;
}

TrackRange range_of(const CueFile& sheet, std::size_t which) {
  const auto& track = sheet.tracks[which];
  TrackRange range{which, track.number, track.file, {}, {}, {}, track.file, false, {}};
  const auto* start = track.index(1);
  if (start != nullptr) {
    range.file = start->file;
    range.start = start->at;
    range.end = end_of(sheet, which, *start);
  }
  range.further = further_of(sheet, which, range.file);
  const auto* gap = track.index(0);
  // A gap after its own start is somebody else's.
  const bool before = gap != nullptr && (start == nullptr || gap->file != start->file || gap->at <= start->at);
  if (!before) return range;
  range.pregap = gap->at;
  range.pregap_file = gap->file;
  if (start == nullptr) range.file = gap->file;
  return range;
}

/// B.7: what stands before INDEX 01 of the first track, where it is longer than the pause every disc has.
std::optional<TrackRange> hidden_range(const CueFile& sheet) {
  const auto& first = sheet.tracks.front();
  const auto* gap = first.index(0);
  const auto* start = first.index(1);
  if (!first.audio() || gap == nullptr || start == nullptr) return std::nullopt;
  TrackRange range{0, 0, gap->file, gap->at, {}, {}, gap->file, true, {}};
  if (!same_file(sheet, gap->file, start->file)) return range;
  if (start->at - gap->at <= standard_pause) return std::nullopt;
  range.end = start->at;
  return range;
}

}  // namespace

std::set<std::string> folders_of_files(const CueFile& sheet) {
  std::set<std::string> folders;
  for (const auto& file : sheet.files) {
    const auto name = with_slashes(file.name);
    if (!is_absolute(name) && !leaves_folder(name))
      folders.insert(folder_of(std::filesystem::path(name).lexically_normal().native()));
  }
  return folders;
}

ResolvedFiles resolve_files(const CueFile& sheet, std::string_view sheet_name,
                            const std::vector<std::string>& audio_names) {
  const Names names(audio_names);
  ResolvedFiles resolved;
  for (std::size_t i = 0; i < sheet.files.size(); ++i) {
    const auto& file = sheet.files[i];
    if (is_of_data(sheet, i)) {
      resolved.audio.emplace_back();
      continue;
    }
    const auto why = refusal(file.name, sheet_name);
    auto found = why.empty() ? find_file(sheet, file.name, sheet_name, names) : Found{std::nullopt, why};
    resolved.audio.push_back(found.audio);
    if (found.odd.empty()) continue;
    auto read_as = found.audio ? audio_names[*found.audio] : std::string{};
    resolved.remarks.push_back(
        {{}, fmt::format("FILE \"{}\"", file.name), std::move(found.odd), std::move(read_as), false});
  }
  // A sheet alone, without any of its audio, is one thing to say and not one for each track.
  const auto missing = std::ranges::count(resolved.remarks, no_audio, &Remark::what);
  if (missing > 1 && static_cast<std::size_t>(missing) == sheet.files.size())
    resolved.remarks = {{{}, {}, fmt::format("{} of all {} FILEs", no_audio, missing), {}, false}};
  return resolved;
}

std::vector<TrackRange> track_ranges(const CueFile& sheet) {
  std::vector<TrackRange> ranges;
  if (sheet.tracks.empty()) return ranges;
  if (const auto hidden = hidden_range(sheet)) ranges.push_back(*hidden);
  for (std::size_t i = 0; i < sheet.tracks.size(); ++i)
    if (sheet.tracks[i].audio()) ranges.push_back(range_of(sheet, i));
  return ranges;
}

bool is_of_data(const CueFile& sheet, std::size_t file) {
  bool data = false;
  for (const auto& track : sheet.tracks)
    for (const auto& index : track.indices) {
      if (!same_file(sheet, index.file, file)) continue;
      if (track.audio()) return false;
      data = true;
    }
  return data;
}

std::vector<DataPlace> data_beside(const CueFile& sheet, std::size_t track) {
  std::vector<DataPlace> kept;
  const auto keep = [&](std::size_t data) {
    if (keeper_of(sheet, data) == track) kept.push_back({data, file_of(sheet.tracks[data]), data < track});
  };
  const auto before = audio_before(sheet, track);
  for (auto data = before ? *before + 1 : 0; data < track; ++data) keep(data);
  for (auto data = track + 1; data < sheet.tracks.size() && !sheet.tracks[data].audio(); ++data) keep(data);
  return kept;
}

}  // namespace cuetheque
