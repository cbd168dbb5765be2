// The events of a case as they were decided, read back from the store.
#pragma once

#include <vector>

#include "engine/cases/event.h"
#include "engine/ports/case_store.h"

namespace dunghan::scenario {

/// errors: the store's; corrupt where an event cannot be read.
[[nodiscard]] Result<std::vector<cases::Event>> events_of(ports::CaseStore& store, CaseId case_id);

}  // namespace dunghan::scenario
