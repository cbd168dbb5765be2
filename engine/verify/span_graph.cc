#include "engine/verify/span_graph.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace dunghan::verify {
namespace {

using deadline::OperationKind;

class Builder {
 public:
  Builder(const Exploration& exploration, const Containment& containment)
      : found_(exploration), containment_(containment) {}

  SpanGraph run() {
    for (std::size_t i = 0; i < found_.openings.size(); ++i)
      start(found_.openings[i], static_cast<int>(i), true);
    for (std::size_t i = 0; i < found_.edges.size(); ++i) {
      start(found_.edges[i], static_cast<int>(i), false);
      follow(found_.edges[i], static_cast<int>(i));
    }
    mark_stops();
    return std::move(graph_);
  }

 private:
  [[nodiscard]] bool is_outer_open(int node) const {
    const Node& at = found_.nodes[static_cast<std::size_t>(node)];
    return at.open[static_cast<std::size_t>(containment_.outer)];
  }

  [[nodiscard]] bool begins_outer(const Change& change) const {
    return change.deadline == containment_.outer && !change.follows &&
           (change.kind == OperationKind::start || change.kind == OperationKind::restart);
  }

  [[nodiscard]] SpanEdge thinned(const Edge& edge, int source, bool opens) const {
    SpanEdge thin;
    thin.to = edge.to;
    thin.source = source;
    thin.opens = opens;
    const bool timer_inside =
        edge.timer >= 0 && containment_.members[static_cast<std::size_t>(edge.timer)];
    thin.timer = timer_inside ? edge.timer : -1;
    for (const Change& change : edge.changes) {
      const bool inside = containment_.members[static_cast<std::size_t>(change.deadline)];
      if (inside || change.deadline == containment_.outer) thin.changes.push_back(change);
      if (change.kind == OperationKind::extend && change.operation >= 0)
        thin.extends = found_.operations[static_cast<std::size_t>(change.operation)].ground;
    }
    return thin;
  }

  void start(const Edge& edge, int source, bool opens) {
    const bool begins = std::any_of(edge.changes.begin(), edge.changes.end(),
                                    [&](const Change& change) { return begins_outer(change); });
    if (!begins || edge.late || !is_outer_open(edge.to)) return;
    SpanEdge thin = thinned(edge, source, opens);
    if (seen_.emplace(-1, thin.to, thin.timer, thin.changes).second)
      graph_.starts.push_back(std::move(thin));
  }

  void follow(const Edge& edge, int source) {
    if (edge.late || !is_outer_open(edge.from)) return;
    const Step& step = found_.steps[static_cast<std::size_t>(edge.step)];
    // With no suspension but those that a state brings with it.
    if (step.kind == Step::Kind::suspend || step.kind == Step::Kind::resume) return;
    SpanEdge thin = thinned(edge, source, false);
    if (std::any_of(thin.changes.begin(), thin.changes.end(),
                    [&](const Change& change) { return begins_outer(change); }))
      return;  // counted anew from here: a run of its own
    const auto end =
        std::find_if(thin.changes.begin(), thin.changes.end(), [&](const Change& change) {
          return change.deadline == containment_.outer &&
                 (change.kind == OperationKind::stop || change.kind == OperationKind::cancel ||
                  change.kind == OperationKind::lapse);
        });
    if (end != thin.changes.end()) {
      if (end->kind != OperationKind::stop) return;  // no longer owed
      thin.to = -1;
      thin.changes.clear();
    }
    if (thin.to == edge.from && thin.changes.empty()) return;
    if (seen_.emplace(edge.from, thin.to, thin.timer, thin.changes).second)
      graph_.between[edge.from].push_back(std::move(thin));
  }

  void mark_stops() {
    std::map<int, std::vector<int>> into;
    std::vector<int> to_visit;
    for (const auto& [from, edges] : graph_.between) {
      for (const SpanEdge& edge : edges) {
        if (edge.to < 0)
          to_visit.push_back(from);
        else
          into[edge.to].push_back(from);
      }
    }
    while (!to_visit.empty()) {
      const int node = to_visit.back();
      to_visit.pop_back();
      if (std::exchange(graph_.leads_to_stop[node], true)) continue;
      for (const int from : into[node]) to_visit.push_back(from);
    }
  }

  const Exploration& found_;
  const Containment& containment_;
  SpanGraph graph_;
  std::set<std::tuple<int, int, int, std::vector<Change>>> seen_;
};

}  // namespace

SpanGraph span_graph(const Exploration& exploration, const Containment& containment) {
  return Builder(exploration, containment).run();
}

}  // namespace dunghan::verify
