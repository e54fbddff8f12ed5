#include <algorithm>
#include <map>
#include <string_view>

#include "search/matcher.h"

namespace cuetheque {
namespace {

constexpr std::size_t gap = 100;  // between two values: no words near one another stand on both sides

/// Where each of some words stands in the words of a document (terms.h).
using Places = std::map<std::string_view, std::vector<std::size_t>>;

Places places_of(const std::vector<std::string>& words, std::string_view text) {
  Places places;
  for (const auto& word : words) places[word];
  std::size_t place = 0;
  for (std::size_t at = 1; at < text.size(); ++place) {
    const auto end = std::min(text.find(' ', at), text.size());
    const auto word = text.substr(at, end - at);
    if (const auto wanted = places.find(word); wanted != places.end()) wanted->second.push_back(place);
    at = end + 1;
    if (at >= text.size() || text[at] != '\n') continue;
    at += 2;
    place += gap;
  }
  return places;
}

/// A word that is asked for twice must be there twice.
bool is_near(const Wanted& wanted, std::string_view text) {
  const auto places = places_of(wanted.words, text);
  std::map<std::string_view, std::ptrdiff_t> times;
  for (const auto& word : wanted.words) ++times[word];
  const auto all_from = [&](std::size_t start) {
    return std::ranges::all_of(places, [&](const auto& one) {
      const auto from = std::ranges::lower_bound(one.second, start);
      return std::lower_bound(from, one.second.end(), start + wanted.window) - from >= times[one.first];
    });
  };
  return std::ranges::any_of(places, [&](const auto& one) { return std::ranges::any_of(one.second, all_from); });
}

}  // namespace

// The words lie document by document in chunks of some dozens, so that they are read in the order of the documents.
Matches placed(const Xapian::Database& database, const Wanted& wanted, const Matches& matches) {
  auto phrase = words_in_order(wanted.words);
  phrase.pop_back();  // it may go on
  const auto holds = [&](std::string_view text) {
    return wanted.op == Wanted::Op::near ? is_near(wanted, text) : text.find(phrase) != std::string_view::npos;
  };
  Matches found;
  auto at = database.valuestream_begin(wanted.slot);
  const auto end = database.valuestream_end(wanted.slot);
  for (const auto& match : matches) {
    if (at == end) break;
    at.skip_to(match.document);
    if (at != end && at.get_docid() == match.document && holds(*at)) found.push_back(match);
  }
  return found;
}

}  // namespace cuetheque
