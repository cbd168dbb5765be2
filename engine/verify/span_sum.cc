#include "engine/verify/span_sum.h"

#include <algorithm>

namespace dunghan::verify {
namespace {

using cases::DeadlineSpec;
using deadline::OperationKind;
using deadline::ResolvedLimit;

/// Times are whole minutes, as scenarios write them.
constexpr std::chrono::minutes one_minute{1};
/// The hour of day at which the outer deadline begins.
constexpr std::chrono::hours begins_at{8};

/// Whether the limit ends on a date of the case, however late it begins.
bool rests_on_date(const ResolvedLimit& limit) {
  return limit.date || limit.from || limit.moment ||
         std::any_of(limit.parts.begin(), limit.parts.end(), rests_on_date);
}

}  // namespace

SpanSum::SpanSum(const Subject& subject, const Exploration& exploration,
                 const Containment& containment, const SpanGraph& graph, std::string ground)
    : subject_(subject),
      found_(exploration),
      containment_(containment),
      graph_(graph),
      ground_(std::move(ground)) {
  if (ground_.empty()) return;
  const auto& outer =
      *subject.procedure->deadlines()[static_cast<std::size_t>(containment.outer)].definition;
  for (const auto& each : outer.extend) {
    if (each.name == ground_) outer_extensions_ = each.times.value_or(1);
  }
  for (const Edge& edge : exploration.edges) {
    for (const Change& change : edge.changes) {
      const bool prolongs = change.deadline == containment.outer &&
                            change.kind == OperationKind::extend && change.operation >= 0;
      if (prolongs &&
          found_.operations[static_cast<std::size_t>(change.operation)].ground == ground_)
        outer_extension_ = change.operation;
    }
  }
  if (outer_extension_ < 0) outer_extensions_ = 0;
}

std::optional<Overrun> SpanSum::from(Date start) {
  start_ = start;
  ways_.clear();
  at_node_.clear();
  worst_.reset();
  const Instant at = subject_.procedure->zone().start_of(start) + begins_at;
  for (const SpanEdge& edge : graph_.starts) begin(edge, at);
  for (std::size_t next = 0; next < ways_.size(); ++next) go_on(next);
  return worst_;
}

void SpanSum::begin(const SpanEdge& edge, Instant at) {
  Way way;
  way.node = edge.to;
  way.at = at;
  way.edge = &edge;
  for (const Change& each : edge.changes) apply(way, each);
  prolong_outer(way);
  keep(std::move(way));
}

void SpanSum::prolong_outer(Way& way) {
  Change prolongs;
  prolongs.deadline = containment_.outer;
  prolongs.kind = OperationKind::extend;
  prolongs.operation = outer_extension_;
  for (int i = 0; i < outer_extensions_; ++i) change(way.outer, prolongs, way.at);
}

/// The limit that ends first: whatever comes next comes by its last moment.
const SpanSum::Running* SpanSum::binding_of(const Way& way) {
  const Running* first = nullptr;
  for (const Running& running : way.inner) {
    if (!running.last || running.stands) continue;
    if (first == nullptr || *running.last < *first->last) first = &running;
  }
  return first;
}

bool SpanSum::allows(const SpanEdge& edge) const {
  if (edge.extends.empty()) return true;
  const bool of_outer =
      std::any_of(edge.changes.begin(), edge.changes.end(), [&](const Change& each) {
        return each.deadline == containment_.outer && each.kind == OperationKind::extend;
      });
  return edge.extends == ground_ && !of_outer;
}

void SpanSum::go_on(std::size_t index) {
  const Way way = ways_[index];
  const auto leads = graph_.leads_to_stop.find(way.node);
  const auto edges = graph_.between.find(way.node);
  if (leads == graph_.leads_to_stop.end() || edges == graph_.between.end()) return;
  Instant latest = way.at;
  // While the outer deadline stands still, no time of it passes.
  if (!way.outer.stands) {
    const Running* binding = binding_of(way);
    if (binding == nullptr) {
      bool known = true;
      for (const Running& running : way.inner) {
        if (!running.unknown) continue;
        uncountable_.insert(running.deadline);
        known = false;
      }
      if (known) unlimited_.insert(way.node);
      return;
    }
    latest = std::max(way.at, *binding->last);
    if (way.outer.last && latest > *way.outer.last) return overrun(index, *binding);
  }
  for (const SpanEdge& edge : edges->second) {
    if (edge.to < 0 || !allows(edge)) continue;
    Way next = way;
    next.node = edge.to;
    next.at = moment_of(way, edge, latest);
    next.before = static_cast<int>(index);
    next.edge = &edge;
    for (const Change& each : edge.changes) apply(next, each);
    keep(std::move(next));
  }
}

/// What a timer brings comes when its time is up; all else may be put off.
Instant SpanSum::moment_of(const Way& way, const SpanEdge& edge, Instant latest) const {
  for (const Running& running : way.inner) {
    if (running.deadline == edge.timer && running.last)
      return std::min(running.due_at, latest + one_minute);
  }
  return latest;
}

void SpanSum::apply(Way& way, const Change& each) {
  if (each.deadline == containment_.outer) return change(way.outer, each, way.at);
  auto running = std::find_if(way.inner.begin(), way.inner.end(),
                              [&](const Running& one) { return one.deadline == each.deadline; });
  const bool begins =
      !each.follows && (each.kind == OperationKind::start || each.kind == OperationKind::restart);
  const bool ends = each.kind == OperationKind::stop || each.kind == OperationKind::cancel ||
                    each.kind == OperationKind::lapse;
  if (begins || ends) {
    if (running != way.inner.end()) way.inner.erase(running);
    if (ends) return;
    const auto place = std::find_if(way.inner.begin(), way.inner.end(), [&](const Running& one) {
      return one.deadline > each.deadline;
    });
    running = way.inner.insert(place, Running{});
  }
  // What began before the outer deadline did binds nothing here.
  if (running != way.inner.end()) change(*running, each, way.at);
}

void SpanSum::change(Running& running, const Change& each, Instant at) {
  running.deadline = each.deadline;
  deadline::Operation operation = found_.operations[static_cast<std::size_t>(each.operation)];
  if (each.follows && !running.operations.empty()) {
    running.operations.front().limit = operation.limit;
  } else {
    if (operation.kind == OperationKind::restart || operation.kind == OperationKind::start) {
      running.operations.clear();
      operation.kind = OperationKind::start;
      operation.ahead = false;
    }
    operation.at = at;
    operation.seq = static_cast<std::int64_t>(running.operations.size()) + 1;
    running.operations.push_back(std::move(operation));
  }
  count(running, each);
}

void SpanSum::count(Running& running, const Change& each) {
  const DeadlineSpec& spec =
      subject_.procedure->deadlines()[static_cast<std::size_t>(running.deadline)];
  const bool simple = running.operations.size() == 1 && !each.follows;
  const auto key = std::tuple(running.deadline, each.operation, running.operations.front().at);
  deadline::DeadlineState state;
  const auto known = simple ? counted_.find(key) : counted_.end();
  if (known != counted_.end()) {
    state = known->second;
  } else {
    const auto folded = deadline::fold(running.operations, *spec.rule, *spec.calendar);
    if (folded) state = *folded;
    if (simple) counted_.emplace(key, state);
  }
  running.unknown = rests_on_date(running.operations.front().limit);
  running.stands = state.status == deadline::Status::suspended;
  running.last.reset();
  if (!state.due || state.least_time || running.unknown) return;
  running.due_at = state.due->due_at;
  running.due_on = state.due->due_on;
  // What an `after` leads to comes with the very end of its time; an act, before it.
  const bool at_the_end = state.due->clock_type || spec.scope == DeadlineSpec::Scope::after;
  running.last = at_the_end ? running.due_at : running.due_at - one_minute;
}

bool SpanSum::is_as_late(const Way& one, const Way& other) {
  if (one.at < other.at || !(one.outer == other.outer) || one.inner.size() != other.inner.size())
    return false;
  for (std::size_t i = 0; i < one.inner.size(); ++i) {
    const Running& mine = one.inner[i];
    const Running& its = other.inner[i];
    if (mine.deadline != its.deadline || mine.stands != its.stands || mine.unknown != its.unknown ||
        mine.last.has_value() != its.last.has_value() || (mine.last && *mine.last < *its.last))
      return false;
  }
  return true;
}

void SpanSum::keep(Way way) {
  std::vector<int>& here = at_node_[way.node];
  const bool known = std::any_of(here.begin(), here.end(), [&](int index) {
    return is_as_late(ways_[static_cast<std::size_t>(index)], way);
  });
  if (known) return;
  if (ways_.size() >= ways_max) {
    cut_ = true;
    return;
  }
  here.push_back(static_cast<int>(ways_.size()));
  ways_.push_back(std::move(way));
}

void SpanSum::overrun(std::size_t index, const Running& inner) {
  const Way& way = ways_[index];
  const auto days = (inner.due_on - way.outer.due_on).count();
  if (worst_ && worst_->days() >= days) return;
  Overrun found;
  found.start = start_;
  found.inner = inner.deadline;
  found.inner_due = inner.due_on;
  found.outer_due = way.outer.due_on;
  for (int at = static_cast<int>(index); at >= 0; at = ways_[static_cast<std::size_t>(at)].before) {
    const Way& point = ways_[static_cast<std::size_t>(at)];
    found.way.push_back({point.edge, point.at});
  }
  std::reverse(found.way.begin(), found.way.end());
  worst_ = std::move(found);
}

}  // namespace dunghan::verify
