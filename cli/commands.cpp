#include "cli/commands.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>
#include <string>
#include <vector>

#include "cli/commands/all.h"
#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t any = 1U << 20U;

constexpr auto table = std::to_array<CommandRow>({
    {"init", "", Group::start, false, "[FOLDER]", "make an empty archive", "cuetheque init\ncuetheque init ~/scores",
     Opens::by_itself, 0, 1, declare_init, run_init},
    {"import", "", Group::bring_in, true, "PATH...",
     "catalogue audio, CUE files, cue sheets, MusicBrainz releases and exports",
     "cuetheque import ~/Music/Soundtracks\ncuetheque import -n /mnt/transfer/2026-11\n"
     "cuetheque import --encoding cp1251 /mnt/transfer/Solaris.cue\n"
     "cuetheque import /mnt/transfer/2026-11 --set accession=2026.114\n"
     "cuetheque import --filter soundtrack mbdump/release\ncuetheque import --update edited.csv\n"
     "cuetheque --db other export jsonl | cuetheque import -\n"
     "JSON, cue sheets and CUE files may be packed (.gz .bz2 .xz .zst); - is JSON from standard input.\n"
     "--update takes a sheet that `export csv` or `find --csv` wrote back: rows by their id, empty cells say nothing,\n"
     "(empty) says that there is none, several values stand between \"; \".",
     Opens::by_itself, 1, any, declare_import, run_import},
    {"find", "ls search list", Group::find, true, "[-a|-t|-c|-f|-p] QUERY",
     "albums, tracks, cues, films or people that match",
     "cuetheque find goldsmith\ncuetheque find -t composer:goldsmith scene:chase year:1965..1975\n"
     "cuetheque find -f kind:game --sort year\ncuetheque find missing:composer OR missing:film\n"
     "cuetheque find -t mood:tender --format '{film} ({film_year}) {title}'",
     Opens::searcher, 0, any, declare_find, run_find},
    {"show", "", Group::find, true, "ID|QUERY", "everything known about a record",
     "cuetheque show A340\ncuetheque show -f film:vertigo\ncuetheque show film:vertigo --cues --tracks\ncuetheque show "
     "A340 --json",
     Opens::searcher, 1, any, declare_show, run_show},
    {"count", "", Group::find, false, "[-a|-t|-c|-f|-p] QUERY", "how many match",
     "cuetheque count\ncuetheque count -t mood:tender", Opens::searcher, 0, any, declare_count, run_count},
    {"facet", "", Group::find, false, "FIELD [-a|-t|-c|-f] [QUERY]",
     "the values of a field among what matches, counted",
     "cuetheque facet composer 'usage:source year:1940s kind:film'\ncuetheque facet -f decade kind:film\n"
     "cuetheque facet -t mood film:vertigo --sort value\ncuetheque facet year label:intrada --json",
     Opens::searcher, 1, any, declare_facet, run_facet},
    {"gaps", "", Group::find, false, "QUERY",
     "cues of a film that no album has, and tracks of its albums that are no cue",
     "cuetheque gaps film:\"Ride the High Country\"\ncuetheque gaps director:peckinpah --json", Opens::searcher, 1, any,
     declare_gaps, run_gaps},
    {"diff", "", Group::find, false, "ALBUM ALBUM", "what one album has and the other has not, or has otherwise",
     "cuetheque diff A340 A341\ncuetheque diff catno:4509-1997 catno:LLLCD1173\n"
     "ALBUM is an id, or a query that finds one album. Exit code 1 where they differ.",
     Opens::searcher, 2, 2, declare_diff, run_diff},
    {"stats", "", Group::find, false, "[QUERY]", "how much there is of everything: records, playing time, kinds",
     "cuetheque stats\ncuetheque stats label:intrada --json", Opens::searcher, 0, any, declare_stats, run_stats},
    {"save", "", Group::find, false, "NAME QUERY | NAME --delete",
     "keep a query in the archive: @NAME stands for it in others",
     "cuetheque save tense 'mood:(ominous,terror) -usage:source'\ncuetheque find -c @tense composer:goldsmith\n"
     "cuetheque save tense --delete",
     Opens::writer, 1, any, declare_save, run_save},
    {"saved", "", Group::find, false, "[NAME]", "the queries that are kept", "cuetheque saved\ncuetheque saved tense",
     Opens::reader, 0, 1, declare_saved, run_saved},
    {"set", "modify", Group::describe, true, "QUERY -- FIELD=VALUE...", "state facts about records, as their curator",
     "cuetheque set A340 -- label=\"Cinevox\" date=1996-11-12\ncuetheque set -t film:vertigo title:nightmare -- "
     "mood+=terror\n"
     "cuetheque set -f film:vertigo -- year=1958\ncuetheque set A340 -- barcode= note!\n"
     "FIELD=VALUE states it, FIELD+=VALUE adds one, FIELD-=VALUE removes one, FIELD= says that there is none,\n"
     "FIELD! takes back what you stated, so that the files show through again.",
     Opens::writer, 1, any, declare_set, run_set},
    {"link", "", Group::describe, false, "C…|A… T…|F…",
     "say that a cue is a track, or that an album goes with a film, as their curator",
     "cuetheque link C77 T5501\ncuetheque link A340 F12 --how songs-from\n"
     "`show C77` lists the tracks it could be. Imports leave what you say as it is.",
     Opens::writer, 2, any, declare_link, run_link},
    {"unlink", "", Group::describe, false, "C…|A… T…|F…",
     "say that a cue is not a track, or that an album does not go with a film",
     "cuetheque unlink C77 T5501\ncuetheque unlink -n A340 F12", Opens::writer, 2, any, declare_unlink, run_unlink},
    {"why", "", Group::describe, false, "ID FIELD", "who says what about one fact, and whose word counts",
     "cuetheque why A340 date\ncuetheque why T5501 composer", Opens::reader, 2, 2, declare_why, run_why},
    {"log", "", Group::care, true, "[N]", "the last changes to the archive",
     "cuetheque log\ncuetheque log --since -1d\ncuetheque log 100 --json", Opens::reader, 0, 1, declare_log, run_log},
    {"undo", "", Group::care, true, "[OPERATION]", "put back what a change did: the last one, or one that `log` lists",
     "cuetheque undo -n\ncuetheque undo\ncuetheque undo 14 --partial", Opens::writer, 0, 1, declare_undo, run_undo},
    {"status", "", Group::care, false, "", "the archive's state, and what is new, changed or gone on disk",
     "cuetheque status\ncuetheque status --json", Opens::reader, 0, 0, declare_status, run_status},
    {"verify", "check", Group::care, false, "[QUERY|PATH...]",
     "read audio again and say what is no more as it was: tags changed, audio changed, missing, unreadable",
     "cuetheque verify\ncuetheque verify label:intrada\ncuetheque verify /mnt/music/Vertigo --json\n"
     "cuetheque verify --since -90d\ncuetheque verify --resume\n"
     "It compares with what `import --checksum` took. Exit 1 where a file is not as it was, missing or unreadable; "
     "what "
     "lies\non a root that is offline is counted and is no finding.",
     Opens::searcher, 0, any, declare_verify, run_verify},
    {"reindex", "", Group::care, false, "", "build the search index again from the archive", "cuetheque reindex",
     Opens::by_itself, 0, 0, declare_reindex, run_reindex},
    {"export", "", Group::publish, true, "FORMAT [QUERY]", "publish records as jsonl, csv, m3u8, cue or cuesheet",
     "cuetheque export jsonl > archive.jsonl\ncuetheque export csv label:intrada -o intrada.csv\n"
     "cuetheque export m3u8 mood:tender -o tender.m3u8\ncuetheque export cue A340 -o .\n"
     "cuetheque export cuesheet film:vertigo -o .",
     Opens::searcher, 1, any, declare_export, run_export},
    {"cite", "", Group::publish, false, "[-a|-t|-c|-f] QUERY", "albums, tracks, cues or films as works cite them",
     "cuetheque cite A340\ncuetheque cite -c 'theme:\"dies irae\"' --style bibtex", Opens::searcher, 1, any,
     declare_cite, run_cite},
    {"fields", "", Group::start, false, "[FIELD]", "every fact that can be searched, set and exported",
     "cuetheque fields\ncuetheque fields mood\ncuetheque fields --json", Opens::nothing, 0, 1, declare_fields,
     run_fields},
    {"config", "", Group::start, false, "[KEY [VALUE]] | root NAME PATH",
     "show or change settings; say where a root is now",
     "cuetheque config\ncuetheque config db ~/scores/archive\ncuetheque config root Music /mnt/new/Music",
     Opens::by_itself, 0, 3, declare_config, run_config},
    {"completion", "", Group::start, false, "bash|zsh|fish | values FIELD:START", "completion for your shell",
     "eval \"$(cuetheque completion bash)\"\ncuetheque completion fish > ~/.config/fish/completions/cuetheque.fish",
     Opens::searcher, 1, 2, declare_completion, run_completion},
    {"version", "", Group::start, false, "", "version of the program and its libraries", "cuetheque version",
     Opens::nothing, 0, 0, declare_version, run_version},
    {"help", "", Group::start, true, "[COMMAND]", "explain a command; --all lists every one",
     "cuetheque help\ncuetheque help find\ncuetheque help --all", Opens::nothing, 0, 1, declare_help, run_help},
});

constexpr bool names_are_unique() {
  for (std::size_t i = 0; i < table.size(); ++i)
    for (std::size_t j = i + 1; j < table.size(); ++j)
      if (table[i].name == table[j].name) return false;
  return true;
}
constexpr bool rows_are_complete() {
  return std::ranges::all_of(table, [](const CommandRow& row) {
    return !row.name.empty() && !row.summary.empty() && !row.examples.empty() && row.least_words <= row.most_words;
  });
}
static_assert(names_are_unique(), "two commands share a name");
static_assert(rows_are_complete(), "a command lacks its name, summary or examples");
static_assert(std::ranges::count(table, true, &CommandRow::newcomer) == 8, "help shows eight commands to a newcomer");

bool answers_to(const CommandRow& row, std::string_view name) {
  return row.name == name || fmt::format(" {} ", row.aliases).find(fmt::format(" {} ", name)) != std::string::npos;
}

}  // namespace

std::span<const CommandRow> commands() {
  return table;
}

const CommandRow* find_command(std::string_view name) {
  const auto row = std::ranges::find_if(table, [&](const CommandRow& each) { return answers_to(each, name); });
  return row == table.end() ? nullptr : &*row;
}

const CommandRow& command_named(std::string_view name) {
  if (const auto* row = find_command(name)) return *row;
  std::vector<std::string_view> names;
  std::ranges::transform(table, std::back_inserter(names), &CommandRow::name);
  const auto close = nearest(name, names);
  throw Error(
      Cause::usage, fmt::format("there is no command '{}'", shown(name)), {},
      close ? fmt::format("did you mean `cuetheque {}`?", *close) : "`cuetheque help --all` lists the commands");
}

std::string_view group_name(Group group) {
  static constexpr std::array<std::string_view, 6> names{"Start", "Bring in", "Find", "Describe", "Keep", "Publish"};
  return names[static_cast<std::size_t>(group)];
}

Options options_of(const CommandRow& command) {
  Options options;
  command.declare(options);
  add_common_options(options);
  return options;
}

}  // namespace cuetheque
