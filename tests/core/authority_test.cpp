#include "core/authority.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>

#include "core/text.h"

namespace cuetheque {
namespace {

TEST(Authority, EveryFormStandsForOneName) {
  const auto& seeds = authority_seeds();
  ASSERT_GE(seeds.size(), 550U);
  std::map<std::string, std::string> owner;
  const auto claim = [&](const std::string& form, const std::string& name) {
    EXPECT_FALSE(trim(form).empty()) << name;
    EXPECT_TRUE(is_utf8(form)) << name;
    const auto [place, fresh] = owner.emplace(fold(form), name);
    EXPECT_TRUE(fresh || place->second == name) << form << " is " << place->second << " and " << name;
  };
  for (const auto& seed : seeds) {
    claim(seed.name, seed.name);
    for (const auto& alias : seed.aliases) claim(alias, seed.name);
    EXPECT_FALSE(seed.sortname.empty()) << seed.name;
    EXPECT_FALSE(seed.roles.empty()) << seed.name;
  }
}

TEST(Authority, KnowsScriptsReadingsAndPseudonyms) {
  struct Row {
    std::string_view form, name;
  };
  const Row rows[] = {{"植松伸夫", "Nobuo Uematsu"},
                      {"うえまつ のぶお", "Nobuo Uematsu"},
                      {"Uematsu Nobuo", "Nobuo Uematsu"},
                      {"久石譲", "Joe Hisaishi"},
                      {"Дмитрий Шостакович", "Dmitri Shostakovich"},
                      {"Leo Nichols", "Ennio Morricone"},
                      {"Эдуард Артемьев", "Eduard Artemyev"},
                      {"정재일", "Jung Jae-il"},
                      {"Miklos Rozsa", "Miklós Rózsa"},
                      {"Walter Carlos", "Wendy Carlos"},
                      {"C418", "Daniel Rosenfeld"}};
  for (const auto& row : rows) {
    const auto& seeds = authority_seeds();
    const auto found = std::ranges::find_if(seeds, [&](const AuthorityName& seed) {
      return std::ranges::find(seed.aliases, row.form) != seed.aliases.end();
    });
    ASSERT_NE(found, seeds.end()) << row.form;
    EXPECT_EQ(found->name, row.name);
  }
}

}  // namespace
}  // namespace cuetheque
