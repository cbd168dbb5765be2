// Lists and maps: size, +, [], in; and type(), dyn().
#include <cmath>
#include <optional>

#include "engine/rule/function_table.h"
#include "engine/rule/utf8.h"

namespace dunghan::rule {
namespace {

using Kind = Type::Kind;

Value count(std::size_t size) {
  return Value(static_cast<std::int64_t>(size));
}

Result<Value> size_of_list(Arguments arguments, CallContext&) {
  return count(arguments[0].as_list().size());
}
Result<Value> size_of_map(Arguments arguments, CallContext&) {
  return count(arguments[0].as_map().size());
}
Result<Value> size_of_bytes(Arguments arguments, CallContext&) {
  return count(arguments[0].as_bytes().size());
}
Result<Value> size_of_string(Arguments arguments, CallContext& context) {
  const std::string& text = arguments[0].as_string();
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(text.size()));
  return count(count_code_points(text));
}

Result<Value> concatenate_lists(Arguments arguments, CallContext& context) {
  const List& left = arguments[0].as_list();
  const List& right = arguments[1].as_list();
  if (right.empty()) return arguments[0];
  if (left.empty()) return arguments[1];
  DUNGHAN_TRY_VOID(context.meter.charge(left.size() + right.size()));
  List joined;
  joined.reserve(left.size() + right.size());
  joined.insert(joined.end(), left.begin(), left.end());
  joined.insert(joined.end(), right.begin(), right.end());
  return Value(std::move(joined));
}

/// A whole number of any numeric type; nothing where it is negative or has a fraction.
std::optional<std::size_t> position(const Value& index) {
  switch (index.kind()) {
    case ValueKind::integer:
      if (index.as_int() < 0) return std::nullopt;
      return static_cast<std::size_t>(index.as_int());
    case ValueKind::unsigned_integer: return static_cast<std::size_t>(index.as_uint());
    case ValueKind::floating: {
      const double place = index.as_double();
      constexpr double exact_below = 9007199254740992.0;  // 2^53
      if (!(place >= 0) || place >= exact_below || std::trunc(place) != place) return std::nullopt;
      return static_cast<std::size_t>(place);
    }
    default: return std::nullopt;
  }
}

Result<Value> element_of_list(Arguments arguments, CallContext&) {
  const List& list = arguments[0].as_list();
  const auto place = position(arguments[1]);
  if (!place || *place >= list.size()) {
    return evaluation_error("invalid_argument",
                            "the list has " + std::to_string(list.size()) +
                                " elements, counted from 0; none stands at this index");
  }
  return list[*place];
}

Result<Value> value_in_map(Arguments arguments, CallContext& context) {
  DUNGHAN_TRY(const Value* found, find_key(arguments[0].as_map(), arguments[1], context.meter));
  if (found == nullptr) return evaluation_error("no_such_key", "the map has no such key");
  return *found;
}

Result<Value> is_in_list(Arguments arguments, CallContext& context) {
  for (const Value& element : arguments[1].as_list()) {
    DUNGHAN_TRY(const bool same, equal(element, arguments[0], context.meter));
    if (same) return Value(true);
  }
  return Value(false);
}

Result<Value> is_in_map(Arguments arguments, CallContext& context) {
  DUNGHAN_TRY(const Value* found, find_key(arguments[1].as_map(), arguments[0], context.meter));
  return Value(found != nullptr);
}

Result<Value> type_of_value(Arguments arguments, CallContext&) {
  return Value(TypeName{std::string(type_name_of(arguments[0].kind()))});
}

Result<Value> unchanged(Arguments arguments, CallContext&) {
  return arguments[0];
}

void add_size(FunctionTable& table, const Type& of, Implementation run) {
  table.add_global("size", {of}, Kind::integer, run);
  table.add_member("size", {of}, Kind::integer, run);
}

}  // namespace

void add_collections(FunctionTable& table) {
  const Type a = Type::parameter("A");
  const Type b = Type::parameter("B");
  const Type list = Type::list_of(a);
  const Type map = Type::map_of(a, b);
  add_size(table, Kind::string, size_of_string);
  add_size(table, Kind::bytes, size_of_bytes);
  add_size(table, list, size_of_list);
  add_size(table, map, size_of_map);
  table.add_global("+", {list, list}, list, concatenate_lists);
  table.add_global("[]", {list, Kind::integer}, a, element_of_list);
  table.add_at_run_time("[]", {list, Kind::dyn}, element_of_list);
  table.add_global("[]", {map, a}, b, value_in_map);
  table.add_global("@in", {a, list}, Kind::boolean, is_in_list);
  table.add_global("@in", {a, map}, Kind::boolean, is_in_map);
  table.add_global("type", {a}, Type::type_of(a), type_of_value);
  table.add_global("dyn", {a}, Kind::dyn, unchanged);
}

}  // namespace dunghan::rule
