// The tag reader for what libavformat reads: a program of its own, because the hundred libraries behind that one cost
// each start 45 ms of processor time and 26 MB. Started by Readers only, when the first such file comes.
#include "importer/media/media.h"
#include "importer/reader_loop.h"

int main() {
  return cuetheque::serve_reader(cuetheque::read_media);
}
