// How long something takes, for tests that hold a promise about time: CPU time of this thread, so
// that a busy machine does not fail them; sanitizers are given more.
#pragma once

#include <time.h>

#include <functional>

#include "tests/fakes/sanitized.h"

namespace dunghan::fakes {

/// How many times longer a sanitized build may take.
inline constexpr double slowness = is_sanitized ? 20 : 1;

inline double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

inline double milliseconds_of(const std::function<void()>& work) {
  const double start = cpu_ms();
  work();
  return cpu_ms() - start;
}

/// The quickest of three: caches and neighbours on the machine can only make a run slower.
inline double best_milliseconds_of(const std::function<void()>& work, double enough) {
  double best = milliseconds_of(work);
  for (int run = 0; run < 2 && best >= enough; ++run) {
    const double again = milliseconds_of(work);
    best = again < best ? again : best;
  }
  return best;
}

}  // namespace dunghan::fakes
