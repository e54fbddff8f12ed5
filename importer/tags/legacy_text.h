#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace cuetheque {

/// Text of formats that declare no encoding: as it is where it is UTF-8, otherwise the encoding asked for
/// (importer/encoding.h), else Windows-1252 (RIFF INFO, bext, AIFF; FORMATS.md A.2.9).
[[nodiscard]] std::string from_riff_text(std::string_view bytes, std::string_view encoding = {});

/// Text of tracker modules, written on DOS: code page 437 unless it is ASCII. Control characters and what follows a NUL
/// are dropped.
[[nodiscard]] std::string from_tracker_text(std::string_view bytes);

/// While it lives, TagLib reads the text that ID3 tags hold as Latin-1 in another encoding. Nothing is changed by an
/// empty one.
class Latin1As {
 public:
  explicit Latin1As(std::string_view encoding);
  Latin1As(const Latin1As&) = delete;
  Latin1As& operator=(const Latin1As&) = delete;
  ~Latin1As();

 private:
  class Handler;
  std::unique_ptr<Handler> handler_;
};

}  // namespace cuetheque
