#include "cli/help_text.h"

#include <algorithm>
#include <array>
#include <boost/program_options/cmdline.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <fmt/format.h>
#include <string_view>

namespace cuetheque {
namespace {

namespace po = boost::program_options;

constexpr auto groups =
    std::to_array<Group>({Group::start, Group::bring_in, Group::find, Group::describe, Group::care, Group::publish});

std::string bold(std::string_view text, bool colour) {
  return colour ? fmt::format("\x1b[1m{}\x1b[0m", text) : std::string(text);
}

std::string line_of(const CommandRow& row) {
  return fmt::format("  {:<11} {}\n", row.name, row.summary);
}

std::string option_line(const po::option_description& option) {
  const char letter = short_letter(option);
  const auto value = value_name(option);
  const auto names = fmt::format("{}--{}{}", letter ? fmt::format("-{}, ", letter) : "    ", option.long_name(),
                                 value.empty() ? "" : " " + value);
  return fmt::format("  {:<24} {}\n", names, option.description());
}

std::string indented(std::string_view lines) {
  std::string out = "  ";
  for (const char c : lines) out += c == '\n' ? std::string("\n  ") : std::string(1, c);
  return out + "\n";
}

}  // namespace

char short_letter(const po::option_description& option) {
  const auto name = option.canonical_display_name(po::command_line_style::allow_dash_for_short);
  return name.size() == 2 && name[0] == '-' ? name[1] : '\0';
}

std::string value_name(const po::option_description& option) {
  return option.semantic()->max_tokens() > 0 ? option.semantic()->name() : std::string{};
}

std::string greeting() {
  return "Cuetheque keeps film music: the albums you have, the cues heard in a film, and the films themselves.\n"
         "\n"
         "  cuetheque init                     make an archive\n"
         "  cuetheque import ~/Music           catalogue what is there; files are only read\n"
         "  cuetheque find goldsmith           look for something\n"
         "\n"
         "`cuetheque help` shows the commands to begin with.\n";
}

std::string command_list(bool all) {
  std::string text = "cuetheque COMMAND ...\n\n";
  if (!all) {
    for (const auto& row : commands())
      if (row.newcomer) text += line_of(row);
    return text +
           "\n`cuetheque help COMMAND` explains one, with examples; `cuetheque help --all` lists the rest.\n"
           "A CUE file is a disc's .cue index, a cue sheet the report of the music in a film, a cue one piece of it.\n";
  }
  for (const auto group : groups) {
    text += fmt::format("{}\n", group_name(group));
    for (const auto& row : commands())
      if (row.group == group) text += line_of(row);
    text += "\n";
  }
  return text +
         "Exit codes: 0 done, 1 something was found, 2 usage or bad query, 3 busy, 4 damaged or not an archive,\n"
         "5 finished with some items failed, 6 the system refused, 70 a bug of ours, 130 interrupted.\n";
}

std::string command_help(const CommandRow& command, bool colour) {
  auto text = fmt::format("{}: {}\n\n{}\n\n", bold(command.name, colour), command.summary, indented(command.examples));
  text += fmt::format("cuetheque {} {}\n", command.name, command.arguments);
  if (!command.aliases.empty()) text += fmt::format("also called: {}\n", command.aliases);
  Options own;
  command.declare(own);
  if (!own.options().empty()) text += "\n";
  for (const auto& option : own.options()) text += option_line(*option);
  Options common;
  add_common_options(common);
  text += "\nOptions of every command:\n";
  for (const auto& option : common.options()) text += option_line(*option);
  return text;
}

}  // namespace cuetheque
