#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "cli/commands/all.h"
#include "cli/confirm.h"
#include "cli/json_writer.h"
#include "core/authority.h"
#include "core/error.h"
#include "core/fields.h"
#include "core/stamp.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t seeds_in_a_step = 1000;

void state(Record& record, Field field, const std::vector<std::string>& values) {
  if (values.empty() || values.front().empty()) return;
  auto& said = *record.add_statements();
  said.set_field(row_of(field).number);
  said.set_source(reference);
  said.add_origins(0);
  for (const auto& value : values) said.add_values(value);
}

Record record_of(const AuthorityName& seed, Id id, Revision operation) {
  Record record;
  record.set_kind(id.kind);
  record.set_id(id.number);
  record.set_created(operation);
  record.add_origins()->set_person("cuetheque's authority file");
  state(record, Field::name, {seed.name});
  state(record, Field::alias, seed.aliases);
  state(record, Field::sortname, {seed.sortname});
  stamp(record, operation);
  return record;
}

/// The names every archive starts with: film composers and how they are written elsewhere.
void store_seeds(Operation& operation) {
  const auto& seeds = authority_seeds();
  for (std::size_t i = 0; i < seeds.size(); i += seeds_in_a_step)
    operation.step([&](Step& step) {
      for (std::size_t j = i; j < std::min(seeds.size(), i + seeds_in_a_step); ++j)
        step.put(record_of(seeds[j], step.take_id(Kind::name), step.operation()));
    });
  operation.finish(fmt::format("archive made, with {} names", seeds.size()));
}

/// The folder named goes before the usual place; named by --db too, one of the two would be a mistake.
void choose_place(Session& session, const Arguments& arguments) {
  const auto words = arguments.all_words();
  if (words.empty()) return;
  if (arguments.has("db")) throw Error(Cause::usage, "the folder is named twice", "init", "cuetheque init FOLDER");
  session.move_to(words.front());
}

void print_json(Session& session, const std::string& uuid) {
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("dry_run").flag(uuid.empty());
  if (!uuid.empty()) json.key("uuid").text(uuid);
  json.key("place").text(session.place().native()).end_object();
  session.out().write(json.take() + "\n");
}

/// An init that was interrupted may have made the archive and put nothing in: then it is finished, not refused.
bool is_made_and_empty(const std::filesystem::path& place) {
  try {
    return Archive::open(place, Archive::Access::read).head().revision == 0;
  } catch (const Error&) {  // no archive: making it says what is in the way
    return false;
  }
}

int rehearse(Session& session, bool as_json) {
  const auto& place = session.place();
  std::error_code error;
  const bool taken = std::filesystem::exists(place, error) && !std::filesystem::is_empty(place, error);
  if (taken && !is_made_and_empty(place))
    throw Error(Cause::refused, "is not empty", shown(place.native()), "name a new or an empty folder");
  if (as_json) print_json(session, {});
  session.say(fmt::format("an archive would be made at {}; nothing written", shown(place.native())));
  return 0;
}

/// A place that is not the usual one has to be named each time, or made the usual one.
std::string next_steps(const Session& session, const std::filesystem::path& usual) {
  const auto place = std::filesystem::absolute(session.place()).native();
  const auto first = session.place() == usual ? std::string{} : fmt::format("cuetheque config db {}, then ", place);
  return fmt::format("An empty archive is at {}. Next: {}cuetheque import ~/Music", place, first);
}

}  // namespace

void declare_init(Options& options) {
  add_dry_run(options);
  add_switch(options, "json", "one JSON document");
}

int run_init(Session& session, const Arguments& arguments) {
  const auto usual = session.place();
  choose_place(session, arguments);
  const auto place = session.place();
  if (arguments.has("dry-run")) return rehearse(session, arguments.has("json"));
  if (!is_made_and_empty(place)) Archive::create(place);
  auto& archive = session.open_writer();
  (void)session.index();  // made while there is nothing to put in
  auto operation = archive.begin(session.user(), session.command_line());
  store_seeds(operation);
  session.settle();
  if (arguments.has("json")) print_json(session, archive.uuid());
  session.say(shown(next_steps(session, usual)));
  return 0;
}

}  // namespace cuetheque
