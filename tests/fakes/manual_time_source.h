// A clock that moves when a test moves it. now() never runs ahead by itself, and may be set back to
// try that too.
#pragma once

#include "engine/ports/time_source.h"

namespace dunghan::fakes {

class ManualTimeSource : public ports::TimeSource {
 public:
  explicit ManualTimeSource(Instant start) : now_(start) {}

  [[nodiscard]] Instant now() override { return now_; }
  void advance(Microseconds by) { now_ += by; }
  void set(Instant to) { now_ = to; }

 private:
  Instant now_;
};

}  // namespace dunghan::fakes
