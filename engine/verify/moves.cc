#include "engine/verify/moves.h"

#include <algorithm>

#include "engine/verify/people.h"

namespace dunghan::verify {
namespace {

using cases::DeadlineSpec;
using definition::Transition;

constexpr std::chrono::minutes soon{1};
/// Waits that are tried where conditions ask for the time and no timer is awaited.
constexpr std::chrono::days waits_tried[] = {std::chrono::days{1}, std::chrono::days{40},
                                             std::chrono::days{400}};

/// Whose doing a thing matters only where a `not_by` looks at it, or several have to agree.
std::size_t people_each(const Liveness& liveness, const cases::Procedure& procedure) {
  std::size_t each = liveness.asks_who() ? 2 : 1;
  for (const cases::TaskSpec& task : procedure.tasks()) {
    if (task.definition->quorum)
      each = std::max(each, static_cast<std::size_t>(task.definition->quorum->of));
  }
  return each;
}

bool is_engine_raised(const std::string& event) {
  return event.find('.') != std::string::npos;
}

}  // namespace

/// One case at one moment, and what is proposed for it.
class Moves::Node {
 public:
  Node(const Moves& moves, const cases::Case& state, Instant at)
      : moves_(moves),
        procedure_(*moves.subject_.procedure),
        state_(state),
        live_(moves.liveness_.of(state)),
        at_(at),
        today_(procedure_.zone().date_of(at)),
        people_(state, at, moves.facts_) {}

  std::vector<Step> acts() {
    send_events();
    complete_tasks();
    for (const cases::DeadlineInstance& instance : state_.deadlines) move_deadline(instance);
    return std::move(steps_);
  }

  Step finishing(const cases::TaskInstance& task) {
    const definition::Task& definition = task_of(task);
    std::vector<Offer> offers;
    for (const definition::Need& need : definition.needs) offer(offers, need.field, false, false);
    propose(Step::Kind::done, task.key, {}, {definition.role}, offers);
    Step step = std::move(steps_.front());
    if (!definition.done.empty()) step.event = definition.done.front();
    return step;
  }

 private:
  // ---- events

  void send_events() {
    std::vector<std::string> tried;
    const auto& chart = procedure_.chart();
    for (const int leaf : statechart::active_leaves(chart, state_.configuration)) {
      for (int state = leaf; state >= 0;
           state = chart.nodes[static_cast<std::size_t>(state)].parent)
        for (const Transition& transition : procedure_.state(state).on) {
          if (std::find(tried.begin(), tried.end(), transition.event) != tried.end()) continue;
          tried.push_back(transition.event);
          send(transition.event);
        }
    }
  }

  void send(const std::string& event) {
    if (is_engine_raised(event)) return raise_from_outside(event);
    std::vector<std::string> roles;
    std::vector<Offer> offers;
    bool noted = false;
    each_hearing(event, [&](const Transition& transition) {
      noted = noted || transition.note_only;
      roles.insert(roles.end(), transition.by.begin(), transition.by.end());
      const std::string dated = dated_by(transition);
      for (const definition::Need& need : transition.needs)
        offer(offers, need.field, false, need.field.name == dated);
    });
    if (roles.empty() && !noted) return;  // raised inside the case alone
    for (const cases::TaskInstance& task : state_.tasks) {
      if (task.status != cases::TaskInstance::Status::open) continue;
      const definition::Task& definition = task_of(task);
      const auto& done = definition.done;
      if (std::find(done.begin(), done.end(), event) != done.end()) offer_task(offers, definition);
    }
    propose(Step::Kind::send, event, {}, roles, offers);
  }

  template <class See>
  void each_hearing(const std::string& event, const See& see) {
    for (const int state : state_.configuration) {
      for (const Transition& transition : procedure_.state(state).on) {
        if (transition.event == event) see(transition);
      }
    }
  }

  // LINK.closed and unit.succeeded come from elsewhere; the others the case raises itself.
  void raise_from_outside(const std::string& event) {
    const std::string name = event.substr(0, event.find('.'));
    const bool of_link = std::any_of(state_.links.begin(), state_.links.end(),
                                     [&](const cases::Link& link) { return link.name == name; });
    if (event != "unit.succeeded" && !(of_link && event.ends_with(".closed"))) return;
    Step step;
    step.kind = Step::Kind::outside;
    step.at = at_;
    step.subject = event;
    step.actor = {cases::Actor::Kind::engine, "engine"};
    steps_.push_back(std::move(step));
  }

  /// The field that `occurs: event.x` names.
  static std::string dated_by(const Transition& transition) {
    constexpr std::string_view root = "event.";
    if (!transition.occurs || !transition.occurs->text().starts_with(root)) return {};
    return transition.occurs->text().substr(root.size());
  }

  // ---- tasks

  [[nodiscard]] const definition::Task& task_of(const cases::TaskInstance& task) const {
    return *procedure_.tasks()[static_cast<std::size_t>(task.spec)].definition;
  }

  void complete_tasks() {
    for (const cases::TaskInstance& task : state_.tasks) {
      const definition::Task& definition = task_of(task);
      const bool matters =
          live_.tasks[static_cast<std::size_t>(task.spec)] ||
          std::find(live_.doers.begin(), live_.doers.end(), task.spec) != live_.doers.end();
      if (task.status != cases::TaskInstance::Status::open || !definition.done.empty() || !matters)
        continue;
      std::vector<Offer> offers;
      offer_task(offers, definition);
      propose(Step::Kind::done, task.key, {}, {definition.role}, offers);
    }
  }

  void offer_task(std::vector<Offer>& offers, const definition::Task& task) {
    for (const definition::Need& need : task.needs) offer(offers, need.field, false, false);
    for (const std::string& name : task.form) {
      const definition::Field* field = procedure_.definition().field(name);
      if (field != nullptr && is_live(name)) offer(offers, *field, true, false);
    }
  }

  [[nodiscard]] bool is_live(const std::string& name) const {
    const auto& fields = procedure_.definition().data;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].name == name) return live_.fields[i];
    }
    return false;
  }

  // ---- deadlines

  void move_deadline(const cases::DeadlineInstance& instance) {
    if (instance.spec < 0 || !instance.is_open()) return;
    const DeadlineSpec& spec = procedure_.deadlines()[static_cast<std::size_t>(instance.spec)];
    if (spec.scope != DeadlineSpec::Scope::of_case && spec.scope != DeadlineSpec::Scope::of_state)
      return;
    const bool stands = instance.state.status == deadline::Status::suspended;
    for (const auto& ground : spec.definition->suspend) {
      if (!ground.while_states.empty()) continue;
      const auto& by = stands && !ground.resume.by.empty() ? ground.resume.by : ground.by;
      propose(stands ? Step::Kind::resume : Step::Kind::suspend, instance.key, ground.name, by,
              needs_of(stands ? ground.resume.needs : ground.needs));
    }
    for (const auto& ground : spec.definition->extend) {
      if (ground.kind == definition::ExtendGround::Kind::until_date) continue;
      propose(Step::Kind::extend, instance.key, ground.name, ground.by, needs_of(ground.needs));
    }
  }

  std::vector<Offer> needs_of(const std::vector<definition::Need>& needs) {
    std::vector<Offer> offers;
    for (const definition::Need& need : needs) offer(offers, need.field, false, false);
    return offers;
  }

  // ---- values

  void offer(std::vector<Offer>& offers, const definition::Field& field, bool optional,
             bool dates_act) {
    const bool known = std::any_of(offers.begin(), offers.end(),
                                   [&](const Offer& other) { return other.field == field.name; });
    if (known) return;
    Offer one{field.name, {}};
    if (dates_act)
      one.values = days_of_act();
    else if (moves_.domains_.matters(field.name))
      one.values = moves_.domains_.values(field, today_);
    else
      one.values = {moves_.domains_.sample(field, today_)};
    if (optional) one.values.insert(one.values.begin(), Value());
    offers.push_back(std::move(one));
  }

  /// Today; and, where a deadline has run out, its last day: done in time and typed in now.
  [[nodiscard]] std::vector<Value> days_of_act() const {
    std::vector<Value> days{today_};
    for (const cases::DeadlineInstance& instance : state_.deadlines) {
      if (!instance.overdue_at || !instance.state.due) continue;
      if (instance.spec < 0 ||
          !moves_.prints_.is_watched(live_, static_cast<std::size_t>(instance.spec)))
        continue;
      const Date day = instance.state.due->due_on;
      const Value value(day);
      if (day < today_ && std::find(days.begin(), days.end(), value) == days.end())
        days.push_back(value);
    }
    return days;
  }

  void propose(Step::Kind kind, const std::string& subject, const std::string& ground,
               const std::vector<std::string>& roles, const std::vector<Offer>& offers) {
    const auto actors = people_.actors(roles, people_each(moves_.liveness_, procedure_));
    for (Map& fields : moves_.combinations(offers, subject)) {
      for (const cases::Actor& actor : actors) {
        Step step;
        step.kind = kind;
        step.at = at_;
        step.subject = subject;
        step.ground = ground;
        step.actor = actor;
        step.fields = fields;
        steps_.push_back(std::move(step));
      }
    }
  }

  const Moves& moves_;
  const cases::Procedure& procedure_;
  const cases::Case& state_;
  const Live& live_;
  Instant at_;
  Date today_;
  People people_;
  std::vector<Step> steps_;
};

Moves::Moves(const Subject& subject, const Liveness& liveness, const Domains& domains,
             const Fingerprints& prints)
    : subject_(subject),
      liveness_(liveness),
      domains_(domains),
      prints_(prints),
      facts_(facts_of(subject)) {}

std::vector<Map> Moves::combinations(const std::vector<Offer>& offers,
                                     const std::string& act) const {
  std::vector<Map> all{Map{}};
  for (const Offer& offer : offers) {
    std::vector<Map> longer;
    const bool fits = all.size() * offer.values.size() <= combinations_max;
    if (!fits) cut_short_.insert(act);
    const std::size_t count = fits ? offer.values.size() : 1;
    for (const Map& map : all) {
      for (std::size_t i = 0; i < count; ++i) {
        Map with = map;
        if (!offer.values[i].is_null()) with.push_back({offer.field, offer.values[i]});
        longer.push_back(std::move(with));
      }
    }
    all = std::move(longer);
  }
  return all;
}

// ---- opening

std::vector<std::string> Moves::units(Date day) const {
  const auto& organisation = *subject_.organisation;
  const auto& definition = subject_.definition();
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const auto& unit : organisation.units()) {
    if (!organisation::exists_on(unit, day)) continue;
    // The unit whose own posts are filled: what is to be seen is the procedure.
    std::size_t vacant = 0;
    for (const definition::Role& role : definition.roles) {
      const bool own = !role.unit.is_literal() &&
                       std::get<rule::Expression>(role.unit.content).text() == "case.unit";
      if (own && organisation.holders(unit.id, role.post, day).empty()) ++vacant;
    }
    // A unit with one above it: some acts hand the case there.
    ranked.emplace_back(2 * vacant + (unit.superior.empty() ? 1 : 0), unit.id);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  const std::size_t count = liveness_.asks_unit() ? units_tried_max : 1;
  std::vector<std::string> units;
  for (const auto& [rank, unit] : ranked) {
    if (units.size() < count && (units.empty() || rank == ranked.front().first))
      units.push_back(unit);
  }
  return units;
}

std::string Moves::first_unit() const {
  const auto found = units(subject_.from);
  return found.empty() ? std::string() : found.front();
}

std::vector<Step> Moves::openings(Date day) const {
  const auto& definition = subject_.definition();
  const auto& zone = subject_.procedure->zone();
  const Instant midnight = zone.start_of(day);
  const Instant at = subject_.procedure->calendar().next_open(midnight).value_or(midnight);
  std::vector<Offer> offers;
  for (const definition::Field& field : definition.data) {
    const bool matters = domains_.matters(field.name);
    if (!field.required && !matters) continue;
    Offer offer{field.name, {}};
    if (matters)
      offer.values = domains_.values(field, zone.date_of(at));
    else
      offer.values = {domains_.sample(field, zone.date_of(at))};
    if (!field.required && !field.default_value) offer.values.insert(offer.values.begin(), Value());
    offers.push_back(std::move(offer));
  }
  const auto fields = combinations(offers, "open");
  std::vector<Step> steps;
  for (const std::string& unit : units(day)) {
    cases::Case none;
    none.unit = unit;
    const auto actors = People(none, at, facts_).actors(definition.opened_by, 1);
    for (const Map& each : fields) {
      Step step;
      step.kind = Step::Kind::open;
      step.at = at;
      step.subject = unit;
      step.actor = actors.front();
      step.fields = each;
      steps.push_back(std::move(step));
    }
  }
  return steps;
}

// ---- the present

std::vector<Step> Moves::acts(const cases::Case& state, Instant at) const {
  if (state.closed_at) return {};
  return Node(*this, state, at).acts();
}

Step Moves::finishing(const cases::Case& state, const cases::TaskInstance& task, Instant at) const {
  return Node(*this, state, at).finishing(task);
}

std::optional<Moves::Moments> Moves::moments(const cases::Case& state, Instant now) const {
  const auto timers = prints_.timers(state, liveness_.of(state));
  const Instant next_minute = now + soon;
  Moments moments;
  moments.soon = subject_.procedure->calendar().next_open(next_minute).value_or(next_minute);
  moments.late = moments.soon;
  if (timers.empty()) return moments;
  const Instant timer = timers.front().at;
  if (moments.soon >= timer) moments.soon = next_minute;
  if (moments.soon >= timer) return std::nullopt;
  moments.late = std::max(moments.soon, timer - soon);
  return moments;
}

std::vector<Step> Moves::waits(const cases::Case& state, Instant now) const {
  if (state.closed_at) return {};
  const Live& live = liveness_.of(state);
  const auto timers = prints_.timers(state, live);
  std::vector<Instant> until;
  if (!timers.empty()) {
    until.push_back(std::max(timers.front().at, now));
  } else if (!live.timed.empty()) {
    for (const std::chrono::days days : waits_tried)
      until.push_back(subject_.procedure->calendar().next_open(now + days).value_or(now + days));
  }
  std::vector<Step> steps;
  for (const Instant at : until) {
    Step step;
    step.at = at;
    step.actor = {cases::Actor::Kind::engine, "engine"};
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace dunghan::verify
