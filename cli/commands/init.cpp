#include <fmt/format.h>

#include <algorithm>

#include "cli/commands/all.h"
#include "cli/json_writer.h"
#include "core/authority.h"
#include "core/stamp.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t seeds_in_a_step = 1000;

/// The names every archive starts with: film composers and how they are written elsewhere.
void store_seeds(Operation& operation) {
  const auto seeds = authority_seeds();
  for (std::size_t i = 0; i < seeds.size(); i += seeds_in_a_step)
    operation.step([&](Step& step) {
      for (std::size_t j = i; j < std::min(seeds.size(), i + seeds_in_a_step); ++j) {
        auto record = seeds[j];
        record.set_id(step.take_id(record.kind()).number);
        record.set_created(step.operation());
        stamp(record, step.operation());
        step.put(std::move(record));
      }
    });
  operation.finish(fmt::format("archive made, with {} names", seeds.size()));
}

}  // namespace

void declare_init(Options& options) { add_switch(options, "json", "one JSON document"); }

int run_init(Session& session, const Arguments& arguments) {
  const auto place = session.place();
  Archive::create(place);
  auto& archive = session.open_writer();
  auto operation = archive.begin(session.user(), session.command_line());
  store_seeds(operation);
  session.settle();
  if (arguments.has("json")) {
    JsonWriter json;
    json.begin_object().key("schema").number(1).key("uuid").text(archive.uuid()).key("place").text(place.native()).end_object();
    session.out().write(json.take() + "\n");
  }
  session.say(fmt::format("An empty archive is at {}. Next: cuetheque import ~/Music", shown(place.native())));
  return 0;
}

}  // namespace cuetheque
