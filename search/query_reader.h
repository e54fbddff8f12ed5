#pragma once
#include <string>
#include <string_view>
#include <utility>

namespace cuetheque {

/// Reads a query from left to right; knows where it is, so that every complaint has a caret.
class QueryReader {
 public:
  explicit QueryReader(std::string_view text) : text_(text) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  /// The next byte, or NUL at the end.
  [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[at_]; }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  void go_to(std::size_t place) { at_ = place; }
  void skip(std::size_t bytes) { at_ += bytes; }
  void skip_space();
  /// Whether white space (or the end) comes next.
  [[nodiscard]] bool at_space() const;

  /// The run of bytes up to white space, a bracket, a brace or a quote, or one of `stops`. May be empty.
  std::string_view take_word(std::string_view stops = {});
  /// The same without taking it.
  [[nodiscard]] std::string_view next_word() const;
  /// Takes `word` if it stands here as a whole word.
  bool take_operator(std::string_view word);
  /// The text between two `mark`s, the first of which comes next; `\` before a mark or a `\` takes its meaning away
  /// where `unescape`.
  std::string take_between(char mark, bool unescape);

  /// Complains about the place: what is wrong, and what to do.
  [[noreturn]] void fail(std::size_t place, std::string what, std::string hint = {}) const;

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// The part of a query around a byte, made safe for a terminal, and below it a caret.
[[nodiscard]] std::string caret(std::string_view query, std::size_t place);

}  // namespace cuetheque
