#include "search/rebuild.h"

#include <algorithm>
#include <atomic>
#include <fmt/format.h>
#include <future>
#include <mutex>
#include <thread>

#include "core/error.h"
#include "search/gather.h"
#include "search/index.h"
#include "search/last_words.h"
#include "search/shards.h"

namespace cuetheque {
namespace {

void write(const Archive& archive, const Stretch& stretch, Gatherer& gather, Writing& writing) {
  archive.each(stretch.first, [&](const Record& record) {
    if (record.id() > stretch.last) return false;
    for (auto& document : gather.documents(record)) writing.add(prepared(std::move(document)));
    if (writing.pending() >= documents_a_commit) writing.commit();
    return true;
  });
}

/// The parts of one index, built by several threads.
class Shards {
 public:
  Shards(const Archive& archive, std::filesystem::path folder, const Progress& progress, std::size_t documents_a_part)
      : archive_(archive),
        mark_{archive.head(), archive.uuid(), std::string(index_schema)},
        folder_(std::move(folder)),
        progress_(progress),
        shards_(shards_of(archive, documents_a_part)) {}

  void build() {
    if (!is_one()) std::filesystem::create_directory(folder_);
    std::vector<std::future<void>> builders;
    const auto cores = std::max<std::size_t>(1, std::thread::hardware_concurrency());
    for (std::size_t i = 0; i < std::min(cores, shards_.size()); ++i)
      builders.push_back(std::async(std::launch::async, [this] { build_some(); }));
    for (auto& builder : builders) builder.wait();
    for (auto& builder : builders) builder.get();
  }

  void join() const {
    if (is_one()) return;
    {
      Xapian::Database parts;
      for (std::size_t i = 0; i < shards_.size(); ++i) parts.add_database(Xapian::Database(place(i).string()));
      parts.compact(folder_.string(), Xapian::DBCOMPACT_NO_RENUMBER);
    }
    for (std::size_t i = 0; i < shards_.size(); ++i) std::filesystem::remove_all(place(i));
    Xapian::WritableDatabase whole(folder_.string(), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST);
    whole.set_metadata(mark_key, text_of(mark_));
    write_or_end(archive_.index_place(), [&] { whole.commit(); });
    whole.close();
  }

 private:
  [[nodiscard]] bool is_one() const { return shards_.size() == 1; }
  [[nodiscard]] std::filesystem::path place(std::size_t number) const {
    return is_one() ? folder_ : folder_ / fmt::format("part.{:02}", number);
  }

  void build_some() {
    try {
      Gatherer gather(archive_);
      for (auto next = next_++; next < shards_.size(); next = next_++) build(next, gather);
    } catch (...) {
      next_ = shards_.size();
      throw;
    }
  }

  void build(std::size_t number, Gatherer& gather) {
    const auto& shard = shards_[number];
    // What is joined from them is synced.
    const int how = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_TERMLIST |
                    (is_one() ? 0 : Xapian::DB_NO_SYNC);
    Xapian::WritableDatabase database(place(number).string(), how);
    std::uint64_t told = 0;
    const Progress progress = [&](std::uint64_t done) {
      tell(done - told);
      told = done;
    };
    Writing writing(archive_.index_place(), database, progress, shard.first);
    for (const auto& stretch : shard.stretches) write(archive_, stretch, gather, writing);
    // One without any commit is opened as if it were new, with a table of terms.
    if (is_one()) writing.mark(mark_);
    writing.finish();
    if (!is_one() && database.get_lastdocid() >= shard.end)
      throw Error(Cause::refused, "the archive grew too fast while its search index was built",
                  archive_.index_place().string(), "`cuetheque reindex` builds it when the import is done");
    database.close();
  }

  void tell(std::uint64_t more) {
    const std::scoped_lock lock(telling_);
    done_ += more;
    if (progress_) progress_(done_);
  }

  const Archive& archive_;
  const Mark mark_;
  std::filesystem::path folder_;
  const Progress& progress_;
  std::vector<Shard> shards_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex telling_;
  std::uint64_t done_ = 0;
};

}  // namespace

void build_index(const Archive& archive, const std::filesystem::path& folder, const Progress& progress,
                 std::size_t documents_a_part) {
  Shards shards(archive, folder, progress, documents_a_part);
  shards.build();
  shards.join();
}

}  // namespace cuetheque
