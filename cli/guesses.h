#pragma once
#include <string>
#include <string_view>

#include "cli/views.h"

namespace cuetheque {

/// Whether the view's `guess` names the key: its value is only inferred.
[[nodiscard]] bool is_guess(const View& view, std::string_view key);
/// Its values in one text, with a `?` behind a guess: how people see them, wherever they are shown.
[[nodiscard]] std::string marked(const View& view, std::string_view key);
/// Names the key in the view's `guess`, once.
void add_guess(View& view, std::string_view key);

}  // namespace cuetheque
