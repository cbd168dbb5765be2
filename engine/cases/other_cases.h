// What passes between cases: one opens another, they send each other events, and tell each other
// what became of them. One decision writes one case; all that another must know goes out as a
// request, is committed with the events, and comes to it as a command of its own.
#pragma once

#include "engine/cases/turn.h"

namespace dunghan::cases {

/// A case to be opened, with everything evaluated.
struct Opening {
  std::string workflow, unit, link;
  Map with;
  std::vector<std::string> share;
  std::string state;  // of a `for_each`, and which of its items
  std::int64_t item = 0;
};
/// errors: refused (unknown_unit).
[[nodiscard]] Result<void> open_other_case(Turn& turn, const Frame& frame, Opening opening);

/// Those that `to` means in `emit`: "parent", "children", or a link.
[[nodiscard]] std::vector<CaseId> addressees(const Turn& turn, std::string_view to);
/// Whether the other case is one of those that `by` names: "parent", "children", a link.
[[nodiscard]] bool is_named(const Turn& turn, const Actor& other,
                            const std::vector<std::string>& by);

/// Takes note of what another case tells, and goes on from there: `LINK.closed`, a `for_each` that
/// is done, an `always` that asks for it.
[[nodiscard]] Result<void> hear_case(Turn& turn, const Frame& frame, const CaseReport& report);
/// Ends the case because the one that opened it does not need it any more: tasks and deadlines are
/// cancelled, the state stays what it was.
[[nodiscard]] Result<void> cancel_case(Turn& turn, const Frame& frame);

/// What this case tells of itself, as far as `fields` ask for its data. Sealed fields are never
/// told.
[[nodiscard]] CaseReport report_of(const Case& current_case, const Procedure& procedure,
                                   const std::vector<std::string>& fields);
/// At the end of a decision: tells those who watch what has changed since `before`, and asks those
/// that a field newly names to tell of themselves.
void tell_others(Turn& turn, const Case& before);

}  // namespace dunghan::cases
