#include "search/remembered.h"

#include "search/engine.h"

namespace cuetheque {

bool any_term(const Xapian::Database& database, const std::string& prefix) {
  return database.allterms_begin(prefix) != database.allterms_end(prefix);
}

std::vector<std::string> terms_with(const Xapian::Database& database, const std::string& prefix, std::size_t most) {
  std::vector<std::string> terms;
  each_term_with(database, prefix, [&](const std::string& term) {
    if (terms.size() < most) terms.push_back(term);
    return terms.size() < most;
  });
  return terms;
}

double Remembered::frequency(const std::string& term) {
  constexpr std::size_t most_terms = 100'000;
  if (frequencies_.size() >= most_terms) frequencies_.clear();
  const auto [known, is_new] = frequencies_.try_emplace(term, 0);
  if (is_new) known->second = database_.get_termfreq(term);
  return known->second;
}

bool Remembered::says(Field field) {
  auto& said = said_[static_cast<std::size_t>(field)];
  if (!said) said = any_term(database_, prefix_of(field));
  return *said;
}

Column& Remembered::column(ColumnNumber number) {
  return columns_.try_emplace(number, database_, number).first->second;
}

std::vector<std::string> Remembered::with_merged(const std::string& name) {
  std::vector<std::string> all{name};
  if (!any_merged_) any_merged_ = any_term(database_, term_of("XMERGED", ""));
  if (!*any_merged_) return all;
  const auto merged = term_of("XMERGED", name);
  for (auto at = database_.postlist_begin(merged); at != database_.postlist_end(merged); ++at) {
    if (superseded_.contains(*at)) continue;
    const auto data = data_text(database_, *at);
    all.push_back(data.substr(0, data.find('|')));
  }
  return all;
}

}  // namespace cuetheque
