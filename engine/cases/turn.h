// One decision in the making: the case as it stands so far, the events that made it so, and what is
// still to be done.
//
// The steps of a macrostep (macrostep.cc), the deadline step (deadline_step.cc), tasks (tasks.cc)
// and timers (timers.cc) all work on a Turn: they look at `current` and emit events, each of which
// is applied at once. Nothing else changes the case.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/cases/conditions.h"
#include "engine/cases/decide.h"

namespace dunghan::cases {

/// What one macrostep is about.
struct Frame {
  Actor actor;
  Occasion occasion;  // event name and fields, L, recorded_at
  std::string reason;
  bool engine_raised = false;  // X.overdue, TASK.done, raise: nobody's permission is asked, and no
                               // transition means it is dropped
  std::string finishes_task;  // key of a task that this command completes, beside those that end by
                              // the event
};

class Turn {
 public:
  Turn(Case start, const Facts& facts, Instant recorded_at)
      : facts_(facts), recorded_at_(recorded_at), current_(std::move(start)), held_(holding()) {}

  [[nodiscard]] const Case& current() const { return current_; }
  [[nodiscard]] const Facts& facts() const { return facts_; }
  [[nodiscard]] const Procedure& procedure() const { return *facts_.procedure; }
  [[nodiscard]] Instant recorded_at() const { return recorded_at_; }
  [[nodiscard]] const std::vector<Event>& events() const { return events_; }

  void emit(const Frame& frame, EventBody what);
  void incident(const Frame& frame, std::string what, std::string detail);
  void notify(Notification notification) {
    if (facts_.tell) notifications_.push_back(std::move(notification));
  }
  void request(CaseRequest request) { requests_.push_back(std::move(request)); }
  [[nodiscard]] bool has_requests() const { return !requests_.empty(); }
  void drop_requests() { requests_.clear(); }
  void took(const definition::Transition& transition) { taken_.push_back(&transition); }

  /// The conditions among triggers of `restart` and `reopen` that held after the last deadline
  /// step: only one that was not among them begins to hold (triggers.cc).
  [[nodiscard]] const std::vector<const definition::Trigger*>& held() const { return held_; }
  void remember_held() { held_ = holding(); }

  /// Events of the engine that become macrosteps of their own once the present one is over.
  void raise_later(std::string name, Instant at) { later_.emplace_back(std::move(name), at); }
  [[nodiscard]] bool next_raised(std::pair<std::string, Instant>& out);

  [[nodiscard]] Decision finish() &&;

 private:
  [[nodiscard]] std::vector<const definition::Trigger*> holding() const;

  const Facts& facts_;
  Instant recorded_at_;
  Case current_;
  std::vector<const definition::Trigger*> held_;
  std::vector<Event> events_;
  std::vector<Notification> notifications_;
  std::vector<CaseRequest> requests_;
  std::vector<const definition::Transition*> taken_;
  std::deque<std::pair<std::string, Instant>> later_;
};

/// Of one microstep: what was left and entered, and the event that it takes (empty for later
/// microsteps of the same macrostep).
struct StepView {
  statechart::Configuration before;
  std::vector<int> left, entered;
  std::string event;
  std::vector<int> restored = {};  // of those entered: what history brings back with its work
};

/// What a macrostep still has before it: an event that was raised, or a state whose work is over.
struct Internal {
  std::string event;
  int done_of = -1;  // index of the state; -1: an event
};
using InternalQueue = std::deque<Internal>;

// -- selection.cc
struct Candidate {
  int source = 0;
  const definition::Transition* transition = nullptr;
};
/// The transitions that an event would take now. errors: event_not_allowed, not_permitted,
/// guard_failed (also where guards merely say no).
[[nodiscard]] Result<std::vector<Candidate>> select(Turn& turn, const Frame& frame);
/// The `always` transitions that are open now. A condition that errs is on record as an incident.
[[nodiscard]] std::vector<Candidate> select_always(Turn& turn, const Frame& frame);

// -- macrostep.cc
/// Keys of the open tasks that end because this event is sent.
[[nodiscard]] std::vector<std::string> tasks_ended_by(const Turn& turn, const Frame& frame);
/// Takes an event as one macrostep. An engine-raised event that nothing hears is dropped.
[[nodiscard]] Result<void> take_event(Turn& turn, const Frame& frame);
/// Takes given transitions (an `after`, a CompleteTask without event: none) as one macrostep.
[[nodiscard]] Result<void> take_transitions(Turn& turn, const Frame& frame,
                                            const std::vector<Candidate>& candidates);
/// Enters the initial states of a case just opened.
[[nodiscard]] Result<void> enter_initial(Turn& turn, const Frame& frame);
/// What an amendment brings to a case that it has just reached: what is missing inside its states,
/// deadlines and tasks that are new, and what then moves of itself.
[[nodiscard]] Result<void> take_up_amendment(Turn& turn, const Frame& frame);
/// Runs everything that was raised for later, each as its own macrostep.
[[nodiscard]] Result<void> take_raised(Turn& turn);

// -- actions.cc
[[nodiscard]] Result<void> run_actions(Turn& turn, const Frame& frame,
                                       const std::vector<definition::Action>& actions,
                                       InternalQueue& queue);
/// Stores those of the event's fields that are fields of the case.
void store_fields(Turn& turn, const Frame& frame);
/// Appends what the event brings to the lists that its needs name (`item of data.x`).
void append_items(Turn& turn, const Frame& frame, const std::vector<definition::Need>& needs);
/// Stores what was filled into the forms of the tasks that the event ends: a form is saved before
/// its act is judged, so that the act's condition sees it.
void store_forms(Turn& turn, const Frame& frame);
/// A letter or notice to roles and parties.
[[nodiscard]] Result<void> send_letter(Turn& turn, const Frame& frame,
                                       const definition::Letter& letter, const std::string& kind,
                                       const std::string& task);

// -- deadline_step.cc
[[nodiscard]] Result<void> deadline_step(Turn& turn, const Frame& frame, const StepView& step);
/// Of a case that an amendment has reached: the deadlines that it brings begin as if the states in
/// which the case is had just been entered.
[[nodiscard]] Result<void> arm_new_deadlines(Turn& turn, const Frame& frame);
/// Adds an operation to a deadline and emits what its fold gives. errors: impossible_order,
/// calendar_exhausted.
[[nodiscard]] Result<void> operate(Turn& turn, const Frame& frame, const std::string& key, int spec,
                                   deadline::Operation operation);
/// Starts a new instance, or arms it where its condition or its date is not there yet.
[[nodiscard]] Result<void> start_deadline(Turn& turn, const Frame& frame, const std::string& key,
                                          int spec, Instant at, deadline::OperationKind kind);
/// Stops, cancels, lapses or reopens. at: L where it is not given. A stop that counts raises X.met.
[[nodiscard]] Result<void> end_deadline(Turn& turn, const Frame& frame, const std::string& key,
                                        deadline::OperationKind kind,
                                        std::optional<Instant> at = std::nullopt,
                                        std::string ground = {});
/// Goes on with a deadline that ended because its state, or the task it belongs to, was left: what
/// was left of it then is left now.
[[nodiscard]] Result<void> return_to_deadline(Turn& turn, const Frame& frame,
                                              const std::string& key);
/// Tells those who were told of a lateness that was none, and raises X.cleared (L4).
void clear_deadlines(Turn& turn, const Frame& frame);
/// "send", then "send#2", …
[[nodiscard]] std::string next_deadline_key(const Case& current_case, const std::string& name);

// -- limits.cc
/// The limit with its table decided and its dates evaluated, as the case stands. A date that is not
/// known stays open (deadline::awaits_date). errors: what deciding gave; invalid_argument.
[[nodiscard]] Result<deadline::ResolvedLimit> resolve_limit(const definition::Deadline& definition,
                                                            const Procedure& procedure,
                                                            const rule::Activation& activation);
/// What the limit rests on: the row of the decision table that gave it, else the deadline's own
/// basis.
[[nodiscard]] std::string basis_of(const Turn& turn, const Frame& frame,
                                   const definition::Deadline& definition);

// -- tasks.cc
[[nodiscard]] Result<void> make_tasks(Turn& turn, const Frame& frame,
                                      const std::vector<definition::Task>& tasks);
enum class TaskEnd { completed, cancelled, left };
[[nodiscard]] Result<void> end_task(Turn& turn, const Frame& frame, const std::string& key,
                                    TaskEnd how);
/// Opens again those of `tasks` that ended because their state was left, each with whom it was and
/// with what was left of its own time.
[[nodiscard]] Result<void> resume_tasks(Turn& turn, const Frame& frame,
                                        const std::vector<definition::Task>& tasks);
[[nodiscard]] Result<void> reassign_tasks(Turn& turn, const Frame& frame, const std::string& why);

// -- roles.cc
struct RoleHolder {
  organisation::Owner owner;
  std::string assignee;  // by `pick`; empty: offered to the post
};
[[nodiscard]] Result<RoleHolder> resolve_role(const Turn& turn, const Frame& frame,
                                              const std::string& role,
                                              const definition::Pick* pick = nullptr);
/// Whether the actor may act as one of `roles` (an import and the engine are not asked; another
/// case must be one that `roles` names).
[[nodiscard]] bool may_act(const Turn& turn, const Frame& frame,
                           const std::vector<std::string>& roles);
[[nodiscard]] std::string owner_text(const organisation::Owner& owner);

// -- timers.cc
/// Fires timers in law order while they lie before `until` (for day-type limits at `until` too; see
/// L2), or up to `until` inclusive with `all`.
[[nodiscard]] Result<void> fire_timers(Turn& turn, Instant until, bool all);
/// L5: draws the held consequences of deadlines that the event would stop out of time.
[[nodiscard]] Result<void> draw_consequences_before(Turn& turn, const Frame& frame);

}  // namespace dunghan::cases
