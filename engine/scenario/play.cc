#include "engine/scenario/play.h"

#include <algorithm>
#include <map>

#include "engine/definition/edit_distance.h"
#include "engine/scenario/check_facts.h"

namespace dunghan::scenario {
namespace {

class Player {
 public:
  Player(const Scenario& scenario, Stage& stage) : scenario_(scenario), stage_(stage) {}

  Result<ScenarioRun> play() {
    bool first = true;
    for (const Step& step : scenario_.steps) {
      if (first) stage_.set_clock(scenario_.now ? scenario_.now->at : step.typed_in);
      first = false;
      DUNGHAN_TRY_VOID(stage_.advance_to(step.typed_in));
      DUNGHAN_TRY_VOID(note_opened({}));  // what timers opened on the way
      DUNGHAN_TRY_VOID(take(step));
    }
    check(scenario_.then);
    look_for_unstated();
    return std::move(run_);
  }

 private:
  Result<void> take(const Step& step) {
    if (step.verb == Step::Verb::look) {
      check(step.then);
      return {};
    }
    service::Request request;
    request.occurred = step.at;
    request.reason = step.reason;
    request.what = what_of(step);
    if (step.verb != Step::Verb::open) {
      const PlayedCase* of = case_named(step.case_name);
      if (of == nullptr) {
        fault("E0620", step.position,
              "`" + words_of(step) + "`: the case `" + step.case_name + "` was never opened");
        return {};
      }
      request.case_ref = of->number;
    }
    if (!find_actor(step, request)) return {};
    const auto answer = stage_.service().handle(request);
    if (!answer && is_of_the_store(answer.error())) return Failure(answer.error());
    if (answer && step.verb == Step::Verb::open) {
      const std::string number = find(*answer, "number")->as_string();
      DUNGHAN_TRY_VOID(add_case(name_of_opened(step), number));
    }
    DUNGHAN_TRY_VOID(stage_.service().deliver_case_messages());
    DUNGHAN_TRY_VOID(note_opened(names_of_others(step)));
    note(step, answer);
    return {};
  }

  static std::string name_of_opened(const Step& step) {
    return step.opens_as.empty() ? std::string() : step.opens_as.front();
  }

  // An opening names its own case first, then those that this one opens.
  static std::vector<std::string> names_of_others(const Step& step) {
    std::vector<std::string> names = step.opens_as;
    if (step.verb == Step::Verb::open && !names.empty()) names.erase(names.begin());
    return names;
  }

  static bool is_of_the_store(const Error& error) {
    return error.code == ErrorCode::unavailable || error.code == ErrorCode::corrupt ||
           error.code == ErrorCode::unknown_outcome;
  }

  static decltype(service::Request::what) what_of(const Step& step) {
    switch (step.verb) {
      case Step::Verb::open:
        return service::OpenRequest{step.subject, step.unit, step.with, {}, {}, {}};
      case Step::Verb::send: return service::SendRequest{step.subject, step.with};
      case Step::Verb::done: return service::DoneRequest{step.subject, step.event, step.with};
      case Step::Verb::claim: return hand(step, cases::HandTask::How::claim);
      case Step::Verb::release: return hand(step, cases::HandTask::How::release);
      case Step::Verb::delegate: return hand(step, cases::HandTask::How::delegate);
      case Step::Verb::reassign: return hand(step, cases::HandTask::How::reassign);
      case Step::Verb::suspend:
        return service::SuspendRequest{step.subject, step.ground, step.with};
      case Step::Verb::resume: return service::ResumeRequest{step.subject, step.ground, step.with};
      case Step::Verb::extend:
      case Step::Verb::look: break;
    }
    return service::ExtendRequest{step.subject, step.ground, step.amount, step.until, step.with};
  }

  static cases::HandTask hand(const Step& step, cases::HandTask::How how) {
    return {how, step.subject, step.to};
  }

  // Without `by` nobody's permission is asked.
  bool find_actor(const Step& step, service::Request& request) {
    request.actor = {cases::Actor::Kind::import, "scenario"};
    if (step.by.empty()) return true;
    const auto person = person_who_acts(step, request.case_ref);
    if (!person) {
      fault("E0620", step.position,
            "`" + words_of(step) + "`: nobody is `" + step.by + "` on that day",
            "the organisation says who holds which post from when to when");
      return false;
    }
    request.actor = {cases::Actor::Kind::person, *person};
    return true;
  }

  std::optional<std::string> person_who_acts(const Step& step, const std::string& case_ref) {
    const auto& with = stage_.service().dependencies();
    if (with.organisation->person(step.by) != nullptr) return step.by;
    if (!case_ref.empty()) {
      const auto loaded = stage_.service().load(case_ref);
      if (!loaded) return std::nullopt;
      return person_for(step.by, (*loaded)->state, stage_.service().facts_for(**loaded),
                        stage_.now());
    }
    // The case is not there yet: as it will be when it is opened. What cannot be found is told by
    // the opening itself.
    const Date day = ZoneRules().date_of(step.at.at);
    const auto definition = with.definitions->in_force(step.subject, day + std::chrono::days{1});
    if (!definition) return step.by;
    const auto procedure = cases::Procedure::make(*definition, with.legal_time);
    if (!procedure) return step.by;
    cases::Case opening;
    opening.unit = step.unit;
    cases::Facts facts;
    facts.procedure = procedure->get();
    facts.organisation = with.organisation;
    return person_for(step.by, opening, facts, stage_.now());
  }

  void note(const Step& step, const Result<service::Answer>& answer) {
    PlayedStep played{stage_.now(),
                      step.verb == Step::Verb::open ? name_of_opened(step) : step.case_name,
                      words_of(step), answer ? "ok" : code_of(answer.error()),
                      answer ? std::string() : answer.error().message};
    const std::string what = "`" + played.what + "`";
    if (step.refused.empty() && !answer)
      fault("E0620", step.position,
            what + " was refused: " + played.outcome + ", " + played.message,
            "mend the step; where it must be refused, add `refused: " + played.outcome + "`");
    if (!step.refused.empty() && answer)
      fault("E0620", step.position,
            what + " was done, and should have been refused: " + step.refused);
    if (!step.refused.empty() && !answer && step.refused != played.outcome)
      fault("E0620", step.position,
            what + " was refused by `" + played.outcome + "`, not by `" + step.refused +
                "`: " + played.message);
    run_.steps.push_back(std::move(played));
  }

  Result<void> add_case(const std::string& name, const std::string& number) {
    DUNGHAN_TRY(const auto loaded, stage_.service().load(number));
    const bool known =
        std::any_of(run_.cases.begin(), run_.cases.end(),
                    [&](const PlayedCase& one) { return one.id == loaded->state.id; });
    if (!known) run_.cases.push_back({name, number, loaded->state.id});
    return {};
  }

  // Cases that other cases opened. `names`: of the first of them, as many as the step gives.
  Result<void> note_opened(const std::vector<std::string>& names) {
    DUNGHAN_TRY(const auto rows, stage_.service().dependencies().store->cases({}));
    std::size_t named = 0;
    for (const ports::CaseRow& row : rows) {
      const std::size_t before = run_.cases.size();
      DUNGHAN_TRY_VOID(add_case(named < names.size() ? names[named] : std::string(), row.number));
      if (run_.cases.size() > before) ++named;
    }
    return {};
  }

  const PlayedCase* case_named(const std::string& name) const {
    for (const PlayedCase& one : run_.cases)
      if (one.name == name) return &one;
    return nullptr;
  }

  void check(const std::vector<Expectation>& expectations) {
    for (const Expectation& expected : expectations) {
      const PlayedCase* of = case_named(expected.case_name);
      const auto loaded =
          of == nullptr
              ? fail(ErrorCode::not_found, "the case `" + expected.case_name + "` was never opened")
              : stage_.service().load(of->id);
      if (!loaded) {
        fault("E0619", expected.at, loaded.error().message);
        continue;
      }
      for (FactFault& found : check_facts(expected, **loaded, stage_.service(), stage_.now()))
        fault("E0619", found.at, std::move(found.message), std::move(found.remedy));
      remember_stated(expected, **loaded);
    }
  }

  void remember_stated(const Expectation& expected, const service::LoadedCase& loaded) {
    if (expected.deadline.empty()) return;
    const auto* instance = instance_of(loaded.state, expected.deadline);
    for (const StatedFact& fact : expected.facts) {
      if (fact.about != StatedFact::About::due_on || instance == nullptr) continue;
      stated_[{expected.case_name, instance->key}] = fact.wanted;
    }
  }

  bool says_at_the_end(const std::string& name, const cases::Case& current_case,
                       const cases::DeadlineInstance& instance) const {
    return std::any_of(
        scenario_.then.begin(), scenario_.then.end(), [&](const Expectation& expected) {
          const bool of_it = expected.case_name == name &&
                             instance_of(current_case, expected.deadline) == &instance;
          return of_it && std::any_of(expected.facts.begin(), expected.facts.end(),
                                      [](const StatedFact& fact) {
                                        return fact.about == StatedFact::About::due_on;
                                      });
        });
  }

  // Every due date of every case is stated, as it is at the end.
  void look_for_unstated() {
    for (const PlayedCase& one : run_.cases) {
      const auto loaded = stage_.service().load(one.id);
      if (!loaded) continue;
      for (const cases::DeadlineInstance& instance : (*loaded)->state.deadlines) {
        using Scope = cases::DeadlineSpec::Scope;
        const auto& spec =
            (*loaded)->procedure->deadlines()[static_cast<std::size_t>(instance.spec)];
        if (instance.state.status == deadline::Status::idle || spec.scope == Scope::after) continue;
        const auto stated = stated_.find({one.name, instance.key});
        // What the last `then` says wrongly is told there.
        const bool is_stated =
            stated != stated_.end() && (stated->second == due_day(instance) ||
                                        says_at_the_end(one.name, (*loaded)->state, instance));
        if (!one.name.empty() && is_stated) continue;
        if (one.name.empty()) {
          fault("E0618", scenario_.then_at,
                "case " + one.number +
                    " was opened by another case, and no due date of it is "
                    "stated",
                "name it where it is opened: `as: …`, then state its due dates");
          break;
        }
        fault("E0618", scenario_.then_at,
              "the due date of `" + spelled((*loaded)->state, instance) + "` in case `" + one.name +
                  (stated == stated_.end() ? "` is not stated"
                                           : "` is not stated as it is at the end"),
              "add `" + line_to_state(one.name, (*loaded)->state, instance) + "`");
      }
    }
  }

  void fault(const char* code, Position at, std::string message, std::string remedy = {}) {
    definition::Issue issue;
    issue.code = code;
    issue.file = scenario_.file;
    issue.at = at;
    issue.message = std::move(message);
    issue.remedy = std::move(remedy);
    run_.faults.push_back(std::move(issue));
  }

  const Scenario& scenario_;
  Stage& stage_;
  ScenarioRun run_;
  std::map<std::pair<std::string, std::string>, Value> stated_;  // case and key -> due_on
};

}  // namespace

Result<ScenarioRun> play(const Scenario& scenario, Stage& stage) {
  return Player(scenario, stage).play();
}

std::optional<std::string> person_for(const std::string& by, const cases::Case& current_case,
                                      const cases::Facts& facts, Instant now) {
  const organisation::Organisation& organisation = *facts.organisation;
  if (organisation.person(by) != nullptr) return by;
  if (facts.procedure->definition().role(by) != nullptr) {
    for (const organisation::Person& person : organisation.people()) {
      const cases::Actor actor{cases::Actor::Kind::person, person.id};
      if (cases::bears_role(current_case, actor, {by}, now, facts)) return person.id;
    }
    return std::nullopt;
  }
  const auto holders =
      organisation.holders(current_case.unit, by, facts.procedure->zone().date_of(now));
  return holders.empty() ? std::nullopt : std::optional(holders.front());
}

std::string code_of(const Error& error) {
  return error.reason.empty() ? std::string(name_of(error.code)) : error.reason;
}

}  // namespace dunghan::scenario
