#pragma once
#include <compare>
#include <string>

namespace cuetheque {

/// Something odd in an input that did not stop us: shown at the end of an import and stored with the record.
/// `what` is odd at `position` ("line 12", "frame TIPL"; may be empty) of `path`; `read_as` says how it was understood
/// (may be empty). A remark with `failed` means that the whole file could not be catalogued (exit code 5).
struct Remark {
  std::string path;
  std::string position;
  std::string what;
  std::string read_as;
  bool failed = false;

  auto operator<=>(const Remark&) const = default;
};

}  // namespace cuetheque
