// One thing that is done to a case, at a moment, as a scenario writes it; and doing it, by the very
// code that runs cases.
#pragma once

#include <string>
#include <vector>

#include "engine/cases/decide.h"
#include "engine/verify/subject.h"

namespace dunghan::verify {

struct Step {
  /// wait: nothing is done, time passes. outside: an event that the engine raises for another case
  /// or the organisation (LINK.closed, unit.succeeded); no scenario can write it.
  enum class Kind { open, send, done, suspend, resume, extend, wait, outside };
  Kind kind = Kind::wait;
  Instant at{};
  std::string subject;  // open: unit; send, outside: event; done: task; else: deadline
  std::string event;    // done: by which event, or empty
  std::string ground;   // suspend, resume, extend
  cases::Actor actor;
  Map fields;           // plain: what is sealed is sealed when the step is taken
  std::string refused;  // the reason of the refusal that is to be seen; empty: it is taken
};

struct Taken {
  cases::Case after;
  std::vector<cases::Event> events;
  std::vector<const definition::Transition*> transitions;
};

/// Takes a step. before: for `open` a Case with nothing. errors: decide()'s.
[[nodiscard]] Result<Taken> take_step(const cases::Case& before, const Step& step,
                                      const Subject& subject);

/// The same with other facts than facts_of().
[[nodiscard]] Result<cases::Decision> take_step_with(const cases::Case& before, const Step& step,
                                                     const Subject& subject,
                                                     const cases::Facts& facts);

/// Nobody is told, consequences are drawn: what a verification asks decide() with.
[[nodiscard]] cases::Facts facts_of(const Subject& subject);

/// Takes all of them, one after the other. Those that are to be refused change nothing.
[[nodiscard]] Result<cases::Case> take_steps(const std::vector<Step>& steps,
                                             const Subject& subject);

}  // namespace dunghan::verify
