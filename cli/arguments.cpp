#include "cli/arguments.h"

#include <algorithm>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <fmt/format.h>

#include "cli/numbers.h"
#include "core/error.h"
#include "core/text.h"
#include "search/query_fields.h"

namespace cuetheque {
namespace {

namespace po = boost::program_options;

const po::option_description* declared_long(const Options& declared, std::string_view name) {
  const auto& all = declared.options();
  const auto found = std::ranges::find_if(all, [&](const auto& option) { return option->long_name() == name; });
  return found == all.end() ? nullptr : found->get();
}

const po::option_description* declared_short(const Options& declared, char letter) {
  const auto& all = declared.options();
  const std::string name{'-', letter};
  const auto found = std::ranges::find_if(all, [&](const auto& option) {
    return option->canonical_display_name(po::command_line_style::allow_dash_for_short) == name;
  });
  return found == all.end() ? nullptr : found->get();
}

bool takes_value(const po::option_description& option) {
  return option.semantic()->max_tokens() > 0;
}

[[noreturn]] void unknown_option(const std::string& word, std::string_view name, const Options& declared) {
  std::vector<std::string_view> names;
  for (const auto& option : declared.options()) names.push_back(option->long_name());
  const auto close = nearest(name, names);
  throw Error(Cause::usage, fmt::format("there is no option {}", shown(word)), {},
              close ? fmt::format("did you mean --{}?", *close) : "`cuetheque help COMMAND` lists a command's options");
}

/// Whether the value is words of a title or name and no further query syntax: "Trek: First" is, "a mood:b" is not.
bool is_plain_value(std::string_view value) {
  if (value.find_first_of("\"(){}/<>*|") != std::string_view::npos || value.starts_with('=')) return false;
  for (const std::string_view word : {" OR ", " AND ", " NOT ", " NEAR/", " -", " ^", " @", ".."})
    if (value.find(word) != std::string_view::npos) return false;
  for (auto colon = value.find(':'); colon != std::string_view::npos; colon = value.find(':', colon + 1))
    if (colon + 1 < value.size() && value[colon + 1] != ' ') return false;
  return true;
}

/// The shell took the quotes of film:"Ride the High Country" away: they come back here.
std::string requoted(const std::string& word) {
  const auto colon = word.find(':');
  if (colon == std::string::npos || word.find(' ') == std::string::npos) return word;
  const auto name = std::string_view(word).substr(0, colon);
  const auto subject = subject_named(name.substr(std::min(name.find_first_not_of("-^"), name.size())));
  const auto value = std::string_view(word).substr(colon + 1);
  const bool text = subject && (subject->shape == Shape::words || subject->shape == Shape::path);
  if (!text || !is_plain_value(value)) return word;
  return fmt::format("{}:\"{}\"", name, value);
}

/// One walk over the words of a command line, sorting them.
class Walk {
 public:
  Walk(const std::vector<std::string>& words, const Options& declared) : words_(words), declared_(declared) {}

  Arguments run() {
    while (next_ < words_.size()) take(words_[next_++]);
    return std::move(arguments_);
  }

  /// Goes as far as the first word that is no option.
  std::optional<std::size_t> first_word() {
    while (next_ < words_.size() && arguments_.words.empty() && !arguments_.dashes) take(words_[next_++]);
    return arguments_.words.empty() ? std::nullopt : std::optional(next_ - 1);
  }

 private:
  void take(const std::string& word) {
    if (arguments_.dashes)
      arguments_.after.push_back(word);
    else if (word == "--")
      arguments_.dashes = true;
    else if (word.starts_with("--"))
      take_long(word);
    else if (is_short(word))
      take_short(word);
    else
      take_word(word);
  }

  void take_word(const std::string& word) {
    const bool looks_like_option = word.size() == 2 && word[0] == '-' && word[1] != '-';
    if (looks_like_option) unknown_option(word, word.substr(1), declared_);
    arguments_.words.push_back(word);
  }

  void take_long(const std::string& word) {
    const auto equals = word.find('=');
    const auto name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
    const auto* option = declared_long(declared_, name);
    if (!option) unknown_option(word.substr(0, equals), name, declared_);
    if (equals == std::string::npos) return set(*option, word);
    if (!takes_value(*option)) throw Error(Cause::usage, fmt::format("--{} takes no value", name));
    store(*option, word.substr(equals + 1));
  }

  /// A row of declared switches, or one declared option with a value in the next word.
  [[nodiscard]] bool is_short(const std::string& word) const {
    if (word.size() < 2 || word[0] != '-') return false;
    return std::all_of(word.begin() + 1, word.end(), [&](char letter) {
      const auto* option = declared_short(declared_, letter);
      return option && (word.size() == 2 || !takes_value(*option));
    });
  }

  void take_short(const std::string& word) {
    for (const char letter : word.substr(1)) set(*declared_short(declared_, letter), word);
  }

  void set(const po::option_description& option, const std::string& word) {
    if (!takes_value(option)) return store(option, "");
    if (next_ >= words_.size()) throw Error(Cause::usage, fmt::format("{} wants a value", word));
    store(option, words_[next_++]);
  }

  void store(const po::option_description& option, std::string value) {
    const auto& name = option.long_name();
    if (takes_value(option) && value.empty()) throw Error(Cause::usage, fmt::format("--{} wants a value", name));
    if (arguments_.has(name.c_str())) throw Error(Cause::usage, fmt::format("--{} stands there twice", name));
    arguments_.options.insert({name, po::variable_value(boost::any(std::move(value)), false)});
  }

  const std::vector<std::string>& words_;
  const Options& declared_;
  std::size_t next_ = 0;
  Arguments arguments_;
};

}  // namespace

std::optional<std::size_t> Arguments::number(const char* option) const {
  if (!has(option)) return std::nullopt;
  const auto number = whole_number(text(option));
  if (number && *number >= 0) return static_cast<std::size_t>(*number);
  throw Error(Cause::usage, fmt::format("--{} wants a whole number, not '{}'", option, shown(text(option))));
}

std::vector<std::string> Arguments::all_words() const {
  auto all = words;
  all.insert(all.end(), after.begin(), after.end());
  return all;
}

std::string Arguments::query() const {
  return query_of(all_words());
}

std::string query_of(const std::vector<std::string>& words) {
  std::string query;
  for (const auto& word : words) query += (query.empty() ? "" : " ") + requoted(word);
  return query;
}

void add_switch(Options& options, const char* names, const char* help) {
  options.add_options()(names, help);
}

void add_option(Options& options, const char* names, const char* value_name, const char* help) {
  options.add_options()(names, po::value<std::string>()->value_name(value_name), help);
}

void add_jobs_option(Options& options) {
  add_option(options, "jobs", "N", "readers at work at once (as many as there are cores)");
}

unsigned jobs_asked(const Arguments& arguments) {
  constexpr std::size_t most = 64;
  const auto jobs = arguments.number("jobs").value_or(0);
  if (jobs > most) throw Error(Cause::usage, fmt::format("--jobs may be {} at most", most));
  return static_cast<unsigned>(jobs);
}

Arguments parse_arguments(const std::vector<std::string>& arguments, const Options& declared) {
  return Walk(arguments, declared).run();
}

std::optional<std::size_t> find_command(const std::vector<std::string>& arguments, const Options& common) {
  return Walk(arguments, common).first_word();
}

}  // namespace cuetheque
