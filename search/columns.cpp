#include "search/columns.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "search/column.h"
#include "search/packed.h"

namespace cuetheque {
namespace {

std::string slice_key(ColumnNumber number, Xapian::docid index) {
  return fmt::format("column/{}/{:06}", number, index);
}

/// Small numbers of either sign become small numbers without one.
std::uint32_t folded(std::uint32_t number, std::uint32_t before) {
  const auto distance = number - before;
  return distance << 1U ^ (0 - (distance >> 31U));
}
std::uint32_t unfolded(std::uint32_t coded, std::uint32_t before) {
  return before + (coded >> 1U ^ (0 - (coded & 1U)));
}

std::uint32_t place_of(std::map<std::string, std::uint32_t, std::less<>>& places, std::vector<std::string>& texts,
                       const std::string& text) {
  const auto [place, is_new] = places.try_emplace(text, static_cast<std::uint32_t>(texts.size()));
  if (is_new) texts.push_back(text);
  return place->second;
}

/// Writes and reads the cells: documents as the distance from the one before, with a bit that tells that it says the
/// same as that one: most of what a track says it has from its album.
class CellCode {
 public:
  static void write(std::string& bytes, const std::vector<Cell>& cells) {
    std::uint32_t before = 0;
    auto last = cells.end(), last_end = cells.end();
    for (auto at = cells.begin(); at != cells.end();) {
      const auto end = std::find_if(at, cells.end(), [&](const Cell& one) { return one.document != at->document; });
      const bool same = last != last_end && std::equal(at, end, last, last_end,
                                                       [](const Cell& a, const Cell& b) { return a.value == b.value; });
      const auto distance =
          at->document - (last == last_end ? at->document / slice_documents * slice_documents : last->document);
      add_packed(bytes, std::uint64_t{distance} << 1U | (same ? 1U : 0U));
      if (!same) write_values(bytes, at, end, before);
      last = at, last_end = at = end;
    }
  }

  CellCode(std::string_view bytes, Xapian::docid first) : bytes_(bytes), document_(first) {}

  std::vector<Cell> read() {
    while (!damaged_ && !bytes_.empty()) read_document();
    return std::move(cells_);
  }

 private:
  using Place = std::vector<Cell>::const_iterator;

  static void write_values(std::string& bytes, Place first, Place last, std::uint32_t& before) {
    add_packed(bytes, static_cast<std::uint64_t>(last - first));
    for (; first != last; ++first) {
      add_packed(bytes, folded(first->value, before));
      before = first->value;
    }
  }

  void read_document() {
    const auto head = take();
    document_ += static_cast<Xapian::docid>(head >> 1U);
    const auto count = (head & 1U) != 0 ? 0 : take();
    if (count > 0) {
      last_.clear();
      for (auto left = count; left > 0 && !damaged_; --left)
        last_.push_back(before_ = unfolded(static_cast<std::uint32_t>(take()), before_));
    }
    for (const auto value : last_)
      if (!damaged_) cells_.push_back({document_, value});
  }

  std::uint64_t take() {
    const auto number = take_packed(bytes_);
    damaged_ |= !number;
    return number.value_or(0);
  }

  std::string_view bytes_;
  Xapian::docid document_;
  std::uint32_t before_ = 0;
  std::vector<std::uint32_t> last_;
  std::vector<Cell> cells_;
  bool damaged_ = false;
};

}  // namespace

std::string slice_bytes(const Slice& slice) {
  std::string bytes;
  add_packed(bytes, slice.cells.empty() ? 0 : slice.cells.front().document / slice_documents);
  add_packed(bytes, slice.texts.size());
  for (const auto& text : slice.texts) {
    add_packed(bytes, text.size());
    bytes += text;
  }
  CellCode::write(bytes, slice.cells);
  return bytes;
}

Slice slice_in(std::string_view bytes) {
  Slice slice;
  const auto index = take_packed(bytes), texts = take_packed(bytes);
  if (!index || !texts) return slice;
  for (auto left = *texts; left > 0; --left) {
    const auto size = take_packed(bytes);
    if (!size || *size > bytes.size()) return {};
    slice.texts.emplace_back(bytes.substr(0, *size));
    bytes.remove_prefix(*size);
  }
  slice.cells = CellCode(bytes, static_cast<Xapian::docid>(*index * slice_documents)).read();
  return slice;
}

ColumnWriter::Open& ColumnWriter::open(ColumnNumber number, Xapian::docid document) {
  const auto index = document / slice_documents;
  const auto [place, is_new] = open_.try_emplace({number, index});
  auto& [slice, written, places] = place->second;
  if (is_new) {
    slice = slice_in(database_.get_metadata(slice_key(number, index)));
    written = slice.cells.size();
    for (std::size_t at = 0; at < slice.texts.size(); ++at)
      places.emplace(slice.texts[at], static_cast<std::uint32_t>(at));
  }
  return place->second;
}

void ColumnWriter::add(Xapian::docid document, const std::vector<ColumnValue>& values) {
  for (const auto& [number, value, text] : values) {
    auto& [slice, written, places] = open(number, document);
    slice.cells.push_back(
        {document, text.empty() ? static_cast<std::uint32_t>(value) : place_of(places, slice.texts, text)});
  }
}

void ColumnWriter::write() {
  for (auto& [place, open] : open_) {
    auto& cells = open.slice.cells;
    const auto fresh = cells.begin() + static_cast<std::ptrdiff_t>(open.written);
    std::sort(fresh, cells.end());
    std::inplace_merge(cells.begin(), fresh, cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    database_.set_metadata(slice_key(place.first, place.second), slice_bytes(open.slice));
  }
  open_.clear();
}

std::optional<std::uint32_t> Column::only_of(Xapian::docid document) {
  std::optional<std::uint32_t> only;
  std::size_t count = 0;
  each_of(document, [&](std::uint32_t value) { only = value, ++count; });
  return count == 1 ? only : std::nullopt;
}

namespace {

/// One value a place, where there are no more than that; empty where there are.
std::vector<std::uint32_t> only_values(const std::vector<Cell>& cells, const std::vector<std::uint32_t>& texts) {
  std::vector<std::uint32_t> only(slice_places);
  for (const auto& [document, value] : cells) {
    auto& place = only[place_in_slice(document)];
    if (document % versions_a_document != 0 || place != 0) return {};
    place = 1 + (texts.empty() ? value : value < texts.size() ? texts[value] : 0);
  }
  return only;
}

std::uint32_t number_in(std::string_view text) {
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

void Column::read(Xapian::docid index) {
  auto& read = slices_[index];
  read.done = true;
  auto slice = slice_in(database_->get_metadata(slice_key(number_, index)));
  if (slice.cells.empty()) return;
  std::vector<std::uint32_t> known;
  for (const auto& text : slice.texts) known.push_back(place_of(places_, texts_, text));
  while (numbers_.size() < texts_.size()) numbers_.push_back(number_in(texts_[numbers_.size()]));
  read.only = only_values(slice.cells, known);
  if (!read.only.empty()) return;
  read.starts.assign(slice_places + 1, static_cast<std::uint32_t>(slice.cells.size()));
  for (std::size_t at = slice.cells.size(); at-- > 0;) {
    auto& [document, value] = slice.cells[at];
    if (!known.empty()) value = value < known.size() ? known[value] : 0;
    read.starts[place_in_slice(document)] = static_cast<std::uint32_t>(at);
  }
  for (std::size_t place = slice_places; place-- > 0;)
    read.starts[place] = std::min(read.starts[place], read.starts[place + 1]);
  read.cells = std::move(slice.cells);
}

}  // namespace cuetheque
