// The first walk over a file: which states, deadlines, tasks and links it declares, wherever they
// stand. No body is judged here.
#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

class Walk {
 public:
  explicit Walk(Outline& outline) : outline_(outline) {}

  void of_workflow(const Node& root) {
    of_links(root.find("data"));
    of_deadlines(root.find("deadlines"));
    of_state_body(root);
  }

 private:
  template <class Each>
  static void each_entry(const Node* node, const Each& each) {
    if (node == nullptr) return;
    for (const Entry& entry : node->entries) each(entry);
  }

  void of_links(const Node* data) {
    each_entry(data, [this](const Entry& entry) {
      const Node* type = entry.value.is_mapping() ? entry.value.find("type") : &entry.value;
      if (type != nullptr && type->text == "case")
        outline_.links.push_back({entry.key.text, entry.key.at});
    });
  }

  void of_deadlines(const Node* deadlines) {
    each_entry(deadlines, [this](const Entry& entry) {
      outline_.deadlines.push_back({entry.key.text, entry.key.at});
      for (const char* key : {"suspend", "extend"}) {
        each_entry(entry.value.find(key), [this](const Entry& ground) {
          of_tasks(ground.value.find("tasks"));
          if (const Node* resume = ground.value.find("resume")) of_tasks(resume->find("tasks"));
        });
      }
    });
  }

  void of_tasks(const Node* tasks) {
    each_entry(tasks, [this](const Entry& entry) {
      outline_.tasks.push_back({entry.key.text, entry.key.at});
      const Node& task = entry.value;
      if (task.find("within") != nullptr || task.find("due") != nullptr ||
          task.find("at_least") != nullptr) {
        outline_.own_limits.push_back(entry.key.text);
      }
    });
  }

  void of_transitions(const Node* transitions) {
    if (transitions == nullptr) return;
    for_one_or_many(*transitions, [this](const Node& transition) {
      of_tasks(transition.find("tasks"));
      of_open(transition.find("open"));
    });
  }

  void of_open(const Node* open) {
    if (open == nullptr) return;
    for_one_or_many(*open, [this](const Node& one) {
      const Node* link = one.find("link");
      if (link != nullptr && link->is_scalar()) outline_.links.push_back({link->text, link->at});
    });
  }

  // What a state and the workflow itself have in common.
  void of_state_body(const Node& node) {
    of_tasks(node.find("tasks"));
    for (const char* key : {"on", "after"}) {
      each_entry(node.find(key), [this](const Entry& entry) { of_transitions(&entry.value); });
    }
    for (const char* key : {"entry", "exit"}) {
      if (const Node* steps = node.find(key))
        for_one_or_many(*steps, [this](const Node& step) { of_open(step.find("open")); });
    }
    of_transitions(node.find("always"));
    of_transitions(node.find("done"));
    for (const char* key : {"states", "parallel"}) {
      each_entry(node.find(key), [this](const Entry& entry) {
        outline_.states.push_back({entry.key.text, entry.key.at});
        of_deadlines(entry.value.find("deadlines"));
        of_state_body(entry.value);
      });
    }
  }

  Outline& outline_;
};

}  // namespace

void collect_outline(Compilation& compilation) {
  Walk(compilation.outline).of_workflow(compilation.document.root);
}

}  // namespace dunghan::definition
