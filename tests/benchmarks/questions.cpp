#include "tests/benchmarks/questions.h"

#include <array>
#include <fmt/format.h>

#include "core/text.h"
#include "tests/benchmarks/collection.h"
#include "tests/benchmarks/collection_words.h"

namespace cuetheque {
namespace {

/// A word that is one word to either side: not of a script without spaces, not with a hyphen.
template <typename Draw>
std::string one_word(Draw draw) {
  while (true)
    if (std::string word(draw()); words(word).size() == 1) return word;
}

std::string title_word(Chance& chance) {
  return one_word([&] { return drawn_word(chance); });
}
std::string family_name(Chance& chance) {
  return one_word([&] { return chance.zipf(family_names); });
}

Question in_field(Field field, const std::string& word) {
  return {fmt::format("{}:{}", row_of(field).name, word), peer_word(field, word), {}};
}

Question both(const Question& one, const Question& other, std::string_view joined) {
  return {fmt::format("{} {} {}", one.text, joined, other.text),
          fmt::format("{} {} {}", one.match, joined, other.match),
          {}};
}

Question anywhere(const std::string& word) {
  return {word, peer_word_anywhere(word), {}};
}

Question of_composer(Chance& chance) {
  return in_field(Field::composer, family_name(chance));
}
Question of_title(Chance& chance) {
  return in_field(Field::title, title_word(chance));
}
Question of_the(Chance&) {
  return in_field(Field::title, "the");
}
Question of_mood(Chance& chance) {
  return in_field(Field::mood, std::string(chance.zipf(moods)));
}

/// What two people remember of one track: a word of its title, and one of a title or a name.
Question two_words(Chance& chance, std::string_view joined) {
  const auto first = title_word(chance);
  const auto second = chance.one_in(2) ? title_word(chance) : family_name(chance);
  return both(anywhere(first), anywhere(second), joined);
}
Question all_of_two(Chance& chance) {
  return two_words(chance, "AND");
}
Question any_of_two(Chance& chance) {
  return two_words(chance, "OR");
}

Question film_phrase(Chance& chance) {
  while (true) {
    const auto film = drawn_film(chance);
    const auto cut = words(film);
    if (cut.size() < 2) continue;
    const auto phrase = cut[0] + ' ' + cut[1];
    if (words(phrase).size() != 2) continue;
    return {fmt::format("film:\"{}\"", phrase), peer_phrase(Field::film, phrase), {}};
  }
}

Question three_fields(Chance& chance) {
  const auto first = of_composer(chance), second = of_title(chance);
  const auto third = in_field(Field::film, title_word(chance));
  return both(both(first, second, "AND"), third, "AND");
}

Question ten_years(Chance& chance, Question question) {
  const auto first = static_cast<unsigned>(std::min(drawn_year(chance), first_year + years - 10));
  question.years = {first, first + 9};
  question.text += fmt::format("{}year:{}..{}", question.text.empty() ? "" : " ", first, first + 9);
  return question;
}
Question mood_in_years(Chance& chance) {
  return ten_years(chance, of_mood(chance));
}
Question years_alone(Chance& chance) {
  return ten_years(chance, {});
}

Question composer_prefix(Chance& chance) {
  constexpr std::size_t letters = 3;
  while (true) {
    const auto name = words(family_name(chance)).front();
    const bool is_plain = std::ranges::all_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
    if (!is_plain || name.size() <= letters) continue;
    const auto begin = name.substr(0, letters);
    return {fmt::format("composer:{}*", begin), peer_prefix(Field::composer, begin), {}};
  }
}

constexpr auto track = ResultLevel::track, album = ResultLevel::album;
constexpr auto table = std::to_array<Row>({
    {"composer:x", Form::ranked, track, of_composer},
    {"title:word", Form::ranked, track, of_title},
    {"title:the", Form::ranked, track, of_the},
    {"two words, any field, AND", Form::ranked, track, all_of_two},
    {"two words, any field, OR", Form::ranked, track, any_of_two},
    {"phrase in film title", Form::ranked, track, film_phrase},
    {"AND across three fields", Form::ranked, track, three_fields},
    {"mood AND ten years", Form::ranked, track, mood_in_years},
    {"composer:abc*", Form::ranked, track, composer_prefix},
    {"years alone", Form::first_rows, track, years_alone},
    {"title:word by year", Form::by_year, track, of_title},
    {"mood:x by year", Form::by_year, track, of_mood},
    {"mood:x facet year", Form::facet_year, track, of_mood},
    {"mood:x facet composer", Form::facet_composer, track, of_mood},
    {"title:word count", Form::count, track, of_title},
    {"albums composer:x", Form::ranked, album, of_composer},
    {"albums title:word", Form::ranked, album, of_title},
    {"albums two words AND", Form::ranked, album, all_of_two},
    {"albums phrase in film title", Form::ranked, album, film_phrase},
    {"albums mood:x facet year", Form::facet_year, album, of_mood},
    {"albums title:word count", Form::count, album, of_title},
});

}  // namespace

std::span<const Row> rows() {
  return table;
}

std::vector<Question> questions_of(const Row& row, std::size_t count) {
  constexpr std::uint64_t seed = 2;
  Chance chance(seed);
  std::vector<Question> questions;
  while (questions.size() < count) questions.push_back(row.make(chance));
  return questions;
}

}  // namespace cuetheque
