// Transitions, and the keys of a state that hold them.
#include <algorithm>

#include "engine/definition/compilation.h"
#include "engine/rule/condition_logic.h"

namespace dunghan::definition {
namespace {

void check_target(Compilation& compilation, const Node& node, const Name& target) {
  check_declared(compilation, {target, node.at}, compilation.outline.states, "E0240", "state");
}

void read_target(Compilation& compilation, const Node& node, Transition& transition) {
  const Node* state = &node;
  if (node.is_mapping()) {
    check_keys(compilation, node, Block::history);
    state = node.find("history");
    if (state == nullptr) return;
    transition.to_history = true;
    if (const Node* fresh = node.find("fresh"))
      transition.history_fresh = read_bool(compilation, *fresh);
    transition.history_shallow = read_word(compilation, node, Block::history, "depth") == "shallow";
  }
  const auto name = read_string(compilation, *state, "a state");
  if (!name) return;
  transition.to = *name;
  check_target(compilation, *state, *name);
}

void read_permissions(Compilation& compilation, const Node& node, Transition& transition) {
  std::vector<std::string> others = names_of(compilation.outline.links);
  others.insert(others.end(), {"parent", "children"});
  if (const Node* by = node.find("by")) transition.by = read_roles_list(compilation, *by, others);
  const Node* not_by = node.find("not_by");
  if (not_by == nullptr) return;
  if (not_by->is_scalar() && not_by->text.starts_with("task "))
    transition.not_by_task = read_task_reference(compilation, *not_by);
  else
    transition.not_by = read_roles_list(compilation, *not_by);
}

// `done: { of: 2, to: next, rest: leave }` of a state with `parts` regions.
void read_join(Compilation& compilation, const Node& node, std::size_t parts,
               Transition& transition) {
  const Node* of = node.find("of");
  const Node* rest = node.find("rest");
  if (of != nullptr) {
    transition.done_of = read_count(compilation, *of, "a number of parts").value_or(0);
    if (transition.done_of < 1 || static_cast<std::size_t>(transition.done_of) > parts) {
      compilation.issues.error("E0061", *of,
                               "the state has " + std::to_string(parts) + " parallel parts",
                               parts == 0 ? "leave `of` out: it counts the parts of `parallel`"
                                          : "write a number from 1 to " + std::to_string(parts));
    }
  }
  if (rest == nullptr) return;
  transition.leaves_rest = rest->text == "leave";
  if (!transition.leaves_rest && rest->text != "cancel")
    compilation.issues.error("E0061", *rest, "`rest` is `cancel` or `leave`",
                             compilation.did_you_mean(rest->text, {"cancel", "leave"}));
}

// Of any transition but `done`.
void refuse_join(Compilation& compilation, const Node& node) {
  for (const char* key : {"of", "rest"}) {
    if (const Entry* entry = node.find_entry(key))
      compilation.issues.error("E0062", entry->key,
                               quoted(key) + " belongs to the `done` of a state with `parallel`");
  }
}

void read_body(Compilation& compilation, const Node& node, Transition& transition) {
  if (const Node* title = node.find("title")) transition.title = read_text(compilation, *title);
  if (const Node* to = node.find("to")) read_target(compilation, *to, transition);
  if (const Node* needs = node.find("needs")) transition.needs = read_needs(compilation, *needs);
  const std::vector<Field> fields = fields_of(transition.needs);
  const Scope scope{&fields};
  if (const Node* when = node.find("when"))
    transition.when = read_condition(compilation, *when, scope);
  read_permissions(compilation, node, transition);
  if (const Node* occurs = node.find("occurs")) {
    rule::Expression date = read_date_expression(compilation, *occurs, scope);
    if (date) transition.occurs = std::move(date);
  }
  if (const Node* grace = node.find("grace")) {
    transition.grace = read_period(compilation, *grace);
    if (!transition.event.ends_with(".overdue")) {
      compilation.issues.error("E0249", *grace,
                               "`grace` holds back the consequence of an expiry: it stands on a "
                               "transition of X.overdue");
    }
  }
  transition.actions = read_actions(compilation, node, scope);
  if (const Node* tasks = node.find("tasks"))
    transition.tasks = read_tasks(compilation, *tasks, scope);
  if (const Node* unit = node.find("hand_to"))
    transition.hand_to = read_unit_place(compilation, *unit, scope);
  if (const Node* basis = node.find("basis")) transition.basis = read_basis(compilation, *basis);
}

// Of a list of transitions the first that holds is taken: reports those that an earlier one always
// comes before.
class EarlierTransitions {
 public:
  explicit EarlierTransitions(Compilation& compilation) : compilation_(compilation) {}

  void add(const Node& item, const Transition& transition) {
    const Node* when = item.find("when");
    if (taken_at_) {
      compilation_.issues
          .error("E0250", item.at,
                 without_condition_
                     ? "never reached: the one before it is taken without a condition"
                     : "never reached: the condition of the one before it always holds")
          .related = *taken_at_;
    } else if (when != nullptr && transition.when) {
      check_condition(*when, *transition.when);
    }
    // What was written but could not be read is no missing condition.
    const bool without = item.is_mapping() && when == nullptr;
    if (!taken_at_ && (without || (transition.when && rule::holds_always(*transition.when)))) {
      taken_at_ = item.at;
      without_condition_ = without;
    }
  }

 private:
  void check_condition(const Node& when, const rule::Expression& condition) {
    for (const Asked& one : conditions_) {
      if (!rule::implies(condition, one.expression)) continue;
      compilation_.issues
          .error("E0250", when,
                 "never reached: where this condition holds, so does that on line " +
                     std::to_string(one.at.line) + ", which is asked first",
                 "put the one that asks for more first, or correct it")
          .related = one.at;
      return;
    }
    if (conditions_.size() < compared_max) conditions_.push_back({condition, when.at});
  }

  // A list with more conditions is not written by hand; each is compared with all before it.
  static constexpr std::size_t compared_max = 50;

  Compilation& compilation_;
  std::optional<Position> taken_at_;
  bool without_condition_ = false;
  std::vector<Asked> conditions_;
};

void read_on(Compilation& compilation, const Node& node, State& state) {
  if (!check_mapping(compilation, node, "`on`")) return;
  for (const Entry& entry : node.entries) {
    const std::string& name = entry.key.text;
    const std::size_t dot = name.find('.');
    const bool well_formed = dot == std::string::npos ? is_identifier(name)
                                                      : is_identifier(name.substr(0, dot)) &&
                                                            is_identifier(name.substr(dot + 1));
    if (!well_formed) {
      compilation.issues.error(
          "E0056", entry.key, quoted(name) + " cannot name an event",
          "begin with a letter; then letters, digits and `_`, without marks or blanks");
    }
    EarlierTransitions earlier(compilation);
    for_one_or_many(entry.value, [&](const Node& item) {
      state.on.push_back(read_transition(compilation, name, item));
      earlier.add(item, state.on.back());
      state.on.back().at = item.is_mapping() && !entry.value.is_sequence() ? entry.key.at : item.at;
    });
  }
}

After read_one_after(Compilation& compilation, const Node& key, const Node& node,
                     const State& state, std::size_t number) {
  After after;
  Deadline& deadline = after.deadline;
  deadline.name = state.name + ".after" + (number == 0 ? "" : std::to_string(number + 1));
  deadline.limit.kind = Limit::Kind::within;
  deadline.limit.at = key.at;
  deadline.limit.period = read_period(compilation, key).value_or(Period{});
  deadline.calendar = compilation.made.calendar;
  deadline.counting = compilation.made.counting;
  deadline.state = state.name;
  deadline.at = key.at;
  after.transition = read_transition(compilation, {}, node);
  after.transition.at = key.at;
  deadline.basis = after.transition.basis;
  deadline.title = after.transition.title;
  return after;
}

void read_after(Compilation& compilation, const Node& node, State& state) {
  if (!check_mapping(compilation, node, "`after`")) return;
  for (const Entry& entry : node.entries) {
    for_one_or_many(entry.value, [&](const Node& item) {
      state.after.push_back(
          read_one_after(compilation, entry.key, item, state, state.after.size()));
    });
  }
}

void read_note(Compilation& compilation, const Node& node, State& state) {
  for (const Declared& event : read_names(compilation, node, "event")) {
    Transition transition;
    transition.event = event.name;
    transition.note_only = true;
    transition.at = event.at;
    state.on.push_back(std::move(transition));
  }
}

}  // namespace

Transition read_transition(Compilation& compilation, const Name& event, const Node& node,
                           std::optional<std::size_t> parts) {
  Transition transition;
  transition.event = event;
  transition.at = node.at;
  if (node.is_scalar() && !node.text.empty()) {  // `done: drafting`
    transition.to = node.text;
    check_target(compilation, node, node.text);
    return transition;
  }
  if (!check_keys(compilation, node, Block::transition)) return transition;
  read_body(compilation, node, transition);
  if (parts)
    read_join(compilation, node, *parts, transition);
  else
    refuse_join(compilation, node);
  return transition;
}

void read_state_events(Compilation& compilation, const Node& node, State& state) {
  if (const Node* on = node.find("on")) read_on(compilation, *on, state);
  if (const Node* always = node.find("always")) {
    EarlierTransitions earlier(compilation);
    for_one_or_many(*always, [&](const Node& item) {
      state.always.push_back(read_transition(compilation, {}, item));
      earlier.add(item, state.always.back());
    });
  }
  if (const Node* after = node.find("after")) read_after(compilation, *after, state);
  if (const Node* done = node.find("done")) {
    const Node* parallel = node.find("parallel");
    state.done =
        read_transition(compilation, {}, *done, parallel == nullptr ? 0 : parallel->entries.size());
  }
  if (const Node* note = node.find("note")) read_note(compilation, *note, state);
  if (const Node* defer = node.find("defer"))
    state.defer = names_of(read_names(compilation, *defer, "event"));
}

}  // namespace dunghan::definition
