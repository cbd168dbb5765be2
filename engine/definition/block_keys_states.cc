// States, and the transitions between them.
#include "engine/definition/block_shapes.h"

namespace dunghan::definition {
namespace {

constexpr std::string_view depth_words[] = {"deep", "shallow"};

constexpr Key states_key{"states",
                         named(Names::identifier, Block::state),
                         {"các trạng thái bên trong", "states inside"},
                         "{ first: { initial: true, on: { go: { to: second, by: handler } } }, "
                         "second: { } }"};
constexpr Key parallel_key{
    "parallel",
    named(Names::identifier, Block::region),
    {"các phần chạy song song, ít nhất hai", "parts that run side by side, at least two"},
    "{ left: { states: { one: { initial: true } } }, right: { states: { "
    "other: { initial: true } } } }"};
constexpr Key on_key{"on",
                     named(Names::event, transitions_shape),
                     {"sự kiện được nhận, mỗi tên một bước chuyển hay danh sách: cái đầu tiên đúng",
                      "events that are taken: to each name a transition, or a list of which the "
                      "first that holds counts"},
                     "{ add_note: { by: handler, needs: { text: text } } }"};
constexpr Key always_key{"always",
                         transitions_shape,
                         {"bước chuyển xảy ra ngay khi điều kiện đúng, không đợi sự kiện",
                          "transitions taken as soon as their condition holds, without an event"},
                         "{ to: refused, when: data.height > 100 }"};
constexpr Key after_key{
    "after",
    named(Names::period, transitions_shape),
    {"bước chuyển sau một khoảng thời gian ở trong đó", "transitions after a legal period in it"},
    "{ 8 weeks: { to: refused, basis: TA art. 9 } }"};
constexpr Key entry_key{"entry",
                        some(Block::actions),
                        {"hành động khi vào", "actions on entering"},
                        "{ notify: { to: handler, template: entered } }"};
constexpr Key exit_key{"exit",
                       some(Block::actions),
                       {"hành động khi ra", "actions on leaving"},
                       "{ notify: { to: handler, template: left } }"};
constexpr Key state_tasks_key{"tasks",
                              tasks_shape,
                              {"việc khi ở trong đó; ra thì việc chưa xong bị hủy",
                               "tasks while in it; leaving it cancels what is open"},
                              "{ visit: { for: handler, within: 10 days, basis: policy } }"};
constexpr Key state_deadlines_key{
    "deadlines",
    named(Names::identifier, Block::state_deadline),
    {"thời hạn khi ở trong đó", "limits while in it"},
    "{ visit_by: { within: 3 weeks, owner: handler, basis: TA art. 7 } }"};
constexpr Key done_key{"done",
                       either(Form::state, Block::transition),
                       {"bước chuyển khi mọi phần bên trong đã đến trạng thái cuối",
                        "transition when all that is inside has come to a final state"},
                       "deciding"};
constexpr Key defer_key{"defer",
                        some(Form::event),
                        {"sự kiện giữ lại cho trạng thái sau", "events kept for a later state"},
                        "object"};
constexpr Key note_key{"note",
                       some(Form::event),
                       {"sự kiện ai cũng gửi được, chỉ ghi nhận, ở lại trạng thái",
                        "events that anybody may send and that are recorded; the state stays"},
                       "letter_received"};
constexpr std::string_view rest_words[] = {"cancel", "leave"};

constexpr Key state_keys[] = {title_key,
                              {"initial",
                               a(Form::flag),
                               {"trạng thái bao ngoài bắt đầu ở đây: đúng một trong mỗi nhóm",
                                "what it lies in begins here: exactly one of each group"},
                               "true"},
                              {"final", a(Form::flag), {"kết thúc", "the end"}, "true"},
                              states_key,
                              parallel_key,
                              on_key,
                              always_key,
                              after_key,
                              entry_key,
                              exit_key,
                              state_tasks_key,
                              state_deadlines_key,
                              done_key,
                              defer_key,
                              note_key,
                              for_each_key};
constexpr Rule state_rules[] = {{Rule::Kind::at_most_one, {{{"states"}, {"parallel"}}}},
                                {Rule::Kind::refuses,
                                 {{{"final", "true"},
                                   {"states"},
                                   {"parallel"},
                                   {"on"},
                                   {"always"},
                                   {"after"},
                                   {"done"},
                                   {"tasks"},
                                   {"deadlines"},
                                   {"initial", "true"},
                                   {"defer"},
                                   {"note"},
                                   {"for_each"}}}}};

constexpr Key region_keys[] = {
    title_key,
    {"when",
     a(Form::condition),
     {"phần này chỉ có khi điều kiện đúng lúc vào", "it exists only if this holds on entering"},
     "data.protected"},
    states_key,
    parallel_key,
    on_key,
    always_key,
    after_key,
    entry_key,
    exit_key,
    state_tasks_key,
    state_deadlines_key,
    done_key,
    defer_key,
    note_key,
    for_each_key};
constexpr Rule region_rules[] = {{Rule::Kind::at_most_one, {{{"states"}, {"parallel"}}}}};

constexpr Key transition_keys[] = {
    {"title", title_shape, {"tên của hành vi", "name of the act"}, "{ vi: Tiếp nhận, en: Accept }"},
    {"to",
     either(Form::state, Block::history),
     {"dẫn tới đâu; không có: ở lại, chỉ làm các hành động",
      "state that it leads to; without it one stays, and the actions run"},
     "examining"},
    when_key,
    {"by",
     roles_shape,
     {"những vai được gửi sự kiện; cũng `parent`, `children` hay một liên kết, cho điều hồ sơ ấy "
      "`emit`; sự kiện do máy phát ra thì không có",
      "roles that may send the event; also `parent`, `children` or a link, for what those cases "
      "`emit`; none for events that the engine raises"},
     "[ reception, head ]"},
    {"not_by",
     roles_shape,
     {"những vai không được, hoặc `task X`: không phải người đã làm việc X",
      "roles that may not, or `task X`: not the person who did task X"},
     "inspector"},
    needs_key,
    {"occurs",
     a(Form::date_expression),
     {"ngày mà hành vi có giá trị theo luật; không có: lúc nhập",
      "day on which the act counts in law; without it: when it is typed in"},
     "event.accepted_on"},
    {"grace",
     a(Form::period),
     {"chỉ trên `TÊN.overdue`: đợi chừng ấy rồi mới áp dụng hậu quả, để hành vi đúng hạn còn kịp "
      "tới",
      "on `NAME.overdue` only: the consequence waits so long, so that an act in time can still "
      "arrive"},
     "3 working days"},
    {"set",
     named(Names::any, a(Form::value)),
     {"ghi vào trường nào giá trị gì", "data written"},
     "{ rounds: \"= data.rounds + 1\" }"},
    {"raise",
     some(Form::event),
     {"sự kiện phát ra trong hồ sơ", "events raised inside the case"},
     "answer"},
    {"notify",
     some(Block::letter),
     {"báo cho ai", "who is told"},
     "{ to: handler, template: news }"},
    {"send",
     some(Block::letter),
     {"thư gửi đi", "letters that go out"},
     "{ to: data.applicant, template: news }"},
    {"open",
     some(Block::open),
     {"hồ sơ được mở", "cases opened"},
     "{ workflow: complaint-first-instance, unit: case.unit }"},
    {"emit",
     some(Block::emit),
     {"sự kiện cho hồ sơ khác", "events for other cases"},
     "{ event: permit_changed, to: parent }"},
    {"tasks",
     tasks_shape,
     {"việc sinh ra từ hành vi", "duties born from the act"},
     "{ file_away: { for: reception, within: 5 working days, basis: policy } }"},
    {"cancel", some(Form::task), {"việc không còn cần", "tasks that it makes needless"}, "check"},
    {"hand_to",
     a(Form::unit),
     {"đơn vị nhận hồ sơ", "unit that takes the case over"},
     "superior(case.unit)"},
    basis_key,
    {"of",
     a(Form::count),
     {"trong `done` của trạng thái có `parallel`: chừng ấy phần xong là đủ",
      "in the `done` of a state with `parallel`: so many parts are enough"},
     "2"},
    {"rest",
     word(rest_words),
     {"các phần còn lại: `cancel` (nếu không nêu) hủy việc của chúng; `leave` để việc đó mở",
      "of the other parts: `cancel` (where nothing is said) ends their tasks; `leave` lets those "
      "stay open"},
     "leave"}};

constexpr Key history_keys[] = {
    {"history",
     a(Form::state),
     {"trạng thái mà bên trong được khôi phục", "state whose inside is restored"},
     "examining",
     required},
    {"depth",
     word(depth_words),
     {"`deep` (nếu không nêu): mọi tầng; `shallow`: một tầng",
      "`deep` (where nothing is said): all of it; `shallow`: one level"},
     "shallow"},
    {"fresh",
     a(Form::flag),
     {"không khôi phục việc và thời hạn: làm lại từ đầu",
      "without its tasks and clocks: they begin anew"},
     "true"}};

constexpr BlockText rows[] = {
    {Block::state,
     "state",
     "a state",
     {"Trạng thái", "A state"},
     {"`withdrawn:` không có gì bên dưới cũng là một trạng thái. Tên là duy nhất trong cả tệp. "
      "Trạng thái lồng nhau: bên ngoài nhận điều bên trong không nhận.",
      "`withdrawn:` with nothing below is a state too. Names are unique in the file. States nest: "
      "the outer one takes what the inner one does not."},
     state_keys,
     state_rules},
    {Block::region,
     "region",
     "a parallel region",
     {"Phần song song", "A parallel region"},
     {"Một trong những phần chạy cùng lúc. Xong khi trạng thái bên trong đã cuối.",
      "One of the parts that run at the same time. It is over when what is inside is final."},
     region_keys,
     region_rules},
    {Block::transition,
     "transition",
     "a transition",
     {"Bước chuyển", "A transition"},
     {"Chỉ viết tên trạng thái cũng được: `done: deciding`.",
      "The name of a state alone will do too: `done: deciding`."},
     transition_keys},
    {Block::history,
     "history",
     "a target",
     {"Trở lại", "Coming back"},
     {"Trở lại đúng chỗ đã rời, cùng việc và thời hạn còn lại.",
      "Back to where one was, with the tasks and with what was left of the time limits."},
     history_keys}};

}  // namespace

std::span<const BlockText> state_blocks() {
  return rows;
}

}  // namespace dunghan::definition
