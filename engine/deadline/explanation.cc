#include "engine/deadline/explanation.h"

#include <array>
#include <utility>

#include "engine/base/check.h"

namespace dunghan::deadline {
namespace {

using calendar::DayReason;

constexpr std::array<std::string_view, 7> weekdays_en{"Sun", "Mon", "Tue", "Wed",
                                                      "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 7> weekdays_vi{"Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư",
                                                      "Thứ Năm",  "Thứ Sáu", "Thứ Bảy"};
constexpr std::array<std::string_view, 12> months_en{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

std::string padded(unsigned value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

/// What an earlier step left behind and a later one must have; a trace without it is our bug.
Date date_in(const std::optional<Date>& date) {
  DUNGHAN_CHECK(date.has_value());
  return *date;
}

/// Puts one step into one language. Each method is one kind of step.
class Narrator {
 public:
  Narrator(const ZoneRules& zone, Tongue tongue) : zone_(zone), tongue_(tongue) {}

  std::string tell(const TraceStep& step) const {
    switch (step.kind) {
      case TraceStep::Kind::start: return start(step);
      case TraceStep::Kind::cutoff: return cutoff(step);
      case TraceStep::Kind::first_day: return first_day(step);
      case TraceStep::Kind::count: return step.period ? count_period(step) : count_run(step);
      case TraceStep::Kind::day_off: return day_off(step);
      case TraceStep::Kind::worked_day: return worked_day(step);
      case TraceStep::Kind::month_end: return month_end(step);
      case TraceStep::Kind::suspension: return suspension(step);
      case TraceStep::Kind::extension: return extension(step);
      case TraceStep::Kind::total: return total(step);
      case TraceStep::Kind::roll: return roll(step);
      case TraceStep::Kind::minimum: return minimum(step);
      case TraceStep::Kind::provisional: return provisional(step);
      case TraceStep::Kind::result: return result(step);
      case TraceStep::Kind::short_period: return short_period(step);
      case TraceStep::Kind::clear_days: return clear_days(step);
      case TraceStep::Kind::first_hour: return first_hour(step);
      case TraceStep::Kind::open_question: return open_question(step);
      case TraceStep::Kind::earliest: return earliest(step);
      case TraceStep::Kind::fixed_date: return fixed_date(step);
      case TraceStep::Kind::no_limit: return no_limit(step);
      case TraceStep::Kind::office_time: return office_time(step);
      case TraceStep::Kind::clock_change: return clock_change(step);
    }
    DUNGHAN_CHECK(false);
  }

 private:
  [[nodiscard]] bool vi() const { return tongue_ == Tongue::vi; }
  [[nodiscard]] std::string date(const std::optional<Date>& value) const {
    return date_in_words(date_in(value), tongue_);
  }
  [[nodiscard]] std::string length(const std::optional<Period>& period) const {
    if (!period) return {};
    return vi() ? to_vietnamese(*period) : to_text(*period);
  }
  [[nodiscard]] std::string clock(Instant instant) const {
    const LocalTime local = zone_.to_local(instant);
    const auto minute = std::chrono::floor<std::chrono::minutes>(
        local - std::chrono::floor<std::chrono::days>(local));
    std::string text = padded(static_cast<unsigned>(minute.count() / 60)) + ":" +
                       padded(static_cast<unsigned>(minute.count() % 60));
    const auto rest = local - std::chrono::floor<std::chrono::minutes>(local);
    // A limit in hours runs to the microsecond; seconds are told where they are not zero.
    const auto seconds = std::chrono::floor<std::chrono::seconds>(rest).count();
    if (seconds != 0) text += ":" + padded(static_cast<unsigned>(seconds));
    // The second time that a clock put back shows it.
    if (zone_.to_instant(local) != instant) {
      text += vi() ? " (lần thứ hai)" : " (the second time)";
    }
    return text;
  }
  [[nodiscard]] std::string moment(Instant instant) const {
    return clock(instant) + (vi() ? " " : " on ") + date_in_words(zone_.date_of(instant), tongue_);
  }
  [[nodiscard]] std::string days_from_to(const TraceStep& step) const {
    if (step.from == step.to) return date(step.from);
    return date(step.from) + (vi() ? " đến " : " to ") + date(step.to);
  }
  [[nodiscard]] const std::string& note(const TraceStep& step) const {
    const std::string& own = vi() ? step.note_vi : step.note_en;
    return own.empty() ? (vi() ? step.note_en : step.note_vi) : own;
  }
  [[nodiscard]] std::string ground(const TraceStep& step) const {
    return note(step).empty() ? "" : " (" + note(step) + ")";
  }

  [[nodiscard]] std::string start(const TraceStep& step) const {
    if (step.backward) {
      const std::string event = step.at ? moment(*step.at) : date(step.from);
      const std::string back = length(step.period);
      if (vi()) return "Sự kiện vào " + event + ": tính lùi " + back;
      // "1 hour", but "1 hour 30 minutes": one of one unit alone is singular.
      const bool one = back.starts_with("1 ") && back.find_first_of("0123456789", 1) == back.npos;
      return std::string("The event is ") + (step.at ? "at " : "on ") + event + ": " + back +
             (one ? " is" : " are") + " counted back";
    }
    const bool at_clock = step.period && step.period->is_clock_type() && step.at;
    const std::string when = at_clock ? moment(*step.at) : date(step.from);
    return vi() ? "Bắt đầu " + when + ": thời hạn " + length(step.period)
                : "Start " + when + ": a period of " + length(step.period);
  }

  [[nodiscard]] std::string cutoff(const TraceStep& step) const {
    if (step.number < 0) {
      return vi() ? date(step.from) + " là ngày nghỉ: coi như vào " + date(step.to)
                  : date(step.from) + " is a day off: it counts as on " + date(step.to);
    }
    const auto minute = static_cast<unsigned>(step.number);
    const std::string hour = padded(minute / 60) + ":" + padded(minute % 60);
    return vi() ? "Từ " + hour + ": coi như vào " + date(step.to)
                : "From " + hour + " on: it counts as on " + date(step.to);
  }

  [[nodiscard]] std::string first_day(const TraceStep& step) const {
    if (step.number == 1) {
      return vi() ? "Ngày xảy ra sự kiện được tính là ngày thứ nhất: " + date(step.to)
                  : "The day of the event counts as the first day: " + date(step.to);
    }
    return vi() ? "Không tính ngày xảy ra sự kiện; tính từ " + date(step.to)
                : "The day of the event is not counted; counting begins on " + date(step.to);
  }

  [[nodiscard]] std::string count_period(const TraceStep& step) const {
    const std::string end = step.at ? moment(*step.at) : date(step.to);
    if (step.backward) {
      const std::string event = note(step).empty() ? date(step.from) : note(step);
      return vi() ? length(step.period) + " trước " + event + " là " + end
                  : length(step.period) + " before " + event + " is " + end;
    }
    return vi() ? "Đếm " + length(step.period) + " từ " + date(step.from) + ": hết " + end
                : length(step.period) + " from " + date(step.from) + " end on " + end;
  }

  [[nodiscard]] std::string count_run(const TraceStep& step) const {
    const auto span = date_in(step.to) - date_in(step.from);
    const int first = step.number - static_cast<int>(std::chrono::abs(span).count());
    const std::string ordinals =
        first == step.number
            ? std::to_string(first)
            : std::to_string(first) + (vi() ? " đến " : " to ") + std::to_string(step.number);
    if (vi()) return days_from_to(step) + ": ngày làm việc thứ " + ordinals;
    return days_from_to(step) + (first == step.number ? ": working day " : ": working days ") +
           ordinals;
  }

  [[nodiscard]] std::string day_off(const TraceStep& step) const {
    const std::string name = note(step);
    const std::string named = name.empty() ? "" : ", " + name;
    switch (step.reason.value_or(DayReason::Kind::holiday)) {
      case DayReason::Kind::weekend:
        return days_from_to(step) + (vi() ? ": nghỉ cuối tuần" : ": weekend");
      case DayReason::Kind::compensatory:
        return days_from_to(step) + (vi() ? ": nghỉ bù" : ": off in lieu") + named;
      case DayReason::Kind::swapped_off:
        return days_from_to(step) + (vi() ? ": nghỉ hoán đổi" : ": off by a swap of days");
      default: return days_from_to(step) + (vi() ? ": nghỉ" : ": off") + named;
    }
  }

  [[nodiscard]] std::string worked_day(const TraceStep& step) const {
    return days_from_to(step) +
           (vi() ? ": làm việc bù cho ngày hoán đổi" : ": worked, by a swap of days");
  }

  [[nodiscard]] std::string month_end(const TraceStep& step) const {
    const int own = static_cast<int>(static_cast<unsigned>(civil(date_in(step.from)).day()));
    const std::string day = std::to_string(step.number > 0 ? step.number : own);
    return vi() ? "Tháng đến hạn không có ngày " + day + ": lấy ngày cuối tháng, " + date(step.to)
                : "That month has no day " + day + ": its last day holds, " + date(step.to);
  }

  [[nodiscard]] std::string suspension(const TraceStep& step) const {
    const std::string end = step.at ? moment(*step.at) : date(step.to);
    if (step.stopped_at && step.resumed_at) {
      return vi() ? "Tạm đình chỉ từ " + moment(*step.stopped_at) + " đến " +
                        moment(*step.resumed_at) + ground(step) + ": thời hạn đến " + end
                  : "Suspended from " + moment(*step.stopped_at) + " to " +
                        moment(*step.resumed_at) + ground(step) + ": the limit moves to " + end;
    }
    const bool working = step.period && step.period->working_days > 0;
    const Period lost = working ? working_days(step.number) : days(step.number);
    const std::string amount = step.number > 0 ? length(lost)
                                               : (vi() ? (working ? "0 ngày làm việc" : "0 ngày")
                                                       : (working ? "0 working days" : "0 days"));
    return vi() ? "Tạm đình chỉ từ " + date(step.from) + ", tiếp tục " + date(step.resumed) +
                      ground(step) + ": không tính " + amount + "; ngày cuối cùng là " + end
                : "Suspended on " + date(step.from) + ", resumed on " + date(step.resumed) +
                      ground(step) + ": " + amount + " not counted; the last day is " + end;
  }

  /// "7 hours 30 minutes"; none: "0 minutes".
  [[nodiscard]] std::string time_of(std::int64_t amount) const {
    if (amount == 0) return vi() ? "0 phút" : "0 minutes";
    Period period;
    period.hours = static_cast<std::int32_t>(amount / 60);
    period.minutes = static_cast<std::int32_t>(amount % 60);
    return length(period);
  }

  [[nodiscard]] std::string office_time(const TraceStep& step) const {
    const bool several = step.from != step.to;
    return days_from_to(step) + ": " + time_of(step.number) +
           (vi() ? (several ? " làm việc mỗi ngày, cộng " : " làm việc, cộng ")
                 : (several ? " of office time a day, " : " of office time, ")) +
           time_of(step.minutes_so_far) + (vi() ? "" : " in all");
  }

  [[nodiscard]] std::string clock_change(const TraceStep& step) const {
    const std::string amount = time_of(std::abs(step.number));
    if (vi()) {
      return std::string("Trong khoảng đó đồng hồ được vặn ") +
             (step.number > 0 ? "tới " : "lùi ") + amount + ": tính theo thời gian thực trôi qua";
    }
    return "In between the clocks go " + std::string(step.number > 0 ? "forward" : "back") +
           " by " + amount + ": what passes is counted, not what the clock shows";
  }

  [[nodiscard]] std::string extension(const TraceStep& step) const {
    const std::string end = step.at ? moment(*step.at) : date(step.to);
    if (!step.period) {
      return vi() ? "Gia hạn đến " + end + ground(step) : "Extended until " + end + ground(step);
    }
    return vi() ? "Gia hạn " + length(step.period) + ground(step) + ", tính tiếp từ " +
                      date(step.from) + ": ngày cuối cùng là " + end
                : "Extended by " + length(step.period) + ground(step) + ", counted on from " +
                      date(step.from) + ": the last day is " + end;
  }

  [[nodiscard]] std::string total(const TraceStep& step) const {
    const std::string end = step.at ? moment(*step.at) : date(step.to);
    return vi() ? "Gia hạn tổng cộng " + length(step.period) + " kể từ khi bắt đầu" + ground(step) +
                      ": ngày cuối cùng là " + end
                : "Extended to " + length(step.period) + " in all from the start" + ground(step) +
                      ": the last day is " + end;
  }

  [[nodiscard]] std::string roll(const TraceStep& step) const {
    if (step.from == step.to) {
      return vi() ? date(step.from) + " là ngày nghỉ; thời hạn này không dời"
                  : date(step.from) + " is a day off; this limit does not move";
    }
    const bool forward = date_in(step.to) > date_in(step.from);
    const std::string end = step.at ? moment(*step.at) : date(step.to);
    if (vi()) {
      return "Ngày cuối cùng " + date(step.from) + " là ngày nghỉ: " +
             (forward ? "kết thúc vào ngày làm việc tiếp theo, "
                      : "lùi về ngày làm việc trước đó, ") +
             end;
    }
    return "The last day, " + date(step.from) + ", is closed: it becomes the " +
           (forward ? "next" : "previous") + " working day, " + end;
  }

  [[nodiscard]] std::string minimum(const TraceStep& step) const {
    const std::string least = std::to_string(step.number);
    return vi() ? "Thời hạn phải có ít nhất " + least + " ngày làm việc: đến " + date(step.to)
                : "The period must hold at least " + least + " working days: it runs to " +
                      date(step.to);
  }

  [[nodiscard]] std::string short_period(const TraceStep& step) const {
    const std::string most = length(days(step.number));
    return vi() ? "Thời hạn không quá " + most + ": ngày nghỉ không được tính"
                : "A period of at most " + most + ": days off do not count";
  }

  [[nodiscard]] std::string clear_days(const TraceStep& step) const {
    return vi() ? "Phải đủ số ngày trọn ở giữa, từ " + date(step.from) +
                      ": chậm nhất ngày trước đó, " + date(step.to)
                : "So many clear days lie between, from " + date(step.from) +
                      " on: at the latest the day before, " + date(step.to);
  }

  [[nodiscard]] std::string first_hour(const TraceStep& step) const {
    DUNGHAN_CHECK(step.at.has_value());
    return vi() ? "Không tính giờ xảy ra sự kiện; tính từ " + moment(*step.at)
                : "The hour of the event is not counted; counting begins at " + moment(*step.at);
  }

  [[nodiscard]] std::string open_question(const TraceStep& step) const {
    return vi() ? "Luật để ngỏ: " + note(step) + " thì hạn là " + date(step.to)
                : "The law leaves open: " + note(step) + ", it would be due on " + date(step.to);
  }

  [[nodiscard]] std::string provisional(const TraceStep& step) const {
    if (!step.from) {
      return vi() ? "Tạm tính: lịch này chưa có danh sách ngày nghỉ chính thức"
                  : "Provisional: this calendar has no official list of days off";
    }
    if (vi())
      return "Tạm tính: lịch chính thức chỉ có từ " + date(step.from) + " đến " + date(step.to);
    return "Provisional: the calendar is official only from " + date(step.from) + " to " +
           date(step.to);
  }

  [[nodiscard]] std::string result(const TraceStep& step) const {
    DUNGHAN_CHECK(step.at.has_value());
    if (step.from != step.to) return least_time(step);
    if (step.number == 1) return (vi() ? "Hạn cuối: " : "Due: ") + moment(*step.at);
    return vi() ? "Hạn cuối: hết " + date(step.to) + " (24:00)"
                : "Due: end of " + date(step.to) + " (24:00)";
  }

  /// A least time: `from` is the first day on which it may end.
  [[nodiscard]] std::string least_time(const TraceStep& step) const {
    const std::string end = step.number == 1 ? moment(*step.at) : date(step.to) + " (24:00)";
    return vi() ? "Phải đủ đến hết " + end + ": sớm nhất được kết thúc vào " + date(step.from)
                : "It must last to the end of " + end + ": at the earliest it may end on " +
                      date(step.from);
  }

  [[nodiscard]] std::string earliest(const TraceStep& step) const {
    const bool holds = step.number == 1;
    const std::string limit = step.period ? length(step.period) : note(step);
    return vi() ? limit + " sẽ hết vào " + date(step.to) + (holds ? ": sớm nhất, được áp dụng" : "")
                : limit + " would end on " + date(step.to) +
                      (holds ? ": the first to end, so it holds" : "");
  }

  /// A day named by way of another (`note`), a window, a date, or a date that is not known.
  [[nodiscard]] std::string fixed_date(const TraceStep& step) const {
    if (!step.from) {
      return vi() ? "Ngày mà thời hạn phụ thuộc chưa được biết: chưa có hạn cuối"
                  : "The date that the limit rests on is not known: nothing is due yet";
    }
    if (!note(step).empty()) return note(step) + (vi() ? " là " : " is ") + date(step.from);
    if (step.from != step.to) {
      return vi() ? "Phải làm trong khoảng từ " + date(step.from) + " đến hết " + date(step.to)
                  : "To be done from " + date(step.from) + " to the end of " + date(step.to);
    }
    return vi() ? "Hạn là một ngày cố định: " + date(step.from)
                : "The limit is a fixed date: " + date(step.from);
  }

  [[nodiscard]] std::string no_limit(const TraceStep& step) const {
    return vi() ? "Phải làm ngay từ " + date(step.from) + ", không có số ngày"
                : "Due at once from " + date(step.from) + ", no number of days is set";
  }

  const ZoneRules& zone_;
  Tongue tongue_;
};

}  // namespace

std::string date_in_words(Date date, Tongue tongue) {
  const std::chrono::year_month_day day = civil(date);
  const auto weekday = std::chrono::weekday{date}.c_encoding();
  const auto number = static_cast<unsigned>(day.day());
  const auto month = static_cast<unsigned>(day.month());
  const std::string year = std::to_string(static_cast<int>(day.year()));
  if (tongue == Tongue::vi)
    return std::string(weekdays_vi[weekday]) + " " + padded(number) + "/" + padded(month) + "/" +
           year;
  return std::string(weekdays_en[weekday]) + " " + std::to_string(number) + " " +
         std::string(months_en[month - 1]) + " " + year;
}

std::string_view name_of(TraceStep::Kind kind) {
  switch (kind) {
    case TraceStep::Kind::start: return "start";
    case TraceStep::Kind::cutoff: return "cutoff";
    case TraceStep::Kind::first_day: return "first-day";
    case TraceStep::Kind::count: return "count";
    case TraceStep::Kind::day_off: return "day-off";
    case TraceStep::Kind::worked_day: return "worked-day";
    case TraceStep::Kind::month_end: return "month-end";
    case TraceStep::Kind::suspension: return "suspension";
    case TraceStep::Kind::extension: return "extension";
    case TraceStep::Kind::total: return "total";
    case TraceStep::Kind::roll: return "roll";
    case TraceStep::Kind::minimum: return "minimum";
    case TraceStep::Kind::provisional: return "provisional";
    case TraceStep::Kind::result: return "result";
    case TraceStep::Kind::short_period: return "short-period";
    case TraceStep::Kind::clear_days: return "clear-days";
    case TraceStep::Kind::first_hour: return "first-hour";
    case TraceStep::Kind::open_question: return "open-question";
    case TraceStep::Kind::earliest: return "earliest";
    case TraceStep::Kind::fixed_date: return "fixed-date";
    case TraceStep::Kind::no_limit: return "no-limit";
    case TraceStep::Kind::office_time: return "office-time";
    case TraceStep::Kind::clock_change: return "clock-change";
  }
  DUNGHAN_CHECK(false);
}

std::vector<ExplainedStep> explain(const Trace& trace, const ZoneRules& zone, Tongue tongue) {
  const Narrator narrator(zone, tongue);
  std::vector<ExplainedStep> steps;
  steps.reserve(trace.size());
  for (const TraceStep& step : trace) {
    steps.push_back({std::string(name_of(step.kind)), step.from, step.to, step.at, step.period,
                     step.number, narrator.tell(step), step.basis, step.confidence});
  }
  return steps;
}

std::string_view confidence_in_words(std::string_view confidence, Tongue tongue) {
  if (tongue == Tongue::en) return confidence;
  if (confidence == "verified") return "đã kiểm chứng";
  if (confidence == "secondary") return "nguồn thứ cấp";
  if (confidence == "recalled") return "chưa kiểm chứng";
  return confidence;
}

std::vector<std::string> lines_of(const std::vector<ExplainedStep>& steps, Tongue tongue) {
  std::vector<std::string> lines;
  lines.reserve(steps.size());
  for (const ExplainedStep& step : steps) {
    std::string line = step.text;
    if (!step.basis.empty())
      line += " [" + step.basis + (step.confidence.empty() ? "" : "; ") +
              std::string(confidence_in_words(step.confidence, tongue)) + "]";
    lines.push_back(std::move(line));
  }
  return lines;
}

List values_of(const std::vector<ExplainedStep>& steps) {
  List list;
  list.reserve(steps.size());
  for (const ExplainedStep& step : steps) {
    Map map{{"kind", step.kind}, {"text", step.text}};
    if (step.from) map.push_back({"from", *step.from});
    if (step.to) map.push_back({"to", *step.to});
    if (step.at) map.push_back({"at", *step.at});
    if (step.period) map.push_back({"period", to_text(*step.period)});
    if (step.number != 0) map.push_back({"number", step.number});
    if (!step.basis.empty()) map.push_back({"basis", step.basis});
    if (!step.confidence.empty()) map.push_back({"confidence", step.confidence});
    list.emplace_back(std::move(map));
  }
  return list;
}

}  // namespace dunghan::deadline
