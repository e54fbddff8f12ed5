#pragma once
#include <memory>
#include <string_view>

namespace cuetheque {

/// A regular expression of ICU, case ignored, that can neither run away nor exhaust the stack: Error(usage) when it is
/// not well formed, or takes too long on a text. For one thread.
class Pattern {
 public:
  explicit Pattern(std::string_view expression);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  /// Whether it matches anywhere in the text.
  [[nodiscard]] bool is_in(std::string_view text) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace cuetheque
