// Where the lunar calendar hangs on seconds: a new moon or a principal solar term so near to local
// midnight that a slightly other reckoning (of the moon's way, or of Delta T in the years to come)
// would put it on the day before or after. There a lunar date is uncertain by a day, and where a
// leap month depends on it, by a month.
#pragma once

#include <vector>

#include "engine/calendar/lunar.h"

namespace dunghan::calendar {

struct CloseCall {
  enum class Kind { new_moon, principal_term };
  Kind kind = Kind::new_moon;
  int degrees = 0;             // principal_term: the sun's longitude, a multiple of 30
  Instant at{};                // as computed
  Microseconds past_midnight;  // on UTC+7; below zero: before it
};

/// How near counts where nobody asks otherwise: what two good reckonings may differ by.
inline constexpr std::chrono::minutes close_call_margin{2};

/// The close calls from local day `from` to `to`, in order of time.
/// from, to: within 1899-2200. margin: up to 2 hours.
/// Takes some 10 microseconds a month.
[[nodiscard]] std::vector<CloseCall> close_calls(Date from, Date to,
                                                 Microseconds margin = close_call_margin);

}  // namespace dunghan::calendar
