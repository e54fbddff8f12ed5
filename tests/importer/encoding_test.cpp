#include "importer/encoding.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace cuetheque {
namespace {

std::string bytes(const char* text, std::size_t size) {
  return {text, size};
}

struct Case {
  std::string bytes;
  const char* encoding;
  bool guessed;
  const char* text;
};

const Case cases[] = {
    {"", "us-ascii", false, ""},
    {"TITLE \"Vertigo\"", "us-ascii", false, "TITLE \"Vertigo\""},
    {"Dvo\xC5\x99\xC3\xA1k", "utf-8", false, "Dvořák"},
    {"\xEF\xBB\xBFTITLE", "utf-8", false, "TITLE"},
    {bytes("\xFF\xFEV\0e\0", 6), "utf-16le", false, "Ve"},
    {bytes("\xFE\xFF\0V\0e", 6), "utf-16be", false, "Ve"},
    {bytes("T\0I\0T\0L\0E\0 \0", 12), "utf-16le", false, "TITLE "},
    {bytes("\0T\0I\0T\0L\0E\0 ", 12), "utf-16be", false, "TITLE "},
    {"TITLE \"\x90\x41\x8F\xBC\x82\xCC\x83\x89\x83\x75\"", "windows-31j", true, "TITLE \"植松のラブ\""},
    {"TITLE \"\xC4\xE3\xBA\xC3\xCA\xC0\xBD\xE7\"", "gb18030", true, "TITLE \"你好世界\""},
    {"TITLE \"\xA7\x41\xA6\x6E\xA5\x40\xAC\xC9\"", "big5", true, "TITLE \"你好世界\""},
    {"\xBE\xC8\xB3\xE7\xC7\xCF\xBC\xBC\xBF\xE4 \xBC\xBC\xB0\xE8\xBF\xA1", "euc-kr", true, "안녕하세요 세계에"},
    {"TITLE \"\xC0\xEB\xFC\xE1\xEE\xEC\"", "windows-1251", true, "TITLE \"Альбом\""},
    {"\xD1\xF3\xEF\xE5\xF0 \xE3\xF0\xF3\xEF\xEF\xE0", "windows-1251", true, "Супер группа"},
    // Accented letters before ASCII ones decode as rare Han, and capitals as half-width kana: they are neither.
    {"Pr\xE9isner, Les Mis\xE9rables", "windows-1252", true, "Préisner, Les Misérables"},
    {"\xC0 bout de souffle", "windows-1252", true, "À bout de souffle"},
    {"\xC4rger, \xD6l, F\xFCr Elise", "windows-1252", true, "Ärger, Öl, Für Elise"},
    {"\x93Love\x94 \x96 Theme", "windows-1252", true, "“Love” – Theme"},
};

TEST(Encoding, IsFoundByTheFixedOrder) {
  for (const auto& one : cases) {
    const auto decoded = decode(one.bytes);
    EXPECT_EQ(decoded.encoding, one.encoding) << one.text;
    EXPECT_EQ(decoded.guessed, one.guessed) << one.text;
    EXPECT_EQ(decoded.text, one.text);
    EXPECT_TRUE(decoded.notes.empty()) << one.text;
  }
}

TEST(Encoding, SaysWhatHadNoMeaning) {
  const auto undefined = decode("caf\xE9 \x81 x");
  EXPECT_EQ(undefined.text, "café \uFFFD x");
  ASSERT_EQ(undefined.notes.size(), 1U);
  const auto broken = decode("\xEF\xBB\xBFok \xC3(");
  EXPECT_EQ(broken.text, "ok \uFFFD(");
  EXPECT_EQ(broken.notes.size(), 1U);
  const auto cut = decode(bytes("\xFF\xFEV\0e", 5));
  EXPECT_EQ(cut.text, "V\uFFFD");
}

TEST(Encoding, OverlongsAndSurrogatesAreNotUtf8) {
  EXPECT_NE(decode("\xC0\xAF").encoding, "utf-8");
  EXPECT_NE(decode("\xED\xA0\x80").encoding, "utf-8");
  // Found by fuzzing: iconv takes five bytes for one character.
  const auto five = decode("x\xF8\xBA\x93\x93\x93", "utf-8");
  EXPECT_EQ(five.text, "x\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(five.notes.size(), 1U);
}

TEST(Encoding, IsWhatTheUserSays) {
  EXPECT_EQ(decode("\xC0\xEB", "windows-1251").text, "Ал");
  EXPECT_FALSE(decode("\xC0\xEB", "windows-1251").guessed);
  EXPECT_EQ(decode("\xEF\xBB\xBFx", "UTF-8").text, "x");
  for (const auto* unknown : {"klingon", "UTF-8//TRANSLIT", "latin1//IGNORE"}) {
    try {
      static_cast<void>(decode("x", unknown));
      ADD_FAILURE() << unknown;
    } catch (const Error& error) {
      EXPECT_EQ(error.cause(), Cause::usage);
    }
  }
}

}  // namespace
}  // namespace cuetheque
