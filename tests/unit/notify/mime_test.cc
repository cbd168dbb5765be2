// Mail encoding, checked by a reader of its own (mail_reader.h) and by lines worked out by hand.
#include "adapters/notify/mime.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "tests/unit/notify/mail_reader.h"

namespace dunghan::adapters::notify {
namespace {

using namespace std::chrono_literals;

// Text of one to three octets a character, now and then with what mail treats specially.
rc::Gen<std::string> any_text() {
  const auto piece = rc::gen::element<std::string>("a", "Z", " ", "=", "?", "_", ".", "\t", "ễ",
                                                   "Ậ", "đ", "hạn", "=?UTF-8?B?", "?=", "€", "😀");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const std::string& each : pieces) text += each;
                        return text;
                      });
}

TEST(TextHeader, plain_text_that_fits_stands_as_it_is) {
  EXPECT_EQ(text_header("Subject", "Reminder: send the decision"),
            "Subject: Reminder: send the decision\r\n");
}

TEST(TextHeader, vietnamese_becomes_encoded_words) {
  EXPECT_EQ(text_header("Subject", "đúng hạn"), "Subject: =?UTF-8?B?xJHDum5nIGjhuqFu?=\r\n");
}

TEST(TextHeader, a_text_that_looks_encoded_is_encoded_so_that_it_keeps_its_meaning) {
  const std::string header = text_header("Subject", "=?UTF-8?B?YQ==?=");
  EXPECT_EQ(decode_words(header.substr(9, header.size() - 11)), "=?UTF-8?B?YQ==?=");
}

TEST(TextHeader, a_line_break_in_the_text_cannot_start_another_header) {
  EXPECT_EQ(text_header("Subject", "a\r\nBcc: b@example.org"),
            "Subject: a  Bcc: b@example.org\r\n");
}

TEST(TextHeader, any_text_comes_back_and_no_line_is_longer_than_76_octets) {
  rc::check([] {
    const std::string text = *any_text();
    const std::string whole = text_header("Subject", text) + "\r\n";
    const auto mail = read_mail(whole);
    RC_ASSERT(mail.has_value());
    std::string expected = text;
    std::replace(expected.begin(), expected.end(), '\t', ' ');
    RC_ASSERT(decode_words(mail->headers.at("Subject")) == expected);
    for (std::size_t at = 0; at < whole.size();) {
      const std::size_t end = whole.find("\r\n", at);
      RC_ASSERT(end - at <= 76U);
      at = end + 2;
    }
  });
}

TEST(QuotedPrintable, follows_the_rules_worked_out_by_hand) {
  struct Row {
    std::string text, encoded;
  };
  const Row rows[] = {
      {"", ""},
      {"plain", "plain"},
      {"1 = 1\n", "1 =3D 1\r\n"},
      {"hạn\n", "h=E1=BA=A1n\r\n"},
      {"blank at the end \nnext", "blank at the end=20\r\nnext"},
      {"tab\t\n", "tab=09\r\n"},
      {"a\r\nb\n", "a\r\nb\r\n"},
      {"a\rb", "a=0Db"},
      {std::string(76, 'x') + "\n", std::string(76, 'x') + "\r\n"},
      {std::string(77, 'x') + "\n", std::string(75, 'x') + "=\r\nxx\r\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(quoted_printable(row.text), row.encoded) << row.text;
}

TEST(QuotedPrintable, any_text_comes_back) {
  rc::check([] {
    const std::string text = *any_text() + "\n" + *any_text() + "\n";
    RC_ASSERT(decode_quoted_printable(quoted_printable(text)) == text);
  });
}

TEST(IsAddress, takes_work_addresses_and_nothing_that_could_end_a_header) {
  for (const char* good : {"a@b", "head.so-noi-vu@example.gov.vn", "x+y@example.org"}) {
    EXPECT_TRUE(is_address(good)) << good;
  }
  for (const char* bad : {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\r\nBcc: c@d", "<a@b>", "a@b>",
                          ".a@b", "a@b.", "a..b@c", "\"a\"@b", "người@example.org"}) {
    EXPECT_FALSE(is_address(bad)) << bad;
  }
  EXPECT_FALSE(is_address("a@" + std::string(253, 'b')));
  EXPECT_TRUE(is_address("a@" + std::string(252, 'b')));
}

TEST(Mailbox, quotes_what_must_be_quoted) {
  EXPECT_EQ(mailbox("", "a@b"), "a@b");
  EXPECT_EQ(mailbox("O\"Neil \\ co", "a@b"), "\"O\\\"Neil \\\\ co\"\r\n <a@b>");
  EXPECT_EQ(mailbox("Hạnh", "a@b"), "=?UTF-8?B?SOG6oW5o?=\r\n <a@b>");
  EXPECT_EQ(empty_group("handler@so-noi-vu"), "\"handler@so-noi-vu\":;");
}

TEST(MailDate, is_in_the_zone_of_the_reader) {
  const ZoneRules hanoi("Asia/Ho_Chi_Minh", 7h);
  const ZoneRules newfoundland("America/St_Johns", -(3h + 30min));
  const Instant at = std::chrono::sys_days{std::chrono::year{2024} / 6 / 9} + 23h + 5min + 7s;
  EXPECT_EQ(mail_date(at, hanoi), "Mon, 10 Jun 2024 06:05:07 +0700");
  EXPECT_EQ(mail_date(at, newfoundland), "Sun, 9 Jun 2024 19:35:07 -0330");
  EXPECT_EQ(mail_date(at, ZoneRules("UTC")), "Sun, 9 Jun 2024 23:05:07 +0000");
}

}  // namespace
}  // namespace dunghan::adapters::notify
