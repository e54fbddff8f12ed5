#include "core/keys.h"

#include <algorithm>

#include "tests/core/archive_fixture.h"

namespace cuetheque::testing {
namespace {

bool has(const Record& record, const std::string& key) {
  const auto keys = keys_of(record);
  EXPECT_TRUE(std::ranges::is_sorted(keys));
  EXPECT_EQ(std::ranges::adjacent_find(keys), keys.end()) << "each key once";
  return std::ranges::binary_search(keys, key);
}

TEST(Keys, CodesAreComparedAsTheirKindIs) {
  struct Case {
    const char* field;
    const char* one;
    const char* other;
    bool same;
  };
  const Case cases[] = {
      {"isrc", "US-RC1-76-07839", "usrc17607839", true},   {"barcode", "0 36000 29145 2", "36000291452", true},
      {"barcode", "0036000291452", "036000291452", true},  {"barcode", "036000291452", "036000291453", false},
      {"catalognumber", "LLLCD 1173", "lllcd-1173", true}, {"catalognumber", "LLLCD 1173", "LLLCD 1174", false},
      {"iswc", "T-034.524.680-1", "T0345246801", true},    {"isni", "0000 0000 1228 1955", "0000000012281955", true},
  };
  for (const auto& [field, one, other, same] : cases)
    EXPECT_EQ(code_key(field, one) == code_key(field, other), same) << one;
  EXPECT_NE(code_key("imdb", "1"), code_key("tmdb", "1"));
}

TEST(Keys, TextIsFolded) {
  EXPECT_EQ(name_key(" Antonín DVOŘÁK "), name_key("antonin dvorak"));
  EXPECT_EQ(production_key("Amélie", "2001"), production_key("amelie", "2001"));
  EXPECT_NE(production_key("Psycho", "1960"), production_key("Psycho", "1998"));
  EXPECT_NE(production_key("Psycho", "1960"), production_key("Psycho", ""));
}

TEST(Keys, AnAssemblyKeyTellsItsPlace) {
  struct Case {
    const char* root;
    const char* folder;
    const char* identity;
  };
  for (const auto& [root, folder, identity] :
       {Case{"music", "a/b", "x"}, Case{"", "", ""}, Case{"r", "", "\x1f"}, Case{"r", "\xff:a:", "y"}}) {
    const auto place = place_of(assembly_key(root, folder, identity));
    EXPECT_EQ(place.root, root);
    EXPECT_EQ(place.folder, folder);
  }
  EXPECT_EQ(place_of("").root, "");
  EXPECT_EQ(place_of("a").folder, "");
  EXPECT_NE(assembly_key("a", "bc", ""), assembly_key("ab", "c", ""));
}

TEST(Keys, OfANameAreAllItsForms) {
  auto record = new_name({name, 1}, "Nobuo Uematsu");
  say(record, Field::alias, {"植松伸夫", "Uematsu, Nobuo"}, reference);
  EXPECT_TRUE(has(record, name_key("nobuo uematsu")));
  EXPECT_TRUE(has(record, name_key("植松伸夫")));
  EXPECT_TRUE(has(record, name_key("uematsu, nobuo")));
  record.set_merged_into(2);
  EXPECT_TRUE(keys_of(record).empty()) << "a redirect";
}

TEST(Keys, OfAProductionAreItsTitlesWithAndWithoutEachYear) {
  auto record = new_record({production, 1});
  say(record, Field::film, {"Vertigo"}, inferred);
  say(record, Field::film, {"Sueurs froides"}, reference);
  say(record, Field::year, {"1958"});
  EXPECT_TRUE(has(record, production_key("vertigo", "1958")));
  EXPECT_TRUE(has(record, production_key("vertigo", "")));
  EXPECT_TRUE(has(record, production_key("sueurs froides", "1958")));
  EXPECT_FALSE(has(record, name_key("vertigo")));
}

TEST(Keys, OfAnAlbumAreItsTracksFilesCodesAndLinks) {
  auto record = new_record({album, 1});
  record.set_assembly_key(assembly_key("music", "vertigo", ""));
  auto& file = *record.add_files();
  file.set_quick_digest("digest");
  file.set_duration_ms(164'600);
  record.add_files();
  auto& one = *record.add_tracks();
  one.set_id(5501);
  auto& isrc = *one.add_statements();
  isrc.set_field(row_of(Field::isrc).number);
  isrc.add_values("USRC17607839");
  say(record, Field::barcode, {"036000291452"});
  auto& link = *record.add_links();
  link.set_kind(production);
  link.set_id(12);
  for (const auto& key :
       {record.assembly_key(), content_key_of(file), sound_key_of(file), std::string("T5501"),
        code_key("isrc", "USRC17607839"), code_key("barcode", "036000291452"), linked_key({production, 12})}) {
    EXPECT_TRUE(has(record, key)) << key;
  }
  EXPECT_FALSE(has(record, ""));
}

TEST(Keys, OfACueAreItsParties) {
  auto record = new_record({cue, 1});
  record.add_parties()->set_name_id(9);
  record.add_parties();
  EXPECT_EQ(keys_of(record), std::vector{linked_key({name, 9})});
}

}  // namespace
}  // namespace cuetheque::testing
