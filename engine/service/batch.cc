#include "engine/service/batch.h"

#include <algorithm>
#include <concepts>
#include <type_traits>

#include "engine/base/check.h"
#include "engine/cases/event_codec.h"
#include "engine/cases/fields.h"
#include "engine/cases/other_cases.h"
#include "engine/service/answers.h"
#include "engine/service/case_messages.h"
#include "engine/service/number_series.h"
#include "engine/service/projection.h"
#include "engine/service/sealing.h"

namespace dunghan::service {
namespace {

// What a request says, as one value: equal requests have equal text, whatever order they were typed
// in.
Map description_of(const Request& request) {
  Map map{{"case", request.case_ref}, {"actor", request.actor.id}, {"reason", request.reason}};
  if (request.occurred) map.push_back({"at", request.occurred->at});
  const auto add = [&](const char* what, const std::string& one, const std::string& two,
                       Map fields) {
    std::sort(fields.begin(), fields.end(), [](const MapEntry& left, const MapEntry& right) {
      return left.key.as_string() < right.key.as_string();
    });
    map.push_back({"what", what});
    map.push_back({"one", one});
    map.push_back({"two", two});
    map.push_back({"fields", std::move(fields)});
  };
  struct Describe {
    decltype(add)& put;
    void operator()(const OpenRequest& r) const { put("open", r.workflow, r.unit, r.fields); }
    void operator()(const SendRequest& r) const { put("send", r.event, "", r.fields); }
    void operator()(const DoneRequest& r) const { put("done", r.task, r.event, r.fields); }
    void operator()(const SuspendRequest& r) const {
      put("suspend", r.deadline, r.ground, r.fields);
    }
    void operator()(const ResumeRequest& r) const { put("resume", r.deadline, r.ground, r.fields); }
    void operator()(const ExtendRequest& r) const {
      Map fields = r.fields;
      if (r.by) fields.push_back({"by ", *r.by});
      if (r.until) fields.push_back({"until ", *r.until});
      put("extend", r.deadline, r.ground, fields);
    }
    void operator()(const CorrectRequest& r) const {
      Map fields = r.fields;
      if (r.to) fields.push_back({"to ", r.to->at});
      put("correct", std::to_string(r.seq), "", fields);
    }
    void operator()(const cases::HandTask& hand) const {
      put("hand", hand.task, hand.person, {{"how", std::int64_t{static_cast<int>(hand.how)}}});
    }
    void operator()(const FireRequest&) const { put("fire", "", "", {}); }
    void operator()(const NoteRequest& r) const { put("note", r.name, "", r.fields); }
  };
  // What comes from other cases has no key, and is never compared.
  std::visit(
      [&](const auto& what) {
        if constexpr (std::is_invocable_v<Describe, decltype(what)>) Describe{add}(what);
      },
      request.what);
  return map;
}

// What needs no fields typed and sealed.
decltype(cases::Command::what) internal_command(const Request& request) {
  decltype(cases::Command::what) command = cases::FireTimers{};
  std::visit(
      [&](const auto& what) {
        using What = std::decay_t<decltype(what)>;
        if constexpr (std::is_constructible_v<decltype(cases::Command::what), What>) command = what;
      },
      request.what);
  return command;
}

ports::EventRecord record_of(CaseId case_id, const cases::Event& event) {
  cases::EncodedEvent encoded = cases::encode(event.what);
  ports::EventRecord record;
  record.stream_kind = ports::StreamKind::cases;
  record.stream_id = case_id.value;
  record.seq = event.seq;
  record.kind = std::move(encoded.kind);
  record.version = encoded.version;
  record.occurred_at = event.occurred_at;
  record.recorded_at = event.recorded_at;
  record.actor = event.actor;
  record.facts = std::move(encoded.facts);
  record.body = std::move(encoded.body);
  return record;
}

}  // namespace

Result<Answer> Batch::run(const Request& request) {
  if (request.key.empty()) return decide_and_write(request);
  auto& with = service_.with_;
  DUNGHAN_TRY(const auto receipt, stored(unit_->find_receipt(request.key)));
  const std::string digest = with.crypto->keyed_hash(with.codec->to_text(description_of(request)));
  if (receipt) {
    if (receipt->digest == digest) return with.codec->from_text(receipt->answer);
    return fail(ErrorCode::conflict, "key `" + request.key + "` was used for another command",
                "choose a new key for a new command");
  }
  DUNGHAN_TRY(Answer answer, decide_and_write(request));
  ports::Receipt made;
  made.key = request.key;
  made.digest = digest;
  made.case_id = touched_order_.empty() ? CaseId{} : touched_order_.back();
  if (const Value* seq = find(answer, "seq")) made.seq = seq->as_int();
  made.answer = with.codec->to_text(answer);
  made.recorded_at = now_;
  DUNGHAN_TRY_VOID(stored(unit_->put_receipt(made)));
  return answer;
}

Result<Answer> Batch::decide_and_write(const Request& request) {
  std::shared_ptr<const LoadedCase> before;
  cases::Command command;
  if (const auto* open = std::get_if<OpenRequest>(&request.what)) {
    cases::OpenCase opening;
    DUNGHAN_TRY(LoadedCase fresh, new_case(request, *open, opening));
    before = std::make_shared<const LoadedCase>(std::move(fresh));
    DUNGHAN_TRY(command, command_of(request, *before));
    command.what = std::move(opening);
  } else {
    DUNGHAN_TRY(const auto found, load(request.case_ref));
    DUNGHAN_TRY(before, under_law_of(found, request.occurred ? request.occurred->at : now_));
    DUNGHAN_TRY(command, command_of(request, *before));
    // Whoever saw the case as it was before an amendment came has missed nothing of it.
    if (command.expected_seq == found->state.seq) command.expected_seq = before->state.seq;
  }
  const cases::Facts facts = facts_for(*before, request);
  auto decided = cases::decide(before->state, command, facts);
  if (!decided) {
    DUNGHAN_TRY_VOID(note_endless(request, *before, decided.error()));
    return Failure(decided.error());
  }
  cases::Decision decision = *std::move(decided);
  if (!decision.events.empty()) {
    DUNGHAN_TRY_VOID(write(*before, decision, facts, request.hops));
  }
  if (service_.with_.on_decided) service_.with_.on_decided(*before->procedure, decision);
  auto after =
      std::make_shared<const LoadedCase>(LoadedCase{std::move(decision.after), before->procedure});
  touch(after);
  DUNGHAN_TRY(const auto today, under_todays_law(after));
  return answer_of(*today, request.actor, now_, facts_for(*today, request));
}

void Batch::touch(std::shared_ptr<const LoadedCase> after) {
  const CaseId id = after->state.id;
  std::erase(touched_order_, id);
  touched_[id] = std::move(after);
  touched_order_.push_back(id);
}

// A command that does not come to rest is refused, and the case put on the list of incidents; once,
// for a timer comes again.
Result<void> Batch::note_endless(const Request& request, const LoadedCase& before,
                                 const Error& error) {
  if (error.reason != "endless" || before.state.seq == 0 || before.state.is_endless) return {};
  cases::Command command;
  command.what = cases::NoteIncident{std::string(cases::endless_incident), error.message};
  command.actor = {cases::Actor::Kind::engine, "engine"};
  command.recorded_at = std::max(now_, before.state.last_recorded_at + Microseconds{1});
  command.occurred = {command.recorded_at, false};
  const cases::Facts facts = facts_for(before, request);
  DUNGHAN_TRY(cases::Decision decision, cases::note(before.state, command, facts));
  DUNGHAN_TRY_VOID(write(before, decision, facts, request.hops));
  touch(
      std::make_shared<const LoadedCase>(LoadedCase{std::move(decision.after), before.procedure}));
  return {};
}

Result<LoadedCase> Batch::new_case(const Request& request, const OpenRequest& open,
                                   cases::OpenCase& command) {
  auto& with = service_.with_;
  const Occurrence occurred = request.occurred.value_or(Occurrence{now_, false});
  LoadedCase fresh;
  DUNGHAN_TRY(fresh.procedure, procedure_in_force(open.workflow, occurred));
  fresh.state.id = open.id.value != 0 ? open.id : CaseId{with.ids->next(now_)};
  DUNGHAN_TRY(command.fields, prepare_fields(fresh, open.fields, open.readers));
  const NumberContext context{fresh.procedure->definition(),
                              *with.organisation,
                              open.unit,
                              fresh.procedure->zone().date_of(occurred.at),
                              open.parent_number,
                              command.fields};
  const std::string series = series_key(context);
  drawn_from_[fresh.state.id] = series;
  if (series_.find(series) == series_.end()) {
    DUNGHAN_TRY(series_[series], stored(unit_->series_value(series)));
  }
  command.unit = open.unit;
  command.number = case_number(context, series_[series] + 1);
  command.parent = open.parent;
  command.parent_number = open.parent_number;
  command.link = open.link;
  command.told_fields = open.told_fields;
  if (open.parent.value != 0) {
    DUNGHAN_TRY(const auto parent, load(open.parent));
    command.parent_report = cases::report_of(parent->state, *parent->procedure,
                                             fresh.procedure->definition().asked_of_others);
  }
  return fresh;
}

namespace {

Result<void> check_readers(const cases::Procedure& procedure, const Readers& readers) {
  for (const auto& [name, allowed] : readers) {
    const definition::Field* field = cases::declared_field(procedure, name);
    const auto was_reader = [&readers = allowed](const std::string& role) {
      return !readers || std::find(readers->begin(), readers->end(), role) != readers->end();
    };
    const bool kept = field != nullptr && field->is_sealed() &&
                      std::all_of(field->sealed_for.begin(), field->sealed_for.end(), was_reader);
    if (kept) continue;
    return refuse("sealed_value",
                  "what is handed on as `" + name + "` is sealed, and in `" +
                      procedure.definition().id + "` others could read it",
                  "seal `" + name + "` there for roles of the same names, or write `share:`");
  }
  return {};
}

}  // namespace

// A field that names another case names one that is there.
Result<void> Batch::check_given_links(const LoadedCase& loaded, const Map& typed) {
  for (const MapEntry& entry : typed) {
    const auto* field = cases::declared_field(*loaded.procedure, entry.key.as_string());
    const bool is_link = field != nullptr &&
                         field->type.kind == definition::FieldKind::case_reference &&
                         entry.value.kind() == ValueKind::string;
    if (!is_link) continue;
    const auto other = load(entry.value.as_string());
    if (!other && is_poisoned()) return Failure(other.error());
    if (!other) return refuse("unknown_case", other.error().message, other.error().remedy);
    const std::string& wanted = field->type.workflow;
    const std::string& found = (*other)->procedure->definition().id;
    if (!wanted.empty() && wanted != found) {
      std::string message = "`" + field->name;
      message += "` names a case of `" + wanted;
      message += "`; `" + entry.value.as_string();
      message += "` is one of `" + found + "`";
      return refuse("unknown_case", std::move(message));
    }
  }
  return {};
}

Result<Map> Batch::prepare_fields(const LoadedCase& loaded, const Map& raw,
                                  const Readers& readers) {
  auto& with = service_.with_;
  DUNGHAN_TRY(Map typed, cases::type_fields(*loaded.procedure, raw, *with.organisation));
  DUNGHAN_TRY_VOID(check_readers(*loaded.procedure, readers));
  DUNGHAN_TRY_VOID(check_given_links(loaded, typed));
  if (!Sealer::has_sealed(*loaded.procedure, typed)) return typed;
  DUNGHAN_TRY(auto key, stored(unit_->wrapped_key(loaded.state.id)));
  if (!key) {
    DUNGHAN_TRY(key, with.crypto->make_case_key());
    DUNGHAN_TRY_VOID(stored(unit_->put_wrapped_key(loaded.state.id, *key)));
  }
  return Sealer(*with.crypto, *with.codec).seal(*loaded.procedure, loaded.state.id, *key, typed);
}

Result<cases::Command> Batch::command_of(const Request& request, const LoadedCase& loaded) {
  cases::Command command;
  command.actor = request.actor;
  command.reason = request.reason;
  command.expected_seq = request.expected_seq;
  command.recorded_at = loaded.state.seq == 0
                            ? now_
                            : std::max(now_, loaded.state.last_recorded_at + Microseconds{1});
  command.occurred = request.occurred.value_or(Occurrence{now_, false});
  command.hops = request.hops;
  const Map* raw = nullptr;
  if (const auto* send = std::get_if<SendRequest>(&request.what)) {
    command.what = cases::SendEvent{send->event, {}};
    raw = &send->fields;
  } else if (const auto* done = std::get_if<DoneRequest>(&request.what)) {
    command.what = cases::CompleteTask{done->task, done->event, {}};
    raw = &done->fields;
  } else if (const auto* suspend = std::get_if<SuspendRequest>(&request.what)) {
    command.what = cases::SuspendDeadline{suspend->deadline, suspend->ground, {}};
    raw = &suspend->fields;
  } else if (const auto* resume = std::get_if<ResumeRequest>(&request.what)) {
    command.what = cases::ResumeDeadline{resume->deadline, resume->ground, {}};
    raw = &resume->fields;
  } else if (const auto* extend = std::get_if<ExtendRequest>(&request.what)) {
    command.what =
        cases::ExtendDeadline{extend->deadline, extend->ground, extend->by, extend->until, {}};
    raw = &extend->fields;
  } else if (const auto* correct = std::get_if<CorrectRequest>(&request.what)) {
    DUNGHAN_TRY(cases::RecordedAct act, act_to_correct(loaded, *correct));
    command.what = cases::CorrectAct{std::move(act), correct->to, {}};
    raw = &correct->fields;
  } else if (const auto* note = std::get_if<NoteRequest>(&request.what)) {
    command.what = cases::NoteActivity{note->name, note->fields};
  } else {
    command.what = internal_command(request);
  }
  if (raw == nullptr || raw->empty()) return command;
  const auto* sent = std::get_if<SendRequest>(&request.what);
  DUNGHAN_TRY(Map fields,
              prepare_fields(loaded, *raw, sent != nullptr ? sent->readers : Readers{}));
  std::visit(
      [&](auto& what) {
        if constexpr (requires {
                        { what.fields } -> std::same_as<Map&>;
                      })
          what.fields = std::move(fields);
      },
      command.what);
  return command;
}

// A case whose receipt was another day keeps the version that it runs by: where another day would
// have meant another version, it is another case.
Result<cases::RecordedAct> Batch::act_to_correct(const LoadedCase& loaded,
                                                 const CorrectRequest& correct) {
  DUNGHAN_TRY(const auto records,
              stored(unit_->load_events(ports::StreamKind::cases, loaded.state.id.value)));
  std::vector<cases::Event> events;
  for (const ports::EventRecord& record : records) {
    DUNGHAN_TRY(cases::Event event, event_of(record));
    events.push_back(std::move(event));
  }
  DUNGHAN_TRY(cases::RecordedAct act, cases::find_act(events, correct.seq));
  if (!act.opens() || !correct.to) return act;
  const definition::WorkflowDefinition& definition = loaded.procedure->definition();
  DUNGHAN_TRY(const auto in_force, procedure_in_force(definition.id, *correct.to));
  if (in_force->definition().version == loaded.state.received_under) return act;
  return refuse("another_version",
                "a case received then runs by version " +
                    std::to_string(in_force->definition().version) + " of `" + definition.id +
                    "`, and this one by version " + std::to_string(loaded.state.received_under),
                "end this case, and open it again with the right day of receipt");
}

cases::Facts Batch::facts_for(const LoadedCase& loaded, const Request& request) {
  cases::Facts facts = service_.facts_for(loaded);
  facts.bound_backdating = !request.imported;
  facts.next_case_id = [this] { return CaseId{service_.with_.ids->next(now_)}; };
  facts.open_tasks = [this](std::string_view person) {
    return unit_->open_tasks_of(person).value_or(0);
  };
  return facts;
}

Result<std::shared_ptr<const LoadedCase>> Batch::load(const std::string& case_ref) {
  for (const auto& [id, loaded] : touched_) {
    if (loaded->state.number == case_ref) return loaded;
  }
  DUNGHAN_TRY(const auto by_number, stored(unit_->find_case(case_ref)));
  if (by_number) return load(*by_number);
  if (const auto id = id_from_text(case_ref)) return load(CaseId{*id});
  return fail(ErrorCode::not_found, "there is no case `" + case_ref + "`",
              "cases go by number or id; `dunghan list` shows them");
}

Result<std::shared_ptr<const LoadedCase>> Batch::load(CaseId case_id) {
  if (const auto found = touched_.find(case_id); found != touched_.end()) return found->second;
  if (auto cached = service_.cached(case_id)) return cached;
  DUNGHAN_TRY(const auto records,
              stored(unit_->load_events(ports::StreamKind::cases, case_id.value)));
  if (records.empty())
    return fail(ErrorCode::not_found, "there is no case `" + to_text(case_id) + "`");
  DUNGHAN_TRY(LoadedCase loaded,
              service_.assemble(case_id, records, [&](const std::string& workflow, int version) {
                return stored(unit_->find_document("definition", workflow, version));
              }));
  return std::make_shared<const LoadedCase>(std::move(loaded));
}

Result<void> Batch::write(const LoadedCase& before, const cases::Decision& decision,
                          const cases::Facts& facts, int hops) {
  std::vector<ports::EventRecord> records;
  records.reserve(decision.events.size());
  for (const cases::Event& event : decision.events)
    records.push_back(record_of(before.state.id, event));
  DUNGHAN_TRY_VOID(stored(unit_->append(records)));
  if (before.state.seq == 0) {
    const std::string& series = drawn_from_[before.state.id];
    DUNGHAN_TRY_VOID(stored(unit_->set_series_value(series, ++series_[series])));
  }
  DUNGHAN_TRY_VOID(write_rows(before, decision.after, *facts.procedure, records.back().id));
  cases::Facts facts_before = facts;
  facts_before.procedure = before.procedure.get();
  const auto timers_before = before.state.seq == 0 ? std::vector<cases::Timer>{}
                                                   : cases::timers_of(before.state, facts_before);
  const auto timers_after = cases::timers_of(decision.after, facts);
  if (timers_before != timers_after) {
    std::vector<ports::TimerRow> rows;
    for (const cases::Timer& timer : timers_after)
      rows.push_back({timer.at, before.state.id, timer.kind});
    DUNGHAN_TRY_VOID(stored(unit_->replace_timers(before.state.id, rows)));
  }
  return write_messages(decision, *facts.procedure, hops);
}

Result<void> Batch::write_rows(const LoadedCase& before, const cases::Case& after,
                               const cases::Procedure& now_under, std::int64_t position) {
  const Projection changed = changed_rows(before.state, *before.procedure, after, now_under);
  for (const auto& row : changed.cases) DUNGHAN_TRY_VOID(stored(unit_->put_case(row, position)));
  for (const auto& row : changed.deadlines)
    DUNGHAN_TRY_VOID(stored(unit_->put_deadline(row, position)));
  for (const auto& row : changed.tasks) DUNGHAN_TRY_VOID(stored(unit_->put_task(row, position)));
  return {};
}

Result<void> Batch::write_messages(const cases::Decision& decision,
                                   const cases::Procedure& procedure, int hops) {
  for (const cases::Notification& notification : decision.notifications) {
    ports::OutboxMessage message;
    message.id = MessageId{service_.with_.ids->next(now_)};
    message.kind = notification.kind;
    message.case_id = decision.after.id;
    message.case_number = decision.after.number;
    message.workflow = procedure.definition().id;
    message.deadline = notification.deadline;
    message.task = notification.task;
    message.state = cases::state_text(decision.after, procedure);
    message.recipient = notification.recipient;
    message.unit = notification.unit;
    message.template_name = notification.template_name;
    message.due_on = notification.due_on;
    message.due_at = notification.due_at;
    message.title_vi = notification.title_vi;
    message.title_en = notification.title_en;
    message.basis = notification.basis;
    message.created_at = now_;
    message.not_before = std::max(notification.not_before, now_);
    DUNGHAN_TRY_VOID(stored(unit_->enqueue(message)));
  }
  if (!decision.requests.empty()) service_.messages_may_wait_ = true;
  for (const cases::CaseRequest& request : decision.requests) {
    ports::CaseMessage message = message_of(request, hops + 1);
    message.id = MessageId{service_.with_.ids->next(now_)};
    message.from = decision.after.id;
    if (message.to.value == 0) {
      DUNGHAN_TRY(const auto named, load(request.to_ref));
      message.to = named->state.id;
    }
    DUNGHAN_TRY_VOID(stored(unit_->put_case_message(message)));
  }
  return {};
}

Result<void> Batch::commit() {
  DUNGHAN_TRY_VOID(stored(unit_->commit()));
  for (const CaseId case_id : touched_order_) service_.remember(touched_.at(case_id));
  return {};
}

}  // namespace dunghan::service
