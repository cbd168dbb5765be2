// Values as text and back, the same text for the same values: for receipts, and for telling whether
// two commands are one.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/base/value.h"

namespace dunghan::ports {

class ValueCodec {
 public:
  virtual ~ValueCodec() = default;
  [[nodiscard]] virtual std::string to_text(const Map& map) = 0;
  [[nodiscard]] virtual Result<Map> from_text(std::string_view text) = 0;
};

}  // namespace dunghan::ports
