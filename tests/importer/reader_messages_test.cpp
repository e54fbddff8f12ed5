#include "importer/reader_messages.h"

#include <gtest/gtest.h>
#include <vector>

#include "core/error.h"

namespace cuetheque {
namespace {

using Texts = std::vector<std::string>;

Texts those_of(Messages& messages) {
  Texts texts;
  while (const auto message = messages.next()) texts.emplace_back(*message);
  return texts;
}

TEST(ReaderMessages, arrive_whole_in_any_pieces) {
  const Texts sent{"one", "", std::string(70'000, 'x'), "four"};
  std::string stream;
  for (const auto& text : sent) stream += framed(text);
  for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{5}, std::size_t{65'536}, stream.size()}) {
    Messages messages;
    Texts arrived;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
      messages.add(std::string_view(stream).substr(at, piece));
      for (auto& text : those_of(messages)) arrived.push_back(std::move(text));
    }
    EXPECT_EQ(arrived, sent) << "in pieces of " << piece;
  }
}

TEST(ReaderMessages, one_that_claims_too_much_is_an_error) {
  Messages messages;
  messages.add("\xFF\xFF\xFF\x7F");
  EXPECT_THROW((void)messages.next(), Error);
}

}  // namespace
}  // namespace cuetheque
