// `dunghan simulate`: a scenario, or a case by chance, on virtual time: its timeline as text, JSON
// or a Gantt chart, and whether a scenario came out as written.
#include <ostream>

#include "adapters/app/local_environment.h"
#include "adapters/app/trial.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "engine/definition/issue_text.h"
#include "engine/scenario/case_events.h"
#include "engine/scenario/gantt_rows.h"
#include "engine/scenario/random_walk.h"

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

class Simulation {
 public:
  Simulation(LocalEnvironment& environment, Configuration& configuration,
             const cli::SimulateRun& run, std::ostream& out)
      : environment_(environment), configuration_(configuration), run_(run), out_(out) {}

  Result<int> run() {
    const auto file = std::filesystem::absolute(environment_.resolve(run_.file));
    DUNGHAN_TRY(trial_, Trial::make(configuration_, file.parent_path()));
    DUNGHAN_TRY(definition_, trial_->definition(file));
    DUNGHAN_TRY(office_, trial_->office());
    return run_.scenario.empty() ? by_chance() : by_scenario();
  }

 private:
  cli::Language language() const { return environment_.options().language; }
  bool json() const { return environment_.options().json; }

  Result<int> by_scenario() {
    auto read = trial_->read(environment_.resolve(run_.scenario));
    definition::Issues faults = std::move(read.issues);
    if (read.scenario) {
      DUNGHAN_TRY(auto played, scenario::play(*read.scenario, *office_));
      DUNGHAN_TRY_VOID(show(played, std::string(cli::say(language(), read.scenario->title))));
      faults = std::move(played.faults);
    }
    tell(faults);
    return faults.empty() ? cli::exit_ok : cli::exit_findings;
  }

  void tell(const definition::Issues& faults) {
    if (!json()) {
      for (const auto& fault : faults) out_ << definition::to_text(fault, {});
      if (faults.empty())
        out_ << say(language(), "Đúng như kịch bản.\n", "As the scenario says.\n");
      return;
    }
    List told;
    for (const auto& fault : faults) told.emplace_back(cli::issue_json(fault));
    cli::print_json(
        out_,
        Map{{"scenario", run_.scenario}, {"ok", faults.empty()}, {"faults", std::move(told)}});
  }

  Result<int> by_chance() {
    scenario::WalkOptions options{run_.seed, run_.steps, std::nullopt};
    if (!run_.first.empty()) {
      options.first = parse_date(run_.first);
      if (!options.first)
        return fail(ErrorCode::invalid_argument, "`" + run_.first + "` is no day",
                    "write year-month-day: --first 2024-04-26");
    }
    DUNGHAN_TRY(const calendar::Calendar* calendar, configuration_.calendar(definition_->calendar));
    DUNGHAN_TRY(const auto walked,
                scenario::random_walk(*definition_, *calendar, options, *office_));
    const std::string seed = std::to_string(run_.seed);
    if (!json()) print_acts(walked, calendar->zone());
    DUNGHAN_TRY_VOID(show(walked, definition_->id + ", --random " + seed));
    if (json())
      cli::print_json(out_, Map{{"seed", seed},
                                {"workflow", definition_->id},
                                {"version", std::int64_t{definition_->version}},
                                {"cases", static_cast<std::int64_t>(walked.cases.size())}});
    return cli::exit_ok;
  }

  // What was tried, also what the procedure refused: the events below hold only what was done.
  void print_acts(const scenario::ScenarioRun& walked, const ZoneRules& zone) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& step : walked.steps)
      rows.push_back({cli::moment_text(language(), step.at, zone), step.what, step.outcome});
    cli::print_table(
        out_,
        {std::string(say(language(), "lúc", "at")), std::string(say(language(), "làm", "act")),
         std::string(say(language(), "kết quả", "outcome"))},
        rows);
    out_ << '\n';
  }

  Result<void> show(const scenario::ScenarioRun& run, const std::string& title) {
    for (const scenario::PlayedCase& one : run.cases)
      DUNGHAN_TRY_VOID(print_case(environment_.options(), *office_, one.name, one.number, out_));
    return run_.gantt.empty() ? Result<void>{} : draw(run, title);
  }

  Result<void> draw(const scenario::ScenarioRun& run, const std::string& title) {
    const draw::Tongue tongue = cli::tongue_of(language());
    draw::Gantt gantt{title.empty() ? definition_->id : title, {}, office_->now()};
    for (const scenario::PlayedCase& one : run.cases) {
      DUNGHAN_TRY(const auto loaded, office_->service().load(one.id));
      DUNGHAN_TRY(const auto events, scenario::events_of(office_->store(), one.id));
      auto group =
          scenario::gantt_rows(loaded->state, *loaded->procedure, events, office_->now(), tongue);
      group.title = (one.name.empty() ? "" : one.name + ": ") + one.number;
      gantt.groups.push_back(std::move(group));
    }
    DUNGHAN_TRY(const calendar::Calendar* calendar, configuration_.calendar(definition_->calendar));
    return environment_.write_file(run_.gantt, draw::svg_of(gantt, *calendar, tongue));
  }

  LocalEnvironment& environment_;
  Configuration& configuration_;
  const cli::SimulateRun& run_;
  std::ostream& out_;
  std::unique_ptr<Trial> trial_;
  definition::DefinitionPtr definition_;
  std::unique_ptr<SimulatedOffice> office_;
};

}  // namespace

int LocalEnvironment::simulate(const cli::SimulateRun& run, std::ostream& out, std::ostream& err) {
  const auto exit = [&]() -> Result<int> {
    DUNGHAN_TRY(Configuration* const configured, configuration());
    return Simulation(*this, *configured, run, out).run();
  }();
  return exit ? *exit : cli::report_error(options_, exit.error(), out, err);
}

}  // namespace dunghan::adapters::app
