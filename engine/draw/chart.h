// A definition as a drawing sees it: boxes with what stands in them, arrows with what is written on
// them, the deadlines of the case as a table; all in one language and free of any output format.
//
// Left to dot.h and mermaid.h: marks, colours, escapes. scxml.h does not come this way: it keeps
// what a machine needs, not what an eye does.
#pragma once

#include <string>
#include <vector>

#include "engine/definition/definition.h"
#include "engine/draw/words.h"

namespace dunghan::draw {

/// A task: what, by whom, within which time (may be empty).
struct Duty {
  std::string title, who, limit;
};

struct Edge {
  enum class Kind {
    event,
    expiry,  // on X.overdue: the consequence of a limit that was missed
    time,    // `after`
    always,
    done
  };
  enum class History { none, deep, shallow };
  Kind kind = Kind::event;
  int source = 0;   // index of the state it is written in
  int target = -1;  // index of the state it leads to; -1: it stays
  History history = History::none;
  bool fresh = false;        // history: the states alone, without their tasks and deadlines
  std::string event;         // as written; empty for time, always, done
  std::string what;          // the event's title; how long a stay lasts
  std::string who;           // roles
  std::string guard;         // made short, without brackets
  std::string grace;         // "grace: 3 working days"
  std::string opens;         // workflows of which it opens a case
  std::vector<Duty> duties;  // born of the act
};

struct Box {
  std::string title;
  std::vector<Duty> duties;
  std::vector<Duty> limits;        // deadlines that belong to the state
  std::vector<Edge> inside;        // what happens without leaving
  std::vector<std::string> noted;  // events recorded and no more
  std::vector<std::string> kept;   // events kept for a later state
  std::string region_when;         // condition of a region, made short
};

/// A deadline of the whole case.
struct CaseLimit {
  std::string title, limit, start, stop, who;
};

struct Chart {
  const definition::WorkflowDefinition* definition = nullptr;
  Tongue tongue = Tongue::en;
  std::string title;
  std::vector<Box> boxes;  // one a state, same index
  std::vector<Edge> edges;
  std::vector<CaseLimit> case_limits;

  [[nodiscard]] const definition::State& state(int index) const {
    return definition->states[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] const Box& box(int index) const { return boxes[static_cast<std::size_t>(index)]; }
  /// Whether some arrow leads to the history of `state`, of that depth.
  [[nodiscard]] bool has_history(int state, Edge::History depth) const;
};

/// definition: must outlive the chart.
[[nodiscard]] Chart chart_of(const definition::WorkflowDefinition& definition, Tongue tongue);

}  // namespace dunghan::draw
