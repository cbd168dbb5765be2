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

deadline::DayChoice named(deadline::DayChoice::Kind kind, int day, int month, int shift) {
  deadline::DayChoice choice;
  choice.kind = kind;
  choice.day = day;
  choice.month = month;
  choice.shift = shift;
  return choice;
}

// Days named by way of others, windows, the first of several, and what may stand beside a limit.
void add_named_days(std::vector<cases::EventBody>& events) {
  using Limit = deadline::ResolvedLimit;
  using Day = deadline::DayChoice::Kind;
  Limit limit;
  limit.kind = Limit::Kind::on_date;
  limit.date = due_day;
  limit.roll = deadline::Roll::preceding;
  limit.target = days(20);
  for (const auto& choice :
       {named(Day::day_of_month, 17, 0, 0), named(Day::last_day, 0, 0, -3),
        named(Day::first_working_day, 0, 0, 1), named(Day::last_working_day, 0, 0, 0),
        named(Day::day_of_year, 20, 12, 1)}) {
    limit.day = choice;
    events.emplace_back(changed(start_with(limit)));
  }
  limit.date.reset();
  limit.roll = deadline::Roll::none;
  limit.day.next_from_start = true;
  events.emplace_back(changed(start_with(limit)));
  Limit window;
  window.kind = Limit::Kind::window;
  window.date = due_day;
  window.day = named(Day::day_of_month, 14, 0, 0);
  window.from = due_day;
  window.from_day = named(Day::day_of_month, 15, 0, -1);
  window.roll = deadline::Roll::following;
  Limit moment;
  moment.kind = Limit::Kind::before_date;
  moment.period = hours(1);
  moment.date = due_day;
  moment.moment = morning;
  Limit first;
  first.kind = Limit::Kind::first_of;
  first.parts = {window, moment};
  events.emplace_back(changed(start_with(window)));
  events.emplace_back(changed(start_with(first)));
  // What a start and a state may bear beside all of that.
  DeadlineChanged full = changed(start_with(moment));
  full.operation.ahead = true;
  full.state.least_time = true;
  full.state.early = true;
  full.state.not_before = morning;
  full.state.target = full.state.due;
  events.emplace_back(full);
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
  for (const auto kind :
       {OperationKind::resume, OperationKind::restart, OperationKind::stop, OperationKind::reopen,
        OperationKind::cancel, OperationKind::lapse, OperationKind::come_back}) {
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
      cases::TaskEnded{"verify", false, true},
      cases::TaskResumed{"verify"},
      cases::TaskReassigned{"verify", "so-noi-vu", "handler", "p-0305", "rung", {"p-0304"}},
      cases::VoteCast{"approve", "agree", facts(), body()},
      cases::CaseHandedOver{"so-tu-phap"},
      cases::EventDeferred{"withdraw", facts(), body()},
      cases::LinkOpened{"verification", "inspection", "thanh-tra-tinh"},
      cases::LinkOpened{"", "unit-report", "so-tu-phap", CaseId{71}, "collecting", 3},
      cases::FanOutPlanned{"collecting", true, 2, {"so-noi-vu", "so-tu-phap"}},
      cases::FanOutPlanned{"following_up", false, 1, {}},
      cases::FanOutDone{"collecting"},
      cases::LinkFailed{CaseId{71}, "there is no unit `so-cu`"},
      cases::CaseReported{CaseId{71}, "BC-2025-00003", "so-tu-phap", "sent", true, facts(), body()},
      cases::WatchBegun{CaseId{70}, {"total", "gaps"}},
      cases::EventIgnored{"report_in", "`report_in` is not allowed in state `approved`"},
      cases::CaseCancelled{},
      cases::CaseAmended{2, "b1946ac92492d2347c6235b4d2611184", {"NĐ155 Điều 22"}},
      cases::ActCorrected{7,
                          "accept",
                          morning,
                          morning - std::chrono::hours(24),
                          facts(),
                          body(),
                          {"resolution"},
                          "đóng dấu nhầm ngày"},
      cases::ActCorrected{1, "", morning, morning, {}, {}, {}, "r"},
      cases::LetterSent{"party:complainant", "acceptance-notice"},
      cases::IncidentRaised{"condition", "no such key"},
      cases::CaseClosed{}};
  add_deadline_changes(events);
  add_named_days(events);
  using cases::TriggerList;
  for (const TriggerList list : cases::trigger_lists)
    events.emplace_back(cases::DeadlineArmed{"resolution", 2, morning, list, false});
  events.emplace_back(cases::DeadlineArmed{"resolution", -1, morning, TriggerList::start, true});
  return events;
}

}  // namespace dunghan::test
