#include "tests/search/random_archive.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/fields.h"
#include "core/resolve.h"
#include "core/vocabulary.h"
#include "tests/search/records.h"

namespace cuetheque {
namespace {

constexpr std::size_t tracks_an_album = 12, people = 90;
/// The last of these is another person of the first's name; the one before was merged into the second.
constexpr std::size_t namesake = people, merged = people - 1;

const std::vector<std::string> first_names{"John", "Jerry",  "Anne",    "Ennio", "Yoko", "Antonín", "Paweł",
                                           "Max",  "Miklós", "Шостако", "Nobuo", "Leo",  "Elmer",   "Bear"};
const std::vector<std::string> last_names{"Barry",   "Williams", "Goldsmith",   "Dudley",  "Morricone",
                                          "Kanno",   "Dvořák",   "Łukaszewski", "Steiner", "Rózsa",
                                          "Уильямс", "植松",     "O'Brien",     "Nichols"};
const std::vector<std::string> kana{"うえまつ のぶお", "久石譲", "ジョン・バリー", "Артемьев", "Θεοδωράκης"};
const std::vector<std::string> roots{"shelf", "Server-2"};

std::string form_of(std::size_t person) {
  if (person == namesake) person = 0;
  if (person % 15 == 14) return kana[person / 15 % kana.size()];
  return first_names[person % first_names.size()] + ' ' + last_names[person * 5 / 7 % last_names.size()];
}

/// Titles are not all of one length, nor all different.
std::string phrase(Dice& dice, std::size_t most_words) {
  std::string text = dice.pick(title_words());
  for (auto more = dice.roll(most_words); more > 0; --more)
    text += (dice.chance(8) ? "-" : " ") + dice.pick(title_words());
  if (dice.chance(3)) text += "?!";
  return text;
}

std::string term(Dice& dice, Field field) {
  const auto* known = vocabulary_of(field);
  if (known == nullptr || dice.chance(15)) return dice.pick(title_words());
  return dice.pick(known->terms()).id;
}

std::string code(Dice& dice, Field field) {
  if (field == Field::cue)
    return fmt::format("{}M{}{}", dice.roll(8) + 1, dice.roll(20) + 1, dice.chance(20) ? "A" : "");
  return fmt::format("{}-{} {}", dice.chance(50) ? "AB" : "xyz", dice.roll(30), dice.roll(10));
}

std::string value_of(Dice& dice, Field field) {
  switch (row_of(field).type) {
    case Type::prose:
    case Type::text:
      return phrase(dice, 5);
    case Type::name:
      return form_of(dice.roll(people + 1)) + (field == Field::performer && dice.chance(50) ? " (piano)" : "");
    case Type::term:
      return term(dice, field);
    case Type::code:
      return code(dice, field);
    case Type::number:
      return std::to_string(field == Field::year ? 1920 + dice.roll(100) : dice.roll(30));
    case Type::date:
      return random_date(dice);
    case Type::flag:
      return dice.chance(50) ? "yes" : "no";
  }
  return {};
}

constexpr auto usual = std::to_array({Field::film, Field::year, Field::kind, Field::album, Field::title, Field::date,
                                      Field::composer, Field::mood, Field::scene, Field::name});

/// How many in a hundred records say it.
std::size_t share_of(Field field) {
  if (field == Field::title || field == Field::film || field == Field::album) return 97;
  return std::ranges::find(usual, field) != usual.end() ? 50 : 1;
}

void state(Dice& dice, Statements& statements, Field field, Source source, Change change = replace) {
  auto& made = *statements.Add();
  made.set_field(row_of(field).number);
  made.set_source(source);
  made.set_change(change);
  const bool several = row_of(field).count == Count::many && dice.chance(40);
  if (change == empty) return;
  for (std::size_t i = several ? 2 : 1; i > 0; --i) made.add_values(value_of(dice, field));
}

void state_all(Dice& dice, Statements& statements, std::uint8_t level) {
  constexpr auto sources = std::to_array({inferred, path, tags, cue_file, reference, cue_sheet});
  for (const auto& row : fields) {
    const bool form = row.id == Field::name || row.id == Field::alias;
    if (form || (row.levels & level) == 0 || !dice.chance(share_of(row.id))) continue;
    state(dice, statements, row.id, dice.pick(sources));
    if (dice.chance(10)) state(dice, statements, row.id, dice.pick(sources));
    if (dice.chance(4)) state(dice, statements, row.id, curator, row.count == Count::many ? add : replace);
    if (dice.chance(2)) state(dice, statements, row.id, curator, empty);
  }
}

class Maker {
 public:
  explicit Maker(std::size_t tracks) : albums_(tracks / tracks_an_album), films_(albums_ / 3) {}

  std::vector<Record> make_all() {
    for (std::size_t i = 1; i <= films_; ++i) production_record(i);
    for (std::size_t i = 1; i <= albums_; ++i) album_record(i);
    for (std::size_t i = 1; i <= albums_ * 3; ++i) cue_record(i);
    for (std::size_t i = 0; i <= people; ++i) name_record(i);
    return std::move(records_);
  }

 private:
  Record& add_record(Kind kind, std::size_t number, std::uint8_t level) {
    records_.push_back(make(kind, number, {}));
    state_all(dice_, *records_.back().mutable_statements(), level);
    return records_.back();
  }

  void production_record(std::size_t number) { add_record(production, number, on_production); }

  void link_films(Record& record, bool with_how) {
    static const std::vector<std::string> hows{"score-of", "songs-from", "inspired-by", "compilation"};
    const auto share = dice_.roll(100);
    for (std::size_t i = share < 10 ? 0 : share < 85 ? 1 : 2; i > 0; --i)
      link(record, production, dice_.roll(films_) + 1, with_how ? dice_.pick(hows) : std::string());
  }

  void album_record(std::size_t number) {
    auto& made = add_record(album, number, on_album);
    link_films(made, true);
    if (dice_.chance(3)) made.add_remarks()->set_what("odd");
    if (dice_.chance(10)) made.add_pictures();
    for (std::size_t i = dice_.chance(3) ? 0 : tracks_an_album; i > 0; --i) track_of(made);
  }

  void track_of(Record& made) {
    auto& one = add_track(made, ++tracks_, {}, 1'000 * (20 + dice_.roll(400)));
    state_all(dice_, *one.mutable_statements(), on_track);
    auto& file = *made.mutable_files(made.files_size() - 1);
    file.set_container(dice_.chance(50) ? "FLAC" : "Ogg Vorbis");
    file.set_missing(dice_.chance(3));
    file.set_origin(static_cast<std::uint32_t>(made.origins_size()));
    auto& origin = *made.add_origins();
    origin.set_root(dice_.pick(roots));
    origin.set_path(fmt::format("{}/{:02} {}.flac", phrase(dice_, 2), dice_.roll(20), phrase(dice_, 3)));
    if (dice_.chance(10)) one.set_side("B");
    if (dice_.chance(10)) one.set_disc(2);
  }

  void cue_record(std::size_t number) {
    auto& made = add_record(cue, number, on_cue);
    link_films(made, false);
    for (std::size_t i = dice_.roll(4); i > 0; --i) link(made, track, dice_.roll(tracks_) + 1);
    if (dice_.chance(50)) made.mutable_timing()->set_in_ms(static_cast<std::int64_t>(dice_.roll(7'200'000)));
    if (dice_.chance(30)) made.mutable_timing()->set_duration_ms(static_cast<std::int64_t>(1'000 * dice_.roll(300)));
    static const std::vector<std::string> roles{"C", "CA", "A", "AR", "E"};
    for (std::size_t i = dice_.roll(3); i > 0; --i) {
      auto& party = *made.add_parties();
      party.set_role(dice_.pick(roles));
      party.set_name(form_of(dice_.roll(people)));
    }
  }

  void name_record(std::size_t person) {
    auto& made = add_record(name, person + 1, on_name);
    if (person == merged) return made.set_merged_into(2);
    say(*made.mutable_statements(), {{Field::name, form_of(person)}});
    if (person == 1) say(*made.mutable_statements(), {{Field::alias, form_of(merged)}});
    if (person % 3 == 0)
      say(*made.mutable_statements(), {{Field::alias, "Johnny " + last_names[person % last_names.size()]}});
    if (person % 20 == 0) say(*made.mutable_statements(), {{Field::alias, kana[person / 20 % kana.size()]}});
    if (person == namesake) say(*made.mutable_statements(), {{Field::note, "the younger"}});
  }

  Dice dice_{1958};
  std::size_t albums_, films_, tracks_ = 0;
  std::vector<Record> records_;
};

}  // namespace

std::vector<Record> random_archive(std::size_t tracks) {
  return Maker(tracks).make_all();
}

const std::vector<std::string>& title_words() {
  static const std::vector<std::string> all{
      "the",    "Main",    "Title",  "chase",    "Chasing",  "Chases",   "love",   "Loving", "Theme",     "murder",
      "Shower", "showers", "night",  "Last",     "Waltz",    "ride",     "Riding", "suite",  "Alternate", "Dream",
      "dreams", "river",   "And",    "not",      "O'Hara's", "Été",      "Straße", "Łódź",   "Дорога",    "любви",
      "Σκοπός", "植松",    "テーマ", "のテーマ", "dark",     "Sinister", "war",    "7",      "1M2",       "T2",
      "wonder", "cold",    "fire",   "Fires",    "firing",   "Source",   "unused", "Score",  "générique", "ﬁnal"};
  return all;
}

std::string random_date(Dice& dice) {
  auto text = std::to_string(1930 + dice.roll(90));
  if (dice.chance(70)) text += fmt::format("-{:02}", dice.roll(12) + 1);
  if (text.size() > 4 && dice.chance(70)) text += fmt::format("-{:02}", dice.roll(28) + 1);
  return text;
}

}  // namespace cuetheque
