// The wall clock, and the only place that reads it. Waiting is done on the steady clock
// (adapters/scheduler), never on this one.
#pragma once

#include "engine/ports/time_source.h"

namespace dunghan::adapters::system {

class SystemTimeSource : public ports::TimeSource {
 public:
  [[nodiscard]] Instant now() override;
};

}  // namespace dunghan::adapters::system
