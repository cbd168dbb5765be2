// show: one case with its data, deadlines and events, as it stands or as it was known on a past
// day.
#include <ostream>

#include "adapters/cli/as_of.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "engine/service/answers.h"
#include "engine/service/queries.h"
#include "engine/service/read_sealed.h"

namespace dunghan::adapters::cli {
namespace {

struct ShowOptions {
  std::string case_ref, as_of;
};

Value event_json(const ports::EventRecord& record) {
  Map event{{"seq", record.seq},
            {"kind", record.kind},
            {"occurred_at", record.occurred_at},
            {"recorded_at", record.recorded_at},
            {"actor", record.actor},
            {"facts", record.facts}};
  if (!record.body.empty()) event.push_back({"body", record.body});
  return event;
}

void print_case_head(const Invocation& invocation, const service::LoadedCase& loaded) {
  const Language language = invocation.language();
  std::ostream& out = invocation.out;
  const ZoneRules& zone = loaded.procedure->zone();
  out << loaded.state.number << "  (" << to_text(loaded.state.id) << ")\n"
      << "  " << say(language, loaded.procedure->definition().title) << " · " << loaded.state.unit
      << '\n'
      << say(language, "  trạng thái: ", "  state: ")
      << cases::state_text(loaded.state, *loaded.procedure) << '\n'
      << say(language, "  mở: ", "  opened: ")
      << moment_text(language, loaded.state.opened_at, zone) << '\n';
  for (const auto& field : loaded.procedure->definition().data) {
    const Value* value = find(loaded.state.data, field.name);
    if (value == nullptr) continue;
    const std::string& label = say(language, field.label);
    out << "  " << (label.empty() ? field.name : label) << ": " << value_text(language, *value)
        << '\n';
  }
}

// "#7: Fri 2024-04-26 09:00 → Thu 2024-04-25 09:00"; of values alone, the number of the act.
std::string corrected_text(Language language, const Map& facts, const ZoneRules& zone) {
  const Value* act = find(facts, "seq");
  const Value* was = find(facts, "was");
  const Value* is = find(facts, "is");
  if (act == nullptr || was == nullptr || is == nullptr) return {};
  std::string text = "#" + std::to_string(act->as_int());
  if (*was == *is) return text;
  return text + ": " + moment_text(language, was->as_timestamp(), zone) + " → " +
         moment_text(language, is->as_timestamp(), zone);
}

void print_case_events(const Invocation& invocation, const service::LoadedCase& loaded,
                       const std::vector<ports::EventRecord>& records) {
  const Language language = invocation.language();
  std::ostream& out = invocation.out;
  const ZoneRules& zone = loaded.procedure->zone();
  std::vector<std::vector<std::string>> rows;
  for (const ports::EventRecord& record : records) {
    if (record.seq > loaded.state.seq) continue;
    std::string what;
    for (const char* key : {"name", "deadline", "task", "entered"}) {
      if (const Value* value = find(record.facts, key))
        what += (what.empty() ? "" : " ") + value_text(language, *value);
    }
    if (record.kind == "act_corrected")
      what += (what.empty() ? "" : " ") + corrected_text(language, record.facts, zone);
    rows.push_back({std::to_string(record.seq), moment_text(language, record.occurred_at, zone),
                    record.kind, what, record.actor});
  }
  print_table(out,
              {"#", std::string(say(language, "xảy ra", "occurred")),
               std::string(say(language, "sự kiện", "event")), "",
               std::string(say(language, "ai", "actor"))},
              rows);
}

// What the acting person may read of the sealed is opened, of the present alone, and the reading
// recorded.
Result<void> open_sealed(service::CaseService& service, const cases::Actor& actor,
                         std::shared_ptr<const service::LoadedCase>& loaded) {
  DUNGHAN_TRY(const Map opened, service::read_sealed(service, *loaded, actor));
  if (opened.empty()) return {};
  service::LoadedCase shown = *loaded;
  shown.state.data = service::with_opened(shown.state.data, opened);
  loaded = std::make_shared<const service::LoadedCase>(std::move(shown));
  return {};
}

Result<void> show_case(Invocation& invocation, const ShowOptions& options,
                       service::CaseService& service) {
  DUNGHAN_TRY(auto loaded, service.load(options.case_ref));
  DUNGHAN_TRY(const service::AsOf as_of_time, as_of(invocation.environment, options.as_of, false));
  if (!as_of_time.present) {
    DUNGHAN_TRY(service::LoadedCase then, service.load_as_of(loaded->state.id, as_of_time.at));
    loaded = std::make_shared<const service::LoadedCase>(std::move(then));
  }
  const auto person = invocation.environment.acting_person();
  const cases::Actor actor{cases::Actor::Kind::person, person.value_or(std::string())};
  if (as_of_time.present) DUNGHAN_TRY_VOID(open_sealed(service, actor, loaded));
  Map answer = service::show_of(*loaded, actor, as_of_time.at, service.facts_for(*loaded));
  DUNGHAN_TRY(const auto records, service.dependencies().store->events(ports::StreamKind::cases,
                                                                       loaded->state.id.value));
  List events;
  for (const ports::EventRecord& record : records) {
    if (record.seq <= loaded->state.seq) events.push_back(event_json(record));
  }
  if (invocation.options().json) {
    answer.push_back({"events", std::move(events)});
    print_json(invocation.out, answer);
    return {};
  }
  print_case_head(invocation, *loaded);
  print_deadlines(invocation, answer);
  invocation.out << '\n';
  print_case_events(invocation, *loaded, records);
  return {};
}

}  // namespace

void add_show_command(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<ShowOptions>();
  CLI::App* command =
      add_command(app, invocation, "show", "One case: state, data, deadlines, events",
                  "  dunghan show KN-SNV-2024-00001\n", [&invocation, options] {
                    auto session = invocation.environment.session();
                    if (!session)
                      return report_error(invocation.options(), session.error(), invocation.out,
                                          invocation.err);
                    const auto done = (*session)->read([&](service::CaseService& service) {
                      return show_case(invocation, *options, service);
                    });
                    return done ? static_cast<int>(exit_ok)
                                : report_error(invocation.options(), done.error(), invocation.out,
                                               invocation.err);
                  });
  command->add_option("case", options->case_ref, "number or id")->required();
  command->add_option("--as-of", options->as_of, "as it was known at that date or moment");
}

}  // namespace dunghan::adapters::cli
