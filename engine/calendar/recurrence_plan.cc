#include "engine/calendar/recurrence_plan.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "engine/calendar/recurrence_parts.h"

namespace dunghan::calendar {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::uint64_t bit(int index) {
  return std::uint64_t{1} << index;
}

/// Values from the front in `front`, from the end in `back`; bit n - first for the n-th.
template <class Mask>
void spread(const std::vector<int>& values, int first, Mask& front, Mask& back) {
  for (const int value : values) {
    Mask& mask = value < 0 ? back : front;
    mask |= static_cast<Mask>(bit(std::abs(value) - first));
  }
}

void plan_weekdays(const RecurrenceRule& rule, RulePlan& plan) {
  plan.by_day = has(rule, ByPart::day);
  plan.ordinals_in_year = rule.frequency == Frequency::yearly && !has(rule, ByPart::month);
  for (const OrdinalWeekday& day : rule.by_day) {
    const unsigned weekday = day.weekday.c_encoding();
    if (day.ordinal == 0) {
      plan.weekdays |= 1U << weekday;
      continue;
    }
    plan.numbered_weekdays |= 1U << weekday;
    spread({day.ordinal}, 0, plan.ordinals[weekday], plan.ordinals_back[weekday]);
  }
}

void plan_days(const RecurrenceRule& rule, RulePlan& plan) {
  std::uint32_t none = 0;
  spread(rule.by_month, 1, plan.months, none);
  plan.by_month_day = has(rule, ByPart::month_day);
  spread(rule.by_month_day, 1, plan.month_days, plan.month_days_back);
  plan.by_week = has(rule, ByPart::week_number);
  spread(rule.by_week_number, 0, plan.weeks, plan.weeks_back);
  plan.by_year_day = has(rule, ByPart::year_day);
  for (const int day : rule.by_year_day)
    (day < 0 ? plan.year_days_back : plan.year_days).set(static_cast<std::size_t>(std::abs(day)));
  plan_weekdays(rule, plan);
}

/// What the rule leaves open below its periods is the start's; see the head of the header. A field
/// lies below the period where its part would expand.
void fill_days(const RecurrenceRule& rule, Date start, RulePlan& plan) {
  const std::chrono::year_month_day date{start};
  const auto lies_below = [&](ByPart part) { return effect_in(rule, part) == Effect::expand; };
  if (!plan.by_year_day && !plan.by_month_day && !plan.by_day) {
    if (plan.by_week || (!lies_below(ByPart::month_day) && lies_below(ByPart::day))) {
      plan.by_day = true;
      plan.weekdays = 1U << std::chrono::weekday{start}.c_encoding();
    } else if (lies_below(ByPart::month_day)) {
      plan.by_month_day = true;
      plan.month_days = 1U << (static_cast<unsigned>(date.day()) - 1);
      if (lies_below(ByPart::month) && plan.months == 0)
        plan.months = 1U << (static_cast<unsigned>(date.month()) - 1);
    }
  }
  if (plan.months == 0) plan.months = (1U << 12) - 1;
}

std::uint64_t times_of(const RecurrenceRule& rule, ByPart part, std::int64_t start, int largest) {
  std::uint64_t mask = 0;
  for (const int value : rule.*row_of(part).values) mask |= bit(std::min(value, largest));
  if (mask != 0) return mask;
  const bool lies_below = effect_in(rule, part) == Effect::expand;
  return lies_below ? bit(static_cast<int>(start)) : bit(largest + 1) - 1;
}

void plan_times(const RecurrenceRule& rule, bool date_only, RulePlan& plan) {
  if (date_only) {
    plan.times = {1, 1, 1};
    return;
  }
  const std::chrono::hh_mm_ss clock{floor<seconds>(plan.start) - floor<days>(plan.start)};
  plan.times.hours =
      static_cast<std::uint32_t>(times_of(rule, ByPart::hour, clock.hours().count(), 23));
  plan.times.minutes = times_of(rule, ByPart::minute, clock.minutes().count(), 59);
  // RFC 5545 3.3.12: who knows no leap seconds takes the second 60 for 59.
  plan.times.seconds = times_of(rule, ByPart::second, clock.seconds().count(), 59);
}

/// Seconds in a step of a frequency below the day.
constexpr std::int64_t unit_below_day(Frequency frequency) {
  return frequency == Frequency::hourly ? 3'600 : frequency == Frequency::minutely ? 60 : 1;
}

/// Steps below the day return to the same moments of the week, modulo the greatest common divisor
/// of the step and the week. Where the rule wants none of those, no step ever reaches one, and
/// walking second by second to the year 2199 would only find that out late.
bool reaches_a_time(const RulePlan& plan) {
  constexpr std::int64_t day_seconds = 86'400, week_seconds = 7 * day_seconds;
  const std::int64_t unit = unit_below_day(plan.frequency);
  const std::int64_t divisor = std::gcd(plan.interval * unit, week_seconds);
  const std::int64_t start = floor<seconds>(plan.start.time_since_epoch()).count();
  const std::int64_t within = ((start % divisor) + divisor) % divisor;
  for (std::int64_t moment = within / unit * unit; moment < week_seconds; moment += divisor) {
    const auto weekday = static_cast<unsigned>((moment / day_seconds + 4) % 7);  // from a Thursday
    const std::int64_t time = moment % day_seconds;
    const bool fits = (!plan.by_day || (plan.weekdays >> weekday & 1) != 0) &&
                      (plan.times.hours >> (time / 3'600) & 1) != 0 &&
                      (unit > 60 || (plan.times.minutes >> (time / 60 % 60) & 1) != 0) &&
                      (unit > 1 || (plan.times.seconds >> (time % 60) & 1) != 0);
    if (fits) return true;
  }
  return false;
}

/// Up to the day all periods that are not empty hold the same number of times, so that a place
/// beyond it is never taken.
bool reaches_a_position(const RulePlan& plan) {
  TimeSet of_period = plan.times;
  if (plan.frequency <= Frequency::hourly) of_period.hours = 1;
  if (plan.frequency <= Frequency::minutely) of_period.minutes = 1;
  if (plan.frequency <= Frequency::secondly) of_period.seconds = 1;
  const auto fits = [&](int position) { return std::abs(position) <= of_period.count(); };
  return std::any_of(plan.positions.begin(), plan.positions.end(), fits) ||
         std::any_of(plan.positions_back.begin(), plan.positions_back.end(), fits);
}

bool is_reachable(const RulePlan& plan) {
  if (plan.frequency < Frequency::daily && !reaches_a_time(plan)) return false;
  return plan.frequency > Frequency::daily || !plan.by_position() || reaches_a_position(plan);
}

}  // namespace

void ChosenDays::add_all(std::int64_t offset, std::uint64_t chosen) {
  const auto word = static_cast<std::size_t>(offset) / 64;
  const auto shift = static_cast<unsigned>(offset % 64);
  words[word] |= chosen << shift;
  // In two steps, because a shift by all 64 bits is not defined.
  if (const std::uint64_t over = chosen >> 1 >> (63 - shift); over != 0) words[word + 1] |= over;
}

int ChosenDays::count() const {
  int sum = 0;
  for (const std::uint64_t word : words) sum += std::popcount(word);
  return sum;
}

int ChosenDays::next(int day) const {
  auto word = static_cast<std::size_t>(day) / 64;
  if (word >= words.size()) return -1;
  std::uint64_t bits = words[word] & ~(bit(day % 64) - 1);
  while (bits == 0) {
    if (++word == words.size()) return -1;
    bits = words[word];
  }
  return static_cast<int>(word) * 64 + std::countr_zero(bits);
}

int ChosenDays::select(int skipped) const {
  int word = 0;
  while (std::popcount(words[static_cast<std::size_t>(word)]) <= skipped)
    skipped -= std::popcount(words[static_cast<std::size_t>(word++)]);
  std::uint64_t bits = words[static_cast<std::size_t>(word)];
  for (; skipped > 0; --skipped) bits &= bits - 1;
  return word * 64 + std::countr_zero(bits);
}

std::int64_t TimeSet::count() const {
  return std::int64_t{std::popcount(hours)} * std::popcount(minutes) * std::popcount(seconds);
}

std::uint32_t RulePlan::days_of_month(std::chrono::year_month month) const {
  if ((months >> (static_cast<unsigned>(month.month()) - 1) & 1) == 0) return 0;
  const Date first{month / 1};
  const auto length = static_cast<int>(static_cast<unsigned>((month / std::chrono::last).day()));
  auto chosen = static_cast<std::uint32_t>(bit(length) - 1);
  if (by_month_day) {
    std::uint32_t from_the_end = 0;
    for (int day = 0; day < length && month_days_back != 0; ++day)
      from_the_end |= (month_days_back >> (length - 1 - day) & 1U) << day;
    chosen &= month_days | from_the_end;
  }
  const auto first_weekday = static_cast<int>(std::chrono::weekday{first}.c_encoding());
  if (by_day) {
    // The seven weekdays over and over, turned so that bit 0 is the month's first.
    const std::uint64_t weeks_in_a_row =
        std::uint64_t{weekdays | numbered_weekdays} * 0x8102040810204081ULL;
    chosen &= static_cast<std::uint32_t>(weeks_in_a_row >> first_weekday);
  }
  if (numbered_weekdays == 0 && !by_year_day) return chosen;
  const Date year_first = make_date(static_cast<int>(month.year()), 1, 1);
  const int year_length = month.year().is_leap() ? 366 : 365;
  const auto before = static_cast<int>((first - year_first).count());
  std::uint32_t kept = 0;
  for (std::uint32_t left = chosen; left != 0; left &= left - 1) {
    const int day = std::countr_zero(left);
    const int place_in_year = before + day;
    const int day_of_year = place_in_year + 1;
    if (by_year_day && !year_days.test(static_cast<std::size_t>(day_of_year)) &&
        !year_days_back.test(static_cast<std::size_t>(year_length - place_in_year)))
      continue;
    if (numbered_weekdays != 0) {
      const auto weekday = static_cast<std::size_t>((first_weekday + day) % 7);
      const int place = ordinals_in_year ? place_in_year : day;
      const int behind = (ordinals_in_year ? year_length : length) - 1 - place;
      if ((weekdays >> weekday & 1) == 0 && (ordinals[weekday] >> (place / 7 + 1) & 1) == 0 &&
          (ordinals_back[weekday] >> (behind / 7 + 1) & 1) == 0)
        continue;
    }
    kept |= 1U << day;
  }
  return kept;
}

ChosenDays RulePlan::days_of_year(int year) const {
  ChosenDays set{make_date(year, 1, 1), {}};
  for (std::uint32_t left = months; left != 0; left &= left - 1) {
    const std::chrono::year_month month{
        std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(std::countr_zero(left)) + 1}};
    const std::int64_t offset = (Date{month / 1} - set.first).count();
    set.add_all(offset, days_of_month(month));
  }
  return set;
}

ChosenDays RulePlan::days_of_week(Date first) const {
  ChosenDays set{first, {}};
  std::chrono::year_month month{};
  std::uint32_t of_month = 0;
  for (int day = 0; day < 7; ++day) {
    const std::chrono::year_month_day date{first + days{day}};
    if (const auto its_month = date.year() / date.month(); its_month != month) {
      month = its_month;
      of_month = days_of_month(month);
    }
    if ((of_month >> (static_cast<unsigned>(date.day()) - 1) & 1) != 0) set.add(day);
  }
  return set;
}

Date RulePlan::first_week(int year) const {
  // The week that holds 4 January has four days of the year at least.
  return start_of_week(make_date(year, 1, 4));
}

int RulePlan::week_year(Date date) const {
  // A week belongs to the year of its fourth day.
  return static_cast<int>(civil(start_of_week(date) + days{3}).year());
}

ChosenDays RulePlan::days_of_weeks(int year) const {
  ChosenDays set{first_week(year), {}};
  const auto length = static_cast<int>((first_week(year + 1) - set.first).count()) / 7;
  for (int week = 0; week < length; ++week) {
    if ((weeks >> (week + 1) & 1) == 0 && (weeks_back >> (length - week) & 1) == 0) continue;
    const ChosenDays chosen = days_of_week(set.first + days{week * 7});
    set.add_all(week * 7, chosen.words[0]);
  }
  return set;
}

RulePlan plan_of(const RecurrenceRule& rule, LocalTime start, bool date_only, LocalTime last) {
  RulePlan plan;
  plan.frequency = rule.frequency;
  plan.interval = rule.interval;
  plan.count = rule.count.value_or(0);
  plan.start = floor<seconds>(start);
  plan.last = last;
  plan.week_start = rule.week_start;
  plan_days(rule, plan);
  fill_days(rule, floor<days>(start), plan);
  plan_times(rule, date_only, plan);
  for (const int position : rule.by_set_position)
    (position < 0 ? plan.positions_back : plan.positions).push_back(position);
  plan.reachable = is_reachable(plan);
  return plan;
}

}  // namespace dunghan::calendar
