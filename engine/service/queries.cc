#include "engine/service/queries.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "engine/cases/conditions.h"
#include "engine/service/projection.h"

namespace dunghan::service {
namespace {

ports::RowFilter filter_of(const ListQuery& query) {
  ports::RowFilter filter;
  filter.unit = query.unit;
  filter.workflow = query.workflow;
  filter.deadline = query.deadline;
  filter.owner = query.owner;
  filter.basis_contains = query.basis;
  return filter;
}

Result<void> set_position(CaseService& service, const AsOf& as_of, ports::RowFilter& filter) {
  if (as_of.present) return {};
  DUNGHAN_TRY(filter.as_of, service.dependencies().store->position_at(as_of.at));
  return {};
}

bool passes(const ports::DeadlineRow& row, const ListQuery& query) {
  const auto same = [](const std::string& wanted, const std::string& is) {
    return wanted.empty() || wanted == is;
  };
  return same(query.unit, row.owner_unit) && same(query.workflow, row.workflow) &&
         same(query.owner, row.owner) &&
         same(query.deadline, std::string(cases::name_of_key(row.name))) &&
         (query.basis.empty() || row.basis.find(query.basis) != std::string::npos);
}

bool is_open(const ports::DeadlineRow& row) {
  return row.status == "running" || row.status == "suspended";
}

bool is_past(const ports::DeadlineRow& row, Instant at) {
  if (!row.due_at) return false;
  return row.clock_type ? at > *row.due_at : at >= *row.due_at;
}

// The case with every deadline folded up to `at` and nothing that counts later: what was so then,
// by all that is known now.
LoadedCase as_it_was_in_law(const LoadedCase& loaded, Instant at) {
  LoadedCase then = loaded;
  std::erase_if(then.state.deadlines, [&](cases::DeadlineInstance& instance) {
    const auto& spec = loaded.procedure->deadlines()[static_cast<std::size_t>(instance.spec)];
    std::erase_if(instance.operations,
                  [&](const deadline::Operation& operation) { return operation.at > at; });
    const auto state = deadline::fold(instance.operations, *spec.rule, *spec.calendar);
    if (!state || state->status == deadline::Status::idle) return true;
    instance.state = *state;
    return false;
  });
  return then;
}

struct RowsAndCases {
  std::vector<ports::DeadlineRow> rows;
  std::unordered_map<CaseId, ports::CaseRow> cases;
};

Result<RowsAndCases> rows_in_law(CaseService& service, const ListQuery& query) {
  RowsAndCases out;
  ports::RowFilter filter;
  filter.workflow = query.workflow;
  DUNGHAN_TRY(const auto cases, service.dependencies().store->cases(filter));
  for (const ports::CaseRow& row : cases) {
    if (row.opened_at > query.as_of.at) continue;
    DUNGHAN_TRY(const auto loaded, service.load(row.case_id));
    const LoadedCase then = as_it_was_in_law(*loaded, query.as_of.at);
    for (ports::DeadlineRow& deadline : deadline_rows(then.state, *then.procedure)) {
      if (passes(deadline, query)) out.rows.push_back(std::move(deadline));
    }
    out.cases[row.case_id] = row;
  }
  return out;
}

Result<RowsAndCases> rows_as_known(CaseService& service, const ListQuery& query,
                                   bool only_overdue) {
  RowsAndCases out;
  ports::RowFilter filter = filter_of(query);
  DUNGHAN_TRY_VOID(set_position(service, query.as_of, filter));
  if (only_overdue) {
    filter.only_open = true;
    filter.due_before = query.as_of.at;
  }
  DUNGHAN_TRY(out.rows, service.dependencies().store->deadlines(filter));
  ports::RowFilter of_cases;
  of_cases.workflow = query.workflow;
  of_cases.as_of = filter.as_of;
  DUNGHAN_TRY(const auto cases, service.dependencies().store->cases(of_cases));
  for (const ports::CaseRow& row : cases) out.cases[row.case_id] = row;
  return out;
}

Result<RowsAndCases> rows_of(CaseService& service, const ListQuery& query, bool only_overdue) {
  return query.as_of.in_law ? rows_in_law(service, query)
                            : rows_as_known(service, query, only_overdue);
}

const calendar::Calendar* calendar_of(CaseService& service, const ports::DeadlineRow& row) {
  return service.dependencies().legal_time.calendar(row.calendar);
}

OverdueItem item_of(CaseService& service, const ports::DeadlineRow& row, const RowsAndCases& from,
                    Instant at) {
  OverdueItem item;
  item.row = row;
  if (const auto found = from.cases.find(row.case_id); found != from.cases.end()) {
    item.number = found->second.number;
    item.state = found->second.state;
  }
  if (const calendar::Calendar* calendar = calendar_of(service, row);
      calendar != nullptr && row.due_on) {
    const Date day = calendar->zone().date_of(at);
    item.late_days = (day - *row.due_on).count();
    item.late_working_days = calendar->working_days_between(*row.due_on, day);
  }
  return item;
}

void count(OnTime& figure, const ports::DeadlineRow& row, Instant at) {
  if (row.status == "met") {
    ++(row.late ? figure.met_late : figure.met_in_time);
    const bool recorded_late =
        !row.late && row.ended_recorded_at && row.due_at && *row.ended_recorded_at >= *row.due_at;
    figure.recorded_late += recorded_late ? 1 : 0;
  } else if ((row.status == "cancelled" || row.status == "superseded") && row.late) {
    ++figure.ended_late;
  } else if (is_open(row) && is_past(row, at)) {
    ++figure.unmet;
  } else {
    return;
  }
  figure.extended += row.times_extended > 0 ? 1 : 0;
  figure.suspended += row.suspended_days > 0 ? 1 : 0;
  figure.start_corrected += row.start_corrected ? 1 : 0;
}

}  // namespace

Result<std::vector<OverdueItem>> overdue(CaseService& service, const ListQuery& query) {
  DUNGHAN_TRY(const RowsAndCases from, rows_of(service, query, true));
  std::vector<OverdueItem> items;
  for (const ports::DeadlineRow& row : from.rows) {
    if (row.citizen || !is_open(row) || !is_past(row, query.as_of.at)) continue;
    OverdueItem item = item_of(service, row, from, query.as_of.at);
    if (item.late_days > query.late_over) items.push_back(std::move(item));
  }
  std::stable_sort(items.begin(), items.end(),
                   [](const OverdueItem& left, const OverdueItem& right) {
                     return std::tie(left.row.due_at, left.number, left.row.name) <
                            std::tie(right.row.due_at, right.number, right.row.name);
                   });
  return items;
}

Result<std::vector<ports::CaseRow>> list_cases(CaseService& service, const ListQuery& query) {
  ports::RowFilter filter = filter_of(query);
  filter.only_open = !query.all;
  DUNGHAN_TRY_VOID(set_position(service, query.as_of, filter));
  DUNGHAN_TRY(auto rows, service.dependencies().store->cases(filter));
  if (query.as_of.in_law)
    std::erase_if(rows, [&](const ports::CaseRow& row) { return row.opened_at > query.as_of.at; });
  return rows;
}

Result<std::vector<ports::TaskRow>> list_tasks(CaseService& service, const ListQuery& query) {
  ports::RowFilter filter = filter_of(query);
  filter.only_open = !query.all;
  DUNGHAN_TRY_VOID(set_position(service, query.as_of, filter));
  return service.dependencies().store->tasks(filter);
}

Result<std::vector<OnTime>> on_time(CaseService& service, const ListQuery& query, Date from,
                                    Date to) {
  DUNGHAN_TRY(const RowsAndCases rows, rows_of(service, query, false));
  std::map<std::string, OnTime> by_unit;
  for (const ports::DeadlineRow& row : rows.rows) {
    if (row.citizen || !row.due_on || *row.due_on < from || *row.due_on > to) continue;
    OnTime& figure = by_unit[row.owner_unit];
    figure.unit = row.owner_unit;
    count(figure, row, query.as_of.at);
  }
  std::vector<OnTime> figures;
  for (auto& [unit, figure] : by_unit) {
    if (figure.counted() > 0) figures.push_back(std::move(figure));
  }
  return figures;
}

}  // namespace dunghan::service
