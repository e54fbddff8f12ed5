#include "importer/tags/read_audio.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <new>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "core/ascii.h"
#include "core/paths.h"
#include "core/words.h"
#include "importer/tags/containers.h"
#include "importer/tags/finish.h"
#include "importer/tags/pictures.h"
#include "importer/tags/sound_spans.h"

namespace cuetheque {
namespace {

Reading failed_reading(std::string why) {
  Reading reading;
  reading.set_failed(std::move(why));
  return reading;
}

/// What has nothing to do with the file's bytes, and may be over the next time.
Reading passing_failure(std::string why) {
  auto reading = failed_reading(std::move(why));
  reading.set_passing(true);
  return reading;
}

std::string errno_text(int number) {
  return std::system_category().message(number);
}

std::string extension_of(const std::string& name) {
  const auto dot = name.rfind('.');
  if (dot == std::string::npos || dot == 0) return {};
  return lower(name.substr(dot + 1));
}

const Container* container_named(std::string_view extension) {
  const auto row = std::ranges::find_if(
      containers, [&](const Container& c) { return !extension.empty() && has_word(c.extensions, extension); });
  return row == containers.end() ? nullptr : &*row;
}

// MP3 and AAC have no header of their own to miss: what lacks is the sound.
std::string unknown_content(const Container* expected) {
  if (expected == nullptr || expected->name == "MP3" || expected->name == "AAC") return "no audio stream";
  constexpr std::string_view vowels = "AEIO";
  const bool spoken_so = vowels.find(expected->name.front()) != std::string_view::npos || expected->name == "MP4";
  return fmt::format("not {} {} file", spoken_so ? "an" : "a", expected->name);
}

AudioFacts read_facts(AudioInput& input, const Container& container, MediaReader media) {
  const auto extension = extension_of(input.name);
  const auto* expected = container_named(extension);
  auto facts = container.read != nullptr ? container.read(input) : media(input, container.name);
  if (facts.container.empty()) facts.container = container.name;
  if (facts.failed.empty() && expected != nullptr && expected != &container)
    facts.remark("", fmt::format("named .{}, but it is {}", extension, facts.container), "by its content");
  return facts;
}

Reading read_container(AudioInput& input, MediaReader media) {
  const auto found = std::ranges::find_if(containers, [&](const Container& c) { return c.is(input); });
  if (found == containers.end()) return failed_reading(unknown_content(container_named(extension_of(input.name))));
  if (found->read != nullptr || media != nullptr) return finish(read_facts(input, *found, media));
  Reading reading;
  reading.set_elsewhere(true);
  return reading;
}

std::string quick_digest(WindowStream& stream) {
  constexpr std::size_t piece = 1024;
  const auto size = stream.size();
  auto data = fmt::format("{}\n", size);
  data += stream.peek(0, piece);
  data += stream.peek(size > piece ? size - piece : 0, piece);
  return sha256(data);
}

/// Of the whole file and of its sound, in one reading.
void take_digests(Reading& reading, WindowStream& stream) {
  const auto sound = find_sound(stream);
  SpanDigest whole({{0, stream.size()}}), of_sound(sound.spans);
  stream.each_block([&](std::uint64_t offset, std::string_view bytes) {
    whole.add(offset, bytes);
    of_sound.add(offset, bytes);
    return true;
  });
  reading.set_digest(whole.finish());
  if (sound.kind == no_audio_digest) return;
  reading.set_audio_digest(sound.prefix + of_sound.finish());
  reading.set_audio_digest_kind(static_cast<std::uint32_t>(sound.kind));
}

Reading read_stream(WindowStream& stream, const std::string& path, const ReadOptions& options, MediaReader media) {
  AudioInput input{stream, find_outer_tags(stream), std::string(name_of(path))};
  input.outer.encoding = options.encoding();
  auto reading = read_container(input, media);
  if (!reading.failed().empty() || reading.elsewhere()) return reading;
  reading.set_quick_digest(quick_digest(stream));
  if (options.whole_digest()) take_digests(reading, stream);
  return reading;
}

bool same_file(const struct stat& before, const struct stat& after) {
  return before.st_size == after.st_size && before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
         before.st_mtim.tv_nsec == after.st_mtim.tv_nsec;
}

Reading read_open_file(int descriptor, const struct stat& before, const std::string& path, const ReadOptions& options,
                       MediaReader media) {
  WindowStream stream(descriptor, static_cast<std::uint64_t>(before.st_size), path);
  auto reading = read_stream(stream, path, options, media);
  struct stat after {};
  if (stream.error() != 0) return passing_failure(fmt::format("cannot be read: {}", errno_text(stream.error())));
  if (::fstat(descriptor, &after) != 0 || !same_file(before, after)) return passing_failure("changed while reading");
  return reading;
}

}  // namespace

Reading read_audio(const std::string& path, const ReadOptions& options, MediaReader media) {
  try {
    // Without O_NONBLOCK a FIFO would wait for a writer for ever before we could see what it is.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) return passing_failure(fmt::format("cannot be opened: {}", errno_text(errno)));
    struct stat status {};
    const bool regular = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    if (regular && status.st_size > 0) return read_open_file(descriptor, status, path, options, media);
    ::close(descriptor);
    return failed_reading(regular ? "empty file" : "not a regular file");
  } catch (const std::bad_alloc&) {
    return failed_reading("ran out of memory (512 MiB)");
  } catch (const std::exception& problem) {
    return failed_reading(fmt::format("the tag reader failed: {}", problem.what()));
  }
}

}  // namespace cuetheque
