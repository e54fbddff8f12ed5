#include "search/engine.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <fmt/format.h>
#include <system_error>

#include "core/error.h"
#include "core/files.h"

namespace cuetheque {
namespace {

constexpr auto rebuild_hint = "the archive itself is not touched: `cuetheque reindex` builds the index anew";

std::string hex(const std::array<std::uint8_t, 32>& bytes) {
  std::string text;
  for (const auto byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

std::optional<std::array<std::uint8_t, 32>> parse_hex(std::string_view text) {
  std::array<std::uint8_t, 32> bytes{};
  if (text.size() != 2 * bytes.size()) return std::nullopt;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto* first = text.data() + 2 * i;
    if (std::from_chars(first, first + 2, bytes[i], 16).ptr != first + 2) return std::nullopt;
  }
  return bytes;
}

std::string_view take_part(std::string_view& text, char mark) {
  const auto end = std::min(text.find(mark), text.size());
  const auto part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

/// A file that is not there, or a folder in its place, is damage, though it is the system that says so.
bool is_damage(std::string_view system) {
  constexpr std::array damage{ENOENT, EISDIR, ENOTDIR};
  return std::ranges::any_of(damage, [&](int code) { return std::generic_category().message(code) == system; });
}

std::string system_words(const Xapian::Error& error) {
  const auto* words = error.get_error_string();
  return words != nullptr ? words : "";
}

/// Xapian keeps what the system said as the error's own words, or among those of its message; of a new index that it
/// cannot sync it keeps nothing.
bool is_refusal(const Xapian::Error& error) {
  const auto words = system_words(error);
  const auto& what = error.get_msg();
  return words.empty() ? refusal_in(what) != 0 || what.starts_with("Failed to create") : !is_damage(words);
}

bool is_lock(const Xapian::Error& error) {
  return std::string_view(error.get_type()) == "DatabaseLockError";
}

}  // namespace

bool says_nothing_of_the_index(const Xapian::Error& error) {
  return is_lock(error) || is_refusal(error);
}

void throw_as_ours(const Xapian::Error& error, const std::filesystem::path& place) {
  const auto& what = error.get_msg();
  const std::string type = error.get_type();
  if (type == "WildcardError") throw Error(Cause::usage, what);
  if (type == "DatabaseModifiedError")
    throw Error(Cause::damaged, "the search index kept changing while it was read", place.string(), "try again");
  if (is_lock(error) && what.ends_with("already locked"))
    throw Error(Cause::busy, "another process is writing the search index", place.string(),
                "try again when it has finished");
  const auto said = what + (system_words(error).empty() ? "" : fmt::format(" ({})", system_words(error)));
  if (const int number = is_refusal(error) ? refusal_in(said) : 0) {
    const auto refusal = refused(place, number);
    throw Error(Cause::refused, refusal.what(), refusal.where(), refusal.hint().empty() ? said : refusal.hint());
  }
  if (says_nothing_of_the_index(error)) throw Error(Cause::refused, said, place.string());
  const bool database = type.starts_with("Database") || type == "NetworkError" || type == "FeatureUnavailableError";
  if (database) throw Error(Cause::damaged, "the search index is damaged: " + said, place.string(), rebuild_hint);
  throw Error(Cause::bug, fmt::format("the search index: {}: {}", type, said), error.get_context());
}

std::string text_of(const Mark& mark) {
  return fmt::format("{} {} {} {}", mark.head.revision, hex(mark.head.chain), mark.uuid, mark.schema);
}

std::optional<Mark> parse_mark(std::string_view text) {
  Mark mark;
  const auto revision = take_part(text, ' ');
  const auto read = std::from_chars(revision.data(), revision.data() + revision.size(), mark.head.revision);
  const auto chain = parse_hex(take_part(text, ' '));
  if (read.ec != std::errc{} || !chain) return std::nullopt;
  mark.head.chain = *chain;
  mark.uuid = take_part(text, ' ');
  mark.schema = text;
  return mark;
}

Xapian::Document to_xapian(const IndexDocument& document) {
  Xapian::Document result;
  for (const auto& posting : document.postings) {
    if (posting.counted)
      result.add_term(posting.term);
    else
      result.add_boolean_term(posting.term);
  }
  for (const auto& [slot, text] : document.values) result.add_value(number_of(slot), text);
  for (const auto& [field, text] : document.in_order) result.add_value(order_slot(field), text);
  auto data = document.key + '|';
  for (const auto id : document.ids) data += to_string(id) + ' ';
  data += '|';
  for (const auto id : document.names) data += to_string(id) + ' ';
  result.add_value(number_of(Slot::data), data);
  return result;
}

namespace {

std::vector<Id> ids_in(std::string_view text) {
  std::vector<Id> ids;
  while (!text.empty())
    if (const auto id = parse_id(take_part(text, ' '))) ids.push_back(*id);
  return ids;
}

}  // namespace

std::string data_text(const Xapian::Database& database, Xapian::docid document) {
  return database.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(number_of(Slot::data));
}

DocumentData data_of(const Xapian::Database& database, Xapian::docid document) {
  const auto text = data_text(database, document);
  std::string_view rest = text;
  DocumentData result;
  result.key = take_part(rest, '|');
  result.ids = ids_in(take_part(rest, '|'));
  result.names = ids_in(rest);
  return result;
}

}  // namespace cuetheque
