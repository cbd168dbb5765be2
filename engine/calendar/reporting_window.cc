#include "engine/calendar/reporting_window.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dunghan::calendar {
namespace {

using std::chrono::days;

constexpr int months_of_year = 12;

struct PeriodTraits {
  ReportingPeriod period;
  std::string_view name;
  int months;  // of one window
  int every;   // months from one window to the next
};
constexpr std::array<PeriodTraits, 6> period_traits{{
    {ReportingPeriod::week, "week", 0, 0},
    {ReportingPeriod::month, "month", 1, 1},
    {ReportingPeriod::quarter, "quarter", 3, 3},
    {ReportingPeriod::half_year, "half-year", 6, 6},
    {ReportingPeriod::nine_months, "nine-months", 9, 12},
    {ReportingPeriod::year, "year", 12, 12},
}};

const PeriodTraits& traits_of(ReportingPeriod period) {
  return period_traits[static_cast<std::size_t>(period)];
}

std::string two_digits(int value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

std::string four_digits(int year) {
  const std::string digits = std::to_string(year);
  return std::string(4 - std::min<std::size_t>(digits.size(), 4), '0') + digits;
}

/// first: the first month of the span within its year, from 0.
std::string id_of(int year, int first, int months) {
  std::string name = four_digits(year);
  const int index = first / months + 1;
  switch (months) {
    case 1: return name + "-" + two_digits(index);
    case 3: return name + "-Q" + std::to_string(index);
    case 6: return name + "-H" + std::to_string(index);
    case 12: return name;
    default: return name + "-" + std::to_string(months) + "M";
  }
}

int floor_divided(int value, int divisor) {
  return (value - (value % divisor + divisor) % divisor) / divisor;
}

/// The week of 1 January 1900, a Monday, is number 0.
constexpr Date first_monday = make_date(1900, 1, 1);

}  // namespace

std::string_view name_of(ReportingPeriod period) {
  return traits_of(period).name;
}

Result<ReportingPeriod> parse_reporting_period(std::string_view text) {
  const auto found = std::find_if(period_traits.begin(), period_traits.end(),
                                  [&](const PeriodTraits& each) { return each.name == text; });
  if (found != period_traits.end()) return found->period;
  return fail(ErrorCode::invalid_argument,
              "`" + std::string(text.substr(0, 40)) + "` is no period of reporting",
              "write week, month, quarter, half-year, nine-months or year");
}

const WindowRhythm& calendar_rhythm() {
  static const WindowRhythm rhythm{"calendar", 1, false, true};
  return rhythm;
}

const WindowRhythm& decree_09_2019_rhythm() {
  static const WindowRhythm rhythm{"decree-09-2019",           15,         true, false,
                                   "NĐ 09/2019/NĐ-CP Điều 12", "secondary"};
  return rhythm;
}

Result<WindowRhythm> rhythm_named(std::string_view id) {
  for (const WindowRhythm* rhythm : {&calendar_rhythm(), &decree_09_2019_rhythm()}) {
    if (rhythm->id == id) return *rhythm;
  }
  return fail(ErrorCode::not_found,
              "there is no rhythm `" + std::string(id.substr(0, 40)) + "` of reporting windows",
              "write decree-09-2019 or calendar");
}

Result<ReportingWindows> ReportingWindows::make(ReportingPeriod period, const WindowRhythm& rhythm,
                                                bool cumulative) {
  if (rhythm.first_day < 1 || rhythm.first_day > 28) {
    return fail(ErrorCode::invalid_argument,
                "windows cannot begin on day " + std::to_string(rhythm.first_day) +
                    ": not every month has it",
                "choose a day from 1 to 28");
  }
  if (period == ReportingPeriod::week && cumulative) {
    return fail(ErrorCode::invalid_argument, "weeks do not add up to a year",
                "leave out `cumulative`, or report by month, quarter or half-year");
  }
  if (period == ReportingPeriod::week && !rhythm.weeks) {
    return fail(ErrorCode::invalid_argument,
                "rhythm `" + rhythm.id + "` has no weeks" +
                    (rhythm.basis.empty() ? "" : ": " + rhythm.basis + " names none"),
                "use the rhythm `calendar` for weeks from Monday to Sunday");
  }
  return ReportingWindows(period, rhythm, cumulative);
}

/// month: counted from January of the year 0. The first day of the window that is named after it.
Date ReportingWindows::begin_of_month(int month) const {
  if (rhythm_.month_before) --month;
  const int year = floor_divided(month, months_of_year);
  return make_date(year, static_cast<unsigned>(month - year * months_of_year) + 1,
                   static_cast<unsigned>(rhythm_.first_day));
}

ReportingWindow ReportingWindows::week(int number) const {
  const Date from = first_monday + days{7 * number};
  // A week belongs to the year of its Thursday, and is counted from that year's first Thursday.
  const auto thursday = civil(from + days{3});
  const auto before = (from + days{3} - Date{thursday.year() / 1 / 1}).count();
  return {four_digits(static_cast<int>(thursday.year())) + "-W" +
              two_digits(static_cast<int>(before / 7) + 1),
          from, from + days{6}};
}

ReportingWindow ReportingWindows::numbered(int number) const {
  if (period_ == ReportingPeriod::week) return week(number);
  const PeriodTraits& traits = traits_of(period_);
  const int first = number * traits.every;
  const int year = floor_divided(first, months_of_year);
  const int end = first + traits.months;
  const int begin = cumulative_ ? year * months_of_year : first;
  return {id_of(year, begin - year * months_of_year, end - begin), begin_of_month(begin),
          begin_of_month(end) - days{1}};
}

int ReportingWindows::number_at_or_after(Date date) const {
  if (period_ == ReportingPeriod::week) {
    return static_cast<int>(std::chrono::floor<std::chrono::weeks>(date - first_monday).count());
  }
  // Taken back by so many days, every window begins on the first of a month.
  const auto ymd = civil(date - days{rhythm_.first_day - 1});
  const int begun = static_cast<int>(ymd.year()) * months_of_year +
                    static_cast<int>(static_cast<unsigned>(ymd.month())) - 1;
  const int named = rhythm_.month_before ? begun + 1 : begun;
  const int number = floor_divided(named, traits_of(period_).every);
  const bool between_two = numbered(number).to < date;  // of nine months
  return between_two ? number + 1 : number;
}

ReportingWindow ReportingWindows::at_or_after(Date date) const {
  return numbered(number_at_or_after(date));
}

std::optional<ReportingWindow> ReportingWindows::containing(Date date) const {
  ReportingWindow window = at_or_after(date);
  if (date < window.from) return std::nullopt;
  return window;
}

ReportingWindow ReportingWindows::after(const ReportingWindow& window) const {
  return at_or_after(window.to + days{1});
}

Result<std::vector<ReportingWindow>> ReportingWindows::between(Date from, Date to) const {
  if (to < from) {
    return fail(ErrorCode::invalid_argument,
                to_text(to) + " lies before " + to_text(from) + ": no window is between them",
                "exchange the two dates");
  }
  std::vector<ReportingWindow> windows;
  for (int number = number_at_or_after(from);; ++number) {
    ReportingWindow window = numbered(number);
    // Cumulative windows of one year begin alike, so what begins later ends the search.
    if (window.from > to) return windows;
    if (static_cast<int>(windows.size()) == reporting_windows_max) {
      return fail(ErrorCode::limit_exceeded,
                  "more than " + std::to_string(reporting_windows_max) + " windows",
                  "ask for fewer years");
    }
    windows.push_back(std::move(window));
  }
}

}  // namespace dunghan::calendar
