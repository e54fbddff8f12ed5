#include <utility>

#include "core/keys.h"
#include "core/resolve.h"
#include "core/text.h"
#include "importer/releases/lines.h"
#include "importer/releases/release.h"
#include "tests/fuzz/property.h"

namespace {

using cuetheque::fuzz::demand;

/// All of a text at once.
class Whole : public cuetheque::ByteSource {
 public:
  explicit Whole(std::string_view text) : text_(text) {}
  std::string_view next() override { return std::exchange(text_, {}); }
  [[nodiscard]] std::string problem() const override { return {}; }

 private:
  std::string_view text_;
};

void check_statements(const cuetheque::Statements& statements, const cuetheque::Record& album) {
  for (const auto& statement : statements) {
    demand(statement.values_size() > 0 && statement.field() != 0 && statement.origins_size() == 1);
    demand(statement.origins(0) < static_cast<std::uint32_t>(album.origins_size()));
    for (const auto& value : statement.values()) demand(!value.empty() && cuetheque::is_utf8(value));
    demand(cuetheque::is_utf8(statement.as_written()));
  }
}

void check(const cuetheque::AlbumDraft& draft) {
  demand(draft.catalogued && draft.album.tracks_size() <= 10'000);
  check_statements(draft.album.statements(), draft.album);
  for (const auto& track : draft.album.tracks()) check_statements(track.statements(), draft.album);
  for (const auto& name : draft.names) demand(!name.mbid.empty() && !name.name.empty());
  for (const auto& one : draft.productions) demand(!one.title.empty() && cuetheque::is_utf8(one.title));
  demand(!cuetheque::keys_of(draft.album).empty());
}

}  // namespace

/// Any bytes are lines of documents; a document is read, passed over or said to be broken, and what is read is clean
/// text that a record can hold. A filter lets through only what is there without it, and never fails to see it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cuetheque::fuzz::text_of(data, size);
  Whole stream{text};
  cuetheque::JsonLines lines(stream, size % 4 == 0 ? 512 : 64 * 1024);
  cuetheque::ReleaseReader reader;
  const auto* filter = cuetheque::release_filter("soundtrack");
  while (const auto document = lines.next()) {
    const auto all = reader.read(document->text, {"root", "x.json", "line 1"}, nullptr);
    for (const auto& draft : all.albums) check(draft);
    demand(all.remarks.size() <= all.albums.size() * 10'000 + 1);
    const auto some = reader.read(document->text, {"root", "x.json", "line 1"}, filter);
    demand(some.albums.size() <= all.albums.size());
  }
  return 0;
}
