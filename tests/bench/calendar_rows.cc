// What is asked of a calendar: days, and office hours.
#include "tests/bench/inputs.h"
#include "tests/bench/row.h"

namespace dunghan::bench {
namespace {

constexpr double question_ns = 20;

/// A number that hangs on a date; 0 where there is none.
std::int64_t number_of(const Result<Date>& date) {
  return date ? date->time_since_epoch().count() : 0;
}
std::int64_t number_of(const Result<Instant>& instant) {
  return instant ? instant->time_since_epoch().count() : 0;
}

void add_nth_row(std::int64_t n, double ratio_target) {
  const std::string days = std::to_string(n) + " days";
  const calendar::Calendar& calendar = viet_nam();
  add_row(
      {"nth_working_day_after, " + days, question_ns, "QuantLib advance, " + days, ratio_target},
      [&calendar, n](std::size_t index) {
        return number_of(calendar.nth_working_day_after(dates()[index], n));
      });
}

void add_office_row(const std::string& name, const calendar::Calendar& calendar,
                    std::chrono::hours length) {
  add_row({name}, [&calendar, length](std::size_t index) {
    return number_of(calendar.add_office_time(moments()[index], length));
  });
}

}  // namespace

void add_calendar_rows() {
  using std::chrono::hours;
  const calendar::Calendar& calendar = viet_nam();
  add_row({"is_working", question_ns, "QuantLib isBusinessDay"}, [&calendar](std::size_t index) {
    return std::int64_t{calendar.is_working(dates()[index])};
  });
  add_row({"working_days_between", question_ns, "QuantLib businessDaysBetween"},
          [&calendar](std::size_t index) {
            return calendar.working_days_between(dates()[index], dates_near()[index]);
          });
  add_nth_row(5, 50);
  add_nth_row(30, 300);
  add_nth_row(250, 2000);
  add_row({"nth_working_day_after, 1-250 days", question_ns}, [&calendar](std::size_t index) {
    return number_of(calendar.nth_working_day_after(dates()[index], lengths()[index]));
  });
  add_row({"nth_working_day_before, 1-250 days", question_ns, "QuantLib advance back"},
          [&calendar](std::size_t index) {
            return number_of(calendar.nth_working_day_before(dates()[index], lengths()[index]));
          });
  add_office_row("add_office_time, 8 hours", calendar, hours{8});
  add_office_row("add_office_time, 80 hours", calendar, hours{80});
  add_office_row("add_office_time, 80 hours, summer time", netherlands(), hours{80});
}

}  // namespace dunghan::bench
