// readers_beside_writer FOLDER OPENS: opens an archive to read, OPENS times, while another process writes to it without
// pause. A reader must see some moment of the history: every step up to its head, every album whole, no hole, no error.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "core/archive.h"
#include "core/fields.h"
#include "core/keys.h"

namespace cuetheque {
namespace {

namespace fs = std::filesystem;

constexpr unsigned tracks_an_album = 12;
constexpr unsigned steps_an_operation = 25;
constexpr unsigned operations_an_open = 4;
constexpr std::size_t small_memtable = std::size_t{256} << 10U;  // files come and go all the time
constexpr auto pause_between_steps = std::chrono::milliseconds(4);
constexpr std::uint64_t most_albums = 1500;
constexpr Revision history_checked = 40;
constexpr std::size_t full_look_every = 100;

Statement statement(Field field, const std::string& value, Revision operation) {
  Statement said;
  said.set_field(row_of(field).number);
  said.add_values(value);
  said.set_source(Source::tags);
  said.set_operation(operation);
  return said;
}

std::string title_of(Id album) {
  return fmt::format("The Long Night, volume {}", album.number);
}

/// Long enough that the store has something to flush.
std::string note_of(std::uint64_t number) {
  return std::string(100, static_cast<char>('a' + number % 26));
}

Record make_album(Step& step) {
  Record album;
  const Id id = step.take_id(Kind::album);
  album.set_kind(Kind::album);
  album.set_id(id.number);
  album.set_assembly_key(assembly_key("music", fmt::format("shelf/{}", id.number), title_of(id)));
  *album.add_statements() = statement(Field::album, title_of(id), step.operation());
  for (unsigned position = 1; position <= tracks_an_album; ++position) {
    Track& track = *album.add_tracks();
    track.set_id(step.take_id(Kind::track).number);
    track.set_disc(1);
    track.set_position(position);
    *track.add_statements() = statement(Field::title, title_of(id), step.operation());
    *track.add_statements() = statement(Field::note, note_of(id.number), step.operation());
  }
  return album;
}

/// The same album with another note on all its tracks.
Record changed_album(Step& step, std::uint64_t round) {
  Record album = step.find({Kind::album, 1 + round % most_albums}).value();
  for (Track& track : *album.mutable_tracks()) {
    *track.mutable_statements(1) = statement(Field::note, note_of(album.id() + round / most_albums), step.operation());
  }
  return album;
}

/// Writes until it is killed: one album a step, new ones at first, then changes to them.
[[noreturn]] void write_without_end(const fs::path& place) {
  for (std::uint64_t written = 0; true;) {
    Archive archive = Archive::open(place, Archive::Access::write, std::chrono::seconds(10), small_memtable);
    for (unsigned round = 0; round < operations_an_open; ++round) {
      Operation operation = archive.begin("tester", "write");
      for (unsigned number = 0; number < steps_an_operation; ++number) {
        operation.step(
            [&](Step& step) { step.put(written < most_albums ? make_album(step) : changed_album(step, written)); });
        ++written;
        std::this_thread::sleep_for(pause_between_steps);
      }
      operation.finish("wrote");
      archive.flush();
    }
  }
}

class Looks {
 public:
  void look(const Archive& archive, std::size_t number) {
    const Head head = archive.head();
    require(head.revision >= newest_, "went back in time", head.revision);
    newest_ = head.revision;
    check_history(archive, head);
    if (number % full_look_every == 0) {
      check_all(archive);
    }
  }

  [[nodiscard]] std::size_t albums() const { return albums_; }
  [[nodiscard]] Revision newest() const { return newest_; }

 private:
  static void require(bool holds, const std::string& what, std::uint64_t where) {
    if (!holds) {
      throw std::runtime_error(fmt::format("{} at {}", what, where));
    }
  }

  void check_history(const Archive& archive, const Head& head) {
    Revision expected = head.revision > history_checked ? head.revision - history_checked : 1;
    std::string chain;
    archive.journal(expected, [&](const JournalEntry& entry) {
      require(entry.revision() == expected++, "a hole in the journal", entry.revision());
      require(chain.empty() || entry.previous_chain() == chain, "the chain is broken", entry.revision());
      chain = entry.chain();
      std::ranges::for_each(entry.changed(), [&](std::uint64_t packed) { check_album(archive, unpack(packed)); });
      return true;
    });
    require(expected == head.revision + 1, "the journal ends before its head", expected);
    require(head.revision == 0 ||
                std::ranges::equal(chain, head.chain, {}, [](char byte) { return static_cast<std::uint8_t>(byte); }),
            "the head has another chain", head.revision);
  }

  static void check_album(const Archive& archive, Id id) {
    const std::optional<Record> found = archive.find(id);
    require(found.has_value(), "a hole: no album", id.number);
    check_whole(*found);
    require(archive.album_of({Kind::track, found->tracks(0).id()}) == id, "a track that has lost its album", id.number);
    for (const std::string& key : keys_of(*found)) {
      require(std::ranges::count(archive.ids_of(key), id) == 1, "a key that does not find its album", id.number);
    }
  }

  static void check_whole(const Record& album) {
    require(static_cast<unsigned>(album.tracks_size()) == tracks_an_album, "half an album", album.id());
    for (const Track& track : album.tracks()) {
      require(track.statements(0).values(0) == title_of(id_of(album)), "mixed albums", album.id());
      require(track.statements(1).values(0) == album.tracks(0).statements(1).values(0), "half a change", album.id());
    }
  }

  void check_all(const Archive& archive) {
    albums_ = 0;
    archive.each(Kind::album, [&](const Record& album) {
      require(album.id() == ++albums_, "a hole among the albums", album.id());
      check_whole(album);
      return true;
    });
  }

  Revision newest_ = 0;
  std::size_t albums_ = 0;
};

double percentile(std::vector<double>& sorted, double share) {
  std::ranges::sort(sorted);
  return sorted[static_cast<std::size_t>(static_cast<double>(sorted.size() - 1) * share)];
}

void read_beside(const fs::path& place, std::size_t opens) {
  Looks looks;
  std::vector<double> milliseconds;
  for (std::size_t number = 1; number <= opens; ++number) {
    const auto start = std::chrono::steady_clock::now();
    const Archive archive = Archive::open(place, Archive::Access::read);
    milliseconds.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    looks.look(archive, number);
  }
  if (looks.newest() < opens / 20) {
    throw std::runtime_error("the writer hardly wrote: nothing was proved");
  }
  fmt::print(
      "{} opens beside a writer, {} steps, {} albums: no hole, no error; an open takes {:.1f} ms (p50), {:.1f} (p95), "
      "{:.1f} (most)\n",
      opens, looks.newest(), looks.albums(), percentile(milliseconds, 0.5), percentile(milliseconds, 0.95),
      percentile(milliseconds, 1.0));
}

/// The writing process, for as long as this object lives. Its death must have come from us. It is this program anew: a
/// mere fork would have RocksDB's locks without its threads.
class Writer {
 public:
  explicit Writer(const fs::path& place) : process_(::fork()) {
    if (process_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      ::execl("/proc/self/exe", "readers_beside_writer", place.c_str(), "write", nullptr);
      std::_Exit(127);
    }
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() { stop(); }

  /// Whether it was still writing.
  bool stop() {
    if (process_ <= 0) {
      return false;
    }
    ::kill(process_, SIGKILL);
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = 0;
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  }

 private:
  pid_t process_;
};

int run(const fs::path& place, std::size_t opens) {
  fs::remove_all(place);
  Archive::create(place);
  Writer writer(place);
  read_beside(place, opens);
  if (!writer.stop()) {
    fmt::print(stderr, "the writer ended before its readers\n");
    return 1;
  }
  fs::remove_all(place);
  return 0;
}

}  // namespace
}  // namespace cuetheque

int main(int count, char** arguments) try {
  const std::span<char*> words(arguments, static_cast<std::size_t>(count));
  if (words.size() != 3) {
    fmt::print(stderr, "readers_beside_writer FOLDER OPENS\n");
    return 2;
  }
  if (std::string(words[2]) == "write") {
    cuetheque::write_without_end(words[1]);
  }
  return cuetheque::run(words[1], std::stoul(words[2]));
} catch (const std::exception& failure) {
  fmt::print(stderr, "readers_beside_writer: {}\n", failure.what());
  return 1;
}
