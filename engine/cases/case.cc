#include "engine/cases/case.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/cases/triggers.h"

namespace dunghan::cases {
namespace {

template <class Instances>
auto* find_key(Instances& instances, std::string_view key) {
  const auto found = std::find_if(instances.begin(), instances.end(),
                                  [&](const auto& instance) { return instance.key == key; });
  return found == instances.end() ? nullptr : &*found;
}

template <class Instances>
auto* find_latest(Instances& instances, std::string_view name) {
  const auto found = std::find_if(instances.rbegin(), instances.rend(), [&](const auto& instance) {
    return name_of_key(instance.key) == name;
  });
  return found == instances.rend() ? nullptr : &*found;
}

void set_fields(Map& data, const Map& fields) {
  for (const MapEntry& field : fields) put(data, field.key.as_string(), field.value);
}

// What an event does to a case; one overload a kind.
class Applier {
 public:
  Applier(Case& target, const Event& event, const Procedure& procedure)
      : case_(target), event_(event), procedure_(procedure) {}

  void operator()(const CaseOpened& opened) {
    case_.number = opened.number;
    case_.unit = opened.unit;
    case_.parent = opened.parent;
    case_.parent_number = opened.parent_number;
    case_.received_under = opened.version;
    case_.opened_at = event_.occurred_at;
    case_.recorded_at = event_.recorded_at;
    for (const auto& field : procedure_.definition().data) {
      if (field.default_value) put(case_.data, field.name, *field.default_value);
    }
  }
  void operator()(const DataSet& set) {
    set_fields(case_.data, set.facts);
    set_fields(case_.data, set.body);
  }
  void operator()(const EventTaken& taken) {
    const auto deferred =
        std::find_if(case_.deferred.begin(), case_.deferred.end(),
                     [&](const Deferred& waiting) { return waiting.name == taken.name; });
    if (deferred != case_.deferred.end()) case_.deferred.erase(deferred);
  }
  void operator()(const ActivityNoted&) {}
  void operator()(const StatesMoved& moved) {
    statechart::Configuration after;
    const auto left = [&](int state) {
      const auto& name = procedure_.state(state).name;
      return std::find(moved.left.begin(), moved.left.end(), name) != moved.left.end();
    };
    remember(left);
    std::copy_if(case_.configuration.begin(), case_.configuration.end(), std::back_inserter(after),
                 [&](int state) { return !left(state); });
    for (const std::string& name : moved.entered)
      after.push_back(procedure_.definition().state_index(name));
    if (!statechart::is_active(case_.configuration, 0)) after.push_back(0);
    std::sort(after.begin(), after.end());
    case_.configuration = std::move(after);
  }
  void operator()(const DeadlineArmed& armed) {
    DeadlineInstance& deadline = instance(armed.deadline);
    if (armed.released) {
      deadline.armed_at.reset();
      forget(deadline, {TriggerList::start, TriggerList::stop, TriggerList::cancel});
      return;
    }
    if (armed.trigger < 0) {
      deadline.armed_at = armed.at;
      return;
    }
    auto& arrived = deadline.arrived[static_cast<std::size_t>(armed.list)];
    const auto trigger = static_cast<std::size_t>(armed.trigger);
    if (arrived.size() <= trigger) arrived.resize(trigger + 1);
    arrived[trigger] = armed.at;
  }
  void operator()(const DeadlineChanged& changed) {
    DeadlineInstance& deadline = instance(changed.deadline);
    if (changed.follows) {
      for (auto& operation : deadline.operations) {
        if (operation.seq == changed.operation.seq) operation = changed.operation;
      }
    } else {
      deadline.operations.push_back(changed.operation);
      forget_lists(deadline, changed.operation.kind);
    }
    if (changed.operation.kind == deadline::OperationKind::restart) {
      deadline.overdue_at.reset();
      deadline.consequence_at.reset();
      deadline.consequence_drawn = false;
      deadline.rungs_told.clear();
      deadline.told.clear();
    }
    const bool was_late = deadline.state.late;
    deadline.state = changed.state;
    deadline.owner = changed.owner;
    if (!changed.basis.empty()) deadline.basis = changed.basis;
    const bool ended = !deadline.is_open() && deadline.state.ended_at.has_value();
    // An end that only moved was known to be one, and in time or late, since it was first recorded.
    if (ended && changed.follows && deadline.ended_recorded_at && was_late == deadline.state.late)
      return;
    deadline.ended_recorded_at = ended ? std::optional(event_.recorded_at) : std::nullopt;
    deadline.ended_recorded_by = ended ? event_.actor : std::string();
  }
  void operator()(const DeadlineOverdue& overdue) {
    DeadlineInstance& deadline = instance(overdue.deadline);
    deadline.overdue_at = overdue.due_at;
    deadline.consequence_at = overdue.consequence_at;
    deadline.consequence_drawn = !overdue.consequence_at.has_value();
  }
  void operator()(const ConsequenceDrawn& drawn) {
    DeadlineInstance& deadline = instance(drawn.deadline);
    deadline.consequence_at.reset();
    deadline.consequence_drawn = true;
  }
  void operator()(const RungTold& told) {
    DeadlineInstance& deadline = instance(told.deadline);
    const auto rung = static_cast<std::size_t>(told.rung);
    if (deadline.rungs_told.size() <= rung) deadline.rungs_told.resize(rung + 1, 0);
    deadline.rungs_told[rung] = told.number;
    for (const std::string& person : told.to) {
      if (std::find(deadline.told.begin(), deadline.told.end(), person) == deadline.told.end())
        deadline.told.push_back(person);
    }
  }
  void operator()(const DeadlineCleared& cleared) {
    DeadlineInstance& deadline = instance(cleared.deadline);
    deadline.overdue_at.reset();
    deadline.consequence_at.reset();
    deadline.told.clear();
  }
  void operator()(const TaskMade& made) {
    TaskInstance task;
    task.key = made.task;
    task.spec = procedure_.task_index(name_of_key(made.task));
    task.role = made.role;
    task.unit = made.unit;
    task.post = made.post;
    task.assignee = made.assignee;
    task.deadline = made.deadline;
    task.made_at = event_.occurred_at;
    case_.tasks.push_back(std::move(task));
  }
  void operator()(const TaskEnded& ended) {
    TaskInstance* task = case_.task(ended.task);
    DUNGHAN_CHECK(task != nullptr);
    task->status =
        ended.completed ? TaskInstance::Status::completed : TaskInstance::Status::cancelled;
    task->ended_at = event_.occurred_at;
    task->ended_by = event_.actor;
    task->left = ended.left;
  }
  void operator()(const TaskResumed& resumed) {
    TaskInstance* task = case_.task(resumed.task);
    DUNGHAN_CHECK(task != nullptr);
    task->status = TaskInstance::Status::open;
    task->ended_at.reset();
    task->ended_by.clear();
    task->left = false;
  }
  void operator()(const TaskReassigned& reassigned) {
    TaskInstance* task = case_.task(reassigned.task);
    DUNGHAN_CHECK(task != nullptr);
    task->unit = reassigned.unit;
    task->post = reassigned.post;
    task->assignee = reassigned.assignee;
    task->is_delegated = reassigned.why == task_delegated || reassigned.why == task_reassigned;
  }
  void operator()(const VoteCast& vote) {
    TaskInstance* task = case_.task(vote.task);
    DUNGHAN_CHECK(task != nullptr);
    for (auto& [person, event] : task->votes) {
      if (person != event_.actor) continue;
      event = vote.event;
      return;
    }
    task->votes.emplace_back(event_.actor, vote.event);
  }
  void operator()(const CaseHandedOver& handed) { case_.unit = handed.unit; }
  void operator()(const EventDeferred& deferred) {
    Map fields = deferred.facts;
    set_fields(fields, deferred.body);
    case_.deferred.push_back({deferred.name, std::move(fields), event_.occurred_at, event_.actor});
  }
  void operator()(const LinkOpened& link) {
    const int state = link.state.empty() ? -1 : procedure_.definition().state_index(link.state);
    case_.links.push_back(
        {link.link, link.workflow, link.unit, link.child, state, link.item, false});
    if (link.state.empty()) return;
    FanOut& fan_out = fan_out_of(link.state);
    fan_out.opened = std::max(fan_out.opened, link.item + 1);
  }
  void operator()(const FanOutPlanned& planned) {
    FanOut& fan_out = fan_out_of(planned.state);
    if (planned.begins) {
      fan_out = FanOut{fan_out.state, case_.links.size(), 0, 0, {}, false};
    }
    fan_out.items += planned.items;
    fan_out.units.insert(fan_out.units.end(), planned.units.begin(), planned.units.end());
  }
  void operator()(const FanOutDone& done) { fan_out_of(done.state).done = true; }
  void operator()(const LinkFailed& failed) {
    for (Link& link : case_.links) {
      if (link.child == failed.child) link.failed = true;
    }
  }
  void operator()(const CaseReported& told) {
    OtherCase& other = case_.others[told.from];
    other = {told.number, told.unit, told.state, told.done, told.facts};
    set_fields(other.data, told.body);
  }
  void operator()(const WatchBegun& watch) {
    const auto known = std::find_if(case_.watchers.begin(), case_.watchers.end(),
                                    [&](const Watcher& watcher) { return watcher.by == watch.by; });
    if (known == case_.watchers.end())
      case_.watchers.push_back({watch.by, watch.fields});
    else
      known->fields = watch.fields;
  }
  void operator()(const EventIgnored&) {}
  void operator()(const CaseCancelled&) {}
  void operator()(const ActCorrected& corrected) {
    if (corrected.seq == 1) case_.opened_at = corrected.is;
    for (const std::string& key : corrected.starts) instance(key).start_corrected = true;
  }
  // All that the case knows by its place in the definition it now knows by that of the new one.
  void operator()(const CaseAmended& amended) {
    DUNGHAN_CHECK(procedure_.predecessor() != nullptr);
    case_.amended_by.push_back(amended.version);
    case_.configuration = carried_over(case_.configuration);
    statechart::History history;
    for (const auto& [state, inside] : case_.history) {
      const int now = procedure_.successor_of(state);
      if (now < 0) continue;
      statechart::Configuration kept = carried_over(inside);
      std::erase_if(kept, [&](int other) {
        return !statechart::is_descendant(procedure_.chart(), other, now);
      });
      if (!kept.empty() || procedure_.state(now).children.empty()) history[now] = std::move(kept);
    }
    case_.history = std::move(history);
    for (DeadlineInstance& deadline : case_.deadlines) {
      const int before = deadline.spec;
      deadline.spec = procedure_.deadline_index(name_of_key(deadline.key));
      // What had come of a list that waits for all was of the old list.
      for (const TriggerList list : trigger_lists) {
        if (trigger_count(*procedure_.predecessor(), before, list) !=
            trigger_count(procedure_, deadline.spec, list))
          forget(deadline, {list});
      }
    }
    for (TaskInstance& task : case_.tasks) task.spec = procedure_.task_index(name_of_key(task.key));
    for (Link& link : case_.links) {
      if (link.state >= 0) link.state = procedure_.successor_of(link.state);
    }
    for (FanOut& fan_out : case_.fan_outs) fan_out.state = procedure_.successor_of(fan_out.state);
    std::erase_if(case_.fan_outs, [](const FanOut& fan_out) { return fan_out.state < 0; });
    for (const auto& field : procedure_.definition().data) {
      if (field.default_value && find(case_.data, field.name) == nullptr)
        put(case_.data, field.name, *field.default_value);
    }
  }
  void operator()(const LetterSent&) {}
  void operator()(const IncidentRaised& incident) {
    case_.is_endless = case_.is_endless || incident.what == endless_incident;
  }
  void operator()(const CaseClosed&) { case_.closed_at = event_.occurred_at; }

 private:
  static std::size_t trigger_count(const Procedure& procedure, int spec, TriggerList list) {
    const auto& specs = procedure.deadlines();
    return triggers_of(*specs[static_cast<std::size_t>(spec)].definition, list).any.size();
  }
  // The states with those around them; of two that a move brought into one sequence, the first.
  statechart::Configuration carried_over(const statechart::Configuration& before) const {
    const statechart::Chart& chart = procedure_.chart();
    statechart::Configuration after;
    const auto is_there = [&](int state) {
      return std::find(after.begin(), after.end(), state) != after.end();
    };
    for (const int state : before) {
      std::vector<int> path;
      for (int now = procedure_.successor_of(state); now >= 0;
           now = chart.nodes[static_cast<std::size_t>(now)].parent) {
        path.push_back(now);
      }
      for (auto now = path.rbegin(); now != path.rend(); ++now) {
        const int parent = chart.nodes[static_cast<std::size_t>(*now)].parent;
        const bool is_one_of_a_sequence =
            parent >= 0 &&
            chart.nodes[static_cast<std::size_t>(parent)].kind == statechart::Kind::compound;
        const bool is_taken =
            is_one_of_a_sequence && std::any_of(after.begin(), after.end(), [&](int other) {
              return other != *now && chart.nodes[static_cast<std::size_t>(other)].parent == parent;
            });
        if (is_taken) break;
        if (!is_there(*now)) after.push_back(*now);
      }
    }
    std::sort(after.begin(), after.end());
    return after;
  }
  FanOut& fan_out_of(const std::string& state) {
    const int index = procedure_.definition().state_index(state);
    for (FanOut& fan_out : case_.fan_outs) {
      if (fan_out.state == index) return fan_out;
    }
    FanOut made;
    made.state = index;
    case_.fan_outs.push_back(std::move(made));
    return case_.fan_outs.back();
  }
  DeadlineInstance& instance(const std::string& key) {
    if (DeadlineInstance* found = case_.deadline(key)) return *found;
    DeadlineInstance made;
    made.key = key;
    made.spec = procedure_.deadline_index(name_of_key(key));
    case_.deadlines.push_back(std::move(made));
    return case_.deadlines.back();
  }

  // What had arrived of a list that waits for all counts for the run, or the end, that it was
  // about.
  static void forget_lists(DeadlineInstance& deadline, deadline::OperationKind kind) {
    using deadline::OperationKind;
    switch (kind) {
      case OperationKind::start:
      case OperationKind::restart:
        forget(deadline, {TriggerList::start, TriggerList::stop, TriggerList::cancel,
                          TriggerList::restart, TriggerList::reopen});
        break;
      case OperationKind::stop:
      case OperationKind::cancel:
      case OperationKind::lapse:
      case OperationKind::reopen:
        forget(deadline, {TriggerList::stop, TriggerList::cancel, TriggerList::reopen});
        break;
      default: break;
    }
  }
  static void forget(DeadlineInstance& deadline, std::initializer_list<TriggerList> lists) {
    for (const TriggerList list : lists) deadline.arrived[static_cast<std::size_t>(list)].clear();
  }

  // History of states to be left is what they looked like before any exit.
  template <class Left>
  void remember(const Left& left) {
    for (const int state : case_.configuration) {
      if (!left(state)) continue;
      statechart::Configuration inside;
      std::copy_if(
          case_.configuration.begin(), case_.configuration.end(), std::back_inserter(inside),
          [&](int other) { return statechart::is_descendant(procedure_.chart(), other, state); });
      case_.history[state] = std::move(inside);
    }
  }

  Case& case_;
  const Event& event_;
  const Procedure& procedure_;
};

}  // namespace

DeadlineInstance* Case::deadline(std::string_view key) {
  return find_key(deadlines, key);
}
const DeadlineInstance* Case::deadline(std::string_view key) const {
  return find_key(deadlines, key);
}
TaskInstance* Case::task(std::string_view key) {
  return find_key(tasks, key);
}
const TaskInstance* Case::task(std::string_view key) const {
  return find_key(tasks, key);
}
const DeadlineInstance* Case::latest_deadline(std::string_view name) const {
  return find_latest(deadlines, name);
}
const TaskInstance* Case::latest_task(std::string_view name) const {
  return find_latest(tasks, name);
}

const FanOut* Case::fan_out(int state) const {
  const auto found = std::find_if(fan_outs.begin(), fan_outs.end(),
                                  [&](const FanOut& one) { return one.state == state; });
  return found == fan_outs.end() ? nullptr : &*found;
}
const Link* Case::latest_link(std::string_view name) const {
  const auto found = std::find_if(links.rbegin(), links.rend(),
                                  [&](const Link& link) { return link.name == name; });
  return found == links.rend() ? nullptr : &*found;
}
bool Case::is_done(CaseId other) const {
  const auto found = others.find(other);
  return found != others.end() && found->second.done;
}

std::string_view name_of_key(std::string_view key) {
  return key.substr(0, key.find('#'));
}

void apply(Case& current_case, const Event& event, const Procedure& procedure) {
  DUNGHAN_CHECK(event.seq == current_case.seq + 1);
  std::visit(Applier(current_case, event, procedure), event.what);
  current_case.seq = event.seq;
  current_case.last_recorded_at = std::max(current_case.last_recorded_at, event.recorded_at);
  current_case.last_act_at = std::max(current_case.last_act_at, event.occurred_at);
}

std::string state_text(const Case& current_case, const Procedure& procedure) {
  std::string text;
  for (const int state : statechart::active_leaves(procedure.chart(), current_case.configuration)) {
    if (!text.empty()) text += ", ";
    text += procedure.state(state).name;
  }
  return text;
}

}  // namespace dunghan::cases
