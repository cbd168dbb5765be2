// Codes E0700-E0749: what `dunghan verify` finds (engine/verify), beyond what a reading of the file
// shows.
#include <array>

#include "engine/definition/issue_codes.h"

namespace dunghan::definition {
namespace {

constexpr std::array<IssueCode, 14> codes{{
    {"E0700",
     {"không hồ sơ nào đến được trạng thái", "a state that no case comes to"},
     {"Có mũi tên dẫn đến, nhưng với mọi giá trị dữ liệu và mọi thứ tự việc làm, không hồ sơ nào "
      "vào trạng thái này.",
      "Arrows lead to it, but with every value of the data and in every order of acts no case ever "
      "enters the state."},
     ""},
    {"E0701",
     {"bước chuyển không bao giờ được chọn", "a transition that is never taken"},
     {"Điều kiện của nó không bao giờ đúng ở đó, sự kiện không bao giờ đến, hoặc một bước khác "
      "luôn "
      "được chọn trước. Kịch bản kèm theo đưa hồ sơ đến đó và bị từ chối.",
      "Its condition never holds there, its event never comes, or another transition always goes "
      "first. The scenario beside it brings a case there and is refused."},
     ""},
    {"E0702",
     {"hồ sơ đứng yên mãi", "a case that stands still for ever"},
     {"Trạng thái không phải trạng thái cuối, mà không sự kiện, hẹn giờ hay thời hạn nào dẫn ra, "
      "và "
      "không còn việc nào để làm.",
      "The state is not final, yet no event, timer or deadline leads out of it, and no task is "
      "left "
      "to do."},
     "waiting: { after: { 30 days: { to: closed } } }"},
    {"E0703",
     {"bước chuyển tự động không dừng", "steps without end"},
     {"Các bước always (hoặc raise) nối nhau mãi mà không chờ ai: lệnh sẽ bị từ chối.",
      "Transitions under `always` (or events raised) follow each other for ever and wait for "
      "nobody: the act is refused."},
     "always: { to: b, when: \"!data.counted\", set: { counted: true } }"},
    {"E0704",
     {"thời hạn không bao giờ kết thúc", "a deadline that never ends"},
     {"Trên một đường đi, thời hạn đã bắt đầu mà từ đó không gì hoàn thành, hủy hay rút hậu quả "
      "của nó nữa.",
      "On some way the deadline has begun, and from there nothing can meet or cancel it, and "
      "nothing follows from its running out."},
     "cancel: { enter: withdrawn }"},
    {"E0705",
     {"đôn đốc không đến ai", "an escalation that reaches nobody"},
     {"Vào ngày ấy, nấc thang báo cho một vị trí mà không ai giữ, hoặc cho một vai chưa biết thuộc "
      "đơn vị nào.",
      "On that day the rung tells a post that nobody holds, or a role of which the unit is not "
      "known."},
     ""},
    {"E0706",
     {"vai không có người từ một ngày", "a role that cannot be filled from a day on"},
     {"Từ ngày ấy không ai giữ vị trí mà vai cần. Việc sẽ chuyển lên cấp phó, người đứng đầu, sau "
      "cùng là người quản trị: đó là lối thoát khi có sự cố, không phải cách tổ chức.",
      "From that day on nobody holds the post that the role asks for. Its work would fall to a "
      "deputy, a head, at last the administrators: a way out of accidents, not an organisation."},
     "handler: { unit: case.unit, post: handler, else: superior }"},
    {"E0707",
     {"thời hạn bên trong vượt thời hạn bên ngoài", "limits inside that do not fit"},
     {"Mỗi bước đều đúng hạn đến ngày cuối, mà tổng cộng vẫn quá thời hạn bên ngoài, từ ngày bắt "
      "đầu nêu trong kịch bản.",
      "Each step is in time to its last day, and yet together they come after the end of the outer "
      "deadline, from the start date in the scenario."},
     "verify: { within: 20 days, inside: resolution }"},
    {"E0708",
     {"trạng thái không có thời hạn bên trong", "a stay without a limit"},
     {"Giữa lúc bắt đầu và lúc kết thúc của thời hạn bên ngoài, không thời hạn nào giới hạn thời "
      "gian ở trạng thái này, nên không thể cộng.",
      "Between the start and the stop of the outer deadline nothing limits how long a case may "
      "stay "
      "in the state: there is nothing to add up."},
     "drafting: { deadlines: { draft: { within: 5 working days, owner: handler } } }"},
    {"E0709",
     {"hồ sơ không thể kết thúc", "a case that cannot end"},
     {"Từ đó không đường nào dẫn đến trạng thái cuối; hồ sơ đi vòng mãi.",
      "From there no way leads to a final state; the case goes round for ever."},
     ""},
    {"E0710",
     {"điều kiện không trả lời được", "a condition without an answer"},
     {"Điều kiện hỏi đến giá trị chưa có. Lệnh của người bị từ chối; bước tự động coi như sai và "
      "ghi sự cố.",
      "The condition asks for a value that is not there. An act of a person is then refused; of "
      "what "
      "goes by itself, the condition counts as false and an incident is put on record."},
     "when: \"has(data.dialogue_on) && data.dialogue_on <= today\""},
    {"E0711",
     {"việc làm không thực hiện được", "an act that fails"},
     {"Việc được phép nhưng không thực hiện được: bảng quyết định không có dòng phù hợp, vai không "
      "tìm được đơn vị, hoặc thiếu điều nó dựa vào.",
      "The act is allowed and yet cannot be done: no row of a decision table fits, a role finds no "
      "unit, or something else that it rests on is missing."},
     ""},
    {"E0712",
     {"không bao giờ áp dụng", "never applies"},
     {"Điều kiện của việc, thời hạn hay căn cứ không bao giờ đúng vào lúc nó được hỏi.",
      "The condition of the task, deadline or ground never holds when it is asked."},
     ""},
    {"E0713",
     {"hồ sơ kết thúc khi thời hạn còn chạy", "the case ends over a running deadline"},
     {"Hồ sơ kết thúc mà thời hạn chưa được hoàn thành hay hủy: nó bị hủy trong im lặng và rơi "
      "khỏi "
      "số liệu.",
      "The case ends with the deadline neither met nor called off: it is cancelled in silence and "
      "drops out of the figures."},
     "cancel: { enter: withdrawn }"},
}};

}  // namespace

std::span<const IssueCode> verify_issue_codes() {
  return codes;
}

}  // namespace dunghan::definition
