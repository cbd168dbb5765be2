#include "engine/describe/samples.h"

namespace dunghan::describe {
namespace {

// clang-format off: lines as they are shown
constexpr std::string_view smallest = R"yaml(dunghan: 1
workflow: information-request
version: 1
title: Request for information
effective: { from: 2026-01-01 }              # by the day on which the request was received
laws: { FIA: { number: 5/2020, name: Freedom of Information Act } }
calendar: nl                                 # config/calendars/nl.yaml
counting: plain-days                         # config/counting/plain-days.yaml
number: { text: "IR-{year}-{seq:5}", per: year }
opened_by: desk

data:
  requester: { type: party, required: true }
  subject:   { type: text, required: true, max: 500 }

roles:                                       # posts are those of config/organisation.yaml
  desk:    { unit: case.unit, post: reception }
  officer: { unit: case.unit, post: handler }

deadlines:
  answer:
    title: Answer the request
    within: 20 working days
    start:  { enter: received }              # what starts it
    stop:   { enter: answered }              # what meets it
    cancel: { enter: withdrawn }             # what ends it without a verdict
    owner:  officer                          # who owes it
    basis:  FIA s. 10

states:
  received:
    initial: true
    on:
      answer_sent: { to: answered, by: officer, needs: { sent_on: date }, occurs: event.sent_on }
      withdraw:    { to: withdrawn, by: desk }
  answered:  { final: true }
  withdrawn: { final: true }
)yaml";

constexpr std::string_view whole = R"yaml(dunghan: 1
workflow: tree-permit
version: 1
title: { vi: Cấp phép chặt hạ cây, en: Permit to fell a tree }
effective: { from: 2024-01-01 }
laws:
  TA: { number: 12/2020, name: { vi: Luật Cây xanh, en: Trees Act } }
calendar: nl
counting: plain-days
number: { text: "TP-{unit.code}-{year}-{seq:5}", per: [ unit, year ] }
opened_by: reception
backdate: { by: reception, at_most: 5 working days, beyond: { by: head, needs: { why_late: text } } }
ladder: standard
access: { existence: [ reception, handler, head ], content: [ handler, head ], exclude: data.officials }

data:
  applicant: { type: party, required: true, sealed: [ reception, handler, head ], label: { vi: Người xin phép, en: Applicant } }
  subject:   { type: text, required: true, max: 300, label: { vi: Cây và lý do, en: The tree and why } }
  kind:      { type: choice, of: [ garden, street, forest ], default: garden, label: { vi: Loại cây, en: Kind of tree } }
  height:    { type: int, default: 0, label: { vi: Chiều cao (m), en: Height in metres } }
  protected: { type: bool, default: false, label: { vi: Cây được bảo vệ, en: Protected tree } }
  rounds:    { type: int, default: 0, label: { vi: Số lần kiểm tra, en: Rounds of examination } }
  hearing_on: { type: date, label: { vi: Ngày nghe ý kiến, en: Day of the hearing } }
  permit_no: { type: text, max: 60, label: { vi: Số giấy phép, en: Number of the permit } }
  officials: { type: list, of: person, label: { vi: Cán bộ có liên quan, en: Officials concerned } }
  trunks:    { type: table, of: { species: text, girth: int }, label: { vi: Các thân cây, en: Trunks } }
  earlier:   { type: case, workflow: tree-permit, label: { vi: Giấy phép trước, en: Earlier permit } }
  quarter:   { type: window, label: { vi: Kỳ chặt hạ, en: Felling season } }

roles:
  reception: { unit: case.unit, post: reception }
  handler:   { unit: case.unit, post: handler, never: data.officials, pick: least-loaded }
  head:      { unit: case.unit, post: head, else: superior }
  inspector: { unit: thanh-tra-tinh, post: duty }

decisions:
  time_to_decide:
    hit: unique
    inputs: { kind: data.kind, high: data.height > 20 }
    output: period
    rules:
      - { kind: [ garden, street ], high: false, then: 6 weeks, basis: TA art. 4 }
      - { kind: [ garden, street ], high: true,  then: 8 weeks, basis: TA art. 4 }
      - { kind: forest, then: 12 weeks, basis: TA art. 4 }

deadlines:
  decision:
    title: { vi: Quyết định về đơn, en: Decide on the application }
    within: { decide: time_to_decide }
    start:  { enter: examining }
    stop:   { enter: decided }
    cancel: [ { enter: withdrawn }, { enter: refused } ]
    owner:  handler
    basis:  TA art. 4
    suspend:
      documents_missing:
        title: { vi: Chờ bổ sung hồ sơ, en: Documents missing }
        by: handler
        at_most: 4 weeks
        needs: { what_is_missing: text }
        resume: { by: [ reception, handler ], needs: { received_on: date } }
        basis: TA art. 5
      waiting: { title: { vi: Tạm đình chỉ, en: Paused }, while: paused, basis: TA art. 5 }
    extend:
      large:
        title: { vi: Việc lớn, en: A large matter }
        when: data.height > 10
        each: 4 weeks
        times: 1
        by: head
        needs: { reason: text }
        notify: { to: data.applicant, template: more-time }
        basis: TA art. 6
  reply:
    title: { vi: Người xin phép trả lời, en: The applicant answers }
    within: 2 weeks
    binds: citizen
    start: { event: ask }
    stop:  { event: answer }
    cancel: [ { enter: withdrawn }, { enter: decided } ]
    basis: TA art. 5

states:
  received:
    initial: true
    title: { vi: Đã tiếp nhận, en: Received }
    tasks:
      check: { for: reception, title: { vi: Kiểm tra hồ sơ, en: Check the application }, form: [ kind, height ], within: 5 working days, done: [ accept, refuse ], basis: policy }
    on:
      accept: { to: examining, by: [ reception, head ], title: { vi: Tiếp nhận giải quyết, en: Accept }, needs: { accepted_on: date }, occurs: event.accepted_on }
      refuse: { to: refused, by: head, title: { vi: Từ chối, en: Refuse }, needs: { reason: text }, notify: { to: data.applicant, template: permit-refused }, basis: TA art. 3 }
  examining:
    title: { vi: Đang thẩm định, en: Under examination }
    entry: { set: { rounds: "= data.rounds + 1" } }
    parallel:
      technical:
        states:
          inspecting:
            initial: true
            tasks:
              inspect: { for: handler, title: { vi: Kiểm tra tại chỗ, en: Look at the tree }, deadline: decision, done: inspected }
            on:
              inspected: { to: technical_done, by: handler, title: { vi: Đã kiểm tra, en: Inspected }, needs: { report: file } }
          technical_done: { final: true }
      neighbours:
        when: data.protected
        states:
          hearing:
            initial: true
            deadlines:
              hold_hearing: { title: { vi: Nghe ý kiến hàng xóm, en: Hear the neighbours }, within: 3 weeks, owner: handler, basis: TA art. 7 }
            on:
              heard: { to: neighbours_done, by: handler, title: { vi: Đã nghe ý kiến, en: Heard }, needs: [ hearing_on ] }
          neighbours_done: { final: true }
    on:
      ask:    { by: handler, title: { vi: Hỏi thêm, en: Ask the applicant }, needs: { question: text }, send: { to: data.applicant, template: question } }
      answer: { by: reception, title: { vi: Đã trả lời, en: Answer received }, needs: { answered_on: date, letter: file }, occurs: event.answered_on }
      pause:  { to: paused, by: head, title: { vi: Tạm đình chỉ, en: Pause }, needs: { reason: text } }
      decision.overdue: { notify: { to: head, template: decision-overdue } }
      reply.overdue:    { notify: { to: handler, template: no-answer } }
    done: deciding
  paused:
    title: { vi: Tạm đình chỉ, en: Paused }
    on:
      go_on: { to: { history: examining }, by: head, title: { vi: Tiếp tục, en: Go on } }
  deciding:
    title: { vi: Dự thảo quyết định, en: Drafting the decision }
    tasks:
      decide: { for: head, title: { vi: Quyết định, en: Decide }, deadline: decision, not_by: task inspect, done: grant }
    on:
      grant:
        to: decided
        by: head
        title: { vi: Cấp phép, en: Grant }
        needs: { permit_no: text, decided_on: date }
        occurs: event.decided_on
        tasks:
          publish: { for: handler, title: { vi: Niêm yết giấy phép, en: Put the permit up }, within: 2 working days, keep: { at_least: 15 days, unbroken: true }, basis: TA art. 8 }
  decided:
    title: { vi: "Đã quyết định, chờ khiếu nại", en: "Decided, open to objection" }
    on:
      object: { to: closed, by: reception, title: { vi: Khiếu nại, en: Objection }, open: { workflow: complaint-first-instance, unit: case.unit, link: objection, with: { subject: data.subject } } }
    after:
      6 weeks: { to: closed, basis: TA art. 9 }
  refused:   { final: true, title: { vi: Đã từ chối, en: Refused } }
  withdrawn: { final: true, title: { vi: Đã rút đơn, en: Withdrawn } }
  closed:    { final: true, title: { vi: Đã kết thúc, en: Closed } }

on:
  withdraw: { to: withdrawn, by: [ reception, handler ], title: { vi: Rút đơn, en: Withdraw }, needs: { request: file } }
)yaml";

// clang-format on

}  // namespace

std::string_view smallest_procedure() {
  return smallest;
}

std::string_view whole_procedure() {
  return whole;
}

}  // namespace dunghan::describe
