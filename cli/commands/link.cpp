#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "cli/commands/all.h"
#include "cli/confirm.h"
#include "cli/edits.h"
#include "cli/json_writer.h"
#include "cli/publisher.h"
#include "cli/select.h"
#include "core/error.h"
#include "core/links.h"
#include "core/sheets.h"
#include "core/stamp.h"
#include "core/text.h"
#include "core/words.h"
#include "search/query_fields.h"

namespace cuetheque {
namespace {

/// How an album may go with a production: what `how:` asks for.
std::vector<std::string_view> hows() {
  std::vector<std::string_view> all;
  each_word(query_field("how")->choices, [&](std::string_view how) { all.push_back(how); });
  return all;
}

struct Ends {
  std::vector<Id> from, to;
};

/// What may be linked: cues to tracks, albums to productions.
constexpr std::array<std::pair<Kind, Kind>, 2> pairs{{{Kind::cue, Kind::track}, {Kind::album, Kind::production}}};

Error wrong_ends() {
  return {Cause::usage,
          "a link leads from cues to tracks, or from albums to productions",
          {},
          "cuetheque link C77 T5501, or cuetheque link A340 F12"};
}

Ends ends_of(const std::vector<std::string>& words) {
  Ends ends;
  for (const auto& word : words) {
    const auto id = parse_id(word);
    if (!id) throw Error(Cause::usage, fmt::format("'{}' is no id", shown(word)), {}, "as in C77, T5501, A340 or F12");
    const auto starts = std::ranges::find(pairs, id->kind, &std::pair<Kind, Kind>::first) != pairs.end();
    (starts ? ends.from : ends.to).push_back(*id);
  }
  const auto fits = [&](const std::pair<Kind, Kind>& pair) {
    return std::ranges::all_of(ends.from, [&](Id id) { return id.kind == pair.first; }) &&
           std::ranges::all_of(ends.to, [&](Id id) { return id.kind == pair.second; });
  };
  if (ends.from.empty() || ends.to.empty() || std::ranges::none_of(pairs, fits)) throw wrong_ends();
  return ends;
}

/// Ids as they stand now: what was merged into another is that other.
void find_all(const Publisher& publisher, std::vector<Id>& ids) {
  for (auto& id : ids) {
    const auto record = publisher.record(id);
    if (!record) throw no_such_record(id);
    if (id.kind != Kind::track) id = id_of(*record);
  }
}

/// What is said of one link before and after.
struct Change {
  Id from, to;
  std::string before, after;
};

std::string by_curator(const std::string& how) {
  return (how.empty() ? "linked" : how) + " (curator)";
}

std::string state_of(const Record& record, Id to) {
  if (curators_word(record, to) == false) return "refused";
  for (const auto& link : links_to(record, to.kind))
    if (link.id() == to.number) return link.source() == curator ? by_curator(link.how()) : link.how();
  return "not linked";
}

/// The command at work: link or unlink, the same but for what the curator says.
class Linking {
 public:
  Linking(Session& session, const Arguments& arguments, bool refuse)
      : session_(session), arguments_(arguments), refuse_(refuse), ends_(ends_of(arguments.all_words())) {
    if (!refuse) how_ = arguments.text("how");
    const bool albums = ends_.from.front().kind == Kind::album;
    if (!how_.empty() && !albums)
      throw Error(Cause::usage, "--how is said of albums", {}, "a cue holds the music of a track, or does not");
    const auto known = hows();
    if (!how_.empty() && std::ranges::find(known, how_) == known.end())
      throw Error(Cause::usage, fmt::format("'{}' is no way an album goes with a production", shown(how_)), {},
                  fmt::format("one of: {}", fmt::join(known, ", ")));
    if (how_.empty() && albums && !refuse) how_ = known.front();
  }

  int run() {
    const Publisher publisher(session_.archive());
    find_all(publisher, ends_.from);
    find_all(publisher, ends_.to);
    for (const auto from : ends_.from) {
      auto record = publisher.record(from).value_or(Record());
      for (const auto to : ends_.to) changes_.push_back(change(record, to));
    }
    std::erase_if(changes_, [](const Change& one) { return one.before == one.after; });
    const bool json = arguments_.has("json");
    if (!json) print();
    session_.out().flush();
    const bool go = !arguments_.has("dry-run") && !changes_.empty() &&
                    (changes_.size() == 1 || confirmed(arguments_, fmt::format("Change {}?", counted())));
    const auto operation = go ? carry_out() : 0;
    if (json) print_json(operation);
    session_.say(go ? fmt::format("{} changed; `cuetheque undo` puts it back", counted())
                    : fmt::format("{} would change; nothing written", counted()));
    return 0;
  }

 private:
  [[nodiscard]] std::string counted() const { return cuetheque::counted(changes_.size(), "link"); }

  Change change(Record& record, Id to) const {
    const auto before = state_of(record, to);
    edit(record, to);
    return {id_of(record), to, before, state_of(record, to)};
  }

  void edit(Record& record, Id to) const {
    const auto origin = curator_origin(record, session_.user(), 0);
    record = with_curators_link(std::move(record), to, how_, refuse_, origin);
  }

  Revision carry_out() {
    auto operation = session_.archive().begin(session_.user(), session_.command_line());
    operation.step([&](Step& step) {
      for (const auto from : ends_.from) store(step, from);
    });
    operation.finish(fmt::format("{} {}", counted(), refuse_ ? "refused" : "made"));
    session_.settle();
    return operation.number();
  }

  void store(Step& step, Id from) const {
    const auto before = step.find(from);
    if (!before) return;
    auto record = *before;
    for (const auto& one : changes_)
      if (one.from == from) edit(record, one.to);
    if (from.kind == Kind::cue) record = retied(step, std::move(record));
    stamp(record, step.operation());
    step.put(record);
    if (from.kind == Kind::album) (void)tie_cues(step, record, *before);
  }

  void print() const {
    for (const auto& one : changes_)
      session_.out().write(
          fmt::format("{:<8} {:<8} {} -> {}\n", to_string(one.from), to_string(one.to), one.before, one.after));
  }

  void print_json(Revision operation) const {
    JsonWriter json;
    json.begin_object().key("schema").number(1).key("changed").number(
        static_cast<std::int64_t>(operation == 0 ? 0 : changes_.size()));
    if (operation != 0) json.key("operation").number(static_cast<std::int64_t>(operation));
    json.key("changes").begin_array();
    for (const auto& one : changes_) {
      json.begin_object().key("id").text(to_string(one.from)).key("to").text(to_string(one.to));
      json.key("before").text(one.before).key("after").text(one.after).end_object();
    }
    session_.out().write(json.end_array().end_object().take() + "\n");
  }

  Session& session_;
  const Arguments& arguments_;
  bool refuse_;
  Ends ends_;
  std::string how_;
  std::vector<Change> changes_;
};

}  // namespace

void declare_link(Options& options) {
  add_option(options, "how", "HOW", "of an album: score-of (if nothing is said), songs-from, inspired-by …");
  declare_unlink(options);
}

int run_link(Session& session, const Arguments& arguments) {
  return Linking(session, arguments, false).run();
}

void declare_unlink(Options& options) {
  add_change_options(options);
  add_switch(options, "json", "the changes as one JSON document");
}

int run_unlink(Session& session, const Arguments& arguments) {
  return Linking(session, arguments, true).run();
}

}  // namespace cuetheque
