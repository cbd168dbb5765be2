// Deadlines as a whole: whether what they say can be kept, and what a consequence of expiry leads
// to (rules L5 and L6 of late recording: an act in time that is recorded late must still be heard).
#include <algorithm>
#include <map>

#include "engine/definition/chart_walk.h"
#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

bool contains(const std::vector<int>& states, int state) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

class DeadlineChecks {
 public:
  explicit DeadlineChecks(Compilation& compilation)
      : compilation_(compilation), definition_(compilation.made) {}

  void run() {
    collect_moves();
    for (const Deadline& deadline : definition_.deadlines) {
      check_entry_data(deadline);
      check_use(deadline);
    }
    for (std::size_t i = 0; i < definition_.states.size(); ++i) {
      const State& state = definition_.states[i];
      for (const Transition& transition : state.on)
        check_consequence(static_cast<int>(i), transition);
      for (const Deadline& deadline : state.deadlines) check_use(deadline);
      for (const After& after : state.after) check_after(after);
    }
  }

 private:
  // Words that change nothing, or cannot be kept.
  void check_use(const Deadline& deadline) {
    if (deadline.follow && !may_change(deadline.limit)) {
      compilation_.issues.warning(
          "E0215", deadline.limit.at,
          quoted(deadline.name) + " follows its facts, and there is none that could change it",
          "take out `follow`");
    }
    if (!deadline.target || deadline.limit.kind != Limit::Kind::within) return;
    if (is_longer(*deadline.target, deadline.limit.period)) {
      compilation_.issues.warning(
          "E0216", deadline.limit.at,
          "the target of " + quoted(deadline.name) + ", " + to_text(*deadline.target) +
              ", comes after the limit of the law, " + to_text(deadline.limit.period));
    }
  }

  [[nodiscard]] static bool may_change(const Limit& limit) {
    if (limit.kind == Limit::Kind::decide) return true;
    if (limit.day.date || limit.from.date) return true;
    return std::any_of(limit.parts.begin(), limit.parts.end(), may_change);
  }

  // Of periods that stand in one unit; which of others is longer, the calendar alone can tell.
  [[nodiscard]] static bool is_longer(const Period& one, const Period& other) {
    constexpr std::int32_t Period::*units[] = {
        &Period::years,        &Period::months, &Period::weeks,  &Period::days,
        &Period::working_days, &Period::hours,  &Period::minutes};
    // Working hours and working minutes are one unit.
    if (one.counts_office_time() && other.counts_office_time())
      return one.office_time() > other.office_time();
    bool longer = false;
    for (const auto unit : units) {
      Period rest_of_one = one;
      Period rest_of_other = other;
      rest_of_one.*unit = rest_of_other.*unit = 0;
      if (rest_of_one.is_zero() && rest_of_other.is_zero())
        longer = longer || one.*unit > other.*unit;
    }
    return longer;
  }

  // `decide` reads data before a state's entry actions have run.
  void check_entry_data(const Deadline& deadline) {
    const rule::DecisionTable* table = deadline.limit.kind == Limit::Kind::decide
                                           ? definition_.decision(deadline.limit.table)
                                           : nullptr;
    if (table == nullptr) return;
    for (const Trigger& start : deadline.start.any) {
      if (start.kind != Trigger::Kind::enter) continue;
      for (const Name& name : start.names) {
        const int index = index_of(name);
        if (index >= 0)
          check_entry_of(*table, definition_.states[static_cast<std::size_t>(index)], deadline);
      }
    }
  }

  void check_entry_of(const rule::DecisionTable& table, const State& state,
                      const Deadline& deadline) {
    for (const Action& action : state.entry) {
      if (action.kind != Action::Kind::set) continue;
      const std::string path = "data." + action.name;
      const bool read =
          std::any_of(table.inputs.begin(), table.inputs.end(), [&](const auto& input) {
            return input.second &&
                   std::find(input.second.reads().begin(), input.second.reads().end(), path) !=
                       input.second.reads().end();
          });
      if (!read) continue;
      compilation_.issues.error("E0213", action.at,
                                "the table " + quoted(table.name) + " gives the length of " +
                                    quoted(deadline.name) + " before this `entry` has set " +
                                    quoted(action.name),
                                "set it on the transition that leads here");
    }
  }

  [[nodiscard]] const Deadline* deadline_of(const Name& event) const {
    constexpr std::string_view suffix = ".overdue";
    if (!event.ends_with(suffix)) return nullptr;
    const Name name = event.substr(0, event.size() - suffix.size());
    for (const Deadline& deadline : definition_.deadlines) {
      if (deadline.name == name) return &deadline;
    }
    for (const State& state : definition_.states) {
      for (const Deadline& deadline : state.deadlines) {
        if (deadline.name == name) return &deadline;
      }
    }
    return nullptr;
  }

  struct Stopping {
    Name event;
    bool dated = false;  // bears a date of its own: comes from outside
  };

  // A transition that people send and that leads somewhere or not, with what is active afterwards.
  struct Move {
    int source = 0;
    int target = -1;
    const Transition* transition = nullptr;
    std::vector<int> active;
  };

  void collect_moves() {
    for (std::size_t i = 1; i < definition_.states.size(); ++i)
      index_.emplace(definition_.states[i].name, static_cast<int>(i));
    each_transition(definition_, [this](int source, const Transition& transition) {
      if (transition.event.empty() || transition.event.find('.') != Name::npos) return;
      Move move{source, index_of(transition.to), &transition, {}};
      if (move.target >= 0) move.active = active_after_entering(definition_, move.target);
      moves_.push_back(std::move(move));
    });
  }

  [[nodiscard]] int index_of(const Name& state) const {
    const auto found = index_.find(state);
    return found == index_.end() ? -1 : found->second;
  }

  // Whether the move makes the trigger act.
  [[nodiscard]] bool fires(const Trigger& trigger, const Move& move) const {
    if (trigger.kind == Trigger::Kind::event) {
      const auto& events = trigger.names;
      return std::find(events.begin(), events.end(), move.transition->event) != events.end();
    }
    if (move.target < 0) return false;
    for (const Name& name : trigger.names) {
      const int state = index_of(name);
      if (state < 0) continue;
      const bool is_in = contains(move.active, state);
      const bool was_in = lies_in(definition_, move.source, state);
      // Moving about inside a state does not enter it; leaving comes from inside, or from around.
      const bool enters = is_in && (!was_in || move.target == state);
      const bool leaves = !is_in && (was_in || lies_in(definition_, state, move.source));
      if (trigger.kind == Trigger::Kind::enter ? enters : leaves) return true;
    }
    return false;
  }

  [[nodiscard]] std::vector<Stopping> stopping_events(const Deadline& deadline) const {
    std::vector<Trigger> stop = deadline.stop.any;
    if (stop.empty() && !deadline.state.empty()) {
      stop.emplace_back();  // a limit of a state is met on leaving it
      stop.back().kind = Trigger::Kind::leave;
      stop.back().names = {deadline.state};
    }
    std::vector<Stopping> events;
    for (const Move& move : moves_) {
      const bool stops = std::any_of(stop.begin(), stop.end(), [&](const Trigger& trigger) {
        return trigger.kind != Trigger::Kind::date && trigger.kind != Trigger::Kind::when &&
               fires(trigger, move);
      });
      if (!stops) continue;
      const bool dated = move.transition->occurs.has_value();
      const auto known = std::find_if(events.begin(), events.end(), [&](const Stopping& one) {
        return one.event == move.transition->event;
      });
      if (known == events.end())
        events.push_back({move.transition->event, dated});
      else
        known->dated = known->dated || dated;
    }
    return events;
  }

  [[nodiscard]] bool hears(const std::vector<int>& active, const Name& event) const {
    return std::any_of(active.begin(), active.end(), [&](int index) {
      const State& state = definition_.states[static_cast<std::size_t>(index)];
      const bool deferred =
          std::find(state.defer.begin(), state.defer.end(), event) != state.defer.end();
      return deferred || std::any_of(state.on.begin(), state.on.end(),
                                     [&](const Transition& one) { return one.event == event; });
    });
  }

  void check_consequence(int source, const Transition& transition) {
    const Deadline* deadline = deadline_of(transition.event);
    const int target = transition.to.empty() ? -1 : index_of(transition.to);
    if (deadline == nullptr || target < 0) return;
    const std::vector<Stopping> stopping = stopping_events(*deadline);
    check_still_heard(source, target, transition, *deadline, stopping);
    const bool from_outside =
        deadline->binds_citizen || std::any_of(stopping.begin(), stopping.end(),
                                               [](const Stopping& one) { return one.dated; });
    if (from_outside && !transition.grace) {
      compilation_.issues.warning("E0210", transition.at,
                                  "what stops " + quoted(deadline->name) +
                                      " comes from outside and may be recorded days later, but the "
                                      "consequence is drawn at once",
                                  "write `grace: 3 working days`");
    }
  }

  void check_still_heard(int source, int target, const Transition& transition,
                         const Deadline& deadline, const std::vector<Stopping>& stopping) {
    const std::vector<int> before = active_after_entering(definition_, source);
    const std::vector<int> after = active_after_entering(definition_, target);
    const bool is_final =
        definition_.states[static_cast<std::size_t>(target)].kind == State::Kind::final;
    for (const Stopping& one : stopping) {
      const bool was_heard = source == 0 || hears(before, one.event);
      if (!was_heard || (!is_final && hears(after, one.event))) continue;
      compilation_.issues.error(
          "E0209", transition.at,
          "when " + quoted(deadline.name) + " runs out this leads to " + quoted(transition.to) +
              (is_final ? ", which is final" : ", which does not take " + quoted(one.event)) +
              ": an act in time, recorded late, would be refused",
          (is_final ? "lead to a state that is not final and takes " + quoted(one.event)
                    : "take " + quoted(one.event) + " there") +
              " with `when: \"in_time('" + deadline.name + "')\"`");
      if (is_final) return;
    }
  }

  void check_after(const After& after) {
    const int target = after.transition.to.empty() ? -1 : index_of(after.transition.to);
    if (target < 0 ||
        definition_.states[static_cast<std::size_t>(target)].kind != State::Kind::final)
      return;
    compilation_.issues.note("E0211", after.deadline.at,
                             "this leads to the final state " + quoted(after.transition.to) +
                                 ": an act in time, recorded later, will be refused");
  }

  Compilation& compilation_;
  const WorkflowDefinition& definition_;
  std::map<Name, int> index_;  // of states
  std::vector<Move> moves_;
};

}  // namespace

void check_deadlines(Compilation& compilation) {
  DeadlineChecks(compilation).run();
}

}  // namespace dunghan::definition
