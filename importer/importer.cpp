#include "importer/importer.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <memory>
#include <tuple>
#include <unordered_map>

#include "importer/packed/input_file.h"
#include "importer/readers.h"
#include "importer/unit_work.h"
#include "importer/walk.h"

namespace cuetheque {
namespace {

// How far the walk may run ahead of the reading. A folder is one unit however large; beyond that, memory does not grow.
constexpr std::size_t most_units = 64;
constexpr std::size_t most_files_held = 4096;
constexpr std::size_t most_in_flight = 512;
constexpr std::size_t enough_in_flight = 64;
constexpr auto progress_pause = std::chrono::milliseconds(50);

std::filesystem::path reader_program(const ImportOptions& options) {
  if (!options.reader.empty()) return options.reader;
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() / "cuetheque-reader";
}

bool is_below(const ImportPlace& place, const ImportPlace& other) {
  return place.root == other.root &&
         (other.path.empty() || place.path == other.path || place.path.starts_with(other.path + "/"));
}

/// Places in order, without those that lie inside another: nothing is read twice.
std::vector<ImportPlace> separate(std::vector<ImportPlace> places) {
  std::ranges::stable_sort(places, {}, [](const ImportPlace& place) { return std::tie(place.root, place.path); });
  std::vector<ImportPlace> result;
  for (auto& place : places)
    if (std::ranges::none_of(result, [&](const ImportPlace& one) { return is_below(place, one); }))
      result.push_back(std::move(place));
  return result;
}

WalkedUnit what_standard_input_is() {
  return {{}, {{{std::string(standard_input_name), 0, 0}, FileKind::releases, {}}}, 0, {}};
}

class Import {
 public:
  Import(const ImportOptions& options, const Memory& memory, const ImportSinks& sinks)
      : options_(options), memory_(memory), sinks_(sinks), places_(separate(options.places)) {
    // A place that does not exist is said before anything is imported from the others.
    for (const auto& place : places_)
      if (!place.is_standard_input()) const Walk proof(place);
  }

  ImportReport run() {
    while (!stopped() && step()) show_progress(false);
    report_.counts.walk_done = place_ == places_.size();
    show_progress(true);
    return report_;
  }

 private:
  struct Ticket {
    UnitWork* unit;
    std::size_t slot;
  };

  bool stopped() {
    report_.stopped = report_.stopped || (sinks_.stop && sinks_.stop());
    return report_.stopped;
  }

  /// Whatever is most useful now; false when there is nothing left.
  bool step() {
    feed();
    if (!window_.empty() && window_.front()->ready()) return deliver();
    const bool room = window_.size() < most_units && held_ < most_files_held;
    if (room && in_flight() < enough_in_flight && walk_on()) return true;
    if (in_flight() > 0) return take_reading();
    return walk_on();
  }

  [[nodiscard]] std::size_t in_flight() const { return readers_ ? readers_->in_flight() : 0; }

  void feed() {
    while (!queue_.empty() && in_flight() < most_in_flight) {
      const auto [unit, slot] = queue_.front();
      queue_.pop_front();
      if (!readers_) readers_.emplace(reader_program(options_), options_.readers, limits());
      tickets_.emplace(next_ticket_, Ticket{unit, slot});
      readers_->submit(next_ticket_++, unit->to_read()[slot]);
    }
  }

  [[nodiscard]] ReaderLimits limits() const {
    ReaderLimits limits;
    limits.whole_digest = options_.checksum;
    limits.encoding = options_.encoding;
    return limits;
  }

  bool walk_on() {
    for (; place_ < places_.size(); ++place_, walk_.reset()) {
      if (places_[place_].is_standard_input()) {
        begin(what_standard_input_is());
        ++place_;
        return true;
      }
      if (!walk_) walk_.emplace(places_[place_]);
      if (auto walked = walk_->next()) {
        begin(std::move(*walked));
        return true;
      }
    }
    return false;
  }

  void begin(WalkedUnit&& walked) {
    auto unit = std::make_unique<UnitWork>(std::move(walked), UnitWork::Settings{options_, places_[place_], memory_});
    report_.counts.files_found += unit->audio_files();
    report_.counts.files_unchanged += unit->unchanged_files();
    report_.other_files += unit->other_files();
    if (unit->unchanged()) return;
    for (std::size_t slot = 0; slot < unit->to_read().size(); ++slot) queue_.push_back({unit.get(), slot});
    held_ += unit->audio_files();
    window_.push_back(std::move(unit));
  }

  bool take_reading() {
    auto result = readers_->next();
    if (!result) return true;
    const auto place = tickets_.extract(result->ticket);
    if (place.empty()) return true;
    ++report_.counts.files_read;
    if (!result->reading.failed().empty()) ++report_.counts.files_failed;
    place.mapped().unit->take(place.mapped().slot, std::move(result->reading));
    return true;
  }

  /// A unit's releases go before its audio, which finds their entries: only the audio's files are remembered with their
  /// albums.
  bool deliver() {
    report_.counts.current = window_.front()->folder();
    if (auto slice = window_.front()->next_releases(report_.counts)) {
      if (sinks_.unit && !(slice->albums.empty() && slice->remarks.empty())) sinks_.unit(std::move(*slice));
      return true;
    }
    const auto unit = std::move(window_.front());
    window_.pop_front();
    held_ -= unit->audio_files();
    report_.releases_read += unit->releases_read();
    report_.other_files += unit->foreign_files();
    auto finished = unit->finish();
    report_.sheets_read += unit->sheets_read();
    if (finished && sinks_.unit) sinks_.unit(std::move(*finished));
    return true;
  }

  void show_progress(bool last) {
    const auto now = std::chrono::steady_clock::now();
    if (!sinks_.progress || (!last && now - shown_ < progress_pause)) return;
    shown_ = now;
    report_.counts.walk_done = place_ == places_.size();
    sinks_.progress(report_.counts);
  }

  const ImportOptions& options_;
  const Memory& memory_;
  const ImportSinks& sinks_;
  std::vector<ImportPlace> places_;
  std::size_t place_ = 0;
  std::optional<Walk> walk_;
  std::deque<std::unique_ptr<UnitWork>> window_;  ///< in the order of the walk
  std::size_t held_ = 0;                          ///< audio files of the window
  std::deque<Ticket> queue_;                      ///< still to be submitted
  std::optional<Readers> readers_;
  std::unordered_map<std::uint64_t, Ticket> tickets_;
  std::uint64_t next_ticket_ = 1;
  ImportReport report_;
  std::chrono::steady_clock::time_point shown_{};
};

}  // namespace

ImportReport import_tree(const ImportOptions& options, const Memory& memory, const ImportSinks& sinks) {
  return Import(options, memory, sinks).run();
}

}  // namespace cuetheque
