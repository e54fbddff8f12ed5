#pragma once
#include <google/protobuf/repeated_field.h>
#include <string>
#include <vector>

#include "core/fields.h"
#include "core/records.pb.h"

namespace cuetheque {

using Statements = google::protobuf::RepeatedPtrField<Statement>;

/// What a field says once all its sources are weighed (DESIGN.md 3).
struct Resolved {
  std::vector<std::string> values;
  Source source = source_unknown;  ///< whose value it is; source_unknown = nobody says anything
  bool guess = false;              ///< only inferred, or read off a file or folder name
  bool known_empty = false;        ///< a curator says that there is none

  [[nodiscard]] bool empty() const { return values.empty(); }
  /// The first value, or empty text.
  [[nodiscard]] const std::string& first() const;
};

/// Weighs the statements of one field: the strongest source that speaks supplies the values, within it the value most
/// origins state (ties: the statement that stands first); a curator's add and remove apply on top.
[[nodiscard]] Resolved resolve(const Statements& statements, Field field);

/// Every field that has a statement, in the order of the field table.
[[nodiscard]] std::vector<Field> fields_said(const Statements& statements);

/// The source as users read it: "curator", "cue sheet" …
[[nodiscard]] std::string_view source_name(Source source);

}  // namespace cuetheque
