// New ids, growing with time, and never the same twice in one database.
#pragma once

#include <cstdint>

#include "engine/base/time.h"

namespace dunghan::ports {

class IdSource {
 public:
  virtual ~IdSource() = default;
  /// A positive number greater than every one given before by this source; `now` is its high part.
  [[nodiscard]] virtual std::int64_t next(Instant now) = 0;
};

}  // namespace dunghan::ports
