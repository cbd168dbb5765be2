// Sealing the sealed: from here inwards nothing holds the plain text of a sealed field.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/cases/procedure.h"
#include "engine/ports/crypto.h"
#include "engine/ports/value_codec.h"

namespace dunghan::service {

class Sealer {
 public:
  Sealer(ports::Crypto& crypto, ports::ValueCodec& codec) : crypto_(crypto), codec_(codec) {}

  /// Whether `fields` holds something to be sealed: then a case key is needed.
  [[nodiscard]] static bool has_sealed(const cases::Procedure& procedure, const Map& fields);
  /// `fields` with every sealed field's value encrypted, bound to case and field.
  [[nodiscard]] Result<Map> seal(const cases::Procedure& procedure, CaseId case_id,
                                 std::string_view wrapped_key, const Map& fields);
  /// The plain value of one sealed field. errors: corrupt.
  [[nodiscard]] Result<Value> open(CaseId case_id, const std::string& field,
                                   std::string_view wrapped_key, const Value& sealed);

 private:
  ports::Crypto& crypto_;
  ports::ValueCodec& codec_;
};

}  // namespace dunghan::service
