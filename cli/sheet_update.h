#pragma once
#include "cli/arguments.h"
#include "cli/session.h"

namespace cuetheque {

/// `import --update FILE`: what an edited sheet says otherwise becomes a curator's statements, in one operation. Where
/// a cell is bad all that is wrong is said, and nothing is written: Error(usage).
[[nodiscard]] int update_from_sheet(Session& session, const Arguments& arguments);

}  // namespace cuetheque
