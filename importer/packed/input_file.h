#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "importer/packed/byte_source.h"

namespace cuetheque {

/// The name under which standard input is imported, and how it is called in what is said of it.
inline constexpr std::string_view standard_input_path = "-";
inline constexpr std::string_view standard_input_name = "standard input";

/// A file from beginning to end, as it is or, by its first bytes, as what was packed into it.
class InputFile : public ByteSource {
 public:
  /// `path` is opened, "-" is standard input. What cannot be opened has a `problem`.
  explicit InputFile(const std::string& path);
  ~InputFile() override;

  [[nodiscard]] std::string_view next() override;
  [[nodiscard]] std::string problem() const override;
  /// So much of the file itself is behind us.
  [[nodiscard]] std::uint64_t bytes_taken() const;

 private:
  class Plain;
  std::unique_ptr<Plain> plain_;
  std::unique_ptr<ByteSource> unpacked_;
};

/// At most so many of a file's first bytes, unpacked where it is packed. Error(refused) as read_start does, and where
/// it cannot be unpacked so far.
[[nodiscard]] std::string unpacked_start(const std::string& path, std::size_t count);
/// The same, or none where it cannot be read: for what says so elsewhere.
[[nodiscard]] std::optional<std::string> unpacked_start_if_readable(const std::string& path, std::size_t count);

}  // namespace cuetheque
