#include <chrono>
#include <fmt/format.h>

#include "cli/commands/all.h"
#include "cli/listing.h"
#include "cli/select.h"
#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t screenful = 50;

SearchOptions search_options(const Arguments& arguments, ResultLevel level, bool screen) {
  SearchOptions options;
  options.level = level;
  options.sort = parse_sort(arguments.text("sort"));
  options.offset = arguments.number("offset").value_or(0);
  // A pipe gets everything: a script that silently saw fifty would be wrong.
  options.limit = arguments.number("limit").value_or(screen ? screenful : 0);
  options.exact_count = arguments.has("json");
  return options;
}

void say_total(const Session& session, const Results& results, ResultLevel level, long long ms) {
  const auto about = results.total_exact || results.hits.size() == results.total ? "" : "about ";
  const auto shown_of =
      results.hits.size() < results.total ? fmt::format("{} of ", results.hits.size()) : std::string{};
  session.say(fmt::format("{}{}{} - {} ms{}", shown_of, about, counted(results.total, level), ms,
                          shown_of.empty() ? "" : "; --limit 0 shows all"));
  if (!results.suggestion.empty()) session.say(fmt::format("did you mean: {}", shown(results.suggestion)));
}

}  // namespace

void declare_find(Options& options) {
  add_level_options(options);
  add_listing_options(options);
  add_option(options, "sort", "FIELDS", "as in year,-title; else by relevance");
  add_option(options, "limit", "N", "at most so many (0: all)");
  add_option(options, "offset", "N", "leave out the first so many");
  add_switch(options, "explain", "print the query as it was understood, and nothing else");
  add_switch(options, "fail-empty", "exit 1 where nothing is found");
}

int run_find(Session& session, const Arguments& arguments) {
  const auto asked = ask(session, arguments.query());
  const auto level = level_for(arguments, asked, ResultLevel::album);
  const Listing listing(arguments, level);
  const auto options = search_options(arguments, level, listing.for_people() && session.out().terminal());
  if (arguments.has("explain")) {
    session.out().write(session.out().safe(explain(*asked.tree)) + "\n");
    return 0;
  }
  auto& index = session.index();
  const auto start = std::chrono::steady_clock::now();
  const auto results = index.search(session.archive(), *asked.tree, options);
  const auto spent = std::chrono::steady_clock::now() - start;
  std::vector<Id> ids;
  for (const auto& hit : results.hits) ids.push_back(hit.id);
  listing.print(session, ids, {asked.text, asked.tree.get(), results.total, results.suggestion});
  session.out().flush();  // what is said about the list stands below it
  if (listing.for_people() && (session.out().terminal() || session.verbose()))
    say_total(session, results, level, std::chrono::duration_cast<std::chrono::milliseconds>(spent).count());
  else if (ids.empty() && !results.suggestion.empty())
    session.say(fmt::format("did you mean: {}", shown(results.suggestion)));
  return arguments.has("fail-empty") && ids.empty() ? 1 : 0;
}

}  // namespace cuetheque
