#include "importer/media/media.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <memory>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/dict.h>
}

#include "importer/media/media_keys.h"
#include "importer/tags/bytes.h"

namespace cuetheque {
namespace {

/// The file as libavformat sees it: from the first byte of the sound's container on.
struct Source {
  WindowStream& stream;
  std::uint64_t begin, end, at;
};

int read_source(void* opaque, std::uint8_t* to, int wanted) {
  auto& source = *static_cast<Source*>(opaque);
  const auto most = std::min<std::uint64_t>(static_cast<std::uint64_t>(wanted), WindowStream::window_size);
  const auto length = std::min(most, source.end - std::min(source.at, source.end));
  const auto data = source.stream.peek(source.at, static_cast<std::size_t>(length));
  if (data.empty()) return AVERROR_EOF;
  std::memcpy(to, data.data(), data.size());
  source.at += data.size();
  return static_cast<int>(data.size());
}

std::int64_t seek_source(void* opaque, std::int64_t offset, int whence) {
  auto& source = *static_cast<Source*>(opaque);
  const auto size = static_cast<std::int64_t>(source.end - source.begin);
  if ((whence & AVSEEK_SIZE) != 0) return size;
  const auto from = whence == SEEK_CUR   ? static_cast<std::int64_t>(source.at - source.begin)
                    : whence == SEEK_END ? size
                                         : 0;
  const auto target = offset <= size - from ? from + offset : size;
  if (target < 0) return AVERROR(EINVAL);
  source.at = source.begin + static_cast<std::uint64_t>(target);
  return target;
}

// No container may have another file opened.
int refuse_to_open(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
  return AVERROR(EPERM);
}

struct FreeIo {
  void operator()(AVIOContext* io) const {
    av_freep(&io->buffer);
    avio_context_free(&io);
  }
};
struct CloseInput {
  void operator()(AVFormatContext* context) const { avformat_close_input(&context); }
};
using Io = std::unique_ptr<AVIOContext, FreeIo>;
using Context = std::unique_ptr<AVFormatContext, CloseInput>;

Io io_over(Source& source) {
  constexpr int size = WindowStream::window_size;
  return Io(avio_alloc_context(static_cast<unsigned char*>(av_malloc(size)), size, 0, &source, read_source, nullptr,
                               seek_source));
}

/// What opening gives, or libavformat's word why it does not.
struct Opened {
  Context context;
  int error = 0;
};

Opened open(AVIOContext& io, std::string_view demuxer) {
  const auto* format = av_find_input_format(std::string(demuxer).c_str());
  auto* context = avformat_alloc_context();
  // Without a format libavformat would guess one.
  if (format == nullptr || context == nullptr) return {Context(context), AVERROR_DEMUXER_NOT_FOUND};
  constexpr unsigned most_streams = 256;
  context->pb = &io;
  context->io_open = refuse_to_open;
  context->max_streams = most_streams;
  // On failure the context is freed.
  const auto error = avformat_open_input(&context, "", format, nullptr);
  if (error < 0) return {nullptr, error};
  return {Context(context), 0};
}

std::string words_for(int error) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(error, text.data(), text.size());
  return text.data();
}

const AVStream* sound_of(const AVFormatContext& context) {
  for (unsigned i = 0; i < context.nb_streams; ++i)
    if (context.streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO) return context.streams[i];
  return nullptr;
}

std::uint32_t known(int number) {
  return number > 0 ? static_cast<std::uint32_t>(number) : 0;
}

std::uint64_t milliseconds_of(std::int64_t time, AVRational base) {
  if (time == AV_NOPTS_VALUE || time <= 0) return 0;
  return static_cast<std::uint64_t>(std::max<std::int64_t>(0, av_rescale_q(time, base, AVRational{1, 1000})));
}

Sound read_sound(const AVFormatContext& context, const AVStream& stream) {
  const auto& codec = *stream.codecpar;
  Sound sound{milliseconds_of(stream.duration, stream.time_base), known(codec.sample_rate),
              known(codec.ch_layout.nb_channels),
              known(codec.bits_per_raw_sample > 0 ? codec.bits_per_raw_sample : codec.bits_per_coded_sample)};
  if (sound.duration_ms == 0) sound.duration_ms = milliseconds_of(context.duration, AV_TIME_BASE_Q);
  // Of plain samples Core Audio's demuxer counts the frames and says no length.
  if (sound.duration_ms == 0 && stream.nb_frames > 0 && av_get_exact_bits_per_sample(codec.codec_id) > 0)
    sound.duration_ms = milliseconds(static_cast<std::uint64_t>(stream.nb_frames), sound.sample_rate);
  return sound;
}

TagBlock tags_in(const AVDictionary* metadata) {
  TagBlock block;
  const AVDictionaryEntry* entry = nullptr;
  while ((entry = av_dict_get(metadata, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr)
    block.tags.add(media_key(entry->key), std::string(entry->value));
  return block;
}

AudioFacts read_opened(AVFormatContext& context, AudioInput& input) {
  const auto* stream = sound_of(context);
  // Only where the header leaves it open does the sound itself have to tell.
  const bool told =
      stream != nullptr && stream->codecpar->sample_rate > 0 && stream->codecpar->ch_layout.nb_channels > 0;
  if (!told && avformat_find_stream_info(&context, nullptr) >= 0) stream = sound_of(context);
  if (stream == nullptr || stream->codecpar->ch_layout.nb_channels <= 0) return failed_facts("no audio stream");
  AudioFacts facts;
  facts.sound = read_sound(context, *stream);
  take_outer_tags(facts, input.stream, input.outer, Strongest::ape);
  facts.take(tags_in(context.metadata));
  return facts;
}

}  // namespace

AudioFacts read_media(AudioInput& input, std::string_view container) {
  av_log_set_level(AV_LOG_QUIET);
  Source source{input.stream, input.outer.audio_begin, input.stream.size(), input.outer.audio_begin};
  const auto io = io_over(source);
  const auto opened = open(*io, demuxer_of(container, input.head(0, 8)));
  if (opened.error != 0) return failed_facts(fmt::format("not a {} file: {}", container, words_for(opened.error)));
  return read_opened(*opened.context, input);
}

}  // namespace cuetheque
