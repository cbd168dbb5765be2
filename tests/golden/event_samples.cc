#include "tests/golden/event_samples.h"

namespace dunghan::test {
namespace {

using cases::DeadlineChanged;
using deadline::Operation;
using deadline::OperationKind;

const Instant morning = std::chrono::sys_days{std::chrono::April / 26 / 2024} +
                        std::chrono::microseconds{7'200'000'001};
const Date due_day = make_date(2024, 5, 27);

Map facts() {
  return {{"complex", Value(true)}, {"count", Value(std::int64_t{3})}, {"day", Value(due_day)}};
}
Map body() {
  return {{"subject", Value("Nội dung \"mẫu\"")}, {"nobody", Value()}};
}

deadline::DeadlineState full_state() {
  deadline::DeadlineState state;
  state.status = deadline::Status::suspended;
  state.started_at = morning;
  state.due =
      deadline::Due{due_day, morning + std::chrono::days(31), make_date(2024, 5, 26), true, true};
  state.ended_at = morning + std::chrono::days(2);
  state.suspended_since = morning + std::chrono::days(1);
  state.suspended_days = 4;
  state.times_extended = 1;
  state.times_suspended = 2;
  state.late = true;
  state.superseded = 1;
  state.superseded_late = 1;
  return state;
}

DeadlineChanged changed(Operation operation) {
  operation.at = morning;
  operation.seq = 7;
  operation.basis = "LKN Điều 28";
  return {
      "send#2",     true, std::move(operation), full_state(), {"handler", "so-noi-vu", "p-0304"},
      "LKN Điều 28"};
}

Operation start_with(deadline::ResolvedLimit limit) {
  Operation operation;
  operation.limit = std::move(limit);
  return operation;
}

// Every shape of a limit, and every operation with all that may stand beside it.
void add_deadline_changes(std::vector<cases::EventBody>& events) {
  using Limit = deadline::ResolvedLimit;
  const auto limit = [](Limit::Kind kind) {
    Limit one;
    one.kind = kind;
    one.period = days(30);
    return one;
  };
  events.emplace_back(changed(start_with(limit(Limit::Kind::period))));
  Limit earliest = limit(Limit::Kind::earliest);
  earliest.period = {};
  earliest.periods = {days(30), working_days(10)};
  events.emplace_back(changed(start_with(earliest)));
  Limit at_once = limit(Limit::Kind::at_once);
  at_once.period = {};
  at_once.target = hours(24);
  events.emplace_back(changed(start_with(at_once)));
  for (const auto kind : {Limit::Kind::before_date, Limit::Kind::after_date, Limit::Kind::on_date,
                          Limit::Kind::at_least}) {
    Limit dated = limit(kind);
    dated.date = due_day;
    events.emplace_back(changed(start_with(dated)));
  }
  Operation suspend;
  suspend.kind = OperationKind::suspend;
  suspend.ground = "expert_opinion";
  suspend.first_day_counts = true;
  suspend.last_day_counts = false;
  suspend.at_most = months(2);
  events.emplace_back(changed(suspend));
  Operation extend;
  extend.kind = OperationKind::extend;
  extend.ground = "complex";
  extend.by = days(15);
  extend.total = days(45);
  extend.until = due_day;
  events.emplace_back(changed(extend));
  for (const auto kind : {OperationKind::resume, OperationKind::restart, OperationKind::stop,
                          OperationKind::reopen, OperationKind::cancel, OperationKind::lapse}) {
    Operation operation;
    operation.kind = kind;
    if (kind == OperationKind::restart) operation.limit = limit(Limit::Kind::period);
    events.emplace_back(changed(operation));
  }
}

}  // namespace

std::vector<cases::EventBody> event_samples() {
  std::vector<cases::EventBody> events = {
      cases::CaseOpened{"complaint-first-instance", 2, "hash", "so-noi-vu", "KN-SNV-2024-00001",
                        CaseId{9}, "TC-2024-00003", "complaint"},
      cases::DataSet{facts(), body()},
      cases::EventTaken{"accept", facts(), body(), "lý do"},
      cases::ActivityNoted{"T02 Check", facts(), body()},
      cases::StatesMoved{{"received"}, {"open", "checking"}},
      cases::DeadlineArmed{"resolution", 1, morning},
      cases::DeadlineOverdue{"resolution", morning, morning + std::chrono::days(3)},
      cases::ConsequenceDrawn{"resolution", true},
      cases::RungTold{"resolution", 2, 3, {"p-0304", "head@so-noi-vu"}},
      cases::DeadlineCleared{"resolution", {"overdue", "rung 1"}},
      cases::TaskMade{"verify",
                      "handler",
                      "so-noi-vu",
                      "handler",
                      "p-0304",
                      "resolution",
                      {"handler@so-noi-vu", "head@so-noi-vu"}},
      cases::TaskEnded{"verify", true},
      cases::TaskReassigned{"verify", "so-noi-vu", "handler", "p-0305", "rung", {"p-0304"}},
      cases::CaseHandedOver{"so-tu-phap"},
      cases::EventDeferred{"withdraw", facts(), body()},
      cases::LinkOpened{"verification", "inspection", "thanh-tra-tinh"},
      cases::LetterSent{"party:complainant", "acceptance-notice"},
      cases::IncidentRaised{"condition", "no such key"},
      cases::CaseClosed{}};
  add_deadline_changes(events);
  return events;
}

}  // namespace dunghan::test
