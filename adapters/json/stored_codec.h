// The lasting JSON form as the port that the engine asks for texts of values.
#pragma once

#include "adapters/json/value_json.h"
#include "engine/ports/value_codec.h"

namespace dunghan::adapters::json {

class StoredCodec final : public ports::ValueCodec {
 public:
  [[nodiscard]] std::string to_text(const Map& map) override { return to_stored_json(map); }
  [[nodiscard]] Result<Map> from_text(std::string_view text) override {
    return from_stored_json(text);
  }
};

}  // namespace dunghan::adapters::json
