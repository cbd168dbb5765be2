#include "engine/rule/value_samples.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/rule/evaluation.h"
#include "engine/rule/moment.h"

namespace dunghan::rule {
namespace {

using Kind = Type::Kind;

/// Comparing two values of a table is never dear enough to end an evaluation.
constexpr std::int64_t comparison_steps = 1'000'000;

std::partial_ordering compared(const Value& left, const Value& right) {
  Meter meter(comparison_steps);
  return order(left, right, meter).value_or(std::partial_ordering::unordered);
}

bool is_equal(const Value& left, const Value& right) {
  Meter meter(comparison_steps);
  return equal(left, right, meter).value_or(false);
}

std::vector<Value> mentioned(const std::vector<const DecisionCell*>& cells) {
  std::vector<Value> values;
  const auto add = [&values](const Value& value) {
    const bool known = std::any_of(values.begin(), values.end(),
                                   [&](const Value& other) { return is_equal(other, value); });
    if (!known && !value.is_null()) values.push_back(value);
  };
  for (const DecisionCell* cell : cells) {
    for (const Value& value : cell->values) add(value);
    if (cell->low) add(*cell->low);
    if (cell->high) add(*cell->high);
  }
  return values;
}

/// A value of the domain's own kind, where it may be written as another: whole amounts as ints.
Value in_kind(const Value& value, Kind kind) {
  if (kind == Kind::decimal && value.kind() == ValueKind::integer)
    return Value(*Decimal::make(value.as_int(), 0));
  if (kind == Kind::floating && value.kind() == ValueKind::integer)
    return Value(static_cast<double>(value.as_int()));
  return value;
}

std::optional<Value> decimal_value(std::optional<Decimal> value) {
  if (!value) return std::nullopt;
  return Value(*value);
}

/// The neighbour of `value` by one smallest step (`sign` is 1 or -1); for decimals and doubles,
/// which have none, one further.
std::optional<Value> neighbour(const Value& value, int sign) {
  switch (value.kind()) {
    case ValueKind::integer: {
      std::int64_t next = 0;
      if (__builtin_add_overflow(value.as_int(), std::int64_t{sign}, &next)) return std::nullopt;
      return Value(next);
    }
    case ValueKind::unsigned_integer:
      if (value.as_uint() == (sign < 0 ? 0 : std::numeric_limits<std::uint64_t>::max()))
        return std::nullopt;
      return Value(sign < 0 ? value.as_uint() - 1 : value.as_uint() + 1);
    case ValueKind::floating: return Value(value.as_double() + sign);
    case ValueKind::decimal: return decimal_value(value.as_decimal().plus(*Decimal::make(sign, 0)));
    case ValueKind::date: {
      const Date next = value.as_date() + std::chrono::days{sign};
      if (!is_in_range(next)) return std::nullopt;
      return Value(next);
    }
    case ValueKind::timestamp: {
      const Instant next = value.as_timestamp() + Microseconds{sign};
      if (!is_in_range(next)) return std::nullopt;
      return Value(next);
    }
    case ValueKind::duration: {
      std::int64_t next = 0;
      if (__builtin_add_overflow(value.as_duration().count(), std::int64_t{sign}, &next))
        return std::nullopt;
      return Value(Duration{next});
    }
    default: return std::nullopt;
  }
}

/// Something strictly between two values of one kind, where there is something.
std::optional<Value> between(const Value& low, const Value& high) {
  std::optional<Value> middle;
  if (low.kind() == ValueKind::decimal && high.kind() == ValueKind::decimal) {
    const auto sum = low.as_decimal().plus(high.as_decimal());
    if (sum) middle = decimal_value(sum->times(*Decimal::make(5, 1)));
  } else if (low.kind() == ValueKind::floating && high.kind() == ValueKind::floating) {
    middle = Value(std::midpoint(low.as_double(), high.as_double()));
  } else {
    middle = neighbour(low, 1);
  }
  if (!middle || !(compared(low, *middle) < 0) || !(compared(*middle, high) < 0))
    return std::nullopt;
  return middle;
}

/// A value to begin with where neither the rows nor the domain name one.
std::optional<Value> any_of_kind(Kind kind) {
  switch (kind) {
    case Kind::integer: return Value(0);
    case Kind::unsigned_integer: return Value(std::uint64_t{0});
    case Kind::floating: return Value(0.0);
    case Kind::decimal: return Value(Decimal{});
    case Kind::date: return Value(make_date(2000, 1, 1));
    case Kind::timestamp: return Value(Instant{});
    case Kind::duration: return Value(Duration{0});
    default: return std::nullopt;
  }
}

std::vector<Value> ordered_samples(const InputDomain& domain, std::vector<Value> bounds) {
  const Kind kind = domain.type.kind();
  if (domain.low) bounds.push_back(*domain.low);
  if (domain.high) bounds.push_back(*domain.high);
  if (bounds.empty()) bounds.push_back(*any_of_kind(kind));
  for (Value& bound : bounds) bound = in_kind(bound, kind);
  // A value of another kind is a fault of the table that its reader tells; here it would only spoil
  // the order.
  const ValueKind wanted = any_of_kind(kind)->kind();
  std::erase_if(bounds, [&](const Value& bound) { return bound.kind() != wanted; });
  std::sort(bounds.begin(), bounds.end(),
            [](const Value& a, const Value& b) { return compared(a, b) < 0; });
  bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
  std::vector<Value> found;
  const auto add = [&](const std::optional<Value>& value) {
    if (!value) return;
    if (domain.low && compared(*value, *domain.low) < 0) return;
    if (domain.high && compared(*value, *domain.high) > 0) return;
    found.push_back(*value);
  };
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    add(i == 0 ? neighbour(bounds[0], -1) : between(bounds[i - 1], bounds[i]));
    add(bounds[i]);
  }
  if (!bounds.empty()) add(neighbour(bounds.back(), 1));
  return found;
}

std::vector<Value> text_samples(std::vector<Value> named) {
  std::string other = "(another)";
  while (std::any_of(named.begin(), named.end(),
                     [&](const Value& value) { return is_equal(value, Value(other)); })) {
    other.insert(other.size() - 1, "+");
  }
  named.emplace_back(other);
  return named;
}

std::vector<Value> period_samples(std::vector<Value> named) {
  std::int32_t count = 1;
  while (std::any_of(named.begin(), named.end(),
                     [&](const Value& value) { return is_equal(value, Value(days(count))); })) {
    ++count;
  }
  named.emplace_back(days(count));
  return named;
}

std::vector<Value> present_samples(const InputDomain& domain,
                                   const std::vector<const DecisionCell*>& cells) {
  if (!domain.choices.empty()) return domain.choices;
  const Kind kind = domain.type.kind();
  if (kind == Kind::boolean) return {Value(false), Value(true)};
  if (any_of_kind(kind)) return ordered_samples(domain, mentioned(cells));
  if (kind == Kind::period) return period_samples(mentioned(cells));
  return text_samples(mentioned(cells));
}

}  // namespace

std::vector<Value> samples(const InputDomain& domain,
                           const std::vector<const DecisionCell*>& cells) {
  std::vector<Value> found = present_samples(domain, cells);
  if (domain.may_be_absent) found.emplace_back();
  return found;
}

}  // namespace dunghan::rule
