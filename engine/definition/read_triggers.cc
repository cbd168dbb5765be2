// What starts, stops, cancels, restarts and reopens a deadline, and what makes a task needless.
#include <algorithm>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

std::optional<Trigger::Kind> trigger_kind(std::string_view key) {
  if (key == "enter") return Trigger::Kind::enter;
  if (key == "leave") return Trigger::Kind::leave;
  if (key == "event") return Trigger::Kind::event;
  if (key == "date") return Trigger::Kind::date;
  if (key == "when") return Trigger::Kind::when;
  return std::nullopt;
}

void read_trigger_key(Compilation& compilation, const Entry& entry, Trigger& trigger) {
  switch (trigger.kind) {
    case Trigger::Kind::enter:
    case Trigger::Kind::leave: {
      const auto names = read_names(compilation, entry.value, "state");
      for (const Declared& state : names)
        check_declared(compilation, state, compilation.outline.states, "E0240", "state");
      trigger.names = names_of(names);
      break;
    }
    case Trigger::Kind::event:
      trigger.names = names_of(read_names(compilation, entry.value, "event"));
      break;
    case Trigger::Kind::date:
      trigger.expression = read_date_expression(compilation, entry.value, Scope{});
      break;
    case Trigger::Kind::when:
      trigger.expression =
          read_condition(compilation, entry.value, Scope{}).value_or(rule::Expression{});
      break;
  }
}

std::optional<Trigger> read_trigger(Compilation& compilation, const Node& node) {
  if (!check_keys(compilation, node, Block::trigger)) return std::nullopt;
  Trigger trigger;
  trigger.at = node.at;
  const Entry* first = nullptr;
  for (const Entry& entry : node.entries) {
    const auto kind = trigger_kind(entry.key.text);
    if (!kind) continue;
    if (first != nullptr) {
      compilation.issues.error(
          "E0062", entry.key,
          quoted(entry.key.text) + " beside " + quoted(first->key.text) + ": which of them?",
          "write a list for the first that comes: `[ { … }, { … } ]`");
      continue;
    }
    first = &entry;
    trigger.kind = *kind;
    read_trigger_key(compilation, entry, trigger);
  }
  if (const Node* offset = node.find("offset")) {
    trigger.offset = read_period(compilation, *offset);
    if (first != nullptr && trigger.kind != Trigger::Kind::date) {
      compilation.issues.error("E0062", *offset, "`offset` stands beside a `date` only");
    }
  }
  if (first != nullptr) return trigger;
  compilation.issues.error("E0052", node,
                           "a trigger says what happens: enter, leave, event, date or when");
  return std::nullopt;
}

}  // namespace

Triggers read_triggers(Compilation& compilation, const Node& node) {
  Triggers triggers;
  const Node* list = &node;
  if (const Node* last = node.find("last")) {
    check_keys(compilation, node, Block::last);
    triggers.wait_for_all = true;
    list = last;
  }
  if (list->is_sequence() && list->items.empty())
    compilation.issues.error("E0057", *list, "an empty list: at least one trigger is wanted");
  for_one_or_many(*list, [&](const Node& item) {
    if (auto trigger = read_trigger(compilation, item)) triggers.any.push_back(std::move(*trigger));
  });
  return triggers;
}

}  // namespace dunghan::definition
