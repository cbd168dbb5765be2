#include "engine/service/deploy.h"

#include <algorithm>

namespace dunghan::service {
namespace {

std::optional<Date> due_day(const cases::DeadlineInstance& deadline) {
  return deadline.state.due ? std::optional(deadline.state.due->due_on) : std::nullopt;
}

std::vector<DeadlineFate> fates_of(const cases::Case& before, const cases::Case& after) {
  std::vector<DeadlineFate> fates;
  for (const cases::DeadlineInstance& deadline : before.deadlines) {
    if (!deadline.is_open()) continue;
    const bool is_kept = after.deadline(deadline.key)->is_open();
    fates.push_back({deadline.key, is_kept ? DeadlineFate::Kind::kept : DeadlineFate::Kind::dropped,
                     due_day(*after.deadline(deadline.key))});
  }
  for (const cases::DeadlineInstance& deadline : after.deadlines) {
    const cases::DeadlineInstance* old = before.deadline(deadline.key);
    const bool begins = deadline.is_open() && (old == nullptr || !old->is_open());
    if (begins) fates.push_back({deadline.key, DeadlineFate::Kind::armed, due_day(deadline)});
  }
  return fates;
}

class Planner {
 public:
  Planner(CaseService& service, const definition::WorkflowDefinition& version)
      : service_(service), version_(version) {}

  Result<void> add_cases(DeploymentPlan& plan) {
    ports::RowFilter running;
    running.workflow = version_.id;
    running.only_open = true;
    DUNGHAN_TRY(const auto rows, service_.dependencies().store->cases(running));
    for (const ports::CaseRow& row : rows) {
      ++plan.running;
      DUNGHAN_TRY(const auto loaded, service_.load(row.case_id));
      if (!comes_under_it(*loaded)) continue;
      DUNGHAN_TRY(CaseFate fate, fate_of(*loaded));
      plan.reached.push_back(std::move(fate));
    }
    return {};
  }

 private:
  bool comes_under_it(const LoadedCase& loaded) const {
    const cases::Case& state = loaded.state;
    const int last = state.amended_by.empty() ? state.received_under : state.amended_by.back();
    return version_.reaches_running && last == version_.amends &&
           !statechart::is_in_final(loaded.procedure->chart(), state.configuration, 0);
  }

  Result<CaseFate> fate_of(const LoadedCase& loaded) {
    const Dependencies& with = service_.dependencies();
    CaseFate fate;
    fate.number = loaded.state.number;
    fate.unit = loaded.state.unit;
    fate.state = cases::state_text(loaded.state, *loaded.procedure);
    DUNGHAN_TRY(auto definition,
                with.definitions->from_source(version_.source, loaded.state.received_under));
    DUNGHAN_TRY(const auto procedure,
                cases::Procedure::make(std::move(definition), with.legal_time, loaded.procedure));
    const LoadedCase under{loaded.state, procedure};
    cases::Amendment amendment;
    amendment.version = version_.version;
    amendment.content_hash = version_.content_hash;
    amendment.recorded_at =
        std::max(with.time->now(), loaded.state.last_recorded_at + Microseconds{1});
    // Where its day has not come yet, the case is shown as it is now: nothing is known of later.
    amendment.effective =
        std::min(procedure->zone().start_of(version_.effective_from), amendment.recorded_at);
    const auto amended = cases::amend(loaded.state, amendment, service_.facts_for(loaded),
                                      service_.facts_for(under));
    if (!amended) {
      fate.fault = amended.error().message;
      return fate;
    }
    fate.state_after = cases::state_text(amended->after, *procedure);
    fate.deadlines = fates_of(loaded.state, amended->after);
    return fate;
  }

  CaseService& service_;
  const definition::WorkflowDefinition& version_;
};

}  // namespace

std::string_view name_of(DeadlineFate::Kind kind) {
  switch (kind) {
    case DeadlineFate::Kind::kept: return "kept";
    case DeadlineFate::Kind::armed: return "armed";
    case DeadlineFate::Kind::dropped: break;
  }
  return "dropped";
}

Result<std::optional<ports::StoredDocument>> document_in_force(
    ports::UnitOfWork& unit, const definition::WorkflowDefinition& version) {
  DUNGHAN_TRY(auto document, unit.find_document("definition", version.id, version.version));
  if (document && document->content_hash != version.content_hash) {
    return refuse("definition_changed",
                  "version " + std::to_string(version.version) + " of `" + version.id +
                      "` was put in force with other content; a version in force is never edited",
                  "undo the change, or write it as the next version");
  }
  return document;
}

Result<ports::StoredDocument> put_in_force(ports::UnitOfWork& unit,
                                           const definition::WorkflowDefinition& version,
                                           Instant now) {
  DUNGHAN_TRY(auto document, document_in_force(unit, version));
  if (document) return *std::move(document);
  ports::StoredDocument made{"definition",         version.id,     version.version,
                             version.content_hash, version.source, now};
  DUNGHAN_TRY_VOID(unit.put_document(made));
  return made;
}

Result<DeploymentPlan> plan_deployment(CaseService& service,
                                       const definition::WorkflowDefinition& version) {
  DeploymentPlan plan;
  {
    DUNGHAN_TRY(auto unit, service.dependencies().store->begin());
    DUNGHAN_TRY(const auto document, document_in_force(*unit, version));
    plan.is_in_force = document.has_value();
  }
  DUNGHAN_TRY_VOID(Planner(service, version).add_cases(plan));
  return plan;
}

Result<bool> deploy(CaseService& service, const definition::WorkflowDefinition& version) {
  DUNGHAN_TRY(auto unit, service.dependencies().store->begin());
  DUNGHAN_TRY(const auto document, document_in_force(*unit, version));
  if (document) return false;
  DUNGHAN_TRY_VOID(put_in_force(*unit, version, service.dependencies().time->now()));
  DUNGHAN_TRY_VOID(unit->commit());
  return true;
}

}  // namespace dunghan::service
