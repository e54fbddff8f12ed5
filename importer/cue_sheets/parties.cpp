#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

#include "core/ascii.h"
#include "core/text.h"
#include "core/words.h"
#include "importer/cue_sheets/parts.h"

namespace cuetheque {
namespace {

struct Role {
  std::string_view code;
  bool publisher;
  std::string_view words;  ///< as header_key makes them, separated by spaces
};

constexpr auto roles = std::to_array<Role>({
    {"C", false, "composer"},
    {"A", false, "author lyricist lyrics"},
    {"CA", false, "composerauthor authorcomposer composerlyricist songwriter"},
    {"AR", false, "arranger"},
    {"SA", false, "subauthor sublyricist"},
    {"SR", false, "subarranger"},
    {"AD", false, "adapter adaptor"},
    {"TR", false, "translator"},
    {"W", false, "writer"},
    {"E", true, "originalpublisher"},
    {"SE", true, "subpublisher"},
    {"AM", true, "administrator"},
    {"PA", true, "incomeparticipant"},
    {"AQ", true, "acquirer"},
    {"ES", true, "substitutedpublisher"},
    {"P", true, "publisher"},
});

const Role* role_with_code(std::string_view code) {
  const auto found = std::ranges::find(roles, code, &Role::code);
  return found == roles.end() ? nullptr : &*found;
}

/// "50", "50%", "33.33 %" at the end of a party's text, cut off it.
struct Tail {
  std::string_view before;
  std::optional<int> share;
};
Tail cut_share(std::string_view text) {
  auto end = text;
  if (end.ends_with('%')) end = trim(end.substr(0, end.size() - 1));
  const auto last = end.find_last_not_of("0123456789.,");
  const auto from = last == std::string_view::npos ? 0 : last + 1;
  const auto share = from < end.size() && is_digit(end[from]) ? share_of(end.substr(from)) : std::nullopt;
  if (!share) return {text, {}};
  return {trim(end.substr(0, from)), share};
}

/// "(ASCAP)" or "[ASCAP]" at the end: capitals, dots, slashes and spaces only.
std::string_view society_in_brackets(std::string_view text) {
  if (!text.ends_with(')') && !text.ends_with(']')) return {};
  const auto open = text.find_last_of("([");
  if (open == std::string_view::npos) return {};
  const auto inside = text.substr(open + 1, text.size() - open - 2);
  const bool fits = inside.size() >= 2 && inside.size() <= 12 && std::ranges::all_of(inside, [](char c) {
                      return (c >= 'A' && c <= 'Z') || c == '.' || c == '/' || c == ' ';
                    });
  return fits ? inside : std::string_view{};
}

Party party_of(std::string_view text, std::string_view role) {
  Party party;
  party.set_role(std::string(role));
  const auto [before, share] = cut_share(text);
  if (share) party.set_share(share_text(*share));
  const auto society = society_in_brackets(before);
  party.set_society(std::string(society));
  const auto name = society.empty() ? before : before.substr(0, before.size() - society.size() - 2);
  party.set_name(std::string(trim(name)));
  return party;
}

}  // namespace

bool is_writer(std::string_view role) {
  const auto* known = role_with_code(role);
  return known != nullptr && !known->publisher;
}

bool is_publisher(std::string_view role) {
  const auto* known = role_with_code(role);
  return known != nullptr && known->publisher;
}

std::string role_code(std::string_view written) {
  const auto key = header_key(written);
  auto code = upper(key);
  if (role_with_code(code) != nullptr) return code;
  const auto word = std::ranges::find_if(roles, [&](const Role& role) { return has_word(role.words, key); });
  return word == roles.end() ? code : std::string(word->code);
}

std::optional<int> share_of(std::string_view written) {
  auto text = trim(written);
  if (text.ends_with('%')) text = trim(text.substr(0, text.size() - 1));
  const auto point = std::min(text.find_first_of(".,"), text.size());
  const auto whole = text.substr(0, point);
  auto part = std::string(point == text.size() ? std::string_view{} : text.substr(point + 1));
  if (whole.empty() || whole.size() > 4 || part.size() > 12) return std::nullopt;
  if (!std::ranges::all_of(whole, is_digit) || !std::ranges::all_of(part, is_digit)) return std::nullopt;
  part.resize(3, '0');
  int units = 0;
  int thousandths = 0;
  std::from_chars(whole.data(), whole.data() + whole.size(), units);
  std::from_chars(part.data(), part.data() + part.size(), thousandths);
  return units * 100 + (thousandths + 5) / 10;
}

std::string share_text(int hundredths) {
  return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
}

std::vector<Party> parties_of(std::string_view cell, std::string_view role, bool last_names) {
  std::vector<Party> parties;
  for (const auto piece : pieces_of(cell, ";\n", last_names ? "/" : " / "))
    if (auto party = party_of(piece, role); !party.name().empty()) parties.push_back(std::move(party));
  return parties;
}

}  // namespace cuetheque
