// The answers of the case commands, as values in the form of the surfaces page; adapters/json
// writes them out.
#pragma once

#include "engine/cases/decide.h"
#include "engine/service/handle_batch.h"

namespace dunghan::service {

/// {"case","number","version","seq","state":[…],"tasks":[…],"deadlines":[{"name","status","due_on","due_at","provisional"}],"allowed":[…]}
[[nodiscard]] Answer answer_of(const LoadedCase& loaded, const cases::Actor& actor, Instant now,
                               const cases::Facts& facts);

/// The same with data (sealed fields as Sealed: the writer shows {"sealed":true}), links, and the
/// number of events.
[[nodiscard]] Answer show_of(const LoadedCase& loaded, const cases::Actor& actor, Instant now,
                             const cases::Facts& facts);

/// A refusal: {"refused":code,"message":…,"allowed":[…]}.
[[nodiscard]] Answer refusal_of(const Error& error);

}  // namespace dunghan::service
