#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "cli/views.h"
#include "search/query.h"

namespace cuetheque {

/// The text of `--format '{film} ({film_year}) {title:<30.30}'`: names of columns in braces with fmt's alignment, width
/// and precision, measured in columns of the screen; `{{` and `}}` are braces, `\n` `\t` `\0` as in C. A fact that is
/// not known is empty text.
class Template {
 public:
  /// Error(usage) for an unknown name, with the nearest known one, and for bad syntax.
  Template(std::string_view text, ResultLevel level);

  /// One record's line, without a line end; for a terminal its values are made safe, what the template itself says is
  /// left.
  [[nodiscard]] std::string fill(const View& flat, bool for_terminal = false) const;

 private:
  struct Piece {
    std::string literal;
    std::string name;  ///< empty: a literal
    std::string spec;  ///< with its colon, or empty
  };
  std::vector<Piece> pieces_;
};

}  // namespace cuetheque
