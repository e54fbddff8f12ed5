#include "importer/releases/release.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/date.h"
#include "core/text.h"
#include "core/vocabulary.h"
#include "importer/exports/exported.h"
#include "importer/releases/parts.h"
#include "importer/remark_text.h"

namespace cuetheque {
namespace {

// What MusicBrainz writes where there is no label or no number.
constexpr auto no_label = std::to_array<std::string_view>({"[no label]", "[none]"});

bool is_release(Json json) {
  return !mbid_of(json).empty() &&
         (!json.at("media", "medium-list").is_nothing() ||
          !json.at("release-events", "release-event-list").is_nothing() || json.at("text-representation").is_object() ||
          !json.at("label-info", "label-info-list").is_nothing());
}

struct Entity {
  std::string_view member;  // that no other entity has
  std::string_view name;
};
constexpr auto entities = std::to_array<Entity>({{"video", "recording"},
                                                 {"primary-type", "release group"},
                                                 {"life-span", "artist"},
                                                 {"iswcs", "work"},
                                                 {"label-code", "label"}});

std::string_view entity_of(Json json) {
  if (mbid_of(json).empty()) return {};
  for (const auto& [member, name] : entities)
    if (json.has(member)) return name;
  return {};
}

bool is_none(const std::string& text) {
  return std::ranges::find(no_label, text) != no_label.end();
}

std::string date_of(Json json) {
  const auto date = parse_date(json.at("date").text());
  return date ? date->text : std::string();
}

class ReleaseDrafter {
 public:
  ReleaseDrafter(Json release, const DocumentPlace& place) : release_(release), place_(place) {
    auto& album = draft_.album;
    album.set_kind(cuetheque::album);
    draft_.catalogued = true;
    auto& file = *album.add_origins();
    file.set_root(place.root);
    file.set_path(place.path);
    album.add_origins()->set_person(catalogue_rule);
  }

  AlbumDraft draft() {
    const bool soundtrack = has_secondary_type(release_, "Soundtrack").value_or(false);
    say_title();
    say_group();
    say_events();
    say_labels();
    add_productions(draft_, release_, soundtrack);
    add_tracks(draft_, release_, soundtrack, people_, oddities_);
    draft_.names = std::move(people_).take();
    keep_remarks();
    return std::move(draft_);
  }

  [[nodiscard]] std::vector<Remark> remarks() const {
    std::vector<Remark> remarks;
    for (const auto& what : oddities_) remarks.push_back({place_.path, place_.position, what, "", false});
    return remarks;
  }

 private:
  Statements& said() { return *draft_.album.mutable_statements(); }

  void say_title() {
    auto title = text_of(release_.at("title"));
    if (title.empty()) oddities_.emplace_back("a release without a title");
    state(said(), Field::album, std::move(title));
    state(said(), Field::mbrelease, mbid_of(release_));
    auto credit = credit_of(release_, people_);
    auto sortnames = std::move(credit.sortnames);
    state_credit(said(), std::move(credit), Field::albumartist, Field::mbalbumartist);
    state(said(), Field::albumartistsort, std::move(sortnames));
    state(said(), Field::barcode, text_of(release_.at("barcode")));
    state(said(), Field::packaging, text_of(release_.at("packaging")));
    state(said(), Field::titlelanguage, text_of(release_.at("text-representation").at("language")));
    const auto status = text_of(release_.at("status"));
    if (!status.empty()) state(said(), Field::releasestatus, term_id(Field::releasestatus, status));
    Values notes;
    notes.add(text_of(release_.at("disambiguation")));
    notes.add(text_of(release_.at("annotation")));
    state(said(), Field::note, std::move(notes));
  }

  void say_group() {
    const auto group = release_.at("release-group");
    state(said(), Field::mbgroup, mbid_of(group));
    if (const auto first = parse_date(group.at("first-release-date").text())) state(said(), Field::first, first->text);
    Values kinds;
    group.at("secondary-types", "secondary-type-list").each([&](Json type) { add_kind(kinds, type); });
    add_kind(kinds, group.at("primary-type"));
    state(said(), Field::albumkind, std::move(kinds));
  }

  // "Album" and "Other" say how long a release is, not what kind of soundtrack.
  static void add_kind(Values& kinds, Json type) {
    const auto written = text_of(type);
    const auto* term = written.empty() ? nullptr : vocabulary_of(Field::albumkind)->find(written);
    if (term != nullptr && term->id != "album" && term->id != "other") kinds.add(term->id);
  }

  /// The release's own date and country first; those of further events are written beside the countries.
  void say_events() {
    auto date = date_of(release_);
    Values countries;
    countries.add(text_of(release_.at("country")));
    std::vector<std::string> events;
    release_.at("release-events", "release-event-list").each([&](Json event) {
      if (events.size() >= most_values) return;
      const auto when = date_of(event);
      if (date.empty()) date = when;
      Values here;
      event.at("area").at("iso-3166-1-codes", "iso-3166-1-code-list").each([&](Json code) { here.add(text_of(code)); });
      const auto codes = std::move(here).take();
      for (const auto& code : codes) countries.add(code);
      events.push_back(fmt::format("{} {}", fmt::join(codes, ", "), when));
    });
    auto* said_countries = state(said(), Field::country, std::move(countries));
    if (said_countries != nullptr && events.size() > 1)
      said_countries->set_as_written(fmt::format("{}", fmt::join(events, "; ")));
    state(said(), Field::date, std::move(date));
  }

  void say_labels() {
    Values labels, numbers;
    release_.at("label-info", "label-info-list").each([&](Json info) {
      auto label = text_of(info.at("label").at("name"));
      auto number = text_of(info.at("catalog-number"));
      if (!is_none(label)) labels.add(std::move(label));
      if (!is_none(number)) numbers.add(std::move(number));
    });
    state(said(), Field::label, std::move(labels));
    state(said(), Field::catalognumber, std::move(numbers));
  }

  void keep_remarks() {
    for (const auto& what : oddities_) {
      auto& stored = *draft_.album.add_remarks();
      stored.set_root(place_.root);
      stored.set_path(place_.path);
      stored.set_position(place_.position);
      stored.set_what(remark_text(what));
    }
  }

  Json release_;
  const DocumentPlace& place_;
  AlbumDraft draft_;
  People people_;
  Oddities oddities_;
};

void read_release(ReadDocument& read, Json release, const DocumentPlace& place, const ReleaseFilter* filter) {
  if (!is_release(release)) return;
  read.kind = DocumentKind::releases;
  if (filter != nullptr && !has_secondary_type(release, filter->secondary_type).value_or(false)) return;
  ReleaseDrafter drafter(release, place);
  read.albums.push_back(drafter.draft());
  std::ranges::move(drafter.remarks(), std::back_inserter(read.remarks));
}

ReadDocument read_document(Json json, const DocumentPlace& place, const ReleaseFilter* filter) {
  ReadDocument read;
  const auto wrapped = json.at("release");
  read_release(read, wrapped.is_object() ? wrapped : json, place, filter);
  const bool list = mbid_of(json).empty() && read.kind == DocumentKind::foreign;
  if (list) json.at("releases", "release-list").each([&](Json one) { read_release(read, one, place, filter); });
  if (read.kind == DocumentKind::foreign) read.what = entity_of(json);
  if (!read.what.empty()) read.kind = DocumentKind::passed;
  if (read.kind == DocumentKind::releases && read.albums.empty()) read.kind = DocumentKind::passed;
  return read;
}

}  // namespace

std::optional<bool> has_secondary_type(Json release, std::string_view type) {
  const auto types = release.at("release-group").at("secondary-types", "secondary-type-list");
  if (!types.is_array()) return std::nullopt;
  bool found = false;
  types.each([&](Json one) { found |= one.text() == type; });
  return found;
}

const ReleaseFilter* release_filter(std::string_view name) {
  const auto row = std::ranges::find(release_filters, name, &ReleaseFilter::name);
  return row == release_filters.end() ? nullptr : &*row;
}

bool may_pass(std::string_view json, const ReleaseFilter& filter) {
  // A type is written as it is called. Its end is what tells it from longer words.
  return json.find(std::string(filter.secondary_type) + '"') != std::string_view::npos;
}

struct ReleaseReader::Parser {
  simdjson::dom::parser simdjson;
};

ReleaseReader::ReleaseReader() : parser_(std::make_unique<Parser>()) {}
ReleaseReader::~ReleaseReader() = default;

ReadDocument ReleaseReader::read(std::string_view json, const DocumentPlace& place, const ReleaseFilter* filter) {
  simdjson::dom::element root;
  if (json.empty()) json = "";  // simdjson copies it, and nothing may not be copied from nowhere
  auto failed = parser_->simdjson.parse(json.data(), json.size()).get(root);
  const bool repaired = failed == simdjson::UTF8_ERROR;
  if (repaired) {
    const auto text = clean(json);
    failed = parser_->simdjson.parse(text.data(), text.size()).get(root);
  }
  ReadDocument read;
  if (failed != simdjson::SUCCESS) {
    read.kind = DocumentKind::broken;
    read.what = remark_text(simdjson::error_message(failed));
    return read;
  }
  read = is_exported(Json(root)) ? read_exported(Json(root), place) : read_document(Json(root), place, filter);
  if (repaired && !read.albums.empty())
    read.remarks.push_back({place.path, place.position, "bytes that are no UTF-8", "replaced", false});
  return read;
}

}  // namespace cuetheque
