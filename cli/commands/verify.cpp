#include <algorithm>
#include <fmt/format.h>
#include <thread>

#include "cli/commands/all.h"
#include "cli/fixity.h"
#include "cli/interrupt.h"
#include "cli/json_writer.h"
#include "cli/progress.h"
#include "cli/select.h"
#include "cli/times.h"
#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t paths_shown = 10;
constexpr auto pause = std::chrono::milliseconds(100);

/// A place rather than a query: it starts like one, or is one.
bool is_place(const std::string& word) {
  std::error_code error;
  const bool begins_so = word.starts_with('/') || word.starts_with("./") || word.starts_with("../");
  return begins_so || word == "." || word == ".." ||
         (word.find('/') != std::string::npos && std::filesystem::exists(word, error));
}

/// A place that is gone may still be checked: its files are missing then.
std::filesystem::path real_place(const std::string& word) {
  std::error_code error;
  auto real = std::filesystem::weakly_canonical(word, error);
  if (error) throw Error(Cause::usage, error.message(), shown(word));
  return real.has_filename() ? real : real.parent_path();
}

std::vector<Id> all_albums(const Archive& archive) {
  std::vector<Id> ids;
  archive.each(Kind::album, [&](const Record& album) {
    if (album.merged_into() == 0) ids.push_back(id_of(album));
    return true;
  });
  return ids;
}

FilesWanted files_wanted(Session& session, const Arguments& arguments) {
  const auto words = arguments.all_words();
  FilesWanted wanted;
  if (arguments.has("since")) wanted.not_since = asked_time(arguments.text("since"));
  if (!words.empty() && std::ranges::all_of(words, is_place)) {
    for (const auto& word : words) wanted.under.push_back(real_place(word));
  } else if (!words.empty()) {
    const auto asked = ask(session, query_of(words));
    const auto level = level_for(arguments, asked, ResultLevel::album);
    if ((bit_of(level) & on_audio) == 0)
      throw Error(Cause::usage, fmt::format("a {} has no files", level_name(level)), "verify",
                  "albums (-a) and tracks (-t) have");
    wanted.ids = select(session, asked, level);
    return wanted;
  }
  wanted.ids = all_albums(session.archive());
  return wanted;
}

void write_place(JsonWriter& json, const std::string& place) {
  const bool text = is_utf8(place);
  json.key(text ? "file" : "file_base64").text(text ? place : base64(place));
}

void write_finding(JsonWriter& json, const CheckedFile& file) {
  json.key("finding").text(condition_name(file.checked.condition));
  write_place(json, file.place);
  json.key("root").text(file.root).key("album").text(to_string(file.album));
  if (!file.checked.why.empty()) json.key("why").text(file.checked.why);
}

/// One run: gives files to the pool, and prints what comes back.
class Run {
 public:
  Run(Session& session, const Arguments& arguments, const FilesWanted& wanted, Verified& verified)
      : session_(session),
        json_(arguments.has("json")),
        lines_(arguments.has("jsonl")),
        walk_(session.archive(), wanted, verified),
        verified_(verified),
        progress_(!session.quiet()),
        pool_(jobs(arguments)) {
    (void)walk_.each([this](CheckedFile&& file) {
      ++amount_.files;
      amount_.bytes += file.known.digest().empty() ? 0 : file.known.size();
      return true;
    });
  }

  FixityCounts run() {
    if (json_) document_.begin_object().key("schema").number(1).key("findings").begin_array();
    const auto left_out = walk_.each([this](CheckedFile&& file) {
      while (pool_.full() && interrupted() == 0) take();
      if (interrupted() == 0) pool_.give(std::move(file));
      return interrupted() == 0;
    });
    while (!pool_.empty()) take();
    progress_.clear();
    counts_.verified_before = left_out.verified_before;
    counts_.offline = left_out.offline;
    if (json_)
      end_document();
    else
      list_unchecked();
    session_.out().flush();
    return counts_;
  }

 private:
  static unsigned jobs(const Arguments& arguments) {
    const auto asked = jobs_asked(arguments);
    return asked != 0 ? asked : std::max(std::thread::hardware_concurrency(), 1U);
  }

  void take() {
    if (interrupted() != 0) pool_.stop();
    if (auto file = pool_.take(pause)) note(std::move(*file));
    amount_.bytes_done = pool_.bytes();
    progress_.show(amount_);
  }

  void note(CheckedFile&& file) {
    const auto condition = file.checked.condition;
    ++amount_.files_done;
    ++counts_.by_condition[condition];
    if (condition == Condition::same) verified_.note(file.root, file.path);
    if (condition == Condition::no_checksum && (json_ || unchecked_.size() < paths_shown || session_.verbose()))
      unchecked_.push_back(file.place);
    if (is_finding(condition)) print(file);
  }

  void print(const CheckedFile& file) {
    progress_.clear();
    auto& out = session_.out();
    if (json_) {
      document_.begin_object();
      write_finding(document_, file);
      document_.end_object();
      out.write(document_.take());
    } else if (lines_) {
      JsonWriter line;
      line.begin_object().key("schema").number(1);
      write_finding(line, file);
      out.write(line.end_object().take() + '\n');
    } else {
      const auto why = file.checked.why.empty() ? std::string{} : fmt::format(" ({})", file.checked.why);
      out.write(shown(fmt::format("{:<13}  {}{}", condition_name(file.checked.condition), file.place, why)) + "\n");
    }
    out.flush();  // a run may last for days
  }

  void list_unchecked() {
    if (lines_) return;
    for (const auto& place : unchecked_)
      session_.out().write(shown(fmt::format("{:<13}  {}", condition_name(Condition::no_checksum), place)) + "\n");
    const auto more = counts_.of(Condition::no_checksum) - unchecked_.size();
    if (more > 0) session_.out().write(fmt::format("{:<13}  … and {} more (-v shows all)\n", "", more));
  }

  void end_document() {
    document_.end_array();
    const auto number = [&](std::string_view key, std::size_t value) {
      document_.key(key).number(static_cast<std::int64_t>(value));
    };
    number("checked", counts_.checked());
    number("same", counts_.of(Condition::same));
    number("verified_before", counts_.verified_before);
    document_.key("no_checksum").begin_array();
    for (const auto& place : unchecked_) {
      document_.begin_object();
      write_place(document_, place);
      document_.end_object();
    }
    document_.end_array().key("offline").begin_array();
    for (const auto& [root, files] : counts_.offline) {
      document_.begin_object().key("root").text(root);
      number("files", files);
      document_.end_object();
    }
    document_.end_array().key("stopped").flag(interrupted() != 0);
    session_.out().write(document_.end_object().take() + '\n');
  }

  Session& session_;
  bool json_, lines_;
  FixityWalk walk_;
  Verified& verified_;
  Progress progress_;
  JsonWriter document_;
  CheckProgress amount_;
  FixityCounts counts_;
  std::vector<std::string> unchecked_;
  CheckPool pool_;
};

std::string summary(const FixityCounts& counts) {
  auto text = fmt::format("{} checked", counted(counts.checked(), "file"));
  const auto add = [&](std::size_t count, std::string_view what) {
    if (count > 0) text += fmt::format(", {} {}", count, what);
  };
  for (const auto& [condition, count] : counts.by_condition)
    if (is_finding(condition)) add(count, condition_name(condition));
  if (counts.findings() == 0 && counts.checked() > 0) text += ", all as they were";
  add(counts.verified_before, "verified before");
  if (const auto count = counts.of(Condition::no_checksum); count > 0)
    text += fmt::format("; {} without a checksum yet (`import --checksum` takes it)", counted(count, "file"));
  for (const auto& [root, files] : counts.offline)
    text += fmt::format("; {} offline: {} not looked at", root, counted(files, "file"));
  return text;
}

}  // namespace

void declare_verify(Options& options) {
  add_level_options(options);
  add_option(options, "since", "DATE", "only files not verified since a day: 2026-11-23, -90d");
  add_switch(options, "resume", "go on where an interrupted verify stopped");
  add_jobs_option(options);
  add_switch(options, "json", "one JSON document");
  add_switch(options, "jsonl", "one JSON object a finding");
}

int run_verify(Session& session, const Arguments& arguments) {
  if (arguments.has("json") && arguments.has("jsonl"))
    throw Error(Cause::usage, "--json and --jsonl exclude each other", "verify");
  auto wanted = files_wanted(session, arguments);
  Verified verified(session.archive().place() / "verified");
  const auto run = arguments.has("resume") ? verified.interrupted_run() : std::nullopt;
  if (arguments.has("resume") && !run) session.say("cuetheque: no verify was interrupted; this one begins anew");
  wanted.not_since = std::max(wanted.not_since, run.value_or(0));
  verified.begin(run);
  const auto counts = Run(session, arguments, wanted, verified).run();
  if (!wanted.under.empty() && counts.none() && interrupted() == 0)
    throw Error(Cause::usage, "no audio of the archive lies there", shown(wanted.under.front().native()));
  session.say(shown(summary(counts)));
  if (interrupted() != 0) {
    session.say(verified.writable() ? "interrupted; `cuetheque verify --resume` goes on from here" : "interrupted");
    return 128 + interrupted();
  }
  verified.finish();
  return counts.findings() > 0 ? static_cast<int>(Cause::findings) : 0;
}

}  // namespace cuetheque
