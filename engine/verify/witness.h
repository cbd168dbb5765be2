// Timelines out of the graph: how a case comes to a node, and what is refused there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/verify/exploration.h"
#include "engine/verify/finding.h"

namespace dunghan::verify {

class Witness {
 public:
  Witness(const Subject& subject, const Exploration& exploration, const Moves& moves)
      : subject_(subject), exploration_(exploration), moves_(moves) {}

  /// The steps, and what stands after them. Where they end by waiting, a step that is refused marks
  /// the day. Nothing where the steps cannot be taken.
  [[nodiscard]] std::optional<Timeline> of(std::vector<Step> steps) const;
  [[nodiscard]] std::optional<Timeline> at(int node) const {
    return of(exploration_.path_to(node));
  }
  /// To the sighting's node, and its step, which may be refused.
  [[nodiscard]] std::optional<Timeline> of(const Sighting& sighting) const;
  /// At the node, `event` is sent: refused, or taken elsewhere than was meant.
  [[nodiscard]] std::optional<Timeline> sending(int node, const std::string& event) const;

  /// The first case in the state; or, where cases only pass through, the step that does.
  [[nodiscard]] std::optional<Timeline> in_state(int state) const;
  /// The first node in which the state is active, or -1.
  [[nodiscard]] int first_in(int state) const;

 private:
  [[nodiscard]] std::optional<Step> refused_at(const cases::Case& state, Instant at) const;

  const Subject& subject_;
  const Exploration& exploration_;
  const Moves& moves_;
};

}  // namespace dunghan::verify
