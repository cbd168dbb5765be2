// One event of each kind with every field filled, for the golden files in tests/golden/events.
#pragma once

#include <vector>

#include "engine/cases/event.h"

namespace dunghan::test {

/// In the order of cases::EventBody; deadlines in several shapes.
[[nodiscard]] std::vector<cases::EventBody> event_samples();

}  // namespace dunghan::test
