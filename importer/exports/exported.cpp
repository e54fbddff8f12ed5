#include "importer/exports/exported.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/digest.h"
#include "core/ids.h"
#include "core/keys.h"
#include "core/pictures.h"
#include "importer/exports/parts.h"
#include "importer/remark_text.h"

namespace cuetheque {
namespace {

constexpr std::uint64_t known_schema = 1;
constexpr auto album_structure =
    std::to_array<std::string_view>({"schema", "id", "productions", "tracks", "cues", "pictures"});
constexpr auto production_structure = std::to_array<std::string_view>({"id", "how"});
constexpr std::size_t most_productions = 1'000;
constexpr std::size_t most_pictures = 1'000;

std::string_view kind_in_words(Kind kind) {
  switch (kind) {
    case track:
      return "track";
    case cue:
      return "cue";
    case production:
      return "film";
    default:
      return "record";
  }
}

Origin exporter(const DocumentPlace& place) {
  Origin origin;
  origin.set_root(place.root);
  origin.set_path(place.path);
  return origin;
}

/// An id is unique in one archive, and so in one file: what comes through a pipe may be of any archive.
std::string identity(Json line, const DocumentPlace& place) {
  std::string id(line.at("id").text());
  return place.root.empty() ? id + " " + std::string(line.at("album").text()) : id;
}

class ExportedAlbum {
 public:
  ExportedAlbum(Json line, const DocumentPlace& place) : line_(line), place_(place), files_(draft_.album) {
    auto& album = draft_.album;
    album.set_kind(cuetheque::album);
    draft_.catalogued = draft_.exported = true;
    album.set_assembly_key(export_key(place.root, place.path, identity(line, place)));
    *album.add_origins() = exporter(place);
    album.add_origins()->set_person(export_rule);
  }

  void read_into(ReadDocument& read) {
    state_facts(line_, on_album, album_structure, *draft_.album.mutable_statements(), oddities_);
    line_.at("productions").each([this](Json production) { add_production(production); });
    add_exported_tracks(draft_.album, line_, tied_tracks(), files_, oddities_);
    draft_.audio_tracks = static_cast<std::size_t>(draft_.album.tracks_size());
    line_.at("pictures").each([this](Json picture) { add_picture(picture); });
    read.sheets = exported_cues(line_, productions_, draft_.album.origins(exporting_file), oddities_);
    for (const auto& what : oddities_)
      read.remarks.push_back({place_.path, place_.position, remark_text(what), "", false});
    read.albums.push_back(std::move(draft_));
  }

 private:
  [[nodiscard]] std::set<std::string_view> tied_tracks() const {
    std::set<std::string_view> ids;
    line_.at("cues").each([&](Json cue) { cue.at("tracks").each([&](Json track) { ids.insert(track.text()); }); });
    return ids;
  }

  void add_production(Json json) {
    auto title = text_of(json.at("film"));
    if (title.empty() || draft_.productions.size() >= most_productions)
      return note(oddities_, "a production without a title: passed over");
    Statements facts;
    state_facts(json, on_production, production_structure, facts, oddities_);
    const auto first = [&](Field field) { return resolve(facts, field).first(); };
    // The link is a guess where its kind is; where it has none, the album says so.
    const bool guess = Guesses(json).contains("how") || (!json.has("how") && Guesses(line_).contains("film"));
    ProductionDraft draft{std::move(title),
                          first(Field::kind),
                          first(Field::year),
                          text_of(json.at("how")),
                          guess ? inferred : reference,
                          guess ? guesser : exporting_file,
                          {facts.begin(), facts.end()}};
    draft.stated = true;
    if (const auto id = std::string(json.at("id").text()); !id.empty()) productions_.emplace(id, draft);
    draft_.productions.push_back(std::move(draft));
  }

  void add_picture(Json json) {
    auto& pictures = *draft_.album.mutable_pictures();
    if (!json.is_object() || static_cast<std::size_t>(pictures.size()) >= most_pictures) return;
    auto& picture = *pictures.Add();
    picture.set_type(text_of(json.at("type")));
    picture.set_mime(text_of(json.at("mime")));
    picture.set_size(json.at("size").number().value_or(0));
    picture.set_digest(bytes_of_hex(json.at("sha256").text()));
    picture.set_width(static_cast<std::uint32_t>(json.at("width").number().value_or(0)));
    picture.set_height(static_cast<std::uint32_t>(json.at("height").number().value_or(0)));
    if (const auto file = files_.origin(json, "file", "file-base64")) picture.add_origins(*file);
    // How many files carry it is told, not which: all of them, or nobody whom we could name.
    const auto carriers = json.at("in-files").number().value_or(0);
    if (carriers > 0 && carriers == static_cast<std::uint64_t>(draft_.album.files_size()))
      for (const auto& audio : draft_.album.files()) picture.add_origins(audio.origin());
    if (picture.origins().empty()) picture.add_origins(guesser);
    std::ranges::sort(*picture.mutable_origins());
  }

  Json line_;
  const DocumentPlace& place_;
  AlbumDraft draft_;
  ExportedFiles files_;
  std::map<std::string, ProductionDraft> productions_;
  Oddities oddities_;
};

/// Why a line is no album to import; empty where it is one.
std::string refusal(Json line) {
  const auto schema = line.at("schema").number().value_or(0);
  if (schema != known_schema)
    return fmt::format("schema {}: this cuetheque reads schema {}, so a newer one has to read this", schema,
                       known_schema);
  const auto id = parse_id(line.at("id").text());
  if (!id) return "an id that is none";
  if (id->kind != album)
    return fmt::format("a {}, not an album: `export jsonl` writes albums", kind_in_words(id->kind));
  if (line.has("track-count")) return "an album without its tracks: `export jsonl` writes them";
  return {};
}

}  // namespace

bool is_exported(Json json) {
  return json.at("schema").number() && !json.at("id").text().empty();
}

ReadDocument read_exported(Json line, const DocumentPlace& place) {
  ReadDocument read;
  read.kind = DocumentKind::releases;
  read.exported = true;
  if (auto why = refusal(line); !why.empty())
    read.remarks.push_back({place.path, place.position, std::move(why), "passed over", true});
  else
    ExportedAlbum(line, place).read_into(read);
  return read;
}

}  // namespace cuetheque
