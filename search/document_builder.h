#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "search/documents.h"
#include "search/flags.h"
#include "search/query.h"

namespace cuetheque {

/// Puts a document together from the facts of the records it stands for, the nearest first.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(std::string key) { document_.key = std::move(key); }

  /// Adds facts; credits that a nearer record already gave are not inherited: a song's composer is not the film's.
  void add(const Facts& facts) { add_all({&facts}); }
  /// Adds the facts of records that are equally near.
  void add_all(const std::vector<const Facts*>& equally_near);
  /// A term that only says yes or no.
  void boolean(std::string_view prefix, std::string_view text);
  void has(std::string_view what);
  void is(std::string_view what);
  /// The words of a place where some of it lies, each with a space behind it.
  void path(std::string_view words);
  /// A value to be counted by.
  void column(ColumnNumber number, std::string text);
  void column(ColumnNumber number, std::uint64_t value);
  /// The first value a slot is given stays: the nearest record's. Whether this is it.
  bool value(Slot slot, std::string text);
  void stands_for(Id id);
  /// Lets the document be found by its key; an album's are found by the album's id.
  void found_by_key();
  /// Lets the document answer at a level, as this record.
  void answers(ResultLevel level, Id id);

  IndexDocument take() &&;

 private:
  void add(const Facts::Said& said);
  void add_in_order(const Facts::Said& said);
  void add_records();

  IndexDocument document_;
  Flags flags_;
  std::string path_;  ///< every word between two spaces
  std::array<bool, fields.size()> given_{};
};

}  // namespace cuetheque
