// When a cycle opens cases, and which: from its definition, the organisation and a calendar alone.
//
//   windows -> a day of each (moved where it is off) -> for each unit that is meant -> an occasion
//
// An occasion has a key that names it for ever: however often it is asked for, and after whatever
// downtime, its case is opened once.
#pragma once

#include <string>
#include <vector>

#include "engine/calendar/calendar.h"
#include "engine/deadline/counting_rule.h"
#include "engine/definition/cycle.h"
#include "engine/organisation/organisation.h"

namespace dunghan::cycle {

struct Occasion {
  std::string key;  // "reporting-quarter/2026-Q3", "reception-week/2026-W05/xa-tay-son/2026-01-29"
  std::string window;
  Date opens{};  // the case is opened with the beginning of this day
  std::string unit;
  Map with;
};

/// A window that opens nothing, and why.
struct Skipped {
  std::string key;
  Date day{};
  std::string why;  // "no working day", "outside of its window", an expression that erred
};

struct Occasions {
  std::vector<Occasion> due;  // by day, then in the organisation's order
  std::vector<Skipped> skipped;
};

/// What a cycle counts by.
struct Counting {
  const calendar::Calendar* calendar = nullptr;
  const deadline::CountingRule* rule = nullptr;
};

/// How far a day of opening may lie from its window.
inline constexpr int opening_reach_days = 400;

/// What opens on the days [from, to].
/// errors: calendar_exhausted; limit_exceeded (the span is too long); what evaluating `opens` gave.
[[nodiscard]] Result<Occasions> occasions(const definition::CycleDefinition& cycle,
                                          const organisation::Organisation& organisation,
                                          const Counting& counting, Date from, Date to);

}  // namespace dunghan::cycle
