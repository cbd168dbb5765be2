// Equality and order of values, across number types (CEL language definition, "Equality" and
// "Numeric Values").
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/rule/evaluation.h"

namespace dunghan::rule {
namespace {

/// Deeper values than this come from no file and no message of ours; walking them could end the
/// stack.
constexpr int value_depth_max = 512;

bool is_number(ValueKind kind) {
  return kind == ValueKind::integer || kind == ValueKind::unsigned_integer ||
         kind == ValueKind::floating || kind == ValueKind::decimal;
}

std::partial_ordering order_int_uint(std::int64_t left, std::uint64_t right) {
  if (left < 0) return std::partial_ordering::less;
  return static_cast<std::uint64_t>(left) <=> right;
}

/// As the reference implementations do it: within the range of `Integer` the integer is rounded to
/// double first.
template <class Integer>
std::partial_ordering order_integer_double(Integer left, double right) {
  if (std::isnan(right)) return std::partial_ordering::unordered;
  if (right < static_cast<double>(std::numeric_limits<Integer>::min()))
    return std::partial_ordering::greater;
  if (right > static_cast<double>(std::numeric_limits<Integer>::max()))
    return std::partial_ordering::less;
  return static_cast<double>(left) <=> right;
}

std::partial_ordering reversed(std::partial_ordering order) {
  if (order < 0) return std::partial_ordering::greater;
  if (order > 0) return std::partial_ordering::less;
  return order;
}

std::partial_ordering order_decimal_integer(Decimal left, const Value& right) {
  if (right.kind() == ValueKind::integer) return left <=> *Decimal::make(right.as_int(), 0);
  constexpr std::uint64_t int_max = std::numeric_limits<std::int64_t>::max();
  if (right.as_uint() > int_max) return std::partial_ordering::less;
  return left <=> *Decimal::make(static_cast<std::int64_t>(right.as_uint()), 0);
}

/// Both are numbers. Nothing: a decimal and a double, which have no common exact form.
std::optional<std::partial_ordering> order_numbers(const Value& left, const Value& right) {
  const ValueKind a = left.kind();
  const ValueKind b = right.kind();
  if (a == ValueKind::decimal && b == ValueKind::decimal)
    return left.as_decimal() <=> right.as_decimal();
  if (a == ValueKind::decimal) {
    if (b == ValueKind::floating) return std::nullopt;
    return order_decimal_integer(left.as_decimal(), right);
  }
  if (a == ValueKind::integer) {
    if (b == ValueKind::integer) return left.as_int() <=> right.as_int();
    if (b == ValueKind::unsigned_integer) return order_int_uint(left.as_int(), right.as_uint());
    if (b == ValueKind::floating) return order_integer_double(left.as_int(), right.as_double());
  }
  if (a == ValueKind::unsigned_integer) {
    if (b == ValueKind::unsigned_integer) return left.as_uint() <=> right.as_uint();
    if (b == ValueKind::floating) return order_integer_double(left.as_uint(), right.as_double());
  }
  if (a == ValueKind::floating && b == ValueKind::floating)
    return left.as_double() <=> right.as_double();
  const auto mirrored = order_numbers(right, left);
  if (!mirrored) return std::nullopt;
  return reversed(*mirrored);
}

class Equality {
 public:
  explicit Equality(Meter& meter) : meter_(meter) {}

  Result<bool> same(const Value& left, const Value& right) {
    DUNGHAN_TRY_VOID(meter_.charge(1));
    const ValueKind a = left.kind();
    const ValueKind b = right.kind();
    if (a == ValueKind::sealed || b == ValueKind::sealed) {
      return evaluation_error("sealed", "a sealed value cannot be compared",
                              "ask only whether it is there: has(data.x)");
    }
    if (is_number(a) && is_number(b)) {
      const auto ordering = order_numbers(left, right);
      return ordering && *ordering == 0;
    }
    if (a != b) return false;
    if (a == ValueKind::list) return same_lists(left.as_list(), right.as_list());
    if (a == ValueKind::map) return same_maps(left.as_map(), right.as_map());
    if (a == ValueKind::string) DUNGHAN_TRY_VOID(meter_.charge_bytes(left.as_string().size()));
    if (a == ValueKind::bytes) DUNGHAN_TRY_VOID(meter_.charge_bytes(left.as_bytes().size()));
    return left == right;
  }

 private:
  Result<bool> same_lists(const List& left, const List& right) {
    if (left.size() != right.size()) return false;
    DUNGHAN_TRY_VOID(enter());
    for (std::size_t i = 0; i < left.size(); ++i) {
      DUNGHAN_TRY(const bool equal_parts, same(left[i], right[i]));
      if (!equal_parts) {
        --depth_;
        return false;
      }
    }
    --depth_;
    return true;
  }

  Result<bool> same_maps(const Map& left, const Map& right) {
    if (left.size() != right.size()) return false;
    DUNGHAN_TRY_VOID(enter());
    for (const MapEntry& entry : left) {
      DUNGHAN_TRY(const Value* other, find_key(right, entry.key, meter_));
      bool equal_parts = other != nullptr;
      if (equal_parts) {
        DUNGHAN_TRY(equal_parts, same(entry.value, *other));
      }
      if (!equal_parts) {
        --depth_;
        return false;
      }
    }
    --depth_;
    return true;
  }

  Result<void> enter() {
    if (++depth_ <= value_depth_max) return {};
    return fail(ErrorCode::limit_exceeded, "a value is nested too deep to be compared");
  }

  Meter& meter_;
  int depth_ = 0;
};

}  // namespace

Result<bool> equal(const Value& left, const Value& right, Meter& meter) {
  return Equality(meter).same(left, right);
}

Result<std::partial_ordering> order(const Value& left, const Value& right, Meter& meter) {
  const ValueKind kind = left.kind();
  if (is_number(kind) && is_number(right.kind())) {
    if (const auto ordering = order_numbers(left, right)) return *ordering;
  } else if (kind == right.kind()) {
    switch (kind) {
      case ValueKind::boolean: return left.as_bool() <=> right.as_bool();
      // UTF-8 sorts by bytes as by code points; char_traits compares bytes as unsigned.
      case ValueKind::string:
        DUNGHAN_TRY_VOID(
            meter.charge_bytes(std::min(left.as_string().size(), right.as_string().size())));
        return left.as_string().compare(right.as_string()) <=> 0;
      case ValueKind::bytes:
        DUNGHAN_TRY_VOID(
            meter.charge_bytes(std::min(left.as_bytes().size(), right.as_bytes().size())));
        return left.as_bytes().compare(right.as_bytes()) <=> 0;
      case ValueKind::timestamp: return left.as_timestamp() <=> right.as_timestamp();
      case ValueKind::duration: return left.as_duration() <=> right.as_duration();
      case ValueKind::date: return left.as_date() <=> right.as_date();
      default: break;
    }
  }
  const Value both[] = {left, right};
  return no_such_overload("comparing", both);
}

Result<const Value*> find_key(const Map& map, const Value& key, Meter& meter) {
  for (const MapEntry& entry : map) {
    DUNGHAN_TRY(const bool found, equal(entry.key, key, meter));
    if (found) return &entry.value;
  }
  return nullptr;
}

}  // namespace dunghan::rule
