// One microstep: what is left and entered, and everything that happens on the way, in the order of
// the semantics page.
#pragma once

#include "engine/cases/turn.h"

namespace dunghan::cases {

/// Everything that may refuse a step, before anything of it is written: what it needs, who may not
/// take it. errors: refused (needs_missing, not_permitted).
[[nodiscard]] Result<void> check_step(const Turn& turn, const Frame& frame,
                                      const std::vector<Candidate>& candidates,
                                      const std::vector<std::string>& ending_tasks);

class Microstep {
 public:
  Microstep(Turn& turn, const Frame& frame, InternalQueue& queue)
      : turn_(turn), frame_(frame), queue_(queue) {}

  /// Takes those of `candidates` that do not conflict. takes_event: the frame's event is taken with
  /// them, and the tasks end that it finishes. errors: refused (needs_missing, not_permitted,
  /// unknown_unit), and what an action or the deadline step gives; nothing may then be kept.
  [[nodiscard]] Result<void> run(const std::vector<Candidate>& candidates, bool takes_event);
  /// Leaves every region that stands beside `state`: the case has ended with it.
  [[nodiscard]] Result<void> leave_beside(int state);
  /// Enters the initial states of a case that is being opened.
  [[nodiscard]] Result<void> open();
  /// Enters what an amendment brings inside the states of a case, and makes what it brings to them.
  [[nodiscard]] Result<void> take_up_amendment();

 private:
  Result<void> carry_out(const std::vector<Candidate>& taken,
                         const std::vector<std::string>& ending, const StepView& view,
                         bool takes_event);
  Result<void> after_move(const StepView& view, const std::vector<Candidate>& taken);
  void move(const StepView& view);
  void queue_completions(const std::vector<int>& entered);
  [[nodiscard]] bool enough_parts_are_over(int state) const;
  Result<void> cancel_tasks_of(int state);
  Result<void> hand_over(const definition::Transition& transition);
  [[nodiscard]] statechart::RegionFilter open_regions() const;

  Turn& turn_;
  const Frame& frame_;
  InternalQueue& queue_;
};

}  // namespace dunghan::cases
