// Every way that cases of a procedure can take, as a graph: nodes are cases, one for each
// fingerprint, edges the steps between them, found breadth first by trying with decide().
//
// A node is a real case, reached on real days by the steps from the opening to it: a finding at a
// node is a timeline already.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/verify/moves.h"

namespace dunghan::verify {

/// What a step did to a deadline.
struct Change {
  int deadline = -1;  // index in the procedure
  deadline::OperationKind kind = deadline::OperationKind::start;
  bool follows = false;     // its limit was counted anew
  bool by_the_end = false;  // cancelled because the case ended, and by nothing else
  int operation = -1;       // of a deadline that is counted: index into Exploration::operations
  friend auto operator<=>(const Change&, const Change&) = default;
};

struct Edge {
  int from = 0, to = 0;
  int step = -1;  // index into Exploration::steps
  /// Of a wait: the deadline whose timer fired, and whether that made an office late that is
  /// counted (see Fingerprints).
  int timer = -1;
  bool late = false;
  bool waits = false;
  std::vector<Change> changes;
};

struct Node {
  int parent = -1;  // -1: opened here
  int step = -1;    // the step that led here
  Instant now{};
  statechart::Configuration configuration;
  std::vector<bool> open;  // deadlines that run or stand suspended, by index
  std::vector<bool> suspended;
  bool closed = false, ended = false, expanded = false;
  int tasks_open = 0;
};

/// Something that was seen once, and where: the node before it, and the step that showed it (-1:
/// the node itself).
struct Sighting {
  int node = -1;
  int step = -1;
  std::string detail;
};

struct Exploration {
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::vector<Edge> openings;  // from: -1
  std::vector<Step> steps;
  std::vector<deadline::Operation> operations;  // each once, without its moment
  bool complete = false;
  std::string cut_by;  // "time", "memory", "size" where it is not

  std::set<const definition::Transition*> taken;
  std::set<int> states_seen, tasks_made, deadlines_started;
  std::set<std::pair<int, std::string>> grounds_used, grounds_asked;  // deadline, ground
  std::map<int, Sighting> entered;             // states: the first step that entered each
  std::vector<Sighting> endless;               // macrosteps without end; one for each act
  std::map<std::string, Sighting> unanswered;  // conditions of acts that cannot be answered
  std::map<std::string, Sighting> incidents;   // others
  std::map<std::string, Sighting> broken;      // acts that fail for want of something
  std::map<std::pair<int, std::string>, Sighting> untold;  // deadline, role of a rung
  std::map<int, Sighting> cut_off;  // deadlines that only the end of the case ended
  std::set<std::string> cut_short;  // acts of which not every combination was tried
  std::size_t tried = 0;            // steps, taken or refused
  bool calendar_ended = false;      // some date lay beyond the calendar

  [[nodiscard]] std::vector<std::vector<int>> outgoing() const;  // edges by node
  [[nodiscard]] std::vector<std::vector<int>> incoming() const;
  /// The steps from the opening to the node, in order; waits too.
  [[nodiscard]] std::vector<Step> path_to(int node) const;
};

class Explorer {
 public:
  Explorer(const Subject& subject, Bounds bounds, Focus focus);
  ~Explorer();
  Explorer(const Explorer&) = delete;
  Explorer& operator=(const Explorer&) = delete;

  [[nodiscard]] Exploration explore();

  [[nodiscard]] const Moves& moves() const { return moves_; }
  [[nodiscard]] const Liveness& liveness() const { return liveness_; }

 private:
  void open_on(Date day);
  void expand(int node);
  bool attempt(int node, const cases::Case& before, Step step,
               const std::vector<std::string>* running);
  void arrive(int from, Step step, Taken taken);
  int node_for(int from, int step, Instant now, cases::Case state);
  void observe(int from, int step, const Taken& taken);
  [[nodiscard]] bool shows_something(const Taken& taken, const std::vector<Change>& changes) const;
  void note_cut_off(int from, int step, const Taken& taken, const std::vector<Change>& changes);
  void refused(int node, const cases::Case& before, const Step& step, const Error& error);
  [[nodiscard]] std::vector<Change> changes_of(const Taken& taken);
  [[nodiscard]] bool ends_by_trigger(const cases::DeadlineInstance& instance,
                                     const Taken& taken) const;
  [[nodiscard]] int operation_index(deadline::Operation operation);
  [[nodiscard]] int keep_step(Step step);
  void look_at_rungs(int node, const cases::Case& state);
  [[nodiscard]] bool is_out_of_bounds();
  [[nodiscard]] std::vector<Date> start_days() const;
  [[nodiscard]] std::vector<std::string> timer_kinds(const cases::Case& state) const;

  const Subject& subject_;
  Bounds bounds_;
  std::vector<bool> counted_;
  Liveness liveness_;
  Domains domains_;
  Fingerprints prints_;
  Moves moves_;
  cases::Facts facts_;
  bool asks_rungs_ = false;  // some rung's role has a unit that rests on the data
  bool keeps_steps_ = false;

  struct Waiting;
  std::vector<std::unique_ptr<cases::Case>> cases_;  // by node, until it is expanded
  std::map<std::string, int> known_;                 // fingerprint -> node
  std::size_t octets_ = 0;
  Exploration found_;
};

}  // namespace dunghan::verify
