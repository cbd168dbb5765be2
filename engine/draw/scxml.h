// The control flow of a definition as State Chart XML, for the tools that read it.
//
// Kept: states, regions, histories, initial and final states; transitions with event, condition and
// target; `always` as a transition without event; `done` as done.state.X; `raise`; `after` as a
// delayed <send> cancelled on leaving. Since a transition cannot stand in <scxml> itself, the
// workflow is a state of its own around all others, and the machine ends when that is done (where
// regions run beside the workflow's states, when those states are).
//
// In attributes of our namespace, which other tools pass over: who may act (`by`, `not-by`), legal
// periods (`period`, `grace`), a region's condition, deferred events, a history that restores no
// tasks, how many regions a `done` waits for and what becomes of the rest (`of`, `rest`). A `delay`
// is the nominal length of the period by the clock (a month is 30 days, a working day is a day):
// SCXML knows no calendar, so the date by law is the engine's to say.
//
// Left out: data and what acts set, tasks, deadlines beside the states (their `X.overdue` events
// must come from outside), letters, other cases that are opened or told, numbers, access, roles'
// units. Conditions stay CEL (datamodel "x-dunghan-cel"): a tool without CEL can show them, not
// run them. An event descriptor of SCXML also matches longer names: `on: { demand: … }` would hear
// `demand.done` too.
// Source: W3C Recommendation State Chart XML, 1 September 2015, w3.org/TR/scxml.
#pragma once

#include <string>

#include "engine/definition/definition.h"

namespace dunghan::draw {

[[nodiscard]] std::string scxml_of(const definition::WorkflowDefinition& definition);

}  // namespace dunghan::draw
