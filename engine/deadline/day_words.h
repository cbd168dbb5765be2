// The words for a day that is named by way of another, whatever is known of that other: its date,
// in an explanation, or only its name, in a drawing.
#pragma once

#include "engine/deadline/limit.h"

namespace dunghan::deadline {

/// "Day 17 of the month of X", "The last working day of the month after that of X", X itself.
/// of: the words for the day at hand; empty (in both languages) where the day needs none.
[[nodiscard]] LimitWords words_of(const DayChoice& choice, const LimitWords& of);

}  // namespace dunghan::deadline
