#include "engine/cases/other_cases.h"

#include <algorithm>

namespace dunghan::cases {
namespace {

using definition::FieldKind;

CaseRequest request_to(CaseRequest::Kind kind, CaseId to, Instant at) {
  CaseRequest request;
  request.kind = kind;
  request.to = to;
  request.occurred_at = at;
  return request;
}

// What a field of type `case` holds: the number or the id of the other case.
std::string given_link(const Case& current, std::string_view field) {
  const Value* value = find(current.data, field);
  return value != nullptr && value->kind() == ValueKind::string ? value->as_string()
                                                                : std::string();
}

bool holds_link(const Case& current, std::string_view field, CaseId other) {
  const std::string given = given_link(current, field);
  if (given.empty()) return false;
  const auto known = current.others.find(other);
  return given == to_text(other) ||
         (known != current.others.end() && known->second.number == given);
}

std::vector<std::string> link_names_of(const Turn& turn, CaseId other) {
  std::vector<std::string> names;
  for (const Link& link : turn.current().links) {
    if (link.child == other && !link.name.empty()) names.push_back(link.name);
  }
  for (const auto& field : turn.procedure().definition().data) {
    const bool is_link = field.type.kind == FieldKind::case_reference &&
                         holds_link(turn.current(), field.name, other);
    if (is_link) names.push_back(field.name);
  }
  return names;
}

bool is_child(const Case& current, CaseId other) {
  return std::any_of(current.links.begin(), current.links.end(),
                     [&](const Link& link) { return link.child == other; });
}

bool equal(const CaseReport& left, const CaseReport& right) {
  return left.number == right.number && left.unit == right.unit && left.state == right.state &&
         left.done == right.done && left.facts == right.facts && left.body == right.body;
}

bool is_known(const Case& current, const CaseReport& report) {
  const auto known = current.others.find(report.from);
  if (known == current.others.end()) return false;
  OtherCase told{report.number, report.unit, report.state, report.done, report.facts};
  for (const MapEntry& field : report.body) put(told.data, field.key.as_string(), field.value);
  const OtherCase& was = known->second;
  return was.number == told.number && was.unit == told.unit && was.state == told.state &&
         was.done == told.done && was.data == told.data;
}

// Fields of type `case` that name another than before: that one is asked to tell of itself.
void watch_given_links(Turn& turn, const Case& before) {
  const auto& definition = turn.procedure().definition();
  for (const auto& field : definition.data) {
    if (field.type.kind != FieldKind::case_reference) continue;
    const std::string given = given_link(turn.current(), field.name);
    if (given.empty() || given == given_link(before, field.name)) continue;
    CaseRequest request = request_to(CaseRequest::Kind::watch, {}, turn.current().last_act_at);
    request.to_ref = given;
    request.fields = definition.asked_of_others;
    turn.request(std::move(request));
  }
}

void watch_parent(Turn& turn, const Case& before) {
  const auto& definition = turn.procedure().definition();
  const bool opened = before.seq == 0 && turn.current().parent.value != 0;
  if (!opened || !definition.asks_parent) return;
  CaseRequest request =
      request_to(CaseRequest::Kind::watch, turn.current().parent, turn.current().opened_at);
  request.fields = definition.asked_of_others;
  turn.request(std::move(request));
}

}  // namespace

Result<void> open_other_case(Turn& turn, const Frame& frame, Opening opening) {
  if (turn.facts().organisation->unit(opening.unit) == nullptr) {
    return refuse("unknown_unit",
                  "`" + opening.workflow + "` cannot be opened: " +
                      (opening.unit.empty() ? "its unit is not known"
                                            : "there is no unit `" + opening.unit + "`"));
  }
  CaseRequest request = request_to(
      CaseRequest::Kind::open, turn.facts().next_case_id ? turn.facts().next_case_id() : CaseId{},
      frame.occasion.at);
  turn.emit(frame, LinkOpened{opening.link, opening.workflow, opening.unit, request.to,
                              opening.state, opening.item});
  request.workflow = std::move(opening.workflow);
  request.unit = std::move(opening.unit);
  request.link = std::move(opening.link);
  request.with = std::move(opening.with);
  request.share = std::move(opening.share);
  request.fields = turn.procedure().definition().asked_of_others;
  turn.request(std::move(request));
  return {};
}

std::vector<CaseId> addressees(const Turn& turn, std::string_view to) {
  const Case& current = turn.current();
  std::vector<CaseId> out;
  if (to == "parent") {
    if (current.parent.value != 0) out.push_back(current.parent);
    return out;
  }
  for (const Link& link : current.links) {
    const bool meant = to == "children" || link.name == to;
    if (meant && !link.failed && link.child.value != 0 && !current.is_done(link.child))
      out.push_back(link.child);
  }
  for (const auto& [id, other] : current.others) {
    const bool given = to != "children" && !other.done && holds_link(current, to, id);
    if (given && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
  }
  return out;
}

bool is_named(const Turn& turn, const Actor& other, const std::vector<std::string>& by) {
  const auto number = id_from_text(other.id);
  if (!number) return false;
  const CaseId id{*number};
  const Case& current = turn.current();
  return std::any_of(by.begin(), by.end(), [&](const std::string& name) {
    if (name == "parent") return id == current.parent;
    if (name == "children") return is_child(current, id);
    const auto names = link_names_of(turn, id);
    return std::find(names.begin(), names.end(), name) != names.end();
  });
}

Result<void> hear_case(Turn& turn, const Frame& frame, const CaseReport& report) {
  if (is_known(turn.current(), report)) return {};
  const bool was_done = turn.current().is_done(report.from);
  turn.emit(frame, CaseReported{report.from, report.number, report.unit, report.state, report.done,
                                report.facts, report.body});
  if (turn.current().closed_at) return {};
  if (report.done && !was_done) {
    for (const std::string& name : link_names_of(turn, report.from))
      turn.raise_later(name + ".closed", frame.occasion.at);
  }
  return take_transitions(turn, frame, {});
}

Result<void> cancel_case(Turn& turn, const Frame& frame) {
  turn.emit(frame, CaseCancelled{});
  std::vector<std::string> tasks, deadlines;
  for (const TaskInstance& task : turn.current().tasks) {
    if (task.status == TaskInstance::Status::open) tasks.push_back(task.key);
  }
  for (const std::string& key : tasks)
    DUNGHAN_TRY_VOID(end_task(turn, frame, key, TaskEnd::cancelled));
  for (const DeadlineInstance& deadline : turn.current().deadlines) {
    if (deadline.is_open()) deadlines.push_back(deadline.key);
  }
  for (const std::string& key : deadlines)
    DUNGHAN_TRY_VOID(end_deadline(turn, frame, key, deadline::OperationKind::cancel));
  turn.emit(frame, CaseClosed{});
  return {};
}

CaseReport report_of(const Case& current_case, const Procedure& procedure,
                     const std::vector<std::string>& fields) {
  CaseReport report;
  report.from = current_case.id;
  report.number = current_case.number;
  report.unit = current_case.unit;
  report.state = state_text(current_case, procedure);
  report.done = current_case.closed_at.has_value();
  for (const std::string& name : fields) {
    const definition::Field* field = procedure.definition().field(name);
    const Value* value = find(current_case.data, name);
    if (field == nullptr || field->is_sealed() || value == nullptr ||
        value->kind() == ValueKind::sealed)
      continue;
    put(field->is_fact ? report.facts : report.body, name, *value);
  }
  return report;
}

void tell_others(Turn& turn, const Case& before) {
  for (const Watcher& watcher : turn.current().watchers) {
    const CaseReport now = report_of(turn.current(), turn.procedure(), watcher.fields);
    const bool known_before =
        std::any_of(before.watchers.begin(), before.watchers.end(), [&](const Watcher& other) {
          return other.by == watcher.by && other.fields == watcher.fields;
        });
    if (known_before && equal(report_of(before, turn.procedure(), watcher.fields), now)) continue;
    CaseRequest request = request_to(
        CaseRequest::Kind::report, watcher.by,
        turn.current().closed_at.value_or(
            turn.events().empty() ? turn.current().last_act_at : turn.events().back().occurred_at));
    request.report = now;
    turn.request(std::move(request));
  }
  watch_given_links(turn, before);
  watch_parent(turn, before);
}

}  // namespace dunghan::cases
