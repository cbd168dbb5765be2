#include "engine/verify/fingerprint.h"

#include <algorithm>
#include <set>

#include "engine/cases/conditions.h"
#include "engine/definition/chart_walk.h"
#include "engine/verify/step.h"

namespace dunghan::verify {
namespace {

using cases::DeadlineInstance;
using cases::DeadlineSpec;
using deadline::Status;

void add_number(std::string& print, std::int64_t number) {
  print += std::to_string(number);
  print += ';';
}

/// Of a value, what a condition may tell apart. A day counts by whether it is past.
class ValuePrint {
 public:
  ValuePrint(std::string& print, const Domains::Span& span, Date today, Instant now)
      : print_(print), span_(span), today_(today), now_(now) {}

  void add(const Value& value) {
    print_ += static_cast<char>('a' + static_cast<int>(value.kind()));
    switch (value.kind()) {
      case ValueKind::boolean: print_ += value.as_bool() ? '1' : '0'; break;
      case ValueKind::integer:
        // Beyond the greatest number that anything names, all are alike.
        add_number(print_, std::clamp(value.as_int(), span_.low - 1, span_.high + 1));
        break;
      case ValueKind::string: print_ += value.as_string(); break;
      case ValueKind::decimal: print_ += value.as_decimal().to_text(); break;
      case ValueKind::period: print_ += to_text(value.as_period()); break;
      case ValueKind::date: add_side(value.as_date() <=> today_); break;
      case ValueKind::timestamp: add_side(value.as_timestamp() <=> now_); break;
      case ValueKind::list:
        for (const Value& item : value.as_list()) add(item);
        break;
      case ValueKind::map:
        for (const MapEntry& entry : value.as_map()) {
          add(entry.key);
          add(entry.value);
        }
        break;
      default: break;
    }
    print_ += ',';
  }

 private:
  void add_side(std::strong_ordering order) { print_ += order < 0 ? '<' : order > 0 ? '>' : '='; }

  std::string& print_;
  const Domains::Span& span_;
  Date today_;
  Instant now_;
};

std::string ground_of_suspension(const DeadlineInstance& instance) {
  for (auto it = instance.operations.rbegin(); it != instance.operations.rend(); ++it) {
    if (it->kind == deadline::OperationKind::suspend) return it->ground;
  }
  return {};
}

}  // namespace

class Fingerprints::Printer {
 public:
  Printer(const Fingerprints& prints, const cases::Case& state, const Live& live, Instant now)
      : prints_(prints),
        procedure_(*prints.subject_.procedure),
        state_(state),
        live_(live),
        now_(now) {}

  std::string run() {
    add_states();
    // What has ended goes nowhere, whatever else is still open.
    if (statechart::is_in_final(procedure_.chart(), state_.configuration, 0))
      return std::move(print_);
    add_fields();
    print_ += '|';
    for (std::size_t i = 0; i < procedure_.deadlines().size(); ++i) add_deadline(i);
    print_ += '|';
    for (std::size_t i = 0; i < procedure_.tasks().size(); ++i) add_task(i);
    add_votes();
    for (const int task : live_.doers) add_doer(task);
    print_ += '|';
    add_timers();
    add_answers(live_.timed);
    return std::move(print_);
  }

 private:
  void add_states() {
    for (const int state : state_.configuration) add_number(print_, state);
    print_ += state_.unit;
    for (const int state : prints_.histories_) {
      const auto inside = state_.history.find(state);
      if (inside == state_.history.end()) continue;
      print_ += 'h';
      for (const int each : inside->second) add_number(print_, each);
    }
    for (const cases::Deferred& deferred : state_.deferred) print_ += "~" + deferred.name;
    print_ += '|';
  }

  void add_fields() {
    const auto& fields = procedure_.definition().data;
    const Date today = procedure_.zone().date_of(now_);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (!live_.fields[i]) continue;
      print_ += '/';
      if (!live_.answers[i].empty()) {
        add_answers(live_.answers[i]);
        continue;
      }
      const Value* value = find(state_.data, fields[i].name);
      if (value == nullptr)
        print_ += '-';
      else
        ValuePrint(print_, prints_.spans_[i], today, now_).add(*value);
    }
  }

  void add_deadline(std::size_t index) {
    const DeadlineSpec& spec = procedure_.deadlines()[index];
    const DeadlineInstance* instance = state_.latest_deadline(spec.definition->name);
    const DeadlineAsked& asked = live_.deadlines[index];
    const bool of_chart =
        spec.scope == DeadlineSpec::Scope::of_case ||
        (spec.state >= 0 && statechart::is_active(state_.configuration, spec.state));
    const bool counted = prints_.focus_.counted[index];
    const bool told =
        !prints_.liveness_.is_inert(static_cast<int>(index)) || prints_.focus_.followed[index];
    const bool watched = prints_.is_watched(live_, index);
    const bool matters = (of_chart && told) || asked.any() || watched || counted;
    if (instance == nullptr || !matters) {
      print_ += '.';
      return;
    }
    add_status(spec, *instance, asked);
    if (asked.late) print_ += instance->state.late ? 'l' : instance->state.early ? 'e' : ' ';
    if (asked.times || counted) add_number(print_, instance->state.times_extended);
    const bool may_run_out = instance->is_open() || instance->state.status == Status::lapsed;
    if (watched && may_run_out) {
      if (instance->overdue_at) print_ += 'o';
      if (instance->consequence_at) print_ += 'h';
      if (instance->consequence_drawn) print_ += 'd';
    }
    for (const auto& list : instance->arrived) {
      for (const auto& arrived : list) print_ += arrived ? '1' : '0';
    }
    print_ += ',';
  }

  void add_status(const DeadlineSpec& spec, const DeadlineInstance& instance,
                  const DeadlineAsked& asked) {
    const Status status = instance.state.status;
    if (is_armed(instance)) {
      print_ += 'a';
      return;
    }
    if (status == Status::idle || instance.is_open() || asked.status) {
      add_number(print_, static_cast<int>(status));
    } else {
      // How it ended matters to what may bring it back.
      print_ += 'x';
      if (!spec.definition->reopen.empty() && status == Status::met) print_ += 'm';
      if (status == Status::lapsed) print_ += 'l';
    }
    if (ended_by_its_condition(instance)) print_ += 'w';
    if (status == Status::suspended) print_ += ground_of_suspension(instance);
    if (!prints_.histories_.empty() && !instance.operations.empty())
      print_ += instance.operations.back().ground;
  }

  /// Which comes before which; of several of one name (a task made again and again) the first.
  void add_timers() {
    std::set<std::pair<std::string, int>> told;
    for (const cases::Timer& timer : prints_.timers(state_, live_)) {
      const auto one = std::pair(timer.kind.substr(0, timer.kind.find(' ')),
                                 deadline_of(procedure_, timer.kind));
      if (!told.insert(one).second) continue;
      print_ += one.first.substr(0, 2);
      add_number(print_, one.second);
    }
  }

  void add_task(std::size_t index) {
    if (!live_.tasks[index]) return;
    const cases::TaskSpec& spec = procedure_.tasks()[index];
    int open = 0;
    for (const cases::TaskInstance& task : state_.tasks) {
      const bool same = task.spec == static_cast<int>(index);
      open += same && task.status == cases::TaskInstance::Status::open ? 1 : 0;
    }
    const cases::TaskInstance* latest = state_.latest_task(spec.definition->name);
    print_ += latest == nullptr ? '.' : static_cast<char>('0' + static_cast<int>(latest->status));
    print_ += open > 1 ? '+' : ',';
  }

  void add_votes() {
    for (const cases::TaskInstance& task : state_.tasks) {
      if (task.status != cases::TaskInstance::Status::open) continue;
      for (const auto& [person, event] : task.votes) {
        print_ += person;
        print_ += '=';
        print_ += event;
        print_ += ',';
      }
    }
  }

  void add_doer(int task) {
    const auto& name = procedure_.tasks()[static_cast<std::size_t>(task)].definition->name;
    const cases::TaskInstance* latest = state_.latest_task(name);
    if (latest != nullptr) print_ += latest->ended_by;
    print_ += ',';
  }

  void add_answers(const std::vector<const rule::Expression*>& asked) {
    if (asked.empty()) return;
    cases::Occasion occasion;
    occasion.at = now_;
    occasion.recorded_at = now_;
    const cases::CaseConditions conditions(state_, occasion, prints_.facts_);
    for (const rule::Expression* condition : asked) {
      const auto answer = cases::holds(*condition, conditions);
      print_ += !answer ? '?' : *answer ? '1' : '0';
    }
  }

  const Fingerprints& prints_;
  const cases::Procedure& procedure_;
  const cases::Case& state_;
  const Live& live_;
  Instant now_;
  std::string print_;
};

Fingerprints::Fingerprints(const Subject& subject, const Liveness& liveness, const Domains& domains,
                           Focus focus)
    : subject_(subject), liveness_(liveness), focus_(std::move(focus)), facts_(facts_of(subject)) {
  const auto& definition = subject.definition();
  definition::each_transition(definition, [&](int, const definition::Transition& transition) {
    if (transition.to_history) histories_.push_back(definition.state_index(transition.to));
  });
  for (const definition::Field& field : definition.data)
    spans_.push_back(domains.span_of(field.name));
}

std::string Fingerprints::of(const cases::Case& state, Instant now) const {
  return Printer(*this, state, liveness_.of(state), now).run();
}

bool Fingerprints::is_watched(const Live& live, std::size_t deadline) const {
  // A citizen's limit ends by running out, whether somebody hears it or not.
  const bool lapses = focus_.followed[deadline] &&
                      subject_.procedure->deadlines()[deadline].definition->binds_citizen;
  return live.watched[deadline] || focus_.counted[deadline] || lapses;
}

std::vector<cases::Timer> Fingerprints::timers(const cases::Case& state, const Live& live) const {
  std::vector<cases::Timer> relevant;
  for (cases::Timer& timer : cases::timers_of(state, facts_)) {
    const int index = deadline_of(*subject_.procedure, timer.kind);
    if (index < 0) continue;
    const auto deadline = static_cast<std::size_t>(index);
    // A suspension that ends, or a date that comes, moves a deadline; the others ring its end.
    const bool moves = timer.kind.starts_with("resume ") || timer.kind.starts_with("date ");
    const bool told = !liveness_.is_inert(index) || focus_.followed[deadline];
    if (moves ? told : is_watched(live, deadline)) relevant.push_back(std::move(timer));
  }
  return relevant;
}

int deadline_of(const cases::Procedure& procedure, std::string_view timer) {
  const std::size_t blank = timer.find(' ');
  if (blank == std::string_view::npos) return -1;
  const std::string_view key = timer.substr(blank + 1);
  return procedure.deadline_index(cases::name_of_key(key));
}

}  // namespace dunghan::verify
