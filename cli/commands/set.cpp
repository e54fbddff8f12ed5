#include <algorithm>
#include <fmt/format.h>

#include "cli/commands/all.h"
#include "cli/confirm.h"
#include "cli/curation.h"
#include "cli/edits.h"
#include "cli/select.h"
#include "core/error.h"

namespace cuetheque {
namespace {

bool fits(const std::vector<Edit>& edits, ResultLevel level) {
  return std::ranges::all_of(edits, [&](const Edit& edit) { return (row_of(edit.field).levels & bit_of(level)) != 0; });
}

[[noreturn]] void wrong_level(const std::vector<Edit>& edits, ResultLevel level) {
  const auto odd =
      std::ranges::find_if(edits, [&](const Edit& edit) { return (row_of(edit.field).levels & bit_of(level)) == 0; });
  throw Error(Cause::usage, fmt::format("{} is no fact of {}", row_of(odd->field).name, level_name(level)), {},
              "-a -t -c -f or -p says what it is stated of: `cuetheque fields` shows which have it");
}

/// The level the change is for: said, that of the id, or the one its fields belong to. Tracks and cues are never meant
/// unsaid: a query for albums would change every track on them.
ResultLevel set_level(const Arguments& arguments, const Asked& asked, const std::vector<Edit>& edits) {
  auto level = level_for(arguments, asked, ResultLevel::album);
  const bool said = asked_level(arguments) || asked.id;
  if (!said && !fits(edits, level))
    for (const auto other : {ResultLevel::production, ResultLevel::name})
      if (fits(edits, other)) level = other;
  if (!fits(edits, level)) wrong_level(edits, level);
  return level;
}

}  // namespace

void declare_set(Options& options) {
  add_level_options(options);
  add_change_options(options);
  add_switch(options, "json", "the changes as one JSON document");
}

int run_set(Session& session, const Arguments& arguments) {
  if (arguments.after.empty())
    throw Error(Cause::usage, "nothing is stated", "set",
                "cuetheque set QUERY -- FIELD=VALUE, with the -- between them");
  if (arguments.words.empty())
    throw Error(Cause::usage, "no query says which records", "set", "cuetheque set QUERY -- FIELD=VALUE");
  const auto edits = parse_edits(arguments.after);
  const auto asked = ask(session, query_of(arguments.words));
  const auto level = set_level(arguments, asked, edits);
  const auto ids = select(session, asked, level);
  const CurationWords words{level_name(level), counted(ids.size(), level) + " found", "set", doubts(edits)};
  std::vector<EditsOf> parts;
  for (const auto id : ids) parts.push_back({id, edits});
  return curate(session, arguments, curation_of(session.archive(), parts), words);
}

}  // namespace cuetheque
