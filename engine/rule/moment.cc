#include "engine/rule/moment.h"

#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "engine/rule/evaluation.h"

namespace dunghan::rule {
namespace {

constexpr Date first_date = make_date(1, 1, 1);
constexpr Date last_date = make_date(9999, 12, 31);

constexpr std::array<std::pair<std::string_view, std::int64_t>, 8> duration_units = {
    {// Longer names first: "ms" before "m".
     {"ns", 1},
     {"us", 1'000},
     {"\u00b5s", 1'000},
     {"\u03bcs", 1'000},
     {"ms", 1'000'000},
     {"s", 1'000'000'000},
     {"m", 60'000'000'000},
     {"h", 3'600'000'000'000}}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view take_digits(std::string_view& rest) {
  std::size_t count = 0;
  while (count < rest.size() && is_digit(rest[count])) ++count;
  const std::string_view digits = rest.substr(0, count);
  rest.remove_prefix(count);
  return digits;
}

std::int64_t take_unit(std::string_view& rest) {
  for (const auto& [name, nanoseconds] : duration_units) {
    if (!rest.starts_with(name)) continue;
    rest.remove_prefix(name.size());
    return nanoseconds;
  }
  return 0;
}

Failure bad_duration(std::string_view text) {
  constexpr std::size_t shown_max = 40;
  return evaluation_error("invalid_argument",
                          "\"" + std::string(text.substr(0, shown_max)) + "\" is no duration",
                          "write 90s, 1h30m, 250ms; a length in days or months is a period");
}

/// Nanoseconds of `digits` behind a point, in `unit`; digits finer than a nanosecond are dropped.
std::int64_t fraction_of(std::string_view digits, std::int64_t unit) {
  std::int64_t result = 0;
  for (const char digit : digits) {
    unit /= 10;
    result += (digit - '0') * unit;
  }
  return result;
}

/// Adds "1.5h" at the front of `rest` to `total`. False: not a length, or too long; `overflow` says
/// which.
bool take_term(std::string_view& rest, std::int64_t& total, bool& overflow) {
  const std::string_view whole = take_digits(rest);
  std::string_view fraction;
  if (rest.starts_with(".")) {
    rest.remove_prefix(1);
    fraction = take_digits(rest);
  }
  if (whole.empty() && fraction.empty()) return false;
  const std::int64_t unit = take_unit(rest);
  if (unit == 0) return false;
  std::int64_t count = 0;
  if (!whole.empty()) {
    const auto read = std::from_chars(whole.data(), whole.data() + whole.size(), count);
    overflow = read.ec != std::errc{};
  }
  overflow = overflow || __builtin_mul_overflow(count, unit, &count) ||
             __builtin_add_overflow(count, fraction_of(fraction, unit), &count) ||
             __builtin_add_overflow(total, count, &total);
  return !overflow;
}

/// "+07:00", "-09:30", "02:00".
std::optional<std::chrono::seconds> parse_offset(std::string_view text) {
  const bool behind = text.starts_with("-");
  if (behind || text.starts_with("+")) text.remove_prefix(1);
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t place : {0U, 1U, 3U, 4U}) {
    if (!is_digit(text[place])) return std::nullopt;
  }
  const int hours = (text[0] - '0') * 10 + (text[1] - '0');
  const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
  if (hours > 18 || minutes > 59) return std::nullopt;
  const std::chrono::seconds offset = std::chrono::hours{hours} + std::chrono::minutes{minutes};
  return behind ? -offset : offset;
}

}  // namespace

bool is_in_range(Date date) {
  return date >= first_date && date <= last_date;
}

bool is_in_range(Instant instant) {
  return is_in_range(std::chrono::floor<std::chrono::days>(LocalTime{instant.time_since_epoch()}));
}

Result<Instant> parse_timestamp(std::string_view text) {
  // parse_occurrence also reads what people write (no zone, a blank for the T); CEL takes the full
  // form alone.
  constexpr std::size_t shortest = std::string_view("0001-01-01T00:00:00Z").size();
  constexpr std::size_t offset_size = std::string_view("+07:00").size();
  const bool has_zone =
      text.size() >= shortest && (text.back() == 'Z' || text[text.size() - offset_size] == '+' ||
                                  text[text.size() - offset_size] == '-');
  if (has_zone && text[10] == 'T' && text[16] == ':') {
    const auto occurrence = parse_occurrence(text, ZoneRules{});
    if (occurrence && is_in_range(occurrence->at)) return occurrence->at;
    if (occurrence) return overflow_error("a timestamp lies in the years 1 to 9999");
  }
  constexpr std::size_t shown_max = 40;
  return evaluation_error(
      "invalid_argument", "\"" + std::string(text.substr(0, shown_max)) + "\" is no timestamp",
      "write 2024-05-07T08:30:00+07:00 or 2024-05-07T01:30:00Z, years 1 to 9999");
}

Result<Duration> parse_duration(std::string_view text) {
  std::string_view rest = text;
  const bool negative = rest.starts_with("-");
  if (negative || rest.starts_with("+")) rest.remove_prefix(1);
  if (rest == "0") return Duration{0};
  if (rest.empty()) return bad_duration(text);
  std::int64_t total = 0;
  while (!rest.empty()) {
    bool overflow = false;
    if (take_term(rest, total, overflow)) continue;
    if (overflow) return overflow_error("a duration may be 292 years long at most");
    return bad_duration(text);
  }
  return Duration{negative ? -total : total};
}

std::string to_text(Duration duration) {
  const std::int64_t count = duration.count();
  const auto bits = static_cast<std::uint64_t>(count);
  const std::uint64_t magnitude = count < 0 ? std::uint64_t{0} - bits : bits;
  constexpr std::uint64_t second = 1'000'000'000;
  std::string text = (count < 0 ? "-" : "") + std::to_string(magnitude / second);
  if (magnitude % second != 0) {
    std::string fraction =
        std::to_string(magnitude % second + second).substr(1);  // leading zeros kept
    fraction.erase(fraction.find_last_not_of('0') + 1);
    text += "." + fraction;
  }
  return text + "s";
}

Result<ZoneRules> zone_named(std::string_view name, const Activation& activation) {
  if (name == "UTC" || name == "Z") return ZoneRules{};
  if (const auto offset = parse_offset(name)) return ZoneRules(std::string(name), *offset);
  if (auto zone = activation.zone(name)) return *std::move(zone);
  constexpr std::size_t shown_max = 40;
  return evaluation_error(
      "invalid_argument",
      "the zone \"" + std::string(name.substr(0, shown_max)) + "\" is not known here",
      "write 'UTC' or an offset such as '+07:00'");
}

std::int64_t year_of(Date date) {
  return static_cast<int>(civil(date).year());
}
std::int64_t month_of(Date date) {
  return static_cast<unsigned>(civil(date).month()) - std::int64_t{1};
}
std::int64_t day_of_month(Date date) {
  return static_cast<unsigned>(civil(date).day());
}
std::int64_t day_of_month_from_zero(Date date) {
  return day_of_month(date) - 1;
}
std::int64_t day_of_week(Date date) {
  return std::chrono::weekday{date}.c_encoding();
}
std::int64_t day_of_year(Date date) {
  return (date - make_date(static_cast<int>(year_of(date)), 1, 1)).count();
}

}  // namespace dunghan::rule
