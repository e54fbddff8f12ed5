#include "search/document_builder.h"

#include <algorithm>
#include <utility>

namespace cuetheque {
namespace {

std::size_t index_of(Field field) {
  return static_cast<std::size_t>(field);
}

}  // namespace

void DocumentBuilder::add(const Facts& facts) {
  for (const auto& said : facts.said) {
    if (!given_[index_of(said.field)] || row_of(said.field).type != Type::name) add(said);
  }
  for (const auto& said : facts.said) given_[index_of(said.field)] = true;
  for (const auto& mark : facts.marks) flag("XIS", mark);
  for (const auto& [slot, text] : facts.sort_values) value(slot, text);
}

void DocumentBuilder::add(const Facts::Said& said) {
  auto& shift = positions_[index_of(said.field)];
  for (auto posting : said.postings) {
    if (posting.position > 0) posting.position += shift;
    document_.postings.push_back(std::move(posting));
  }
  shift += said.length;
  flag("XHAS", row_of(said.field).name);
}

void DocumentBuilder::flag(std::string_view prefix, std::string_view text) {
  document_.postings.push_back({term_of(prefix, text), 0, false});
}

void DocumentBuilder::value(Slot slot, std::string text) {
  const bool taken = std::ranges::any_of(document_.values, [&](const auto& pair) { return pair.first == slot; });
  if (!taken && !text.empty()) document_.values.emplace_back(slot, std::move(text));
}

void DocumentBuilder::stands_for(Id id) {
  document_.ids.push_back(id);
  document_.postings.push_back({id_term(id), 0, false});
}

void DocumentBuilder::answers(std::string_view level, Slot slot, Id id) {
  flag("XLEVEL", level);
  value(slot, to_string(id));
}

}  // namespace cuetheque
