#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/fields.h"
#include "core/ids.h"
#include "core/resolve.h"
#include "search/terms.h"

namespace cuetheque {

/// A term of a document. Not counted: it only says yes or no and does not weigh.
struct Posting {
  std::string term;
  bool counted = true;

  auto operator<=>(const Posting&) const = default;
};

/// What one record, or one track, says, as terms: made once and shared by every document that inherits it.
struct Facts {
  struct Said {
    Field field;
    std::vector<Posting> postings;
    std::vector<Id> names;            ///< the name records it credits
    std::vector<std::string> values;  ///< as they are counted, where the field has a column and credits nobody
    std::string in_order;             ///< the words of its values, where the field keeps their order (terms.h)
  };
  std::vector<Said> said;
  std::vector<std::string> marks;  ///< words for is:
  std::vector<std::pair<Slot, std::string>> sort_values;

  [[nodiscard]] bool says(Field field) const;
};

/// The ids of the name records that carry this name.
using NameIds = std::function<std::vector<Id>(std::string_view name)>;

[[nodiscard]] Facts facts_of(const Statements& statements, const NameIds& names);

/// Reads one track after another: what a field said last it mostly says again, and is not taken apart anew.
class FactsReader {
 public:
  explicit FactsReader(const NameIds& names) : names_(names) {}

  [[nodiscard]] Facts read(const Statements& statements);

 private:
  struct Last {
    std::vector<std::string> values;
    Facts::Said said;
  };
  [[nodiscard]] const Facts::Said& said(Field field, std::vector<std::string> values);

  const NameIds& names_;
  std::array<std::optional<Last>, fields.size()> last_;
};

}  // namespace cuetheque
