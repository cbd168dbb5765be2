// == != < <= > >= and !.
#include <array>
#include <utility>

#include "engine/rule/function_table.h"

namespace dunghan::rule {
namespace {

using Kind = Type::Kind;

Result<Value> is_equal(Arguments arguments, CallContext& context) {
  DUNGHAN_TRY(const bool same, equal(arguments[0], arguments[1], context.meter));
  return Value(same);
}

Result<Value> is_unequal(Arguments arguments, CallContext& context) {
  DUNGHAN_TRY(const bool same, equal(arguments[0], arguments[1], context.meter));
  return Value(!same);
}

Result<Value> is_less(Arguments arguments, CallContext& context) {
  DUNGHAN_TRY(const std::partial_ordering found, order(arguments[0], arguments[1], context.meter));
  return Value(found < 0);
}

Result<Value> is_less_or_equal(Arguments arguments, CallContext& context) {
  DUNGHAN_TRY(const std::partial_ordering found, order(arguments[0], arguments[1], context.meter));
  return Value(found <= 0);
}

Result<Value> is_greater(Arguments arguments, CallContext& context) {
  DUNGHAN_TRY(const std::partial_ordering found, order(arguments[0], arguments[1], context.meter));
  return Value(found > 0);
}

Result<Value> is_greater_or_equal(Arguments arguments, CallContext& context) {
  DUNGHAN_TRY(const std::partial_ordering found, order(arguments[0], arguments[1], context.meter));
  return Value(found >= 0);
}

Result<Value> logical_not(Arguments arguments, CallContext&) {
  return Value(!arguments[0].as_bool());
}

constexpr std::array ordered_kinds = {
    Kind::boolean, Kind::integer,   Kind::unsigned_integer, Kind::floating, Kind::string,
    Kind::bytes,   Kind::timestamp, Kind::duration,         Kind::date,     Kind::decimal};

/// Numbers compare across their types; a decimal and a double do not, the one being exact and the
/// other not.
constexpr std::array<std::pair<Kind, Kind>, 10> ordered_pairs = {
    {{Kind::integer, Kind::unsigned_integer},
     {Kind::unsigned_integer, Kind::integer},
     {Kind::integer, Kind::floating},
     {Kind::floating, Kind::integer},
     {Kind::unsigned_integer, Kind::floating},
     {Kind::floating, Kind::unsigned_integer},
     {Kind::decimal, Kind::integer},
     {Kind::integer, Kind::decimal},
     {Kind::decimal, Kind::unsigned_integer},
     {Kind::unsigned_integer, Kind::decimal}}};

void add_order(FunctionTable& table, std::string_view sign, Implementation run) {
  for (const Kind kind : ordered_kinds) table.add_global(sign, {kind, kind}, Kind::boolean, run);
  for (const auto& [left, right] : ordered_pairs)
    table.add_global(sign, {left, right}, Kind::boolean, run);
}

void add_equality(FunctionTable& table, std::string_view sign, Implementation run) {
  const Type any = Type::parameter("A");
  table.add_global(sign, {any, any}, Kind::boolean, run);
  // An amount and a whole number. What may be absent is compared with null by the checker's leave
  // (call_checker.cc).
  for (const Kind whole : {Kind::integer, Kind::unsigned_integer}) {
    table.add_global(sign, {Kind::decimal, whole}, Kind::boolean, run);
    table.add_global(sign, {whole, Kind::decimal}, Kind::boolean, run);
  }
}

}  // namespace

void add_comparisons(FunctionTable& table) {
  add_equality(table, "==", is_equal);
  add_equality(table, "!=", is_unequal);
  add_order(table, "<", is_less);
  add_order(table, "<=", is_less_or_equal);
  add_order(table, ">", is_greater);
  add_order(table, ">=", is_greater_or_equal);
  table.add_global("!", {Kind::boolean}, Kind::boolean, logical_not);
}

}  // namespace dunghan::rule
