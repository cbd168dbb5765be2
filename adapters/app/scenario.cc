#include "adapters/app/scenario.h"

#include <algorithm>
#include <array>

#include "engine/cases/case.h"
#include "engine/definition/compiler.h"
#include "engine/definition/issue_text.h"

namespace dunghan::adapters::app {
namespace {

using definition::Node;

constexpr std::array<std::string_view, 6> verbs = {"open",    "send",   "done",
                                                   "suspend", "resume", "extend"};

Value value_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null: return {};
    case Node::Kind::scalar:
      if (const auto flag = node.as_bool()) return *flag;
      if (const auto number = node.as_int()) return *number;
      return node.text;
    case Node::Kind::sequence: {
      List list;
      for (const Node& item : node.items) list.push_back(value_of(item));
      return list;
    }
    case Node::Kind::mapping: {
      Map map;
      for (const auto& entry : node.entries) map.push_back({entry.key.text, value_of(entry.value)});
      return map;
    }
  }
  return {};
}

Map fields_of(const Node* node) {
  const Value value = node == nullptr ? Value() : value_of(*node);
  return value.kind() == ValueKind::map ? value.as_map() : Map{};
}

std::string text_of(const Node& mapping, std::string_view key) {
  const Node* node = mapping.find(key);
  return node != nullptr && node->is_scalar() ? node->text : std::string();
}

Failure fault_at(const definition::Document& document, const Node& node, const std::string& what) {
  return fail(ErrorCode::invalid_argument, document.file + ":" + std::to_string(node.at.line) +
                                               ":" + std::to_string(node.at.column) + ": " + what);
}

class Player {
 public:
  Player(const definition::Document& document, SimulatedOffice& office,
         Configuration& configuration, const calendar::Calendar& calendar)
      : document_(document), office_(office), configuration_(configuration), calendar_(calendar) {}

  Result<ScenarioRun> play() {
    const Node* steps = document_.root.find("steps");
    if (steps == nullptr || !steps->is_sequence())
      return fault_at(document_, document_.root, "a scenario has `steps:`, a list");
    bool first = true;
    for (const Node& step : steps->items) {
      DUNGHAN_TRY(const Occurrence at, moment_of(step));
      // A step of a date alone is taken at office hours: the act is dated, and typed in, on that
      // day.
      const Instant typed_in =
          at.date_only ? calendar_.opening_of(calendar_.zone().date_of(at.at)) : at.at;
      if (first) office_.set_clock(typed_in);
      first = false;
      DUNGHAN_TRY_VOID(office_.advance_to(typed_in));
      DUNGHAN_TRY_VOID(take(step, at));
    }
    if (const Node* then = document_.root.find("then"); then != nullptr && then->is_sequence()) {
      for (const Node& expected : then->items) check(expected);
    }
    return std::move(run_);
  }

 private:
  Result<Occurrence> moment_of(const Node& step) const {
    const Node* at = step.find("at");
    if (at == nullptr || !at->is_scalar())
      return fault_at(document_, step, "a step says when: `at: 2024-04-26`");
    const auto moment = parse_occurrence(at->text, calendar_.zone());
    if (!moment) return fault_at(document_, *at, moment.error().message);
    return *moment;
  }

  Result<void> take(const Node& step, const Occurrence& at) {
    const auto verb = std::find_if(verbs.begin(), verbs.end(), [&](std::string_view name) {
      return step.find(name) != nullptr;
    });
    if (verb == verbs.end())
      return fault_at(document_, step,
                      "a step does one of: open, send, done, suspend, resume, extend");
    service::Request request;
    request.occurred = at;
    request.reason = text_of(step, "reason");
    DUNGHAN_TRY(request.what, request_of(step, *verb));
    DUNGHAN_TRY(request.case_ref,
                *verb == "open" ? Result<std::string>(std::string()) : case_of(step));
    const std::string unit = *verb == "open" ? text_of(*step.find("open"), "unit") : std::string();
    request.actor = actor_of(step, unit, request.case_ref);
    const auto answer = office_.service().handle(request);
    DUNGHAN_TRY_VOID(office_.service().deliver_case_messages());
    note(step, std::string(*verb), answer);
    return {};
  }

  Result<decltype(service::Request::what)> request_of(const Node& step,
                                                      std::string_view verb) const {
    const Node* with = step.find("with");
    const std::string subject = text_of(step, verb);
    const std::string ground = text_of(step, "ground");
    if (verb == "open") {
      const Node& open = *step.find("open");
      return service::OpenRequest{text_of(open, "workflow"),
                                  text_of(open, "unit"),
                                  fields_of(open.find("with")),
                                  {},
                                  {},
                                  {}};
    }
    if (verb == "send") return service::SendRequest{subject, fields_of(with)};
    if (verb == "done")
      return service::DoneRequest{subject, text_of(step, "event"), fields_of(with)};
    if (verb == "suspend") return service::SuspendRequest{subject, ground, fields_of(with)};
    if (verb == "resume") return service::ResumeRequest{subject, ground, fields_of(with)};
    service::ExtendRequest extend{subject, ground, std::nullopt, std::nullopt, fields_of(with)};
    if (const std::string amount = text_of(step, "amount"); !amount.empty()) {
      DUNGHAN_TRY(extend.by, parse_period(amount));
    }
    return extend;
  }

  Result<std::string> case_of(const Node& step) const {
    const std::string name = text_of(step, "case");
    if (name.empty() && run_.cases.size() == 1) return run_.cases.begin()->second;
    const auto found = run_.cases.find(name);
    if (found == run_.cases.end())
      return fault_at(document_, step, "no case was opened `as: " + name + "`");
    return found->second;
  }

  // `by` names a person, or a role of the procedure: then whoever holds it. Without it nobody's
  // permission is asked.
  cases::Actor actor_of(const Node& step, const std::string& unit,
                        const std::string& case_ref) const {
    const std::string by = text_of(step, "by");
    if (by.empty()) return {cases::Actor::Kind::import, "scenario"};
    const auto organisation = configuration_.organisation();
    if (!organisation || (*organisation)->person(by) != nullptr)
      return {cases::Actor::Kind::person, by};
    const auto loaded = office_.service().load(case_ref);
    const definition::Role* role = loaded ? (*loaded)->procedure->definition().role(by) : nullptr;
    const std::string post = role != nullptr ? role->post : by;
    const std::string in_unit = loaded ? (*loaded)->state.unit : unit;
    const auto holders =
        (*organisation)->holders(in_unit, post, calendar_.zone().date_of(office_.now()));
    return {cases::Actor::Kind::person, holders.empty() ? by : holders.front()};
  }

  void note(const Node& step, const std::string& verb, const Result<service::Answer>& answer) {
    TimelineEntry entry;
    entry.at = office_.now();
    entry.case_name = text_of(step, verb == "open" ? "as" : "case");
    entry.what = verb == "open" ? "open " + text_of(*step.find("open"), "workflow")
                                : verb + " " + text_of(step, verb);
    entry.outcome = answer ? "ok" : answer.error().message;
    if (answer) entry.number = find(*answer, "number")->as_string();
    if (answer && verb == "open") run_.cases[entry.case_name] = entry.number;
    const bool refusal_expected =
        text_of(step, "refused") == (answer ? "" : answer.error().reason) &&
        !text_of(step, "refused").empty();
    if (!answer && !refusal_expected)
      run_.faults.push_back(
          {step.at, "`" + entry.what + "` was refused: " + answer.error().message});
    if (answer && !text_of(step, "refused").empty())
      run_.faults.push_back({step.at, "`" + entry.what + "` should have been refused"});
    run_.timeline.push_back(std::move(entry));
  }

  void check(const Node& expected) {
    const auto number = case_of(expected);
    const auto loaded = number ? office_.service().load(*number) : Failure(number.error());
    if (!loaded) {
      run_.faults.push_back({expected.at, loaded.error().message});
      return;
    }
    const cases::Case& state = (*loaded)->state;
    if (const std::string wanted = text_of(expected, "state"); !wanted.empty()) {
      compare(expected, "state", wanted, cases::state_text(state, *(*loaded)->procedure));
    }
    const std::string name = text_of(expected, "deadline");
    if (name.empty()) return;
    const cases::DeadlineInstance* deadline = state.deadline(name);
    if (deadline == nullptr) deadline = state.latest_deadline(name);
    if (deadline == nullptr) {
      run_.faults.push_back({expected.at, "deadline `" + name + "` never started"});
      return;
    }
    const auto& due = deadline->state.due;
    if (expected.find("due_on") != nullptr)
      compare(expected, name + " due_on", text_of(expected, "due_on"),
              due ? to_text(due->due_on) : "none");
    if (expected.find("status") != nullptr)
      compare(expected, name + " status", text_of(expected, "status"),
              std::string(deadline::name_of(deadline->state.status)));
    if (expected.find("late") != nullptr)
      compare(expected, name + " late", text_of(expected, "late"),
              deadline->state.late ? "true" : "false");
  }

  void compare(const Node& where, const std::string& what, const std::string& wanted,
               const std::string& is) {
    if (wanted != is) run_.faults.push_back({where.at, what + " is " + is + ", not " + wanted});
  }

  const definition::Document& document_;
  SimulatedOffice& office_;
  Configuration& configuration_;
  const calendar::Calendar& calendar_;
  ScenarioRun run_;
};

}  // namespace

Result<ScenarioRun> play_scenario(const definition::Document& document, SimulatedOffice& office,
                                  Configuration& configuration) {
  for (const definition::Issue& issue : definition::check_scenario(document)) {
    if (issue.severity == definition::Severity::error)
      return fail(ErrorCode::invalid_argument, definition::to_line(issue));
  }
  DUNGHAN_TRY(const calendar::Calendar* calendar,
              configuration.calendar("vn-public-administration"));
  return Player(document, office, configuration, *calendar).play();
}

}  // namespace dunghan::adapters::app
