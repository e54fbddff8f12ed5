#include <algorithm>
#include <map>

#include "importer/tags/bytes.h"
#include "importer/tags/containers.h"
#include "importer/tags/legacy_text.h"

// Standard MIDI files (SMF 1.0): a name, a copyright line, and a length by the tempo map. There is no sound in them,
// so neither rate nor channels.
namespace cuetheque {
namespace {

constexpr std::uint64_t size_limit = 16UL * 1024 * 1024;
constexpr std::size_t tempo_limit = 100'000;
constexpr std::uint32_t usual_tempo = 500'000;  ///< microseconds a quarter note, where no event says

struct Song {
  std::map<std::uint64_t, std::uint32_t> tempos;  ///< by tick
  std::uint64_t last_tick = 0;
  std::string title, copyright;
};

/// The events of one track, taken off its front.
class Events {
 public:
  Events(std::string_view data, bool first) : rest_(data), first_(first) {}

  void read(Song& song) {
    while (!rest_.empty() && !broken_) {
      tick_ += number();
      event(song);
    }
    song.last_tick = std::max(song.last_tick, tick_);
  }

 private:
  // Seven bits a byte, the eighth saying that more follow; four bytes at most.
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int i = 0; i < 4 && !rest_.empty(); ++i) {
      const auto byte = byte_at(rest_, 0);
      rest_.remove_prefix(1);
      value = value << 7U | (byte & 0x7FU);
      if (byte < 0x80) break;
    }
    return value;
  }

  std::string_view take(std::uint64_t length) {
    const auto taken = rest_.substr(0, length);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  void event(Song& song) {
    const auto byte = byte_at(rest_, 0);
    if (byte == 0xFF) {
      const auto type = byte_at(rest_, 1);
      take(2);
      return meta(song, type, take(number()));
    }
    if (byte == 0xF0 || byte == 0xF7) {
      take(1);
      take(number());
      return;
    }
    if (byte >= 0x80) {
      running_ = byte;
      take(1);
    }
    broken_ = running_ < 0x80 || byte > 0xF0;
    const auto kind = running_ & 0xF0U;
    take(kind == 0xC0 || kind == 0xD0 ? 1 : 2);
  }

  void meta(Song& song, unsigned type, std::string_view data) const {
    enum : unsigned { copyright = 2, name = 3, tempo = 0x51 };
    if (type == tempo && data.size() == 3 && song.tempos.size() < tempo_limit)
      song.tempos[tick_] = static_cast<std::uint32_t>(big(data, 0, 3));
    if (type == copyright && song.copyright.empty()) song.copyright = data;
    // The first track's name is the song's, the others' are their instruments'.
    if (type == name && first_ && song.title.empty()) song.title = data;
  }

  std::string_view rest_;
  bool first_;
  bool broken_ = false;
  std::uint64_t tick_ = 0;
  unsigned running_ = 0;
};

std::uint64_t length_of(const Song& song, std::uint16_t division) {
  if ((division & 0x8000U) != 0) {  // frames a second, negative, and ticks a frame
    const auto ticks_a_second = (256U - (division >> 8U)) * (division & 0xFFU);
    return milliseconds(song.last_tick, ticks_a_second);
  }
  if (division == 0) return 0;
  double microseconds = 0;
  std::uint64_t from = 0;
  std::uint32_t tempo = usual_tempo;
  const auto play_to = [&](std::uint64_t tick) {
    microseconds += static_cast<double>(tick - from) * tempo / division;
    from = tick;
  };
  for (const auto& [tick, next] : song.tempos) {
    play_to(tick);
    tempo = next;
  }
  play_to(song.last_tick);
  return milliseconds(static_cast<std::uint64_t>(microseconds / 1000), 1000);
}

}  // namespace

bool is_midi(const AudioInput& input) {
  return input.head(0, 4) == "MThd";
}

AudioFacts read_midi(AudioInput& input) {
  const auto data = input.stream.bytes(input.outer.audio_begin,
                                       std::min(size_limit, input.outer.audio_end - input.outer.audio_begin));
  std::string_view rest(data);
  Song song;
  bool first = true;
  for (auto at = 8 + std::size_t{big32(rest, 4)}; at + 8 <= rest.size(); at += 8 + std::size_t{big32(rest, at + 4)}) {
    if (rest.substr(at, 4) != "MTrk") continue;
    Events(rest.substr(at + 8, big32(rest, at + 4)), first).read(song);
    first = false;
  }
  AudioFacts facts;
  facts.sound.duration_ms = length_of(song, big16(rest, 12));
  facts.tags.add("TITLE", from_riff_text(song.title, input.outer.encoding));
  facts.tags.add("COPYRIGHT", from_riff_text(song.copyright, input.outer.encoding));
  take_outer_tags(facts, input.stream, input.outer, Strongest::id3v2);
  return facts;
}

}  // namespace cuetheque
