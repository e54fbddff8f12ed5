#pragma once
#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

#include "core/archive.h"
#include "core/error.h"
#include "core/fields.h"

namespace cuetheque::testing {

inline std::vector<std::string> keys_with(const Store& store, Shelf shelf, std::string_view prefix) {
  std::vector<std::string> keys;
  store.each_with(shelf, prefix, [&](std::string_view key, std::string_view) {
    keys.emplace_back(key);
    return true;
  });
  return keys;
}

/// An empty archive in a folder of its own, gone afterwards.
class ArchiveTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "cuetheque-test-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    Archive::create(place());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::filesystem::path folder() const { return folder_; }
  [[nodiscard]] std::filesystem::path place() const { return folder_ / "archive"; }
  [[nodiscard]] Archive writer(std::size_t memtable = usual_memtable) const {
    return Archive::open(place(), Archive::Access::write, {}, memtable);
  }
  [[nodiscard]] Archive reader() const { return Archive::open(place(), Archive::Access::read); }

 private:
  std::filesystem::path folder_;
};

inline Statement& say(Record& record, Field field, std::vector<std::string> values, Source source = tags) {
  auto& statement = *record.add_statements();
  statement.set_field(row_of(field).number);
  statement.set_source(source);
  for (auto& value : values) statement.add_values(std::move(value));
  return statement;
}

inline Record new_record(Id id) {
  Record record;
  record.set_kind(id.kind);
  record.set_id(id.number);
  return record;
}

inline Record new_name(Id id, const std::string& form) {
  auto record = new_record(id);
  say(record, Field::name, {form});
  return record;
}

/// Runs one step as an operation of its own; gives its number.
template <typename Change>
Revision once(Archive& archive, const std::string& command, Change change) {
  auto operation = archive.begin("alice", command);
  operation.step(change);
  operation.finish("done");
  return operation.number();
}

/// Cause of the Error that `action` throws; findings where it throws none (no archive function does).
template <typename Action>
Cause cause_of(Action action, std::string* what = nullptr) {
  try {
    action();
  } catch (const Error& error) {
    if (what != nullptr) *what = std::string(error.what()) + "|" + error.where() + "|" + error.hint();
    return error.cause();
  }
  return Cause::findings;
}

}  // namespace cuetheque::testing
