// A compiled layer -> the tables of a Calendar. The step after compile.cc.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/calendar/calendar_spec.h"
#include "engine/calendar/day_marks.h"

namespace dunghan::calendar {

/// One calendar with all that it extends.
struct Layer {
  DayMarks days;
  std::optional<ZoneRules> zone;
  std::optional<std::array<std::vector<OfficeInterval>, 7>> hours;
  Date official_from{}, official_until{};
  bool official = false;  // some list or statement made the range above
};

/// layer: one whose checks found no fault. pool: the reasons that its marks are numbers of.
[[nodiscard]] Calendar pack(const std::string& id, const Layer& layer, ReasonPool pool);

}  // namespace dunghan::calendar
