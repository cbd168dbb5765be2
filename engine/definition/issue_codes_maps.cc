// Codes E0500-E0549: maps of logs and registers (adapters/import/log_map.h).
#include <array>

#include "engine/definition/issue_codes.h"

namespace dunghan::definition {
namespace {

constexpr std::array<IssueCode, 17> codes{{
    {"E0501",
     {"khóa lạ trong bản ánh xạ", "an unknown key in a map"},
     {"Khóa không có trong mẫu của bản ánh xạ; có thể gõ sai.",
      "The key is not part of the form of a map; it may be mistyped."},
     ""},
    {"E0502",
     {"sai kiểu giá trị trong bản ánh xạ", "a value of the wrong type in a map"},
     {"Chỗ này cần chữ, đúng/sai, danh sách hay nhóm khác với điều đã viết.",
      "Another sort of value is wanted here: a text, true or false, a list or a mapping."},
     ""},
    {"E0503",
     {"thiếu khóa bắt buộc trong bản ánh xạ", "a map lacks a key"},
     {"Bản ánh xạ cần ít nhất: workflow, case.id, case.unit, cách mở hồ sơ, và `event` nếu mỗi "
      "dòng là một sự kiện.",
      "A map needs at least the workflow, case.id, case.unit, what opens a case, and `event` where "
      "a row is an event."},
     ""},
    {"E0504",
     {"không có quy trình này", "no such workflow"},
     {"Bản ánh xạ nêu một quy trình không có trong các tệp định nghĩa.",
      "The map names a workflow that none of the definition files declares."},
     ""},
    {"E0505",
     {"quy trình không có sự kiện này", "the workflow has no such event"},
     {"Sự kiện ở `send` phải là sự kiện của quy trình; sự kiện do máy phát ra (X.overdue) không "
      "gửi được.",
      "What `send` names must be an event of the workflow; events that the engine raises "
      "(X.overdue) cannot be sent."},
     ""},
    {"E0506",
     {"quy trình không có trường này", "the workflow has no such field"},
     {"Trường phải có trong `data` hoặc trong `needs` của quy trình.",
      "A field must be declared in `data` or in some `needs` of the workflow."},
     ""},
    {"E0507",
     {"quy trình không có thời hạn này", "the workflow has no such deadline"},
     {"`recorded`, `expect`, `suspend`, `resume`, `extend` phải nêu thời hạn của quy trình.",
      "`recorded`, `expect`, `suspend`, `resume` and `extend` name a deadline of the workflow."},
     ""},
    {"E0508",
     {"không có quy tắc tính này", "no such counting rule"},
     {"`count_as` nêu một quy tắc không có trong config/counting.",
      "`count_as` names a rule that is not in config/counting."},
     ""},
    {"E0509",
     {"giá trị ngoài danh sách", "not one of the words allowed"},
     {"Khóa này chỉ nhận một trong vài từ.", "This key takes one of a few words only."},
     ""},
    {"E0510",
     {"hoạt động có không hoặc nhiều nghĩa", "an activity that means nothing or several things"},
     {"Mỗi hoạt động có đúng một nghĩa: open, send, done, suspend, resume, extend, expect, note "
      "hay ignore. `data` đi với open, "
      "`with` đi với điều được gửi.",
      "An activity means exactly one thing: open, send, done, suspend, resume, extend, expect, "
      "note or ignore. `data` goes with "
      "open, `with` with what is sent."},
     "Payment: { send: payment, note: true }   # one of the two"},
    {"E0511",
     {"hồ sơ được mở hai lần hoặc không được mở", "cases are opened twice or not at all"},
     {"Hồ sơ được mở bằng một cột (`case.open`) hoặc bằng một hoạt động (`open: true`), không phải "
      "cả hai.",
      "A case is opened by a column (`case.open`) or by an activity (`open: true`), not by both."},
     ""},
    {"E0512",
     {"biểu thức sai", "an expression that is wrong"},
     {"Biểu thức CEL không đọc được, hoặc dùng tên không có. Cột có tên không phải định danh được "
      "gọi bằng column('…').",
      "The CEL expression cannot be read, or uses a name that is not there. A column whose name is "
      "no identifier is reached by "
      "column('…')."},
     "\"= column('time:timestamp')\""},
    {"E0513",
     {"nhật ký không có cột này", "the log has no such column"},
     {"Dòng đầu của nhật ký không có cột mà bản ánh xạ nêu.",
      "The first row of the log does not name the column that the map names."},
     ""},
    {"E0514",
     {"hoạt động không bao giờ tới lượt", "an activity that is never reached"},
     {"Mẫu đứng trước đã nhận hết; mẫu cụ thể phải đứng trên mẫu chung.",
      "A pattern above matches the same; the special one must stand above the general one."},
     "T05 Print: { send: confirm }   # above\nT*: { note: true }"},
    {"E0515",
     {"chữ trùng tên cột", "a text that is the name of a column"},
     {"Ở chỗ giá trị, chữ được lấy nguyên văn; muốn lấy giá trị của cột thì viết biểu thức.",
      "Where a value stands, a text is taken as it is; for the value of a column, write an "
      "expression."},
     "channel: \"= column('case:channel')\""},
    {"E0516",
     {"phiên bản ánh xạ lạ", "an unknown version of the map language"},
     {"Chương trình này đọc bản ánh xạ phiên bản 1.", "This program reads maps of version 1."},
     "dunghan: 1"},
    {"E0517",
     {"quy trình không có việc hoặc căn cứ này", "the workflow has no such task or ground"},
     {"`done` nêu một việc, `ground` một căn cứ gia hạn hay tạm ngừng của quy trình.",
      "`done` names a task, `ground` a ground of extension or suspension of the workflow."},
     ""},
}};

}  // namespace

std::span<const IssueCode> map_issue_codes() {
  return codes;
}

}  // namespace dunghan::definition
