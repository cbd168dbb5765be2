// Putting a version of a procedure in force, and what that does to the cases that run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/service/handle_batch.h"

namespace dunghan::service {

/// What becomes of a deadline that runs, or of one that an amendment brings.
struct DeadlineFate {
  enum class Kind { kept, armed, dropped };
  std::string deadline;
  Kind kind = Kind::kept;
  std::optional<Date> due_on;
};
[[nodiscard]] std::string_view name_of(DeadlineFate::Kind kind);  // "kept"

struct CaseFate {
  std::string number, unit, state, state_after;
  std::vector<DeadlineFate> deadlines;
  std::string fault;  // why the case cannot come under it; empty: it can
};

struct DeploymentPlan {
  bool is_in_force = false;       // with the same content
  std::int64_t running = 0;       // cases of the procedure that have not ended
  std::vector<CaseFate> reached;  // those that come under it, each as if that were today
};

/// Looks, and changes nothing. errors: refused (definition_changed), the store's.
[[nodiscard]] Result<DeploymentPlan> plan_deployment(CaseService& service,
                                                     const definition::WorkflowDefinition& version);

/// From now on the version is what it is: its text is kept, and another under its number refused.
/// The database says so also of a version under which a case was opened. Gives whether it was new.
/// errors: refused (definition_changed), the store's.
[[nodiscard]] Result<bool> deploy(CaseService& service,
                                  const definition::WorkflowDefinition& version);

/// The text of a version as it is in force, or nothing where it never was.
/// errors: refused (definition_changed), the store's.
[[nodiscard]] Result<std::optional<ports::StoredDocument>> document_in_force(
    ports::UnitOfWork& unit, const definition::WorkflowDefinition& version);
/// The same; puts it in force where it never was.
[[nodiscard]] Result<ports::StoredDocument> put_in_force(
    ports::UnitOfWork& unit, const definition::WorkflowDefinition& version, Instant now);

}  // namespace dunghan::service
