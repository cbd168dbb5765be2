// Strings and bytes: +, contains, startsWith, endsWith, matches.
//
// matches() is RE2: linear in the text whatever the pattern, its program bounded in size.
#include "engine/rule/function_table.h"
#include "engine/rule/pattern.h"

namespace dunghan::rule {
namespace {

using Kind = Type::Kind;

Result<Value> concatenate_strings(Arguments arguments, CallContext& context) {
  const std::string& left = arguments[0].as_string();
  const std::string& right = arguments[1].as_string();
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(left.size() + right.size()));
  return Value(left + right);
}

Result<Value> concatenate_bytes(Arguments arguments, CallContext& context) {
  const std::string& left = arguments[0].as_bytes();
  const std::string& right = arguments[1].as_bytes();
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(left.size() + right.size()));
  return Value(Bytes{left + right});
}

Result<Value> contains(Arguments arguments, CallContext& context) {
  const std::string& text = arguments[0].as_string();
  const std::string& part = arguments[1].as_string();
  // A search may look at each byte of `part` at each place of `text`.
  const std::size_t places = text.size() < part.size() ? 0 : text.size() - part.size() + 1;
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(places + text.size()));
  DUNGHAN_TRY_VOID(
      context.meter.charge(places / Meter::bytes_per_step * (part.size() / Meter::bytes_per_step)));
  return Value(text.find(part) != std::string::npos);
}

Result<Value> starts_with(Arguments arguments, CallContext& context) {
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(arguments[1].as_string().size()));
  return Value(arguments[0].as_string().starts_with(arguments[1].as_string()));
}

Result<Value> ends_with(Arguments arguments, CallContext& context) {
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(arguments[1].as_string().size()));
  return Value(arguments[0].as_string().ends_with(arguments[1].as_string()));
}

Result<Value> matches(Arguments arguments, CallContext& context) {
  const std::string& text = arguments[0].as_string();
  const std::string& pattern = arguments[1].as_string();
  DUNGHAN_TRY_VOID(context.meter.charge(pattern_cost(pattern, text)));
  const PatternMatch found = match(pattern, text);
  if (found.fault) return evaluation_error("invalid_argument", *found.fault);
  return Value(found.matches);
}

}  // namespace

void add_strings(FunctionTable& table) {
  table.add_global("+", {Kind::string, Kind::string}, Kind::string, concatenate_strings);
  table.add_global("+", {Kind::bytes, Kind::bytes}, Kind::bytes, concatenate_bytes);
  table.add_member("contains", {Kind::string, Kind::string}, Kind::boolean, contains);
  table.add_member("startsWith", {Kind::string, Kind::string}, Kind::boolean, starts_with);
  table.add_member("endsWith", {Kind::string, Kind::string}, Kind::boolean, ends_with);
  table.add_member("matches", {Kind::string, Kind::string}, Kind::boolean, matches);
  table.add_global("matches", {Kind::string, Kind::string}, Kind::boolean, matches);
}

}  // namespace dunghan::rule
