#include "cli/import_run.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "cli/interrupt.h"
#include "cli/select.h"
#include "core/error.h"
#include "core/keys.h"
#include "core/resolve.h"
#include "core/text.h"
#include "search/index.h"

namespace cuetheque {
namespace {

constexpr std::size_t remarks_shown = 20;

/// The key by which an album is found again.
std::string identity_of(const AlbumDraft& draft) {
  if (!draft.catalogued || draft.exported) return draft.album.assembly_key();
  return code_key(row_of(Field::mbrelease).name, resolve(draft.album.statements(), Field::mbrelease).first());
}

bool has_albums(const Archive& archive) {
  bool any = false;
  archive.each(Kind::album, [&](const Record&) { return !(any = true); });
  return any;
}

/// An album with facts that a curator states of it.
Record with_facts(Record album, const std::vector<Edit>& facts, const std::string& user, Revision operation) {
  if (facts.empty()) return album;
  const auto origin = curator_origin(album, user, operation);
  for (const auto& fact : facts) *album.mutable_statements() = edited(album.statements(), fact, origin, operation);
  return album;
}

std::size_t tracks_in(const Unit& unit) {
  std::size_t tracks = 1;  // an album has a document of its own where it has none
  for (const auto& draft : unit.albums) tracks += static_cast<std::size_t>(draft.album.tracks_size());
  for (const auto& sheet : unit.sheets) tracks += sheet.cues.size();
  return tracks;
}

}  // namespace

ImportRun::ImportRun(Session& session, ImportOptions options, Places places, std::vector<Edit> facts, bool dry)
    : session_(session),
      options_(std::move(options)),
      places_(std::move(places)),
      facts_(std::move(facts)),
      dry_(dry),
      reader_(Archive::open(session.place(), Archive::Access::read)),
      progress_(!session.quiet()) {
  options_.places = places_.places;
}

ImportOutcome ImportRun::run() try {
  if (!dry_ && std::ranges::any_of(options_.places, &ImportPlace::is_standard_input)) begin_as_writer();
  pass();
  if (again_) {
    // Another command changed the archive while we compared: now that we hold the lock, compare with what it made.
    again_ = false;
    reader_ = Archive::open(session_.place(), Archive::Access::read);
    outcome_ = {};
    repeats_.clear();
    pass();
  }
  progress_.clear();
  say_repeats();
  close();
  return std::move(outcome_);
} catch (const Error&) {
  if (storer_) storer_->stop();
  hear();
  progress_.clear();
  if (operation_) session_.say(outcome_text(outcome_) + "; stopped there: so much is saved");
  throw;
}

/// What comes through standard input comes once: nobody may change the archive between comparing and writing.
void ImportRun::begin_as_writer() {
  session_.open_writer();
  locked_ = true;
  reader_ = Archive::open(session_.place(), Archive::Access::read);
}

void ImportRun::pass() {
  const ImportSinks sinks{[this](Unit&& unit) { take(std::move(unit)); },
                          [this](const ImportProgress& progress) {
                            hear();
                            progress_.show(progress);
                          },
                          [this] { return again_ || interrupted() != 0 || (storer_ && storer_->failed()); }};
  outcome_.report = import_tree(options_, memory(), sinks);
  if (storer_) storer_->finish();
  hear();
}

Memory ImportRun::memory() const {
  return {[this](const std::string& root, const std::string& path) { return reader_.folder(root, path); },
          [this](std::uint64_t album) {
            return reader_.find(Id{Kind::album, album});
          }};
}

void ImportRun::take(Unit&& unit) {
  if (again_) return;
  if (!dry_ && !operation_ && !start_writing()) return;
  if (dry_) {
    for (const auto& remark : unit.remarks) note(remark);
    return count(unit);
  }
  storer_->give(std::move(unit));
  hear();
}

/// Says what became of the units that have landed meanwhile.
void ImportRun::hear() {
  if (!storer_) return;
  for (auto& stored : storer_->landed()) {
    for (auto& remark : std::exchange(stored.remarks, {})) note(std::move(remark));
    outcome_.stored += stored;
  }
}

bool ImportRun::start_writing() {
  // Opened once: opening it again would let go of the lock in between.
  auto& archive = locked_ ? session_.archive() : session_.open_writer();
  again_ = !locked_ && archive.head() != reader_.head();
  locked_ = true;
  if (again_) return false;
  operation_.emplace(archive.begin(session_.user(), session_.command_line()));
  auto roots = archive.roots();
  roots.insert(roots.end(), places_.new_roots.begin(), places_.new_roots.end());
  const auto new_album = [this](Record album, Revision operation) {
    return with_facts(std::move(album), facts_, session_.user(), operation);
  };
  catalogue_.emplace(*operation_, Circumstances{still_there_under(roots), roots, new_album, has_albums(archive)});
  if (!places_.new_roots.empty())
    operation_->step([&](Step& step) {
      for (const auto& root : places_.new_roots) step.put_root(root);
    });
  indexer_.emplace(archive, session_.quiet());
  storer_.emplace([this](Unit&& unit) {
    const auto tracks = tracks_in(unit);
    auto stored = catalogue_->store(std::move(unit));
    if (stored.anything()) indexer_->landed(tracks);
    return stored;
  });
  return true;
}

void ImportRun::count(const Unit& unit) {
  for (const auto& draft : unit.albums) {
    const bool known = !reader_.ids_of(identity_of(draft)).empty();
    ++(known ? outcome_.stored.albums_changed : outcome_.stored.albums_new);
    if (!known) outcome_.stored.tracks_new += static_cast<std::size_t>(draft.album.tracks_size());
  }
  for (const auto& sheet : unit.sheets) outcome_.stored.cues_new += sheet.cues.size();
}

void ImportRun::note(Remark remark) {
  auto& first = outcome_.first_remarks;
  ++outcome_.remarks;
  outcome_.failed |= remark.failed;
  const auto alike = std::ranges::find_if(
      first, [&](const Remark& each) { return each.path == remark.path && each.what == remark.what; });
  const bool brief = !session_.verbose();
  if (brief && alike != first.end()) ++repeats_[static_cast<std::size_t>(alike - first.begin())];
  if (brief && (alike != first.end() || first.size() >= remarks_shown)) return;
  progress_.clear();
  const auto position = remark.position.empty() ? "" : ", " + remark.position;
  const auto read_as = remark.read_as.empty() ? "" : fmt::format(" ({})", remark.read_as);
  session_.say(shown(fmt::format("{}{}: {}{}", remark.path, position, remark.what, read_as)));
  first.push_back(std::move(remark));
}

/// One line for all the places of a file where the same was odd.
void ImportRun::say_repeats() const {
  for (const auto& [place, count] : repeats_) {
    const auto& remark = outcome_.first_remarks[place];
    session_.say(shown(fmt::format("{}: {} more of: {} (-v shows all)", remark.path, count, remark.what)));
  }
}

void ImportRun::close() {
  if (!operation_) return mend_index();
  operation_->finish(outcome_text(outcome_));
  outcome_.operation = operation_->number();
  indexer_->all_landed();
  session_.archive().flush();
  indexer_->finish();
}

// An import that was cut short may have landed all its albums, and not yet their place in the index. Where another
// command is writing, that is its business.
void ImportRun::mend_index() {
  if (dry_) return;
  const auto freshness = Index::open_reader(reader_.index_place()).state(reader_).freshness;
  if (freshness == Freshness::in_sync || freshness == Freshness::ahead) return;
  try {
    session_.open_writer();
    session_.settle();
  } catch (const Error& error) {
    if (error.cause() != Cause::busy) throw;
  }
}

std::string outcome_text(const ImportOutcome& outcome) {
  const auto& stored = outcome.stored;
  const auto& counts = outcome.report.counts;
  std::vector<std::string> parts{fmt::format("{} new", counted(stored.albums_new, "album"))};
  const auto add = [&](std::size_t count, const std::string& text) {
    if (count > 0) parts.push_back(text);
  };
  add(stored.albums_changed, fmt::format("{} changed", stored.albums_changed));
  add(stored.tracks_new, fmt::format("{} new", counted(stored.tracks_new, "track")));
  add(stored.productions_new, fmt::format("{} new", counted(stored.productions_new, "film")));
  add(stored.cues_new, fmt::format("{} new", counted(stored.cues_new, "cue")));
  add(outcome.report.sheets_read, fmt::format("{} read", counted(outcome.report.sheets_read, "sheet")));
  add(outcome.report.releases_read, fmt::format("{} read", counted(outcome.report.releases_read, "release")));
  add(counts.files_unchanged, fmt::format("{} unchanged", counted(counts.files_unchanged, "file")));
  add(counts.files_failed, fmt::format("{} not readable", counted(counts.files_failed, "file")));
  add(outcome.remarks, counted(outcome.remarks, "remark"));
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace cuetheque
