// How long a case may take between the start of an outer deadline and its stop while nobody is
// late: the limits on the way summed up, from one start date.
//
// A limit that runs binds: until its last moment, each step may be put off. So along a way the
// latest moment of each step is the earliest last moment among the limits that run before it; it
// never comes before the step before. Of two ways to one node, that which is later in everything is
// kept: no limit ends earlier for beginning later. A way whose next step may come after the outer
// deadline's last moment, every inner limit being kept, is an overrun. Steps that go round are
// followed until they overrun or gain nothing.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/verify/span_graph.h"

namespace dunghan::verify {

/// Ways kept at once for one start date; beyond, nothing more is found for it.
inline constexpr std::size_t ways_max = 20'000;

/// One step of a way: an edge, and the latest moment at which it may be taken.
struct WayPoint {
  const SpanEdge* edge = nullptr;
  Instant at{};
};

struct Overrun {
  Date start{};               // of the outer deadline
  std::vector<WayPoint> way;  // from its start on
  int inner = -1;             // the deadline whose last day lies beyond
  Date inner_due{}, outer_due{};
  [[nodiscard]] std::int64_t days() const { return (inner_due - outer_due).count(); }
};

class SpanSum {
 public:
  /// ground: what is prolonged by this ground, as often as it may be; empty: nothing is.
  SpanSum(const Subject& subject, const Exploration& exploration, const Containment& containment,
          const SpanGraph& graph, std::string ground);

  /// The overrun with most days from that start date, or nothing.
  [[nodiscard]] std::optional<Overrun> from(Date start);

  /// Nodes on a way to the stop in which no limit runs but the outer one; over all starts so far.
  [[nodiscard]] const std::set<int>& unlimited() const { return unlimited_; }
  /// Deadlines that rest on a date of the case and cannot be summed.
  [[nodiscard]] const std::set<int>& uncountable() const { return uncountable_; }
  [[nodiscard]] bool cut() const { return cut_; }
  /// How often the outer deadline itself may be prolonged by the ground.
  [[nodiscard]] int outer_extensions() const { return outer_extensions_; }

 private:
  struct Running {
    int deadline = -1;
    std::vector<deadline::Operation> operations;
    std::optional<Instant> last;  // the latest moment in time; nothing: it binds nothing
    Instant due_at{};
    Date due_on{};
    bool stands = false;   // suspended by a state
    bool unknown = false;  // rests on a date of the case
    friend bool operator==(const Running&, const Running&) = default;
  };
  struct Way {
    int node = -1;
    Instant at{};
    Running outer;
    std::vector<Running> inner;  // by deadline
    int before = -1;             // index of the way that this one goes on from
    const SpanEdge* edge = nullptr;
  };

  void begin(const SpanEdge& edge, Instant at);
  void go_on(std::size_t index);
  [[nodiscard]] static const Running* binding_of(const Way& way);
  [[nodiscard]] bool allows(const SpanEdge& edge) const;
  [[nodiscard]] Instant moment_of(const Way& way, const SpanEdge& edge, Instant latest) const;
  void apply(Way& way, const Change& change);
  void change(Running& running, const Change& change, Instant at);
  void count(Running& running, const Change& change);
  void prolong_outer(Way& way);
  void keep(Way way);
  [[nodiscard]] static bool is_as_late(const Way& one, const Way& other);
  void overrun(std::size_t index, const Running& inner);

  const Subject& subject_;
  const Exploration& found_;
  const Containment& containment_;
  const SpanGraph& graph_;
  std::string ground_;
  int outer_extension_ = -1;  // index of the operation that prolongs the outer deadline
  int outer_extensions_ = 0;

  Date start_{};
  std::vector<Way> ways_;
  std::map<int, std::vector<int>> at_node_;
  std::optional<Overrun> worst_;
  std::set<int> unlimited_, uncountable_;
  std::map<std::tuple<int, int, Instant>, deadline::DeadlineState> counted_;
  bool cut_ = false;
};

}  // namespace dunghan::verify
