#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <unordered_map>

namespace cuetheque {

/// When each file was last found to be what it was: a small file in the archive's folder, which makes `verify`
/// resumable. It is never the truth: lost, or on read-only media, it is only missing. Lines are added as files are
/// verified, so a crash costs none but the last; a file is known by a hash of its place.
class Verified {
 public:
  /// Reads what is there; what is of a newer version is left alone, and nothing is noted then.
  explicit Verified(std::filesystem::path place);

  /// The time (UTC, ms) this file was last verified; 0 = never.
  [[nodiscard]] std::int64_t when(const std::string& root, const std::string& path) const;
  /// When a run began that never came to its end, if the last one did not.
  [[nodiscard]] std::optional<std::int64_t> interrupted_run() const;

  /// A run begins: it goes on from `run`, or is a new one.
  void begin(std::optional<std::int64_t> run);
  void note(const std::string& root, const std::string& path);
  /// The run came to its end.
  void finish();
  /// Whether anything can be noted.
  [[nodiscard]] bool writable() const { return writable_; }

 private:
  void read(const std::string& text);
  void add(const std::string& line);

  std::filesystem::path place_;
  std::unordered_map<std::uint64_t, std::int64_t> times_;
  std::int64_t run_ = 0;  ///< 0 = none is under way
  bool writable_ = true;
  std::ofstream file_;
};

}  // namespace cuetheque
