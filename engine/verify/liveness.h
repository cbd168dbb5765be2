// What of a case can still decide anything: the fields, deadlines and tasks that some condition may
// yet look at, and the events of deadlines and tasks that somebody may yet hear.
//
// Two cases that agree in all of that go on alike, whatever else they hold; the exploration keeps
// one of them. "May yet" is by the arrows of the chart alone: conditions are taken as if they could
// hold.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/cases/case.h"
#include "engine/verify/reads.h"

namespace dunghan::verify {

/// What conditions may ask of a deadline.
struct DeadlineAsked {
  bool status = false, late = false, times = false, overdue = false;
  [[nodiscard]] bool any() const { return status || late || times || overdue; }
};

/// Indices are those of the procedure: definition().data, deadlines(), tasks().
struct Live {
  std::vector<bool> states;  // may be entered, or are active
  std::vector<bool> fields;  // some condition or action may read it
  /// Of fields at which only conditions look that look at nothing else: those conditions. Their
  /// answers say all that the value can still decide.
  std::vector<std::vector<const rule::Expression*>> answers;
  std::vector<DeadlineAsked> deadlines;
  std::vector<bool> tasks;    // some condition may ask for it, or its `done` is heard
  std::vector<int> doers;     // tasks of which it may matter who did them
  std::vector<bool> watched;  // deadlines whose running out makes a difference
  std::vector<const rule::Expression*> timed;  // conditions whose answer time may change
};

class Liveness {
 public:
  /// counted: deadlines whose length matters for its own sake, by index.
  Liveness(const cases::Procedure& procedure, std::vector<bool> counted);

  /// As the case stands. The reference stays valid.
  [[nodiscard]] const Live& of(const cases::Case& state) const;

  /// All that conditions read anywhere, with the values that they name.
  [[nodiscard]] const Reads& reads() const { return reads_; }
  /// Literals of conditions that read field `name` of the data or of an event.
  [[nodiscard]] std::vector<Value> literals_beside(const std::string& name) const;
  /// Whether how the deadline stands makes no difference to anything else: no condition asks, no
  /// event of it is heard.
  [[nodiscard]] bool is_inert(int deadline) const;
  /// Some task may not be done by who did another.
  [[nodiscard]] bool asks_who() const { return !remembered_.empty(); }
  /// Some condition, table or limit looks at the field; not only who may act rests on it.
  [[nodiscard]] bool decides(const std::string& field) const;
  /// Some condition asks for the unit of the case.
  [[nodiscard]] bool asks_unit() const { return asks_unit_; }
  /// Deadlines that have not come to an end for good, in a case like this.
  [[nodiscard]] bool is_alive(const cases::Case& state, int deadline,
                              const std::vector<bool>& reachable) const;

 private:
  /// A condition, value or limit, and where it stands: it can be asked while the state may be
  /// active, or while the deadline is alive.
  struct Reader {
    int state = -1;
    int deadline = -1;
    Reads reads;
    const rule::Expression* condition = nullptr;
    std::string sets;  // the field that a value is for; else empty
  };

  void collect();
  void find_decisive();
  void of_deadline(const definition::Deadline& deadline, int state, int index);
  void of_task(const definition::Task& task, int state);
  void of_roles(const std::vector<std::string>& roles, int state);
  void of_transition(const definition::Transition& transition, int state);
  void of_actions(const std::vector<definition::Action>& actions, int state);
  void condition(const std::optional<rule::Expression>& when, int state, int deadline = -1);
  void reads_at(Reads reads, int state, int deadline = -1);
  [[nodiscard]] const std::vector<bool>& reachable_from(
      const statechart::Configuration& configuration) const;
  void mark_read(const Reader& reader, Live& live) const;
  void reduce_fields(const std::vector<const Reader*>& readers, Live& live) const;
  [[nodiscard]] Live live_in(const cases::Case& state, const std::vector<bool>& reachable) const;
  void mark_heard(const std::vector<bool>& reachable, Live& live) const;
  [[nodiscard]] bool hears(const std::vector<bool>& reachable, const std::string& event) const;

  const cases::Procedure& procedure_;
  std::vector<Reader> readers_;
  Reads reads_;
  std::set<std::string> decide_;    // fields that more than roles look at
  std::set<std::string> decisive_;  // fields on which, by way of others too, anything rests
  std::vector<bool> inert_;         // deadlines
  /// A `not_by`: the task that it names, and the state whose task it is of (-1: any).
  struct Remembered {
    int task = -1;
    int state = -1;
  };
  std::vector<Remembered> remembered_;
  std::vector<bool> counted_;
  bool asks_unit_ = false;
  std::map<std::string, std::vector<int>> hearers_;  // event -> states with a transition on it
  mutable std::map<statechart::Configuration, std::vector<bool>> reachable_;
  mutable std::map<std::pair<statechart::Configuration, std::vector<bool>>, Live> live_;
};

/// Cancelled because its own `when` ceased to hold: it may come back.
[[nodiscard]] bool ended_by_its_condition(const cases::DeadlineInstance& instance);
/// Its trigger came, and it waits for its condition or its date.
[[nodiscard]] bool is_armed(const cases::DeadlineInstance& instance);

}  // namespace dunghan::verify
