#include "engine/cycle/occasions.h"

#include <algorithm>
#include <array>

#include "engine/base/check.h"
#include "engine/deadline/limit.h"

namespace dunghan::cycle {
namespace {

using calendar::ReportingWindow;
using definition::CycleDay;
using definition::CycleDefinition;
using definition::Limit;
using std::chrono::days;

struct Window {
  ReportingWindow span;
  ReportingWindow next;
};

Map window_map(const ReportingWindow& window, Value next) {
  return Map{
      {"id", window.id}, {"from", window.from}, {"to", window.to}, {"next", std::move(next)}};
}

// Windows from one day of the rule to the day before the next.
Result<std::vector<ReportingWindow>> windows_of_rule(const CycleDefinition& cycle, Date from,
                                                     Date to) {
  calendar::RecurrenceSpec spec;
  spec.rule = cycle.windows.rule;
  spec.start = calendar::RecurrenceTime::on(cycle.effective_from);
  DUNGHAN_TRY(const auto recurrence, calendar::Recurrence::make(spec));
  auto cursor = recurrence.occurrences_from(LocalTime{std::max(from, cycle.effective_from)});
  std::vector<ReportingWindow> windows;
  for (auto one = cursor.next(); one; one = cursor.next()) {
    const Date begins = one->date();
    if (!windows.empty()) windows.back().to = begins - days{1};
    if (begins > to) return windows;
    if (windows.size() == calendar::reporting_windows_max) {
      return fail(ErrorCode::limit_exceeded, "cycle `" + cycle.id + "` has more than " +
                                                 std::to_string(calendar::reporting_windows_max) +
                                                 " windows in that time");
    }
    windows.push_back({to_text(begins), begins, begins});
  }
  return windows;
}

Result<std::vector<Window>> windows_between(const CycleDefinition& cycle, Date from, Date to) {
  std::vector<Window> windows;
  if (cycle.windows.rule) {
    DUNGHAN_TRY(const auto spans, windows_of_rule(cycle, from, to));
    for (std::size_t i = 0; i + 1 < spans.size(); ++i) windows.push_back({spans[i], spans[i + 1]});
    if (!spans.empty()) windows.push_back({spans.back(), spans.back()});
    return windows;
  }
  DUNGHAN_CHECK(cycle.windows.reporting.has_value());
  DUNGHAN_TRY(const auto spans, cycle.windows.reporting->between(from, to));
  for (const ReportingWindow& span : spans)
    windows.push_back({span, cycle.windows.reporting->after(span)});
  return windows;
}

/// What the expressions of a cycle speak of, at one window, day and unit.
class CycleNames final : public rule::Activation {
 public:
  CycleNames(const CycleDefinition& cycle, const organisation::Organisation& organisation,
             const Window& window)
      : cycle_(cycle), organisation_(organisation) {
    window_ = window_map(window.span, window_map(window.next, Value(std::string())));
  }
  void set_day(std::optional<Date> day) { day_ = day; }
  void set_today(Date today) { today_ = today; }
  void set_unit(Value unit) { unit_ = std::move(unit); }
  [[nodiscard]] const Value& unit() const { return unit_; }

  [[nodiscard]] std::optional<Value> find(std::string_view name) const override {
    if (name == "window") return Value(window_);
    if (name == "day" && day_) return Value(*day_);
    if (name == "today" && today_) return Value(*today_);
    if (cycle_.for_each && name == cycle_.for_each->as) return unit_;
    return std::nullopt;
  }
  [[nodiscard]] std::optional<Result<Value>> call(
      std::string_view name, const std::vector<Value>& arguments) const override {
    if (arguments.size() != 1 || arguments[0].kind() != ValueKind::string) return std::nullopt;
    if (name == "superior")
      return Result<Value>(Value(organisation_.superior_of(arguments[0].as_string())));
    return std::nullopt;
  }

 private:
  const CycleDefinition& cycle_;
  const organisation::Organisation& organisation_;
  Map window_;
  std::optional<Date> day_, today_;
  Value unit_;
};

Result<Value> value_of(const definition::ValuePlace& place, const rule::Activation& activation) {
  if (place.is_literal()) return std::get<Value>(place.content);
  return rule::evaluate(std::get<rule::Expression>(place.content), activation);
}

constexpr std::array<std::string_view, 7> weekday_names{
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

Result<std::chrono::weekday> weekday_of(const Value& value) {
  const std::string name = value.kind() == ValueKind::string ? value.as_string() : std::string();
  const auto found = std::find(weekday_names.begin(), weekday_names.end(), name);
  if (found == weekday_names.end())
    return fail(ErrorCode::invalid_argument, "`" + name + "` is no day of the week");
  return std::chrono::weekday{static_cast<unsigned>(found - weekday_names.begin())};
}

// Before any roll.
Result<Date> nominal_day(const CycleDay& day, const ReportingWindow& window,
                         const CycleNames& names) {
  if (day.weekday) {
    DUNGHAN_TRY(const Value value, value_of(*day.weekday, names));
    DUNGHAN_TRY(const auto weekday, weekday_of(value));
    return window.from + (weekday - std::chrono::weekday{window.from});
  }
  DUNGHAN_TRY(const Value value, value_of(*day.day, names));
  if (value.kind() != ValueKind::integer || value.as_int() < 1 || value.as_int() > 31)
    return fail(ErrorCode::invalid_argument, "the day of the window is no day of a month");
  const std::chrono::year_month_day end{window.to};
  const std::chrono::year_month_day_last last{end.year(), std::chrono::month_day_last{end.month()}};
  const auto number =
      std::min(static_cast<unsigned>(value.as_int()), static_cast<unsigned>(last.day()));
  return Date{std::chrono::year_month_day{end.year(), end.month(), std::chrono::day{number}}};
}

struct ChosenDay {
  std::optional<Date> day;
  Date nominal{};
  std::string why;  // where there is none
};

Result<ChosenDay> chosen(const CycleDay& day, const ReportingWindow& window,
                         const CycleNames& names, const calendar::Calendar& calendar) {
  ChosenDay out;
  DUNGHAN_TRY(out.nominal, nominal_day(day, window, names));
  DUNGHAN_TRY(const calendar::RolledDay rolled, calendar::rolled(out.nominal, day.roll, calendar));
  if (!rolled.day) {
    out.why = "no working day";
  } else if (day.skip_outside && (*rolled.day < window.from || *rolled.day > window.to)) {
    out.why = "no working day in the window: the next is " + to_text(*rolled.day);
  } else {
    out.day = rolled.day;
  }
  return out;
}

Result<Date> date_of(const definition::NamedDay& day, const CycleNames& names, Date start,
                     const calendar::Calendar& calendar) {
  Date at = start;
  if (day.date) {
    DUNGHAN_TRY(const Value value, rule::evaluate(day.date, names));
    if (value.kind() != ValueKind::date)
      return fail(ErrorCode::invalid_argument, "`" + day.date.text() + "` gives no date");
    at = value.as_date();
  }
  return deadline::chosen_day(day.choice, at, calendar, nullptr);
}

Result<Date> opening_day(const CycleDefinition& cycle, const CycleNames& names, Date start,
                         const Counting& counting) {
  const Limit& opens = cycle.opens;
  if (opens.kind == Limit::Kind::none) return start;
  DUNGHAN_TRY(const Date day, date_of(opens.day, names, start, *counting.calendar));
  if (opens.kind == Limit::Kind::on) return day;
  const Instant at = counting.calendar->zone().start_of(day);
  DUNGHAN_TRY(const deadline::Due due,
              opens.kind == Limit::Kind::before
                  ? deadline::due_before(*counting.rule, *counting.calendar, day, opens.period)
                  : deadline::due_after(*counting.rule, *counting.calendar, at, opens.period));
  return due.due_on;
}

class Finder {
 public:
  Finder(const CycleDefinition& cycle, const organisation::Organisation& organisation,
         const Counting& counting, Date from, Date to)
      : cycle_(cycle), organisation_(organisation), counting_(counting), from_(from), to_(to) {}

  Result<Occasions> find() {
    const days reach{opening_reach_days};
    DUNGHAN_TRY(const auto windows, windows_between(cycle_, from_ - reach, to_ + reach));
    for (const Window& window : windows) {
      CycleNames names(cycle_, organisation_, window);
      if (!cycle_.for_each) {
        DUNGHAN_TRY_VOID(at_unit(window, names, {}));
        continue;
      }
      // Units by the window; those that must be there on the very day are sorted out at the day.
      for (const std::string& unit : units_of(window)) {
        names.set_unit(organisation::unit_value(organisation_, unit));
        DUNGHAN_TRY_VOID(at_unit(window, names, unit));
      }
    }
    std::stable_sort(found_.due.begin(), found_.due.end(),
                     [](const Occasion& a, const Occasion& b) { return a.opens < b.opens; });
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::vector<std::string> units_of(const Window& window) const {
    const auto& each = *cycle_.for_each;
    const days reach{each.existing == definition::ForEach::Existing::during ? 0
                                                                            : opening_reach_days};
    return organisation::units_of(organisation_, {each.group, each.levels},
                                  window.span.from - reach, window.span.to + reach);
  }

  Result<void> at_unit(const Window& window, CycleNames& names, const std::string& unit) {
    const std::string key = cycle_.id + "/" + window.span.id + (unit.empty() ? "" : "/" + unit);
    if (cycle_.days.empty()) {
      names.set_day(std::nullopt);
      return at_day(window, names, unit, key, window.span.from);
    }
    for (const CycleDay& day : cycle_.days) {
      const auto one = chosen(day, window.span, names, *counting_.calendar);
      if (!one) {
        skip(key, window.span.from, one.error().message);
        continue;
      }
      const std::string of_day = key + "/" + to_text(one->day.value_or(one->nominal));
      if (!one->day) {
        skip(of_day, one->nominal, one->why);
        continue;
      }
      names.set_day(one->day);
      DUNGHAN_TRY_VOID(at_day(window, names, unit, of_day, *one->day));
    }
    return {};
  }

  Result<void> at_day(const Window& window, CycleNames& names, const std::string& unit,
                      const std::string& key, Date day) {
    DUNGHAN_TRY(const Date opens, opening_day(cycle_, names, day, counting_));
    const Date counts = cycle_.days.empty() ? opens : day;
    const bool in_force =
        counts >= cycle_.effective_from && (!cycle_.effective_to || counts <= *cycle_.effective_to);
    if (opens < from_ || opens > to_ || !in_force) return {};
    names.set_today(opens);
    DUNGHAN_TRY(const bool there, is_there(names, unit, opens));
    if (!there) return {};
    const bool twice = std::any_of(found_.due.begin(), found_.due.end(),
                                   [&](const Occasion& other) { return other.key == key; });
    if (twice) return {};  // two days that a roll made one
    Occasion occasion;
    occasion.key = key;
    occasion.window = window.span.id;
    occasion.opens = opens;
    const auto filled = fill(occasion, names);
    if (filled)
      found_.due.push_back(std::move(occasion));
    else
      skip(key, opens, filled.error().message);
    return {};
  }

  // Whether the unit is there on the day that `existing` names, or on that of the opening.
  Result<bool> is_there(const CycleNames& names, const std::string& unit, Date opens) const {
    if (unit.empty()) return true;
    const auto& each = *cycle_.for_each;
    const organisation::UnitRecord* record = organisation_.unit(unit);
    if (each.existing == definition::ForEach::Existing::today)
      return organisation::exists_on(*record, opens);
    DUNGHAN_TRY(const Value when, rule::evaluate(each.existing_when, names));
    if (when.kind() == ValueKind::date) return organisation::exists_on(*record, when.as_date());
    return true;  // during the window: so it was chosen
  }

  Result<void> fill(Occasion& occasion, const CycleNames& names) const {
    if (cycle_.open.unit) {
      DUNGHAN_TRY(const Value unit, value_of(*cycle_.open.unit, names));
      const Value id = organisation::id_where_unit(unit, names.unit());
      if (id.kind() == ValueKind::string) occasion.unit = id.as_string();
    }
    if (organisation_.unit(occasion.unit) == nullptr)
      return fail(ErrorCode::not_found, "there is no unit `" + occasion.unit + "`");
    for (const auto& [name, place] : cycle_.open.with) {
      DUNGHAN_TRY(const Value value, value_of(place, names));
      occasion.with.push_back({name, as_field(organisation::id_where_unit(value, names.unit()))});
    }
    return {};
  }

  // A field of type `window` knows of the next one by its id.
  static Value as_field(const Value& value) {
    if (value.kind() != ValueKind::map) return value;
    Map map = value.as_map();
    const Value* next = dunghan::find(map, "next");
    if (next == nullptr) return value;
    const Value id = next->kind() == ValueKind::map ? *dunghan::find(next->as_map(), "id") : *next;
    std::erase_if(map, [](const MapEntry& entry) { return entry.key.as_string() == "next"; });
    if (id.kind() == ValueKind::string && !id.as_string().empty()) map.push_back({"next", id});
    return map;
  }

  void skip(const std::string& key, Date day, std::string why) {
    if (day >= from_ && day <= to_) found_.skipped.push_back({key, day, std::move(why)});
  }

  const CycleDefinition& cycle_;
  const organisation::Organisation& organisation_;
  const Counting& counting_;
  Date from_, to_;
  Occasions found_;
};

}  // namespace

Result<Occasions> occasions(const CycleDefinition& cycle,
                            const organisation::Organisation& organisation,
                            const Counting& counting, Date from, Date to) {
  return Finder(cycle, organisation, counting, from, to).find();
}

}  // namespace dunghan::cycle
