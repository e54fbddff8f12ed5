#pragma once
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/settings.h"
#include "core/archive.h"
#include "search/index.h"

namespace cuetheque {

/// What a command may open; asking for more is a bug of ours.
enum class Opens {
  nothing,
  reader,     ///< the archive, read-only
  searcher,   ///< the archive and the index, read-only
  writer,     ///< the archive and the index, to change them
  by_itself,  ///< the command decides when
};

/// One run of one command: its settings, its output, and the archive and index it works on, opened when first asked
/// for.
class Session {
 public:
  Session(const Arguments& arguments, Settings settings, std::string command_line, Opens opens);

  [[nodiscard]] Output& out() { return output_; }
  [[nodiscard]] bool quiet() const { return quiet_; }
  [[nodiscard]] bool verbose() const { return verbose_; }
  /// A line on stderr, unless --quiet.
  void say(const std::string& line) const;
  /// Who signs changes.
  [[nodiscard]] const std::string& user() const { return user_; }
  [[nodiscard]] const std::string& command_line() const { return command_line_; }
  [[nodiscard]] const Settings& settings() const { return settings_; }

  /// Where the archive is: --db, else $CUETHEQUE_DB, else the config file, else $XDG_DATA_HOME/cuetheque.
  [[nodiscard]] const std::filesystem::path& place() const { return place_; }
  /// Another place; before anything is opened.
  void move_to(std::filesystem::path place) { place_ = std::move(place); }
  /// The archive, opened as the command's row says.
  [[nodiscard]] Archive& archive();
  /// The index. For a reader: a note on stderr where it is behind, Error(damaged) where it is of no use. For a writer:
  /// brought up to date first, so that a query finds what is there.
  [[nodiscard]] Index& index();

  /// Opens the archive to write, whatever was open; only for commands that open by themselves.
  Archive& open_writer();
  Archive& open_reader();

  /// After a change: the archive flushed, the index caught up.
  void settle();

 private:
  [[nodiscard]] Index open_search();

  Opens opens_;
  Settings settings_;
  Output output_;
  bool quiet_;
  bool verbose_;
  std::string user_;
  std::string command_line_;
  std::filesystem::path place_;
  std::chrono::seconds wait_;
  std::optional<Archive> archive_;
  std::optional<Index> index_;
  bool writing_ = false;
};

/// Declares the options every command has.
void add_common_options(Options& options);

/// Brings the index of a writer up to date, rebuilding it where it cannot be continued; Error(damaged) where it is
/// ahead.
void refresh(Index& index, const Archive& archive, bool quiet);

}  // namespace cuetheque
