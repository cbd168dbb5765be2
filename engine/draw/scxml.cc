// A definition as SCXML; see scxml.h for what is kept and what is left out.
#include "engine/draw/scxml.h"

#include <chrono>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/definition/chart_walk.h"
#include "engine/draw/words.h"
#include "engine/draw/xml_text.h"

namespace dunghan::draw {
namespace {

using definition::State;
using definition::Transition;
using Kind = State::Kind;

/// By the clock alone, for interpreters that know no calendar.
std::string nominal_delay(const Period& period) {
  using std::chrono::hours;
  constexpr int days_of_year = 365, days_of_month = 30, days_of_week = 7, hours_of_day = 24;
  const std::int64_t days =
      std::int64_t{period.years} * days_of_year + std::int64_t{period.months} * days_of_month +
      std::int64_t{period.weeks} * days_of_week + period.days + period.working_days;
  const auto time = std::chrono::seconds(hours(days * hours_of_day)) + period.elapsed_time() +
                    period.office_time();
  return std::to_string(time.count()) + "s";
}

std::string attribute(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return " " + std::string(name) + "=\"" + xml_text(value) + "\"";
}

class ScxmlWriter {
 public:
  explicit ScxmlWriter(const definition::WorkflowDefinition& definition)
      : definition_(definition) {}

  std::string write() {
    line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    line("<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" xmlns:dunghan=\"urn:dunghan:workflow\"" +
         attribute("version", "1.0") + attribute("datamodel", "x-dunghan-cel") +
         attribute("name", definition_.id) + attribute("initial", id(0)) +
         attribute("dunghan:version", std::to_string(definition_.version)) + ">");
    ++depth_;
    write(0);
    line("<final id=\"workflow.ended\"/>");
    --depth_;
    line("</scxml>");
    return std::move(text_);
  }

 private:
  void line(const std::string& content) {
    text_ += std::string(static_cast<std::size_t>(depth_) * 2, ' ') + content + "\n";
  }

  [[nodiscard]] const State& state(int index) const {
    return definition_.states[static_cast<std::size_t>(index)];
  }
  // States' names hold no dot, so no other id can be one of theirs.
  [[nodiscard]] std::string id(int index) const {
    return index == 0 ? "workflow." + definition_.id : state(index).name;
  }

  void write(int index) {
    const State& own = state(index);
    const char* element = own.kind == Kind::parallel ? "parallel"
                          : own.kind == Kind::final  ? "final"
                                                     : "state";
    std::string opening = std::string("<") + element + attribute("id", id(index));
    if (own.kind == Kind::compound && own.initial >= 0)
      opening += attribute("initial", id(own.initial));
    opening +=
        attribute("dunghan:title-vi", own.title.vi) + attribute("dunghan:title-en", own.title.en);
    if (own.region_when) opening += attribute("dunghan:when", own.region_when->text());
    opening += attribute("dunghan:defer", joined(own.defer, " "));
    const std::size_t before = text_.size();
    ++depth_;
    inside_of(index);
    --depth_;
    if (text_.size() == before) {
      line(opening + "/>");
      return;
    }
    const std::string inside = text_.substr(before);
    text_.resize(before);
    line(opening + ">");
    text_ += inside;
    line(std::string("</") + element + ">");
  }

  void inside_of(int index) {
    const State& own = state(index);
    steps("onentry", own.entry, index, true);
    steps("onexit", own.exit, index, false);
    for (const Transition& each : own.on) write(each, each.event);
    for (const Transition& each : own.always) write(each, {});
    for (const definition::After& each : own.after) write(each.transition, each.deadline.name);
    if (own.done) write(*own.done, "done.state." + id(index));
    if (index == 0)
      line("<transition event=\"done.state." + id(definition::ending_state(definition_)) +
           "\" target=\"workflow.ended\"/>");
    histories(index);
    for (const int child : own.children) write(child);
  }

  /// Raised events, and the timers of `after`: sent on entry, called back on exit.
  void steps(const std::string& element, const std::vector<definition::Action>& actions, int index,
             bool entering) {
    std::vector<std::string> lines;
    for (const definition::Action& action : actions)
      if (action.kind == definition::Action::Kind::raise)
        lines.push_back("<raise" + attribute("event", action.name) + "/>");
    for (const definition::After& after : state(index).after) {
      const std::string& name = after.deadline.name;
      const Period& period = after.deadline.limit.period;
      lines.push_back(entering ? "<send" + attribute("id", name) + attribute("event", name) +
                                     attribute("delay", nominal_delay(period)) +
                                     attribute("dunghan:period", to_text(period)) + "/>"
                               : "<cancel" + attribute("sendid", name) + "/>");
    }
    if (lines.empty()) return;
    line("<" + element + ">");
    ++depth_;
    for (const std::string& each : lines) line(each);
    --depth_;
    line("</" + element + ">");
  }

  [[nodiscard]] std::string target_of(const Transition& transition) const {
    if (!transition.to_history) return transition.to;
    // There is nothing to remember of a state without an inside, and no <history> in it.
    if (state(definition_.state_index(transition.to)).children.empty()) return transition.to;
    return transition.to + (transition.history_shallow ? ".history" : ".history.deep");
  }

  void write(const Transition& transition, const std::string& event) {
    std::string opening = "<transition" + attribute("event", event);
    if (transition.when) opening += attribute("cond", transition.when->text());
    opening += attribute("target", target_of(transition)) +
               attribute("dunghan:by", joined(transition.by, " ")) +
               attribute("dunghan:not-by", joined(transition.not_by, " "));
    if (transition.grace) opening += attribute("dunghan:grace", to_text(*transition.grace));
    if (transition.history_fresh) opening += attribute("dunghan:fresh", "true");
    if (transition.done_of > 0)
      opening += attribute("dunghan:of", std::to_string(transition.done_of));
    if (transition.leaves_rest) opening += attribute("dunghan:rest", "leave");
    std::vector<std::string> raised;
    for (const definition::Action& action : transition.actions)
      if (action.kind == definition::Action::Kind::raise) raised.push_back(action.name);
    if (raised.empty()) {
      line(opening + "/>");
      return;
    }
    line(opening + ">");
    ++depth_;
    for (const std::string& each : raised) line("<raise" + attribute("event", each) + "/>");
    --depth_;
    line("</transition>");
  }

  /// Where some transition leads to one; what was never left begins as it would by itself.
  void histories(int index) {
    bool deep = false, shallow = false;
    definition::each_transition(definition_, [&](int, const Transition& transition) {
      if (!transition.to_history || transition.to != state(index).name || index == 0) return;
      (transition.history_shallow ? shallow : deep) = true;
    });
    if (state(index).children.empty()) return;
    if (deep) history(index, "deep", ".history.deep");
    if (shallow) history(index, "shallow", ".history");
  }

  void history(int index, const std::string& type, const std::string& ending) {
    const State& own = state(index);
    std::vector<std::string> first;
    if (own.kind == Kind::parallel)
      for (const int child : own.children) first.push_back(id(child));
    else if (own.initial >= 0)
      first.push_back(id(own.initial));
    line("<history" + attribute("id", id(index) + ending) + attribute("type", type) + ">");
    ++depth_;
    line("<transition" + attribute("target", joined(first, " ")) + "/>");
    --depth_;
    line("</history>");
  }

  const definition::WorkflowDefinition& definition_;
  std::string text_;
  int depth_ = 0;
};

}  // namespace

std::string scxml_of(const definition::WorkflowDefinition& definition) {
  return ScxmlWriter(definition).write();
}

}  // namespace dunghan::draw
