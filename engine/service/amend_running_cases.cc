// Amendments that reach running cases on their day, whether anything happens in them or not.
//
// Which of them are done with is a number of the store. A case that is opened afterwards, because
// it was received before and typed in late, comes under them as it is opened (batch.cc).
#include "engine/service/handle_batch.h"

namespace dunghan::service {
namespace {

std::string done_key(const definition::WorkflowDefinition& amendment) {
  return "amendment/" + amendment.id + "/" + std::to_string(amendment.version);
}

}  // namespace

Result<std::size_t> CaseService::amend_running_cases() {
  std::size_t reached = 0;
  DUNGHAN_TRY(const auto amendments, with_.definitions->amendments({}));
  for (const definition::DefinitionPtr& amendment : amendments) {
    if (!amendment->reaches_at_once) continue;
    const auto* calendar = with_.legal_time.calendar(amendment->calendar);
    if (calendar == nullptr) continue;  // told when a case is opened
    if (calendar->zone().date_of(with_.time->now()) < amendment->effective_from) continue;
    {
      DUNGHAN_TRY(auto unit, with_.store->begin());
      DUNGHAN_TRY(const std::int64_t done, unit->series_value(done_key(*amendment)));
      if (done != 0) continue;
    }
    ports::RowFilter running;
    running.workflow = amendment->id;
    running.only_open = true;
    DUNGHAN_TRY(const auto rows, with_.store->cases(running));
    std::vector<Request> requests;
    for (const ports::CaseRow& row : rows) {
      // To fire what is due brings a case under the law of today.
      Request request;
      request.what = FireRequest{};
      request.case_ref = to_text(row.case_id);
      request.actor = {cases::Actor::Kind::engine, "engine"};
      requests.push_back(std::move(request));
    }
    for (const auto& answer : handle_batch(requests)) {
      if (!answer && answer.error().code != ErrorCode::refused) return Failure(answer.error());
    }
    reached += requests.size();
    DUNGHAN_TRY(auto unit, with_.store->begin());
    DUNGHAN_TRY_VOID(unit->set_series_value(done_key(*amendment), 1));
    DUNGHAN_TRY_VOID(unit->commit());
  }
  return reached;
}

}  // namespace dunghan::service
