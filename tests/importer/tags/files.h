#pragma once
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include "importer/tags/read_audio.h"

// Small audio files made by hand, for the tests of the tag readers.
namespace cuetheque::tags_test {

using Values = std::vector<std::string>;

/// A file in a folder of its own that goes away with it.
class TempFile {
 public:
  explicit TempFile(const std::string& name, std::string_view bytes = {}) {
    auto pattern = (std::filesystem::temp_directory_path() / "tagsXXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    path_ = folder_ / name;
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  ~TempFile() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path folder_, path_;
};

/// A file of the project.
inline std::string source_file(const std::string& path) {
  std::ifstream file(std::string(CUETHEQUE_SOURCE) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string bytes_of_size(std::uint64_t value, std::size_t size, bool is_big) {
  std::string out;
  for (std::size_t i = 0; i < size; ++i)
    out.push_back(static_cast<char>(value >> 8 * (is_big ? size - 1 - i : i) & 0xFF));
  return out;
}
inline std::string be32(std::uint64_t v) {
  return bytes_of_size(v, 4, true);
}
inline std::string le32(std::uint64_t v) {
  return bytes_of_size(v, 4, false);
}
inline std::string le16(std::uint64_t v) {
  return bytes_of_size(v, 2, false);
}
inline std::string syn(std::uint32_t v) {
  std::string out;
  for (const unsigned shift : {21U, 14U, 7U, 0U}) out.push_back(static_cast<char>(v >> shift & 127U));
  return out;
}

/// 40 silent frames, 128 kbit/s, 44.1 kHz, two channels: 1,043 ms by bit rate.
inline std::string mp3_audio(std::size_t frames = 40) {
  std::string out;
  for (std::size_t i = 0; i < frames; ++i) out += std::string("\xFF\xFB\x90\x64", 4) + std::string(413, '\0');
  return out;
}

/// A frame with its text or data as given, the encoding byte included.
inline std::string frame(std::string_view id, std::string_view data, int version = 4) {
  const auto size = static_cast<std::uint32_t>(data.size());
  return std::string(id) + (version == 4 ? syn(size) : be32(size)) + std::string(2, '\0') + std::string(data);
}
inline std::string text_frame(std::string_view id, std::string_view text, int version = 4) {
  return frame(id, std::string(1, version == 4 ? '\3' : '\0') + std::string(text), version);
}
inline std::string id3v2(std::string_view frames, int version = 4) {
  return std::string("ID3") + static_cast<char>(version) + std::string(2, '\0') +
         syn(static_cast<std::uint32_t>(frames.size())) + std::string(frames);
}

inline std::string flac_block(unsigned type, std::string_view data, bool last = false) {
  return std::string(1, static_cast<char>(type | (last ? 128U : 0U))) + be32(data.size()).substr(1) + std::string(data);
}
/// 44.1 kHz, two channels, 16 bits, ten seconds.
inline std::string flac_stream_info() {
  const auto packed = 44100ULL << 44U | 1ULL << 41U | 15ULL << 36U | 441000ULL;
  return std::string("\x10\0\x10\0", 4) + std::string(6, '\0') + bytes_of_size(packed, 8, true) + std::string(16, '\0');
}
inline std::string vorbis_comment(const Values& fields) {
  auto out = le32(4) + "test" + le32(fields.size());
  for (const auto& field : fields) out += le32(field.size()) + field;
  return out;
}
inline std::string vorbis_block(const Values& fields) {
  return flac_block(4, vorbis_comment(fields), true);
}
inline std::string flac(const Values& fields, std::string_view more = {}) {
  return "fLaC" + flac_block(0, flac_stream_info()) + std::string(more) + flac_block(4, vorbis_comment(fields), true) +
         std::string(100, '\0');
}

inline std::string chunk(std::string_view id, std::string_view data, bool pad = true) {
  return std::string(id) + le32(data.size()) + std::string(data) +
         (pad && data.size() % 2 != 0 ? std::string(1, '\0') : "");
}
inline std::string wav_format() {
  return chunk("fmt ", le16(1) + le16(2) + le32(44100) + le32(176400) + le16(4) + le16(16));
}
/// One second of silence between chunks.
inline std::string wav(std::string_view before, std::string_view after, std::string_view magic = "RIFF") {
  const auto body =
      "WAVE" + std::string(before) + wav_format() + chunk("data", std::string(176400, '\0')) + std::string(after);
  return std::string(magic) + le32(body.size()) + body;
}

inline Values values(const Reading& reading, std::string_view key) {
  const auto tag = std::ranges::find(reading.tags(), key, &Tag::key);
  return tag == reading.tags().end() ? Values() : Values(tag->values().begin(), tag->values().end());
}
inline bool remarked(const Reading& reading, std::string_view words) {
  return std::ranges::any_of(reading.remarks(), [&](const ReadRemark& r) {
    return (r.position() + " " + r.what()).find(words) != std::string::npos;
  });
}
inline Reading read_bytes(const std::string& name, std::string_view bytes) {
  const TempFile file(name, bytes);
  return read_audio(file.path());
}

}  // namespace cuetheque::tags_test
