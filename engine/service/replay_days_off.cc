#include "engine/service/replay_days_off.h"

#include <array>

namespace dunghan::service {
namespace {

struct Names {
  std::string vi, en;
};

Names weekday_of(Date day) {
  static constexpr std::array en{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                 "Thursday", "Friday", "Saturday"};
  static constexpr std::array vi{"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư",
                                 "thứ Năm",  "thứ Sáu", "thứ Bảy"};
  const auto which = std::chrono::weekday{day}.c_encoding();
  return {vi.at(which), en.at(which)};
}

// A holiday on a Sunday is told as a Sunday: the day would have been off without it.
bool is_of_the_weekend(const calendar::Calendar& calendar, Date day) {
  using Kind = calendar::DayReason::Kind;
  constexpr std::chrono::days week{7};
  return calendar.reason_for(day).kind == Kind::weekend ||
         calendar.reason_for(day + week).kind == Kind::weekend ||
         calendar.reason_for(day - week).kind == Kind::weekend;
}

Names names_of(const calendar::Calendar& calendar, Date day) {
  const calendar::DayReason reason = calendar.reason_for(day);
  const bool is_named = !reason.name_en.empty() || !reason.name_vi.empty();
  if (!is_named || is_of_the_weekend(calendar, day)) return weekday_of(day);
  const std::string& en = reason.name_en.empty() ? reason.name_vi : reason.name_en;
  return {reason.name_vi.empty() ? en : reason.name_vi, en};
}

}  // namespace

DaysOff days_off_between(const calendar::Calendar& calendar, Date from, Date to) {
  DaysOff days_off;
  if (to <= from || to - from > std::chrono::days{days_off_told_max} || calendar.is_working(from))
    return days_off;
  for (Date day = from; day < to; day += std::chrono::days{1}) {
    if (calendar.is_working(day)) continue;
    const Names names = names_of(calendar, day);
    if (days_off.first_en.empty()) days_off.first_en = names.en;
    const std::string date = to_text(day);
    days_off.text_en += (days_off.text_en.empty() ? "" : ", ") + names.en + " " + date;
    days_off.text_vi += (days_off.text_vi.empty() ? "" : ", ") + names.vi + " " + date;
  }
  return days_off;
}

}  // namespace dunghan::service
