#include "cli/run.h"

#include <exception>
#include <fmt/format.h>
#include <new>
#include <system_error>

#include "cli/commands.h"
#include "cli/external.h"
#include "cli/help_text.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

using Words = std::vector<std::string>;

/// The whole command line, as the journal keeps it.
std::string written(const Words& arguments) {
  std::string line = "cuetheque";
  for (const auto& word : arguments) {
    const bool plain = !word.empty() && word.find_first_of(" \t\n'\"\\$&|;<>()*?[]!") == std::string::npos;
    std::string quoted;
    for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    line += plain ? " " + word : " '" + quoted + "'";
  }
  return clean(line);
}

void check_words(const CommandRow& command, const Arguments& arguments) {
  const auto count = arguments.words.size() + arguments.after.size();
  if (count >= command.least_words && count <= command.most_words) return;
  throw Error(Cause::usage, count < command.least_words ? "something is missing" : "too many words",
              std::string(command.name), fmt::format("cuetheque {} {}", command.name, command.arguments));
}

int run_command(const CommandRow& command, const Words& rest, const Words& whole) {
  const auto arguments = parse_arguments(rest, options_of(command));
  const auto settings = read_settings();
  if (arguments.has("help")) {
    Session session(arguments, settings, {}, Opens::nothing);
    session.out().write(command_help(command, session.out().colour()));
    session.out().flush();
    return 0;
  }
  check_words(command, arguments);
  Session session(arguments, settings, written(whole), command.opens);
  const int code = command.run(session, arguments);
  session.out().flush();
  return code;
}

/// The words without the command itself: options before it count as its own.
Words without(Words words, std::size_t place) {
  words.erase(words.begin() + static_cast<std::ptrdiff_t>(place));
  return words;
}

/// A command of ours, or else a program of that name.
int run_named(const Words& arguments, std::size_t place, const Options& common) {
  const auto& name = arguments[place];
  const auto program = find_command(name) ? std::nullopt : external_command(name);
  if (!program) return run_command(command_named(name), without(arguments, place), arguments);
  const auto middle = arguments.begin() + static_cast<std::ptrdiff_t>(place);
  const auto before = parse_arguments({arguments.begin(), middle}, common);
  const Session session(before, read_settings(), {}, Opens::nothing);
  run_external(*program, session.place(), {middle + 1, arguments.end()});
}

int dispatch(const Words& arguments) {
  Options common;
  add_common_options(common);
  add_switch(common, "version", "version of the program");
  const auto place = find_command(arguments, common);
  if (place) return run_named(arguments, *place, common);
  const auto asked = parse_arguments(arguments, common);
  if (asked.has("version")) return run_command(command_named("version"), {}, arguments);
  if (asked.has("help")) return run_command(command_named("help"), {}, arguments);
  Session session(asked, read_settings(), {}, Opens::nothing);
  session.out().write(greeting());
  session.out().flush();
  return 0;
}

/// What an error says may hold text from files; the lines of a query with its caret stay lines, indented.
void complain_lines(std::string_view text) {
  const auto end = text.find('\n');
  complain("  " + shown(text.substr(0, end)));
  if (end != std::string_view::npos) complain_lines(text.substr(end + 1));
}

int report(const Error& error) {
  const bool drawn = error.where().find('\n') != std::string::npos;
  const auto where = error.where().empty() || drawn ? std::string{} : shown(error.where()) + ": ";
  complain(fmt::format("cuetheque: {}{}", where, shown(error.what())));
  if (drawn) complain_lines(error.where());
  if (!error.hint().empty()) complain_lines(error.hint());
  return error.exit_code();
}

int report_bug(const char* what) {
  complain(fmt::format("cuetheque: this is a bug of ours: {}", shown(what)));
  complain("  please report it with the command you typed; the archive keeps every step that was finished");
  return static_cast<int>(Cause::bug);
}

}  // namespace

int run(const std::vector<std::string>& arguments) try {
  const int code = dispatch(arguments);
  return code == 0 && interrupted() != 0 ? 128 + interrupted() : code;
} catch (const OutputClosed&) {
  return 0;
} catch (const Error& error) {
  const int code = report(error);
  return error.cause() == Cause::refused && interrupted() != 0 ? 128 + interrupted() : code;
} catch (const std::bad_alloc&) {
  return report(Error(Cause::refused, "out of memory", {}, "what was finished is kept; raise the limit (ulimit -v)"));
} catch (const std::system_error& error) {
  return report(Error(Cause::refused, error.what()));
} catch (const std::exception& error) {
  return report_bug(error.what());
}

}  // namespace cuetheque
