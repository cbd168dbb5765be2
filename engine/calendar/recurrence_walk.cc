// Every walk ends. Each turn of a loop below opens a later period, and none after plan.last, which
// lies within the year 2199: from 1900 at most 300 years, 3,600 months or 110,000 days. So a rule
// that can never match (30 February) is found to be empty. Were there no last year, 400 years would
// do: the Gregorian calendar with its weekdays repeats after them.
// Steps of hours, minutes or seconds jump to the next day and the next time that the rule allows,
// and steps that can meet no allowed time of the week are known beforehand (RulePlan::reachable).
#include "engine/calendar/recurrence_walk.h"

#include <algorithm>
#include <bit>

namespace dunghan::calendar {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::int64_t day_seconds = 86'400;

/// The first bit at or after `index` (0 to 63), or -1.
int next_bit(std::uint64_t bits, int index) {
  bits &= ~((std::uint64_t{1} << index) - 1);
  return bits == 0 ? -1 : std::countr_zero(bits);
}

int select_bit(std::uint64_t bits, std::int64_t skipped) {
  for (; skipped > 0; --skipped) bits &= bits - 1;
  return std::countr_zero(bits);
}

/// Seconds in a step of a frequency below the day.
std::int64_t unit_of(Frequency frequency) {
  switch (frequency) {
    case Frequency::hourly: return 3'600;
    case Frequency::minutely: return 60;
    default: return 1;
  }
}

/// The first time of day at or after `time` (in seconds) that the parts from the frequency upward
/// allow, in seconds; -1: none on this day.
std::int64_t allowed_time(const RulePlan& plan, std::int64_t time) {
  const auto hour = static_cast<int>(time / 3'600), minute = static_cast<int>(time / 60 % 60),
             second = static_cast<int>(time % 60);
  const bool by_minute = plan.frequency <= Frequency::minutely;
  const bool by_second = plan.frequency == Frequency::secondly;
  const int first_minute = by_minute ? std::countr_zero(plan.times.minutes) : 0;
  const int first_second = by_second ? std::countr_zero(plan.times.seconds) : 0;
  const auto at = [](int h, int m, int s) { return std::int64_t{h} * 3'600 + m * 60 + s; };
  int h = next_bit(plan.times.hours, hour);
  if (h < 0) return -1;
  if (h > hour) return at(h, first_minute, first_second);
  if (!by_minute) return at(h, 0, 0);
  int m = next_bit(plan.times.minutes, minute);
  if (m == minute) {
    if (!by_second) return at(h, m, 0);
    if (const int s = next_bit(plan.times.seconds, second); s >= 0) return at(h, m, s);
    m = next_bit(plan.times.minutes, minute + 1);
  }
  if (m >= 0) return at(h, m, first_second);
  h = next_bit(plan.times.hours, hour + 1);
  return h < 0 ? -1 : at(h, first_minute, first_second);
}

}  // namespace

RuleWalk::RuleWalk(const RulePlan& plan, LocalTime from)
    : plan_(&plan),
      from_(std::max(from, plan.start)),
      base_(period_of(plan.start)),
      last_(period_of(plan.last)),
      ended_(!plan.reachable) {
  // Counted occurrences must be walked one by one.
  if (plan.count == 0) step_ = (period_of(from_) - base_) / plan.interval;
}

std::int64_t RuleWalk::period_of(LocalTime time) const {
  const Date date = floor<days>(time);
  switch (plan_->frequency) {
    case Frequency::yearly:
      return plan_->by_week ? plan_->week_year(date) : static_cast<int>(civil(date).year());
    case Frequency::monthly: {
      const auto ymd = civil(date);
      return static_cast<int>(ymd.year()) * 12 +
             static_cast<int>(static_cast<unsigned>(ymd.month())) - 1;
    }
    case Frequency::weekly:
      return floor<std::chrono::weeks>(plan_->start_of_week(date).time_since_epoch()).count();
    case Frequency::daily: return date.time_since_epoch().count();
    default: {
      const auto since = floor<seconds>(time.time_since_epoch()).count();
      const std::int64_t unit = unit_of(plan_->frequency);
      return (since - (since % unit + unit) % unit) / unit;
    }
  }
}

std::optional<LocalTime> RuleWalk::next() {
  while (!ended_) {
    if (!opened_ && !open_period()) break;
    const auto found = plan_->by_position() ? next_by_position() : next_in_period();
    opened_ = found.has_value();
    if (!found || *found < plan_->start) continue;
    if (*found > plan_->last) break;
    if (plan_->count != 0 && ++counted_ > plan_->count) break;
    if (*found >= from_) return found;
  }
  ended_ = true;
  return std::nullopt;
}

/// Opens the next period that is not empty; false: there is none.
bool RuleWalk::open_period() {
  while (true) {
    const std::int64_t period = base_ + step_ * plan_->interval;
    if (period > last_) return false;
    const Opened opened = open(period);
    if (opened == Opened::past_the_end) return false;
    if (opened == Opened::yes) return true;
  }
}

/// Opens one period, and makes the one after it the next to open. period: not past last_.
RuleWalk::Opened RuleWalk::open(std::int64_t period) {
  times_ = plan_->times;
  switch (plan_->frequency) {
    case Frequency::yearly: {
      ++step_;
      const auto year = static_cast<int>(period);
      return open_days(plan_->by_week ? plan_->days_of_weeks(year) : plan_->days_of_year(year));
    }
    case Frequency::monthly: {
      ++step_;
      const std::chrono::year_month month{
          std::chrono::year{static_cast<int>(period / 12)},
          std::chrono::month{static_cast<unsigned>(period % 12) + 1}};
      return open_days({Date{month / 1}, {plan_->days_of_month(month)}});
    }
    case Frequency::weekly: {
      ++step_;
      const Date first = plan_->start_of_week(floor<days>(plan_->start));
      return open_days(plan_->days_of_week(first + std::chrono::weeks{period - base_}));
    }
    case Frequency::daily: return open_day(Date{days{period}});
    default: return open_time(period);
  }
}

RuleWalk::Opened RuleWalk::open_day(Date day) {
  const auto allowed = allowed_day(day);
  if (!allowed) return Opened::past_the_end;
  if (*allowed > day) {
    skip_to(allowed->time_since_epoch().count());
    return Opened::empty;
  }
  ++step_;
  return open_days({day, {1}});
}

/// An hour, a minute or a second.
RuleWalk::Opened RuleWalk::open_time(std::int64_t period) {
  const std::int64_t unit = unit_of(plan_->frequency);
  const LocalTime begins{seconds{period * unit}};
  const Date day = floor<days>(begins);
  const auto first_of = [&](Date date) { return date.time_since_epoch().count() * day_seconds; };
  const auto allowed = allowed_day(day);
  if (!allowed) return Opened::past_the_end;
  if (*allowed > day) {
    skip_to(first_of(*allowed) / unit);
    return Opened::empty;
  }
  const std::int64_t wanted = period * unit - first_of(day);
  const std::int64_t time = allowed_time(*plan_, wanted);
  if (time != wanted) {
    skip_to((time < 0 ? first_of(day + days{1}) : first_of(day) + time) / unit);
    return Opened::empty;
  }
  ++step_;
  times_.hours = 1U << (time / 3'600);
  if (plan_->frequency <= Frequency::minutely) times_.minutes = std::uint64_t{1} << time / 60 % 60;
  if (plan_->frequency == Frequency::secondly) times_.seconds = std::uint64_t{1} << time % 60;
  return open_days({day, {1}});
}

RuleWalk::Opened RuleWalk::open_days(const ChosenDays& set) {
  days_ = set;
  day_ = days_.next(0);
  hour_ = std::countr_zero(times_.hours);
  minute_ = std::countr_zero(times_.minutes);
  second_ = std::countr_zero(times_.seconds);
  if (plan_->by_position()) {
    size_ = days_.count() * times_.count();
    position_ = position_back_ = 0;
  }
  return day_ < 0 ? Opened::empty : Opened::yes;
}

/// The next period to open is the first in step that begins at or after `period`.
void RuleWalk::skip_to(std::int64_t period) {
  step_ = (period - base_ + plan_->interval - 1) / plan_->interval;
}

/// The first day at or after `day` that every day part allows, not after the end.
std::optional<Date> RuleWalk::allowed_day(Date day) {
  const Date last = floor<days>(plan_->last);
  while (day <= last) {
    const std::chrono::year_month_day date{day};
    const std::chrono::year_month month = date.year() / date.month();
    if (month != month_) {
      month_ = month;
      month_days_ = plan_->days_of_month(month);
    }
    const int found =
        next_bit(month_days_, static_cast<int>(static_cast<unsigned>(date.day())) - 1);
    if (found >= 0) return Date{month / 1} + days{found};
    day = Date{(month + std::chrono::months{1}) / 1};
  }
  return std::nullopt;
}

std::optional<LocalTime> RuleWalk::next_in_period() {
  if (day_ < 0) return std::nullopt;
  const LocalTime found =
      days_.first + days{day_} + hours{hour_} + minutes{minute_} + seconds{second_};
  second_ = next_bit(times_.seconds, second_ + 1);
  if (second_ >= 0) return found;
  second_ = std::countr_zero(times_.seconds);
  minute_ = next_bit(times_.minutes, minute_ + 1);
  if (minute_ >= 0) return found;
  minute_ = std::countr_zero(times_.minutes);
  hour_ = next_bit(times_.hours, hour_ + 1);
  if (hour_ >= 0) return found;
  hour_ = std::countr_zero(times_.hours);
  day_ = days_.next(day_ + 1);
  return found;
}

/// The occurrences of a period are numbered from its beginning, not from the start (RFC
/// 5545 3.3.10: "a set of recurrence instances starts at the beginning of the interval"). Both
/// lists rise, so that the smaller of their next places is the next.
std::optional<LocalTime> RuleWalk::next_by_position() {
  const std::vector<int>& front = plan_->positions;
  const std::vector<int>& back = plan_->positions_back;
  while (position_back_ < back.size() && size_ + back[position_back_] < 0) ++position_back_;
  const std::int64_t from_front = position_ < front.size() ? front[position_] - 1 : size_;
  const std::int64_t from_back =
      position_back_ < back.size() ? size_ + back[position_back_] : size_;
  const std::int64_t index = std::min(from_front, from_back);
  if (index >= size_) return std::nullopt;
  if (from_front == index) ++position_;
  if (from_back == index) ++position_back_;
  return at_index(index);
}

LocalTime RuleWalk::at_index(std::int64_t index) const {
  const std::int64_t seconds_count = std::popcount(times_.seconds);
  const std::int64_t minutes_count = std::popcount(times_.minutes);
  const std::int64_t in_day = index % times_.count();
  return days_.first + days{days_.select(static_cast<int>(index / times_.count()))} +
         hours{select_bit(times_.hours, in_day / seconds_count / minutes_count)} +
         minutes{select_bit(times_.minutes, in_day / seconds_count % minutes_count)} +
         seconds{select_bit(times_.seconds, in_day % seconds_count)};
}

}  // namespace dunghan::calendar
