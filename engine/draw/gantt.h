// A case as a Gantt chart in SVG: its states and deadlines against a calendar whose days off are
// shaded. Suspensions are hatched, extensions stand behind the first due date, what is past due is
// red, and each due date is written beside its mark.
//
// This draws; engine/scenario/gantt_rows.h says what of a case stands in it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/calendar/calendar.h"
#include "engine/deadline/explanation.h"

namespace dunghan::draw {

using deadline::Tongue;

struct GanttBar {
  enum class Kind {
    state,      // the case is in this state
    allowed,    // from the start of a limit to its due date: drawn pale, below
    extension,  // from the due date before an extension to the one after it
    running,
    suspended,
    overdue
  };
  Kind kind = Kind::state;
  Instant from{}, to{};
  std::string tip;  // shown where the pointer rests; may be empty
};

struct GanttMark {
  enum class Kind { act, due, due_before, ended, ended_late, told };
  Kind kind = Kind::act;
  Instant at{};
  std::string text;  // beside the mark; may be empty
  std::string tip;
};

struct GanttLane {
  std::string label, note;  // the note stands below the label, small
  std::vector<GanttBar> bars;
  std::vector<GanttMark> marks;
};

struct GanttGroup {
  std::string title;  // "one: KN-SNV-2024-00001, decided"
  std::vector<GanttLane> lanes;
};

struct Gantt {
  std::string title;
  std::vector<GanttGroup> groups;
  std::optional<Instant> present;  // where virtual time stands: a line
};

/// A picture of its own: no font, script or file from elsewhere. Days are those of the calendar's
/// zone. Where a day would be narrower than a pixel (more than thirty years), days off are not
/// shaded.
[[nodiscard]] std::string svg_of(const Gantt& gantt, const calendar::Calendar& calendar,
                                 Tongue tongue);

/// "27/05/2024", "2024-05-27".
[[nodiscard]] std::string short_date(Date date, Tongue tongue);

}  // namespace dunghan::draw
