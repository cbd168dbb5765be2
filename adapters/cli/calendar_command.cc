// calendar: which days are off, which are worked, and why.
#include <ostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"

namespace dunghan::adapters::cli {
namespace {

struct CalendarOptions {
  std::string id, from, to;
};

inline constexpr int calendar_days_max = 366 * 300;

Map day_of(const calendar::Calendar& calendar, Date date, Language language) {
  const calendar::DayReason reason = calendar.reason_for(date);
  const std::string text = reason_text(language, reason);
  Map day{{"date", date}, {"working", calendar.is_working(date)}, {"reason", text}};
  if (!reason.basis.empty()) day.push_back({"basis", reason.basis});
  if (!reason.official) day.push_back({"provisional", true});
  return day;
}

Result<std::pair<Date, Date>> range_of(const CalendarOptions& options, Environment& environment,
                                       const calendar::Calendar& calendar) {
  const auto from = parse_date(options.from);
  const auto to = parse_date(options.to);
  if (!options.from.empty() && !from)
    return fail(ErrorCode::invalid_argument, "`--from " + options.from + "` is no date that exists",
                "year-month-day");
  if (!options.to.empty() && !to)
    return fail(ErrorCode::invalid_argument, "`--to " + options.to + "` is no date that exists",
                "year-month-day");
  for (const auto& date : {from, to}) {
    if (!date ||
        (*date >= calendar::Calendar::first_date() && *date <= calendar::Calendar::last_date()))
      continue;
    return fail(ErrorCode::calendar_exhausted,
                to_text(*date) + " lies outside the years that calendars cover",
                "ask for dates from 1900-01-01 to 2199-12-31");
  }
  if (from && to) {
    if (*to < *from)
      return fail(ErrorCode::invalid_argument, "--to lies before --from", "exchange the two");
    if ((*to - *from).count() > calendar_days_max)
      return fail(ErrorCode::limit_exceeded, "at most 300 years at once");
    return std::pair(*from, *to);
  }
  DUNGHAN_TRY(const Instant now, environment.now());
  const int year =
      static_cast<int>(civil(from.value_or(to.value_or(calendar.zone().date_of(now)))).year());
  return std::pair(from.value_or(make_date(year, 1, 1)), to.value_or(make_date(year, 12, 31)));
}

int run_calendar(Invocation& invocation, const CalendarOptions& options) {
  const auto calendar = invocation.environment.calendar(
      options.id.empty() ? invocation.environment.default_calendar() : options.id);
  if (!calendar)
    return report_error(invocation.options(), calendar.error(), invocation.out, invocation.err);
  const auto range = range_of(options, invocation.environment, **calendar);
  if (!range)
    return report_error(invocation.options(), range.error(), invocation.out, invocation.err);
  const Language language = invocation.language();
  std::vector<std::vector<std::string>> rows;
  for (Date date = range->first; date <= range->second; date += std::chrono::days{1}) {
    const Map day = day_of(**calendar, date, language);
    if (invocation.options().json) {
      print_json(invocation.out, day);
      continue;
    }
    // For people: only what a plain week would not tell.
    const auto kind = (*calendar)->reason_for(date).kind;
    if (kind == calendar::DayReason::Kind::working_day ||
        kind == calendar::DayReason::Kind::weekend)
      continue;
    rows.push_back(
        {day_text(language, date),
         std::string((*calendar)->is_working(date) ? say(language, "làm việc", "working")
                                                   : say(language, "nghỉ", "off")),
         find(day, "reason")->as_string() +
             std::string(find(day, "provisional") != nullptr
                             ? say(language, " (tạm tính)", " (provisional)")
                             : ""),
         find(day, "basis") != nullptr ? find(day, "basis")->as_string() : std::string()});
  }
  if (!invocation.options().json) {
    print_table(invocation.out,
                {std::string(say(language, "ngày", "day")), "",
                 std::string(say(language, "lý do", "reason")),
                 std::string(say(language, "nguồn", "source"))},
                rows);
  }
  return exit_ok;
}

}  // namespace

void add_calendar_command(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<CalendarOptions>();
  CLI::App* command =
      add_command(app, invocation, "calendar", "Which days are off, which are worked, and why",
                  "  dunghan calendar vn-public-administration --from 2024-01-01 --to 2024-12-31\n"
                  "  dunghan calendar lunar 2033\n",
                  [&invocation, options] { return run_calendar(invocation, *options); });
  command->add_option("calendar", options->id, "id or file");
  command->add_option("--calendar", options->id, "the same as an option");
  command->add_option("--from", options->from);
  command->add_option("--to", options->to);
  add_calendar_diff_command(*command, invocation);
  add_lunar_command(*command, invocation);
  add_recurrence_commands(*command, invocation);
}

}  // namespace dunghan::adapters::cli
