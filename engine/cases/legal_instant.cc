#include "engine/cases/legal_instant.h"

#include <algorithm>

namespace dunghan::cases {
namespace {

// An act known by its date alone is placed within the day: after the opening, and after what the
// case already did that day.
Instant place_within_day(const Turn& turn, Instant midnight) {
  const ZoneRules& zone = turn.procedure().zone();
  const Date day = zone.date_of(midnight);
  Instant at = midnight;
  for (const Instant earlier : {turn.current().opened_at, turn.current().last_act_at}) {
    if (zone.date_of(earlier) == day) at = std::max(at, earlier);
  }
  return std::min(at, std::max(turn.recorded_at(), midnight));
}

// "2024-04-26 09:00", as the clock on the wall showed it.
std::string local_text(const ZoneRules& zone, Instant instant) {
  const LocalTime local = zone.to_local(instant);
  const std::string text = to_text(Instant(local.time_since_epoch()));  // "2024-04-26T09:00:…"
  return text.substr(0, 10) + " " + text.substr(11, 5);
}

Result<Date> earliest_day(const Turn& turn, const Period& at_most, Date today) {
  deadline::CountingRule plain;
  plain.roll_backward = deadline::Roll::none;
  DUNGHAN_TRY(const deadline::Due due,
              deadline::due_before(plain, turn.procedure().calendar(), today, at_most));
  return due.due_on;
}

bool has_all(const Frame& frame, const std::vector<definition::Need>& needs) {
  return std::all_of(needs.begin(), needs.end(), [&](const definition::Need& need) {
    const Value* value = find(frame.occasion.fields, need.field.name);
    return (value != nullptr && !value->is_null()) ||
           (need.field.name == "reason" && !frame.reason.empty());
  });
}

std::string join(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

Result<void> check_backdating(const Turn& turn, const Frame& frame, Date day, Date today) {
  const auto& rule = turn.procedure().definition().backdate;
  const std::string dated = "dated " + to_text(day) + " and recorded on " + to_text(today);
  if (!rule) {
    return refuse("backdated", dated + ": this procedure takes acts of the same day only",
                  "a `backdate:` rule in the definition would say how far back, and by whom");
  }
  bool within = !rule->at_most.has_value();
  std::string limit;
  if (rule->at_most) {
    DUNGHAN_TRY(const Date earliest, earliest_day(turn, *rule->at_most, today));
    within = day >= earliest;
    limit = "at most " + to_text(*rule->at_most) + " back (since " + to_text(earliest) + ")";
  }
  if (within && may_act(turn, frame, rule->by)) return {};
  const bool beyond = !rule->beyond_by.empty() && may_act(turn, frame, rule->beyond_by) &&
                      has_all(frame, rule->beyond_needs);
  if (beyond) return {};
  std::string remedy = rule->beyond_by.empty()
                           ? std::string()
                           : "beyond that: " + join(rule->beyond_by) + ", with --reason";
  return refuse(
      "backdated",
      dated + ": allowed is " + (limit.empty() ? "any day" : limit) + ", by " + join(rule->by),
      std::move(remedy));
}

Failure in_the_future(const Turn& turn, const Occurrence& occurred) {
  const ZoneRules& zone = turn.procedure().zone();
  return refuse("in_the_future", "dated " +
                                     (occurred.date_only ? to_text(zone.date_of(occurred.at))
                                                         : local_text(zone, occurred.at)) +
                                     ", which is still to come (it is " +
                                     local_text(zone, turn.recorded_at()) + ")");
}

Failure before_opening(const Turn& turn, Instant at) {
  const ZoneRules& zone = turn.procedure().zone();
  return refuse("before_opening", "dated " + local_text(zone, at) +
                                      ", before the case was opened (" +
                                      local_text(zone, turn.current().opened_at) + ")");
}

}  // namespace

Result<Instant> legal_instant(const Turn& turn, const Frame& frame, const Occurrence& occurred,
                              bool opening) {
  const ZoneRules& zone = turn.procedure().zone();
  const Date today = zone.date_of(turn.recorded_at());
  const Date day = zone.date_of(occurred.at);
  const bool future =
      occurred.date_only ? day > today : occurred.at > turn.recorded_at() + future_tolerance;
  if (future) return in_the_future(turn, occurred);
  const Instant at = occurred.date_only
                         ? (opening ? occurred.at : place_within_day(turn, occurred.at))
                         : occurred.at;
  if (!opening && at < turn.current().opened_at) return before_opening(turn, at);
  if (turn.facts().bound_backdating && frame.actor.is_person() && day < today) {
    DUNGHAN_TRY_VOID(check_backdating(turn, frame, day, today));
  }
  return at;
}

Result<void> check_corrected_instant(const Turn& turn, const Frame& frame, const RecordedAct& act,
                                     Instant is) {
  if (is > turn.recorded_at() + future_tolerance) return in_the_future(turn, {is, false});
  if (!act.opens() && is < turn.current().opened_at) return before_opening(turn, is);
  if (act.opens() && act.next_at && is > *act.next_at) {
    const ZoneRules& zone = turn.procedure().zone();
    return refuse("before_opening", "the case would be opened at " + local_text(zone, is) +
                                        ", after an act of " + local_text(zone, *act.next_at));
  }
  if (!turn.facts().bound_backdating || !frame.actor.is_person()) return {};
  const auto& rule = turn.procedure().definition().backdate;
  const bool may =
      rule && (may_act(turn, frame, rule->by) || may_act(turn, frame, rule->beyond_by));
  if (!may) {
    return refuse(
        "not_permitted",
        frame.actor.id + " may not correct what is on record: that is for " +
            (rule ? join(rule->by) + (rule->beyond_by.empty() ? "" : ", ") + join(rule->beyond_by)
                  : std::string("nobody")),
        rule ? "" : "a `backdate:` rule in the definition would say who, and how far");
  }
  const ZoneRules& zone = turn.procedure().zone();
  const Date day = zone.date_of(std::min(act.occurred_at, is));
  const Date today = zone.date_of(turn.recorded_at());
  if (day >= today) return {};
  // A correction never goes without its reason, by whatever name the definition asks for one.
  Frame with_reason = frame;
  for (const auto& need : rule->beyond_needs)
    with_reason.occasion.fields.push_back({need.field.name, frame.reason});
  return check_backdating(turn, with_reason, day, today);
}

}  // namespace dunghan::cases
