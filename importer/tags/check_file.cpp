#include "importer/tags/check_file.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "importer/tags/sound_spans.h"

namespace cuetheque {
namespace {

using GoOn = std::function<bool(std::uint64_t bytes)>;

Checked unreadable(int number) {
  return {Condition::unreadable, std::system_category().message(number)};
}

/// The digest of some of the file's bytes; empty where it was stopped or could not be read.
std::string digest_of(WindowStream& stream, std::vector<ByteSpan> spans, const GoOn& go_on) {
  SpanDigest digest(std::move(spans));
  bool whole = true;
  stream.each_block([&](std::uint64_t offset, std::string_view bytes) {
    digest.add(offset, bytes);
    return whole = go_on(bytes.size());
  });
  return whole && stream.error() == 0 ? digest.finish() : std::string{};
}

Checked failed(const WindowStream& stream) {
  return stream.error() != 0 ? unreadable(stream.error()) : Checked{Condition::stopped, {}};
}

/// What is different about a file that is not what it was.
Checked difference(WindowStream& stream, const AudioFile& known, const GoOn& go_on) {
  if (known.audio_digest().empty()) return {Condition::changed, {}};
  const auto sound = find_sound(stream);
  if (sound.kind != known.audio_digest_kind()) return {Condition::audio_changed, "its format is another, or damaged"};
  const auto digest = digest_of(stream, sound.spans, go_on);
  if (digest.empty()) return failed(stream);
  if (sound.prefix + digest == known.audio_digest()) return {Condition::tags_changed, {}};
  const bool says_same = !sound.prefix.empty() && sound.prefix.find_first_not_of('\0') != std::string::npos &&
                         known.audio_digest().starts_with(sound.prefix);
  return {Condition::audio_changed, says_same ? "its own MD5 is as it was: encoded anew, or damaged" : ""};
}

}  // namespace

std::string_view condition_name(Condition condition) {
  static constexpr std::array<std::string_view, 8> names{"same",    "tags changed", "audio changed", "changed",
                                                         "missing", "unreadable",   "no checksum",   "stopped"};
  return names[static_cast<std::size_t>(condition)];
}

Checked check_file(const std::string& path, const AudioFile& known, const GoOn& go_on) {
  // Without O_NONBLOCK a FIFO would wait for a writer for ever before we could see what it is.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) return errno == ENOENT || errno == ENOTDIR ? Checked{Condition::missing, {}} : unreadable(errno);
  struct stat status {};
  const bool regular = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  WindowStream stream(descriptor, regular ? static_cast<std::uint64_t>(status.st_size) : 0, path);
  if (!regular) return {Condition::unreadable, "not a regular file"};
  if (known.digest().empty()) return {Condition::no_checksum, {}};
  if (stream.size() != known.size()) return difference(stream, known, go_on);
  const auto digest = digest_of(stream, {{0, stream.size()}}, go_on);
  if (digest.empty()) return failed(stream);
  return digest == known.digest() ? Checked{} : difference(stream, known, go_on);
}

}  // namespace cuetheque
