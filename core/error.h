#pragma once
#include <fmt/format.h>
#include <stdexcept>
#include <string>
#include <utility>

namespace cuetheque {

/// Why something failed. Each cause has one exit code, the one users.md and scripts rely on (DESIGN.md 7).
enum class Cause {
  findings = 1,     ///< a check found something
  usage = 2,        ///< the command line or the query is wrong
  busy = 3,         ///< another process is writing
  damaged = 4,      ///< not an archive, a newer format, or damage
  some_failed = 5,  ///< finished, but some items failed
  refused = 6,      ///< the system said no: disk full, permission, I/O
  bug = 70,         ///< ours
};

/// The one exception type: what failed, where (file, line, query position; may be empty) and what to do about it (may
/// be empty). Library errors are translated into it at their door; main catches it once and exits with the cause's
/// number.
class Error : public std::runtime_error {
 public:
  Error(Cause cause, const std::string& what, std::string where = {}, std::string hint = {})
      : std::runtime_error(what), cause_(cause), where_(std::move(where)), hint_(std::move(hint)) {}

  [[nodiscard]] Cause cause() const { return cause_; }
  [[nodiscard]] const std::string& where() const { return where_; }
  [[nodiscard]] const std::string& hint() const { return hint_; }
  [[nodiscard]] int exit_code() const { return static_cast<int>(cause_); }

 private:
  Cause cause_;
  std::string where_;
  std::string hint_;
};

}  // namespace cuetheque
