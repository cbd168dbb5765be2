#include "engine/describe/reference_prose.h"

#include <array>

namespace dunghan::describe {
namespace {

// clang-format off: lines as they are shown
constexpr std::array<ProseSection, 3> opening{{
    {"begin",
     {"Bắt đầu", "To begin"},
     {R"md(Một tệp là một phiên bản của một quy trình, ở `workflows/<lĩnh vực>/<tên>/v<số>.yaml`. Viết, rồi kiểm tra cho
tới khi không còn lỗi; mỗi lần chạy cho biết mọi lỗi, với dòng, cột và cách sửa:

```sh
dunghan lint v1.yaml               # `dunghan lint --explain E0123` giải thích một mã
dunghan graph v1.yaml --lang vi    # vẽ ra, để xem có đúng ý không
dunghan verify v1.yaml             # chạy theo mọi cách có thể: `VERIFY.md`
dunghan test v1.yaml               # chạy các kịch bản nằm cạnh tệp: `SCENARIOS.md`
```

Mới viết lần đầu: `TUTORIAL.vi.md` đi từ tệp trống đến quy trình được áp dụng.

Lỗi (`error`) phải sửa hết; cảnh báo (`warning`) nên đọc; lưu ý (`note`) chỉ để biết.

Trình soạn thảo có máy chủ ngôn ngữ YAML gợi ý khóa và báo lỗi ngay khi gõ, nếu dòng đầu là (đường dẫn tính từ tệp):

```yaml
# yaml-language-server: $schema=../../../config/schema/workflow.schema.json
```

Quy trình nhỏ nhất mà đầy đủ:)md",
      R"md(One file is one version of one procedure, at `workflows/<area>/<name>/v<number>.yaml`. Write it, then check it until
nothing is found; each run tells every fault, with its line, its column and how to mend it:

```sh
dunghan lint v1.yaml               # `dunghan lint --explain E0123` explains a code
dunghan graph v1.yaml              # draws it, to see whether it says what was meant
dunghan verify v1.yaml             # runs it in every way it can go: `VERIFY.md`
dunghan test v1.yaml               # plays the scenarios beside it: `SCENARIOS.md`
```

For the first one that you write: `TUTORIAL.md` goes from an empty file to a procedure in force.

What is told as `error` must be mended, a `warning` is worth reading, a `note` only tells.

An editor with the YAML language server offers the keys and marks faults while one types, where the first line is (the
path is relative to the file):

```yaml
# yaml-language-server: $schema=../../../config/schema/workflow.schema.json
```

The smallest procedure that is whole:)md"}},
    {"write",
     {"Viết một quy trình, từng bước", "Writing a procedure, step by step"},
     {R"md(1. **Đầu tệp**: các khóa bắt buộc của [quy trình](#workflow). `calendar` và `counting` là tên tệp trong `config/calendars` và
   `config/counting`; nước khác thì chọn lịch và cách tính của nước ấy, hoặc viết tệp mới (`config/README.md`,
   `config/counting/README.md`).
2. **`data`**: những gì phải biết về hồ sơ. Người nộp đơn là `party` hoặc `person`.
3. **`roles`**: ai làm. `post` và mã đơn vị phải có trong tệp tổ chức: `organisation.yaml` nằm cạnh tệp quy trình, nếu có (để thử quy
   trình của cơ quan khác); không thì `config/organisation.yaml`, hoặc tệp của cấu hình nêu bằng `--config`. `unit: case.unit` là
   đơn vị của hồ sơ.
4. **`states`**: các chặng. Mỗi sự kiện mà người gửi có `by`; điều phải kèm theo ở `needs`; ngày có giá trị theo luật ở `occurs`.
   Trạng thái kết thúc: `final: true`, không có gì khác bên trong ngoài `title`, `entry`, `exit`.
5. **`deadlines`**: mỗi thời hạn của luật một mục, với `start`, `stop` và thường cả `cancel` cho đường rút lui; `owner` là vai
   chịu trách nhiệm, hoặc `binds: citizen` nếu người dân phải làm. Độ dài tùy trường hợp: một bảng dưới `decisions`.
6. **Tạm đình chỉ, gia hạn**: `suspend` và `extend` của thời hạn; **hậu quả** khi hết hạn: bước chuyển trên `TÊN.overdue`.
7. **`basis`** ở mỗi thời hạn và mỗi việc: khóa của luật rồi điều.)md",
      R"md(1. **The head**: the required keys of [a workflow](#workflow). `calendar` and `counting` are names of files in
   `config/calendars` and `config/counting`; for another country take its own, or write a new file (`config/README.md`,
   `config/counting/README.md`).
2. **`data`**: what must be known of a case. Who applies is a `party` or a `person`.
3. **`roles`**: who acts. Each `post`, and each unit named by its id, must stand in the organisation's file: an
   `organisation.yaml` beside the procedure, where there is one (to try one of another office); else `config/organisation.yaml`, or
   that of the configuration named with `--config`. `unit: case.unit` is the case's own unit.
4. **`states`**: the stations. Each event that people send has its `by`; what must come with it stands in `needs`, the day on
   which it counts in law in `occurs`. A state that is the end has `final: true` and nothing inside but `title`, `entry`, `exit`.
5. **`deadlines`**: one for each time limit of the law, with `start`, `stop`, and mostly `cancel` for the ways out; `owner` is the
   role that owes it, or it `binds: citizen`. A length that depends on the case: a table under `decisions`.
6. **Standing still, more time**: `suspend` and `extend` of the deadline; a **consequence** of its expiry: a transition on
   `NAME.overdue`.
7. **`basis`** at each deadline and each task: the key of the law, then the article.)md"}},
    {"slips",
     {"Những chỗ hay sai", "Where most people slip"},
     {R"md(- **Nháy.** Trong `{ }` và `[ ]`, dấu phẩy kết thúc văn bản: điều kiện có dấu phẩy, `!`, `{`, `[` hoặc `: ` phải đặt trong nháy
  kép, văn bản bên trong nháy đơn: `when: "in_time('answer') && !data.urgent"`. Tiêu đề có dấu hai chấm, dấu phẩy hoặc dấu hỏi cũng vậy. Lựa chọn (`choice`) trong
  điều kiện là văn bản: `data.kind == 'street'`.
- **Ngoặc.** Bên trong `{ }` không viết khối thụt dòng; hoặc tất cả trong ngoặc, hoặc tất cả thụt dòng.
- **Tên** (trường, vai, trạng thái, sự kiện, thời hạn, việc) chỉ có chữ không dấu, chữ số và `_`, bắt đầu bằng chữ. Mã quy trình
  dùng gạch nối.
- **Trùng tên.** Tên trạng thái là duy nhất trong cả tệp, kể cả ở các nhóm khác nhau; tên thời hạn, việc và liên kết là duy nhất
  cùng với nhau.
- **Trạng thái đầu.** Nhóm có hơn một trạng thái thì đúng một cái `initial: true`. Mọi trạng thái phải có đường dẫn tới.
- **Việc.** Sự kiện trong `done` phải được nhận ở đâu đó trong `on`. Việc có thời hạn riêng (`within`, `due`) thì không có `deadline`.
- **Bậc đôn đốc.** `ladder: standard` báo cho `owner`, `owner.head` và vai `inspector`, nên quy trình phải khai vai `inspector`;
  bỏ `ladder` nếu không cần, hoặc viết các bậc tại chỗ.
- **Thời hạn của trạng thái** (`deadlines` bên trong một trạng thái) tự bắt đầu và kết thúc cùng nó; thời hạn của hồ sơ thì không.
- **Hậu quả.** Trạng thái mà `TÊN.overdue` dẫn tới phải còn nhận hành vi đúng hạn đến muộn, với `when: "in_time('TÊN')"`, nên
  không được là trạng thái cuối; thêm `grace: 3 working days` nếu hành vi đến từ bên ngoài.
- **`needs`.** Tên đã khai dưới `data` thì viết `needs: [ tên ]`, hoặc `needs: { tên: loại }` với đúng loại ấy.
- **Niêm phong.** Điều kiện không đọc trường `sealed` (chỉ hỏi `has`); thư tới chính người ấy thì được.
- **Sự kiện của máy** (`TÊN.overdue`, …) không có `by`. Bước chuyển của `always`, `after`, `done` cũng không.)md",
      R"md(- **Quotes.** Inside `{ }` and `[ ]` a comma ends a text: a condition with a comma, `!`, `{`, `[` or `: ` in it stands in double
  quotes, with single quotes inside: `when: "in_time('answer') && !data.urgent"`. So does a title with a colon, a comma or a question mark. A choice is a text in a
  condition: `data.kind == 'street'`.
- **Braces.** No indented block inside `{ }`: either all of it in braces, or all of it indented.
- **Names** (of fields, roles, states, events, deadlines, tasks) have letters without marks, digits and `_` only, and begin with a
  letter. The id of the workflow has hyphens.
- **Two alike.** A state's name is unique in the file, also across groups; the names of deadlines, tasks and links are unique
  together.
- **The initial state.** Of a group of more than one state exactly one is `initial: true`. To each state some way must lead.
- **Tasks.** An event in `done` must be taken somewhere under `on`. A task with a limit of its own (`within`, `due`) has no
  `deadline`.
- **Ladders.** `ladder: standard` tells `owner`, `owner.head` and the role `inspector`, so the procedure must declare a role
  `inspector`; leave `ladder` out where it is not needed, or write the rungs in place.
- **Deadlines of a state** (`deadlines` inside one) start and end with it; those of the case do not, and say what starts and ends
  them.
- **Consequences.** The state to which `NAME.overdue` leads must still take the act that was in time and came late, with
  `when: "in_time('NAME')"`, so it is not final; add `grace: 3 working days` where that act comes from outside.
- **`needs`.** A name that `data` has is written `needs: [ name ]`, or `needs: { name: type }` with that very type.
- **Sealed.** Conditions do not read a `sealed` field (they may ask `has`); a letter to that very person is fine.
- **Events of the engine** (`NAME.overdue`, …) have no `by`. Nor have the transitions of `always`, `after` and `done`.)md"}},
}};

constexpr ProseSection conditions{
    "conditions",
    {"Điều kiện", "Conditions"},
    {R"md(Điều kiện và biểu thức là CEL (Common Expression Language): có loại, không có tác dụng phụ, luôn kết thúc. Chúng được kiểm
khi nạp tệp. Tên viết thẳng, văn bản trong nháy đơn. Trường chưa có giá trị làm điều kiện không trả lời được; hỏi `has(data.x)` trước.)md",
     R"md(Conditions and expressions are CEL (the Common Expression Language): typed, without side effects, always ending. They are
checked when the file is loaded. Names stand plain, texts in single quotes. A field that has no value makes a condition
unanswerable; ask `has(data.x)` first.)md"}};

constexpr ProseSection events{"events",
                              {"Sự kiện do máy phát ra", "Events that the engine raises"},
                              {R"md(| sự kiện | khi nào |
| --- | --- |
| `DEADLINE.overdue` | thời hạn vừa hết mà chưa xong |
| `DEADLINE.met` | đã xong, đúng hay trễ hạn |
| `DEADLINE.cleared` | đã báo quá hạn, nhưng nay biết là xong đúng hạn |
| `TASK.done` | việc đã xong |
| `TASK.overdue` | việc có thời hạn riêng đã quá hạn |
| `LINK.closed` | hồ sơ liên kết đã kết thúc |
| `unit.succeeded` | đơn vị của hồ sơ đã có đơn vị kế thừa |

`DEADLINE`, `TASK`, `LINK` là tên đã khai: `on: { answer.overdue: { notify: { to: officer, template: late } } }`. Thứ tự mọi việc xảy
ra: `EXECUTION.md`.)md",
                               R"md(| event | when |
| --- | --- |
| `DEADLINE.overdue` | the deadline has just run out, unmet |
| `DEADLINE.met` | it was met, in time or late |
| `DEADLINE.cleared` | it was told as overdue, and now an act in time is known |
| `TASK.done` | the task is done |
| `TASK.overdue` | a task with a limit of its own is overdue |
| `LINK.closed` | the linked case is closed |
| `unit.succeeded` | another unit has succeeded that of the case |

`DEADLINE`, `TASK` and `LINK` are declared names: `on: { answer.overdue: { notify: { to: officer, template: late } } }`. What
happens when, and in which order: `EXECUTION.md`.)md"}};

// clang-format on

constexpr PageWords words{
    .page = {"Tra cứu ngôn ngữ quy trình", "Reference of the procedure language"},
    .generated = {"Do `dunghan schema --reference --lang vi` viết ra, từ chính bảng mà bộ nạp đọc. "
                  "Đừng sửa ở đây.",
                  "Written by `dunghan schema --reference`, from the very table that the loader "
                  "reads. Do not edit it here."},
    .contents = {"Mục lục", "Contents"},
    .forms = {"Các dạng giá trị", "Forms of values"},
    .forms_intro = {"Cột *giá trị* của các bảng dẫn về đây.",
                    "The column *value* of the tables leads here."},
    .blocks_intro = {"Mỗi khối một bảng: các khóa được viết bên trong.",
                     "One table a block: the keys that may stand inside it."},
    .conditions_names = {"tên", "name"},
    .conditions_functions = {"hàm và phép toán", "function or operator"},
    .key = {"khóa", "key"},
    .value = {"giá trị", "value"},
    .meaning = {"nghĩa", "meaning"},
    .example = {"ví dụ", "example"},
    .required = {"bắt buộc", "required"},
    .stands_under = {"Đứng ở", "Stands under"},
    .keys_of = {"Các khóa của", "The keys of"},
    .later = {"Thuộc ngôn ngữ, phiên bản này chưa chạy",
              "Of the language, not run by this version"},
    .faults = {"Bộ kiểm tra tìm những gì", "What lint looks for"},
    .faults_intro = {"`dunghan lint --explain E0123` nói thêm về một mã, với ví dụ.",
                     "`dunghan lint --explain E0123` says more of a code, with an example."},
    .whole = {"Một quy trình đầy đủ", "A whole procedure"},
    .whole_intro = {"Bịa ra để mỗi khối đứng một lần; ví dụ trong các bảng đều lấy tên ở đây.",
                    "Made up, so that nearly every block stands once; the examples of the tables "
                    "use its names."},
    .code = {"mã", "code"},
    .fault = {"lỗi", "fault"},
    .why = {"vì sao", "why"}};

}  // namespace

std::span<const ProseSection> opening_sections() {
  return opening;
}

const ProseSection& conditions_section() {
  return conditions;
}

const ProseSection& events_section() {
  return events;
}

const PageWords& page_words() {
  return words;
}

}  // namespace dunghan::describe
