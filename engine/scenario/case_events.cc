#include "engine/scenario/case_events.h"

#include "engine/cases/event_codec.h"

namespace dunghan::scenario {

Result<std::vector<cases::Event>> events_of(ports::CaseStore& store, CaseId case_id) {
  DUNGHAN_TRY(const auto records, store.events(ports::StreamKind::cases, case_id.value));
  std::vector<cases::Event> events;
  events.reserve(records.size());
  for (const ports::EventRecord& record : records) {
    DUNGHAN_TRY(auto what, cases::decode({record.kind, record.version, record.facts, record.body}));
    events.push_back(
        {record.seq, record.occurred_at, record.recorded_at, record.actor, std::move(what)});
  }
  return events;
}

}  // namespace dunghan::scenario
