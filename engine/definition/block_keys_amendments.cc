// Amendments: a version written by what it changes of the version before.
#include "engine/definition/block_shapes.h"

namespace dunghan::definition {
namespace {

constexpr std::string_view reach_words[] = {"new", "next", "all"};

// What stands inside of a change is checked where it has been put into the version that is amended.
constexpr Shape things = named(Names::any, a(Form::value));

constexpr Key amendment_keys[] = {
    {"dunghan",
     a(Form::language_version),
     {"phiên bản của ngôn ngữ", "version of the language"},
     "1",
     required,
     "E0054"},
    {"workflow",
     a(Form::id),
     {"mã của quy trình được sửa", "id of the procedure that is amended"},
     "tree-permit",
     required},
    {"version", a(Form::count), {"phiên bản này", "this version"}, "2", required},
    {"amends",
     a(Form::count),
     {"phiên bản được sửa, tệp nằm cùng thư mục",
      "the version that is amended; its file lies in the same folder"},
     "1",
     required},
    {"title", title_shape, {"tên mới", "a new name"}, "Permit to fell a tree"},
    {"effective",
     a(Block::effective),
     {"từ ngày nào", "from which day on"},
     "{ from: 2026-07-01 }",
     required},
    {"laws",
     named(Names::law, Block::law),
     {"các luật mới", "the laws that are new"},
     "{ TA26: { number: 9/2026, name: Trees Amendment Act } }"},
    {"changes",
     list(a(Block::change)),
     {"sửa những gì", "what is changed"},
     "[ { reach: next, basis: TA art. 9, deadlines: { reply: { within: 3 weeks } } } ]",
     required}};

constexpr Key change_keys[] = {
    {"reach",
     word(reach_words),
     {"`new`: hồ sơ tiếp nhận từ ngày ấy; `next`: cả hồ sơ đang giải quyết, từ sự kiện kế tiếp; "
      "`all`: cả hồ sơ đang giải quyết, ngay từ ngày ấy",
      "`new`: cases received from that day on; `next`: running cases too, with their next event; "
      "`all`: running cases too, on the day itself"},
     "next",
     required},
    basis_key,
    {"data", things, {"các trường", "fields"}, "{ remark: text }"},
    {"roles", things, {"các vai", "roles"}, "{ head: { else: superior } }"},
    {"decisions",
     things,
     {"các bảng quyết định", "decision tables"},
     "{ time_to_decide: { hit: first } }"},
    {"deadlines", things, {"các thời hạn", "deadlines"}, "{ reply: { within: 3 weeks } }"},
    {"tasks",
     things,
     {"việc của cả hồ sơ", "tasks of the whole case"},
     "{ report: { for: handler, title: Report, within: 6 months, basis: policy } }"},
    {"states", things, {"các trạng thái", "states"}, "{ paused: { title: At rest } }"},
    {"parallel", things, {"các phần song song", "parts that run side by side"}, "{ }"},
    {"on",
     things,
     {"sự kiện ở trạng thái nào cũng nhận", "events that are taken in any state"},
     "{ withdraw: { by: reception } }"},
    {"moves",
     named(Names::any, a(Form::text)),
     {"trạng thái bị bỏ: hồ sơ chuyển sang đâu", "of states that are taken out: where cases go"},
     "{ }"}};

constexpr BlockText rows[] = {
    {Block::amendment,
     "amendment",
     "an amendment",
     {"Văn bản sửa đổi", "An amendment"},
     {"Điều không nêu giữ như phiên bản trước. Xem `EXECUTION.md`.",
      "What is not said here stays as it is in the version before. See `EXECUTION.md`."},
     amendment_keys},
    {Block::change,
     "change",
     "a change",
     {"Một sửa đổi", "A change"},
     {"Cái có tên (thời hạn, trạng thái, vai, căn cứ, sự kiện, việc, trường) được sửa từng khóa; "
      "`null` là bỏ.",
      "What has a name (deadlines, states, roles, grounds, events, tasks, fields) is changed key "
      "by "
      "key; `null` takes it out."},
     change_keys}};

}  // namespace

std::span<const BlockText> amendment_blocks() {
  return rows;
}

}  // namespace dunghan::definition
