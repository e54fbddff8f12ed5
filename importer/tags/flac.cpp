#include <fmt/format.h>

#include "importer/tags/bytes.h"
#include "importer/tags/containers.h"
#include "importer/tags/pictures.h"
#include "importer/tags/xiph.h"

namespace cuetheque {
namespace {

enum BlockType : unsigned { stream_info = 0, vorbis_comment = 4, cuesheet = 5, picture = 6 };

struct Block {
  unsigned type = 0;
  bool last = false;
  std::uint64_t begin = 0, size = 0;
};

Block block_at(WindowStream& stream, std::uint64_t at) {
  const auto head = stream.peek(at, 4);
  return {byte_at(head, 0) & 0x7FU, (byte_at(head, 0) & 0x80U) != 0, at + 4, big(head, 1, 3)};
}

void take_picture(AudioFacts& facts, WindowStream& stream, const Block& block) {
  auto found = flac_picture(stream.bytes(block.begin, block.size));
  if (found.size() > 0)
    facts.pictures.push_back(std::move(found));
  else
    facts.remark("FLAC PICTURE", "claims more bytes than the block holds", "the picture was left out");
}

void take_block(AudioFacts& facts, AudioInput& input, const Block& block) {
  auto& stream = input.stream;
  if (block.type == stream_info && facts.sound.channels == 0)
    facts.sound = flac_stream_info(stream.peek(block.begin, block.size));
  if (block.type == vorbis_comment) facts.take(read_vorbis_comment(stream.bytes(block.begin, block.size)));
  if (block.type == picture) take_picture(facts, stream, block);
  if (block.type == cuesheet)
    facts.cue_text = flac_cuesheet_text(stream.bytes(block.begin, block.size), facts.sound.sample_rate, input.name);
}

}  // namespace

bool is_flac(const AudioInput& input) {
  return input.head(0, 4) == "fLaC";
}

AudioFacts read_flac(AudioInput& input) {
  AudioFacts facts;
  auto at = input.outer.audio_begin + 4;
  if (block_at(input.stream, at).type != stream_info || at + 4 + 34 > input.stream.size())
    return failed_facts("not a FLAC file: no STREAMINFO");
  for (Block block; !block.last; at = block.begin + block.size) {
    block = block_at(input.stream, at);
    if (block.begin + block.size > input.stream.size()) {
      facts.remark(fmt::format("byte {}", at), "the file ends inside its metadata", "what stands before was read");
      break;
    }
    take_block(facts, input, block);
  }
  // Some taggers put ID3 around FLAC; the Vorbis comment is FLAC's own and wins.
  take_outer_tags(facts, input.stream, input.outer, Strongest::ape);
  return facts;
}

}  // namespace cuetheque
