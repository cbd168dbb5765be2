// list, tasks, overdue, report: what stands, as of now, as it was known on a past day, or as
// it was in law.
#include <fmt/format.h>

#include <ostream>

#include "adapters/cli/as_of.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "engine/service/queries.h"

namespace dunghan::adapters::cli {
namespace {

struct ListOptions {
  std::string unit, workflow, deadline, owner, basis, as_of;
  std::int64_t late_over = -1;
  bool in_law = false, all = false, fail = false;
  std::size_t limit = 0;
};

void add_list_options(CLI::App* command, ListOptions& options, bool of_deadlines) {
  command->add_option("--unit", options.unit, of_deadlines ? "the owner's unit" : "the unit");
  command->add_option("--workflow", options.workflow);
  command->add_option("--owner", options.owner, "person, or post@unit");
  command->add_option("--as-of", options.as_of, "what was known at that date (its end) or moment");
  command->add_flag("--in-law", options.in_law)
      ->description("with --as-of: what was so, by all that is known now");
  command->add_option("--limit", options.limit, "at most so many rows");
  if (!of_deadlines) return;
  command->add_option("--deadline", options.deadline);
  command->add_option("--basis", options.basis, "part of the article");
}

Result<service::ListQuery> query_of(Environment& environment, const ListOptions& options) {
  service::ListQuery query;
  DUNGHAN_TRY(query.as_of, as_of(environment, options.as_of, options.in_law));
  query.unit = options.unit;
  query.workflow = options.workflow;
  query.deadline = options.deadline;
  query.owner = options.owner;
  query.basis = options.basis;
  query.late_over = options.late_over;
  query.all = options.all;
  return query;
}

// Reads through the session, then prints; every list command is this.
template <class Read>
int run_list(Invocation& invocation, const ListOptions& options, const Read& read) {
  const auto query = query_of(invocation.environment, options);
  if (!query)
    return report_error(invocation.options(), query.error(), invocation.out, invocation.err);
  auto session = invocation.environment.session();
  if (!session)
    return report_error(invocation.options(), session.error(), invocation.out, invocation.err);
  int exit = exit_ok;
  const auto done = (*session)->read(
      [&](service::CaseService& service) -> Result<void> { return read(service, *query, exit); });
  return done ? exit
              : report_error(invocation.options(), done.error(), invocation.out, invocation.err);
}

bool is_full(std::size_t printed, const ListOptions& options) {
  return options.limit != 0 && printed >= options.limit;
}

template <class T>
Value or_null(const std::optional<T>& value) {
  return value ? Value(*value) : Value();
}

// ---- list, tasks
// ----------------------------------------------------------------------------------------------------------------

Result<void> print_cases(Invocation& invocation, const ListOptions& options,
                         const std::vector<ports::CaseRow>& cases) {
  const Language language = invocation.language();
  DUNGHAN_TRY(const calendar::Calendar* calendar,
              invocation.environment.calendar(invocation.environment.default_calendar()));
  std::vector<std::vector<std::string>> rows;
  std::size_t printed = 0;
  for (const ports::CaseRow& row : cases) {
    if (is_full(printed++, options)) break;
    if (invocation.options().json) {
      print_json(invocation.out, Map{{"case", to_text(row.case_id)},
                                     {"number", row.number},
                                     {"workflow", row.workflow},
                                     {"version", std::int64_t{row.version}},
                                     {"unit", row.unit},
                                     {"state", row.state},
                                     {"opened_at", row.opened_at},
                                     {"closed_at", or_null(row.closed_at)},
                                     {"seq", row.seq}});
      continue;
    }
    rows.push_back(
        {row.number, row.workflow, row.unit, row.state,
         moment_text(language, row.opened_at, calendar->zone()),
         row.closed_at ? moment_text(language, *row.closed_at, calendar->zone()) : std::string()});
  }
  if (!invocation.options().json) {
    print_table(invocation.out,
                {std::string(say(language, "hồ sơ", "case")),
                 std::string(say(language, "quy trình", "workflow")),
                 std::string(say(language, "cơ quan", "unit")),
                 std::string(say(language, "trạng thái", "state")),
                 std::string(say(language, "mở lúc", "opened")),
                 std::string(say(language, "đóng lúc", "closed"))},
                rows);
  }
  return {};
}

Result<void> print_tasks(Invocation& invocation, const ListOptions& options,
                         service::CaseService& service, const service::ListQuery& query) {
  DUNGHAN_TRY(const auto tasks, service::list_tasks(service, query));
  const Language language = invocation.language();
  std::vector<std::vector<std::string>> rows;
  std::size_t printed = 0;
  for (const ports::TaskRow& row : tasks) {
    if (is_full(printed++, options)) break;
    DUNGHAN_TRY(const auto loaded, service.load(row.case_id));
    const cases::DeadlineInstance* deadline = loaded->state.deadline(row.deadline);
    const Value due =
        deadline != nullptr && deadline->state.due ? Value(deadline->state.due->due_on) : Value();
    const std::string who = row.assignee.empty() ? row.post + "@" + row.unit : row.assignee;
    if (invocation.options().json) {
      print_json(invocation.out,
                 Map{{"task", loaded->state.number + "/" + row.name},
                     {"case", to_text(row.case_id)},
                     {"number", loaded->state.number},
                     {"workflow", row.workflow},
                     {"name", row.name},
                     {"title", Map{{"vi", row.title_vi}, {"en", row.title_en}}},
                     {"unit", row.unit},
                     {"post", row.post},
                     {"role", row.role},
                     {"assignee", row.assignee.empty() ? Value() : Value(row.assignee)},
                     {"owner", who},
                     {"status", row.status},
                     {"deadline", row.deadline.empty() ? Value() : Value(row.deadline)},
                     {"due_on", due},
                     {"made_at", row.made_at},
                     {"basis", row.basis}});
      continue;
    }
    rows.push_back({loaded->state.number + "/" + row.name,
                    language == Language::vi ? row.title_vi : row.title_en, who,
                    value_text(language, due)});
  }
  if (!invocation.options().json) {
    print_table(invocation.out,
                {std::string(say(language, "việc", "task")),
                 std::string(say(language, "tên việc", "title")),
                 std::string(say(language, "người giữ", "owner")),
                 std::string(say(language, "hạn", "due on"))},
                rows);
  }
  return {};
}

// ---- overdue, report
// --------------------------------------------------------------------------------------------------------------

Map overdue_json(const service::OverdueItem& item) {
  const ports::DeadlineRow& row = item.row;
  return {{"case", to_text(row.case_id)},
          {"number", item.number},
          {"workflow", row.workflow},
          {"deadline", row.name},
          {"unit", row.owner_unit},
          {"case_unit", row.case_unit},
          {"owner", row.owner},
          {"due_on", or_null(row.due_on)},
          {"due_at", or_null(row.due_at)},
          {"late_days", item.late_days},
          {"late_working_days", item.late_working_days},
          {"basis", row.basis},
          {"state", item.state}};
}

Result<void> print_overdue(Invocation& invocation, const ListOptions& options,
                           service::CaseService& service, const service::ListQuery& query,
                           int& exit) {
  DUNGHAN_TRY(const auto items, service::overdue(service, query));
  if (options.fail && !items.empty()) exit = exit_findings;
  const Language language = invocation.language();
  std::vector<std::vector<std::string>> rows;
  std::size_t printed = 0;
  for (const service::OverdueItem& item : items) {
    if (is_full(printed++, options)) break;
    if (invocation.options().json) {
      print_json(invocation.out, overdue_json(item));
      continue;
    }
    rows.push_back({item.number, item.row.name, late_text(language, item.late_days),
                    item.row.due_on ? day_text(language, *item.row.due_on) : "–", item.row.owner,
                    item.row.owner_unit, item.row.basis});
  }
  if (invocation.options().json) return {};
  if (items.empty()) {
    invocation.out << say(language, "Không có việc nào quá hạn.\n", "Nothing is overdue.\n");
    return {};
  }
  invocation.out << fmt::format(
      fmt::runtime(say(language, "{} thời hạn quá hạn.\n\n", "{} deadlines are overdue.\n\n")),
      items.size());
  print_table(
      invocation.out,
      {std::string(say(language, "hồ sơ", "case")),
       std::string(say(language, "thời hạn", "deadline")),
       std::string(say(language, "trễ", "late")), std::string(say(language, "hạn", "due on")),
       std::string(say(language, "người giữ", "owner")),
       std::string(say(language, "cơ quan", "unit")),
       std::string(say(language, "căn cứ", "basis"))},
      rows);
  return {};
}

struct ReportOptions : ListOptions {
  std::string from, to;
};

std::string percent(const service::OnTime& figure, Language language) {
  const double share =
      100.0 * static_cast<double>(figure.met_in_time) / static_cast<double>(figure.counted());
  std::string text = fmt::format("{:.1f} %", share);
  if (language == Language::vi) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

Result<void> print_on_time(Invocation& invocation, const ReportOptions& options,
                           service::CaseService& service, const service::ListQuery& query) {
  const auto from = parse_date(options.from);
  const auto to = parse_date(options.to);
  if (!from || !to)
    return fail(ErrorCode::invalid_argument, "the window needs two dates that exist",
                "--from 2024-01-01 --to 2024-12-31");
  DUNGHAN_TRY(const auto figures, service::on_time(service, query, *from, *to));
  DUNGHAN_TRY(const auto* organisation, invocation.environment.organisation());
  const Language language = invocation.language();
  std::vector<std::vector<std::string>> rows;
  for (const service::OnTime& figure : figures) {
    const organisation::UnitRecord* unit = organisation->unit(figure.unit);
    const std::string name =
        unit == nullptr ? figure.unit : (language == Language::vi ? unit->name_vi : unit->name_en);
    if (invocation.options().json) {
      print_json(invocation.out, Map{{"unit", figure.unit},
                                     {"name", name},
                                     {"due", figure.counted()},
                                     {"met_in_time", figure.met_in_time},
                                     {"met_late", figure.met_late},
                                     {"ended_late", figure.ended_late},
                                     {"unmet", figure.unmet},
                                     {"extended", figure.extended},
                                     {"suspended", figure.suspended},
                                     {"start_corrected", figure.start_corrected},
                                     {"recorded_late", figure.recorded_late}});
      continue;
    }
    const auto number = [](std::int64_t count) { return std::to_string(count); };
    rows.push_back({name, percent(figure, language), number(figure.met_in_time),
                    number(figure.counted()), number(figure.met_late), number(figure.ended_late),
                    number(figure.unmet), number(figure.extended), number(figure.suspended),
                    number(figure.start_corrected), number(figure.recorded_late)});
  }
  if (invocation.options().json) return {};
  const auto heading = [&](const char* vi, const char* en) {
    return std::string(say(language, vi, en));
  };
  print_table(
      invocation.out,
      {heading("cơ quan", "unit"), heading("đúng hạn", "on time"), heading("xong trong hạn", "met"),
       heading("trên", "of"), heading("xong muộn", "met late"),
       heading("thôi sau hạn", "ended late"), heading("còn quá hạn", "unmet"),
       heading("gia hạn", "extended"), heading("tạm đình chỉ", "suspended"),
       heading("sửa ngày đầu", "start corrected"), heading("ghi muộn", "recorded late")},
      rows);
  return {};
}

}  // namespace

void add_list_commands(CLI::App& app, Invocation& invocation) {
  auto cases = std::make_shared<ListOptions>();
  CLI::App* list = add_command(
      app, invocation, "list", "Cases that are open (or all)",
      "  dunghan list --unit so-noi-vu --all\n", [&invocation, cases] {
        return run_list(invocation, *cases,
                        [&](service::CaseService& service, const service::ListQuery& query,
                            int&) -> Result<void> {
                          DUNGHAN_TRY(const auto rows, service::list_cases(service, query));
                          return print_cases(invocation, *cases, rows);
                        });
      });
  add_list_options(list, *cases, false);
  list->add_flag("--all", cases->all)->description("closed ones too");

  auto tasks = std::make_shared<ListOptions>();
  CLI::App* task_list = add_command(
      app, invocation, "tasks", "Open tasks, and whose they are",
      "  dunghan tasks --owner p-snv-01\n", [&invocation, tasks] {
        return run_list(invocation, *tasks,
                        [&](service::CaseService& service, const service::ListQuery& query, int&) {
                          return print_tasks(invocation, *tasks, service, query);
                        });
      });
  add_list_options(task_list, *tasks, true);
  task_list->add_flag("--all", tasks->all)->description("ended ones too");

  auto overdue = std::make_shared<ListOptions>();
  CLI::App* overdue_list = add_command(
      app, invocation, "overdue", "What is overdue, whose it is, since when, and by which article",
      "  dunghan overdue --as-of 2024-12-31 --unit so-noi-vu\n  dunghan overdue --late-over 30 "
      "--json\n",
      [&invocation, overdue] {
        return run_list(
            invocation, *overdue,
            [&](service::CaseService& service, const service::ListQuery& query, int& exit) {
              return print_overdue(invocation, *overdue, service, query, exit);
            });
      });
  add_list_options(overdue_list, *overdue, true);
  overdue_list->add_option("--late-over", overdue->late_over, "late by more than so many days");
  overdue_list->add_flag("--fail", overdue->fail)->description("exit 1 where anything is overdue");

  auto report = std::make_shared<ReportOptions>();
  CLI::App* reports = add_command(
      app, invocation, "report",
      "On time, by unit: deadlines due in a window, and how they were kept",
      "  dunghan report --from 2024-01-01 --to 2024-12-31\n", [&invocation, report] {
        return run_list(invocation, *report,
                        [&](service::CaseService& service, const service::ListQuery& query, int&) {
                          return print_on_time(invocation, *report, service, query);
                        });
      });
  add_list_options(reports, *report, true);
  reports->add_option("--from", report->from, "first day of the window")->required();
  reports->add_option("--to", report->to, "last day of the window")->required();
}

}  // namespace dunghan::adapters::cli
