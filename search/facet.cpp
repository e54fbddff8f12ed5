#include "search/facet.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "core/text.h"
#include "search/document_set.h"
#include "search/index_inside.h"
#include "search/translate.h"

namespace cuetheque {
namespace {

ColumnNumber column_of(ResultLevel level) {
  switch (level) {
    case ResultLevel::album:
      return column::album;
    case ResultLevel::track:
      return column::track;
    case ResultLevel::cue:
      return column::cue;
    case ResultLevel::production:
      return column::production;
    case ResultLevel::name:
      break;
  }
  return column::name;
}

/// Numbers of records, small ones as they are.
class RecordSet {
 public:
  /// Whether it was not there yet.
  bool add(std::uint32_t number) {
    if (number >= there_.size()) there_.resize(std::max<std::size_t>(number + 1, there_.size() * 2));
    const bool is_new = !there_[number];
    there_[number] = true;
    size_ += is_new ? 1 : 0;
    return is_new;
  }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::vector<bool> there_;
  std::size_t size_ = 0;
};

/// Which records have which values: a pair once, however many documents say so.
class Pairs {
 public:
  void add(std::uint32_t value, std::uint32_t record) {
    if (value >= last_.size()) last_.resize(std::max<std::size_t>(value + 1, last_.size() * 2));
    if (last_[value] == record) return;
    last_[value] = record;
    ascending_ &= record >= highest_;
    highest_ = std::max(highest_, record);
    pairs_.push_back(std::uint64_t{value} << 32U | record);
  }

  /// How many records each value has.
  std::vector<std::size_t> counts() {
    // Documents come album by album; only where some were moved to the end a record can come twice.
    if (!ascending_) {
      std::ranges::sort(pairs_);
      pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
    }
    std::vector<std::size_t> counts(last_.size());
    for (const auto pair : pairs_) ++counts[pair >> 32U];
    return counts;
  }

 private:
  std::vector<std::uint64_t> pairs_;
  std::vector<std::uint32_t> last_;  ///< by value: the record it was last seen with; 0: none
  std::uint32_t highest_ = 0;
  bool ascending_ = true;
};

std::string decade_of(std::string_view year) {
  return year.size() < 4 ? std::string(year) : std::string(year.substr(0, year.size() - 1)) + "0s";
}

/// Texts that differ only in case and accents are one value, shown in the form that most documents state; years may be
/// one by the decade.
class Texts {
 public:
  Texts(const Column& column, bool decades) : column_(column), decades_(decades) {}

  std::uint32_t value_of(std::uint32_t text) {
    const auto all = column_.texts().size();
    if (text >= value_.size()) value_.resize(all, none), stated_.resize(all);
    if (value_[text] == none) {
      const auto& form = column_.texts()[text];
      const auto size = static_cast<std::uint32_t>(known_.size());
      value_[text] = known_.try_emplace(decades_ ? decade_of(form) : fold(form), size).first->second;
    }
    ++stated_[text];
    return value_[text];
  }

  [[nodiscard]] std::vector<std::string> texts() const {
    std::vector<std::string> shown(known_.size());
    std::vector<std::size_t> most(known_.size());
    for (std::size_t text = 0; text < value_.size(); ++text) {
      const auto value = value_[text];
      if (value == none || stated_[text] <= most[value]) continue;
      most[value] = stated_[text];
      shown[value] = decades_ ? decade_of(column_.texts()[text]) : column_.texts()[text];
    }
    return shown;
  }

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  const Column& column_;
  bool decades_;
  std::vector<std::uint32_t> value_;  ///< by text
  std::vector<std::size_t> stated_;   ///< by text: in how many documents
  std::map<std::string, std::uint32_t> known_;
};

/// Names merged into others: documents go on to credit them by their old number.
class Merged {
 public:
  explicit Merged(const Xapian::Database& database) {
    const auto start = term_of("XMERGED", "");
    for (const auto& term : terms_with(database, start))
      if (const auto into = parse_id(term.substr(start.size())))
        for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
          if (const auto from = parse_id(data_of(database, *at).key)) into_[number(*from)] = number(*into);
  }

  [[nodiscard]] std::uint32_t now(std::uint32_t name) const {
    for (auto left = into_.size(); left > 0; --left) {
      const auto next = into_.find(name);
      if (next == into_.end()) break;
      name = next->second;
    }
    return name;
  }

 private:
  static std::uint32_t number(Id id) { return static_cast<std::uint32_t>(id.number); }

  std::map<std::uint32_t, std::uint32_t> into_;
};

bool more_frequent(const FacetValue& a, const FacetValue& b) {
  if (a.count != b.count) return a.count > b.count;
  return a.record == b.record ? a.text < b.text : a.record < b.record;
}

class Counting {
 public:
  Counting(const Xapian::Database& database, const Countable& what, Column& values)
      : what_(what), values_(values), texts_(values, what.decades) {
    if (what.records == Kind::name) merged_.emplace(database);
  }

  void add(Xapian::docid document, std::uint32_t record) {
    found_.add(record);
    values_.each_of(document, [&](std::uint32_t value) {
      with_.add(record);
      if (what_.records == kind_unknown) value = texts_.value_of(value);
      pairs_.add(merged_ ? merged_->now(value) : value, record);
    });
  }

  Facet facet() {
    Facet facet{values(), found_.size(), found_.size() - with_.size()};
    std::ranges::sort(facet.values, more_frequent);
    return facet;
  }

 private:
  std::vector<FacetValue> values() {
    const auto texts = texts_.texts();
    const auto counts = pairs_.counts();
    std::vector<FacetValue> values;
    for (std::size_t value = 0; value < counts.size(); ++value) {
      if (counts[value] == 0) continue;
      const Id record{what_.records, value};
      if (what_.records == kind_unknown)
        values.push_back({texts[value], {}, counts[value]});
      else
        values.push_back({to_string(record), record, counts[value]});
    }
    return values;
  }

  const Countable& what_;
  Column& values_;
  Texts texts_;
  std::optional<Merged> merged_;
  RecordSet found_, with_;
  Pairs pairs_;
};

}  // namespace

Column& Index::Inside::column(ColumnNumber number) {
  return columns.try_emplace(number, database(), number).first->second;
}

namespace {

/// Visits the documents that match, each with the record of the level that it answers as.
template <typename Visit>
void each_answer(const Archive& archive, Remembered& remembered, const QueryNode& query, ResultLevel level,
                 Column& records, Visit visit) {
  Translator translator(archive, remembered, level);
  each_matching(remembered, translator.query(query), [&](Xapian::docid document) {
    if (const auto record = records.first_of(document); record != 0) visit(document, record);
  });
}

}  // namespace

Facet Index::facet(const Archive& archive, const QueryNode& query, const Countable& what, ResultLevel level) const {
  return inside_->on_newest([&](Xapian::Database& database) {
    Counting counting(database, what, inside_->column(what.column));
    each_answer(archive, inside_->remembered(), query, level, inside_->column(column_of(level)),
                [&](Xapian::docid document, std::uint32_t record) { counting.add(document, record); });
    return counting.facet();
  });
}

std::size_t Index::count(const Archive& archive, const QueryNode& query, ResultLevel level) const {
  return inside_->on_newest([&](Xapian::Database&) {
    RecordSet found;
    each_answer(archive, inside_->remembered(), query, level, inside_->column(column_of(level)),
                [&](Xapian::docid, std::uint32_t record) { found.add(record); });
    return found.size();
  });
}

PlayingTime Index::playing_time(const Archive& archive, const QueryNode& query) const {
  return inside_->on_newest([&](Xapian::Database&) {
    RecordSet found;
    PlayingTime time;
    auto& lengths = inside_->column(column::length);
    each_answer(archive, inside_->remembered(), query, ResultLevel::track, inside_->column(column::track),
                [&](Xapian::docid document, std::uint32_t record) {
                  if (!found.add(record)) return;
                  const auto length = lengths.first_of(document);
                  time.milliseconds += length;
                  time.unknown += length == 0 ? 1 : 0;
                });
    return time;
  });
}

}  // namespace cuetheque
