// Codes E0600-E0649: scenarios beside definitions (engine/scenario/read_scenario.h, play.h).
#include <array>

#include "engine/definition/issue_codes.h"

namespace dunghan::definition {
namespace {

constexpr std::array<IssueCode, 22> codes{{
    {"E0601",
     {"khóa lạ trong kịch bản", "an unknown key in a scenario"},
     {"Khóa không có trong mẫu của kịch bản; có thể gõ sai.",
      "The key is not part of the form of a scenario; it may be mistyped."},
     ""},
    {"E0602",
     {"sai kiểu giá trị trong kịch bản", "a value of the wrong shape in a scenario"},
     {"Chỗ này cần chữ, đúng/sai, danh sách hay nhóm khác với điều đã viết.",
      "Another sort of value is wanted here: a text, true or false, a list or a mapping."},
     "then:\n  - { case: one, state: decided }   # a list, each entry a mapping"},
    {"E0603",
     {"thiếu khóa trong kịch bản", "a scenario lacks a key"},
     {"Kịch bản có `steps`; mỗi bước có `at`; mỗi mục của `then` phải nói một điều có thể sai. "
      "Điều nói về thời hạn phải nêu thời hạn nào.",
      "A scenario has `steps`, each step has `at`, and each entry of `then` says something that "
      "could fail. What is said of a deadline names the deadline."},
     "- { case: one, deadline: resolution, due_on: 2024-05-27 }"},
    {"E0604",
     {"bước không làm gì hoặc làm nhiều việc", "a step that does nothing or several things"},
     {"Mỗi bước làm đúng một việc: open, send, done, claim, release, delegate, reassign, suspend, "
      "resume, extend, hoặc chỉ xem bằng `then`. Có khóa chỉ đi với một số việc.",
      "A step does exactly one thing: open, send, done, claim, release, delegate, reassign, "
      "suspend, "
      "resume, extend, or it only looks, with `then`. Some keys go with some of them only."},
     "- { at: 2024-05-28, then: [ { case: one, state: decided } ] }   # only looks"},
    {"E0605",
     {"thời điểm không đọc được hoặc đi ngược", "a moment that cannot be read or goes back"},
     {"Ngày viết 2024-04-26, thời điểm viết 2024-04-26T08:30, theo múi giờ của lịch. Các bước theo "
      "thứ tự ghi nhận; việc ghi nhận muộn có `recorded` bên cạnh `at`.",
      "A day is written 2024-04-26, a moment 2024-04-26T08:30, in the calendar's zone. Steps stand "
      "in the order in which they are recorded; an act that is typed in late has `recorded` beside "
      "its `at`."},
     "- { at: 2024-05-03, recorded: 2024-05-06T09:00, send: payment, case: one }"},
    {"E0606",
     {"không có quy trình này", "no such workflow"},
     {"Kịch bản mở một quy trình không có, hoặc không có hiệu lực vào ngày đó.",
      "The scenario opens a workflow that does not exist, or is not in force on that day."},
     ""},
    {"E0607",
     {"quy trình không có sự kiện này", "the workflow has no such event"},
     {"`send` nêu một sự kiện của quy trình; sự kiện do máy phát ra (X.overdue) không gửi được.",
      "`send` names an event of the workflow; events that the engine raises (X.overdue) cannot be "
      "sent."},
     ""},
    {"E0608",
     {"quy trình không có việc này", "the workflow has no such task"},
     {"`done` và `tasks` nêu việc của quy trình.",
      "`done` and `tasks` name tasks of the workflow."},
     ""},
    {"E0609",
     {"quy trình không có thời hạn này", "the workflow has no such deadline"},
     {"Thời hạn của hồ sơ, của trạng thái, hoặc của một việc có thời hạn riêng (khi đó là tên "
      "việc).",
      "A deadline of the case or of a state, or a task with a limit of its own (then by the task's "
      "name)."},
     ""},
    {"E0610",
     {"thời hạn không có căn cứ này", "the deadline has no such ground"},
     {"`ground` nêu một căn cứ gia hạn hoặc tạm ngừng của chính thời hạn đó.",
      "`ground` names a ground of extension or suspension of that very deadline."},
     ""},
    {"E0611",
     {"quy trình không có trạng thái này", "the workflow has no such state"},
     {"`state` nêu trạng thái của quy trình, hoặc trạng thái bao ngoài nó.",
      "`state` names a state of the workflow, or one around it."},
     ""},
    {"E0612",
     {"quy trình không có trường này", "the workflow has no such field"},
     {"Trường phải có trong `data` hoặc trong `needs` của quy trình.",
      "A field must be declared in `data` or in some `needs` of the workflow."},
     ""},
    {"E0613",
     {"không rõ hồ sơ nào", "which case is not clear"},
     {"`case` nêu hồ sơ đã mở ở bước trên bằng `as`. Khi chỉ có một hồ sơ thì không cần nêu; khi "
      "có "
      "nhiều hồ sơ, mỗi hồ sơ có tên riêng.",
      "`case` names a case that a step above opened `as` that name. Where there is only one, it "
      "need not be named; where there are several, each has a name of its own."},
     "- { at: 2024-03-04, open: { workflow: w, unit: u }, as: one }"},
    {"E0614",
     {"không có người, chức vụ hay vai trò này", "no such person, post or role"},
     {"`by` nêu mã một người, một chức vụ trong tổ chức, hoặc một vai trò của quy trình.",
      "`by` names a person's id, a post of the organisation, or a role of the workflow."},
     ""},
    {"E0615",
     {"không có đơn vị này", "no such unit"},
     {"`unit` nêu một đơn vị của tổ chức.", "`unit` names a unit of the organisation."},
     ""},
    {"E0616",
     {"giá trị ngoài danh sách", "not one of the words allowed"},
     {"`status` và `refused` chỉ nhận một trong vài từ.",
      "`status` and `refused` take one of a few words only."},
     "refused: not_permitted"},
    {"E0617",
     {"khoảng thời gian không đọc được", "a period that cannot be read"},
     {"`amount` là một khoảng thời gian như `20 days`.", "`amount` is a period, like `20 days`."},
     ""},
    {"E0618",
     {"kịch bản bỏ sót một ngày đến hạn", "a scenario leaves a due date unstated"},
     {"Mỗi kịch bản nêu ngày đến hạn của mọi thời hạn đã chạy, như ở lúc cuối: nếu không, một quy "
      "trình sai thời hạn vẫn qua được. Lời báo cho sẵn dòng cần thêm; hãy tự tính lại trước khi "
      "thêm.",
      "Every scenario states the due date of each deadline that ran, as it is at the end: else a "
      "procedure with a wrong limit would pass. The finding has the line to add; work the date out "
      "before you add it."},
     "then:\n  - { case: one, deadline: resolution, due_on: 2024-05-27, status: running }"},
    {"E0619",
     {"kết quả khác với kịch bản", "it came out otherwise"},
     {"Một điều ở `then` không đúng: quy trình đã đổi, hoặc kịch bản sai.",
      "Something under `then` does not hold: the procedure has changed, or the scenario is wrong."},
     ""},
    {"E0620",
     {"bước bị từ chối hoặc đáng lẽ bị từ chối", "a step was refused, or should have been"},
     {"Một bước phải được thực hiện, trừ khi nó nói `refused:` kèm mã từ chối; khi đó nó phải bị "
      "từ "
      "chối đúng bằng mã ấy.",
      "A step must be done, unless it says `refused:` with a code; then it must be refused by just "
      "that code."},
     "- { at: 2024-01-16, extend: resolution, case: one, ground: complex, refused: guard_failed }"},
    {"E0621",
     {"độ phủ của kịch bản chưa đủ", "the scenarios do not cover enough"},
     {"Có trạng thái, bước chuyển hoặc thời hạn mà không kịch bản nào đi qua.",
      "There are states, transitions or deadlines that no scenario goes through."},
     ""},
    {"E0622",
     {"không kịch bản nào nhận ra sai sót này", "a mutant that no scenario notices"},
     {"Quy trình bị sửa sai một chỗ mà mọi kịch bản vẫn qua: chỗ ấy chưa được kiểm.",
      "The procedure was made wrong in one place, and every scenario still passes: that place is "
      "not held by any."},
     ""},
}};

}  // namespace

std::span<const IssueCode> scenario_issue_codes() {
  return codes;
}

}  // namespace dunghan::definition
