// `dunghan simulate`: one scenario on virtual time, its timeline, and whether it came out as
// written.
#include <ostream>

#include "adapters/app/local_environment.h"
#include "adapters/app/scenario.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "adapters/yaml/yaml_document.h"
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
  const std::filesystem::path file = std::filesystem::absolute(run.file);
  auto folders = configuration->settings().definitions;
  folders.insert(folders.begin(), file.parent_path());
  DUNGHAN_TRY(auto office, SimulatedOffice::make(*configuration, std::move(folders)));
  DUNGHAN_TRY_VOID(office->definitions().from_file(file).map([](const auto&) {}));
  const auto parsed = yaml::read_yaml_file(run.scenario);
  if (!parsed.document) {
    return fail(ErrorCode::invalid_argument, parsed.issues.empty()
                                                 ? "the scenario cannot be read"
                                                 : definition::to_line(parsed.issues.front()));
  }
  DUNGHAN_TRY(const ScenarioRun played, play_scenario(*parsed.document, *office, *configuration));
  for (const auto& [name, number] : played.cases)
    DUNGHAN_TRY_VOID(print_case(environment.options(), *office, name, number, out));
  List faults;
  for (const ScenarioFault& fault : played.faults) {
    const std::string text = run.scenario + ":" + std::to_string(fault.at.line) + ":" +
                             std::to_string(fault.at.column) + ": " + fault.message;
    if (!environment.options().json) out << text << '\n';
    faults.emplace_back(text);
  }
  if (environment.options().json)
    cli::print_json(out,
                    Map{{"scenario", run.scenario}, {"ok", faults.empty()}, {"faults", faults}});
  else if (faults.empty())
    out << say(environment.options().language, "Đúng như kịch bản.\n", "As the scenario says.\n");
  return faults.empty() ? cli::exit_ok : cli::exit_findings;
}

}  // namespace

int LocalEnvironment::simulate(const cli::SimulateRun& run, std::ostream& out, std::ostream& err) {
  const auto exit = app::simulate(*this, run, out);
  return exit ? *exit : cli::report_error(options_, exit.error(), out, err);
}

}  // namespace dunghan::adapters::app
