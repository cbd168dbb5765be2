// E0707, E0708: whether limits that lie inside another fit into it, along every way from its start
// to its stop, for every start date: with no suspension but those that states bring, with nothing
// prolonged, and with each ground by which an inner limit may be prolonged.
#pragma once

#include "engine/verify/checks.h"
#include "engine/verify/containment.h"

namespace dunghan::verify {

/// Adds to the report's findings, to `not_proved` and `start_dates`.
void check_inside(const Inquiry& inquiry, const std::vector<Containment>& containments,
                  const Bounds& bounds, Report& report);

}  // namespace dunghan::verify
