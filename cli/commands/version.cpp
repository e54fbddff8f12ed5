#include <array>
#include <fmt/format.h>
#include <string_view>
#include <utility>

#include "cli/commands/all.h"
#include "cli/json_writer.h"

namespace cuetheque {
namespace {

constexpr std::string_view program_version = CUETHEQUE_VERSION;
constexpr std::string_view licence = "GPL-3.0-or-later";

// As the build found them: their headers stay behind their own doors.
constexpr auto libraries = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"RocksDB", BUILT_WITH_ROCKSDB},
    {"Xapian", BUILT_WITH_XAPIAN},
    {"TagLib", BUILT_WITH_TAGLIB},
    {"libavformat", BUILT_WITH_AVFORMAT},
    {"Protobuf", BUILT_WITH_PROTOBUF},
    {"ICU", BUILT_WITH_ICU},
    {"Boost", BUILT_WITH_BOOST},
    {"fmt", BUILT_WITH_FMT},
});

}  // namespace

void declare_version(Options& options) {
  add_switch(options, "json", "one JSON document");
}

int run_version(Session& session, const Arguments& arguments) {
  if (!arguments.has("json")) {
    auto text = fmt::format("cuetheque {}\n", program_version);
    for (const auto& [name, version] : libraries) text += fmt::format("{} {}\n", name, version);
    session.out().write(text + fmt::format("licence {}; there is no warranty\n", licence));
    return 0;
  }
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("cuetheque").text(program_version).key("licence").text(licence);
  json.key("libraries").begin_object();
  for (const auto& [name, version] : libraries) json.key(name).text(version);
  session.out().write(json.end_object().end_object().take() + "\n");
  return 0;
}

}  // namespace cuetheque
