#include "search/documents.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>

#include "core/cue_number.h"
#include "core/heard.h"
#include "core/links.h"
#include "core/pictures.h"
#include "core/text.h"
#include "core/track_audio.h"
#include "search/document_builder.h"
#include "search/place_words.h"
#include "search/query_range.h"

namespace cuetheque {
namespace {

template <typename Parts>
std::uint64_t newest(const Parts& parts) {
  std::uint64_t revision = 0;
  for (const auto& part : parts) revision = std::max(revision, part.operation());
  return revision;
}

void add_times(DocumentBuilder& builder, std::uint64_t created, std::uint64_t changed) {
  builder.value(Slot::added, sortable(created));
  builder.value(Slot::changed, sortable(std::max(created, changed)));
}

/// Productions and what they say.
using Productions = std::vector<std::pair<Id, Facts>>;

Productions facts_of_all(const std::vector<Record>& productions, const NameIds& names) {
  Productions all;
  for (const auto& one : productions) all.emplace_back(id_of(one), facts_of(one.statements(), names));
  return all;
}

/// Adds the productions that are not among those added before.
void add_productions(DocumentBuilder& builder, const Productions& productions, const Productions& before = {}) {
  std::vector<const Facts*> facts;
  for (const auto& [id, said] : productions) {
    if (std::ranges::find(before, id, &Productions::value_type::first) != before.end()) continue;
    builder.stands_for(id);
    facts.push_back(&said);
  }
  builder.add_all(facts);
  if (productions.size() == 1) builder.answers(ResultLevel::production, productions.front().first);
}

void add_number(DocumentBuilder& builder, std::string_view name, std::uint32_t number) {
  if (number > 0) builder.boolean(prefix_of(name), std::to_string(number));
}

void add_shares(DocumentBuilder& builder, const Record& cue) {
  for (const auto& party : cue.parties())
    if (const auto share = span_of(party.share(), Shape::percent, {}))
      builder.boolean(prefix_of("share"), std::to_string(share->first));
}

void add_cue(DocumentBuilder& builder, const Record& cue, const Facts& facts) {
  builder.stands_for(id_of(cue));
  builder.answers(ResultLevel::cue, id_of(cue));
  builder.has("cues");
  builder.add(facts);
  add_shares(builder, cue);
  if (cue.timing().has_in_ms() && cue.timing().in_ms() >= 0)
    builder.value(Slot::tc, sortable(static_cast<std::uint64_t>(cue.timing().in_ms())));
  if (cue.timing().duration_ms() > 0)
    builder.value(Slot::length, sortable(static_cast<std::uint64_t>(cue.timing().duration_ms())));
  const auto number = resolve(cue.statements(), Field::cue);
  if (number.empty()) return;
  builder.value(Slot::cuenumber, cue_number_key(number.first()));
  if (const auto read = parse_cue_number(number.first())) add_number(builder, "reel", read->reel);
}

/// A cue of a track, and what it says.
struct TiedCue {
  const Record* cue;
  Facts facts;
  Productions productions;
};

class AlbumDocuments {
 public:
  AlbumDocuments(const Record& album, const std::vector<Record>& productions, const NameIds& names)
      : album_(album),
        pictures_(pictures_of(album)),
        productions_(facts_of_all(productions, names)),
        album_facts_(facts_of(album.statements(), names)),
        changed_(last_change(album)),
        places_(words_of_places(album)),
        shares_picture_(std::ranges::any_of(pictures_, [&](const Picture& one) { return is_of_all(one); })) {}

  [[nodiscard]] IndexDocument album_alone() const {
    DocumentBuilder builder(to_string(id_of(album_)));
    add_album(builder);
    return std::move(builder).take();
  }

  [[nodiscard]] IndexDocument track(const Track& track, const Facts& facts) const {
    const Id id{Kind::track, track.id()};
    DocumentBuilder builder(to_string(id));
    add_track(builder, track, facts);
    add_heard(builder, track, std::nullopt);
    add_album(builder);
    return std::move(builder).take();
  }

  [[nodiscard]] IndexDocument cue_of_track(const Track& track, const Facts& track_facts, const TiedCue& cue) const {
    const Id id{Kind::track, track.id()};
    DocumentBuilder builder(to_string(id_of(*cue.cue)) + ' ' + to_string(id));
    add_cue(builder, *cue.cue, cue.facts);
    add_track(builder, track, track_facts);
    add_heard(builder, track, tie_of(*cue.cue, track));
    add_productions(builder, cue.productions);
    add_album(builder, cue.productions);
    return std::move(builder).take();
  }

 private:
  static std::optional<Source> tie_of(const Record& cue, const Track& track) {
    for (const auto& link : links_to(cue, Kind::track))
      if (link.id() == track.id()) return link.source();
    return std::nullopt;
  }

  void add_heard(DocumentBuilder& builder, const Track& track, std::optional<Source> tie) const {
    const auto answer = heard(album_, track, tie).answer;
    if (!answer) return;
    builder.is(*answer ? "heard" : "unheard");
    builder.column(row_of(Field::heard).number, std::string(*answer ? "yes" : "no"));
  }

  void add_track(DocumentBuilder& builder, const Track& track, const Facts& facts) const {
    const Id id{Kind::track, track.id()};
    builder.stands_for(id);
    builder.answers(ResultLevel::track, id);
    builder.has("tracks");
    builder.add(facts);
    add_number(builder, "track", track.position());
    add_number(builder, "disc", track.disc());
    if (!track.side().empty()) builder.boolean("XSIDE", code_text(Field::isrc, track.side()));
    builder.value(Slot::position,
                  sortable(track.disc() * 100'000ULL + (track.position() > 0 ? track.position() : track.index())));
    if (const auto ms = playing_ms(album_, track)) {
      const auto length = static_cast<std::uint64_t>(*ms);
      builder.value(Slot::length, sortable(length));
      builder.column(column::length, length);
    }
    add_file(builder, track);
  }

  void add_file(DocumentBuilder& builder, const Track& track) const {
    if (track.has_sheet()) add_path(builder, track.sheet());
    const auto* file = file_of(album_, track);
    if (file == nullptr) return;
    if (!file->missing()) builder.has("file");
    const auto is_its_own = [&](const Picture& one) { return carries(file->origin(), one); };
    if (std::ranges::any_of(pictures_, is_its_own)) builder.has("picture");
    add_format(builder, *file);
    add_path(builder, file->origin());
  }

  void add_path(DocumentBuilder& builder, std::uint32_t origin) const {
    if (origin < places_.size()) builder.path(places_[origin]);
  }

  /// Ogg Vorbis is looked for as such, as Ogg, and by what its file's name ends in.
  void add_format(DocumentBuilder& builder, const AudioFile& file) const {
    if (!file.container().empty()) {
      builder.boolean("XFORMAT", code_text(Field::isrc, file.container()));
      builder.column(column::format, file.container());
    }
    for (const auto& word : words(file.container())) builder.boolean("XFORMAT", word);
    if (file.origin() >= static_cast<std::uint32_t>(album_.origins_size())) return;
    const std::string_view path = album_.origins(static_cast<int>(file.origin())).path();
    const auto dot = path.rfind('.');
    if (dot != std::string_view::npos && path.find('/', dot) == std::string_view::npos)
      builder.boolean("XFORMAT", fold(path.substr(dot + 1)));
  }

  static void add_how(DocumentBuilder& builder, const std::string& how) {
    builder.boolean("XHOW", how);
    builder.column(column::how, how);
  }

  /// A picture that lies beside the audio is every track's; one inside a file is that file's.
  [[nodiscard]] bool is_of_all(const Picture& picture) const {
    const auto& files = album_.files();
    return std::ranges::none_of(files, [&](const AudioFile& file) { return carries(file.origin(), picture); });
  }

  void add_album(DocumentBuilder& builder, const Productions& nearer = {}) const {
    builder.stands_for(id_of(album_));
    builder.answers(ResultLevel::album, id_of(album_));
    builder.add(album_facts_);
    for (const auto& link : links_to(album_, Kind::production))
      if (!link.how().empty()) add_how(builder, link.how());
    add_productions(builder, productions_, nearer);
    if (shares_picture_) builder.has("picture");
    if (album_.remarks_size() > 0) builder.has("remark");
    add_times(builder, album_.created(), changed_);
  }

  const Record& album_;
  const Pictures pictures_;
  Productions productions_;
  Facts album_facts_;
  std::uint64_t changed_;
  std::vector<std::string> places_;  ///< the words of each origin's
  bool shares_picture_;              ///< asked of every track: told once
};

std::multimap<std::uint64_t, TiedCue> cues_by_track(const std::vector<CueRecord>& cues, const NameIds& names) {
  std::multimap<std::uint64_t, TiedCue> tied;
  for (const auto& cue : cues)
    for (const auto id : linked(cue.cue, Kind::track))
      tied.emplace(id.number, TiedCue{&cue.cue, facts_of(statements_of_cue(cue.cue), names),
                                      facts_of_all(cue.productions, names)});
  return tied;
}

}  // namespace

std::vector<IndexDocument> documents_of_album(const Record& album, const std::vector<Record>& productions,
                                              const std::vector<CueRecord>& cues, const NameIds& names) {
  const AlbumDocuments make(album, productions, names);
  if (album.tracks().empty()) return {make.album_alone()};
  const auto tied = cues_by_track(cues, names);
  std::vector<IndexDocument> documents;
  FactsReader reader(names);
  for (const auto& track : album.tracks()) {
    const auto facts = reader.read(track.statements());
    const auto [first, last] = tied.equal_range(track.id());
    if (first == last) documents.push_back(make.track(track, facts));
    for (auto cue = first; cue != last; ++cue) documents.push_back(make.cue_of_track(track, facts, cue->second));
  }
  return documents;
}

IndexDocument document_of_cue(const CueRecord& cue, const NameIds& names) {
  DocumentBuilder builder(to_string(id_of(cue.cue)));
  builder.found_by_key();
  add_cue(builder, cue.cue, facts_of(statements_of_cue(cue.cue), names));
  builder.is("unreleased");
  add_productions(builder, facts_of_all(cue.productions, names));
  add_times(builder, cue.cue.created(), last_change(cue.cue));
  return std::move(builder).take();
}

IndexDocument document_of_production(const Record& production, bool alone, const NameIds& names) {
  DocumentBuilder builder(to_string(id_of(production)));
  builder.found_by_key();
  builder.stands_for(id_of(production));
  builder.add(facts_of(production.statements(), names));
  if (alone) builder.answers(ResultLevel::production, id_of(production));
  add_times(builder, production.created(), last_change(production));
  return std::move(builder).take();
}

IndexDocument document_of_name(const Record& name) {
  DocumentBuilder builder(to_string(id_of(name)));
  builder.found_by_key();
  if (name.merged_into() != 0) {
    builder.boolean("XMERGED", to_string({Kind::name, name.merged_into()}));
    return std::move(builder).take();
  }
  builder.stands_for(id_of(name));
  builder.answers(ResultLevel::name, id_of(name));
  builder.add(facts_of(name.statements(), [](std::string_view) { return std::vector<Id>(); }));
  add_times(builder, name.created(), last_change(name));
  return std::move(builder).take();
}

std::vector<Id> linked(const Record& record, Kind kind) {
  std::vector<Id> ids;
  for (const auto& link : links_to(record, kind)) {
    const Id id{link.kind(), link.id()};
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

std::uint64_t last_change(const Record& record) {
  auto revision =
      std::max({newest(record.statements()), newest(record.links()), newest(record.tracks()), newest(record.files())});
  for (const auto& track : record.tracks()) revision = std::max(revision, newest(track.statements()));
  return revision;
}

}  // namespace cuetheque
