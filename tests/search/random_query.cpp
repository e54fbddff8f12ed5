#include "tests/search/random_query.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/words.h"
#include "search/query_fields.h"
#include "tests/search/random_archive.h"

namespace cuetheque {
namespace {

const std::vector<std::string> levels{"album", "track", "cue", "film", "person", "none"};

bool is_letter(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '\'';
}

std::string quoted(const std::string& text) {
  return '"' + text + '"';
}

std::string upper(std::string text) {
  for (auto& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return text;
}

/// The first characters of a word, whole ones.
std::string start_of(const std::string& word, std::size_t most) {
  auto end = std::min(most, word.size());
  while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80) ++end;
  return word.substr(0, end);
}

}  // namespace

RandomQueries::RandomQueries(const std::vector<Record>& records, std::uint64_t seed) : dice_(seed) {
  const auto keep = [&](const auto& statements) {
    for (const auto& statement : statements)
      for (const auto& value : statement.values()) values_[*field_of_number(statement.field())].push_back(value);
  };
  for (const auto& record : records) {
    keep(record.statements());
    for (const auto& track : record.tracks()) keep(track.statements());
  }
  for (const auto& [field, values] : values_)
    if (row_of(field).type != Type::text) said_.push_back(field);
}

std::string RandomQueries::next() {
  return any(3);
}

std::string RandomQueries::any(unsigned depth) {
  const auto inner = [&] { return any(depth - 1); };
  switch (depth == 0 ? 0 : dice_.roll(12)) {
    case 5:
    case 6:
    case 7:
      return inner() + ' ' + inner();
    case 8:
      return fmt::format("({} OR {})", inner(), inner());
    case 9:
      return fmt::format("{}({})", dice_.chance(50) ? "NOT " : "-", inner());
    case 10:
    case 11:
      return fmt::format("{}{{{}}}", dice_.pick(levels), inner());
    default:
      return leaf();
  }
}

std::string RandomQueries::leaf() {
  const auto what = dice_.roll(10);
  return what < 2 ? free_text() : what < 4 ? of_record() : of_field();
}

/// A word of a value; of one without letters, all of it.
std::string RandomQueries::word_of(const std::string& value) {
  std::vector<std::string> found(1);
  for (const char c : value)
    if (is_letter(c))
      found.back() += c;
    else if (!found.back().empty())
      found.emplace_back();
  if (found.back().empty()) found.pop_back();
  return found.empty() ? quoted(value) : dice_.pick(found);
}

std::string RandomQueries::free_text() {
  static constexpr std::array asked{Field::title,    Field::film,  Field::album,
                                    Field::composer, Field::scene, Field::note};
  const auto field = dice_.pick(asked);
  const auto& value = dice_.pick(values_[field]);
  switch (dice_.roll(6)) {
    case 0:
      return quoted(value);
    case 1:
      return start_of(word_of(value), 4) + '*';
    case 2:
      return fmt::format("{} NEAR/{} {}", word_of(value), dice_.roll(4) + 1, word_of(value));
    case 3:
      return dice_.pick(title_words());
    default:
      return word_of(value);
  }
}

std::string RandomQueries::range_of(const std::string& low, const std::string& high) {
  static const std::vector<std::string> forms{"{0}", "{0}..{1}", "..{0}", "{0}..", ">{0}", ">={0}", "<{0}", "<={0}"};
  return fmt::format(fmt::runtime(dice_.pick(forms)), std::min(low, high), std::max(low, high));
}

std::string RandomQueries::of_record() {
  const auto number = [&](std::size_t most) { return fmt::format("{:02}", dice_.roll(most) + 10); };
  switch (dice_.roll(13)) {
    case 0:
    case 1: {
      static const std::vector<std::string> others{"cues", "tracks", "file", "picture", "remark", "person", "org"};
      const auto what = dice_.chance(40) ? dice_.pick(others) : std::string(row_of(dice_.pick(said_)).name);
      return (dice_.chance(50) ? "has:" : "missing:") + what;
    }
    case 2:
    case 3: {
      std::vector<std::string> all;
      each_word(query_field("is")->choices, [&](std::string_view choice) { all.emplace_back(choice); });
      return "is:" + dice_.pick(all);
    }
    case 4:
      return fmt::format("{}{}{}", dice_.chance(50) ? "id:" : "", dice_.pick(std::string("ATFCN")), dice_.roll(90) + 1);
    case 5:
      return "how:" + dice_.pick(std::vector<std::string>{"score-of", "inspired-by", "cover-of"});
    case 6:
      return dice_.pick(
          std::vector<std::string>{"format:ogg", "format:flac", "format:fl*", "side:b", "format:\"Ogg Vorbis\""});
    case 7:
      return fmt::format("path:{}{}", start_of(dice_.pick(title_words()), 3), dice_.chance(70) ? "*" : "");
    case 8:
      return "track:" + range_of(std::to_string(dice_.roll(9)), "9");
    case 9:
      return dice_.pick(std::vector<std::string>{"disc:2", "reel:2..4", "reel:>6", "added:-2d", "changed:..2001"});
    case 10:
      return "tc:" + range_of("0:" + number(40) + ":00", "1:30:00");
    default:
      return "length:" + range_of("1:" + number(40), "5:" + number(40));
  }
}

std::string RandomQueries::text_value(Field field) {
  const auto& value = dice_.pick(values_[field]);
  const auto word = word_of(value);
  switch (dice_.roll(8)) {
    case 0:
      return quoted(value);
    case 1:
      return '=' + quoted(value);
    case 2:
      return fmt::format("/{}{}/", dice_.chance(50) ? "^" : "", start_of(word, 3));
    case 3:
      return start_of(word, 3) + '*';
    case 4:
      return fmt::format("({},{})", word, word_of(dice_.pick(values_[field])));
    case 5:
      return fmt::format("{} NEAR/{} {}", word, dice_.roll(5) + 1, word_of(value));
    case 6:
      return upper(word);
    default:
      return word;
  }
}

std::string RandomQueries::of_field() {
  if (dice_.chance(10)) return (dice_.chance(70) ? "person:" : "org:") + text_value(Field::composer);
  // Half of them are of the fields people ask for.
  static constexpr std::array asked{Field::title, Field::film,  Field::album, Field::composer,
                                    Field::mood,  Field::scene, Field::year,  Field::date};
  const auto field = dice_.chance(50) ? dice_.pick(asked) : dice_.pick(said_);
  const std::string name(row_of(field).name);
  const auto& value = dice_.pick(values_[field]);
  switch (row_of(field).type) {
    case Type::number:
    case Type::date:
      if (dice_.chance(10)) return name + (field == Field::year || field == Field::date ? ":1970s" : ":3");
      return name + ':' + range_of(value, dice_.pick(values_[field]));
    case Type::flag:
      return name + ':' + value;
    case Type::code:
      if (dice_.chance(50)) return name + ':' + quoted(value);
      return name + ':' + text_value(field);
    default:
      return name + ':' + text_value(field);
  }
}

}  // namespace cuetheque
