// What a verification tells: findings, each with a dated timeline that shows it where there is one,
// and what could not be proved.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/definition/issue.h"
#include "engine/verify/step.h"

namespace dunghan::verify {

/// How a deadline stands at the end of a timeline.
struct Standing {
  std::string deadline;  // "send#2"
  std::optional<Date> due_on;
  std::string status;  // "running"
};

/// A counter-example: what is done on which day, and what then stands. Every step is one that
/// decide() took, or refused with the reason written beside it.
struct Timeline {
  std::vector<Step> steps;
  std::string state;
  std::vector<Standing> deadlines;
  bool writable = true;  // as a scenario; an event from outside the case cannot be written
};

struct Finding {
  definition::Issue issue;
  std::string about;  // what it is about, for the name of a file: "resolution"
  std::optional<Timeline> timeline;
};

struct Report {
  std::vector<Finding> findings;
  /// What was not proved, and how far it was looked at; empty where all was.
  std::vector<std::string> not_proved;
  /// A bound was hit: time, memory or size. What else stands in `not_proved` lies outside what can
  /// be proved at all.
  bool bound_hit = false;
  std::size_t cases = 0, steps = 0;  // told apart; tried
  std::size_t start_dates = 0;       // for which limits that lie inside others were summed up
};

}  // namespace dunghan::verify
