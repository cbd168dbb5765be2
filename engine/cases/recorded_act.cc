#include "engine/cases/recorded_act.h"

#include <algorithm>

namespace dunghan::cases {
namespace {

constexpr const char* engine_actor = "engine";

// What a person, an import or another case did: the opening, or an event that was taken.
const std::string* name_of_act(const Event& event) {
  static const std::string opening;
  if (std::holds_alternative<CaseOpened>(event.what)) return &opening;
  const auto* taken = std::get_if<EventTaken>(&event.what);
  return taken != nullptr && event.actor != engine_actor ? &taken->name : nullptr;
}

void add_names(const Map& fields, std::vector<std::string>& names) {
  for (const MapEntry& entry : fields) {
    const std::string& name = entry.key.as_string();
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
}

Failure no_act(const std::vector<Event>& events, const Event& event) {
  // What one command brought bears one time of recording: the act stands at its head.
  const auto act = std::find_if(events.begin(), events.end(), [&](const Event& other) {
    return other.recorded_at == event.recorded_at && name_of_act(other) != nullptr;
  });
  const std::string what = "event " + std::to_string(event.seq) + " is not an act";
  if (act == events.end())
    return fail(ErrorCode::not_found, what + ": the engine recorded it by itself",
                "`dunghan show CASE` numbers the events; correct the act that it follows from");
  const std::string& name = *name_of_act(*act);
  return fail(ErrorCode::not_found, what + ": it came of one",
              "correct event " + std::to_string(act->seq) + ", " +
                  (name.empty() ? "the opening" : "`" + name + "`"));
}

}  // namespace

Result<RecordedAct> find_act(const std::vector<Event>& events, std::int64_t seq) {
  if (seq < 1 || seq > static_cast<std::int64_t>(events.size()))
    return fail(ErrorCode::not_found,
                "the case has no event " + std::to_string(seq) + "; its last is " +
                    std::to_string(events.size()),
                "`dunghan show CASE` numbers the events");
  const Event& head = events[static_cast<std::size_t>(seq - 1)];
  const std::string* const name = name_of_act(head);
  if (name == nullptr) return no_act(events, head);
  RecordedAct act;
  act.first = act.last = seq;
  act.name = *name;
  act.occurred_at = head.occurred_at;
  for (const Event& event : events) {
    if (event.seq < seq) continue;
    if (const auto* taken = std::get_if<EventTaken>(&event.what);
        taken != nullptr && event.seq == seq) {
      add_names(taken->facts, act.fields);
      add_names(taken->body, act.fields);
    }
    if (const auto* corrected = std::get_if<ActCorrected>(&event.what);
        corrected != nullptr && corrected->seq == seq)
      act.occurred_at = corrected->is;
    if (act.opens() && event.recorded_at != head.recorded_at && name_of_act(event) != nullptr)
      act.next_at = std::min(act.next_at.value_or(event.occurred_at), event.occurred_at);
    if (event.recorded_at != head.recorded_at) continue;
    act.last = event.seq;
    if (const auto* set = std::get_if<DataSet>(&event.what)) {
      add_names(set->facts, act.fields);
      add_names(set->body, act.fields);
    }
  }
  return act;
}

}  // namespace dunghan::cases
