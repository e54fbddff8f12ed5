#include "search/document_builder.h"

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "search/translate.h"

namespace cuetheque {
namespace {

std::size_t index_of(Field field) {
  return static_cast<std::size_t>(field);
}

}  // namespace

void DocumentBuilder::add_all(const std::vector<const Facts*>& equally_near) {
  const auto nearer = given_;
  for (const auto* facts : equally_near) {
    for (const auto& said : facts->said) {
      if (!nearer[index_of(said.field)] || row_of(said.field).type != Type::name) add(said);
      given_[index_of(said.field)] = true;
    }
    for (const auto& mark : facts->marks) is(mark);
    for (const auto& [slot, text] : facts->sort_values) value(slot, text);
  }
}

void DocumentBuilder::add(const Facts::Said& said) {
  document_.postings.insert(document_.postings.end(), said.postings.begin(), said.postings.end());
  add_in_order(said);
  flags_.set(flag_of(said.field));
  const auto number = row_of(said.field).number;
  for (const auto& text : said.values) column(number, text);
  for (const auto name : said.names) column(number, name.number);
  for (const auto name : said.names)
    if (std::ranges::find(document_.names, name) == document_.names.end()) document_.names.push_back(name);
}

void DocumentBuilder::add_in_order(const Facts::Said& said) {
  if (said.in_order.empty()) return;
  auto& all = document_.in_order;
  const auto place = std::ranges::find(all, said.field, &std::pair<Field, std::string>::first);
  if (place == all.end())
    all.emplace_back(said.field, said.in_order);
  else
    place->second += said.in_order;
}

void DocumentBuilder::boolean(std::string_view prefix, std::string_view text) {
  document_.postings.push_back({term_of(prefix, text), false});
}

void DocumentBuilder::has(std::string_view what) {
  flags_.set(flag_of_has(what));
}
void DocumentBuilder::is(std::string_view what) {
  flags_.set(flag_of_is(what));
}

void DocumentBuilder::path(std::string_view words) {
  if (path_.empty()) path_ = " ";
  path_ += words;
}

bool DocumentBuilder::value(Slot slot, std::string text) {
  const bool taken = std::ranges::any_of(document_.values, [&](const auto& pair) { return pair.first == slot; });
  if (taken || text.empty()) return false;
  document_.values.emplace_back(slot, std::move(text));
  return true;
}

void DocumentBuilder::stands_for(Id id) {
  document_.ids.push_back(id);
  document_.postings.push_back({id_term(id), false});
}

void DocumentBuilder::found_by_key() {
  document_.postings.push_back({key_term(document_.key), false});
}

void DocumentBuilder::answers(ResultLevel level, Id id) {
  document_.postings.push_back({level_term(level), false});
  if (value(slot_of(level), to_string(id))) column(column_of(level), id.number);
}

void DocumentBuilder::column(ColumnNumber number, std::string text) {
  document_.columns.push_back({number, 0, std::move(text)});
}
void DocumentBuilder::column(ColumnNumber number, std::uint64_t value) {
  document_.columns.push_back({number, value, {}});
}

/// The records it is counted with.
void DocumentBuilder::add_records() {
  for (const auto id : document_.ids)
    if (id.kind == Kind::production) column(column::film, id.number);
  for (const auto name : document_.names) column(column::person, name.number);
}

IndexDocument DocumentBuilder::take() && {
  add_records();
  value(Slot::path, std::move(path_));
  if (const auto flags = flags_.term(); !flags.empty()) document_.postings.push_back({flags, false});
  return std::move(document_);
}

}  // namespace cuetheque
