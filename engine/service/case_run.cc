#include "engine/service/case_run.h"

#include <algorithm>

#include "engine/cases/fields.h"
#include "engine/service/replay_days_off.h"

namespace dunghan::service {
namespace {

// What the report calls a refusal of the engine.
std::string reason_of(const Error& error) {
  if (error.reason == "closed") return "after_end";
  if (error.reason == "before_opening") return "before_start";
  if (error.reason == "impossible_order") return "out_of_order";
  return error.reason.empty() ? std::string(name_of(error.code)) : error.reason;
}

void add_kept(KeptFigures& figures, const deadline::DeadlineState& state) {
  using deadline::Status;
  figures.late += state.superseded_late;
  figures.cancelled += state.superseded - state.superseded_late;
  switch (state.status) {
    case Status::idle: return;
    case Status::running:
    case Status::suspended: ++figures.open; return;
    case Status::lapsed: ++figures.late; return;
    case Status::met: ++(state.late || state.early ? figures.late : figures.met); return;
    case Status::cancelled: ++(state.late ? figures.late : figures.cancelled); return;
  }
}

Value date_or_null(const std::optional<Date>& date) {
  return date ? Value(*date) : Value();
}

}  // namespace

CaseRun::CaseRun(Replay& replay, const LoggedCase& logged)
    : replay_(replay), plan_(replay.plan_), logged_(logged) {
  facts_.procedure = plan_.procedure.get();
  facts_.organisation = &plan_.organisation;
  facts_.draw_consequences = plan_.consequences == Consequences::draw;
  facts_.tell = false;
  facts_.bound_backdating = false;
}

void CaseRun::run() {
  const auto acts = in_order();
  if (open(acts)) {
    for (const LoggedAct* act : acts) {
      if (act != opening_) play(*act);
    }
    close();
    catch_up();
  }
  add_figures();
  compare_recorded();
}

// By time; acts of one instant stay in the order of the log.
std::vector<const LoggedAct*> CaseRun::in_order() {
  std::vector<const LoggedAct*> acts;
  acts.reserve(logged_.acts.size());
  for (const LoggedAct& act : logged_.acts) {
    if (!acts.empty() && act.at.at < acts.back()->at.at) ++replay_.report_.reordered;
    acts.push_back(&act);
  }
  std::stable_sort(acts.begin(), acts.end(), [](const LoggedAct* left, const LoggedAct* right) {
    return left->at.at < right->at.at;
  });
  return acts;
}

bool CaseRun::open(const std::vector<const LoggedAct*>& acts) {
  Map fields = logged_.data;
  opened_ = logged_.opened;
  if (!opened_) {
    const auto first = std::find_if(acts.begin(), acts.end(), [](const LoggedAct* act) {
      return act->kind == LoggedAct::Kind::open;
    });
    if (first == acts.end()) {
      reject("no_start", nullptr, "nothing in the log opens this case");
      return false;
    }
    opening_ = *first;
    opened_ = opening_->at;
    for (const MapEntry& field : opening_->fields) put(fields, field.key.as_string(), field.value);
  }
  cases::Command command =
      command_at(*opened_, opening_ != nullptr ? opening_->recorded_at : std::nullopt);
  auto ready = typed(fields).and_then([&](Map known) {
    command.what = cases::OpenCase{logged_.unit, std::move(known), logged_.id, {}, {}, {}};
    return decide(command);
  });
  if (!ready) refuse(ready.error(), opening_);
  return ready.has_value();
}

void CaseRun::play(const LoggedAct& act) {
  if (!lies_within(act)) return;
  switch (act.kind) {
    case LoggedAct::Kind::open: reject("opened_again", &act, "the case is open already"); return;
    case LoggedAct::Kind::expect: expect(act); return;
    case LoggedAct::Kind::note: ++replay_.report_.noted; break;  // changes nothing by itself
    default: send(act); break;
  }
  const cases::Command command = command_at(act.at, act.recorded_at);
  last_recorded_ = std::max(last_recorded_, command.recorded_at);
}

bool CaseRun::lies_within(const LoggedAct& act) {
  if (is_before(act.at, *opened_)) {
    reject("before_start", &act,
           "happened before the case began, " + to_text(zone().date_of(opened_->at)));
    return false;
  }
  if (logged_.closed && is_before(*logged_.closed, act.at)) {
    reject("after_end", &act,
           "happened after the case ended, " + to_text(zone().date_of(logged_.closed->at)));
    return false;
  }
  return true;
}

// Where one of the two is known by its date alone, only dates can tell.
bool CaseRun::is_before(const Occurrence& left, const Occurrence& right) const {
  if (left.date_only || right.date_only) return zone().date_of(left.at) < zone().date_of(right.at);
  return left.at < right.at;
}

cases::Command CaseRun::command_at(const Occurrence& at, std::optional<Instant> recorded_at) const {
  cases::Command command;
  command.actor = {cases::Actor::Kind::import, "import"};
  command.occurred = at;
  // What is known by its date was written down some time that day: before 24:00, when its limits
  // end.
  const Instant as_it_happened =
      at.date_only ? zone().end_of(zone().date_of(at.at)) - Microseconds{1} : at.at;
  command.recorded_at = std::max(recorded_at.value_or(as_it_happened), as_it_happened);
  return command;
}

Result<Map> CaseRun::typed(const Map& raw) const {
  DUNGHAN_TRY(Map fields, cases::type_fields(*plan_.procedure, raw, plan_.organisation));
  for (MapEntry& entry : fields) {
    const auto* field = cases::declared_field(*plan_.procedure, entry.key.as_string());
    // A replay keeps nothing, so nothing is encrypted either: what is sealed is there, and
    // unreadable.
    if (field != nullptr && field->is_sealed()) entry.value = Value(Sealed{"replayed"});
  }
  return fields;
}

Result<void> CaseRun::decide(const cases::Command& command) {
  DUNGHAN_TRY(cases::Decision decision, cases::decide(case_, command, facts_));
  case_ = std::move(decision.after);
  last_recorded_ = std::max(last_recorded_, command.recorded_at);
  return {};
}

void CaseRun::send(const LoggedAct& act) {
  cases::Command command = command_at(act.at, act.recorded_at);
  auto fields = typed(act.fields);
  if (!fields) return refuse(fields.error(), &act);
  switch (act.kind) {
    case LoggedAct::Kind::done:
      command.what = cases::CompleteTask{act.name, act.event, *std::move(fields)};
      break;
    case LoggedAct::Kind::suspend:
      command.what = cases::SuspendDeadline{act.name, act.ground, *std::move(fields)};
      break;
    case LoggedAct::Kind::resume:
      command.what = cases::ResumeDeadline{act.name, act.ground, *std::move(fields)};
      break;
    case LoggedAct::Kind::extend:
      command.what =
          cases::ExtendDeadline{act.name, act.ground, act.by, std::nullopt, *std::move(fields)};
      break;
    default: command.what = cases::SendEvent{act.name, *std::move(fields)}; break;
  }
  const auto done = decide(command);
  if (!done) return refuse(done.error(), &act);
  ++replay_.report_.sent;
}

void CaseRun::expect(const LoggedAct& act) {
  ++replay_.report_.compared;
  compare(act.name, zone().date_of(act.at.at), act.line);
}

void CaseRun::close() {
  if (!logged_.closed) {
    if (logged_.close_event.empty()) return;
    ++replay_.report_.without_end;
    return;
  }
  if (is_before(*logged_.closed, *opened_)) {
    reject("end_before_start", nullptr, "the case ended before it began");
    return;
  }
  LoggedAct end;
  end.kind = LoggedAct::Kind::send;
  end.activity = end.name = logged_.close_event;
  end.fields = logged_.close_fields;
  end.at = *logged_.closed;
  end.line = logged_.line;
  send(end);
}

// What fell due up to the last thing known of the case is recorded, as it is in life.
void CaseRun::catch_up() {
  if (case_.closed_at) return;
  cases::Command command;
  command.what = cases::FireTimers{};
  command.actor = {cases::Actor::Kind::engine, "engine"};
  command.recorded_at = std::max(last_recorded_, plan_.as_of.value_or(last_recorded_));
  command.occurred = {command.recorded_at, false};
  const auto fired = decide(command);
  if (!fired) refuse(fired.error(), nullptr);
}

const cases::DeadlineSpec& CaseRun::spec_of(const cases::DeadlineInstance& instance) const {
  return plan_.procedure->deadlines()[static_cast<std::size_t>(instance.spec)];
}

Result<deadline::DeadlineState> CaseRun::by_main_rule(
    const cases::DeadlineInstance& instance) const {
  if (plan_.count_as == nullptr) return instance.state;
  return deadline::fold(instance.operations, *plan_.count_as, *spec_of(instance).calendar);
}

void CaseRun::add_figures() {
  for (const cases::DeadlineInstance& instance : case_.deadlines) {
    if (instance.state.status == deadline::Status::idle) continue;
    const auto& spec = spec_of(instance);
    if (spec.scope == cases::DeadlineSpec::Scope::after) continue;
    DeadlineReport& figures = replay_.figures_of(spec.definition->name);
    figures.started += 1 + instance.state.superseded;
    add_kept(figures.statutory, instance.state);
    const auto main = by_main_rule(instance);
    const deadline::DeadlineState& state = main ? *main : instance.state;
    add_kept(figures.main, state);
    const bool fits =
        figures.units.size() < report_entries_max || figures.units.contains(logged_.unit);
    add_kept(figures.units[fits ? logged_.unit : std::string(report_other)], state);
  }
}

void CaseRun::compare_recorded() {
  for (const auto& [name, recorded] : logged_.recorded) {
    compare(name, recorded, logged_.line);
    DeadlineReport& figures = replay_.figures_of(name);
    if (opened_) figures.all_days.add((recorded - zone().date_of(opened_->at)).count());
    const auto* instance = case_.latest_deadline(name);
    if (instance == nullptr) continue;
    if (!instance->state.ended_at) {
      ++figures.by_recorded.open;
      continue;
    }
    const Date ended = zone().date_of(*instance->state.ended_at);
    ++(ended < recorded    ? figures.by_recorded.before
       : ended == recorded ? figures.by_recorded.on
                           : figures.by_recorded.after);
  }
}

void CaseRun::compare(const std::string& deadline, Date recorded, std::int64_t line) {
  DeadlineReport& figures = replay_.figures_of(deadline);
  ++figures.recorded;
  DueDifference difference;
  difference.deadline = deadline;
  difference.case_id = logged_.id;
  difference.unit = logged_.unit;
  difference.recorded = recorded;
  difference.line = line;
  const auto* instance = case_.latest_deadline(deadline);
  if (instance != nullptr && instance->state.due) {
    difference.statutory_due = instance->state.due->due_on;
    const auto main = by_main_rule(*instance);
    if (main && main->due) difference.main_due = main->due->due_on;
  }
  difference.main_agrees = difference.main_due == recorded;
  difference.statutory_agrees = difference.statutory_due == recorded;
  ++(difference.main_agrees ? figures.main_agree.agree : figures.main_agree.differ);
  ++(difference.statutory_agrees ? figures.statutory_agree.agree : figures.statutory_agree.differ);
  if (difference.main_agrees && difference.statutory_agrees) return;

  if (difference.main_due && difference.statutory_due) {
    const DaysOff days_off = days_off_between(*spec_of(*instance).calendar, *difference.main_due,
                                              *difference.statutory_due);
    difference.reason_vi = days_off.text_vi;
    difference.reason_en = days_off.text_en;
    if (difference.main_agrees)
      figures.rolled.add(days_off.first_en.empty() ? "counted otherwise" : days_off.first_en);
  }
  if (!difference.main_agrees) {
    if (!difference.main_due) ++figures.without_run;
    if (difference.main_due) difference.days = (recorded - *difference.main_due).count();
    difference.group = group_of(difference);
    if (!difference.group.empty()) figures.classes.add(difference.group);
    if (difference.group.empty() && difference.main_due) figures.days.add(difference.days);
  }
  if (replay_.sink_ != nullptr) replay_.sink_->difference(difference);
}

std::string CaseRun::group_of(const DueDifference& difference) const {
  if (plan_.differ.empty()) return {};
  List activities(logged_.activities.begin(), logged_.activities.end());
  const rule::MapActivation activation(Map{{"recorded", difference.recorded},
                                           {"plain", date_or_null(difference.main_due)},
                                           {"statutory", date_or_null(difference.statutory_due)},
                                           {"activities", std::move(activities)}});
  for (const DifferGroup& group : plan_.differ) {
    // A condition that needs a date which is not there does not hold.
    const auto holds = rule::evaluate(group.when, activation);
    if (holds && holds->kind() == ValueKind::boolean && holds->as_bool()) return group.name;
  }
  return {};
}

void CaseRun::refuse(const Error& error, const LoggedAct* act) {
  reject(reason_of(error), act, error.message, error.remedy);
}

void CaseRun::reject(const std::string& reason, const LoggedAct* act, std::string message,
                     std::string remedy) {
  Rejection rejection;
  rejection.reason = reason;
  rejection.case_id = logged_.id;
  rejection.activity = act != nullptr ? act->activity : std::string();
  rejection.line = act != nullptr ? act->line : logged_.line;
  rejection.message = std::move(message);
  rejection.remedy = std::move(remedy);
  replay_.reject(rejection);
  if (std::find(rejected_for_.begin(), rejected_for_.end(), reason) != rejected_for_.end()) return;
  rejected_for_.push_back(reason);
  replay_.report_.rejected_cases.add(reason);
}

}  // namespace dunghan::service
