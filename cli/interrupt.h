#pragma once

namespace cuetheque {

/// Stopping on request: the first SIGINT, SIGTERM or SIGHUP only sets a flag, so that the albums in hand are finished;
/// the second exits at once, which the archive survives (RELIABILITY.md 2.10). What was ignored before (nohup) stays
/// so. SIGPIPE and SIGXFSZ are ignored: a closed pipe and a file that may not grow show as failed writes.
void watch_signals();

/// The signal that came, or 0.
[[nodiscard]] int interrupted();

/// Opens /dev/null on each of the descriptors 0 to 2 that is closed, lest the archive's files take their place. Writing
/// to a standard output that was closed still fails.
void guard_descriptors();

}  // namespace cuetheque
