// The words of messages: the table of the screens' words, and what each kind says.
#include "adapters/notify/message_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace dunghan::adapters::notify {
namespace {

using ::testing::HasSubstr;

const Date monday_10_june = make_date(2024, 6, 10);

ports::OutboxMessage overdue_message() {
  ports::OutboxMessage message;
  message.id = MessageId{77};
  message.kind = "overdue";
  message.case_id = CaseId{5};
  message.case_number = "KN-SNV-2024-00017";
  message.workflow = "complaint-first-instance";
  message.deadline = "resolution";
  message.unit = "so-noi-vu";
  message.due_on = monday_10_june;
  message.title_vi = "Giải quyết";
  message.title_en = "Resolution";
  message.basis = "LKN Điều 28";
  return message;
}

TEST(Words, dates_are_written_as_on_the_screens) {
  EXPECT_EQ(due_in_full(monday_10_june, "24:00", Language::vi), "24:00 thứ Hai 10/06/2024");
  EXPECT_EQ(due_in_full(monday_10_june, "24:00", Language::en), "Monday 10 June 2024, 24:00");
  EXPECT_EQ(due_in_short(monday_10_june, Language::vi), "T2 10/06");
  EXPECT_EQ(due_in_short(monday_10_june, Language::en), "Mon 10 Jun");
  EXPECT_EQ(due_in_short(make_date(2024, 6, 16), Language::vi), "CN 16/06");
  EXPECT_EQ(due_in_full(make_date(2024, 9, 7), "24:00", Language::vi), "24:00 thứ Bảy 07/09/2024");
}

TEST(Words, time_left_counts_working_days_and_lateness_counts_calendar_days) {
  struct Row {
    Date today;
    std::optional<int> left;
    const char* vi;
    const char* en;
  };
  const Row rows[] = {
      {make_date(2024, 6, 5), 3, "Còn 3 ngày làm việc", "3 working days left"},
      {make_date(2024, 6, 7), 1, "Còn 1 ngày làm việc", "1 working day left"},
      {make_date(2024, 6, 5), std::nullopt, "", ""},
      {make_date(2024, 6, 10), 0, "Hết hạn hôm nay", "Due today"},
      {make_date(2024, 6, 11), std::nullopt, "Quá hạn 1 ngày", "1 day overdue"},
      {make_date(2024, 6, 15), std::nullopt, "Quá hạn 5 ngày", "5 days overdue"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(time_left(monday_10_june, {row.today, row.left}, Language::vi), row.vi);
    EXPECT_EQ(time_left(monday_10_june, {row.today, row.left}, Language::en), row.en);
  }
}

TEST(Words, a_limit_of_hours_is_over_at_its_moment_not_with_the_day) {
  TellingDay day;
  day.today = monday_10_june;
  day.due_clock = "16:45";
  auto message = overdue_message();
  message.kind = "reminder";
  EXPECT_THAT(message_text(message, day, Language::en).body,
              HasSubstr("Due today; due Monday 10 June 2024, 16:45."));
  day.past_due = true;
  message.kind = "overdue";
  EXPECT_THAT(message_text(message, day, Language::en).body,
              HasSubstr("Overdue today; due Monday 10 June 2024, 16:45."));
  EXPECT_THAT(message_text(message, day, Language::vi).body,
              HasSubstr("Quá hạn hôm nay; hạn 16:45 thứ Hai 10/06/2024."));
}

TEST(Words, the_language_is_vietnamese_unless_english_is_asked_for) {
  EXPECT_EQ(language_of("en"), Language::en);
  EXPECT_EQ(language_of("en-GB"), Language::en);
  EXPECT_EQ(language_of("en_GB.UTF-8"), Language::en);
  EXPECT_EQ(language_of("vi"), Language::vi);
  EXPECT_EQ(language_of(""), Language::vi);
  EXPECT_EQ(language_of("enx"), Language::vi);
}

TEST(MessageText, an_overdue_message_says_what_whose_how_late_and_by_which_article) {
  const MessageText text =
      message_text(overdue_message(), {make_date(2024, 6, 11), std::nullopt}, Language::vi);
  EXPECT_EQ(text.subject, "Quá hạn 1 ngày: Giải quyết, hồ sơ KN-SNV-2024-00017, hạn T2 10/06");
  EXPECT_EQ(text.body,
            "Việc: Giải quyết\n"
            "Hồ sơ: KN-SNV-2024-00017\n"
            "Đơn vị: so-noi-vu\n"
            "Quá hạn 1 ngày; hạn 24:00 thứ Hai 10/06/2024.\n"
            "Căn cứ: LKN Điều 28\n"
            "\n"
            "Việc này đã quá hạn; xin hoàn thành và ghi nhận ngày làm xong.\n"
            "\n"
            "Xem hồ sơ: dunghan show 0000000000005\n"
            "Vì sao ngày này: dunghan explain 0000000000005 resolution\n");
}

TEST(MessageText, a_reminder_in_english_says_the_working_days_left) {
  ports::OutboxMessage message = overdue_message();
  message.kind = "reminder";
  const MessageText text = message_text(message, {make_date(2024, 6, 5), 3}, Language::en);
  EXPECT_EQ(text.subject,
            "3 working days left: Resolution, case KN-SNV-2024-00017, due Mon 10 Jun");
  EXPECT_NE(text.body.find("3 working days left; due Monday 10 June 2024, 24:00.\n"),
            std::string::npos);
}

TEST(MessageText, a_reminder_without_the_count_of_days_still_says_the_date) {
  ports::OutboxMessage message = overdue_message();
  message.kind = "reminder";
  const MessageText text =
      message_text(message, {make_date(2024, 6, 5), std::nullopt}, Language::vi);
  EXPECT_EQ(text.subject, "Nhắc việc: Giải quyết, hồ sơ KN-SNV-2024-00017, hạn T2 10/06");
  EXPECT_NE(text.body.find("Hạn 24:00 thứ Hai 10/06/2024.\n"), std::string::npos);
}

TEST(MessageText, an_escalation_says_that_it_is_one_and_how_late) {
  ports::OutboxMessage message = overdue_message();
  message.kind = "escalation";
  TellingDay day;
  day.today = make_date(2024, 6, 13);
  EXPECT_EQ(message_text(message, day, Language::vi).subject,
            "Đôn đốc, quá hạn 3 ngày: Giải quyết, hồ sơ KN-SNV-2024-00017, hạn T2 10/06");
  EXPECT_EQ(message_text(message, day, Language::en).subject,
            "Escalation, 3 days overdue: Resolution, case KN-SNV-2024-00017, due Mon 10 Jun");
}

TEST(MessageText, a_settled_deadline_claims_no_lateness) {
  ports::OutboxMessage message = overdue_message();
  message.kind = "settled";
  const MessageText text =
      message_text(message, {make_date(2024, 6, 27), std::nullopt}, Language::en);
  EXPECT_EQ(text.subject, "Settled: Resolution, case KN-SNV-2024-00017");
  EXPECT_EQ(text.body.find("overdue."), std::string::npos);
  EXPECT_NE(text.body.find("Due Monday 10 June 2024, 24:00.\n"), std::string::npos);
}

TEST(MessageText, every_kind_has_words_of_its_own_in_both_languages) {
  std::set<std::string> bodies;
  const char* kinds[] = {"reminder", "overdue", "escalation", "settled", "letter", "notice"};
  for (const char* kind : kinds) {
    for (const Language language : {Language::vi, Language::en}) {
      ports::OutboxMessage message = overdue_message();
      message.kind = kind;
      const MessageText text =
          message_text(message, {make_date(2024, 6, 11), std::nullopt}, language);
      EXPECT_TRUE(bodies.insert(text.body).second) << text.body;
    }
  }
}

TEST(MessageText, a_letter_names_its_template) {
  ports::OutboxMessage message = overdue_message();
  message.kind = "letter";
  message.template_name = "complaint-not-accepted";
  message.due_on = std::nullopt;
  const MessageText text =
      message_text(message, {make_date(2024, 6, 11), std::nullopt}, Language::vi);
  EXPECT_NE(text.body.find("Mẫu: complaint-not-accepted\n"), std::string::npos);
  EXPECT_EQ(text.body.find("24:00"), std::string::npos);
}

TEST(MessageText, a_title_that_is_missing_in_one_language_is_taken_from_the_other_then_the_name) {
  ports::OutboxMessage message = overdue_message();
  message.title_en = "";
  TellingDay day;
  day.today = make_date(2024, 6, 11);
  EXPECT_TRUE(message_text(message, day, Language::en).body.starts_with("Matter: Giải quyết\n"));
  message.title_vi = "";
  EXPECT_TRUE(message_text(message, day, Language::en).body.starts_with("Matter: resolution\n"));
}

TEST(MessageText, a_line_break_in_what_it_quotes_becomes_a_blank) {
  ports::OutboxMessage message = overdue_message();
  message.case_number = "KN\r\nBcc: x@example.org";
  message.title_vi = "a\nb";
  const MessageText text =
      message_text(message, {make_date(2024, 6, 11), std::nullopt}, Language::vi);
  EXPECT_EQ(text.subject.find_first_of("\r\n"), std::string::npos);
  EXPECT_NE(text.body.find("Hồ sơ: KN  Bcc: x@example.org\n"), std::string::npos);
}

}  // namespace
}  // namespace dunghan::adapters::notify
