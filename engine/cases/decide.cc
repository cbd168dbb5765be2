#include "engine/cases/decide.h"

#include <algorithm>

#include "engine/cases/correct.h"
#include "engine/cases/deadline_commands.h"
#include "engine/cases/fan_out.h"
#include "engine/cases/legal_instant.h"
#include "engine/cases/other_cases.h"
#include "engine/cases/task_commands.h"
#include "engine/cases/turn.h"

namespace dunghan::cases {
namespace {

Frame frame_of(const Command& command, Instant recorded_at) {
  Frame frame;
  frame.actor = command.actor;
  frame.reason = command.reason;
  frame.occasion.at = command.occurred.at;
  frame.occasion.recorded_at = recorded_at;
  frame.occasion.actor = command.actor.id;
  return frame;
}

// The `occurs:` of the first transition, from the active states outwards, that the event could
// take: the day on which the act counts.
const rule::Expression* occurs_of(const Turn& turn, const std::string& event) {
  const auto& chart = turn.procedure().chart();
  for (const int leaf : statechart::active_leaves(chart, turn.current().configuration)) {
    for (int state = leaf; state >= 0;
         state = chart.nodes[static_cast<std::size_t>(state)].parent) {
      for (const auto& transition : turn.procedure().state(state).on) {
        if (transition.event == event && transition.occurs) return &*transition.occurs;
      }
    }
  }
  return nullptr;
}

// The day named by the act's own paper wins over the moment of the command; a moment within that
// day is kept, being more exact.
Result<Occurrence> occurrence_of(const Turn& turn, const Frame& frame,
                                 const Occurrence& commanded) {
  const rule::Expression* occurs = occurs_of(turn, frame.occasion.event);
  if (occurs == nullptr) return commanded;
  const auto value =
      rule::evaluate(*occurs, CaseConditions(turn.current(), frame.occasion, turn.facts()));
  if (!value || value->is_null())
    return commanded;  // a missing date is refused by `needs`, with its name
  if (value->kind() == ValueKind::timestamp) return Occurrence{value->as_timestamp(), false};
  if (value->kind() != ValueKind::date)
    return fail(ErrorCode::invalid_argument, "`occurs: " + occurs->text() + "` gives no date");
  const ZoneRules& zone = turn.procedure().zone();
  if (!commanded.date_only && zone.date_of(commanded.at) == value->as_date()) return commanded;
  return Occurrence{zone.start_of(value->as_date()), true};
}

// What an event may bring: what its transitions need, and what the forms and needs of the tasks it
// finishes ask for.
Result<void> check_known_fields(const Turn& turn, const Frame& frame) {
  if (!frame.actor.is_person()) return {};
  std::vector<std::string> known;
  for (const auto& state : turn.procedure().definition().states) {
    for (const auto& transition : state.on) {
      if (transition.event != frame.occasion.event) continue;
      for (const auto& need : transition.needs) known.push_back(need.field.name);
    }
  }
  for (const TaskSpec& spec : turn.procedure().tasks()) {
    const definition::Task& task = *spec.definition;
    const bool ends =
        std::find(task.done.begin(), task.done.end(), frame.occasion.event) != task.done.end();
    if (!ends && (frame.finishes_task.empty() || name_of_key(frame.finishes_task) != task.name))
      continue;
    known.insert(known.end(), task.form.begin(), task.form.end());
    for (const auto& need : task.needs) known.push_back(need.field.name);
  }
  // What back-dating beyond the ordinary asks for may come with any act.
  if (const auto& backdate = turn.procedure().definition().backdate) {
    for (const auto& need : backdate->beyond_needs) known.push_back(need.field.name);
  }
  for (const MapEntry& field : frame.occasion.fields) {
    if (std::find(known.begin(), known.end(), field.key.as_string()) != known.end()) continue;
    std::string names;
    for (const std::string& name : known) names += (names.empty() ? "" : ", ") + name;
    return refuse("unknown_field",
                  "`" + frame.occasion.event + "` takes no field `" + field.key.as_string() + "`",
                  names.empty() ? "it takes none" : "it takes: " + names);
  }
  return {};
}

Result<void> require_open(const Turn& turn) {
  if (turn.current().seq == 0) return fail(ErrorCode::not_found, "there is no such case");
  if (turn.current().closed_at)
    return refuse("closed", "the case `" + turn.current().number + "` is closed");
  return {};
}

Result<void> check_version(const Case& before, const Command& command) {
  if (!command.expected_seq || *command.expected_seq == before.seq) return {};
  return fail(ErrorCode::conflict,
              "the case has moved on: you saw it at " + std::to_string(*command.expected_seq) +
                  ", it is at " + std::to_string(before.seq),
              "look at it again (`dunghan show`), then decide");
}

// ---- opening
// ------------------------------------------------------------------------------------------------------------------

Result<void> check_opening(const Turn& turn, const Frame& frame, const OpenCase& open) {
  const auto& definition = turn.procedure().definition();
  if (turn.current().seq != 0) return fail(ErrorCode::conflict, "the case is open already");
  if (turn.facts().organisation->unit(open.unit) == nullptr) {
    return refuse("unknown_unit", "there is no unit `" + open.unit + "` in the organisation");
  }
  if (frame.actor.is_person() && !may_act(turn, frame, definition.opened_by)) {
    return refuse("not_permitted", "a case of `" + definition.id + "` may not be opened by " +
                                       frame.actor.id + " in unit `" + open.unit + "`");
  }
  std::string missing;
  for (const auto& field : definition.data) {
    const Value* value = find(open.fields, field.name);
    if (field.required && (value == nullptr || value->is_null()))
      missing += (missing.empty() ? "" : ", ") + field.name;
  }
  for (const MapEntry& entry : open.fields) {
    if (definition.field(entry.key.as_string()) == nullptr) {
      return refuse("unknown_field",
                    "`" + definition.id + "` has no field `" + entry.key.as_string() + "`");
    }
  }
  if (missing.empty()) return {};
  return refuse("needs_missing",
                "to open a case of `" + definition.id + "`, " + missing + " must be given",
                "give it: --with " + missing + "=…");
}

Result<void> open_case(Turn& turn, Frame frame, const OpenCase& open, const Command& command) {
  frame.occasion.fields = open.fields;
  DUNGHAN_TRY_VOID(check_opening(turn, frame, open));
  DUNGHAN_TRY(frame.occasion.at, legal_instant(turn, frame, command.occurred, true));
  const auto& definition = turn.procedure().definition();
  turn.emit(frame, CaseOpened{definition.id, definition.version, definition.content_hash, open.unit,
                              open.number, open.parent, open.parent_number, open.link});
  store_fields(turn, frame);
  if (open.parent.value != 0) turn.emit(frame, WatchBegun{open.parent, open.told_fields});
  if (open.parent_report) {
    const CaseReport& told = *open.parent_report;
    turn.emit(frame, CaseReported{told.from, told.number, told.unit, told.state, told.done,
                                  told.facts, told.body});
  }
  frame.occasion.fields.clear();
  return enter_initial(turn, frame);
}

// ---- events and tasks
// ----------------------------------------------------------------------------------------------------------

// Everything that law's order puts before the act, then the act itself.
template <class Act>
Result<void> in_law_order(Turn& turn, Frame& frame, const Occurrence& occurred, const Act& act) {
  DUNGHAN_TRY(frame.occasion.at, legal_instant(turn, frame, occurred, false));
  DUNGHAN_TRY_VOID(fire_timers(turn, frame.occasion.at, false));
  return act();
}

Result<void> send_event(Turn& turn, Frame frame, const SendEvent& send, const Command& command) {
  DUNGHAN_TRY_VOID(require_open(turn));
  frame.occasion.event = send.event;
  frame.occasion.fields = send.fields;
  const bool of_engine = send.event.find('.') != std::string::npos;
  if (of_engine)
    return refuse("event_not_allowed", "`" + send.event + "` is raised by the engine alone");
  DUNGHAN_TRY_VOID(check_known_fields(turn, frame));
  DUNGHAN_TRY(const Occurrence occurred, occurrence_of(turn, frame, command.occurred));
  return in_law_order(turn, frame, occurred, [&]() -> Result<void> {
    DUNGHAN_TRY(const bool voted, cast_vote(turn, frame));
    if (voted) return {};
    store_forms(turn, frame);
    DUNGHAN_TRY_VOID(draw_consequences_before(turn, frame));
    return take_event(turn, frame);
  });
}

Result<std::string> ending_event(const definition::Task& task, const std::string& asked) {
  if (task.done.empty()) {
    if (asked.empty()) return std::string();
    return refuse("event_not_allowed",
                  "task `" + task.name + "` ends by itself, not by `" + asked + "`");
  }
  if (asked.empty() && task.done.size() == 1) return task.done.front();
  if (std::find(task.done.begin(), task.done.end(), asked) != task.done.end()) return asked;
  std::string events;
  for (const std::string& event : task.done) events += (events.empty() ? "" : ", ") + event;
  return refuse("event_not_allowed", "task `" + task.name + "` ends by one of: " + events,
                "say which: done TASK EVENT");
}

Result<void> complete_task(Turn& turn, Frame frame, const CompleteTask& complete,
                           const Command& command) {
  DUNGHAN_TRY_VOID(require_open(turn));
  DUNGHAN_TRY(const TaskInstance* task, open_task(turn, complete.task));
  const definition::Task& definition =
      *turn.procedure().tasks()[static_cast<std::size_t>(task->spec)].definition;
  DUNGHAN_TRY(frame.occasion.event, ending_event(definition, complete.event));
  frame.occasion.fields = complete.fields;
  frame.finishes_task = task->key;
  DUNGHAN_TRY_VOID(check_known_fields(turn, frame));
  if (frame.occasion.event.empty()) {
    if (!may_act(turn, frame, {task->role}) && frame.actor.id != task->assignee) {
      return refuse("not_permitted", "task `" + task->key + "` is for " + task->post + "@" +
                                         task->unit + ", not for " + frame.actor.id);
    }
    return in_law_order(turn, frame, command.occurred, [&]() -> Result<void> {
      DUNGHAN_TRY_VOID(open_task(turn, frame.finishes_task).map([](const TaskInstance*) {}));
      Frame act = frame;
      act.occasion.event = std::string(name_of_key(frame.finishes_task)) + ".completed";
      return take_transitions(turn, act, {});
    });
  }
  DUNGHAN_TRY(const Occurrence occurred, occurrence_of(turn, frame, command.occurred));
  return in_law_order(turn, frame, occurred, [&]() -> Result<void> {
    DUNGHAN_TRY(const bool voted, cast_vote(turn, frame));
    if (voted) return {};
    store_forms(turn, frame);
    DUNGHAN_TRY_VOID(draw_consequences_before(turn, frame));
    return take_event(turn, frame);
  });
}

// ---- one command
// --------------------------------------------------------------------------------------------------------------

class Dispatcher {
 public:
  Dispatcher(Turn& turn, const Command& command)
      : turn_(turn), command_(command), frame_(frame_of(command, turn.recorded_at())) {}

  Result<void> operator()(const OpenCase& open) { return open_case(turn_, frame_, open, command_); }
  Result<void> operator()(const SendEvent& send) {
    return send_event(turn_, frame_, send, command_);
  }
  Result<void> operator()(const CompleteTask& complete) {
    return complete_task(turn_, frame_, complete, command_);
  }
  Result<void> operator()(const HandTask& hand) {
    return after_timers([&] { return hand_task(turn_, frame_, hand); });
  }
  Result<void> operator()(const SuspendDeadline& suspend) {
    return after_timers([&] { return suspend_deadline(turn_, frame_, suspend); });
  }
  Result<void> operator()(const ResumeDeadline& resume) {
    return after_timers([&] { return resume_deadline(turn_, frame_, resume); });
  }
  Result<void> operator()(const ExtendDeadline& extend) {
    return after_timers([&] { return extend_deadline(turn_, frame_, extend); });
  }
  // Also of a case that has ended: a wrong day there makes its figures wrong.
  Result<void> operator()(const CorrectAct& correct) {
    if (turn_.current().seq == 0) return fail(ErrorCode::not_found, "there is no such case");
    frame_.occasion.at = turn_.recorded_at();
    DUNGHAN_TRY_VOID(fire_timers(turn_, frame_.occasion.at, false));
    return correct_act(turn_, frame_, correct);
  }
  Result<void> operator()(const FireTimers&) {
    if (turn_.current().seq == 0) return fail(ErrorCode::not_found, "there is no such case");
    return {};  // the catch-up that ends every command does it
  }
  Result<void> operator()(const NoteActivity& note) {
    DUNGHAN_TRY_VOID(require_open(turn_));
    frame_.occasion.event = note.name;
    frame_.occasion.fields = note.fields;
    turn_.emit(frame_, ActivityNoted{note.name, {}, note.fields});
    return {};
  }

  Result<void> operator()(const HearCases& hear) {
    for (const HearCases::Told& told : hear.told) {
      Frame frame = frame_;
      frame.actor = {Actor::Kind::another_case, to_text(told.report.from)};
      frame.occasion.actor = frame.actor.id;
      frame.occasion.at = std::max(told.at, turn_.current().opened_at);
      DUNGHAN_TRY_VOID(fire_timers(turn_, frame.occasion.at, false));
      DUNGHAN_TRY_VOID(hear_case(turn_, frame, told.report));
      DUNGHAN_TRY_VOID(take_raised(turn_));
    }
    return {};
  }
  Result<void> operator()(const BeginWatch& watch) {
    if (turn_.current().seq == 0) return fail(ErrorCode::not_found, "there is no such case");
    turn_.emit(frame_, WatchBegun{watch.by, watch.fields});
    return {};
  }
  Result<void> operator()(const OpenPlanned& more) {
    const int state = turn_.procedure().definition().state_index(more.state);
    if (turn_.current().closed_at || state < 0) return {};
    return open_planned(turn_, frame_, state);
  }
  Result<void> operator()(const CancelCase&) {
    if (turn_.current().closed_at) return {};
    return in_law_order(turn_, frame_, command_.occurred,
                        [&] { return cancel_case(turn_, frame_); });
  }
  Result<void> operator()(const NoteFailure& failure) {
    if (failure.not_opened) turn_.emit(frame_, LinkFailed{failure.other, failure.why});
    turn_.incident(frame_, failure.not_opened ? "case_not_opened" : "message_not_taken",
                   failure.why);
    return {};
  }
  Result<void> operator()(const NoteIncident& incident) {
    if (turn_.current().seq == 0) return fail(ErrorCode::not_found, "there is no such case");
    turn_.incident(frame_, incident.what, incident.detail);
    return {};
  }

 private:
  template <class Act>
  Result<void> after_timers(const Act& act) {
    DUNGHAN_TRY_VOID(require_open(turn_));
    return in_law_order(turn_, frame_, command_.occurred, act);
  }

  Turn& turn_;
  const Command& command_;
  Frame frame_;
};

Result<void> carry_out(Turn& turn, const Command& command) {
  DUNGHAN_TRY_VOID(std::visit(Dispatcher(turn, command), command.what));
  DUNGHAN_TRY_VOID(take_raised(turn));
  return fire_timers(turn, turn.recorded_at(), true);
}

// What another case sends and this one does not take is on record here, and changes nothing.
Result<Decision> ignore_event(Case start, const Command& command, const Facts& facts,
                              const Error& error) {
  const auto* send = std::get_if<SendEvent>(&command.what);
  const bool of_other_case = command.actor.kind == Actor::Kind::another_case;
  if (send == nullptr || !of_other_case || error.code != ErrorCode::refused || start.seq == 0)
    return Failure(error);
  Turn turn(std::move(start), facts, command.recorded_at);
  turn.emit(frame_of(command, turn.recorded_at()), EventIgnored{send->event, error.message});
  return std::move(turn).finish();
}

}  // namespace

Result<Decision> decide(const Case& before, const Command& command, const Facts& facts) {
  DUNGHAN_TRY_VOID(check_version(before, command));
  Case start = before;
  // Roles are asked before the opening is an event: the case has its unit from the start.
  if (const auto* open = std::get_if<OpenCase>(&command.what)) {
    if (before.seq == 0) start.unit = open->unit;
  }
  Turn turn(start, facts, std::max(command.recorded_at, before.last_recorded_at));
  const auto decided = carry_out(turn, command);
  if (!decided) return ignore_event(std::move(start), command, facts, decided.error());
  tell_others(turn, before);
  if (command.hops >= case_hops_max && turn.has_requests()) {
    turn.incident(frame_of(command, turn.recorded_at()), "cases_in_a_circle",
                  "what began with one act has gone through " + std::to_string(case_hops_max) +
                      " cases and still goes on; it was stopped here");
    turn.drop_requests();
  }
  return std::move(turn).finish();
}

Result<Decision> note(const Case& before, const Command& command, const Facts& facts) {
  Turn turn(before, facts, command.recorded_at);
  DUNGHAN_TRY_VOID(std::visit(Dispatcher(turn, command), command.what));
  return std::move(turn).finish();
}

}  // namespace dunghan::cases
