// From a definition to boxes and arrows; see chart.h.
#include "engine/draw/chart.h"

#include <algorithm>

namespace dunghan::draw {
namespace {

using definition::State;
using definition::Transition;
using definition::WorkflowDefinition;

class ChartMaker {
 public:
  ChartMaker(const WorkflowDefinition& definition, Tongue tongue)
      : definition_(definition), tongue_(tongue) {}

  Chart make() {
    chart_.definition = &definition_;
    chart_.tongue = tongue_;
    chart_.title = title_of(definition_.title, definition_.id, tongue_);
    for (std::size_t i = 0; i < definition_.states.size(); ++i) add_state(static_cast<int>(i));
    for (const definition::Deadline& each : definition_.deadlines)
      chart_.case_limits.push_back(case_limit(each));
    return std::move(chart_);
  }

 private:
  void add_state(int index) {
    const State& state = definition_.states[static_cast<std::size_t>(index)];
    Box box;
    box.title = title_of(state.title, state.name, tongue_);
    box.duties = duties_of(index == 0 ? definition_.tasks : state.tasks);
    for (const definition::Deadline& each : state.deadlines)
      box.limits.push_back({title_of(each.title, each.name, tongue_), owner_of(each),
                            limit_text(definition_, each.limit, tongue_)});
    box.kept = state.defer;
    if (state.region_when) box.region_when = short_condition(state.region_when->text(), tongue_);
    chart_.boxes.push_back(std::move(box));
    for (const Transition& each : state.on) {
      if (each.note_only)
        chart_.boxes.back().noted.push_back(event_text(definition_, each.event, tongue_));
      else
        add(edge_of(index, each, kind_of(each)));
    }
    for (const Transition& each : state.always) add(edge_of(index, each, Edge::Kind::always));
    for (const definition::After& after : state.after) {
      Edge edge = edge_of(index, after.transition, Edge::Kind::time);
      edge.what = std::string(say(tongue_, "sau ", "after ")) +
                  limit_text(definition_, after.deadline.limit, tongue_);
      add(std::move(edge));
    }
    if (state.done) add(edge_of(index, *state.done, Edge::Kind::done));
  }

  void add(Edge edge) {
    if (edge.target >= 0)
      chart_.edges.push_back(std::move(edge));
    else
      chart_.boxes[static_cast<std::size_t>(edge.source)].inside.push_back(std::move(edge));
  }

  static Edge::Kind kind_of(const Transition& transition) {
    return transition.event.ends_with(".overdue") ? Edge::Kind::expiry : Edge::Kind::event;
  }

  Edge edge_of(int source, const Transition& transition, Edge::Kind kind) const {
    Edge edge;
    edge.kind = kind;
    edge.source = source;
    edge.target = transition.to.empty() ? -1 : definition_.state_index(transition.to);
    if (transition.to_history) {
      edge.history = transition.history_shallow ? Edge::History::shallow : Edge::History::deep;
      edge.fresh = transition.history_fresh;
    }
    edge.event = transition.event;
    edge.what = what_of(transition, kind);
    edge.who = joined(transition.by);
    if (transition.when) edge.guard = short_condition(transition.when->text(), tongue_);
    if (transition.grace)
      edge.grace = std::string(say(tongue_, "chờ thêm ", "grace: ")) +
                   period_text(*transition.grace, tongue_);
    std::vector<std::string> opened;
    for (const definition::Action& action : transition.actions)
      if (action.kind == definition::Action::Kind::open) opened.push_back(action.name);
    edge.opens = joined(opened);
    edge.duties = duties_of(transition.tasks);
    return edge;
  }

  std::string what_of(const Transition& transition, Edge::Kind kind) const {
    std::string own = title_of(transition.title, "", tongue_);
    if (!own.empty()) return own;
    if (kind == Edge::Kind::done)
      return std::string(say(tongue_, "xong mọi phần", "all parts done"));
    return transition.event.empty() ? std::string()
                                    : event_text(definition_, transition.event, tongue_);
  }

  std::vector<Duty> duties_of(const std::vector<definition::Task>& tasks) const {
    std::vector<Duty> duties;
    for (const definition::Task& task : tasks) {
      Duty duty{title_of(task.title, task.name, tongue_), task.role, ""};
      if (task.own_deadline)
        duty.limit = limit_text(definition_, task.own_deadline->limit, tongue_);
      duties.push_back(std::move(duty));
    }
    return duties;
  }

  std::string owner_of(const definition::Deadline& each) const {
    if (each.binds_citizen) return std::string(say(tongue_, "công dân", "citizen"));
    return each.owner;
  }

  CaseLimit case_limit(const definition::Deadline& each) const {
    return {title_of(each.title, each.name, tongue_), limit_text(definition_, each.limit, tongue_),
            trigger_text(definition_, each.start, tongue_),
            trigger_text(definition_, each.stop, tongue_), owner_of(each)};
  }

  const WorkflowDefinition& definition_;
  Tongue tongue_;
  Chart chart_;
};

}  // namespace

bool Chart::has_history(int state, Edge::History depth) const {
  return std::any_of(edges.begin(), edges.end(), [&](const Edge& edge) {
    return edge.target == state && edge.history == depth;
  });
}

Chart chart_of(const WorkflowDefinition& definition, Tongue tongue) {
  return ChartMaker(definition, tongue).make();
}

}  // namespace dunghan::draw
