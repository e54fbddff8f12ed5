#include <algorithm>
#include <fmt/format.h>

#include "core/ascii.h"
#include "importer/inference/inference.h"
#include "importer/releases/parts.h"

namespace cuetheque {
namespace {

constexpr std::uint64_t highest_position = 99'999;
constexpr std::size_t most_repeated = std::size_t{64} << 20U;  ///< bytes that a release's tracks take over from it

std::uint32_t small_number(Json json) {
  const auto number = json.number().value_or(0);
  return number <= highest_position ? static_cast<std::uint32_t>(number) : 0;
}

/// "B" of "B1", "BB" of "BB2"; empty where the number is printed in any other way.
std::string side_of(std::string_view printed) {
  const auto letters = static_cast<std::size_t>(std::ranges::find_if_not(printed, is_letter) - printed.begin());
  const bool digits = printed.find_first_not_of("0123456789", letters) == std::string_view::npos;
  constexpr std::size_t longest_side = 2;
  return letters >= 1 && letters <= longest_side && digits ? std::string(printed.substr(0, letters)) : std::string();
}

/// What every work that a recording performs tells of it.
struct Works {
  Values titles, ids, iswcs, languages;

  void add(Json work, Roles& roles) {
    roles.add(work);
    titles.add(text_of(work.at("title")));
    ids.add(mbid_of(work));
    iswcs.add(text_of(work.at("iswc")));
    work.at("iswcs", "iswc-list").each([this](Json iswc) { iswcs.add(text_of(iswc)); });
    languages.add(text_of(work.at("language")));
    work.at("languages", "language-list").each([this](Json language) { languages.add(text_of(language)); });
  }

  void state_on(Statements& statements) && {
    state(statements, Field::work, std::move(titles));
    state(statements, Field::mbwork, std::move(ids));
    state(statements, Field::iswc, std::move(iswcs));
    state(statements, Field::language, std::move(languages));
  }
};

class TrackAdder {
 public:
  TrackAdder(AlbumDraft& draft, Json release, bool soundtrack, People& people, Oddities& oddities)
      : draft_(draft),
        soundtrack_(soundtrack),
        people_(people),
        oddities_(oddities),
        script_(text_of(release.at("text-representation").at("script"))),
        release_roles_(people) {
    release_roles_.add(release);
    release_roles_.state_on(*draft.album.mutable_statements(), on_album);
  }

  void add_medium(Json medium) {
    if (!medium.is_object()) return;
    ++media_;
    const auto position = small_number(medium.at("position"));
    disc_ = position == 0 ? media_ : position;
    disc_title_ = text_of(medium.at("title"));
    formats_.add(text_of(medium.at("format")));
    const auto tracks = medium.at("tracks", "track-list");
    if (const auto pregap = medium.at("pregap"); pregap.is_object()) add(pregap, "hidden in the pregap");
    const auto first = draft_.album.tracks_size();
    tracks.each([this](Json track) { add(track, {}); });
    const auto listed = static_cast<std::size_t>(draft_.album.tracks_size() - first);
    medium.at("data-tracks", "data-track-list").each([this](Json track) { add(track, "data track"); });
    draft_.audio_tracks += listed > 0 ? listed : small_number(medium.at("track-count"));
  }

  void finish() {
    auto& album = *draft_.album.mutable_statements();
    state(album, Field::media, std::move(formats_));
    if (media_ > 0) state(album, Field::discs, std::to_string(media_));
    if (left_out_ > 0)
      oddities_.push_back(fmt::format("more than {} tracks: {} left out", most_release_tracks, left_out_));
    if (repeated_ > most_repeated)
      oddities_.push_back("so much is said of the release that the last tracks do not repeat it");
  }

 private:
  void add(Json json, std::string note) {
    if (!json.is_object()) return;
    if (static_cast<std::size_t>(draft_.album.tracks_size()) >= most_release_tracks) {
      ++left_out_;
      return;
    }
    auto& track = *draft_.album.add_tracks();
    auto& said = *track.mutable_statements();
    track.set_disc(disc_);
    track.set_position(small_number(json.at("position")));
    track.set_index(static_cast<std::uint32_t>(draft_.album.tracks_size()));
    const auto recording = json.at("recording");
    say_title(said, json, recording);
    say_number(track, json);
    say_length(said, json, recording);
    say_credit(said, json, recording);
    say_recording(said, recording);
    if (takes_over()) {
      release_roles_.state_on(said, on_track, on_album);
      state(said, Field::disctitle, disc_title_);
      state(said, Field::script, script_);
    }
    state(said, Field::note, std::move(note));
    state(said, Field::mbtrack, mbid_of(json));
  }

  void say_title(Statements& said, Json json, Json recording) const {
    auto title = text_of(json.at("title"));
    if (title.empty()) title = text_of(recording.at("title"));
    if (soundtrack_ && !title.empty()) {
      const auto told = infer_track(title, FilmMusic::said);
      guess(said, Field::scene, told.scenes);
      guess(said, Field::mood, told.moods);
      guess(said, Field::usage, told.usages);
    }
    state(said, Field::title, std::move(title));
  }

  static void say_number(Track& track, Json json) {
    auto printed = text_of(json.at("number"));
    if (printed.empty() || printed == std::to_string(track.position())) return;
    track.set_side(side_of(printed));
    state(*track.mutable_statements(), Field::printed, std::move(printed));
  }

  void say_length(Statements& said, Json json, Json recording) const {
    auto ms = json.at("length").number();
    if (!ms) ms = recording.at("length").number();
    if (!ms || *ms == 0) return;
    if (*ms <= longest_ms)
      state(said, Field::playingtime, std::to_string(*ms));
    else
      oddities_.push_back(fmt::format("a track of {} ms: its length left out", *ms));
  }

  void say_credit(Statements& said, Json json, Json recording) const {
    auto credit = credit_of(json, people_);
    if (credit.names.empty()) credit = credit_of(recording, people_);
    state_credit(said, std::move(credit), Field::artist, Field::mbartist);
  }

  void say_recording(Statements& said, Json recording) const {
    state(said, Field::mbrecording, mbid_of(recording));
    state(said, Field::subtitle, text_of(recording.at("disambiguation")));
    Values isrcs;
    recording.at("isrcs", "isrc-list").each([&](Json isrc) { isrcs.add(text_of(isrc)); });
    state(said, Field::isrc, std::move(isrcs));
    Roles roles(people_);
    Works works;
    each_relation(recording, [&](Json relation) {
      if (const auto work = relation.at("work"); work.is_object()) works.add(work, roles);
    });
    roles.add(recording);
    std::move(works).state_on(said);
    roles.state_on(said, on_track);
  }

  /// Whether a track may repeat what its release and disc say: ten thousand could do so with megabytes.
  bool takes_over() {
    repeated_ += release_roles_.size() + disc_title_.size() + script_.size();
    return repeated_ <= most_repeated;
  }

  AlbumDraft& draft_;
  bool soundtrack_;
  People& people_;
  Oddities& oddities_;
  std::string script_, disc_title_;
  Roles release_roles_;
  Values formats_;
  std::uint32_t media_ = 0, disc_ = 0;
  std::size_t left_out_ = 0, repeated_ = 0;
};

}  // namespace

void add_tracks(AlbumDraft& draft, Json release, bool soundtrack, People& people, Oddities& oddities) {
  TrackAdder adder(draft, release, soundtrack, people, oddities);
  release.at("media", "medium-list").each([&](Json medium) { adder.add_medium(medium); });
  adder.finish();
}

}  // namespace cuetheque
