#include "search/index.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "core/error.h"
#include "search/index_inside.h"
#include "search/superseded.h"

namespace cuetheque {
namespace {

std::array<std::uint8_t, 32> chain_of(const std::string& bytes) {
  std::array<std::uint8_t, 32> chain{};
  std::ranges::copy_n(bytes.begin(), static_cast<std::ptrdiff_t>(std::min(bytes.size(), chain.size())), chain.begin());
  return chain;
}

/// Whether the journal goes on from this head: what the index contains is then the beginning of this archive's history.
bool continues(const Archive& archive, const Head& head) {
  bool follows = false;
  archive.journal(head.revision + 1, [&](const JournalEntry& next) {
    follows = next.revision() == head.revision + 1 && chain_of(next.previous_chain()) == head.chain;
    return false;
  });
  return follows;
}

IndexState compared(const Mark& mark, const Archive& archive) {
  const auto head = archive.head();
  if (mark.uuid != archive.uuid()) return {Freshness::foreign, 0, "the search index belongs to another archive"};
  if (mark.schema != index_schema)
    return {Freshness::foreign, 0, "the search index was made by another version of cuetheque"};
  if (mark.head == head) return {Freshness::in_sync, 0, {}};
  if (mark.head.revision > head.revision) {
    const auto steps = mark.head.revision - head.revision;
    return {Freshness::ahead, steps,
            fmt::format("the search index knows {} steps that the archive does not: the archive may have lost them",
                        steps)};
  }
  if (mark.head.revision == head.revision || !continues(archive, mark.head))
    return {Freshness::foreign, 0, "the search index belongs to another history of this archive"};
  const auto steps = head.revision - mark.head.revision;
  return {Freshness::behind, steps, fmt::format("the search index is {} steps behind", steps)};
}

/// The documents that count, as text. Xapian has no list of a document's terms here: every term is asked for its
/// documents instead.
class Dump {
 public:
  explicit Dump(const Xapian::Database& database) : database_(database), superseded_(database) {
    for (auto at = database.postlist_begin({}); at != database.postlist_end({}); ++at)
      if (!superseded_.contains(*at)) documents_.emplace(*at, data_text(database, *at));
  }

  std::vector<std::string> sorted() && {
    for (auto term = database_.allterms_begin(); term != database_.allterms_end(); ++term) add_term(*term);
    for (unsigned slot = 0; slot <= number_of(Slot::path); ++slot)
      for (auto at = database_.valuestream_begin(slot); at != database_.valuestream_end(slot); ++at)
        add(at.get_docid(), fmt::format("\n={} {}", slot, *at));
    for (const auto& row : fields)
      for (auto at = database_.valuestream_begin(order_slot(row.id));
           at != database_.valuestream_end(order_slot(row.id)); ++at)
        add(at.get_docid(), fmt::format("\n\"{} {}", row.name, *at));
    for (const auto number : column_numbers()) add_column(Column(database_, number), number);
    std::vector<std::string> all;
    for (auto& [document, text] : documents_) all.push_back(std::move(text));
    std::ranges::sort(all);
    return all;
  }

 private:
  void add(Xapian::docid document, const std::string& line) {
    const auto place = documents_.find(document);
    if (place != documents_.end()) place->second += line;
  }

  void add_column(Column column, ColumnNumber number) {
    for (auto& [document, text] : documents_) {
      std::set<std::string> values;
      column.each_of(document, [&](std::uint32_t value) {
        values.insert(value < column.texts().size() ? column.texts()[value] : std::to_string(value));
      });
      for (const auto& value : values) text += fmt::format("\n#{} {}", number, value);
    }
  }

  void add_term(const std::string& term) {
    for (auto at = database_.postlist_begin(term); at != database_.postlist_end(term); ++at)
      add(*at, fmt::format("\n{} {}", term, at.get_wdf()));
  }

  const Xapian::Database& database_;
  Superseded superseded_;
  std::map<Xapian::docid, std::string> documents_;
};

}  // namespace

void Index::Inside::open() {
  close();
  unopened = stub.exists() ? Freshness::damaged : Freshness::missing;
  const auto generation = stub.generation();
  trouble = stub.exists() ? "the file that names the search index is damaged" : "there is no search index yet";
  if (!generation) return;
  try {
    if (writes)
      writer.emplace(generation->string(), Xapian::DB_OPEN | Xapian::DB_RETRY_LOCK | Xapian::DB_NO_TERMLIST);
    else
      reader.emplace(stub.place().string(), Xapian::DB_BACKEND_STUB);
  } catch (const Xapian::Error& error) {
    if (says_nothing_of_the_index(error)) throw_as_ours(error, stub.place());
    trouble = "the search index cannot be opened: " + error.get_msg();
  }
}

void Index::Inside::close() {
  forget();
  reader.reset();
  writer.reset();
}

Xapian::Database& Index::Inside::database() {
  if (writer) return *writer;
  if (reader) return *reader;
  throw Error(Cause::damaged, trouble, stub.place().string(),
              "`cuetheque reindex` builds it; the archive itself is not touched");
}

std::optional<Mark> Index::Inside::mark() {
  return parse_mark(database().get_metadata(mark_key));
}

Index::Index(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;
Index::~Index() = default;

Index Index::open_reader(const std::filesystem::path& place) {
  auto inside = std::make_unique<Inside>(place, false);
  inside->open();
  return Index(std::move(inside));
}

Index Index::open_writer(const std::filesystem::path& place) {
  auto inside = std::make_unique<Inside>(place, true);
  inside->stub.remove_others();
  inside->open();
  return Index(std::move(inside));
}

std::vector<std::string> Index::dump() const {
  return translated(inside_->stub.place(), [&] { return Dump(inside_->database()).sorted(); });
}

IndexState Index::state(const Archive& archive) const {
  if (!inside_->is_open()) return {inside_->unopened, 0, inside_->trouble};
  try {
    const auto mark = inside_->mark();
    if (!mark) return {Freshness::damaged, 0, "the search index does not say what it contains"};
    return compared(*mark, archive);
  } catch (const Xapian::Error& error) {
    if (says_nothing_of_the_index(error)) throw_as_ours(error, inside_->stub.place());
    return {Freshness::damaged, 0, "the search index is damaged: " + error.get_msg()};
  }
}

}  // namespace cuetheque
