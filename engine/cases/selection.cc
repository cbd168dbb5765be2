// Which transitions an event takes: from each active leaf outwards the first, in written order,
// that the actor may take and whose condition holds; why none does; and what may be sent now.
#include <algorithm>

#include "engine/cases/turn.h"

namespace dunghan::cases {
namespace {

using definition::Transition;

struct Refusals {
  bool heard = false;  // some active state has a transition of that name
  bool not_permitted = false;
  bool guard_said_no = false;
  std::optional<Error> guard_error;
};

// What is only noted, every case that this one has to do with may tell, and everyone who has a part
// in the procedure.
bool may_send(const Turn& turn, const Frame& frame, const Transition& transition) {
  if (!transition.note_only) return may_act(turn, frame, transition.by);
  if (frame.actor.kind == Actor::Kind::another_case) return true;
  std::vector<std::string> roles;
  for (const auto& role : turn.procedure().definition().roles) roles.push_back(role.name);
  return may_act(turn, frame, roles);
}

// Whether the transition is open to this actor and its condition holds; notes why not.
bool admits(Turn& turn, const Frame& frame, const Transition& transition,
            const CaseConditions& conditions, Refusals& refusals) {
  refusals.heard = true;
  if (!frame.engine_raised && !may_send(turn, frame, transition)) {
    refusals.not_permitted = true;
    return false;
  }
  if (!transition.when) return true;
  const auto answer = holds(*transition.when, conditions);
  if (!answer) {
    if (!refusals.guard_error) refusals.guard_error = answer.error();
    return false;
  }
  refusals.guard_said_no = refusals.guard_said_no || !*answer;
  return *answer;
}

bool already_taken(const std::vector<Candidate>& candidates, const Transition& transition) {
  return std::any_of(candidates.begin(), candidates.end(),
                     [&](const Candidate& other) { return other.transition == &transition; });
}

// From each active leaf outwards, the first transition that `wanted` gives; conflicts are not yet
// settled.
template <class FirstOf>
std::vector<Candidate> walk(const Turn& turn, const FirstOf& first_of) {
  std::vector<Candidate> candidates;
  const auto& chart = turn.procedure().chart();
  for (const int leaf : statechart::active_leaves(chart, turn.current().configuration)) {
    for (int state = leaf; state >= 0;
         state = chart.nodes[static_cast<std::size_t>(state)].parent) {
      const Transition* transition = first_of(turn.procedure().state(state));
      if (transition == nullptr) continue;
      if (!already_taken(candidates, *transition)) candidates.push_back({state, transition});
      break;
    }
  }
  return candidates;
}

Error refusal(const Turn& turn, const Frame& frame, const Refusals& refusals) {
  const std::string& event = frame.occasion.event;
  const std::string state = state_text(turn.current(), turn.procedure());
  Error error;
  error.code = ErrorCode::refused;
  error.allowed = allowed_events(turn.current(), frame.actor, turn.recorded_at(), turn.facts());
  if (refusals.guard_error) {
    error.reason = "guard_failed";
    error.message = "`" + event + "` is refused: its condition cannot be answered: " +
                    refusals.guard_error->message;
  } else if (refusals.guard_said_no) {
    error.reason = "guard_failed";
    error.message = "`" + event + "` is refused: its condition does not hold for this case now";
  } else if (refusals.not_permitted) {
    error.reason = "not_permitted";
    error.message = "`" + event + "` may not be sent by " + frame.actor.id +
                    ": none of the roles it asks for is held";
  } else {
    error.reason = "event_not_allowed";
    error.message = "`" + event + "` is not allowed in state `" + state + "`";
  }
  return error;
}

}  // namespace

Result<std::vector<Candidate>> select(Turn& turn, const Frame& frame) {
  Refusals refusals;
  const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
  auto candidates = walk(turn, [&](const definition::State& state) -> const Transition* {
    for (const Transition& transition : state.on) {
      if (transition.event == frame.occasion.event &&
          admits(turn, frame, transition, conditions, refusals))
        return &transition;
    }
    return nullptr;
  });
  // Whether a condition that cannot be answered would have let another act pass is not to be
  // guessed.
  if (refusals.guard_error && !frame.engine_raised) return Failure(refusal(turn, frame, refusals));
  if (!candidates.empty()) return candidates;
  if (frame.engine_raised) {
    if (refusals.guard_error)
      turn.incident(frame, "condition_erred", refusals.guard_error->message);
    return candidates;
  }
  return Failure(refusal(turn, frame, refusals));
}

std::vector<Candidate> select_always(Turn& turn, const Frame& frame) {
  const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
  return walk(turn, [&](const definition::State& state) -> const Transition* {
    for (const Transition& transition : state.always) {
      if (!transition.when) return &transition;
      const auto answer = holds(*transition.when, conditions);
      if (!answer) turn.incident(frame, "condition_erred", answer.error().message);
      if (answer && *answer) return &transition;
    }
    return nullptr;
  });
}

namespace {

// As admits(), for an event that is not there yet: a condition on the event's own fields is left
// open.
bool may_be_sent(Turn& turn, const Frame& frame, const Transition& transition,
                 const CaseConditions& conditions) {
  const bool of_engine = transition.event.find('.') != std::string::npos;
  if (of_engine || !may_send(turn, frame, transition)) return false;
  if (!transition.when) return true;
  const auto& reads = transition.when->reads();
  const bool asks_event = std::any_of(reads.begin(), reads.end(), [](const std::string& path) {
    return path.rfind("event.", 0) == 0;
  });
  return asks_event || holds(*transition.when, conditions).value_or(false);
}

}  // namespace

std::vector<std::string> allowed_events(const Case& current_case, const Actor& actor, Instant now,
                                        const Facts& facts) {
  std::vector<std::string> names;
  if (statechart::is_in_final(facts.procedure->chart(), current_case.configuration, 0))
    return names;
  Turn turn(current_case, facts, now);
  Frame frame;
  frame.actor = actor;
  frame.occasion.at = now;
  frame.occasion.recorded_at = now;
  frame.occasion.actor = actor.id;
  const CaseConditions conditions(turn.current(), frame.occasion, facts);
  const auto& chart = facts.procedure->chart();
  for (const int leaf : statechart::active_leaves(chart, current_case.configuration)) {
    for (int state = leaf; state >= 0;
         state = chart.nodes[static_cast<std::size_t>(state)].parent) {
      for (const Transition& transition : facts.procedure->state(state).on) {
        if (!may_be_sent(turn, frame, transition, conditions)) continue;
        if (std::find(names.begin(), names.end(), transition.event) == names.end())
          names.push_back(transition.event);
      }
    }
  }
  return names;
}

}  // namespace dunghan::cases
