#pragma once
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>

namespace cuetheque::test {

/// A folder of its own for one test, gone with it.
class Tree {
 public:
  Tree() {
    std::string name = (std::filesystem::temp_directory_path() / "cuetheque-tree-XXXXXX").native();
    root_ = mkdtemp(name.data());
  }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  ~Tree() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }

  [[nodiscard]] const std::filesystem::path& root() const { return root_; }

  const Tree& file(const std::filesystem::path& path, std::string_view bytes = "x") const {
    std::filesystem::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << bytes;
    return *this;
  }

 private:
  std::filesystem::path root_;
};

}  // namespace cuetheque::test
