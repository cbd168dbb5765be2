// Plays a scenario on virtual time and says what did not come out as it is written. Everything that
// has a clock is behind Stage; adapters/app/simulated_office.h is the one there is.
#pragma once

#include <string>
#include <vector>

#include "engine/definition/issue.h"
#include "engine/scenario/scenario.h"
#include "engine/service/handle_batch.h"

namespace dunghan::scenario {

/// An office whose clock is moved by hand.
class Stage {
 public:
  virtual ~Stage() = default;
  [[nodiscard]] virtual service::CaseService& service() = 0;
  [[nodiscard]] virtual Instant now() = 0;
  /// Sets the clock without firing anything: the beginning.
  virtual void set_clock(Instant instant) = 0;
  /// Moves the clock on; every timer that falls due on the way fires at its own instant. errors:
  /// the service's.
  [[nodiscard]] virtual Result<void> advance_to(Instant instant) = 0;
};

struct PlayedCase {
  std::string name;  // in the scenario; empty: opened by another case, and nobody named it
  std::string number;
  CaseId id{};
};

/// What became of a step.
struct PlayedStep {
  Instant at{};
  std::string case_name, what;
  std::string outcome;  // "ok", or the code of the refusal
  std::string message;  // of the refusal
};

struct ScenarioRun {
  std::vector<PlayedCase> cases;  // in the order of their opening
  std::vector<PlayedStep> steps;
  definition::Issues faults;  // what does not hold, and due dates left unstated (E0618-E0620)
};

/// errors: only those of the store; what the procedure refuses is a fault of the scenario.
[[nodiscard]] Result<ScenarioRun> play(const Scenario& scenario, Stage& stage);

/// A person who may act: `by` itself where it is a person's id, else whoever bears the role, else
/// whoever holds the post in the case's unit. Nothing where nobody does on the day of `now`.
[[nodiscard]] std::optional<std::string> person_for(const std::string& by,
                                                    const cases::Case& current_case,
                                                    const cases::Facts& facts, Instant now);

/// The code by which a scenario names a refusal: its reason, or the name of the error.
[[nodiscard]] std::string code_of(const Error& error);

}  // namespace dunghan::scenario
