#include "engine/cases/procedure.h"

#include "engine/cases/fields.h"
#include "engine/deadline/readings.h"

namespace dunghan::cases {
namespace {

// Walks a definition in the order of its file and collects what it can make.
class Collector {
 public:
  Collector(std::vector<DeadlineSpec>& deadlines, std::vector<TaskSpec>& tasks)
      : deadlines_(deadlines), tasks_(tasks) {}

  void of_definition(const definition::WorkflowDefinition& definition) {
    for (const auto& deadline : definition.deadlines)
      add_deadline(deadline, DeadlineSpec::Scope::of_case);
    add_tasks(definition.tasks, TaskSpec::Scope::of_case);
    for (std::size_t index = 0; index < definition.states.size(); ++index) {
      of_state(definition.states[index], static_cast<int>(index));
    }
  }

 private:
  void of_state(const definition::State& state, int index) {
    for (const auto& deadline : state.deadlines)
      add_deadline(deadline, DeadlineSpec::Scope::of_state, index);
    for (const auto& after : state.after) {
      add_deadline(after.deadline, DeadlineSpec::Scope::after, index);
      deadlines_.back().consequence = &after.transition;
      add_tasks(after.transition.tasks, TaskSpec::Scope::of_act);
    }
    // The workflow's own tasks (state 0) belong to the case, as those written at the top level.
    add_tasks(state.tasks, index == 0 ? TaskSpec::Scope::of_case : TaskSpec::Scope::of_state,
              index);
    for (const auto& transition : state.on) add_tasks(transition.tasks, TaskSpec::Scope::of_act);
    for (const auto& transition : state.always)
      add_tasks(transition.tasks, TaskSpec::Scope::of_act);
    if (state.done) add_tasks(state.done->tasks, TaskSpec::Scope::of_act);
  }

  void add_deadline(const definition::Deadline& deadline, DeadlineSpec::Scope scope,
                    int state = -1) {
    DeadlineSpec spec;
    spec.definition = &deadline;
    spec.scope = scope;
    spec.state = state;
    deadlines_.push_back(spec);
    for (const auto& ground : deadline.suspend) {
      add_tasks(ground.tasks, TaskSpec::Scope::of_act);
      add_tasks(ground.resume.tasks, TaskSpec::Scope::of_act);
    }
    for (const auto& ground : deadline.extend) add_tasks(ground.tasks, TaskSpec::Scope::of_act);
  }

  void add_tasks(const std::vector<definition::Task>& tasks, TaskSpec::Scope scope,
                 int state = -1) {
    for (const auto& task : tasks) {
      tasks_.push_back({&task, scope, state, false});
      if (task.own_deadline) add_deadline(*task.own_deadline, DeadlineSpec::Scope::of_task);
      if (task.kept) add_deadline(*task.kept, DeadlineSpec::Scope::kept);
    }
  }

  std::vector<DeadlineSpec>& deadlines_;
  std::vector<TaskSpec>& tasks_;
};

template <class Specs>
int index_of(const Specs& specs, std::string_view name) {
  for (std::size_t index = 0; index < specs.size(); ++index) {
    if (specs[index].definition->name == name) return static_cast<int>(index);
  }
  return -1;
}

statechart::Kind chart_kind(definition::State::Kind kind) {
  switch (kind) {
    case definition::State::Kind::atomic: return statechart::Kind::atomic;
    case definition::State::Kind::compound: return statechart::Kind::compound;
    case definition::State::Kind::parallel: return statechart::Kind::parallel;
    case definition::State::Kind::final: return statechart::Kind::final;
  }
  return statechart::Kind::atomic;
}

deadline::Direction direction_of(definition::Limit::Kind kind) {
  if (kind == definition::Limit::Kind::before) return deadline::Direction::backward;
  if (kind == definition::Limit::Kind::on) return deadline::Direction::to_a_date;
  return deadline::Direction::forward;
}

}  // namespace

Result<ProcedurePtr> Procedure::make(definition::DefinitionPtr definition,
                                     const LegalTime& legal_time,
                                     std::shared_ptr<const Procedure> predecessor) {
  auto procedure = std::make_shared<Procedure>();
  procedure->definition_ = std::move(definition);
  procedure->predecessor_ = std::move(predecessor);
  const definition::WorkflowDefinition& from = *procedure->definition_;
  for (const auto& state : from.states) {
    procedure->chart_.nodes.push_back(
        {chart_kind(state.kind), state.parent, state.children, state.initial});
  }
  Collector(procedure->deadlines_, procedure->tasks_).of_definition(from);
  procedure->fields_ = declared_fields(from);

  const auto calendar_of = [&](const std::string& id) -> Result<const calendar::Calendar*> {
    if (const auto* found = legal_time.calendar(id.empty() ? from.calendar : id)) return found;
    return fail(ErrorCode::not_found,
                "workflow `" + from.id + "` counts by calendar `" + id + "`, which does not exist");
  };
  const auto rule_of = [&](const std::string& id) -> Result<const deadline::CountingRule*> {
    if (const auto* found = legal_time.rule(id.empty() ? from.counting : id)) return found;
    return fail(ErrorCode::not_found,
                "workflow `" + from.id + "` counts by rule `" + id + "`, which does not exist");
  };
  DUNGHAN_TRY(procedure->calendar_, calendar_of(from.calendar));
  DUNGHAN_TRY(procedure->rule_, rule_of(from.counting));
  for (DeadlineSpec& spec : procedure->deadlines_) {
    DUNGHAN_TRY(spec.calendar, calendar_of(spec.definition->calendar));
    DUNGHAN_TRY(spec.rule, rule_of(spec.definition->counting));
    if (!spec.definition->binds_citizen || spec.rule->open_questions.empty()) continue;
    const deadline::Direction direction = direction_of(spec.definition->limit.kind);
    const auto read = deadline::read_to(*spec.rule, deadline::Side::latest, direction);
    const auto key = std::pair(read.id, direction);
    spec.rule = &procedure->citizen_rules_.emplace(key, read).first->second;
  }
  if (procedure->predecessor_ != nullptr) procedure->keep_what_is_gone();
  return ProcedurePtr(std::move(procedure));
}

// What a case owed or did under a name that is no more stays on its record.
void Procedure::keep_what_is_gone() {
  using Scope = DeadlineSpec::Scope;
  for (DeadlineSpec spec : predecessor_->deadlines_) {
    if (deadline_index(spec.definition->name) >= 0) continue;
    spec.gone = true;
    spec.state = -1;
    spec.consequence = nullptr;
    if (spec.scope == Scope::of_state) spec.scope = Scope::of_case;
    deadlines_.push_back(spec);
  }
  for (const TaskSpec& spec : predecessor_->tasks_) {
    if (task_index(spec.definition->name) < 0)
      tasks_.push_back({spec.definition, TaskSpec::Scope::of_act, -1, true});
  }
}

int Procedure::successor_of(int state) const {
  const std::string& name = predecessor_->state(state).name;
  for (const auto& [from, to] : definition_->moves) {
    if (from == name) return definition_->state_index(to);
  }
  return definition_->state_index(name);
}

int Procedure::deadline_index(std::string_view name) const {
  return index_of(deadlines_, name);
}
int Procedure::task_index(std::string_view name) const {
  return index_of(tasks_, name);
}

}  // namespace dunghan::cases
