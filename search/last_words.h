#pragma once
#include <filesystem>
#include <functional>

namespace cuetheque {

/// Runs what makes Xapian write to the index at `place`. Where writing fails, Xapian 1.4 goes back; where that fails
/// too, it leaves nothing to go on with: either it throws out of a destructor (the one that writes values), which ends
/// in std::terminate, or it gives up holding a descriptor that it has closed and will close again, when it may be
/// another file's. Then this says in one line what the system refused, and ends the process with Cause::refused's
/// number. Nothing is lost by it: to the archive and to the index it is the same as a kill, and the next command
/// catches up.
void write_or_end(const std::filesystem::path& place, const std::function<void()>& write);

}  // namespace cuetheque
