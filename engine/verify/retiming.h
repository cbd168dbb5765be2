// The steps of one timeline on other days: the same acts, with their dates moved along and whoever
// holds the roles then.
#pragma once

#include <optional>
#include <vector>

#include "engine/verify/moves.h"

namespace dunghan::verify {

/// A step and when it is to be taken.
struct Timed {
  Step step;
  Instant at{};
};

/// The steps that decide() takes at those moments; where the person may not, nobody's permission is
/// asked. Nothing where one is refused all the same.
[[nodiscard]] std::optional<std::vector<Step>> take_at(const std::vector<Timed>& steps,
                                                       const Subject& subject);

/// `steps` with the opening on `day` in `unit`, each other as soon as it can be, waits until the
/// next timer. Nothing where that cannot be.
[[nodiscard]] std::optional<std::vector<Step>> on_day(const std::vector<Step>& steps, Date day,
                                                      const std::string& unit,
                                                      const Subject& subject, const Moves& moves);

}  // namespace dunghan::verify
