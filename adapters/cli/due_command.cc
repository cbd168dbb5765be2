// due: when a time limit ends, as the law counts it.
#include <ostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "engine/deadline/deadline.h"
#include "engine/deadline/explanation.h"
#include "engine/deadline/readings.h"

namespace dunghan::adapters::cli {
namespace {

using deadline::Operation;
using deadline::OperationKind;

struct DueOptions {
  std::string period, from, calendar, rule;
  std::vector<std::string> suspensions, extensions;
  bool before = false, strict = false, explain = false, readings = false;
};

/// What the options say, as the operations of a deadline and what they are counted by.
struct Question {
  const calendar::Calendar* calendar = nullptr;
  const deadline::CountingRule* rule = nullptr;
  std::vector<Operation> operations;
};

struct Answer {
  deadline::Due due;
  deadline::Trace trace;
  std::optional<deadline::DueReadings> readings;
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
  const Instant start = operations.front().at;
  if (to.at < start) {
    return fail(ErrorCode::invalid_argument,
                "`--suspend " + text + "` is over before the limit begins", "leave it out");
  }
  Operation suspend;
  suspend.kind = OperationKind::suspend;
  // One that runs when the limit begins keeps it from running until it is over.
  suspend.at = std::max(from.at, start);
  operations.push_back(suspend);
  Operation resume;
  resume.kind = OperationKind::resume;
  resume.at = to.at;
  operations.push_back(resume);
  return {};
}

Result<void> add_start(const DueOptions& options, const ZoneRules& zone,
                       std::vector<Operation>& operations) {
  DUNGHAN_TRY(const Period period, parse_period(options.period));
  DUNGHAN_TRY(const Occurrence from, parse_occurrence(options.from, zone));
  Operation start;
  start.at = from.at;
  start.limit.period = period;
  if (options.before) {
    start.limit.kind = deadline::ResolvedLimit::Kind::before_date;
    start.limit.date = zone.date_of(from.at);
    if (!from.date_only) start.limit.moment = from.at;
    if (!options.suspensions.empty() || !options.extensions.empty())
      return fail(ErrorCode::invalid_argument,
                  "counting backward knows no suspension or extension");
  }
  operations.push_back(start);
  return {};
}

// An extension is decided while the limit runs; on the calculator it has no date of its own, so it
// is placed with the start.
Result<Question> question_of(Environment& environment, const DueOptions& options) {
  Question question;
  DUNGHAN_TRY(question.calendar,
              environment.calendar(options.calendar.empty() ? environment.default_calendar()
                                                            : options.calendar));
  DUNGHAN_TRY(question.rule,
              environment.counting_rule(options.rule.empty() ? environment.default_counting_rule()
                                                             : options.rule));
  const ZoneRules& zone = question.calendar->zone();
  std::vector<Operation>& operations = question.operations;
  DUNGHAN_TRY_VOID(add_start(options, zone, operations));
  for (const std::string& text : options.extensions) {
    Operation extend;
    extend.kind = OperationKind::extend;
    extend.at = operations.front().at;
    DUNGHAN_TRY(extend.by, parse_period(text));
    operations.push_back(extend);
  }
  for (const std::string& text : options.suspensions)
    DUNGHAN_TRY_VOID(add_suspension(text, zone, operations));
  for (std::size_t index = 0; index < operations.size(); ++index)
    operations[index].seq = static_cast<std::int64_t>(index);
  return question;
}

/// A suspension that begins when the limit is over changes nothing: most likely a slip.
Result<void> check_suspensions(const Question& question, const deadline::Due& due) {
  for (const Operation& operation : question.operations) {
    if (operation.kind != OperationKind::suspend || deadline::in_time(due, operation.at)) continue;
    return fail(ErrorCode::invalid_argument,
                "the suspension from " + to_text(question.calendar->zone().date_of(operation.at)) +
                    " begins after the limit has ended, on " + to_text(due.due_on),
                "leave it out, or check its date");
  }
  return {};
}

Result<void> check_strict(const DueOptions& options, const Question& question,
                          const deadline::Due& due) {
  if (!options.strict || !due.provisional) return {};
  return refuse("provisional",
                "the due date " + to_text(due.due_on) +
                    " is provisional: it rests on days outside " +
                    to_text(question.calendar->official_from()) + " to " +
                    to_text(question.calendar->official_until()) + ", for which calendar `" +
                    question.calendar->id() + "` is official",
                "leave out --strict to see it marked as provisional");
}

Result<Answer> answer_of(const DueOptions& options, const Question& question) {
  Answer answer;
  DUNGHAN_TRY(const auto state, deadline::fold(question.operations, *question.rule,
                                               *question.calendar, &answer.trace));
  if (!state.due) return fail(ErrorCode::invalid_argument, "this limit has no due date");
  answer.due = *state.due;
  DUNGHAN_TRY_VOID(check_suspensions(question, answer.due));
  DUNGHAN_TRY_VOID(check_strict(options, question, answer.due));
  deadline::trace_open_questions(question.operations, *question.rule, *question.calendar,
                                 answer.trace);
  if (options.readings) {
    DUNGHAN_TRY(answer.readings,
                deadline::read_all_ways(question.operations, *question.rule, *question.calendar));
  }
  return answer;
}

using Parting = std::vector<const deadline::CountingRule::OpenQuestion*>;

Map reading_of(const deadline::Due& due, const Parting& parted_by) {
  List questions;
  for (const auto* open : parted_by)
    questions.emplace_back(std::string(deadline::name_of(open->question)));
  return {{"due_on", due.due_on}, {"due_at", due.due_at}, {"parted_by", std::move(questions)}};
}

Map json_of(const Answer& answer, const std::vector<deadline::ExplainedStep>& steps) {
  Map map{{"due_on", answer.due.due_on},
          {"due_at", answer.due.due_at},
          {"provisional", answer.due.provisional},
          {"steps", deadline::values_of(steps)}};
  if (answer.readings) {
    const deadline::DueReadings& readings = *answer.readings;
    map.push_back(
        {"readings", Map{{"earliest", reading_of(readings.earliest, readings.earliest_by)},
                         {"prevailing", reading_of(readings.prevailing, {})},
                         {"latest", reading_of(readings.latest, readings.latest_by)}}});
  }
  return map;
}

std::string due_text(Language language, const deadline::Due& due, const ZoneRules& zone) {
  std::string text =
      due.clock_type ? moment_text(language, due.due_at, zone) : day_text(language, due.due_on);
  if (due.provisional) text += say(language, " (tạm tính)", " (provisional)");
  return text;
}

void print_reading(std::ostream& out, Language language, std::string_view label,
                   const std::string& due, const Parting& parted_by) {
  out << "  " << label << due << '\n';
  for (const auto* open : parted_by) {
    out << "      " << say(language, open->text_vi, open->text_en) << " ["
        << deadline::name_of(open->question)
        << (open->basis.empty() ? std::string() : "; " + open->basis) << "]\n";
  }
}

void print_readings(std::ostream& out, Language language, const deadline::DueReadings& readings,
                    const ZoneRules& zone) {
  print_reading(out, language, say(language, "sớm nhất:  ", "earliest:    "),
                due_text(language, readings.earliest, zone), readings.earliest_by);
  print_reading(out, language, say(language, "áp dụng:   ", "prevailing:  "),
                due_text(language, readings.prevailing, zone), {});
  print_reading(out, language, say(language, "muộn nhất: ", "latest:      "),
                due_text(language, readings.latest, zone), readings.latest_by);
  if (readings.earliest.due_at == readings.latest.due_at)
    out << "  " << say(language, "mọi cách hiểu đều cho ngày này", "every reading gives this date")
        << '\n';
}

int run_due(Invocation& invocation, const DueOptions& options) {
  const auto failed = [&](const Error& error) {
    return report_error(invocation.options(), error, invocation.out, invocation.err);
  };
  const auto question = question_of(invocation.environment, options);
  if (!question) return failed(question.error());
  const auto answer = answer_of(options, *question);
  if (!answer) return failed(answer.error());
  const Language language = invocation.language();
  const ZoneRules& zone = question->calendar->zone();
  const auto steps = deadline::explain(answer->trace, zone, tongue_of(language));
  if (invocation.options().json) {
    print_json(invocation.out, json_of(*answer, steps));
    return exit_ok;
  }
  std::ostream& out = invocation.out;
  out << due_text(language, answer->due, zone) << '\n';
  if (answer->readings) print_readings(out, language, *answer->readings, zone);
  if (options.explain) {
    for (const std::string& line : deadline::lines_of(steps, tongue_of(language)))
      out << "  " << line << '\n';
  }
  return exit_ok;
}

}  // namespace

void add_due_command(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<DueOptions>();
  CLI::App* command = add_command(
      app, invocation, "due", "When a time limit ends, as the law counts it",
      "  dunghan due \"5 working days\" --from 2024-04-26 --calendar "
      "vn-public-administration --explain\n"
      "  dunghan due \"5 days\" --from 2026-09-07 --before\n"
      "  dunghan due \"14 days\" --from 2024-05-17 --calendar us-federal --rule us-frcp-6\n"
      "  dunghan due \"30 days\" --from 2024-03-30 --readings\n",
      [&invocation, options] { return run_due(invocation, *options); });
  command->add_option("period", options->period, "e.g. \"30 days\", \"5 ngày làm việc\", P1M15D")
      ->required();
  command
      ->add_option("--from", options->from, "the start event: a date, a local time, or an instant")
      ->required();
  command->add_option("--calendar", options->calendar, "id or file");
  command->add_option("--rule", options->rule, "counting rule: id or file");
  command
      ->add_option("--suspend", options->suspensions,
                   "FROM..TO: after FROM up to TO no day counts (unless the rule says otherwise); "
                   "may be repeated")
      ->allow_extra_args(false);
  command->add_option("--extend", options->extensions, "a period, may be repeated")
      ->allow_extra_args(false);
  command->add_flag("--before", options->before)
      ->description("count backward: the latest day before --from");
  command->add_flag("--strict", options->strict)
      ->description("refuse a date past the official calendar");
  command->add_flag("--explain", options->explain)->description("print the derivation");
  command->add_flag("--readings", options->readings)
      ->description("the earliest, prevailing and latest reading where the law leaves one open");
}

}  // namespace dunghan::adapters::cli
