#pragma once
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/variables_map.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cuetheque {

using Options = boost::program_options::options_description;

/// A command line taken apart: options by their long name, the words that are none, and those after `--`.
class Arguments {
 public:
  boost::program_options::variables_map options;
  std::vector<std::string> words;
  std::vector<std::string> after;  ///< what stands after `--`
  bool dashes = false;             ///< there was a `--`

  [[nodiscard]] bool has(const char* option) const { return options.count(option) != 0; }
  [[nodiscard]] std::string text(const char* option) const {
    return has(option) ? options[option].as<std::string>() : std::string{};
  }
  [[nodiscard]] std::optional<std::size_t> number(const char* option) const;
  /// Words before and after `--` alike.
  [[nodiscard]] std::vector<std::string> all_words() const;
  /// The same, joined by spaces as one query.
  [[nodiscard]] std::string query() const;
};

/// Declares a switch without a value, and an option with one. `names` as Boost has them: "json", "output,o".
void add_switch(Options& options, const char* names, const char* help);
void add_option(Options& options, const char* names, const char* value_name, const char* help);

/// Declares --jobs, and what it says: readers at work at once, 0 = as many as there are cores. Error(usage) for more
/// than 64.
void add_jobs_option(Options& options);
[[nodiscard]] unsigned jobs_asked(const Arguments& arguments);

/// Takes a command line apart by the options declared. A short option must be declared and stand alone (`-t`, `-o
/// FILE`) or in a row of switches (`-nv`); any other word that begins with one dash is a word, so that `-mood:comic`
/// needs no `--` after another query word. Error(usage) for unknown, repeated and valueless options, with the nearest
/// known one.
[[nodiscard]] Arguments parse_arguments(const std::vector<std::string>& arguments, const Options& declared);

/// Index of the command: the first word that is no option; none where there are only options. Options before it may
/// take a value.
[[nodiscard]] std::optional<std::size_t> find_command(const std::vector<std::string>& arguments, const Options& common);

/// A query out of words. `film:Ride the High Country` as one word was film:"…" before the shell took its quotes: they
/// are put back.
[[nodiscard]] std::string query_of(const std::vector<std::string>& words);

}  // namespace cuetheque
