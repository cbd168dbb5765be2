// CalendarSpec -> Calendar: each calendar is a layer of 300 years of marked days; layers that
// extend others take over their days off; the last layer is packed into the bitmap.
#include <algorithm>
#include <map>
#include <set>

#include "engine/base/check.h"
#include "engine/calendar/calendar_spec.h"
#include "engine/calendar/spec_checks.h"
#include "engine/calendar/tables.h"

namespace dunghan::calendar {
namespace {

using std::chrono::days;
using Reason = Calendar::Tables::Reason;

constexpr std::int32_t working = -1;  // a day that nothing marks
constexpr std::uint8_t monday_encoding = 1;

std::size_t index_of(Date date) {
  return static_cast<std::size_t>((date - first_day).count());
}
bool in_range(Date date) {
  return date >= first_day && date <= last_day;
}

/// Reasons and their texts, each kept once.
class ReasonPool {
 public:
  ReasonPool() { texts_.emplace_back(); }
  std::uint16_t text(const std::string& value) {
    const auto [found, fresh] =
        text_numbers_.emplace(value, static_cast<std::uint16_t>(texts_.size()));
    if (value.empty()) return 0;
    if (fresh) texts_.push_back(value);
    DUNGHAN_CHECK(texts_.size() < 0xFFFF);
    return found->second;
  }
  std::int32_t reason(const Reason& value) {
    const auto found = std::find(reasons_.begin(), reasons_.end(), value);
    if (found != reasons_.end()) return static_cast<std::int32_t>(found - reasons_.begin());
    reasons_.push_back(value);
    DUNGHAN_CHECK(reasons_.size() < (1U << Calendar::Tables::reason_bits));
    return static_cast<std::int32_t>(reasons_.size() - 1);
  }
  const Reason& at(std::int32_t number) const { return reasons_[static_cast<std::size_t>(number)]; }

  std::vector<std::string> texts_;
  std::vector<Reason> reasons_;

 private:
  std::map<std::string, std::uint16_t> text_numbers_;
};

bool is_off(const ReasonPool& pool, std::int32_t mark) {
  return mark != working && pool.at(mark).kind != DayReason::Kind::swapped_worked;
}

/// One calendar with all that it extends.
struct Layer {
  std::vector<std::int32_t> marks =
      std::vector<std::int32_t>(static_cast<std::size_t>(day_count), working);
  std::optional<ZoneRules> zone;
  std::optional<std::array<std::vector<OfficeInterval>, 7>> hours;
  Date official_from = first_day, official_until = last_day;
  bool official = false;  // some list or statement makes the range above true
};

class Compiler {
 public:
  explicit Compiler(const SpecLookup& lookup) : lookup_(lookup) {}

  tl::expected<Calendar, SpecFaults> compile(const CalendarSpec& spec) {
    const Layer layer = build(spec);
    if (!faults_.empty()) return tl::unexpected(std::move(faults_));
    return pack(spec.id, layer);
  }

 private:
  Layer build(const CalendarSpec& spec) {
    path_.push_back(spec.id);
    Layer layer;
    const std::size_t faults_before = faults_.size();
    check_spec(spec, faults_);
    if (faults_.size() == faults_before) {
      layer.zone = spec.zone;
      mark_weekend(spec, layer);
      mark_rules(spec, layer);
      mark_lists(spec, layer);
      set_hours(spec, layer);
      set_horizon(spec, layer);
    }
    for (const CalendarSpec::Base& base : spec.extends) extend(spec, base, layer);
    path_.pop_back();
    return layer;
  }

  void extend(const CalendarSpec& spec, const CalendarSpec::Base& base, Layer& layer) {
    if (std::find(path_.begin(), path_.end(), base.id) != path_.end()) {
      std::string circle;
      for (const std::string& id : path_) circle += "`" + id + "` extends ";
      faults_.push_back({"E0464",
                         "calendars extend each other in a circle: " + circle + "`" + base.id + "`",
                         "take one of the `extends` out",
                         base.at,
                         {}});
      return;
    }
    const CalendarSpec* other = lookup_ ? lookup_(base.id) : nullptr;
    if (other == nullptr) {
      faults_.push_back({"E0465",
                         "there is no calendar `" + base.id + "` to extend",
                         "check the id",
                         base.at,
                         {}});
      return;
    }
    const Layer lower = build(*other);
    if (!faults_.empty()) return;
    merge(spec, lower, layer);
  }

  void merge(const CalendarSpec& spec, const Layer& lower, Layer& layer) {
    for (const ListedDayWorked& day : spec.days_worked) {
      if (is_off(pool_, lower.marks[index_of(day.date)])) {
        faults_.push_back(
            {"E0461",
             to_text(day.date) +
                 " is off in a calendar that this one extends, so it cannot be worked here",
             "a calendar only adds days off to those it extends",
             day.at,
             {}});
      }
    }
    for (std::size_t i = 0; i < layer.marks.size(); ++i) {
      std::int32_t& mark = layer.marks[i];
      const bool off_here = is_off(pool_, mark);
      const bool off_there = is_off(pool_, lower.marks[i]);
      const bool weekend_here = off_here && pool_.at(mark).kind == DayReason::Kind::weekend;
      // A holiday's name says more than "weekend"; a worked Saturday stays one unless a layer
      // closes it.
      if ((off_there && (!off_here || weekend_here)) || (!off_there && mark == working))
        mark = lower.marks[i];
    }
    if (!layer.zone) layer.zone = lower.zone;
    if (!layer.hours) layer.hours = lower.hours;
    if (lower.official && (!layer.official || lower.official_from > layer.official_from))
      layer.official_from = lower.official_from;
    if (lower.official && (!layer.official || lower.official_until < layer.official_until))
      layer.official_until = lower.official_until;
    layer.official = layer.official || lower.official;
  }

  void mark_weekend(const CalendarSpec& spec, Layer& layer) {
    if (!spec.weekend) return;
    const std::int32_t weekend = pool_.reason(Reason{});
    for (Date date = first_day; date <= last_day; date += days{1}) {
      if (is_weekend(spec, std::chrono::weekday{date})) layer.marks[index_of(date)] = weekend;
    }
  }

  std::int32_t holiday_reason(const HolidayRule& rule, DayReason::Kind kind) {
    Reason reason;
    reason.kind = kind;
    reason.name_vi = pool_.text(rule.name_vi);
    reason.name_en = pool_.text(rule.name_en);
    reason.basis = pool_.text(rule.basis);
    return pool_.reason(reason);
  }

  void mark_rules(const CalendarSpec& spec, Layer& layer) {
    std::set<int> listed;
    for (const OfficialYear& year : spec.official_years) listed.insert(year.year);
    const auto by_rule = [&](Date date) {
      return in_range(date) && !listed.contains(static_cast<int>(civil(date).year()));
    };
    std::vector<std::pair<Date, const HolidayRule*>> found;
    for (const HolidayRule& rule : spec.holidays) {
      if (rule.kind == HolidayRule::Kind::lunar && !lunar_) lunar_.emplace();
      // A year more on each side: an offset or the lunar calendar carries days over its ends.
      for (int year = first_year - 1; year <= last_year + 1; ++year) {
        const auto first = date_in_year(rule, year, lunar_ ? &*lunar_ : nullptr);
        for (int nth = 0; first && nth < rule.days; ++nth) {
          Date date = *first + days{nth};
          const bool sunday = std::chrono::weekday{date} == std::chrono::Sunday;
          if (rule.substitute == Substitute::day_before && sunday) date -= days{1};
          if (by_rule(date)) found.emplace_back(date, &rule);
        }
      }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    const std::vector<std::int32_t> plain =
        layer.marks;  // which days are weekend, before holidays cover them
    for (const auto& [date, rule] : found)
      layer.marks[index_of(date)] = holiday_reason(*rule, DayReason::Kind::holiday);
    for (const auto& [date, rule] : found) {
      const bool lost =
          rule->substitute == Substitute::none || rule->substitute == Substitute::day_before;
      if (lost || plain[index_of(date)] == working) continue;
      const auto day = substitute_day(layer, *rule, date);
      if (day && by_rule(*day))
        layer.marks[index_of(*day)] = holiday_reason(*rule, DayReason::Kind::compensatory);
    }
  }

  std::optional<Date> substitute_day(const Layer& layer, const HolidayRule& rule, Date date) const {
    Date day = date + days{1};
    if (rule.substitute == Substitute::monday) {
      while (std::chrono::weekday{day} != std::chrono::Monday) day += days{1};
    }
    while (in_range(day) && layer.marks[index_of(day)] != working) day += days{1};
    return in_range(day) ? std::optional(day) : std::nullopt;
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
    layer.marks[index_of(day.date)] = pool_.reason(reason);
  }

  void mark_worked(const CalendarSpec& spec, const ListedDayWorked& day, const std::string& law,
                   Layer& layer) {
    std::int32_t& mark = layer.marks[index_of(day.date)];
    if (is_off(pool_, mark) && pool_.at(mark).kind != DayReason::Kind::weekend) {
      faults_.push_back({"E0461",
                         to_text(day.date) + " is a holiday by rule and listed as worked",
                         "one of the two is a slip",
                         day.at,
                         {}});
      return;
    }
    Reason reason;
    reason.kind = DayReason::Kind::swapped_worked;
    reason.hours_of = hours_for(spec, day);
    reason.basis = pool_.text(day.basis.empty() ? law : day.basis);
    reason.confidence = pool_.text(day.confidence);
    mark = pool_.reason(reason);
  }

  /// A worked Saturday keeps the hours given for Saturdays, else those of the day it makes up for,
  /// else Monday's.
  static std::uint8_t hours_for(const CalendarSpec& spec, const ListedDayWorked& day) {
    const std::chrono::weekday own{day.date};
    for (const WeekdayHours& hours : spec.office_hours) {
      if (hours.weekday == own) return static_cast<std::uint8_t>(own.c_encoding());
    }
    if (!day.in_place_of) return monday_encoding;
    return static_cast<std::uint8_t>(std::chrono::weekday{*day.in_place_of}.c_encoding());
  }

  void mark_lists(const CalendarSpec& spec, Layer& layer) {
    for (const OfficialYear& year : spec.official_years) {
      for (const ListedDayOff& day : year.days_off) mark_off(spec, day, year.law, layer);
      for (const ListedDayWorked& day : year.days_worked) mark_worked(spec, day, year.law, layer);
    }
    for (const ListedDayOff& day : spec.days_off) mark_off(spec, day, {}, layer);
    for (const ListedDayWorked& day : spec.days_worked) mark_worked(spec, day, {}, layer);
  }

  static void set_hours(const CalendarSpec& spec, Layer& layer) {
    if (spec.office_hours.empty()) return;
    layer.hours.emplace();
    for (const WeekdayHours& hours : spec.office_hours)
      (*layer.hours)[hours.weekday.c_encoding()] = hours.intervals;
  }

  static void set_horizon(const CalendarSpec& spec, Layer& layer) {
    if (!spec.official_years.empty()) {
      const auto [least, most] =
          std::minmax_element(spec.official_years.begin(), spec.official_years.end(),
                              [](const auto& a, const auto& b) { return a.year < b.year; });
      layer.official = true;
      layer.official_from = make_date(least->year, 1, 1);
      layer.official_until = make_date(most->year, 12, 31);
    }
    if (spec.official_from) {  // said outright: wins over what the lists span
      layer.official = true;
      layer.official_from = *spec.official_from;
      layer.official_until = *spec.official_until;
    }
  }

  Calendar pack(const std::string& id, const Layer& layer) {
    auto tables = std::make_shared<Calendar::Tables>();
    tables->id = id;
    DUNGHAN_CHECK(layer.zone.has_value());
    tables->zone = *layer.zone;
    if (layer.official) {
      tables->official_from = layer.official_from;
      tables->official_until = layer.official_until;
    }
    pack_days(layer, *tables);
    pack_hours(layer, *tables);
    tables->reasons = std::move(pool_.reasons_);
    tables->texts = std::move(pool_.texts_);
    tables->exceptions.shrink_to_fit();
    return Calendar(std::move(tables));
  }

  void pack_days(const Layer& layer, Calendar::Tables& tables) const {
    tables.words.assign(word_count, 0);
    tables.before.assign(1, 0);
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < layer.marks.size(); ++i) {
      const std::int32_t mark = layer.marks[i];
      if (mark != working && pool_.at(mark).kind != DayReason::Kind::weekend) {
        tables.exceptions.push_back(
            (static_cast<std::uint32_t>(i) << Calendar::Tables::reason_bits) |
            static_cast<std::uint32_t>(mark));
      }
      if (!is_off(pool_, mark)) {
        tables.words[i / 64] |= std::uint64_t{1} << (i % 64);
        if (count % sample_step == 0) tables.samples.push_back(static_cast<std::uint16_t>(i / 64));
        ++count;
      }
      if (i % 64 == 63 || i + 1 == layer.marks.size()) tables.before.push_back(count);
    }
    DUNGHAN_CHECK(tables.before.size() == word_count + 1);
  }

  static void pack_hours(const Layer& layer, Calendar::Tables& tables) {
    const std::vector<OfficeInterval> whole_day{{0, 1440}};
    for (std::size_t weekday = 0; weekday < tables.hours.size(); ++weekday) {
      const bool given = layer.hours && !(*layer.hours)[weekday].empty();
      // A day that only a layer with other weekends works keeps Monday's hours.
      tables.hours[weekday] = given         ? (*layer.hours)[weekday]
                              : layer.hours ? (*layer.hours)[monday_encoding]
                                            : whole_day;
      if (tables.hours[weekday].empty()) tables.hours[weekday] = whole_day;
    }
  }

  const SpecLookup& lookup_;
  SpecFaults faults_;
  ReasonPool pool_;
  std::vector<std::string> path_;
  std::optional<LunarCalendar> lunar_;  // made when the first rule needs it
};

}  // namespace

tl::expected<Calendar, SpecFaults> compile(const CalendarSpec& spec, const SpecLookup& lookup) {
  return Compiler(lookup).compile(spec);
}

}  // namespace dunghan::calendar
