#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/ids.h"
#include "core/text.h"
#include "core/text_utf8.h"
#include "importer/cue_sheets/timecode.h"
#include "importer/exports/parts.h"

namespace cuetheque {
namespace {

constexpr auto structure = std::to_array<std::string_view>(
    {"id", "production", "tc_in", "tc_out", "duration_ms", "tracks", "ties", "parties"});
constexpr std::size_t most_parties = 500;
constexpr std::size_t most_id = 40;  ///< as a remark shows it

CueTiming timing_of(Json json) {
  CueTiming timing;
  if (const auto in = parse_timecode(json.at("tc-in").text())) timing.set_in_ms(in->count());
  if (const auto out = parse_timecode(json.at("tc-out").text())) timing.set_out_ms(out->count());
  if (const auto ms = json.at("duration-ms").number(); ms && *ms <= longest_ms)
    timing.set_duration_ms(static_cast<std::int64_t>(*ms));
  // A cue without a number is found again by its place on the sheet: its id is as good, and says the same each time.
  if (const auto id = parse_id(json.at("id").text())) timing.set_sequence(static_cast<std::uint32_t>(id->number));
  return timing;
}

void add_party(Record& cue, Json json) {
  if (!json.is_object() || static_cast<std::size_t>(cue.parties_size()) >= most_parties) return;
  auto& party = *cue.add_parties();
  party.set_role(text_of(json.at("role")));
  party.set_name(text_of(json.at("name")));
  party.set_ipi(text_of(json.at("ipi")));
  party.set_society(text_of(json.at("society")));
  party.set_share(text_of(json.at("share")));
}

Record cue_of(Json json, const Origin& file, Oddities& oddities) {
  Record cue;
  cue.set_kind(cuetheque::cue);
  *cue.add_origins() = file;
  cue.add_origins()->set_person(export_rule);
  state_facts(json, on_cue, structure, *cue.mutable_statements(), oddities);
  *cue.mutable_timing() = timing_of(json);
  json.at("parties").each([&](Json party) { add_party(cue, party); });
  return cue;
}

}  // namespace

std::vector<CueSheetDraft> exported_cues(Json line, const std::map<std::string, ProductionDraft>& productions,
                                         const Origin& file, Oddities& oddities) {
  std::map<std::string, CueSheetDraft> sheets;
  line.at("cues").each([&](Json json) {
    if (!json.is_object()) return;
    const auto id = std::string(json.at("production").text());
    const auto production = productions.find(id);
    if (production == productions.end())
      return note(oddities, fmt::format("a cue of {}, which the album has not: passed over",
                                        id.empty() ? "no production" : clean(cut_at(id, most_id))));
    auto& sheet = sheets[id];
    sheet.production = production->second;
    sheet.sheet = file;
    sheet.whole = false;
    sheet.cues.push_back(cue_of(json, file, oddities));
  });
  std::vector<CueSheetDraft> result;
  for (auto& [id, sheet] : sheets) result.push_back(std::move(sheet));
  return result;
}

}  // namespace cuetheque
