// XES as tools write it, and XML that means harm.
#include "adapters/import/xes_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dunghan::adapters::import {
namespace {

using testing::HasSubstr;

struct Read {
  std::vector<LogRow> rows;
  ColumnTable columns;
  std::optional<Error> error;
  [[nodiscard]] std::string value(std::size_t row, std::string_view column) const {
    return std::string(rows.at(row).value(columns.index_of(column)).value_or("-"));
  }
};

Read read_text(std::string text) {
  XesReader reader(text_source(std::move(text)));
  Read read;
  while (true) {
    LogRow row;
    const auto more = reader.next(row);
    if (!more) {
      read.error = more.error();
      break;
    }
    if (!*more) break;
    read.rows.push_back(std::move(row));
  }
  read.columns = reader.columns();
  return read;
}

std::string log_of(const std::string& traces) {
  return "<?xml version='1.0' encoding='UTF-8'?>\n<log>\n<int key='of_log' value='1'><int "
         "key='inner' value='2'/></int>\n"
         "<global scope='event'><string key='concept:name' value='default'/></global>\n" +
         traces + "</log>\n";
}

TEST(XesReader, an_event_has_its_own_attributes_and_those_of_its_trace) {
  const Read read =
      read_text(log_of("<trace><string key='concept:name' value='A1'/>\n"
                       "<event><string key='concept:name' value='Create &amp; send'/><date "
                       "key='time:timestamp' value='2000-01-01T00:00:00.000+01:00'/></event>\n"
                       "<event><float key='amount' value='35.0'/></event></trace>\n"
                       "<trace><string key='concept:name' value='A2'/><event><string "
                       "key='concept:name' value='Pay'/></event></trace>"));
  ASSERT_FALSE(read.error) << read.error->message;
  ASSERT_EQ(read.rows.size(), 3U);
  EXPECT_EQ(read.value(0, "case:concept:name"), "A1");
  EXPECT_EQ(read.value(0, "concept:name"), "Create & send");
  EXPECT_EQ(read.value(0, "amount"), "-");
  EXPECT_EQ(read.value(1, "amount"), "35.0");
  EXPECT_EQ(read.value(1, "concept:name"),
            "-");  // a missing attribute is absent, not the last event's nor the global's
  EXPECT_EQ(read.value(1, "case:concept:name"), "A1");
  EXPECT_EQ(read.value(2, "case:concept:name"), "A2");
  EXPECT_EQ(read.rows[0].trace, 1);
  EXPECT_EQ(read.rows[2].trace, 2);
  EXPECT_EQ(read.rows[0].line, 6);
}

TEST(XesReader, what_is_nested_and_what_is_prefixed) {
  const Read read = read_text(
      "<x:log xmlns:x='http://www.xes-standard.org/'><x:trace><x:string key='concept:name' "
      "value='A'>"
      "<x:string key='concept:name' value='inner'/></x:string><x:event><x:list key='l'><x:string "
      "key='concept:name' value='listed'/></x:list>"
      "<x:string key='concept:name' value='Do'/></x:event></x:trace></x:log>");
  ASSERT_FALSE(read.error) << read.error->message;
  ASSERT_EQ(read.rows.size(), 1U);
  EXPECT_EQ(read.value(0, "case:concept:name"), "A");
  EXPECT_EQ(read.value(0, "concept:name"), "Do");
}

TEST(XesReader, a_document_type_and_with_it_every_entity_is_refused) {
  std::string bomb = "<!DOCTYPE log [<!ENTITY a0 'ha'>";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "&a" + std::to_string(i - 1) + ";";
    bomb += "<!ENTITY a" + std::to_string(i) + " '" + before + before + before + "'>";
  }
  const Read read = read_text(
      bomb + "]><log><trace><event><string key='x' value='&a29;'/></event></trace></log>");
  ASSERT_TRUE(read.error);
  EXPECT_THAT(read.error->message, HasSubstr("document type"));
  EXPECT_TRUE(read.rows.empty());
}

TEST(XesReader, broken_xml_says_where_and_what_came_before_is_not_lost) {
  const Read read =
      read_text(log_of("<trace><event><string key='a' value='1'/></event>\n<event><oops</trace>"));
  ASSERT_TRUE(read.error);
  EXPECT_THAT(read.error->message, HasSubstr("line 6"));
  EXPECT_EQ(read.rows.size(), 1U);
}

TEST(XesReader, what_ends_too_early_what_is_no_log_and_what_is_empty_are_errors) {
  EXPECT_TRUE(read_text("<log><trace><event>").error);
  EXPECT_THAT(read_text("<html><body/></html>").error->message, HasSubstr("<html>"));
  EXPECT_TRUE(read_text("").error);
  EXPECT_TRUE(read_text("<log><trace><string key='a' value='\xC3('/></trace></log>").error);
}

TEST(XesReader, depth_and_lengths_are_bounded) {
  std::string deep = "<log>";
  for (int i = 0; i < 10'000; ++i) deep += "<list key='x'>";
  EXPECT_EQ(read_text(deep).error->code, ErrorCode::limit_exceeded);
  const std::string wide = std::string(field_octets_max + 1, 'x');
  EXPECT_EQ(
      read_text(log_of("<trace><event><string key='a' value='" + wide + "'/></event></trace>"))
          .error->code,
      ErrorCode::limit_exceeded);
  EXPECT_EQ(
      read_text("<log><trace><event><string key='a' value='" + std::string(row_octets_max * 3, 'x'))
          .error->code,
      ErrorCode::limit_exceeded);
  std::string many = "<trace><event>";
  for (int i = 0; i <= columns_max; ++i)
    many += "<string key='k" + std::to_string(i) + "' value='1'/>";
  EXPECT_EQ(read_text(log_of(many + "</event></trace>")).error->code, ErrorCode::limit_exceeded);
}

TEST(XesReader, an_attribute_of_a_trace_after_its_events_is_refused_rather_than_lost) {
  EXPECT_THAT(read_text(log_of("<trace><event/><string key='concept:name' value='A'/></trace>"))
                  .error->message,
              HasSubstr("follows its first event"));
}

}  // namespace
}  // namespace dunghan::adapters::import
