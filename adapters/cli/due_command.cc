// due: when a time limit ends, as the law counts it.
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

}  // namespace

void add_due_command(CLI::App& app, Invocation& invocation) {
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

}  // namespace dunghan::adapters::cli
