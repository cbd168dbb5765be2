// CalendarSpec -> Calendar: what a calendar extends is built first, then its own weekend, rules and
// lists are marked on top (day_marks.h); the marked days are packed into the bitmap (pack.cc).
#include <algorithm>
#include <map>

#include "engine/base/check.h"
#include "engine/calendar/calendar_spec.h"
#include "engine/calendar/day_marks.h"
#include "engine/calendar/pack.h"
#include "engine/calendar/spec_checks.h"

namespace dunghan::calendar {
namespace {

using std::chrono::days;
using Reason = Calendar::Tables::Reason;

bool in_range(Date date) {
  return date >= first_day && date <= last_day;
}

/// One day of a holiday rule.
struct Holiday {
  Date date;
  std::size_t rule;  // its number in the spec
};

class Compiler {
 public:
  explicit Compiler(const SpecLookup& lookup) : lookup_(lookup) {}

  tl::expected<Calendar, SpecFaults> compile(const CalendarSpec& spec) {
    Layer layer = build(spec);
    if (!faults_.empty()) return tl::unexpected(std::move(faults_));
    mark_days_left_out(layer);
    return pack(spec.id, layer, std::move(pool_));
  }

 private:
  /// Each calendar once, however many extend it.
  const Layer& build(const CalendarSpec& spec) {
    const auto known = layers_.find(&spec);
    if (known != layers_.end()) return known->second;
    path_.push_back(spec.id);
    Layer layer;
    layer.zone = spec.zone;
    for (const CalendarSpec::Base& base : spec.extends) extend(base, layer);
    check_spec(spec, faults_);
    add_weekend(spec, layer);
    set_hours(spec, layer);
    mark_rules(spec, layer);
    mark_lists(spec, layer);
    set_horizon(spec, layer);
    path_.pop_back();
    return layers_.emplace(&spec, std::move(layer)).first->second;
  }

  /// Closes the days that the zone left out when it changed sides of the date line (Pacific/Apia,
  /// 30 December 2011): nobody could work on them.
  void mark_days_left_out(Layer& layer) {
    DUNGHAN_CHECK(layer.zone.has_value());
    const ZoneRules& zone = *layer.zone;
    const Instant ends = zone.end_of(last_day);
    Instant jump = zone.stretch_at(zone.start_of(first_day) - Microseconds{1}).until;
    for (; jump <= ends; jump = zone.stretch_at(jump).until) {
      // What lies between the days that clocks show before and after the jump is never shown.
      const Date next_shown = zone.date_of(jump);
      for (Date date = zone.date_of(jump - Microseconds{1}) + days{1}; date < next_shown;
           date += days{1}) {
        if (in_range(date)) mark_left_out(date, zone.name(), layer);
      }
    }
  }

  void mark_left_out(Date date, const std::string& zone, Layer& layer) {
    Reason reason;
    reason.kind = DayReason::Kind::extra_off;
    reason.name_vi = pool_.text("ngày không tồn tại ở múi giờ này");
    reason.name_en = pool_.text("a day that did not exist there");
    reason.basis = pool_.text("IANA tz: " + zone);
    layer.days.set(date, pool_.reason(reason));
  }

  void add_fault(const char* code, SourceMark at, std::string message, std::string remedy) {
    faults_.push_back({code, std::move(message), std::move(remedy), at, {}});
  }

  void extend(const CalendarSpec::Base& base, Layer& layer) {
    if (std::find(path_.begin(), path_.end(), base.id) != path_.end()) {
      std::string circle;
      for (const std::string& id : path_) circle += "`" + id + "` extends ";
      add_fault("E0464", base.at,
                "calendars extend each other in a circle: " + circle + "`" + base.id + "`",
                "take one of the `extends` out");
      return;
    }
    const CalendarSpec* other = lookup_ ? lookup_(base.id) : nullptr;
    if (other == nullptr) {
      add_fault("E0465", base.at, "there is no calendar `" + base.id + "` to extend",
                "check the id: its file stands beside this one, or with the other calendars");
      return;
    }
    const Layer& lower = build(*other);
    layer.days.unite(lower.days, pool_);
    if (!layer.zone) layer.zone = lower.zone;
    if (!layer.hours) layer.hours = lower.hours;
    if (lower.official) narrow_horizon(layer, lower.official_from, lower.official_until);
  }

  static void narrow_horizon(Layer& layer, Date from, Date until) {
    layer.official_from = layer.official ? std::max(layer.official_from, from) : from;
    layer.official_until = layer.official ? std::min(layer.official_until, until) : until;
    layer.official = true;
  }

  void add_weekend(const CalendarSpec& spec, Layer& layer) {
    WeekdaySet weekend = 0;
    for (const std::chrono::weekday weekday :
         spec.weekend.value_or(std::vector<std::chrono::weekday>{}))
      weekend |= static_cast<WeekdaySet>(1U << weekday.c_encoding());
    const bool was_whole = layer.days.weekend() == whole_week;  // told where that is written
    layer.days.add_weekend(weekend, pool_);
    if (layer.days.weekend() == whole_week && !was_whole) {
      add_fault("E0450", spec.weekend ? spec.weekend_at : spec.extends.back().at,
                "every day of the week is weekend: no working day would ever come",
                "leave out the days on which the office is open");
    }
  }

  void set_hours(const CalendarSpec& spec, Layer& layer) {
    if (spec.office_hours.empty()) return;
    layer.hours.emplace();
    WeekdaySet named = layer.days.weekend();
    for (const WeekdayHours& hours : spec.office_hours) {
      (*layer.hours)[hours.weekday.c_encoding()] = hours.intervals;
      named |= static_cast<WeekdaySet>(1U << hours.weekday.c_encoding());
    }
    if (named == whole_week || spec.unread.office_hours || spec.unread.weekend) return;
    add_fault("E0452", spec.office_hours.front().at, "a working weekday has no office hours",
              "give hours for every day that is not weekend");
  }

  Mark holiday_mark(const HolidayRule& rule, DayReason::Kind kind) {
    Reason reason;
    reason.kind = kind;
    reason.name_vi = pool_.text(rule.name_vi);
    reason.name_en = pool_.text(rule.name_en);
    reason.basis = pool_.text(rule.basis);
    return pool_.reason(reason);
  }

  void mark_rules(const CalendarSpec& spec, Layer& layer) {
    std::array<bool, last_year - first_year + 1> listed{};  // years that a list decides
    for (const OfficialYear& list : spec.official_years) {
      if (list.year >= first_year && list.year <= last_year)
        listed.at(static_cast<std::size_t>(list.year - first_year)) = true;
    }
    const auto by_rule = [&listed](Date date) {
      return in_range(date) && !listed.at(static_cast<std::size_t>(
                                   static_cast<int>(civil(date).year()) - first_year));
    };
    std::vector<Holiday> found;
    // A year more on each side: an offset or the lunar calendar carries days over its ends.
    for (int year = first_year - 1; year <= last_year + 1; ++year) {
      for (const Holiday& holiday : holidays_of(spec, year)) {
        if (by_rule(holiday.date)) found.push_back(holiday);
      }
    }
    if (!std::ranges::is_sorted(found, {}, &Holiday::date))  // a run of days crosses a new year
      std::ranges::stable_sort(found, {}, &Holiday::date);
    std::vector<Mark> marks;
    for (const HolidayRule& rule : spec.holidays) {
      marks.push_back(holiday_mark(rule, DayReason::Kind::holiday));
    }
    for (const Holiday& holiday : found) layer.days.set(holiday.date, marks[holiday.rule]);
    for (std::size_t i = 0; i < marks.size(); ++i)
      marks[i] = holiday_mark(spec.holidays[i], DayReason::Kind::compensatory);
    for (const Holiday& holiday : found) {
      const auto day = substitute_day(layer.days, spec.holidays[holiday.rule], holiday.date);
      if (day && by_rule(*day)) layer.days.set(*day, marks[holiday.rule]);
    }
  }

  /// The days that the rules give for one year, in order of date, and of rules on one date.
  std::vector<Holiday> holidays_of(const CalendarSpec& spec, int year) {
    std::vector<Holiday> found;
    for (std::size_t i = 0; i < spec.holidays.size(); ++i) {
      const HolidayRule& rule = spec.holidays[i];
      if (impossible(rule)) continue;
      if (rule.kind == HolidayRule::Kind::lunar && !lunar_) lunar_.emplace();
      const auto first = date_in_year(rule, year, lunar_ ? &*lunar_ : nullptr);
      for (int day = 0; first && day < rule.days; ++day) {
        Date date = *first + days{day};
        const bool sunday = std::chrono::weekday{date} == std::chrono::Sunday;
        if (rule.substitute == Substitute::day_before && sunday) date -= days{1};
        found.push_back({date, i});
      }
    }
    std::ranges::stable_sort(found, {}, &Holiday::date);
    return found;
  }

  /// The day off for a holiday that falls on the weekend; nothing where it does not, or is lost.
  static std::optional<Date> substitute_day(const DayMarks& marks, const HolidayRule& rule,
                                            Date date) {
    const bool lost =
        rule.substitute == Substitute::none || rule.substitute == Substitute::day_before;
    if (lost || marks.weekend() == whole_week || !marks.is_weekend(date)) return std::nullopt;
    const days step{
        rule.substitute == Substitute::nearest_weekday && is_nearer_before(marks, date) ? -1 : 1};
    Date day = date + step;
    if (rule.substitute == Substitute::monday) {
      while (std::chrono::weekday{day} != std::chrono::Monday) day += days{1};
    }
    while (in_range(day) && !marks.is_plain(day)) day += step;
    return in_range(day) ? std::optional(day) : std::nullopt;
  }

  /// Whether the weekend that `date` is part of began closer to it than it ends.
  static bool is_nearer_before(const DayMarks& marks, Date date) {
    for (days distance{1};; distance += days{1}) {
      if (!marks.is_weekend(date + distance)) return false;
      if (!marks.is_weekend(date - distance)) return true;
    }
  }

  static DayReason::Kind reason_kind(ListedDayOff::Kind kind) {
    switch (kind) {
      case ListedDayOff::Kind::statutory: return DayReason::Kind::holiday;
      case ListedDayOff::Kind::compensatory: return DayReason::Kind::compensatory;
      case ListedDayOff::Kind::swapped: return DayReason::Kind::swapped_off;
      case ListedDayOff::Kind::extra: return DayReason::Kind::extra_off;
    }
    DUNGHAN_CHECK(false);
  }

  void mark_off(const CalendarSpec& spec, const ListedDayOff& day, const std::string& law,
                Layer& layer) {
    if (!in_range(day.date)) return;
    const bool made_up =
        day.kind == ListedDayOff::Kind::swapped || day.kind == ListedDayOff::Kind::compensatory;
    if (made_up && layer.days.is_weekend(day.date)) {
      add_fault(
          "E0462", day.at,
          to_text(day.date) + " is a weekend day, so it cannot be given off in place of another",
          "check the date, or write `kind: statutory`");
    }
    Reason reason;
    reason.kind = reason_kind(day.kind);
    const auto rule = std::find_if(
        spec.holidays.begin(), spec.holidays.end(),
        [&](const HolidayRule& other) { return !day.holiday.empty() && other.id == day.holiday; });
    const bool named = rule != spec.holidays.end();
    reason.name_vi = pool_.text(day.name_vi.empty() && named ? rule->name_vi : day.name_vi);
    reason.name_en = pool_.text(day.name_en.empty() && named ? rule->name_en : day.name_en);
    reason.basis = pool_.text(day.basis.empty() ? law : day.basis);
    reason.confidence = pool_.text(day.confidence);
    layer.days.set(day.date, pool_.reason(reason));
  }

  void mark_worked(const CalendarSpec& spec, const ListedDayWorked& day, const std::string& law,
                   Layer& layer) {
    if (!in_range(day.date)) return;
    const Mark mark = layer.days.on(day.date);
    if (mark != unmarked && pool_.is_off(mark)) {
      const bool alone = spec.extends.empty();
      add_fault("E0461", day.at,
                to_text(day.date) +
                    (alone ? " is a holiday by rule and listed as worked"
                           : " is a holiday here or in a calendar that this one extends, and "
                             "listed as worked"),
                alone
                    ? "one of the two is a slip"
                    : "check the date: of what it extends, a calendar can work weekend days only");
      return;
    }
    if (mark == unmarked && !layer.days.is_weekend(day.date) && !spec.unread.weekend) {
      add_fault("E0462", day.at, to_text(day.date) + " is no weekend day, so it is worked anyway",
                "check the date");
    }
    check_exchange(spec, day, layer);
    Reason reason;
    reason.kind = DayReason::Kind::swapped_worked;
    reason.hours_of = hours_for(layer, day);
    reason.basis = pool_.text(day.basis.empty() ? law : day.basis);
    reason.confidence = pool_.text(day.confidence);
    layer.days.set(day.date, pool_.reason(reason));
  }

  /// What is worked in place of a day is worked because that day is off.
  void check_exchange(const CalendarSpec& spec, const ListedDayWorked& day, const Layer& layer) {
    if (!day.in_place_of || spec.unread.days_off || lists_day_off(spec, *day.in_place_of)) return;
    const Mark mark = in_range(*day.in_place_of) ? layer.days.on(*day.in_place_of) : unmarked;
    if (!spec.extends.empty() && mark != unmarked && pool_.is_off(mark)) return;
    add_fault("E0463", day.at,
              to_text(day.date) + " is worked in place of " + to_text(*day.in_place_of) +
                  ", which is not listed as a day off",
              "list that day off, kind `swapped`");
  }

  /// A worked Saturday keeps the hours given for Saturdays, else those of the day it makes up for,
  /// else Monday's.
  static std::uint8_t hours_for(const Layer& layer, const ListedDayWorked& day) {
    const auto own = std::chrono::weekday{day.date}.c_encoding();
    if (layer.hours && !(*layer.hours)[own].empty()) return static_cast<std::uint8_t>(own);
    const auto stands_for =
        day.in_place_of ? std::chrono::weekday{*day.in_place_of} : std::chrono::Monday;
    return static_cast<std::uint8_t>(stands_for.c_encoding());
  }

  /// Worked days first: what they may not be is closed by rule or by another calendar. A day that
  /// is listed as both was found by check_spec().
  void mark_lists(const CalendarSpec& spec, Layer& layer) {
    for (const OfficialYear& year : spec.official_years) {
      for (const ListedDayWorked& day : year.days_worked) mark_worked(spec, day, year.law, layer);
    }
    for (const ListedDayWorked& day : spec.days_worked) mark_worked(spec, day, {}, layer);
    for (const OfficialYear& year : spec.official_years) {
      for (const ListedDayOff& day : year.days_off) mark_off(spec, day, year.law, layer);
    }
    for (const ListedDayOff& day : spec.days_off) mark_off(spec, day, {}, layer);
  }

  static void set_horizon(const CalendarSpec& spec, Layer& layer) {
    if (spec.official_from &&
        spec.official_until) {  // said outright: wins over what the lists span
      narrow_horizon(layer, *spec.official_from, *spec.official_until);
    } else if (!spec.official_years.empty()) {
      const auto [least, most] =
          std::ranges::minmax_element(spec.official_years, {}, &OfficialYear::year);
      narrow_horizon(layer, make_date(least->year, 1, 1), make_date(most->year, 12, 31));
    }
  }

  const SpecLookup& lookup_;
  SpecFaults faults_;
  ReasonPool pool_;
  std::vector<std::string> path_;
  std::optional<LunarCalendar> lunar_;  // made when the first rule needs it
  std::map<const CalendarSpec*, Layer> layers_;
};

}  // namespace

tl::expected<Calendar, SpecFaults> compile(const CalendarSpec& spec, const SpecLookup& lookup) {
  return Compiler(lookup).compile(spec);
}

}  // namespace dunghan::calendar
