#include "engine/scenario/gantt_rows.h"

#include <algorithm>
#include <map>
#include <span>

#include "engine/draw/words.h"

namespace dunghan::scenario {
namespace {

using deadline::DeadlineState;
using deadline::OperationKind;
using deadline::Status;
using draw::GanttBar;
using draw::GanttLane;
using draw::GanttMark;
using draw::say;
using draw::Tongue;

class Rows {
 public:
  Rows(const cases::Case& current_case, const cases::Procedure& procedure,
       const std::vector<cases::Event>& events, Instant present, Tongue tongue)
      : case_(current_case),
        procedure_(procedure),
        events_(events),
        end_(case_.closed_at ? *case_.closed_at : std::max(present, case_.last_act_at)),
        tongue_(tongue) {}

  draw::GanttGroup make() {
    draw::GanttGroup group;
    acts(group.lanes);
    states(group.lanes);
    for (const cases::DeadlineInstance& instance : case_.deadlines) deadline(instance, group.lanes);
    return group;
  }

 private:
  // ---- what was done, and where the case was
  void acts(std::vector<GanttLane>& lanes) const {
    GanttLane lane{std::string(say(tongue_, "Việc đã làm", "Acts")), {}, {}, {}};
    for (const cases::Event& event : events_) {
      const auto* taken = std::get_if<cases::EventTaken>(&event.what);
      const bool by_engine = event.actor == "engine";
      if (taken == nullptr || by_engine) continue;
      const std::string words = draw::event_text(procedure_.definition(), taken->name, tongue_);
      lane.marks.push_back(
          {GanttMark::Kind::act, event.occurred_at, "", dated(event.occurred_at) + ": " + words});
    }
    if (!lane.marks.empty()) lanes.push_back(std::move(lane));
  }

  /// States without others inside, in the order in which they were first entered.
  void states(std::vector<GanttLane>& lanes) const {
    std::vector<std::string> order;
    std::map<std::string, GanttLane> made;
    std::map<std::string, Instant> since;
    Instant last = case_.opened_at;
    const auto leave = [&](const std::string& name, Instant at) {
      const auto found = since.find(name);
      if (found == since.end()) return;
      made[name].bars.push_back(
          {GanttBar::Kind::state, found->second, at,
           made[name].label + ": " + dated(found->second) + " – " + dated(at)});
      since.erase(found);
    };
    for (const cases::Event& event : events_) {
      const auto* moved = std::get_if<cases::StatesMoved>(&event.what);
      if (moved == nullptr) continue;
      // The chart moves forward only, also by what was recorded late.
      last = std::max(last, event.occurred_at);
      for (const std::string& name : moved->left) leave(name, last);
      for (const std::string& name : moved->entered) {
        const int index = procedure_.definition().state_index(name);
        if (index < 0 || !procedure_.state(index).children.empty()) continue;
        if (!made.contains(name)) {
          order.push_back(name);
          made[name].label = draw::title_of(procedure_.state(index).title, name, tongue_);
        }
        since[name] = last;
      }
    }
    while (!since.empty()) leave(since.begin()->first, std::max(last, end_));
    for (const std::string& name : order) lanes.push_back(std::move(made[name]));
  }

  // ---- deadlines
  void deadline(const cases::DeadlineInstance& instance, std::vector<GanttLane>& lanes) const {
    if (instance.state.status == Status::idle || instance.operations.empty()) return;
    const auto& spec = procedure_.deadlines()[static_cast<std::size_t>(instance.spec)];
    GanttLane lane;
    lane.label = label_of(instance, spec);
    lane.note = note_of(instance.state);
    std::vector<deadline::Operation> operations = instance.operations;
    std::stable_sort(operations.begin(), operations.end(), [](const auto& left, const auto& right) {
      return std::pair(left.at, left.seq) < std::pair(right.at, right.seq);
    });
    bars(operations, spec, lane);
    told(instance, lane);
    lanes.push_back(std::move(lane));
  }

  std::string label_of(const cases::DeadlineInstance& instance,
                       const cases::DeadlineSpec& spec) const {
    if (spec.consequence != nullptr) {
      const auto& to = procedure_.definition().state_index(spec.consequence->to);
      const std::string target =
          to < 0 ? spec.consequence->to
                 : draw::title_of(procedure_.state(to).title, spec.consequence->to, tongue_);
      return draw::limit_text(procedure_.definition(), spec.definition->limit, tongue_) + " → " +
             target;
    }
    std::string label = draw::title_of(spec.definition->title, instance.key, tongue_);
    const std::size_t number = instance.key.find('#');
    if (number != std::string::npos) label += " " + instance.key.substr(number);
    return label;
  }

  std::string note_of(const DeadlineState& state) const {
    std::string note = state.due
                           ? std::string(say(tongue_, "hạn ", "due ")) +
                                 draw::short_date(state.due->due_on, tongue_)
                           : std::string(say(tongue_, "không có ngày đến hạn", "no due date"));
    note += ", " + std::string(status_text(state.status));
    if (deadline::is_overdue(state, end_))
      note += std::string(say(tongue_, ", quá hạn", ", overdue"));
    if (state.late) note += std::string(say(tongue_, ", trễ hạn", ", late"));
    return note;
  }

  std::string_view status_text(Status status) const {
    switch (status) {
      case Status::running: return say(tongue_, "đang chạy", "running");
      case Status::suspended: return say(tongue_, "tạm đình chỉ", "suspended");
      case Status::met: return say(tongue_, "đã xong", "met");
      case Status::cancelled: return say(tongue_, "không còn phải làm", "cancelled");
      case Status::lapsed: return say(tongue_, "đã hết hạn", "lapsed");
      case Status::idle: break;
    }
    return {};
  }

  /// What each operation made of it: the fold of those up to it, so that nothing is drawn that was
  /// not counted.
  void bars(std::span<const deadline::Operation> operations, const cases::DeadlineSpec& spec,
            GanttLane& lane) const {
    std::optional<DeadlineState> before;
    Instant since{};
    std::vector<GanttBar> solid;
    for (std::size_t count = 1; count <= operations.size(); ++count) {
      const auto state = deadline::fold(operations.first(count), *spec.rule, *spec.calendar);
      if (!state) continue;  // a start that is still to come
      const deadline::Operation& operation = operations[count - 1];
      if (before) {
        stretch(*before, since, operation.at, solid);
        moved_due(*before, *state, operation, lane);
      }
      before = *state;
      since = operation.at;
    }
    if (!before) return;
    if (before->status == Status::running || before->status == Status::suspended)
      stretch(*before, since, end_, solid);
    else if (before->ended_at)
      lane.marks.push_back(
          {before->late ? GanttMark::Kind::ended_late : GanttMark::Kind::ended, *before->ended_at,
           "", std::string(status_text(before->status)) + ": " + dated(*before->ended_at)});
    if (before->due && before->started_at) {
      lane.bars.insert(lane.bars.begin(), {GanttBar::Kind::allowed, *before->started_at,
                                           before->due->due_at, lane.note});
      lane.marks.push_back({GanttMark::Kind::due, before->due->due_at,
                            draw::short_date(before->due->due_on, tongue_), lane.note});
    }
    lane.bars.insert(lane.bars.end(), solid.begin(), solid.end());
  }

  /// From one operation to the next, as it was in between.
  void stretch(const DeadlineState& state, Instant since, Instant until,
               std::vector<GanttBar>& solid) const {
    if (until <= since) return;
    if (state.status == Status::suspended)
      solid.push_back({GanttBar::Kind::suspended, since, until, tip(since, until)});
    if (state.status != Status::running) return;
    const bool late = state.due && !state.least_time && until > state.due->due_at;
    const Instant kept_until = late ? std::max(since, state.due->due_at) : until;
    if (kept_until > since)
      solid.push_back({GanttBar::Kind::running, since, kept_until, tip(since, kept_until)});
    if (late) solid.push_back({GanttBar::Kind::overdue, kept_until, until, tip(kept_until, until)});
  }

  void moved_due(const DeadlineState& before, const DeadlineState& state,
                 const deadline::Operation& operation, GanttLane& lane) const {
    if (!before.due || !state.due || before.due->due_at == state.due->due_at) return;
    lane.marks.push_back({GanttMark::Kind::due_before, before.due->due_at, "",
                          std::string(say(tongue_, "hạn trước đó: ", "due before: ")) +
                              draw::short_date(before.due->due_on, tongue_)});
    if (operation.kind == OperationKind::extend && state.due->due_at > before.due->due_at)
      lane.bars.push_back({GanttBar::Kind::extension, before.due->due_at, state.due->due_at,
                           tip(before.due->due_at, state.due->due_at)});
  }

  void told(const cases::DeadlineInstance& instance, GanttLane& lane) const {
    for (const cases::Event& event : events_) {
      const auto* rung = std::get_if<cases::RungTold>(&event.what);
      if (rung == nullptr || rung->deadline != instance.key || rung->to.empty()) continue;
      lane.marks.push_back({GanttMark::Kind::told, event.occurred_at, "",
                            dated(event.occurred_at) + ": " + draw::joined(rung->to)});
    }
  }

  std::string dated(Instant at) const {
    return draw::short_date(procedure_.zone().date_of(at), tongue_);
  }
  std::string tip(Instant from, Instant until) const { return dated(from) + " – " + dated(until); }

  const cases::Case& case_;
  const cases::Procedure& procedure_;
  const std::vector<cases::Event>& events_;
  Instant end_;
  Tongue tongue_;
};

}  // namespace

draw::GanttGroup gantt_rows(const cases::Case& current_case, const cases::Procedure& procedure,
                            const std::vector<cases::Event>& events, Instant present,
                            draw::Tongue tongue) {
  return Rows(current_case, procedure, events, present, tongue).make();
}

}  // namespace dunghan::scenario
