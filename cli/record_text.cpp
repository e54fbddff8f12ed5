#include "cli/record_text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "cli/guesses.h"
#include "cli/numbers.h"
#include "core/text.h"

namespace cuetheque {
namespace {

std::string with(std::string_view before, const std::string& text, std::string_view after = "") {
  return text.empty() ? std::string{} : fmt::format("{}{}{}", before, text, after);
}

std::string title_of(const View& view) {
  for (const std::string_view key : {"title", "album", "film", "name", "cue"})
    if (auto text = marked(view, key); !text.empty()) return text;
  return "(untitled)";
}

std::string production_line(const View& view) {
  return fmt::format("{:<7} {}{}{}{}", joined(view, "id"), marked(view, "film"), with(" (", marked(view, "year"), ")"),
                     with(", ", marked(view, "kind")), with(", ", marked(view, "how")));
}

std::string album_line(const View& view) {
  return fmt::format("{:<7} {}{}{}", joined(view, "id"), title_of(view), with(" (", joined(view, "date"), ")"),
                     with(", ", joined(view, "how")));
}

std::string track_line(const View& original) {
  const auto view = flattened(original, ResultLevel::track);
  const auto number = fmt::format("{}{}", with("", joined(view, "disc"), "."), joined(view, "track"));
  return fmt::format("{:<7} {:>5}  {}{}{}{}{}", joined(view, "id"), number, title_of(view),
                     with("  ", joined(view, "length")), with("  by ", marked(view, "composer")),
                     with("  scene: ", marked(view, "scene")), with("  mood: ", marked(view, "mood")));
}

std::string cue_line(const View& view) {
  return fmt::format("{:<7} {:>5}  {}{}{}{}{}", joined(view, "id"), joined(view, "cue"), joined(view, "title"),
                     with("  in ", joined(view, "tc_in")), with(" out ", joined(view, "tc_out")),
                     with("  scene: ", joined(view, "scene")), with("  on ", joined(view, "tracks")));
}

std::string tie_line(const View& view) {
  return fmt::format("{:<7} {}{}", joined(view, "track"), joined(view, "how"), with("  score ", joined(view, "score")));
}

std::string party_line(const View& view) {
  return fmt::format("{:<4} {}{}{}{}", joined(view, "role"), joined(view, "name"), with("  IPI ", joined(view, "ipi")),
                     with("  ", joined(view, "society")), with("  ", joined(view, "share"), "%"));
}

// As file managers count: 1 kB is 1,000 bytes.
std::string bytes_text(std::int64_t bytes) {
  if (bytes < 1'000) return fmt::format("{} bytes", bytes);
  return bytes < 10'000'000 ? fmt::format("{} kB", (bytes + 500) / 1'000)
                            : fmt::format("{} MB", (bytes + 500'000) / 1'000'000);
}

std::string picture_line(const View& view) {
  const auto carriers = joined(view, "in_files");
  return fmt::format("{}{}{}{}{}{}{}", joined(view, "type"), with(", ", joined(view, "mime")),
                     with(", ", joined(view, "width")), with(" x ", joined(view, "height")),
                     with(", ", bytes_text(whole_number(joined(view, "size")).value_or(0))),
                     with(", in ", carriers, carriers == "1" ? " file" : " files"), with(", ", joined(view, "file")));
}

constexpr auto in_heading = std::to_array<std::string_view>({"id", "guess"});

}  // namespace

void RecordText::print(Id id, const View& view) const {
  print_heading(view);
  print_facts(view);
  print_children(view, "productions", production_line);
  print_children(view, "albums", album_line);
  print_children(view, "tracks", track_line);
  print_children(view, "cues", cue_line);
  print_children(view, "ties", tie_line);
  print_children(view, "could_be", tie_line);
  print_children(view, "parties", party_line);
  print_children(view, "pictures", picture_line);
  if (const auto record = publisher_.record(id)) print_remarks(*record);
}

void RecordText::print_line(const std::string& text) const {
  output_.write(highlight_.in(shown(text), output_) + "\n");
}

void RecordText::print_heading(const View& view) const {
  output_.write(fmt::format("{}\n", output_.bold(shown(fmt::format("{}  {}", joined(view, "id"), title_of(view))))));
}

void RecordText::print_facts(const View& view) const {
  const auto flat = flattened(view, ResultLevel::track);
  for (const auto& item : view) {
    if (item.shape == ItemShape::objects || std::ranges::find(in_heading, item.key) != in_heading.end()) continue;
    const auto key = item.key == "duration_ms" ? "length" : item.key;  // people count minutes
    print_line(fmt::format("  {:<14} {}", key, marked(flat, key)));
  }
}

void RecordText::print_children(const View& view, std::string_view key, std::string (*line)(const View&)) const {
  const auto* item = find_item(view, key);
  if (!item || item->shape != ItemShape::objects) return;
  output_.write(fmt::format("  {}\n", key));
  for (const auto& child : item->children) print_line("    " + line(child));
}

void RecordText::print_remarks(const Record& record) const {
  if (record.remarks().empty()) return;
  output_.write("  remarks\n");
  for (const auto& remark : record.remarks()) {
    const auto line = fmt::format("    {}{}: {}{}", remark.path(), with(", ", remark.position()), remark.what(),
                                  with(" (", remark.read_as(), ")"));
    print_line(line);
  }
}

}  // namespace cuetheque
