#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
#include <xapian.h>

#include "core/archive.h"
#include "search/documents.h"

namespace cuetheque {

/// Throws Xapian's error about the index at `place` as ours, with what to do about it. The one place where they meet.
[[noreturn]] void throw_as_ours(const Xapian::Error& error, const std::filesystem::path& place);

/// Whether it tells that the system refused or that another process is writing, and not that the index is of no use.
[[nodiscard]] bool says_nothing_of_the_index(const Xapian::Error& error);

/// Runs `work` on the index at `place`, turning Xapian's errors into ours.
template <typename Work>
auto translated(const std::filesystem::path& place, Work work) {
  try {
    return work();
  } catch (const Xapian::Error& error) {
    throw_as_ours(error, place);
  }
}

/// The last change an index contains, stored in its metadata and committed with its documents.
struct Mark {
  Head head;
  std::string uuid;
  std::string schema;

  bool operator==(const Mark&) const = default;
};
[[nodiscard]] std::string text_of(const Mark& mark);
[[nodiscard]] std::optional<Mark> parse_mark(std::string_view text);
inline constexpr auto mark_key = "mark";

/// A document as Xapian keeps it; its data are its key, its ids and the names it credits:
/// `C77 T5501|C77 T5501 A340 F12 |N9 `. They are a value: Xapian would compress its own kind of data, each document's
/// alone, which took longer than writing all its terms.
[[nodiscard]] Xapian::Document to_xapian(const IndexDocument& document);
struct DocumentData {
  std::string key;
  std::vector<Id> ids;    ///< every record whose facts the document carries
  std::vector<Id> names;  ///< every name it credits
};
[[nodiscard]] std::string data_text(const Xapian::Database& database, Xapian::docid document);
[[nodiscard]] DocumentData data_of(const Xapian::Database& database, Xapian::docid document);

/// The stub file names the generation in use (RELIABILITY.md 2.1, L6). Nothing but a generation of ours beside it is
/// let through to Xapian.
class Stub {
 public:
  explicit Stub(std::filesystem::path place) : place_(std::move(place)) {}

  [[nodiscard]] const std::filesystem::path& place() const { return place_; }
  [[nodiscard]] bool exists() const;
  /// The folder of the generation the stub names; none where the stub is garbage or names anything else.
  [[nodiscard]] std::optional<std::filesystem::path> generation() const;
  /// A folder for the next generation, under a name that shows that it is not finished.
  [[nodiscard]] std::filesystem::path unfinished() const;
  /// Gives a finished generation its name and makes the stub name it, by one rename.
  void swap_in(const std::filesystem::path& unfinished) const;
  /// Removes every generation that the stub does not name.
  void remove_others() const;

 private:
  [[nodiscard]] std::optional<unsigned> number_of(const std::filesystem::path& folder) const;
  [[nodiscard]] std::filesystem::path numbered(unsigned number) const;
  [[nodiscard]] unsigned last_number() const;
  [[nodiscard]] std::vector<std::filesystem::path> folders() const;

  std::filesystem::path place_;
};

}  // namespace cuetheque
