#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/draft.h"

namespace cuetheque {

/// Where a document lies, for origins and remarks.
struct DocumentPlace {
  std::string root;
  std::string path;
  std::string position;  ///< "line 12", or empty
};

/// What a JSON document turned out to be.
enum class DocumentKind : std::uint8_t {
  releases,  ///< one MusicBrainz release, or a list of them; or an album of an export
  passed,    ///< another entity of MusicBrainz, or releases that the filter leaves out
  foreign,   ///< any other JSON
  broken,    ///< no JSON at all
};

struct ReadDocument {
  DocumentKind kind = DocumentKind::foreign;
  std::string what;                ///< of one passed over: "recording" …; of a broken one: what is wrong
  std::vector<AlbumDraft> albums;  ///< catalogued (draft.h)
  std::vector<Remark> remarks;
  std::vector<CueSheetDraft> sheets;  ///< of an export
  bool exported = false;              ///< by cuetheque (exports/exported.h): filters do not speak of that
};

/// Which releases are wanted: those whose release group has this secondary type. One row each; `--filter` names it.
struct ReleaseFilter {
  std::string_view name;
  std::string_view secondary_type;
  std::string_view help;
};
inline constexpr auto release_filters = std::to_array<ReleaseFilter>({
    {"soundtrack", "Soundtrack", "releases whose release group is a soundtrack"},
});
/// The filter of this name, or none.
[[nodiscard]] const ReleaseFilter* release_filter(std::string_view name);

/// Whether the filter can let a release of this text through: without reading all of it, and never wrong when it says
/// no.
[[nodiscard]] bool may_pass(std::string_view json, const ReleaseFilter& filter);

/// Reads MusicBrainz releases as the web service gives them (`/ws/2/release/…?fmt=json`), as its dumps hold them, and
/// as musicbrainzngs and beets write them down; and what cuetheque itself exports. Everything they state is
/// `reference`; what their titles tell of a soundtrack is inferred. Keeps its buffers from one document to the next.
class ReleaseReader {
 public:
  ReleaseReader();
  ~ReleaseReader();
  ReleaseReader(const ReleaseReader&) = delete;
  ReleaseReader& operator=(const ReleaseReader&) = delete;

  /// Any bytes at all; `filter` may be null.
  [[nodiscard]] ReadDocument read(std::string_view json, const DocumentPlace& place, const ReleaseFilter* filter);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace cuetheque
