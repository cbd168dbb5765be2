// calendar diff: what a new calendar or official list would change, and which running deadlines it
// would move.
#include <ostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "engine/calendar/changes.h"
#include "engine/definition/issue_text.h"

namespace dunghan::adapters::cli {
namespace {

using calendar::Calendar;
using calendar::CalendarChange;
using calendar::DayChange;

/// Days of a rule that changes for centuries are told by number beyond this.
constexpr std::size_t days_told_max = 60;

/// Why the day is what it will be; for one that is simply worked again, what it was.
std::string reason_of(const Calendar& before, const Calendar& after, const DayChange& day,
                      Language language) {
  const bool told_by_new =
      day.worked_before || after.kind_of(day.date) != calendar::DayReason::Kind::working_day;
  return reason_text(language, (told_by_new ? after : before).reason_for(day.date));
}

/// "off, no longer worked": what became of the day.
std::string turn_text(const DayChange& day, Language language) {
  return std::string(day.worked_before ? say(language, "làm việc → nghỉ", "worked → off")
                                       : say(language, "nghỉ → làm việc", "off → worked"));
}

List dates_of(const std::vector<DayChange>& days) {
  List dates;
  for (const DayChange& day : days) dates.emplace_back(day.date);
  return dates;
}

class Report {
 public:
  Report(Invocation& invocation, const PlannedCalendars& plan, const service::CalendarPlan& moves)
      : invocation_(invocation), plan_(plan), moves_(moves) {
    if (plan.before != nullptr && plan.after != nullptr)
      change_ = calendar::change_between(*plan.before, *plan.after);
  }

  /// 1 where the plan is not to be applied.
  int print() {
    if (invocation_.options().json) {
      print_lines();
    } else {
      print_days();
      print_range();
      print_moves();
    }
    return moves_.bereft > 0 ? exit_findings : exit_ok;
  }

 private:
  [[nodiscard]] Language language() const { return invocation_.language(); }
  [[nodiscard]] std::string_view say(std::string_view vi, std::string_view en) const {
    return cli::say(language(), vi, en);
  }

  void print_lines() {
    std::ostream& out = invocation_.out;
    for (const DayChange& day : change_.days) {
      print_json(out, Map{{"kind", "day"},
                          {"calendar", plan_.id},
                          {"date", day.date},
                          {"working", !day.worked_before},
                          {"reason", reason_of(*plan_.before, *plan_.after, day, language())}});
    }
    for (const service::PlannedMove& planned : moves_.moves) print_json(out, line_of(planned));
    print_json(out, Map{{"kind", "summary"},
                        {"calendar", plan_.id},
                        {"days", static_cast<std::int64_t>(change_.days.size())},
                        {"hours_changed", change_.hours},
                        {"official_from", plan_.after->official_from()},
                        {"official_until", plan_.after->official_until()},
                        {"running", static_cast<std::int64_t>(moves_.running)},
                        {"moved", moved()},
                        {"confirmed", confirmed()},
                        {"bereft", static_cast<std::int64_t>(moves_.bereft)}});
  }

  static Map line_of(const service::PlannedMove& planned) {
    const ports::DeadlineRow& row = planned.row;
    const deadline::Move& move = planned.move;
    return {{"kind", move.moves() ? "move" : "certainty"},
            {"case", to_text(row.case_id)},
            {"number", planned.number},
            {"workflow", row.workflow},
            {"deadline", row.name},
            {"unit", row.owner_unit},
            {"case_unit", row.case_unit},
            {"owner", row.owner},
            {"due_on", move.before.due_on},
            {"due_at", move.before.due_at},
            {"new_due_on", move.after.due_on},
            {"new_due_at", move.after.due_at},
            {"days", move.days()},
            {"provisional", move.before.provisional},
            {"new_provisional", move.after.provisional},
            {"because", dates_of(move.because)},
            {"basis", row.basis}};
  }

  [[nodiscard]] std::int64_t moved() const {
    std::int64_t count = 0;
    for (const auto& planned : moves_.moves) count += planned.move.moves() ? 1 : 0;
    return count;
  }
  /// Provisional so far, official by the plan, and on the same day.
  [[nodiscard]] std::int64_t confirmed() const {
    std::int64_t count = 0;
    for (const auto& planned : moves_.moves)
      count += !planned.move.moves() && !planned.move.after.provisional ? 1 : 0;
    return count;
  }

  void print_days() {
    std::ostream& out = invocation_.out;
    if (plan_.before == nullptr) {
      out << say("Lịch mới: ", "A new calendar: ") << plan_.id << '\n';
      return;
    }
    out << plan_.id << ": " << change_.days.size()
        << say(" ngày thay đổi", change_.days.size() == 1 ? " day changes" : " days change")
        << '\n';
    std::vector<std::vector<std::string>> rows;
    for (const DayChange& day : change_.days) {
      if (rows.size() == days_told_max) break;
      rows.push_back({"  " + day_text(language(), day.date), turn_text(day, language()),
                      reason_of(*plan_.before, *plan_.after, day, language())});
    }
    if (!rows.empty())
      print_table(out,
                  {std::string(say("  ngày", "  day")), std::string(say("thay đổi", "change")),
                   std::string(say("lý do", "reason"))},
                  rows);
    if (change_.days.size() > rows.size())
      out << say("  và các ngày khác đến ", "  and more, up to ")
          << day_text(language(), change_.days.back().date) << " (--json)\n";
    if (change_.hours) out << say("  giờ làm việc thay đổi\n", "  office hours change\n");
    if (change_.zone) out << say("  múi giờ thay đổi\n", "  the time zone changes\n");
  }

  void print_range() {
    if (plan_.before == nullptr) return;
    const Calendar& before = *plan_.before;
    const Calendar& after = *plan_.after;
    if (before.official_from() == after.official_from() &&
        before.official_until() == after.official_until())
      return;
    invocation_.out << say("  chính thức: ", "  official: ") << to_text(before.official_from())
                    << " – " << to_text(before.official_until()) << " → "
                    << to_text(after.official_from()) << " – " << to_text(after.official_until())
                    << '\n';
  }

  void print_moves() {
    std::ostream& out = invocation_.out;
    out << '\n'
        << moved() << say(" / ", " of ") << moves_.running
        << say(" thời hạn đang chạy bị dời", " running deadlines move") << ", " << confirmed()
        << say(" được xác nhận", " become certain") << '\n';
    std::vector<std::vector<std::string>> rows;
    for (const service::PlannedMove& planned : moves_.moves) {
      if (planned.move.moves()) rows.push_back(row_of(planned));
    }
    if (!rows.empty())
      print_table(out,
                  {std::string(say("hồ sơ", "case")), std::string(say("thời hạn", "deadline")),
                   std::string(say("của", "owner")), std::string(say("hạn cũ", "due")),
                   std::string(say("hạn mới", "would be due")), std::string(say("ngày", "days")),
                   std::string(say("vì", "because of"))},
                  rows);
    if (moves_.bereft == 0) return;
    out << '\n'
        << moves_.bereft
        << say(" thời hạn đang chạy dựa vào những ngày chính thức sẽ mất: lịch không được rút ngắn "
               "khi còn thời hạn dựa vào nó.\n",
               " running deadlines rest on official days that this would take back: a calendar is "
               "not shortened while something rests on it.\n");
  }

  [[nodiscard]] std::vector<std::string> row_of(const service::PlannedMove& planned) const {
    std::string because;
    for (const DayChange& day : planned.move.because)
      because += (because.empty() ? "" : ", ") + day_text(language(), day.date);
    const std::int64_t days = planned.move.days();
    return {planned.number,
            planned.row.name,
            planned.row.owner,
            day_text(language(), planned.move.before.due_on),
            day_text(language(), planned.move.after.due_on),
            (days > 0 ? "+" : "") + std::to_string(days),
            because};
  }

  Invocation& invocation_;
  const PlannedCalendars& plan_;
  const service::CalendarPlan& moves_;
  CalendarChange change_;
};

int run_diff(Invocation& invocation, const std::string& file) {
  const auto failed = [&](const Error& error) {
    return report_error(invocation.options(), error, invocation.out, invocation.err);
  };
  const PlannedCalendars plan = invocation.environment.plan_calendars(file);
  if (definition::has_errors(plan.issues)) return print_issues(invocation, plan.issues);
  auto session = invocation.environment.session();
  if (!session) return failed(session.error());
  int exit = exit_ok;
  const auto done = (*session)->read([&](service::CaseService& service) -> Result<void> {
    DUNGHAN_TRY(const auto moves, service::plan_calendar_change(service, plan.planned));
    exit = Report(invocation, plan, moves).print();
    return {};
  });
  return done ? exit : failed(done.error());
}

}  // namespace

void add_calendar_diff_command(CLI::App& calendar, Invocation& invocation) {
  auto file = std::make_shared<std::string>();
  CLI::App* command =
      add_command(calendar, invocation, "diff",
                  "What a new calendar or official list would change: days, and running deadlines",
                  "  dunghan calendar diff official-2027.yaml\n"
                  "  dunghan calendar diff drafts/vn-public-administration.yaml --json\n",
                  [&invocation, file] { return run_diff(invocation, *file); });
  command->add_option("file", *file, "a calendar, or the official list of one year")->required();
}

}  // namespace dunghan::adapters::cli
