// When the triggers of a deadline come: with this step, at a date of the case, or as the last of
// several; and the dates for which a case must wake up by itself.
//
//   enter, leave, event   with the step that does so, at its legal instant L
//   when                  with the step after which it holds. Of `restart` and `reopen`: begins to
//                         hold, for they would come again and again while it does
//   date                  at the start of that day (or at that moment). One that lies ahead is
//                         waited for, but that a single date starts a deadline at once, ahead of
//                         itself: so that what is due can be seen before it begins
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/cases/turn.h"

namespace dunghan::cases {

[[nodiscard]] const definition::Triggers& triggers_of(const definition::Deadline& definition,
                                                      TriggerList list);

/// The triggers of one deadline, and who asks: its running instance, if it has one.
class DeadlineTriggers {
 public:
  DeadlineTriggers(Turn& turn, const Frame& frame, const StepView& step, const DeadlineSpec& spec)
      : turn_(turn), frame_(frame), step_(step), spec_(spec) {}

  /// When the list comes with this step, or nothing. Notes the arrivals of a list that waits for
  /// all under `key`.
  [[nodiscard]] std::optional<Instant> comes(TriggerList list, const std::string& key);

 private:
  [[nodiscard]] std::optional<Instant> arrival(TriggerList list, const definition::Trigger& trigger,
                                               bool alone);
  [[nodiscard]] bool begins_to_hold(const definition::Trigger& trigger) const;

  Turn& turn_;
  const Frame& frame_;
  const StepView& step_;
  const DeadlineSpec& spec_;
};

/// Whether a condition holds now. One that cannot be answered does not; the incident is what an
/// administrator sees.
[[nodiscard]] bool holds_now(Turn& turn, const Frame& frame, const rule::Expression& condition);

/// Whether any of these states bears one of the names.
[[nodiscard]] bool names_any(const Procedure& procedure, const std::vector<std::string>& names,
                             const std::vector<int>& states);

/// The start set by one date alone, as the case stands: the instant, or nothing where the deadline
/// starts otherwise or its date is not known.
[[nodiscard]] std::optional<Instant> start_by_date(const Turn& turn, const Frame& frame,
                                                   const DeadlineSpec& spec);

/// Whether one of a task's cancelling triggers comes with this step.
[[nodiscard]] bool cancels_task(Turn& turn, const Frame& frame,
                                const definition::Triggers& triggers, const StepView& step);

/// A date at which a trigger comes by itself.
struct AwaitedDate {
  Instant at{};
  int order = 0;  // of the deadline in the file
  std::string deadline;
};
/// Those after the case's last act; what lies before it, the step of that act has seen.
[[nodiscard]] std::vector<AwaitedDate> awaited_dates(const Case& current_case, const Facts& facts);

}  // namespace dunghan::cases
