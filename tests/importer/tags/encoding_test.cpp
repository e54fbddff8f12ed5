// Text that its tag holds as Latin-1, or without saying how, in the encoding that was asked for.
#include <gtest/gtest.h>

#include "tests/importer/tags/files.h"

namespace cuetheque {
namespace {

using tags_test::chunk;
using tags_test::frame;
using tags_test::id3v2;
using tags_test::mp3_audio;
using tags_test::remarked;
using tags_test::TempFile;
using tags_test::values;
using tags_test::Values;
using tags_test::wav;

Values title_of(const std::string& name, const std::string& bytes, const std::string& encoding) {
  const TempFile file(name, bytes);
  ReadOptions options;
  options.set_encoding(encoding);
  return values(read_audio(file.path(), options), "TITLE");
}

std::string id3v1(std::string title) {
  title.resize(30, '\0');
  return "TAG" + title + std::string(95, '\0');
}

TEST(TagEncoding, is_that_of_the_option_where_the_tag_names_none) {
  const std::string cyrillic = "\xCF\xF0\xE5\xEB\xFE\xE4\xE8\xFF", kana = "\x83\x65\x81\x5B\x83\x7D";
  struct Case {
    std::string what, name, bytes, encoding, title;
  };
  const auto cases = std::vector<Case>{
      {"ID3v2", "a.mp3", id3v2(frame("TIT2", std::string(1, '\0') + cyrillic)) + mp3_audio(), "cp1251", "Прелюдия"},
      {"ID3v2 that is UTF-8", "a.mp3", id3v2(frame("TIT2", "\3Thème")) + mp3_audio(), "cp1251", "Thème"},
      {"ID3v1", "a.mp3", mp3_audio() + id3v1(cyrillic), "cp1251", "Прелюдия"},
      {"ID3v1 in Japanese", "a.mp3", mp3_audio() + id3v1(kana), "cp932", "テーマ"},
      {"INFO", "a.wav", wav(chunk("LIST", "INFO" + chunk("INAM", cyrillic)), ""), "cp1251", "Прелюдия"},
      {"INFO that is UTF-8", "a.wav", wav(chunk("LIST", "INFO" + chunk("INAM", "Thème")), ""), "cp1251", "Thème"},
      {"INFO without an option", "a.wav", wav(chunk("LIST", "INFO" + chunk("INAM", "Th\xE8me")), ""), "", "Thème"},
      {"ID3 in a WAV file", "a.wav", wav("", chunk("id3 ", id3v2(frame("TIT2", std::string(1, '\0') + cyrillic)))),
       "cp1251", "Прелюдия"},
  };
  for (const auto& c : cases) EXPECT_EQ(title_of(c.name, c.bytes, c.encoding), Values{c.title}) << c.what;
}

TEST(TagEncoding, of_one_file_is_none_of_the_next) {
  const auto bytes = id3v2(frame("TIT2", std::string("\0Th\xE8me", 6))) + mp3_audio();
  EXPECT_EQ(title_of("a.mp3", bytes, "cp1251"), Values{"Thиme"});
  EXPECT_EQ(title_of("a.mp3", bytes, ""), Values{"Thème"});
}

}  // namespace
}  // namespace cuetheque
