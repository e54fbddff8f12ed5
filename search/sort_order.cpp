#include "search/sort_order.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>

#include "core/error.h"
#include "core/text.h"
#include "search/query_fields.h"

namespace cuetheque {
namespace {

struct SortName {
  std::string_view name;
  Slot slot;
};
constexpr auto sort_names = std::to_array<SortName>({
    {"year", Slot::year},
    {"date", Slot::date},
    {"first", Slot::first},
    {"film", Slot::film},
    {"album", Slot::albumtitle},
    {"title", Slot::title},
    {"composer", Slot::composer},
    {"albumartist", Slot::albumartist},
    {"label", Slot::label},
    {"catalognumber", Slot::catalognumber},
    {"length", Slot::length},
    {"tc", Slot::tc},
    {"added", Slot::added},
    {"changed", Slot::changed},
    {"track", Slot::position},
    {"cue", Slot::cuenumber},
    {"name", Slot::person},
});

Slot sort_slot(std::string_view name) {
  const auto subject = subject_named(name);
  const auto row = std::ranges::find(sort_names, subject ? std::string_view(subject->name) : name, &SortName::name);
  if (row != sort_names.end()) return row->slot;
  std::vector<std::string_view> names;
  std::ranges::transform(sort_names, std::back_inserter(names), &SortName::name);
  const auto near = nearest(name, names);
  throw Error(Cause::usage, fmt::format("cannot sort by {}", shown(name)), "--sort",
              near ? fmt::format("did you mean {}?", *near) : fmt::format("one of: {}", fmt::join(names, ", ")));
}

}  // namespace

SortOrder parse_sort(std::string_view text) {
  SortOrder keys;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    auto name = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool down = name.starts_with('-') || name.ends_with('-');
    if (name.starts_with('-') || name.starts_with('+')) name.remove_prefix(1);
    if (name.ends_with('-') || name.ends_with('+')) name.remove_suffix(1);
    keys.push_back({sort_slot(name), down});
  }
  return keys;
}

}  // namespace cuetheque
