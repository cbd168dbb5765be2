// `dunghan due`, `calendar` and `calendar recur` as people type them: what is counted, refused,
// told.
#include <gtest/gtest.h>

#include "tests/scenario/command_line.h"

namespace dunghan::test {
namespace {

Answer due(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "due");
  arguments.insert(arguments.end(), {"--lang", "en"});
  return run(arguments);
}

TEST(DueCommand, counts_back_from_the_moment_that_is_named) {
  EXPECT_EQ(due({"24 hours", "--before", "--from", "2024-06-12T10:00", "--rule", "us-frcp-6",
                 "--calendar", "us-federal"})
                .out,
            "Tue 2024-06-11 10:00\n");
  EXPECT_EQ(due({"8 working hours", "--before", "--from", "2024-06-12T14:00"}).out,
            "Tue 2024-06-11 13:30\n");
  EXPECT_EQ(due({"5 days", "--before", "--from", "2026-09-07T08:00"}).out,
            due({"5 days", "--before", "--from", "2026-09-07"}).out);
}

TEST(DueCommand, a_suspension_that_runs_at_the_start_keeps_the_limit_from_running) {
  // L. 742/1969 art. 1: what would begin in August begins when it is over.
  EXPECT_EQ(due({"30 days", "--from", "2025-08-10", "--rule", "it-civil-procedure-155",
                 "--calendar", "it", "--suspend", "2025-07-31..2025-08-31"})
                .out,
            "Tue 2025-09-30\n");
}

TEST(DueCommand, refuses_a_suspension_that_cannot_matter) {
  const Answer before =
      due({"5 days", "--from", "2024-04-22", "--suspend", "2024-04-01..2024-04-03"});
  EXPECT_EQ(before.exit, 2);
  EXPECT_TRUE(has(before.err, "is over before the limit begins")) << before.err;
  const Answer after =
      due({"5 days", "--from", "2024-04-22", "--suspend", "2024-05-22..2024-05-23"});
  EXPECT_EQ(after.exit, 2);
  EXPECT_TRUE(has(after.err, "begins after the limit has ended, on 2024-05-02")) << after.err;
}

TEST(DueCommand, says_that_every_reading_gives_one_date) {
  EXPECT_TRUE(has(due({"3 days", "--from", "2024-05-13", "--readings"}).out,
                  "every reading gives this date"));
  EXPECT_FALSE(has(due({"30 days", "--from", "2024-03-30", "--readings"}).out,
                   "every reading gives this date"));
}

TEST(DueCommand, names_the_rules_and_calendars_that_there_are) {
  const Answer rule = due({"5 days", "--from", "2024-04-22", "--rule", "nothing-like-it"});
  EXPECT_EQ(rule.exit, 2);
  EXPECT_TRUE(has(rule.err, "there is no counting rule `nothing-like-it`")) << rule.err;
  EXPECT_TRUE(has(rule.err, "us-frcp-6")) << rule.err;
  const Answer calendar = due({"5 days", "--from", "2024-04-22", "--calendar", "us-federl"});
  EXPECT_TRUE(has(calendar.err, "did you mean `us-federal`")) << calendar.err;
}

TEST(DueCommand, asks_for_the_year_first) {
  const Answer answer = due({"5 days", "--from", "30/01/2024"});
  EXPECT_EQ(answer.exit, 2);
  EXPECT_TRUE(has(answer.err, "write the year first: 2024-MM-DD")) << answer.err;
}

TEST(CalendarCommand, refuses_years_that_no_calendar_covers) {
  const Answer answer =
      run({"calendar", "us-federal", "--from", "2199-12-30", "--to", "2200-01-03", "--json"});
  EXPECT_NE(answer.exit, 0);
  EXPECT_FALSE(has(answer.out, "working")) << answer.out;
}

TEST(CalendarCommand, marks_days_that_no_list_gives) {
  EXPECT_TRUE(has(run({"calendar", "vn-public-administration", "--from", "2030-09-02", "--to",
                       "2030-09-02", "--lang", "en"})
                      .out,
                  "(provisional)"));
}

TEST(RecurCommand, reads_a_start_in_a_gap_of_the_clocks_as_rfc_5545_does) {
  const std::string times = run({"calendar", "recur", "RRULE:FREQ=DAILY;", "--start",
                                 "2024-03-31T02:30", "--calendar", "de", "--count", "2", "--json"})
                                .out;
  EXPECT_TRUE(has(times, R"("date":"2024-03-31","time":"03:30:00")")) << times;
  EXPECT_TRUE(has(times, R"("date":"2024-04-01","time":"02:30:00")")) << times;
  const std::string without =
      run({"calendar", "recur", "FREQ=DAILY", "--start", "2024-03-30T02:30", "--exdate",
           "2024-03-31T02:30", "--calendar", "de", "--count", "2", "--json"})
          .out;
  EXPECT_FALSE(has(without, "2024-03-31")) << without;
}

TEST(LintCommand, knows_an_official_list) {
  const std::string list = std::string(DUNGHAN_SOURCE_DIR) +
                           "/config/calendars/vn-public-administration/official-2026.yaml";
  const Answer answer = run({"lint", list});
  EXPECT_EQ(answer.exit, 0) << answer.out << answer.err;
}

}  // namespace
}  // namespace dunghan::test
