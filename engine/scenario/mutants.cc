#include "engine/scenario/mutants.h"

#include <memory>
#include <optional>

#include "engine/scenario/coverage.h"

namespace dunghan::scenario {
namespace {

using definition::Deadline;
using definition::Limit;
using definition::State;
using definition::Task;
using definition::Transition;
using definition::Trigger;
using definition::Triggers;
using definition::WorkflowDefinition;
using Kind = Mutation::Kind;

// Walks over a copy of the definition and comes to every place that can be made wrong, always in
// the same order. Each is told; the one that is asked for is changed, and the copy is a mutant.
class Walk {
 public:
  Walk(WorkflowDefinition& definition, std::optional<std::size_t> wanted)
      : definition_(definition), wanted_(wanted) {}

  std::vector<Mutation> walk() {
    for (Deadline& deadline : definition_.deadlines) of_case(deadline);
    tasks(definition_.tasks);
    for (std::size_t index = 0; index < definition_.states.size(); ++index) {
      state_ = static_cast<int>(index);
      of_state(definition_.states[index]);
    }
    decisions();
    if (definition_.backdate)
      longer("backdate", definition_.backdate->at_most, definition_.backdate->at);
    return std::move(found_);
  }

 private:
  template <class Change>
  void place(Kind kind, std::string of, std::string change, definition::Position at,
             const Change& make) {
    if (wanted_ == found_.size()) make();
    found_.push_back({kind, std::move(of), std::move(change), at});
  }

  // ---- deadlines
  void of_case(Deadline& deadline) {
    place(Kind::deadline_dropped, deadline.name, "", deadline.at, [&] {
      deadline.start.any.clear();
      deadline.restart.any.clear();
      deadline.reopen.any.clear();
    });
    inside(deadline, true);
  }

  /// What a deadline consists of. ends_with_case: it is cancelled where the case ends, without
  /// being told to.
  void inside(Deadline& deadline, bool ends_with_case) {
    const std::string& name = deadline.name;
    negated(name, deadline.when, deadline.at);
    limit(name, deadline.limit);
    longer(name + ", target", deadline.target, deadline.at);
    triggers(name + ", start", deadline.start, true);
    triggers(name + ", stop", deadline.stop, false);
    triggers(name + ", cancel", deadline.cancel, false, ends_with_case);
    triggers(name + ", restart", deadline.restart, false);
    triggers(name + ", reopen", deadline.reopen, false);
    grounds(name, deadline.suspend);
    for (auto& ground : deadline.suspend) suspension(name + ", " + ground.name, ground);
    grounds(name, deadline.extend);
    for (auto& ground : deadline.extend) extension(name + ", " + ground.name, ground);
    // A named ladder is the office's, not the definition's.
    if (!deadline.ladder.name.empty()) return;
    for (auto& rung : deadline.ladder.rungs)
      if (rung.kind != definition::Rung::Kind::at_due)
        longer(name + ", ladder", rung.period, rung.at);
  }

  void limit(const std::string& of, Limit& limit) {
    using LimitKind = Limit::Kind;
    const bool by_period = limit.kind == LimitKind::within || limit.kind == LimitKind::before ||
                           limit.kind == LimitKind::after || limit.kind == LimitKind::at_least;
    if (by_period) longer(of, limit.period, limit.at);
    for (Period& period : limit.periods) longer(of, period, limit.at);
    for (Limit& part : limit.parts) this->limit(of, part);
  }

  /// Whether entering it ends the case.
  [[nodiscard]] bool ends_case(const std::string& state) const {
    const int index = definition_.state_index(state);
    if (index < 0) return false;
    const State& one = definition_.states[static_cast<std::size_t>(index)];
    return one.kind == State::Kind::final && one.parent == 0;
  }

  /// Whether each transition of the event enters a state that ends the case.
  [[nodiscard]] bool event_ends_case(const std::string& event) const {
    bool ends = false;
    for (const State& state : definition_.states) {
      for (const Transition& transition : state.on) {
        if (transition.event != event) continue;
        if (!ends_case(transition.to)) return false;
        ends = true;
      }
    }
    return ends;
  }

  /// cancels_anyway: leaving out that the end of the case cancels changes nothing.
  void triggers(const std::string& of, Triggers& triggers, bool starts,
                bool cancels_anyway = false) {
    for (std::size_t i = 0; i < triggers.any.size(); ++i) {
      Trigger& trigger = triggers.any[i];
      for (std::size_t j = 0; j < trigger.names.size(); ++j) {
        // Without its only start it is a deadline dropped, which there is already.
        if (starts && triggers.any.size() == 1 && trigger.names.size() == 1) continue;
        const std::string& name = trigger.names[j];
        const bool ends = (trigger.kind == Trigger::Kind::enter && ends_case(name)) ||
                          (trigger.kind == Trigger::Kind::event && event_ends_case(name));
        if (cancels_anyway && ends) continue;
        place(Kind::trigger_dropped, of, trigger.names[j], trigger.at,
              [&] { trigger.names.erase(trigger.names.begin() + static_cast<std::ptrdiff_t>(j)); });
      }
      if (trigger.kind == Trigger::Kind::when) {
        place(Kind::guard_negated, of, negation_of(trigger.expression), trigger.at,
              [&] { trigger.expression = negative(trigger.expression); });
      }
      longer(of, trigger.offset, trigger.at);
    }
  }

  template <class Ground>
  void grounds(const std::string& of, std::vector<Ground>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      place(Kind::ground_dropped, of, all[i].name, all[i].at,
            [&] { all[i].when = rule::compile("false", unchecked()).value(); });
      negated(of + ", " + all[i].name, all[i].when, all[i].at);
      if (all[i].times)
        place(Kind::count_raised, of + ", " + all[i].name,
              std::to_string(*all[i].times) + " -> " + std::to_string(*all[i].times + 1), all[i].at,
              [&] { ++*all[i].times; });
    }
  }

  void suspension(const std::string& of, definition::SuspendGround& ground) {
    longer(of, ground.at_most, ground.at);
    tasks(ground.tasks);
    tasks(ground.resume.tasks);
  }

  void extension(const std::string& of, definition::ExtendGround& ground) {
    limit(of, ground.amount);
    tasks(ground.tasks);
  }

  // ---- tasks
  void tasks(std::vector<Task>& all) {
    for (Task& task : all) {
      negated(task.name, task.when, task.at);
      for (auto* own : {&task.own_deadline, &task.kept}) {
        if (!*own) continue;
        place(Kind::deadline_dropped, (*own)->name, "", (*own)->at, [own] { own->reset(); });
        if (*own) inside(**own, false);
      }
      triggers(task.name + ", cancel", task.cancel, false);
    }
  }

  // ---- states and transitions
  void of_state(State& state) {
    for (std::size_t i = 0; i < state.deadlines.size(); ++i) {
      inside(state.deadlines[i], true);
      place(Kind::deadline_dropped, state.deadlines[i].name, "", state.deadlines[i].at,
            [&] { state.deadlines[i].when = rule::compile("false", unchecked()).value(); });
    }
    negated(state.name, state.region_when, state.at);
    tasks(state.tasks);
    of_transitions(state.on);
    of_transitions(state.always);
    of_afters(state);
    if (state.done) of_transition(*state.done);
    sets(state.name + ", entry", state.entry);
    sets(state.name + ", exit", state.exit);
  }

  void of_afters(State& state) {
    for (auto& after : state.after) {
      const std::string of = name_of(definition_, state_, after.transition);
      // The condition of an `after` is its deadline's.
      place(Kind::deadline_dropped, of, "", after.transition.at,
            [&] { after.transition.when = rule::compile("false", unchecked()).value(); });
      limit(of, after.deadline.limit);
      of_transition(after.transition);
    }
  }

  void of_transitions(std::vector<Transition>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].to.empty())
        place(Kind::transition_dropped, name_of(definition_, state_, all[i]), "", all[i].at,
              [&] { all[i].when = rule::compile("false", unchecked()).value(); });
      of_transition(all[i]);
    }
  }

  void of_transition(Transition& transition) {
    const std::string of = name_of(definition_, state_, transition);
    negated(of, transition.when, transition.at);
    longer(of + ", grace", transition.grace, transition.at);
    retarget(of, transition);
    sets(of, transition.actions);
    tasks(transition.tasks);
  }

  /// The next state of the same parent; no change where the target has no neighbour.
  void retarget(const std::string& of, Transition& transition) {
    if (transition.to.empty() || transition.to_history) return;
    const int target = definition_.state_index(transition.to);
    const int parent = definition_.states[static_cast<std::size_t>(target)].parent;
    const auto& siblings = definition_.states[static_cast<std::size_t>(parent)].children;
    if (siblings.size() < 2) return;
    std::size_t at = 0;
    while (siblings[at] != target) ++at;
    const int other = siblings[(at + 1) % siblings.size()];
    const std::string& name = definition_.states[static_cast<std::size_t>(other)].name;
    place(Kind::target_changed, of, name, transition.at, [&] { transition.to = name; });
  }

  void sets(const std::string& of, std::vector<definition::Action>& actions) {
    for (std::size_t i = 0; i < actions.size(); ++i) {
      if (actions[i].kind != definition::Action::Kind::set) continue;
      place(Kind::set_dropped, of, actions[i].name, actions[i].at,
            [&] { actions.erase(actions.begin() + static_cast<std::ptrdiff_t>(i)); });
    }
  }

  // ---- decision tables
  void decisions() {
    for (auto& [name, table] : definition_.decisions) {
      for (std::size_t i = 0; i < table.rows.size(); ++i)
        result(name + ", row " + std::to_string(i + 1), table, table.rows[i].then,
               {table.rows[i].line, 1});
      if (table.default_output) result(name + ", default", table, *table.default_output, {});
    }
  }

  void result(const std::string& of, const rule::DecisionTable& table, Value& then,
              definition::Position at) {
    Value other;
    std::string change;
    if (then.kind() == ValueKind::period) {
      const Period period = one_more(then.as_period());
      change = to_text(then.as_period()) + " -> " + to_text(period);
      other = period;
    } else if (then.kind() == ValueKind::boolean) {
      other = !then.as_bool();
    } else if (then.kind() == ValueKind::integer) {
      other = then.as_int() + 1;
    } else {
      for (const auto& row : table.rows)
        if (row.then != then) other = row.then;
      if (other.is_null()) return;  // nothing else that could follow
    }
    place(Kind::row_changed, of, change, at, [&] { then = other; });
  }

  // ---- guards and periods
  static rule::Environment unchecked() {
    rule::Environment environment;
    environment.check = false;
    return environment;
  }

  static std::string negation_of(const rule::Expression& expression) {
    return "!(" + expression.text() + ")";
  }

  /// What was checked stays right when it is negated.
  static rule::Expression negative(const rule::Expression& expression) {
    return rule::compile(negation_of(expression), unchecked()).value();
  }

  void negated(const std::string& of, std::optional<rule::Expression>& when,
               definition::Position at) {
    if (!when) return;
    place(Kind::guard_negated, of, negation_of(*when), at, [&] { when = negative(*when); });
  }

  static Period one_more(Period period) {
    if (period.working_days != 0)
      ++period.working_days;
    else if (period.counts_office_time())
      ++(period.working_hours != 0 ? period.working_hours : period.working_minutes);
    else if (period.is_clock_type())
      ++(period.hours != 0 ? period.hours : period.minutes);
    else
      ++period.days;
    return period;
  }

  void longer(const std::string& of, Period& period, definition::Position at) {
    if (period.is_zero()) return;
    const Period more = one_more(period);
    place(Kind::period_longer, of, to_text(period) + " -> " + to_text(more), at,
          [&] { period = more; });
  }

  void longer(const std::string& of, std::optional<Period>& period, definition::Position at) {
    if (period) longer(of, *period, at);
  }

  WorkflowDefinition& definition_;
  std::optional<std::size_t> wanted_;
  std::vector<Mutation> found_;
  int state_ = 0;
};

}  // namespace

std::string_view name_of(Mutation::Kind kind) {
  switch (kind) {
    case Kind::deadline_dropped: return "deadline-dropped";
    case Kind::guard_negated: return "guard-negated";
    case Kind::period_longer: return "period-longer";
    case Kind::row_changed: return "row-changed";
    case Kind::target_changed: return "target-changed";
    case Kind::transition_dropped: return "transition-dropped";
    case Kind::trigger_dropped: return "trigger-dropped";
    case Kind::ground_dropped: return "ground-dropped";
    case Kind::count_raised: return "count-raised";
    case Kind::set_dropped: break;
  }
  return "set-dropped";
}

std::vector<Mutation> mutations_of(const WorkflowDefinition& definition) {
  WorkflowDefinition copy = definition;
  return Walk(copy, std::nullopt).walk();
}

definition::DefinitionPtr mutant_of(const WorkflowDefinition& definition, std::size_t place) {
  auto mutant = std::make_shared<WorkflowDefinition>(definition);
  Walk(*mutant, place).walk();
  mutant->content_hash = "mutant " + std::to_string(place);
  mutant->source = mutant->content_hash;
  return mutant;
}

}  // namespace dunghan::scenario
