// The tree of states, in document order: a state before what lies inside it.
#include <algorithm>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

bool is_true(const Node& node, const char* key) {
  const Node* value = node.find(key);
  return value != nullptr && value->as_bool() == true;
}

class StateReader {
 public:
  explicit StateReader(Compilation& compilation)
      : compilation_(compilation), states_(compilation.made.states) {}

  void read_root(const Node& root) {
    State state;
    state.name = compilation_.made.id;
    state.title = compilation_.made.title;
    states_.push_back(std::move(state));
    read_events(root, 0);
    read_inside(root, root, 0);
    if (states_.size() == 1) {
      compilation_.issues.error("E0251", root.at, "the procedure has no states", "write `states:`");
    }
  }

 private:
  // By value and moved in again: reading what is inside makes the list of states grow.
  void read_events(const Node& node, int index) {
    State state = std::move(states_[static_cast<std::size_t>(index)]);
    read_state_events(compilation_, node, state);
    if (const Node* entry = node.find("entry")) state.entry = read_steps(*entry);
    if (const Node* exit = node.find("exit")) state.exit = read_steps(*exit);
    if (const Node* each = node.find("for_each"))
      state.for_each = read_for_each(compilation_, *each);
    states_[static_cast<std::size_t>(index)] = std::move(state);
  }

  std::vector<Action> read_steps(const Node& node) {
    std::vector<Action> all;
    for_one_or_many(node, [&](const Node& item) {
      if (!check_keys(compilation_, item, Block::actions)) return;
      for (Action& action : read_actions(compilation_, item, Scope{}))
        all.push_back(std::move(action));
    });
    return all;
  }

  void read_inside(const Node& at, const Node& node, int index) {
    const Node* states = node.find("states");
    const Entry* regions = node.find_entry("parallel");
    if (states != nullptr && regions != nullptr && index == 0)
      return read_beside(*states, regions->value);
    if (states != nullptr && regions != nullptr) {
      compilation_.issues.error(
          "E0062", regions->key,
          "`states` and `parallel` side by side: which of them is the inside?",
          "make the states a region too");
      return;
    }
    if (states != nullptr) read_children(*states, index);
    if (regions != nullptr) read_regions(regions->value, index);
    if (states != nullptr) find_initial(at, *states, index);
  }

  // Of the workflow itself: its states are one region, which ends the case, and what is `parallel`
  // runs beside them as long as the case lives.
  void read_beside(const Node& states, const Node& regions) {
    Node name = states;
    name.kind = Node::Kind::scalar;
    name.text = std::string(main_region);
    const int main = add(name, 0);
    read_children(states, main);
    find_initial(states, states, main);
    read_regions(regions, 0);
  }

  int add(const Node& name, int parent) {
    State state;
    state.name = name.text;
    state.at = name.at;
    state.parent = parent;
    check_name(compilation_, name, "a state");
    const int index = static_cast<int>(states_.size());
    states_.push_back(std::move(state));
    states_[static_cast<std::size_t>(parent)].children.push_back(index);
    return index;
  }

  void read_children(const Node& node, int parent) {
    states_[static_cast<std::size_t>(parent)].kind = State::Kind::compound;
    if (!check_mapping(compilation_, node, "`states`")) return;
    if (node.entries.empty() && parent != 0)
      compilation_.issues.error("E0251", node, "there are no states inside", "leave `states` out");
    for (const Entry& entry : node.entries) read_state(entry, add(entry.key, parent), Block::state);
  }

  void read_regions(const Node& node, int parent) {
    states_[static_cast<std::size_t>(parent)].kind = State::Kind::parallel;
    if (!check_mapping(compilation_, node, "`parallel`")) return;
    const bool beside_states = !states_[static_cast<std::size_t>(parent)].children.empty();
    if (node.entries.size() < 2 && !beside_states) {
      compilation_.issues.error("E0252", node, "one region alone runs beside nothing",
                                "use `states:`");
    }
    for (const Entry& entry : node.entries) {
      const int index = add(entry.key, parent);
      read_state(entry, index, Block::region);
      const Node* when = entry.value.find("when");
      if (when != nullptr)
        states_[static_cast<std::size_t>(index)].region_when =
            read_condition(compilation_, *when, Scope{});
    }
  }

  void read_state(const Entry& entry, int index, Block block) {
    const Node& node = entry.value;
    if (node.is_null()) return;  // `waiting:` with nothing below: a state that only waits
    if (!check_keys(compilation_, node, block)) return;
    read_own(node, index);
    read_events(node, index);
    read_inside(entry.key, node, index);
    if (is_true(node, "final")) make_final(entry, index);
  }

  void read_own(const Node& node, int index) {
    State& state = states_[static_cast<std::size_t>(index)];
    if (const Node* title = node.find("title")) state.title = read_text(compilation_, *title);
    if (const Node* tasks = node.find("tasks"))
      state.tasks = read_tasks(compilation_, *tasks, Scope{});
    for (const char* key : {"initial", "final"}) {
      if (const Node* flag = node.find(key)) static_cast<void>(read_bool(compilation_, *flag));
    }
    const Node* deadlines = node.find("deadlines");
    if (deadlines == nullptr || !check_mapping(compilation_, *deadlines, "`deadlines`")) return;
    for (const Entry& entry : deadlines->entries) {
      state.deadlines.push_back(read_deadline(compilation_, entry.key, entry.value, state.name));
    }
  }

  void make_final(const Entry& entry, int index) {
    State& state = states_[static_cast<std::size_t>(index)];
    state.kind = State::Kind::final;
    for (const char* key : {"states", "parallel", "on", "always", "after", "done", "tasks",
                            "deadlines", "initial", "defer", "note", "for_each"}) {
      const Entry* clash = entry.value.find_entry(key);
      if (clash == nullptr || (std::string_view(key) == "initial" && !is_true(entry.value, key)))
        continue;
      compilation_.issues.error(
          "E0244", clash->key, "a final state is the end: " + quoted(key) + " has no meaning in it",
          std::string_view(key) == "on" || std::string_view(key) == "tasks"
              ? "let the transition that leads here make the tasks, or make the state not final"
              : "");
    }
  }

  void find_initial(const Node& at, const Node& node, int parent) {
    const std::vector<int> children = states_[static_cast<std::size_t>(parent)].children;
    const Entry* first = nullptr;
    for (std::size_t i = 0; i < node.entries.size() && i < children.size(); ++i) {
      if (!is_true(node.entries[i].value, "initial")) continue;
      if (first != nullptr) {
        compilation_.issues.error("E0243", node.entries[i].key, "two states are initial").related =
            first->key.at;
        continue;
      }
      first = &node.entries[i];
      states_[static_cast<std::size_t>(parent)].initial = children[i];
    }
    if (first != nullptr || children.empty()) return;
    if (children.size() == 1) {
      states_[static_cast<std::size_t>(parent)].initial = children.front();
      return;
    }
    compilation_.issues.error("E0242", parent == 0 ? node.at : at.at, "no state inside is initial",
                              "write `initial: true` in the first");
  }

  Compilation& compilation_;
  std::vector<State>& states_;
};

}  // namespace

void read_states(Compilation& compilation) {
  StateReader(compilation).read_root(compilation.document.root);
}

}  // namespace dunghan::definition
