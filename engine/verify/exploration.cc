#include "engine/verify/exploration.h"

#include <algorithm>

namespace dunghan::verify {
namespace {

using cases::DeadlineSpec;

// What a case takes while it waits to be looked at, roughly: a bound must be near, not exact.
std::size_t octets_of(const cases::Case& state) {
  constexpr std::size_t each_operation = 512, each_task = 400, each_field = 128, frame = 1'024;
  std::size_t octets = frame + state.tasks.size() * each_task + state.data.size() * each_field;
  for (const cases::DeadlineInstance& deadline : state.deadlines)
    octets += each_operation * (1 + deadline.operations.size());
  return octets;
}

std::size_t octets_of(const Step& step) {
  constexpr std::size_t each_field = 160;
  return sizeof(Step) + step.fields.size() * each_field;
}

}  // namespace

std::vector<std::vector<int>> Exploration::outgoing() const {
  std::vector<std::vector<int>> lists(nodes.size());
  for (std::size_t i = 0; i < edges.size(); ++i)
    lists[static_cast<std::size_t>(edges[i].from)].push_back(static_cast<int>(i));
  return lists;
}

std::vector<std::vector<int>> Exploration::incoming() const {
  std::vector<std::vector<int>> lists(nodes.size());
  for (std::size_t i = 0; i < edges.size(); ++i)
    lists[static_cast<std::size_t>(edges[i].to)].push_back(static_cast<int>(i));
  return lists;
}

std::vector<Step> Exploration::path_to(int node) const {
  std::vector<Step> path;
  for (int at = node; at >= 0; at = nodes[static_cast<std::size_t>(at)].parent) {
    path.push_back(steps[static_cast<std::size_t>(nodes[static_cast<std::size_t>(at)].step)]);
  }
  std::reverse(path.begin(), path.end());
  return path;
}

Explorer::Explorer(const Subject& subject, Bounds bounds, Focus focus)
    : subject_(subject),
      bounds_(std::move(bounds)),
      counted_(focus.counted),
      liveness_(*subject.procedure, counted_),
      domains_(subject, liveness_),
      prints_(subject, liveness_, domains_, std::move(focus)),
      moves_(subject, liveness_, domains_, prints_),
      facts_(facts_of(subject)) {
  keeps_steps_ = std::find(counted_.begin(), counted_.end(), true) != counted_.end();
  for (const definition::Role& role : subject.definition().roles) {
    const Reads reads = reads_of(role.unit, subject.definition());
    asks_rungs_ = asks_rungs_ || !reads.fields.empty() || !reads.of_event.empty();
  }
}

Explorer::~Explorer() = default;

bool Explorer::is_out_of_bounds() {
  if (found_.nodes.size() >= bounds_.nodes_max) found_.cut_by = "size";
  const std::size_t held = bounds_.octets_in_use ? bounds_.octets_in_use() : octets_;
  if (held >= bounds_.memory_octets_max) found_.cut_by = "memory";
  if (bounds_.time_is_up && bounds_.time_is_up()) found_.cut_by = "time";
  return !found_.cut_by.empty();
}

/// The first day; and the days about those that conditions name, which may change what is so.
std::vector<Date> Explorer::start_days() const {
  std::vector<Date> days{subject_.from};
  if (!liveness_.reads().timed) return days;
  for (const Value& literal : liveness_.reads().literals) {
    if (literal.kind() != ValueKind::string && literal.kind() != ValueKind::date) continue;
    const auto named = literal.kind() == ValueKind::date ? std::optional(literal.as_date())
                                                         : parse_date(literal.as_string());
    if (!named) continue;
    for (const int shift : {-1, 0, 1}) {
      const Date day = *named + std::chrono::days{shift};
      if (day > subject_.from && day <= subject_.until()) days.push_back(day);
    }
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

Exploration Explorer::explore() {
  for (const Date day : start_days()) open_on(day);
  for (std::size_t next = 0; next < found_.nodes.size(); ++next) {
    if (is_out_of_bounds()) break;
    expand(static_cast<int>(next));
  }
  found_.complete = found_.cut_by.empty();
  found_.cut_short = moves_.cut_short();
  return std::move(found_);
}

void Explorer::open_on(Date day) {
  cases::Case none;
  none.id = CaseId{1};
  for (Step& step : moves_.openings(day)) {
    if (is_out_of_bounds()) return;
    attempt(-1, none, std::move(step), nullptr);
  }
}

void Explorer::expand(int index) {
  const std::unique_ptr<cases::Case> state = std::move(cases_[static_cast<std::size_t>(index)]);
  octets_ -= octets_of(*state);
  found_.nodes[static_cast<std::size_t>(index)].expanded = true;
  if (found_.nodes[static_cast<std::size_t>(index)].ended) return;
  const Instant now = found_.nodes[static_cast<std::size_t>(index)].now;
  if (asks_rungs_) look_at_rungs(index, *state);
  if (const auto moments = moves_.moments(*state, now)) {
    const bool may_wait = moments->late > moments->soon;
    const auto running = may_wait ? timer_kinds(*state) : std::vector<std::string>{};
    for (Step& step : moves_.acts(*state, moments->soon)) {
      std::optional<Step> later;
      if (may_wait) {
        later = step;
        later->at = moments->late;
      }
      // Done late, what it begins may come to its end after what runs already: another order.
      const bool begins = attempt(index, *state, std::move(step), may_wait ? &running : nullptr);
      if (begins) attempt(index, *state, *std::move(later), nullptr);
      if (is_out_of_bounds()) return;
    }
  }
  for (Step& step : moves_.waits(*state, now)) attempt(index, *state, std::move(step), nullptr);
}

std::vector<std::string> Explorer::timer_kinds(const cases::Case& state) const {
  std::vector<std::string> kinds;
  for (cases::Timer& timer : prints_.timers(state, liveness_.of(state)))
    kinds.push_back(std::move(timer.kind));
  std::sort(kinds.begin(), kinds.end());
  return kinds;
}

/// True where the step was taken and something began to run that is not among `running` (null: not
/// asked).
bool Explorer::attempt(int node, const cases::Case& before, Step step,
                       const std::vector<std::string>* running) {
  if (step.kind == Step::Kind::extend || step.kind == Step::Kind::suspend) {
    const auto* instance = before.deadline(step.subject);
    if (instance != nullptr) found_.grounds_asked.emplace(instance->spec, step.ground);
  }
  ++found_.tried;
  auto taken = take_step(before, step, subject_);
  if (!taken) {
    refused(node, before, step, taken.error());
    return false;
  }
  bool begins = false;
  if (running != nullptr) {
    const auto runs = timer_kinds(taken->after);
    begins = !std::includes(running->begin(), running->end(), runs.begin(), runs.end());
  }
  arrive(node, std::move(step), *std::move(taken));
  return begins;
}

int Explorer::keep_step(Step step) {
  octets_ += octets_of(step);
  found_.steps.push_back(std::move(step));
  return static_cast<int>(found_.steps.size()) - 1;
}

void Explorer::arrive(int from, Step step, Taken taken) {
  const Instant now = step.at;
  const bool waits = step.kind == Step::Kind::wait;
  const std::string print = prints_.of(taken.after, now);
  const auto known = known_.find(print);
  const bool is_new = known == known_.end();
  int kept = -1;
  Edge edge;
  edge.from = from;
  edge.waits = waits;
  edge.changes = changes_of(taken);
  if (is_new || keeps_steps_ || shows_something(taken, edge.changes))
    kept = keep_step(std::move(step));
  edge.step = kept;
  observe(from, kept, taken);
  note_cut_off(from, kept, taken, edge.changes);
  for (const cases::Event& event : taken.events) {
    if (!waits) break;
    const auto* overdue = std::get_if<cases::DeadlineOverdue>(&event.what);
    const auto* drawn = std::get_if<cases::ConsequenceDrawn>(&event.what);
    if (overdue == nullptr && drawn == nullptr) continue;
    const std::string& key = overdue != nullptr ? overdue->deadline : drawn->deadline;
    edge.timer = subject_.procedure->deadline_index(cases::name_of_key(key));
    if (edge.timer < 0) continue;
    const DeadlineSpec& spec =
        subject_.procedure->deadlines()[static_cast<std::size_t>(edge.timer)];
    edge.late =
        edge.late || (counted_[static_cast<std::size_t>(edge.timer)] &&
                      spec.scope != DeadlineSpec::Scope::after && !spec.definition->binds_citizen);
  }
  if (is_new) {
    edge.to = node_for(from, kept, now, std::move(taken.after));
    octets_ += print.size() + sizeof(Node) + sizeof(Edge);
    known_.emplace(print, edge.to);
  } else {
    edge.to = known->second;
  }
  if (from < 0) {
    if (keeps_steps_) found_.openings.push_back(std::move(edge));
    return;
  }
  octets_ += sizeof(Edge) + edge.changes.size() * sizeof(Change);
  found_.edges.push_back(std::move(edge));
}

int Explorer::node_for(int from, int step, Instant now, cases::Case state) {
  Node node;
  node.parent = from;
  node.step = step;
  node.now = now;
  node.configuration = state.configuration;
  node.closed = state.closed_at.has_value();
  node.ended = statechart::is_in_final(subject_.procedure->chart(), state.configuration, 0);
  node.open.resize(subject_.procedure->deadlines().size());
  node.suspended.resize(node.open.size());
  for (const cases::DeadlineInstance& instance : state.deadlines) {
    if (instance.spec < 0) continue;
    const auto index = static_cast<std::size_t>(instance.spec);
    node.open[index] = node.open[index] || instance.is_open();
    node.suspended[index] =
        node.suspended[index] || instance.state.status == deadline::Status::suspended;
  }
  for (const cases::TaskInstance& task : state.tasks)
    node.tasks_open += task.status == cases::TaskInstance::Status::open ? 1 : 0;
  for (const int each : state.configuration) found_.states_seen.insert(each);
  found_.nodes.push_back(std::move(node));
  octets_ += octets_of(state);
  cases_.push_back(std::make_unique<cases::Case>(std::move(state)));
  return static_cast<int>(found_.nodes.size()) - 1;
}

}  // namespace dunghan::verify
