// Counting rules (deadline/counting_rule.h says what each of these does to a date).
#include "engine/base/period.h"
#include "engine/deadline/readings.h"
#include "engine/definition/block_shapes.h"

namespace dunghan::definition {
namespace {

// Each in the order of its enumeration in deadline/counting_rule.h; of two words the first is no.
constexpr std::string_view roll_words[] = {"none", "following", "preceding"};
constexpr std::string_view end_words[] = {"end-of-day", "close-of-business", "same-time"};
constexpr std::string_view first_day_words[] = {"excluded", "included"};
constexpr std::string_view first_hour_words[] = {"excluded", "counted"};
constexpr std::string_view clear_words[] = {"none", "days", "all"};
constexpr std::string_view extension_words[] = {"unrolled", "rolled"};
constexpr std::string_view closing_words[] = {"open", "closed"};
constexpr std::string_view next_words[] = {"next-day", "next-working-day"};
constexpr std::string_view edge_words[] = {"used", "free"};

constexpr std::int64_t minimum_max = 100;
constexpr Shape amount_shape = whole(0, period_amount_max);

constexpr Key counting_keys[] = {
    {"dunghan",
     a(Form::language_version),
     {"phiên bản của ngôn ngữ", "version of the language"},
     "1"},
    {"counting",
     a(Form::text),
     {"mã, là tên tệp", "the id: the name of the file"},
     "my-rule",
     required},
    {"title", title_shape, {"tên", "its name"}, "{ vi: Cách tính, en: A rule }"},
    {"source",
     a(Form::text),
     {"luật, các điều", "the law, its articles"},
     "Time Limits Act, art. 1",
     required},
    {"first_day",
     word(first_day_words),
     {"ngày xảy ra sự kiện có tính không", "whether the day of the event counts"},
     "excluded"},
    {"first_hour",
     word(first_hour_words),
     {"giờ tính ngay, hay từ giờ tròn kế tiếp", "hours run at once, or from the next full hour"},
     "counted"},
    {"short_days",
     whole(1, minimum_max),
     {"khoảng không quá chừng ấy ngày thì chỉ tính ngày làm việc",
      "periods of at most so many days count working days"},
     "5"},
    {"clear",
     word(clear_words),
     {"đếm lùi thì ngày phải làm không nằm trong khoảng nào",
      "counting back, of which periods the day of the act is none of the days"},
     "days"},
    {"ends", word(end_words), {"ngày cuối hết lúc nào", "when the last day ends"}, "end-of-day"},
    {"roll",
     a(Block::roll),
     {"ngày cuối là ngày nghỉ thì sao", "where the last day is closed"},
     "{ forward: following, backward: preceding }"},
    {"cutoff",
     either(Form::time_of_day, Block::cutoff),
     {"sau giờ này sự kiện tính vào ngày làm việc kế tiếp",
      "from this hour an event counts as on the next working day"},
     "16:30"},
    {"minimum",
     a(Block::minimum),
     {"phải đủ mấy ngày làm việc", "so many working days at least"},
     "{ working_days: 2, from_days: 2 }"},
    {"extension_from",
     word(extension_words),
     {"gia hạn tính tiếp từ ngày nào", "the day that an extension counts on from"},
     "unrolled"},
    {"suspension",
     a(Block::suspension_days),
     {"hai đầu của tạm đình chỉ", "the edges of a suspension"},
     "{ first_day: used, last_day: free }"},
    {"basis",
     a(Block::step_basis),
     {"điều luật của từng bước", "the article of each step"},
     "{ first-day: art. 1, roll: art. 2 }"},
    {"open_questions",
     list(a(Block::open_question)),
     {"luật bỏ ngỏ điều gì; các khóa trên là cách hiểu phổ biến",
      "what the law leaves open; the keys above are the prevailing reading"},
     "[ { question: swapped-off, readings: [ open, closed ] } ]"},
    {"note", a(Form::text), {"ghi chú", "anything"}, "Checked in 2026"}};

constexpr Key roll_keys[] = {
    {"forward", word(roll_words), {"đếm tới", "counting forward"}, "following"},
    {"backward", word(roll_words), {"đếm lùi", "counting back from an event"}, "preceding"},
    {"hours", word(roll_words), {"thời hạn tính bằng giờ", "a limit in hours"}, "none"},
    {"fixed_date", word(roll_words), {"thời hạn là một ngày", "a limit that is a date"}, "none"},
    {"swapped_off",
     word(closing_words),
     {"ngày cuối được nghỉ do hoán đổi", "a last day that a swap gave off"},
     "closed"},
    {"worked_weekend",
     word(closing_words),
     {"ngày cuối là ngày cuối tuần làm bù", "one on a weekend that a swap made a working day"},
     "open"},
    {"reached_saturday",
     word(closing_words),
     {"thứ Bảy mà ngày nghỉ dời tới", "a Saturday to which a holiday rolls"},
     "closed"},
    {"up_to",
     a(Block::roll_limit),
     {"khoảng dài hơn, và đơn vị không nêu, thì không dời",
      "longer periods do not roll, nor units that are not named"},
     "{ days: 90, weeks: 12 }"}};

constexpr Key roll_limit_keys[] = {{"days", amount_shape, {"ngày", "days"}, "90"},
                                   {"weeks", amount_shape, {"tuần", "weeks"}, "12"},
                                   {"months", amount_shape, {"tháng", "months"}, "3"},
                                   {"years", amount_shape, {"năm", "years"}, "1"}};

constexpr Key minimum_keys[] = {
    {"working_days", whole(1, minimum_max), {"mấy ngày làm việc", "how many working days"}, "2"},
    {"from_days",
     whole(1, minimum_max),
     {"với khoảng từ chừng ấy ngày", "in periods of so many days"},
     "2"},
    {"hours_too",
     a(Form::flag),
     {"cả khoảng tính bằng giờ", "in periods of so many times 24 hours as well"},
     "true"}};

constexpr Key cutoff_keys[] = {
    {"at", a(Form::time_of_day), {"từ giờ nào", "from which hour"}, "16:30"},
    {"counts_on", word(next_words), {"tính vào ngày nào", "as on which day it counts"}, "next-day"},
    {"closed_days",
     a(Form::flag),
     {"cả sự kiện vào ngày nghỉ", "an event on a day off, too"},
     "true"}};
constexpr Rule cutoff_rules[] = {{Rule::Kind::any_of, {{{"at"}, {"closed_days", "true"}}}}};

constexpr Key suspension_keys[] = {
    {"first_day",
     word(edge_words),
     {"ngày đầu có tính không", "whether the first day counts"},
     "used"},
    {"last_day",
     word(edge_words),
     {"ngày cuối có tính không", "whether the last day counts"},
     "free"},
    {"moves_total",
     a(Form::flag),
     {"mức tối đa dời theo", "whether a ceiling in all moves with it"},
     "true"}};

constexpr LocalText article{"điều luật của bước này", "the article of this step"};
constexpr Key step(std::string_view name) {
  return {name, a(Form::text), article, "art. 1"};
}
constexpr Key step_keys[] = {  // those that the counting looks up by name
    step("first-day"),    step("count"),
    step("month"),        step("hours"),
    step("end"),          step("roll"),
    step("no-roll"),      step("roll-backward"),
    step("backward"),     step("minimum"),
    step("extension"),    step("suspension"),
    step("cutoff"),       step("roll-fixed-date"),
    step("short-period"), step("clear-days")};

constexpr Key question_keys[] = {
    {"question", word(deadline::question_names), {"điều gì", "which"}, "swapped-off", required},
    {"readings",
     a(Form::texts),
     {"các cách hiểu, ít nhất hai, có cách phổ biến",
      "the readings, two at least, the prevailing one among them"},
     "[ open, closed ]",
     required},
    {"text",
     title_shape,
     {"nói bằng lời", "in words"},
     "{ vi: Ngày nghỉ hoán đổi, en: A day that a swap gave off }"},
    {"basis", a(Form::text), {"vì sao còn ngỏ", "why it is open"}, "silent"}};

constexpr BlockText rows[] = {
    {Block::counting,
     "counting",
     "the counting rule",
     {"Cách tính thời hạn", "A counting rule"},
     {"`config/counting/<mã>.yaml`; xem `config/counting/README.md`.",
      "`config/counting/<id>.yaml`; see `config/counting/README.md`."},
     counting_keys},
    {Block::roll, "roll", "`roll`", {"Dời ngày cuối", "Rolling the last day"}, {"", ""}, roll_keys},
    {Block::roll_limit,
     "roll-limit",
     "`up_to`",
     {"Dời đến cỡ nào", "How long periods roll"},
     {"", ""},
     roll_limit_keys},
    {Block::minimum,
     "minimum",
     "`minimum`",
     {"Ít nhất mấy ngày làm việc", "Working days at least"},
     {"", ""},
     minimum_keys},
    {Block::cutoff,
     "cutoff",
     "`cutoff`",
     {"Giờ chốt", "The cut-off"},
     {"", ""},
     cutoff_keys,
     cutoff_rules},
    {Block::suspension_days,
     "suspension-days",
     "`suspension`",
     {"Hai đầu của tạm đình chỉ", "The edges of a suspension"},
     {"", ""},
     suspension_keys},
    {Block::step_basis,
     "step-basis",
     "`basis`",
     {"Điều luật của từng bước", "The article of each step"},
     {"", ""},
     step_keys},
    {Block::open_question,
     "open-question",
     "an open question",
     {"Điều luật bỏ ngỏ", "What the law leaves open"},
     {"", ""},
     question_keys}};

}  // namespace

std::span<const BlockText> counting_blocks() {
  return rows;
}

}  // namespace dunghan::definition
