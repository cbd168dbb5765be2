#include "engine/service/handle_batch.h"

#include <algorithm>

#include "engine/cases/event_codec.h"
#include "engine/service/batch.h"

namespace dunghan::service {
namespace {

cases::Actor engine_actor() {
  return {cases::Actor::Kind::engine, "engine"};
}

}  // namespace

CaseService::CaseService(Dependencies dependencies, Limits limits)
    : with_(std::move(dependencies)), limits_(limits) {}

std::vector<Result<Answer>> CaseService::handle_batch(const std::vector<Request>& requests) {
  std::vector<Result<Answer>> answers;
  answers.reserve(requests.size());
  for (std::size_t from = 0; from < requests.size(); from += limits_.batch_commands_max) {
    const std::size_t to = std::min(requests.size(), from + limits_.batch_commands_max);
    const std::vector<Request> part(requests.begin() + static_cast<std::ptrdiff_t>(from),
                                    requests.begin() + static_cast<std::ptrdiff_t>(to));
    auto unit = with_.store->begin();
    if (!unit) {
      for (std::size_t index = from; index < to; ++index)
        answers.emplace_back(Failure(unit.error()));
      continue;
    }
    Batch batch(*this, std::move(*unit), with_.time->now());
    std::vector<Result<Answer>> done;
    for (const Request& request : part) {
      done.push_back(batch.run(request));
      if (batch.is_poisoned()) break;
    }
    const auto committed =
        batch.is_poisoned() ? Result<void>(Failure(done.back().error())) : batch.commit();
    const bool lost = !committed && committed.error().code != ErrorCode::unknown_outcome;
    if (lost && part.size() > 1) {
      done = run_alone(part);
    } else if (!committed) {
      done.assign(part.size(), Failure(committed.error()));
    }
    std::move(done.begin(), done.end(), std::back_inserter(answers));
  }
  return answers;
}

std::vector<Result<Answer>> CaseService::run_alone(const std::vector<Request>& requests) {
  std::vector<Result<Answer>> answers;
  for (const Request& request : requests) {
    auto one = handle_batch({request});
    answers.push_back(std::move(one.front()));
  }
  return answers;
}

Result<Answer> CaseService::handle(const Request& request) {
  auto answers = handle_batch({request});
  return std::move(answers.front());
}

Result<std::size_t> CaseService::fire_due_timers(std::size_t limit) {
  std::vector<Request> requests;
  {
    DUNGHAN_TRY(auto unit, with_.store->begin());
    DUNGHAN_TRY(const auto due, unit->due_timers(with_.time->now(), limit));
    for (const ports::TimerRow& timer : due) {
      const std::string case_ref = to_text(timer.case_id);
      const bool known = std::any_of(requests.begin(), requests.end(), [&](const Request& other) {
        return other.case_ref == case_ref;
      });
      if (known) continue;
      Request request;
      request.what = FireRequest{};
      request.case_ref = case_ref;
      request.actor = engine_actor();
      requests.push_back(std::move(request));
    }
  }
  for (const auto& answer : handle_batch(requests)) {
    if (!answer && answer.error().code != ErrorCode::refused) return Failure(answer.error());
  }
  return requests.size();
}

Result<std::shared_ptr<const LoadedCase>> CaseService::load(std::string_view case_ref) {
  DUNGHAN_TRY(const auto by_number, with_.store->find_case(case_ref));
  if (by_number) return load(*by_number);
  if (const auto id = id_from_text(case_ref)) return load(CaseId{*id});
  return fail(ErrorCode::not_found, "there is no case `" + std::string(case_ref) + "`",
              "cases go by number or id; `dunghan list` shows them");
}

Result<std::shared_ptr<const LoadedCase>> CaseService::load(CaseId case_id) {
  if (auto found = cached(case_id)) return found;
  DUNGHAN_TRY(auto loaded, load_records(case_id, std::nullopt));
  auto shared = std::make_shared<const LoadedCase>(std::move(loaded));
  remember(shared);
  return shared;
}

Result<LoadedCase> CaseService::load_as_of(CaseId case_id, Instant known_at) {
  return load_records(case_id, known_at);
}

Result<LoadedCase> CaseService::load_records(CaseId case_id, std::optional<Instant> known_at) {
  DUNGHAN_TRY(auto records, with_.store->events(ports::StreamKind::cases, case_id.value));
  if (known_at)
    std::erase_if(records,
                  [&](const ports::EventRecord& record) { return record.recorded_at > *known_at; });
  if (records.empty())
    return fail(ErrorCode::not_found, "there is no case `" + to_text(case_id) + "`");
  return assemble(case_id, records, [&](const std::string& workflow, int version) {
    return with_.store->find_document("definition", workflow, version);
  });
}

Result<LoadedCase> CaseService::assemble(CaseId case_id,
                                         const std::vector<ports::EventRecord>& records,
                                         const DocumentSource& documents) {
  const ports::EventRecord& first = records.front();
  DUNGHAN_TRY(const auto event,
              cases::decode({first.kind, first.version, first.facts, first.body}));
  const auto* opened = std::get_if<cases::CaseOpened>(&event);
  if (opened == nullptr)
    return fail(ErrorCode::corrupt,
                "case `" + to_text(case_id) + "` does not begin with its opening");
  DUNGHAN_TRY(const auto document, documents(opened->workflow, opened->version));
  if (!document)
    return fail(ErrorCode::corrupt,
                "the definition of case `" + to_text(case_id) + "` is not in the database");
  DUNGHAN_TRY(auto procedure, procedure_of(*document));
  return replay_events(
      records, std::move(procedure),
      [&](const cases::ProcedurePtr& before, int version) -> Result<cases::ProcedurePtr> {
        DUNGHAN_TRY(const auto amendment, documents(opened->workflow, version));
        if (amendment) return amended_procedure(before, *amendment);
        return fail(ErrorCode::corrupt, "version " + std::to_string(version) + " of `" +
                                            opened->workflow + "`, which reached case `" +
                                            to_text(case_id) + "`, is not in the database");
      });
}

cases::Facts CaseService::facts_for(const LoadedCase& loaded) const {
  cases::Facts facts;
  facts.procedure = loaded.procedure.get();
  facts.organisation = with_.organisation;
  facts.cases_opened_at_once = limits_.cases_opened_at_once;
  return facts;
}

void CaseService::remember(const std::shared_ptr<const LoadedCase>& loaded) {
  if (const auto found = by_id_.find(loaded->state.id); found != by_id_.end()) {
    recent_.erase(found->second);
    by_id_.erase(found);
  }
  recent_.push_front(loaded);
  by_id_[loaded->state.id] = recent_.begin();
  while (recent_.size() > limits_.cached_cases_max) {
    by_id_.erase(recent_.back()->state.id);
    recent_.pop_back();
  }
}

std::shared_ptr<const LoadedCase> CaseService::cached(CaseId case_id) {
  const auto found = by_id_.find(case_id);
  if (found == by_id_.end()) return nullptr;
  recent_.splice(recent_.begin(), recent_, found->second);
  return recent_.front();
}

Result<cases::ProcedurePtr> CaseService::procedure_of(const ports::StoredDocument& document) {
  if (const auto found = procedures_.find(document.content_hash); found != procedures_.end())
    return found->second;
  DUNGHAN_TRY(auto definition, with_.definitions->from_source(document.source, 0));
  DUNGHAN_TRY(auto procedure, cases::Procedure::make(std::move(definition), with_.legal_time));
  procedures_[document.content_hash] = procedure;
  return procedure;
}

Result<cases::ProcedurePtr> CaseService::amended_procedure(const cases::ProcedurePtr& before,
                                                           const ports::StoredDocument& document) {
  cases::ProcedurePtr& kept = amended_[{before, document.content_hash}];
  if (kept != nullptr) return kept;
  DUNGHAN_TRY(auto definition,
              with_.definitions->from_source(document.source, before->definition().version));
  DUNGHAN_TRY(kept, cases::Procedure::make(std::move(definition), with_.legal_time, before));
  return kept;
}

Result<cases::Event> event_of(const ports::EventRecord& record) {
  DUNGHAN_TRY(cases::EventBody what,
              cases::decode({record.kind, record.version, record.facts, record.body}));
  return cases::Event{record.seq, record.occurred_at, record.recorded_at, record.actor,
                      std::move(what)};
}

Result<LoadedCase> replay_events(const std::vector<ports::EventRecord>& records,
                                 cases::ProcedurePtr procedure, const AmendedProcedure& amended) {
  LoadedCase loaded;
  cases::Case& state = loaded.state;
  state.id = CaseId{records.empty() ? 0 : records.front().stream_id};
  for (const ports::EventRecord& record : records) {
    if (record.seq != state.seq + 1) {
      return fail(ErrorCode::corrupt, "event " + std::to_string(state.seq + 1) + " of case `" +
                                          to_text(state.id) + "` is missing");
    }
    DUNGHAN_TRY(const cases::Event event, event_of(record));
    if (const auto* reached = std::get_if<cases::CaseAmended>(&event.what)) {
      DUNGHAN_TRY(procedure, amended(procedure, reached->version));
    }
    cases::apply(state, event, *procedure);
  }
  loaded.procedure = std::move(procedure);
  return loaded;
}

}  // namespace dunghan::service
