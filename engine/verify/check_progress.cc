// Whether cases move: none stands still for ever, no step goes on without end, each can come to its
// end.
#include <algorithm>
#include <set>

#include "engine/verify/checks.h"

namespace dunghan::verify {
namespace {

using definition::Severity;

/// Transitions that a macrostep without end repeats.
constexpr std::size_t cycle_max = 16;

class Progress {
 public:
  explicit Progress(const Inquiry& inquiry)
      : inquiry_(inquiry), found_(inquiry.exploration), definition_(inquiry.definition()) {}

  void run() {
    for (const Sighting& sighting : found_.endless) endless(sighting);
    if (!found_.complete) return;
    const std::vector<bool> stuck = stuck_nodes();
    standstills(stuck);
    without_end(stuck);
  }

 private:
  [[nodiscard]] const Node& node(std::size_t index) const { return found_.nodes[index]; }

  [[nodiscard]] bool waits(std::size_t index) const {
    return inquiry_.others.waits(node(index).configuration);
  }

  // ---- E0703

  void endless(const Sighting& sighting) {
    const Step& step = found_.steps[static_cast<std::size_t>(sighting.step)];
    const auto cycle = cycle_of(sighting);
    std::string names;
    for (const definition::Transition* transition : cycle)
      names += (names.empty() ? "" : " → ") + quoted(transition->to.empty() ? "…" : transition->to);
    const std::string after = step.kind == Step::Kind::open   ? std::string("the opening")
                              : step.kind == Step::Kind::wait ? std::string("a timer")
                                                              : quoted(step.subject);
    inquiry_.add(
        "E0703", Severity::error, cycle.empty() ? definition::Position{} : cycle.front()->at,
        step.subject.empty() ? "timer" : step.subject,
        "after " + after + " the procedure never comes to rest: " +
            (names.empty() ? "more than " + std::to_string(cases::microsteps_max) + " steps"
                           : names + " → …"),
        "give an `always` on that round a condition that its own step ends",
        inquiry_.witness.of(sighting));
  }

  /// The transitions of the round, each once, from the first in the file.
  [[nodiscard]] std::vector<const definition::Transition*> cycle_of(
      const Sighting& sighting) const {
    std::vector<const definition::Transition*> last;
    cases::Facts facts = facts_of(inquiry_.subject);
    std::size_t count = 0;
    facts.on_taken = [&](const definition::Transition& transition) {
      constexpr std::size_t settled = 500;  // by then it goes round and round
      if (++count < settled || last.size() >= cycle_max) return;
      if (std::find(last.begin(), last.end(), &transition) == last.end())
        last.push_back(&transition);
    };
    cases::Case before;
    before.id = CaseId{1};
    if (sighting.node >= 0) {
      const auto state = take_steps(found_.path_to(sighting.node), inquiry_.subject);
      if (state) before = *state;
    }
    const Step& step = found_.steps[static_cast<std::size_t>(sighting.step)];
    static_cast<void>(take_step_with(before, step, inquiry_.subject, facts));
    std::sort(last.begin(), last.end(), [](const auto* a, const auto* b) { return a->at < b->at; });
    return last;
  }

  // ---- E0702

  /// Those from which no step leads into another configuration.
  [[nodiscard]] std::vector<bool> stuck_nodes() const {
    std::vector<bool> leaves(found_.nodes.size());
    for (std::size_t i = 0; i < leaves.size(); ++i)
      leaves[i] = node(i).ended || node(i).closed || waits(i);
    for (const Edge& edge : found_.edges) {
      if (node(static_cast<std::size_t>(edge.from)).configuration !=
          node(static_cast<std::size_t>(edge.to)).configuration)
        leaves[static_cast<std::size_t>(edge.from)] = true;
    }
    std::vector<bool> stuck = can_reach(found_, leaves);
    stuck.flip();
    return stuck;
  }

  void standstills(const std::vector<bool>& stuck) {
    std::set<statechart::Configuration> told;
    for (std::size_t i = 0; i < stuck.size(); ++i) {
      if (!stuck[i] || told.contains(node(i).configuration)) continue;
      told.insert(node(i).configuration);
      standstill(static_cast<int>(i));
    }
  }

  void standstill(int index) {
    const Node& stands = node(static_cast<std::size_t>(index));
    std::vector<Step> steps = found_.path_to(index);
    const std::string open = finish_tasks(steps);
    const std::string state = states_text(definition_, stands.configuration);
    inquiry_.add("E0702", Severity::error, position_of(stands.configuration), state,
                 "a case stands still in " + quoted(state) +
                     ": no event, timer or deadline leads out of it" +
                     (open.empty() ? "" : ", and the task " + quoted(open) + " cannot be finished"),
                 "write an event that leads on, an `after`, or make the state final",
                 probed(std::move(steps)));
  }

  /// Time passes, and then an act is refused.
  [[nodiscard]] std::optional<Timeline> probed(std::vector<Step> steps) const {
    Step wait;
    wait.at = steps.back().at + std::chrono::minutes{1};
    wait.actor = {cases::Actor::Kind::engine, "engine"};
    steps.push_back(std::move(wait));
    return inquiry_.witness.of(std::move(steps));
  }

  /// Finishes what tasks there are; gives one that cannot be, or nothing.
  [[nodiscard]] std::string finish_tasks(std::vector<Step>& steps) const {
    auto state = take_steps(steps, inquiry_.subject);
    std::string open;
    for (bool moved = true; state && moved;) {
      moved = false;
      open.clear();
      for (const cases::TaskInstance& task : state->tasks) {
        if (task.status != cases::TaskInstance::Status::open) continue;
        open = task.key;
        Step step = inquiry_.moves.finishing(*state, task, steps.back().at);
        auto taken = take_step(*state, step, inquiry_.subject);
        if (!taken) continue;
        // One of several votes: the others are not waited for here.
        const cases::TaskInstance* after = taken->after.task(open);
        if (after != nullptr && after->status == cases::TaskInstance::Status::open) continue;
        steps.push_back(std::move(step));
        state = std::move(taken->after);
        moved = true;
        break;
      }
    }
    return open;
  }

  [[nodiscard]] definition::Position position_of(
      const statechart::Configuration& configuration) const {
    return definition_.states[static_cast<std::size_t>(configuration.back())].at;
  }

  // ---- E0709

  void without_end(const std::vector<bool>& stuck) {
    const bool has_end =
        std::any_of(definition_.states.begin(), definition_.states.end(), [](const auto& state) {
          return state.kind == definition::State::Kind::final && state.parent == 0;
        });
    if (!has_end) return;  // a procedure that goes on for ever, by design
    std::vector<bool> ends = stuck;
    for (std::size_t i = 0; i < ends.size(); ++i)
      ends[i] = ends[i] || node(i).ended || node(i).closed || waits(i);
    for (const Sighting& sighting : found_.endless) {
      if (sighting.node >= 0) ends[static_cast<std::size_t>(sighting.node)] = true;
    }
    const std::vector<bool> can_end = can_reach(found_, ends);
    for (std::size_t i = 0; i < can_end.size(); ++i) {
      if (can_end[i]) continue;
      const std::string state = states_text(definition_, node(i).configuration);
      inquiry_.add(
          "E0709", Severity::error, position_of(node(i).configuration), state,
          "from " + quoted(state) + " no way leads to an end: the case goes round for ever",
          "write a transition to a final state on the round",
          inquiry_.witness.at(static_cast<int>(i)));
      return;  // those that follow from it are the same trap
    }
  }

  const Inquiry& inquiry_;
  const Exploration& found_;
  const definition::WorkflowDefinition& definition_;
};

}  // namespace

void check_progress(const Inquiry& inquiry) {
  Progress(inquiry).run();
}

}  // namespace dunghan::verify
