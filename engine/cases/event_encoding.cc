// Writing events down: every kind as its facts and its body.
#include <utility>

#include "engine/cases/event_codec.h"

namespace dunghan::cases {
namespace {

// ---- writing: what is empty is left out, so that the record of a plain event is short
// --------------------------------------------------

void add(Map& map, const char* key, const std::string& text) {
  if (!text.empty()) map.push_back({key, text});
}
void add(Map& map, const char* key, const std::optional<Instant>& instant) {
  if (instant) map.push_back({key, *instant});
}
void add(Map& map, const char* key, const std::optional<Date>& date) {
  if (date) map.push_back({key, *date});
}
void add(Map& map, const char* key, const std::optional<Period>& period) {
  if (period) map.push_back({key, *period});
}
void add(Map& map, const char* key, const std::optional<bool>& flag) {
  if (flag) map.push_back({key, *flag});
}
void add_flag(Map& map, const char* key, bool flag) {
  if (flag) map.push_back({key, true});
}
void add_count(Map& map, const char* key, std::int64_t count) {
  if (count != 0) map.push_back({key, count});
}
void add(Map& map, const char* key, const std::vector<std::string>& names) {
  if (names.empty()) return;
  List list(names.begin(), names.end());
  map.push_back({key, std::move(list)});
}
void add(Map& map, const char* key, const Map& fields) {
  if (!fields.empty()) map.push_back({key, fields});
}

void add(Map& map, const char* key, const deadline::DayChoice& choice) {
  if (choice.kind == deadline::DayChoice::Kind::itself) return;
  Map day;
  day.push_back({"kind", day_choice_names.at(static_cast<std::size_t>(choice.kind))});
  add_count(day, "day", choice.day);
  add_count(day, "month", choice.month);
  add_count(day, "shift", choice.shift);
  add_flag(day, "next_from_start", choice.next_from_start);
  map.push_back({key, std::move(day)});
}

Map encode_limit(const deadline::ResolvedLimit& limit) {
  Map map;
  map.push_back({"kind", limit_kind_names.at(static_cast<std::size_t>(limit.kind))});
  if (!limit.period.is_zero()) map.push_back({"period", limit.period});
  if (!limit.periods.empty()) {
    List periods(limit.periods.begin(), limit.periods.end());
    map.push_back({"periods", std::move(periods)});
  }
  add(map, "date", limit.date);
  add(map, "day", limit.day);
  add(map, "moment", limit.moment);
  add(map, "from", limit.from);
  add(map, "from_day", limit.from_day);
  if (!limit.parts.empty()) {
    List parts;
    for (const auto& part : limit.parts) parts.emplace_back(encode_limit(part));
    map.push_back({"parts", std::move(parts)});
  }
  if (limit.roll) map.push_back({"roll", roll_names.at(static_cast<std::size_t>(*limit.roll))});
  add(map, "target", limit.target);
  return map;
}

Map encode_operation(const deadline::Operation& operation) {
  Map map;
  map.push_back({"kind", deadline::name_of(operation.kind)});
  map.push_back({"at", operation.at});
  map.push_back({"seq", operation.seq});
  const bool starts = operation.kind == deadline::OperationKind::start ||
                      operation.kind == deadline::OperationKind::restart;
  if (starts) map.push_back({"limit", encode_limit(operation.limit)});
  add_flag(map, "ahead", operation.ahead);
  add(map, "ground", operation.ground);
  add(map, "by", operation.by);
  add(map, "total", operation.total);
  add(map, "until", operation.until);
  add(map, "first_day_counts", operation.first_day_counts);
  add(map, "last_day_counts", operation.last_day_counts);
  add(map, "at_most", operation.at_most);
  add(map, "basis", operation.basis);
  return map;
}

Map encode_state(const deadline::DeadlineState& state) {
  Map map;
  map.push_back({"status", deadline::name_of(state.status)});
  add(map, "started_at", state.started_at);
  if (state.due) {
    map.push_back({"due_on", state.due->due_on});
    map.push_back({"due_at", state.due->due_at});
    map.push_back({"unrolled", state.due->unrolled});
    add_flag(map, "provisional", state.due->provisional);
    add_flag(map, "clock", state.due->clock_type);
  }
  add_flag(map, "least_time", state.least_time);
  add(map, "not_before", state.not_before);
  if (state.target) {
    map.push_back({"target_on", state.target->due_on});
    map.push_back({"target_at", state.target->due_at});
    map.push_back({"target_unrolled", state.target->unrolled});
    add_flag(map, "target_provisional", state.target->provisional);
    add_flag(map, "target_clock", state.target->clock_type);
  }
  add(map, "ended_at", state.ended_at);
  add(map, "suspended_since", state.suspended_since);
  add_count(map, "suspended_days", state.suspended_days);
  add_count(map, "times_extended", state.times_extended);
  add_count(map, "times_suspended", state.times_suspended);
  add_flag(map, "late", state.late);
  add_flag(map, "early", state.early);
  add_count(map, "superseded", state.superseded);
  add_count(map, "superseded_late", state.superseded_late);
  return map;
}

struct Encoder {
  EncodedEvent operator()(const CaseOpened& event) const {
    EncodedEvent out{"case_opened", 1, {}, {}};
    add(out.facts, "workflow", event.workflow);
    out.facts.push_back({"version", std::int64_t{event.version}});
    add(out.facts, "content_hash", event.content_hash);
    add(out.facts, "unit", event.unit);
    add(out.facts, "number", event.number);
    add_count(out.facts, "parent", event.parent.value);
    add(out.facts, "parent_number", event.parent_number);
    add(out.facts, "link", event.link);
    return out;
  }
  EncodedEvent operator()(const DataSet& event) const {
    return {"data_set", 1, event.facts, event.body};
  }
  EncodedEvent operator()(const EventTaken& event) const {
    EncodedEvent out{"event_taken", 1, {}, {}};
    add(out.facts, "name", event.name);
    add(out.facts, "fields", event.facts);
    add(out.body, "fields", event.body);
    add(out.body, "reason", event.reason);
    return out;
  }
  EncodedEvent operator()(const ActivityNoted& event) const {
    EncodedEvent out{"activity_noted", 1, {}, {}};
    add(out.facts, "name", event.name);
    add(out.facts, "fields", event.facts);
    add(out.body, "fields", event.body);
    return out;
  }
  EncodedEvent operator()(const StatesMoved& event) const {
    EncodedEvent out{"states_moved", 1, {}, {}};
    add(out.facts, "left", event.left);
    add(out.facts, "entered", event.entered);
    return out;
  }
  EncodedEvent operator()(const DeadlineArmed& event) const {
    EncodedEvent out{
        "deadline_armed",
        1,
        {{"deadline", event.deadline}, {"trigger", std::int64_t{event.trigger}}, {"at", event.at}},
        {}};
    if (event.list != TriggerList::start)
      add(out.facts, "list",
          std::string(trigger_list_names.at(static_cast<std::size_t>(event.list))));
    add_flag(out.facts, "released", event.released);
    return out;
  }
  EncodedEvent operator()(const DeadlineChanged& event) const {
    EncodedEvent out{"deadline_changed", 1, {}, {}};
    add(out.facts, "deadline", event.deadline);
    add_flag(out.facts, "follows", event.follows);
    add(out.facts, "operation", encode_operation(event.operation));
    add(out.facts, "state", encode_state(event.state));
    add(out.facts, "role", event.owner.role);
    add(out.facts, "unit", event.owner.unit);
    add(out.facts, "owner", event.owner.owner);
    add(out.facts, "basis", event.basis);
    return out;
  }
  EncodedEvent operator()(const DeadlineOverdue& event) const {
    EncodedEvent out{"deadline_overdue", 1, {}, {}};
    add(out.facts, "deadline", event.deadline);
    out.facts.push_back({"due_at", event.due_at});
    add(out.facts, "consequence_at", event.consequence_at);
    return out;
  }
  EncodedEvent operator()(const ConsequenceDrawn& event) const {
    EncodedEvent out{"consequence_drawn", 1, {}, {}};
    add(out.facts, "deadline", event.deadline);
    add_flag(out.facts, "taken", event.taken);
    return out;
  }
  EncodedEvent operator()(const RungTold& event) const {
    EncodedEvent out{"rung_told", 1, {}, {}};
    add(out.facts, "deadline", event.deadline);
    out.facts.push_back({"rung", std::int64_t{event.rung}});
    out.facts.push_back({"number", std::int64_t{event.number}});
    add(out.facts, "to", event.to);
    return out;
  }
  EncodedEvent operator()(const DeadlineCleared& event) const {
    EncodedEvent out{"deadline_cleared", 1, {}, {}};
    add(out.facts, "deadline", event.deadline);
    add(out.facts, "timers_superseded", event.superseded);
    return out;
  }
  EncodedEvent operator()(const TaskMade& event) const {
    EncodedEvent out{"task_made", 1, {}, {}};
    add(out.facts, "task", event.task);
    add(out.facts, "role", event.role);
    add(out.facts, "unit", event.unit);
    add(out.facts, "post", event.post);
    add(out.facts, "assignee", event.assignee);
    add(out.facts, "deadline", event.deadline);
    add(out.facts, "steps", event.steps);
    return out;
  }
  EncodedEvent operator()(const TaskEnded& event) const {
    EncodedEvent out{"task_ended", 1, {{"task", event.task}, {"completed", event.completed}}, {}};
    add_flag(out.facts, "left", event.left);
    return out;
  }
  EncodedEvent operator()(const TaskResumed& event) const {
    return {"task_resumed", 1, {{"task", event.task}}, {}};
  }
  EncodedEvent operator()(const TaskReassigned& event) const {
    EncodedEvent out{"task_reassigned", 1, {}, {}};
    add(out.facts, "task", event.task);
    add(out.facts, "unit", event.unit);
    add(out.facts, "post", event.post);
    add(out.facts, "assignee", event.assignee);
    add(out.facts, "why", event.why);
    add(out.facts, "steps", event.steps);
    return out;
  }
  EncodedEvent operator()(const VoteCast& event) const {
    EncodedEvent out{"vote_cast", 1, {}, {}};
    add(out.facts, "task", event.task);
    add(out.facts, "event", event.event);
    add(out.facts, "fields", event.facts);
    add(out.body, "fields", event.body);
    return out;
  }
  EncodedEvent operator()(const CaseHandedOver& event) const {
    return {"case_handed_over", 1, {{"unit", event.unit}}, {}};
  }
  EncodedEvent operator()(const EventDeferred& event) const {
    EncodedEvent out{"event_deferred", 1, {}, {}};
    add(out.facts, "name", event.name);
    add(out.facts, "fields", event.facts);
    add(out.body, "fields", event.body);
    return out;
  }
  EncodedEvent operator()(const LinkOpened& event) const {
    EncodedEvent out{"link_opened", 2, {}, {}};
    add(out.facts, "link", event.link);
    add(out.facts, "workflow", event.workflow);
    add(out.facts, "unit", event.unit);
    add_count(out.facts, "case", event.child.value);
    add(out.facts, "state", event.state);
    add_count(out.facts, "item", event.item);
    return out;
  }
  EncodedEvent operator()(const FanOutPlanned& event) const {
    EncodedEvent out{"fan_out_planned", 1, {}, {}};
    add(out.facts, "state", event.state);
    add_flag(out.facts, "begins", event.begins);
    add_count(out.facts, "items", event.items);
    add(out.facts, "units", event.units);
    return out;
  }
  EncodedEvent operator()(const FanOutDone& event) const {
    EncodedEvent out{"fan_out_done", 1, {}, {}};
    add(out.facts, "state", event.state);
    return out;
  }
  EncodedEvent operator()(const LinkFailed& event) const {
    EncodedEvent out{"link_failed", 1, {}, {}};
    add_count(out.facts, "case", event.child.value);
    add(out.facts, "why", event.why);
    return out;
  }
  EncodedEvent operator()(const CaseReported& event) const {
    EncodedEvent out{"case_reported", 1, {}, {}};
    add_count(out.facts, "case", event.from.value);
    add(out.facts, "number", event.number);
    add(out.facts, "unit", event.unit);
    add(out.facts, "state", event.state);
    add_flag(out.facts, "done", event.done);
    add(out.facts, "data", event.facts);
    add(out.body, "data", event.body);
    return out;
  }
  EncodedEvent operator()(const WatchBegun& event) const {
    EncodedEvent out{"watch_begun", 1, {}, {}};
    add_count(out.facts, "case", event.by.value);
    add(out.facts, "fields", event.fields);
    return out;
  }
  EncodedEvent operator()(const EventIgnored& event) const {
    EncodedEvent out{"event_ignored", 1, {}, {}};
    add(out.facts, "name", event.name);
    add(out.facts, "why", event.why);
    return out;
  }
  EncodedEvent operator()(const CaseCancelled&) const {
    return EncodedEvent{"case_cancelled", 1, {}, {}};
  }
  EncodedEvent operator()(const CaseAmended& event) const {
    EncodedEvent out{"case_amended", 1, {}, {}};
    add_count(out.facts, "version", event.version);
    add(out.facts, "content_hash", event.content_hash);
    add(out.facts, "bases", event.bases);
    return out;
  }
  EncodedEvent operator()(const ActCorrected& event) const {
    EncodedEvent out{"act_corrected", 1, {}, {}};
    add_count(out.facts, "seq", event.seq);
    add(out.facts, "name", event.name);
    add(out.facts, "was", std::optional(event.was));
    add(out.facts, "is", std::optional(event.is));
    add(out.facts, "data", event.facts);
    add(out.facts, "starts", event.starts);
    add(out.body, "data", event.body);
    add(out.body, "reason", event.reason);
    return out;
  }
  EncodedEvent operator()(const LetterSent& event) const {
    EncodedEvent out{"letter_sent", 1, {}, {}};
    add(out.facts, "recipient", event.recipient);
    add(out.facts, "template", event.template_name);
    return out;
  }
  EncodedEvent operator()(const IncidentRaised& event) const {
    EncodedEvent out{"incident_raised", 1, {}, {}};
    add(out.facts, "what", event.what);
    add(out.facts, "detail", event.detail);
    return out;
  }
  EncodedEvent operator()(const CaseClosed&) const { return {"case_closed", 1, {}, {}}; }
};

}  // namespace

EncodedEvent encode(const EventBody& event) {
  return std::visit(Encoder{}, event);
}

}  // namespace dunghan::cases
