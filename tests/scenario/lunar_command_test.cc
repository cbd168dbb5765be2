// `dunghan calendar lunar YEAR`: what people and programs read of a lunar year.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/scenario/command_line.h"

namespace dunghan::test {
namespace {

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(LunarCommand, gives_each_month_as_one_object_a_line) {
  const Answer answer = run({"calendar", "lunar", "1985", "--json"});
  EXPECT_EQ(answer.exit, 0);
  EXPECT_EQ(lines_in(answer.out), 13U);
  EXPECT_TRUE(has(answer.out,
                  R"({"year":1985,"month":2,"leap":true,"first":"1985-03-21","last":"1985-04-19",)"
                  R"("days":30,"new_moon":"1985-03-21T11:5)"))
      << answer.out;
  EXPECT_FALSE(has(answer.out, "proleptic"));
}

TEST(LunarCommand, says_what_is_uncertain_and_what_is_reckoned_backwards) {
  const Answer close = run({"calendar", "lunar", "2054", "--json"});
  EXPECT_EQ(lines_in(close.out), 13U);
  EXPECT_TRUE(has(close.out, R"({"year":2054,"close_call":"new_moon","at":"2054-05-07T17:00:)"))
      << close.out;
  const Answer term = run({"calendar", "lunar", "2038", "--json"});
  EXPECT_TRUE(has(term.out, R"("close_call":"principal_term","sun_longitude_degrees":120)"));
  const Answer old = run({"calendar", "lunar", "1967", "--lang", "vi"});
  EXPECT_TRUE(has(old.out, "121-CP")) << old.out;
  EXPECT_TRUE(has(old.out, "giây trước nửa đêm T7 08/07/1967")) << old.out;
  EXPECT_FALSE(has(run({"calendar", "lunar", "1968"}).out, "1968-01-01"));
  EXPECT_TRUE(has(run({"calendar", "lunar", "2033", "--lang", "en"}).out, "11 leap"));
}

TEST(LunarCommand, leaves_the_command_above_it_as_it_was) {
  const Answer days = run({"calendar", "vn-public-administration", "--from", "2030-02-02", "--to",
                           "2030-02-02", "--json"});
  EXPECT_EQ(days.exit, 0);
  EXPECT_TRUE(has(days.out, R"("date":"2030-02-02","working":false)")) << days.out << days.err;
  EXPECT_TRUE(has(days.out, R"("provisional":true)"));
}

TEST(LunarCommand, refuses_years_it_does_not_know) {
  EXPECT_NE(run({"calendar", "lunar", "2200"}).exit, 0);
  EXPECT_TRUE(has(run({"calendar", "lunar", "2200"}).err, "2200"));
  EXPECT_NE(run({"calendar", "lunar"}).exit, 0);
  EXPECT_NE(run({"calendar", "lunar", "next"}).exit, 0);
}

}  // namespace
}  // namespace dunghan::test
