#include "core/elements.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/archive_inside.h"
#include "core/element_keys.h"

namespace cuetheque {
namespace {

std::vector<std::string> order_in(std::string_view bytes) {
  const auto value = message_in<ElementValue>(bytes, "an element");
  return {value.order().begin(), value.order().end()};
}

/// Puts a record together, in the order it was cut.
class Assembler {
  static constexpr auto as_it_is = [](const auto&...) {};

  [[nodiscard]] auto with_origin() const {
    return [this](auto& one, const ElementValue& value, const std::string&) { one.set_origin(index_of(value, 0)); };
  }

  [[nodiscard]] auto with_origins() const {
    return [this](Picture& one, const ElementValue& value, const std::string&) {
      if (one.origins().empty()) one.set_origin(index_of(value, 0));
      for (int which = 0; which < one.origins_size(); ++which) one.set_origins(which, index_of(value, which));
    };
  }

 public:
  explicit Assembler(const Elements& elements) : elements_(elements) {
    record_ = single<Record>(element::header).value_or(Record());
    if (const auto bytes = single_bytes(element::merged_into)) record_.set_merged_into(number_of(*bytes));
    if (auto bytes = single_bytes(element::assembly)) record_.set_assembly_key(std::move(*bytes));
    if (auto timing = single<CueTiming>(element::timing)) *record_.mutable_timing() = std::move(*timing);
    join<Origin>(element::origin, *record_.mutable_origins(), as_it_is);
    join<AudioFile>(element::file, *record_.mutable_files(), with_origin());
    join<Track>(element::track, *record_.mutable_tracks(),
                [this](Track& one, const ElementValue& value, const std::string& key) { join_track(one, value, key); });
    join_statements(std::string(element::statement), *record_.mutable_statements());
    join<Picture>(element::picture, *record_.mutable_pictures(), with_origins());
    join<Link>(element::link, *record_.mutable_links(), with_origin());
    join<StoredRemark>(element::remark, *record_.mutable_remarks(), as_it_is);
    join<Party>(element::party, *record_.mutable_parties(), as_it_is);
  }

  Record take() && {
    const auto rest = std::ranges::count_if(elements_, [](const auto& one) { return !is_order(one.first); });
    if (static_cast<std::size_t>(rest) != used_) throw Error(Cause::damaged, "a before-image holds parts of no record");
    return std::move(record_);
  }

 private:
  std::optional<std::string> single_bytes(std::string_view key) {
    const auto found = elements_.find(std::string(key));
    if (found == elements_.end()) return std::nullopt;
    ++used_;
    return message_in<ElementValue>(found->second, "an element").message();
  }

  template <typename Message>
  std::optional<Message> single(std::string_view key) {
    const auto bytes = single_bytes(key);
    return bytes ? std::optional(message_in<Message>(*bytes, "an element")) : std::nullopt;
  }

  /// The keys of a list: as ordered, then those its order does not name.
  [[nodiscard]] std::vector<std::string> keys(const std::string& list) const {
    std::vector<std::string> all;
    const auto first = elements_.lower_bound(list);
    for (auto place = first; place != elements_.end() && place->first.starts_with(list); ++place)
      all.push_back(place->first);
    const auto order = elements_.find(std::string(element::order) + list);
    if (order == elements_.end()) return all;
    std::unordered_map<std::string, std::size_t> ranks;
    for (auto& key : order_in(order->second)) ranks.emplace(std::move(key), ranks.size());
    std::ranges::stable_sort(all, {}, [&](const std::string& key) {
      const auto rank = ranks.find(key);
      return rank == ranks.end() ? ranks.size() : rank->second;
    });
    return all;
  }

  template <typename Message, typename Finish>
  void join(std::string_view list, google::protobuf::RepeatedPtrField<Message>& into, Finish finish) {
    std::uint32_t index = 0;
    for (const auto& key : keys(std::string(list))) {
      if (list != element::header && key.size() <= list.size()) throw Error(Cause::damaged, "an element has no key");
      const auto value = message_in<ElementValue>(elements_.at(key), "an element");
      *into.Add() = message_in<Message>(value.message(), "an element");
      places_[key] = index++;
      ++used_;
      finish(*into.rbegin(), value, key);
    }
  }

  [[nodiscard]] std::uint32_t index_of(const ElementValue& value, int which) const {
    if (which >= value.refs_size()) throw Error(Cause::damaged, "an element points nowhere");
    const auto& ref = value.refs(which);
    if (is_dangling(ref)) return static_cast<std::uint32_t>(std::stoul(ref.substr(1)));
    const auto found = places_.find(ref);
    if (found == places_.end()) throw Error(Cause::damaged, "an element points to one that is not there");
    return found->second;
  }

  void join_statements(const std::string& list, google::protobuf::RepeatedPtrField<Statement>& into) {
    join<Statement>(list, into, [this](Statement& one, const ElementValue& value, const std::string&) {
      for (int which = 0; which < value.refs_size(); ++which) one.add_origins(index_of(value, which));
    });
  }

  void join_track(Track& one, const ElementValue& value, const std::string& key) {
    int which = 0;
    if (one.has_file()) one.set_file(index_of(value, which++));
    if (one.has_pregap_file()) one.set_pregap_file(index_of(value, which++));
    if (one.has_sheet()) one.set_sheet(index_of(value, which++));
    for (auto& index : *one.mutable_indexes())
      if (index.has_file()) index.set_file(index_of(value, which++));
    const auto own = key.substr(element::track.size());
    join_statements(std::string(element::track_statement) + own, *one.mutable_statements());
    join<Picture>(std::string(element::track_picture) + own, *one.mutable_pictures(), with_origins());
  }

  const Elements& elements_;
  Record record_;
  std::unordered_map<std::string, std::uint32_t> places_;
  std::size_t used_ = 0;
};

void add_element(Before& before, const std::string& key, const std::string* value) {
  auto& element = *before.add_elements();
  element.set_key(key);
  if (value != nullptr) element.set_value(*value);
}

}  // namespace

Record from_elements(const Elements& elements) {
  return Assembler(elements).take();
}

Before before_image(const std::optional<Record>& old, const std::optional<Record>& now) {
  Before before;
  before.set_created(!old);
  before.set_deleted(!now);
  if (!old) return before;
  const auto was = elements_of(*old);
  const auto is = now ? elements_of(*now) : Elements();
  auto then = was.begin();
  for (const auto& [key, value] : is) {
    for (; then != was.end() && then->first < key; ++then) add_element(before, then->first, &then->second);
    const bool both = then != was.end() && then->first == key;
    if (!both || then->second != value) add_element(before, key, both ? &then->second : nullptr);
    if (both) ++then;
  }
  for (; then != was.end(); ++then) add_element(before, then->first, &then->second);
  return before;
}

std::vector<std::string> needs_of(std::string_view key, std::string_view value) {
  std::vector<std::string> needs;
  const auto parsed = message_in<ElementValue>(value, "an element");
  for (const auto& ref : parsed.refs()) {
    if (!is_dangling(ref)) needs.push_back(ref);
  }
  const auto letter = key.substr(0, 1);
  if (letter == element::track_statement || letter == element::track_picture) {
    needs.push_back(std::string(element::track).append(key.substr(1, element::track_key_size)));
  }
  return needs;
}

bool is_order(std::string_view key) {
  return key.starts_with(element::order);
}

std::string merged_order(std::string_view old, std::string_view now) {
  auto order = order_in(now);
  std::size_t place = 0;
  for (auto& key : order_in(old)) {
    const auto found = std::ranges::find(order, key);
    if (found == order.end())
      order.insert(order.begin() + static_cast<std::ptrdiff_t>(place), std::move(key));
    else
      place = static_cast<std::size_t>(found - order.begin());
    ++place;
  }
  ElementValue merged;
  for (auto& key : order) merged.add_order(std::move(key));
  return bytes_of(merged);
}

}  // namespace cuetheque
