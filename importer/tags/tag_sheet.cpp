#include "importer/tags/tag_sheet.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "core/fields.h"

namespace cuetheque {
namespace {

void append_utf8(std::string& out, char32_t point) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (point < 0x80) return put(point);
  if (point < 0x800) {
    put(0xC0U | point >> 6U);
  } else if (point < 0x10000) {
    put(0xE0U | point >> 12U);
    put(0x80U | (point >> 6U & 0x3FU));
  } else {
    put(0xF0U | point >> 18U);
    put(0x80U | (point >> 12U & 0x3FU));
    put(0x80U | (point >> 6U & 0x3FU));
  }
  put(0x80U | (point & 0x3FU));
}

constexpr bool is_lead(char32_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
constexpr bool is_trail(char32_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

// What becomes of numbers and CUE text, finish.cpp knows; all else goes where the field table says.
constexpr auto structural_keys =
    std::to_array<std::string_view>({"CUESHEET", "DISCNUMBER", "DISCTOTAL", "TRACKNUMBER", "TRACKTOTAL"});

bool is_wanted(std::string_view key) {
  return field_of_tag(key).has_value() || std::ranges::find(structural_keys, key) != structural_keys.end();
}

// Ten thousand values under one key are nobody's work; comparing each with all the others would take seconds.
bool among_first(const std::vector<std::string>& values, std::string_view value) {
  constexpr std::size_t compared = 64;
  const auto end = values.begin() + static_cast<std::ptrdiff_t>(std::min(values.size(), compared));
  return std::find(values.begin(), end, value) != end;
}

template <typename Items>
void append(Items& to, Items&& more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

void TagSheet::add(std::string_view key, std::string value) {
  if (value.empty()) return;
  if (++fields_ > field_limit) {
    overflowed_ = true;
    return;
  }
  if (!is_wanted(key)) return;
  auto entry = std::ranges::find(entries_, key, &Entry::key);
  if (entry == entries_.end()) entry = entries_.insert(entries_.end(), Entry{std::string(key), {}});
  if (!among_first(entry->values, value)) entry->values.push_back(std::move(value));
}

void TagSheet::add(std::string_view key, const TagLib::String& value) {
  add(key, utf8(value));
}

void TagSheet::add(std::string_view key, const TagLib::StringList& values) {
  for (const auto& value : values) add(key, value);
}

void TagSheet::mark_slashes(std::string_view key) {
  const auto entry = std::ranges::find(entries_, key, &Entry::key);
  if (entry != entries_.end()) entry->slashes = true;
}

const TagSheet::Entry* TagSheet::find(std::string_view key) const {
  const auto entry = std::ranges::find(entries_, key, &Entry::key);
  return entry == entries_.end() ? nullptr : &*entry;
}

void TagSheet::fill_from(TagSheet&& weaker) {
  const auto mine = entries_.size();
  for (auto& entry : weaker.entries_) {
    const auto end = entries_.begin() + static_cast<std::ptrdiff_t>(mine);
    if (std::find_if(entries_.begin(), end, [&](const Entry& own) { return own.key == entry.key; }) == end)
      entries_.push_back(std::move(entry));
  }
  overflowed_ = overflowed_ || weaker.overflowed_;
}

void AudioFacts::take(TagBlock&& block) {
  tags.fill_from(std::move(block.tags));
  if (pictures.empty()) pictures = std::move(block.pictures);
  if (chapters.empty()) chapters = std::move(block.chapters);
  append(remarks, std::move(block.remarks));
}

void AudioFacts::remark(std::string position, std::string what, std::string read_as) {
  remarks.push_back(remark_of(std::move(position), std::move(what), std::move(read_as)));
}

AudioFacts failed_facts(std::string why) {
  AudioFacts facts;
  facts.failed = std::move(why);
  return facts;
}

ReadRemark remark_of(std::string position, std::string what, std::string read_as) {
  ReadRemark remark;
  remark.set_position(std::move(position));
  remark.set_what(std::move(what));
  remark.set_read_as(std::move(read_as));
  return remark;
}

std::string utf8(const TagLib::String& text) {
  std::string out;
  const std::wstring_view units(text.toCWString(), text.size());
  out.reserve(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) {
    auto point = static_cast<char32_t>(units[i]);
    if (is_lead(point) && i + 1 < units.size() && is_trail(static_cast<char32_t>(units[i + 1]))) {
      point = 0x10000U + ((point - 0xD800U) << 10U) + (static_cast<char32_t>(units[++i]) - 0xDC00U);
    } else if (is_lead(point) || is_trail(point) || point > 0x10FFFF) {
      point = 0xFFFD;
    }
    append_utf8(out, point);
  }
  return out;
}

std::string_view view_of(const TagLib::ByteVector& bytes) {
  return {bytes.data(), bytes.size()};
}

TagLib::ByteVector vector_of(std::string_view bytes) {
  return {bytes.data(), static_cast<unsigned>(bytes.size())};
}

}  // namespace cuetheque
