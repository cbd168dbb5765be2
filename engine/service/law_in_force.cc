// By which version of its procedure a case is judged: the one in force on the day of its receipt,
// and the amendments that have reached it since.
#include <algorithm>

#include "engine/service/batch.h"
#include "engine/service/deploy.h"

namespace dunghan::service {

Result<cases::ProcedurePtr> Batch::procedure_in_force(const std::string& workflow,
                                                      const Occurrence& occurred) {
  auto& with = service_.with_;
  // The day of receipt decides on the version; it is taken in the zone of the version then found.
  const Date utc_day =
      std::chrono::floor<std::chrono::days>(LocalTime{occurred.at.time_since_epoch()});
  DUNGHAN_TRY(auto definition,
              with.definitions->in_force(workflow, utc_day + std::chrono::days{1}));
  const calendar::Calendar* calendar = with.legal_time.calendar(definition->calendar);
  if (calendar == nullptr)
    return fail(ErrorCode::not_found, "workflow `" + workflow + "` counts by calendar `" +
                                          definition->calendar + "`, which does not exist");
  DUNGHAN_TRY(definition,
              with.definitions->in_force(workflow, calendar->zone().date_of(occurred.at)));
  DUNGHAN_TRY(const auto document, put_in_force(*definition));
  return service_.procedure_of(document);
}

Result<ports::StoredDocument> Batch::put_in_force(
    const definition::WorkflowDefinition& definition) {
  auto document = service::put_in_force(*unit_, definition, now_);
  if (!document && document.error().code != ErrorCode::refused) poisoned_ = true;
  return document;
}

Result<definition::DefinitionPtr> Batch::next_amendment(const LoadedCase& loaded, Instant at) {
  const cases::Case& state = loaded.state;
  if (state.closed_at || statechart::is_in_final(loaded.procedure->chart(), state.configuration, 0))
    return definition::DefinitionPtr();
  DUNGHAN_TRY(const auto amendments,
              service_.with_.definitions->amendments(loaded.procedure->definition().id));
  const Date day = loaded.procedure->zone().date_of(at);
  int last = state.amended_by.empty() ? state.received_under : state.amended_by.back();
  // One that reaches new cases alone may lie between.
  for (std::size_t passed = 0; passed < amendments.size(); ++passed) {
    const auto next = std::find_if(amendments.begin(), amendments.end(),
                                   [&](const auto& other) { return other->amends == last; });
    if (next == amendments.end() || (*next)->effective_from > day) break;
    if ((*next)->reaches_running) return *next;
    last = (*next)->version;
  }
  return definition::DefinitionPtr();
}

Result<std::shared_ptr<const LoadedCase>> Batch::under_law_of(
    std::shared_ptr<const LoadedCase> loaded, Instant at) {
  for (;;) {
    DUNGHAN_TRY(const auto amendment, next_amendment(*loaded, at));
    if (amendment == nullptr) return loaded;
    DUNGHAN_TRY(loaded, amended(*loaded, *amendment));
  }
}

// An act that counts in law before the day of an amendment, and is typed in after it: the act is
// judged by the old law, and the case then comes under those that wait for no act.
Result<std::shared_ptr<const LoadedCase>> Batch::under_todays_law(
    std::shared_ptr<const LoadedCase> loaded) {
  DUNGHAN_TRY(const auto amendment, next_amendment(*loaded, now_));
  if (amendment == nullptr || !amendment->reaches_at_once) return loaded;
  return under_law_of(std::move(loaded), now_);
}

Result<std::shared_ptr<const LoadedCase>> Batch::amended(
    const LoadedCase& loaded, const definition::WorkflowDefinition& amendment) {
  DUNGHAN_TRY(const auto document, put_in_force(amendment));
  DUNGHAN_TRY(const auto procedure, service_.amended_procedure(loaded.procedure, document));
  const LoadedCase under{loaded.state, procedure};
  const Request engine{};
  const cases::Facts facts = facts_for(loaded, engine);
  const cases::Facts facts_after = facts_for(under, engine);
  cases::Amendment reached;
  reached.version = amendment.version;
  reached.content_hash = document.content_hash;
  reached.effective = procedure->zone().start_of(amendment.effective_from);
  reached.recorded_at = std::max(now_, loaded.state.last_recorded_at + Microseconds{1});
  DUNGHAN_TRY(cases::Decision decision, cases::amend(loaded.state, reached, facts, facts_after));
  const bool has_ended = decision.after.amended_by.size() == loaded.state.amended_by.size();
  DUNGHAN_TRY_VOID(write(loaded, decision, has_ended ? facts : facts_after, 0));
  if (service_.with_.on_decided) service_.with_.on_decided(*procedure, decision);
  auto after = std::make_shared<const LoadedCase>(
      LoadedCase{std::move(decision.after), has_ended ? loaded.procedure : procedure});
  touch(after);
  return after;
}

}  // namespace dunghan::service
