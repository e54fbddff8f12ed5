#include "core/vocabulary.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "core/error.h"

namespace cuetheque {
namespace {

constexpr std::string_view header = "id\tlabel\tbroader\tsynonyms\tsource\n";

Vocabulary vocabulary(std::string_view rows) {
  return Vocabulary(std::string(header) + std::string(rows));
}

TEST(Vocabulary, AWordMeansATerm) {
  struct Row {
    Field field;
    std::string_view word;
    std::string_view id;  ///< empty: no term
  };
  const Row rows[] = {
      {Field::mood, "ominous", "ominous"},
      {Field::mood, "Ominous", "ominous"},
      {Field::mood, " foreboding ", "ominous"},
      {Field::mood, "sinister", "dark"},
      {Field::mood, "DÜSTER", "dark"},
      {Field::mood, "duster", "dark"},
      {Field::mood, "terror", "horror"},
      {Field::mood, "lament", "grieving"},
      {Field::mood, "love", "romantic"},
      {Field::mood, "mélancolique", "melancholic"},
      {Field::mood, "melancolico", "melancholic"},
      {Field::mood, "悲しい", "sad"},
      {Field::mood, "good natured", "sweet"},
      {Field::mood, "GOOD-NATURED", "sweet"},
      {Field::mood, "plein d'espoir", "hopeful"},
      {Field::mood, "misterioso", "mysterious"},
      {Field::mood, "agitato", "frantic"},
      {Field::mood, "hurry", "urgent"},
      {Field::mood, "furioso", "aggressive"},
      {Field::mood, "lamentoso", "grieving"},
      {Field::mood, "grandioso", "epic"},
      {Field::mood, "ominousness", ""},
      {Field::mood, "", ""},
      {Field::mood, "-", ""},
      {Field::mood, "dark ominous", ""},
      {Field::scene, "main title", "main-title"},
      {Field::scene, "main-title", "main-title"},
      {Field::scene, "Main Titles", "main-title"},
      {Field::scene, "car chase", "chase"},
      {Field::scene, "Verfolgungsjagd", "chase"},
      {Field::scene, "inseguimento", "chase"},
      {Field::scene, "heist", "infiltration"},
      {Field::scene, "End Titles", "end-credits"},
      {Field::scene, "エンディング", "end-credits"},
      {Field::scene, "entr'acte", "intermission"},
      {Field::scene, "boss", "boss-fight"},
      {Field::scene, "shower", ""},
      {Field::kind, "game", "video-game"},
      {Field::kind, "Video Game", "video-game"},
      {Field::kind, "jeu vidéo", "video-game"},
      {Field::kind, "ride", "theme-park-attraction"},
      {Field::kind, "ship", "cruise-ship"},
      {Field::kind, "novel", "book"},
      {Field::kind, "event", "special-event"},
      {Field::kind, "expo", "exposition"},
      {Field::kind, "tv", "tv-series"},
      {Field::kind, "アニメ", "anime"},
      {Field::kind, "映画", "film"},
      {Field::kind, "spaceship", ""},
      {Field::albumkind, "score", "original-score"},
      {Field::albumkind, "Soundtrack", "soundtrack"},
      {Field::albumkind, "OST", "soundtrack"},
      {Field::albumkind, "promo", "promotional"},
      {Field::albumkind, "re-recorded", "re-recording"},
      {Field::albumkind, "SFX", "sound-effects"},
      {Field::albumkind, "Mixtape/Street", "mixtape"},
      {Field::albumkind, "Live", "concert"},
      {Field::albumkind, "inspired by", "inspired-by"},
      {Field::usage, "BI", "bi"},
      {Field::usage, "diegetic", "source"},
      {Field::usage, "underscore", "score"},
      {Field::usage, "L", "logo"},
      {Field::vocal, "I", "instrumental"},
      {Field::visual, "B", "background"},
      {Field::origin, "X", "commissioned"},
      {Field::releasestatus, "promo", "promotion"},
  };
  for (const auto& row : rows) {
    const auto* term = vocabulary_of(row.field)->find(row.word);
    EXPECT_EQ(term == nullptr ? "" : term->id, row.id) << row.word;
  }
}

TEST(Vocabulary, FieldsWithoutControlledWordsHaveNone) {
  EXPECT_EQ(vocabulary_of(Field::title), nullptr);
  EXPECT_EQ(vocabulary_of(Field::tag), nullptr);
}

TEST(Vocabulary, EveryTermIsSaneAndFindsItself) {
  for (const auto& row : fields) {
    const auto* words = vocabulary_of(row.id);
    if (words == nullptr) continue;
    EXPECT_EQ(row.type, Type::term) << row.name;
    for (const auto& term : words->terms()) {
      EXPECT_EQ(term.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string::npos) << term.id;
      EXPECT_EQ(words->find(term.id), &term);
      EXPECT_EQ(words->find(term.label), &term);
      for (const auto& synonym : term.synonyms) EXPECT_EQ(words->find(synonym), &term) << synonym;
      const auto narrower = words->expand(term.id);
      EXPECT_NE(std::ranges::find(narrower, term.id), narrower.end());
    }
  }
}

TEST(Vocabulary, ExpandsToAllNarrowerTerms) {
  const auto* moods = vocabulary_of(Field::mood);
  EXPECT_EQ(moods->expand("dark"), (std::vector<std::string>{"dark", "ominous", "horror", "eerie", "evil", "bleak"}));
  EXPECT_EQ(moods->expand("ominous"), std::vector<std::string>{"ominous"});
  EXPECT_TRUE(moods->expand("nothing").empty());
  const auto fights = vocabulary_of(Field::scene)->expand("fight");
  EXPECT_EQ(std::set(fights.begin(), fights.end()),
            (std::set<std::string>{"fight", "duel", "battle", "siege", "boss-fight"}));
  const auto scores = vocabulary_of(Field::albumkind)->expand("soundtrack");
  EXPECT_NE(std::ranges::find(scores, "complete-score"), scores.end());
}

TEST(Vocabulary, MoodsAreTheTermsOfTheTableInTheirGroups) {
  const auto& terms = vocabulary_of(Field::mood)->terms();
  EXPECT_EQ(std::ranges::count_if(terms, [](const Term& term) { return term.broader.empty(); }), 10);
  EXPECT_GE(terms.size(), 62U);
}

TEST(Vocabulary, KeepsWhatItDoesNotKnow) {
  EXPECT_EQ(term_id(Field::mood, " Sinister "), "dark");
  EXPECT_EQ(term_id(Field::mood, "  Fin de siècle "), "Fin de siècle");
  EXPECT_EQ(term_id(Field::tag, " To do"), "To do");
}

TEST(Vocabulary, RefusesATableThatContradictsItself) {
  struct Row {
    std::string_view rows;
    std::string_view where;
  };
  const Row rows[] = {
      {"a\tA\t\t\n", "line 2"},                        // a column too few
      {"\tA\t\t\tx\n", "line 2"},                      // no id
      {"a\t\t\t\tx\n", "line 2"},                      // no label
      {"a\tA\t\t\tx\nb\tB\tc\t\tx\n", "line 3"},       // broader unknown
      {"a\tA\t\tbee\tx\nb\tB\t\tBée\tx\n", "line 3"},  // one word, two terms
      {"a\tA\t\t\tx\nb\tB\tA\t\tx\n", "line 3"},       // broader by label, not id
      {"a\tA\tb\t\tx\nb\tB\ta\t\tx\n", "line 2"},      // a ring
      {"a\tA\ta\t\tx\n", "line 2"},
  };
  for (const auto& row : rows) {
    try {
      const auto made = vocabulary(row.rows);
      ADD_FAILURE() << "accepted " << row.rows;
    } catch (const Error& error) {
      EXPECT_EQ(error.where(), row.where) << row.rows;
    }
  }
}

TEST(Vocabulary, SkipsCommentsAndEmptyLines) {
  const auto words = vocabulary("# a note\n\na\tA\t\tx; ; y\there\n");
  ASSERT_EQ(words.terms().size(), 1U);
  EXPECT_EQ(words.terms()[0].synonyms, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(words.terms()[0].source, "here");
}

}  // namespace
}  // namespace cuetheque
