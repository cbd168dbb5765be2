// Records whose fields all differ, so that two swapped columns cannot go unseen, and their
// comparison field by field.
#pragma once

#include <tuple>

#include "engine/ports/records.h"

namespace dunghan::contract {

// Above 32 bits: what a careless column would cut.
inline constexpr std::int64_t big = 5'000'000'000;

inline Instant at(std::int64_t microseconds) {
  return Instant{Microseconds{microseconds}};
}

inline ports::EventRecord sample_event(std::int64_t stream_id, std::int64_t seq,
                                       Instant recorded_at = at(big * 1000)) {
  ports::EventRecord event;
  event.stream_id = stream_id;
  event.seq = seq;
  event.kind = "event_taken";
  event.version = 3;
  event.occurred_at = at(big * 999);
  event.recorded_at = recorded_at;
  event.actor = "lan";
  event.facts = {{Value("due_on"), Value(make_date(2024, 5, 7))}, {Value("n"), Value(big)}};
  event.body = {{Value("subject"), Value("Đất đai")}};
  return event;
}

inline ports::CaseRow sample_case(std::int64_t id) {
  ports::CaseRow row;
  row.case_id = CaseId{id};
  row.number = "KN-" + std::to_string(id);
  row.workflow = "complaint";
  row.unit = "so-tnmt";
  row.version = 4;
  row.state = "verifying, dialogue";
  row.opened_at = at(big + 1);
  row.recorded_at = at(big + 2);
  row.closed_at = at(big + 3);
  row.seq = big + 4;
  return row;
}

inline ports::DeadlineRow sample_deadline(std::int64_t id, std::string name) {
  ports::DeadlineRow row;
  row.case_id = CaseId{id};
  row.name = std::move(name);
  row.workflow = "complaint";
  row.case_unit = "so-tnmt";
  row.title_vi = "Giải quyết";
  row.title_en = "Resolution";
  row.owner_role = "head";
  row.owner_unit = "phong-1";
  row.owner = "lan";
  row.status = "running";
  row.started_at = at(big + 1);
  row.due_on = make_date(2024, 6, 6);
  row.due_at = at(big + 2);
  row.provisional = true;
  row.clock_type = false;
  row.citizen = true;
  row.ended_at = at(big + 3);
  row.ended_recorded_at = at(big + 4);
  row.ended_recorded_by = "minh";
  row.late = false;
  row.times_extended = 2;
  row.start_corrected = true;
  row.suspended_days = big + 5;
  row.calendar = "vn";
  row.basis = "LKN Điều 28";
  return row;
}

inline ports::TaskRow sample_task(std::int64_t id, std::string name) {
  ports::TaskRow row;
  row.case_id = CaseId{id};
  row.name = std::move(name);
  row.workflow = "complaint";
  row.case_unit = "so-tnmt";
  row.title_vi = "Xác minh";
  row.title_en = "Verify";
  row.role = "verifier";
  row.unit = "phong-2";
  row.post = "inspector";
  row.assignee = "hoa";
  row.deadline = "resolution";
  row.status = "open";
  row.made_at = at(big + 6);
  row.ended_at = at(big + 7);
  row.ended_by = "minh";
  row.basis = "LKN Điều 29";
  return row;
}

inline ports::OutboxMessage sample_message(std::int64_t id, Instant not_before) {
  ports::OutboxMessage message;
  message.id = MessageId{id};
  message.kind = "reminder";
  message.case_id = CaseId{big};
  message.case_number = "KN-1";
  message.workflow = "complaint";
  message.deadline = "resolution";
  message.task = "verify";
  message.state = "verifying";
  message.recipient = "lan";
  message.unit = "phong-1";
  message.template_name = "letter";
  message.due_on = make_date(2024, 6, 6);
  message.due_at = Instant(std::chrono::microseconds(1'717'650'000'000'001));
  message.title_vi = "Sắp đến hạn";
  message.title_en = "Due soon";
  message.basis = "LKN Điều 30";
  message.created_at = at(big - 1);
  message.not_before = not_before;
  return message;
}

inline auto fields(const ports::EventRecord& e) {
  return std::tie(e.id, e.stream_kind, e.stream_id, e.seq, e.kind, e.version, e.occurred_at,
                  e.recorded_at, e.actor, e.facts, e.body, e.salt, e.leaf_hash);
}
inline auto fields(const ports::CaseRow& r) {
  return std::tie(r.case_id, r.number, r.workflow, r.unit, r.version, r.state, r.opened_at,
                  r.recorded_at, r.closed_at, r.seq);
}
inline auto fields(const ports::DeadlineRow& r) {
  return std::tie(r.case_id, r.name, r.workflow, r.case_unit, r.title_vi, r.title_en, r.owner_role,
                  r.owner_unit, r.owner, r.status, r.started_at, r.due_on, r.due_at, r.provisional,
                  r.clock_type, r.citizen, r.ended_at, r.ended_recorded_at, r.ended_recorded_by,
                  r.late, r.times_extended, r.start_corrected, r.suspended_days, r.calendar,
                  r.basis);
}
inline auto fields(const ports::CalendarUse& u) {
  return std::tie(u.id, u.rests_until);
}
inline auto fields(const ports::TaskRow& r) {
  return std::tie(r.case_id, r.name, r.workflow, r.case_unit, r.title_vi, r.title_en, r.role,
                  r.unit, r.post, r.assignee, r.deadline, r.status, r.made_at, r.ended_at,
                  r.ended_by, r.basis);
}
inline auto fields(const ports::OutboxMessage& m) {
  return std::tie(m.id, m.kind, m.case_id, m.case_number, m.workflow, m.deadline, m.task, m.state,
                  m.recipient, m.unit, m.template_name, m.due_on, m.due_at, m.title_vi, m.title_en,
                  m.basis, m.created_at, m.not_before, m.attempts, m.delivered_at);
}
inline auto fields(const ports::CaseMessage& m) {
  return std::tie(m.id, m.from, m.kind, m.to, m.workflow, m.unit, m.event, m.link, m.with,
                  m.details, m.occurred_at);
}
inline auto fields(const ports::Receipt& r) {
  return std::tie(r.key, r.digest, r.case_id, r.seq, r.answer, r.recorded_at);
}
inline auto fields(const ports::StoredDocument& d) {
  return std::tie(d.kind, d.id, d.version, d.content_hash, d.source, d.recorded_at);
}

template <class Record>
bool same(const Record& left, const Record& right) {
  return fields(left) == fields(right);
}
template <class Record>
bool same(const std::vector<Record>& left, const std::vector<Record>& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const Record& a, const Record& b) { return fields(a) == fields(b); });
}
template <class Record>
bool same(const std::optional<Record>& left, const std::optional<Record>& right) {
  return left.has_value() == right.has_value() && (!left || fields(*left) == fields(*right));
}

}  // namespace dunghan::contract
