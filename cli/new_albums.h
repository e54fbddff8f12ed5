#pragma once
#include <string>
#include <vector>

#include "cli/edits.h"

namespace cuetheque {

/// States facts, as a curator, of the albums that the operation in hand made and changed after a revision, in a step of
/// it: undoing it takes them back too. Albums that were there before are left as they are.
void state_of_new_albums(const Archive& archive, Operation& operation, Revision after, const std::vector<Edit>& facts,
                         const std::string& user);

}  // namespace cuetheque
