#include "tests/benchmarks/peer.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <sqlite3.h>
#include <stdexcept>

#include "search/gather.h"
#include "tests/benchmarks/measure.h"

namespace cuetheque {
namespace {

constexpr std::size_t tracks_a_transaction = 50'000;
constexpr int rows_shown = 20;

struct Closer {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Closer>;
using Statement3 = std::unique_ptr<sqlite3_stmt, Closer>;

void require(sqlite3* database, int result) {
  if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW)
    throw std::runtime_error(fmt::format("SQLite: {}", sqlite3_errmsg(database)));
}

void run(sqlite3* database, const std::string& sql) {
  require(database, sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr));
}

Statement3 prepared(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  require(database, sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr));
  return Statement3(statement);
}

std::string table_of_words() {
  std::string columns;
  for (const bool stems : {false, true})
    for (const auto field : peer_fields) columns += peer_column(field, stems) + ", ";
  return fmt::format(
      "CREATE VIRTUAL TABLE words USING fts5({}content='', detail=full, tokenize='unicode61 "
      "remove_diacritics 0')",
      columns);
}

/// What is selected, and how it ends.
struct Shape {
  const char *select, *end;
};

Shape shape_of(const PeerQuestion& question) {
  const bool albums = question.albums;
  switch (question.form) {
    case Form::ranked:
      return albums ? Shape{"facts.album, min(rank)", "GROUP BY facts.album ORDER BY 2 LIMIT ?4"}
                    : Shape{"words.rowid", "ORDER BY rank LIMIT ?4"};
    case Form::by_year:
      return albums ? Shape{"facts.album", "GROUP BY facts.album ORDER BY facts.year LIMIT ?4"}
                    : Shape{"facts.track", "ORDER BY facts.year LIMIT ?4"};
    case Form::first_rows:
      return albums ? Shape{"DISTINCT facts.album", "LIMIT ?4"} : Shape{"facts.track", "LIMIT ?4"};
    case Form::facet_year:
      return albums ? Shape{"count(DISTINCT facts.album)", "GROUP BY facts.year"}
                    : Shape{"count(*)", "GROUP BY facts.year"};
    case Form::facet_composer:
      return albums ? Shape{"count(DISTINCT facts.album)", "GROUP BY facts.composer"}
                    : Shape{"count(*)", "GROUP BY facts.composer"};
    case Form::count:
      return albums ? Shape{"count(DISTINCT facts.album)", ""} : Shape{"count(*)", ""};
    case Form::all:
      break;
  }
  return albums ? Shape{"DISTINCT facts.album", ""} : Shape{"facts.track", ""};
}

/// The facts are joined only where they are needed.
std::string sql_of(const PeerQuestion& question) {
  const auto shape = shape_of(question);
  const auto uses_facts = [](const std::string& text) { return text.find("facts.") != text.npos; };
  const bool joined = question.years || uses_facts(shape.select) || uses_facts(shape.end);
  const auto* from = question.match.empty() ? "facts"
                     : joined               ? "words JOIN facts ON facts.track = words.rowid"
                                            : "words";
  std::string where = question.match.empty() ? "" : "words MATCH ?1";
  if (question.years) where += (where.empty() ? "" : " AND ") + std::string("facts.year BETWEEN ?2 AND ?3");
  return fmt::format("SELECT {} FROM {} WHERE {} {}", shape.select, from, where, shape.end);
}

}  // namespace

struct Peer::Inside {
  Database database;
  std::map<std::string, Statement3> statements;

  sqlite3_stmt* statement(const std::string& sql) {
    auto& one = statements[sql];
    if (!one) one = prepared(database.get(), sql);
    return one.get();
  }
};

Peer::Peer(const std::filesystem::path& file, const Archive& archive) : inside_(std::make_unique<Inside>()) {
  const bool is_there = std::filesystem::exists(file);
  sqlite3* database = nullptr;
  const auto opened = sqlite3_open(file.c_str(), &database);
  inside_->database.reset(database);
  require(database, opened);
  run(database,
      "PRAGMA cache_size = -400000; PRAGMA mmap_size = 4000000000; PRAGMA synchronous = OFF; "
      "PRAGMA journal_mode = OFF");
  if (!is_there) make(archive);
}

Peer::~Peer() = default;

/// Writes tracks, and knows how long it took without what our own code spent to find their words.
class PeerWriter {
 public:
  explicit PeerWriter(sqlite3* database)
      : database_(database),
        words_(prepared(database, insert())),
        facts_(prepared(database, "INSERT INTO facts VALUES (?, ?, ?, ?)")) {}

  void add(const PeerTrack& track) {
    const Stopwatch watch;
    if (count_++ % tracks_a_transaction == 0) run(database_, count_ > 1 ? "COMMIT; BEGIN" : "BEGIN");
    put(facts_.get(), 1, track.track), put(facts_.get(), 2, track.album);
    track.year ? put(facts_.get(), 3, *track.year) : require(database_, sqlite3_bind_null(facts_.get(), 3));
    put(facts_.get(), 4, track.composer);
    step(facts_.get());
    put(words_.get(), 1, track.track);
    for (std::size_t at = 0; at < track.texts.size(); ++at)
      require(database_, sqlite3_bind_text(words_.get(), static_cast<int>(at) + 2, track.texts[at].data(),
                                           static_cast<int>(track.texts[at].size()), nullptr));
    step(words_.get());
    seconds_ += watch.wall_seconds();
  }

  double finish() {
    const Stopwatch watch;
    run(database_, "COMMIT; CREATE INDEX by_year ON facts (year); INSERT INTO words (words) VALUES ('optimize')");
    return seconds_ + watch.wall_seconds();
  }

 private:
  static std::string insert() {
    std::string columns, places;
    for (const bool stems : {false, true})
      for (const auto field : peer_fields) columns += ", " + peer_column(field, stems), places += ", ?";
    return fmt::format("INSERT INTO words (rowid{}) VALUES (?{})", columns, places);
  }
  void put(sqlite3_stmt* statement, int place, std::uint64_t value) {
    require(database_, sqlite3_bind_int64(statement, place, static_cast<sqlite3_int64>(value)));
  }
  void step(sqlite3_stmt* statement) {
    require(database_, sqlite3_step(statement));
    require(database_, sqlite3_reset(statement));
  }

  sqlite3* database_;
  Statement3 words_, facts_;
  std::size_t count_ = 0;
  double seconds_ = 0;
};

void Peer::make(const Archive& archive) {
  auto* database = inside_->database.get();
  run(database, table_of_words());
  run(database, "CREATE TABLE facts (track INTEGER PRIMARY KEY, album INTEGER, year INTEGER, composer INTEGER)");
  PeerWriter writer(database);
  Gatherer gatherer(archive);
  archive.each(Kind::album, [&](const Record& album) {
    for (const auto& document : gatherer.documents(album))
      if (const auto track = peer_track(document)) writer.add(*track);
    return true;
  });
  seconds_ = writer.finish();
}

std::vector<std::int64_t> Peer::ask(const PeerQuestion& question) {
  auto* database = inside_->database.get();
  auto* statement = inside_->statement(sql_of(question));
  if (!question.match.empty())
    require(database,
            sqlite3_bind_text(statement, 1, question.match.data(), static_cast<int>(question.match.size()), nullptr));
  if (question.years) {
    require(database, sqlite3_bind_int64(statement, 2, question.years->first));
    require(database, sqlite3_bind_int64(statement, 3, question.years->second));
  }
  if (sqlite3_bind_parameter_count(statement) >= 4) require(database, sqlite3_bind_int(statement, 4, rows_shown));
  std::vector<std::int64_t> rows;
  int result = 0;
  while ((result = sqlite3_step(statement)) == SQLITE_ROW) rows.push_back(sqlite3_column_int64(statement, 0));
  require(database, result);
  require(database, sqlite3_reset(statement));
  return rows;
}

}  // namespace cuetheque
