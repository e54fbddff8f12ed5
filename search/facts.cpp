#include "search/facts.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/credits.h"
#include "core/rights.h"
#include "core/text.h"
#include "core/vocabulary.h"
#include "search/countable.h"
#include "search/query_range.h"
#include "search/rights.h"

namespace cuetheque {
namespace {

constexpr std::size_t longest_sort_key = 60;
constexpr std::size_t most_values = 200;  // of one field: a hostile file may state a million
constexpr std::size_t longest_value = 4096;
constexpr std::size_t longest_counted = 200;

/// So much of a text as is told apart when it is counted, cut between two characters.
std::string shortened(std::string_view text) {
  auto end = std::min(text.size(), longest_counted);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end));
}

std::string number_text(std::string_view value) {
  std::uint64_t read = 0;
  const auto error = std::from_chars(value.data(), value.data() + value.size(), read).ec;
  return error == std::errc{} ? std::to_string(read) : std::string();
}

std::string_view flag_text(std::string_view value) {
  const auto yes = flag_of(fold(trim(value)));
  return !yes ? "" : *yes ? "yes" : "no";
}

/// A value as it is counted: of a date, the year.
std::string counted_text(Type type, std::string_view value) {
  switch (type) {
    case Type::date:
      return number_text(value.substr(0, 4));
    case Type::number:
      return number_text(value);
    case Type::flag:
      return std::string(flag_text(value));
    default:
      return shortened(trim(value));
  }
}

/// A right whole, as one term (rights.h); none where the value is no right that is understood.
std::optional<Posting> right_posting(std::string_view value) {
  const auto right = parse_right(value);
  return right ? std::optional(Posting{term_of(rights_prefix, text_of(*right)), false}) : std::nullopt;
}

class Speller {
 public:
  Speller(Field field, const NameIds& names) : names_(names), prefix_(prefix_of(field)) { said_.field = field; }

  void add(std::string_view value) {
    value = value.substr(0, longest_value);
    count(value);
    switch (row_of(said_.field).type) {
      case Type::prose:
        return prose(value);
      case Type::name:
        return name(value);
      case Type::term:
        return term(value);
      case Type::code:
        return yes_or_no(code_text(said_.field, value));
      case Type::number:
        return yes_or_no(number_text(value));
      case Type::date:
        return yes_or_no(value.substr(0, 4));
      case Type::flag:
        return yes_or_no(flag_text(value));
      case Type::text:
        return;
    }
  }

  Facts::Said take() && { return std::move(said_); }

 private:
  void count(std::string_view value) {
    // Whether a track is heard follows from more than what is said of it: documents.cpp counts that.
    if (!has_column(said_.field) || is_credit(said_.field) || said_.field == Field::heard) return;
    if (auto text = counted_text(row_of(said_.field).type, value); !text.empty())
      said_.values.push_back(std::move(text));
  }

  void yes_or_no(std::string_view text) {
    if (!text.empty()) said_.postings.push_back({term_of(prefix_, text), false});
  }
  void word(std::string_view text) { said_.postings.push_back({term_of(prefix_, text), true}); }

  void prose(std::string_view value) {
    if (said_.field == Field::right)
      if (auto right = right_posting(value)) said_.postings.push_back(std::move(*right));
    const bool stemmed = is_stemmed(said_.field);
    const auto cut = words(value);
    for (const auto& one : cut) {
      word(one);
      if (!stemmed) continue;
      const auto stem = stem_of(one);
      if (stem != one) said_.postings.push_back({stem_term(said_.field, stem), true});
    }
    if (keeps_word_order(said_.field)) said_.in_order += words_in_order(cut);
    other_reading(value);
  }

  void other_reading(std::string_view value) {
    const auto reading = latin(value);
    if (!reading) return;
    for (const auto& one : words(*reading)) word(one);
  }

  void name(std::string_view value) {
    for (const auto& one : words(value)) word(one);
    other_reading(value);
    if (!is_credit(said_.field)) return;
    for (const auto id : names_(credited_name(said_.field, value))) {
      said_.postings.push_back({id_term(said_.field, id), false});
      said_.postings.push_back({id_term(id), false});
      said_.names.push_back(id);
    }
  }

  void term(std::string_view value) {
    yes_or_no(vocabulary_text(value));
    prose(value);
  }

  const NameIds& names_;
  const std::string& prefix_;
  Facts::Said said_;
};

struct Mark {
  Field field;
  std::string_view word;  ///< of the value
  std::string_view is;
};

/// What makes a record `is:…` (USERS.md 4.3). Vocabulary ids match as a whole, titles by a word.
constexpr auto marks = std::to_array<Mark>({
    {Field::usage, "score", "score"},
    {Field::usage, "background", "score"},
    {Field::usage, "bi", "score"},
    {Field::usage, "bv", "score"},
    {Field::usage, "theme", "score"},
    {Field::usage, "song", "song"},
    {Field::usage, "feature", "song"},
    {Field::usage, "source", "source"},
    {Field::usage, "source-scoring", "source"},
    {Field::usage, "vi", "source"},
    {Field::usage, "vv", "source"},
    {Field::usage, "vs", "source"},
    {Field::usage, "sound-effect", "sfx"},
    {Field::usage, "ambience", "sfx"},
    {Field::usage, "foley", "sfx"},
    {Field::usage, "unused", "rejected"},
    {Field::albumkind, "original-score", "score"},
    {Field::albumkind, "expanded-score", "score"},
    {Field::albumkind, "complete-score", "score"},
    {Field::albumkind, "isolated-score", "score"},
    {Field::albumkind, "song-album", "song"},
    {Field::albumkind, "sound-effects", "sfx"},
    {Field::albumkind, "rejected-score", "rejected"},
    {Field::albumkind, "suite", "suite"},
    {Field::scene, "suite", "suite"},
    {Field::title, "suite", "suite"},
    {Field::title, "alternate", "alternate"},
    {Field::title, "alt", "alternate"},
    {Field::title, "tracked", "tracked"},
    {Field::title, "unused", "rejected"},
    {Field::title, "rejected", "rejected"},
    {Field::subtitle, "alternate", "alternate"},
    {Field::subtitle, "unused", "rejected"},
});

void add_marks(Facts& facts, const Facts::Said& said) {
  if (said.field == Field::credited) facts.marks.emplace_back("uncredited");
  for (const auto& mark : marks) {
    if (mark.field != said.field) continue;
    const auto term = prefix_of(said.field) + std::string(mark.word);
    if (std::ranges::find(said.postings, term, &Posting::term) != said.postings.end())
      facts.marks.emplace_back(mark.is);
  }
}

struct SortKey {
  Field field;
  Slot slot;
};

/// A sort form stands before the field it sorts: the first that is said is kept.
constexpr auto sort_keys = std::to_array<SortKey>({
    {Field::year, Slot::year},
    {Field::date, Slot::date},
    {Field::first, Slot::first},
    {Field::recorded, Slot::recorded},
    {Field::film, Slot::film},
    {Field::albumsort, Slot::albumtitle},
    {Field::album, Slot::albumtitle},
    {Field::titlesort, Slot::title},
    {Field::title, Slot::title},
    {Field::composersort, Slot::composer},
    {Field::composer, Slot::composer},
    {Field::albumartistsort, Slot::albumartist},
    {Field::albumartist, Slot::albumartist},
    {Field::label, Slot::label},
    {Field::catalognumber, Slot::catalognumber},
    {Field::sortname, Slot::person},
    {Field::name, Slot::person},
});

std::string sort_text(Field field, const std::string& value) {
  if (row_of(field).type == Type::date) {
    std::string digits;
    for (const char c : value)
      if (c != '-') digits += c;
    return digits.substr(0, 8);
  }
  auto text = fold(value);
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  return text.substr(0, longest_sort_key);
}

void add_sort_value(Facts& facts, Field field, const std::string& value) {
  const auto key = std::ranges::find(sort_keys, field, &SortKey::field);
  if (key == sort_keys.end()) return;
  const auto same = [&](const auto& pair) { return pair.first == key->slot; };
  std::erase_if(facts.sort_values, [&](const auto& pair) { return same(pair) && row_of(field).type == Type::text; });
  if (std::ranges::none_of(facts.sort_values, same)) facts.sort_values.emplace_back(key->slot, sort_text(field, value));
}

}  // namespace

bool Facts::says(Field field) const {
  return std::ranges::find(said, field, &Said::field) != said.end();
}

Facts facts_of(const Statements& statements, const NameIds& names) {
  return FactsReader(names).read(statements);
}

Facts FactsReader::read(const Statements& statements) {
  Facts facts;
  bool guess = false;
  for (const auto field : fields_said(statements)) {
    auto resolved = resolve(statements, field);
    if (resolved.empty()) continue;
    guess |= resolved.guess;
    const auto first = resolved.first();
    facts.said.push_back(said(field, std::move(resolved.values)));
    add_marks(facts, facts.said.back());
    add_sort_value(facts, field, first);
  }
  if (guess) facts.marks.emplace_back("guess");
  return facts;
}

const Facts::Said& FactsReader::said(Field field, std::vector<std::string> values) {
  auto& last = last_[static_cast<std::size_t>(field)];
  if (last && last->values == values) return last->said;
  Speller speller(field, names_);
  for (std::size_t i = 0; i < std::min(values.size(), most_values); ++i) speller.add(values[i]);
  last = Last{std::move(values), std::move(speller).take()};
  return last->said;
}

}  // namespace cuetheque
