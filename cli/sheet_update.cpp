#include "cli/sheet_update.h"

#include <fmt/format.h>
#include <set>

#include "cli/curation.h"
#include "cli/edit_sheet.h"
#include "cli/select.h"
#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "importer/encoding.h"

namespace cuetheque {
namespace {

constexpr std::size_t most_bytes = std::size_t{256} << 20U;
constexpr std::size_t problems_shown = 20;

EditSheet read_sheet(const Session& session, const std::string& path, const std::string& encoding) try {
  const auto bytes = read_file(path, most_bytes);
  if (!bytes) throw Error(Cause::usage, "there is no such file");
  const auto decoded = decode(*bytes, encoding);
  if (decoded.guessed)
    session.say(shown(fmt::format("{}: read as {}, a guess that --encoding NAME sets right", path, decoded.encoding)));
  return parse_edit_sheet(decoded.text);
} catch (const Error& error) {
  throw Error(Cause::usage, error.what(), shown(path), error.hint());
}

/// Says what is wrong with the sheet, and stops where anything is.
void require_sound(const Session& session, const std::string& path, const std::vector<std::string>& problems) {
  std::size_t count = 0;
  for (const auto& problem : problems)
    if (count++ < problems_shown || session.verbose()) complain(shown(fmt::format("{}, {}", path, problem)));
  if (count > problems_shown && !session.verbose())
    complain(fmt::format("… and {} more (-v shows all)", count - problems_shown));
  if (count > 0)
    throw Error(Cause::usage, fmt::format("{}, and nothing was changed", counted(count, "mistake")), shown(path));
}

/// "album", or "record" where they are of several kinds.
std::string_view noun_for(const SheetEdits& found) {
  const auto& edits = found.edits;
  const bool alike = !edits.empty() && edits.begin()->first.kind == edits.rbegin()->first.kind;  // sorted by kind
  return alike ? level_name(*level_of(edits.begin()->first.kind)) : "record";
}

std::vector<std::string> doubts_of(const SheetEdits& found) {
  std::set<std::string> lines;
  for (const auto& [id, edits] : found.edits)
    for (auto& line : doubts(edits)) lines.insert(std::move(line));
  return {lines.begin(), lines.end()};
}

}  // namespace

int update_from_sheet(Session& session, const Arguments& arguments) {
  const auto path = arguments.all_words().front();
  const auto sheet = read_sheet(session, path, arguments.text("encoding"));
  const auto& archive = arguments.has("dry-run") ? session.open_reader() : session.open_writer();
  const auto found = edits_of(sheet, archive);
  require_sound(session, path, found.problems);
  std::vector<EditsOf> parts;
  for (const auto& [id, edits] : found.edits) parts.push_back({id, edits});
  const CurationWords words{noun_for(found), counted(sheet.rows.size(), "row") + " read",
                            fmt::format("changed by {}", path), doubts_of(found)};
  return curate(session, arguments, curation_of(archive, parts), words);
}

}  // namespace cuetheque
