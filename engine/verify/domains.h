// The values that are tried for a field: for each that the procedure's conditions and tables could
// tell apart, one; for what nothing asks for, a single sample.
//
// Tables and literals cut numbers, dates and texts into stretches, as in the check of decision
// tables (rule/value_samples.h, which is used). Choices and lists are tried by size, and with each
// choice that a condition names.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/cases/fields.h"
#include "engine/verify/liveness.h"
#include "engine/verify/subject.h"

namespace dunghan::verify {

class Domains {
 public:
  Domains(const Subject& subject, const Liveness& liveness);

  /// Values worth telling apart, the plainest first; at least one. today: what dates are near.
  [[nodiscard]] std::vector<Value> values(const definition::Field& field, Date today) const;
  /// The first of them.
  [[nodiscard]] Value sample(const definition::Field& field, Date today) const;
  /// Whether some condition, table or limit asks for the field.
  [[nodiscard]] bool matters(const std::string& field) const;
  /// The least and greatest whole number beside `field` anywhere; numbers beyond are alike.
  struct Span {
    std::int64_t low = 0, high = 0;
  };
  [[nodiscard]] Span span_of(const std::string& field) const;

 private:
  [[nodiscard]] std::vector<Value> by_samples(const definition::Field& field) const;
  [[nodiscard]] std::vector<Value> choices(const definition::Field& field) const;
  [[nodiscard]] std::vector<Value> lists(const definition::Field& field, Date today) const;
  [[nodiscard]] std::vector<Value> dates(const definition::Field& field, Date today) const;
  [[nodiscard]] std::vector<Value> units(const definition::Field& field) const;
  [[nodiscard]] std::vector<rule::DecisionCell> cells_of(const std::string& field) const;
  [[nodiscard]] Value plain_record(const definition::FieldType& type, Date today) const;

  const Subject& subject_;
  const Liveness& liveness_;
};

/// The field's plain value as the engine holds it: what is sealed is sealed.
[[nodiscard]] Map as_held(const cases::Procedure& procedure, const Map& fields);

}  // namespace dunghan::verify
