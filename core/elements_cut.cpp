#include <unordered_map>
#include <utility>

#include "core/archive_inside.h"
#include "core/element_keys.h"
#include "core/elements.h"

namespace cuetheque {
namespace {

/// Cuts a record up, list by list; origins and files first, for the others point to them.
class Cutter {
 public:
  explicit Cutter(Record record) {
    for (const auto& one : record.origins()) origins_.push_back(add(element::origin, origin_key(one), one, {}));
    for (auto& one : *record.mutable_files()) cut_file(one);
    for (auto& one : *record.mutable_tracks()) cut_track(one);
    for (auto& one : *record.mutable_statements()) cut_statement(std::string(element::statement), one);
    for (auto& one : *record.mutable_pictures()) cut_picture(std::string(element::picture), one);
    for (auto& one : *record.mutable_links()) cut_link(one);
    for (const auto& one : record.remarks()) {
      add(element::remark, short_hash({one.root(), one.path(), one.position(), one.what()}), one, {});
    }
    for (const auto& one : record.parties()) {
      add(element::party, short_hash({one.role(), one.name(), one.ipi()}), one, {});
    }
    cut_rest(record);
  }

  Elements take() && {
    for (auto& [list, order] : orders_) elements_[std::string(element::order) + list] = bytes_of(order);
    return std::move(elements_);
  }

 private:
  static std::string origin_key(const Origin& origin) {
    return short_hash({origin.root(), origin.path(), origin.person()});
  }

  /// Adds an element to a list under its natural key and its number among those that share it; gives the whole key.
  std::string add(std::string_view list, const std::string& natural, const google::protobuf::MessageLite& message,
                  std::vector<std::string> refs) {
    auto key = std::string(list) + natural;
    key += short_number(occurrences_[key]++);
    ElementValue value;
    value.set_message(bytes_of(message));
    for (auto& ref : refs) value.add_refs(std::move(ref));
    orders_[std::string(list)].add_order(key);
    elements_[key] = bytes_of(value);
    return key;
  }

  void add_single(std::string_view key, std::string message) {
    ElementValue value;
    value.set_message(std::move(message));
    elements_[std::string(key)] = bytes_of(value);
  }

  static std::string ref(const std::vector<std::string>& keys, std::uint32_t index) {
    return index < keys.size() ? keys[index] : dangling(index);
  }
  [[nodiscard]] std::string origin(std::uint32_t index) const { return ref(origins_, index); }

  void cut_rest(Record& rest) {
    rest.clear_origins();
    rest.clear_files();
    rest.clear_tracks();
    rest.clear_statements();
    rest.clear_pictures();
    rest.clear_links();
    rest.clear_remarks();
    rest.clear_parties();
    if (rest.merged_into() != 0) add_single(element::merged_into, big_endian(rest.merged_into()));
    if (!rest.assembly_key().empty()) add_single(element::assembly, rest.assembly_key());
    if (rest.has_timing()) add_single(element::timing, bytes_of(rest.timing()));
    rest.clear_merged_into();
    rest.clear_assembly_key();
    rest.clear_timing();
    add_single(element::header, bytes_of(rest));
  }

  void cut_file(AudioFile& file) {
    const auto place = origin(file.origin());
    file.clear_origin();
    files_.push_back(add(element::file, short_hash({place}), file, {place}));
  }

  /// The indices that are present stay, as 0, to say so; what they point to is in the refs, in this order.
  void cut_track(Track& one) {
    std::vector<std::string> refs;
    if (one.has_file()) refs.push_back(ref(files_, one.file()));
    if (one.has_file()) one.set_file(0);
    if (one.has_pregap_file()) refs.push_back(ref(files_, one.pregap_file()));
    if (one.has_pregap_file()) one.set_pregap_file(0);
    if (one.has_sheet()) refs.push_back(origin(one.sheet()));
    if (one.has_sheet()) one.set_sheet(0);
    for (auto& index : *one.mutable_indexes()) {
      if (!index.has_file()) continue;
      refs.push_back(ref(files_, index.file()));
      index.set_file(0);
    }
    Track described;  // its own facts are elements of their own
    described.mutable_statements()->Swap(one.mutable_statements());
    described.mutable_pictures()->Swap(one.mutable_pictures());
    const auto own = add(element::track, big_endian(one.id()), one, std::move(refs)).substr(element::track.size());
    for (auto& each : *described.mutable_statements()) cut_statement(std::string(element::track_statement) + own, each);
    for (auto& each : *described.mutable_pictures()) cut_picture(std::string(element::track_picture) + own, each);
  }

  void cut_statement(const std::string& list, Statement& statement) {
    std::vector<std::string> refs;
    std::string joined;
    for (const auto index : statement.origins()) joined += refs.emplace_back(origin(index));
    statement.clear_origins();
    auto natural = short_number(statement.field());
    natural += static_cast<char>(statement.source());
    natural += static_cast<char>(statement.change());
    add(list, natural + short_hash({joined}), statement, std::move(refs));
  }

  /// Its origins stay, as zeros, to say how many they are; without any, the one that older versions wrote counts.
  void cut_picture(const std::string& list, Picture& picture) {
    std::vector<std::string> refs;
    for (auto& index : *picture.mutable_origins()) refs.push_back(origin(std::exchange(index, 0)));
    if (refs.empty()) refs.push_back(origin(picture.origin()));
    picture.clear_origin();
    add(list, short_hash({picture.type(), picture.digest()}), picture, std::move(refs));
  }

  void cut_link(Link& link) {
    const auto place = origin(link.origin());
    link.clear_origin();
    const auto natural = static_cast<char>(link.kind()) + big_endian(link.id()) +
                         short_hash({link.how(), big_endian(static_cast<std::uint64_t>(link.source())), place});
    add(element::link, natural, link, {place});
  }

  Elements elements_;
  std::map<std::string, ElementValue> orders_;
  std::unordered_map<std::string, std::uint64_t> occurrences_;
  std::vector<std::string> origins_;
  std::vector<std::string> files_;
};

}  // namespace

Elements elements_of(const Record& record) {
  return Cutter(record).take();
}

}  // namespace cuetheque
