// The tag reader, for what TagLib and our own readers read. Started by Readers only.
#include "importer/reader_loop.h"

int main() {
  return cuetheque::serve_reader(nullptr);
}
