#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <taglib/tbytevector.h>
#include <taglib/tstring.h>
#include <taglib/tstringlist.h>
#include <vector>

#include "importer/reading.pb.h"

namespace cuetheque {

/// Tags under neutral keys (FORMATS.md A.1, the Vorbis column, upper case), as they stand in one block of a file or,
/// after `fill_from`, in all of them. Order of keys and values is the order found. Nothing is split or checked yet
/// (finish.h does that).
class TagSheet {
 public:
  struct Entry {
    std::string key;
    std::vector<std::string> values;
    bool slashes = false;  ///< an ID3v2.3 list, where the standard separates by "/"
  };

  static constexpr std::size_t field_limit = 10'000;

  /// Adds a value, UTF-8. Empty ones, fields past the limit and keys that no field of the catalogue carries are
  /// dropped; the same value twice under one key is one.
  void add(std::string_view key, std::string value);
  void add(std::string_view key, const TagLib::String& value);
  void add(std::string_view key, const TagLib::StringList& values);
  void mark_slashes(std::string_view key);

  [[nodiscard]] const Entry* find(std::string_view key) const;
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] bool overflowed() const { return overflowed_; }

  /// Takes over the keys of a weaker block that this one does not have.
  void fill_from(TagSheet&& weaker);

 private:
  std::vector<Entry> entries_;
  std::size_t fields_ = 0;
  bool overflowed_ = false;
};

/// What one tag block of a file says.
struct TagBlock {
  TagSheet tags;
  std::vector<ReadPicture> pictures;
  std::vector<ReadRemark> remarks;
  std::vector<ReadChapter> chapters;
};

/// What a container says about its sound; 0 = unknown.
struct Sound {
  std::uint64_t duration_ms = 0;
  std::uint32_t sample_rate = 0;
  std::uint32_t channels = 0;
  std::uint32_t bits = 0;
};

/// All that a container's reader finds.
struct AudioFacts {
  std::string failed;     ///< why nothing could be read; empty = read
  std::string container;  ///< a nearer name than the table's ("MP2", "Ogg FLAC"); empty = the table's
  Sound sound;
  TagSheet tags;
  std::vector<ReadPicture> pictures;
  std::vector<ReadRemark> remarks;
  std::string cue_text;  ///< of a binary CUESHEET block
  std::vector<ReadChapter> chapters;

  /// Takes a block over; blocks come strongest first, a weaker one only fills what is empty.
  void take(TagBlock&& block);
  void remark(std::string position, std::string what, std::string read_as = {});
};

[[nodiscard]] AudioFacts failed_facts(std::string why);
[[nodiscard]] ReadRemark remark_of(std::string position, std::string what, std::string read_as = {});

/// TagLib's text as UTF-8. Lone surrogates become U+FFFD; TagLib's own conversion would give up the whole text.
[[nodiscard]] std::string utf8(const TagLib::String& text);
[[nodiscard]] std::string_view view_of(const TagLib::ByteVector& bytes);
[[nodiscard]] TagLib::ByteVector vector_of(std::string_view bytes);

}  // namespace cuetheque
