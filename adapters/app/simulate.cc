// `dunghan simulate`: one scenario on virtual time, its timeline, and whether it came out as
// written.
#include <ostream>

#include "adapters/app/local_environment.h"
#include "adapters/app/trial.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "engine/definition/issue_text.h"

namespace dunghan::adapters::app {
namespace {

using cli::say;

std::string detail_of(cli::Language language, const ports::EventRecord& record) {
  std::string text;
  for (const char* key : {"name", "deadline", "task", "entered", "recipient", "template"}) {
    if (const Value* value = find(record.facts, key))
      text += (text.empty() ? "" : " ") + cli::value_text(language, *value);
  }
  if (const Value* state = find(record.facts, "state");
      state != nullptr && state->kind() == ValueKind::map) {
    if (const Value* due = find(state->as_map(), "due_on"))
      text += std::string(say(language, " hạn ", " due ")) + cli::value_text(language, *due);
    if (const Value* status = find(state->as_map(), "status"))
      text += " (" + cli::status_text(language, status->as_string()) + ")";
  }
  return text;
}

Result<void> print_case(const cli::GlobalOptions& options, SimulatedOffice& office,
                        const std::string& name, const std::string& number, std::ostream& out) {
  DUNGHAN_TRY(const auto loaded, office.service().load(number));
  DUNGHAN_TRY(const auto records,
              office.store().events(ports::StreamKind::cases, loaded->state.id.value));
  const ZoneRules& zone = loaded->procedure->zone();
  std::vector<std::vector<std::string>> rows;
  for (const ports::EventRecord& record : records) {
    if (options.json) {
      cli::print_json(out, Map{{"case", name.empty() ? number : name},
                               {"number", number},
                               {"seq", record.seq},
                               {"kind", record.kind},
                               {"occurred_at", record.occurred_at},
                               {"recorded_at", record.recorded_at},
                               {"actor", record.actor},
                               {"facts", record.facts}});
      continue;
    }
    rows.push_back({cli::moment_text(options.language, record.occurred_at, zone), record.kind,
                    detail_of(options.language, record), record.actor});
  }
  if (options.json) return {};
  out << (name.empty() ? "" : name + ": ") << number << ", "
      << say(options.language, "trạng thái ", "state ")
      << cases::state_text(loaded->state, *loaded->procedure) << '\n';
  cli::print_table(out,
                   {std::string(say(options.language, "xảy ra", "occurred")),
                    std::string(say(options.language, "sự kiện", "event")), "",
                    std::string(say(options.language, "ai", "actor"))},
                   rows);
  out << '\n';
  return {};
}

Result<int> simulate(LocalEnvironment& environment, const cli::SimulateRun& run,
                     std::ostream& out) {
  DUNGHAN_TRY(Configuration* const configuration, environment.configuration());
  const std::filesystem::path file = std::filesystem::absolute(environment.resolve(run.file));
  DUNGHAN_TRY(auto trial, Trial::make(*configuration, file.parent_path()));
  DUNGHAN_TRY_VOID(trial->definition(file).map([](const auto&) {}));
  auto read = trial->read(environment.resolve(run.scenario));
  definition::Issues faults = std::move(read.issues);
  if (read.scenario) {
    DUNGHAN_TRY(auto office, trial->office());
    DUNGHAN_TRY(const auto played, scenario::play(*read.scenario, *office));
    for (const scenario::PlayedCase& one : played.cases)
      DUNGHAN_TRY_VOID(print_case(environment.options(), *office, one.name, one.number, out));
    faults = played.faults;
  }
  if (!environment.options().json) {
    for (const auto& fault : faults) out << definition::to_text(fault, {});
    if (faults.empty())
      out << say(environment.options().language, "Đúng như kịch bản.\n", "As the scenario says.\n");
    return faults.empty() ? cli::exit_ok : cli::exit_findings;
  }
  List told;
  for (const auto& fault : faults) told.emplace_back(cli::issue_json(fault));
  cli::print_json(
      out, Map{{"scenario", run.scenario}, {"ok", faults.empty()}, {"faults", std::move(told)}});
  return faults.empty() ? cli::exit_ok : cli::exit_findings;
}

}  // namespace

int LocalEnvironment::simulate(const cli::SimulateRun& run, std::ostream& out, std::ostream& err) {
  const auto exit = app::simulate(*this, run, out);
  return exit ? *exit : cli::report_error(options_, exit.error(), out, err);
}

}  // namespace dunghan::adapters::app
