// Calendars under running deadlines: what rests on one, and what another version of it would move.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/calendar/changes.h"
#include "engine/deadline/recompute.h"
#include "engine/service/handle_batch.h"

namespace dunghan::service {

/// Whether every calendar that live deadlines count by is there, and still official up to the last
/// day that one of them rests on. errors: refused("calendar_missing"),
/// refused("calendar_shortened"); the store's.
[[nodiscard]] Result<void> check_calendars(CaseService& service);

/// One running deadline that the planned calendars move, or make official or provisional.
struct PlannedMove {
  ports::DeadlineRow row;
  std::string number;  // of the case
  deadline::Move move;
};

struct CalendarPlan {
  std::size_t running = 0;         // deadlines that count by a changed calendar
  std::vector<PlannedMove> moves;  // by the old due date
  /// Of those, how many lose the official days they rest on: such a plan is not to be applied.
  std::size_t bereft = 0;
};

/// The calendar of this id as planned, or null pointer where it stays as it is.
using PlannedCalendar = std::function<const calendar::Calendar*(std::string_view id)>;

/// A dry run over all running deadlines. errors: the store's, and calendar_exhausted.
[[nodiscard]] Result<CalendarPlan> plan_calendar_change(CaseService& service,
                                                        const PlannedCalendar& planned);

}  // namespace dunghan::service
