#include "engine/calendar/spec_checks.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/calendar/tables.h"

namespace dunghan::calendar {
namespace {

constexpr int offset_max = 120;  // Corpus Christi is 60 days after Easter; more is a slip
constexpr std::uint16_t minutes_of_day = 1440;

class Checker {
 public:
  Checker(const CalendarSpec& spec, SpecFaults& faults) : spec_(spec), faults_(faults) {}

  void check() {
    check_week();
    for (const HolidayRule& rule : spec_.holidays) check_rule(rule);
    check_ids();
    check_years();
    check_horizon();
    check_days();
  }

 private:
  void add(std::string code, SourceMark at, std::string message, std::string remedy = {},
           std::optional<SourceMark> related = {}) {
    faults_.push_back({std::move(code), std::move(message), std::move(remedy), at, related});
  }

  void check_week() {
    if (spec_.extends.empty() && !spec_.weekend) {
      add("E0450", spec_.at, "the calendar names no weekend",
          "add `weekend: [ saturday, sunday ]`, or `weekend: [ ]`");
    }
    if (spec_.extends.empty() && !spec_.zone) {
      add("E0451", spec_.at, "the calendar names no time zone",
          "add `time_zone: Asia/Ho_Chi_Minh`");
    }
    check_all_hours();
  }

  void check_all_hours() {
    std::map<unsigned, SourceMark> seen;
    std::optional<SourceMark> checked, told_twice;
    for (const WeekdayHours& hours : spec_.office_hours) {
      const bool is_written = hours.at.line > 0;
      const auto [other, fresh] = seen.emplace(hours.weekday.c_encoding(), hours.at);
      if (!fresh && !(is_written && told_twice == hours.at)) {
        add("E0452", hours.at, "office hours of one weekday stand twice", "keep one of them",
            other->second);
        told_twice = hours.at;
      }
      // `monday-friday` is five weekdays, but one thing to mend.
      if (!is_written || checked != hours.at) check_hours(hours);
      checked = hours.at;
    }
  }

  void check_hours(const WeekdayHours& hours) {
    if (hours.intervals.empty() && !spec_.unread.office_hours) {
      add("E0452", hours.at, "the office hours of this weekday are empty",
          "give hours, or make the day a `weekend` day");
    }
    OfficeInterval before;
    for (const OfficeInterval& interval : hours.intervals) {
      if (interval.opens >= interval.closes || interval.closes > minutes_of_day) {
        add("E0452", hours.at, "office hours must open before they close, within one day",
            "hours past midnight are hours of the next day");
      } else if (interval.opens < before.closes) {
        add("E0453", hours.at,
            "office hours overlap or are out of order: " + text_of(interval) + " begins before " +
                text_of(before) + " ends",
            "write them in order, each after the last");
      }
      before = interval;
    }
  }

  /// "07:30-11:30".
  static std::string text_of(OfficeInterval interval) {
    const auto clock = [](int minute) {
      const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
      return two(minute / 60) + ":" + two(minute % 60);
    };
    return clock(interval.opens) + "-" + clock(interval.closes);
  }

  void check_rule(const HolidayRule& rule) {
    const std::string which = "holiday `" + rule.id + "`";
    if (const auto why = impossible(rule)) {
      add("E0454", rule.at, which + " " + *why, "mend the day, or take the holiday out");
    }
    if (rule.from_year && rule.to_year && *rule.from_year > *rule.to_year) {
      add("E0455", rule.at, which + " ends before it begins",
          "`from` is the first year in which it is kept, `to` the last");
      return;
    }
    std::set<int> seen;
    for (const int year : rule.except) {
      const bool kept =
          year >= rule.from_year.value_or(first_year) && year <= rule.to_year.value_or(last_year);
      if (!kept || !seen.insert(year).second) {
        add("E0466", rule.at,
            which + " is left out in " + std::to_string(year) +
                (kept ? " twice" : ", a year in which it is not kept anyway"),
            "take that year out of `except`, or mend it");
      }
    }
  }

  void check_ids() {
    // One holiday may have several rules in turn (a law changed it), never two for the same year.
    for (std::size_t i = 0; i < spec_.holidays.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const HolidayRule& a = spec_.holidays[j];
        const HolidayRule& b = spec_.holidays[i];
        if (a.id == b.id && meet(a, b)) {
          add("E0456", b.at, "holiday `" + b.id + "` stands twice for the same years",
              "give the rules years that do not meet (from, to, except), or another id", a.at);
        }
      }
    }
  }

  static bool meet(const HolidayRule& a, const HolidayRule& b) {
    const auto kept = [](const HolidayRule& rule, int year) {
      return year >= rule.from_year.value_or(first_year) &&
             year <= rule.to_year.value_or(last_year) &&
             std::find(rule.except.begin(), rule.except.end(), year) == rule.except.end();
    };
    for (int year = first_year; year <= last_year; ++year) {
      if (kept(a, year) && kept(b, year)) return true;
    }
    return false;
  }

  void check_years() {
    std::map<int, SourceMark> seen;
    for (const OfficialYear& list : spec_.official_years) {
      const auto [other, fresh] = seen.emplace(list.year, list.at);
      if (!fresh) {
        add("E0457", list.at, "there are two official lists for " + std::to_string(list.year),
            "keep one, or mend its `year`", other->second);
      }
      if (list.year < first_year || list.year > last_year) {
        add("E0458", list.at, "the year of the list lies outside 1900 to 2199", "mend `year`");
      }
      for (const ListedDayOff& day : list.days_off) check_year(list, day.date, day.at);
      for (const ListedDayWorked& day : list.days_worked) check_year(list, day.date, day.at);
    }
    for (auto year = seen.begin(); year != seen.end(); ++year) {
      const auto next = std::next(year);
      if (next != seen.end() && next->first != year->first + 1 && !spec_.unread.official_years) {
        add("E0457", next->second,
            "there is no official list for " + std::to_string(year->first + 1),
            "official lists must follow each other without a gap");
      }
    }
  }

  void check_year(const OfficialYear& list, Date date, SourceMark at) {
    if (static_cast<int>(civil(date).year()) != list.year) {
      add("E0458", at, to_text(date) + " does not lie in " + std::to_string(list.year),
          "mend the date, or move it to the list of its year");
    }
  }

  void check_horizon() {
    if (spec_.official_from.has_value() != spec_.official_until.has_value()) {
      add("E0459", spec_.official_at, "`official` needs both `from` and `until`",
          "add the one that is missing");
    } else if (spec_.official_from && *spec_.official_from > *spec_.official_until) {
      add("E0459", spec_.official_at, "`official` ends before it begins",
          "exchange `from` and `until`, or mend one of them");
    }
  }

  struct Listed {
    SourceMark at;
    bool worked;
  };

  void list(std::map<Date, Listed>& seen, Date date, SourceMark at, bool worked) {
    if (date < first_day || date > last_day) {
      add("E0458", at, to_text(date) + " lies outside the years 1900 to 2199",
          "mend the year of the date");
      return;
    }
    const auto [other, fresh] = seen.emplace(date, Listed{at, worked});
    if (fresh) return;
    if (other->second.worked == worked) {
      add("E0460", at, to_text(date) + " is listed twice", "keep one of them", other->second.at);
    } else {
      add("E0461", at, to_text(date) + " is both a day off and a working day",
          "one of the two is a slip", other->second.at);
    }
  }

  void check_days() {
    std::map<Date, Listed> seen;
    for (const OfficialYear& year : spec_.official_years) {
      for (const ListedDayOff& day : year.days_off) list(seen, day.date, day.at, false);
      for (const ListedDayWorked& day : year.days_worked) list(seen, day.date, day.at, true);
    }
    for (const ListedDayOff& day : spec_.days_off) list(seen, day.date, day.at, false);
    for (const ListedDayWorked& day : spec_.days_worked) list(seen, day.date, day.at, true);
  }

  const CalendarSpec& spec_;
  SpecFaults& faults_;
};

}  // namespace

void check_spec(const CalendarSpec& spec, SpecFaults& faults) {
  Checker(spec, faults).check();
}

std::optional<std::string> impossible(const HolidayRule& rule) {
  using Kind = HolidayRule::Kind;
  const bool is_month = rule.month >= 1 && rule.month <= 12;
  if (rule.days < 1 || rule.days > holiday_days_max) return "lasts no day, or more than a month";
  if (rule.offset < -offset_max || rule.offset > offset_max) {
    return rule.kind == Kind::easter ? "is too far from Easter" : "is too far from its date";
  }
  switch (rule.kind) {
    case Kind::fixed: {
      // A leap year: 29 February is a date, 30 February never.
      const std::chrono::year_month_day date{
          std::chrono::year{2000}, std::chrono::month{rule.month}, std::chrono::day{rule.day}};
      if (!date.ok()) return "is on a day that no month has";
      break;
    }
    case Kind::lunar:
      if (!is_month || rule.day < 1 || rule.day > 30) return "is on a day that no lunar month has";
      break;
    case Kind::nth_weekday:
      if (!(rule.nth == -1 || (rule.nth >= 1 && rule.nth <= 5)))
        return "must be the first to fifth or the last weekday of its month";
      if (!is_month || !rule.weekday.ok()) return "names no month or weekday that exists";
      break;
    case Kind::easter: break;
  }
  return std::nullopt;
}

bool lists_day_off(const CalendarSpec& spec, Date date) {
  const auto names = [date](const std::vector<ListedDayOff>& days) {
    return std::any_of(days.begin(), days.end(),
                       [date](const ListedDayOff& day) { return day.date == date; });
  };
  return names(spec.days_off) ||
         std::any_of(spec.official_years.begin(), spec.official_years.end(),
                     [&names](const OfficialYear& year) { return names(year.days_off); });
}

}  // namespace dunghan::calendar
