#include "engine/verify/witness.h"

#include <algorithm>

#include "engine/definition/chart_walk.h"

namespace dunghan::verify {
namespace {

std::vector<Standing> standings_of(const cases::Case& state) {
  std::vector<Standing> standings;
  for (const cases::DeadlineInstance& instance : state.deadlines) {
    if (instance.state.status == deadline::Status::idle) continue;
    Standing standing{instance.key, std::nullopt,
                      std::string(deadline::name_of(instance.state.status))};
    if (instance.state.due) standing.due_on = instance.state.due->due_on;
    standings.push_back(std::move(standing));
  }
  return standings;
}

/// Times between the last act and the end of the day are only waited for.
void drop_idle_waits(std::vector<Step>& steps) {
  std::vector<Step> acts;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool idle = steps[i].kind == Step::Kind::wait && i + 1 < steps.size();
    if (!idle) acts.push_back(std::move(steps[i]));
  }
  steps = std::move(acts);
}

}  // namespace

std::optional<Timeline> Witness::of(std::vector<Step> steps) const {
  drop_idle_waits(steps);
  if (steps.empty()) return std::nullopt;
  auto state = take_steps(steps, subject_);
  if (!state) return std::nullopt;
  if (steps.back().kind == Step::Kind::wait) {
    const Instant at = steps.back().at;
    steps.pop_back();
    if (auto refused = refused_at(*state, at)) steps.push_back(std::move(*refused));
  }
  Timeline timeline;
  timeline.writable = std::none_of(steps.begin(), steps.end(), [](const Step& step) {
    return step.kind == Step::Kind::outside;
  });
  timeline.steps = std::move(steps);
  timeline.state = cases::state_text(*state, *subject_.procedure);
  timeline.deadlines = standings_of(*state);
  return timeline;
}

std::optional<Timeline> Witness::of(const Sighting& sighting) const {
  std::vector<Step> steps = exploration_.path_to(sighting.node);
  if (sighting.step < 0) return of(std::move(steps));
  Step last = exploration_.steps[static_cast<std::size_t>(sighting.step)];
  cases::Case before;
  before.id = CaseId{1};
  if (!steps.empty()) {
    const auto state = take_steps(steps, subject_);
    if (!state) return std::nullopt;
    before = *state;
  }
  const auto taken = take_step(before, last, subject_);
  if (!taken) {
    // A failure that is no refusal has no reason that a scenario could name: it ends before it.
    last.refused = taken.error().reason;
    if (last.refused.empty()) return of(std::move(steps));
    if (last.kind == Step::Kind::wait) return of(std::move(steps));
  }
  steps.push_back(std::move(last));
  return of(std::move(steps));
}

std::optional<Timeline> Witness::sending(int node, const std::string& event) const {
  std::vector<Step> steps = exploration_.path_to(node);
  const auto state = take_steps(steps, subject_);
  if (!state) return std::nullopt;
  const Instant now = exploration_.nodes[static_cast<std::size_t>(node)].now;
  const auto moments = moves_.moments(*state, now);
  if (!moments) return of(std::move(steps));
  std::optional<Step> chosen;
  for (Step& step : moves_.acts(*state, moments->soon)) {
    if (step.kind != Step::Kind::send || step.subject != event) continue;
    const auto taken = take_step(*state, step, subject_);
    if (!taken) step.refused = taken.error().reason;
    const bool refused = !step.refused.empty();
    if (!chosen || (refused && chosen->refused.empty())) chosen = std::move(step);
    if (refused) break;
  }
  if (chosen) steps.push_back(std::move(*chosen));
  return of(std::move(steps));
}

std::optional<Step> Witness::refused_at(const cases::Case& state, Instant at) const {
  std::optional<Step> found;
  definition::each_transition(
      subject_.definition(), [&](int, const definition::Transition& transition) {
        if (found || transition.event.empty() || transition.event.find('.') != std::string::npos)
          return;
        Step step;
        step.kind = Step::Kind::send;
        step.at = at;
        step.subject = transition.event;
        step.actor = {cases::Actor::Kind::import, "scenario"};
        const auto taken = take_step(state, step, subject_);
        if (taken || taken.error().reason.empty()) return;
        step.refused = taken.error().reason;
        found = std::move(step);
      });
  return found;
}

int Witness::first_in(int state) const {
  for (std::size_t i = 0; i < exploration_.nodes.size(); ++i) {
    if (statechart::is_active(exploration_.nodes[i].configuration, state))
      return static_cast<int>(i);
  }
  return -1;
}

std::optional<Timeline> Witness::in_state(int state) const {
  const int node = first_in(state);
  if (node >= 0) return at(node);
  const auto entered = exploration_.entered.find(state);
  return entered == exploration_.entered.end() ? std::nullopt : of(entered->second);
}

}  // namespace dunghan::verify
