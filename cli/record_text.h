#pragma once
#include <string>

#include "cli/highlight.h"
#include "cli/output.h"
#include "cli/publisher.h"

namespace cuetheque {

/// A whole record for people: its facts one a line, then what it is made of. A `?` marks what is only guessed.
class RecordText {
 public:
  RecordText(Output& output, const Publisher& publisher, const Highlight& highlight)
      : output_(output), publisher_(publisher), highlight_(highlight) {}

  /// The record as its view has it, and the remarks on it.
  void print(Id id, const View& view) const;

 private:
  /// A line, safe for a terminal, with the words that were looked for bold.
  void print_line(const std::string& text) const;
  void print_heading(const View& view) const;
  void print_facts(const View& view) const;
  void print_children(const View& view, std::string_view key, std::string (*line)(const View&)) const;
  void print_remarks(const Record& record) const;

  Output& output_;
  const Publisher& publisher_;
  const Highlight& highlight_;
};

}  // namespace cuetheque
