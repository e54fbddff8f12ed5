#include "importer/cue_sheets/cue_sheet.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/resolve.h"
#include "core/vocabulary.h"

namespace cuetheque {
namespace {

using Values = std::vector<std::string>;

ParsedCueSheet parse(std::string_view text) {
  return parse_cue_sheet(text, "sheets/psycho.csv");
}

Values values(const Record& cue, Field field) {
  return resolve(cue.statements(), field).values;
}

Values of_production(const CueSheetDraft& sheet, Field field) {
  for (const auto& one : sheet.production.statements)
    if (one.field() == row_of(field).number) return {one.values().begin(), one.values().end()};
  return {};
}

std::string all_remarks(const ParsedCueSheet& parsed) {
  std::string text;
  for (const auto& one : parsed.remarks) text += one.position + ": " + one.what + " -> " + one.read_as + "\n";
  return text;
}

bool remarked(const ParsedCueSheet& parsed, std::string_view position, std::string_view what) {
  return std::ranges::any_of(parsed.remarks, [&](const Remark& one) {
    return one.position == position && one.what.find(what) != std::string::npos;
  });
}

constexpr std::string_view canonical =
    "Format,cuetheque-cuesheet/1\r\n"
    "Production Title,Psycho\r\n"
    "AKA,Psychose\r\n"
    "Production Type,Film\r\n"
    "Year,1960\r\n"
    "Country,US\r\n"
    "Production Company,Shamley Productions\r\n"
    "Director,Alfred Hitchcock\r\n"
    "Production Duration,01:49:00\r\n"
    "Total Music,00:03:15\r\n"
    "Frame Rate,24\r\n"
    "IMDb,tt0054215\r\n"
    "\r\n"
    "seq,cue_number,title,tc_in,tc_out,duration,usage,vocal,visual,origin,scene,performer,iswc,isrc,label,catalogue_"
    "number,track_number,"
    "role,name,ipi,society,share,notes\r\n"
    "1,1M1,Prelude,00:00:20:12,00:02:10:12,00:01:50,MT,I,B,X,,,T-034.524.680-1,US-RC1-76-07839,Varese,VSD-5765,1,C,"
    "Bernard "
    "Herrmann,00000000199,ASCAP,100.00,'=stays\r\n"
    ",,,,,,,,,,,,,,,,,E,Ensign Music,00123456790,BMI,100.00,\r\n"
    "2,2M3,The Murder,00:47:00,00:48:25,,BI,,,,shower,,,,,,,C,Bernard Herrmann,00000000199,ASCAP,100,\r\n"
    ",,,,,,,,,,,,,,,,,E,Ensign Music,00123456790,BMI,100,\r\n";

TEST(CueSheet, ReadsTheCanonicalSheet) {
  const auto parsed = parse(canonical);
  EXPECT_EQ(all_remarks(parsed), "");
  ASSERT_TRUE(parsed.sheet);
  const auto& sheet = *parsed.sheet;
  EXPECT_EQ(sheet.production.title, "Psycho");
  EXPECT_EQ(sheet.production.kind, "film");
  EXPECT_EQ(sheet.production.year, "1960");
  EXPECT_EQ(sheet.production.source, cue_sheet);
  EXPECT_EQ(of_production(sheet, Field::director), Values{"Alfred Hitchcock"});
  EXPECT_EQ(of_production(sheet, Field::imdb), Values{"tt0054215"});
  EXPECT_EQ(of_production(sheet, Field::note), Values{"AKA: Psychose"});
  EXPECT_EQ(of_production(sheet, Field::runtime), Values{"01:49:00"});
  EXPECT_EQ(of_production(sheet, Field::framerate), Values{"24"});
  EXPECT_EQ(sheet.sheet.path(), "sheets/psycho.csv");
  ASSERT_EQ(sheet.cues.size(), 2U);
  const auto& first = sheet.cues[0];
  EXPECT_EQ(first.kind(), cuetheque::cue);
  EXPECT_EQ(values(first, Field::title), Values{"Prelude"});
  EXPECT_EQ(values(first, Field::cue), Values{"1M1"});
  EXPECT_EQ(values(first, Field::usage), Values{"mt"});
  EXPECT_EQ(values(first, Field::vocal), Values{"instrumental"});
  EXPECT_EQ(values(first, Field::visual), Values{"background"});
  EXPECT_EQ(values(first, Field::origin), Values{"commissioned"});
  EXPECT_EQ(values(first, Field::iswc), Values{"T-034.524.680-1"});
  EXPECT_EQ(values(first, Field::isrc), Values{"USRC17607839"});
  EXPECT_EQ(values(first, Field::composer), Values{"Bernard Herrmann"});
  EXPECT_EQ(values(first, Field::note), Values{"=stays"});
  EXPECT_EQ(first.timing().in_ms(), 20'500);
  EXPECT_EQ(first.timing().duration_ms(), 110'000);
  EXPECT_EQ(first.timing().sequence(), 1U);
  ASSERT_EQ(first.parties_size(), 2);
  EXPECT_EQ(first.parties(1).role(), "E");
  EXPECT_EQ(first.parties(1).name(), "Ensign Music");
  EXPECT_EQ(first.parties(1).share(), "100.00");
  EXPECT_EQ(first.origins(0).path(), "sheets/psycho.csv");
  EXPECT_EQ(values(first, Field::label), Values{"Varese"});
  EXPECT_EQ(values(first, Field::catalognumber), Values{"VSD-5765"});
  EXPECT_EQ(values(first, Field::recordtrack), Values{"1"});
}

TEST(CueSheet, UsageCodesAlsoSayVoiceAndPicture) {
  const auto parsed = parse(canonical);
  const auto& murder = parsed.sheet->cues.at(1);
  EXPECT_EQ(values(murder, Field::usage), Values{"bi"});
  EXPECT_EQ(values(murder, Field::vocal), Values{"instrumental"});
  EXPECT_EQ(values(murder, Field::visual), Values{"background"});
  EXPECT_EQ(murder.timing().duration_ms(), 85'000);
  EXPECT_EQ(murder.parties(0).share(), "100.00");
  for (const auto& one : murder.statements()) {
    EXPECT_EQ(one.source(), cue_sheet);
    EXPECT_EQ(one.origins_size(), 1);
  }
}

struct UsageCase {
  const char* written;
  const char* usage;
  const char* vocal;
  const char* visual;
};

constexpr UsageCase usages[] = {
    {"BV", "bv", "vocal", "background"},
    {"VI", "vi", "instrumental", "visual"},
    {"vv", "vv", "vocal", "visual"},
    {"FI", "fi", "instrumental", ""},
    {"ET", "et", "", ""},
    {"Logo", "logo", "", ""},
    {"SRC", "source", "", ""},
    {"T", "theme", "", ""},
    {"BI - background instrumental", "bi", "instrumental", "background"},
    {"Featured", "feature", "", ""},
    {"Background", "background", "", "background"},
};

std::string first_of(const Values& all) {
  return all.empty() ? "" : all.front();
}

TEST(CueSheet, MapsUsages) {
  for (const auto& one : usages) {
    const auto parsed = parse(std::string("title,usage\nX,") + one.written + "\n");
    ASSERT_TRUE(parsed.sheet);
    const auto& cue = parsed.sheet->cues.at(0);
    EXPECT_EQ(first_of(values(cue, Field::usage)), one.usage) << one.written;
    EXPECT_EQ(first_of(values(cue, Field::vocal)), one.vocal) << one.written;
    EXPECT_EQ(first_of(values(cue, Field::visual)), one.visual) << one.written;
  }
}

TEST(CueSheet, ReadsAWideFormWithOtherSeparatorsAndNames) {
  const auto parsed = parse(
      "Production Title:;Vertigo;;Production Company:;Paramount\n"
      "Seq #;Cue #;Music Title;Type of Use;Music Duration;Composer %;PRO affiliation;Publisher\n"
      "1;1M1;Prelude;BI;2:58;Bernard Herrmann 100%;ASCAP;Famous Music (ASCAP) 50 / Ensign 50,00%\n");
  ASSERT_TRUE(parsed.sheet) << all_remarks(parsed);
  EXPECT_EQ(parsed.sheet->production.title, "Vertigo");
  EXPECT_EQ(of_production(*parsed.sheet, Field::studio), Values{"Paramount"});
  const auto& cue = parsed.sheet->cues.at(0);
  ASSERT_EQ(cue.parties_size(), 3);
  EXPECT_EQ(cue.parties(0).role(), "C");
  EXPECT_EQ(cue.parties(0).name(), "Bernard Herrmann");
  EXPECT_EQ(cue.parties(0).society(), "ASCAP");
  EXPECT_EQ(cue.parties(0).share(), "100.00");
  EXPECT_EQ(cue.parties(1).name(), "Famous Music");
  EXPECT_EQ(cue.parties(1).society(), "ASCAP");
  EXPECT_EQ(cue.parties(2).name(), "Ensign");
  EXPECT_EQ(cue.parties(2).share(), "50.00");
  EXPECT_EQ(cue.timing().duration_ms(), 178'000);
}

TEST(CueSheet, ReadsSceneMoodAndThemeInPlainTables) {
  const auto parsed =
      parse("title\ttc_in\tscene\tmood\ttheme\nThe Chase\t0:10\tchase; car chase\tsinister / tense\tDies irae\n");
  ASSERT_TRUE(parsed.sheet);
  const auto& cue = parsed.sheet->cues.at(0);
  EXPECT_EQ(values(cue, Field::scene).at(0), "chase");
  EXPECT_EQ(values(cue, Field::mood), (Values{term_id(Field::mood, "sinister"), "tense"}));
  EXPECT_EQ(values(cue, Field::theme), Values{"Dies irae"});
  EXPECT_EQ(parsed.sheet->production.title, "psycho");
  EXPECT_EQ(parsed.sheet->production.source, cuetheque::path);
  EXPECT_TRUE(remarked(parsed, "", "no Production Title"));
}

TEST(CueSheet, ANamedEpisodeIsAProductionOfItsOwn) {
  const auto parsed = parse(
      "Series Title,Batman\nSeason,1\nEpisode Title,Hi Diddle Riddle\nAir Date,1966-01-12\n\ntitle,usage\nX,BI\n");
  EXPECT_EQ(parsed.sheet->production.title, "Batman: Hi Diddle Riddle");
  EXPECT_EQ(parsed.sheet->production.year, "1966");
}

constexpr std::string_view header =
    "seq,cue_number,title,tc_in,tc_out,duration,usage,origin,role,name,ipi,society,share\n";

struct Rule {
  const char* above;
  const char* rows;
  const char* position;
  const char* what;
};

// FORMATS.md C.5; the table's header is line 4.
constexpr Rule rules[] = {
    {"", "1,1M1,A,0:00,1:00,1:00,BI,,C,X,00000000199,ASCAP,90\n", "line 5", "error: writer shares make 90.00"},
    {"", "1,1M1,A,0:00,1:00,1:00,BI,,C,X,00000000199,ASCAP,100\n,,,,,,,,E,Y,00000000199,BMI,120\n", "line 5",
     "error: publisher shares make 120.00"},
    {"", "1,1M1,A,0:00,1:00,1:00,BI,,C,X,00000000199,ASCAP,50\n,,,,,,,,E,Y,00000000199,BMI,50\n", "line 5",
     "together make 100"},
    {"", "1,1M1,A,0:00,1:00,1:00,BI,,C,X,00000000199,ASCAP,100\n", "line 5", "warning: no publisher"},
    {"", "1,1M1,A,1:00,0:30,,BI,,C,X,,,\n", "line 5", "error: out 00:00:30 is not after in 00:01:00"},
    {"", "1,1M1,A,0:00,1:00,0:30,BI,,C,X,,,\n", "line 5", "warning: duration 00:00:30, but 00:01:00"},
    {"", "1,1M1,A,5:00,6:00,,BI,,C,X,,,\n2,1M2,B,4:00,4:30,,BI,,C,X,,,\n", "line 6", "before that of the cue above"},
    {"", "1,1M1,A,5:00,6:00,,BI,,C,X,,,\n2,1M2,B,5:30,7:00,,BI,,C,X,,,\n", "line 6",
     "overlaps the cue above by 30000 ms"},
    {"Production Duration,0:50", "1,1M1,A,0:00,1:00,,BI,,C,X,,,\n", "line 5",
     "error: cues last 00:01:00, the production 00:00:50"},
    {"Production Duration,10:00", "1,1M1,A,11:00,12:00,,BI,,C,X,,,\n", "line 5", "error: 00:12:00 is beyond the end"},
    {"Total Music,5:00", "1,1M1,A,0:00,1:00,,BI,,C,X,,,\n", "line 5", "warning: total music 00:05:00"},
    {"", "1,1M1,,0:00,1:00,,BI,,C,X,,,\n", "line 5", "error: no title"},
    {"", "1,1M1,A,0:00,1:00,,,,C,X,,,\n", "line 5", "error: no usage"},
    {"", "1,1M1,A,0:00,,,BI,,C,X,,,\n", "line 5", "error: no duration"},
    {"", "1,1M1,A,0:00,1:00,,BI,,E,X,,,\n", "line 5", "error: no writer"},
    {"", "1,1M1,A,0:00,1:00,,BI,,C,X,,,\n", "line 5", "warning: no society or IPI for X"},
    {"", "1,1M1,A,0:00,1:00,,BI,,C,X,00000000198,ASCAP,\n", "line 5", "warning: IPI '00000000198' is not right"},
    {"", "1,1M1,A,0:00,1:00,,BI,L,C,X,,,\n", "line 5", "warning: library music needs"},
    {"", "1,1M1,A,0:00,1:00,,BI,,C,X,,,\n2,1m01,B,2:00,3:00,,BI,,C,X,,,\n", "line 6",
     "warning: cue number 1m01 already stands on line 5"},
    {"", "1,1M1,A,0:00,1:00,,XYZ,,C,X,,,\n", "line 5", "warning: usage 'XYZ' is not known"},
    {"", "1,one,A,0:00,1:00,,BI,,C,X,,,\n", "line 5", "warning: cue number 'one'"},
    {"", "1,1M1,A,soon,1:00,,BI,,C,X,,,\n", "line 5", "error: in 'soon' is not a time"},
    {"", "1,1M1,A,0:00,1:00,,BI,,C,X,,,half\n", "line 5", "error: share 'half' is not a percentage"},
    {"", "1,1M1,A,0:00,1:00,,BI,,Z9,X,,,\n", "line 5", "warning: role 'Z9' is not known"},
    {"", "1,1M1,A,0:00,1:00,,BI,,C,,00000000199,,\n", "line 5", "error: a party without a name"},
    {"", "1,1M1,A,0:00,1:00,,BI,,C,X,,,\n2,1M2,B,1,1,1,1,1,1,1,1,1,1,1,extra\n", "line 6",
     "error: 15 cells under 13 columns"},
    {"Frame Rate,fast", "1,1M1,A,0:00,1:00,,BI,,C,X,,,\n", "line 2", "warning: frame rate 'fast'"},
    {"EIDR,10.5240/1", "1,1M1,A,0:00,1:00,,BI,,C,X,,,\n", "line 2", "warning: EIDR '10.5240/1' is not right"},
};

// RELIABILITY.md D14
TEST(CueSheet, ChecksTheRulesAndNamesTheLine) {
  for (const auto& one : rules) {
    const auto text = std::string("Production Title,P\n") + one.above + "\n\n" + std::string(header) + one.rows;
    const auto parsed = parse(text);
    ASSERT_TRUE(parsed.sheet) << one.what;
    EXPECT_TRUE(remarked(parsed, one.position, one.what)) << one.rows << all_remarks(parsed);
  }
}

TEST(CueSheet, OffersTheHourTapesStartAt) {
  const auto sheet = [](std::string_view label) {
    return fmt::format(
        "Production Title,P\nProduction Duration,0:50:00\n{}\n\n{}"
        "1,1M1,A,01:00:10,01:01:00,,BI,,C,X,,,\n2,1M2,B,01:49:00,01:49:30,,BI,,C,X,,,\n",
        label, header);
  };
  const auto offered = "warning: all cues lie after 01:00:00";
  EXPECT_TRUE(remarked(parse(sheet("")), "line 6", offered));
  EXPECT_FALSE(remarked(parse(sheet("Timecode Start,01:00:00:00")), "line 6", offered));
  const auto said = parse_cue_sheet(sheet(""), "p.csv", {{}, std::chrono::hours(1)});
  EXPECT_EQ(of_production(*said.sheet, Field::tcstart), Values{"01:00:00"});
  EXPECT_EQ(all_remarks(said).find("beyond"), std::string::npos) << all_remarks(said);
  EXPECT_EQ(all_remarks(said).find(offered), std::string::npos);
  const auto other = parse_cue_sheet(sheet(""), "p.csv", {{}, std::chrono::hours(0)});
  EXPECT_TRUE(remarked(other, "line 6", "01:01:00 is beyond the end")) << all_remarks(other);
}

TEST(CueSheet, DoublesSharesOnACombinedBasis) {
  const auto parsed = parse(std::string(header) + "1,1M1,A,0:00,1:00,1:00,BI,,C,X,,,50\n,,,,,,,,E,Y,,,50\n");
  EXPECT_EQ(parsed.sheet->cues.at(0).parties(0).share(), "100.00");
  EXPECT_EQ(parsed.sheet->cues.at(0).parties(1).share(), "100.00");
}

TEST(CueSheet, RepeatedRowsAreFurtherPartiesOfOneCue) {
  const auto parsed = parse("title,duration,role,name\nA,1:00,C,X\nA,1:00,Composer/Author,Y\nB,2:00,C,X\n");
  ASSERT_EQ(parsed.sheet->cues.size(), 2U);
  EXPECT_EQ(values(parsed.sheet->cues[0], Field::composer), (Values{"X", "Y"}));
  EXPECT_EQ(parsed.sheet->cues[0].parties(1).role(), "CA");
}

// RELIABILITY.md D2
TEST(CueSheet, RefusesOtherTables) {
  std::string endless = "title,usage\n";
  for (int i = 0; i <= 20'000; ++i) endless += "X,BI\n";
  const char* const others[] = {"",
                                endless.c_str(),
                                "a,b\n1,2\n",
                                "name,share\nX,50\n",
                                "album,title,duration\nVertigo,Prelude,2:58\n",
                                "title,usage\n",
                                "title\nX\n",
                                "id,title,artist\nT1,X,Y\n",
                                "\"",
                                "\n\n\n"};
  for (const auto* text : others) {
    const auto parsed = parse(text);
    EXPECT_FALSE(parsed.sheet) << text;
    ASSERT_EQ(parsed.remarks.size(), 1U) << text;
    EXPECT_TRUE(parsed.remarks[0].failed);
    EXPECT_NE(parsed.remarks[0].what.find("cue sheet"), std::string::npos);
  }
  EXPECT_NE(parse("id,title,artist\n").remarks[0].what.find("id,title,artist"), std::string::npos);
}

struct BadSheet {
  const char* row;
  std::string text;
  const char* position;  ///< of a remark; empty = none asked for
  const char* what;
  std::size_t cues;
};

// One bad row is left out alone, and the others are read.
TEST(CueSheet, SurvivesBadRows) {
  const std::string start = "title,usage,duration,share,role,name\n";
  const std::string wide(5000, ',');
  const BadSheet sheets[] = {
      {"D1", start + "\"A,BI\nB,BI,1:00,,,\n", "line 2", "never closed", 1},
      {"D2 wide", start + "A,BI" + wide + "\nB,BI,1:00,,,\n", "line 2", "more than 4096 cells", 1},
      {"D2 ragged", start + "A,BI\nB,BI,1:00,,,,,x\nC,BI,1:00,,,\n", "line 3", "cells under", 2},
      {"D2 twice", "title,title,usage\nA,B,BI\n", "", "", 1},
      {"D3 NUL", start + std::string("A\0x,BI\n", 7) + "B,BI,1:00,,,\n", "line 2", "NUL", 1},
      {"D3 BOM", "\xEF\xBB\xBF" + start + "A,BI,1:00,,,\n", "", "", 1},
      {"D5 time", start + "A,BI,99999999999999999999:00,,,\n", "line 2", "is not a time", 1},
      {"D5 share", start + "A,BI,1:00,1e400,C,X\n", "line 2", "is not a percentage", 1},
      {"D5 share", start + "A,BI,1:00,18446744073709551616,C,X\n", "line 2", "share", 1},
      {"D7", start + "A\xC0\xAF,BI,1:00,,,\n", "", "encoding", 1},
      {"D10", start + "A,BI,1:00,,,\nB,B", "line 3", "no duration", 2},
      {"D15", start + std::string(100'000, 'x') + ",BI,1:00,,,\n", "", "", 1},
  };
  for (const auto& one : sheets) {
    const auto parsed = parse(one.text);
    ASSERT_TRUE(parsed.sheet) << one.row << all_remarks(parsed);
    EXPECT_EQ(parsed.sheet->cues.size(), one.cues) << one.row;
    const bool said = std::ranges::any_of(parsed.remarks, [&](const Remark& remark) {
      return remark.position == one.position && remark.what.find(one.what) != std::string::npos;
    });
    EXPECT_TRUE(said || *one.what == '\0') << one.row << "\n" << all_remarks(parsed);
  }
}

std::string repeated(std::size_t times, std::string_view text) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

// Each of these took minutes once, or more than a number holds.
TEST(CueSheet, IsBounded) {
  const auto parties = parse("title,usage,composer\nA,BI,\"" + repeated(100'000, "x 9999\n") + "\"\n");
  EXPECT_EQ(parties.sheet.value().cues.at(0).parties_size(), 999);
  EXPECT_TRUE(remarked(parties, "line 2", "more than 999 parties")) << all_remarks(parties);
  const auto rows = parse("seq,title,usage,role,name,share\n" + repeated(5'000, "1,A,BI,C,x,9999\n"));
  EXPECT_TRUE(remarked(rows, "line 2", "writer shares make 9989001.00")) << all_remarks(rows);
  std::string themes;
  for (int i = 0; i < 100'000; ++i) themes += fmt::format("{};", i);
  const auto values_of_one = parse("title,usage,theme\nA,BI," + themes + "\n");
  EXPECT_EQ(values(values_of_one.sheet.value().cues.at(0), Field::theme).size(), 1'000U);
  EXPECT_FALSE(parse("title,usage" + std::string(255, ',') + "\nA,BI\n").sheet) << "257 columns";
  const auto labels = repeated(90, repeated(2'000, "ISAN:,0123456789,") + "\n");
  EXPECT_TRUE(parse("Production Title,X\n" + labels + "title,usage\nA,BI\n").sheet);
  const auto film =
      parse("Film," + std::string(500'000, 'x') + "\ntitle,usage,film\n" + repeated(10'000, "A,BI,Y\n") + "A,BI\n");
  EXPECT_EQ(film.sheet.value().cues.size(), 1U);
}

// RELIABILITY.md D3
TEST(CueSheet, ReadsUtf16AndSaysWhatItGuessed) {
  const auto western = parse("title,usage\nPr\xE9lude,BI\n");
  EXPECT_EQ(values(western.sheet->cues.at(0), Field::title), Values{"Prélude"});
  EXPECT_TRUE(remarked(western, "", "encoding not stated"));
  std::string wide("\xFF\xFE", 2);
  for (const char c : std::string_view("title;usage\nX;BI\n")) (wide += c) += '\0';
  EXPECT_TRUE(parse(wide).sheet);
}

}  // namespace
}  // namespace cuetheque
