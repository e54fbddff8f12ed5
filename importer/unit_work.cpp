#include "importer/unit_work.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "core/error.h"
#include "core/paths.h"
#include "core/text.h"
#include "importer/assembly/chapters.h"
#include "importer/assembly/cue_join.h"
#include "importer/cue_sheets/cue_sheet.h"
#include "importer/packed/input_file.h"
#include "importer/picture_files.h"
#include "importer/remark_text.h"
#include "importer/tags/pictures.h"

namespace cuetheque {
namespace {

// More than any of these files honestly is.
constexpr std::size_t longest_cue_sheet = 16U << 20U;

// Why a file is not catalogued though nothing failed.
constexpr std::string_view not_audio = "not audio, by its first bytes";
constexpr std::string_view not_read = "cdrdao table of contents: not read";
constexpr std::string_view no_release = "no MusicBrainz release";
constexpr std::string_view releases = "MusicBrainz releases";              // how a file of them is remembered
constexpr std::string_view some_releases = "MusicBrainz releases: only ";  // and one of which a filter took some

}  // namespace

bool is_failure(const Folder::Entry& entry) {
  constexpr std::array harmless{not_audio, no_cue_sheet, not_read, no_release};
  const auto& remark = entry.remark();
  return entry.album() == 0 && !remark.empty() && !remark.starts_with(releases) &&
         std::ranges::find(harmless, remark) == harmless.end();
}

UnitWork::UnitWork(WalkedUnit walked, const Settings& settings)
    : settings_(settings),
      folder_(std::move(walked.folder)),
      files_(std::move(walked.files)),
      other_files_(walked.other_files) {
  if (!walked.only.empty()) restrict_to(walked.only, files_);
  if (files_.empty()) return;
  remembered_ = settings_.memory.folder ? settings_.memory.folder(settings_.place.root, folder_) : std::nullopt;
  if (remembered_)
    for (const auto& entry : remembered_->entries()) entries_.emplace(entry.name(), &entry);
  contents_.root = settings_.place.root;
  contents_.folder = folder_;
  changed_ = std::ranges::any_of(files_, [&](const WalkedFile& file) { return !known(file).same; });
  if (!changed_ && !settings_.options.checksum) {
    audio_files_ = static_cast<std::size_t>(std::ranges::count_if(files_, [&](const WalkedFile& file) {
      return file.kind == FileKind::audio ||
             (file.kind == FileKind::unknown && known(file).entry->album() != 0 && known(file).entry->remark().empty());
    }));
    return;
  }
  for (const auto& file : files_) look_at(file);
}

UnitWork::Known UnitWork::known(const WalkedFile& walked) const {
  const auto entry = entries_.find(name_in(folder_, walked.file.path));
  if (entry == entries_.end()) return {};
  const auto& before = *entry->second;
  // What a filter left out the last time may be wanted now.
  const bool other_filter = before.remark().starts_with(some_releases) && before.remark() != releases_mark();
  return {&before,
          before.size() == walked.file.size && before.modified_ns() == walked.file.modified_ns && !other_filter};
}

/// A CUE file and the audio it means, by their paths.
std::set<std::string> UnitWork::meant_by(const WalkedFile& sheet, const std::vector<WalkedFile>& files) const {
  const auto folder = folder_of(sheet.file.path);
  std::vector<std::string> names;
  for (const auto& walked : files)
    if (walked.kind == FileKind::audio && (folder.empty() || walked.file.path.starts_with(folder + "/")))
      names.push_back(name_in(folder, walked.file.path));
  const auto bytes = unpacked_start_if_readable(absolute(sheet.file.path), longest_cue_file + 1);
  const auto parsed = parse_cue_file(bytes.value_or(""), sheet.file.path, settings_.options.encoding);
  std::set<std::string> meant{sheet.file.path};
  for (const auto& found : resolve_files(parsed.sheet, name_of(sheet.file.path), names).audio)
    if (found) meant.insert(path_of(folder, names[*found]));
  return meant;
}

/// The file that was asked for, with the CUE file that it is or that cuts it, and all audio of that.
void UnitWork::restrict_to(const std::string& only, std::vector<WalkedFile>& files) const {
  std::set<std::string> wanted{only};
  for (const auto& walked : files)
    if (walked.kind == FileKind::cue_file)
      if (auto meant = meant_by(walked, files); meant.contains(only)) wanted.merge(meant);
  std::erase_if(files, [&](const WalkedFile& walked) { return !wanted.contains(walked.file.path); });
}

std::string UnitWork::absolute(const std::string& path) const {
  if (settings_.place.is_standard_input()) return std::string(standard_input_path);
  return (settings_.place.mount / path).native();
}

void UnitWork::look_at(const WalkedFile& walked) {
  const auto before = known(walked);
  if (walked.passing) passing_.insert(walked.file.path);
  if (!walked.problem.empty()) return refuse(walked, walked.problem, walked.failed);
  switch (walked.kind) {
    case FileKind::audio:
      return look_at_audio(walked, before);
    case FileKind::unknown:
      return look_at_unknown(walked, before);
    case FileKind::cue_file:
      return read_cue_file(walked);
    case FileKind::cue_sheet:
      if (!before.same) read_cue_sheet(walked);
      return;
    case FileKind::releases:
      if (!before.same) release_files_.push_back(walked);
      return;
    case FileKind::picture:
      contents_.pictures.push_back(picture_beside(
          walked.file, unpacked_start_if_readable(absolute(walked.file.path), digested_picture).value_or("")));
      return;
    case FileKind::toc:
      if (!before.same) refuse(walked, std::string(not_read), false);
      return;
    case FileKind::packed:
    case FileKind::other:
      return;
  }
}

void UnitWork::look_at_audio(const WalkedFile& walked, const Known& before) {
  ++audio_files_;
  if (before.same && !settings_.options.checksum) {
    // What could not be read then cannot be read now.
    if (before.entry->album() == 0 && !before.entry->remark().empty()) return;
    const auto* album = recall(before.entry->album());
    if (auto reading = album == nullptr ? std::nullopt : album->of(contents_.root, walked.file.path)) {
      contents_.audio.push_back({walked.file, std::move(*reading)});
      return;
    }
  }
  slots_.push_back(contents_.audio.size());
  contents_.audio.push_back({walked.file, {}});
  to_read_.push_back(absolute(walked.file.path));
  ++waiting_;
}

void UnitWork::look_at_unknown(const WalkedFile& walked, const Known& before) {
  const bool releases_read = before.same && before.entry->remark().starts_with(releases);
  if (releases_read) return;
  const bool looked_at = before.same && (before.entry->remark() == not_audio || before.entry->remark() == no_release);
  const auto bytes = looked_at ? std::nullopt : start_of(walked, sniffed_bytes);
  if (!bytes && !looked_at) return;
  const auto kind = bytes ? kind_of_content(*bytes) : FileKind::other;
  if (kind == FileKind::audio) return look_at_audio(walked, before);
  if (kind == FileKind::releases) return release_files_.push_back(walked);
  ++other_files_;
  not_catalogued_.emplace(walked.file.path, not_audio);
}

void UnitWork::read_cue_file(const WalkedFile& walked) {
  const auto bytes = start_of(walked, longest_cue_file + 1);
  if (!bytes) return;
  auto parsed = parse_cue_file(*bytes, walked.file.path, settings_.options.encoding);
  ++sheets_read_;
  contents_.sheets.push_back({walked.file, false, std::move(parsed.sheet), std::move(parsed.remarks)});
}

void UnitWork::read_cue_sheet(const WalkedFile& walked) {
  const auto bytes = start_of(walked, longest_cue_sheet + 1);
  if (!bytes) return;
  if (bytes->size() > longest_cue_sheet) return refuse(walked, "larger than 16 MiB", true);
  auto parsed =
      parse_cue_sheet(*bytes, walked.file.path, {settings_.options.encoding, settings_.options.timecode_start});
  // A table of anything else may lie beside music; that is no failure.
  for (auto& remark : parsed.remarks) remark.failed = remark.failed && !remark.what.starts_with(no_cue_sheet);
  std::ranges::move(parsed.remarks, std::back_inserter(remarks_));
  if (!parsed.sheet) {
    ++other_files_;
    not_catalogued_.emplace(walked.file.path, no_cue_sheet);
    return;
  }
  ++sheets_read_;
  parsed.sheet->sheet.set_root(contents_.root);
  cue_sheets_.push_back(std::move(*parsed.sheet));
}

std::string UnitWork::releases_mark() const {
  const auto& filter = settings_.options.filter;
  return filter.empty() ? std::string(releases) : std::string(some_releases) + filter;
}

std::optional<Unit> UnitWork::next_releases(ImportProgress& progress) {
  progress.bytes_read = progress.bytes_total = 0;
  if (release_files_.empty()) return std::nullopt;
  const auto& file = release_files_.front().file;
  if (!release_file_)
    release_file_.emplace(absolute(file.path), DocumentPlace{contents_.root, file.path, {}},
                          release_filter(settings_.options.filter));
  Unit unit{contents_.root, folder_, {}, {}, {}, {}, true};
  if (auto slice = release_file_->next()) {
    unit.albums = std::move(slice->albums);
    unit.sheets = std::move(slice->sheets);
    unit.remarks = std::move(slice->remarks);
  } else {
    end_release_file();
  }
  if (!release_file_) return unit;
  progress.current = file.path;
  progress.bytes_read = release_file_->bytes_read();
  progress.bytes_total = file.size;
  return unit;
}

void UnitWork::end_release_file() {
  const auto walked = std::move(release_files_.front());
  const auto& path = walked.file.path;
  release_files_.pop_front();
  releases_read_ += release_file_->releases();
  if (const auto problem = release_file_->problem(); !problem.empty()) {
    passing_.insert(path);
    refuse(walked, "cannot be read to its end: " + remark_text(problem), true, release_file_->reached());
  } else if (release_file_->foreign() && settings_.place.is_standard_input()) {
    refuse(walked, "holds neither MusicBrainz releases nor albums that cuetheque exported", true);
  } else if (release_file_->foreign()) {
    ++foreign_files_;
    not_catalogued_.emplace(path, no_release);
  } else {
    not_catalogued_.emplace(path, releases_mark());
  }
  release_file_.reset();
}

std::optional<std::string> UnitWork::start_of(const WalkedFile& walked, std::size_t count) {
  try {
    return unpacked_start(absolute(walked.file.path), count);
  } catch (const Error& why) {
    passing_.insert(walked.file.path);
    refuse(walked, std::string("cannot be read: ") + why.what(), true);
    return std::nullopt;
  }
}

void UnitWork::refuse(const WalkedFile& walked, std::string why, bool failed, std::string position) {
  not_catalogued_.emplace(walked.file.path, why);
  if (!known(walked).same) remarks_.push_back({walked.file.path, std::move(position), std::move(why), "", failed});
}

const Recall* UnitWork::recall(std::uint64_t album) {
  if (album == 0 || !settings_.memory.album) return nullptr;
  const auto [place, is_new] = albums_.try_emplace(album);
  if (is_new)
    if (auto record = settings_.memory.album(album)) place->second.emplace(std::move(*record));
  return place->second ? &*place->second : nullptr;
}

void UnitWork::take(std::size_t slot, Reading&& reading) {
  contents_.audio[slots_[slot]].reading = std::move(reading);
  --waiting_;
}

void UnitWork::parse_embedded() {
  for (const auto& read : contents_.audio) {
    const bool alone = contents_.audio.size() == 1 && contents_.sheets.empty();
    const auto text = read.reading.cue_text().empty() && alone ? chapter_sheet(read.reading, name_of(read.file.path))
                                                               : read.reading.cue_text();
    if (text.empty()) continue;
    auto parsed = parse_cue_file(text, read.file.path, "UTF-8");
    if (parsed.sheet.tracks.empty()) continue;
    ++sheets_read_;
    contents_.sheets.push_back({read.file, true, std::move(parsed.sheet), std::move(parsed.remarks)});
  }
}

/// With --checksum the content decides: the same digests as stored, of the same files.
bool UnitWork::digests_as_before() {
  return settings_.options.checksum && !changed_ && std::ranges::all_of(contents_.audio, [&](const ReadFile& read) {
           const auto before = entries_.find(name_in(folder_, read.file.path));
           if (!read.reading.failed().empty()) return before->second->album() == 0;
           const auto* album = recall(before->second->album());
           return album != nullptr && !read.reading.digest().empty() &&
                  album->digest_of(contents_.root, read.file.path) == read.reading.digest();
         });
}

/// Bytes that changed while size and time did not are no edit: the digest stored until now is the last that could tell.
void UnitWork::remark_on_silent_change(const ReadFile& read) {
  const auto before = entries_.find(name_in(folder_, read.file.path));
  if (before == entries_.end() || before->second->size() != read.file.size ||
      before->second->modified_ns() != read.file.modified_ns || read.reading.digest().empty())
    return;
  const auto* album = recall(before->second->album());
  const auto stored = album == nullptr ? std::string() : album->digest_of(contents_.root, read.file.path);
  if (stored.empty() || stored == read.reading.digest()) return;
  remarks_.push_back(
      {read.file.path, "", "its bytes changed, though its size and time did not", "as it is now", false});
}

std::optional<Unit> UnitWork::finish() {
  // What came through standard input is no folder's, and nothing of it can be looked at again.
  if (settings_.place.is_standard_input()) {
    if (remarks_.empty()) return std::nullopt;
    return Unit{contents_.root, folder_, {}, {}, {}, std::move(remarks_), true};
  }
  if (digests_as_before()) return std::nullopt;
  for (const auto& read : contents_.audio) {
    remark_on_silent_change(read);
    if (!read.reading.failed().empty()) not_catalogued_.emplace(read.file.path, clean(read.reading.failed()));
    if (read.reading.passing()) passing_.insert(read.file.path);
  }
  parse_embedded();
  auto assembled = assemble(contents_);
  keep_identities(assembled.albums);
  Unit unit{contents_.root,         folder_, std::move(assembled.albums),
            std::move(cue_sheets_), seen(),  std::move(assembled.remarks)};
  unit.remarks.insert(unit.remarks.end(), remarks_.begin(), remarks_.end());
  // Names of files are bytes, and may stand in what is said of others; what is said is text.
  for (auto& remark : unit.remarks)
    for (auto* text : {&remark.position, &remark.what, &remark.read_as}) *text = remark_text(*text);
  std::ranges::stable_sort(unit.remarks, {}, &Remark::path);
  return unit;
}

std::uint64_t UnitWork::album_before(const std::string& path) const {
  const auto entry = entries_.find(name_in(folder_, path));
  return entry == entries_.end() ? 0 : entry->second->album();
}

/// An album whose title was corrected in its files is the album it was, with all that a curator said about it; and a
/// file that left for another album says nothing more on the one it left.
void UnitWork::keep_identities(std::vector<AlbumDraft>& drafts) {
  std::set<std::string> taken;
  for (const auto& draft : drafts) taken.insert(draft.album.assembly_key());
  std::map<std::string, AlbumDraft*> by_key;
  for (auto& draft : drafts) {
    std::map<std::uint64_t, std::size_t> votes;
    for (const auto& file : draft.album.files())
      if (const auto before = album_before(draft.album.origins(static_cast<int>(file.origin())).path()))
        ++votes[before];
    const auto most = std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; });
    const auto* album = most == votes.end() ? nullptr : recall(most->first);
    if (album != nullptr && taken.insert(album->assembly_key()).second)
      draft.album.set_assembly_key(album->assembly_key());
    by_key.emplace(draft.album.assembly_key(), &draft);
  }
  std::vector<std::pair<AlbumDraft*, std::string>> left;
  for (const auto& draft : drafts)
    for (const auto& file : draft.album.files()) {
      const auto& path = draft.album.origins(static_cast<int>(file.origin())).path();
      const auto* album = recall(album_before(path));
      const auto before = album == nullptr ? by_key.end() : by_key.find(album->assembly_key());
      if (before != by_key.end() && before->second != &draft) left.emplace_back(before->second, path);
    }
  for (const auto& [draft, path] : left) {
    auto& origin = *draft->album.add_origins();
    origin.set_root(contents_.root);
    origin.set_path(path);
  }
}

/// What is there now, and what was there and is gone: status reports it, nothing is deleted.
Folder UnitWork::seen() const {
  std::map<std::string, Folder::Entry> entries;
  for (const auto& [name, entry] : entries_) entries.emplace(name, *entry);
  for (const auto& walked : files_) {
    const auto name = name_in(folder_, walked.file.path);
    const bool same = known(walked).same;
    auto& entry = entries[name];
    entry.set_name(name);
    entry.set_size(walked.file.size);
    entry.set_modified_ns(passing_.contains(walked.file.path) ? never_seen : walked.file.modified_ns);
    const auto why = not_catalogued_.find(walked.file.path);
    if (why != not_catalogued_.end())
      entry.set_remark(why->second);
    else if (!same)
      entry.clear_remark();
  }
  Folder folder;
  for (auto& [name, entry] : entries) *folder.add_entries() = std::move(entry);
  return folder;
}

}  // namespace cuetheque
