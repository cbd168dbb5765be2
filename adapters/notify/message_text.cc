#include "adapters/notify/message_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

namespace dunghan::adapters::notify {
namespace {

struct WeekdayWords {
  std::string_view vi_full, vi_short, en_full, en_short;
};

// In the order of std::chrono::weekday::c_encoding(): Sunday first.
constexpr std::array<WeekdayWords, 7> weekday_words{{
    {"Chủ nhật", "CN", "Sunday", "Sun"},
    {"thứ Hai", "T2", "Monday", "Mon"},
    {"thứ Ba", "T3", "Tuesday", "Tue"},
    {"thứ Tư", "T4", "Wednesday", "Wed"},
    {"thứ Năm", "T5", "Thursday", "Thu"},
    {"thứ Sáu", "T6", "Friday", "Fri"},
    {"thứ Bảy", "T7", "Saturday", "Sat"},
}};

constexpr std::array<std::string_view, 12> month_words{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

struct CivilParts {
  const WeekdayWords* weekday;
  unsigned day, month;
  int year;
};

CivilParts parts_of(Date date) {
  const auto day = civil(date);
  const std::chrono::weekday weekday{date};
  return {&weekday_words[weekday.c_encoding()], static_cast<unsigned>(day.day()),
          static_cast<unsigned>(day.month()), static_cast<int>(day.year())};
}

std::string day_and_month_name(const CivilParts& parts, std::size_t letters) {
  return fmt::format("{} {}", parts.day, month_words[parts.month - 1].substr(0, letters));
}

// One line: what is quoted can break neither a header nor the layout of the body.
std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }, ' ');
  return line;
}

std::string title_of(const ports::OutboxMessage& message, Language language) {
  const std::string& wanted = language == Language::en ? message.title_en : message.title_vi;
  const std::string& other = language == Language::en ? message.title_vi : message.title_en;
  for (const std::string* title : {&wanted, &other, &message.deadline, &message.task}) {
    if (!title->empty()) return one_line(*title);
  }
  return one_line(message.workflow);
}

// What each kind is called, what happened, and what comes next.
struct KindWords {
  std::string_view kind;
  std::string_view vi_label, en_label;
  std::string_view vi_next, en_next;
};

constexpr std::array<KindWords, 6> kind_words{{
    {"reminder", "Nhắc việc", "Reminder",
     "Việc này cần xong trước hạn, hoặc gia hạn khi có căn cứ.",
     "This is to be done by the due date, or extended where there is a ground."},
    {"overdue", "Quá hạn", "Overdue",
     "Việc này đã quá hạn; xin hoàn thành và ghi nhận ngày làm xong.",
     "This is past its due date; please finish it and record the day it was done."},
    {"escalation", "Đôn đốc", "Escalation",
     "Việc này quá hạn mà chưa xong; thông báo được gửi đến cấp theo dõi theo bậc đôn đốc.",
     "This is past its due date and not done; the ladder of the deadline brings it to you."},
    {"settled", "Đã xong", "Settled",
     "Việc đã báo quá hạn nay được ghi nhận là xong; không phải làm gì thêm.",
     "What was reported as overdue is now recorded as done; nothing more is asked of you."},
    {"letter", "Thư cần gửi", "Letter to send",
     "Xin lập thư theo mẫu, gửi đương sự và ghi nhận ngày gửi.",
     "Please make out the letter from its template, send it to the party and record the day."},
    {"notice", "Thông báo", "Notice", "Xin mở hồ sơ để xem việc vừa diễn ra.",
     "Please open the case to see what happened."},
}};

const KindWords& words_of(std::string_view kind) {
  const auto* found = std::find_if(kind_words.begin(), kind_words.end(),
                                   [&](const KindWords& words) { return words.kind == kind; });
  return found == kind_words.end() ? kind_words.back() : *found;  // an unknown kind is a notice
}

// A settled deadline has no time left, and letters and notices are about an act, not about a limit.
bool tells_time(std::string_view kind) {
  return kind == "reminder" || kind == "overdue" || kind == "escalation";
}

// The heading is the answer: where time matters, how much is left or over stands first.
std::string heading_of(const ports::OutboxMessage& message, const TellingDay& day,
                       Language language) {
  const KindWords& words = words_of(message.kind);
  const std::string_view label = language == Language::en ? words.en_label : words.vi_label;
  if (!message.due_on || !tells_time(message.kind)) return std::string(label);
  std::string left = time_left(*message.due_on, day, language);
  if (left.empty()) return std::string(label);
  if (message.kind != "escalation") return left;
  if (left.front() >= 'A' && left.front() <= 'Z') left.front() += 'a' - 'A';
  return fmt::format("{}, {}", label, left);
}

std::string subject_of(const ports::OutboxMessage& message, const TellingDay& day,
                       Language language) {
  const bool english = language == Language::en;
  std::string subject =
      fmt::format("{}: {}, {} {}", heading_of(message, day, language), title_of(message, language),
                  english ? "case" : "hồ sơ", one_line(message.case_number));
  if (message.due_on && tells_time(message.kind)) {
    subject +=
        fmt::format(", {} {}", english ? "due" : "hạn", due_in_short(*message.due_on, language));
  }
  return subject;
}

std::string time_line(const ports::OutboxMessage& message, const TellingDay& day,
                      Language language) {
  const std::string_view due_word = language == Language::en ? "due" : "hạn";
  const std::string full = due_in_full(*message.due_on, day.due_clock, language);
  if (!tells_time(message.kind)) {
    return fmt::format("{} {}.", language == Language::en ? "Due" : "Hạn", full);
  }
  const std::string left = time_left(*message.due_on, day, language);
  return left.empty() ? fmt::format("{} {}.", language == Language::en ? "Due" : "Hạn", full)
                      : fmt::format("{}; {} {}.", left, due_word, full);
}

void append_field(std::string& body, std::string_view label, std::string_view text) {
  if (!text.empty()) body += fmt::format("{}: {}\n", label, one_line(text));
}

// How to see more; the reader's own client decides what is a link.
std::string commands_for(const ports::OutboxMessage& message, Language language) {
  const bool english = language == Language::en;
  const std::string id = to_text(message.case_id);
  std::string text = fmt::format("{}: dunghan show {}\n", english ? "The case" : "Xem hồ sơ", id);
  if (!message.deadline.empty()) {
    text +=
        fmt::format("{}: dunghan explain {} {}\n", english ? "Why this date" : "Vì sao ngày này",
                    id, one_line(message.deadline));
  }
  return text;
}

}  // namespace

Language language_of(std::string_view tag) {
  const bool english = tag == "en" || tag.starts_with("en-") || tag.starts_with("en_");
  return english ? Language::en : Language::vi;
}

std::string due_in_full(Date due_on, std::string_view clock, Language language) {
  const CivilParts parts = parts_of(due_on);
  if (language == Language::en) {
    return fmt::format("{} {} {}, {}", parts.weekday->en_full,
                       day_and_month_name(parts, std::string_view::npos), parts.year, clock);
  }
  return fmt::format("{} {} {:02}/{:02}/{}", clock, parts.weekday->vi_full, parts.day, parts.month,
                     parts.year);
}

std::string due_in_short(Date due_on, Language language) {
  const CivilParts parts = parts_of(due_on);
  if (language == Language::en) {
    return fmt::format("{} {}", parts.weekday->en_short, day_and_month_name(parts, 3));
  }
  return fmt::format("{} {:02}/{:02}", parts.weekday->vi_short, parts.day, parts.month);
}

std::string time_left(Date due_on, const TellingDay& day, Language language) {
  const bool english = language == Language::en;
  const auto late_days = (day.today - due_on).count();
  if (late_days > 0) {
    if (english) return fmt::format("{} day{} overdue", late_days, late_days == 1 ? "" : "s");
    return fmt::format("Quá hạn {} ngày", late_days);
  }
  if (late_days == 0 && day.past_due) return english ? "Overdue today" : "Quá hạn hôm nay";
  if (late_days == 0) return english ? "Due today" : "Hết hạn hôm nay";
  if (!day.working_days_left) return {};
  const int left = *day.working_days_left;
  if (english) return fmt::format("{} working day{} left", left, left == 1 ? "" : "s");
  return fmt::format("Còn {} ngày làm việc", left);
}

MessageText message_text(const ports::OutboxMessage& message, const TellingDay& day,
                         Language language) {
  const bool english = language == Language::en;
  const KindWords& words = words_of(message.kind);
  std::string body;
  append_field(body, english ? "Matter" : "Việc", title_of(message, language));
  append_field(body, english ? "Case" : "Hồ sơ", message.case_number);
  append_field(body, english ? "Unit" : "Đơn vị", message.unit);
  if (message.due_on) body += time_line(message, day, language) + "\n";
  append_field(body, english ? "Basis" : "Căn cứ", message.basis);
  append_field(body, english ? "Template" : "Mẫu", message.template_name);
  body += fmt::format("\n{}\n\n{}", english ? words.en_next : words.vi_next,
                      commands_for(message, language));
  return {subject_of(message, day, language), std::move(body)};
}

}  // namespace dunghan::adapters::notify
