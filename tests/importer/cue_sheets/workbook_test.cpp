#include "importer/cue_sheets/workbook.h"

#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/resolve.h"
#include "importer/cue_sheets/cell_styles.h"
#include "importer/cue_sheets/cue_sheet.h"
#include "importer/packed/zip.h"
#include "tests/importer/cue_sheets/make_workbook.h"

namespace cuetheque {
namespace {

using test::Parts;
using test::workbook_of;
using test::zip_of;

std::string joined(const Workbook& workbook) {
  std::string text = workbook.problem;
  for (const auto& sheet : workbook.sheets)
    for (const auto& row : sheet) text += fmt::format("{}: {}\n", row.line, fmt::join(row.cells, "|"));
  return text;
}

std::string inline_cell(std::string_view text) {
  return fmt::format("<c t='inlineStr'><is><t>{}</t></is></c>", text);
}

const Parts with_styles = {
    {"xl/sharedStrings.xml",
     "<sst><si><t>Prelude</t></si><si><r><t>Roof</t></r><r><rPr/><t>top</t></r><rPh><t>no</t></rPh></si></sst>"},
    {"xl/styles.xml",
     "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='[h]:mm:ss;@'/><numFmt numFmtId='165' "
     "formatCode='[$-409]d&quot;. of &quot;mmm yyyy'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='21'/>"
     "<xf numFmtId='20'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='9'/></cellXfs></styleSheet>"}};

TEST(Workbook, ReadsCellsOfEveryKind) {
  const auto book = workbook_of(
      {"<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>99</v></c></row>"
       "<row r='3'><c r='B3'><v>100</v></c><c r='D3' t='str'><f>A1</f><v>Finale</v></c><c r='E3' t='b'><v>1</v></c>"
       "<c r='F3' t='e'><v>#REF!</v></c></row>"
       "<row>" +
           inline_cell("a") + inline_cell("b &amp; c") + "</row>",
       "<row r='2'><c r='A2' s='1'><v>1.5624999999999999E-3</v></c><c r='B2' s='2'><v>6.25E-2</v></c><c r='C2' "
       "s='3'><v>1.0416666666666667</v></c><c r='D2' s='4'><v>21314</v></c><c r='E2' s='5'><v>0.5</v></c><c r='F2' "
       "s='77'><v>33.33</v></c></row>"},
      with_styles);
  EXPECT_EQ(joined(read_workbook(book)),
            "1: Prelude|Rooftop\n3: |100||Finale|TRUE\n4: a|b & c\n2: 00:02:15|1:30|25:00:00|1958-05-09|50%|33.33\n");
}

TEST(Workbook, ReadsPrefixedNamesAndDaysSince1904) {
  const Parts parts = {
      {"xl/workbook.xml", "<x:workbook xmlns:x='u'><x:workbookPr date1904='1'/><x:sheets/></x:workbook>"},
      {"xl/styles.xml", "<x:styleSheet><x:cellXfs><x:xf numFmtId='14'/></x:cellXfs></x:styleSheet>"},
      {"xl/worksheets/sheet1.xml",
       "<x:worksheet><x:sheetData><x:row r='7'><x:c r='A7' s='0'><x:v>19852</x:v></x:c>"
       "</x:row></x:sheetData></x:worksheet>"}};
  EXPECT_EQ(joined(read_workbook(zip_of(parts))), "7: 1958-05-09\n");
}

TEST(CellStyles, AreToldByTheirCodes) {
  const std::pair<const char*, CellStyle> codes[] = {{"General", CellStyle::number},
                                                     {"0.00", CellStyle::number},
                                                     {"0%", CellStyle::percent},
                                                     {"hh:mm:ss", CellStyle::clock},
                                                     {"[mm]:ss.0", CellStyle::clock},
                                                     {"h:mm AM/PM", CellStyle::clock_without_seconds},
                                                     {"dd/mm/yyyy", CellStyle::date},
                                                     {"yyyy-mm-dd hh:mm", CellStyle::date_and_clock},
                                                     {"[Red]0.00", CellStyle::number},
                                                     {"\"days\" 0", CellStyle::number},
                                                     {"\\h0", CellStyle::number},
                                                     {"mmm", CellStyle::number},
                                                     {"[$-F400]h:mm:ss", CellStyle::clock},
                                                     {"\"", CellStyle::number},
                                                     {"[", CellStyle::number},
                                                     {"", CellStyle::number}};
  for (const auto& [code, style] : codes) EXPECT_EQ(style_of_code(code), style) << code;
}

TEST(CellStyles, ShowNumbersInFull) {
  EXPECT_EQ(styled("1.2345679E8", CellStyle::number, false), "123456790");
  EXPECT_EQ(styled("1E-5", CellStyle::number, false), "0.00001");
  EXPECT_EQ(styled("0.00156250", CellStyle::clock, false), "00:02:15");
  EXPECT_EQ(styled("5.7870370370370373E-6", CellStyle::clock, false), "00:00:00.500");
  EXPECT_EQ(styled("-1", CellStyle::clock, false), "-1");
  EXPECT_EQ(styled("1E300", CellStyle::date, false), "1e+300");
  EXPECT_EQ(styled("text", CellStyle::date, false), "text");
}

/// The same facts as from a CSV of the same cells; the first sheet that is a cue sheet counts.
TEST(CueSheetWorkbook, IsACueSheet) {
  const auto book =
      workbook_of({"<row r='1'>" + inline_cell("Invoice") + "</row>",
                   "<row r='1'>" + inline_cell("Production Title:") + inline_cell("Vertigo") + "</row><row r='3'>" +
                       inline_cell("Cue #") + inline_cell("Title") + inline_cell("Duration") + inline_cell("Usage") +
                       inline_cell("Composer") + "</row><row r='4'>" + inline_cell("1M1") +
                       "<c t='s'><v>0</v></c><c s='1'><v>2.0601851851851853E-3</v></c>" + inline_cell("BI") +
                       inline_cell("Bernard Herrmann (ASCAP) 100%") + "</row><row r='5'>" + inline_cell("1M2") +
                       inline_cell("Rooftop") + inline_cell("soon") + "</row>"},
                  with_styles);
  const auto parsed = parse_cue_sheet(book, "v.xlsx");
  ASSERT_TRUE(parsed.sheet) << parsed.remarks.front().what;
  EXPECT_EQ(parsed.sheet->production.title, "Vertigo");
  ASSERT_EQ(parsed.sheet->cues.size(), 2U);
  EXPECT_EQ(parsed.sheet->cues[0].timing().duration_ms(), 178'000);
  EXPECT_EQ(resolve(parsed.sheet->cues[0].statements(), Field::title).first(), "Prelude");
  EXPECT_EQ(parsed.sheet->cues[0].parties(0).society(), "ASCAP");
  EXPECT_TRUE(std::ranges::any_of(parsed.remarks, [](const Remark& remark) {
    return remark.position == "row 5" && remark.what == "error: duration 'soon' is not a time";
  }));
}

struct Bad {
  const char* name;
  std::string bytes;
  const char* what;
};

/// RELIABILITY.md D: bombs and ruins are refused with their reason, and nothing outside the file is read.
TEST(CueSheetWorkbook, RefusesWhatIsNone) {
  const std::string big(20U << 20U, ' ');
  std::string again, many;
  for (int i = 0; i < 1000; ++i) again += i % 250 == 0 ? "</row><row><c t='s'><v>0</v></c>" : "<c t='s'><v>0</v></c>";
  for (int i = 0; i < 3'000'000 / 8; ++i) many += "<c r='A1'/>";
  const Parts entities = {
      {"xl/workbook.xml", "<workbook/>"},
      {"xl/worksheets/sheet1.xml",
       "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b SYSTEM 'file:///etc/hostname'>]><worksheet><sheetData><row><c "
       "t='str'><v>&a;&b;</v></c></row></sheetData></worksheet>"}};
  const auto good = workbook_of({"<row>" + inline_cell("Title") + inline_cell("Usage") + "</row>"});
  const Bad all[] = {
      {"bomb", workbook_of({big}), "unpacks to more than 8 MiB"},
      {"strings used again and again",
       workbook_of({"<row>" + again + "</row>"},
                   {{"xl/sharedStrings.xml", "<sst><si><t>" + std::string(60'000, 'x') + "</t></si></sst>"}}),
       "of text"},
      {"cells", workbook_of({"<row>" + many + "</row>"}), "no row of its sheets"},
      {"columns", workbook_of({"<row><c r='XFD1' t='str'><v>x</v></c><c r='ZZZZZ1' t='str'><v>x</v></c></row>"}),
       "no row of its sheets"},
      {"entities", zip_of(entities), "no row of its sheets"},
      {"no workbook", zip_of({{"word/document.xml", "<x/>"}}), "holds no workbook"},
      {"no sheets", workbook_of({}), "without sheets"},
      {"no XML", workbook_of({}, {{"xl/worksheets/sheet9.xml", "<<<<"}}), "no row of its sheets"},
      {"cut off", good.substr(0, good.size() / 2), "damaged ZIP"},
      {"header only", "PK\x03\x04", "damaged ZIP"},
      {"another table", workbook_of({"<row>" + inline_cell("name") + "</row>"}), "no row of its sheets"},
      {"xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(512, '\0'), "save it as .xlsx or CSV"},
      {"ods", zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}), "no workbook"},
  };
  for (const auto& bad : all) {
    const auto parsed = parse_cue_sheet(bad.bytes, "v.xlsx");
    EXPECT_FALSE(parsed.sheet) << bad.name;
    ASSERT_EQ(parsed.remarks.size(), 1U) << bad.name;
    EXPECT_NE(parsed.remarks[0].what.find(bad.what), std::string::npos) << bad.name << ": " << parsed.remarks[0].what;
    EXPECT_TRUE(parsed.remarks[0].what.starts_with(no_cue_sheet)) << bad.name;
  }
  EXPECT_EQ(joined(read_workbook(zip_of(entities))).find("aaaa"), std::string::npos);
}

}  // namespace
}  // namespace cuetheque
