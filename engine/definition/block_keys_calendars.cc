// Calendars, and the official days of one year.
#include "engine/calendar/calendar.h"
#include "engine/calendar/calendar_spec.h"
#include "engine/definition/block_shapes.h"

namespace dunghan::definition {
namespace {

// In the order of calendar::Substitute, ListedDayOff::Kind and std::chrono::weekday.
constexpr std::string_view substitute_words[] = {"none", "next-working-day", "monday", "day-before",
                                                 "nearest-weekday"};
constexpr std::string_view kind_words[] = {"statutory", "compensatory", "swapped", "extra"};
constexpr std::string_view weekday_words[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::string_view weekend_words[] = {"sunday",   "monday", "tuesday", "wednesday",
                                              "thursday", "friday", "saturday"};
constexpr std::string_view confidence_words[] = {"verified", "secondary", "recalled"};

constexpr Shape year_shape = whole(calendar::first_year, calendar::last_year);
constexpr std::int64_t offset_max = 366;

constexpr Key days_off_key{"days_off",
                           list(a(Block::day_off)),
                           {"những ngày nghỉ", "single days off"},
                           "[ { date: 2026-05-11, name: Feast } ]"};
constexpr Key days_worked_key{"days_worked",
                              list(a(Block::day_worked)),
                              {"ngày cuối tuần phải làm việc", "weekend days that are worked"},
                              "[ { date: 2026-05-16, in_place_of: 2026-05-11 } ]"};
constexpr Key note_key{"note", a(Form::text), {"ghi chú", "anything"}, "Checked in 2026"};
constexpr Key language_key{"dunghan",
                           a(Form::language_version),
                           {"phiên bản của ngôn ngữ", "version of the language"},
                           "1"};
constexpr Key text_basis_key{
    "basis", a(Form::text), {"căn cứ", "where it is written"}, "45/2019/QH14 Điều 112"};
constexpr Key confidence_key{"confidence",
                             word(confidence_words),
                             {"đã đối chiếu, theo nguồn thứ cấp, hay theo trí nhớ",
                              "checked, from a secondary source, or from memory"},
                             "secondary"};
constexpr Key weekday_key{"weekday",
                          word(weekday_words),
                          {"thứ mấy; đối chiếu với ngày", "checked against the date"},
                          "Mon"};

constexpr Key calendar_keys[] = {
    language_key,
    {"calendar",
     a(Form::text),
     {"mã, là tên tệp", "the id: the name of the file"},
     "town",
     required},
    {"title", title_shape, {"tên", "what people call it"}, "{ vi: Thị xã, en: A town }"},
    {"source",
     a(Form::text),
     {"luật làm căn cứ", "the law that it rests on"},
     "45/2019/QH14 Điều 112"},
    {"extends",
     a(Form::texts),
     {"những lịch mà lịch này thêm vào: nghỉ khi một trong số đó nghỉ; múi giờ và giờ làm việc của "
      "lịch đầu",
      "calendars that it adds to: closed is what one of these closes; time zone and hours are "
      "those "
      "of the first"},
     "[ vn-public-administration ]"},
    {"time_zone", a(Form::text), {"múi giờ, theo tên IANA", "the IANA name"}, "Asia/Ho_Chi_Minh"},
    {"weekend",
     may_be_empty(some(word(weekend_words))),
     {"những ngày nghỉ hằng tuần", "days of every week that are off"},
     "[ saturday, sunday ]"},
    {"office_hours",
     named(Names::weekdays, a(Form::office_hours)),
     {"giờ làm việc của mỗi ngày hay mỗi dãy ngày", "hours of each weekday or span of weekdays"},
     "{ monday-friday: [ 07:30-11:30, 13:30-17:00 ] }"},
    {"official",
     a(Block::horizon),
     {"những ngày mà các quy tắc đã được kiểm hoặc công bố; ngoài đó là tạm tính",
      "the dates for which the rules were checked or announced; others are provisional"},
     "{ from: 2000-01-01, until: 2028-12-31 }"},
    {"holidays",
     list(a(Block::holiday)),
     {"ngày nghỉ theo quy tắc", "days off by rule"},
     "[ { id: feast, name: Feast, date: 05-11 } ]"},
    days_off_key,
    days_worked_key,
    note_key};

constexpr Key horizon_keys[] = {
    {"from", a(Form::date), {"ngày đầu", "first day"}, "2000-01-01", required},
    {"until", a(Form::date), {"ngày cuối", "last day"}, "2028-12-31", required}};

constexpr Key holiday_keys[] = {
    {"id", a(Form::text), {"mã", "its id"}, "feast", required},
    {"name", title_shape, {"tên", "its name"}, "{ vi: Ngày hội, en: Feast }"},
    text_basis_key,
    {"date", a(Form::month_and_day), {"tháng và ngày", "a month and day"}, "04-30"},
    {"easter",
     whole(-offset_max, offset_max),
     {"cách Phục sinh mấy ngày", "days from Easter Sunday"},
     "-2"},
    {"weekday",
     a(Form::weekday_of_month),
     {"thứ mấy của tháng", "a weekday of a month"},
     "last monday of may"},
    {"lunar",
     a(Form::month_and_day),
     {"tháng và ngày âm lịch Việt Nam", "a month and day of the Vietnamese lunar year"},
     "03-10"},
    {"offset", whole(-offset_max, offset_max), {"lệch đi mấy ngày", "moved by so many days"}, "1"},
    {"days",
     whole(1, calendar::holiday_days_max),
     {"kéo dài mấy ngày", "so many days in a row"},
     "2"},
    {"from", year_shape, {"năm đầu", "first year"}, "1978"},
    {"to", year_shape, {"năm cuối", "last year"}, "2013"},
    {"except",
     may_be_empty(some(year_shape)),
     {"những năm không có", "years without it"},
     "[ 1995, 2020 ]"},
    {"substitute",
     word(substitute_words),
     {"rơi vào cuối tuần thì nghỉ bù ngày nào",
      "which day stands in where it falls on the weekend"},
     "next-working-day"}};
constexpr Rule holiday_rules[] = {
    {Rule::Kind::one_of, {{{"date"}, {"easter"}, {"weekday"}, {"lunar"}}}}};

constexpr Key day_off_keys[] = {
    {"date", a(Form::date), {"ngày", "the day"}, "2026-05-11", required},
    {"holiday",
     a(Form::text),
     {"mã của ngày nghỉ theo quy tắc mà nó mang tên", "id of the holiday whose name it bears"},
     "feast"},
    {"name", title_shape, {"tên riêng", "a name of its own"}, "Feast"},
    {"kind", word(kind_words), {"thuộc loại nào", "of which sort"}, "extra"},
    weekday_key,
    text_basis_key,
    confidence_key};

constexpr Key day_worked_keys[] = {
    {"date", a(Form::date), {"ngày", "the day"}, "2026-05-16", required},
    {"in_place_of",
     a(Form::date),
     {"làm bù cho ngày nào", "for which day given off"},
     "2026-05-11"},
    weekday_key,
    text_basis_key,
    confidence_key};

constexpr Key official_keys[] = {
    language_key,
    {"official", a(Form::text), {"mã của lịch", "id of the calendar"}, "town", required},
    {"year", year_shape, {"năm", "the year"}, "2026", required},
    {"law", a(Form::text), {"văn bản công bố", "what announced it"}, "Notice 1/2025"},
    days_off_key,
    days_worked_key,
    {"sources", a(Form::texts), {"nguồn", "where it was found"}, "[ gazette 12 ]"},
    note_key};

constexpr BlockText rows[] = {
    {Block::calendar,
     "calendar",
     "the calendar",
     {"Lịch", "A calendar"},
     {"`config/calendars/<mã>.yaml`; xem `config/README.md`.",
      "`config/calendars/<id>.yaml`; see `config/README.md`."},
     calendar_keys},
    {Block::horizon,
     "horizon",
     "`official`",
     {"Chính thức đến đâu", "How far it is official"},
     {"", ""},
     horizon_keys},
    {Block::holiday,
     "holiday",
     "a holiday",
     {"Ngày nghỉ theo quy tắc", "A holiday by rule"},
     {"", ""},
     holiday_keys,
     holiday_rules},
    {Block::day_off,
     "day-off",
     "a day off",
     {"Một ngày nghỉ", "A day off"},
     {"", ""},
     day_off_keys},
    {Block::day_worked,
     "day-worked",
     "a worked day",
     {"Một ngày làm bù", "A worked day"},
     {"", ""},
     day_worked_keys},
    {Block::official_days,
     "official-days",
     "the official list",
     {"Ngày nghỉ chính thức của một năm", "The official days of a year"},
     {"`config/calendars/<mã>/official-<năm>.yaml`; thay các quy tắc trong năm ấy.",
      "`config/calendars/<id>/official-<year>.yaml`; in that year it stands in place of the "
      "rules."},
     official_keys}};

}  // namespace

std::span<const BlockText> calendar_blocks() {
  return rows;
}

}  // namespace dunghan::definition
