#include "engine/calendar/recurring_day.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/base/check.h"

namespace dunghan::calendar {
namespace {

using std::chrono::days;

constexpr std::array<std::pair<std::string_view, DayRoll>, 4> roll_names{{
    {"none", DayRoll::none},
    {"following", DayRoll::following},
    {"preceding", DayRoll::preceding},
    {"skip", DayRoll::skip},
}};

}  // namespace

Result<DayRoll> parse_day_roll(std::string_view text) {
  for (const auto& [name, roll] : roll_names) {
    if (name == text) return roll;
  }
  return fail(ErrorCode::invalid_argument,
              "`" + std::string(text.substr(0, 40)) + "` is no way to move a day that is off",
              "write none, following, preceding or skip");
}

RecurringDay day_of_month(int day, DayRoll roll) {
  RecurringDay recurring;
  recurring.rule.frequency = Frequency::monthly;
  recurring.rule.by_month_day = {day};
  recurring.roll = roll;
  return recurring;
}

RecurringDay weekday_of_week(std::chrono::weekday weekday, DayRoll roll) {
  RecurringDay recurring;
  recurring.rule.frequency = Frequency::weekly;
  recurring.rule.by_day = {{weekday, 0}};
  recurring.roll = roll;
  return recurring;
}

RecurringDay last_working_day_of_month() {
  return day_of_month(-1, DayRoll::preceding);
}

Result<RolledDay> rolled(Date nominal, DayRoll roll, const Calendar& calendar) {
  if (roll == DayRoll::none || calendar.is_working(nominal))
    return RolledDay{nominal, nominal, RolledDay::Why::as_it_is};
  if (roll == DayRoll::skip) return RolledDay{nominal, std::nullopt, RolledDay::Why::left_out_off};
  DUNGHAN_TRY(const Date day, roll == DayRoll::following
                                  ? calendar.nth_working_day_after(nominal, 1)
                                  : calendar.nth_working_day_before(nominal, 1));
  return RolledDay{nominal, day, RolledDay::Why::moved};
}

RollingDays::RollingDays(const RecurringDay& day, const Recurrence& recurrence,
                         const Calendar& calendar)
    : roll_(day.roll),
      skip_outside_(day.skip_outside),
      frequency_(day.rule.frequency),
      week_start_(day.rule.week_start),
      calendar_(&calendar),
      cursor_(recurrence.occurrences()) {
  DUNGHAN_CHECK(recurrence.of_dates());
}

bool RollingDays::lies_outside(const RolledDay& day) const {
  const auto from = civil(day.nominal), to = civil(*day.day);
  switch (frequency_) {
    case Frequency::yearly: return from.year() != to.year();
    case Frequency::monthly: return from.year() / from.month() != to.year() / to.month();
    case Frequency::weekly: {
      const Date first = day.nominal - (std::chrono::weekday{day.nominal} - week_start_);
      return *day.day < first || *day.day > first + days{6};
    }
    default: return day.nominal != *day.day;
  }
}

Result<std::optional<RolledDay>> RollingDays::next() {
  while (const auto instance = cursor_.next()) {
    DUNGHAN_TRY(RolledDay day, rolled(instance->date(), roll_, *calendar_));
    if (day.day && skip_outside_ && lies_outside(day)) {
      day.day.reset();
      day.why = RolledDay::Why::left_out_outside;
    }
    if (day.day && last_ == day.day) continue;
    if (day.day) last_ = day.day;
    return std::optional<RolledDay>(day);
  }
  return std::optional<RolledDay>();
}

}  // namespace dunghan::calendar
