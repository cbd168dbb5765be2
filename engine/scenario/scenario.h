// A scenario beside a definition: what is done to which case on which day, and what must have come
// of it. This is what read_scenario.h makes of the file and play.h plays on virtual time.
//
// workflows/SCENARIOS.md is the page for those who write them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/period.h"
#include "engine/base/time.h"
#include "engine/base/value.h"
#include "engine/definition/definition.h"

namespace dunghan::scenario {

using definition::Position;

/// One thing that must hold, as it was written: `due_on: 2024-05-27`.
struct StatedFact {
  enum class About {
    // of a case
    version,
    state,  // list of names, each an active state; every active leaf is one of them or inside one
    closed,
    unit,
    tasks,    // list of names: its open tasks, no more and no fewer
    with,     // map from open tasks to who has them; null: nobody, it is offered
    data,     // map
    letters,  // list of templates: which letters and notices were sent, in order, each once
    // of a deadline
    due_on,  // date, or null: it has none
    due_at,  // timestamp, or null
    target_on,
    status,
    late,
    overdue,
    told,  // list of dates: the days on which its ladder told somebody
    basis,
    owner
  };
  About about = About::state;
  Value wanted;
  Position at{};
};

/// An entry of `then`.
struct Expectation {
  std::string case_name;
  std::string deadline;  // its name or, where there are several, its key ("send#2"); empty: of the
                         // case as a whole
  std::vector<StatedFact> facts;
  Position at{};
};

struct Step {
  enum class Verb {
    open,
    send,
    done,
    claim,
    release,
    delegate,
    reassign,
    suspend,
    resume,
    extend,
    look
  };
  Verb verb = Verb::look;
  Occurrence at;       // when it counts in law
  Instant typed_in{};  // when it is recorded; never before the step above
  std::string case_name;
  std::vector<std::string> opens_as;  // names of the cases that this step opens, in the order of
                                      // their opening; empty: it opens none, or none that needs one
  std::string subject;                // workflow, event, task or deadline, as the verb says
  std::string to;                     // delegate, reassign: the person who gets the task
  std::string unit;                   // open
  std::string event;                  // done: which of the events that end the task
  std::string ground;                 // suspend, resume, extend
  std::optional<Period> amount;       // extend
  std::optional<Date> until;          // extend
  std::string by;  // a person, a role or a post; empty: nobody's permission is asked
  std::string reason;
  Map with;
  std::string refused;            // code of the refusal that must come; empty: none
  std::vector<Expectation> then;  // look
  Position position{};
};

struct Scenario {
  std::string file;
  definition::Text title;
  std::optional<Occurrence> now;  // `given`: the clock before the first step
  std::vector<Step> steps;
  std::vector<Expectation> then;
  Position then_at{};  // where a line that is missing from `then` would stand
};

/// "open", "send": the key of a step that does it; "look" where it only looks (`then`).
[[nodiscard]] std::string_view name_of(Step::Verb verb);
/// "due_on": the key of a fact.
[[nodiscard]] std::string_view name_of(StatedFact::About about);
/// Whether a fact is about a deadline, so that its entry names one.
[[nodiscard]] bool is_about_deadline(StatedFact::About about);

/// "send resolution", for people: what a step does.
[[nodiscard]] std::string words_of(const Step& step);

/// Every code that `refused:` may name: the reasons of the engine's refusals, and the names of the
/// other errors that an act can meet. Sorted.
[[nodiscard]] const std::vector<std::string>& refusal_codes();

}  // namespace dunghan::scenario
