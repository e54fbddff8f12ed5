#include "search/facet.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <numeric>

#include "core/text.h"
#include "search/document_set.h"
#include "search/index_inside.h"
#include "search/translate.h"

namespace cuetheque {
namespace {

/// Counts records that come one after another: what one says in several documents counts once.
class InTurn {
 public:
  /// Whether it is another than the one before; 0 is none.
  bool add(std::uint32_t record) {
    if (record == last_) return false;
    last_ = record;
    ++count_;
    return true;
  }
  [[nodiscard]] std::uint32_t count() const { return count_; }

 private:
  std::uint32_t last_ = 0;
  std::uint32_t count_ = 0;
};

/// How many records have which values.
class Counts {
 public:
  void add(std::uint32_t value, std::uint32_t record) {
    if (value >= of_.size()) of_.resize(std::max<std::size_t>(value + 1, of_.size() * 2));
    of_[value].add(record);
  }

  [[nodiscard]] std::size_t of(std::size_t value) const { return of_[value].count(); }

  /// The values that were counted, equals in ascending order. Of tens of thousands of names most have the same few
  /// counts: each is put where its count begins, and none compared.
  [[nodiscard]] std::vector<std::uint32_t> most_frequent_first() const {
    const auto most = of_.empty() ? 0 : std::ranges::max_element(of_, {}, &InTurn::count)->count();
    std::vector<std::uint32_t> starts(most + 1);
    for (const auto& one : of_)
      if (one.count() > 0) ++starts[most - one.count() + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<std::uint32_t> values(starts.back());
    for (std::uint32_t value = 0; value < of_.size(); ++value)
      if (const auto count = of_[value].count(); count > 0) values[starts[most - count]++] = value;
    return values;
  }

 private:
  std::vector<InTurn> of_;
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
    if (text >= forms_.size()) forms_.resize(all);
    auto& [value, stated] = forms_[text];
    if (value == none) {
      const auto& form = column_.texts()[text];
      const auto size = static_cast<std::uint32_t>(known_.size());
      value = known_.try_emplace(decades_ ? decade_of(form) : fold(form), size).first->second;
    }
    ++stated;
    return value;
  }

  [[nodiscard]] std::vector<std::string> texts() const {
    std::vector<std::string> shown(known_.size());
    std::vector<std::size_t> most(known_.size());
    for (std::size_t text = 0; text < forms_.size(); ++text) {
      const auto [value, stated] = forms_[text];
      if (value == none || stated <= most[value]) continue;
      most[value] = stated;
      shown[value] = decades_ ? decade_of(column_.texts()[text]) : column_.texts()[text];
    }
    return shown;
  }

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  struct Form {
    std::uint32_t value = none;
    std::uint32_t stated = 0;  ///< in how many documents
  };

  const Column& column_;
  bool decades_;
  std::vector<Form> forms_;  ///< by text
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
      counts_.add(merged_ ? merged_->now(value) : value, record);
    });
  }

  Facet facet() {
    const auto texts = texts_.texts();
    Facet facet{{}, found_.count(), found_.count() - with_.count()};
    const auto values = most_frequent_first(texts);
    facet.values.reserve(values.size());
    for (const auto value : values) {
      const Id record{what_.records, value};
      if (what_.records == kind_unknown)
        facet.values.push_back({texts[value], {}, counts_.of(value)});
      else
        facet.values.push_back({to_string(record), record, counts_.of(value)});
    }
    return facet;
  }

 private:
  [[nodiscard]] std::vector<std::uint32_t> most_frequent_first(const std::vector<std::string>& texts) const {
    auto values = counts_.most_frequent_first();
    if (what_.records != kind_unknown) return values;
    std::ranges::sort(values, [&](std::uint32_t one, std::uint32_t other) {
      return counts_.of(one) != counts_.of(other) ? counts_.of(one) > counts_.of(other) : texts[one] < texts[other];
    });
    return values;
  }

  const Countable& what_;
  Column& values_;
  Texts texts_;
  std::optional<Merged> merged_;
  InTurn found_, with_;
  Counts counts_;
};

struct Answer {
  std::uint32_t record = 0;
  Xapian::docid document = 0;

  auto operator<=>(const Answer&) const = default;
};

/// Visits the documents that match, each with the record of the level that it answers as, record by record.
template <typename Visit>
void each_answer(const Archive& archive, Remembered& remembered, const QueryNode& query, ResultLevel level,
                 Visit visit) {
  auto& records = remembered.column(column_of(level));
  Translator translator(archive, remembered, level);
  std::vector<Answer> answers;
  each_matching(remembered, translator.query(query), [&](Xapian::docid document) {
    if (const auto record = records.first_of(document); record != 0) answers.push_back({record, document});
  });
  // Documents come album by album; only where some were moved to the end, or for productions, a record comes later
  // again.
  if (!std::ranges::is_sorted(answers)) std::ranges::sort(answers);
  for (const auto& [record, document] : answers) visit(document, record);
}

}  // namespace

Facet Index::facet(const Archive& archive, const QueryNode& query, const Countable& what, ResultLevel level) const {
  return inside_->on_newest([&](Xapian::Database& database) {
    auto& remembered = inside_->remembered();
    Counting counting(database, what, remembered.column(what.column));
    each_answer(archive, remembered, query, level,
                [&](Xapian::docid document, std::uint32_t record) { counting.add(document, record); });
    return counting.facet();
  });
}

std::size_t Index::count(const Archive& archive, const QueryNode& query, ResultLevel level) const {
  return inside_->on_newest([&](Xapian::Database&) {
    InTurn found;
    each_answer(archive, inside_->remembered(), query, level,
                [&](Xapian::docid, std::uint32_t record) { found.add(record); });
    return std::size_t{found.count()};
  });
}

PlayingTime Index::playing_time(const Archive& archive, const QueryNode& query) const {
  return inside_->on_newest([&](Xapian::Database&) {
    InTurn found;
    PlayingTime time;
    auto& remembered = inside_->remembered();
    auto& lengths = remembered.column(column::length);
    each_answer(archive, remembered, query, ResultLevel::track, [&](Xapian::docid document, std::uint32_t record) {
      if (!found.add(record)) return;
      const auto length = lengths.first_of(document);
      time.milliseconds += length;
      time.unknown += length == 0 ? 1 : 0;
    });
    return time;
  });
}

}  // namespace cuetheque
