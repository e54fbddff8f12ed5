#include <algorithm>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/resolve.h"
#include "core/text.h"
#include "core/text_pattern.h"
#include "search/engine.h"
#include "search/translate.h"

namespace cuetheque {
namespace {

constexpr std::size_t records_remembered = 1'000;
constexpr std::size_t longest_value = 8'192;  // of a value that a pattern is tried on

class Verifier {
 public:
  Verifier(const Archive& archive, const QueryNode& node) : archive_(archive), node_(node), wanted_(clean(node.text)) {
    if (node.op == QueryNode::Op::regex) pattern_.emplace(node.text);
  }

  /// Whether a record of the document says it, in a field the document has from that record.
  bool holds(const DocumentData& data) {
    return std::ranges::any_of(node_.fields, [&](Field field) { return holds(data, field); });
  }

 private:
  /// The records stand in their order, the nearest first; a credit is of the nearest that give one (documents.h).
  bool holds(const DocumentData& data, Field field) {
    bool given = false;
    for (auto id = data.ids.begin(); id != data.ids.end(); ++id) {
      const bool beside = id != data.ids.begin() && id->kind == production && std::prev(id)->kind == production;
      if (given && !beside && row_of(field).type == Type::name) return false;
      const auto values = values_of(data, *id, field);
      if (std::ranges::any_of(values, [&](const std::string& value) { return matches(value); })) return true;
      given |= !values.empty();
    }
    return false;
  }

  /// What one of the document's records says. An album's tracks are asked only for the one the document stands for.
  std::vector<std::string> values_of(const DocumentData& data, Id id, Field field) {
    if (id.kind != Kind::track) {
      const auto& found = record(id);
      if (!found) return {};
      return resolve(id.kind == Kind::cue ? statements_of_cue(*found) : found->statements(), field).values;
    }
    const auto album = std::ranges::find(data.ids, Kind::album, &Id::kind);
    if (album == data.ids.end() || !record(*album)) return {};
    const auto& tracks = record(*album)->tracks();
    const auto found = std::ranges::find(tracks, id.number, &Track::id);
    return found == tracks.end() ? std::vector<std::string>() : resolve(found->statements(), field).values;
  }

  const std::optional<Record>& record(Id id) {
    const auto known = records_.find(id);
    if (known != records_.end()) return known->second;
    if (records_.size() >= records_remembered) records_.clear();
    return records_[id] = archive_.find(id);
  }

  bool matches(const std::string& value) const {
    return pattern_ ? pattern_->is_in(std::string_view(value).substr(0, longest_value)) : value == wanted_;
  }

  const Archive& archive_;
  const QueryNode& node_;
  std::string wanted_;
  std::optional<Pattern> pattern_;
  std::unordered_map<Id, std::optional<Record>> records_;
};

}  // namespace

std::vector<Xapian::docid> verified_documents(const Archive& archive, const Xapian::Database& database,
                                              std::vector<Xapian::docid> candidates, const QueryNode& node) {
  Verifier verifier(archive, node);
  std::erase_if(candidates, [&](Xapian::docid id) { return !verifier.holds(data_of(database, id)); });
  return candidates;
}

}  // namespace cuetheque
