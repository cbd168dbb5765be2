// A day that comes again and again and, where it is off, is moved: "day 15, moved to the next
// working day", "the last working day of the month", "every Monday; in a week without a working
// day, none".
//
// The days come from a recurrence of dates (recurrence.h), what is off from a calendar
// (calendar.h).
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string_view>

#include "engine/base/result.h"
#include "engine/calendar/calendar.h"
#include "engine/calendar/recurrence.h"

namespace dunghan::calendar {

/// What happens to a day that is off. (Time limits have a roll of their own, deadline::Roll, which
/// never lets one fall away.)
enum class DayRoll {
  none,       // it stays
  following,  // the next working day
  preceding,  // the working day before
  skip,       // it is left out
};

/// "none", "following", "preceding", "skip".
[[nodiscard]] Result<DayRoll> parse_day_roll(std::string_view text);

struct RecurringDay {
  RecurrenceRule rule;
  DayRoll roll = DayRoll::none;
  /// `if_outside: skip`: a day that the roll carries out of its own week, month or year (that of
  /// the rule's frequency) is left out. Else it stays where the roll put it.
  bool skip_outside = false;
};

/// Day `day` of each month, 1 to 31 or -31 to -1 from its end; a month without it has none.
[[nodiscard]] RecurringDay day_of_month(int day, DayRoll roll);
/// Every such weekday, within its week from Monday to Sunday.
[[nodiscard]] RecurringDay weekday_of_week(std::chrono::weekday weekday, DayRoll roll);
/// The last day of each month, or the working day before it.
[[nodiscard]] RecurringDay last_working_day_of_month();

struct RolledDay {
  Date nominal{};           // as the rule gives it
  std::optional<Date> day;  // where it comes to lie; nothing: it is left out
  enum class Why { as_it_is, moved, left_out_off, left_out_outside } why = Why::as_it_is;
  friend bool operator==(const RolledDay&, const RolledDay&) = default;
};

/// One day moved as the roll says; whether it lies outside its span is not asked here.
/// errors: calendar_exhausted: no working day within the calendar's years.
[[nodiscard]] Result<RolledDay> rolled(Date nominal, DayRoll roll, const Calendar& calendar);

/// Gives the days of a recurrence, moved, in order. Days that fall together are one; a day that is
/// left out is given without `day`, so that whoever asks can say so.
class RollingDays {
 public:
  /// recurrence: of dates (of_dates); it and the calendar outlive this.
  RollingDays(const RecurringDay& day, const Recurrence& recurrence, const Calendar& calendar);

  /// The next; an empty optional: no more. errors: calendar_exhausted.
  [[nodiscard]] Result<std::optional<RolledDay>> next();

 private:
  [[nodiscard]] bool lies_outside(const RolledDay& day) const;

  DayRoll roll_;
  bool skip_outside_;
  Frequency frequency_;
  std::chrono::weekday week_start_;
  const Calendar* calendar_;
  RecurrenceCursor cursor_;
  std::optional<Date> last_;
};

}  // namespace dunghan::calendar
