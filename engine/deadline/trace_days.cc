#include "engine/deadline/trace_days.h"

#include <utility>

namespace dunghan::deadline {
namespace {

using calendar::Calendar;
using calendar::DayReason;
using std::chrono::days;

TraceStep day_step(TraceStep::Kind kind, Date date, DayReason reason) {
  TraceStep step;
  step.kind = kind;
  step.from = step.to = date;
  step.reason = reason.kind;
  step.note_vi = std::move(reason.name_vi);
  step.note_en = std::move(reason.name_en);
  step.basis = std::move(reason.basis);
  step.confidence = std::move(reason.confidence);
  return step;
}

/// Adds a step for one day to the last one where that tells the same of the day beside it.
void add_day(Trace& trace, TraceStep step, days towards) {
  if (!trace.empty()) {
    TraceStep& last = trace.back();
    const bool same = last.kind == step.kind && last.reason == step.reason &&
                      last.note_vi == step.note_vi && last.note_en == step.note_en &&
                      last.basis == step.basis && last.confidence == step.confidence;
    if (same && last.to && *last.to + towards == *step.from) {
      last.to = step.to;
      return;
    }
  }
  trace.push_back(std::move(step));
}

/// Walks from `from` to `to` (both in) and appends what the count meets.
void trace_walk(const Calendar& calendar, Date from, Date to, days towards, Trace& trace) {
  int counted = 0;
  bool in_run = false;
  for (Date date = from; towards.count() > 0 ? date <= to : date >= to; date += towards) {
    DayReason reason = calendar.reason_for(date);
    if (!calendar.is_working(date)) {
      in_run = false;
      if (reason.kind != DayReason::Kind::weekend) {
        add_day(trace, day_step(TraceStep::Kind::day_off, date, std::move(reason)), towards);
      }
      continue;
    }
    if (reason.kind == DayReason::Kind::swapped_worked) {
      add_day(trace, day_step(TraceStep::Kind::worked_day, date, std::move(reason)), towards);
      in_run = false;
    }
    ++counted;
    if (!in_run) {
      TraceStep run;
      run.kind = TraceStep::Kind::count;
      run.from = date;
      run.backward = towards.count() < 0;
      trace.push_back(std::move(run));
      in_run = true;
    }
    trace.back().to = date;
    trace.back().number = counted;
  }
}

}  // namespace

void trace_working_days(const Calendar& calendar, Date from, Date to, Trace& trace) {
  trace_walk(calendar, from, to, days{1}, trace);
}

void trace_working_days_back(const Calendar& calendar, Date from, Date to, Trace& trace) {
  trace_walk(calendar, from, to, days{-1}, trace);
}

void trace_closed_days(const Calendar& calendar, Date from, Date to, Trace& trace) {
  const days towards{from <= to ? 1 : -1};
  for (Date date = from; date != to; date += towards) {
    if (!calendar.is_working(date)) {
      add_day(trace, day_step(TraceStep::Kind::day_off, date, calendar.reason_for(date)), towards);
    }
  }
}

}  // namespace dunghan::deadline
