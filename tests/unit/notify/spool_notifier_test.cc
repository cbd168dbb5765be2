// The spool folder: one whole, well-formed file a message, whatever is thrown at it.
#include "adapters/notify/spool_notifier.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/unit/notify/mail_reader.h"

namespace dunghan::adapters::notify {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

class SpoolNotifierTest : public ::testing::Test {
 protected:
  SpoolNotifierTest() {
    std::string pattern = (fs::temp_directory_path() / "dunghan-spool-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    settings_.folder = folder_ / "out" / "mail";
    settings_.zone = ZoneRules("Asia/Ho_Chi_Minh", 7h);
    settings_.find_recipient = [](std::string_view recipient) -> std::optional<Recipient> {
      if (recipient == "p-head") return Recipient{"Trưởng phòng", "head@example.gov.vn", "en"};
      if (recipient == "p-broken") return Recipient{"X", "x@y\r\nBcc: z@example.org", ""};
      return std::nullopt;
    };
  }
  ~SpoolNotifierTest() override {
    std::error_code ignored;
    fs::permissions(folder_, fs::perms::owner_all, ignored);
    fs::remove_all(folder_, ignored);
  }

  static ports::OutboxMessage message_to(std::string recipient) {
    ports::OutboxMessage message;
    message.id = MessageId{77};
    message.kind = "reminder";
    message.case_id = CaseId{5};
    message.case_number = "KN-SNV-2024-00017";
    message.deadline = "resolution";
    message.recipient = std::move(recipient);
    message.due_on = make_date(2024, 6, 10);
    message.title_vi = "Giải quyết";
    message.title_en = "Resolution";
    message.basis = "LKN Điều 28";
    message.created_at = std::chrono::sys_days{std::chrono::year{2024} / 6 / 4} + 18h;
    message.not_before = std::chrono::sys_days{std::chrono::year{2024} / 6 / 5} + 30min;
    return message;
  }

  std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(settings_.folder)) {
      found.push_back(entry.path().filename().string());
    }
    return found;
  }
  static std::string octets_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  Mail spooled() const {
    const auto mail = read_mail(octets_of(settings_.folder / "000000000002d.eml"));
    EXPECT_TRUE(mail.has_value());
    return mail.value_or(Mail{});
  }

  fs::path folder_;
  SpoolSettings settings_;
};

TEST_F(SpoolNotifierTest, a_message_becomes_one_file_named_by_its_id) {
  SpoolNotifier notifier(settings_);
  ASSERT_TRUE(notifier.deliver(message_to("p-head")).has_value());
  EXPECT_EQ(names(), std::vector<std::string>{"000000000002d.eml"});
  EXPECT_EQ(octets_of(settings_.folder / "000000000002d.eml"),
            notifier.compose(message_to("p-head")));
}

TEST_F(SpoolNotifierTest, the_headers_are_those_of_a_threaded_automatic_mail) {
  SpoolNotifier notifier(settings_);
  ASSERT_TRUE(notifier.deliver(message_to("p-head")).has_value());
  const Mail mail = spooled();
  EXPECT_EQ(mail.headers.at("Message-ID"), "<000000000002d@dunghan>");
  EXPECT_EQ(mail.headers.at("In-Reply-To"), "<case-0000000000005@dunghan>");
  EXPECT_EQ(mail.headers.at("References"), "<case-0000000000005@dunghan>");
  EXPECT_EQ(mail.headers.at("Date"), "Wed, 5 Jun 2024 07:30:00 +0700");
  EXPECT_EQ(mail.headers.at("From"), "\"dunghan\" <dunghan@localhost>");
  EXPECT_EQ(decode_words(mail.headers.at("To")), "Trưởng phòng <head@example.gov.vn>");
  EXPECT_EQ(mail.headers.at("Content-Language"), "en");
  EXPECT_EQ(mail.headers.at("Auto-Submitted"), "auto-generated");
  EXPECT_TRUE(decode_words(mail.headers.at("Subject"))->starts_with("Reminder: Resolution, case"));
}

TEST_F(SpoolNotifierTest, a_post_without_an_address_is_a_named_group_in_the_default_language) {
  SpoolNotifier notifier(settings_);
  ASSERT_TRUE(notifier.deliver(message_to("handler@so-noi-vu")).has_value());
  const Mail mail = spooled();
  EXPECT_EQ(mail.headers.at("To"), "\"handler@so-noi-vu\":;");
  EXPECT_TRUE(decode_words(mail.headers.at("Subject"))->starts_with("Nhắc việc: Giải quyết"));
}

TEST_F(SpoolNotifierTest, today_is_the_readers_day_on_which_it_is_told) {
  settings_.working_days_left = [](const ports::OutboxMessage& message, Date today) {
    EXPECT_EQ(today, make_date(2024, 6, 5));
    return static_cast<int>((*message.due_on - today).count() - 2);  // a weekend lies between
  };
  SpoolNotifier notifier(settings_);
  ASSERT_TRUE(notifier.deliver(message_to("handler@so-noi-vu")).has_value());
  EXPECT_NE(spooled().body.find("Còn 3 ngày làm việc; hạn 24:00 thứ Hai 10/06/2024."),
            std::string::npos);
}

TEST_F(SpoolNotifierTest, a_repeat_of_one_id_leaves_one_file) {
  SpoolNotifier notifier(settings_);
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(notifier.deliver(message_to("p-head")).has_value());
  }
  EXPECT_EQ(names().size(), 1U);
}

TEST_F(SpoolNotifierTest, what_a_killed_delivery_left_behind_is_overwritten) {
  fs::create_directories(settings_.folder);
  std::ofstream(settings_.folder / "000000000002d.eml.unfinished") << std::string(100'000, 'x');
  SpoolNotifier notifier(settings_);
  ASSERT_TRUE(notifier.deliver(message_to("p-head")).has_value());
  EXPECT_EQ(names(), std::vector<std::string>{"000000000002d.eml"});
  EXPECT_EQ(octets_of(settings_.folder / "000000000002d.eml"),
            notifier.compose(message_to("p-head")));
}

TEST_F(SpoolNotifierTest, no_input_can_add_a_header_or_break_the_form) {
  ports::OutboxMessage message = message_to("x\r\nBcc: a@example.org");
  for (std::string* text : {&message.case_number, &message.title_vi, &message.title_en,
                            &message.basis, &message.unit, &message.deadline}) {
    *text += "\r\nBcc: b@example.org\r\n\r\nbody";
  }
  SpoolNotifier notifier(settings_);
  for (const char* recipient : {"p-head", "p-broken", "x\r\nBcc: a@example.org"}) {
    message.recipient = recipient;
    ASSERT_TRUE(notifier.deliver(message).has_value());
    const Mail mail = spooled();
    EXPECT_FALSE(mail.headers.contains("Bcc"));
    EXPECT_EQ(mail.headers.size(), 12U);
  }
}

TEST_F(SpoolNotifierTest, an_address_that_is_none_is_not_written_to) {
  SpoolNotifier notifier(settings_);
  ASSERT_TRUE(notifier.deliver(message_to("p-broken")).has_value());
  EXPECT_EQ(spooled().headers.at("To"), "\"X\":;");
}

TEST_F(SpoolNotifierTest, a_folder_that_cannot_be_made_is_unavailable_and_says_where) {
  std::ofstream(folder_ / "out") << "a file stands where the folder should be";
  SpoolNotifier notifier(settings_);
  const auto delivered = notifier.deliver(message_to("p-head"));
  ASSERT_FALSE(delivered.has_value());
  EXPECT_EQ(delivered.error().code, ErrorCode::unavailable);
  EXPECT_NE(delivered.error().message.find(settings_.folder.string()), std::string::npos);
}

TEST_F(SpoolNotifierTest, a_failed_rename_leaves_no_unfinished_file) {
  fs::create_directories(settings_.folder / "000000000002d.eml");  // a folder cannot be replaced
  SpoolNotifier notifier(settings_);
  const auto delivered = notifier.deliver(message_to("p-head"));
  ASSERT_FALSE(delivered.has_value());
  EXPECT_EQ(delivered.error().code, ErrorCode::unavailable);
  EXPECT_EQ(names(), std::vector<std::string>{"000000000002d.eml"});
}

TEST_F(SpoolNotifierTest, a_sender_that_is_no_address_is_refused_before_anything_is_written) {
  settings_.from_address = "nobody\r\nBcc: x@example.org";
  SpoolNotifier notifier(settings_);
  const auto delivered = notifier.deliver(message_to("p-head"));
  ASSERT_FALSE(delivered.has_value());
  EXPECT_EQ(delivered.error().code, ErrorCode::invalid_argument);
  EXPECT_FALSE(fs::exists(settings_.folder));
}

}  // namespace
}  // namespace dunghan::adapters::notify
