#include "engine/service/answers.h"

#include "engine/cases/conditions.h"

namespace dunghan::service {
namespace {

List names(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

template <class T>
Value or_null(const std::optional<T>& value) {
  return value ? Value(*value) : Value();
}

// A number; of a case that amendments have reached "1+2".
Value version_of(const LoadedCase& loaded) {
  const auto& definition = loaded.procedure->definition();
  if (definition.amended_by.empty()) return std::int64_t{definition.version};
  return definition.version_label();
}

List states_of(const LoadedCase& loaded) {
  List states;
  for (const int state :
       statechart::active_leaves(loaded.procedure->chart(), loaded.state.configuration)) {
    states.emplace_back(loaded.procedure->state(state).name);
  }
  return states;
}

List tasks_of(const LoadedCase& loaded) {
  List tasks;
  for (const cases::TaskInstance& task : loaded.state.tasks) {
    if (task.status != cases::TaskInstance::Status::open) continue;
    const auto& definition =
        *loaded.procedure->tasks()[static_cast<std::size_t>(task.spec)].definition;
    Map one{{"task", task.key},
            {"title", Map{{"vi", definition.title.vi}, {"en", definition.title.en}}},
            {"role", task.role},
            {"unit", task.unit},
            {"post", task.post},
            {"assignee", task.assignee.empty() ? Value() : Value(task.assignee)},
            {"deadline", task.deadline.empty() ? Value() : Value(task.deadline)}};
    List done(definition.done.begin(), definition.done.end());
    one.push_back({"done", std::move(done)});
    tasks.emplace_back(std::move(one));
  }
  return tasks;
}

List deadlines_of(const LoadedCase& loaded, Instant now) {
  List deadlines;
  for (const cases::DeadlineInstance& deadline : loaded.state.deadlines) {
    const auto& spec = loaded.procedure->deadlines()[static_cast<std::size_t>(deadline.spec)];
    if (spec.scope == cases::DeadlineSpec::Scope::after ||
        deadline.state.status == deadline::Status::idle)
      continue;
    const auto& state = deadline.state;
    Map one{{"name", deadline.key},
            {"status", deadline::name_of(state.status)},
            {"due_on", state.due ? Value(state.due->due_on) : Value()},
            {"due_at", state.due ? Value(state.due->due_at) : Value()},
            {"provisional", state.due && state.due->provisional},
            {"overdue", deadline::is_overdue(state, now)},
            {"late", state.late},
            {"early", state.early},
            {"least_time", state.least_time},
            {"not_before", or_null(state.not_before)},
            {"target_on", state.target ? Value(state.target->due_on) : Value()},
            {"started_at", or_null(state.started_at)},
            {"ended_at", or_null(state.ended_at)},
            {"owner", deadline.owner.owner.empty() ? Value() : Value(deadline.owner.owner)},
            {"basis", deadline.basis.empty() ? Value() : Value(deadline.basis)}};
    deadlines.emplace_back(std::move(one));
  }
  return deadlines;
}

}  // namespace

Answer answer_of(const LoadedCase& loaded, const cases::Actor& actor, Instant now,
                 const cases::Facts& facts) {
  return {{"case", to_text(loaded.state.id)},
          {"number", loaded.state.number},
          {"version", version_of(loaded)},
          {"seq", loaded.state.seq},
          {"state", states_of(loaded)},
          {"tasks", tasks_of(loaded)},
          {"deadlines", deadlines_of(loaded, now)},
          {"allowed", names(cases::allowed_events(loaded.state, actor, now, facts))}};
}

namespace {

Map link_of(const cases::Case& state, const cases::Link& link) {
  Map one{{"link", link.name}, {"workflow", link.workflow}, {"unit", link.unit}};
  if (link.child.value != 0) one.push_back({"case", to_text(link.child)});
  const auto told = state.others.find(link.child);
  if (told != state.others.end()) {
    one.push_back({"number", told->second.number});
    one.push_back({"state", told->second.state});
    one.push_back({"done", told->second.done});
  }
  if (link.failed) one.push_back({"failed", true});
  return one;
}

}  // namespace

Answer show_of(const LoadedCase& loaded, const cases::Actor& actor, Instant now,
               const cases::Facts& facts) {
  Answer answer = answer_of(loaded, actor, now, facts);
  const cases::Case& state = loaded.state;
  answer.push_back({"workflow", loaded.procedure->definition().id});
  answer.push_back({"unit", state.unit});
  answer.push_back({"opened_at", state.opened_at});
  answer.push_back({"recorded_at", state.recorded_at});
  answer.push_back({"closed_at", or_null(state.closed_at)});
  answer.push_back({"data", state.data});
  List links;
  for (const cases::Link& link : state.links) {
    links.emplace_back(link_of(state, link));
  }
  if (state.parent.value != 0)
    links.push_back(
        Map{{"link", "parent"}, {"case", to_text(state.parent)}, {"number", state.parent_number}});
  answer.push_back({"links", std::move(links)});
  return answer;
}

Answer refusal_of(const Error& error) {
  Answer answer{
      {"refused", error.reason.empty() ? Value(name_of(error.code)) : Value(error.reason)},
      {"message", error.message},
      {"allowed", names(error.allowed)}};
  if (!error.remedy.empty()) answer.push_back({"remedy", error.remedy});
  return answer;
}

}  // namespace dunghan::service
