#include "engine/calendar/lunar.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/calendar/calendar.h"
#include "engine/calendar/new_moon.h"
#include "engine/calendar/sun.h"

namespace dunghan::calendar {
namespace {

using std::chrono::days;

constexpr std::chrono::hours zone{7};
constexpr int first_lunar_year = first_year - 1;  // its last days lie in January 1900
// The new moons from that of November 1898 to that of January 2201: a solstice month on each side.
constexpr int first_lunation = -1251;
constexpr int last_lunation = 2486;
constexpr unsigned solstice_number = 11;
constexpr int sector_before_solstice = 8;  // longitudes 240 to 270

Date local_day(Instant instant) {
  return Date{std::chrono::floor<days>(instant + zone).time_since_epoch()};
}

int sector_at_start_of(Date date) {
  return sun_sector(to_terrestrial(lunar_midnight(date)));
}

/// The day of a new moon; the full series only where the short one leaves the day in doubt.
Date new_moon_day(int lunation) {
  const Instant about = to_instant(new_moon_estimate(lunation));
  const std::chrono::minutes doubt{new_moon_estimate_minutes};
  const Date day = local_day(about - doubt);
  return day == local_day(about + doubt) ? day : lunar_day_of(new_moon(lunation));
}

Failure outside(const std::string& what) {
  return fail(ErrorCode::calendar_exhausted,
              what + " lies outside " + to_text(first_day) + " to " + to_text(last_day) +
                  ", which the lunar calendar covers",
              "check the year");
}

std::string name_of_month(const LunarDate& date) {
  return std::string(date.leap ? "leap month " : "month ") + std::to_string(date.month) +
         " of the lunar year " + std::to_string(date.year);
}

}  // namespace

Date lunar_day_of(TerrestrialTime time) {
  return local_day(to_instant(time));
}

Instant lunar_midnight(Date date) {
  return Instant{date.time_since_epoch()} - zone;
}

LunarCalendar::LunarCalendar() {
  open_months();
  number_months();
}

void LunarCalendar::open_months() {
  months_.resize(static_cast<std::size_t>(last_lunation - first_lunation));
  Date first = new_moon_day(first_lunation);
  int lunation = first_lunation;
  for (LunarMonth& month : months_) {
    month.first = first;
    month.lunation = lunation;
    first = new_moon_day(++lunation);
    month.length = static_cast<unsigned>((first - month.first).count());
    DUNGHAN_CHECK(month.length == 29 || month.length == 30);
  }
}

/// The index of the month in which `date` lies.
std::size_t LunarCalendar::month_at(Date date) const {
  const auto next =
      std::upper_bound(months_.begin(), months_.end(), date,
                       [](Date day, const LunarMonth& month) { return day < month.first; });
  DUNGHAN_CHECK(next != months_.begin());
  return static_cast<std::size_t>(next - months_.begin()) - 1;
}

/// The index of the month that holds the winter solstice of December `year`.
std::size_t LunarCalendar::solstice_month(int year) const {
  // Between the latest solstice of these centuries and 29 days after the earliest.
  const Date past_solstice = make_date(year, 12, 25);
  const std::size_t index = month_at(past_solstice);
  const bool still_ahead = sector_at_start_of(months_[index].first) == sector_before_solstice;
  return still_ahead ? index : index - 1;
}

/// The month among those from one solstice month up to the next that is leap, or `end` where twelve
/// need no leap month.
std::size_t LunarCalendar::leap_month(std::size_t begin, std::size_t end) const {
  if (end - begin == 12) return end;
  std::size_t index = begin;
  int sector = sector_before_solstice;
  // Twelve principal terms in thirteen months: one month has none, and never the first.
  while (true) {
    const int next = sector_at_start_of(months_[index + 1].first);
    if (next == sector) return index;
    sector = next;
    ++index;
    DUNGHAN_CHECK(index < end);
  }
}

void LunarCalendar::number_months() {
  std::size_t begin = solstice_month(first_lunar_year - 1);
  for (int year = first_lunar_year - 1; year <= last_year; ++year) {
    const std::size_t end = solstice_month(year + 1);
    DUNGHAN_CHECK(end - begin == 12 || end - begin == 13);
    const std::size_t leap = leap_month(begin, end);
    unsigned number = solstice_number;
    for (std::size_t i = begin; i < end; ++i) {
      LunarMonth& month = months_[i];
      month.leap = i == leap;
      if (i > begin && !month.leap) number = number % 12 + 1;
      month.number = number;
      month.year = number >= solstice_number ? year : year + 1;
      if (number == 1 && !month.leap) years_.push_back(static_cast<std::uint16_t>(i));
    }
    begin = end;
  }
}

std::span<const LunarMonth> LunarCalendar::year(int number) const {
  const auto index = static_cast<std::size_t>(number - first_lunar_year);
  return std::span(months_).subspan(years_[index], std::size_t{years_[index + 1]} - years_[index]);
}

Result<std::span<const LunarMonth>> LunarCalendar::months_of(int year) const {
  if (year < first_lunar_year || year > last_year)
    return outside("the lunar year " + std::to_string(year));
  return this->year(year);
}

Result<LunarDate> LunarCalendar::lunar_date(Date date) const {
  const int civil_year = static_cast<int>(civil(date).year());
  if (civil_year < first_year || civil_year > last_year) return outside(to_text(date));
  const LunarMonth& month = months_[month_at(date)];
  return LunarDate{month.year, month.number, month.leap,
                   static_cast<unsigned>((date - month.first).count()) + 1};
}

Result<Date> LunarCalendar::civil_date(const LunarDate& date) const {
  DUNGHAN_TRY(const auto months, months_of(date.year));
  const auto month = std::find_if(months.begin(), months.end(), [&](const LunarMonth& one) {
    return one.number == date.month && one.leap == date.leap;
  });
  if (month == months.end())
    return fail(ErrorCode::invalid_argument, "there is no " + name_of_month(date),
                "months are 1 to 12, and a year has one leap month or none");
  if (date.day < 1 || date.day > month->length)
    return fail(ErrorCode::invalid_argument,
                name_of_month(date) + " has no day " + std::to_string(date.day) + ", but " +
                    std::to_string(month->length) + " days",
                "the last day of a month is the day before the next month's first");
  const Date day = month->first + days{date.day - 1};
  const int civil_year = static_cast<int>(civil(day).year());
  if (civil_year < first_year || civil_year > last_year) return outside(to_text(day));
  return day;
}

}  // namespace dunghan::calendar
