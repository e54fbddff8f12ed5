#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/fields.h"
#include "core/records.pb.h"
#include "tests/search/dice.h"

namespace cuetheque {

/// Queries made up by chance from the whole grammar (USERS.md 4.3), about what the records say: most find something.
class RandomQueries {
 public:
  RandomQueries(const std::vector<Record>& records, std::uint64_t seed);

  [[nodiscard]] std::string next();

 private:
  std::string any(unsigned depth);
  std::string leaf();
  std::string of_field();
  std::string text_value(Field field);
  std::string word_of(const std::string& value);
  std::string range_of(const std::string& low, const std::string& high);
  std::string of_record();
  std::string free_text();

  Dice dice_;
  std::map<Field, std::vector<std::string>> values_;
  std::vector<Field> said_;
};

}  // namespace cuetheque
