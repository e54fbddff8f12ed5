#include <algorithm>
#include <gtest/gtest.h>

#include "core/credits.h"
#include "core/roles.h"
#include "core/table.h"
#include "core/vocabulary.h"

// The lists of FORMATS.md G, as they stand there: `term (its synonyms)`. What stands in the vocabularies beside them is
// ours.
namespace cuetheque {
namespace {

struct Row {
  Field field;
  std::string_view broader;  ///< of each of the terms; empty: none is asked for
  std::string_view terms;    ///< separated by "; ", synonyms in brackets
};

constexpr Row moods[] = {
    {Field::mood, "heroic",
     "heroic (valiant); triumphant (victorious, glorious); epic (grand, monumental); majestic (noble, regal); "
     "adventurous (adventure, swashbuckling); powerful; patriotic (martial-proud); confident"},
    {Field::mood, "energetic",
     "energetic (driving, upbeat); exciting (thrilling, action); rousing; boisterous (rowdy); passionate (fervent); "
     "urgent (propulsive); frantic (manic)"},
    {Field::mood, "happy",
     "happy (joyful, cheerful); fun (playful, rollicking); sweet (amiable, good-natured); uplifting (inspiring, "
     "motivational, positive); hopeful (optimistic); carefree (sunny, summer); celebratory (party, festive)"},
    {Field::mood, "humorous", "humorous (funny, comic); silly (goofy); campy; quirky; whimsical; witty (wry, ironic)"},
    {Field::mood, "romantic",
     "romantic (love); tender (gentle, soft); sensual (sexy); nostalgic (retro, autumnal); bittersweet; yearning "
     "(longing)"},
    {Field::mood, "sad",
     "sad (sorrowful, mournful); melancholic (brooding); wistful; poignant (literate); tragic (elegiac, funereal); "
     "lonely (desolate); grieving (lament)"},
    {Field::mood, "calm",
     "calm (peaceful, relaxing, mellow); meditative (contemplative); dreamy (dream, floating); pastoral (nature); "
     "reverent (sacred, solemn); serene"},
    {Field::mood, "dark",
     "dark (sinister, menacing); ominous (foreboding, dread); horror (terrifying, scary); eerie (ghostly, uncanny); "
     "evil (villainous); bleak (cold)"},
    {Field::mood, "tense",
     "tense (anxious, suspenseful); mysterious (enigmatic, secretive); aggressive (fiery); intense (dramatic, "
     "volatile, "
     "visceral); chaotic (violent); ticking (relentless)"},
    {Field::mood, "wonder",
     "magical (enchanted); awe (sublime); spacey (space, cosmic); exotic; innocent (childlike, children); otherworldly "
     "(ethereal)"},
};

constexpr Row scenes[] = {
    {Field::scene, "",
     "studio logo; prologue; main title; opening credits; title card; establishing shot; arrival; journey (travel); "
     "flying; sailing; driving; chase; pursuit on foot; escape; infiltration (heist, stealth); training; preparation; "
     "montage; investigation; revelation; discovery; confrontation; duel; fight; battle; siege; disaster; explosion; "
     "rescue; sacrifice; death; funeral; grief; love scene; first kiss; wedding; reunion; farewell; family; childhood; "
     "school; dance (ball); party; concert (performance); bar source (nightclub); radio source (tv source); religious "
     "service; dream; flashback; transformation; magic; monster reveal; haunting; space travel; underwater; desert; "
     "storm; city; courtroom; hospital; prison; workplace; comedy set piece; suspense build; jump scare; countdown; "
     "transition (bumper); act-out; play-on; recap; preview (next time); mid-credits; end credits; post-credits; "
     "trailer; menu (loop); level; boss fight; victory fanfare; game over; cutscene; attraction queue; ride-through; "
     "pre-show; parade; fireworks; exit music; overture; intermission (entr'acte); suite"},
    {Field::scene, "opening-credits", "main title; title card"},
    {Field::scene, "journey", "flying; sailing; driving; space travel"},
    {Field::scene, "chase", "pursuit on foot"},
    {Field::scene, "fight", "duel; battle; siege; boss fight"},
};

constexpr Row kinds[] = {
    {Field::kind, "",
     "audio-drama; radio; tv-series; miniseries; tv-episode; web-series; anime; video-game; book "
     "(novel); theme-park-attraction; cruise-ship; advert; trailer; promo (ident); news; library-music; "
     "installation (museum)"},
    {Field::kind, "film", "film (feature); short-film (short); documentary; tv-film (tv film)"},
    {Field::kind, "stage", "stage; musical; ballet; play"},
    {Field::kind, "special-event", "special-event; ceremony; exposition (expo); sports-event (sports)"},
    {Field::kind, "tv-series", "tv-episode; miniseries"},
};

constexpr Row album_kinds[] = {
    {Field::albumkind, "soundtrack",
     "original-score; song-album (songs from); score-and-songs; inspired-by; expanded-score; complete-score; deluxe; "
     "film-chronological; re-recording; isolated-score; sessions; rejected-score"},
    {Field::albumkind, "original-score", "expanded-score (expanded); complete-score (complete); isolated-score"},
    {Field::albumkind, "",
     "promotional (promo, awards promo); bootleg; compilation; tribute (cover); concert (live, live to picture); suite "
     "(arrangement); trailer-music; sound-effects; story-album (dialogue album, spokenword); remix; single; ep; "
     "game-rip; "
     "arranged-album; library; album; broadcast; other; demo; interview; audiobook; audio-drama (audio drama); dj-mix; "
     "mixtape (mixtape/street)"},
};

constexpr Row usages[] = {
    {Field::usage, "",
     "score (underscore); song; source (diegetic); source-scoring; theme; logo (ident); stinger (sting); bumper; "
     "playback; "
     "temp; unused (replaced); trailer; sound-effect; ambience; foley; dialogue; narration; silence"},
    {Field::origin, "", "commissioned; pre-existing (licensed); library; public-domain"},
};

/// "epic (grand, monumental)": the term, then its synonyms.
std::vector<std::string_view> words_of(std::string_view entry) {
  const auto open = entry.find(" (");
  std::vector<std::string_view> all{entry.substr(0, open)};
  if (open == entry.npos) return all;
  for (const auto word : parts_of(entry.substr(open + 2, entry.rfind(')') - open - 2), ',')) all.push_back(word);
  return all;
}

void check_term(const Row& row, std::string_view entry) {
  const auto& vocabulary = *vocabulary_of(row.field);
  const auto* term = vocabulary.find(words_of(entry).front());
  ASSERT_NE(term, nullptr) << entry;
  for (const auto word : words_of(entry)) EXPECT_EQ(vocabulary.find(word), term) << entry << ": " << word;
  if (row.broader.empty()) return;
  const auto narrower = vocabulary.expand(row.broader);
  EXPECT_NE(std::ranges::find(narrower, term->id), narrower.end()) << entry << " is not narrower than " << row.broader;
}

void check(std::span<const Row> rows) {
  for (const auto& row : rows)
    for (const auto entry : parts_of(row.terms)) check_term(row, entry);
}

TEST(VocabularyTerms, MoodsStandInTheirGroups) {
  check(moods);
}
TEST(VocabularyTerms, ScenesAreAllThere) {
  check(scenes);
}
TEST(VocabularyTerms, KindsOfProductionsAreAllThere) {
  check(kinds);
}
TEST(VocabularyTerms, KindsOfAlbumsAreAllThere) {
  check(album_kinds);
}
TEST(VocabularyTerms, UsagesAndOriginsAreAllThere) {
  check(usages);
}

TEST(VocabularyTerms, RolesHaveTheirRelators) {
  struct Role {
    std::string_view role, code;
  };
  constexpr Role rows[] = {
      {"composer", "cmp"},
      {"co-composer", "cmp"},
      {"additional music", "cmp"},
      {"song writer", "cmp"},
      {"lyricist", "lyr"},
      {"added lyrics", "wal"},
      {"librettist", "lbt"},
      {"arranger", "arr"},
      {"orchestrator", "arr"},
      {"adapter", "adp"},
      {"music copyist", "mcp"},
      {"conductor", "cnd"},
      {"musical director", "msd"},
      {"music supervisor", "msd"},
      {"music programmer", "mup"},
      {"music editor", "edt"},
      {"performer", "prf"},
      {"musician", "mus"},
      {"instrumentalist", "itr"},
      {"orchestra", "prf"},
      {"choir", "prf"},
      {"singer", "sng"},
      {"vocalist", "sng"},
      {"narrator", "nrt"},
      {"actor", "act"},
      {"voice actor", "vac"},
      {"DJ", "djo"},
      {"remix artist", "rxa"},
      {"record producer", "pro"},
      {"album producer", "pro"},
      {"audio producer", "aup"},
      {"executive producer", "pro"},
      {"recording engineer", "rce"},
      {"mixing engineer", "mxe"},
      {"audio engineer", "aue"},
      {"sound engineer", "sde"},
      {"recordist", "rcd"},
      {"mastering engineer", "aue"},
      {"sound designer", "sds"},
      {"film director", "fmd"},
      {"director", "drt"},
      {"television director", "tld"},
      {"radio director", "rdd"},
      {"stage director", "sgd"},
      {"film producer", "fmp"},
      {"filmmaker", "fmk"},
      {"film distributor", "fds"},
      {"film editor", "flm"},
      {"editor of moving image", "edm"},
      {"production company", "prn"},
      {"television producer", "tlp"},
      {"screenwriter", "aus"},
      {"writer of film story", "wfs"},
      {"author", "aut"},
      {"game developer", "gdv"},
      {"choreographer", "chr"},
      {"publisher", "pbl"},
      {"issuing body", "isb"},
      {"copyright holder", "cph"},
      {"licensor", "lso"},
      {"licensee", "lse"},
      {"compiler", "com"},
      {"liner notes author", "wam"},
      {"preface", "wpr"},
      {"cover designer", "cov"},
      {"photographer", "pht"},
      {"illustrator", "ill"},
      {"restorationist", "rsr"},
      {"contractor", "ctr"},
      {"dedicatee", "dte"},
      {"depicted", "dpc"},
      {"funder", "fnd"},
      {"other", "oth"},
  };
  for (const auto& row : rows) EXPECT_EQ(relator_of(row.role), row.code) << row.role;
  EXPECT_EQ(relator_of("best boy"), std::nullopt);
}

TEST(VocabularyTerms, FieldsOfPeopleHaveRelators) {
  for (const auto& row : fields) {
    const bool unclear = row.id == Field::credited || row.id == Field::albumartist || row.id == Field::originalartist;
    EXPECT_TRUE(relator_of(row.id) || unclear || !is_credit(row.id)) << row.name;
  }
  EXPECT_EQ(relator_of(Field::orchestrator), "arr");
  EXPECT_EQ(relator_of(Field::media), std::nullopt);
}

TEST(VocabularyTerms, AMistypedWordIsNearTerms) {
  struct Near {
    Field field;
    std::string_view word;
    std::string_view term;  ///< the nearest; empty: none is near
  };
  constexpr Near rows[] = {
      {Field::mood, "spookyish", "eerie"},
      {Field::mood, "omnious", "ominous"},
      {Field::scene, "chace", "chase"},
      {Field::scene, "end creditz", "end-credits"},
      {Field::kind, "vidio game", "video-game"},
      {Field::scene, "the cellar stairs", ""},
      {Field::mood, "x", ""},
  };
  for (const auto& row : rows) {
    const auto near = vocabulary_of(row.field)->near(row.word);
    EXPECT_EQ(near.empty() ? "" : near.front()->id, row.term) << row.word;
    EXPECT_LE(near.size(), 3U);
  }
}

}  // namespace
}  // namespace cuetheque
