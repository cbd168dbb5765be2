// A case: what its events add up to. apply() is the only thing that changes one, and it cannot
// fail.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/cases/event.h"
#include "engine/cases/procedure.h"
#include "engine/deadline/deadline.h"
#include "engine/statechart/chart.h"

namespace dunghan::cases {

/// One deadline of one case; a state's or a task's gets a new instance at each entry ("send",
/// "send#2").
struct DeadlineInstance {
  std::string key;
  int spec = -1;  // index into Procedure::deadlines
  std::optional<Instant>
      armed_at;  // counts from then once its condition holds and its date is known
  /// Of a list that waits for the last of several: when each came.
  std::array<std::vector<std::optional<Instant>>, trigger_lists.size()> arrived;
  std::vector<deadline::Operation> operations;
  deadline::DeadlineState state;
  DeadlineOwner owner;
  std::string basis;
  std::optional<Instant> overdue_at;      // due_at of the recorded overdue, until cleared
  std::optional<Instant> consequence_at;  // held until then
  bool consequence_drawn = false;
  bool start_corrected = false;   // the act that starts it was first recorded with another day
  std::vector<int> rungs_told;    // per rung of the ladder: firings so far
  std::vector<std::string> told;  // who got an escalation
  std::optional<Instant> ended_recorded_at;
  std::string ended_recorded_by;

  [[nodiscard]] bool is_open() const {
    return state.status == deadline::Status::running || state.status == deadline::Status::suspended;
  }
};

struct TaskInstance {
  enum class Status { open, completed, cancelled };
  std::string key;
  int spec = -1;  // index into Procedure::tasks
  std::string role, unit, post, assignee, deadline;
  Status status = Status::open;
  Instant made_at{};
  std::optional<Instant> ended_at;
  std::string ended_by;
  bool left = false;          // cancelled because its state was left: history brings it back
  bool is_delegated = false;  // the assignee was handed it by another
  std::vector<std::pair<std::string, std::string>> votes;  // person, the event sent last
};

struct Deferred {
  std::string name;
  Map fields;
  Instant occurred_at{};
  std::string actor;  // who sent it: the act stays theirs, whoever's act lets it be taken
};
/// What another case has told of itself: the parent, a child, one linked by a field of the data.
struct OtherCase {
  std::string number, unit, state;
  bool done = false;
  Map data;
};
/// A case that this one opened.
struct Link {
  std::string name, workflow, unit;
  CaseId child{};
  int state = -1;  // of the `for_each`; -1: by an action
  std::int64_t item = 0;
  bool failed = false;  // it could not be opened
};
/// The cases that a `for_each` opens during one stay in its state.
struct FanOut {
  int state = 0;
  std::size_t links_before = 0;    // links that are of earlier stays
  std::int64_t items = 0;          // planned so far
  std::int64_t opened = 0;         // of these, so many are open or were
  std::vector<std::string> units;  // one an item; empty where the items are those of a list
  bool done = false;               // as many have ended as are waited for
};
struct Watcher {
  CaseId by{};
  std::vector<std::string> fields;
};

struct Case {
  CaseId id{};
  std::string number, unit;
  CaseId parent{};
  std::string parent_number;
  int received_under = 0;       // version
  std::vector<int> amended_by;  // versions that reached it since
  Instant opened_at{}, recorded_at{}, last_recorded_at{}, last_act_at{};
  std::int64_t seq = 0;
  Map data;  // facts and body together; sealed values as Sealed
  statechart::Configuration configuration;
  statechart::History history;
  std::vector<DeadlineInstance> deadlines;  // in order of first trigger
  std::vector<TaskInstance> tasks;
  std::vector<Deferred> deferred;
  std::vector<Link> links;
  std::map<CaseId, OtherCase> others;
  std::vector<FanOut> fan_outs;  // one a state, of its latest stay
  std::vector<Watcher> watchers;
  bool is_endless = false;  // a command did not come to rest; on the list of incidents
  std::optional<Instant> closed_at;

  [[nodiscard]] DeadlineInstance* deadline(std::string_view key);
  [[nodiscard]] const DeadlineInstance* deadline(std::string_view key) const;
  [[nodiscard]] TaskInstance* task(std::string_view key);
  [[nodiscard]] const TaskInstance* task(std::string_view key) const;
  /// The latest instance of a deadline or task by its name in the definition.
  [[nodiscard]] const DeadlineInstance* latest_deadline(std::string_view name) const;
  [[nodiscard]] const TaskInstance* latest_task(std::string_view name) const;
  [[nodiscard]] const FanOut* fan_out(int state) const;
  /// The case last opened under the link's name, or null.
  [[nodiscard]] const Link* latest_link(std::string_view name) const;
  [[nodiscard]] bool is_done(CaseId other) const;
};

/// Adds one event. The event must be the next of the case's stream (checked).
void apply(Case& current_case, const Event& event, const Procedure& procedure);

/// Names of the active leaves in document order, joined by ", ": the case's state as lists show it.
[[nodiscard]] std::string state_text(const Case& current_case, const Procedure& procedure);

/// "send#2" -> "send"
[[nodiscard]] std::string_view name_of_key(std::string_view key);

}  // namespace dunghan::cases
