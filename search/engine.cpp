#include "search/engine.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "core/error.h"

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

}  // namespace

void throw_as_ours(const Xapian::Error& error) {
  const std::string what = error.get_msg();
  const auto* system = error.get_error_string();
  const std::string type = error.get_type();
  const std::string where = system != nullptr ? system : error.get_context();
  if (type == "DatabaseLockError")
    throw Error(Cause::busy, "another process is writing the search index", where, "try again when it has finished");
  if (type == "WildcardError") throw Error(Cause::usage, what);
  if (type == "DatabaseModifiedError")
    throw Error(Cause::damaged, "the search index kept changing while it was read", what, "try again");
  const bool database = type.starts_with("Database") || type == "NetworkError" || type == "FeatureUnavailableError";
  const bool opening =
      type == "DatabaseCorruptError" || type == "DatabaseOpeningError" || type == "DatabaseNotFoundError";
  // A commit that fails twice over, in writing and in going back, keeps what the system said in its words only.
  const bool refused = (system != nullptr && !opening) || what.starts_with("Modifications failed");
  if (refused) throw Error(Cause::refused, "the search index: " + what, where);
  if (database) throw Error(Cause::damaged, "the search index is damaged: " + what, where, rebuild_hint);
  throw Error(Cause::bug, fmt::format("the search index: {}: {}", type, what), where);
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
    if (posting.position > 0)
      result.add_posting(posting.term, posting.position);
    else if (posting.counted)
      result.add_term(posting.term);
    else
      result.add_boolean_term(posting.term);
  }
  result.add_boolean_term(key_term(document.key));
  for (const auto& [slot, text] : document.values) result.add_value(number_of(slot), text);
  auto data = document.key + '|';
  for (const auto id : document.ids) data += to_string(id) + ' ';
  result.set_data(data);
  return result;
}

DocumentData data_of(const std::string& data) {
  std::string_view rest = data;
  DocumentData result;
  result.key = take_part(rest, '|');
  while (!rest.empty())
    if (const auto id = parse_id(take_part(rest, ' '))) result.ids.push_back(*id);
  return result;
}

}  // namespace cuetheque
