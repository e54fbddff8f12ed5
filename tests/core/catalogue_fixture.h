#pragma once
#include <filesystem>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <vector>

#include "core/catalogue.h"

namespace cuetheque {

/// An empty archive that units are stored into.
class CatalogueTest : public testing::Test {
 protected:
  CatalogueTest() { fresh(); }
  ~CatalogueTest() override { clear(); }

  void fresh() {
    clear();
    std::string pattern = (std::filesystem::temp_directory_path() / "catalogueXXXXXX").string();
    place_ = mkdtemp(pattern.data());
    Archive::create(place_ / "archive");
    archive_.emplace(Archive::open(place_ / "archive", Archive::Access::write));
  }
  void clear() {
    archive_.reset();
    if (!place_.empty()) std::filesystem::remove_all(place_);
  }

  Stored store(const std::vector<Unit>& units, StillThere still_there = {}) {
    auto operation = archive_->begin("tester", "import");
    Catalogue catalogue(operation, {std::move(still_there), {}, {}});
    Stored stored;
    for (const auto& unit : units) stored += catalogue.store(unit);
    operation.finish("done");
    return stored;
  }

  [[nodiscard]] std::vector<Record> all(Kind kind) const {
    std::vector<Record> records;
    archive_->each(kind, [&](const Record& record) {
      records.push_back(record);
      return true;
    });
    return records;
  }

  std::filesystem::path place_;
  std::optional<Archive> archive_;
};

}  // namespace cuetheque
