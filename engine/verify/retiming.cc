#include "engine/verify/retiming.h"

namespace dunghan::verify {
namespace {

Value moved(const Value& value, std::chrono::days shift) {
  switch (value.kind()) {
    case ValueKind::date: return value.as_date() + shift;
    case ValueKind::timestamp: return value.as_timestamp() + shift;
    case ValueKind::list: {
      List list;
      for (const Value& item : value.as_list()) list.push_back(moved(item, shift));
      return list;
    }
    case ValueKind::map: {
      Map map;
      for (const MapEntry& entry : value.as_map())
        map.push_back({entry.key, moved(entry.value, shift)});
      return map;
    }
    default: return value;
  }
}

Step at_moment(const Step& step, Instant at, const ZoneRules& zone) {
  Step other = step;
  const auto shift = zone.date_of(at) - zone.date_of(step.at);
  for (MapEntry& field : other.fields) field.value = moved(field.value, shift);
  other.at = at;
  return other;
}

/// Takes the step, by somebody who need not be asked where its actor may not.
std::optional<cases::Case> taken(const cases::Case& state, Step& step, const Subject& subject) {
  if (auto result = take_step(state, step, subject)) return std::move(result->after);
  step.actor = {cases::Actor::Kind::import, "scenario"};
  if (auto result = take_step(state, step, subject)) return std::move(result->after);
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<Step>> take_at(const std::vector<Timed>& steps, const Subject& subject) {
  cases::Case state;
  state.id = CaseId{1};
  std::vector<Step> done;
  for (const Timed& timed : steps) {
    Step step = at_moment(timed.step, timed.at, subject.procedure->zone());
    auto after = taken(state, step, subject);
    if (!after) return std::nullopt;
    state = *std::move(after);
    done.push_back(std::move(step));
  }
  return done;
}

std::optional<std::vector<Step>> on_day(const std::vector<Step>& steps, Date day,
                                        const std::string& unit, const Subject& subject,
                                        const Moves& moves) {
  const ZoneRules& zone = subject.procedure->zone();
  cases::Case state;
  state.id = CaseId{1};
  std::vector<Step> done;
  Instant now = zone.start_of(day) + std::chrono::hours{8};
  for (const Step& each : steps) {
    if (each.kind == Step::Kind::wait) {
      const auto waits = moves.waits(state, now);
      if (waits.empty()) return std::nullopt;
      now = waits.front().at;
    } else if (each.kind != Step::Kind::open) {
      const auto moments = moves.moments(state, now);
      if (!moments) return std::nullopt;
      now = moments->soon;
    }
    Step step = at_moment(each, now, zone);
    if (step.kind == Step::Kind::open) step.subject = unit;
    auto after = taken(state, step, subject);
    if (!after) return std::nullopt;
    state = *std::move(after);
    done.push_back(std::move(step));
  }
  return done;
}

}  // namespace dunghan::verify
