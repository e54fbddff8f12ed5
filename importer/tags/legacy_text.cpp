#include "importer/tags/legacy_text.h"

#include <array>
#include <taglib/id3v1tag.h>
#include <taglib/id3v2tag.h>

#include "core/text.h"
#include "importer/encoding.h"
#include "importer/tags/tag_sheet.h"

namespace cuetheque {
namespace {

// Both pages hold nothing outside the Basic Multilingual Plane.
void append(std::string& out, char16_t point) {
  const auto put = [&](unsigned byte) { out.push_back(static_cast<char>(byte)); };
  if (point < 0x80) return put(point);
  if (point < 0x800) {
    put(0xC0U | static_cast<unsigned>(point) >> 6U);
  } else {
    put(0xE0U | static_cast<unsigned>(point) >> 12U);
    put(0x80U | (static_cast<unsigned>(point) >> 6U & 0x3FU));
  }
  put(0x80U | (static_cast<unsigned>(point) & 0x3FU));
}

// Windows-1252 from 0x80 to 0x9F; the rest is Latin-1. Five places mean nothing.
constexpr std::array<char16_t, 32> windows_1252{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

constexpr std::u16string_view code_page_437 =
    u"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡"
    u"±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";
static_assert(code_page_437.size() == 128);

}  // namespace

std::string from_riff_text(std::string_view bytes, std::string_view encoding) {
  bytes = bytes.substr(0, bytes.find('\0'));
  if (is_utf8(bytes)) return std::string(trim(bytes));
  if (!encoding.empty()) return std::string(trim(decode(bytes, encoding).text));
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append(out, byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80U] : byte);
  }
  return std::string(trim(out));
}

class Latin1As::Handler final : public TagLib::ID3v1::StringHandler, public TagLib::ID3v2::Latin1StringHandler {
 public:
  explicit Handler(std::string_view encoding) : encoding_(encoding) {}
  [[nodiscard]] TagLib::String parse(const TagLib::ByteVector& data) const override {
    const auto bytes = view_of(data);
    return {decode(bytes.substr(0, bytes.find('\0')), encoding_).text, TagLib::String::UTF8};
  }

 private:
  std::string encoding_;
};

Latin1As::Latin1As(std::string_view encoding) {
  if (encoding.empty()) return;
  handler_ = std::make_unique<Handler>(encoding);
  TagLib::ID3v1::Tag::setStringHandler(handler_.get());
  TagLib::ID3v2::Tag::setLatin1StringHandler(handler_.get());
}

Latin1As::~Latin1As() {
  if (!handler_) return;
  TagLib::ID3v1::Tag::setStringHandler(nullptr);
  TagLib::ID3v2::Tag::setLatin1StringHandler(nullptr);
}

std::string from_tracker_text(std::string_view bytes) {
  bytes = bytes.substr(0, bytes.find('\0'));
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80)
      append(out, code_page_437[byte - 0x80U]);
    else if (byte >= 0x20)
      out.push_back(c);
  }
  return std::string(trim(out));
}

}  // namespace cuetheque
