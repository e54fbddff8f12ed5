#include "core/identifiers.h"

#include <algorithm>

#include "core/ascii.h"
#include "core/check_digits.h"

namespace cuetheque {
namespace {

using Text = std::string_view;

constexpr bool is_alnum(char c) {
  return is_digit(c) || is_upper(c);
}
constexpr bool is_hex(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'F');
}

bool all(Text text, bool (*test)(char)) {
  return std::ranges::all_of(text, test);
}
bool digits(Text text, std::size_t count) {
  return text.size() == count && all(text, is_digit);
}

std::string without(Text text, Text characters) {
  std::string result(text);
  std::erase_if(result, [&](char c) { return characters.find(c) != Text::npos; });
  return result;
}

constexpr Text white = " \t\r\n";
constexpr Text punctuation = " \t\r\n-.";

/// Letters in upper case, spaces, hyphens and dots gone, and so the scheme's own name before it.
std::string bare(Text written, Text prefix) {
  auto text = without(upper(written), punctuation);
  if (!prefix.empty() && text.starts_with(prefix)) text.erase(0, prefix.size());
  if (!prefix.empty() && text.starts_with(':')) text.erase(0, 1);
  return text;
}

/// The text in groups of these lengths, joined by a separator.
std::string grouped(Text text, std::initializer_list<std::size_t> lengths, char separator) {
  std::string result;
  for (const auto length : lengths) {
    if (text.empty()) break;
    if (!result.empty()) result += separator;
    result += text.substr(0, length);
    text.remove_prefix(std::min(length, text.size()));
  }
  return result;
}

std::string normal_isrc(Text written) {
  return bare(written, "ISRC");
}
bool valid_isrc(Text t) {
  return t.size() == 12 && all(t.substr(0, 2), is_upper) && all(t.substr(2, 3), is_alnum) && all(t.substr(5), is_digit);
}
std::string show_isrc(Text t) {
  return grouped(t, {2, 3, 2, 5}, '-');
}

std::string normal_digits(Text written) {
  return bare(written, {});
}
bool valid_upc(Text t) {
  return digits(t, 12) && mod_10(t);
}
bool valid_ean(Text t) {
  return digits(t, 13) && mod_10(t);
}
bool valid_barcode(Text t) {
  return valid_upc(t) || valid_ean(t) || ((digits(t, 8) || digits(t, 14)) && mod_10(t));
}
std::string as_it_is(Text t) {
  return std::string(t);
}

std::string normal_iswc(Text written) {
  return bare(written, "ISWC");
}
bool valid_iswc(Text t) {
  return t.size() == 11 && t[0] == 'T' && all(t.substr(1), is_digit) && weighted_mod_10(t.substr(1), 1);
}
std::string show_iswc(Text t) {
  return std::string("T-").append(grouped(t.substr(1, 9), {3, 3, 3}, '.')).append("-").append(t.substr(10));
}

std::string normal_ipi(Text written) {
  return bare(written, "IPI");
}
bool valid_ipi(Text t) {
  return digits(t, 11) && mod_101(t);
}

std::string normal_ipi_base(Text written) {
  return bare(written, {});
}
bool valid_ipi_base(Text t) {
  return t.size() == 11 && t[0] == 'I' && all(t.substr(1), is_digit) && weighted_mod_10(t.substr(1), 2);
}
std::string show_ipi_base(Text t) {
  return grouped(t, {1, 9, 1}, '-');
}

std::string normal_isni(Text written) {
  const auto slash = written.rfind('/');  // as a URL
  return bare(slash == Text::npos ? written : written.substr(slash + 1), "ISNI");
}
bool valid_isni(Text t) {
  return t.size() == 16 && all(t.substr(0, 15), is_digit) && (is_digit(t[15]) || t[15] == 'X') && mod_11_2(t);
}
std::string show_isni(Text t) {
  return grouped(t, {4, 4, 4, 4}, ' ');
}

std::string normal_isan(Text written) {
  return bare(written, "ISAN");
}
/// 16 hex digits, then perhaps a check; 8 more, then perhaps a check over all 24.
bool valid_isan(Text t) {
  const bool checked = t.size() == 17 || t.size() == 26;
  if (!checked && t.size() != 16 && t.size() != 24) return false;
  const Text root = t.substr(0, 16);
  const Text version = t.size() < 24 ? Text{} : t.substr(checked ? 17 : 16, 8);
  if (!all(root, is_hex) || !all(version, is_hex)) return false;
  if (!checked) return true;
  const bool root_right = is_alnum(t[16]) && mod_37_36(root, t[16]);
  return root_right && (version.empty() || (is_alnum(t[25]) && mod_37_36(std::string(root).append(version), t[25])));
}
std::string show_isan(Text t) {
  if (t.size() == 17) return grouped(t, {4, 4, 4, 4, 1}, '-');
  return t.size() == 26 ? grouped(t, {4, 4, 4, 4, 1, 4, 4, 1}, '-') : grouped(t, {4, 4, 4, 4, 4, 4}, '-');
}

std::string normal_eidr(Text written) {
  const auto text = without(upper(written), white);
  const auto start = text.find("10.52");  // after doi: or https://doi.org/
  return start == std::string::npos ? text : text.substr(start);
}
bool valid_eidr(Text t) {
  constexpr Text prefix = "10.5240/";
  if (!t.starts_with(prefix) || t.size() != prefix.size() + 26) return false;
  t.remove_prefix(prefix.size());
  for (std::size_t i = 4; i < 25; i += 5)
    if (t[i] != '-') return false;
  const auto code = without(t, "-");
  return code.size() == 21 && all(Text(code).substr(0, 20), is_hex) && is_alnum(code[20]) &&
         mod_37_36(Text(code).substr(0, 20), code[20]);
}

std::string normal_grid(Text written) {
  return bare(written, "GRID");
}
bool ends_in_check(Text t) {
  return all(t, is_alnum) && mod_37_36(t.substr(0, t.size() - 1), t.back());
}
bool valid_grid(Text t) {
  return t.size() == 18 && t.starts_with("A1") && ends_in_check(t);
}
std::string show_grid(Text t) {
  return grouped(t, {2, 5, 10, 1}, '-');
}
bool valid_dpid(Text t) {
  return t.size() == 18 && t.starts_with("PADPIDA") && all(t.substr(7, 10), is_digit) && ends_in_check(t);
}

/// The part of a URL's path that looks like an id, or the whole text.
std::string normal_imdb(Text written) {
  const auto text = lower(without(written, white));
  for (const Text kind : {"/tt", "/nm", "/co", "/ch", "/ev"}) {
    const auto at = text.find(kind);
    if (at == std::string::npos || at + 3 >= text.size() || !is_digit(text[at + 3])) continue;
    const auto end = text.find_first_not_of("0123456789", at + 3);
    return text.substr(at + 1, end == std::string::npos ? end : end - at - 1);
  }
  return text;
}
bool valid_imdb(Text t) {
  constexpr std::array<Text, 5> kinds{"tt", "nm", "co", "ch", "ev"};
  return t.size() >= 9 && t.size() <= 12 && std::ranges::find(kinds, t.substr(0, 2)) != kinds.end() &&
         all(t.substr(2), is_digit);
}

std::string normal_tmdb(Text written) {
  const auto text = lower(without(written, white));
  for (const Text kind : {"movie/", "tv/", "person/"}) {
    const auto at = text.find(kind);
    if (at == std::string::npos || (at > 0 && text[at - 1] != '/')) continue;
    const auto end = text.find_first_not_of("0123456789", at + kind.size());
    // A URL goes on with the title: movie/426-vertigo.
    return at == 0 && end == std::string::npos ? text : text.substr(at, end == std::string::npos ? end : end - at);
  }
  return text;
}
bool valid_tmdb(Text t) {
  for (const Text kind : {"movie/", "tv/", "person/"})
    if (t.starts_with(kind)) return t.size() > kind.size() && all(t.substr(kind.size()), is_digit);
  return false;
}

std::string normal_mbid(Text written) {
  auto text = lower(without(written, " \t\r\n{}"));
  const auto slash = text.rfind('/');
  return slash == std::string::npos ? text : text.substr(slash + 1);
}
bool valid_mbid(Text t) {
  if (t.size() != 36) return false;
  for (std::size_t i = 0; i < t.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    const bool hex = is_digit(t[i]) || (t[i] >= 'a' && t[i] <= 'f');
    if (hyphen ? t[i] != '-' : !hex) return false;
  }
  return true;
}

/// The Library of Congress's own rule: cut at a slash, pad what follows the hyphen to six digits.
std::string normal_lccn(Text written) {
  auto text = lower(without(written, white));
  text = text.substr(0, text.find('/'));
  const auto hyphen = text.find('-');
  if (hyphen == std::string::npos) return text;
  const auto serial = text.substr(hyphen + 1);
  return text.substr(0, hyphen) + std::string(serial.size() < 6 ? 6 - serial.size() : 0, '0') + serial;
}
bool valid_lccn(Text t) {
  const auto letters = static_cast<std::size_t>(std::ranges::find_if(t, is_digit) - t.begin());
  if (!all(upper(t.substr(0, letters)), is_upper)) return false;
  const auto number = t.substr(letters);
  return (letters <= 3 && digits(number, 8)) || (letters <= 2 && digits(number, 10));
}

constexpr auto schemes = std::to_array<SchemeRow>({
    {Scheme::isrc, "ISRC", normal_isrc, valid_isrc, show_isrc, "two letters, three letters or digits, seven digits"},
    {Scheme::upc, "UPC", normal_digits, valid_upc, as_it_is, "12 digits, the last a check digit"},
    {Scheme::ean, "EAN", normal_digits, valid_ean, as_it_is, "13 digits, the last a check digit"},
    {Scheme::barcode, "barcode", normal_digits, valid_barcode, as_it_is,
     "8, 12, 13 or 14 digits, the last a check digit"},
    {Scheme::iswc, "ISWC", normal_iswc, valid_iswc, show_iswc, "T and ten digits, the last a check digit"},
    {Scheme::ipi, "IPI", normal_ipi, valid_ipi, as_it_is, "11 digits, the last two check digits"},
    {Scheme::ipi_base, "IPI base number", normal_ipi_base, valid_ipi_base, show_ipi_base,
     "I and ten digits, the last a check digit"},
    {Scheme::isni, "ISNI", normal_isni, valid_isni, show_isni, "15 digits and a check digit or X"},
    {Scheme::isan, "ISAN", normal_isan, valid_isan, show_isan,
     "16 or 24 hexadecimal digits with their check characters"},
    {Scheme::eidr, "EIDR", normal_eidr, valid_eidr, as_it_is,
     "10.5240/ and five groups of four hexadecimal digits, then a check character"},
    {Scheme::grid, "GRid", normal_grid, valid_grid, show_grid, "A1, 15 letters or digits, a check character"},
    {Scheme::dpid, "DPID", normal_digits, valid_dpid, as_it_is, "PADPIDA, ten digits, a check character"},
    {Scheme::imdb, "IMDb id", normal_imdb, valid_imdb, as_it_is, "tt, nm, co, ch or ev and at least seven digits"},
    {Scheme::tmdb, "TMDB id", normal_tmdb, valid_tmdb, as_it_is, "movie/, tv/ or person/ and a number"},
    {Scheme::mbid, "MusicBrainz id", normal_mbid, valid_mbid, as_it_is, "8-4-4-4-12 hexadecimal digits"},
    {Scheme::lccn, "LCCN", normal_lccn, valid_lccn, as_it_is, "up to three letters and eight digits, or two and ten"},
});

constexpr bool in_order() {
  for (std::size_t i = 0; i < schemes.size(); ++i)
    if (schemes[i].id != static_cast<Scheme>(i)) return false;
  return true;
}
static_assert(in_order(), "the enumerators of Scheme and the rows of schemes must stand in one order");

struct FieldScheme {
  Field field;
  Scheme scheme;
};
constexpr auto field_schemes = std::to_array<FieldScheme>({
    {Field::isrc, Scheme::isrc},
    {Field::iswc, Scheme::iswc},
    {Field::barcode, Scheme::barcode},
    {Field::imdb, Scheme::imdb},
    {Field::tmdb, Scheme::tmdb},
    {Field::isan, Scheme::isan},
    {Field::eidr, Scheme::eidr},
    {Field::ipi, Scheme::ipi},
    {Field::isni, Scheme::isni},
    {Field::mbrecording, Scheme::mbid},
    {Field::mbtrack, Scheme::mbid},
    {Field::mbrelease, Scheme::mbid},
    {Field::mbgroup, Scheme::mbid},
    {Field::mbartist, Scheme::mbid},
    {Field::mbalbumartist, Scheme::mbid},
    {Field::mbwork, Scheme::mbid},
    {Field::mbcomposer, Scheme::mbid},
    {Field::acoustid, Scheme::mbid},
});

}  // namespace

const SchemeRow& row_of(Scheme scheme) {
  return schemes[static_cast<std::size_t>(scheme)];
}

std::optional<Scheme> scheme_of(Field field) {
  const auto found = std::ranges::find(field_schemes, field, &FieldScheme::field);
  return found == field_schemes.end() ? std::nullopt : std::optional(found->scheme);
}

std::string normalised(Scheme scheme, std::string_view written) {
  return row_of(scheme).normalise(written);
}

bool is_valid(Scheme scheme, std::string_view written) {
  return row_of(scheme).valid(normalised(scheme, written));
}

std::string displayed(Scheme scheme, std::string_view written) {
  const auto& row = row_of(scheme);
  const auto normal = row.normalise(written);
  return row.valid(normal) ? row.display(normal) : std::string(written);
}

std::string padded_ipi(std::string_view written) {
  auto number = normal_ipi(written);
  if (!digits(number, 9) && !digits(number, 10)) return number;
  return std::string(11 - number.size(), '0') + number;
}

std::string without_leading_zeros(std::string_view text) {
  return std::string(text.substr(std::min(text.find_first_not_of('0'), text.size())));
}

bool known_isrc_prefix(std::string_view normal) {
  // ISO 3166-1 alpha-2, then what IFPI gave out beside it.
  constexpr std::string_view countries =
      "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
      "CA CC "
      "CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA "
      "GB GD "
      "GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE "
      "KG KH "
      "KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU "
      "MV MW "
      "MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA "
      "SB SC "
      "SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM "
      "US UY "
      "UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW "
      "QM QN QT QZ UK BC BK BP BX CB CP DG FX GX KS XK YU ZB ZZ ";
  if (normal.size() < 2) return false;
  const auto at = countries.find(std::string(normal.substr(0, 2)) + " ");
  return at != std::string_view::npos && at % 3 == 0;
}

}  // namespace cuetheque
