#include "importer/releases/release_file.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>
#include <utility>

namespace cuetheque {
namespace {

constexpr std::size_t albums_a_slice = 200;
constexpr std::size_t lines_a_slice = 20'000;  // so that a filter that passes little still lets progress be seen
constexpr std::size_t most_doubtful = 100;
constexpr std::size_t sheets_a_slice = 20;  // their cues land in one step

/// Whether a broken text was to be a release: it uses words that other JSON does not.
bool was_release(std::string_view text) {
  constexpr auto words =
      std::to_array<std::string_view>({"\"artist-credit\"", "\"release-group\"", "\"text-representation\""});
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

std::string position_of(const JsonLines::Document& document) {
  return document.line == 0 ? std::string() : fmt::format("line {}", document.line);
}

}  // namespace

ReleaseFile::ReleaseFile(const std::string& absolute, DocumentPlace place, const ReleaseFilter* filter)
    : place_(std::move(place)), filter_(filter), input_(absolute), lines_(input_) {}

Remark ReleaseFile::remark(const std::string& position, std::string what, bool is_failure) const {
  return {place_.path, position, std::move(what), "", is_failure};
}

std::string ReleaseFile::reached() const {
  return lines_.lines_read() == 0 ? std::string() : fmt::format("behind line {}", lines_.lines_read());
}

std::optional<ReleaseFile::Slice> ReleaseFile::next() {
  if (ended_) return std::nullopt;
  Slice slice;
  std::size_t looked_at = 0;
  while (slice.albums.size() < albums_a_slice && slice.sheets.size() < sheets_a_slice && looked_at++ < lines_a_slice &&
         !ended_) {
    const auto document = lines_.next();
    if (!document)
      ended_ = true;
    else if (filter_ != nullptr && ours_ && !exported_ && !document->too_long && !may_pass(document->text, *filter_))
      ++passed_;
    else
      take(*document, slice);
  }
  if (ended_) sum_up(slice);
  return slice;
}

void ReleaseFile::take(const JsonLines::Document& document, Slice& slice) {
  place_.position = position_of(document);
  if (document.too_long)
    return take_broken(document, fmt::format("longer than {} MiB: passed over", JsonLines::usual_longest >> 20U),
                       slice);
  auto read = reader_.read(document.text, place_, filter_);
  if (read.kind == DocumentKind::broken) return take_broken(document, "not read as JSON: " + read.what, slice);
  if (read.kind == DocumentKind::foreign) {
    // What begins with something else is something else, but one odd line of a dump is only that.
    ended_ = !ours_;
    ++foreign_;
    return;
  }
  ours_ = true;
  std::ranges::move(std::exchange(doubtful_, {}), std::back_inserter(slice.remarks));
  exported_ = exported_ || read.exported;
  std::ranges::move(read.remarks, std::back_inserter(slice.remarks));
  std::ranges::move(read.sheets, std::back_inserter(slice.sheets));
  releases_ += read.albums.size();
  if (!read.what.empty()) {
    ++foreign_;
    passed_what_ = read.what;
  }
  std::ranges::move(read.albums, std::back_inserter(slice.albums));
}

void ReleaseFile::take_broken(const JsonLines::Document& document, const std::string& why, Slice& slice) {
  ours_ = ours_ || was_release(document.text);
  auto& remarks = ours_ ? slice.remarks : doubtful_;
  if (ours_) std::ranges::move(std::exchange(doubtful_, {}), std::back_inserter(remarks));
  remarks.push_back(remark(position_of(document), why, true));
  ended_ = doubtful_.size() >= most_doubtful;
}

void ReleaseFile::sum_up(Slice& slice) {
  if (!ours_ || foreign_ == 0) return;
  const bool alone = foreign_ == 1 && releases_ + passed_ == 0;
  slice.remarks.push_back(remark(
      "",
      alone ? fmt::format("a {} of MusicBrainz, not a release: passed over", passed_what_)
            : fmt::format("{} that {} no release: passed over",
                          foreign_ == 1 ? "a line" : fmt::format("{} lines", foreign_), foreign_ == 1 ? "is" : "are"),
      false));
}

}  // namespace cuetheque
