// What auditors and heads ask: what is overdue, whose it is, and how much was kept in time. As
// known at an instant, or as it was in law.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/service/handle_batch.h"

namespace dunghan::service {

/// When a list is about. `known`: rows as recorded by `at`. `in_law`: what was so at `at`, by
/// everything known now (L8).
struct AsOf {
  Instant at{};
  bool present = true;  // `at` is now: the open rows
  bool in_law = false;
};

struct ListQuery {
  AsOf as_of;
  std::string unit, workflow, deadline, owner, basis;
  std::int64_t late_over = -1;  // overdue lists: only those late by more than so many days
  bool all = false;             // ended ones too
};

struct OverdueItem {
  ports::DeadlineRow row;
  std::string number, state;
  std::int64_t late_days = 0;  // calendar days after the due date
  std::int64_t late_working_days = 0;
};

/// The office's deadlines that are past due and unmet, most overdue first. errors: the store's.
[[nodiscard]] Result<std::vector<OverdueItem>> overdue(CaseService& service,
                                                       const ListQuery& query);
[[nodiscard]] Result<std::vector<ports::CaseRow>> list_cases(CaseService& service,
                                                             const ListQuery& query);
[[nodiscard]] Result<std::vector<ports::TaskRow>> list_tasks(CaseService& service,
                                                             const ListQuery& query);

/// On time, of the office's deadlines due in a window: met in time over (met + cancelled or
/// superseded after due + unmet past due).
struct OnTime {
  std::string unit;  // the owner's
  std::int64_t met_in_time = 0, met_late = 0, ended_late = 0, unmet = 0;
  // companions: of those counted
  std::int64_t extended = 0, suspended = 0, start_corrected = 0, recorded_late = 0;
  [[nodiscard]] std::int64_t counted() const { return met_in_time + met_late + ended_late + unmet; }
};
/// By unit, in order of unit id. window: by due_on, both days included.
[[nodiscard]] Result<std::vector<OnTime>> on_time(CaseService& service, const ListQuery& query,
                                                  Date from, Date to);

}  // namespace dunghan::service
