// What a changed calendar does to a deadline. Pure: who applies it writes the events.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/calendar/changes.h"
#include "engine/deadline/deadline.h"

namespace dunghan::deadline {

/// A due date that a changed calendar moves, or makes official or provisional where it stands.
struct Move {
  Due before, after;
  std::vector<calendar::DayChange> because;  // the changed days that the count meets
  [[nodiscard]] bool moves() const { return before.due_at != after.due_at; }
  /// Whole days from the old last day to the new one; negative: earlier.
  [[nodiscard]] std::int64_t days() const { return (after.due_on - before.due_on).count(); }
};

/// The due date of `operations` by both versions of a calendar. Nothing where both give the same,
/// where none runs, and where it has ended: an ended deadline never changes.
/// change: change_between(before, after). errors: as fold(), by the new calendar.
[[nodiscard]] Result<std::optional<Move>> recompute(std::span<const Operation> operations,
                                                    const CountingRule& rule,
                                                    const calendar::Calendar& before,
                                                    const calendar::Calendar& after,
                                                    const calendar::CalendarChange& change);

}  // namespace dunghan::deadline
