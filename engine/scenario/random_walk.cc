#include "engine/scenario/random_walk.h"

#include <algorithm>
#include <concepts>

#include "engine/scenario/random_values.h"

namespace dunghan::scenario {
namespace {

using definition::Need;
using definition::Transition;
using definition::WorkflowDefinition;

/// Something that may be tried now.
struct Option {
  decltype(service::Request::what) what;
  std::vector<std::string> by;  // roles, any of them
  std::vector<const definition::Field*> needed, offered;
  std::string words;
};

/// How often an act that was refused is replaced by another before time goes on.
constexpr int tries_max = 6;
/// Where the seed chooses the day: from the first, so many days on.
constexpr Date first_default = make_date(2020, 1, 1);
constexpr std::int64_t days_of_choice = 1'800;

class Walker {
 public:
  Walker(const WorkflowDefinition& definition, const calendar::Calendar& calendar,
         const WalkOptions& options, Stage& stage)
      : definition_(definition),
        calendar_(calendar),
        options_(options),
        stage_(stage),
        numbers_(options.seed) {}

  Result<ScenarioRun> walk() {
    DUNGHAN_TRY_VOID(open());
    for (int step = 0; step < options_.steps; ++step) {
      DUNGHAN_TRY(const bool goes_on, take_step());
      if (!goes_on) break;
    }
    DUNGHAN_TRY_VOID(add_opened_by_it());
    return std::move(run_);
  }

 private:
  const organisation::Organisation& organisation() const {
    return *stage_.service().dependencies().organisation;
  }
  Date today() const { return calendar_.zone().date_of(stage_.now()); }

  // ---- opening
  Date opening_day() {
    if (options_.first) return *options_.first;
    const Date first = std::max(first_default, definition_.effective_from);
    const Date last = definition_.effective_to ? *definition_.effective_to
                                               : first + std::chrono::days{days_of_choice};
    const std::int64_t span =
        std::min(days_of_choice, std::max<std::int64_t>(0, (last - first).count()));
    return first + std::chrono::days{numbers_.between(0, span)};
  }

  Result<void> open() {
    const Date day = opening_day();
    DUNGHAN_TRY(const Date worked, calendar_.working_day_from(day));
    stage_.set_clock(calendar_.opening_of(worked) + std::chrono::minutes{numbers_.between(0, 180)});
    std::vector<std::string> units;
    for (const auto& unit : organisation().units())
      if (organisation::exists_on(unit, worked)) units.push_back(unit.id);
    // From a unit on that the seed chooses, the first whose people may open one.
    const std::size_t from = units.empty() ? 0 : numbers_.below(units.size());
    Error last{ErrorCode::refused, "no unit of the organisation is there on " + to_text(worked)};
    for (std::size_t i = 0; i < units.size(); ++i) {
      DUNGHAN_TRY(const auto opened, open_in(units[(from + i) % units.size()]));
      if (opened) {
        last = *opened;
        continue;
      }
      return {};
    }
    return Failure(last);
  }

  /// Nothing where it was opened, else why not.
  Result<std::optional<Error>> open_in(const std::string& unit) {
    service::OpenRequest open{definition_.id, unit, {}, {}, {}, {}};
    for (const auto& field : definition_.data)
      if (field.required || (!field.default_value && numbers_.chance(50)))
        put_value(open.fields, field);
    cases::Case opening;
    opening.unit = unit;
    const auto& with = stage_.service().dependencies();
    DUNGHAN_TRY(const auto definition, with.definitions->in_force(definition_.id, today()));
    DUNGHAN_TRY(const auto procedure, cases::Procedure::make(definition, with.legal_time));
    cases::Facts facts;
    facts.procedure = procedure.get();
    facts.organisation = with.organisation;
    service::Request request;
    request.what = std::move(open);
    request.actor = actor_for(definition_.opened_by, opening, facts);
    DUNGHAN_TRY(const auto answer, submit(request, "open " + definition_.id));
    if (!answer) return std::optional(answer.error());
    const std::string number = find(*answer, "number")->as_string();
    DUNGHAN_TRY(const auto loaded, stage_.service().load(number));
    case_ = loaded->state.id;
    run_.cases.push_back({"", number, case_});
    return std::optional<Error>();
  }

  /// Cases that it opened in its turn: shown, but left where they are.
  Result<void> add_opened_by_it() {
    DUNGHAN_TRY(const auto rows, stage_.service().dependencies().store->cases({}));
    for (const ports::CaseRow& row : rows)
      if (row.case_id != case_) run_.cases.push_back({"", row.number, row.case_id});
    return {};
  }

  // ---- what may be done
  /// Whether anything can still come.
  Result<bool> take_step() {
    DUNGHAN_TRY(bool goes_on, let_time_pass());
    for (int attempt = 0; attempt < tries_max; ++attempt) {
      DUNGHAN_TRY(const auto loaded, stage_.service().load(case_));
      if (loaded->state.closed_at) return false;
      std::vector<Option> options = options_for(*loaded);
      if (options.empty()) return goes_on;
      DUNGHAN_TRY(const bool done, attempt_one(numbers_.one_of(options), *loaded));
      if (done) return true;
      goes_on = true;
    }
    return goes_on;
  }

  Result<bool> attempt_one(Option option, const service::LoadedCase& loaded) {
    Map fields;
    for (const auto* field : option.needed) put_value(fields, *field);
    for (const auto* field : option.offered)
      if (numbers_.chance(60)) put_value(fields, *field);
    std::visit([&](auto& what) { give(what, fields); }, option.what);
    service::Request request;
    request.what = std::move(option.what);
    request.case_ref = to_text(loaded.state.id);
    request.actor = actor_for(option.by, loaded.state, stage_.service().facts_for(loaded));
    DUNGHAN_TRY(const auto answer, submit(request, option.words));
    return answer.has_value();
  }

  template <class What>
  static void give(What& what, const Map& fields) {
    if constexpr (requires {
                    { what.fields } -> std::same_as<Map&>;
                  })
      what.fields = fields;
  }

  std::vector<Option> options_for(const service::LoadedCase& loaded) {
    std::vector<Option> options;
    const auto& procedure = *loaded.procedure;
    const cases::Actor anybody{cases::Actor::Kind::import, "random"};
    const auto facts = stage_.service().facts_for(loaded);
    for (const std::string& event :
         cases::allowed_events(loaded.state, anybody, stage_.now(), facts))
      options.push_back(event_option(loaded, event));
    for (const cases::TaskInstance& task : loaded.state.tasks) {
      const auto& definition = *procedure.tasks()[static_cast<std::size_t>(task.spec)].definition;
      // A task that ends by events is done by sending one of them.
      if (task.status != cases::TaskInstance::Status::open || !definition.done.empty()) continue;
      Option option{
          service::DoneRequest{task.key, {}, {}}, {definition.role}, {}, {}, "done " + task.key};
      add_task_fields(option, definition);
      options.push_back(std::move(option));
    }
    for (const cases::DeadlineInstance& instance : loaded.state.deadlines)
      add_deadline_options(
          options, instance,
          *procedure.deadlines()[static_cast<std::size_t>(instance.spec)].definition);
    return options;
  }

  Option event_option(const service::LoadedCase& loaded, const std::string& event) {
    Option option{service::SendRequest{event, {}}, {}, {}, {}, "send " + event};
    for (const int state : loaded.state.configuration) {
      for (const Transition& transition : loaded.procedure->state(state).on) {
        if (transition.event != event) continue;
        option.by.insert(option.by.end(), transition.by.begin(), transition.by.end());
        add_needs(option, transition.needs);
      }
    }
    for (const cases::TaskInstance& task : loaded.state.tasks) {
      const auto& definition =
          *loaded.procedure->tasks()[static_cast<std::size_t>(task.spec)].definition;
      const bool ends =
          task.status == cases::TaskInstance::Status::open &&
          std::find(definition.done.begin(), definition.done.end(), event) != definition.done.end();
      if (ends) add_task_fields(option, definition);
    }
    return option;
  }

  static void add_needs(Option& option, const std::vector<Need>& needs) {
    for (const Need& need : needs) option.needed.push_back(&need.field);
  }

  void add_task_fields(Option& option, const definition::Task& task) {
    add_needs(option, task.needs);
    for (const std::string& name : task.form)
      if (const auto* field = definition_.field(name)) option.offered.push_back(field);
  }

  static void add_deadline_options(std::vector<Option>& options,
                                   const cases::DeadlineInstance& instance,
                                   const definition::Deadline& deadline) {
    const auto status = instance.state.status;
    for (const auto& ground : deadline.suspend) {
      if (!ground.while_states.empty()) continue;
      const bool suspended = status == deadline::Status::suspended;
      if (!suspended && status != deadline::Status::running) continue;
      Option option{service::SuspendRequest{instance.key, ground.name, {}},
                    ground.by,
                    {},
                    {},
                    "suspend " + instance.key};
      if (suspended) {
        option = {service::ResumeRequest{instance.key, ground.name, {}},
                  ground.resume.by.empty() ? ground.by : ground.resume.by,
                  {},
                  {},
                  "resume " + instance.key};
      }
      add_needs(option, suspended ? ground.resume.needs : ground.needs);
      option.words += " (" + ground.name + ")";
      options.push_back(std::move(option));
    }
    if (status != deadline::Status::running) return;
    for (const auto& ground : deadline.extend) {
      Option option{service::ExtendRequest{instance.key, ground.name, {}, {}, {}},
                    ground.by,
                    {},
                    {},
                    "extend " + instance.key + " (" + ground.name + ")"};
      add_needs(option, ground.needs);
      options.push_back(std::move(option));
    }
  }

  // ---- doing it
  void put_value(Map& fields, const definition::Field& field) {
    Value value = random_value(field, today(), organisation(), numbers_);
    if (!value.is_null()) put(fields, field.name, std::move(value));
  }

  /// Somebody who bears one of the roles; where nobody does, nobody's permission is asked.
  cases::Actor actor_for(const std::vector<std::string>& roles, const cases::Case& current_case,
                         const cases::Facts& facts) {
    for (const std::string& role : roles) {
      if (const auto person = person_for(role, current_case, facts, stage_.now()))
        return {cases::Actor::Kind::person, *person};
    }
    return {cases::Actor::Kind::import, "random"};
  }

  /// The inner result is the refusal of the procedure, the outer one the store's.
  Result<Result<service::Answer>> submit(const service::Request& request,
                                         const std::string& words) {
    auto answer = stage_.service().handle(request);
    if (!answer && (answer.error().code == ErrorCode::unavailable ||
                    answer.error().code == ErrorCode::corrupt))
      return Failure(answer.error());
    DUNGHAN_TRY_VOID(stage_.service().deliver_case_messages());
    run_.steps.push_back({stage_.now(), "", words, answer ? "ok" : code_of(answer.error()),
                          answer ? std::string() : answer.error().message});
    return answer;
  }

  // ---- time
  /// Some hours, some days, or until the next limit ends. False where nothing waits for its time.
  Result<bool> let_time_pass() {
    DUNGHAN_TRY(const auto next, stage_.service().dependencies().store->next_timer());
    Instant until = stage_.now() + std::chrono::minutes{numbers_.between(5, 180)};
    const std::size_t choice = numbers_.below(10);
    if (choice < 5) {
      const Date day = today() + std::chrono::days{numbers_.between(1, 12)};
      DUNGHAN_TRY(const Date worked, calendar_.working_day_from(day));
      until = calendar_.opening_of(worked) + std::chrono::minutes{numbers_.between(0, 420)};
    } else if (choice < 7 && next) {
      const Date day = calendar_.zone().date_of(*next);
      DUNGHAN_TRY(const Date worked, calendar_.working_day_from(day));
      until = std::max(calendar_.opening_of(worked), *next);
    }
    DUNGHAN_TRY_VOID(stage_.advance_to(std::max(until, stage_.now())));
    return next.has_value();
  }

  const WorkflowDefinition& definition_;
  const calendar::Calendar& calendar_;
  const WalkOptions& options_;
  Stage& stage_;
  SeededNumbers numbers_;
  ScenarioRun run_;
  CaseId case_{};
};

}  // namespace

Result<ScenarioRun> random_walk(const WorkflowDefinition& definition,
                                const calendar::Calendar& calendar, const WalkOptions& options,
                                Stage& stage) {
  return Walker(definition, calendar, options, stage).walk();
}

}  // namespace dunghan::scenario
