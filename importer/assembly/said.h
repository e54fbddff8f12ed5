#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/fields.h"
#include "core/records.pb.h"
#include "core/resolve.h"
#include "importer/assembly/assembly.h"
#include "importer/tags/statements.h"

namespace cuetheque {

/// The origins of a record being assembled, each once.
class Origins {
 public:
  Origins(Record& record, std::string root) : record_(record), root_(std::move(root)) {}

  [[nodiscard]] std::uint32_t file(const std::string& path);
  [[nodiscard]] std::uint32_t rule(const std::string& name);

 private:
  [[nodiscard]] std::uint32_t next() const { return static_cast<std::uint32_t>(record_.origins_size()); }

  Record& record_;
  std::string root_;
  std::unordered_map<std::string, std::uint32_t> files_, rules_;
};

/// The statements of an album being assembled. What several files say alike is one statement with several origins, in
/// constant time each.
class AlbumStatements {
 public:
  explicit AlbumStatements(Statements& statements) : statements_(statements) {}

  void add(const Statement& statement, std::uint32_t origin);

 private:
  Statements& statements_;
  std::unordered_map<std::string, int> places_;
};

/// The same for the few statements of a track.
void say(Statements& statements, const Statement& statement, std::uint32_t origin);

[[nodiscard]] Statement statement_of(Field field, std::vector<std::string> values, Source source);

/// Whether any of the statements speaks of the field.
[[nodiscard]] bool speaks_of(const std::vector<Statement>& statements, Field field);
/// The first value of a field, or empty text.
[[nodiscard]] std::string first_of(const std::vector<Statement>& statements, Field field);

/// What a CUE file says, in the form in which tags say it: of the disc, and of each of its tracks (parallel to them).
/// Values of the disc that only a track can have (composer, genre) are in the tracks that say nothing else. Statements
/// carry source `cue_file`.
struct SheetStatements {
  TagStatements disc;
  std::vector<TagStatements> tracks;
  unsigned disc_number = 0;  ///< REM DISCNUMBER, 0 = not said
};
[[nodiscard]] SheetStatements statements_of(const CueFile& sheet);

}  // namespace cuetheque
