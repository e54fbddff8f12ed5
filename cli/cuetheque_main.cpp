#include <string>
#include <vector>

#include "cli/interrupt.h"
#include "cli/run.h"

int main(int count, char** arguments) {
  cuetheque::guard_descriptors();
  cuetheque::watch_signals();
  return cuetheque::run(count > 0 ? std::vector<std::string>(arguments + 1, arguments + count)
                                  : std::vector<std::string>{});
}
