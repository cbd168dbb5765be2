// Events: whether somebody may send each, whether somebody hears each that is raised, and whether
// those that the engine raises exist.
#include <algorithm>
#include <set>

#include "engine/definition/chart_walk.h"
#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

bool has(const std::vector<Name>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class EventChecks {
 public:
  explicit EventChecks(Compilation& compilation)
      : compilation_(compilation),
        deadlines_(names_of(compilation.outline.deadlines)),
        tasks_(names_of(compilation.outline.tasks)),
        links_(names_of(compilation.outline.links)) {
    deadlines_.insert(deadlines_.end(), compilation.outline.own_limits.begin(),
                      compilation.outline.own_limits.end());
  }

  void run() {
    collect();
    each_transition(compilation_.made, [this](int, const Transition& transition) {
      if (!transition.event.empty()) check_handler(transition);
      for (const Action& action : transition.actions) check_raised(action);
    });
    each_task(compilation_.made, [this](const Task& task) {
      for (const Name& event : task.done) check_heard(event, task.at, "finishes the task");
      check_triggers(task.cancel);
    });
    for (const Deadline& deadline : compilation_.made.deadlines) check_deadline(deadline);
    for (const State& state : compilation_.made.states) {
      for (const Deadline& deadline : state.deadlines) check_deadline(deadline);
      for (const Action& action : state.entry) check_raised(action);
      for (const Action& action : state.exit) check_raised(action);
      for (const Name& event : state.defer) check_heard(event, state.at, "is kept for later");
    }
  }

 private:
  void collect() {
    const auto collect_raised = [this](const std::vector<Action>& actions) {
      for (const Action& action : actions) {
        if (action.kind == Action::Kind::raise) raised_.insert(action.name);
      }
    };
    each_transition(compilation_.made, [&](int, const Transition& transition) {
      if (!transition.event.empty()) handled_.insert(transition.event);
      collect_raised(transition.actions);
    });
    for (const State& state : compilation_.made.states) {
      collect_raised(state.entry);
      collect_raised(state.exit);
    }
  }

  [[nodiscard]] static bool is_engine_raised(std::string_view event) {
    return event.find('.') != std::string_view::npos;
  }

  // X.overdue, .met, .cleared of a deadline; X.done, X.overdue of a task; X.closed of a link;
  // unit.succeeded.
  void check_engine_raised(const Name& event, Position at) {
    if (event == "unit.succeeded") return;
    const std::size_t dot = event.find('.');
    const Name name = event.substr(0, dot);
    const Name what = event.substr(dot + 1);
    const bool of_deadline = what == "overdue" || what == "met" || what == "cleared";
    const bool of_task = what == "done" || what == "overdue";
    if ((of_deadline && has(deadlines_, name)) || (of_task && has(tasks_, name)) ||
        (what == "closed" && has(links_, name))) {
      return;
    }
    std::vector<std::string> known = deadlines_;
    known.insert(known.end(), tasks_.begin(), tasks_.end());
    known.insert(known.end(), links_.begin(), links_.end());
    const bool exists = has(known, name);
    std::vector<std::string> raised;
    if (has(deadlines_, name)) raised.insert(raised.end(), {"overdue", "met", "cleared"});
    if (has(tasks_, name)) raised.insert(raised.end(), {"done", "overdue"});
    std::string remedy = compilation_.did_you_mean(exists ? what : name, exists ? raised : known);
    if (remedy.empty()) {
      remedy = "DEADLINE.overdue, .met, .cleared; TASK.done, .overdue; LINK.closed; unit.succeeded";
    }
    Issue& issue = compilation_.issues.error(
        "E0247", at,
        exists ? quoted(name) + " raises no `" + what + "`"
               : "nothing here is called " + quoted(name) + ", so nothing raises " + quoted(event),
        std::move(remedy));
    issue.length = static_cast<int>(event.size());
  }

  void check_handler(const Transition& transition) {
    if (is_engine_raised(transition.event)) {
      check_engine_raised(transition.event, transition.at);
      if (!transition.by.empty()) {
        compilation_.issues.error(
            "E0246", transition.at,
            quoted(transition.event) + " is raised by the engine: nobody sends it", "delete `by`");
      }
      return;
    }
    if (!transition.by.empty() || transition.note_only || raised_.contains(transition.event))
      return;
    compilation_.issues.error("E0123", transition.at, "nobody may send " + quoted(transition.event),
                              "write `by:` a role, or a list of roles");
  }

  // An event in a trigger or a list must be taken somewhere, or nothing will ever come of it.
  void check_heard(const Name& event, Position at, std::string_view why) {
    if (is_engine_raised(event)) return check_engine_raised(event, at);
    if (handled_.contains(event)) return;
    const std::vector<std::string> known(handled_.begin(), handled_.end());
    const std::string remedy = compilation_.did_you_mean(event, known);
    compilation_.issues.error("E0220", at,
                              quoted(event) + " " + std::string(why) + ", but no state takes it",
                              remedy.empty() ? "write a transition under `on`" : remedy);
  }

  void check_raised(const Action& action) {
    if (action.kind != Action::Kind::raise) return;
    check_heard(action.name, action.at, "is raised");
  }

  void check_triggers(const Triggers& triggers) {
    for (const Trigger& trigger : triggers.any) {
      if (trigger.kind != Trigger::Kind::event) continue;
      for (const Name& event : trigger.names)
        check_heard(event, trigger.at, "is a trigger of a clock");
    }
  }

  void check_deadline(const Deadline& deadline) {
    for (const Triggers* triggers :
         {&deadline.start, &deadline.stop, &deadline.cancel, &deadline.restart, &deadline.reopen}) {
      check_triggers(*triggers);
    }
  }

  Compilation& compilation_;
  std::vector<Name> deadlines_, tasks_, links_;
  std::set<Name> handled_, raised_;
};

}  // namespace

void check_events(Compilation& compilation) {
  EventChecks(compilation).run();
}

}  // namespace dunghan::definition
