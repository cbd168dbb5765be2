#include "engine/definition/value_forms.h"

#include <array>

#include "engine/base/check.h"

namespace dunghan::definition {
namespace {

constexpr std::array<FormText, 49> rows{{
    {Form::language_version,
     "language-version",
     {"`1`", "`1`"},
     {"Phiên bản của ngôn ngữ; mỗi tệp bắt đầu bằng số này.",
      "The version of the language; every file begins with it."},
     "1"},
    {Form::id,
     "id",
     {"mã", "an id"},
     {"Chữ thường không dấu, chữ số và gạch nối đơn, bắt đầu bằng chữ.",
      "Small letters without marks, digits and single hyphens, beginning with a letter."},
     "building-permit\ncomplaint-2"},
    {Form::text,
     "text",
     {"văn bản", "a text"},
     {"Văn bản không rỗng. Đặt trong nháy nếu có `: `, ` #` hoặc bắt đầu bằng ký hiệu; số được giữ "
      "nguyên như đã viết.",
      "A text that is not empty. Put it in quotes where it has `: ` or ` #` in it or begins with a "
      "sign; a number is taken as it is written."},
     "Giấy phép xây dựng\n\"Decision: first instance\"\n02/2011/QH13"},
    {Form::flag,
     "flag",
     {"`true` hoặc `false`", "`true` or `false`"},
     {"Không có nháy; `yes`, `no`, `on`, `off` là văn bản.",
      "Without quotes; `yes`, `no`, `on` and `off` are texts."},
     "true\nfalse"},
    {Form::only_true,
     "only-true",
     {"`true`", "`true`"},
     {"Chỉ có thể là `true`; nếu không thì bỏ khóa.", "It can only be `true`; else leave it out."},
     "true"},
    {Form::count,
     "count",
     {"số đếm", "a count"},
     {"Số nguyên từ 1 đến 1000000, không có nháy.",
      "A whole number from 1 to 1000000, without quotes."},
     "1\n12"},
    {Form::whole,
     "whole-number",
     {"số nguyên", "a whole number"},
     {"Số nguyên, không có nháy, không có số 0 đứng đầu.",
      "A whole number, without quotes and leading zeros."},
     "500\n0"},
    {Form::date,
     "date",
     {"ngày", "a date"},
     {"Năm-tháng-ngày, phải là ngày có thật.", "Year-month-day, a day that exists."},
     "2026-07-01"},
    {Form::period,
     "period",
     {"khoảng thời gian", "a period"},
     {"Một hoặc nhiều số kèm đơn vị, đơn vị lớn trước: `years`, `months`, `weeks`, `days`, "
      "`working days`, `hours`, `working hours`, `minutes`, `working minutes`; hoặc `năm`, "
      "`tháng`, `tuần`, `ngày`, `ngày làm việc`, `giờ`, `giờ làm việc`, `phút`, `phút làm việc`; "
      "hoặc dạng ISO 8601. Không viết tắt, không phân số. `days` là ngày theo lịch; đơn vị làm "
      "việc không đứng chung với đơn vị khác (chỉ giờ và phút làm việc đi cùng nhau).",
      "One or more amounts with their units: `years`, `months`, `weeks`, `days`, `working days`, "
      "`hours`, `working hours`, `minutes`, `working minutes`; or `năm`, `tháng`, `tuần`, `ngày`, "
      "`ngày làm việc`, `giờ`, `giờ làm việc`, `phút`, `phút làm việc`; or the form of ISO 8601. "
      "No short forms, no fractions. `days` are calendar days; a working unit stands alone (only "
      "working hours and working minutes go together)."},
     "30 days\n5 working days\n1 month 15 days\n8 weeks\n48 hours\n8 working hours 30 working "
     "minutes\n5 ngày làm việc\n1 năm\nP1M15D"},
    {Form::limit,
     "period-or-at-once",
     {"khoảng thời gian, hoặc `at once`", "a period, or `at once`"},
     {"Như khoảng thời gian; `at once` là phải làm ngay: hạn đến ngay khi bắt đầu.",
      "As a period; `at once` has no length: it falls due at the moment that it starts."},
     "10 working days\nat once"},
    {Form::day,
     "day",
     {"ngày, có thể cách một ngày khác một khoảng", "a day, perhaps so long before or after one"},
     {"Một ngày được nêu (xem dưới); một khoảng thời gian `before` hoặc `after` một ngày được nêu; "
      "hoặc `earliest(…)` của nhiều ngày hay khoảng thời gian: cái đến trước.",
      "A day that is named (see below); a period `before` or `after` a day that is named; or "
      "`earliest(…)` of several days or periods: the one that comes first."},
     "data.session_on\n5 working days before data.session_on\n30 days after "
     "data.received_on\n\"earliest(data.session_on, 30 days)\""},
    {Form::named_day,
     "named-day",
     {"ngày được nêu", "a day that is named"},
     {"Một ngày viết ra; một biểu thức cho ngày; `day N of`, `last day of`, `last working day of`, "
      "`first working day of` tháng của một ngày, hay của `the month before`, `the month after`, "
      "`2 months after` nó; `20 December` (lần tới kể từ khi bắt đầu), `31 December of` năm của "
      "một ngày, hay của `the year after` nó.",
      "A date written out; an expression that gives a date; `day N of`, `last day of`, `last "
      "working day of`, `first working day of` the month of a date, or of `the month before`, `the "
      "month after`, `2 months after` it; `20 December` (the next from the start), `31 December "
      "of` the year of a date, or of `the year after` it."},
     "2026-12-31\ndata.session_on\nday 17 of data.received_on\nlast working day of the month after "
     "data.received_on\n20 December\n31 December of the year after data.received_on"},
    {Form::state,
     "state-name",
     {"tên trạng thái", "the name of a state"},
     {"Một tên dưới `states` hoặc `parallel`, ở bất cứ tầng nào.",
      "A name under `states` or `parallel`, at any depth."},
     "examining"},
    {Form::event,
     "event-name",
     {"tên sự kiện", "the name of an event"},
     {"Một tên mà `on` nào đó nhận, hoặc sự kiện do máy phát ra như `decision.overdue`.",
      "A name that some `on` takes, or an event that the engine raises, as `decision.overdue`."},
     "accept\ndecision.overdue"},
    {Form::deadline,
     "deadline-name",
     {"tên thời hạn", "the name of a deadline"},
     {"Một tên dưới `deadlines`.", "A name under `deadlines`."},
     "decision"},
    {Form::task,
     "task-name",
     {"tên việc", "the name of a task"},
     {"Một tên dưới `tasks`.", "A name under `tasks`."},
     "check"},
    {Form::task_reference,
     "task-reference",
     {"`task` và tên việc", "`task` and the name of a task"},
     {"Chữ `task`, một dấu cách, rồi một tên dưới `tasks`.",
      "The word `task`, a blank, and a name under `tasks`."},
     "task check"},
    {Form::field,
     "field-name",
     {"tên trường", "the name of a field"},
     {"Một tên dưới `data`.", "A name under `data`."},
     "height"},
    {Form::table,
     "table-name",
     {"tên bảng quyết định", "the name of a decision table"},
     {"Một tên dưới `decisions`.", "A name under `decisions`."},
     "time_to_decide"},
    {Form::role,
     "role-name",
     {"tên vai", "the name of a role"},
     {"Một tên dưới `roles`.", "A name under `roles`."},
     "handler"},
    {Form::link,
     "link-name",
     {"tên liên kết, `parent` hoặc `children`", "a link, `parent` or `children`"},
     {"`link` của một `open`, một trường loại `case`, hồ sơ cha (`parent`) hoặc các hồ sơ con "
      "(`children`).",
      "The `link` of an `open`, a field of type `case`, the case that opened this one (`parent`) "
      "or the cases that this one opened (`children`)."},
     "parent\nchildren"},
    {Form::workflow,
     "workflow-id",
     {"mã quy trình", "the id of a procedure"},
     {"`workflow` của một tệp quy trình.", "What a file of a procedure says under `workflow`."},
     "complaint-first-instance"},
    {Form::calendar,
     "calendar-id",
     {"mã lịch", "the id of a calendar"},
     {"Tên một tệp trong `config/calendars`, không có `.yaml`.",
      "The name of a file in `config/calendars`, without `.yaml`."},
     "vn-public-administration\nnl"},
    {Form::counting,
     "counting-id",
     {"mã cách tính", "the id of a counting rule"},
     {"Tên một tệp trong `config/counting`, không có `.yaml`.",
      "The name of a file in `config/counting`, without `.yaml`."},
     "vn-civil-code-2015\nplain-days"},
    {Form::post,
     "post-name",
     {"tên chức vụ", "the name of a post"},
     {"Một mục của `posts` trong tệp tổ chức.", "One of `posts` in the organisation's file."},
     "handler"},
    {Form::letter_text,
     "letter-text",
     {"tên mẫu thư", "the name of a letter's text"},
     {"Tên mẫu thư; mẫu chưa có thì thư chỉ nêu tên này.",
      "The name by which the text of a letter is known."},
     "permit-granted"},
    {Form::articles,
     "articles",
     {"luật và điều, hoặc `policy`", "a law and its article, or `policy`"},
     {"Khóa của một luật dưới `laws`, một dấu cách, rồi điều khoản; hoặc `policy` cho quy định nội "
      "bộ.",
      "The key of a law under `laws`, a blank, and the article; or `policy` for a rule of the "
      "house."},
     "LKN Điều 28\nTA art. 4\npolicy"},
    {Form::number_text,
     "number-text",
     {"mẫu số hồ sơ", "a pattern of case numbers"},
     {"Văn bản thường với `{unit.code}`, `{year}`, `{parent}` và bắt buộc `{seq}` (`{seq:5}`: năm "
      "chữ số). Luôn đặt trong nháy.",
      "Plain text with `{unit.code}`, `{year}`, `{parent}`, and of necessity `{seq}` (`{seq:5}`: "
      "five digits). Always in quotes."},
     "\"KN-{unit.code}-{year}-{seq:5}\""},
    {Form::type,
     "type",
     {"tên loại", "the name of a type"},
     {"`text` văn bản; `int` số nguyên; `decimal` và `money` số thập phân; `bool` đúng hay sai; "
      "`date` ngày; `instant` thời điểm; `choice` một trong các lựa chọn, `choices` nhiều lựa chọn "
      "(nêu ở `of`); `period` khoảng thời gian; `unit` mã đơn vị; `person` người, `party` người, "
      "tổ chức hay nhóm; `case` hồ sơ khác; `window` kỳ số liệu; `file` tệp; `list` danh sách và "
      "`table` bảng (nêu ở `of` chúng chứa gì).",
      "`text`; `int` whole numbers; `decimal` and `money`; `bool` true or false; `date`; `instant` "
      "a date with its time; `choice` one of the words in `of`, `choices` several of them; "
      "`period`; `unit` the id of a unit; `person`, and `party` (a person, an organisation or a "
      "group), with `name`, `birth_year`, `identity_number`, `address`, `contact`, "
      "`representative`; `case` another case; `window` a reporting window; `file`; `list` and "
      "`table`, which say in `of` what they hold."},
     "text\nmoney"},
    {Form::element,
     "element",
     {"các lựa chọn, một loại, hoặc các trường", "the choices, a type, or fields"},
     {"Của `choice` và `choices`: danh sách các từ. Của `list`: tên một loại, một trường viết ra "
      "(có `type`), hoặc các trường của mỗi mục. Của `table`: các cột, là trường.",
      "Of `choice` and `choices`: the list of words. Of `list`: the name of a type, a field "
      "written out (with its `type`), or the fields of each entry. Of `table`: its columns, which "
      "are fields."},
     "[ garden, street, forest ]\nperson\n{ species: text, girth: int }"},
    {Form::word,
     "word",
     {"một trong các từ", "one of the words"},
     {"Một trong những từ nêu ra.", "One of the words named."},
     ""},
    {Form::condition,
     "condition",
     {"điều kiện", "a condition"},
     {"Biểu thức CEL cho đúng hoặc sai; xem mục về điều kiện. Đặt trong nháy khi có dấu phẩy, "
      "ngoặc, `!` hoặc `: `.",
      "A CEL expression that gives true or false; see the section on conditions. In quotes where "
      "it has a comma, a bracket, `!` or `: ` in it."},
     "data.protected\n\"!data.protected && data.height > 20\"\n\"in_time('decision')\""},
    {Form::expression,
     "expression",
     {"biểu thức", "an expression"},
     {"Biểu thức CEL; xem mục về điều kiện.", "A CEL expression; see the section on conditions."},
     "data.kind"},
    {Form::date_expression,
     "date-expression",
     {"biểu thức cho ngày", "an expression that gives a date"},
     {"Biểu thức CEL cho ngày hoặc thời điểm: trường ngày của sự kiện hay của hồ sơ.",
      "A CEL expression that gives a date or an instant: a date of the event or of the case."},
     "event.decided_on\ndata.session_on"},
    {Form::persons,
     "persons",
     {"biểu thức cho những người", "an expression that gives persons"},
     {"Trường loại `person`, `party` hoặc danh sách của chúng.",
      "A field of type `person` or `party`, or a list of them."},
     "data.officials"},
    {Form::window,
     "window",
     {"kỳ số liệu", "a reporting window"},
     {"Trường loại `window`.", "A field of type `window`."},
     "data.quarter"},
    {Form::value,
     "value",
     {"giá trị", "a value"},
     {"Một giá trị viết ra, đúng loại của trường; hoặc biểu thức: bắt đầu bằng `=`, hoặc một đường "
      "dẫn không nháy như `data.x`, `event.x`, `case.unit`, `parent.data.x`, hoặc lời gọi một hàm "
      "như `superior(case.unit)`.",
      "A value written out, of the type of the field; or an expression: what begins with `=`, a "
      "path without quotes as `data.x`, `event.x`, `case.unit`, `parent.data.x`, or a call as "
      "`superior(case.unit)`."},
     "true\n12\nforest\n\"= data.rounds + 1\"\nevent.height"},
    {Form::unit,
     "unit-value",
     {"đơn vị", "a unit"},
     {"Mã đơn vị của tệp tổ chức, hoặc biểu thức cho mã đó: `case.unit` là đơn vị của hồ sơ, "
      "`superior(case.unit)` là cấp trên của nó.",
      "The id of a unit of the organisation's file, or an expression that gives one: `case.unit` "
      "is the case's own, `superior(case.unit)` the one above it."},
     "case.unit\nsuperior(case.unit)\nthanh-tra-tinh"},
    {Form::receiver,
     "receiver",
     {"người nhận", "a receiver"},
     {"Tên một vai, `owner`, hoặc biểu thức cho một người: `data.complainant`.",
      "The name of a role, `owner`, or an expression that gives a person: `data.complainant`."},
     "head\ndata.applicant"},
    {Form::literal,
     "literal",
     {"giá trị viết ra", "a value written out"},
     {"Giá trị đúng loại đã khai, không phải biểu thức.",
      "A value of the type declared, no expression."},
     "false\n30 days"},
    {Form::cell,
     "cell",
     {"ô của bảng quyết định", "a cell of a decision table"},
     {"Một giá trị, một danh sách giá trị, `< 5`, `>= 2024-01-01` hoặc `1 .. 5`; `-` hoặc để trống "
      "là bất kỳ.",
      "A value, a list of values, `< 5`, `>= 2024-01-01` or `1 .. 5`; `-` or nothing is any."},
     "forest\n[ garden, street ]\n\"< 5\"\n\"10 .. 20\""},
    {Form::needs,
     "needs",
     {"các trường phải có", "the fields that must come"},
     {"Tên trường đã khai dưới `data`, một hay danh sách; hoặc nhóm `tên: loại`. Tên có dưới "
      "`data` thì được lưu vào đó; tên khác chỉ thuộc sự kiện và đọc được qua `event.tên`.",
      "Names of fields of `data`, one or a list; or a mapping `name: type`. What `data` has under "
      "that name is stored there; any other belongs to the event alone, and is read as "
      "`event.name`."},
     "[ dialogue_on ]\n{ reason: text, decided_on: date }\n{ fee: { type: money, label: { vi: Phí, "
     "en: Fee } } }"},
    {Form::triggers,
     "triggers",
     {"sự việc", "what happens"},
     {"Một sự việc, hoặc danh sách: cái đến trước; `{ last: [ … ] }` đợi đến cái sau cùng.",
      "One trigger, or a list: the first that comes; `{ last: [ … ] }` waits for all of them."},
     "{ enter: decided }\n[ { enter: withdrawn }, { event: transfer } ]\n{ last: [ { enter: heard "
     "}, { event: paid } ] }"},
    {Form::ladder,
     "ladder",
     {"tên bậc đôn đốc, hoặc các bậc", "the name of a ladder, or its rungs"},
     {"Một tên dưới `ladders` của `config/ladders.yaml`, hoặc một bậc hay danh sách các bậc.",
      "A name under `ladders` of `config/ladders.yaml`, or a rung or a list of rungs."},
     "standard\n[ { before: 3 working days, to: owner }, { at: due, to: owner.head } ]"},
    {Form::texts,
     "texts",
     {"một văn bản, hay danh sách", "a text, or a list of texts"},
     {"Một văn bản, hoặc danh sách văn bản; có thể rỗng.",
      "One text, or a list of them, which may be empty."},
     "[ saturday, sunday ]\nvn-public-administration\n[ ]"},
    {Form::month_and_day,
     "month-and-day",
     {"tháng và ngày", "a month and a day"},
     {"Mỗi phần hai chữ số, tháng trước.", "Two digits each, the month first."},
     "04-30"},
    {Form::weekday_of_month,
     "weekday-of-month",
     {"thứ mấy của tháng", "a weekday of a month"},
     {"`first` đến `fifth` hoặc `last`, ngày trong tuần, `of`, tháng; tiếng Anh, chữ thường.",
      "`first` to `fifth` or `last`, the weekday, `of`, the month; in small letters."},
     "last monday of may"},
    {Form::time_of_day,
     "time-of-day",
     {"giờ trong ngày", "a time of day"},
     {"Giờ và phút, mỗi phần hai chữ số.", "Hours and minutes, two digits each."},
     "16:30"},
    {Form::office_hours,
     "office-hours",
     {"các khoảng giờ", "stretches of hours"},
     {"Danh sách các khoảng, theo thứ tự; đến `24:00` được.",
      "A list of stretches, in order; up to `24:00`."},
     "[ 07:30-11:30, 13:30-17:00 ]"},
}};

}  // namespace

std::span<const FormText> value_forms() {
  return rows;
}

const FormText& text_of(Form form) {
  for (const FormText& row : rows) {
    if (row.form == form) return row;
  }
  DUNGHAN_CHECK(false);
  return rows[0];
}

}  // namespace dunghan::definition
