#include <cstdio>

#include "importer/tags/read_audio.h"

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) std::puts(cuetheque::read_audio(argv[i]).ShortDebugString().c_str());
}
