#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "importer/packed/input_file.h"
#include "importer/releases/lines.h"
#include "importer/releases/release.h"

namespace cuetheque {

/// A file of MusicBrainz releases, or of albums that cuetheque exported, on its way through an import: its albums and
/// remarks, some hundred at a time, whatever its size; packed or not. A file of anything else is left as soon as that
/// is seen.
class ReleaseFile {
 public:
  /// `absolute` is opened ("-" is standard input); root and path of `place` are what is said of it. `filter` may be
  /// null.
  ReleaseFile(const std::string& absolute, DocumentPlace place, const ReleaseFilter* filter);

  struct Slice {
    std::vector<AlbumDraft> albums;
    std::vector<Remark> remarks;
    std::vector<CueSheetDraft> sheets;
  };
  /// None at the end.
  [[nodiscard]] std::optional<Slice> next();

  [[nodiscard]] const std::string& path() const { return place_.path; }
  [[nodiscard]] std::size_t releases() const { return releases_; }
  [[nodiscard]] std::uint64_t bytes_read() const { return input_.bytes_taken(); }
  /// Whether nothing in it was of MusicBrainz or of cuetheque.
  [[nodiscard]] bool foreign() const { return !ours_; }
  /// Why it could not be read to its end, and how far it was; empty where it was. What came before that was taken.
  [[nodiscard]] std::string problem() const { return input_.problem(); }
  [[nodiscard]] std::string reached() const;

 private:
  void take(const JsonLines::Document& document, Slice& slice);
  void take_broken(const JsonLines::Document& document, const std::string& why, Slice& slice);
  void sum_up(Slice& slice);
  [[nodiscard]] Remark remark(const std::string& position, std::string what, bool is_failure) const;

  DocumentPlace place_;
  const ReleaseFilter* filter_;
  InputFile input_;
  JsonLines lines_;
  ReleaseReader reader_;
  std::vector<Remark> doubtful_;  ///< of what was broken before anything was recognised
  std::string passed_what_;
  std::size_t releases_ = 0, passed_ = 0, foreign_ = 0;
  bool ours_ = false, exported_ = false, ended_ = false;
};

}  // namespace cuetheque
