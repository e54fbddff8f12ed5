#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <optional>

#include "cli/commands/all.h"
#include "cli/confirm.h"
#include "cli/exporters.h"
#include "cli/files.h"
#include "cli/interrupt.h"
#include "cli/originals.h"
#include "cli/select.h"
#include "core/error.h"
#include "core/text.h"
#include "search/query_fields.h"

namespace cuetheque {
namespace {

const ExporterRow& exporter_named(const std::string& name) {
  const auto all = exporters();
  const auto row = std::ranges::find(all, name, &ExporterRow::name);
  if (row != all.end()) return *row;
  std::vector<std::string_view> names;
  for (const auto& each : all) names.push_back(each.name);
  throw Error(Cause::usage, fmt::format("there is no export format '{}'", shown(name)), {},
              fmt::format("one of: {}", fmt::join(names, ", ")));
}

std::filesystem::path absolute_folder(const std::filesystem::path& folder) {
  std::error_code error;
  auto real = std::filesystem::canonical(folder.empty() ? "." : folder, error);
  if (error) throw Error(Cause::refused, error.message(), shown(folder.native()));
  return real;
}

/// Where the export goes: standard output, one file, or a folder with a file for each album.
class Destination {
 public:
  Destination(Session& session, const Arguments& arguments, const ExporterRow& exporter)
      : session_(session),
        exporter_(exporter),
        force_(arguments.has("force")),
        dry_(arguments.has("dry-run")),
        place_(arguments.text("output")) {
    std::error_code error;
    folder_ = !place_.empty() && std::filesystem::is_directory(place_, error);
    if (folder_ && !exporter.file_for_each)
      throw Error(Cause::usage, "is a folder", shown(place_.native()),
                  fmt::format("{} is one file: give its name", exporter.name));
    if (place_.empty()) return;
    const auto parent = absolute_folder(folder_ ? place_ : place_.parent_path());
    refuse_archive(parent);
    beside_ = parent;
    if (!folder_) open(place_);
  }

  [[nodiscard]] const std::filesystem::path& beside() const { return beside_; }

  void write(std::string_view text) {
    bytes_ += text.size();
    if (dry_) return;
    if (file_)
      file_->write(text);
    else
      session_.out().write(session_.out().safe_lines(text));
  }

  void begin(const std::string& wish) {
    if (folder_) {
      finish();
      open(place_ / names_.take(wish, exporter_.extension));
    } else if (files_ > 0) {
      throw Error(Cause::usage, fmt::format("there are several albums or discs, and {} holds one", exporter_.name),
                  "export", "-o FOLDER writes a file for each");
    }
    ++files_;
  }

  void finish() {
    if (file_) file_->finish();
  }

  /// What a dry run says at its end.
  [[nodiscard]] std::string summary() const {
    const auto place = place_.empty() ? std::string("standard output") : place_.native();
    const auto files = folder_ ? fmt::format(" in {}", counted(files_, "file")) : std::string{};
    return fmt::format("{} would go to {}{}; nothing written", counted(bytes_, "byte"), place, files);
  }

 private:
  void open(const std::filesystem::path& place) {
    if (is_original(session_.archive(), place))
      throw Error(Cause::usage, "is one of the files the archive was made from", shown(place.native()),
                  "originals are never written to: export to another place");
    if (dry_)
      check_way(place, force_);
    else
      file_.emplace(place, force_);
  }

  void refuse_archive(const std::filesystem::path& parent) const {
    const auto archive = std::filesystem::weakly_canonical(session_.place());
    const auto relative = parent.lexically_relative(archive).native();
    if (!relative.empty() && !relative.starts_with(".."))
      throw Error(Cause::usage, "is inside the archive", shown(parent.native()), "exports go anywhere else");
  }

  Session& session_;
  const ExporterRow& exporter_;
  bool force_;
  bool dry_;
  bool folder_ = false;
  std::filesystem::path place_, beside_;
  std::optional<NewFile> file_;
  SafeNames names_;
  std::size_t files_ = 0;
  std::size_t bytes_ = 0;
};

void stop_if_asked() {
  if (interrupted() != 0) throw Error(Cause::refused, "interrupted; the file in hand was not written");
}

/// Every record in order, straight from the archive where the query is everything: no index is needed, and memory stays
/// small.
std::function<void(const std::function<void(Id)>&)> visitor(Session& session, const Asked& asked, ResultLevel level) {
  const bool all = asked.tree->op == QueryNode::Op::all && level != ResultLevel::track;
  if (all)
    return [&session, level](const std::function<void(Id)>& visit) {
      session.archive().each(kind_of(level), [&](const Record& record) {
        stop_if_asked();
        if (record.merged_into() == 0) visit(id_of(record));
        return true;
      });
    };
  return [ids = select(session, asked, level)](const std::function<void(Id)>& visit) {
    for (const auto id : ids) {
      stop_if_asked();
      visit(id);
    }
  };
}

}  // namespace

void declare_export(Options& options) {
  add_level_options(options);
  add_option(options, "output,o", "PLACE", "file to write, or folder for formats of one file an album");
  add_dry_run(options);
  add_switch(options, "force", "replace what is there");
  add_switch(options, "raw-csv", "leave cells as they are, even those a spreadsheet would run");
}

int run_export(Session& session, const Arguments& arguments) {
  auto words = arguments.all_words();
  const auto& exporter = exporter_named(words.front());
  words.erase(words.begin());
  const auto asked = ask(session, query_of(words));
  const auto level = level_for(arguments, asked, exporter.level);
  if ((exporter.levels & bit_of(level)) == 0)
    throw Error(Cause::usage, fmt::format("{} holds no {}s", exporter.name, level_name(level)), "export",
                fmt::format("cuetheque export {} --{} QUERY", exporter.name, level_option(exporter.level)));
  const auto each = visitor(session, asked, level);
  const Publisher publisher(session.archive());
  Destination destination(session, arguments, exporter);
  const ExportJob job{session.archive(),    publisher, level, asked.text, arguments.has("raw-csv"),
                      destination.beside(), each};
  const ExportSink sink{[&](std::string_view text) { destination.write(text); },
                        [&](const std::string& wish) { destination.begin(wish); }};
  exporter.run(job, sink);
  destination.finish();
  if (arguments.has("dry-run")) session.say(shown(destination.summary()));
  return 0;
}

}  // namespace cuetheque
