// Many cases: a case for each of several, and cycles.
#include "engine/definition/block_shapes.h"

namespace dunghan::definition {
namespace {

constexpr std::string_view later_words[] = {"allowed"};
constexpr std::string_view rest_words[] = {"keep", "cancel"};
constexpr std::string_view roll_words[] = {"none", "following", "preceding", "skip"};
constexpr std::string_view outside_words[] = {"keep", "skip"};
constexpr std::string_view every_words[] = {"week",      "month",       "quarter",
                                            "half-year", "nine-months", "year"};
constexpr std::string_view window_words[] = {"calendar", "decree-09-2019"};
constexpr std::string_view catch_up_words[] = {"all", "last", "none"};

constexpr Shape word_or_block(std::span<const std::string_view> words, Block block) {
  return {Form::word, block, Shape::Many::one, Names::any, words};
}

constexpr Key as_key{
    "as",
    a(Form::text),
    {"gọi một mục là gì trong `unit` và `with`", "what one of them is called in `unit` and `with`"},
    "t",
    required};
constexpr Key for_each_keys[] = {
    {"in",
     either(Form::value, Block::for_each_units),
     {"một danh sách của hồ sơ, hoặc những đơn vị nào", "a list of the case, or which units"},
     "data.trunks",
     required},
    as_key,
    {"open",
     a(Form::workflow),
     {"mở quy trình nào cho mỗi mục", "which procedure is opened for each"},
     "complaint-first-instance",
     required},
    {"unit",
     a(Form::unit),
     {"đơn vị của hồ sơ mới", "unit of the new case"},
     "case.unit",
     required},
    {"with",
     named(Names::any, a(Form::value)),
     {"dữ liệu của nó", "its data"},
     "{ subject: case.number }"},
    share_key,
    {"wait",
     a(Form::value),
     {"bao nhiêu hồ sơ phải xong thì trạng thái xong: `all` (nếu không nêu), `any`, `none`, một "
      "số, "
      "một tỷ lệ như `80%`, hoặc `\"= CEL\"`",
      "how many must have ended for the state to be done: `all` (where nothing is said), `any`, "
      "`none`, a number, a share such as `80%`, or `\"= CEL\"`"},
     "80%"},
    {"later",
     word(later_words),
     {"mục đến sau cũng được mở; không có: chỉ những mục lúc vào",
      "items that come later are opened too; without it: those on entering alone"},
     "allowed"},
    {"rest",
     word(rest_words),
     {"rời trạng thái thì hồ sơ chưa xong: `keep` (nếu không nêu) vẫn chạy; `cancel` kết thúc",
      "of those not ended when the state is left: `keep` (where nothing is said) lets them go on; "
      "`cancel` ends them"},
     "cancel"},
    {"join",
     a(Block::for_each_join),
     {"sự kiện để thêm một đơn vị", "event by which one more unit joins"},
     "{ event: add_unit, unit: event.unit }"}};

constexpr Key for_each_units_keys[] = {
    {"group", a(Form::text), {"các đơn vị của nhóm này", "the units of this group"}, "reporting"},
    {"levels",
     some(Form::text),
     {"các đơn vị ở những cấp này", "the units of these levels"},
     "[ commune ]"},
    {"existing",
     a(Form::text),
     {"`on` một ngày hoặc `during` một kỳ: đơn vị có mặt khi đó; không có: hôm nay",
      "`on` a day or `during` a window: units that are there then; without it: today"},
     "during data.quarter"}};
constexpr Rule for_each_units_rules[] = {{Rule::Kind::one_of, {{{"group"}, {"levels"}}}}};

constexpr Key for_each_join_keys[] = {
    {"event", a(Form::event), {"sự kiện", "the event"}, "add_unit", required},
    {"unit", a(Form::unit), {"đơn vị nào", "which unit"}, "event.unit", required}};

constexpr Key cycle_keys[] = {
    {"dunghan",
     a(Form::language_version),
     {"phiên bản của ngôn ngữ", "version of the language"},
     "1",
     required,
     "E0054"},
    {"cycle", a(Form::id), {"mã của chu kỳ", "id of the cycle"}, "tree-count-year", required},
    {"title", title_shape, {"tên gọi", "name of the cycle"}, "Tree count of the year", required},
    {"effective",
     a(Block::effective),
     {"chạy từ ngày nào tới ngày nào", "from which day it runs, and until when"},
     "{ from: 2024-01-01 }",
     required},
    {"laws",
     named(Names::law, Block::law),
     {"các luật, theo tên ngắn dùng trong `basis`", "laws by a short key, which `basis` uses"},
     "{ TA: { number: 12/2020, name: Tree Act } }"},
    basis_key,
    {"calendar",
     a(Form::calendar),
     {"ngày làm việc theo lịch nào; không có: lịch của quy trình được mở",
      "which days are working days; without it: those of the procedure that is opened"},
     "vn-public-administration"},
    {"counting",
     a(Form::counting),
     {"`opens` tính theo quy tắc nào; không có: của quy trình được mở",
      "how `opens` is counted; without it: as the procedure that is opened counts"},
     "vn-civil-code-2015"},
    {"every",
     word_or_block(every_words, Block::cycle_every),
     {"bao lâu một kỳ", "how long a window is"},
     "quarter",
     required},
    {"cumulative",
     a(Form::flag),
     {"mỗi kỳ bắt đầu từ đầu năm", "each window begins with its year"},
     "true"},
    {"window",
     word_or_block(window_words, Block::cycle_window),
     {"kỳ bắt đầu vào ngày nào; không có: theo lịch",
      "where windows lie; without it: by the calendar"},
     "decree-09-2019"},
    {"for_each",
     a(Block::cycle_for_each),
     {"mở cho những đơn vị nào; không có: một hồ sơ mỗi kỳ",
      "for which units; without it: one case a window"},
     "{ in: { levels: [ commune ] }, as: u }"},
    {"day",
     some(Block::cycle_day),
     {"một ngày trong kỳ, hoặc nhiều: mỗi ngày một hồ sơ",
      "a day of the window, or several: a case each"},
     "{ day: 15, roll: following }"},
    {"opens",
     a(Form::day),
     {"mở vào ngày nào; không có: vào ngày ấy, hoặc ngày đầu kỳ",
      "when the case is opened; without it: on the day, or with the window"},
     "10 working days before window.to"},
    {"open",
     a(Block::open),
     {"mở hồ sơ nào", "the case that is opened"},
     "{ workflow: tree-count, unit: so-noi-vu, with: { window: window } }",
     required},
    {"catch_up",
     word(catch_up_words),
     {"những kỳ bị lỡ: `all` (nếu không nêu) mở bù hết, `last` kỳ cuối, `none` bỏ",
      "of windows that were missed: `all` (where nothing is said) are made up for, the `last`, or "
      "`none`"},
     "last"}};

constexpr Key cycle_window_keys[] = {
    {"first_day",
     a(Form::count),
     {"ngày đầu kỳ trong tháng", "day of the month on which it begins"},
     "15"},
    {"month_before", a(Form::flag), {"của tháng trước", "of the month before"}, "true"}};
constexpr Key cycle_every_keys[] = {
    {"rrule",
     a(Form::text),
     {"quy tắc theo RFC 5545; kỳ kéo dài đến trước lần sau",
      "rule of RFC 5545; a window lasts to the day before the next"},
     "\"FREQ=MONTHLY;BYMONTHDAY=15\"",
     required}};
constexpr Key cycle_day_keys[] = {
    {"day",
     a(Form::value),
     {"ngày của tháng cuối kỳ, 1 đến 31, hoặc biểu thức",
      "day of the window's last month, 1 to 31, or CEL"},
     "15"},
    {"weekday",
     a(Form::value),
     {"`monday` đến `sunday`, hoặc biểu thức", "`monday` to `sunday`, or CEL"},
     "thursday"},
    {"roll",
     word(roll_words),
     {"ngày nghỉ thì dời đi đâu; không có: để nguyên",
      "where a day that is off goes; without it: it stays"},
     "following"},
    {"if_outside",
     word(outside_words),
     {"dời ra ngoài kỳ: `keep` (nếu không nêu) vẫn mở; `skip` bỏ",
      "rolled out of its window: `keep` (where nothing is said) opens it; `skip` leaves it out"},
     "skip"}};
constexpr Rule cycle_day_rules[] = {{Rule::Kind::one_of, {{{"day"}, {"weekday"}}}}};
constexpr Key cycle_for_each_keys[] = {{"in",
                                        a(Block::for_each_units),
                                        {"những đơn vị nào", "which units"},
                                        "{ group: reporting }",
                                        required},
                                       as_key};

constexpr BlockText rows[] = {
    {Block::for_each,
     "for_each",
     "`for_each`",
     {"Mỗi mục một hồ sơ", "A case for each"},
     {"Trạng thái xong khi đủ số hồ sơ đã kết thúc; rồi `done` được thực hiện.",
      "The state is done when enough of the cases have ended; then its `done` is taken."},
     for_each_keys},
    {Block::for_each_units,
     "units",
     "`in`",
     {"Những đơn vị nào", "Which units"},
     {"Một nhóm hoặc một số cấp của tổ chức.", "A group, or some levels of the organisation."},
     for_each_units_keys,
     for_each_units_rules},
    {Block::for_each_join,
     "join",
     "`join`",
     {"Tham gia thêm", "Joining"},
     {"Một đơn vị chưa có trong kế hoạch.", "A unit that was not planned."},
     for_each_join_keys},
    {Block::cycle,
     "cycle",
     "a cycle",
     {"Chu kỳ", "A cycle"},
     {"Tệp mở hồ sơ theo kỳ. Biểu thức nói về `window` (id, from, to, next), `day` và tên ở `as`.",
      "A file that opens cases a window at a time. Expressions speak of `window` (id, from, to, "
      "next), `day` and the name under `as`."},
     cycle_keys},
    {Block::cycle_window,
     "cycle-window",
     "`window`",
     {"Kỳ", "Where windows lie"},
     {"Ngày trong tháng mà kỳ bắt đầu.", "The day of the month on which windows begin."},
     cycle_window_keys},
    {Block::cycle_every,
     "cycle-every",
     "`every`",
     {"Quy tắc lặp", "A rule"},
     {"Từ ngày đầu của chu kỳ.", "From the first day of the cycle on."},
     cycle_every_keys},
    {Block::cycle_day,
     "cycle-day",
     "`day`",
     {"Ngày trong kỳ", "A day of the window"},
     {"Tháng ngắn hơn thì lấy ngày cuối tháng.", "In a month that is shorter, its last day."},
     cycle_day_keys,
     cycle_day_rules},
    {Block::cycle_for_each,
     "cycle-for-each",
     "`for_each`",
     {"Cho những đơn vị nào", "For which units"},
     {"Mỗi đơn vị một hồ sơ mỗi kỳ.", "A case for each unit and window."},
     cycle_for_each_keys}};

}  // namespace

std::span<const BlockText> many_blocks() {
  return rows;
}

}  // namespace dunghan::definition
