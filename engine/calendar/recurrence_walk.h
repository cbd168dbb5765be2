// Walks through the local times that a recurrence rule gives, one after the other, without heap and
// without looking further than the next. Zones, exceptions and additions are recurrence.h's.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/calendar/recurrence_plan.h"

namespace dunghan::calendar {

/// A small value: a copy walks on by itself from where the original stood.
class RuleWalk {
 public:
  /// plan: outlives the walk. from: what lies before it is passed over (but counted by COUNT).
  RuleWalk(const RulePlan& plan, LocalTime from);

  /// The next local time, later than the one before; nothing: no more. Always ends: see the .cc.
  [[nodiscard]] std::optional<LocalTime> next();

 private:
  enum class Opened { yes, empty, past_the_end };

  /// The number of the period of the frequency (year, month, week, day, hour, ...) that holds it.
  [[nodiscard]] std::int64_t period_of(LocalTime time) const;
  [[nodiscard]] bool open_period();
  [[nodiscard]] Opened open(std::int64_t period);
  [[nodiscard]] Opened open_day(Date day);
  [[nodiscard]] Opened open_time(std::int64_t period);
  [[nodiscard]] Opened open_days(const ChosenDays& set);
  void skip_to(std::int64_t period);
  [[nodiscard]] std::optional<Date> allowed_day(Date day);
  [[nodiscard]] std::optional<LocalTime> next_in_period();
  [[nodiscard]] std::optional<LocalTime> next_by_position();
  [[nodiscard]] LocalTime at_index(std::int64_t index) const;

  const RulePlan* plan_;
  LocalTime from_;
  std::int64_t base_, last_;  // periods of the start and of the end
  std::int64_t step_ = 0;     // the next period to open, in intervals from the base
  std::int64_t counted_ = 0;  // by COUNT
  bool opened_ = false, ended_ = false;

  // The period that is open, and the place in it.
  ChosenDays days_;
  TimeSet times_;
  int day_ = -1, hour_ = 0, minute_ = 0, second_ = 0;  // of the next; day_ -1: none is left
  std::int64_t size_ = 0;                              // BYSETPOS: of the period
  std::size_t position_ = 0, position_back_ = 0;       // BYSETPOS: of the next

  std::chrono::year_month month_{};  // whose allowed days are known
  std::uint32_t month_days_ = 0;
};

}  // namespace dunghan::calendar
