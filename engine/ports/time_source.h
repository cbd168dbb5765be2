// The only way the present comes in: once a batch, from here.
#pragma once

#include "engine/base/time.h"

namespace dunghan::ports {

class TimeSource {
 public:
  virtual ~TimeSource() = default;
  [[nodiscard]] virtual Instant now() = 0;
};

}  // namespace dunghan::ports
