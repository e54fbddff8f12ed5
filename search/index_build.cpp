#include <algorithm>
#include <map>
#include <set>

#include "core/error.h"
#include "core/keys.h"
#include "search/ahead.h"
#include "search/gather.h"
#include "search/index_inside.h"
#include "search/rebuild.h"
#include "search/superseded.h"
#include "search/writing.h"

namespace cuetheque {
namespace {

/// Brings the documents of changed records, and of those that inherit from them, up to date.
class Update {
 public:
  Update(const Archive& archive, Xapian::WritableDatabase& database, Writing& writing)
      : archive_(archive), gather_(archive), database_(database), writing_(writing) {}

  void run(const std::set<Id>& changed) {
    for (const auto id : changed) follow(id);
    std::erase_if(todo_, [&](Id id) { return !changed.contains(id) && comes_later(id); });
    const auto make = [this, at = todo_.begin()]() mutable -> std::optional<Made> {
      if (at == todo_.end()) return std::nullopt;
      const auto id = *at++;
      return Made{id, prepared(documents_of(id))};
    };
    // Starting a thread costs as much as making some documents.
    constexpr std::size_t worth_a_thread = 16;
    if (todo_.size() < worth_a_thread) return write_all(make);
    constexpr std::size_t most_waiting = 16;
    Ahead<Made> ahead(make, most_waiting);
    write_all([&] { return ahead.next(); });
  }

 private:
  /// A record's documents as they are now.
  struct Made {
    Id id;
    std::vector<Prepared> documents;
  };

  /// A document of the index that carries a record's facts.
  struct Old {
    Xapian::docid place = 0;
    DocumentData data;
  };

  [[nodiscard]] std::vector<Old> documents_with(Id id) const {
    std::vector<Old> found;
    const auto term = id_term(id);
    for (auto at = database_.postlist_begin(term); at != database_.postlist_end(term); ++at)
      if (writing_.counts(*at)) found.push_back({*at, data_of(database_, *at)});
    return found;
  }

  /// What must be written anew when this record changed: by its links now, and by the documents that carried it until
  /// now.
  void follow(Id id) {
    todo_.insert(id);
    if (id.kind == Kind::name) return;
    auto record = archive_.find(id);
    if (record) follow_links(*record);
    for (const auto user : archive_.ids_of(linked_key(id))) follow_user(user);
    const auto olds = documents_with(id);
    if (olds.empty()) unindexed_.insert(id);
    for (const auto& old : olds)
      for (const auto other : old.data.ids)
        if (other.kind == Kind::album || other.kind == Kind::cue || other.kind == Kind::production) todo_.insert(other);
    if (record) keep(std::move(*record));
  }

  /// A record that is followed is written soon after: it is read once, where it is not too large to wait.
  void keep(Record record) {
    constexpr std::size_t most_tracks = 2'000;
    kept_tracks_ += static_cast<std::size_t>(record.tracks_size());
    if (kept_tracks_ > most_tracks) return;
    gather_.remember_answered(record);
    const auto id = id_of(record);
    kept_.emplace(id, std::move(record));
  }

  [[nodiscard]] std::vector<IndexDocument> documents_of(Id id) {
    const auto kept = kept_.extract(id);
    return kept.empty() ? gather_.documents(id) : gather_.documents(kept.mapped());
  }

  void follow_links(const Record& record) {
    for (const auto production : linked(record, Kind::production)) todo_.insert(production);
    if (record.kind() != Kind::cue) return;
    for (const auto album : gather_.albums_of_cue(record)) {
      todo_.insert(album);
      if (const auto found = archive_.find(album)) follow_links(*found);
    }
  }

  void follow_user(Id user) {
    todo_.insert(user);
    if (user.kind != Kind::cue) return;
    if (const auto cue = archive_.find(user)) todo_.merge(gather_.albums_of_cue(*cue));
  }

  /// Documents are an album's where it holds their track, else a cue's, a production's, a name's own.
  [[nodiscard]] bool owns(Id owner, const DocumentData& data) const {
    if (owner.kind == Kind::album) return std::ranges::find(data.ids, owner) != data.ids.end();
    return data.key == to_string(owner);
  }

  // An album that is reached by its links, but is not here yet, comes later in the journal. Taken early it would stand
  // before albums of lower ids.
  [[nodiscard]] bool comes_later(Id id) const { return id.kind == Kind::album && own_documents(id).empty(); }

  /// What is left of a slice that has somewhat more documents than expected goes with the rest.
  template <typename Next>
  void write_all(Next next) {
    constexpr std::size_t far_more = documents_a_commit * 3 / 2;
    while (const auto made = next()) {
      write(*made);
      if (writing_.pending() >= far_more) writing_.commit();
    }
  }

  void write(const Made& made) {
    std::map<std::string, Xapian::docid> old;
    for (auto& one : own_documents(made.id)) old.emplace(std::move(one.data.key), one.place);
    if (!old.empty() || made.id.kind != Kind::album) return writing_.replace(old, made.documents);
    for (const auto& document : made.documents) writing_.add(document);
  }

  [[nodiscard]] std::vector<Old> own_documents(Id id) const {
    if (id.kind != Kind::album) {
      const auto key = key_term(to_string(id));
      std::vector<Old> found;
      for (auto at = database_.postlist_begin(key); at != database_.postlist_end(key); ++at)
        if (writing_.counts(*at)) found.push_back({*at, {to_string(id), {}, {}}});
      return found;
    }
    if (unindexed_.contains(id)) return {};
    auto found = documents_with(id);
    std::erase_if(found, [&](const Old& old) { return !owns(id, old.data); });
    return found;
  }

  const Archive& archive_;
  Gatherer gather_;
  Xapian::WritableDatabase& database_;
  Writing& writing_;
  std::set<Id> todo_;
  std::map<Id, Record> kept_;
  std::set<Id> unindexed_;  ///< followed, and no document had anything of it
  std::size_t kept_tracks_ = 0;
};

/// One slice of the journal, worth a commit: the records it changed, and where it ends.
struct Slice {
  std::set<Id> changed;
  Head end;
  bool whole = false;  ///< else the journal had no more
  bool last = true;
};

Slice slice_from(const Archive& archive, const Head& from, Revision to) {
  Slice slice{{}, from};
  std::size_t documents = 0;
  archive.journal(from.revision + 1, [&](const JournalEntry& entry) {
    if (entry.revision() > to) return false;
    slice.last = !slice.whole;
    if (slice.whole) return false;
    constexpr std::size_t documents_an_album = 12;
    for (const auto packed : entry.changed())
      if (slice.changed.insert(unpack(packed)).second)
        documents += unpack(packed).kind == Kind::album ? documents_an_album : 1;
    slice.end.revision = entry.revision();
    std::ranges::copy_n(entry.chain().begin(),
                        static_cast<std::ptrdiff_t>(std::min(entry.chain().size(), slice.end.chain.size())),
                        slice.end.chain.begin());
    slice.whole = documents >= documents_a_commit;
    return true;
  });
  return slice;
}

void replay(const Archive& archive, Xapian::WritableDatabase& database, Head from, const Progress& progress,
            Reach reach) {
  const auto to = archive.head().revision;
  Writing writing(archive.index_place(), database, progress);
  while (true) {
    const auto slice = slice_from(archive, from, to);
    if (reach == Reach::whole_commits && !slice.whole) return;
    Update(archive, database, writing).run(slice.changed);
    const Mark mark{slice.end, archive.uuid(), std::string(index_schema)};
    writing.mark(mark);
    if (slice.last) return writing.finish();
    writing.commit();
    from = slice.end;
  }
}

/// Whether it is time to build the index anew: what counts no more outweighs what does. The work of that is then no
/// more than the changes have cost.
bool is_worn(const Xapian::Database& database) {
  constexpr std::size_t not_worth_it = 10'000;
  const auto superseded = superseded_in(database.get_metadata(superseded_key)).size();
  return superseded > not_worth_it && superseded * 2 > database.get_doccount();
}

}  // namespace

void Index::catch_up(const Archive& archive, const Progress& progress, Reach reach) {
  if (!inside_->writes) throw Error(Cause::bug, "an index opened to read cannot catch up");
  const auto now = state(archive);
  switch (now.freshness) {
    case Freshness::in_sync:
      return;
    case Freshness::behind:
      inside_->forget();
      translated(inside_->stub.place(),
                 [&] { replay(archive, *inside_->writer, inside_->mark()->head, progress, reach); });
      if (is_worn(*inside_->writer)) rebuild(archive, progress);
      return;
    case Freshness::ahead:
      throw Error(Cause::damaged, now.why, inside_->stub.place().string(),
                  "`cuetheque reindex --accept-loss` takes the archive as it is");
    case Freshness::foreign:
    case Freshness::damaged:
    case Freshness::missing:
      return rebuild(archive, progress);
  }
}

void Index::rebuild(const Archive& archive, const Progress& progress, std::size_t documents_a_part) {
  if (!inside_->writes) throw Error(Cause::bug, "an index opened to read cannot be rebuilt");
  translated(inside_->stub.place(), [&] {
    inside_->close();
    inside_->stub.remove_others();
    const auto folder = inside_->stub.unfinished();
    build_index(archive, folder, progress, documents_a_part);
    inside_->stub.swap_in(folder);
    inside_->stub.remove_others();
    inside_->open();
  });
  // What was written to the archive meanwhile is replayed; anything else than "behind" here would have no end.
  if (state(archive).freshness == Freshness::behind) catch_up(archive, progress);
}

}  // namespace cuetheque
