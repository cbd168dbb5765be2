// due, calendar, explain: the calculator, and the derivation of any due date.
#include <ostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "engine/deadline/deadline.h"
#include "engine/deadline/explanation.h"

namespace dunghan::adapters::cli {
namespace {

using deadline::Operation;
using deadline::OperationKind;

deadline::Tongue tongue_of(Language language) {
  return language == Language::vi ? deadline::Tongue::vi : deadline::Tongue::en;
}

// ---- due
// ----------------------------------------------------------------------------------------------------------------------

struct DueOptions {
  std::string period, from, calendar, rule;
  std::vector<std::string> suspensions, extensions;
  bool before = false, strict = false, explain = false;
};

struct DueResult {
  deadline::Due due;
  deadline::Trace trace;
};

Result<void> add_suspension(const std::string& text, const ZoneRules& zone,
                            std::vector<Operation>& operations) {
  const auto dots = text.find("..");
  if (dots == std::string::npos) {
    return fail(ErrorCode::invalid_argument, "`--suspend " + text + "` must be FROM..TO",
                "for example: --suspend 2024-05-06..2024-05-16");
  }
  DUNGHAN_TRY(const Occurrence from, parse_occurrence(text.substr(0, dots), zone));
  DUNGHAN_TRY(const Occurrence to, parse_occurrence(text.substr(dots + 2), zone));
  if (to.at < from.at)
    return fail(ErrorCode::invalid_argument, "`--suspend " + text + "` ends before it begins");
  Operation suspend;
  suspend.kind = OperationKind::suspend;
  suspend.at = from.at;
  operations.push_back(suspend);
  Operation resume;
  resume.kind = OperationKind::resume;
  resume.at = to.at;
  operations.push_back(resume);
  return {};
}

// An extension is decided while the limit runs; on the calculator it has no date of its own, so it
// is placed with the start.
Result<std::vector<Operation>> operations_of(const DueOptions& options, const Occurrence& from,
                                             const Period& period, const ZoneRules& zone) {
  std::vector<Operation> operations(1);
  operations[0].at = from.at;
  operations[0].limit.period = period;
  for (const std::string& text : options.extensions) {
    Operation extend;
    extend.kind = OperationKind::extend;
    extend.at = from.at;
    DUNGHAN_TRY(extend.by, parse_period(text));
    operations.push_back(extend);
  }
  for (const std::string& text : options.suspensions)
    DUNGHAN_TRY_VOID(add_suspension(text, zone, operations));
  for (std::size_t index = 0; index < operations.size(); ++index)
    operations[index].seq = static_cast<std::int64_t>(index);
  return operations;
}

Result<DueResult> count_due(Environment& environment, const DueOptions& options) {
  DUNGHAN_TRY(const calendar::Calendar* calendar,
              environment.calendar(options.calendar.empty() ? environment.default_calendar()
                                                            : options.calendar));
  DUNGHAN_TRY(const deadline::CountingRule* rule,
              environment.counting_rule(options.rule.empty() ? environment.default_counting_rule()
                                                             : options.rule));
  DUNGHAN_TRY(const Period period, parse_period(options.period));
  DUNGHAN_TRY(const Occurrence from, parse_occurrence(options.from, calendar->zone()));
  DueResult result;
  if (options.before) {
    if (!options.suspensions.empty() || !options.extensions.empty()) {
      return fail(ErrorCode::invalid_argument,
                  "counting backward knows no suspension or extension");
    }
    DUNGHAN_TRY(result.due,
                deadline::due_before(*rule, *calendar, calendar->zone().date_of(from.at), period,
                                     &result.trace));
    return result;
  }
  DUNGHAN_TRY(const auto operations, operations_of(options, from, period, calendar->zone()));
  DUNGHAN_TRY(const auto state, deadline::fold(operations, *rule, *calendar, &result.trace));
  if (!state.due) return fail(ErrorCode::invalid_argument, "this limit has no due date");
  result.due = *state.due;
  return result;
}

int run_due(Invocation& invocation, const DueOptions& options) {
  const auto result = count_due(invocation.environment, options);
  if (!result)
    return report_error(invocation.options(), result.error(), invocation.out, invocation.err);
  const auto calendar = invocation.environment.calendar(
      options.calendar.empty() ? invocation.environment.default_calendar() : options.calendar);
  const ZoneRules& zone = (*calendar)->zone();
  if (options.strict && result->due.provisional) {
    const Error error{ErrorCode::refused,
                      "the due date " + to_text(result->due.due_on) +
                          " is provisional: it rests on days past " +
                          to_text((*calendar)->official_until()) + ", up to which calendar `" +
                          (*calendar)->id() + "` is official",
                      "provisional",
                      "leave out --strict to see it marked as provisional",
                      {}};
    return report_error(invocation.options(), error, invocation.out, invocation.err);
  }
  const auto steps = deadline::explain(result->trace, zone, tongue_of(invocation.language()));
  if (invocation.options().json) {
    print_json(invocation.out, Map{{"due_on", result->due.due_on},
                                   {"due_at", result->due.due_at},
                                   {"provisional", result->due.provisional},
                                   {"steps", deadline::values_of(steps)}});
    return exit_ok;
  }
  std::ostream& out = invocation.out;
  out << (result->due.clock_type ? moment_text(invocation.language(), result->due.due_at, zone)
                                 : day_text(invocation.language(), result->due.due_on));
  if (result->due.provisional) out << say(invocation.language(), " (dự tính)", " (provisional)");
  out << '\n';
  if (options.explain) {
    for (const std::string& line : deadline::lines_of(steps)) out << "  " << line << '\n';
  }
  return exit_ok;
}

void add_due(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<DueOptions>();
  CLI::App* command =
      add_command(app, invocation, "due", "When a time limit ends, as the law counts it",
                  "  dunghan due \"5 working days\" --from 2024-04-26 --calendar "
                  "vn-public-administration --explain\n"
                  "  dunghan due \"5 days\" --from 2026-09-07 --before\n",
                  [&invocation, options] { return run_due(invocation, *options); });
  command->add_option("period", options->period, "e.g. \"30 days\", \"5 ngày làm việc\", P1M15D")
      ->required();
  command
      ->add_option("--from", options->from, "the start event: a date, a local time, or an instant")
      ->required();
  command->add_option("--calendar", options->calendar, "id or file");
  command->add_option("--rule", options->rule, "counting rule: id or file");
  command->add_option("--suspend", options->suspensions, "FROM..TO, may be repeated")
      ->allow_extra_args(false);
  command->add_option("--extend", options->extensions, "a period, may be repeated")
      ->allow_extra_args(false);
  command->add_flag("--before", options->before)
      ->description("count backward: the latest day before --from");
  command->add_flag("--strict", options->strict)
      ->description("refuse a date past the official calendar");
  command->add_flag("--explain", options->explain)->description("print the derivation");
}

// ---- calendar
// ------------------------------------------------------------------------------------------------------------------

struct CalendarOptions {
  std::string id, from, to;
};

inline constexpr int calendar_days_max = 366 * 300;

Map day_of(const calendar::Calendar& calendar, Date date, Language language) {
  const calendar::DayReason reason = calendar.reason_for(date);
  using Kind = calendar::DayReason::Kind;
  std::string text;
  switch (reason.kind) {
    case Kind::working_day: text = say(language, "ngày làm việc", "working day"); break;
    case Kind::weekend: text = say(language, "cuối tuần", "weekend"); break;
    case Kind::holiday:
    case Kind::compensatory:
    case Kind::swapped_off:
    case Kind::swapped_worked:
    case Kind::extra_off: text = language == Language::vi ? reason.name_vi : reason.name_en; break;
  }
  if (reason.kind == Kind::compensatory)
    text += std::string(say(language, " (nghỉ bù)", " (day in lieu)"));
  if (reason.kind == Kind::swapped_worked && text.empty())
    text = say(language, "làm bù", "worked in exchange");
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
  if (from && to) {
    if (*to < *from) return fail(ErrorCode::invalid_argument, "--to lies before --from");
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
         find(day, "reason")->as_string(),
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

void add_calendar(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<CalendarOptions>();
  CLI::App* command =
      add_command(app, invocation, "calendar", "Which days are off, which are worked, and why",
                  "  dunghan calendar vn-public-administration --from 2024-01-01 --to 2024-12-31\n",
                  [&invocation, options] { return run_calendar(invocation, *options); });
  command->add_option("calendar", options->id, "id or file");
  command->add_option("--calendar", options->id, "the same as an option");
  command->add_option("--from", options->from);
  command->add_option("--to", options->to);
}

// ---- explain
// ------------------------------------------------------------------------------------------------------------------

struct ExplainOptions {
  std::string case_ref, deadline;
};

Map explanation_of(const service::LoadedCase& loaded, const cases::DeadlineInstance& instance,
                   Language language) {
  const auto& spec = loaded.procedure->deadlines()[static_cast<std::size_t>(instance.spec)];
  deadline::Trace trace;
  const auto folded = deadline::fold(instance.operations, *spec.rule, *spec.calendar, &trace);
  const auto steps = deadline::explain(trace, spec.calendar->zone(), tongue_of(language));
  const deadline::DeadlineState& state = folded ? *folded : instance.state;
  return {{"case", to_text(loaded.state.id)},
          {"number", loaded.state.number},
          {"deadline", instance.key},
          {"title", Map{{"vi", spec.definition->title.vi}, {"en", spec.definition->title.en}}},
          {"status", deadline::name_of(state.status)},
          {"due_on", state.due ? Value(state.due->due_on) : Value()},
          {"due_at", state.due ? Value(state.due->due_at) : Value()},
          {"provisional", state.due && state.due->provisional},
          {"calendar", spec.calendar->id()},
          {"rule", spec.rule->id},
          {"basis", instance.basis},
          {"steps", deadline::values_of(steps)}};
}

void print_explanation(const Invocation& invocation, const service::LoadedCase& loaded,
                       const cases::DeadlineInstance& instance) {
  const Language language = invocation.language();
  const auto& spec = loaded.procedure->deadlines()[static_cast<std::size_t>(instance.spec)];
  std::ostream& out = invocation.out;
  const std::string& title = say(language, spec.definition->title);
  out << loaded.state.number << " · " << instance.key << (title.empty() ? "" : " – ") << title
      << '\n';
  if (!instance.basis.empty())
    out << say(language, "  căn cứ: ", "  basis: ") << instance.basis << '\n';
  out << say(language, "  cách tính: ", "  counted by: ") << spec.rule->id << ", "
      << spec.calendar->id() << '\n';
  deadline::Trace trace;
  const auto folded = deadline::fold(instance.operations, *spec.rule, *spec.calendar, &trace);
  static_cast<void>(folded);  // stored operations folded before; what matters here is the trace
  for (const std::string& line :
       deadline::lines_of(deadline::explain(trace, spec.calendar->zone(), tongue_of(language))))
    out << "  " << line << '\n';
  const auto& state = instance.state;
  out << say(language, "  tình trạng: ", "  status: ")
      << status_text(language, std::string(deadline::name_of(state.status)));
  if (state.ended_at)
    out << ", " << moment_text(language, *state.ended_at, spec.calendar->zone())
        << (state.late ? say(language, " (muộn)", " (late)") : "");
  out << '\n';
}

Result<void> explain_case(Invocation& invocation, const ExplainOptions& options,
                          service::CaseService& service) {
  DUNGHAN_TRY(const auto loaded, service.load(options.case_ref));
  bool found = false;
  for (const cases::DeadlineInstance& instance : loaded->state.deadlines) {
    const auto& spec = loaded->procedure->deadlines()[static_cast<std::size_t>(instance.spec)];
    const bool asked = options.deadline.empty()
                           ? spec.scope != cases::DeadlineSpec::Scope::after
                           : instance.key == options.deadline ||
                                 cases::name_of_key(instance.key) == options.deadline;
    if (!asked || instance.operations.empty()) continue;
    found = true;
    if (invocation.options().json)
      print_json(invocation.out, explanation_of(*loaded, instance, invocation.language()));
    else
      print_explanation(invocation, *loaded, instance);
  }
  if (found) return {};
  return fail(ErrorCode::not_found, options.deadline.empty()
                                        ? "no deadline of this case has started"
                                        : "the case has no deadline `" + options.deadline + "`");
}

void add_explain(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = add_command(
      app, invocation, "explain", "How a case's due date came about, step by step",
      "  dunghan explain KN-SNV-2024-00001 resolution --lang vi\n", [&invocation, options] {
        auto session = invocation.environment.session();
        if (!session)
          return report_error(invocation.options(), session.error(), invocation.out,
                              invocation.err);
        const auto done = (*session)->read([&](service::CaseService& service) {
          return explain_case(invocation, *options, service);
        });
        return done ? static_cast<int>(exit_ok)
                    : report_error(invocation.options(), done.error(), invocation.out,
                                   invocation.err);
      });
  command->add_option("case", options->case_ref, "number or id")->required();
  command->add_option("deadline", options->deadline);
}

}  // namespace

void add_calculator_commands(CLI::App& app, Invocation& invocation) {
  add_due(app, invocation);
  add_calendar(app, invocation);
  add_explain(app, invocation);
}

}  // namespace dunghan::adapters::cli
