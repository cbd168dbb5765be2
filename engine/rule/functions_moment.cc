// Timestamps and durations of CEL: arithmetic within the years 1-9999, and their parts in a zone.
//
// Instants here have microseconds (engine/base/time.h), durations nanoseconds; what is finer than a
// microsecond is cut off towards the past when the two meet.
#include <chrono>

#include "engine/rule/function_table.h"
#include "engine/rule/moment.h"

namespace dunghan::rule {
namespace {

using Kind = Type::Kind;
using std::chrono::floor;

Result<Value> in_range(Instant instant) {
  if (!is_in_range(instant)) return overflow_error("a timestamp lies in the years 1 to 9999");
  return Value(instant);
}

Result<Value> moved(Instant instant, Duration by) {
  // Both are far from the ends of 64 bits: instants are kept to the years 1-9999, durations to 292
  // years.
  return in_range(instant + floor<Microseconds>(by));
}

Result<Value> timestamp_plus_duration(Arguments a, CallContext&) {
  return moved(a[0].as_timestamp(), a[1].as_duration());
}
Result<Value> duration_plus_timestamp(Arguments a, CallContext&) {
  return moved(a[1].as_timestamp(), a[0].as_duration());
}

Failure duration_too_long() {
  return overflow_error("a duration may be 292 years long at most");
}

Result<Value> timestamp_minus_duration(Arguments a, CallContext&) {
  if (a[1].as_duration() == Duration::min()) return duration_too_long();
  return moved(a[0].as_timestamp(), -a[1].as_duration());
}

Result<Value> timestamp_minus_timestamp(Arguments a, CallContext&) {
  const Microseconds difference = a[0].as_timestamp() - a[1].as_timestamp();
  std::int64_t nanoseconds = 0;
  if (__builtin_mul_overflow(difference.count(), std::int64_t{1000}, &nanoseconds))
    return duration_too_long();
  return Value(Duration(nanoseconds));
}

Result<Value> duration_plus_duration(Arguments a, CallContext&) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a[0].as_duration().count(), a[1].as_duration().count(), &sum))
    return duration_too_long();
  return Value(Duration(sum));
}

Result<Value> duration_minus_duration(Arguments a, CallContext&) {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(a[0].as_duration().count(), a[1].as_duration().count(), &difference)) {
    return duration_too_long();
  }
  return Value(Duration(difference));
}

template <class Unit>
Result<Value> whole(Arguments a, CallContext&) {
  return Value(std::int64_t{std::chrono::duration_cast<Unit>(a[0].as_duration()).count()});
}

/// The thousandths of the second that has begun, not the whole duration.
Result<Value> milliseconds_of_duration(Arguments a, CallContext&) {
  using std::chrono::milliseconds;
  return Value(
      std::int64_t{std::chrono::duration_cast<milliseconds>(a[0].as_duration()).count() % 1000});
}

using Part = std::int64_t (*)(LocalTime);

/// One part of a timestamp, in UTC or in the zone of the second argument.
template <Part part>
Result<Value> part_of_timestamp(Arguments a, CallContext& context) {
  if (a.size() == 1) return Value(part(LocalTime{a[0].as_timestamp().time_since_epoch()}));
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(a[1].as_string().size()));
  DUNGHAN_TRY(const ZoneRules zone, zone_named(a[1].as_string(), context.activation));
  return Value(part(zone.to_local(a[0].as_timestamp())));
}

template <Part part>
void add_part(FunctionTable& table, std::string_view name) {
  table.add_member(name, {Kind::timestamp}, Kind::integer, part_of_timestamp<part>);
  table.add_member(name, {Kind::timestamp, Kind::string}, Kind::integer, part_of_timestamp<part>);
}

std::int64_t hours_of(LocalTime t) {
  return floor<std::chrono::hours>(t - floor<std::chrono::days>(t)).count();
}
std::int64_t minutes_of(LocalTime t) {
  return floor<std::chrono::minutes>(t - floor<std::chrono::hours>(t)).count();
}
std::int64_t seconds_of(LocalTime t) {
  return floor<std::chrono::seconds>(t - floor<std::chrono::minutes>(t)).count();
}
std::int64_t milliseconds_of(LocalTime t) {
  return floor<std::chrono::milliseconds>(t - floor<std::chrono::seconds>(t)).count();
}

template <std::int64_t (*part)(Date)>
std::int64_t of_day(LocalTime t) {
  return part(floor<std::chrono::days>(t));
}

}  // namespace

void add_moments(FunctionTable& table) {
  table.add_global("+", {Kind::timestamp, Kind::duration}, Kind::timestamp,
                   timestamp_plus_duration);
  table.add_global("+", {Kind::duration, Kind::timestamp}, Kind::timestamp,
                   duration_plus_timestamp);
  table.add_global("+", {Kind::duration, Kind::duration}, Kind::duration, duration_plus_duration);
  table.add_global("-", {Kind::timestamp, Kind::duration}, Kind::timestamp,
                   timestamp_minus_duration);
  table.add_global("-", {Kind::timestamp, Kind::timestamp}, Kind::duration,
                   timestamp_minus_timestamp);
  table.add_global("-", {Kind::duration, Kind::duration}, Kind::duration, duration_minus_duration);
  table.add_member("getHours", {Kind::duration}, Kind::integer, whole<std::chrono::hours>);
  table.add_member("getMinutes", {Kind::duration}, Kind::integer, whole<std::chrono::minutes>);
  table.add_member("getSeconds", {Kind::duration}, Kind::integer, whole<std::chrono::seconds>);
  table.add_member("getMilliseconds", {Kind::duration}, Kind::integer, milliseconds_of_duration);
  add_part<hours_of>(table, "getHours");
  add_part<minutes_of>(table, "getMinutes");
  add_part<seconds_of>(table, "getSeconds");
  add_part<milliseconds_of>(table, "getMilliseconds");
  add_part<of_day<year_of>>(table, "getFullYear");
  add_part<of_day<month_of>>(table, "getMonth");
  add_part<of_day<day_of_month>>(table, "getDate");
  add_part<of_day<day_of_month_from_zero>>(table, "getDayOfMonth");
  add_part<of_day<day_of_week>>(table, "getDayOfWeek");
  add_part<of_day<day_of_year>>(table, "getDayOfYear");
}

}  // namespace dunghan::rule
