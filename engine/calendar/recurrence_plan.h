// A recurrence rule joined with its start and made ready for walking: bit masks of the months,
// days, hours, minutes and seconds that may hold an occurrence. Read by recurrence_walk.cc.
//
// What the rule leaves open comes from the start (RFC 5545 3.3.10: "Information, not contained in
// the rule ... derived from DTSTART"), and downward alone: each expanding part of the table gives
// periods of its own unit, a month, a week, a day, an hour, and what is smaller and not named is
// the start's. So BYMONTH=6 takes the day of the month from the start, BYWEEKNO=20 the weekday, and
// YEARLY;BYMONTHDAY=15, which expands by the table, is the 15th of every month.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <vector>

#include "engine/base/time.h"
#include "engine/calendar/recurrence_rule.h"

namespace dunghan::calendar {

/// Up to 384 days in a row, of which some are chosen: a year, or the weeks of one.
struct ChosenDays {
  Date first{};
  std::array<std::uint64_t, 6> words{};

  void add(std::int64_t day) {
    words[static_cast<std::size_t>(day) / 64] |= std::uint64_t{1} << (day % 64);
  }
  /// `days`: bit 0 is the day `offset`.
  void add_all(std::int64_t offset, std::uint64_t days);
  [[nodiscard]] int count() const;
  /// The first chosen day at or after `day` (counted from 0), or -1.
  [[nodiscard]] int next(int day) const;
  /// The chosen day that `skipped` others precede. skipped < count().
  [[nodiscard]] int select(int skipped) const;
};

/// The hours, minutes and seconds that may hold an occurrence; each not empty.
struct TimeSet {
  std::uint32_t hours = 0;
  std::uint64_t minutes = 0, seconds = 0;
  [[nodiscard]] std::int64_t count() const;
};

struct RulePlan {
  Frequency frequency = Frequency::daily;
  std::int64_t interval = 1;
  std::int64_t count = 0;  // 0: without end
  LocalTime start{};
  LocalTime last{};  // no occurrence after it
  std::chrono::weekday week_start = std::chrono::Monday;
  TimeSet times;

  std::uint32_t months = 0;                                  // bit 0: January
  std::uint32_t month_days = 0, month_days_back = 0;         // bit 0: the first, the last
  std::uint32_t weekdays = 0, numbered_weekdays = 0;         // bit 0: Sunday; each, some of them
  std::array<std::uint64_t, 7> ordinals{}, ordinals_back{};  // by weekday; bit 1: the first, last
  bool ordinals_in_year = false;                             // else within the month
  std::bitset<367> year_days, year_days_back;                // bit 1: the first, the last
  std::uint64_t weeks = 0, weeks_back = 0;                   // bit 1: the first, the last
  bool by_day = false, by_month_day = false, by_year_day = false, by_week = false;
  std::vector<int> positions, positions_back;  // BYSETPOS: 1, 2, ... and ... -2, -1

  /// False where it is plain beforehand that no period holds an occurrence: steps below the day
  /// that meet no allowed time, places (BYSETPOS) beyond the size of every period.
  bool reachable = true;

  [[nodiscard]] bool by_position() const { return !positions.empty() || !positions_back.empty(); }
  /// Bit 0 is the first day of the month: the days that every day part allows.
  [[nodiscard]] std::uint32_t days_of_month(std::chrono::year_month month) const;
  [[nodiscard]] ChosenDays days_of_year(int year) const;
  /// The chosen days of the numbered weeks of a year, of which a few may lie in its neighbours.
  [[nodiscard]] ChosenDays days_of_weeks(int year) const;
  [[nodiscard]] ChosenDays days_of_week(Date first) const;
  /// The first day of week 1: the first week with at least four days in the year (ISO 8601, by the
  /// rule's own start of the week).
  [[nodiscard]] Date first_week(int year) const;
  /// The year to which the week of `date` belongs.
  [[nodiscard]] int week_year(Date date) const;
  [[nodiscard]] Date start_of_week(Date date) const {
    return date - (std::chrono::weekday{date} - week_start);
  }
};

/// rule: without fault (fault_of). start: within 1900-2199; its time of day is 00:00 where it is a
/// date (date_only), and then the parts below the day are passed over, as the RFC demands.
/// last: the last moment at which an occurrence may lie.
[[nodiscard]] RulePlan plan_of(const RecurrenceRule& rule, LocalTime start, bool date_only,
                               LocalTime last);

}  // namespace dunghan::calendar
