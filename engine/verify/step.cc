#include "engine/verify/step.h"

#include "engine/cases/turn.h"
#include "engine/verify/domains.h"

namespace dunghan::verify {
namespace {

cases::Command command_of(const Step& step, const Subject& subject) {
  cases::Command command;
  command.actor = step.actor;
  command.occurred = {step.at, false};
  command.recorded_at = step.at;
  Map fields = as_held(*subject.procedure, step.fields);
  switch (step.kind) {
    case Step::Kind::open:
      command.what = cases::OpenCase{step.subject, std::move(fields), "MAU-1", {}, {}, {}};
      break;
    case Step::Kind::send: command.what = cases::SendEvent{step.subject, std::move(fields)}; break;
    case Step::Kind::done:
      command.what = cases::CompleteTask{step.subject, step.event, std::move(fields)};
      break;
    case Step::Kind::suspend:
      command.what = cases::SuspendDeadline{step.subject, step.ground, std::move(fields)};
      break;
    case Step::Kind::resume:
      command.what = cases::ResumeDeadline{step.subject, step.ground, std::move(fields)};
      break;
    case Step::Kind::extend:
      command.what = cases::ExtendDeadline{step.subject, step.ground, std::nullopt, std::nullopt,
                                           std::move(fields)};
      break;
    case Step::Kind::wait:
    case Step::Kind::outside: command.what = cases::FireTimers{}; break;
  }
  return command;
}

// As another command would: what the law puts before it, then the event, then what follows.
Result<cases::Decision> raise(const cases::Case& before, const Step& step,
                              const cases::Facts& facts) {
  cases::Turn turn(before, facts, step.at);
  cases::Frame frame;
  frame.actor = step.actor;
  frame.occasion.event = step.subject;
  frame.occasion.at = step.at;
  frame.occasion.recorded_at = step.at;
  frame.occasion.actor = step.actor.id;
  frame.engine_raised = true;
  DUNGHAN_TRY_VOID(cases::fire_timers(turn, step.at, false));
  DUNGHAN_TRY_VOID(cases::take_event(turn, frame));
  DUNGHAN_TRY_VOID(cases::take_raised(turn));
  DUNGHAN_TRY_VOID(cases::fire_timers(turn, step.at, true));
  return std::move(turn).finish();
}

}  // namespace

cases::Facts facts_of(const Subject& subject) {
  cases::Facts facts;
  facts.procedure = subject.procedure;
  facts.organisation = subject.organisation;
  facts.tell = false;
  return facts;
}

Result<cases::Decision> take_step_with(const cases::Case& before, const Step& step,
                                       const Subject& subject, const cases::Facts& facts) {
  if (step.kind == Step::Kind::outside) return raise(before, step, facts);
  return cases::decide(before, command_of(step, subject), facts);
}

Result<Taken> take_step(const cases::Case& before, const Step& step, const Subject& subject) {
  Taken taken;
  cases::Facts facts = facts_of(subject);
  facts.on_taken = [&taken](const definition::Transition& transition) {
    taken.transitions.push_back(&transition);
  };
  auto decided = take_step_with(before, step, subject, facts);
  if (!decided) return Failure(std::move(decided).error());
  taken.after = std::move(decided->after);
  taken.events = std::move(decided->events);
  return taken;
}

Result<cases::Case> take_steps(const std::vector<Step>& steps, const Subject& subject) {
  cases::Case state;
  state.id = CaseId{1};
  for (const Step& step : steps) {
    Step taking = step;
    if (!step.refused.empty()) {
      // What is refused changes nothing; what was due by then has come all the same.
      if (state.seq == 0) continue;
      taking.kind = Step::Kind::wait;
    }
    DUNGHAN_TRY(Taken taken, take_step(state, taking, subject));
    state = std::move(taken.after);
  }
  return state;
}

}  // namespace dunghan::verify
