// Days that a limit names by way of another day, and their words.
#include <algorithm>
#include <array>
#include <cstdlib>

#include "engine/base/check.h"
#include "engine/deadline/day_words.h"
#include "engine/deadline/explanation.h"
#include "engine/deadline/limit.h"

namespace dunghan::deadline {
namespace {

using std::chrono::days;
using Kind = DayChoice::Kind;

bool is_covered(Date date) {
  return date >= calendar::Calendar::first_date() && date <= calendar::Calendar::last_date();
}

Failure exhausted() {
  return fail(ErrorCode::calendar_exhausted,
              "the day that the limit names lies outside the years " +
                  std::to_string(calendar::first_year) + " to " +
                  std::to_string(calendar::last_year) + " that calendars cover",
              "check the date that it is taken from");
}

struct Month {
  std::chrono::year_month month;
  [[nodiscard]] Date last() const { return Date{month / std::chrono::last}; }
  /// Its day of that number, or its last day where it has none.
  [[nodiscard]] Date day(int number) const {
    const std::chrono::year_month_day named =
        month / std::chrono::day{static_cast<unsigned>(number)};
    return named.ok() ? Date{named} : last();
  }
};

/// Dates handed in may lie anywhere; years far outside calendars would overflow.
std::optional<Month> month_of(Date at, int months_on) {
  if (!is_covered(at)) return std::nullopt;
  const std::chrono::year_month_day own = civil(at);
  return Month{own.year() / own.month() + std::chrono::months{months_on}};
}

Month month_in(int year, int month) {
  return {std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)}};
}

Result<Date> day_of_year(const DayChoice& choice, Date at, Month& within) {
  const int own = static_cast<int>(civil(at).year());
  within = month_in(own + choice.shift, choice.month);
  if (choice.next_from_start && within.day(choice.day) < at)
    within = month_in(own + 1, choice.month);
  return within.day(choice.day);
}

/// The day, and the month in which it lies.
Result<Date> found(const DayChoice& choice, Date at, const calendar::Calendar& calendar,
                   Month& within) {
  if (choice.kind == Kind::day_of_year) {
    if (!is_covered(at)) return exhausted();
    return day_of_year(choice, at, within);
  }
  const auto month = month_of(at, choice.shift);
  if (!month) return exhausted();
  within = *month;
  switch (choice.kind) {
    case Kind::day_of_month: return within.day(choice.day);
    case Kind::last_day: return within.last();
    case Kind::first_working_day: return calendar.nth_working_day_after(within.day(1) - days{1}, 1);
    case Kind::last_working_day: return calendar.nth_working_day_before(within.last() + days{1}, 1);
    case Kind::itself:
    case Kind::day_of_year: break;
  }
  DUNGHAN_CHECK(false);
}

constexpr std::array<const char*, 12> month_names{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

std::string shift_en(int shift, const std::string& unit) {
  const std::string side = shift < 0 ? " before that of " : " after that of ";
  if (shift == 0) return " of the " + unit + " of ";
  if (shift == 1 || shift == -1) return " of the " + unit + side;
  return " of the " + unit + " " + std::to_string(std::abs(shift)) + " " + unit + "s" + side;
}

std::string shift_vi(int shift, const std::string& unit) {
  if (shift == 0) return " của " + unit + " có ngày ";
  const std::string count = std::to_string(std::abs(shift));
  return " của " + unit + (shift < 0 ? " trước " : " sau ") + count + " " + unit + " so với ngày ";
}

LimitWords choice_words(const DayChoice& choice) {
  const std::string day = std::to_string(choice.day);
  switch (choice.kind) {
    case Kind::itself: return {};
    case Kind::day_of_month: return {"Ngày " + day, "Day " + day};
    case Kind::last_day: return {"Ngày cuối cùng", "The last day"};
    case Kind::first_working_day: return {"Ngày làm việc đầu tiên", "The first working day"};
    case Kind::last_working_day: return {"Ngày làm việc cuối cùng", "The last working day"};
    case Kind::day_of_year:
      return {"Ngày " + day + "/" + std::to_string(choice.month),
              day + " " + month_names.at(static_cast<std::size_t>(choice.month) - 1)};
  }
  DUNGHAN_CHECK(false);
}

LimitWords day_words(const DayChoice& choice, Date at) {
  return words_of(choice, LimitWords{date_in_words(at, Tongue::vi), date_in_words(at, Tongue::en)});
}

TraceStep named_step(const DayChoice& choice, Date at, Date day) {
  TraceStep step;
  step.kind = TraceStep::Kind::fixed_date;
  step.from = step.to = day;
  LimitWords words = day_words(choice, at);
  step.note_vi = std::move(words.vi);
  step.note_en = std::move(words.en);
  return step;
}

}  // namespace

LimitWords words_of(const DayChoice& choice, const LimitWords& of) {
  if (choice.kind == Kind::itself) return of;
  LimitWords words = choice_words(choice);
  if (of.vi.empty() && of.en.empty()) return words;
  if (choice.next_from_start) {
    words.vi += " đầu tiên kể từ ngày bắt đầu " + of.vi;
    words.en = "The first " + words.en + " from the start on " + of.en + " on";
    return words;
  }
  const bool of_year = choice.kind == Kind::day_of_year;
  words.vi += shift_vi(choice.shift, of_year ? "năm" : "tháng") + of.vi;
  words.en += shift_en(choice.shift, of_year ? "year" : "month") + of.en;
  return words;
}

bool awaits_date(const ResolvedLimit& limit) {
  switch (limit.kind) {
    case ResolvedLimit::Kind::before_date:
    case ResolvedLimit::Kind::after_date:
    case ResolvedLimit::Kind::on_date: return !limit.date && !limit.day.next_from_start;
    case ResolvedLimit::Kind::window:
      return (!limit.date && !limit.day.next_from_start) ||
             (!limit.from && !limit.from_day.next_from_start);
    case ResolvedLimit::Kind::first_of:
      return std::all_of(limit.parts.begin(), limit.parts.end(), awaits_date);
    default: return false;
  }
}

Result<Date> chosen_day(const DayChoice& choice, Date at, const calendar::Calendar& calendar,
                        Trace* trace) {
  if (choice.kind == Kind::itself) return at;
  Month within{};
  DUNGHAN_TRY(const Date day, found(choice, at, calendar, within));
  if (!is_covered(day)) return exhausted();
  if (trace == nullptr) return day;
  trace->push_back(named_step(choice, at, day));
  const bool by_number = choice.kind == Kind::day_of_month || choice.kind == Kind::day_of_year;
  if (by_number && static_cast<unsigned>(civil(day).day()) != static_cast<unsigned>(choice.day)) {
    TraceStep clamp;
    clamp.kind = TraceStep::Kind::month_end;
    clamp.number = choice.day;
    clamp.from = at;
    clamp.to = day;
    trace->push_back(std::move(clamp));
  }
  return day;
}

LimitWords words_of(const ResolvedLimit& limit) {
  using Limit = ResolvedLimit::Kind;
  if (limit.kind == Limit::period) return {to_vietnamese(limit.period), to_text(limit.period)};
  LimitWords day = limit.day.next_from_start ? choice_words(limit.day)
                   : limit.date              ? day_words(limit.day, *limit.date)
                                             : LimitWords{"ngày chưa biết", "a date not known"};
  const std::string vi = to_vietnamese(limit.period);
  const std::string en = to_text(limit.period);
  if (limit.kind == Limit::before_date) return {vi + " trước " + day.vi, en + " before " + day.en};
  if (limit.kind == Limit::after_date) return {vi + " sau " + day.vi, en + " after " + day.en};
  return day;
}

}  // namespace dunghan::deadline
