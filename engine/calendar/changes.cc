#include "engine/calendar/changes.h"

#include <algorithm>

namespace dunghan::calendar {
namespace {

using std::chrono::days;

/// The part of the old official range that the new one lacks; nothing where there was none.
std::optional<std::pair<Date, Date>> lost(const Calendar& before, const Calendar& after) {
  if (before.official_until() < before.official_from()) return std::nullopt;
  const bool ends_sooner = after.official_until() < before.official_until();
  const bool begins_later = after.official_from() > before.official_from();
  if (!ends_sooner && !begins_later) return std::nullopt;
  if (begins_later && ends_sooner)
    return std::pair(before.official_from(), before.official_until());
  if (begins_later)
    return std::pair(before.official_from(),
                     std::min(before.official_until(), after.official_from() - days{1}));
  return std::pair(std::max(before.official_from(), after.official_until() + days{1}),
                   before.official_until());
}

}  // namespace

CalendarChange change_between(const Calendar& before, const Calendar& after) {
  CalendarChange change;
  change.zone = before.zone().name() != after.zone().name();
  change.shortened = lost(before, after);
  for (Date date = Calendar::first_date(); date <= Calendar::last_date(); date += days{1}) {
    const bool worked = before.is_working(date);
    if (worked != after.is_working(date)) {
      change.days.push_back({date, worked});
    } else if (worked && !change.hours) {
      change.hours = !before.has_hours_of(after, date);
    }
  }
  return change;
}

}  // namespace dunghan::calendar
