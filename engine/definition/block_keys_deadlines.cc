// Time limits: how long, what starts and ends them, grounds to stand still or to be prolonged, and
// who is told.
#include "engine/definition/block_shapes.h"

namespace dunghan::definition {
namespace {

constexpr std::string_view binds_words[] = {"office", "citizen"};
constexpr std::string_view roll_words[] = {"none", "following", "preceding"};
constexpr std::string_view edge_words[] = {"used", "free"};
constexpr std::string_view until_words[] = {"due", "any time"};
constexpr std::string_view due_words[] = {"due"};

constexpr Shape amount_shape = either(Form::period, Block::amount);

constexpr Key deadline_keys[] = {
    title_key,
    within_key,
    due_key,
    at_least_key,
    {"when",
     a(Form::condition),
     {"chỉ áp dụng khi điều kiện này đúng", "it applies only if this holds"},
     "data.protected"},
    {"follow",
     a(Form::flag),
     {"tính lại khi dữ kiện của nó thay đổi", "computed again when its facts change"},
     "true"},
    {"binds",
     word(binds_words),
     {"`office` (nếu không nêu): cơ quan phải làm; `citizen`: người dân phải làm, không có `owner`",
      "`office` (where nothing is said): the office owes it; `citizen`: a person outside does, and "
      "it has no `owner`"},
     "office"},
    target_key,
    {"inside",
     a(Form::deadline),
     {"thời hạn lớn mà nó phải nằm gọn bên trong", "the outer deadline that it must fit into"},
     "decision"},
    {"calendar", a(Form::calendar), {"lịch riêng", "a calendar of its own"}, "nl"},
    {"counting",
     a(Form::counting),
     {"cách tính riêng", "a counting rule of its own"},
     "plain-days"},
    {"roll",
     word(roll_words),
     {"ngày cuối rơi vào ngày nghỉ thì giữ nguyên, lùi tới ngày làm việc sau, hay về ngày trước; "
      "không nêu: theo cách tính",
      "where the last day is a day off: stays, goes to the next working day or to the one before; "
      "without it: by the counting rule"},
     "following"},
    {"start",
     a(Form::triggers),
     {"cái gì làm nó bắt đầu", "what starts it"},
     "{ enter: examining }"},
    {"stop",
     a(Form::triggers),
     {"cái gì là đã làm xong, đúng hay trễ hạn", "what meets it, in time or late"},
     "{ enter: decided }"},
    {"cancel",
     a(Form::triggers),
     {"cái gì làm nó hết mà không kết luận đúng hay trễ", "what ends it without a verdict"},
     "{ enter: withdrawn }"},
    {"restart",
     a(Form::triggers),
     {"cái gì làm nó tính lại từ đầu", "what counts it anew"},
     "{ event: ask }"},
    {"reopen",
     a(Form::triggers),
     {"cái gì cho biết việc xong lúc trước không tính: hạn cũ chạy tiếp",
      "what shows that its end did not count: the same due date goes on"},
     "{ event: answer }"},
    {"owner", a(Form::role), {"vai chịu trách nhiệm", "role that owes it"}, "handler"},
    basis_key,
    {"suspend",
     named(Names::identifier, Block::suspend),
     {"các căn cứ để tạm đình chỉ", "grounds on which it stands still"},
     "{ advice: { by: handler, at_most: 2 weeks, basis: TA art. 5 } }"},
    {"extend",
     named(Names::identifier, Block::extend),
     {"các căn cứ để gia hạn", "grounds on which it is prolonged"},
     "{ large: { each: 2 weeks, times: 1, by: head, basis: TA art. 6 } }"},
    {"ladder",
     a(Form::ladder),
     {"nhắc và đôn đốc riêng", "reminders and escalations of its own"},
     "[ { before: 3 days, to: owner }, { at: due, to: owner.head } ]"}};
constexpr Rule state_deadline_rules[] = {
    {Rule::Kind::one_of, {{{"within"}, {"due"}, {"at_least"}}}},
    {Rule::Kind::one_of, {{{"owner"}, {"binds", "citizen"}}}}};
constexpr Rule deadline_rules[] = {{Rule::Kind::one_of, {{{"within"}, {"due"}, {"at_least"}}}},
                                   {Rule::Kind::one_of, {{{"owner"}, {"binds", "citizen"}}}},
                                   {Rule::Kind::any_of, {{{"start"}, {"restart"}}}},
                                   {Rule::Kind::any_of, {{{"stop"}, {"cancel"}}}}};

constexpr Key limit_keys[] = {
    {"decide",
     a(Form::table),
     {"bảng quyết định cho khoảng thời gian", "decision table that gives the period"},
     "time_to_decide"},
    {"earliest",
     some(Form::period),
     {"khoảng nào hết trước trong nhiều khoảng", "the one of several periods that ends first"},
     "[ 30 days, 20 working days ]"},
    {"window",
     a(Form::window),
     {"từ ngày đầu đến ngày cuối của một kỳ", "from the first to the last day of a window"},
     "data.quarter"},
    {"from",
     a(Form::named_day),
     {"ngày đầu được làm", "first day on which it may be done"},
     "data.hearing_on"},
    {"to",
     a(Form::named_day),
     {"ngày cuối được làm", "last day on which it may be done"},
     "last day of data.hearing_on"}};
constexpr Rule limit_rules[] = {
    {Rule::Kind::one_of, {{{"decide"}, {"earliest"}, {"window"}, {"from"}}}},
    {Rule::Kind::needs, {{{"from"}, {"to"}}}},
    {Rule::Kind::only_with, {{{"to"}, {"from"}}}}};

constexpr Key amount_keys[] = {
    {"decide",
     a(Form::table),
     {"bảng quyết định cho khoảng thời gian", "decision table that gives the period"},
     "time_to_decide",
     required}};

constexpr Key trigger_keys[] = {
    {"enter", some(Form::state), {"vào trạng thái", "states entered"}, "examining"},
    {"leave", some(Form::state), {"ra khỏi trạng thái", "states left"}, "received"},
    {"event", some(Form::event), {"nhận sự kiện", "events taken"}, "[ ask, answer ]"},
    {"date",
     a(Form::date_expression),
     {"một ngày của hồ sơ", "a date of the case"},
     "data.hearing_on"},
    {"offset", a(Form::period), {"bao lâu sau ngày đó", "so long after the date"}, "4 days"},
    {"when",
     a(Form::condition),
     {"một điều kiện trở nên đúng", "a condition that begins to hold"},
     "data.height > 20"}};
constexpr Rule trigger_rules[] = {
    {Rule::Kind::one_of, {{{"enter"}, {"leave"}, {"event"}, {"date"}, {"when"}}}},
    {Rule::Kind::only_with, {{{"offset"}, {"date"}}}}};

constexpr Key last_keys[] = {{"last",
                              some(Block::trigger),
                              {"đợi tất cả: cái sau cùng", "waits for all of them: the last"},
                              "[ { enter: examining }, { event: answer } ]",
                              required}};

constexpr Key suspend_keys[] = {
    title_key,
    {"by", roles_shape, {"những vai được tạm đình chỉ", "roles that may suspend"}, "handler"},
    when_key,
    needs_key,
    {"at_most", a(Form::period), {"tự chạy tiếp sau", "goes on by itself after"}, "4 weeks"},
    {"times", a(Form::count), {"được mấy lần", "how often"}, "1"},
    {"first_day",
     word(edge_words),
     {"ngày bắt đầu tạm đình chỉ có tính vào thời hạn (`used`) hay không (`free`)",
      "whether the day on which it begins counts (`used`) or not (`free`)"},
     "free"},
    {"last_day",
     word(edge_words),
     {"ngày chạy tiếp có tính vào thời hạn hay không",
      "whether the day on which it goes on counts"},
     "used"},
    basis_key,
    {"tasks",
     tasks_shape,
     {"việc sinh ra từ đó", "duties born from it"},
     "{ remind: { for: handler, within: 2 weeks, basis: policy } }"},
    {"while",
     some(Form::state),
     {"các trạng thái mà trong đó nó tự đứng yên", "states in which it stands still by itself"},
     "paused"},
    {"resume",
     a(Block::resume),
     {"chạy tiếp thế nào", "how it goes on"},
     "{ by: [ reception, handler ] }"}};
constexpr Rule suspend_rules[] = {
    {Rule::Kind::any_of, {{{"by"}, {"while"}}}},
    {Rule::Kind::any_of, {{{"resume"}, {"at_most"}, {"while"}}}},
    {Rule::Kind::refuses, {{{"while"}, {"by"}, {"resume"}, {"needs"}}}}};

constexpr Key resume_keys[] = {
    {"by", roles_shape, {"những vai được cho chạy tiếp", "roles that may resume"}, "handler"},
    needs_key,
    {"tasks",
     tasks_shape,
     {"việc sinh ra từ đó", "duties born from it"},
     "{ look_again: { for: handler, within: 1 week, basis: policy } }"}};

constexpr Key extend_keys[] = {
    title_key,
    when_key,
    {"each", amount_shape, {"mỗi lần thêm bao nhiêu", "so much each time"}, "4 weeks"},
    {"total",
     amount_shape,
     {"tổng cộng kể từ khi bắt đầu được bao nhiêu", "so much from the start in all"},
     "12 weeks"},
    {"until_date",
     a(Form::only_true),
     {"đến một ngày nêu kèm lệnh", "until a date that comes with the command"},
     "true"},
    {"times",
     a(Form::count),
     {"được mấy lần, tính mọi lần gia hạn", "how often, all extensions counted"},
     "1"},
    {"until",
     word(until_words),
     {"phải gia hạn trước khi hết hạn (`due`, nếu không nêu) hay lúc nào cũng được",
      "whether it must be granted before the due date (`due`, where nothing is said) or any time"},
     "any time"},
    {"by", roles_shape, {"những vai được gia hạn", "roles that may"}, "head", required, "E0123"},
    needs_key,
    {"notify",
     some(Block::letter),
     {"báo cho ai", "who is told"},
     "{ to: data.applicant, template: more-time }"},
    basis_key,
    {"tasks",
     tasks_shape,
     {"việc sinh ra từ đó", "duties born from it"},
     "{ explain: { for: handler, within: 3 days, basis: policy } }"}};
constexpr Rule extend_rules[] = {{Rule::Kind::one_of, {{{"each"}, {"total"}, {"until_date"}}}}};

constexpr Key rung_keys[] = {
    {"before",
     a(Form::period),
     {"nhắc trước hạn bao lâu", "reminder so long before"},
     "3 working days"},
    {"at", word(due_words), {"khi đến hạn", "when it falls due"}, "due"},
    {"after",
     a(Form::period),
     {"đôn đốc sau hạn bao lâu", "escalation so long after"},
     "3 working days"},
    {"every",
     a(Form::period),
     {"đôn đốc lặp lại sau mỗi", "escalation every so often"},
     "5 working days"},
    {"from", word(due_words), {"`every` bắt đầu từ đâu", "where `every` begins"}, "due"},
    {"to",
     roles_shape,
     {"báo cho ai: `owner`, `owner.head` (người đứng đầu của họ), hoặc vai",
      "who is told: `owner`, `owner.head` (the head of their unit), or roles"},
     "[ owner, owner.head ]",
     required,
     "E0203"},
    {"reassign", a(Form::role), {"vai nhận lại việc", "role that takes over"}, "head"},
    {"at_most", a(Form::count), {"nhiều nhất mấy lần", "how often at most"}, "12"},
    {"urgent",
     a(Form::flag),
     {"báo ngay, không đợi giờ làm việc", "now, not at the next working hour"},
     "true"}};
constexpr Rule rung_rules[] = {{Rule::Kind::one_of, {{{"before"}, {"at"}, {"after"}, {"every"}}}},
                               {Rule::Kind::needs, {{{"every"}, {"at_most"}}}},
                               {Rule::Kind::only_with, {{{"from"}, {"every"}}}}};

constexpr Key ladders_file_keys[] = {{"dunghan",
                                      a(Form::language_version),
                                      {"phiên bản của ngôn ngữ", "version of the language"},
                                      "1"},
                                     {"ladders",
                                      named(Names::any, some(Block::rung)),
                                      {"các bậc đôn đốc theo tên", "ladders by name"},
                                      "{ quiet: [ { at: due, to: owner } ] }",
                                      required}};

constexpr BlockText rows[] = {
    {Block::deadline,
     "deadline",
     "a deadline",
     {"Thời hạn", "A deadline"},
     {"Thời hạn của hồ sơ đứng bên cạnh các trạng thái: một hành vi bắt đầu nó, hành vi khác kết "
      "thúc nó. Nó phát ra `TÊN.overdue`, `TÊN.met`, `TÊN.cleared`.",
      "A deadline of the case stands beside its states: one act starts it, another ends it. It "
      "raises `NAME.overdue`, `NAME.met` and `NAME.cleared`."},
     deadline_keys,
     deadline_rules},
    {Block::state_deadline,
     "state-deadline",
     "a deadline",
     {"Thời hạn của một trạng thái", "A deadline of a state"},
     {"Như thời hạn của hồ sơ; không nêu thì bắt đầu khi vào trạng thái và xong khi ra.",
      "As a deadline of the case; where nothing is said it starts on entering the state and is met "
      "on leaving it."},
     deadline_keys,
     state_deadline_rules},
    {Block::limit,
     "limit",
     "a limit",
     {"Độ dài khác một khoảng", "A limit that is no plain period"},
     {"", ""},
     limit_keys,
     limit_rules},
    {Block::amount,
     "amount",
     "an amount of time",
     {"Thêm bao nhiêu, theo bảng", "How much more, by a table"},
     {"", ""},
     amount_keys},
    {Block::trigger,
     "trigger",
     "a trigger",
     {"Sự việc", "A trigger"},
     {"Cái bắt đầu, kết thúc, hủy một thời hạn, hoặc làm một việc không còn cần.",
      "What starts, ends or cancels a deadline, or makes a task needless."},
     trigger_keys,
     trigger_rules},
    {Block::last,
     "last",
     "a list of triggers",
     {"Sự việc sau cùng", "The last of several"},
     {"Dùng được cho thời hạn, không dùng cho `cancel` của một việc.",
      "For deadlines; not for the `cancel` of a task."},
     last_keys},
    {Block::suspend,
     "suspend",
     "a ground of suspension",
     {"Căn cứ tạm đình chỉ", "A ground of suspension"},
     {"Một người tạm đình chỉ và cho chạy tiếp (`by`, `resume`), hoặc trạng thái tự làm việc đó "
      "(`while`).",
      "Somebody suspends and resumes it (`by`, `resume`), or a state does so by itself (`while`)."},
     suspend_keys,
     suspend_rules},
    {Block::resume, "resume", "`resume`", {"Chạy tiếp", "Going on"}, {"", ""}, resume_keys},
    {Block::extend,
     "extend",
     "a ground of extension",
     {"Căn cứ gia hạn", "A ground of extension"},
     {"Gia hạn bao nhiêu do người ra lệnh nêu, nhiều nhất là chừng này.",
      "How much is given comes with the command, and is this at most."},
     extend_keys,
     extend_rules},
    {Block::rung,
     "rung",
     "a rung of a ladder",
     {"Một bậc đôn đốc", "A rung of a ladder"},
     {"Một bậc chỉ báo hoặc giao lại; hậu quả pháp lý là bước chuyển trên `TÊN.overdue`.",
      "A rung tells or hands over, nothing else; a legal consequence is a transition on "
      "`NAME.overdue`."},
     rung_keys,
     rung_rules},
    {Block::ladders_file,
     "ladders",
     "a file of ladders",
     {"Tệp các bậc đôn đốc", "A file of ladders"},
     {"`config/ladders.yaml`: những bậc mà quy trình gọi bằng tên.",
      "`config/ladders.yaml`: the ladders that procedures call by name."},
     ladders_file_keys}};

}  // namespace

std::span<const BlockText> deadline_blocks() {
  return rows;
}

}  // namespace dunghan::definition
