// What transitions and states do: fields stored, events raised, letters, other cases.
#include <algorithm>
#include <array>

#include "engine/cases/fields.h"
#include "engine/cases/other_cases.h"
#include "engine/cases/turn.h"

namespace dunghan::cases {
namespace {

using definition::Action;

constexpr std::array order_of_actions{
    Action::Kind::set,  Action::Kind::raise, Action::Kind::notify,     Action::Kind::send_letter,
    Action::Kind::open, Action::Kind::emit,  Action::Kind::cancel_task};

void put_by_declaration(const Procedure& procedure, DataSet& set, const std::string& name,
                        Value value) {
  const definition::Field* field = procedure.definition().field(name);
  const bool is_body = field != nullptr && (!field->is_fact || field->is_sealed());
  put(is_body ? set.body : set.facts, name, std::move(value));
}

Result<void> set_field(Turn& turn, const Frame& frame, const Action& action,
                       const CaseConditions& conditions) {
  DUNGHAN_TRY(Value value, value_of(*action.value, conditions));
  DataSet set;
  put_by_declaration(turn.procedure(), set, action.name, std::move(value));
  turn.emit(frame, std::move(set));
  return {};
}

Result<Map> evaluate_with(const Action& action, const CaseConditions& conditions) {
  Map with;
  for (const auto& [name, place] : action.with) {
    DUNGHAN_TRY(auto value, value_if_there(place, conditions));
    if (value) with.push_back({name, *std::move(value)});
  }
  return with;
}

Result<void> open_case(Turn& turn, const Frame& frame, const Action& action,
                       const CaseConditions& conditions) {
  Opening opening;
  opening.workflow = action.name;
  opening.link = action.link;
  opening.share = action.share;
  opening.unit = turn.current().unit;
  if (action.unit) {
    DUNGHAN_TRY(const Value unit, value_of(*action.unit, conditions));
    opening.unit = unit.kind() == ValueKind::string ? unit.as_string() : std::string();
  }
  DUNGHAN_TRY(opening.with, evaluate_with(action, conditions));
  return open_other_case(turn, frame, std::move(opening));
}

Result<void> emit_to_others(Turn& turn, const Frame& frame, const Action& action,
                            const CaseConditions& conditions) {
  const std::vector<CaseId> to = addressees(turn, action.link);
  if (to.empty()) return {};
  DUNGHAN_TRY(const Map with, evaluate_with(action, conditions));
  for (const CaseId other : to) {
    CaseRequest request;
    request.kind = CaseRequest::Kind::emit;
    request.event = action.name;
    request.to = other;
    request.occurred_at = frame.occasion.at;
    request.with = with;
    turn.request(std::move(request));
  }
  return {};
}

Result<void> cancel_task(Turn& turn, const Frame& frame, const std::string& name) {
  const TaskInstance* task = turn.current().latest_task(name);
  if (task == nullptr || task->status != TaskInstance::Status::open) return {};
  return end_task(turn, frame, task->key, TaskEnd::cancelled);
}

Result<void> run_action(Turn& turn, const Frame& frame, const Action& action,
                        InternalQueue& queue) {
  // Built anew for each action: what one sets, the next one reads.
  const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
  switch (action.kind) {
    case Action::Kind::set: return set_field(turn, frame, action, conditions);
    case Action::Kind::raise: queue.push_back({action.name}); return {};
    case Action::Kind::notify: return send_letter(turn, frame, action.letter, "notice", {});
    case Action::Kind::send_letter: return send_letter(turn, frame, action.letter, "letter", {});
    case Action::Kind::open: return open_case(turn, frame, action, conditions);
    case Action::Kind::emit: return emit_to_others(turn, frame, action, conditions);
    case Action::Kind::cancel_task: return cancel_task(turn, frame, action.name);
  }
  return {};
}

struct Recipient {
  std::string who, unit;
};

// A role stands for those who hold it; an expression for a party of the data (never named outside
// it) or for a unit's head.
std::vector<Recipient> recipients_of(Turn& turn, const Frame& frame,
                                     const definition::ValuePlace& to) {
  std::vector<Recipient> out;
  if (to.is_literal()) {
    const Value& role = std::get<Value>(to.content);
    const auto holder = role.kind() == ValueKind::string
                            ? resolve_role(turn, frame, role.as_string())
                            : Failure(Error{});
    if (holder)
      out.push_back({holder->assignee.empty() ? owner_text(holder->owner) : holder->assignee,
                     holder->owner.unit});
    return out;
  }
  const auto& expression = std::get<rule::Expression>(to.content);
  const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
  const auto value = rule::evaluate(expression, conditions);
  if (!value || value->is_null()) return out;
  const bool is_unit = value->kind() == ValueKind::string &&
                       turn.facts().organisation->unit(value->as_string()) != nullptr;
  if (is_unit) {
    out.push_back({"head@" + value->as_string(), value->as_string()});
  } else if (!expression.reads().empty()) {
    const std::string& path = expression.reads().front();
    out.push_back({"party:" + path.substr(path.find('.') + 1), turn.current().unit});
  }
  return out;
}

}  // namespace

Result<void> run_actions(Turn& turn, const Frame& frame,
                         const std::vector<definition::Action>& actions, InternalQueue& queue) {
  // Fields first, then what tells of them, whatever order they are written in.
  for (const Action::Kind kind : order_of_actions) {
    for (const Action& action : actions) {
      if (action.kind == kind) DUNGHAN_TRY_VOID(run_action(turn, frame, action, queue));
    }
  }
  return {};
}

void store_fields(Turn& turn, const Frame& frame) {
  DataSet set;
  for (const MapEntry& entry : frame.occasion.fields) {
    const std::string& name = entry.key.as_string();
    const Value* present = find(turn.current().data, name);
    const bool is_new = present == nullptr || !(*present == entry.value);
    if (is_new && turn.procedure().definition().field(name) != nullptr)
      put_by_declaration(turn.procedure(), set, name, entry.value);
  }
  if (!set.facts.empty() || !set.body.empty()) turn.emit(frame, std::move(set));
}

void append_items(Turn& turn, const Frame& frame, const std::vector<definition::Need>& needs) {
  for (const auto& need : needs) {
    const Value* item = find(frame.occasion.fields, need.field.name);
    if (need.appended_to.empty() || item == nullptr || item->is_null()) continue;
    const Value* present = find(turn.current().data, need.appended_to);
    List list =
        present != nullptr && present->kind() == ValueKind::list ? present->as_list() : List{};
    list.push_back(*item);
    DataSet set;
    put_by_declaration(turn.procedure(), set, need.appended_to, std::move(list));
    turn.emit(frame, std::move(set));
  }
}

void store_forms(Turn& turn, const Frame& frame) {
  DataSet set;
  for (const std::string& key : tasks_ended_by(turn, frame)) {
    const auto& form = turn.procedure()
                           .tasks()[static_cast<std::size_t>(turn.current().task(key)->spec)]
                           .definition->form;
    for (const MapEntry& entry : frame.occasion.fields) {
      const std::string& name = entry.key.as_string();
      const bool is_new = find(turn.current().data, name) == nullptr ||
                          !(*find(turn.current().data, name) == entry.value);
      if (is_new && std::find(form.begin(), form.end(), name) != form.end())
        put_by_declaration(turn.procedure(), set, name, entry.value);
    }
  }
  if (!set.facts.empty() || !set.body.empty()) turn.emit(frame, std::move(set));
}

Result<void> send_letter(Turn& turn, const Frame& frame, const definition::Letter& letter,
                         const std::string& kind, const std::string& task) {
  for (const auto& to : letter.to) {
    for (Recipient& recipient : recipients_of(turn, frame, to)) {
      turn.emit(frame, LetterSent{recipient.who, letter.template_name});
      Notification notification;
      notification.kind = kind;
      notification.recipient = std::move(recipient.who);
      notification.unit = std::move(recipient.unit);
      notification.task = task;
      notification.template_name = letter.template_name;
      const auto open = turn.procedure().calendar().next_open(turn.recorded_at());
      notification.not_before = open.value_or(turn.recorded_at());
      turn.notify(std::move(notification));
    }
  }
  return {};
}

}  // namespace dunghan::cases
