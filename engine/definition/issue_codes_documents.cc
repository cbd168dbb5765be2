// Codes E0001-E0049: reading a file, before anybody asks what it says.
#include "engine/definition/issue_codes.h"

#include <array>

namespace dunghan::definition {
namespace {

constexpr std::array<IssueCode, 28> codes{{
    {"E0001",
     {"không đọc được tệp", "the file cannot be read"},
     {"Tệp không có, là thư mục, hoặc không có quyền đọc. Không nạp gì cả.",
      "The file does not exist, is a folder or a device, or may not be read. Nothing was loaded."},
     ""},
    {"E0002",
     {"tệp quá lớn", "the file is too large"},
     {"Mỗi tệp có giới hạn dung lượng để một tệp hỏng hay chọn nhầm không làm treo máy. Quy trình "
      "dài khoảng năm trăm dòng chỉ chiếm chừng 40 kB.",
      "Files have a limit of size, checked before reading, so that a wrong or damaged file cannot "
      "stop the machine. A procedure of five hundred lines takes about 40 kB."},
     ""},
    {"E0003",
     {"tệp rỗng", "the file is empty"},
     {"Tệp không có nội dung, hoặc chỉ có chú thích.",
      "The file holds nothing, or nothing but comments."},
     ""},
    {"E0004",
     {"tệp không phải UTF-8", "the file is not UTF-8"},
     {"Mọi tệp được đọc theo UTF-8. Tệp lưu theo bảng mã cũ (TCVN3, VNI, VISCII) hoặc UTF-16 phải "
      "được chuyển đổi rồi lưu lại.",
      "Every file is read as UTF-8. A file in an older encoding (TCVN3, VNI, VISCII) or in UTF-16 "
      "must be converted and saved again."},
     ""},
    {"E0005",
     {"có ký tự điều khiển", "a control character"},
     {"Ký tự điều khiển không hiện ra nhưng làm thay đổi nội dung; thường do tệp hỏng hoặc không "
      "phải tệp văn bản.",
      "Control characters cannot be seen and change what is read; they usually mean a damaged "
      "file, or one that is no text."},
     ""},
    {"E0006",
     {"có ký tự không nhìn thấy", "an invisible character"},
     {"Ký tự rộng bằng không, ký tự đổi chiều chữ và dấu cách không ngắt làm cho điều người đọc "
      "thấy khác với điều máy đọc. Chúng hay lẫn vào khi dán từ trang web hoặc Word.",
      "Zero-width characters, marks that turn the direction of writing, and no-break spaces make "
      "what people see differ from what is read. They come in by pasting from web pages and word "
      "processors."},
     ""},
    {"E0007",
     {"thụt lề bằng phím Tab", "a tab in the indentation"},
     {"YAML chỉ cho thụt lề bằng dấu cách: một Tab rộng bao nhiêu là tùy trình soạn thảo.",
      "YAML indents with spaces only: how wide a tab is depends on the editor."},
     "states:\n  received:        # two spaces, not a tab\n    initial: true"},
    {"E0008",
     {"không đúng cú pháp YAML", "not YAML"},
     {"Dòng này không đọc được theo YAML. Xem lại thụt lề, dấu hai chấm và dấu nháy của dòng này "
      "và dòng trên.",
      "The line cannot be read as YAML. Look at the indentation, colons and quotes of this line "
      "and of the one above."},
     ""},
    {"E0009",
     {"ngoặc không khớp", "brackets do not match"},
     {"Mỗi { cần một }, mỗi [ cần một ], và giữa các phần phải có dấu phẩy. Chữ có dấu phẩy hoặc "
      "ngoặc phải để trong nháy.",
      "Each { needs its }, each [ its ], with commas between the entries. A text with commas or "
      "brackets of its own must be quoted."},
     "accept: { to: verifying, by: [ reception, head ] }\nwhen: \"data.kind in ['a', 'b']\"      # "
     "brackets of a condition: quote it"},
    {"E0010",
     {"khối nằm dưới { }", "a block under { }"},
     {"Giá trị viết trong { } kết thúc ở dấu }; các dòng thụt lề bên dưới không thuộc về nó. Viết "
      "tất cả trong ngoặc, hoặc viết tất cả thành dòng thụt lề.",
      "A value in { } ends at its }; indented lines below do not belong to it. Write all of it in "
      "the braces, or all of it as indented lines."},
     "received: { initial: true }        # ended here ...\n  on: { accept: { to: next } }     # "
     "... so this belongs to nothing\n\nreceived:                          # mended\n  initial: "
     "true\n  on: { accept: { to: next } }"},
    {"E0011",
     {"dấu nháy không đóng", "a quote that is not closed"},
     {"Dấu nháy mở mà không đóng sẽ nuốt các dòng sau. Trong nháy đơn, dấu ' viết hai lần; trong "
      "nháy kép, viết \\\".",
      "A quote that is opened and not closed swallows the lines below. Inside single quotes an "
      "apostrophe is written twice, inside double quotes a quote is written with a backslash."},
     "title: 'It''s decided'"},
    {"E0012",
     {"điều kiện không có nháy bị cắt", "an unquoted text is cut in two"},
     {"Trong { } và [ ], dấu phẩy bắt đầu phần tiếp theo; các dấu : & * [ { cũng có nghĩa riêng. "
      "Điều kiện có các dấu ấy phải để trong nháy.",
      "Inside { } and [ ] a comma begins the next entry, and : & * [ { have meanings of their own. "
      "A condition that has them must be quoted."},
     "pay: { to: paid, when: earlier(data.a, data.b) < today }       # cut at the comma\npay: { "
     "to: paid, when: \"earlier(data.a, data.b) < today\" }     # mended"},
    {"E0013",
     {"dấu ! ở đầu bị hiểu là thẻ", "`!` at the start is read as a tag"},
     {"Giá trị bắt đầu bằng ! được YAML hiểu là thẻ kiểu, không phải phép phủ định.",
      "A value that begins with ! is a tag to YAML, not a negation."},
     "when: !data.complex          # a tag\nwhen: \"!data.complex\"        # mended"},
    {"E0014",
     {"lồng nhau quá sâu", "nested too deep"},
     {"Danh sách và nhóm lồng nhau quá giới hạn. Thường do ngoặc bị lặp, hoặc tệp cố ý gây hại.",
      "Lists and mappings lie inside each other beyond the limit: a repeated bracket, or a file "
      "made to do harm."},
     ""},
    {"E0015",
     {"tệp có quá nhiều giá trị", "too many values"},
     {"Sau khi thay các tham chiếu (*) bằng nội dung, tệp vượt quá giới hạn số giá trị hoặc dung "
      "lượng. Một vài dòng tham chiếu lồng nhau có thể nở ra hàng tỷ giá trị.",
      "With its aliases (*) written out, the file has more values or text than it may. A few lines "
      "of aliases inside each other can stand for billions of values."},
     ""},
    {"E0016",
     {"khóa bị trùng", "the same key twice"},
     {"Trong một nhóm mỗi khóa chỉ được đứng một lần; nếu không, không ai biết giá trị nào có hiệu "
      "lực.",
      "Within one mapping each key stands once; else nobody could say which value holds."},
     "states:\n  closed: { final: true }\n  closed: { title: Đã đóng }      # one of them must go"},
    {"E0017",
     {"tệp có hai văn bản", "a second document"},
     {"Mỗi tệp chứa một văn bản YAML. Dòng --- thứ hai, hoặc một dòng thụt lề ít hơn phần trên, "
      "bắt đầu văn bản khác.",
      "A file holds one YAML document. A second line ---, or a line indented less than what stands "
      "above, begins another."},
     ""},
    {"E0018",
     {"thẻ YAML lạ", "an unknown tag"},
     {"Chỉ các thẻ cơ bản (!!str, !!int, !!float, !!bool, !!null, !!seq, !!map) được dùng. Thẻ "
      "khác có thể tạo đối tượng ở chương trình khác và không có nghĩa ở đây.",
      "Only the core tags (!!str, !!int, !!float, !!bool, !!null, !!seq, !!map) may be used. "
      "Others make objects in some programs and mean nothing here."},
     ""},
    {"E0019",
     {"tham chiếu chứa chính nó", "an alias inside what it names"},
     {"Tham chiếu (*) nằm trong chính giá trị mà nó gọi tên, nên không bao giờ viết ra hết được.",
      "An alias (*) stands inside the very value that it names, so it could never be written out."},
     ""},
    {"E0020",
     {"tham chiếu chưa được đặt tên", "an alias without its anchor"},
     {"Tham chiếu (*tên) phải đứng sau nơi đặt tên (&tên). Chữ bắt đầu bằng * phải để trong nháy.",
      "An alias (*name) must come after its anchor (&name). A text that begins with * must be "
      "quoted."},
     "standard: &standard [ { at: due, to: owner } ]\nurgent: *standard"},
    {"E0021",
     {"dùng sai khóa gộp <<", "a misused merge key"},
     {"Khóa << chép các khóa của một nhóm khác, nên giá trị của nó phải là một nhóm hoặc danh sách "
      "các nhóm.",
      "`<<` copies the keys of another mapping, so its value must be a mapping or a list of "
      "mappings."},
     "base: &base { by: head }\naccept: { <<: *base, to: verifying }"},
    {"E0022",
     {"khóa không phải là một từ", "a key that is no name"},
     {"Khóa phải là chữ. Danh sách, nhóm, khóa trống hay từ null không làm khóa được. Giá trị bắt "
      "đầu bằng { hoặc [ phải để trong nháy nếu là chữ.",
      "A key is a plain word. Lists, mappings, an empty key and the word null cannot be keys. A "
      "text that begins with { or [ must be quoted."},
     ""},
    {"E0024",
     {"thiếu dấu hai chấm hoặc dấu cách sau nó", "a colon, or the blank after it, is missing"},
     {"Khóa và giá trị cách nhau bởi dấu hai chấm và một dấu cách.",
      "Key and value are parted by a colon and a blank."},
     "version:1      # one word to YAML\nversion: 1     # mended"},
    {"E0025",
     {"thụt lề không khớp", "the indentation does not fit"},
     {"Các khóa cùng nhóm phải thẳng cột; phần con thụt vào sâu hơn phần chứa nó.",
      "Keys of one mapping stand in one column; what belongs to a key is indented deeper than the "
      "key."},
     ""},
    {"E0026",
     {"dấu hai chấm ở chỗ không thể có giá trị", "a colon where no value may begin"},
     {"Một chữ không có nháy chứa dấu hai chấm kèm dấu cách trông như một khóa nữa.",
      "An unquoted text with a colon and a blank looks like another key."},
     "title: Khiếu nại: lần đầu       # two keys on one line\ntitle: 'Khiếu nại: lần đầu'     # "
     "mended"},
    {"E0027",
     {"ký tự không thể bắt đầu một chữ không nháy",
      "a character that cannot begin an unquoted text"},
     {"Các ký tự @ ` % có nghĩa riêng trong YAML; để chữ trong nháy.",
      "The characters @ ` % are reserved by YAML; quote the text."},
     ""},
    {"E0028",
     {"dấu gạch chéo ngược sai trong nháy kép", "a wrong escape in double quotes"},
     {"Trong nháy kép, \\ bắt đầu một ký hiệu đặc biệt. Biểu thức chính quy nên để trong nháy "
      "đơn.",
      "Inside double quotes a backslash begins an escape. Put regular expressions in single "
      "quotes."},
     "when: 'data.number.matches(\"^\\\\d+$\")'"},
    {"E0029",
     {"còn lỗi khác không hiện ra", "more issues than are shown"},
     {"Tệp có nhiều lỗi hơn mức hiển thị. Sửa các lỗi đầu rồi kiểm tra lại.",
      "The file has more issues than are shown. Mend the first ones and check again."},
     ""},
}};

}  // namespace

std::span<const IssueCode> document_issue_codes() {
  return codes;
}

}  // namespace dunghan::definition
