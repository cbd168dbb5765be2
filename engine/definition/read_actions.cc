// What transitions and states do: data set, events raised, people told, letters sent, cases opened.
#include <algorithm>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

using Kind = Action::Kind;

Action action_at(Kind kind, const Node& node) {
  Action action;
  action.kind = kind;
  action.at = node.at;
  return action;
}

void read_set(Compilation& compilation, const Node& node, const Scope& scope,
              std::vector<Action>& actions) {
  if (!check_mapping(compilation, node, "`set`")) return;
  for (const Entry& entry : node.entries) {
    const Field* field = compilation.made.field(entry.key.text);
    check_field(compilation, {entry.key.text, entry.key.at});
    Action action = action_at(Kind::set, entry.key);
    action.name = entry.key.text;
    action.value = read_value_place(compilation, entry.value, scope,
                                    field == nullptr ? nullptr : &field->type);
    actions.push_back(std::move(action));
  }
}

void read_named(Compilation& compilation, const Node& node, Kind kind, std::string_view what,
                std::vector<Action>& actions) {
  for (const Declared& one : read_names(compilation, node, what)) {
    Action action;
    action.kind = kind;
    action.at = one.at;
    action.name = one.name;
    actions.push_back(std::move(action));
  }
}

void read_cancel(Compilation& compilation, const Node& node, std::vector<Action>& actions) {
  for (const Declared& task : read_names(compilation, node, "task"))
    check_declared(compilation, task, compilation.outline.tasks, "E0221", "task");
  read_named(compilation, node, Kind::cancel_task, "task", actions);
}

void read_with(Compilation& compilation, const Node* node, const Scope& scope, Action& action) {
  if (node == nullptr || !check_mapping(compilation, *node, "`with`")) return;
  // Of another case of this same procedure the types are known.
  const bool own = action.kind == Kind::open && action.name == compilation.made.id;
  for (const Entry& entry : node->entries) {
    const Field* field = own ? compilation.made.field(entry.key.text) : nullptr;
    if (own && field == nullptr)
      compilation.issues.error("E0103", entry.key,
                               "there is no field " + quoted(entry.key.text) + " under `data`");
    action.with.emplace_back(entry.key.text,
                             read_value_place(compilation, entry.value, scope,
                                              field == nullptr ? nullptr : &field->type));
  }
}

void read_share(Compilation& compilation, const Node& node, Action& action) {
  for (const Declared& path : read_names(compilation, node, "a path")) {
    const Name name = path.name.starts_with("data.") ? path.name.substr(5) : path.name;
    const Field* field = compilation.made.field(name);
    if (field == nullptr) {
      check_field(compilation, {name, path.at});
    } else if (!field->is_sealed()) {
      compilation.issues.warning(
          "E0106", path.at, quoted(name) + " is not sealed: it needs no `share`", "leave it out");
    }
    action.share.push_back(name);
  }
}

Action read_open(Compilation& compilation, const Node& node, const Scope& scope) {
  Action action = action_at(Kind::open, node);
  if (!check_keys(compilation, node, Block::open)) return action;
  if (const Node* workflow = node.find("workflow")) {
    read_opened_workflow(compilation, *workflow, action);
  }
  if (const Node* link = node.find("link"))
    action.link = read_string(compilation, *link, "a link").value_or("");
  read_opening(compilation, node, scope, action);
  return action;
}

Action read_emit(Compilation& compilation, const Node& node, const Scope& scope) {
  Action action = action_at(Kind::emit, node);
  if (!check_keys(compilation, node, Block::emit)) return action;
  if (const Node* event = node.find("event"))
    action.name = read_string(compilation, *event, "an event").value_or("");
  const Node* to = node.find("to");
  std::vector<std::string> known = names_of(compilation.outline.links);
  known.insert(known.end(), {"parent", "children"});
  if (to != nullptr) {
    action.link = read_string(compilation, *to, "a receiver").value_or("");
    if (!action.link.empty() && std::find(known.begin(), known.end(), action.link) == known.end()) {
      compilation.issues.error("E0223", *to, "there is no link " + quoted(action.link),
                               compilation.did_you_mean(action.link, known));
    }
  }
  read_with(compilation, node.find("with"), scope, action);
  return action;
}

}  // namespace

void read_opened_workflow(Compilation& compilation, const Node& node, Action& action) {
  action.name = read_string(compilation, node, "a workflow").value_or("");
  const auto& known = compilation.around.workflows;
  const bool exists = known.empty() || action.name == compilation.made.id ||
                      std::find(known.begin(), known.end(), action.name) != known.end();
  if (!exists) {
    compilation.issues.error("E0076", node, "there is no workflow " + quoted(action.name),
                             compilation.did_you_mean(action.name, known));
  }
}

void read_opening(Compilation& compilation, const Node& node, const Scope& scope, Action& action) {
  if (const Node* place = node.find("unit"))
    action.unit = read_unit_place(compilation, *place, scope);
  read_with(compilation, node.find("with"), scope, action);
  if (const Node* share = node.find("share")) read_share(compilation, *share, action);
}

Letter read_letter(Compilation& compilation, const Node& node, const Scope& scope) {
  Letter letter;
  if (!check_keys(compilation, node, Block::letter)) return letter;
  if (const Node* text = node.find("template"))
    letter.template_name = read_string(compilation, *text, "a template").value_or("");
  const Node* to = node.find("to");
  if (to == nullptr) return letter;
  if (to->is_sequence() && to->items.empty())
    compilation.issues.error("E0057", *to, "an empty list: at least one receiver is wanted");
  for_one_or_many(*to, [&](const Node& receiver) {
    if (!is_expression_text(compilation, receiver)) {
      static_cast<void>(read_roles_list(compilation, receiver, {"owner"}));
    }
    letter.to.push_back(
        read_value_place(compilation, receiver, scope, nullptr, Asked::Use::recipient));
  });
  return letter;
}

std::vector<Action> read_actions(Compilation& compilation, const Node& node, const Scope& scope) {
  std::vector<Action> actions;
  for (const Entry& entry : node.entries) {
    const std::string& key = entry.key.text;
    if (key == "set")
      read_set(compilation, entry.value, scope, actions);
    else if (key == "raise")
      read_named(compilation, entry.value, Kind::raise, "event", actions);
    else if (key == "cancel")
      read_cancel(compilation, entry.value, actions);
    else if (key == "notify" || key == "send") {
      for_one_or_many(entry.value, [&](const Node& item) {
        Action action = action_at(key == "send" ? Kind::send_letter : Kind::notify, item);
        action.letter = read_letter(compilation, item, scope);
        actions.push_back(std::move(action));
      });
    } else if (key == "open") {
      for_one_or_many(entry.value, [&](const Node& item) {
        actions.push_back(read_open(compilation, item, scope));
      });
    } else if (key == "emit") {
      for_one_or_many(entry.value, [&](const Node& item) {
        actions.push_back(read_emit(compilation, item, scope));
      });
    }
  }
  return actions;
}

}  // namespace dunghan::definition
