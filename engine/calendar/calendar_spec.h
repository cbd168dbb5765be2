// What a calendar file says, and how it becomes a Calendar (calendar.h) or a list of what is wrong
// with it.
//
// A year with an official list uses that list instead of the holiday rules: governments move days
// by decree and no rule foresees it. Everything carries a mark of where it was written, so that a
// fault can be shown in the user's file.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/base/time.h"
#include "engine/calendar/calendar.h"
#include "engine/calendar/lunar.h"

namespace dunghan::calendar {

/// Where something was written. file: an index that the loader gives a meaning.
struct SourceMark {
  int file = 0;
  int line = 0;  // 0: nobody wrote it (a spec made by a program)
  int column = 0;
  friend bool operator==(SourceMark, SourceMark) = default;
};

/// What happens when a holiday falls on the weekend.
enum class Substitute {
  none,              // it is lost
  next_working_day,  // the next day that is not off yet is off too (Viet Nam)
  monday,            // the Monday after, or where that is off already the next day that is not
  day_before,       // on a Sunday it is kept on the Saturday before, instead (the Dutch King's Day)
  nearest_weekday,  // the nearest day that is no weekend, or where that is off already the next one
                    // in that direction: of a Saturday the Friday, of a Sunday the Monday (USA)
};

/// A holiday may last so many days; more is a slip.
inline constexpr int holiday_days_max = 31;

/// A holiday as a rule, for the years from `from_year` to `to_year` but those in
/// `except` (lunar: lunar years).
struct HolidayRule {
  enum class Kind {
    fixed,        // month and day
    easter,       // offset in days from Easter Sunday (Gregorian)
    nth_weekday,  // nth weekday of month; nth -1 = the last
    lunar,        // month and day of the Vietnamese lunar calendar (lunar.h)
  };
  Kind kind = Kind::fixed;
  std::string id;
  std::string name_vi, name_en;
  std::string basis;
  unsigned month = 1, day = 1;  // fixed, lunar
  int offset = 0;               // days after the day that the kind names
  int days = 1;                 // so many in a row, of which kind and offset give the first
  std::chrono::weekday weekday = std::chrono::Monday;  // nth_weekday
  int nth = 1;                                         // nth_weekday: 1 to 5, or -1
  std::optional<int> from_year, to_year;
  std::vector<int> except;  // years in which another date was set by decree
  Substitute substitute = Substitute::none;
  SourceMark at;
};

/// One day off that a list names.
struct ListedDayOff {
  enum class Kind { statutory, compensatory, swapped, extra };
  Date date{};
  Kind kind = Kind::statutory;
  std::string holiday;           // id of a HolidayRule that names it; may be empty
  std::string name_vi, name_en;  // where there is no such rule
  std::string basis, confidence;
  SourceMark at;
};

/// One weekend day that a list makes a working day.
struct ListedDayWorked {
  Date date{};
  std::optional<Date> in_place_of;  // the weekday given off for it: its office hours hold
  std::string basis, confidence;
  SourceMark at;
};

/// The official list of one year: for that year it stands in place of the rules.
struct OfficialYear {
  int year = 0;
  std::string law;
  std::vector<ListedDayOff> days_off;
  std::vector<ListedDayWorked> days_worked;
  SourceMark at;
};

/// A stretch of office hours in minutes of the local day: 0 <= opens < closes <= 1440.
struct OfficeInterval {
  std::uint16_t opens = 0;
  std::uint16_t closes = 0;
  friend bool operator==(OfficeInterval, OfficeInterval) = default;
};

struct WeekdayHours {
  std::chrono::weekday weekday;
  std::vector<OfficeInterval> intervals;
  SourceMark at;
};

struct CalendarSpec {
  std::string id;
  std::string title_vi, title_en;
  std::string source;
  std::optional<ZoneRules> zone;  // absent: that of the first calendar extended
  std::optional<std::vector<std::chrono::weekday>>
      weekend;  // absent in one that extends: no weekend beside theirs
  std::vector<WeekdayHours>
      office_hours;  // absent: those of the first extended, else the whole day
  std::vector<HolidayRule> holidays;
  std::vector<ListedDayOff> days_off;  // beside rules and lists
  std::vector<ListedDayWorked> days_worked;
  std::vector<OfficialYear> official_years;  // of consecutive years
  /// Where the rules themselves are the law (no yearly list is needed): the dates for which they
  /// were checked.
  std::optional<Date> official_from, official_until;
  /// Parts of which not all could be read. What is wrong with them was told by whoever read them,
  /// so nothing is concluded from what they lack.
  struct Unread {
    bool weekend = false, office_hours = false, days_off = false, official_years = false;
  } unread;
  struct Base {
    std::string id;
    SourceMark at;
  };
  std::vector<Base> extends;  // a day off in one of them is a day off here
  SourceMark at, weekend_at, official_at;
};

/// Something wrong with a spec. Codes: E0450 to E0469.
struct SpecFault {
  std::string code;
  std::string message;
  std::string remedy;
  SourceMark at;
  std::optional<SourceMark> related;  // the first of two that clash
};

using SpecFaults = std::vector<SpecFault>;
/// The spec of a calendar that another extends; null where there is none.
using SpecLookup = std::function<const CalendarSpec*(std::string_view id)>;

/// Turns a spec into a calendar: first what it extends, in order, then its weekend, its rules and
/// its lists on top, so that a substitute day knows what the others close. Pure; takes about 0.3
/// ms. errors: all faults found: a day both off and worked, a day listed twice, a list that names
/// days of another year, overlapping or empty office hours, dates outside 1900-2199, an unknown or
/// circular `extends`, ...
[[nodiscard]] tl::expected<Calendar, SpecFaults> compile(const CalendarSpec& spec,
                                                         const SpecLookup& lookup = {});

/// Easter Sunday in the Gregorian calendar. year: 1583 to 9999. Source: the anonymous algorithm of
/// Nature, 1876.
[[nodiscard]] Date easter_sunday(int year);

/// The first day of a holiday rule in one year before any substitute; nothing where the rule does
/// not hold in that year or the date does not exist in it (29 February, a fifth Monday, day 30 of a
/// lunar month that has 29: who means the last day says day 1 of the next month, offset -1).
/// year: a lunar rule's lunar year, whose last two months may reach into the next civil year.
/// lunar: needed for lunar rules alone.
[[nodiscard]] std::optional<Date> date_in_year(const HolidayRule& rule, int year,
                                               const LunarCalendar* lunar = nullptr);

}  // namespace dunghan::calendar
