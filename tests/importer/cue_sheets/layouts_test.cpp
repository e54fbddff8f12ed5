// FORMATS.md C.6 and C.7: the layouts in real use, each read into the same facts.
#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/resolve.h"
#include "importer/cue_sheets/cue_sheet.h"

namespace cuetheque {
namespace {

std::string said(const Record& cue, Field field) {
  return fmt::format("{}", fmt::join(resolve(cue.statements(), field).values, "; "));
}

/// "1M1 Prelude 178s mt (instrumental, background, commissioned) by X; on VSD 1 3" and a word for each party.
std::string line_of(const Record& cue) {
  std::string line;
  const auto add = [&](std::string_view before, const std::string& text) {
    if (!text.empty()) line += fmt::format("{}{}{}", line.empty() ? "" : " ", before, text);
  };
  add("", said(cue, Field::cue));
  add("", said(cue, Field::title));
  if (cue.timing().has_in_ms()) add("in ", std::to_string(cue.timing().in_ms() / 1000));
  if (cue.timing().has_duration_ms()) add("for ", std::to_string(cue.timing().duration_ms() / 1000));
  for (const auto field : {Field::usage, Field::vocal, Field::visual, Field::origin}) add("", said(cue, field));
  add("by ", said(cue, Field::performer));
  for (const auto field : {Field::isrc, Field::iswc, Field::tunecode}) add("", said(cue, field));
  add("on ", said(cue, Field::label));
  add("", said(cue, Field::catalognumber));
  add("track ", said(cue, Field::recordtrack));
  add("note ", said(cue, Field::note));
  for (const auto& party : cue.parties())
    add("| ", fmt::format("{} {} {} {}", party.role(), party.name(), party.society(), party.share()));
  return line;
}

struct Layout {
  const char* name;
  std::string text;
  std::string production;
  std::vector<std::string> cues;
};

const Layout layouts[] = {
    {"the common sheet's export: labels that end in a colon, a row for each party",
     "Production Company:,Paramount,,Network/Station:,,\n"
     "Production Title:,Vertigo,,Episode Number:,,\n"
     "\n"
     "Seq #,Music Title,Music Duration,Music Source,Music Performer,Music Interested Party Role,Name of Music "
     "Interested Party,IPI,Society,Share %\n"
     "1,Prelude,00:02:58,Specially Commissioned,,Composer,Bernard Herrmann,199,ASCAP,100\n"
     ",,,,,Original Publisher,Famous Music,123456790,ASCAP,100\n"
     "2,Poème,00:01:00,Pre-existing,Les Paul,Composer/Author,Ernest Chausson,,,100%\n",
     "Vertigo",
     {"Prelude for 178 commissioned | C Bernard Herrmann ASCAP 100.00 | E Famous Music ASCAP 100.00",
      "Poème for 60 pre-existing by Les Paul | CA Ernest Chausson  100.00"}},
    {"US agency form: a column for the cue's name and one for the song's title, shares beside the names",
     "Seq #,Cue #,Cue name,Song title,Artist/Master licensor,Composer %,PRO affiliation,Publisher %,PRO "
     "affiliation,Type of use,Duration\n"
     "1,1M1,Prelude,,,Bernard Herrmann 100%,ASCAP,Famous Music 100%,ASCAP,BI,2:58\n"
     "2,1M2,,Que Sera,Doris Day / Columbia,Jay Livingston 50%; Ray Evans 50%,ASCAP,Jay Livingston Music 100%,ASCAP,VV,"
     "0:45\n"
     "3,1M3,Bar,Moon River,,Henry Mancini 100%,ASCAP,,,BV,1:00\n",
     "sheet",
     {"1M1 Prelude for 178 bi instrumental background | C Bernard Herrmann ASCAP 100.00 | E Famous Music ASCAP 100.00",
      "1M2 Que Sera for 45 vv vocal visual by Doris Day; Columbia | C Jay Livingston  50.00 | C Ray Evans  50.00 | E "
      "Jay "
      "Livingston Music ASCAP 100.00",
      "1M3 Bar for 60 bv vocal background note Title: Moon River | C Henry Mancini ASCAP 100.00"}},
    {"BBC Silvermouse",
     "Cue title\tComposer\tArranger\tPublisher\tPerformer (+Featured)\tRecord/Video label\tMusic origin\tRecord cat.\t"
     "ISRC\tTunecode\tUse\tUsage description\tRestrictions\tDuration\tTimecode\n"
     "Opening\tGeorge Fenton\t\tShogun (PRS) 100\tBBC NOW\tBBC\tX\tBBCCD1\tGBAYE0200770\t1234567A\tS\t\t\t0'30\t"
     "10:00:05\n"
     "Walk\tEric Satie\tJohn Adams\t\t\tKPM\tL\tKPM 12\t\t\tBackground\tunder speech\t\t00:00:20\t10:01:00\n",
     "sheet",
     {"Opening in 36005 for 30 signature-tune commissioned by BBC NOW GBAYE0200770 1234567A on BBC BBCCD1 | C George "
      "Fenton   "
      "| "
      "E Shogun PRS 100.00",
      "Walk in 36060 for 20 background background library on KPM KPM 12 note under speech | C Eric Satie   | AR John "
      "Adams  "}},
    {"APRA AMCOS",
     "\xEF\xBB\xBFSong title;Composer;Performer;Publisher;Record label;Catalogue no.;Track no.;Duration;Work "
     "origin;Vocal/Instrumental/Mix;Usage type\r\n"
     "MY SHOW (BACKGROUND);Jo Writer;;;;;;12:30;Specially commissioned;I;\r\n"
     "Waltzing Matilda;Banjo Paterson / Marie Cowan;Slim Dusty;Allan;EMI;TCEMI 1;4;0:40;Commercial;V;Featured\r\n",
     "sheet",
     {"MY SHOW (BACKGROUND) for 750 background instrumental background commissioned | C Jo Writer  ",
      "Waltzing Matilda for 40 feature vocal pre-existing by Slim Dusty on EMI TCEMI 1 track 4 | C Banjo Paterson   | "
      "C "
      "Marie Cowan   | E Allan  "}},
    {"NCB: minutes and seconds, last names",
     "Song title,Artist,Composers,Min,Sec,Track type\n"
     "Prelude,,Herrmann,2,58,Commissioned\n"
     "Duel,Orchestra,Morricone/Nicolai,0,7,Library music\n"
     "Hit,Band,Andersson/Ulvaeus,,50,Existing\n",
     "sheet",
     {"Prelude for 178 commissioned | C Herrmann  ", "Duel for 7 library by Orchestra | C Morricone   | C Nicolai  ",
      "Hit for 50 pre-existing by Band | C Andersson   | C Ulvaeus  "}},
    {"wide, with society and share in one cell",
     "Cue #;Title;In;Out;Usage;Writer(s)/Composer(s);Publisher(s)\n"
     "1M1;Prelude;00:00:10;00:01:10;MT;Bernard Herrmann (ASCAP) 100%;Famous Music [ASCAP] 50,00% / Ensign (BMI) 50\n",
     "sheet",
     {"1M1 Prelude in 10 for 60 mt | CA Bernard Herrmann ASCAP 100.00 | E Famous Music ASCAP 50.00 | E Ensign BMI "
      "50.00"}},
    {"DDEX: ISO 8601 durations, ISWC without punctuation",
     "Title,CueStartTime,CueDuration,ISRC,ISWC,CueUseType\n"
     "Prelude,PT1M20S,PT2M58S,USRC17607839,T0345246801,OnScreenMusic\n",
     "sheet",
     {"Prelude in 80 for 178 source USRC17607839 T-034.524.680-1"}},
    {"a spreadsheet's habits: sep= line, guarded cells, spaces, days",
     "sep=;\r\nProduction Title;'=Vertigo\r\n\r\n cue # ;TITLE;Dur.;use\r\n1M1; '+ Prelude ;0,00206019;bi\r\n",
     "=Vertigo",
     {"1M1 + Prelude for 178 bi instrumental background"}},
};

TEST(CueSheetLayouts, AreReadIntoTheSameFacts) {
  for (const auto& layout : layouts) {
    const auto parsed = parse_cue_sheet(layout.text, "sheet.csv");
    ASSERT_TRUE(parsed.sheet) << layout.name << ": " << parsed.remarks.front().what;
    EXPECT_EQ(parsed.sheet->production.title, layout.production) << layout.name;
    std::vector<std::string> cues;
    for (const auto& cue : parsed.sheet->cues) cues.push_back(line_of(cue));
    EXPECT_EQ(cues, layout.cues) << layout.name;
  }
}

/// What the sheet said stays beside what it means (FORMATS.md C.4).
TEST(CueSheetLayouts, KeepTheOriginalUsage) {
  const auto parsed = parse_cue_sheet("title,usage\nX,BI - underscore\n", "sheet.csv");
  const auto& said = parsed.sheet->cues.at(0).statements();
  const auto usage = std::ranges::find(said, row_of(Field::usage).number, &Statement::field);
  ASSERT_NE(usage, said.end());
  EXPECT_EQ(usage->values(0), "bi");
  EXPECT_EQ(usage->as_written(), "BI - underscore");
}

}  // namespace
}  // namespace cuetheque
