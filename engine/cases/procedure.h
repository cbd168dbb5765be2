// A definition made ready to run: its chart, and every deadline and task it can make, found by name
// and in file order, each deadline with its calendar and counting rule at hand.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/calendar/calendar.h"
#include "engine/deadline/readings.h"
#include "engine/definition/definition.h"
#include "engine/statechart/chart.h"

namespace dunghan::cases {

/// Calendars and counting rules by id, as they are in force.
struct LegalTime {
  std::function<const calendar::Calendar*(std::string_view id)> calendar;
  std::function<const deadline::CountingRule*(std::string_view id)> rule;
};

struct DeadlineSpec {
  enum class Scope { of_case, of_state, of_task, after, kept };  // kept: a task's `keep`
  const definition::Deadline* definition = nullptr;
  const calendar::Calendar* calendar = nullptr;
  /// As it is in force; where the limit binds a citizen, by its latest reading (readings.h): a
  /// doubt in the law is not at his cost.
  const deadline::CountingRule* rule = nullptr;
  Scope scope = Scope::of_case;
  int state = -1;     // of_state, after
  bool gone = false;  // an amendment took it out: it still says what was owed, and begins no more
  const definition::Transition* consequence = nullptr;  // after
};

struct TaskSpec {
  enum class Scope { of_case, of_state, of_act };
  const definition::Task* definition = nullptr;
  Scope scope = Scope::of_case;
  int state = -1;  // of_state
  bool gone = false;
};

class Procedure {
 public:
  /// predecessor: what the case ran under until an amendment came.
  /// errors: not_found where a calendar or counting rule of the definition does not exist.
  [[nodiscard]] static Result<std::shared_ptr<const Procedure>> make(
      definition::DefinitionPtr definition, const LegalTime& legal_time,
      std::shared_ptr<const Procedure> predecessor = nullptr);

  [[nodiscard]] const definition::WorkflowDefinition& definition() const { return *definition_; }
  [[nodiscard]] const definition::DefinitionPtr& definition_ptr() const { return definition_; }
  [[nodiscard]] const statechart::Chart& chart() const { return chart_; }
  [[nodiscard]] const std::vector<DeadlineSpec>& deadlines() const { return deadlines_; }
  [[nodiscard]] const std::vector<TaskSpec>& tasks() const { return tasks_; }
  /// Every field that a command may carry: of `data`, and of every `needs`.
  [[nodiscard]] const std::vector<const definition::Field*>& fields() const { return fields_; }
  [[nodiscard]] int deadline_index(std::string_view name) const;  // -1 where there is none
  [[nodiscard]] int task_index(std::string_view name) const;
  /// Null where no amendment came between.
  [[nodiscard]] const Procedure* predecessor() const { return predecessor_.get(); }
  /// The state that one of the predecessor's has become; -1: none.
  [[nodiscard]] int successor_of(int state) const;
  [[nodiscard]] const definition::State& state(int index) const {
    return definition_->states[static_cast<std::size_t>(index)];
  }
  /// The definition's own calendar: its zone is the case's.
  [[nodiscard]] const calendar::Calendar& calendar() const { return *calendar_; }
  [[nodiscard]] const ZoneRules& zone() const { return calendar_->zone(); }
  [[nodiscard]] const deadline::CountingRule& rule() const { return *rule_; }

 private:
  void keep_what_is_gone();

  definition::DefinitionPtr definition_;
  std::shared_ptr<const Procedure> predecessor_;
  statechart::Chart chart_;
  std::vector<DeadlineSpec> deadlines_;
  std::vector<TaskSpec> tasks_;
  std::vector<const definition::Field*> fields_;
  /// By id of the rule and direction of the limit.
  std::map<std::pair<std::string, deadline::Direction>, deadline::CountingRule> citizen_rules_;
  const calendar::Calendar* calendar_ = nullptr;
  const deadline::CountingRule* rule_ = nullptr;
};

using ProcedurePtr = std::shared_ptr<const Procedure>;

}  // namespace dunghan::cases
