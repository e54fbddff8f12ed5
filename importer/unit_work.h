#pragma once
#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "importer/assembly/assembly.h"
#include "importer/importer.h"
#include "importer/recall.h"
#include "importer/releases/release_file.h"
#include "importer/walk.h"

namespace cuetheque {

/// The time under which a file is remembered that the next import shall try again, though nothing about it has changed.
inline constexpr auto never_seen = std::numeric_limits<std::int64_t>::min();

/// Whether an import failed to read what it remembers so; what is merely nothing to catalogue did not fail.
[[nodiscard]] bool is_failure(const Folder::Entry& entry);

/// One unit on its way through an import: what changed since the last time, what is still to be read, and in the end
/// the Unit.
class UnitWork {
 public:
  struct Settings {
    const ImportOptions& options;
    const ImportPlace& place;
    const Memory& memory;
  };

  /// Compares the unit with what is remembered. Where anything changed, reads CUE files and cue sheets, and looks at
  /// the first bytes of files whose names say nothing; audio is left to the tag readers.
  UnitWork(WalkedUnit walked, const Settings& settings);

  /// Whether nothing changed: nothing was opened, and there is no Unit.
  [[nodiscard]] bool unchanged() const { return !changed_ && to_read_.empty(); }
  /// Absolute paths of the audio files to read; their place here is the slot to `take` the reading.
  [[nodiscard]] const std::vector<std::string>& to_read() const { return to_read_; }
  void take(std::size_t slot, Reading&& reading);
  [[nodiscard]] bool ready() const { return waiting_ == 0; }

  /// The next releases of the unit's JSON files, some hundred at a time, and how far its file in hand is; none when all
  /// are read. To be asked before `finish`.
  [[nodiscard]] std::optional<Unit> next_releases(ImportProgress& progress);

  /// The Unit; none where whole digests show that nothing changed after all.
  [[nodiscard]] std::optional<Unit> finish();

  [[nodiscard]] const std::string& folder() const { return folder_; }
  [[nodiscard]] std::size_t audio_files() const { return audio_files_; }
  [[nodiscard]] std::size_t unchanged_files() const { return audio_files_ - to_read_.size(); }
  [[nodiscard]] std::size_t sheets_read() const { return sheets_read_; }
  [[nodiscard]] std::size_t other_files() const { return other_files_; }
  [[nodiscard]] std::size_t releases_read() const { return releases_read_; }
  /// JSON files that turned out to hold something else.
  [[nodiscard]] std::size_t foreign_files() const { return foreign_files_; }

 private:
  struct Known {
    const Folder::Entry* entry = nullptr;  ///< as remembered, or none
    bool same = false;                     ///< size and time are as remembered
  };
  [[nodiscard]] Known known(const WalkedFile& walked) const;
  [[nodiscard]] std::set<std::string> meant_by(const WalkedFile& sheet, const std::vector<WalkedFile>& files) const;
  void restrict_to(const std::string& only, std::vector<WalkedFile>& files) const;
  void look_at(const WalkedFile& walked);
  void look_at_audio(const WalkedFile& walked, const Known& before);
  void look_at_unknown(const WalkedFile& walked, const Known& before);
  void read_cue_file(const WalkedFile& walked);
  void read_cue_sheet(const WalkedFile& walked);
  void end_release_file();
  [[nodiscard]] std::string releases_mark() const;
  /// The first bytes of a file; none where it cannot be read, and then it is refused.
  [[nodiscard]] std::optional<std::string> start_of(const WalkedFile& walked, std::size_t count);
  void refuse(const WalkedFile& walked, std::string why, bool failed, std::string position = {});
  [[nodiscard]] const Recall* recall(std::uint64_t album);
  void parse_embedded();
  [[nodiscard]] bool digests_as_before();
  void remark_on_silent_change(const ReadFile& read);
  void keep_identities(std::vector<AlbumDraft>& drafts);
  [[nodiscard]] std::uint64_t album_before(const std::string& path) const;
  [[nodiscard]] Folder seen() const;
  [[nodiscard]] std::string absolute(const std::string& path) const;

  Settings settings_;
  std::string folder_;
  std::optional<Folder> remembered_;
  std::map<std::string, const Folder::Entry*> entries_;  ///< by name
  std::map<std::uint64_t, std::optional<Recall>> albums_;
  std::vector<WalkedFile> files_;
  FolderContents contents_;
  std::vector<CueSheetDraft> cue_sheets_;
  std::vector<Remark> remarks_;
  std::map<std::string, std::string> not_catalogued_;  ///< path -> why
  std::set<std::string> passing_;         ///< paths of what the system refused now and may give the next time
  std::deque<WalkedFile> release_files_;  ///< still to be read
  std::optional<ReleaseFile> release_file_;
  std::vector<std::string> to_read_;
  std::vector<std::size_t> slots_;  ///< slot -> index into contents_.audio
  std::size_t waiting_ = 0, audio_files_ = 0, sheets_read_ = 0, other_files_ = 0, releases_read_ = 0,
              foreign_files_ = 0;
  bool changed_ = false;
};

}  // namespace cuetheque
