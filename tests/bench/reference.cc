// The reference calendar is a BespokeCalendar with our weekend, our closed weekdays as added and
// our worked weekend days as removed holidays: the same set of days, in QuantLib's own form.
#include "tests/bench/reference.h"

#include <ql/time/calendars/bespokecalendar.hpp>
#include <ql/time/period.hpp>
#include <ql/utilities/dataparsers.hpp>

#include "tests/bench/inputs.h"
#include "tests/bench/row.h"

namespace dunghan::bench {
namespace {

using std::chrono::days;

constexpr Date first_date = make_date(1901, 1, 1);
constexpr Date last_date = make_date(2199, 12, 31);
constexpr std::size_t shown_max = 3;

QuantLib::Date quantlib_date(Date date) {
  static const QuantLib::Date epoch(1, QuantLib::January, 1970);
  return epoch + static_cast<QuantLib::Date::serial_type>(date.time_since_epoch().count());
}
Date date_of(const QuantLib::Date& date) {
  static const QuantLib::Date epoch(1, QuantLib::January, 1970);
  return Date{days{date - epoch}};
}

bool is_weekend(Date date) {
  const std::chrono::weekday weekday{date};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

QuantLib::Calendar made_calendar() {
  QuantLib::BespokeCalendar made("reference");
  made.addWeekend(QuantLib::Saturday);
  made.addWeekend(QuantLib::Sunday);
  for (Date date = first_date; date <= last_date; date += days{1}) {
    const bool works = viet_nam().is_working(date);
    if (works && is_weekend(date)) made.removeHoliday(quantlib_date(date));
    if (!works && !is_weekend(date)) made.addHoliday(quantlib_date(date));
  }
  return made;
}

const QuantLib::Calendar& reference_calendar() {
  static const QuantLib::Calendar calendar = made_calendar();
  return calendar;
}

const std::vector<QuantLib::Date>& reference_dates() {
  static const auto made = [] {
    std::vector<QuantLib::Date> all;
    for (const Date date : dates()) all.push_back(quantlib_date(date));
    return all;
  }();
  return made;
}
const std::vector<QuantLib::Date>& reference_dates_near() {
  static const auto made = [] {
    std::vector<QuantLib::Date> all;
    for (const Date date : dates_near()) all.push_back(quantlib_date(date));
    return all;
  }();
  return made;
}

QuantLib::Date advanced(std::size_t index, QuantLib::Integer n, QuantLib::TimeUnit unit) {
  return reference_calendar().advance(reference_dates()[index], n, unit, QuantLib::Following);
}
QuantLib::Date rolled(std::size_t index, QuantLib::Integer n) {
  return reference_calendar().adjust(reference_dates()[index] + n, QuantLib::Following);
}
/// The earlier date never counts and the later one does, as ours counts them.
std::int64_t between(std::size_t index) {
  const QuantLib::Date &from = reference_dates()[index], &to = reference_dates_near()[index];
  const bool backward = to < from;
  return reference_calendar().businessDaysBetween(from, to, backward, !backward);
}

class Findings {
 public:
  void expect_same(const char* what, Date from, Date ours, Date theirs) {
    if (ours == theirs) return;
    note(what, from, to_text(ours), to_text(theirs));
  }
  void expect_same(const char* what, Date from, std::int64_t ours, std::int64_t theirs) {
    if (ours == theirs) return;
    note(what, from, std::to_string(ours), std::to_string(theirs));
  }
  std::vector<std::string> found;

 private:
  void note(const char* what, Date from, const std::string& ours, const std::string& theirs) {
    count_ = what == last_ ? count_ + 1 : 1;
    last_ = what;
    if (count_ <= shown_max)
      found.push_back(std::string(what) + " of " + to_text(from) + ": ours " + ours +
                      ", QuantLib " + theirs);
  }
  std::string last_;
  std::size_t count_ = 0;
};

Date due_on(std::size_t index, const Period& period) {
  const auto due = deadline::due_after(civil_code(), viet_nam(), moments()[index], period);
  return due ? due->due_on : Date{};
}

void compare_days(Findings& findings) {
  for (Date date = first_date; date <= last_date; date += days{1}) {
    const bool theirs = reference_calendar().isBusinessDay(quantlib_date(date));
    findings.expect_same("is_working", date, std::int64_t{viet_nam().is_working(date)},
                         std::int64_t{theirs});
  }
  for (std::size_t index = 0; index < input_count; ++index) {
    findings.expect_same("working_days_between", dates()[index],
                         viet_nam().working_days_between(dates()[index], dates_near()[index]),
                         between(index));
  }
}

void compare_counts(Findings& findings, std::int32_t n) {
  for (std::size_t index = 0; index < input_count; ++index) {
    const Date from = dates()[index];
    const Date theirs = date_of(advanced(index, n, QuantLib::Days));
    findings.expect_same("nth_working_day_after", from,
                         viet_nam().nth_working_day_after(from, n).value_or(Date{}), theirs);
    findings.expect_same("due date in working days", from, due_on(index, working_days(n)), theirs);
  }
}

void compare_other_dues(Findings& findings) {
  for (std::size_t index = 0; index < input_count; ++index) {
    const Date from = dates()[index];
    findings.expect_same("due date in 30 days", from, due_on(index, dunghan::days(30)),
                         date_of(rolled(index, 30)));
    findings.expect_same("due date in 1 month", from, due_on(index, dunghan::months(1)),
                         date_of(advanced(index, 1, QuantLib::Months)));
    if (from < make_date(1903, 1, 1)) continue;  // counting back must not leave QuantLib's years
    const std::int32_t n = lengths()[index];
    findings.expect_same("nth_working_day_before", from,
                         viet_nam().nth_working_day_before(from, n).value_or(Date{}),
                         date_of(advanced(index, -n, QuantLib::Days)));
  }
}

void add_advance_row(const std::string& name, QuantLib::Integer n, QuantLib::TimeUnit unit) {
  add_row({name}, [n, unit](std::size_t index) {
    return std::int64_t{advanced(index, n, unit).serialNumber()};
  });
}

}  // namespace

std::vector<std::string> disagreements() {
  Findings findings;
  compare_days(findings);
  for (const std::int32_t n : {5, 30, 250}) compare_counts(findings, n);
  compare_other_dues(findings);
  return findings.found;
}

void add_reference_rows() {
  static const std::vector<Typed> texts = typed("");
  add_row({"QuantLib isBusinessDay"}, [](std::size_t index) {
    return std::int64_t{reference_calendar().isBusinessDay(reference_dates()[index])};
  });
  add_row({"QuantLib businessDaysBetween"}, [](std::size_t index) { return between(index); });
  add_advance_row("QuantLib advance, 5 days", 5, QuantLib::Days);
  add_advance_row("QuantLib advance, 30 days", 30, QuantLib::Days);
  add_advance_row("QuantLib advance, 250 days", 250, QuantLib::Days);
  add_advance_row("QuantLib advance, 1 month", 1, QuantLib::Months);
  add_row({"QuantLib advance back"}, [](std::size_t index) {
    if (dates()[index] < make_date(1903, 1, 1)) return std::int64_t{0};
    return std::int64_t{advanced(index, -lengths()[index], QuantLib::Days).serialNumber()};
  });
  add_row({"QuantLib adjust, 30 days on"},
          [](std::size_t index) { return std::int64_t{rolled(index, 30).serialNumber()}; });
  add_row({"QuantLib from text, 30 days"}, [](std::size_t index) {
    const QuantLib::Date from = QuantLib::DateParser::parseISO(texts[index].from);
    const QuantLib::Date last = from + QuantLib::PeriodParser::parse("30D");
    return std::int64_t{reference_calendar().adjust(last, QuantLib::Following).serialNumber()};
  });
  add_row({"QuantLib from text, 1 month"}, [](std::size_t index) {
    const QuantLib::Date from = QuantLib::DateParser::parseISO(texts[index].from);
    return std::int64_t{reference_calendar()
                            .advance(from, QuantLib::PeriodParser::parse("1M"), QuantLib::Following)
                            .serialNumber()};
  });
}

}  // namespace dunghan::bench
