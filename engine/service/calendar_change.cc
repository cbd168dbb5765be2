#include "engine/service/calendar_change.h"

#include <map>
#include <optional>

namespace dunghan::service {
namespace {

/// Both versions of one calendar and what parts them.
struct Versions {
  const calendar::Calendar* after = nullptr;
  calendar::CalendarChange change;
};

class Planner {
 public:
  Planner(CaseService& service, const PlannedCalendar& planned)
      : service_(service), planned_(planned) {}

  Result<CalendarPlan> plan() {
    ports::RowFilter running;
    running.only_open = true;
    DUNGHAN_TRY(const auto rows, service_.dependencies().store->deadlines(running));
    for (const ports::DeadlineRow& row : rows) DUNGHAN_TRY_VOID(take(row));
    return std::move(plan_);
  }

 private:
  Result<void> take(const ports::DeadlineRow& row) {
    if (planned_(row.calendar) == nullptr) return {};
    ++plan_.running;
    DUNGHAN_TRY(const auto loaded, service_.load(row.case_id));
    const cases::DeadlineInstance* instance = loaded->state.deadline(row.name);
    if (instance == nullptr) {
      return fail(
          ErrorCode::corrupt,
          "case `" + loaded->state.number + "` has no deadline `" + row.name + "`, but a row of it",
          "rebuild the rows from the events");
    }
    const auto& spec = loaded->procedure->deadlines()[static_cast<std::size_t>(instance->spec)];
    const Versions& versions = versions_of(row.calendar, *spec.calendar);
    DUNGHAN_TRY(auto move, deadline::recompute(instance->operations, *spec.rule, *spec.calendar,
                                               *versions.after, versions.change));
    if (!move) return {};
    if (!move->before.provisional && move->after.provisional) ++plan_.bereft;
    plan_.moves.push_back({row, loaded->state.number, *std::move(move)});
    return {};
  }

  const Versions& versions_of(const std::string& id, const calendar::Calendar& before) {
    auto [found, fresh] = versions_.try_emplace(id);
    if (fresh) {
      found->second.after = planned_(id);
      found->second.change = calendar::change_between(before, *found->second.after);
    }
    return found->second;
  }

  CaseService& service_;
  const PlannedCalendar& planned_;
  std::map<std::string, Versions> versions_;
  CalendarPlan plan_;
};

/// A running deadline that rested on official days when it was counted and does so no more. Only
/// those past the official range can: a limit that rests on no day off stays as it was.
Result<std::optional<ports::DeadlineRow>> bereft_deadline(CaseService& service,
                                                          const calendar::Calendar& calendar) {
  ports::RowFilter running;
  running.only_open = true;
  DUNGHAN_TRY(auto rows, service.dependencies().store->deadlines(running));
  for (ports::DeadlineRow& row : rows) {
    if (row.calendar != calendar.id() || row.provisional || !row.due_on) continue;
    if (calendar.is_official(*row.due_on)) continue;
    DUNGHAN_TRY(const auto loaded, service.load(row.case_id));
    const cases::DeadlineInstance* instance = loaded->state.deadline(row.name);
    if (instance == nullptr) continue;
    const auto& spec = loaded->procedure->deadlines()[static_cast<std::size_t>(instance->spec)];
    DUNGHAN_TRY(const auto state, deadline::fold(instance->operations, *spec.rule, *spec.calendar));
    if (state.due && state.due->provisional) return std::optional(std::move(row));
  }
  return std::nullopt;
}

}  // namespace

Result<void> check_calendars(CaseService& service) {
  const Dependencies& with = service.dependencies();
  DUNGHAN_TRY(const auto uses, with.store->calendars_in_use());
  for (const ports::CalendarUse& use : uses) {
    const calendar::Calendar* calendar = with.legal_time.calendar(use.id);
    if (calendar == nullptr) {
      return refuse(
          "calendar_missing",
          "calendar `" + use.id + "` is missing or has errors, and running deadlines count by it",
          "put its file back; `dunghan lint` shows what is wrong with it");
    }
    if (!use.rests_until || calendar->is_official(*use.rests_until)) continue;
    DUNGHAN_TRY(const auto bereft, bereft_deadline(service, *calendar));
    if (!bereft) continue;
    return refuse("calendar_shortened",
                  "calendar `" + use.id + "` is official from " +
                      to_text(calendar->official_from()) + " to " +
                      to_text(calendar->official_until()) + " only, but `" + bereft->name +
                      "` of a running case rests on its days up to " + to_text(*bereft->due_on),
                  "put the official list of that year back; `dunghan calendar diff FILE` tells "
                  "beforehand what rests on it");
  }
  return {};
}

Result<CalendarPlan> plan_calendar_change(CaseService& service, const PlannedCalendar& planned) {
  return Planner(service, planned).plan();
}

}  // namespace dunghan::service
