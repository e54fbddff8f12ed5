#include <algorithm>
#include <optional>
#include <unordered_map>

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

  /// Whether a record of the document says it. An album's tracks are asked only for the one the document stands for.
  bool holds(const DocumentData& data) {
    return std::ranges::any_of(data.ids, [&](Id id) {
      if (id.kind != Kind::track) return says_in(record(id));
      const auto album = std::ranges::find(data.ids, Kind::album, &Id::kind);
      return album != data.ids.end() && track_says(record(*album), id);
    });
  }

 private:
  const std::optional<Record>& record(Id id) {
    const auto known = records_.find(id);
    if (known != records_.end()) return known->second;
    if (records_.size() >= records_remembered) records_.clear();
    return records_[id] = archive_.find(id);
  }

  bool says_in(const std::optional<Record>& record) const { return record && says(record->statements()); }

  bool track_says(const std::optional<Record>& album, Id id) const {
    return album && std::ranges::any_of(album->tracks(), [&](const Track& track) {
             return track.id() == id.number && says(track.statements());
           });
  }

  bool says(const Statements& statements) const {
    return std::ranges::any_of(node_.fields, [&](Field field) {
      const auto resolved = resolve(statements, field);
      return std::ranges::any_of(resolved.values, [&](const std::string& value) { return matches(value); });
    });
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

std::vector<Xapian::docid> verified_documents(const Archive& archive, Xapian::Database& database,
                                              const Xapian::Query& candidates, const QueryNode& node) {
  Verifier verifier(archive, node);
  std::vector<Xapian::docid> documents;
  each_match(database, candidates,
             [&](const Xapian::Document& document) { documents.push_back(document.get_docid()); });
  std::ranges::sort(documents);
  std::erase_if(documents,
                [&](Xapian::docid id) { return !verifier.holds(data_of(database.get_document(id).get_data())); });
  return documents;
}

}  // namespace cuetheque
