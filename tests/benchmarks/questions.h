#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/query.h"
#include "tests/benchmarks/chance.h"
#include "tests/benchmarks/peer.h"

namespace cuetheque {

/// One question: as it is asked here, and as the peer is asked.
struct Question {
  std::string text;
  std::string match;
  std::optional<std::pair<unsigned, unsigned>> years;
};

/// A line of the table: what is asked for, and how its questions are made.
struct Row {
  std::string_view name;
  Form form;
  ResultLevel level;
  Question (*make)(Chance&);
};
[[nodiscard]] std::span<const Row> rows();

/// The same ones every time.
[[nodiscard]] std::vector<Question> questions_of(const Row& row, std::size_t count);

}  // namespace cuetheque
