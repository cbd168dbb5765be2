// Conversions: bool() int() uint() double() string() bytes() timestamp() duration().
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/rule/function_table.h"
#include "engine/rule/moment.h"
#include "engine/rule/number_text.h"
#include "engine/rule/utf8.h"

namespace dunghan::rule {
namespace {

using Kind = Type::Kind;

Result<Value> unchanged(Arguments a, CallContext&) {
  return a[0];
}

Failure out_of_range(std::string_view type) {
  return overflow_error("this number does not fit " + std::string(type));
}

Failure not_readable(const std::string& text, std::string_view as) {
  constexpr std::size_t shown_max = 40;
  return evaluation_error("invalid_argument",
                          "\"" + text.substr(0, shown_max) + "\" is no " + std::string(as));
}

/// All of `text` as a number; nothing where it is something else.
template <class T>
std::errc read_number(std::string_view text, T& value) {
  if (text.starts_with("+") && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{}) return read.ec;
  return read.ptr == text.data() + text.size() ? std::errc{} : std::errc::invalid_argument;
}

template <class T>
Result<Value> number_of_string(const std::string& text, std::string_view type) {
  T value{};
  const std::errc fault = read_number(text, value);
  if (fault == std::errc::result_out_of_range) return out_of_range(type);
  if (fault != std::errc{}) return not_readable(text, type);
  return Value(value);
}

Result<Value> int_of_string(Arguments a, CallContext& context) {
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(a[0].as_string().size()));
  return number_of_string<std::int64_t>(a[0].as_string(), "int");
}
Result<Value> uint_of_string(Arguments a, CallContext& context) {
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(a[0].as_string().size()));
  return number_of_string<std::uint64_t>(a[0].as_string(), "uint");
}
Result<Value> double_of_string(Arguments a, CallContext& context) {
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(a[0].as_string().size()));
  const std::string& text = a[0].as_string();
  const bool signed_plus = text.size() > 1 && text[0] == '+' && text[1] != '-';
  const ReadDouble number = read_double(std::string_view(text).substr(signed_plus ? 1 : 0));
  if (number.fault == NumberFault::out_of_range) return out_of_range("double");
  if (number.fault != NumberFault::none) return not_readable(text, "double");
  return Value(number.value);
}

Result<Value> int_of_uint(Arguments a, CallContext&) {
  if (a[0].as_uint() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    return out_of_range("int");
  return Value(static_cast<std::int64_t>(a[0].as_uint()));
}

/// Towards zero. The ends are excluded: at them a double no longer tells one whole number from the
/// next.
Result<Value> int_of_double(Arguments a, CallContext&) {
  const double number = a[0].as_double();
  constexpr double limit = 9223372036854775808.0;  // 2^63
  if (!(number > -limit && number < limit)) return out_of_range("int");
  return Value(static_cast<std::int64_t>(number));
}

Result<Value> uint_of_double(Arguments a, CallContext&) {
  const double number = a[0].as_double();
  constexpr double limit = 18446744073709551616.0;  // 2^64
  if (!(number >= 0 && number < limit)) return out_of_range("uint");
  return Value(static_cast<std::uint64_t>(number));
}

Result<Value> uint_of_int(Arguments a, CallContext&) {
  if (a[0].as_int() < 0) return out_of_range("uint");
  return Value(static_cast<std::uint64_t>(a[0].as_int()));
}

Result<Value> double_of_int(Arguments a, CallContext&) {
  return Value(static_cast<double>(a[0].as_int()));
}
Result<Value> double_of_uint(Arguments a, CallContext&) {
  return Value(static_cast<double>(a[0].as_uint()));
}

Result<Value> int_of_timestamp(Arguments a, CallContext&) {
  return Value(std::int64_t{
      std::chrono::floor<std::chrono::seconds>(a[0].as_timestamp()).time_since_epoch().count()});
}

Result<Value> bool_of_string(Arguments a, CallContext&) {
  const std::string& text = a[0].as_string();
  for (const std::string_view yes : {"true", "True", "TRUE", "t", "1"}) {
    if (text == yes) return Value(true);
  }
  for (const std::string_view no : {"false", "False", "FALSE", "f", "0"}) {
    if (text == no) return Value(false);
  }
  return not_readable(text, "bool");
}

Result<Value> string_of_bool(Arguments a, CallContext&) {
  return Value(a[0].as_bool() ? "true" : "false");
}
Result<Value> string_of_int(Arguments a, CallContext&) {
  return Value(std::to_string(a[0].as_int()));
}
Result<Value> string_of_uint(Arguments a, CallContext&) {
  return Value(std::to_string(a[0].as_uint()));
}

/// The shortest text that reads back to the same number; exponents only where the digits would be
/// too many.
Result<Value> string_of_double(Arguments a, CallContext&) {
  const double number = a[0].as_double();
  if (std::isnan(number)) return Value("NaN");
  if (std::isinf(number)) return Value(number > 0 ? "+Inf" : "-Inf");
  constexpr double fixed_from = 1e-6;
  constexpr double fixed_below = 1e21;
  const double magnitude = std::fabs(number);
  const bool fixed = magnitude == 0 || (magnitude >= fixed_from && magnitude < fixed_below);
  std::array<char, 64> text{};
  const auto written =
      std::to_chars(text.data(), text.data() + text.size(), number,
                    fixed ? std::chars_format::fixed : std::chars_format::scientific);
  return Value(std::string(text.data(), written.ptr));
}

Result<Value> string_of_bytes(Arguments a, CallContext& context) {
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(a[0].as_bytes().size()));
  if (!is_utf8(a[0].as_bytes()))
    return evaluation_error("invalid_argument", "these bytes are not valid UTF-8");
  return Value(a[0].as_bytes());
}

Result<Value> string_of_timestamp(Arguments a, CallContext&) {
  return Value(dunghan::to_text(a[0].as_timestamp()));
}
Result<Value> string_of_duration(Arguments a, CallContext&) {
  return Value(to_text(a[0].as_duration()));
}

Result<Value> bytes_of_string(Arguments a, CallContext& context) {
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(a[0].as_string().size()));
  return Value(Bytes{a[0].as_string()});
}

Result<Value> timestamp_of_string(Arguments a, CallContext&) {
  DUNGHAN_TRY(const Instant instant, parse_timestamp(a[0].as_string()));
  return Value(instant);
}

Result<Value> timestamp_of_int(Arguments a, CallContext&) {
  constexpr std::int64_t far =
      1'000'000'000'000;  // seconds; well outside the years 1-9999, well inside 64 bits
  const std::int64_t seconds = a[0].as_int();
  if (seconds > far || seconds < -far || !is_in_range(Instant{std::chrono::seconds{seconds}})) {
    return overflow_error("a timestamp lies in the years 1 to 9999");
  }
  return Value(Instant{std::chrono::seconds{seconds}});
}

Result<Value> duration_of_string(Arguments a, CallContext& context) {
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(a[0].as_string().size()));
  DUNGHAN_TRY(const Duration duration, parse_duration(a[0].as_string()));
  return Value(duration);
}

}  // namespace

void add_conversions(FunctionTable& table) {
  const auto add = [&table](std::string_view name, Kind from, Kind to, Implementation run) {
    table.add_global(name, {from}, to, run);
  };
  add("bool", Kind::boolean, Kind::boolean, unchanged);
  add("bool", Kind::string, Kind::boolean, bool_of_string);
  add("int", Kind::integer, Kind::integer, unchanged);
  add("int", Kind::unsigned_integer, Kind::integer, int_of_uint);
  add("int", Kind::floating, Kind::integer, int_of_double);
  add("int", Kind::string, Kind::integer, int_of_string);
  add("int", Kind::timestamp, Kind::integer, int_of_timestamp);
  add("uint", Kind::unsigned_integer, Kind::unsigned_integer, unchanged);
  add("uint", Kind::integer, Kind::unsigned_integer, uint_of_int);
  add("uint", Kind::floating, Kind::unsigned_integer, uint_of_double);
  add("uint", Kind::string, Kind::unsigned_integer, uint_of_string);
  add("double", Kind::floating, Kind::floating, unchanged);
  add("double", Kind::integer, Kind::floating, double_of_int);
  add("double", Kind::unsigned_integer, Kind::floating, double_of_uint);
  add("double", Kind::string, Kind::floating, double_of_string);
  add("string", Kind::string, Kind::string, unchanged);
  add("string", Kind::boolean, Kind::string, string_of_bool);
  add("string", Kind::integer, Kind::string, string_of_int);
  add("string", Kind::unsigned_integer, Kind::string, string_of_uint);
  add("string", Kind::floating, Kind::string, string_of_double);
  add("string", Kind::bytes, Kind::string, string_of_bytes);
  add("string", Kind::timestamp, Kind::string, string_of_timestamp);
  add("string", Kind::duration, Kind::string, string_of_duration);
  add("bytes", Kind::bytes, Kind::bytes, unchanged);
  add("bytes", Kind::string, Kind::bytes, bytes_of_string);
  add("timestamp", Kind::timestamp, Kind::timestamp, unchanged);
  add("timestamp", Kind::string, Kind::timestamp, timestamp_of_string);
  add("timestamp", Kind::integer, Kind::timestamp, timestamp_of_int);
  add("duration", Kind::duration, Kind::duration, unchanged);
  add("duration", Kind::string, Kind::duration, duration_of_string);
}

}  // namespace dunghan::rule
