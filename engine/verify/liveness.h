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

/// Indices are those of the procedure: definition().data, deadlines(), tasks().
struct Live {
  std::vector<bool> states;                    // may be entered, or are active
  std::vector<bool> fields;                    // some condition, limit or action may read it
  std::vector<bool> deadlines;                 // some condition may ask how it stands
  std::vector<bool> tasks;                     // likewise; or its `done` is heard
  std::vector<bool> watched;                   // deadlines whose running out makes a difference
  std::vector<const rule::Expression*> timed;  // conditions whose answer time may change
};

class Liveness {
 public:
  explicit Liveness(const cases::Procedure& procedure);

  /// As the case stands. The reference stays valid.
  [[nodiscard]] const Live& of(const cases::Case& state) const;

  /// All that conditions read anywhere, with the values that they name.
  [[nodiscard]] const Reads& reads() const { return reads_; }
  /// Literals of conditions that read field `name` of the data or of an event.
  [[nodiscard]] std::vector<Value> literals_beside(const std::string& name) const;
  /// Tasks that a `not_by` names: who did them matters.
  [[nodiscard]] const std::vector<int>& remembered() const { return remembered_; }
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
  };

  void collect();
  void of_deadline(const definition::Deadline& deadline, int state, int index);
  void of_task(const definition::Task& task, int state);
  void of_transition(const definition::Transition& transition, int state);
  void of_actions(const std::vector<definition::Action>& actions, int state);
  void condition(const std::optional<rule::Expression>& when, int state, int deadline = -1);
  void reads_at(Reads reads, int state, int deadline = -1);
  [[nodiscard]] const std::vector<bool>& reachable_from(
      const statechart::Configuration& configuration) const;
  [[nodiscard]] Live live_in(const cases::Case& state, const std::vector<bool>& reachable) const;
  void mark_heard(const std::vector<bool>& reachable, Live& live) const;
  [[nodiscard]] bool hears(const std::vector<bool>& reachable, const std::string& event) const;

  const cases::Procedure& procedure_;
  std::vector<Reader> readers_;
  Reads reads_;
  std::vector<int> remembered_;
  std::map<std::string, std::vector<int>> hearers_;  // event -> states with a transition on it
  mutable std::map<statechart::Configuration, std::vector<bool>> reachable_;
  mutable std::map<std::pair<statechart::Configuration, std::vector<bool>>, Live> live_;
};

}  // namespace dunghan::verify
