#include "cli/template.h"

#include <algorithm>
#include <fmt/format.h>

#include "cli/numbers.h"
#include "cli/publisher.h"
#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    const bool escape = text[i] == '\\' && std::string_view("nt0\\").find(next) != std::string_view::npos;
    if (!escape) {
      out += text[i];
      continue;
    }
    out += next == 'n' ? '\n' : next == 't' ? '\t' : next == '0' ? '\0' : '\\';
    ++i;
  }
  return out;
}

void check_name(std::string_view name, ResultLevel level) {
  const auto known = columns_of(level);
  if (std::ranges::find(known, name) != known.end()) return;
  const auto close = nearest(name, known);
  throw Error(Cause::usage, fmt::format("there is nothing called {{{}}} to print at this level", shown(name)),
              "--format", close ? fmt::format("did you mean {{{}}}?", *close) : "`cuetheque fields` lists the names");
}

std::string formatted(const std::string& spec, const View& flat, std::string_view name, bool for_terminal = false) {
  const auto text = for_terminal ? shown(joined(flat, name)) : joined(flat, name);
  const auto* item = find_item(flat, name);
  const auto number = item && item->shape == ItemShape::number ? whole_number(text) : std::nullopt;
  const auto layout = fmt::format("{{{}}}", spec);
  return number ? fmt::vformat(layout, fmt::make_format_args(*number))
                : fmt::vformat(layout, fmt::make_format_args(text));
}

/// A spec is right if it fits a text or a number: `{track:02}` fits only numbers, `{title:.9}` only texts.
void check_spec(const std::string& spec) {
  View sample;
  add_text(sample, "text", "x");
  add_number(sample, "number", 1);
  for (const std::string_view name : {"text", "number"}) try {
      (void)formatted(spec, sample, name);
      return;
    } catch (const fmt::format_error&) {
      continue;
    }
  throw Error(Cause::usage, fmt::format("'{}' is no way to lay out a value", shown(spec)), "--format",
              "as in {title:<30} {track:02} {year:>6}");
}

}  // namespace

Template::Template(std::string_view raw, ResultLevel level) {
  const auto text = unescaped(raw);
  std::string literal;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool doubled = i + 1 < text.size() && text[i + 1] == c;
    if ((c == '{' || c == '}') && doubled) {
      literal += text[i++];
      continue;
    }
    if (c != '{') {
      literal += c;
      continue;
    }
    const auto end = text.find('}', i);
    if (end == std::string::npos)
      throw Error(Cause::usage, "a { has no }", "--format", "write {{ for the brace itself");
    const auto inside = text.substr(i + 1, end - i - 1);
    const auto colon = std::min(inside.find(':'), inside.size());
    check_name(inside.substr(0, colon), level);
    check_spec(inside.substr(colon));
    pieces_.push_back({std::exchange(literal, {}), inside.substr(0, colon), inside.substr(colon)});
    i = end;
  }
  if (!literal.empty()) pieces_.push_back({literal, {}, {}});
}

std::string Template::fill(const View& flat, bool for_terminal) const {
  std::string line;
  for (const auto& piece : pieces_) {
    line += piece.literal;
    if (piece.name.empty()) continue;
    try {
      line += formatted(piece.spec, flat, piece.name, for_terminal);
    } catch (const fmt::format_error&) {
      line += formatted({}, flat, piece.name, for_terminal);  // a number's layout for a value that is none
    }
  }
  return line;
}

}  // namespace cuetheque
