#include "search/documents.h"

namespace cuetheque {

Statements statements_of_cue(const Record& cue) {
  auto statements = cue.statements();
  for (const auto& party : cue.parties()) {
    const bool writes = party.role().starts_with('C') || party.role() == "A" || party.role() == "AR";
    if (!writes || party.name().empty()) continue;
    auto& said = *statements.Add();
    said.set_field(row_of(party.role() == "AR"  ? Field::arranger
                          : party.role() == "A" ? Field::lyricist
                                                : Field::composer)
                       .number);
    said.add_values(party.name());
    said.set_change(Change::add);
    said.set_source(cue_sheet);
  }
  return statements;
}

}  // namespace cuetheque
