// Holidays by rule: fixed dates, Easter and what moves with it, the n-th weekday of a month, days
// of the lunar calendar.
#include <algorithm>
#include <chrono>

#include "engine/base/check.h"
#include "engine/calendar/calendar_spec.h"

namespace dunghan::calendar {

Date easter_sunday(int year) {
  DUNGHAN_CHECK(year >= 1583 && year <= 9999);
  const int golden = year % 19;
  const int century = year / 100;
  const int in_century = year % 100;
  const int lunar_correction = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * golden + century - century / 4 - lunar_correction + 15) % 30;
  const int to_sunday =
      (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
  const int late = (golden + 11 * epact + 22 * to_sunday) / 451;
  const int march_based = epact + to_sunday - 7 * late + 114;
  return make_date(year, static_cast<unsigned>(march_based / 31),
                   static_cast<unsigned>(march_based % 31 + 1));
}

namespace {

std::optional<Date> day_named(const HolidayRule& rule, int year, const LunarCalendar* lunar) {
  using std::chrono::month;
  const std::chrono::year y{year};
  switch (rule.kind) {
    case HolidayRule::Kind::fixed: {
      const std::chrono::year_month_day date{y, month{rule.month}, std::chrono::day{rule.day}};
      if (!date.ok()) return std::nullopt;
      return Date{date};
    }
    case HolidayRule::Kind::easter: return easter_sunday(year);
    case HolidayRule::Kind::nth_weekday: {
      if (rule.nth == -1) return Date{y / month{rule.month} / rule.weekday[std::chrono::last]};
      const auto date = y / month{rule.month} / rule.weekday[static_cast<unsigned>(rule.nth)];
      if (!date.ok()) return std::nullopt;
      return Date{date};
    }
    case HolidayRule::Kind::lunar: {
      DUNGHAN_CHECK(lunar != nullptr);
      const auto date = lunar->civil_date({year, rule.month, false, rule.day});
      if (!date) return std::nullopt;
      return *date;
    }
  }
  DUNGHAN_CHECK(false);
}

}  // namespace

std::optional<Date> date_in_year(const HolidayRule& rule, int year, const LunarCalendar* lunar) {
  if (rule.from_year && year < *rule.from_year) return std::nullopt;
  if (rule.to_year && year > *rule.to_year) return std::nullopt;
  if (std::find(rule.except.begin(), rule.except.end(), year) != rule.except.end())
    return std::nullopt;
  const auto date = day_named(rule, year, lunar);
  if (!date) return std::nullopt;
  return *date + std::chrono::days{rule.offset};
}

}  // namespace dunghan::calendar
