#include "engine/cases/conditions.h"

#include "engine/base/check.h"

namespace dunghan::cases {
namespace {

using definition::FieldKind;

bool holds_several(FieldKind kind) {
  return kind == FieldKind::list || kind == FieldKind::choices || kind == FieldKind::table;
}

Value text_or_null(const std::string& text) {
  return text.empty() ? Value() : Value(text);
}

void put_instant(Map& map, const char* key, const std::optional<Instant>& instant) {
  if (instant) map.push_back({key, *instant});
}

}  // namespace

std::optional<Value> CaseConditions::find(std::string_view name) const {
  if (name == "data") return data();
  if (name == "case") return case_facts();
  if (name == "event") return event();
  if (name == "deadlines") return deadlines();
  if (name == "tasks") return tasks();
  if (name == "today") return Value(today());
  if (name == "parent") return parent();
  if (name == "children") return children();
  return link(name);
}

std::optional<Result<Value>> CaseConditions::call(std::string_view name,
                                                  const std::vector<Value>& arguments) const {
  if (arguments.size() != 1 || arguments[0].kind() != ValueKind::string) return std::nullopt;
  const std::string& argument = arguments[0].as_string();
  const organisation::Organisation& organisation = *facts_.organisation;
  if (name == "in") {
    // A path names the same state as its last part: names of states are unique in a definition.
    const auto dot = argument.rfind('.');
    const int state = facts_.procedure->definition().state_index(
        dot == std::string::npos ? argument : argument.substr(dot + 1));
    return Result<Value>(Value(state >= 0 && statechart::is_active(case_.configuration, state)));
  }
  if (name == "in_time") return in_time(argument);
  if (name == "superior") return Result<Value>(Value(organisation.superior_of(argument)));
  if (name == "head") {
    const auto heads = organisation.holders(argument, "head", today());
    return Result<Value>(Value(heads.empty() ? std::string() : heads.front()));
  }
  if (name == "group") {
    List units;
    for (const auto& unit : organisation.units()) {
      for (const std::string& group : unit.groups) {
        if (group == argument) units.emplace_back(unit.id);
      }
    }
    return Result<Value>(Value(std::move(units)));
  }
  return std::nullopt;
}

Value CaseConditions::data() const {
  if (!data_) {
    Map map = case_.data;
    for (const auto& field : facts_.procedure->definition().data) {
      if (holds_several(field.type.kind) && dunghan::find(map, field.name) == nullptr)
        map.push_back({field.name, List{}});
    }
    data_ = Value(std::move(map));
  }
  return *data_;
}

Value CaseConditions::case_facts() const {
  return Value(Map{{"id", to_text(case_.id)},
                   {"number", case_.number},
                   {"unit", case_.unit},
                   {"opened_at", case_.opened_at},
                   {"received_at", case_.opened_at},
                   {"state", state_text(case_, *facts_.procedure)}});
}

Value CaseConditions::event() const {
  Map map{{"name", occasion_.event},
          {"occurred_at", occasion_.at},
          {"recorded_at", occasion_.recorded_at},
          {"actor", occasion_.actor}};
  for (const MapEntry& field : occasion_.fields) put(map, field.key.as_string(), field.value);
  return Value(std::move(map));
}

Value CaseConditions::deadlines() const {
  if (deadlines_) return *deadlines_;
  Map all;
  for (const DeadlineSpec& spec : facts_.procedure->deadlines()) {
    if (spec.scope == DeadlineSpec::Scope::after || spec.scope == DeadlineSpec::Scope::kept)
      continue;
    const DeadlineInstance* instance = case_.latest_deadline(spec.definition->name);
    const deadline::DeadlineState state =
        instance != nullptr ? instance->state : deadline::DeadlineState{};
    Map one{{"status", deadline::name_of(state.status)},
            {"late", state.late},
            {"early", state.early},
            {"overdue", deadline::is_overdue(state, occasion_.at)},
            {"times_extended", std::int64_t{state.times_extended}}};
    put_instant(one, "started_at", state.started_at);
    put_instant(one, "not_before", state.not_before);
    if (state.target) one.push_back({"target_on", state.target->due_on});
    if (state.due) {
      one.push_back({"due_on", state.due->due_on});
      one.push_back({"due_at", state.due->due_at});
      one.push_back({"days_left", spec.calendar->working_days_between(today(), state.due->due_on)});
    }
    all.push_back({spec.definition->name, std::move(one)});
  }
  deadlines_ = Value(std::move(all));
  return *deadlines_;
}

Value CaseConditions::tasks() const {
  Map all;
  for (const TaskSpec& spec : facts_.procedure->tasks()) {
    const std::string& name = spec.definition->name;
    const TaskInstance* task = case_.latest_task(name);
    const bool done = task != nullptr && task->status == TaskInstance::Status::completed;
    const DeadlineInstance* limit = task == nullptr ? nullptr : case_.deadline(task->deadline);
    Map one{{"done", done},
            {"overdue", limit != nullptr && deadline::is_overdue(limit->state, occasion_.at)}};
    if (done) {
      one.push_back({"by", task->ended_by});
      put_instant(one, "done_at", task->ended_at);
    }
    all.push_back({name, std::move(one)});
  }
  return Value(std::move(all));
}

namespace {

Value told_value(const OtherCase& other) {
  return Value(Map{{"number", text_or_null(other.number)},
                   {"unit", text_or_null(other.unit)},
                   {"state", text_or_null(other.state)},
                   {"done", other.done},
                   {"data", other.data}});
}

}  // namespace

Value CaseConditions::parent() const {
  const auto told = case_.others.find(case_.parent);
  if (case_.parent.value == 0 || told == case_.others.end())
    return Value(Map{{"number", text_or_null(case_.parent_number)}});
  return told_value(told->second);
}

// A child that has not told anything yet is known by what it was opened with.
Value CaseConditions::child(const Link& link) const {
  const auto told = case_.others.find(link.child);
  if (told != case_.others.end()) return told_value(told->second);
  return told_value(OtherCase{{}, link.unit, {}, false, {}});
}

Value CaseConditions::children() const {
  if (children_) return *children_;
  List all;
  for (const Link& link : case_.links) {
    if (!link.failed) all.push_back(child(link));
  }
  children_ = Value(std::move(all));
  return *children_;
}

std::optional<Value> CaseConditions::link(std::string_view name) const {
  if (const Link* opened = case_.latest_link(name)) return child(*opened);
  const auto* field = facts_.procedure->definition().field(std::string(name));
  if (field == nullptr || field->type.kind != FieldKind::case_reference) return std::nullopt;
  const Value* given = dunghan::find(case_.data, name);
  if (given == nullptr || given->kind() != ValueKind::string) return std::nullopt;
  for (const auto& [id, other] : case_.others) {
    if (other.number == given->as_string() || to_text(id) == given->as_string())
      return told_value(other);
  }
  return Value(Map{{"number", *given}});
}

Result<Value> CaseConditions::in_time(const std::string& name) const {
  const DeadlineInstance* instance = case_.latest_deadline(name);
  if (instance == nullptr) return Value(false);
  const DeadlineSpec& spec =
      facts_.procedure->deadlines()[static_cast<std::size_t>(instance->spec)];
  DUNGHAN_TRY(const bool answer,
              deadline::in_time(instance->operations, *spec.rule, *spec.calendar, occasion_.at));
  return Value(answer);
}

Date CaseConditions::today() const {
  return facts_.procedure->zone().date_of(occasion_.at);
}

Result<bool> holds(const rule::Expression& condition, const rule::Activation& activation) {
  DUNGHAN_TRY(const Value value, rule::evaluate(condition, activation));
  if (value.kind() != ValueKind::boolean) {
    return fail(ErrorCode::invalid_argument,
                "the condition `" + condition.text() + "` gives no yes or no");
  }
  return value.as_bool();
}

Result<Value> value_of(const definition::ValuePlace& place, const rule::Activation& activation) {
  if (place.is_literal()) return std::get<Value>(place.content);
  return rule::evaluate(std::get<rule::Expression>(place.content), activation);
}

Result<std::optional<Value>> value_if_there(const definition::ValuePlace& place,
                                            const rule::Activation& activation) {
  auto value = value_of(place, activation);
  if (value) return std::optional(*std::move(value));
  const auto* expression = std::get_if<rule::Expression>(&place.content);
  const bool is_path = expression != nullptr && expression->reads().size() == 1 &&
                       expression->reads().front() == expression->text();
  if (is_path && value.error().reason == "no_such_key") return std::optional<Value>();
  return Failure(value.error());
}

}  // namespace dunghan::cases
