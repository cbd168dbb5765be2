// When a command counts in law, and whether it may be dated so: never in the future, not before the
// opening, and back-dated only as far as the definition allows (L7 of the semantics page).
#pragma once

#include "engine/base/result.h"
#include "engine/cases/turn.h"

namespace dunghan::cases {

/// Clocks of two offices differ a little: so far ahead an act may be dated.
inline constexpr std::chrono::seconds future_tolerance{5};

/// errors: refused in_the_future | before_opening | backdated, each saying what would be accepted.
[[nodiscard]] Result<Instant> legal_instant(const Turn& turn, const Frame& frame,
                                            const Occurrence& occurred, bool opening);

/// Whether `act` may be corrected to have occurred at `is`: a person may who could record, today,
/// an act of the earlier of the two days. errors: likewise; refused not_permitted.
[[nodiscard]] Result<void> check_corrected_instant(const Turn& turn, const Frame& frame,
                                                   const RecordedAct& act, Instant is);

}  // namespace dunghan::cases
