#pragma once
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "cli/arguments.h"
#include "cli/publisher.h"

namespace cuetheque {

/// Where an exporter's text goes: standard output or one file. For formats of one file an album, `begin` starts the
/// next one under a safe name made of the wish; the others never call it.
struct ExportSink {
  std::function<void(std::string_view text)> write;
  std::function<void(const std::string& wish)> begin;
};

/// What is exported: albums or tracks of the archive, in the order of their ids, visited one by one.
struct ExportJob {
  const Archive& archive;
  const Publisher& publisher;
  ResultLevel level = ResultLevel::album;
  std::string title;  ///< the query, for formats that have a place for it
  bool raw_csv = false;
  std::filesystem::path beside;  ///< folder that paths are relative to; empty = absolute ones
  std::function<void(const std::function<void(Id)>&)> each;
};

/// An export format. Adding one is a row here and a file in exporters/.
struct ExporterRow {
  std::string_view name;
  std::string_view extension;
  std::string_view what;
  ResultLevel level;    ///< what its records are where no -a -t … says
  std::uint8_t levels;  ///< a set of Level: what else they may be
  bool file_for_each;   ///< one file an album: wants -o FOLDER for several
  void (*run)(const ExportJob& job, const ExportSink& sink);
};

[[nodiscard]] std::span<const ExporterRow> exporters();

}  // namespace cuetheque
