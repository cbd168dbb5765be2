// What becomes of the data: sealed values stay with their readers, and what conditions read stays
// in the permanent record.
#include <algorithm>

#include "engine/definition/chart_walk.h"
#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

// "data.x.y" -> x; empty for other roots.
Name field_of_path(const std::string& path) {
  constexpr std::string_view root = "data.";
  if (!path.starts_with(root)) return {};
  const std::size_t end = path.find_first_of(".[", root.size());
  return path.substr(root.size(), end == std::string::npos ? end : end - root.size());
}

bool asks_presence_only(const rule::Expression& expression, const std::string& path) {
  const auto& paths = expression.asks_presence_of();
  return std::find(paths.begin(), paths.end(), path) != paths.end();
}

bool decides(Asked::Use use) {
  return use != Asked::Use::value && use != Asked::Use::recipient;
}

void check_readers(Compilation& compilation) {
  std::vector<std::string> known;
  for (const Role& role : compilation.made.roles) known.push_back(role.name);
  for (const Field& field : compilation.made.data) {
    for (const Name& role : field.sealed_for) {
      if (std::find(known.begin(), known.end(), role) != known.end()) continue;
      compilation.issues.error(
          "E0105", field.at,
          "the reader " + quoted(role) + " of " + quoted(field.name) + " is no role",
          compilation.did_you_mean(role, known));
    }
  }
}

// The path that a case takes must not tell what is sealed.
void check_conditions(Compilation& compilation) {
  for (const Asked& asked : compilation.asked) {
    if (!decides(asked.use)) continue;
    for (const std::string& path : asked.expression.reads()) {
      const Field* field = compilation.made.field(field_of_path(path));
      if (field == nullptr || !field->is_sealed() || asks_presence_only(asked.expression, path))
        continue;
      compilation.issues.error(
          "E0109", asked.at,
          quoted(field->name) + " is sealed: a condition may ask only whether it is there",
          "write `has(data." + field->name + ")`");
    }
  }
}

bool readers_within(const Field& to, const Field& from) {
  return to.is_sealed() &&
         std::all_of(to.sealed_for.begin(), to.sealed_for.end(), [&](const Name& role) {
           return std::find(from.sealed_for.begin(), from.sealed_for.end(), role) !=
                  from.sealed_for.end();
         });
}

void check_flow(Compilation& compilation, const ValuePlace& place, const Field* to) {
  if (place.is_literal()) return;
  const auto& expression = std::get<rule::Expression>(place.content);
  if (!expression || to == nullptr) return;
  for (const std::string& path : expression.reads()) {
    const Field* from = compilation.made.field(field_of_path(path));
    if (from == nullptr || !from->is_sealed() || asks_presence_only(expression, path) ||
        readers_within(*to, *from))
      continue;
    compilation.issues.error("E0107", place.at,
                             quoted(from->name) +
                                 " is sealed and would become readable to others as " +
                                 quoted(to->name),
                             "seal " + quoted(to->name) + " for the same roles, or fewer");
  }
}

void check_action(Compilation& compilation, const Action& action) {
  const WorkflowDefinition& made = compilation.made;
  if (action.kind == Action::Kind::set && action.value)
    check_flow(compilation, *action.value, made.field(action.name));
  if (action.kind != Action::Kind::open || action.name != made.id) return;
  for (const auto& [name, value] : action.with) check_flow(compilation, value, made.field(name));
}

}  // namespace

void check_sealed(Compilation& compilation) {
  check_readers(compilation);
  check_conditions(compilation);
  each_transition(compilation.made, [&](int, const Transition& transition) {
    for (const Action& action : transition.actions) check_action(compilation, action);
  });
  for (const State& state : compilation.made.states) {
    for (const Action& action : state.entry) check_action(compilation, action);
    for (const Action& action : state.exit) check_action(compilation, action);
  }
}

void mark_facts(Compilation& compilation) {
  for (const Asked& asked : compilation.asked) {
    if (!decides(asked.use)) continue;
    for (const std::string& path : asked.expression.reads()) {
      const Name name = field_of_path(path);
      for (Field& field : compilation.made.data) {
        if (field.name != name || field.is_fact || field.is_sealed() ||
            asks_presence_only(asked.expression, path))
          continue;
        field.is_fact = true;
        compilation.issues.note(
            "E0108", field.at,
            "a condition reads " + quoted(name) +
                ", so what it holds stays in the permanent record and is never erased",
            "read a choice or a truth value instead, if it may name persons");
      }
    }
  }
}

}  // namespace dunghan::definition
