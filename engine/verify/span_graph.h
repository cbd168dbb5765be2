// The part of an exploration that lies between the start of an outer deadline and its stop, thinned
// out to what adding up limits needs: which deadline begins, ends, stands still or is prolonged on
// which edge.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/verify/containment.h"
#include "engine/verify/exploration.h"

namespace dunghan::verify {

struct SpanEdge {
  int to = -1;     // node of the exploration; -1: the outer deadline has stopped
  int source = 0;  // index of the edge in the exploration, or of an opening (`opens`)
  bool opens = false;
  int timer = -1;               // a wait: the deadline whose time was up, if it lies inside
  std::string extends;          // the ground by which something is prolonged; else empty
  std::vector<Change> changes;  // of the outer deadline and those inside it
};

struct SpanGraph {
  std::vector<SpanEdge> starts;                  // on which the outer deadline begins
  std::map<int, std::vector<SpanEdge>> between;  // by node
  std::map<int, bool> leads_to_stop;             // nodes from which a stop can be reached
};

/// exploration: with all edges' steps kept.
[[nodiscard]] SpanGraph span_graph(const Exploration& exploration, const Containment& containment);

}  // namespace dunghan::verify
