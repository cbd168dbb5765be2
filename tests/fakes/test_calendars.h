// Calendars for tests, built by hand: no file and no tz database is read.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>
#include <utility>

#include "engine/base/time.h"
#include "engine/calendar/calendar_spec.h"

namespace dunghan::fakes {

inline Date day(std::string_view text) {
  const auto date = parse_date(text);
  EXPECT_TRUE(date.has_value()) << text;
  return date.value_or(Date{});
}

inline calendar::ListedDayOff off(
    std::string_view date, std::string_view name,
    calendar::ListedDayOff::Kind kind = calendar::ListedDayOff::Kind::statutory) {
  calendar::ListedDayOff listed;
  listed.date = day(date);
  listed.kind = kind;
  listed.name_vi = listed.name_en = name;
  return listed;
}

inline calendar::ListedDayWorked worked(std::string_view date, std::string_view in_place_of) {
  calendar::ListedDayWorked listed;
  listed.date = day(date);
  listed.in_place_of = day(in_place_of);
  return listed;
}

/// Saturday and Sunday off, 07:30-11:30 and 13:30-17:00, no holidays.
inline calendar::CalendarSpec plain_week(const ZoneRules& zone, std::string id = "plain") {
  calendar::CalendarSpec spec;
  spec.id = std::move(id);
  spec.zone = zone;
  spec.weekend = {std::chrono::Saturday, std::chrono::Sunday};
  for (unsigned weekday = 1; weekday <= 5; ++weekday) {
    spec.office_hours.push_back({std::chrono::weekday{weekday}, {{450, 690}, {810, 1020}}, {}});
  }
  return spec;
}

/// Vietnamese state offices in 2024-2026, typed in from the decisions for those years; other years
/// have no holidays.
inline calendar::CalendarSpec viet_nam_spec() {
  using Kind = calendar::ListedDayOff::Kind;
  calendar::CalendarSpec spec =
      plain_week(ZoneRules("Asia/Ho_Chi_Minh", std::chrono::hours{7}), "vn-test");
  calendar::OfficialYear y2024{2024, "law 2024", {}, {}, {}};
  for (const char* date : {"2024-02-08", "2024-02-09", "2024-02-10", "2024-02-11", "2024-02-12"})
    y2024.days_off.push_back(off(date, "Tết"));
  for (const char* date : {"2024-02-13", "2024-02-14"})
    y2024.days_off.push_back(off(date, "Tết", Kind::compensatory));
  for (const char* date :
       {"2024-01-01", "2024-04-18", "2024-04-30", "2024-05-01", "2024-09-02", "2024-09-03"}) {
    y2024.days_off.push_back(off(date, "holiday"));
  }
  y2024.days_off.push_back(off("2024-04-29", "", Kind::swapped));
  y2024.days_worked.push_back(worked("2024-05-04", "2024-04-29"));
  calendar::OfficialYear y2025{2025, "law 2025", {}, {}, {}};
  for (const char* date :
       {"2025-01-01", "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31",
        "2025-04-07", "2025-04-30", "2025-05-01", "2025-09-01", "2025-09-02"}) {
    y2025.days_off.push_back(off(date, "holiday"));
  }
  y2025.days_off.push_back(off("2025-05-02", "", Kind::swapped));
  y2025.days_worked.push_back(worked("2025-04-26", "2025-05-02"));
  calendar::OfficialYear y2026{2026, "law 2026", {}, {}, {}};
  for (const char* date :
       {"2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20",
        "2026-04-26", "2026-04-30", "2026-05-01", "2026-09-01", "2026-09-02", "2026-11-24"}) {
    y2026.days_off.push_back(off(date, "holiday"));
  }
  y2026.days_off.push_back(off("2026-04-27", "holiday", Kind::compensatory));
  y2026.days_off.push_back(off("2026-01-02", "", Kind::swapped));
  y2026.days_off.push_back(off("2026-08-31", "", Kind::swapped));
  y2026.days_worked.push_back(worked("2026-01-10", "2026-01-02"));
  y2026.days_worked.push_back(worked("2026-08-22", "2026-08-31"));
  spec.official_years = {y2024, y2025, y2026};
  return spec;
}

inline calendar::Calendar compiled(const calendar::CalendarSpec& spec) {
  auto result = calendar::compile(spec);
  if (!result) {
    for (const auto& fault : result.error()) ADD_FAILURE() << fault.code << " " << fault.message;
    std::abort();
  }
  return *std::move(result);
}

inline const calendar::Calendar& viet_nam() {
  static const calendar::Calendar calendar = compiled(viet_nam_spec());
  return calendar;
}

}  // namespace dunghan::fakes
