// Fields, roles and decision tables.
#include "engine/definition/block_shapes.h"

namespace dunghan::definition {
namespace {

constexpr std::string_view else_words[] = {"superior"};
constexpr std::string_view deputy_words[] = {"never"};
constexpr std::string_view hit_words[] = {"unique", "first", "any", "priority", "collect"};

constexpr Key field_keys[] = {
    {"type", a(Form::type), {"loại giá trị", "kind of value"}, "text", required},
    {"of",
     a(Form::element),
     {"các lựa chọn, hoặc danh sách hay bảng chứa gì",
      "the choices, or what a list or a table holds"},
     "[ garden, street, forest ]"},
    {"required",
     a(Form::flag),
     {"phải có khi mở hồ sơ", "must be given when the case is opened"},
     "true"},
    {"sealed",
     roles_shape,
     {"những vai được đọc; được mã hóa, không bao giờ ra thư hay nhật ký",
      "roles that may read it; stored encrypted, never in a mail or a log"},
     "[ reception, head ]"},
    {"label", title_shape, {"tên trên biểu mẫu", "name on forms"}, "{ vi: Chiều cao, en: Height }"},
    {"max",
     a(Form::whole),
     {"độ dài, số hoặc số mục lớn nhất", "greatest length, number or count of entries"},
     "300"},
    {"default", a(Form::literal), {"giá trị khi không nêu", "value where none is given"}, "garden"},
    {"workflow",
     a(Form::workflow),
     {"của loại `case`: hồ sơ của quy trình nào", "of type `case`: of which procedure"},
     "tree-permit"}};
constexpr Rule field_rules[] = {
    {Rule::Kind::needs, {{{"type", "choice"}, {"of"}}}},
    {Rule::Kind::needs, {{{"type", "choices"}, {"of"}}}},
    {Rule::Kind::needs, {{{"type", "list"}, {"of"}}}},
    {Rule::Kind::needs, {{{"type", "table"}, {"of"}}}},
    {Rule::Kind::only_with,
     {{{"of"}, {"type", "choice"}, {"type", "choices"}, {"type", "list"}, {"type", "table"}}}}};

constexpr Key role_keys[] = {
    {"unit", a(Form::unit), {"đơn vị có vai này", "unit that holds it"}, "case.unit", required},
    {"post", a(Form::post), {"chức vụ trong đơn vị đó", "post in that unit"}, "handler", required},
    {"never",
     a(Form::persons),
     {"những người không được giữ vai này", "persons who may not hold it"},
     "data.officials"},
    pick_key,
    {"else",
     word(else_words),
     {"khi không có ai: người đứng đầu cấp trên", "where nobody is left: the superior's head"},
     "superior"},
    {"deputy", word(deputy_words), {"không ai được làm thay", "no deputy may act"}, "never"}};

constexpr std::string_view gone_words[] = {"least-loaded", "offer"};
constexpr Key pick_keys[] = {
    {"same_as",
     a(Form::task_reference),
     {"người đã làm việc kia", "the person who did that task"},
     "task check",
     required},
    {"else",
     word(gone_words),
     {"khi người đó không còn: người ít việc nhất, hay ai nhận trước",
      "where that person is gone: the one with the fewest tasks, or who takes it first"},
     "offer"}};

constexpr Key decision_keys[] = {
    {"hit",
     word(hit_words),
     {"`unique` (nếu không nêu): đúng một dòng phù hợp; `first`: dòng phù hợp đầu tiên; `any`: "
      "nhiều dòng cùng một kết quả; `priority`: kết quả đứng trước; `collect`: mọi kết quả",
      "`unique` (where nothing is said): exactly one row fits; `first`: the first that fits; "
      "`any`: several with one answer; `priority`: the answer that stands first; `collect`: all"},
     "unique"},
    {"inputs",
     named(Names::input, a(Form::expression)),
     {"các giá trị được xét, mỗi giá trị một tên mà dòng dùng",
      "the values looked at, each under a name that the rows use"},
     "{ kind: data.kind, high: data.height > 20 }",
     required},
    {"output", a(Form::type), {"loại của kết quả", "type of the answer"}, "period", required},
    {"rules",
     some(Block::decision_row),
     {"các dòng; cùng nhau phải phủ mọi trường hợp",
      "the rows; together they must cover every case"},
     "[ { kind: forest, then: 12 weeks }, { kind: [ garden, street ], then: 6 weeks } ]",
     required},
    {"default",
     a(Form::literal),
     {"kết quả khi không dòng nào phù hợp", "answer where no row fits"},
     "8 weeks"}};

constexpr Key row_keys[] = {
    {"then",
     a(Form::literal),
     {"kết quả; với `period` cũng có thể là `at once`", "the answer; of a `period` also `at once`"},
     "8 weeks",
     required},
    basis_key};

constexpr BlockText rows[] = {
    {Block::field,
     "field",
     "a field",
     {"Trường", "A field"},
     {"Khi loại không đủ nói: `height: int` cũng là `height: { type: int }`.",
      "Where the type alone does not say it: `height: int` is `height: { type: int }` too."},
     field_keys,
     field_rules},
    {Block::role,
     "role",
     "a role",
     {"Vai", "A role"},
     {"Những người giữ một chức vụ của một đơn vị. Tên `owner`, `parent`, `children` và `cycle` "
      "đã có nghĩa riêng.",
      "Those who hold a post of a unit. The names `owner`, `parent`, `children` and `cycle` have a "
      "meaning of their own."},
     role_keys},
    {Block::pick, "pick", "`pick`", {"Chọn người", "Who is chosen"}, {"", ""}, pick_keys},
    {Block::decision,
     "decision",
     "a decision table",
     {"Bảng quyết định", "A decision table"},
     {"Từ vài giá trị ra một kết quả, như độ dài của một thời hạn. Chỗ hở và chỗ chồng giữa các "
      "dòng bị báo.",
      "From some values to an answer, as the length of a time limit. Gaps and overlaps between the "
      "rows are told."},
     decision_keys},
    {Block::decision_row,
     "decision-row",
     "a row",
     {"Dòng của bảng quyết định", "A row of a decision table"},
     {"Ngoài `then` và `basis`: với mỗi tên dưới `inputs`, giá trị mà dòng này phù hợp; tên không "
      "nêu thì bất kỳ.",
      "Beside `then` and `basis`: for each name under `inputs` the values that this row fits; a "
      "name that is left out is any."},
     row_keys,
     {},
     Form::cell}};

}  // namespace

std::span<const BlockText> data_blocks() {
  return rows;
}

}  // namespace dunghan::definition
