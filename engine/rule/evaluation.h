// What the evaluator and the functions share: the cost meter, the errors of CEL, and comparison
// across types.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/base/value.h"
#include "engine/rule/expression.h"

namespace dunghan::rule {

/// Counts the steps of one evaluation down to nothing.
class Meter {
 public:
  explicit Meter(std::int64_t steps) : left_(steps) {}
  /// errors: limit_exceeded, now and for ever after, once more has been spent than there was.
  [[nodiscard]] Result<void> charge(std::size_t steps);
  /// Text is walked faster than nodes: one step pays for so many bytes.
  static constexpr std::size_t bytes_per_step = 16;
  [[nodiscard]] Result<void> charge_bytes(std::size_t bytes) {
    return charge(1 + bytes / bytes_per_step);
  }

 private:
  std::int64_t left_;
};

/// What a function may use besides its arguments.
struct CallContext {
  Meter& meter;
  const Activation& activation;
};
using Arguments = std::span<const Value>;
using Implementation = Result<Value> (*)(Arguments arguments, CallContext& context);

/// An error of the evaluation, which && and || may absorb: invalid_argument with `reason`.
[[nodiscard]] Failure evaluation_error(std::string reason, std::string message,
                                       std::string remedy = {});
[[nodiscard]] Failure overflow_error(std::string message);
/// "`+` does not take int and string".
[[nodiscard]] Failure no_such_overload(std::string_view function, Arguments arguments);

/// CEL equality: numbers by what they are worth whatever their type, lists and maps by their parts,
/// anything else of different kinds is different. NaN equals nothing. errors: sealed, where a
/// sealed value would have to be compared; limit_exceeded.
[[nodiscard]] Result<bool> equal(const Value& left, const Value& right, Meter& meter);

/// The order of two numbers, strings (by code points), bytes, bools, dates, timestamps, durations,
/// decimals. errors: no_such_overload, where the two have no order.
[[nodiscard]] Result<std::partial_ordering> order(const Value& left, const Value& right,
                                                  Meter& meter);

/// The value under `key` where numbers of any type count as one key; null pointer where there is
/// none.
[[nodiscard]] Result<const Value*> find_key(const Map& map, const Value& key, Meter& meter);

/// The name of a value's type as CEL spells it ("int", "null_type", "google.protobuf.Timestamp").
[[nodiscard]] std::string_view type_name_of(ValueKind kind);

}  // namespace dunghan::rule
