// Cases that cycles open: each window once, also after the service was away.
//
// How far a cycle has come is a number of the store, the last day that was looked at. What opens is
// a command like any other, with a key that names the occasion for ever: where the program stops
// between the two, the repeat finds the receipt.
#include <algorithm>

#include "engine/cycle/occasions.h"
#include "engine/service/handle_batch.h"

namespace dunghan::service {
namespace {

using definition::CycleDefinition;

std::string progress_key(const CycleDefinition& cycle) {
  return "cycle/" + cycle.id;
}

// A store that knows nothing of a series says 0, which is a day in 1970: no cycle began then.
constexpr std::int64_t never = 0;

// What of the missed days is made up for. Those of `today` are not missed.
void drop_missed(const CycleDefinition& cycle, Date today, std::vector<cycle::Occasion>& due) {
  using CatchUp = CycleDefinition::CatchUp;
  if (cycle.catch_up == CatchUp::all) return;
  std::erase_if(due, [&](const cycle::Occasion& occasion) {
    if (occasion.opens == today) return false;
    if (cycle.catch_up == CatchUp::none) return true;
    return std::any_of(due.begin(), due.end(), [&](const cycle::Occasion& other) {
      return other.unit == occasion.unit && other.opens > occasion.opens;
    });
  });
}

Request request_of(const CycleDefinition& cycle, const cycle::Occasion& occasion,
                   const ZoneRules& zone) {
  Request request;
  OpenRequest open;
  open.workflow = cycle.open.name;
  open.unit = occasion.unit;
  open.fields = occasion.with;
  request.what = std::move(open);
  request.key = "cycle/" + occasion.key;
  request.actor = {cases::Actor::Kind::engine, "cycle:" + cycle.id};
  request.occurred = Occurrence{zone.start_of(occasion.opens), false};
  return request;
}

}  // namespace

Result<cycle::Counting> CaseService::counting_of(const CycleDefinition& cycle, Date day) {
  std::string calendar = cycle.calendar, counting = cycle.counting;
  if (calendar.empty() || counting.empty()) {
    DUNGHAN_TRY(const auto opened, with_.definitions->in_force(cycle.open.name, day));
    if (calendar.empty()) calendar = opened->calendar;
    if (counting.empty()) counting = opened->counting;
  }
  const cycle::Counting found{with_.legal_time.calendar(calendar), with_.legal_time.rule(counting)};
  if (found.calendar != nullptr && found.rule != nullptr) return found;
  return fail(ErrorCode::not_found, "cycle `" + cycle.id + "` counts by calendar `" + calendar +
                                        "` and rule `" + counting + "`, of which one is missing");
}

Result<CycleRun> CaseService::run_cycle(const CycleDefinition& cycle) {
  CycleRun run;
  const Instant now = with_.time->now();
  const Date utc_day = std::chrono::floor<std::chrono::days>(LocalTime{now.time_since_epoch()});
  DUNGHAN_TRY(const cycle::Counting counting, counting_of(cycle, utc_day));
  const ZoneRules& zone = counting.calendar->zone();
  const Date today = zone.date_of(now);
  std::int64_t last = never;
  {
    DUNGHAN_TRY(auto unit, with_.store->begin());
    DUNGHAN_TRY(last, unit->series_value(progress_key(cycle)));
  }
  // A cycle that is new begins today: what its windows would have opened before was never owed.
  const Date from = last == never ? today : Date{std::chrono::days{last + 1}};
  if (from > today) return run;
  DUNGHAN_TRY(cycle::Occasions found,
              cycle::occasions(cycle, *with_.organisation, counting, from, today));
  drop_missed(cycle, today, found.due);
  std::vector<Request> requests;
  for (const cycle::Occasion& occasion : found.due)
    requests.push_back(request_of(cycle, occasion, zone));
  const auto answers = handle_batch(requests);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const bool repeated = !answers[i] && answers[i].error().code == ErrorCode::conflict;
    if (answers[i]) ++run.opened;
    if (!answers[i] && !repeated)
      run.failed.push_back({found.due[i].key, answers[i].error().message});
  }
  for (const cycle::Skipped& skipped : found.skipped)
    run.skipped.push_back({skipped.key, skipped.why});
  // What could not be opened is tried again the next time; what could is there already.
  if (!run.failed.empty()) return run;
  DUNGHAN_TRY(auto unit, with_.store->begin());
  DUNGHAN_TRY_VOID(unit->set_series_value(progress_key(cycle), today.time_since_epoch().count()));
  DUNGHAN_TRY_VOID(unit->commit());
  return run;
}

Result<std::vector<CycleRun>> CaseService::open_cycle_cases() {
  std::vector<CycleRun> runs;
  DUNGHAN_TRY(const auto cycles, with_.definitions->cycles());
  for (const auto& cycle : cycles) {
    auto run = run_cycle(*cycle);
    if (!run) {
      CycleRun failed;
      failed.failed.push_back({cycle->id, run.error().message});
      run = std::move(failed);
    }
    run->cycle = cycle->id;
    runs.push_back(*std::move(run));
  }
  return runs;
}

}  // namespace dunghan::service
