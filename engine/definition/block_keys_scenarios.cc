// Scenarios: what is done on which day, and what must stand at the end.
#include "engine/definition/block_shapes.h"

namespace dunghan::definition {
namespace {

constexpr std::string_view status_words[] = {"idle",      "running", "suspended", "met",
                                             "cancelled", "lapsed",  "superseded"};

constexpr Shape fields_shape = named(Names::any, a(Form::value));

constexpr Key scenario_keys[] = {
    {"scenario", title_shape, {"tên", "its name"}, "Decided one day late"},
    {"given",
     a(Block::given),
     {"lúc bắt đầu", "how things are at the start"},
     "{ now: 2024-04-26T08:00 }"},
    {"steps",
     list(a(Block::step)),
     {"việc làm, theo thứ tự ngày", "what is done, by day"},
     "[ { at: 2024-04-26, open: { workflow: tree-permit, unit: so-noi-vu }, as: one } ]",
     required},
    {"then",
     list(a(Block::expectation)),
     {"kết quả phải có", "what must stand at the end"},
     "[ { case: one, state: received } ]"}};

constexpr Key given_keys[] = {
    {"now", a(Form::moment), {"lúc nào", "which moment it is"}, "2024-04-26T08:00"}};

constexpr Key step_keys[] = {
    {"at", a(Form::moment), {"khi nào", "when"}, "2024-04-26", required},
    {"open",
     a(Block::step_open),
     {"mở hồ sơ", "a case is opened"},
     "{ workflow: tree-permit, unit: so-noi-vu, with: { subject: An old oak } }"},
    {"send", a(Form::text), {"gửi sự kiện", "an event is sent"}, "accept"},
    {"done", a(Form::text), {"báo xong việc", "a task is done"}, "check"},
    {"suspend", a(Form::text), {"tạm đình chỉ thời hạn", "a deadline is suspended"}, "decision"},
    {"resume", a(Form::text), {"cho thời hạn chạy tiếp", "a deadline goes on"}, "decision"},
    {"extend", a(Form::text), {"gia hạn", "a deadline is prolonged"}, "decision"},
    {"as", a(Form::text), {"gọi hồ sơ vừa mở là gì", "what the opened case is called here"}, "one"},
    {"case",
     a(Form::text),
     {"hồ sơ nào; chỉ có một thì bỏ", "which case; left out where there is one"},
     "one"},
    {"by",
     a(Form::text),
     {"ai: mã người, hoặc tên vai", "who: the id of a person, or a role"},
     "handler"},
    {"event",
     a(Form::text),
     {"của `done`: sự kiện làm xong việc", "of `done`: the event that ends it"},
     "accept"},
    {"ground",
     a(Form::text),
     {"căn cứ tạm đình chỉ hay gia hạn", "ground of suspension or extension"},
     "large"},
    {"amount", a(Form::period), {"của `extend`: bao lâu", "of `extend`: how much"}, "2 weeks"},
    {"reason", a(Form::text), {"lý do", "why"}, "many neighbours"},
    {"with",
     fields_shape,
     {"các trường kèm theo", "fields that come with it"},
     "{ accepted_on: 2024-04-26 }"},
    {"refused",
     a(Form::text),
     {"phải bị từ chối, với lý do này", "must be refused, for this reason"},
     "not_allowed"}};
constexpr Rule step_rules[] = {
    {Rule::Kind::one_of, {{{"open"}, {"send"}, {"done"}, {"suspend"}, {"resume"}, {"extend"}}}}};

constexpr Key step_open_keys[] = {
    {"workflow", a(Form::workflow), {"quy trình nào", "which procedure"}, "tree-permit", required},
    {"unit", a(Form::text), {"đơn vị", "its unit"}, "so-noi-vu", required},
    {"with", fields_shape, {"dữ liệu", "its data"}, "{ subject: An old oak }"}};

constexpr Key expectation_keys[] = {
    {"case",
     a(Form::text),
     {"hồ sơ nào; chỉ có một thì bỏ", "which case; left out where there is one"},
     "one"},
    {"state", a(Form::text), {"ở trạng thái nào", "in which state it is"}, "received"},
    {"deadline", a(Form::text), {"thời hạn nào", "which deadline"}, "decision"},
    {"due_on",
     a(Form::text),
     {"hết ngày nào, hoặc `none`", "its last day, or `none`"},
     "2024-06-07"},
    {"status", word(status_words), {"tình trạng của nó", "its status"}, "running"},
    {"late", a(Form::flag), {"có trễ không", "whether it was late"}, "false"}};
constexpr Rule expectation_rules[] = {{Rule::Kind::any_of, {{{"state"}, {"deadline"}}}},
                                      {Rule::Kind::only_with, {{{"due_on"}, {"deadline"}}}},
                                      {Rule::Kind::only_with, {{{"status"}, {"deadline"}}}},
                                      {Rule::Kind::only_with, {{{"late"}, {"deadline"}}}}};

constexpr BlockText rows[] = {
    {Block::scenario,
     "scenario",
     "a scenario",
     {"Kịch bản thử", "A scenario"},
     {"`scenarios/*.yaml` bên cạnh quy trình; chơi bằng `dunghan simulate v1.yaml --scenario TỆP`.",
      "`scenarios/*.yaml` beside a procedure; played by `dunghan simulate v1.yaml --scenario "
      "FILE`."},
     scenario_keys},
    {Block::given, "given", "`given`", {"Lúc bắt đầu", "At the start"}, {"", ""}, given_keys},
    {Block::step,
     "step",
     "a step",
     {"Một bước", "A step"},
     {"Không nêu `by` thì không hỏi quyền của ai.", "Without `by` nobody's permission is asked."},
     step_keys,
     step_rules},
    {Block::step_open,
     "step-open",
     "`open`",
     {"Mở hồ sơ trong kịch bản", "Opening a case in a scenario"},
     {"", ""},
     step_open_keys},
    {Block::expectation,
     "expectation",
     "an expectation",
     {"Kết quả phải có", "What must stand at the end"},
     {"", ""},
     expectation_keys,
     expectation_rules}};

}  // namespace

std::span<const BlockText> scenario_blocks() {
  return rows;
}

}  // namespace dunghan::definition
