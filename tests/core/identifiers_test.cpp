#include "core/identifiers.h"

#include <gtest/gtest.h>
#include <vector>

namespace cuetheque {
namespace {

struct Case {
  Scheme scheme;
  std::vector<const char*> valid;
  std::vector<const char*> invalid;
};

// The table of FORMATS.md E.
const Case cases[] = {
    {Scheme::isrc,
     {"US-RC1-76-07839", "GBAYE0200770", "JPTO09404900", "ISRC US-RC1-76-07839"},
     {"US-RC1-76-0783", "1SRC17607839", "USRC1760783A", ""}},
    {Scheme::upc, {"036000291452", "724359679129", "886974321019"}, {"036000291453", "72435967912", "88697432101X"}},
    {Scheme::ean,
     {"4006381333931", "5099968026820", "4060354000015"},
     {"4006381333932", "509996802682", "50999680268201"}},
    {Scheme::barcode,
     {"036000291452", "4006381333931", "00036000291452", "0 36000 29145 2", "96385074"},
     {"509996802682", "036000291453", "1234567890123", "1"}},
    {Scheme::iswc,
     {"T-034.524.680-1", "T-070.210.043-3", "T-900.000.001-1", "T0345246801"},
     {"T-034.524.680-2", "T-34.524.680-1", "W-034.524.680-1"}},
    {Scheme::ipi, {"00000000199", "00123456790", "99887766585"}, {"00000000198", "00123456789", "0123456790"}},
    {Scheme::ipi_base,
     {"I-000000229-7", "I-000000393-8", "I-001068130-6"},
     {"I-000000229-8", "000000229-7", "I-00000229-7"}},
    {Scheme::isni,
     {"000000012281955X", "0000000121032667", "000000012150090X", "https://isni.org/isni/0000000121032667"},
     {"0000000122819550", "000000012103266X", "00000001215009"}},
    {Scheme::isan,
     {"0000-0001-8CFA-0000-I-0000-0000-K", "0000-0000-D07A-0090-Q-0000-0000-X", "1881-66C7-3420-6541-Y-9F3A-0245-O",
      "0000-0001-8CFA-0000-I"},
     {"0000-0001-8CFA-0000-A-0000-0000-K", "0000-0001-8CFA-0000-I-0000-0000-L", "0000-0001-8CGA-0000-I"}},
    {Scheme::eidr,
     {"10.5240/7791-8534-2C23-9030-8610-5", "10.5240/EA2A-A7DF-6F2F-5E4B-9A29-B", "10.5240/1489-4949-91D1-0C5B-FB1D-0",
      "https://doi.org/10.5240/7791-8534-2c23-9030-8610-5"},
     {"10.5240/7791-8534-2C23-9030-8610-6", "10.5240/7791-8534-2C23-9030-8610", "10.5237/7791-8534-2C23-9030-8610-5"}},
    {Scheme::grid,
     {"A1-2425G-ABC1234002-M"},
     {"A1-2425G-ABC1234002-N", "A2-2425G-ABC1234002-M", "A1-2425G-ABC123400-M"}},
    {Scheme::imdb,
     {"tt0076759", "nm0002354", "tt10872600", "https://www.imdb.com/title/tt0076759/"},
     {"tt76759", "0076759", "tx0076759"}},
    {Scheme::tmdb,
     {"movie/426", "tv/1399", "person/1032", "https://www.themoviedb.org/movie/426-vertigo"},
     {"426", "film/426", "movie/"}},
    {Scheme::mbid,
     {"b549c4db-057f-44e1-802f-8dd0cf5b1e7e", "22661fb8-cdb7-4f67-8385-b2a8be6c9f0d",
      "d59d99ea-23d4-4a80-b066-edca32ee158f", "{B549C4DB-057F-44E1-802F-8DD0CF5B1E7E}",
      "https://musicbrainz.org/release/b549c4db-057f-44e1-802f-8dd0cf5b1e7e"},
     {"b549c4db-057f-44e1-802f-8dd0cf5b1e7", "b549c4db057f44e1802f8dd0cf5b1e7e",
      "g549c4db-057f-44e1-802f-8dd0cf5b1e7e"}},
    {Scheme::lccn, {"n78-890351", "85-2 ", "2001-000002"}, {"n78-89035x", "85/2", "abcd85000002"}},
};

TEST(Identifiers, AreCheckedByShapeAndCheckDigits) {
  for (const auto& one : cases) {
    for (const auto* written : one.valid)
      EXPECT_TRUE(is_valid(one.scheme, written)) << row_of(one.scheme).name << " " << written;
    for (const auto* written : one.invalid)
      EXPECT_FALSE(is_valid(one.scheme, written)) << row_of(one.scheme).name << " " << written;
  }
}

// Every scheme must refuse a right one with its last digit changed, and survive anything.
TEST(Identifiers, SurviveAnyText) {
  for (int s = 0; s <= static_cast<int>(Scheme::lccn); ++s)
    for (const auto* written :
         {"", "-", "\xFF\xFE", "/", "tt", "movie", "10.52", "A", "00000000000000000000000000000000"}) {
      EXPECT_FALSE(is_valid(static_cast<Scheme>(s), written)) << s << written;
      EXPECT_EQ(displayed(static_cast<Scheme>(s), written), written);
    }
}

struct Shown {
  Scheme scheme;
  const char* written;
  const char* normal;
  const char* displayed;
};

const Shown shown[] = {
    {Scheme::isrc, "isrc us-rc1-76-07839", "USRC17607839", "US-RC1-76-07839"},
    {Scheme::iswc, "T0345246801", "T0345246801", "T-034.524.680-1"},
    {Scheme::ipi_base, "I0000002297", "I0000002297", "I-000000229-7"},
    {Scheme::isni, "0000-0001-2281-955x", "000000012281955X", "0000 0001 2281 955X"},
    {Scheme::isan, "000000018cfa0000i00000000k", "000000018CFA0000I00000000K", "0000-0001-8CFA-0000-I-0000-0000-K"},
    {Scheme::lccn, "n78-890351", "n78890351", "n78890351"},
    {Scheme::lccn, "85-2 ", "85000002", "85000002"},
    {Scheme::imdb, "https://www.imdb.com/name/nm0002354/bio", "nm0002354", "nm0002354"},
    {Scheme::isrc, "us-rc1-76-0783", "USRC1760783", "us-rc1-76-0783"},
};

TEST(Identifiers, AreComparedNormalAndShownAsPeopleWriteThem) {
  for (const auto& one : shown) {
    EXPECT_EQ(normalised(one.scheme, one.written), one.normal) << one.written;
    EXPECT_EQ(displayed(one.scheme, one.written), one.displayed) << one.written;
  }
}

TEST(Identifiers, PadWhatOldFormsCut) {
  EXPECT_EQ(padded_ipi("123456790"), "00123456790");
  EXPECT_EQ(padded_ipi("0123456790"), "00123456790");
  EXPECT_EQ(padded_ipi("12345679"), "12345679");
  EXPECT_EQ(without_leading_zeros("00094631432057"), "94631432057");
  EXPECT_EQ(without_leading_zeros("000"), "");
}

TEST(Identifiers, KnowIsrcPrefixes) {
  for (const auto* known : {"USRC17607839", "QMRC17607839", "UK", "ZZ", "AD"})
    EXPECT_TRUE(known_isrc_prefix(known)) << known;
  for (const auto* unknown : {"", "U", "XX", "D ", "S G"}) EXPECT_FALSE(known_isrc_prefix(unknown)) << unknown;
}

TEST(Identifiers, BelongToFields) {
  EXPECT_EQ(scheme_of(Field::isrc), Scheme::isrc);
  EXPECT_EQ(scheme_of(Field::mbrelease), Scheme::mbid);
  EXPECT_EQ(scheme_of(Field::title), std::nullopt);
}

}  // namespace
}  // namespace cuetheque
