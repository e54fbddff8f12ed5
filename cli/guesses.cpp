#include "cli/guesses.h"

#include <algorithm>

namespace cuetheque {

bool is_guess(const View& view, std::string_view key) {
  const auto* guess = find_item(view, "guess");
  return guess && std::ranges::find(guess->values, key) != guess->values.end();
}

std::string marked(const View& view, std::string_view key) {
  const auto text = joined(view, key);
  return text.empty() || !is_guess(view, key) ? text : text + "?";
}

void add_guess(View& view, std::string_view key) {
  if (is_guess(view, key)) return;
  const auto item = std::ranges::find(view, "guess", &Item::key);
  if (item == view.end())
    add_list(view, "guess", {std::string(key)});
  else
    item->values.emplace_back(key);
}

}  // namespace cuetheque
