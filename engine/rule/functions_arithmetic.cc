// + - * / % and one-sided minus on int, uint and double. Whole numbers never wrap round: they
// overflow into an error.
#include <cstdint>
#include <limits>
#include <type_traits>

#include "engine/rule/function_table.h"

namespace dunghan::rule {
namespace {

using Kind = Type::Kind;

template <class T>
T number(const Value& value) {
  if constexpr (std::is_same_v<T, std::int64_t>) return value.as_int();
  if constexpr (std::is_same_v<T, std::uint64_t>) return value.as_uint();
  if constexpr (std::is_same_v<T, double>) return value.as_double();
}

Failure too_large() {
  return overflow_error("the result does not fit 64 bits");
}

template <class T>
Result<Value> add(Arguments arguments, CallContext&) {
  T result{};
  if (__builtin_add_overflow(number<T>(arguments[0]), number<T>(arguments[1]), &result))
    return too_large();
  return Value(result);
}

template <class T>
Result<Value> subtract(Arguments arguments, CallContext&) {
  T result{};
  if (__builtin_sub_overflow(number<T>(arguments[0]), number<T>(arguments[1]), &result))
    return too_large();
  return Value(result);
}

template <class T>
Result<Value> multiply(Arguments arguments, CallContext&) {
  T result{};
  if (__builtin_mul_overflow(number<T>(arguments[0]), number<T>(arguments[1]), &result))
    return too_large();
  return Value(result);
}

/// The least int divided by -1 has no place among the ints.
template <class T>
bool quotient_overflows(T dividend, T divisor) {
  if constexpr (std::is_signed_v<T>)
    return dividend == std::numeric_limits<T>::min() && divisor == -1;
  return false;
}

template <class T>
Result<Value> divide(Arguments arguments, CallContext&) {
  const T dividend = number<T>(arguments[0]);
  const T divisor = number<T>(arguments[1]);
  if (divisor == 0) return evaluation_error("divide_by_zero", "divided by zero");
  if (quotient_overflows(dividend, divisor)) return too_large();
  return Value(static_cast<T>(dividend / divisor));
}

template <class T>
Result<Value> remainder(Arguments arguments, CallContext&) {
  const T dividend = number<T>(arguments[0]);
  const T divisor = number<T>(arguments[1]);
  if (divisor == 0) return evaluation_error("modulus_by_zero", "remainder of a division by zero");
  if (quotient_overflows(dividend, divisor)) return too_large();
  return Value(static_cast<T>(dividend % divisor));
}

Result<Value> negate_int(Arguments arguments, CallContext&) {
  std::int64_t result = 0;
  if (__builtin_sub_overflow(std::int64_t{0}, arguments[0].as_int(), &result)) return too_large();
  return Value(result);
}

Result<Value> negate_double(Arguments arguments, CallContext&) {
  return Value(-arguments[0].as_double());
}

Result<Value> add_double(Arguments arguments, CallContext&) {
  return Value(arguments[0].as_double() + arguments[1].as_double());
}
Result<Value> subtract_double(Arguments arguments, CallContext&) {
  return Value(arguments[0].as_double() - arguments[1].as_double());
}
Result<Value> multiply_double(Arguments arguments, CallContext&) {
  return Value(arguments[0].as_double() * arguments[1].as_double());
}
/// IEEE 754: a division by zero is an infinity or NaN, no error.
Result<Value> divide_double(Arguments arguments, CallContext&) {
  return Value(arguments[0].as_double() / arguments[1].as_double());
}

template <class T>
void add_whole_numbers(FunctionTable& table, Kind kind) {
  table.add_global("+", {kind, kind}, kind, add<T>);
  table.add_global("-", {kind, kind}, kind, subtract<T>);
  table.add_global("*", {kind, kind}, kind, multiply<T>);
  table.add_global("/", {kind, kind}, kind, divide<T>);
  table.add_global("%", {kind, kind}, kind, remainder<T>);
}

}  // namespace

void add_arithmetic(FunctionTable& table) {
  add_whole_numbers<std::int64_t>(table, Kind::integer);
  add_whole_numbers<std::uint64_t>(table, Kind::unsigned_integer);
  table.add_global("+", {Kind::floating, Kind::floating}, Kind::floating, add_double);
  table.add_global("-", {Kind::floating, Kind::floating}, Kind::floating, subtract_double);
  table.add_global("*", {Kind::floating, Kind::floating}, Kind::floating, multiply_double);
  table.add_global("/", {Kind::floating, Kind::floating}, Kind::floating, divide_double);
  table.add_global("-_", {Kind::integer}, Kind::integer, negate_int);
  table.add_global("-_", {Kind::floating}, Kind::floating, negate_double);
}

}  // namespace dunghan::rule
