#include "importer/releases/lines.h"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cuetheque {
namespace {

/// A text that comes so many bytes at a time, and perhaps breaks off.
class Pieces : public ByteSource {
 public:
  Pieces(std::string_view text, std::size_t size, std::string problem)
      : text_(text), size_(size), problem_(std::move(problem)) {}

  std::string_view next() override {
    const auto piece = text_.substr(0, size_);
    text_.remove_prefix(piece.size());
    return piece;
  }
  [[nodiscard]] std::string problem() const override { return text_.empty() ? problem_ : std::string(); }

 private:
  std::string_view text_;
  std::size_t size_;
  std::string problem_;
};

/// Each document as "LINE:TEXT"; "!" stands for one that is too long.
std::vector<std::string> documents(const std::string& text, std::size_t longest = 20, std::string problem = {}) {
  Pieces stream(text, 7 + text.size() / 50, std::move(problem));
  JsonLines lines(stream, longest);
  std::vector<std::string> found;
  while (const auto one = lines.next())
    found.push_back(std::to_string(one->line) + ":" + (one->too_long ? "!" : std::string(one->text)));
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

TEST(JsonLines, EndBeforeTheOneThatBreaksOff) {
  using Found = std::vector<std::string>;
  EXPECT_EQ(documents("{}\n{\"a\":", 20, "torn"), Found{"1:{}"});
  EXPECT_EQ(documents("{}\n{}", 20, "torn"), Found{"1:{}"}) << "more might have come";
  EXPECT_EQ(documents("{}\n{}\n", 20, "torn"), (Found{"1:{}", "2:{}"}));
  EXPECT_EQ(documents("{\n\"a\":", 20, "torn"), Found{});
  EXPECT_EQ(documents("", 20, "torn"), Found{});
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
