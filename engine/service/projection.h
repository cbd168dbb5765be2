// The rows that stand for a case in lists: derived from the case, written only where they changed.
#pragma once

#include <vector>

#include "engine/cases/decide.h"
#include "engine/ports/records.h"

namespace dunghan::service {

[[nodiscard]] ports::CaseRow case_row(const cases::Case& current_case,
                                      const cases::Procedure& procedure);
/// One row a deadline that ever started; runs ended by a restart are rows of their own
/// ("resolution@1").
[[nodiscard]] std::vector<ports::DeadlineRow> deadline_rows(const cases::Case& current_case,
                                                            const cases::Procedure& procedure);
[[nodiscard]] std::vector<ports::TaskRow> task_rows(const cases::Case& current_case,
                                                    const cases::Procedure& procedure);

struct Projection {
  std::vector<ports::CaseRow> cases;
  std::vector<ports::DeadlineRow> deadlines;
  std::vector<ports::TaskRow> tasks;
};
/// The rows of `after` that differ from those of `before`; they may run under different versions.
[[nodiscard]] Projection changed_rows(const cases::Case& before, const cases::Procedure& under,
                                      const cases::Case& after, const cases::Procedure& now_under);

}  // namespace dunghan::service
