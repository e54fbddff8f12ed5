#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>
#include <utility>

#include "cli/commands/all.h"
#include "cli/json_writer.h"
#include "cli/publisher.h"
#include "cli/select.h"
#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

/// What a citation is made of, whatever its style; what is not known is empty.
struct Cited {
  std::string id, author, title, part, container, publisher, year, medium;
};

std::string with_year(const std::string& film, const std::string& year) {
  return film.empty() || year.empty() ? film : fmt::format("{} ({})", film, year);
}

std::string spaced(const std::string& one, const std::string& other) {
  return one.empty() || other.empty() ? one + other : one + " " + other;
}

std::string first_of(const View& view, std::initializer_list<std::string_view> keys) {
  for (const auto key : keys)
    if (auto text = joined(view, key); !text.empty()) return text;
  return {};
}

Cited cited_album(const View& album) {
  return {joined(album, "id"),
          first_of(album, {"albumartist"}),
          joined(album, "album"),
          "",
          "",
          spaced(joined(album, "label"), joined(album, "catalognumber")),
          joined(album, "date").substr(0, 4),
          joined(album, "media")};
}

Cited cited_track(const View& track, const Publisher& publisher) {
  const auto album = parse_id(joined(track, "album_id"));
  const auto head = album ? publisher.head(*album) : std::nullopt;
  auto cited = head ? cited_album(*head) : Cited();
  cited.id = joined(track, "id");
  cited.container = std::exchange(cited.title, joined(track, "title"));
  if (auto composer = first_of(track, {"composer", "artist"}); !composer.empty()) cited.author = std::move(composer);
  const auto number = joined(track, "track"), disc = joined(track, "disc");
  if (!number.empty())
    cited.part = disc.empty() || disc == "1" ? "track " + number : "disc " + disc + ", track " + number;
  return cited;
}

Cited cited_cue(const View& cue) {
  Cited cited;
  cited.id = joined(cue, "id");
  cited.author = joined(cue, "composer");
  if (const auto* parties = find_item(cue, "parties"); parties && cited.author.empty())
    for (const auto& party : parties->children)
      if (joined(party, "role").starts_with("C"))
        cited.author += (cited.author.empty() ? "" : "; ") + joined(party, "name");
  cited.title = first_of(cue, {"title", "cue"});
  const auto number = joined(cue, "cue"), in = joined(cue, "tc_in");
  if (!number.empty()) cited.part = "cue " + number;
  if (!in.empty()) cited.part += (cited.part.empty() ? "at " : ", at ") + in;
  cited.container = with_year(joined(cue, "film"), joined(cue, "film_year"));
  cited.year = joined(cue, "film_year");
  return cited;
}

Cited cited_film(const View& film) {
  return {joined(film, "id"),
          first_of(film, {"director", "composer"}),
          joined(film, "film"),
          "",
          "",
          joined(film, "studio"),
          joined(film, "year"),
          joined(film, "kind")};
}

Cited cited(Id id, const View& view, const Publisher& publisher) {
  if (id.kind == Kind::track) return cited_track(view, publisher);
  if (id.kind == Kind::cue) return cited_cue(view);
  return id.kind == Kind::production ? cited_film(view) : cited_album(view);
}

/// BibTeX gives these a meaning of their own.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (std::string_view("&%$#_{}").find(c) != std::string_view::npos) result += '\\';
    if (c == '\\')
      result += "\\textbackslash{}";
    else if (c == '~' || c == '^')
      result += fmt::format("\\{}{{}}", c);
    else
      result += c;
  }
  return result;
}

/// Several names stand between "; " here and between " and " there. No name is turned round: which part of it is the
/// surname nobody told us. Braces keep BibTeX from guessing.
std::string bibtex_names(std::string_view names) {
  std::string result;
  while (!names.empty()) {
    const auto end = std::min(names.find("; "), names.size());
    result += fmt::format("{}{{{}}}", result.empty() ? "" : " and ", escaped(names.substr(0, end)));
    names.remove_prefix(std::min(end + 2, names.size()));
  }
  return result;
}

std::string bibtex(const Cited& one) {
  auto text = fmt::format("@misc{{{},\n", one.id);
  const auto add = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) text += fmt::format("  {} = {{{}}},\n", key, value);
  };
  add("author", bibtex_names(one.author));
  add("title", "{" + escaped(one.title) + "}");
  const auto place = one.container.empty() ? "" : (one.part.empty() ? "On " : ", on ") + one.container;
  add("note", escaped(one.part + place));
  add("howpublished", escaped(one.medium.empty() || one.publisher.empty() ? one.publisher + one.medium
                                                                          : one.publisher + ", " + one.medium));
  add("year", one.year);
  return text + "}\n";
}

/// Author. Title. Label number, year, medium. A part of something stands in quotation marks before it.
std::string chicago(const Cited& one) {
  std::string text = one.author.empty() ? "" : one.author + ". ";
  const bool part = !one.container.empty();
  text += part ? fmt::format("“{}.”", one.title) : one.title + ".";
  if (!one.part.empty()) text += fmt::format(" {}{}", static_cast<char>(std::toupper(one.part[0])), one.part.substr(1));
  if (part) text += fmt::format("{} {}.", one.part.empty() ? " On" : " on", one.container);
  std::string published = one.publisher;
  for (const auto* more : {&one.year, &one.medium})
    if (!more->empty() && !(part && one.publisher.empty())) published += (published.empty() ? "" : ", ") + *more;
  return published.empty() ? text + "\n" : fmt::format("{} {}.\n", text, published);
}

/// One row a style.
struct Style {
  std::string_view name;
  std::string (*write)(const Cited& one);
};
constexpr auto styles = std::to_array<Style>({{"chicago", chicago}, {"bibtex", bibtex}});

const Style& style_named(const std::string& name) {
  if (name.empty()) return styles.front();
  for (const auto& style : styles)
    if (style.name == name) return style;
  throw Error(Cause::usage, fmt::format("there is no style {}", shown(name)), "cite", "one of: chicago, bibtex");
}

void write_json_line(JsonWriter& json, const Style& style, const Cited& one) {
  json.begin_object().key("schema").number(1).key("id").text(one.id).key("style").text(style.name);
  json.key("citation").text(trim(style.write(one))).end_object();
}

}  // namespace

void declare_cite(Options& options) {
  add_level_options(options);
  add_option(options, "style", "NAME", "chicago (else), bibtex");
  add_switch(options, "jsonl", "one JSON object a line");
}

int run_cite(Session& session, const Arguments& arguments) {
  const auto& style = style_named(arguments.text("style"));
  const auto asked = ask(session, arguments.query());
  const auto level = level_for(arguments, asked, ResultLevel::album);
  if (level == ResultLevel::name) throw Error(Cause::usage, "a person is not cited", "cite", "-a, -t, -c or -f");
  const auto ids = select(session, asked, level);
  const Publisher publisher(session.archive());
  session.out().page();
  for (const auto id : ids) {
    const auto view = publisher.head(id);
    if (!view) continue;
    const auto one = cited(id, *view, publisher);
    JsonWriter json;
    if (arguments.has("jsonl")) write_json_line(json, style, one);
    session.out().write(arguments.has("jsonl") ? json.take() + "\n" : session.out().safe_lines(style.write(one)));
  }
  if (ids.empty()) session.say("nothing found");
  return 0;
}

}  // namespace cuetheque
