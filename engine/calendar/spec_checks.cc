#include "engine/calendar/spec_checks.h"

#include <algorithm>
#include <map>

#include "engine/calendar/tables.h"

namespace dunghan::calendar {
namespace {

constexpr int offset_max = 120;  // Corpus Christi is 60 days after Easter; more is a slip
constexpr int days_max = 31;
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
    if (spec_.weekend &&
        std::all_of(week.begin(), week.end(), [this](auto d) { return is_weekend(spec_, d); })) {
      add("E0450", spec_.at, "every day of the week is weekend: no working day would ever come");
    }
    std::map<unsigned, SourceMark> seen;
    for (const WeekdayHours& hours : spec_.office_hours) {
      const auto [other, fresh] = seen.emplace(hours.weekday.c_encoding(), hours.at);
      if (!fresh)
        add("E0452", hours.at, "office hours of one weekday stand twice", "keep one of them",
            other->second);
      check_hours(hours);
    }
    if (spec_.office_hours.empty()) return;
    for (const std::chrono::weekday weekday : week) {
      if (!is_weekend(spec_, weekday) && !seen.contains(weekday.c_encoding())) {
        add("E0452", spec_.office_hours.front().at, "a working weekday has no office hours",
            "give hours for every day that is not weekend");
        return;
      }
    }
  }

  void check_hours(const WeekdayHours& hours) {
    if (hours.intervals.empty())
      add("E0452", hours.at, "the office hours of this weekday are empty");
    for (std::size_t i = 0; i < hours.intervals.size(); ++i) {
      const OfficeInterval& interval = hours.intervals[i];
      if (interval.opens >= interval.closes || interval.closes > minutes_of_day) {
        add("E0452", hours.at, "office hours must open before they close, within one day");
      } else if (i > 0 && interval.opens < hours.intervals[i - 1].closes) {
        add("E0453", hours.at, "office hours overlap or are out of order",
            "write them in order, each after the last");
      }
    }
  }

  void check_rule(const HolidayRule& rule) {
    const std::string which = "holiday `" + rule.id + "`";
    using Kind = HolidayRule::Kind;
    if (rule.kind == Kind::fixed) {
      // A leap year: 29 February is a date, 30 February never.
      const std::chrono::year_month_day date{
          std::chrono::year{2000}, std::chrono::month{rule.month}, std::chrono::day{rule.day}};
      if (!date.ok()) add("E0454", rule.at, which + " is on a day that no month has");
    }
    if (rule.kind == Kind::lunar &&
        (rule.month < 1 || rule.month > 12 || rule.day < 1 || rule.day > 30)) {
      add("E0454", rule.at, which + " is on a day that no lunar month has");
    }
    if (rule.kind == Kind::nth_weekday && !(rule.nth == -1 || (rule.nth >= 1 && rule.nth <= 5))) {
      add("E0454", rule.at, which + " must be the first to fifth or the last weekday of its month");
    }
    if (rule.kind == Kind::nth_weekday &&
        (rule.month < 1 || rule.month > 12 || !rule.weekday.ok())) {
      add("E0454", rule.at, which + " names no month or weekday that exists");
    }
    if (rule.offset < -offset_max || rule.offset > offset_max) {
      add("E0454", rule.at,
          which + " is too far from " + (rule.kind == Kind::easter ? "Easter" : "its date"));
    }
    if (rule.days < 1 || rule.days > days_max) {
      add("E0454", rule.at, which + " lasts for no day, or for more than a month");
    }
    if (rule.from_year && rule.to_year && *rule.from_year > *rule.to_year) {
      add("E0455", rule.at, which + " ends before it begins");
    }
  }

  void check_ids() {
    // One holiday may have several rules in turn (a law changed it), never two for the same year.
    for (std::size_t i = 0; i < spec_.holidays.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const HolidayRule& a = spec_.holidays[j];
        const HolidayRule& b = spec_.holidays[i];
        const bool meet = a.from_year.value_or(first_year) <= b.to_year.value_or(last_year) &&
                          b.from_year.value_or(first_year) <= a.to_year.value_or(last_year);
        if (a.id == b.id && meet) {
          add("E0456", b.at, "holiday `" + b.id + "` stands twice for the same years",
              "give the rules years that do not meet (from, to), or another id", a.at);
        }
      }
    }
  }

  void check_years() {
    std::map<int, SourceMark> seen;
    for (const OfficialYear& list : spec_.official_years) {
      const auto [other, fresh] = seen.emplace(list.year, list.at);
      if (!fresh) {
        add("E0457", list.at, "there are two official lists for " + std::to_string(list.year), {},
            other->second);
      }
      if (list.year < first_year || list.year > last_year) {
        add("E0458", list.at, "the year of the list lies outside 1900 to 2199");
      }
      for (const ListedDayOff& day : list.days_off) check_year(list, day.date, day.at);
      for (const ListedDayWorked& day : list.days_worked) check_year(list, day.date, day.at);
    }
    for (auto year = seen.begin(); year != seen.end(); ++year) {
      const auto next = std::next(year);
      if (next != seen.end() && next->first != year->first + 1) {
        add("E0457", next->second,
            "there is no official list for " + std::to_string(year->first + 1),
            "official lists must follow each other without a gap");
      }
    }
  }

  void check_year(const OfficialYear& list, Date date, SourceMark at) {
    if (static_cast<int>(civil(date).year()) != list.year) {
      add("E0458", at, to_text(date) + " does not lie in " + std::to_string(list.year));
    }
  }

  void check_horizon() {
    if (spec_.official_from.has_value() != spec_.official_until.has_value()) {
      add("E0459", spec_.at, "`official` needs both `from` and `until`");
    } else if (spec_.official_from && *spec_.official_from > *spec_.official_until) {
      add("E0459", spec_.at, "`official` ends before it begins");
    }
  }

  struct Listed {
    SourceMark at;
    bool worked;
  };

  void list(std::map<Date, Listed>& seen, Date date, SourceMark at, bool worked) {
    if (date < first_day || date > last_day) {
      add("E0458", at, to_text(date) + " lies outside the years 1900 to 2199");
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
    for (const OfficialYear& year : spec_.official_years) {
      for (const ListedDayOff& day : year.days_off) check_swapped_off(day);
      for (const ListedDayWorked& day : year.days_worked) check_worked(day, seen);
    }
    for (const ListedDayOff& day : spec_.days_off) check_swapped_off(day);
    for (const ListedDayWorked& day : spec_.days_worked) check_worked(day, seen);
  }

  void check_swapped_off(const ListedDayOff& day) {
    const bool made_up =
        day.kind == ListedDayOff::Kind::swapped || day.kind == ListedDayOff::Kind::compensatory;
    if (made_up && is_weekend(spec_, std::chrono::weekday{day.date})) {
      add("E0462", day.at,
          to_text(day.date) + " is a weekend day, so it cannot be given off in place of another");
    }
  }

  void check_worked(const ListedDayWorked& day, const std::map<Date, Listed>& seen) {
    if (spec_.weekend && !is_weekend(spec_, std::chrono::weekday{day.date})) {
      add("E0462", day.at, to_text(day.date) + " is no weekend day, so it is worked anyway",
          "check the date");
    }
    if (!day.in_place_of) return;
    const auto other = seen.find(*day.in_place_of);
    if (other == seen.end() || other->second.worked) {
      add("E0463", day.at,
          to_text(day.date) + " is worked in place of " + to_text(*day.in_place_of) +
              ", which is not listed as a day off",
          "list that day off, kind `swapped`");
    }
  }

  static constexpr std::array<std::chrono::weekday, 7> week{
      std::chrono::Monday, std::chrono::Tuesday,  std::chrono::Wednesday, std::chrono::Thursday,
      std::chrono::Friday, std::chrono::Saturday, std::chrono::Sunday};
  const CalendarSpec& spec_;
  SpecFaults& faults_;
};

}  // namespace

void check_spec(const CalendarSpec& spec, SpecFaults& faults) {
  Checker(spec, faults).check();
}

bool is_weekend(const CalendarSpec& spec, std::chrono::weekday weekday) {
  return spec.weekend &&
         std::find(spec.weekend->begin(), spec.weekend->end(), weekday) != spec.weekend->end();
}

}  // namespace dunghan::calendar
