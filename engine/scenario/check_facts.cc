#include "engine/scenario/check_facts.h"

#include <algorithm>

#include "engine/cases/fields.h"
#include "engine/scenario/case_events.h"

namespace dunghan::scenario {
namespace {

using About = StatedFact::About;

template <class T>
Value or_none(const std::optional<T>& value) {
  return value ? Value(*value) : Value();
}

class Checker {
 public:
  Checker(const Expectation& expected, const service::LoadedCase& loaded,
          service::CaseService& service, Instant now)
      : expected_(expected), loaded_(loaded), service_(service), now_(now) {}

  std::vector<FactFault> check() {
    if (!expected_.deadline.empty()) {
      instance_ = instance_of(loaded_.state, expected_.deadline);
      if (instance_ == nullptr || instance_->state.status == deadline::Status::idle) {
        fault(expected_.at, "deadline `" + expected_.deadline + "` never started");
        return std::move(faults_);
      }
    }
    for (const StatedFact& fact : expected_.facts) check(fact);
    return std::move(faults_);
  }

 private:
  const cases::Case& state() const { return loaded_.state; }

  void check(const StatedFact& fact) {
    switch (fact.about) {
      case About::version: return compare(fact, version());
      case About::state: return check_state(fact);
      case About::closed: return compare(fact, state().closed_at.has_value());
      case About::unit: return compare(fact, state().unit);
      case About::tasks: return compare(fact, open_tasks());
      case About::with: return check_holders(fact);
      case About::data: return check_data(fact);
      case About::letters: return compare(fact, letters_sent());
      default: return check_deadline(fact);
    }
  }

  Value version() const {
    const auto& definition = loaded_.procedure->definition();
    if (definition.amended_by.empty()) return std::int64_t{definition.version};
    return definition.version_label();
  }

  void check_deadline(const StatedFact& fact) {
    const deadline::DeadlineState& at_hand = instance_->state;
    switch (fact.about) {
      case About::due_on: return compare(fact, due_day(*instance_));
      case About::due_at: return compare(fact, at_hand.due ? Value(at_hand.due->due_at) : Value());
      case About::target_on:
        return compare(fact, at_hand.target ? Value(at_hand.target->due_on) : Value());
      case About::status: return compare(fact, deadline::name_of(at_hand.status));
      case About::late: return compare(fact, at_hand.late);
      case About::overdue: return compare(fact, deadline::is_overdue(at_hand, now_));
      case About::told: return compare(fact, days_told());
      case About::basis: return compare(fact, instance_->basis);
      default: return compare(fact, instance_->owner.owner);
    }
  }

  void compare(const StatedFact& fact, const Value& is) {
    if (fact.wanted == is) return;
    const std::string of = expected_.deadline.empty() ? "" : expected_.deadline + " ";
    fault(fact.at, of + std::string(name_of(fact.about)) + " is " + text_of(is) + ", not " +
                       text_of(fact.wanted));
  }

  void check_state(const StatedFact& fact) {
    const auto& chart = loaded_.procedure->chart();
    std::vector<int> named;
    bool holds = true;
    for (const Value& name : fact.wanted.as_list()) {
      named.push_back(loaded_.procedure->definition().state_index(name.as_string()));
      holds = holds && statechart::is_active(state().configuration, named.back());
    }
    for (const int leaf : statechart::active_leaves(chart, state().configuration)) {
      holds = holds && std::any_of(named.begin(), named.end(), [&](int one) {
                return one == leaf || statechart::is_descendant(chart, leaf, one);
              });
    }
    if (!holds)
      fault(fact.at, "state is " + cases::state_text(state(), *loaded_.procedure) + ", not " +
                         text_of(fact.wanted));
  }

  Value open_tasks() const {
    List keys;
    for (const cases::TaskInstance& task : state().tasks)
      if (task.status == cases::TaskInstance::Status::open) keys.emplace_back(task.key);
    return keys;
  }

  void check_holders(const StatedFact& fact) {
    for (const MapEntry& wanted : fact.wanted.as_map()) {
      const std::string& name = wanted.key.as_string();
      const cases::TaskInstance* task = state().task(name);
      const bool is_open = task != nullptr && task->status == cases::TaskInstance::Status::open;
      if (!is_open) {
        fault(fact.at, "task `" + name + "` is not open");
        continue;
      }
      const std::string has_it = task->assignee.empty() ? "none" : task->assignee;
      if (wanted.value == Value(has_it)) continue;
      std::string message = name;
      message += " is with " + has_it + ", not with " + text_of(wanted.value);
      fault(fact.at, std::move(message));
    }
  }

  void check_data(const StatedFact& fact) {
    for (const MapEntry& wanted : fact.wanted.as_map()) {
      const std::string& name = wanted.key.as_string();
      const definition::Field* field = loaded_.procedure->definition().field(name);
      const Value* found = find(state().data, name);
      const Value is = found == nullptr ? Value() : *found;
      if (field == nullptr || is.kind() == ValueKind::sealed) {
        fault(fact.at, field == nullptr ? "the case has no field `" + name + "`"
                                        : "data." + name + " is sealed: nobody sees what it holds");
        continue;
      }
      const bool none_wanted = wanted.value.is_null() || wanted.value == Value("none");
      const auto typed =
          none_wanted ? Result<Value>(Value())
                      : cases::coerce(*field, wanted.value, *service_.dependencies().organisation,
                                      loaded_.procedure->zone());
      if (!typed)
        fault(fact.at, typed.error().message, typed.error().remedy);
      else if (*typed != is)
        fault(fact.at, "data." + name + " is " + text_of(is) + ", not " + text_of(*typed));
    }
  }

  Value letters_sent() {
    List templates;
    const auto events = events_of(*service_.dependencies().store, state().id);
    if (!events) return templates;
    for (const cases::Event& event : *events) {
      const auto* letter = std::get_if<cases::LetterSent>(&event.what);
      if (letter == nullptr) continue;
      const Value name = letter->template_name;
      if (std::find(templates.begin(), templates.end(), name) == templates.end())
        templates.push_back(name);
    }
    return templates;
  }

  // Local days of the rungs that told somebody. Those that came too late to be of use told nobody.
  Value days_told() {
    List days;
    const auto events = events_of(*service_.dependencies().store, state().id);
    if (!events) return days;
    for (const cases::Event& event : *events) {
      const auto* told = std::get_if<cases::RungTold>(&event.what);
      if (told == nullptr || told->deadline != instance_->key || told->to.empty()) continue;
      days.emplace_back(loaded_.procedure->zone().date_of(event.occurred_at));
    }
    return days;
  }

  void fault(Position at, std::string message, std::string remedy = {}) {
    faults_.push_back({at, std::move(message), std::move(remedy)});
  }

  const Expectation& expected_;
  const service::LoadedCase& loaded_;
  service::CaseService& service_;
  Instant now_;
  const cases::DeadlineInstance* instance_ = nullptr;
  std::vector<FactFault> faults_;
};

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

}  // namespace

std::vector<FactFault> check_facts(const Expectation& expected, const service::LoadedCase& loaded,
                                   service::CaseService& service, Instant now) {
  return Checker(expected, loaded, service, now).check();
}

const cases::DeadlineInstance* instance_of(const cases::Case& current_case,
                                           const std::string& name) {
  // The key of the first is the name alone, by which the latest is meant.
  if (name.ends_with("#1")) return current_case.deadline(cases::name_of_key(name));
  return name.find('#') != std::string::npos ? current_case.deadline(name)
                                             : current_case.latest_deadline(name);
}

std::string spelled(const cases::Case& current_case, const cases::DeadlineInstance& instance) {
  const bool is_meant = instance_of(current_case, instance.key) == &instance;
  return is_meant ? instance.key : instance.key + "#1";
}

Value due_day(const cases::DeadlineInstance& instance) {
  return instance.state.due ? Value(instance.state.due->due_on) : Value();
}

std::string line_to_state(const std::string& case_name, const cases::Case& current_case,
                          const cases::DeadlineInstance& instance) {
  return "- { case: " + case_name + ", deadline: " + spelled(current_case, instance) +
         ", due_on: " + text_of(due_day(instance)) +
         ", status: " + std::string(deadline::name_of(instance.state.status)) + " }";
}

std::string text_of(const Value& value) {
  switch (value.kind()) {
    case ValueKind::null: return "none";
    case ValueKind::boolean: return value.as_bool() ? "true" : "false";
    case ValueKind::integer: return std::to_string(value.as_int());
    case ValueKind::string: return value.as_string();
    case ValueKind::date: return to_text(value.as_date());
    case ValueKind::timestamp: return to_text(value.as_timestamp());
    case ValueKind::period: return to_text(value.as_period());
    case ValueKind::decimal: return value.as_decimal().to_text();
    case ValueKind::sealed: return "(sealed)";
    case ValueKind::list: {
      std::vector<std::string> parts;
      for (const Value& item : value.as_list()) parts.push_back(text_of(item));
      if (parts.size() == 1) return parts.front();
      return parts.empty() ? "[]" : "[ " + joined(parts) + " ]";
    }
    case ValueKind::map: {
      std::vector<std::string> parts;
      for (const MapEntry& entry : value.as_map())
        parts.push_back(text_of(entry.key) + ": " + text_of(entry.value));
      return parts.empty() ? "{}" : "{ " + joined(parts) + " }";
    }
    default: return std::string(name_of(value.kind()));
  }
}

}  // namespace dunghan::scenario
