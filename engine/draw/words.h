// The words of a drawing: how long a limit is, what starts a deadline, a condition made short
// enough to stand on an arrow. Pure text in one language; no marks of any output format.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/deadline/explanation.h"
#include "engine/definition/definition.h"

namespace dunghan::draw {

using deadline::Tongue;

/// One of two words by language.
[[nodiscard]] inline std::string_view say(Tongue tongue, std::string_view vi, std::string_view en) {
  return tongue == Tongue::vi ? vi : en;
}

/// The title in that language, or `otherwise` where it has none.
[[nodiscard]] std::string title_of(const definition::Text& title, std::string_view otherwise,
                                   Tongue tongue);

/// "30 days", "5 working days before «Day of the dialogue»", "30 days or 45 days" (what a decision
/// table may answer), "at once". Empty where there is no limit.
[[nodiscard]] std::string limit_text(const definition::WorkflowDefinition& definition,
                                     const definition::Limit& limit, Tongue tongue);
[[nodiscard]] std::string period_text(const Period& period, Tongue tongue);

/// What starts or stops a deadline: titles of states and events, any of them.
[[nodiscard]] std::string trigger_text(const definition::WorkflowDefinition& definition,
                                       const definition::Triggers& triggers, Tongue tongue);

/// What people call an event: the title of its transitions, where those that have one agree (a
/// payment may be "Paid in full" here and "Paid in part" there: then its name); for an event
/// that the engine raises ("resolution.overdue"), the title of what it is about and what befell it.
[[nodiscard]] std::string event_text(const definition::WorkflowDefinition& definition,
                                     std::string_view event, Tongue tongue);

/// A condition for the eye, not for a parser: blanks drawn together, `data.`, `event.`,
/// `deadlines.` and `tasks.` left out, the operators `&&`, `||` and `!` in words, cut between two
/// words with "…" behind where it is longer than `characters_max`. What stands in quotes is kept.
[[nodiscard]] std::string short_condition(std::string_view text, Tongue tongue,
                                          std::size_t characters_max = 90);

/// Broken at blanks into lines of at most `width` characters; a longer word is a line of its own.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// "a, b, c".
[[nodiscard]] std::string joined(const std::vector<std::string>& parts,
                                 std::string_view between = ", ");

}  // namespace dunghan::draw
