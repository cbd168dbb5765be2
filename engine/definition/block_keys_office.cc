// The organisation: units, posts, people.
#include "engine/definition/block_shapes.h"

namespace dunghan::definition {
namespace {

constexpr std::string_view weekday_words[] = {"monday", "tuesday",  "wednesday", "thursday",
                                              "friday", "saturday", "sunday"};
constexpr std::string_view language_words[] = {"vi", "en"};
constexpr std::int64_t last_day_of_month = 31;

constexpr Key organisation_keys[] = {
    {"levels",
     some(Form::text),
     {"các cấp", "levels of units"},
     "[ province, commune ]",
     required,
     "E0422"},
    {"posts",
     some(Form::text),
     {"các chức vụ; phải có `head`, nhận việc khi chức vụ khác trống",
      "posts; `head` must be one: the work of vacant posts falls to it"},
     "[ head, handler, reception ]",
     required,
     "E0422"},
    {"units",
     named(Names::office_id, Block::unit),
     {"các đơn vị theo mã; mã không bao giờ đổi", "units by their id, which never changes"},
     "{ town: { code: T, name: Town hall, level: commune } }"},
    {"people",
     named(Names::office_id, Block::person),
     {"những người theo mã", "people by their id"},
     "{ p-1: { name: Người mẫu, posts: [ { unit: town, post: head } ], administrator: true } }"}};

constexpr Key unit_keys[] = {
    {"code", a(Form::text), {"mã trong số hồ sơ", "part of case numbers"}, "TH", required},
    {"name", title_shape, {"tên", "its name"}, "{ vi: UBND xã, en: Town hall }", required},
    {"level", a(Form::text), {"cấp, một trong `levels`", "one of `levels`"}, "commune", required},
    {"superior", a(Form::text), {"đơn vị cấp trên", "the unit above"}, "province"},
    {"groups", a(Form::texts), {"thuộc các nhóm", "groups that it belongs to"}, "[ reporting ]"},
    {"from", a(Form::date), {"có từ ngày", "first day"}, "2020-01-01"},
    {"to", a(Form::date), {"đến hết ngày", "last day"}, "2025-02-28"},
    {"successor",
     a(Form::text),
     {"đơn vị nhận mọi việc khi nó hết", "unit that answers for it once it has ended"},
     "province"},
    {"basis", a(Form::text), {"căn cứ", "where that is written"}, "Resolution 1/2025"},
    {"reception_day",
     whole(1, last_day_of_month),
     {"ngày tiếp dân hằng tháng", "day of the month on which citizens are received"},
     "15"},
    {"reception_weekday",
     word(weekday_words),
     {"thứ tiếp dân hằng tuần", "weekday on which citizens are received"},
     "thursday"},
    {"remote", a(Form::flag), {"vùng đi lại khó khăn", "hard to reach"}, "true"}};
constexpr Rule unit_rules[] = {{Rule::Kind::needs, {{{"successor"}, {"to"}}}}};

constexpr Key person_keys[] = {
    {"name", a(Form::text), {"họ tên", "their name"}, "Người mẫu", required},
    {"email", a(Form::text), {"thư điện tử", "mail address"}, "p-1@example.org"},
    {"language",
     word(language_words),
     {"nhận thư bằng tiếng gì", "language of mails to them"},
     "vi"},
    {"administrator",
     a(Form::flag),
     {"nhận việc khi không còn ai", "gets what nobody else can answer for"},
     "true"},
    {"posts",
     list(a(Block::holding)),
     {"các chức vụ đang giữ", "posts held"},
     "[ { unit: town, post: head } ]"},
    {"absences",
     list(a(Block::absence)),
     {"những lúc vắng mặt", "when they are away"},
     "[ { from: 2026-08-03, to: 2026-08-14, deputy: p-2 } ]"}};

constexpr Key holding_keys[] = {
    {"unit", a(Form::text), {"đơn vị", "the unit"}, "town", required},
    {"post", a(Form::text), {"chức vụ, một trong `posts`", "one of `posts`"}, "head", required},
    {"from", a(Form::date), {"từ ngày", "first day"}, "2020-01-01"},
    {"to", a(Form::date), {"đến hết ngày", "last day"}, "2026-12-31"}};

constexpr Key absence_keys[] = {
    {"from", a(Form::date), {"từ ngày", "first day"}, "2026-08-03", required},
    {"to", a(Form::date), {"đến hết ngày", "last day"}, "2026-08-14", required},
    {"deputy", a(Form::text), {"ai làm thay", "who stands in"}, "p-2"}};

constexpr BlockText rows[] = {
    {Block::organisation,
     "organisation",
     "the organisation",
     {"Tổ chức", "The organisation"},
     {"`config/organisation.yaml`: đơn vị, chức vụ, người. Mã có chữ thường không dấu, chữ số, "
      "gạch "
      "nối.",
      "`config/organisation.yaml`: units, posts, people. Ids have small letters without marks, "
      "digits and hyphens."},
     organisation_keys},
    {Block::unit, "unit", "a unit", {"Đơn vị", "A unit"}, {"", ""}, unit_keys, unit_rules},
    {Block::person, "person", "a person", {"Người", "A person"}, {"", ""}, person_keys},
    {Block::holding,
     "holding",
     "a post that is held",
     {"Chức vụ đang giữ", "A post that is held"},
     {"", ""},
     holding_keys},
    {Block::absence, "absence", "an absence", {"Vắng mặt", "An absence"}, {"", ""}, absence_keys}};

}  // namespace

std::span<const BlockText> office_blocks() {
  return rows;
}

}  // namespace dunghan::definition
