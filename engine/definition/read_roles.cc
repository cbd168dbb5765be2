// `roles`: which post of which unit, and how one of several holders is chosen.
#include <algorithm>
#include <set>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

void check_known(Compilation& compilation, const Node& node, const Name& name,
                 std::string_view code, std::string_view what,
                 const std::vector<std::string>& known) {
  if (known.empty() || std::find(known.begin(), known.end(), name) != known.end()) return;
  compilation.issues.error(
      code, node,
      "nobody can hold this role: there is no " + std::string(what) + " " + quoted(name),
      compilation.did_you_mean(name, known));
}

void read_unit(Compilation& compilation, const Node& node, Role& role) {
  role.unit = read_unit_place(compilation, node, Scope{}, Asked::Use::person_list);
  if (!role.unit.is_literal()) return;
  const Value& literal = std::get<Value>(role.unit.content);
  if (literal.kind() == ValueKind::string) {
    check_known(compilation, node, literal.as_string(), "E0122", "unit", compilation.around.units);
  }
}

// A role may be vacant for a while; one that nobody holds anywhere is a slip, or waits for people.
void check_held(Compilation& compilation, const Node& post, const Role& role) {
  const auto& held = compilation.around.held;
  const bool is_known = std::find(compilation.around.posts.begin(), compilation.around.posts.end(),
                                  role.post) != compilation.around.posts.end();
  if (held.empty() || !is_known || role.else_superior || compilation.issues.is_full()) return;
  const Value* literal = role.unit.is_literal() ? std::get_if<Value>(&role.unit.content) : nullptr;
  const std::string unit = literal != nullptr && literal->kind() == ValueKind::string
                               ? literal->as_string()
                               : std::string();  // any
  const auto& units = compilation.around.units;
  if (!unit.empty() && std::find(units.begin(), units.end(), unit) == units.end()) return;
  const auto looks_there = [&](const Surroundings::Held& one) {
    return unit.empty() || one.unit == unit;
  };
  if (std::any_of(held.begin(), held.end(), [&](const Surroundings::Held& one) {
        return one.post == role.post && looks_there(one);
      }))
    return;
  std::set<std::string> others;
  for (const Surroundings::Held& one : held) {
    if (looks_there(one)) others.insert(one.post);
  }
  std::string remedy = "name a post that is held, or write `else: superior`";
  if (!unit.empty() && !others.empty()) {
    remedy = "held there:";
    for (const std::string& one : others) remedy += (one == *others.begin() ? " " : ", ") + one;
  }
  Issue& issue =
      compilation.issues.warning("E0113", post.at,
                                 "by the organisation nobody holds the post " + quoted(role.post) +
                                     (unit.empty() ? " in any unit" : " in " + quoted(unit)) +
                                     ": what is for " + quoted(role.name) + " would fall to others",
                                 std::move(remedy));
  issue.length = static_cast<int>(role.post.size());
}

void read_optional_keys(Compilation& compilation, const Node& node, Role& role) {
  if (const Node* never = node.find("never")) {
    rule::Expression persons =
        read_expression(compilation, *never, Scope{}, Asked::Use::person_list);
    if (persons) role.never = std::move(persons);
  }
  if (const Node* pick = node.find("pick")) role.pick = read_pick(compilation, *pick);
  role.else_superior = read_word(compilation, node, Block::role, "else") == "superior";
  role.deputy_allowed = read_word(compilation, node, Block::role, "deputy") != "never";
}

void read_role(Compilation& compilation, const Node& name, const Node& node, Role& role) {
  role.at = name.at;
  check_name(compilation, name, "a role");
  if (name.text == "owner" || name.text == "parent" || name.text == "children" ||
      name.text == "cycle") {
    compilation.issues.error(
        "E0056", name, quoted(name.text) + " has a meaning of its own and cannot name a role");
  }
  if (!check_keys(compilation, node, Block::role, name.at)) return;
  if (const Node* unit = node.find("unit")) read_unit(compilation, *unit, role);
  if (const Node* post = node.find("post")) {
    role.post = read_string(compilation, *post, "a post").value_or("");
    if (!role.post.empty())
      check_known(compilation, *post, role.post, "E0121", "post", compilation.around.posts);
  }
  read_optional_keys(compilation, node, role);
  if (const Node* post = node.find("post")) check_held(compilation, *post, role);
}

}  // namespace

Pick read_pick(Compilation& compilation, const Node& node) {
  Pick pick;
  if (node.is_mapping()) {
    check_keys(compilation, node, Block::pick);
    pick.kind = Pick::Kind::same_as;
    if (const Node* task = node.find("same_as"))
      pick.task = read_task_reference(compilation, *task);
    if (const Node* otherwise = node.find("else")) {
      const bool offered = otherwise->text == "offer";
      pick.otherwise = offered ? Pick::Kind::offer : Pick::Kind::least_loaded;
      if (!offered && otherwise->text != "least-loaded")
        compilation.issues.error(
            "E0061", *otherwise, "`else` is least-loaded or offer",
            compilation.did_you_mean(otherwise->text, {"least-loaded", "offer"}));
    }
    return pick;
  }
  if (word_of(compilation, node, Block::role, "pick")) pick.kind = Pick::Kind::least_loaded;
  return pick;
}

void read_roles(Compilation& compilation, const Node& node) {
  if (!check_mapping(compilation, node, "`roles`")) return;
  // All names first: a role may be spoken of before it is read.
  for (const Entry& entry : node.entries)
    compilation.made.roles.push_back({entry.key.text, {}, {}, {}, {}, false, true, entry.key.at});
  for (std::size_t i = 0; i < node.entries.size(); ++i) {
    Role role;
    role.name = node.entries[i].key.text;
    read_role(compilation, node.entries[i].key, node.entries[i].value, role);
    compilation.made.roles[i] = std::move(role);
  }
}

}  // namespace dunghan::definition
