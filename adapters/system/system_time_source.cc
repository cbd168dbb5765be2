// now(), in microseconds UTC.
#include "adapters/system/system_time_source.h"

namespace dunghan::adapters::system {

Instant SystemTimeSource::now() {
  return std::chrono::floor<Microseconds>(std::chrono::system_clock::now());
}

}  // namespace dunghan::adapters::system
