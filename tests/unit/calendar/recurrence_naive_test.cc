// The expansion against a slow reading of RFC 5545 section 3.3.10, written apart from it: every day
// of a period is asked whether the rule allows it, every step below the day is taken.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "tests/unit/calendar/recurrence_samples.h"

namespace dunghan::calendar {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::seconds;

constexpr int horizon_days = 4 * 366;  // looked through for rules of days and more
/// And for steps below the day, each of which is a look at every second of it.
constexpr int horizon_steps(int unit) {
  return unit == 1 ? 20'000 : unit == 60 ? 5'000 : 200;
}
constexpr std::size_t compared_max = 60;

bool contains(const std::vector<int>& values, int value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// `place` of `size`, from either end.
bool has_place(const std::vector<int>& values, int place, int size) {
  return contains(values, place) || contains(values, place - size - 1);
}

int year_of(Date date) {
  return static_cast<int>(civil(date).year());
}

/// The n-th of its weekday in what began on `first`, and the n-th from what ended on `last`.
bool has_ordinal(const OrdinalWeekday& day, Date date, Date first, Date last) {
  if (std::chrono::weekday{date} != day.weekday) return false;
  if (day.ordinal == 0) return true;
  int place = 0, behind = 0;
  for (Date other = date; other >= first; other -= days{7}) ++place;
  for (Date other = date; other <= last; other += days{7}) ++behind;
  return day.ordinal == place || day.ordinal == -behind;
}

class SlowReading {
 public:
  SlowReading(const RecurrenceRule& rule, LocalTime start) : rule_(rule), start_(start) {}

  /// All occurrences before the horizon, and the horizon.
  std::pair<std::set<LocalTime>, LocalTime> all() {
    return rule_.frequency >= Frequency::daily ? by_days() : by_steps();
  }

 private:
  [[nodiscard]] Date week_of(Date date) const {
    while (std::chrono::weekday{date} != rule_.week_start) date -= days{1};
    return date;
  }
  /// The year that has most days of the week.
  [[nodiscard]] int week_year(Date date) const {
    const Date first = week_of(date);
    int early = 0;
    for (int day = 0; day < 7; ++day) early += year_of(first + days{day}) == year_of(first) ? 1 : 0;
    return early >= 4 ? year_of(first) : year_of(first + days{6});
  }
  [[nodiscard]] std::pair<int, int> week_number(Date date) const {  // and weeks of its year
    int before = 0, behind = 0;
    const int year = week_year(date);
    for (Date week = date - days{7}; week_year(week) == year; week -= days{7}) ++before;
    for (Date week = date + days{7}; week_year(week) == year; week += days{7}) ++behind;
    return {before + 1, before + 1 + behind};
  }

  [[nodiscard]] bool names_a_day() const {
    return !rule_.by_year_day.empty() || !rule_.by_month_day.empty() || !rule_.by_day.empty();
  }

  [[nodiscard]] bool allows(Date date) const {
    const auto ymd = civil(date);
    const Date month_first{ymd.year() / ymd.month() / 1};
    const Date month_last{ymd.year() / ymd.month() / std::chrono::last};
    const Date year_first = make_date(year_of(date), 1, 1),
               year_last = make_date(year_of(date), 12, 31);
    const auto month = static_cast<int>(static_cast<unsigned>(ymd.month()));
    const auto place = [](Date from, Date to) { return static_cast<int>((to - from).count()) + 1; };
    if (!rule_.by_month.empty() && !contains(rule_.by_month, month)) return false;
    if (!rule_.by_week_number.empty()) {
      const auto [week, weeks] = week_number(date);
      if (!has_place(rule_.by_week_number, week, weeks)) return false;
    }
    if (!rule_.by_year_day.empty() &&
        !has_place(rule_.by_year_day, place(year_first, date), place(year_first, year_last)))
      return false;
    if (!rule_.by_month_day.empty() &&
        !has_place(rule_.by_month_day, place(month_first, date), place(month_first, month_last)))
      return false;
    const bool in_year = rule_.frequency == Frequency::yearly && rule_.by_month.empty();
    const auto named = [&](const OrdinalWeekday& day) {
      return has_ordinal(day, date, in_year ? year_first : month_first,
                         in_year ? year_last : month_last);
    };
    if (!rule_.by_day.empty() && std::none_of(rule_.by_day.begin(), rule_.by_day.end(), named))
      return false;
    return fits_start(date);
  }

  /// What the rule does not name below its period is the start's.
  [[nodiscard]] bool fits_start(Date date) const {
    if (names_a_day() || rule_.frequency <= Frequency::daily) return true;
    const Date start = floor<days>(start_);
    if (rule_.frequency == Frequency::weekly || !rule_.by_week_number.empty())
      return std::chrono::weekday{date} == std::chrono::weekday{start};
    if (civil(date).day() != civil(start).day()) return false;
    return rule_.frequency == Frequency::monthly || !rule_.by_month.empty() ||
           civil(date).month() == civil(start).month();
  }

  /// A number of the period that a day belongs to, in steps of the frequency.
  [[nodiscard]] std::int64_t period_of(Date date) const {
    const auto ymd = civil(date);
    switch (rule_.frequency) {
      case Frequency::yearly: return rule_.by_week_number.empty() ? year_of(date) : week_year(date);
      case Frequency::monthly:
        return year_of(date) * 12 + static_cast<int>(static_cast<unsigned>(ymd.month()));
      case Frequency::weekly: return week_of(date).time_since_epoch().count() / 7;
      default: return date.time_since_epoch().count();
    }
  }

  void add_times(Date date, std::vector<LocalTime>& found) const {
    const auto time = static_cast<int>((start_ - LocalTime{floor<days>(start_)}) / seconds{1});
    const auto named_or = [](const std::vector<int>& named, int of_start) {
      return named.empty() ? std::vector<int>{of_start} : named;
    };
    for (const int hour : named_or(rule_.by_hour, time / 3'600))
      for (const int minute : named_or(rule_.by_minute, time / 60 % 60))
        for (const int second : named_or(rule_.by_second, time % 60))
          found.push_back(LocalTime{date} +
                          seconds{hour * 3'600 + minute * 60 + std::min(second, 59)});
  }

  void choose(std::vector<LocalTime> found, std::set<LocalTime>& chosen) const {
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    const auto size = static_cast<int>(found.size());
    for (int index = 0; index < size; ++index) {
      if (!rule_.by_set_position.empty() && !has_place(rule_.by_set_position, index + 1, size))
        continue;
      const LocalTime at = found[static_cast<std::size_t>(index)];
      if (at >= start_) chosen.insert(at);
    }
  }

  std::pair<std::set<LocalTime>, LocalTime> by_days() {
    std::set<LocalTime> chosen;
    const Date start = floor<days>(start_);
    Date date = start - days{380};  // within no later period than the start's
    const Date end = start + days{horizon_days};
    while (date < end) {
      const std::int64_t period = period_of(date);
      std::vector<LocalTime> found;
      for (; period_of(date) == period; date += days{1}) {
        if (allows(date)) add_times(date, found);
      }
      const std::int64_t since = period - period_of(start);
      if (since >= 0 && since % rule_.interval == 0) choose(found, chosen);
    }
    return {chosen, LocalTime{end}};
  }

  std::pair<std::set<LocalTime>, LocalTime> by_steps() {
    const int unit = rule_.frequency == Frequency::hourly     ? 3'600
                     : rule_.frequency == Frequency::minutely ? 60
                                                              : 1;
    const auto since = floor<seconds>(start_.time_since_epoch()).count();
    LocalTime period{seconds{since - since % unit}};
    std::set<LocalTime> chosen;
    for (int step = 0; step < horizon_steps(unit); ++step) {
      std::vector<LocalTime> found;
      if (allows(floor<days>(period))) {
        for (int second = 0; second < unit; ++second) {
          if (allows_time(period + seconds{second}, unit))
            found.push_back(period + seconds{second});
        }
      }
      choose(found, chosen);
      period += seconds{unit} * rule_.interval;
    }
    return {chosen, period};
  }

  /// unit: of the frequency; what is smaller and not named is the start's.
  [[nodiscard]] bool allows_time(LocalTime at, int unit) const {
    const auto time = [](LocalTime moment) {
      return static_cast<int>((moment - LocalTime{floor<days>(moment)}) / seconds{1});
    };
    const auto allows_field = [&](const std::vector<int>& named, int size, int modulus) {
      const int value = time(at) / size % modulus;
      if (!named.empty())
        return contains(named, value) || (size == 1 && value == 59 && contains(named, 60));
      return size >= unit || value == time(start_) / size % modulus;
    };
    return allows_field(rule_.by_hour, 3'600, 24) && allows_field(rule_.by_minute, 60, 60) &&
           allows_field(rule_.by_second, 1, 60);
  }

  const RecurrenceRule& rule_;
  LocalTime start_;
};

RC_GTEST_PROP(RecurrenceRules, expand_as_a_walk_from_day_to_day_does, ()) {
  for (int round = 0; round < 20; ++round) {
    const RecurrenceRule rule = *any_rule();
    const LocalTime start = *any_start();
    RC_LOG() << to_text(rule) << " from " << to_text(RecurrenceTime::local(start)) << "\n";
    const auto [expected, horizon] = SlowReading(rule, start).all();
    const Recurrence recurrence = made({rule, RecurrenceTime::local(start), {}, {}, {}});
    RecurrenceCursor cursor = recurrence.occurrences();
    std::size_t compared = 0;
    for (const LocalTime at : expected) {
      if (++compared > compared_max) break;
      const auto next = cursor.next();
      RC_ASSERT(next.has_value());
      RC_ASSERT(to_text(RecurrenceTime::local(next->local)) == to_text(RecurrenceTime::local(at)));
    }
    if (compared > compared_max) continue;
    const auto next = cursor.next();
    RC_ASSERT(!next || next->local >= horizon);
  }
}

}  // namespace
}  // namespace dunghan::calendar
