#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

#include "core/archive.h"
#include "core/fields.h"

namespace cuetheque {

/// A folder of its own for each test, gone afterwards.
class Place {
 public:
  Place() {
    std::string pattern = (std::filesystem::temp_directory_path() / "cuetheque-index-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~Place() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
};

/// What a record says, one pair a value.
using Said = std::vector<std::pair<Field, std::string>>;

inline void say(google::protobuf::RepeatedPtrField<Statement>& statements, const Said& said) {
  for (const auto& [field, value] : said) {
    Statement* found = nullptr;
    for (auto& statement : statements)
      if (statement.field() == row_of(field).number) found = &statement;
    if (found == nullptr) {
      found = statements.Add();
      found->set_field(row_of(field).number);
      found->set_source(tags);
    }
    found->add_values(value);
  }
}

inline Record make(Kind kind, std::uint64_t id, const Said& said) {
  Record record;
  record.set_kind(kind);
  record.set_id(id);
  record.set_created(1);
  say(*record.mutable_statements(), said);
  return record;
}

inline void link(Record& record, Kind kind, std::uint64_t id, const std::string& how = {}) {
  auto& made = *record.add_links();
  made.set_kind(kind);
  made.set_id(id);
  made.set_how(how);
}

inline Track& add_track(Record& album, std::uint64_t id, const Said& said, std::uint64_t milliseconds = 60'000) {
  auto& file = *album.add_files();
  file.set_duration_ms(milliseconds);
  file.set_container("FLAC");
  auto& track = *album.add_tracks();
  track.set_id(id);
  track.set_disc(1);
  track.set_position(static_cast<std::uint32_t>(album.tracks_size()));
  track.set_file(static_cast<std::uint32_t>(album.files_size() - 1));
  say(*track.mutable_statements(), said);
  return track;
}

inline void put(Archive& archive, const std::vector<Record>& records, const std::vector<Id>& gone = {}) {
  auto operation = archive.begin("tester", "put");
  operation.step([&](Step& step) {
    for (const auto& record : records) step.put(record);
    for (const auto id : gone) step.remove(id);
  });
  operation.finish("put");
}

}  // namespace cuetheque
