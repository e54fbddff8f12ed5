#pragma once
#include <span>
#include <string>
#include <vector>

#include "cli/views.h"
#include "core/fields.h"
#include "core/resolve.h"

namespace cuetheque {

/// A list of statements being published into a view: the field table says which, and in what shape. It remembers which
/// keys were only guessed.
struct StatedFacts {
  const Statements& statements;
  View& view;
  std::vector<std::string> guess;

  void add(Field field);
  /// The published facts of the level but those of `leading`, which come first, in the order of the field table.
  void add_rest(std::span<const Field> leading, std::uint8_t level);
  void add_all(std::span<const Field> leading, std::uint8_t level);
};

}  // namespace cuetheque
