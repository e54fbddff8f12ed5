// Scripts for the shell, made from the tables of commands, options, exporters and fields: nothing here is kept by hand.
// The values after `field:` they ask of `cuetheque completion values`.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/commands/all.h"
#include "cli/exporters.h"
#include "cli/help_text.h"
#include "core/error.h"
#include "core/fields.h"
#include "core/text.h"
#include "search/query_fields.h"

namespace cuetheque {
namespace {

constexpr std::size_t most_values = 200;
constexpr std::string_view values_word = "values";

template <typename Table>
std::string names_of(const Table& table, std::string_view after = {}) {
  std::string words;
  for (const auto& row : table) words += fmt::format("{}{}{}", words.empty() ? "" : " ", row.name, after);
  return words;
}

std::string option_words(const CommandRow& row) {
  std::string words;
  const auto options = options_of(row);
  for (const auto& option : options.options())
    words += fmt::format("{}--{}", words.empty() ? "" : " ", option->long_name());
  return words;
}

/// What the words of a command that are no options may be.
std::string word_choices(const CommandRow& row) {
  const auto query = names_of(fields, ":") + " " + names_of(query_fields, ":");
  if (row.name == "help") return names_of(commands());
  if (row.name == "export") return names_of(exporters()) + " " + query;
  if (row.name == "completion") return "bash zsh fish";
  if (row.name == "fields" || row.name == "why") return names_of(fields);
  return row.arguments.find("QUERY") == std::string_view::npos ? std::string{} : query;
}

/// The options before a command that take a value, as a pattern of the shell.
std::string valued_options() {
  Options common;
  add_common_options(common);
  std::string pattern;
  for (const auto& option : common.options())
    if (!value_name(*option).empty()) pattern += fmt::format("{}--{}", pattern.empty() ? "" : "|", option->long_name());
  return pattern;
}

// A colon ends a word for bash, not for us: the word is taken from the line, and what stands before the colon is taken
// off the answers. zsh, which does not do so, has no COMP_WORDBREAKS and no compopt, and reads $words and $options as
// its own.
constexpr std::string_view bash_frame = R"(_cuetheque() {{
  local line=${{COMP_LINE:0:$COMP_POINT}} command= flags= choices= i
  local word=${{line##*[[:space:]]}}
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${{COMP_WORDS[i]}} in
      {0}) ((i++)) ;;
      -*) ;;
      *) command=${{COMP_WORDS[i]}}; break ;;
    esac
  done
  case $command in
    '') choices="{1}" ;;
{2}  esac
  case $word in
    *:*) COMPREPLY=($(cuetheque completion {3} "$word" 2>/dev/null)) ;;
    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
    *) COMPREPLY=($(compgen -W "$choices" -- "$word")) ;;
  esac
  case ${{COMPREPLY[0]}} in *:) compopt -o nospace 2>/dev/null ;; esac
  case $COMP_WORDBREAKS in
    *:*) for i in ${{!COMPREPLY[@]}}; do COMPREPLY[i]=${{COMPREPLY[i]#"${{word%"${{word##*:}}"}}"}}; done ;;
  esac
}}
complete -o bashdefault -o default -F _cuetheque cuetheque
)";

std::string bash_script() {
  std::string cases;
  for (const auto& row : commands())
    cases += fmt::format("    {}) flags=\"{}\"; choices=\"{}\" ;;\n", row.name, option_words(row), word_choices(row));
  return fmt::format(bash_frame, valued_options(), names_of(commands()), cases, values_word);
}

std::string zsh_script() {
  return "autoload -U +X bashcompinit && bashcompinit\n" + bash_script();
}

std::string fish_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("\\'") : std::string(1, c);
  return out + "'";
}

std::string fish_script() {
  std::string script;
  for (const auto& row : commands()) {
    script += fmt::format("complete -c cuetheque -n __fish_use_subcommand -f -a {} -d {}\n", row.name,
                          fish_quoted(row.summary));
    const auto when = fmt::format("-n '__fish_seen_subcommand_from {}'", row.name);
    const auto options = options_of(row);
    for (const auto& option : options.options()) {
      const char letter = short_letter(*option);
      script += fmt::format("complete -c cuetheque {} -l {}{}{} -d {}\n", when, option->long_name(),
                            letter ? fmt::format(" -s {}", letter) : "", value_name(*option).empty() ? "" : " -r",
                            fish_quoted(option->description()));
    }
    if (const auto words = word_choices(row); !words.empty())
      script +=
          fmt::format("complete -c cuetheque {} -f -a '{} (cuetheque completion {} (commandline -ct) 2>/dev/null)'\n",
                      when, words, values_word);
  }
  return script;
}

struct ShellRow {
  std::string_view name;
  std::string (*script)();
};
constexpr auto shells = std::to_array<ShellRow>({{"bash", bash_script}, {"zsh", zsh_script}, {"fish", fish_script}});

/// The values that a word such as `composer:her` may become: those of a choice, or words the archive has.
std::vector<std::string> values_for(Session& session, std::string_view word) {
  const auto colon = word.find(':');
  const auto subject = colon == std::string_view::npos ? std::nullopt : subject_named(word.substr(0, colon));
  std::vector<std::string> values;
  if (!subject) return values;
  const auto start = fold(word.substr(colon + 1));
  each_choice(subject->choices, [&](std::string_view choice) {
    if (choice.starts_with(start)) values.emplace_back(choice);
  });
  if (subject->shape == Shape::field)
    for (const auto& row : fields)
      if (row.name.starts_with(start)) values.emplace_back(row.name);
  for (const auto field : subject->fields)
    for (auto& value : session.index().complete(field, start, most_values)) values.push_back(std::move(value));
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

int print_values(Session& session, const std::string& word) {
  for (const auto& value : values_for(session, word))
    session.out().write(word.substr(0, word.find(':') + 1) + value + "\n");
  return 0;
}

}  // namespace

void declare_completion(Options&) {}

int run_completion(Session& session, const Arguments& arguments) {
  const auto& name = arguments.words.at(0);
  if (arguments.words.size() == 2 && name == values_word) return print_values(session, arguments.words[1]);
  const auto shell = std::ranges::find(shells, name, &ShellRow::name);
  if (shell == shells.end() || arguments.words.size() != 1)
    throw Error(Cause::usage, fmt::format("there is no completion for '{}'", shown(name)), {}, "bash, zsh or fish");
  session.out().write(shell->script());
  return 0;
}

}  // namespace cuetheque
