#include "engine/service/projection.h"

#include <algorithm>
#include <tuple>

namespace dunghan::service {
namespace {

using cases::DeadlineInstance;
using cases::TaskInstance;
using deadline::OperationKind;

const cases::DeadlineSpec& spec_of(const DeadlineInstance& deadline,
                                   const cases::Procedure& procedure) {
  return procedure.deadlines()[static_cast<std::size_t>(deadline.spec)];
}

definition::Text title_of(const std::string& name, const cases::Procedure& procedure) {
  const int task = procedure.task_index(cases::name_of_key(name));
  if (task >= 0) return procedure.tasks()[static_cast<std::size_t>(task)].definition->title;
  return {std::string(cases::name_of_key(name)), std::string(cases::name_of_key(name))};
}

// A task that serves the deadline and is somebody's own says whose the deadline is, more exactly
// than the role does.
const TaskInstance* serving_task(const cases::Case& current_case,
                                 const DeadlineInstance& deadline) {
  for (const TaskInstance& task : current_case.tasks) {
    const bool serves =
        task.deadline == deadline.key || task.deadline == cases::name_of_key(deadline.key);
    if (serves && task.status == TaskInstance::Status::open && !task.assignee.empty()) return &task;
  }
  return nullptr;
}

ports::DeadlineRow deadline_row(const cases::Case& current_case, const DeadlineInstance& deadline,
                                const cases::Procedure& procedure) {
  const auto& spec = spec_of(deadline, procedure);
  const definition::Text title =
      spec.definition->title.empty() ? title_of(deadline.key, procedure) : spec.definition->title;
  ports::DeadlineRow row;
  row.case_id = current_case.id;
  row.name = deadline.key;
  row.workflow = procedure.definition().id;
  row.case_unit = current_case.unit;
  row.title_vi = title.vi;
  row.title_en = title.en;
  row.owner_role = deadline.owner.role;
  row.owner_unit = deadline.owner.unit.empty() ? current_case.unit : deadline.owner.unit;
  row.owner = deadline.owner.owner;
  if (const TaskInstance* task = serving_task(current_case, deadline);
      task != nullptr && deadline.is_open()) {
    row.owner = task->assignee;
    row.owner_unit = task->unit;
  }
  row.status = std::string(deadline::name_of(deadline.state.status));
  row.started_at = deadline.state.started_at.value_or(Instant{});
  // Nothing is overdue once a least time is over: it has no instant to be past, and while it runs
  // no place among due dates.
  if (deadline.state.due && !(deadline.state.least_time && deadline.is_open())) {
    row.due_on = deadline.state.due->due_on;
    if (!deadline.state.least_time) row.due_at = deadline.state.due->due_at;
    row.provisional = deadline.state.due->provisional;
    row.clock_type = deadline.state.due->clock_type;
  }
  row.citizen = spec.definition->binds_citizen;
  row.ended_at = deadline.state.ended_at;
  row.ended_recorded_at = deadline.ended_recorded_at;
  row.ended_recorded_by = deadline.ended_recorded_by;
  row.late = deadline.state.late || deadline.state.early;
  row.times_extended = deadline.state.times_extended;
  row.start_corrected = deadline.start_corrected;
  row.suspended_days = deadline.state.suspended_days;
  row.calendar = spec.calendar->id();
  row.basis = deadline.basis;
  return row;
}

// The runs that a restart ended: each as it stood then.
void add_superseded(const DeadlineInstance& deadline, const ports::DeadlineRow& present,
                    const cases::Procedure& procedure, std::vector<ports::DeadlineRow>& rows) {
  if (deadline.state.superseded == 0) return;
  auto operations = deadline.operations;
  std::stable_sort(operations.begin(), operations.end(), [](const auto& left, const auto& right) {
    return std::tie(left.at, left.seq) < std::tie(right.at, right.seq);
  });
  const auto& spec = spec_of(deadline, procedure);
  int run = 0;
  for (auto operation = operations.begin(); operation != operations.end(); ++operation) {
    if (operation->kind != OperationKind::restart) continue;
    const auto state = deadline::fold({operations.begin(), operation}, *spec.rule, *spec.calendar);
    if (!state || !state->started_at) continue;
    const bool was_open =
        state->status == deadline::Status::running || state->status == deadline::Status::suspended;
    ports::DeadlineRow row = present;
    row.name = deadline.key + "@" + std::to_string(++run);
    row.status = was_open ? "superseded" : std::string(deadline::name_of(state->status));
    row.started_at = *state->started_at;
    row.due_on = state->due ? std::optional(state->due->due_on) : std::nullopt;
    row.due_at = state->due ? std::optional(state->due->due_at) : std::nullopt;
    row.ended_at = was_open ? operation->at : state->ended_at;
    row.late = was_open ? deadline::is_overdue(*state, operation->at) : state->late || state->early;
    rows.push_back(std::move(row));
  }
}

const char* status_text(TaskInstance::Status status) {
  switch (status) {
    case TaskInstance::Status::open: return "open";
    case TaskInstance::Status::completed: return "completed";
    case TaskInstance::Status::cancelled: return "cancelled";
  }
  return "";
}

template <class Row>
std::vector<Row> differing(const std::vector<Row>& before, const std::vector<Row>& after) {
  std::vector<Row> changed;
  for (const Row& row : after) {
    const auto old = std::find_if(before.begin(), before.end(),
                                  [&](const Row& other) { return other.name == row.name; });
    if (old == before.end() || !(*old == row)) changed.push_back(row);
  }
  return changed;
}

}  // namespace

ports::CaseRow case_row(const cases::Case& current_case, const cases::Procedure& procedure) {
  ports::CaseRow row;
  row.case_id = current_case.id;
  row.number = current_case.number;
  row.workflow = procedure.definition().id;
  row.unit = current_case.unit;
  row.version = procedure.definition().version;
  row.state = cases::state_text(current_case, procedure);
  row.opened_at = current_case.opened_at;
  row.recorded_at = current_case.recorded_at;
  row.closed_at = current_case.closed_at;
  row.seq = current_case.seq;
  return row;
}

std::vector<ports::DeadlineRow> deadline_rows(const cases::Case& current_case,
                                              const cases::Procedure& procedure) {
  std::vector<ports::DeadlineRow> rows;
  for (const DeadlineInstance& deadline : current_case.deadlines) {
    const bool counts = deadline.state.status != deadline::Status::idle &&
                        spec_of(deadline, procedure).scope != cases::DeadlineSpec::Scope::after;
    if (!counts) continue;
    ports::DeadlineRow row = deadline_row(current_case, deadline, procedure);
    add_superseded(deadline, row, procedure, rows);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<ports::TaskRow> task_rows(const cases::Case& current_case,
                                      const cases::Procedure& procedure) {
  std::vector<ports::TaskRow> rows;
  for (const TaskInstance& task : current_case.tasks) {
    const auto& definition = *procedure.tasks()[static_cast<std::size_t>(task.spec)].definition;
    ports::TaskRow row;
    row.case_id = current_case.id;
    row.name = task.key;
    row.workflow = procedure.definition().id;
    row.case_unit = current_case.unit;
    row.title_vi = definition.title.vi;
    row.title_en = definition.title.en;
    row.role = task.role;
    row.unit = task.unit;
    row.post = task.post;
    row.assignee = task.assignee;
    row.deadline = task.deadline;
    row.status = status_text(task.status);
    row.made_at = task.made_at;
    row.ended_at = task.ended_at;
    row.ended_by = task.ended_by;
    row.basis = definition.basis.text;
    rows.push_back(std::move(row));
  }
  return rows;
}

Projection changed_rows(const cases::Case& before, const cases::Procedure& under,
                        const cases::Case& after, const cases::Procedure& now_under) {
  Projection changed;
  changed.cases.push_back(case_row(after, now_under));  // its seq moves with every event
  changed.deadlines = differing(deadline_rows(before, under), deadline_rows(after, now_under));
  changed.tasks = differing(task_rows(before, under), task_rows(after, now_under));
  return changed;
}

}  // namespace dunghan::service
