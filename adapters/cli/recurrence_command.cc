// calendar recur, calendar windows: days that come again and again, and the spans of reports.
#include <fmt/format.h>

#include <ostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "engine/calendar/recurring_day.h"
#include "engine/calendar/reporting_window.h"

namespace dunghan::adapters::cli {
namespace {

using calendar::DayRoll;
using calendar::Recurrence;
using calendar::RecurrenceTime;
using calendar::ReportingWindow;
using calendar::RolledDay;

struct RecurOptions {
  std::string rule, start, until, calendar, roll = "none";
  std::vector<std::string> excluded, added;
  int count = 10;
  bool skip_outside = false;
};

struct WindowsOptions {
  std::string period, from, to, rhythm = "calendar";
  bool cumulative = false;
};

inline constexpr int lines_max = 100'000;

Failure no_date(std::string_view option, std::string_view text) {
  return fail(ErrorCode::invalid_argument,
              fmt::format("`{} {}` is no date that exists", option, text), "year-month-day");
}

/// A date, or a time of day on a clock in `zone`. What a clock never showed is kept as it is
/// written: the recurrence knows what RFC 5545 makes of it.
Result<RecurrenceTime> recurrence_time(const std::string& text, const ZoneRules& zone) {
  static const ZoneRules utc("UTC", std::chrono::seconds{0});
  static const ZoneRules east("east of UTC", std::chrono::hours{1});
  DUNGHAN_TRY(const Occurrence read, parse_occurrence(text, utc));
  const LocalTime written = utc.to_local(read.at);
  if (read.date_only) return RecurrenceTime::on(std::chrono::floor<std::chrono::days>(written));
  DUNGHAN_TRY(const Occurrence elsewhere, parse_occurrence(text, east));
  const bool is_instant = read.at == elsewhere.at;  // an offset was written
  return RecurrenceTime::local(is_instant ? zone.to_local(read.at) : written);
}

/// A rule as it stands in an .ics file, too: `RRULE:` before it, a semicolon behind.
std::string_view rule_in(std::string_view text) {
  constexpr std::string_view name = "RRULE:";
  if (text.starts_with(name)) text.remove_prefix(name.size());
  if (text.ends_with(';')) text.remove_suffix(1);
  return text;
}

Result<std::vector<RecurrenceTime>> recurrence_times(const std::vector<std::string>& texts,
                                                     const ZoneRules& zone) {
  std::vector<RecurrenceTime> times;
  for (const std::string& text : texts) {
    DUNGHAN_TRY(const RecurrenceTime time, recurrence_time(text, zone));
    times.push_back(time);
  }
  return times;
}

Result<Recurrence> recurrence_of(const RecurOptions& options, const calendar::RecurrenceRule& rule,
                                 const ZoneRules& zone) {
  calendar::RecurrenceSpec spec;
  spec.rule = rule;
  spec.zone = zone;
  DUNGHAN_TRY(spec.start, recurrence_time(options.start, zone));
  DUNGHAN_TRY(spec.excluded, recurrence_times(options.excluded, zone));
  DUNGHAN_TRY(spec.added, recurrence_times(options.added, zone));
  return Recurrence::make(spec);
}

/// Why a day is off, for people: the holiday's name, or that it is a weekend.
std::string reason_of(const calendar::Calendar& calendar, Date date, Language language) {
  const calendar::DayReason reason = calendar.reason_for(date);
  const std::string& name = language == Language::vi ? reason.name_vi : reason.name_en;
  if (!name.empty()) return name;
  return std::string(reason.kind == calendar::DayReason::Kind::weekend
                         ? say(language, "cuối tuần", "weekend")
                         : say(language, "ngày nghỉ", "day off"));
}

std::string fate_of(const RolledDay& day, const calendar::Calendar& calendar, Language language) {
  std::string off = fmt::format("{}: {}", day_text(language, day.nominal),
                                reason_of(calendar, day.nominal, language));
  switch (day.why) {
    case RolledDay::Why::as_it_is: return {};
    case RolledDay::Why::moved:
      return fmt::format("{} {}", say(language, "dời từ", "moved from"), off);
    case RolledDay::Why::left_out_off: return off;
    case RolledDay::Why::left_out_outside:
      return fmt::format("{}; {}", off,
                         say(language, "dời đi thì ra ngoài kỳ", "moving it leaves its period"));
  }
  return {};
}

Map json_of(const RolledDay& day, const calendar::Calendar& calendar, Language language) {
  Map line;
  if (day.day) line.push_back({"date", *day.day});
  if (day.why == RolledDay::Why::as_it_is) return line;
  line.push_back({"nominal", day.nominal});
  line.push_back({"reason", reason_of(calendar, day.nominal, language)});
  if (day.why == RolledDay::Why::left_out_off) line.push_back({"left_out", "off"});
  if (day.why == RolledDay::Why::left_out_outside) line.push_back({"left_out", "outside"});
  return line;
}

/// Lines until the count or the last day is reached, and what comes of them.
class Listing {
 public:
  Listing(Invocation& invocation, const RecurOptions& options, std::optional<Date> until)
      : invocation_(invocation), count_(options.count), until_(until) {}

  /// Whether a line for something that nominally lies on `date` is wanted.
  [[nodiscard]] bool wants(Date date) {
    if (until_ && date > *until_) return false;
    if (lines_ < count_) return true;
    more_ = true;
    return false;
  }
  void add(const Map& line, std::vector<std::string> row) {
    ++lines_;
    if (invocation_.options().json) {
      print_json(invocation_.out, line);
    } else {
      rows_.push_back(std::move(row));
    }
  }
  void print() const {
    if (invocation_.options().json) return;
    const Language language = invocation_.language();
    if (rows_.empty()) {
      invocation_.out << say(language, "không có ngày nào", "no day matches") << '\n';
      return;
    }
    print_table(invocation_.out, {std::string(say(language, "ngày", "day")), ""}, rows_);
    if (more_) {
      invocation_.out << say(language, "… còn nữa: thêm --count", "… and more: see --count")
                      << '\n';
    }
  }

 private:
  Invocation& invocation_;
  int count_, lines_ = 0;
  std::optional<Date> until_;
  bool more_ = false;
  std::vector<std::vector<std::string>> rows_;
};

Result<void> list_days(Invocation& invocation, const calendar::RecurringDay& recurring,
                       const Recurrence& recurrence, const calendar::Calendar& calendar,
                       Listing& listing) {
  const Language language = invocation.language();
  calendar::RollingDays rolling(recurring, recurrence, calendar);
  while (true) {
    DUNGHAN_TRY(const std::optional<RolledDay> day, rolling.next());
    if (!day || !listing.wants(day->nominal)) return {};
    Map line = json_of(*day, calendar, language);
    std::string fate = fate_of(*day, calendar, language);
    const bool provisional =
        recurring.roll != DayRoll::none && !calendar.is_official(day->day.value_or(day->nominal));
    if (provisional) {
      line.push_back({"provisional", true});
      fate += say(language, fate.empty() ? "(tạm tính)" : " (tạm tính)",
                  fate.empty() ? "(provisional)" : " (provisional)");
    }
    listing.add(line, {day->day ? day_text(language, *day->day) : "–", fate});
  }
}

void list_times(Invocation& invocation, const Recurrence& recurrence, Listing& listing) {
  calendar::RecurrenceCursor cursor = recurrence.occurrences();
  while (const auto next = cursor.next()) {
    if (!listing.wants(next->date())) return;
    const std::chrono::hh_mm_ss clock{
        std::chrono::floor<std::chrono::seconds>(next->local - LocalTime{next->date()})};
    const std::string time = fmt::format("{:02}:{:02}:{:02}", clock.hours().count(),
                                         clock.minutes().count(), clock.seconds().count());
    listing.add(Map{{"at", next->at}, {"date", next->date()}, {"time", time}},
                {day_text(invocation.language(), next->date()) + " " + time, ""});
  }
}

Result<void> recur(Invocation& invocation, const RecurOptions& options) {
  Environment& environment = invocation.environment;
  if (options.count < 1 || options.count > lines_max) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("`--count {}` is not between 1 and {}", options.count, lines_max),
                "ask for fewer, or set --until");
  }
  const auto until = parse_date(options.until);
  if (!options.until.empty() && !until) return no_date("--until", options.until);
  DUNGHAN_TRY(const calendar::Calendar* calendar,
              environment.calendar(options.calendar.empty() ? environment.default_calendar()
                                                            : options.calendar));
  calendar::RecurringDay recurring;
  DUNGHAN_TRY(recurring.rule, calendar::parse_recurrence_rule(rule_in(options.rule)));
  DUNGHAN_TRY(recurring.roll, calendar::parse_day_roll(options.roll));
  recurring.skip_outside = options.skip_outside;
  DUNGHAN_TRY(const Recurrence recurrence,
              recurrence_of(options, recurring.rule, calendar->zone()));
  Listing listing(invocation, options, until);
  if (recurrence.of_dates()) {
    DUNGHAN_TRY_VOID(list_days(invocation, recurring, recurrence, *calendar, listing));
  } else if (recurring.roll != DayRoll::none) {
    return fail(ErrorCode::invalid_argument, "`--roll` moves days, and --start has a time of day",
                "leave the time of day out of --start, or leave out --roll");
  } else {
    list_times(invocation, recurrence, listing);
  }
  listing.print();
  return {};
}

Result<void> list_windows(Invocation& invocation, const WindowsOptions& options) {
  DUNGHAN_TRY(const auto period, calendar::parse_reporting_period(options.period));
  DUNGHAN_TRY(const auto rhythm, calendar::rhythm_named(options.rhythm));
  DUNGHAN_TRY(const auto windows,
              calendar::ReportingWindows::make(period, rhythm, options.cumulative));
  const auto from = parse_date(options.from);
  if (!from) return no_date("--from", options.from);
  const auto to = parse_date(options.to.empty() ? options.from : options.to);
  if (!to) return no_date("--to", options.to);
  DUNGHAN_TRY(const auto found, windows.between(*from, *to));
  const Language language = invocation.language();
  std::vector<std::vector<std::string>> rows;
  for (const ReportingWindow& window : found) {
    const ReportingWindow next = windows.after(window);
    if (invocation.options().json) {
      Map line{{"id", window.id},
               {"from", window.from},
               {"to", window.to},
               {"next", Map{{"id", next.id}, {"from", next.from}, {"to", next.to}}}};
      if (!rhythm.basis.empty()) {
        line.push_back({"basis", rhythm.basis});
        line.push_back({"confidence", rhythm.confidence});
      }
      print_json(invocation.out, line);
      continue;
    }
    rows.push_back(
        {window.id, day_text(language, window.from), day_text(language, window.to), next.id});
  }
  if (invocation.options().json) return {};
  if (rows.empty()) {
    invocation.out << say(language, "không có kỳ nào", "no window shares a day with these") << '\n';
    return {};
  }
  print_table(
      invocation.out,
      {std::string(say(language, "kỳ", "window")), std::string(say(language, "từ ngày", "from")),
       std::string(say(language, "đến hết ngày", "to, inclusive")),
       std::string(say(language, "kỳ sau", "next"))},
      rows);
  if (!rhythm.basis.empty())
    invocation.out << say(language, "căn cứ: ", "basis: ") << rhythm.basis << '\n';
  return {};
}

int exit_of(Invocation& invocation, const Result<void>& result) {
  if (result) return exit_ok;
  return report_error(invocation.options(), result.error(), invocation.out, invocation.err);
}

void add_recur_command(CLI::App& calendar, Invocation& invocation) {
  auto options = std::make_shared<RecurOptions>();
  CLI::App* command = add_command(
      calendar, invocation, "recur", "The days of a recurrence rule (RFC 5545)",
      "  dunghan calendar recur \"FREQ=MONTHLY;BYDAY=-1FR\" --start 2026-01-30\n"
      "  dunghan calendar recur \"FREQ=MONTHLY;BYMONTHDAY=15\" --start 2026-01-01 --roll "
      "following\n"
      "  dunghan calendar recur \"FREQ=MONTHLY;BYMONTHDAY=-1\" --start 2026-01-01 --roll preceding "
      "--until 2026-12-31\n"
      "  dunghan calendar recur \"FREQ=DAILY;BYHOUR=8,14\" --start 2026-01-05T08:00 --exdate "
      "2026-01-06\n",
      [&invocation, options] { return exit_of(invocation, recur(invocation, *options)); });
  command->add_option("rule", options->rule, "e.g. \"FREQ=MONTHLY;BYDAY=-1FR\"")->required();
  command->add_option("--start,--from", options->start, "a date, or a local time")->required();
  command->add_option("--count", options->count, "at most so many (default 10)");
  command->add_option("--until,--to", options->until, "none after this date");
  command->add_option("--exdate", options->excluded, "left out; may be repeated")
      ->allow_extra_args(false);
  command->add_option("--rdate", options->added, "added; may be repeated")->allow_extra_args(false);
  command->add_option("--roll", options->roll,
                      "a day that is off: none (it stays), following, preceding, skip");
  command->add_flag("--skip-outside", options->skip_outside)
      ->description("leave out what --roll carries out of its week, month or year");
  command->add_option("--calendar", options->calendar, "id or file: what is off, and the zone");
}

void add_windows_command(CLI::App& calendar, Invocation& invocation) {
  auto options = std::make_shared<WindowsOptions>();
  CLI::App* command = add_command(
      calendar, invocation, "windows", "The windows of reports: what they cover, and which is next",
      "  dunghan calendar windows quarter --from 2026-01-01 --to 2026-12-31 --rhythm "
      "decree-09-2019\n"
      "  dunghan calendar windows quarter --from 2026-01-01 --to 2026-12-14 --rhythm "
      "decree-09-2019 --cumulative\n"
      "  dunghan calendar windows week --from 2026-12-31\n",
      [&invocation, options] { return exit_of(invocation, list_windows(invocation, *options)); });
  command
      ->add_option("period", options->period, "week, month, quarter, half-year, nine-months, year")
      ->required();
  command->add_option("--from", options->from, "a date within the first window")->required();
  command->add_option("--to", options->to, "a date within the last (default: --from)");
  command->add_option("--rhythm", options->rhythm, "calendar (default) or decree-09-2019");
  command->add_flag("--cumulative", options->cumulative)
      ->description("each window begins with its year");
}

}  // namespace

void add_recurrence_commands(CLI::App& calendar, Invocation& invocation) {
  add_recur_command(calendar, invocation);
  add_windows_command(calendar, invocation);
}

}  // namespace dunghan::adapters::cli
