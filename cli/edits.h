#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/archive.h"
#include "core/fields.h"
#include "core/resolve.h"

namespace cuetheque {

/// What a curator says of one field (`set`, DESIGN.md 3).
struct Edit {
  enum class Act { state, add, remove, empty, withdraw };
  Field field{};
  Act act = Act::state;
  std::vector<std::string> values;  ///< as they are kept: terms by id, dates and codes in their normal form
};

/// Reads `field=value field+=v field-=v field= field!`; several values of one field are several words. Error(usage) for
/// a field that is not known, a value that cannot be one, or two acts that contradict each other.
[[nodiscard]] std::vector<Edit> parse_edits(const std::vector<std::string>& words);

/// Lines about values that are odd but kept: free words where the vocabulary has near ones, codes whose check digit is
/// wrong.
[[nodiscard]] std::vector<std::string> doubts(const std::vector<Edit>& edits);

/// The statements as they are after an edit by this origin (index into the record's origins).
[[nodiscard]] Statements edited(Statements statements, const Edit& edit, std::uint32_t origin, Revision operation);

/// The place of a curator among a record's origins, added if need be.
[[nodiscard]] std::uint32_t curator_origin(Record& record, std::string_view user, Revision operation);

/// "mood+=terror" again, for previews.
[[nodiscard]] std::string written(const Edit& edit);

}  // namespace cuetheque
