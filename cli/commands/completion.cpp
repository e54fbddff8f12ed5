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
#include "core/credits.h"
#include "core/error.h"
#include "core/fields.h"
#include "core/resolve.h"
#include "core/text.h"
#include "core/words.h"
#include "search/countable.h"
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
  if (row.name == "facet") return fmt::format("{} {}", fmt::join(countable_names(), " "), query);
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

// The word being typed is taken from the line, without its quotes: bash ends a word at a colon, we do not. What comes
// is quoted again, and what stands before the colon, or before an open quote, is taken off. zsh, which breaks no words
// at colons, has no COMP_WORDBREAKS and no compopt, and reads $words and $options as its own.
constexpr std::string_view bash_frame = R"(_cuetheque() {{
  local line=${{COMP_LINE:0:$COMP_POINT}} command= flags= choices= word= quote= before= c i
  for ((i = 0; i < ${{#line}}; i++)); do
    c=${{line:$i:1}}
    if [[ -n $quote ]]; then
      if [[ $c == "$quote" ]]; then quote=; else word+=$c; fi
    elif [[ $c == \\ ]]; then
      i=$((i + 1)); word+=${{line:$i:1}}
    elif [[ $c == [\"\'] ]]; then
      quote=$c before=$word
    elif [[ $c == [[:space:]] ]]; then
      word=
    else
      word+=$c
    fi
  done
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
  case $COMP_WORDBREAKS in
    *:*) [[ -n $quote ]] || before=${{word%"${{word##*:}}"}} ;;
    *) before= ;;
  esac
  COMPREPLY=()
  case $word in
    *:*|@*|[-^\(]@*)
      while IFS= read -r c; do
        c=${{c#"$before"}}
        [[ -n $quote ]] || printf -v c %q "$c"
        COMPREPLY+=("$c")
      done < <(cuetheque completion {3} "$word" 2>/dev/null) ;;
    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
    *) COMPREPLY=($(compgen -W "$choices" -- "$word")) ;;
  esac
  case ${{COMPREPLY[0]}} in *:) compopt -o nospace 2>/dev/null ;; esac
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

constexpr std::string_view fish_frame = R"(function __cuetheque_values
  set -l word (commandline -ct | string unescape; or commandline -ct | string replace -a '"' '')
  cuetheque completion {} $word 2>/dev/null
end
)";

std::string fish_script() {
  auto script = fmt::format(fish_frame, values_word);
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
      script += fmt::format("complete -c cuetheque {} -f -a '{} (__cuetheque_values)'\n", when, words);
  }
  return script;
}

struct ShellRow {
  std::string_view name;
  std::string (*script)();
};
constexpr auto shells = std::to_array<ShellRow>({{"bash", bash_script}, {"zsh", zsh_script}, {"fish", fish_script}});

/// Whether a name has these words one after the other, the last of them perhaps only begun.
bool goes_on(std::string_view name, const std::string& start) {
  return (' ' + fold(name)).find(' ' + start) != std::string::npos;
}

/// People and bodies that a field credits, by their preferred form; those that begin as typed, if there are any.
std::vector<std::string> names_for(Session& session, const Subject& subject, const std::string& start) {
  std::vector<std::string> beginning, others;
  for (const auto id : session.index().complete_names(subject.fields, start, most_values)) {
    const auto record = session.archive().find(id);
    if (!record) continue;
    const auto name = resolve(record->statements(), Field::name).first();
    const auto aliases = resolve(record->statements(), Field::alias).values;
    if (fold(name).starts_with(start))
      beginning.push_back(name);
    else if (goes_on(name, start) || std::ranges::any_of(aliases, [&](auto& one) { return goes_on(one, start); }))
      others.push_back(name);
  }
  return beginning.empty() ? others : beginning;
}

bool holds_names(const Subject& subject) {
  return std::ranges::any_of(subject.fields, [](Field field) { return is_credit(field) || field == Field::name; });
}

std::vector<std::string> values_of(Session& session, const Subject& subject, const std::string& start) {
  std::vector<std::string> values;
  each_word(subject.choices, [&](std::string_view choice) {
    if (choice.starts_with(start)) values.emplace_back(choice);
  });
  if (subject.shape == Shape::field)
    for (const auto& row : fields)
      if (row.name.starts_with(start)) values.emplace_back(row.name);
  if (holds_names(subject)) values = names_for(session, subject, start);
  if (values.empty())
    for (const auto field : subject.fields)
      for (auto& value : session.index().complete(field, start, most_values)) values.push_back(std::move(value));
  return values;
}

/// What a word such as `composer:her` or `@te` may become: values of a choice, names, words that the archive has.
std::vector<std::string> words_for(Session& session, std::string_view word) {
  const auto name_at = std::min(word.find_first_not_of("-^("), word.size());
  const auto signs = word.substr(0, name_at), typed = word.substr(name_at);
  std::vector<std::string> found;
  const auto add = [&](std::string_view before, std::string_view value) {
    found.push_back(shown(fmt::format("{}{}{}", signs, before, value)));
  };
  if (typed.starts_with('@')) {
    for (const auto& saved : session.archive().saved_queries())
      if (fold(saved.name).starts_with(fold(typed.substr(1)))) add("@", saved.name);
    return found;
  }
  const auto colon = typed.find(':');
  const auto subject = colon == std::string_view::npos ? std::nullopt : subject_named(typed.substr(0, colon));
  if (!subject) return found;
  for (const auto& value : values_of(session, *subject, fold(typed.substr(colon + 1))))
    add(typed.substr(0, colon + 1), value);
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

int print_values(Session& session, const std::string& word) {
  for (const auto& value : words_for(session, word)) session.out().write(value + "\n");
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
