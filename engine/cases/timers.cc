// Timers: derived from the case, fired in the order of law. What a timer may do before its grace is
// over, and what stays when an act of an earlier day is typed in late, is L3 to L5 of the semantics
// page.
#include <algorithm>
#include <tuple>

#include "engine/base/check.h"
#include "engine/cases/triggers.h"
#include "engine/cases/turn.h"
#include "engine/deadline/ladder.h"

namespace dunghan::cases {
namespace {

using definition::Rung;

enum class TimerKind { overdue, consequence, rung, resume, kept, date };

struct Pending {
  Instant at{};
  bool day_type = true;  // at one instant, before the events of that instant (L2); else after them
  int order = 0;         // of the deadline in the file
  TimerKind kind = TimerKind::overdue;
  std::string deadline;
  deadline::Firing firing;  // rung
  [[nodiscard]] auto place() const {
    return std::tuple(at, !day_type, static_cast<int>(kind), order, firing.rung);
  }
};

const DeadlineSpec& spec_of(const Procedure& procedure, const DeadlineInstance& instance) {
  return procedure.deadlines()[static_cast<std::size_t>(instance.spec)];
}

deadline::LadderRung::Kind ladder_kind(Rung::Kind kind) {
  switch (kind) {
    case Rung::Kind::before: return deadline::LadderRung::Kind::before;
    case Rung::Kind::at_due: return deadline::LadderRung::Kind::at_due;
    case Rung::Kind::after: return deadline::LadderRung::Kind::after;
    case Rung::Kind::every: return deadline::LadderRung::Kind::every;
  }
  return deadline::LadderRung::Kind::at_due;
}

std::vector<deadline::LadderRung> ladder_of(const DeadlineSpec& spec) {
  std::vector<deadline::LadderRung> rungs;
  for (const Rung& rung : spec.definition->ladder.rungs) {
    rungs.push_back({ladder_kind(rung.kind), rung.period, rung.at_most, rung.urgent});
  }
  return rungs;
}

bool tells(const DeadlineSpec& spec) {
  return !spec.definition->binds_citizen && !spec.definition->ladder.rungs.empty();
}

std::optional<deadline::Firing> next_rung(const DeadlineSpec& spec,
                                          const DeadlineInstance& instance, const Facts& facts) {
  if (!facts.tell || !tells(spec)) return std::nullopt;
  const auto rungs = ladder_of(spec);
  const deadline::LadderFrame frame{*instance.state.due, *instance.state.started_at, *spec.calendar,
                                    facts.procedure->calendar()};
  const auto firing = deadline::next_firing(frame, rungs, instance.rungs_told);
  return firing ? *firing
                : std::nullopt;  // past the end of the calendar nobody can be told any more
}

// An `after` waits for its transition's grace too; it goes overdue in silence.
std::optional<Instant> with_grace(const DeadlineSpec& spec, const Procedure& procedure,
                                  Instant due_at, const definition::Transition* transition) {
  if (transition == nullptr || !transition->grace) return due_at;
  if (transition->grace->is_clock_type() && !transition->grace->counts_office_time())
    return due_at + transition->grace->elapsed_time();
  // Grace counts from the last day: "3 working days" after 24:00 of Tuesday end at 24:00 of Friday.
  const Instant last_day = due_at - Microseconds{1};
  const auto due =
      deadline::due_after(procedure.rule(), *spec.calendar, last_day, *transition->grace);
  return due ? std::optional(due->due_at) : std::nullopt;
}

// A suspension with a greatest length ends by itself; what had to last has lasted.
void add_endings(const DeadlineInstance& instance, const DeadlineSpec& spec, Pending pending,
                 std::vector<Pending>& out) {
  if (instance.state.status == deadline::Status::suspended) {
    const auto at = deadline::resumes_by_itself(instance.operations, *spec.rule, *spec.calendar);
    if (!at || !*at) return;
    pending.kind = TimerKind::resume;
    pending.at = **at;
    out.push_back(std::move(pending));
  } else if (spec.scope == DeadlineSpec::Scope::kept && instance.state.due) {
    pending.kind = TimerKind::kept;
    pending.at = instance.state.due->due_at;
    out.push_back(std::move(pending));
  }
}

void add_timers(const DeadlineInstance& instance, const Facts& facts, std::vector<Pending>& out) {
  if (instance.spec < 0) return;
  const DeadlineSpec& spec = spec_of(*facts.procedure, instance);
  Pending pending;
  pending.deadline = instance.key;
  pending.order = instance.spec;
  if (instance.is_open()) add_endings(instance, spec, pending, out);
  // A least time is kept by waiting: nobody is told, and nothing is overdue.
  if (!instance.state.due || instance.state.least_time) return;
  pending.day_type = !instance.state.due->clock_type;
  const bool running = instance.state.status == deadline::Status::running;
  if (!instance.overdue_at && running) {
    pending.kind = TimerKind::overdue;
    pending.at = instance.state.due->due_at;
    if (facts.draw_consequences) out.push_back(pending);
  }
  const bool may_follow = instance.is_open() || instance.state.status == deadline::Status::lapsed;
  if (may_follow && instance.overdue_at && instance.consequence_at && facts.draw_consequences) {
    pending.kind = TimerKind::consequence;
    pending.at = *instance.consequence_at;
    out.push_back(pending);
  }
  if (!running || spec.scope == DeadlineSpec::Scope::after) return;
  if (auto firing = next_rung(spec, instance, facts)) {
    pending.kind = TimerKind::rung;
    pending.at = firing->at;
    pending.firing = *firing;
    out.push_back(std::move(pending));
  }
}

std::vector<Pending> pending_timers(const Case& current_case, const Facts& facts) {
  std::vector<Pending> pending;
  for (const DeadlineInstance& instance : current_case.deadlines)
    add_timers(instance, facts, pending);
  for (AwaitedDate& date : awaited_dates(current_case, facts)) {
    Pending one;
    one.at = date.at;
    one.order = date.order;
    one.kind = TimerKind::date;
    one.deadline = std::move(date.deadline);
    pending.push_back(std::move(one));
  }
  std::sort(pending.begin(), pending.end(),
            [](const Pending& left, const Pending& right) { return left.place() < right.place(); });
  return pending;
}

Frame engine_frame(const Turn& turn, Instant at) {
  Frame frame;
  frame.actor = {Actor::Kind::engine, "engine"};
  frame.occasion.at = at;
  frame.occasion.recorded_at = turn.recorded_at();
  frame.occasion.actor = "engine";
  frame.engine_raised = true;
  return frame;
}

// The transition that would be drawn as the consequence of expiry, as the case stands.
const definition::Transition* consequence_of(Turn& turn, const DeadlineSpec& spec, Instant at) {
  if (spec.consequence != nullptr) return spec.consequence;
  Frame frame = engine_frame(turn, at);
  frame.occasion.event = spec.definition->name + ".overdue";
  const auto candidates = select(turn, frame);
  return candidates && !candidates->empty() ? candidates->front().transition : nullptr;
}

bool serves(const TaskInstance& task, const std::string& deadline) {
  return task.status == TaskInstance::Status::open && task.key != deadline &&
         (task.deadline == deadline || task.deadline == name_of_key(deadline));
}

// Going overdue is put on record at once; what follows from it may wait for its grace (L5). What
// binds a citizen lapses instead: it is no lateness, and on record is only what may follow from it.
Result<void> go_overdue(Turn& turn, const Pending& timer) {
  const DeadlineInstance& instance = *turn.current().deadline(timer.deadline);
  const DeadlineSpec& spec = spec_of(turn.procedure(), instance);
  const definition::Transition* consequence = consequence_of(turn, spec, timer.at);
  if (spec.definition->binds_citizen) {
    DUNGHAN_TRY_VOID(end_deadline(turn, engine_frame(turn, timer.at), timer.deadline,
                                  deadline::OperationKind::lapse));
    if (consequence == nullptr) return {};
  }
  DeadlineOverdue overdue{timer.deadline, timer.at, std::nullopt};
  if (consequence != nullptr)
    overdue.consequence_at = with_grace(spec, turn.procedure(), timer.at, consequence);
  turn.emit(engine_frame(turn, timer.at), std::move(overdue));
  for (const TaskInstance& task : turn.current().tasks) {
    if (serves(task, timer.deadline))
      turn.raise_later(std::string(name_of_key(task.key)) + ".overdue", timer.at);
  }
  return {};
}

// The step of a date that a trigger waits for: no event is taken, and every deadline looks.
Result<void> step_at(Turn& turn, Instant at) {
  return take_transitions(turn, engine_frame(turn, at), {});
}

Result<void> end_by_itself(Turn& turn, const Pending& timer) {
  const DeadlineInstance& instance = *turn.current().deadline(timer.deadline);
  if (timer.kind == TimerKind::kept) {
    DUNGHAN_TRY_VOID(end_deadline(turn, engine_frame(turn, timer.at), timer.deadline,
                                  deadline::OperationKind::stop));
  } else {
    deadline::Operation resume;
    resume.kind = deadline::OperationKind::resume;
    resume.at = timer.at;
    DUNGHAN_TRY_VOID(operate(turn, engine_frame(turn, timer.at), timer.deadline, instance.spec,
                             std::move(resume)));
  }
  return step_at(turn, timer.at);
}

// Drawn late or not, a consequence is dated the moment of expiry.
Result<void> draw_consequence(Turn& turn, const std::string& key) {
  const DeadlineInstance& instance = *turn.current().deadline(key);
  const DeadlineSpec& spec = spec_of(turn.procedure(), instance);
  const Instant due_at = instance.overdue_at.value_or(turn.recorded_at());
  Frame frame = engine_frame(turn, due_at);
  frame.occasion.event = spec.definition->name + ".overdue";
  // An `after` has its condition asked when its time is up; not holding then, it is spent.
  const bool holds = spec.consequence == nullptr || !spec.consequence->when ||
                     holds_now(turn, frame, *spec.consequence->when);
  turn.emit(frame, ConsequenceDrawn{key, holds});
  if (!holds) return {};
  if (spec.consequence == nullptr) return take_event(turn, frame);
  frame.occasion.event = spec.definition->name;
  return take_transitions(turn, frame, {Candidate{spec.state, spec.consequence}});
}

// ---- telling
// ------------------------------------------------------------------------------------------------------------------

struct Recipient {
  std::string who, unit;
};

// "owner", "owner.head", or a role of the definition.
std::optional<Recipient> rung_recipient(const Turn& turn, const Frame& frame,
                                        const DeadlineInstance& instance, const std::string& name) {
  const TaskInstance* task = nullptr;
  for (const TaskInstance& candidate : turn.current().tasks) {
    const bool its_own =
        candidate.key == instance.key && candidate.status == TaskInstance::Status::open;
    if ((its_own || serves(candidate, instance.key)) && !candidate.assignee.empty())
      task = &candidate;
  }
  const std::string unit = task != nullptr ? task->unit : instance.owner.unit;
  if (name == "owner")
    return Recipient{task != nullptr ? task->assignee : instance.owner.owner, unit};
  if (name == "owner.head") {
    const Date today = turn.procedure().zone().date_of(turn.recorded_at());
    const auto owner = turn.facts().organisation->resolve(unit, "head", today);
    return Recipient{owner_text(owner), owner.unit};
  }
  const auto holder = resolve_role(turn, frame, name);
  if (!holder) return std::nullopt;
  return Recipient{holder->assignee.empty() ? owner_text(holder->owner) : holder->assignee,
                   holder->owner.unit};
}

std::string message_kind(const Rung& rung) {
  if (rung.kind == Rung::Kind::before) return "reminder";
  return rung.kind == Rung::Kind::at_due ? "overdue" : "escalation";
}

void tell(Turn& turn, const DeadlineInstance& instance, const Recipient& recipient,
          const std::string& kind, Instant not_before) {
  const DeadlineSpec& spec = spec_of(turn.procedure(), instance);
  Notification notification;
  notification.kind = kind;
  notification.recipient = recipient.who;
  notification.unit = recipient.unit;
  notification.deadline = instance.key;
  notification.basis = instance.basis;
  notification.title_vi = spec.definition->title.vi;
  notification.title_en = spec.definition->title.en;
  if (const auto& due = instance.state.due) {
    notification.due_on = due->due_on;
    if (due->clock_type) notification.due_at = due->due_at;
  }
  notification.not_before = not_before;
  turn.notify(std::move(notification));
}

// A reminder that comes after the due date, and an escalation that a later one overtakes, are of no
// use: they are passed by.
bool came_too_late(const Turn& turn, const DeadlineInstance& instance, const Rung& rung,
                   const Pending& timer) {
  if (rung.kind == Rung::Kind::before) return turn.recorded_at() >= instance.state.due->due_at;
  const DeadlineSpec& spec = spec_of(turn.procedure(), instance);
  DeadlineInstance after = instance;
  if (after.rungs_told.size() <= timer.firing.rung)
    after.rungs_told.resize(timer.firing.rung + 1, 0);
  after.rungs_told[timer.firing.rung] = timer.firing.number;
  const auto next = next_rung(spec, after, turn.facts());
  return next && next->at <= turn.recorded_at();
}

Result<void> reassign(Turn& turn, const Frame& frame, const std::string& deadline,
                      const std::string& role) {
  std::vector<std::string> keys;
  for (const TaskInstance& task : turn.current().tasks) {
    const bool its_own = task.key == deadline && task.status == TaskInstance::Status::open;
    if (its_own || serves(task, deadline)) keys.push_back(task.key);
  }
  for (const std::string& key : keys) {
    DUNGHAN_TRY(const RoleHolder holder, resolve_role(turn, frame, role));
    turn.emit(frame, TaskReassigned{key, holder.owner.unit, holder.owner.post, holder.assignee,
                                    "ladder", holder.owner.steps});
  }
  return {};
}

Result<void> fire_rung(Turn& turn, const Pending& timer) {
  const Frame frame = engine_frame(turn, timer.at);
  const DeadlineInstance& instance = *turn.current().deadline(timer.deadline);
  const DeadlineSpec& spec = spec_of(turn.procedure(), instance);
  const Rung& rung = spec.definition->ladder.rungs[timer.firing.rung];
  RungTold told{timer.deadline, static_cast<int>(timer.firing.rung), timer.firing.number, {}};
  if (!came_too_late(turn, instance, rung, timer)) {
    const auto open = turn.procedure().calendar().next_open(turn.recorded_at());
    const Instant not_before =
        rung.urgent ? turn.recorded_at()
                    : std::max(timer.firing.tell_at, open.value_or(turn.recorded_at()));
    for (const std::string& name : rung.to) {
      const auto recipient = rung_recipient(turn, frame, instance, name);
      if (!recipient || recipient->who.empty() ||
          std::find(told.to.begin(), told.to.end(), recipient->who) != told.to.end())
        continue;
      told.to.push_back(recipient->who);
      tell(turn, instance, *recipient, message_kind(rung), not_before);
    }
  }
  const bool told_anybody = !told.to.empty();
  turn.emit(frame, std::move(told));
  return rung.reassign && told_anybody ? reassign(turn, frame, timer.deadline, *rung.reassign)
                                       : Result<void>{};
}

Result<void> fire(Turn& turn, const Pending& timer) {
  switch (timer.kind) {
    case TimerKind::overdue: DUNGHAN_TRY_VOID(go_overdue(turn, timer)); break;
    case TimerKind::consequence: DUNGHAN_TRY_VOID(draw_consequence(turn, timer.deadline)); break;
    case TimerKind::rung: DUNGHAN_TRY_VOID(fire_rung(turn, timer)); break;
    case TimerKind::resume:
    case TimerKind::kept: DUNGHAN_TRY_VOID(end_by_itself(turn, timer)); break;
    case TimerKind::date: DUNGHAN_TRY_VOID(step_at(turn, timer.at)); break;
  }
  return take_raised(turn);
}

std::string kind_text(const Pending& timer) {
  switch (timer.kind) {
    case TimerKind::overdue: return "overdue " + timer.deadline;
    case TimerKind::consequence: return "consequence " + timer.deadline;
    case TimerKind::rung:
      return "rung " + timer.deadline + " " + std::to_string(timer.firing.rung) + " " +
             std::to_string(timer.firing.number);
    case TimerKind::resume: return "resume " + timer.deadline;
    case TimerKind::kept: return "kept " + timer.deadline;
    case TimerKind::date: return "date " + timer.deadline;
  }
  return {};
}

// What was told and recorded of a lateness that was none.
std::vector<std::string> superseded_timers(const DeadlineInstance& instance) {
  std::vector<std::string> timers{"overdue"};
  if (instance.consequence_drawn) timers.emplace_back("consequence");
  for (std::size_t rung = 0; rung < instance.rungs_told.size(); ++rung) {
    if (instance.rungs_told[rung] > 0) timers.push_back("rung " + std::to_string(rung));
  }
  return timers;
}

bool was_not_overdue(const DeadlineInstance& instance) {
  if (!instance.overdue_at) return false;
  const auto& state = instance.state;
  if (state.status == deadline::Status::lapsed) return false;
  if (instance.is_open()) return state.due && state.due->due_at > *instance.overdue_at;
  if (!state.ended_at) return false;
  // What was cancelled at its very due date, as an `after` is by its own transition, had run out.
  return state.status == deadline::Status::cancelled ? *state.ended_at < *instance.overdue_at
                                                     : !state.late;
}

}  // namespace

Result<void> fire_timers(Turn& turn, Instant until, bool all) {
  // A date on which nothing came after all must not be asked for again and again.
  std::vector<std::pair<std::string, Instant>> without_effect;
  const auto is_spent = [&](const Pending& timer) {
    return timer.kind == TimerKind::date &&
           std::find(without_effect.begin(), without_effect.end(),
                     std::pair(timer.deadline, timer.at)) != without_effect.end();
  };
  for (int fired = 0; fired < catch_up_timers_max; ++fired) {
    if (turn.current().closed_at) return {};
    auto pending = pending_timers(turn.current(), turn.facts());
    std::erase_if(pending, is_spent);
    if (pending.empty()) return {};
    const Pending& next = pending.front();
    const std::size_t events_before = turn.events().size();
    const bool comes_first = next.at < until || (next.at == until && (all || next.day_type));
    if (!comes_first) return {};
    DUNGHAN_TRY_VOID(fire(turn, next));
    if (turn.events().size() == events_before) without_effect.emplace_back(next.deadline, next.at);
  }
  return {};
}

Result<void> draw_consequences_before(Turn& turn, const Frame& frame) {
  std::vector<std::string> held;
  for (const DeadlineInstance& instance : turn.current().deadlines) {
    const bool ran_out = instance.is_open() || instance.state.status == deadline::Status::lapsed;
    if (ran_out && instance.overdue_at && instance.consequence_at) held.push_back(instance.key);
  }
  Facts unobserved = turn.facts();
  unobserved.on_taken = nullptr;  // what is only tried is not taken
  for (const std::string& key : held) {
    // Whether the event stops the deadline is found by trying: no list of stopping events could
    // follow every trigger.
    Turn trial(turn.current(), unobserved, turn.recorded_at());
    if (!take_event(trial, frame)) continue;
    const DeadlineInstance* after = trial.current().deadline(key);
    const bool stopped = after != nullptr && !after->operations.empty() &&
                         after->operations.back().kind == deadline::OperationKind::stop;
    const bool stops_late =
        stopped && (after->state.late || after->state.status == deadline::Status::lapsed);
    if (stops_late) DUNGHAN_TRY_VOID(draw_consequence(turn, key));
  }
  return take_raised(turn);
}

void clear_deadlines(Turn& turn, const Frame& frame) {
  std::vector<std::string> cleared;
  for (const DeadlineInstance& instance : turn.current().deadlines) {
    if (was_not_overdue(instance)) cleared.push_back(instance.key);
  }
  for (const std::string& key : cleared) {
    const DeadlineInstance instance = *turn.current().deadline(key);
    turn.emit(frame, DeadlineCleared{key, superseded_timers(instance)});
    for (const std::string& person : instance.told) {
      const auto open = turn.procedure().calendar().next_open(turn.recorded_at());
      tell(turn, instance, {person, instance.owner.unit}, "settled",
           open.value_or(turn.recorded_at()));
    }
    turn.raise_later(std::string(name_of_key(key)) + ".cleared", frame.occasion.at);
  }
}

std::vector<Timer> timers_of(const Case& current_case, const Facts& facts) {
  std::vector<Timer> timers;
  if (current_case.closed_at) return timers;
  for (const Pending& pending : pending_timers(current_case, facts))
    timers.push_back({pending.at, kind_text(pending)});
  return timers;
}

}  // namespace dunghan::cases
