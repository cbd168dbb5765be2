#include "engine/describe/condition_words.h"

namespace dunghan::describe {
namespace {

constexpr ConditionWord names[] = {
    {"data.FIELD",
     {"trường của hồ sơ; của `person` và `party` cũng `.id`, `.name`, …",
      "a field of the case; of a `person` and a `party` also `.id`, `.name`, …"}},
    {"event.FIELD",
     {"trường đi kèm sự kiện (`needs`), ở nơi có sự kiện",
      "a field that came with the event (`needs`), where there is one"}},
    {"event.name", {"tên sự kiện", "the name of the event"}},
    {"event.occurred_at", {"khi nó có giá trị theo luật", "when it counts in law"}},
    {"event.recorded_at", {"khi nó được ghi", "when it was written down"}},
    {"event.actor", {"ai đã gửi", "who sent it"}},
    {"case.id", {"mã nội bộ", "its inner id"}},
    {"case.number", {"số hồ sơ", "its number"}},
    {"case.unit", {"đơn vị của hồ sơ", "its unit"}},
    {"case.opened_at", {"khi được mở", "when it was opened"}},
    {"case.received_at", {"khi được tiếp nhận", "when it was received"}},
    {"case.state", {"trạng thái", "its state"}},
    {"deadlines.NAME.status",
     {"`'idle'`, `'running'`, `'suspended'`, `'met'`, `'cancelled'`, `'lapsed'`",
      "`'idle'`, `'running'`, `'suspended'`, `'met'`, `'cancelled'`, `'lapsed'`"}},
    {"deadlines.NAME.started_at", {"khi bắt đầu", "when it started"}},
    {"deadlines.NAME.due_on", {"ngày cuối cùng", "its last day"}},
    {"deadlines.NAME.due_at", {"thời điểm hết hạn", "the moment at which it ends"}},
    {"deadlines.NAME.target_on", {"ngày mục tiêu", "the day of its `target`"}},
    {"deadlines.NAME.not_before", {"sớm nhất khi nào được làm", "before when it may not be done"}},
    {"deadlines.NAME.late", {"xong sau hạn", "ended after its due date"}},
    {"deadlines.NAME.early", {"xong trước khi được phép", "ended before it might be"}},
    {"deadlines.NAME.overdue", {"đang quá hạn", "runs past its due date"}},
    {"deadlines.NAME.days_left", {"còn bao nhiêu ngày", "how many days are left"}},
    {"deadlines.NAME.times_extended", {"đã gia hạn mấy lần", "how often it was prolonged"}},
    {"tasks.NAME.done", {"việc đã xong", "it is done"}},
    {"tasks.NAME.overdue", {"việc quá hạn", "it is overdue"}},
    {"tasks.NAME.by", {"ai đã làm", "who did it"}},
    {"tasks.NAME.done_at", {"khi nào xong", "when it was done"}},
    {"parent.number", {"số của hồ sơ đã mở hồ sơ này", "the number of the case that opened this"}},
    {"parent.unit", {"đơn vị của nó", "its unit"}},
    {"parent.state", {"trạng thái của nó", "its state"}},
    {"parent.done", {"nó đã đóng chưa", "whether it is closed"}},
    {"parent.data", {"dữ liệu của nó", "its data"}},
    {"children",
     {"danh sách các hồ sơ do hồ sơ này mở: number, unit, state, done, data",
      "the cases that this one opened, a list: number, unit, state, done, data"}},
    {"LINK.number",
     {"của một liên kết (`link`, trường loại `case`) cũng vậy",
      "of a link (`link` of an `open`, a field of type `case`) the same"}},
    {"LINK.unit", {"đơn vị của nó", "its unit"}},
    {"LINK.state", {"trạng thái của nó", "its state"}},
    {"LINK.done", {"nó đã đóng chưa", "whether it is closed"}},
    {"LINK.data", {"dữ liệu của nó", "its data"}},
    {"today",
     {"ngày mà hành vi có giá trị theo luật; không phải ngày hôm nay trên đồng hồ",
      "the day on which the act counts in law; not that of the clock"}}};

constexpr ConditionWord functions[] = {
    {"in('STATE')", {"hồ sơ đang ở trạng thái đó", "the case is in that state"}},
    {"in_time('DEADLINE')", {"hành vi này còn đúng hạn", "this act is in time of the deadline"}},
    {"has(data.FIELD)",
     {"trường có giá trị; cũng được hỏi về trường niêm phong",
      "the field has a value; may be asked of a sealed field too"}},
    {"superior(case.unit)", {"đơn vị cấp trên", "the unit above"}},
    {"head(case.unit)", {"người đứng đầu", "the head of the unit"}},
    {"group('GROUP')", {"các đơn vị của một nhóm", "the units of a group"}},
    {"size(data.LIST)", {"bao nhiêu mục, hoặc ký tự", "how many entries, or characters"}},
    {"data.LIST.exists(x, x.name == 'A')",
     {"có mục nào thỏa; cũng `all`, `filter`, `map`",
      "whether one fits; also `all`, `filter`, `map`"}},
    {"'a' in data.CHOICES", {"có trong danh sách", "stands in the list"}},
    {"data.TEXT.startsWith('A')",
     {"cũng `endsWith`, `contains`, `matches`", "also `endsWith`, `contains`, `matches`"}},
    {"date('2026-07-01')", {"một ngày viết ra", "a date written out"}},
    {"data.DAY + period('10 days')",
     {"ngày sau đó; ngày làm việc thì để thời hạn tính",
      "a date so long after; working days are for a deadline to count"}},
    {"data.DAY - data.OTHER_DAY", {"số ngày giữa hai ngày", "the days between two dates"}},
    {"earlier(data.DAY, data.OTHER_DAY)",
     {"ngày sớm hơn; cũng `later`", "the earlier; also `later`"}},
    {"decimal('12.50')", {"một số thập phân chính xác", "an exact decimal number"}},
    {"a && b, a || b, !a, a ? b : c", {"và, hoặc, không, nếu", "and, or, not, if"}},
    {"==, !=, <, <=, >, >=",
     {"so sánh; văn bản trong nháy đơn", "comparisons; texts in single quotes"}}};

}  // namespace

std::span<const ConditionWord> condition_names() {
  return names;
}

std::span<const ConditionWord> condition_functions() {
  return functions;
}

}  // namespace dunghan::describe
