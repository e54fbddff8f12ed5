// Scripts for the shell, made from the tables of commands, options, exporters and fields: nothing here is kept by hand.
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

namespace cuetheque {
namespace {

std::string field_words(std::string_view after) {
  std::string words;
  for (const auto& row : fields) words += fmt::format("{}{}{}", words.empty() ? "" : " ", row.name, after);
  return words;
}

std::string command_words() {
  std::string words;
  for (const auto& row : commands()) words += fmt::format("{}{}", words.empty() ? "" : " ", row.name);
  return words;
}

std::string option_words(const CommandRow& row) {
  std::string words;
  const auto options = options_of(row);
  for (const auto& option : options.options())
    words += fmt::format("{}--{}", words.empty() ? "" : " ", option->long_name());
  return words;
}

std::string exporter_words() {
  std::string words;
  for (const auto& row : exporters()) words += fmt::format("{}{}", words.empty() ? "" : " ", row.name);
  return words;
}

/// What the words of a command that are no options may be.
std::string word_choices(const CommandRow& row) {
  if (row.name == "help") return command_words();
  if (row.name == "export") return exporter_words() + " " + field_words(":");
  if (row.name == "completion") return "bash zsh fish";
  if (row.name == "fields" || row.name == "why") return field_words("");
  const bool query = row.arguments.find("QUERY") != std::string_view::npos;
  return query ? field_words(":") : std::string{};
}

std::string bash_script() {
  std::string cases;
  for (const auto& row : commands())
    cases += fmt::format("    {}) options=\"{}\"; words=\"{}\" ;;\n", row.name, option_words(row), word_choices(row));
  return fmt::format(
      "_cuetheque() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}} command= options= words= i\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case ${{COMP_WORDS[i]}} in -*) ;; *) command=${{COMP_WORDS[i]}}; break ;; esac\n"
      "  done\n"
      "  case $command in\n"
      "    '') words=\"{}\" ;;\n"
      "{}"
      "  esac\n"
      "  case $word in -*) words=$options ;; esac\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
      "  case ${{COMPREPLY[0]}} in *:) compopt -o nospace ;; esac\n"
      "  [ ${{#COMPREPLY[@]}} -gt 0 ] || COMPREPLY=($(compgen -f -- \"$word\"))\n"
      "}}\n"
      "complete -o filenames -F _cuetheque cuetheque\n",
      command_words(), cases);
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
      script += fmt::format("complete -c cuetheque {} -f -a '{}'\n", when, words);
  }
  return script;
}

struct ShellRow {
  std::string_view name;
  std::string (*script)();
};
constexpr auto shells = std::to_array<ShellRow>({{"bash", bash_script}, {"zsh", zsh_script}, {"fish", fish_script}});

}  // namespace

void declare_completion(Options&) {}

int run_completion(Session& session, const Arguments& arguments) {
  const auto& name = arguments.words.at(0);
  const auto shell = std::ranges::find(shells, name, &ShellRow::name);
  if (shell == shells.end())
    throw Error(Cause::usage, fmt::format("there is no completion for '{}'", shown(name)), {}, "bash, zsh or fish");
  session.out().write(shell->script());
  return 0;
}

}  // namespace cuetheque
