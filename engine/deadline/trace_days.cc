#include "engine/deadline/trace_days.h"

#include <algorithm>
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
void trace_walk(const Calendar& calendar, Date from, Date to, bool backward, int counted,
                Trace& trace) {
  const days towards{backward ? -1 : 1};
  bool in_run = false;
  for (Date date = from; backward ? date >= to : date <= to; date += towards) {
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
      run.backward = backward;
      trace.push_back(std::move(run));
      in_run = true;
    }
    trace.back().to = date;
    trace.back().number = counted;
  }
}

}  // namespace

void trace_working_days(const Calendar& calendar, Date from, Date to, Trace& trace, int counted) {
  trace_walk(calendar, from, to, false, counted, trace);
}

void trace_working_days_back(const Calendar& calendar, Date from, Date to, Trace& trace) {
  trace_walk(calendar, from, to, true, 0, trace);
}

void trace_office_time(const Calendar& calendar, Instant from, Instant to, Trace& trace) {
  using std::chrono::minutes;
  const ZoneRules& zone = calendar.zone();
  Microseconds sum{0};
  for (Date date = zone.date_of(from); zone.start_of(date) < to; date += days{1}) {
    if (!calendar.is_working(date)) {
      DayReason reason = calendar.reason_for(date);
      if (reason.kind != DayReason::Kind::weekend)
        add_day(trace, day_step(TraceStep::Kind::day_off, date, std::move(reason)), days{1});
      continue;
    }
    const Microseconds counted = calendar.office_time_between(std::max(from, zone.start_of(date)),
                                                              std::min(to, zone.end_of(date)));
    if (counted == Microseconds::zero()) continue;
    sum += counted;
    const auto number = static_cast<int>(std::chrono::ceil<minutes>(counted).count());
    TraceStep* last = trace.empty() ? nullptr : &trace.back();
    const bool goes_on = last != nullptr && last->kind == TraceStep::Kind::office_time &&
                         last->number == number && last->to == date - days{1};
    if (!goes_on) {
      TraceStep step;
      step.kind = TraceStep::Kind::office_time;
      step.from = date;
      step.number = number;
      trace.push_back(std::move(step));
    }
    trace.back().to = date;
    trace.back().minutes_so_far = std::chrono::ceil<minutes>(sum).count();
  }
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
