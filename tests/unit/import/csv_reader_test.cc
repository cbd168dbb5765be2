// What RFC 4180 says, what spreadsheets make of it, and what is broken.
#include "adapters/import/csv_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/import/log_clock.h"

namespace dunghan::adapters::import {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Result<std::unique_ptr<CsvReader>> open_text(std::string text) {
  return CsvReader::open(text_source(std::move(text)));
}

std::unique_ptr<CsvReader> reader_of(std::string text) {
  auto reader = open_text(std::move(text));
  EXPECT_TRUE(reader) << reader.error().message;
  return *std::move(reader);
}

std::vector<std::string> values_of(const LogRow& row, int count) {
  std::vector<std::string> values;
  for (int column = 0; column < count; ++column)
    values.emplace_back(row.value(column).value_or("-"));
  return values;
}

LogRow next_of(CsvReader& reader) {
  LogRow row;
  const auto more = reader.next(row);
  EXPECT_TRUE(more) << more.error().message;
  EXPECT_TRUE(more && *more);
  return row;
}

TEST(CsvReader, quotes_hold_separators_line_breaks_and_quotes) {
  const auto reader = reader_of("id,text\r\n1,\"a,b\"\"c\"\"\r\nd\"\r\n2,plain\r\n");
  const LogRow first = next_of(*reader);
  EXPECT_THAT(values_of(first, 2), ElementsAre("1", "a,b\"c\"\nd"));
  EXPECT_FALSE(first.fault);
  const LogRow second = next_of(*reader);
  EXPECT_THAT(values_of(second, 2), ElementsAre("2", "plain"));
  EXPECT_EQ(second.line, 4);  // the value before it took two lines
  LogRow row;
  EXPECT_FALSE(*reader->next(row));
}

TEST(CsvReader, a_byte_order_mark_and_any_line_end_are_taken_and_the_last_line_needs_none) {
  for (const char* text :
       {"\xEF\xBB\xBFid,x\n1,2\n3,4", "id,x\r1,2\r3,4", "id,x\r\n\r\n1,2\r\n\n3,4\r\n"}) {
    const auto reader = reader_of(text);
    EXPECT_THAT(reader->columns().names(), ElementsAre("id", "x")) << text;
    EXPECT_THAT(values_of(next_of(*reader), 2), ElementsAre("1", "2")) << text;
    EXPECT_THAT(values_of(next_of(*reader), 2), ElementsAre("3", "4")) << text;
    LogRow row;
    EXPECT_FALSE(*reader->next(row)) << text;
  }
}

TEST(CsvReader, the_separator_is_the_one_that_the_header_uses_most) {
  EXPECT_EQ(reader_of("a;b;c\n")->separator(), ';');
  EXPECT_EQ(reader_of("a\tb\n")->separator(), '\t');
  EXPECT_EQ(reader_of("\"x;y;z\",b\n")->separator(), ',');
  EXPECT_EQ(reader_of("alone\n")->separator(), ',');
}

TEST(CsvReader, empty_values_are_absent) {
  const auto reader = reader_of("a,b,c\n,\"\",x\n");
  const LogRow row = next_of(*reader);
  EXPECT_EQ(row.value(0), std::nullopt);
  EXPECT_EQ(row.value(1), std::nullopt);
  EXPECT_EQ(row.value(2), "x");
  EXPECT_EQ(row.value(-1), std::nullopt);
  EXPECT_EQ(row.value(9), std::nullopt);
}

TEST(CsvReader, columns_are_counted_in_characters) {
  const auto reader = reader_of("tên,ngày\nTrần Thị Ă,2024-13-45\n");
  EXPECT_EQ(next_of(*reader).position(1), (TextPosition{2, 12}));
}

struct Broken {
  const char* text;
  const char* reason;
  std::int64_t line, column;
};

TEST(CsvReader, a_broken_row_says_where_and_the_next_one_is_read) {
  for (const Broken& broken : {Broken{"a,b\n1\n9,9\n", "ragged_row", 2, 1},
                               Broken{"a,b\n1,2,3\n9,9\n", "ragged_row", 2, 5},
                               Broken{"a,b\n1,x\"y\n9,9\n", "stray_quote", 2, 4},
                               Broken{"a,b\n1,\"x\"y\n9,9\n", "stray_quote", 2, 6},
                               Broken{"a,b\n1,\xC3(\n9,9\n", "not_utf8", 2, 3}}) {
    const auto reader = reader_of(broken.text);
    const LogRow row = next_of(*reader);
    ASSERT_TRUE(row.fault) << broken.text;
    EXPECT_EQ(row.fault->reason, broken.reason);
    EXPECT_EQ(row.fault->at, (TextPosition{broken.line, broken.column})) << broken.text;
    const LogRow after = next_of(*reader);
    EXPECT_FALSE(after.fault) << broken.text;
    EXPECT_THAT(values_of(after, 2), ElementsAre("9", "9"));
  }
}

TEST(CsvReader, a_nul_character_is_a_fault) {
  const auto reader = reader_of(std::string("a,b\n1,x\0y\n", 10));
  EXPECT_EQ(next_of(*reader).fault->reason, "not_text");
}

TEST(CsvReader, a_huge_value_is_refused_and_a_huge_row_ends_the_reading) {
  const auto reader = reader_of("a,b\n1," + std::string(field_octets_max + 5, 'x') + "\n9,9\n");
  EXPECT_EQ(next_of(*reader).fault->reason, "field_too_long");
  EXPECT_FALSE(next_of(*reader).fault);

  const auto endless = reader_of("a,b\n1,\"" + std::string(row_octets_max + 5, 'x') + "\n9,9\n");
  LogRow row;
  const auto more = endless->next(row);
  ASSERT_FALSE(more);
  EXPECT_EQ(more.error().code, ErrorCode::limit_exceeded);
  EXPECT_THAT(more.error().message, HasSubstr("line 2, column 3"));
  EXPECT_FALSE(endless->next(row));  // and stays an error
}

TEST(CsvReader, a_quote_that_is_never_closed_is_named) {
  const auto reader = reader_of("a,b\n1,\"x\n2,y\n");
  LogRow row;
  const auto more = reader->next(row);
  ASSERT_FALSE(more);
  EXPECT_THAT(more.error().message, HasSubstr("line 2, column 3"));
}

TEST(CsvReader, a_file_without_a_usable_header_is_refused) {
  EXPECT_FALSE(open_text(""));
  EXPECT_THAT(open_text("a,b,a\n1,2,3\n").error().message, HasSubstr("`a` twice"));
  EXPECT_THAT(open_text("\xFF\xFE"
                        "a")
                  .error()
                  .message,
              HasSubstr("UTF-16"));
  EXPECT_FALSE(open_text("a,\xC3(\n"));
}

TEST(LogReader, a_missing_file_a_folder_and_either_form_by_content_or_name) {
  EXPECT_EQ(open_log("/no/such/file.csv", std::nullopt).error().code, ErrorCode::not_found);
  EXPECT_EQ(open_log("/", std::nullopt).error().code, ErrorCode::invalid_argument);
}

TEST(LogRow, comes_back_from_octets_as_it_was) {
  const auto reader = reader_of("a,b,c\n1,,\"x\ny\"\n");
  const LogRow row = next_of(*reader);
  std::string octets;
  row.write_to(octets);
  LogRow copy;
  copy.read_from(octets);
  EXPECT_EQ(copy.line, row.line);
  for (int column = 0; column < 3; ++column) {
    EXPECT_EQ(copy.value(column), row.value(column));
    EXPECT_EQ(copy.position(column), row.position(column));
  }
}

// ---- moments
// -----------------------------------------------------------------------------------------------------

const ZoneRules hanoi("Asia/Ho_Chi_Minh", std::chrono::hours{7});

TEST(LogClock, reads_what_logs_write) {
  const LogClock clock(hanoi, LogPrecision::instant, false);
  struct Row {
    const char* text;
    const char* utc;
    bool date_only;
  };
  for (const Row& row : {Row{"2011-12-06 13:41:31.788000+01:00", "2011-12-06T12:41:31.788Z", false},
                         Row{"2000-11-10T00:00:00.000+01:00", "2000-11-09T23:00:00Z", false},
                         Row{"2000-11-10T00:00:00.000+0100", "2000-11-09T23:00:00Z", false},
                         Row{"2024-04-26", "2024-04-25T17:00:00Z", true},
                         Row{" 2024-04-26 8:30 ", "2024-04-26T01:30:00Z", false},
                         Row{"2024-04-26T08:30:15", "2024-04-26T01:30:15Z", false}}) {
    const auto read = clock.read(row.text);
    ASSERT_TRUE(read) << row.text << ": " << read.error().message;
    EXPECT_EQ(to_text(read->at), row.utc) << row.text;
    EXPECT_EQ(read->date_only, row.date_only) << row.text;
  }
}

TEST(LogClock, by_day_keeps_the_local_date_and_nothing_else) {
  const LogClock clock(hanoi, LogPrecision::day, false);
  const auto read = clock.read("2024-04-25T20:00:00Z");
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->date_only);
  EXPECT_EQ(to_text(clock.date_of(*read)), "2024-04-26");
}

TEST(LogClock, the_day_stands_first_only_where_the_map_says_so) {
  const LogClock day_first(hanoi, LogPrecision::instant, true);
  for (const char* text : {"26/04/2024", "26-4-2024", "26.04.2024", "2024-04-26"}) {
    const auto read = day_first.read(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(to_text(day_first.date_of(*read)), "2024-04-26") << text;
  }
  EXPECT_EQ(to_text(day_first.read("03/04/2024 08:30")->at), "2024-04-03T01:30:00Z");
  EXPECT_FALSE(LogClock(hanoi, LogPrecision::instant, false).read("03/04/2024"));
}

TEST(LogClock, refuses_what_is_no_date) {
  const LogClock clock(hanoi, LogPrecision::instant, true);
  for (const std::string& text : {std::string("2024-02-30"), std::string("45/04/2024"),
                                  std::string("1/2/24"), std::string("yesterday"), std::string(),
                                  std::string(100'000, '1'), std::string("26/04-2024")}) {
    EXPECT_FALSE(clock.read(text)) << text.substr(0, 20);
  }
}

}  // namespace
}  // namespace dunghan::adapters::import
