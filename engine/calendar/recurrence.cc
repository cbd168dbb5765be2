#include "engine/calendar/recurrence.h"

#include <algorithm>
#include <utility>

#include "engine/calendar/calendar.h"

namespace dunghan::calendar {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::seconds;
using Kind = RecurrenceTime::Kind;

struct Recurrence::Prepared {
  bool of_dates = false;
  ZoneRules zone;
  std::optional<RulePlan> plan;  // none: additions alone
  std::optional<Instant> until;
  std::vector<Instant> added, excluded;  // rising
  std::vector<Date> excluded_days;       // rising

  [[nodiscard]] bool excludes(Instant at, LocalTime local) const {
    return std::binary_search(excluded.begin(), excluded.end(), at) ||
           std::binary_search(excluded_days.begin(), excluded_days.end(), floor<days>(local));
  }
};

namespace {

/// `at` is what to_instant gives for `local`: when that was no showing of it, the jump over it.
bool is_skipped(const ZoneRules& zone, LocalTime local, Instant at) {
  return zone.to_local(at) != local;
}

/// A time that the clocks skip, by the offset before the jump (RFC 5545 3.3.5).
Instant moved_on(const ZoneRules& zone, LocalTime skipped, Instant jump) {
  return Instant{skipped.time_since_epoch() - zone.offset_at(jump - Microseconds{1})};
}

Instant instant_of(const ZoneRules& zone, LocalTime local) {
  const Instant at = zone.to_instant(local);
  return is_skipped(zone, local, at) ? moved_on(zone, local, at) : at;
}

Instant instant_of(const ZoneRules& zone, const RecurrenceTime& time) {
  return time.kind == Kind::local ? instant_of(zone, time.at) : Instant{time.at.time_since_epoch()};
}

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::date: return "a date";
    case Kind::local: return "a local time";
    case Kind::utc: return "a time in UTC";
  }
  return "";
}

Failure wrong(std::string message, std::string remedy) {
  return fail(ErrorCode::invalid_argument, std::move(message), std::move(remedy));
}

bool in_years(LocalTime at) {
  const Date date = floor<days>(at);
  return date >= Calendar::first_date() && date <= Calendar::last_date();
}

Failure outside_years(std::string_view what, const RecurrenceTime& time) {
  return fail(ErrorCode::limit_exceeded,
              std::string(what) + " " + to_text(time) + " lies outside the years " +
                  std::to_string(first_year) + " to " + std::to_string(last_year),
              "check the year");
}

Result<void> check_start(const RecurrenceSpec& spec) {
  if (!in_years(spec.start.at)) return outside_years("the start", spec.start);
  if (floor<seconds>(spec.start.at) != spec.start.at)
    return wrong("the start has a fraction of a second", "write whole seconds");
  if (spec.start.kind == Kind::date && floor<days>(spec.start.at) != spec.start.at)
    return wrong("the start is a date with a time of day", "give a date alone or a local time");
  return {};
}

/// The kind that RFC 5545 3.3.10 demands of UNTIL.
Kind kind_of_until(const RecurrenceSpec& spec) {
  return spec.start.kind == Kind::local && spec.zone ? Kind::utc : spec.start.kind;
}

/// UNTIL as it should have been written: a date becomes the end of that day, a time its date.
RecurrenceTime mended_until(const RecurrenceSpec& spec, const RecurrenceTime& until, Kind kind) {
  const Date date = floor<days>(until.at);
  if (kind == Kind::date) return RecurrenceTime::on(date);
  const LocalTime at = until.kind == Kind::date ? LocalTime{date + days{1}} - seconds{1} : until.at;
  if (kind == Kind::local || spec.start.kind == Kind::utc) return {kind, at};
  return RecurrenceTime::utc(instant_of(*spec.zone, at));
}

Result<void> check_rule(const RecurrenceSpec& spec) {
  const RecurrenceRule& rule = *spec.rule;
  if (const auto fault = fault_of(rule)) return wrong(fault->message, fault->remedy);
  if (spec.start.kind == Kind::date && rule.frequency < Frequency::daily) {
    return wrong("the rule counts in units below the day, and its start is a date",
                 "give the start a time of day, such as 2026-01-30T09:00, or use FREQ=DAILY");
  }
  if (rule.until && rule.until->kind != kind_of_until(spec)) {
    const Kind kind = kind_of_until(spec);
    const std::string mended = to_text(mended_until(spec, *rule.until, kind));
    return wrong("UNTIL=" + to_text(*rule.until) + " is " + std::string(name_of(rule.until->kind)) +
                     "; from this start it must be " + std::string(name_of(kind)),
                 "write UNTIL=" + mended);
  }
  return {};
}

/// what: "the addition", "the exception".
Result<void> check_dates(const RecurrenceSpec& spec, const std::vector<RecurrenceTime>& dates,
                         std::string_view what, bool days_allowed) {
  if (dates.size() > recurrence_dates_max) {
    return fail(ErrorCode::limit_exceeded,
                "more than " + std::to_string(recurrence_dates_max) + " dates are given as " +
                    std::string(what),
                "say what they have in common as a rule");
  }
  for (const RecurrenceTime& date : dates) {
    const bool same = date.kind == spec.start.kind;
    const bool in_zone = date.kind == Kind::utc && spec.start.kind == Kind::local && spec.zone;
    const bool whole_day = date.kind == Kind::date && days_allowed;
    if (!same && !in_zone && !whole_day) {
      return wrong(std::string(what) + " " + to_text(date) + " is " +
                       std::string(name_of(date.kind)) + ", and the start is " +
                       std::string(name_of(spec.start.kind)),
                   "write both alike");
    }
    if (!in_years(date.at)) return outside_years(what, date);
  }
  return {};
}

LocalTime end_of_walk(const Recurrence::Prepared& prepared) {
  const LocalTime last = LocalTime{Calendar::last_date() + days{1}} - seconds{1};
  if (!prepared.until) return last;
  // What is later than UNTIL is dropped by its instant; a local time may differ from that by a
  // jump.
  return std::min(last, prepared.zone.to_local(*prepared.until) + days{1});
}

template <class T>
void sort_once(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

Result<Recurrence> Recurrence::make(const RecurrenceSpec& spec) {
  DUNGHAN_TRY_VOID(check_start(spec));
  if (spec.rule) DUNGHAN_TRY_VOID(check_rule(spec));
  DUNGHAN_TRY_VOID(check_dates(spec, spec.added, "the addition", false));
  DUNGHAN_TRY_VOID(check_dates(spec, spec.excluded, "the exception", true));
  auto prepared = std::make_shared<Prepared>();
  prepared->of_dates = spec.start.kind == Kind::date;
  if (spec.start.kind == Kind::local && spec.zone) prepared->zone = *spec.zone;
  const ZoneRules& zone = prepared->zone;
  for (const RecurrenceTime& time : spec.added) prepared->added.push_back(instant_of(zone, time));
  for (const RecurrenceTime& time : spec.excluded) {
    if (time.kind == Kind::date) {
      prepared->excluded_days.push_back(floor<days>(time.at));
    } else {
      prepared->excluded.push_back(instant_of(zone, time));
    }
  }
  if (spec.rule) {
    if (spec.rule->until) prepared->until = instant_of(zone, *spec.rule->until);
    RecurrenceRule rule = *spec.rule;
    put_in_order(rule);
    prepared->plan = plan_of(rule, spec.start.at, prepared->of_dates, end_of_walk(*prepared));
  } else {
    prepared->added.push_back(instant_of(zone, spec.start));
  }
  sort_once(prepared->added);
  sort_once(prepared->excluded);
  sort_once(prepared->excluded_days);
  return Recurrence(std::move(prepared));
}

bool Recurrence::of_dates() const {
  return prepared_->of_dates;
}

RecurrenceCursor Recurrence::occurrences() const {
  return {*prepared_, LocalTime::min()};
}

RecurrenceCursor Recurrence::occurrences_from(LocalTime from) const {
  return {*prepared_, from};
}

RecurrenceCursor::RecurrenceCursor(const Recurrence::Prepared& prepared, LocalTime from)
    : prepared_(&prepared), from_(Instant::min()) {
  const ZoneRules& zone = prepared.zone;
  // Far out, where no occurrence is, an offset must not carry a time beyond what can be told. What
  // was added as a time in UTC may lie in the day beside the first or the last.
  from = std::clamp(from, LocalTime{Calendar::first_date() - days{1}},
                    LocalTime{Calendar::last_date() + days{2}});
  from_ = zone.to_instant(from);
  while (added_ < prepared.added.size() && prepared.added[added_] < from_) ++added_;
  if (!prepared.plan) return;
  // A time that was skipped within the last day may have been moved on beyond `from`.
  const seconds gap = zone.offset_at(from_) - zone.offset_at(from_ - days{1});
  walk_.emplace(*prepared.plan, from - std::max(gap, seconds{0}));
}

/// The rule's local times as instants, in order of the instants, with repetitions.
std::optional<Instant> RecurrenceCursor::next_of_rule() {
  if (!walk_) return std::nullopt;
  const ZoneRules& zone = prepared_->zone;
  if (!rule_read_) local_ = walk_->next();
  rule_read_ = true;
  if (local_ && !gap_local_) open_gap();
  std::optional<Instant> at, at_moved;
  if (local_) {
    at = zone.to_instant(*local_);
    if (is_skipped(zone, *local_, *at)) at.reset();  // of a gap behind this one
  }
  if (gap_local_) at_moved = moved_on(zone, *gap_local_, jump_);
  if (at && (!at_moved || *at < *at_moved)) {
    rule_read_ = false;
    return at;
  }
  if (at_moved) {
    gap_local_ = gap_walk_->next();
    if (gap_local_ &&
        (zone.to_instant(*gap_local_) != jump_ || !is_skipped(zone, *gap_local_, jump_)))
      gap_local_.reset();
  }
  return at_moved;
}

/// Where the rule's next time is skipped by the clocks: sets a copy of the walk to go through the
/// gap, and goes on behind it.
void RecurrenceCursor::open_gap() {
  const ZoneRules& zone = prepared_->zone;
  const Instant at = zone.to_instant(*local_);
  if (!is_skipped(zone, *local_, at)) return;
  jump_ = at;
  gap_walk_ = walk_;
  gap_local_ = local_;
  while (local_ && zone.to_instant(*local_) == jump_ && is_skipped(zone, *local_, jump_))
    local_ = walk_->next();
}

std::optional<Instant> RecurrenceCursor::next_of_all() {
  if (!of_rule_) {
    of_rule_ = next_of_rule();
    if (of_rule_ && prepared_->until && *of_rule_ > *prepared_->until) {
      of_rule_.reset();
      walk_.reset();
    }
  }
  const std::vector<Instant>& added = prepared_->added;
  if (added_ < added.size() && (!of_rule_ || added[added_] <= *of_rule_)) return added[added_++];
  return std::exchange(of_rule_, std::nullopt);
}

std::optional<RecurrenceInstance> RecurrenceCursor::next() {
  while (const auto at = next_of_all()) {
    if (last_ && *at <= *last_) continue;
    last_ = at;
    const LocalTime local = prepared_->zone.to_local(*at);
    if (*at >= from_ && !prepared_->excludes(*at, local)) return RecurrenceInstance{local, *at};
  }
  return std::nullopt;
}

}  // namespace dunghan::calendar
