// explain: how the due date of a case came about, step by step.
#include <ostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "engine/deadline/deadline.h"
#include "engine/deadline/explanation.h"

namespace dunghan::adapters::cli {
namespace {

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
          {"target_on", state.target ? Value(state.target->due_on) : Value()},
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
       deadline::lines_of(deadline::explain(trace, spec.calendar->zone(), tongue_of(language)),
                          tongue_of(language)))
    out << "  " << line << '\n';
  const auto& state = instance.state;
  out << say(language, "  tình trạng: ", "  status: ")
      << status_text(language, std::string(deadline::name_of(state.status)));
  if (state.ended_at)
    out << ", " << moment_text(language, *state.ended_at, spec.calendar->zone())
        << (state.late    ? say(language, " (muộn)", " (late)")
            : state.early ? say(language, " (quá sớm)", " (too early)")
                          : "");
  out << '\n';
  if (state.target) {
    out << say(language,
               "  mục tiêu (chính sách, không phải luật): ", "  target (policy, not law): ")
        << deadline::date_in_words(state.target->due_on, tongue_of(language)) << '\n';
  }
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

}  // namespace

void add_explain_command(CLI::App& app, Invocation& invocation) {
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

}  // namespace dunghan::adapters::cli
