#include "importer/releases/lines.h"

#include <gtest/gtest.h>
#include <sstream>
#include <vector>

namespace cuetheque {
namespace {

/// Each document as "LINE:TEXT"; "!" stands for one that is too long.
std::vector<std::string> documents(const std::string& text, std::size_t longest = 20) {
  std::istringstream stream(text);
  JsonLines lines(stream, longest);
  std::vector<std::string> found;
  while (const auto one = lines.next())
    found.push_back(std::to_string(one->line) + ":" + (one->too_long ? "!" : std::string(one->text)));
  EXPECT_EQ(lines.bytes_read(), text.size());
  return found;
}

TEST(JsonLines, AreOneDocumentEachOrOneAltogether) {
  struct Case {
    std::string text;
    std::vector<std::string> expected;
  };
  const std::string long_line = "{" + std::string(30, ' ') + "}";
  const std::vector<Case> cases{
      {"", {}},
      {"{}", {"1:{}"}},
      {"{}\n", {"1:{}"}},
      {"{\"a\":1}\n\n{\"b\":2}\r\n", {"1:{\"a\":1}", "3:{\"b\":2}\r"}},
      {"\xef\xbb\xbf{}\n{}", {"1:{}", "2:{}"}},
      {"{\n \"a\": 1\n}\n", {"0:{\n \"a\": 1\n}\n"}},
      {"[\n{}\n]", {"0:[\n{}\n]"}},
      {"{\"a\":\n1}", {"0:{\"a\":\n1}"}},
      {"{\"a\":\n{\"b\":2}", {"1:{\"a\":", "2:{\"b\":2}"}},
      {long_line + "\n{}\n" + long_line, {"1:!", "2:{}", "3:!"}},
      {"{\n" + long_line, {"0:!"}},
      {"{}\n" + std::string(3'000'000, 'x') + "\n{}", {"1:{}", "2:!", "3:{}"}},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(documents(text), expected) << text.substr(0, 80);
}

TEST(JsonLines, AreFoundWhereverABlockEnds) {
  const std::string line = "{\"a\":\"" + std::string(1000, 'x') + "\"}";
  std::string text;
  for (int i = 0; i < 3000; ++i) text += line + "\n";
  const auto found = documents(text, 2000);
  ASSERT_EQ(found.size(), 3000U);
  EXPECT_EQ(found.back(), "3000:" + line);
}

}  // namespace
}  // namespace cuetheque
