#pragma once
#include <cstdint>
#include <random>
#include <string>

#include "core/records.pb.h"

namespace cuetheque::testing {

/// Records as odd as the format allows: few different values, so that many things are alike; indices that point
/// nowhere; fields of a newer version; the same for the same seed.
class RandomRecord {
 public:
  explicit RandomRecord(std::uint32_t seed) : random_(seed) {}

  Record make() {
    Record record;
    record.set_kind(static_cast<Kind>(number(7)));
    record.set_id(number(3));
    record.set_created(number(3));
    record.set_merged_into(number(2));
    if (number(2) != 0) record.set_assembly_key(text());
    repeat([&] { fill(*record.add_origins()); });
    repeat([&] { fill(*record.add_files()); });
    repeat([&] { fill(*record.add_tracks()); });
    repeat([&] { fill(*record.add_statements()); });
    repeat([&] { fill(*record.add_pictures()); });
    repeat([&] { fill(*record.add_links()); });
    repeat([&] { fill(*record.add_remarks()); });
    repeat([&] { fill(*record.add_parties()); });
    if (number(2) != 0) record.mutable_timing()->set_in_ms(static_cast<std::int64_t>(number(9)));
    add_unknown(record);
    return record;
  }

 private:
  std::uint32_t number(std::uint32_t below) {
    return std::uniform_int_distribution<std::uint32_t>(0, below - 1)(random_);
  }
  std::string text() {
    return std::string(number(3), static_cast<char>('a' + number(3))) + std::string(number(2), '\0');
  }

  template <typename Action>
  void repeat(Action action) {
    for (auto left = number(7); left > 0; --left) action();
  }

  template <typename Message>
  void add_unknown(Message& message) {
    if (number(4) == 0)
      message.GetReflection()->MutableUnknownFields(&message)->AddVarint(1000 + static_cast<int>(number(3)), number(9));
  }

  void fill(Origin& one) {
    one.set_root(text());
    one.set_path(text());
    one.set_person(text());
    one.set_operation(number(4));
    add_unknown(one);
  }
  void fill(AudioFile& one) {
    one.set_origin(number(9));
    one.set_size(number(4));
    add_unknown(one);
  }
  void fill(Statement& one) {
    one.set_field(number(4));
    one.set_source(static_cast<Source>(number(4) * 10));
    one.set_change(static_cast<Change>(number(5)));
    repeat([&] { one.add_values(text()); });
    repeat([&] { one.add_origins(number(9)); });
    one.set_operation(number(4));
    add_unknown(one);
  }
  void fill(Picture& one) {
    one.set_type(text());
    repeat([&] { one.add_origins(number(9)); });
    if (one.origins().empty()) one.set_origin(number(9));
    add_unknown(one);
  }
  void fill(SubIndex& one) {
    one.set_frames(number(9));
    if (number(2) != 0) one.set_file(number(9));
    add_unknown(one);
  }
  void fill(Track& one) {
    one.set_id(number(5));
    if (number(2) != 0) one.set_file(number(9));
    if (number(2) != 0) one.set_pregap_file(number(9));
    if (number(2) != 0) one.set_sheet(number(9));
    if (number(2) != 0) one.set_start_frames(number(2));
    if (number(2) != 0) one.set_silence_before_frames(number(2));
    if (number(2) != 0) one.set_silence_after_frames(number(2));
    repeat([&] { one.add_flags(text()); });
    repeat([&] { fill(*one.add_indexes()); });
    repeat([&] { one.add_data()->set_mode(text()); });
    repeat([&] { fill(*one.add_statements()); });
    repeat([&] { fill(*one.add_pictures()); });
    add_unknown(one);
  }
  void fill(Link& one) {
    one.set_kind(static_cast<Kind>(number(7)));
    one.set_id(number(4));
    one.set_how(text());
    one.set_origin(number(9));
    add_unknown(one);
  }
  void fill(StoredRemark& one) {
    one.set_path(text());
    one.set_what(text());
    add_unknown(one);
  }
  void fill(Party& one) {
    one.set_name(text());
    one.set_share(text());
    add_unknown(one);
  }

  std::mt19937 random_;
};

}  // namespace cuetheque::testing
