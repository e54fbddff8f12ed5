#include <string>
#include <vector>

#include "cli/interrupt.h"
#include "cli/run.h"

/// jemalloc's settings, read before main: what is free goes back to the system soon, so that memory does not grow with
/// the number of files; two arenas, as few threads work at once. What one thread of an import makes the next one
/// frees: each keeps more small pieces at hand than usual before it takes from an arena or gives back.
extern "C" const char* malloc_conf;
const char* malloc_conf =
    "narenas:2,dirty_decay_ms:500,lg_tcache_nslots_mul:2,tcache_nslots_small_max:400,tcache_gc_incr_bytes:1048576";

int main(int count, char** arguments) {
  cuetheque::guard_descriptors();
  cuetheque::watch_signals();
  return cuetheque::run(count > 0 ? std::vector<std::string>(arguments + 1, arguments + count)
                                  : std::vector<std::string>{});
}
