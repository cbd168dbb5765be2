// Tasks, letters, and what else a case does.
#include "engine/definition/block_shapes.h"

namespace dunghan::definition {
namespace {

constexpr Key task_keys[] = {
    {"for", a(Form::role), {"vai phải làm", "role that does it"}, "handler", required, "E0222"},
    title_key,
    when_key,
    {"deadline",
     a(Form::deadline),
     {"thời hạn mà nó phục vụ", "deadline that it serves"},
     "decision"},
    within_key,
    due_key,
    at_least_key,
    target_key,
    {"form", some(Form::field), {"các trường nó điền", "fields that it fills"}, "[ kind, height ]"},
    needs_key,
    {"done",
     some(Form::event),
     {"sự kiện làm nó xong; không có: người làm báo xong",
      "events that finish it; without it, who does it says so"},
     "[ accept, refuse ]"},
    {"not_by",
     a(Form::task_reference),
     {"không phải người đã làm việc kia", "not by the person who did that task"},
     "task inspect"},
    pick_key,
    {"send",
     a(Block::letter),
     {"thư gửi đi kèm theo", "letter that goes out with it"},
     "{ to: data.applicant, template: visit }"},
    {"keep",
     a(Block::keep),
     {"phải niêm yết và giữ niêm yết", "posted and kept posted"},
     "{ at_least: 15 days }"},
    {"cancel",
     a(Form::triggers),
     {"cái gì làm nó không còn cần", "what makes it needless"},
     "{ when: data.height > 50 }"},
    basis_key,
    {"quorum",
     a(Block::quorum),
     {"chừng ấy người cùng gửi một sự kiện thì sự kiện mới có hiệu lực",
      "an event counts when so many people sent it"},
     "{ agree: 2, of: 3 }"},
    {"delegate",
     roles_shape,
     {"được giao tiếp cho những vai nào", "roles that it may be handed on to"},
     "[ reception ]"}};
constexpr Rule task_rules[] = {
    {Rule::Kind::at_most_one, {{{"deadline"}, {"within"}, {"due"}, {"at_least"}}}},
    {Rule::Kind::only_with, {{{"target"}, {"within"}, {"due"}, {"at_least"}}}}};

constexpr Key keep_keys[] = {
    {"at_least", a(Form::period), {"bao lâu", "how long"}, "15 days", required},
    {"unbroken", a(Form::flag), {"không gián đoạn", "without a gap"}, "true"},
    basis_key};

constexpr Key letter_keys[] = {
    {"to", some(Form::receiver), {"gửi cho ai", "to whom"}, "[ head, data.applicant ]", required},
    {"template",
     a(Form::letter_text),
     {"mẫu thư", "text of the letter"},
     "permit-granted",
     required}};

constexpr Key quorum_keys[] = {
    {"agree", a(Form::count), {"bao nhiêu người", "how many"}, "2", required},
    {"of", a(Form::count), {"trên bao nhiêu", "of how many"}, "3", required}};

constexpr Key open_keys[] = {
    {"workflow",
     a(Form::workflow),
     {"quy trình nào", "which procedure"},
     "complaint-first-instance",
     required},
    {"unit",
     a(Form::unit),
     {"đơn vị của hồ sơ mới", "unit of the new case"},
     "case.unit",
     required},
    {"link",
     a(Form::text),
     {"tên liên kết: điều kiện đọc `TÊN.state`; nó phát ra `TÊN.closed`",
      "name of the link: conditions read `NAME.state`; it raises `NAME.closed`"},
     "appeal"},
    {"with",
     named(Names::any, a(Form::value)),
     {"dữ liệu của nó", "its data"},
     "{ subject: data.permit_no }"},
    share_key};

constexpr Key emit_keys[] = {
    {"event", a(Form::text), {"sự kiện", "the event"}, "permit_changed", required},
    {"to", a(Form::link), {"cho hồ sơ nào", "for which cases"}, "children", required},
    {"with",
     named(Names::any, a(Form::value)),
     {"các trường của nó", "its fields"},
     "{ height: data.height }"}};

constexpr Key actions_keys[] = {
    {"set",
     named(Names::any, a(Form::value)),
     {"ghi vào trường nào giá trị gì", "data written"},
     "{ rounds: 0 }"},
    {"raise",
     some(Form::event),
     {"sự kiện phát ra trong hồ sơ", "events raised inside the case"},
     "answer"},
    {"notify", some(Block::letter), {"báo cho ai", "who is told"}, "{ to: head, template: begun }"},
    {"send",
     some(Block::letter),
     {"thư gửi đi", "letters that go out"},
     "{ to: data.applicant, template: begun }"},
    {"open",
     some(Block::open),
     {"hồ sơ được mở", "cases opened"},
     "{ workflow: complaint-first-instance, unit: case.unit }"},
    {"emit",
     some(Block::emit),
     {"sự kiện cho hồ sơ khác", "events for other cases"},
     "{ event: permit_changed, to: parent }"},
    {"cancel", some(Form::task), {"việc không còn cần", "tasks that it makes needless"}, "check"}};

constexpr BlockText rows[] = {
    {Block::task,
     "task",
     "a task",
     {"Việc", "A task"},
     {"Thuộc về nơi nó được viết: trạng thái (hết cùng trạng thái), bước chuyển (nghĩa vụ sinh ra "
      "từ hành vi), căn cứ tạm đình chỉ hay gia hạn, hoặc cả hồ sơ. Nó phát ra `TÊN.done`, và "
      "`TÊN.overdue` nếu có thời hạn riêng.",
      "It belongs to where it is written: a state (and ends with it), a transition (a duty born "
      "from the act), a ground of suspension or extension, or the whole case. It raises "
      "`NAME.done`, and `NAME.overdue` where it has a limit of its own."},
     task_keys,
     task_rules},
    {Block::quorum,
     "quorum",
     "`quorum`",
     {"Biểu quyết", "A vote"},
     {"Mỗi người một phiếu, phiếu sau thay phiếu trước.",
      "Each person has one vote; a later one takes the place of the earlier."},
     quorum_keys},
    {Block::keep, "keep", "`keep`", {"Niêm yết", "Kept posted"}, {"", ""}, keep_keys},
    {Block::letter,
     "letter",
     "a letter",
     {"Thư", "A letter"},
     {"Cho người trong cơ quan (`notify`) hoặc ra ngoài (`send`).",
      "To those of the office (`notify`) or to those outside (`send`)."},
     letter_keys},
    {Block::open,
     "open",
     "`open`",
     {"Mở hồ sơ khác", "Another case is opened"},
     {"Hồ sơ mới thấy hồ sơ này là `parent`.", "The new case knows this one as `parent`."},
     open_keys},
    {Block::emit,
     "emit",
     "`emit`",
     {"Sự kiện cho hồ sơ khác", "An event for other cases"},
     {"Bên nhận phải nhận nó: `by: children`, `by: parent` hoặc `by: LIÊN KẾT`.",
      "The other side takes it with `by: children`, `by: parent` or `by: LINK`."},
     emit_keys},
    {Block::actions,
     "actions",
     "a list of actions",
     {"Hành động", "Actions"},
     {"Khi vào hoặc ra một trạng thái. Chạy theo loại, không theo thứ tự viết: `set` trước.",
      "On entering or leaving a state. They run by kind and not as they are written: `set` first."},
     actions_keys}};

}  // namespace

std::span<const BlockText> work_blocks() {
  return rows;
}

}  // namespace dunghan::definition
