// Our own kinds: dates, periods and exact decimals.
//
// date + period is plain calendar arithmetic, for conditions about dates. What a legal time limit
// becomes is never decided here: first days, working days and roll-over belong to a counting rule
// (engine/deadline/counting_rule.h).
#include <algorithm>
#include <chrono>

#include "engine/rule/function_table.h"
#include "engine/rule/moment.h"

namespace dunghan::rule {
namespace {

using Kind = Type::Kind;

// ---- dates
// ----------------------------------------------------------------------------------------------------

Failure date_out_of_range() {
  return overflow_error("a date lies in the years 1 to 9999");
}

Result<Value> date_of_string(Arguments a, CallContext&) {
  if (const auto date = parse_date(a[0].as_string())) return Value(*date);
  constexpr std::size_t shown_max = 40;
  return evaluation_error("invalid_argument",
                          "\"" + a[0].as_string().substr(0, shown_max) + "\" is no date",
                          "write date('2024-05-07')");
}

Result<Value> date_of_timestamp(Arguments a, CallContext& context) {
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(a[1].as_string().size()));
  DUNGHAN_TRY(const ZoneRules zone, zone_named(a[1].as_string(), context.activation));
  return Value(zone.date_of(a[0].as_timestamp()));
}

Result<Value> unchanged(Arguments a, CallContext&) {
  return a[0];
}

Result<Value> days_between(Arguments a, CallContext&) {
  return Value(std::int64_t{(a[0].as_date() - a[1].as_date()).count()});
}

/// Why `period` is no calendar arithmetic, or nothing.
std::optional<Failure> not_calendar(const Period& period) {
  if (period.working_days != 0) {
    return evaluation_error(
        "invalid_argument",
        "working days are counted by a counting rule and its calendar, not in a condition",
        "let a deadline count them: deadlines.x.due_on");
  }
  if (period.is_clock_type()) {
    return evaluation_error("invalid_argument", "hours and minutes cannot be added to a date",
                            "add them to a timestamp: duration('36h')");
  }
  return std::nullopt;
}

/// Years and months first, onto the last day of a month that is too short; then weeks and days.
/// `sign` is 1 or -1.
Result<Value> moved(Date date, const Period& period, int sign) {
  using namespace std::chrono;
  if (const auto fault = not_calendar(period)) return *fault;
  // Amounts are at most period_amount_max, so that nothing here comes near the ends of its type.
  const std::int64_t months_on = sign * (std::int64_t{period.years} * 12 + period.months);
  const year_month_day from = civil(date);
  const std::int64_t month_number = std::int64_t{static_cast<int>(from.year())} * 12 +
                                    static_cast<unsigned>(from.month()) - 1 + months_on;
  if (month_number < 12 || month_number >= 10'000 * std::int64_t{12}) return date_out_of_range();
  const year_month target = year{static_cast<int>(month_number / 12)} /
                            month{static_cast<unsigned>(month_number % 12 + 1)};
  const day last = (target / std::chrono::last).day();
  const Date moved_by_months{target / std::min(from.day(), last)};
  const Date result =
      moved_by_months + std::chrono::days{sign * (std::int64_t{period.weeks} * 7 + period.days)};
  if (!is_in_range(result)) return date_out_of_range();
  return Value(result);
}

Result<Value> date_plus_period(Arguments a, CallContext&) {
  return moved(a[0].as_date(), a[1].as_period(), 1);
}
Result<Value> period_plus_date(Arguments a, CallContext&) {
  return moved(a[1].as_date(), a[0].as_period(), 1);
}
Result<Value> date_minus_period(Arguments a, CallContext&) {
  return moved(a[0].as_date(), a[1].as_period(), -1);
}

Result<Value> earlier(Arguments a, CallContext& context) {
  DUNGHAN_TRY(const std::partial_ordering found, order(a[0], a[1], context.meter));
  return found <= 0 ? a[0] : a[1];
}

Result<Value> later(Arguments a, CallContext& context) {
  DUNGHAN_TRY(const std::partial_ordering found, order(a[0], a[1], context.meter));
  return found >= 0 ? a[0] : a[1];
}

template <std::int64_t (*part)(Date)>
Result<Value> part_of_date(Arguments a, CallContext&) {
  return Value(part(a[0].as_date()));
}

Result<Value> string_of_date(Arguments a, CallContext&) {
  return Value(dunghan::to_text(a[0].as_date()));
}

// ---- periods
// --------------------------------------------------------------------------------------------------

Result<Value> period_of_string(Arguments a, CallContext& context) {
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(a[0].as_string().size()));
  const auto period = parse_period(a[0].as_string());
  if (!period)
    return evaluation_error("invalid_argument", period.error().message, period.error().remedy);
  return Value(*period);
}

Result<Value> string_of_period(Arguments a, CallContext&) {
  return Value(dunghan::to_text(a[0].as_period()));
}

// ---- decimals
// -------------------------------------------------------------------------------------------------

Result<Value> decimal_value(std::optional<Decimal> decimal) {
  if (!decimal) return overflow_error("the amount has more digits than can be kept exactly");
  return Value(*decimal);
}

Result<Value> decimal_of_string(Arguments a, CallContext& context) {
  DUNGHAN_TRY_VOID(context.meter.charge_bytes(a[0].as_string().size()));
  if (const auto decimal = Decimal::parse(a[0].as_string())) return Value(*decimal);
  constexpr std::size_t shown_max = 40;
  return evaluation_error("invalid_argument",
                          "\"" + a[0].as_string().substr(0, shown_max) + "\" is no decimal number",
                          "write decimal('12.50')");
}

Decimal decimal_of(const Value& value) {
  return value.kind() == ValueKind::integer ? *Decimal::make(value.as_int(), 0)
                                            : value.as_decimal();
}

Result<Value> decimal_of_int(Arguments a, CallContext&) {
  return Value(decimal_of(a[0]));
}
Result<Value> plus(Arguments a, CallContext&) {
  return decimal_value(decimal_of(a[0]).plus(decimal_of(a[1])));
}
Result<Value> minus(Arguments a, CallContext&) {
  return decimal_value(decimal_of(a[0]).minus(decimal_of(a[1])));
}
Result<Value> times(Arguments a, CallContext&) {
  return decimal_value(decimal_of(a[0]).times(decimal_of(a[1])));
}
Result<Value> negated(Arguments a, CallContext&) {
  return decimal_value(Decimal{}.minus(a[0].as_decimal()));
}
Result<Value> double_of_decimal(Arguments a, CallContext&) {
  return Value(a[0].as_decimal().to_double());
}
Result<Value> string_of_decimal(Arguments a, CallContext&) {
  return Value(a[0].as_decimal().to_text());
}

/// Towards zero.
Result<Value> int_of_decimal(Arguments a, CallContext&) {
  std::int64_t units = a[0].as_decimal().units();
  for (int place = a[0].as_decimal().scale(); place > 0; --place) units /= 10;
  return Value(units);
}

void add_dates(FunctionTable& table) {
  table.add_global("date", {Kind::string}, Kind::date, date_of_string);
  table.add_global("date", {Kind::date}, Kind::date, unchanged);
  table.add_global("date", {Kind::timestamp, Kind::string}, Kind::date, date_of_timestamp);
  table.add_global("string", {Kind::date}, Kind::string, string_of_date);
  table.add_global("-", {Kind::date, Kind::date}, Kind::integer, days_between);
  table.add_global("+", {Kind::date, Kind::period}, Kind::date, date_plus_period);
  table.add_global("+", {Kind::period, Kind::date}, Kind::date, period_plus_date);
  table.add_global("-", {Kind::date, Kind::period}, Kind::date, date_minus_period);
  for (const Kind kind : {Kind::date, Kind::timestamp}) {
    table.add_global("earlier", {kind, kind}, kind, earlier);
    table.add_global("later", {kind, kind}, kind, later);
  }
  table.add_member("getFullYear", {Kind::date}, Kind::integer, part_of_date<year_of>);
  table.add_member("getMonth", {Kind::date}, Kind::integer, part_of_date<month_of>);
  table.add_member("getDate", {Kind::date}, Kind::integer, part_of_date<day_of_month>);
  table.add_member("getDayOfMonth", {Kind::date}, Kind::integer,
                   part_of_date<day_of_month_from_zero>);
  table.add_member("getDayOfWeek", {Kind::date}, Kind::integer, part_of_date<day_of_week>);
  table.add_member("getDayOfYear", {Kind::date}, Kind::integer, part_of_date<day_of_year>);
}

void add_decimals(FunctionTable& table) {
  table.add_global("decimal", {Kind::string}, Kind::decimal, decimal_of_string);
  table.add_global("decimal", {Kind::integer}, Kind::decimal, decimal_of_int);
  table.add_global("decimal", {Kind::decimal}, Kind::decimal, unchanged);
  table.add_global("string", {Kind::decimal}, Kind::string, string_of_decimal);
  table.add_global("double", {Kind::decimal}, Kind::floating, double_of_decimal);
  table.add_global("int", {Kind::decimal}, Kind::integer, int_of_decimal);
  table.add_global("-_", {Kind::decimal}, Kind::decimal, negated);
  for (const auto& [left, right] :
       {std::pair{Kind::decimal, Kind::decimal}, std::pair{Kind::decimal, Kind::integer},
        std::pair{Kind::integer, Kind::decimal}}) {
    table.add_global("+", {left, right}, Kind::decimal, plus);
    table.add_global("-", {left, right}, Kind::decimal, minus);
    table.add_global("*", {left, right}, Kind::decimal, times);
  }
}

}  // namespace

void add_legal_values(FunctionTable& table) {
  add_dates(table);
  table.add_global("period", {Kind::string}, Kind::period, period_of_string);
  table.add_global("period", {Kind::period}, Kind::period, unchanged);
  table.add_global("string", {Kind::period}, Kind::string, string_of_period);
  add_decimals(table);
}

}  // namespace dunghan::rule
