#include "engine/calendar/lunar_close_calls.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"
#include "engine/calendar/new_moon.h"
#include "engine/calendar/sun.h"

namespace dunghan::calendar {
namespace {

using std::chrono::days;

constexpr double days_of_lunation = 29.530588861;
constexpr int sector_degrees = 30;

/// How far a moment lies from the nearest local midnight.
Microseconds past_midnight(TerrestrialTime time) {
  const Microseconds since_midnight = to_instant(time) - lunar_midnight(lunar_day_of(time));
  const Microseconds day{days{1}};
  return since_midnight > day / 2 ? since_midnight - day : since_midnight;
}

class Search {
 public:
  Search(Date from, Date to, Microseconds margin)
      : from_(to_terrestrial(lunar_midnight(from))),
        to_(to_terrestrial(lunar_midnight(to + days{1}))),
        margin_(margin) {}

  std::vector<CloseCall> run() {
    search_new_moons();
    search_terms();
    std::ranges::sort(found_, {}, &CloseCall::at);
    return std::move(found_);
  }

 private:
  void search_new_moons() {
    // Number 0 was on 6 January 2000. The moon's uneven way moves a new moon by less than a day,
    // for which the rounding outward makes up.
    const int first = static_cast<int>(std::floor((from_.days - 5.0) / days_of_lunation));
    const int last = static_cast<int>(std::ceil((to_.days - 5.0) / days_of_lunation));
    for (int lunation = first; lunation <= last; ++lunation)
      note(CloseCall::Kind::new_moon, 0, new_moon(lunation));
  }

  void search_terms() {
    int degrees = sun_sector(from_) * sector_degrees;
    // From the term that opened the sector on, a month at a time.
    for (TerrestrialTime time = sun_reaches(degrees, from_); time.days < to_.days;) {
      note(CloseCall::Kind::principal_term, degrees, time);
      degrees = (degrees + sector_degrees) % 360;
      time = sun_reaches(degrees, {time.days + 30.0});
    }
  }

  void note(CloseCall::Kind kind, int degrees, TerrestrialTime time) {
    if (time.days < from_.days || time.days >= to_.days) return;
    const Microseconds distance = past_midnight(time);
    if (std::chrono::abs(distance) <= margin_)
      found_.push_back({kind, degrees, to_instant(time), distance});
  }

  TerrestrialTime from_, to_;
  Microseconds margin_;
  std::vector<CloseCall> found_;
};

}  // namespace

std::vector<CloseCall> close_calls(Date from, Date to, Microseconds margin) {
  DUNGHAN_CHECK(margin >= Microseconds::zero() && margin <= std::chrono::hours{2});
  if (to < from) return {};
  return Search(from, to, margin).run();
}

}  // namespace dunghan::calendar
