// Derivations as people read them: every line can be checked with a wall calendar.
#include "engine/deadline/explanation.h"

#include <gtest/gtest.h>

#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::viet_nam;

std::vector<std::string> explained(const Trace& trace, Tongue tongue) {
  return lines_of(explain(trace, viet_nam().zone(), tongue));
}

std::vector<std::string> after(const char* start, const char* length, Tongue tongue) {
  Trace trace;
  EXPECT_TRUE(due_after(civil_code(), viet_nam(), vn(start), period(length), &trace).has_value());
  return explained(trace, tongue);
}

using Lines = std::vector<std::string>;

TEST(Explanation, of_a_rolled_last_day_in_english) {
  EXPECT_EQ(
      after("2024-04-26", "30 days", Tongue::en),
      (Lines{"Start Fri 26 April 2024: a period of 30 days [Civil Code]",
             "The day of the event is not counted; counting begins on Sat 27 April 2024 [art 147]",
             "30 days from Fri 26 April 2024 end on Sun 26 May 2024", "Sun 26 May 2024: weekend",
             "The last day, Sun 26 May 2024, is closed: it becomes the next working day, Mon 27 "
             "May 2024 [art 148(5)]",
             "Due: end of Mon 27 May 2024 (24:00) [art 148(6)]"}));
}

TEST(Explanation, of_working_days_names_every_holiday_and_swapped_day) {
  EXPECT_EQ(
      after("2024-04-26", "5 working days", Tongue::en),
      (Lines{"Start Fri 26 April 2024: a period of 5 working days [Civil Code]",
             "The day of the event is not counted; counting begins on Sat 27 April 2024 [art 147]",
             "Mon 29 April 2024: off by a swap of days [law 2024]",
             "Tue 30 April 2024 to Wed 1 May 2024: off, holiday [law 2024]",
             "Thu 2 May 2024 to Fri 3 May 2024: working days 1 to 2",
             "Sat 4 May 2024: worked, by a swap of days [law 2024]",
             "Sat 4 May 2024: working day 3",
             "Mon 6 May 2024 to Tue 7 May 2024: working days 4 to 5",
             "Due: end of Tue 7 May 2024 (24:00) [art 148(6)]"}));
}

TEST(Explanation, in_vietnamese) {
  EXPECT_EQ(
      after("2024-01-31", "1 month", Tongue::vi),
      (Lines{"Bắt đầu Thứ Tư 31/01/2024: thời hạn 1 tháng [Civil Code]",
             "Không tính ngày xảy ra sự kiện; tính từ Thứ Năm 01/02/2024 [art 147]",
             "Đếm 1 tháng từ Thứ Tư 31/01/2024: hết Thứ Năm 29/02/2024",
             "Tháng đến hạn không có ngày 31: lấy ngày cuối tháng, Thứ Năm 29/02/2024 [art 148(3)]",
             "Hạn cuối: hết Thứ Năm 29/02/2024 (24:00) [art 148(6)]"}));
}

TEST(Explanation, of_suspension_and_extension) {
  Operation extension = extend_by("2026-07-20", "30 days");
  extension.ground = "complex";
  extension.basis = "art 28";
  Trace trace;
  ASSERT_TRUE(fold_all(
      {start("2026-06-30", "30 days"), suspend("2026-07-06"), resume("2026-07-16"), extension},
      civil_code(), &trace));
  const Lines lines = explained(trace, Tongue::en);
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(lines[3],
            "Suspended on Mon 6 July 2026, resumed on Thu 16 July 2026: 10 days not counted; the "
            "last day is Sun 9 August 2026 [policy]");
  EXPECT_EQ(lines[4],
            "Extended by 30 days (complex), counted on from Sun 9 August 2026: the last day is Tue "
            "8 September 2026 [art 28]");
  EXPECT_EQ(lines[5], "Due: end of Tue 8 September 2026 (24:00) [art 148(6)]");
}

TEST(Explanation, of_a_count_backward) {
  Trace trace;
  ASSERT_TRUE(
      due_before(civil_code(), viet_nam(), fakes::day("2026-09-07"), period("5 days"), &trace)
          .has_value());
  const Lines lines = explained(trace, Tongue::en);
  EXPECT_EQ(lines[0], "The event is on Mon 7 September 2026: 5 days are counted back [Civil Code]");
  EXPECT_EQ(lines[1], "5 days before Mon 7 September 2026 is Wed 2 September 2026");
  EXPECT_EQ(lines[2], "Wed 2 September 2026 to Tue 1 September 2026: off, holiday [law 2026]");
  EXPECT_EQ(lines.back(), "Due: end of Fri 28 August 2026 (24:00) [art 148(6)]");
}

TEST(Explanation, of_hours_tells_the_moment) {
  const Lines lines = after("2024-05-10T16:20", "48 hours", Tongue::en);
  EXPECT_EQ(lines.front(), "Start 16:20 on Fri 10 May 2024: a period of 48 hours [Civil Code]");
  EXPECT_EQ(lines.back(), "Due: 16:20 on Sun 12 May 2024");
}

TEST(Explanation, warns_where_the_calendar_is_not_official) {
  const Lines lines = after("2026-12-02", "30 days", Tongue::en);
  EXPECT_NE(std::find(lines.begin(), lines.end(),
                      "Provisional: the calendar is official only from Mon 1 January 2024 to Thu "
                      "31 December 2026"),
            lines.end());
}

TEST(Explanation, says_which_of_several_periods_holds) {
  ResolvedLimit limit;
  limit.kind = ResolvedLimit::Kind::earliest;
  limit.periods = {period("10 days"), period("10 working days")};
  Trace trace;
  ASSERT_TRUE(fold_all({start("2024-05-06", limit)}, civil_code(), &trace));
  const Lines lines = explained(trace, Tongue::en);
  EXPECT_EQ(lines[0], "10 days would end on Thu 16 May 2024: the first to end, so it holds");
  EXPECT_EQ(lines[1], "10 working days would end on Mon 20 May 2024");
}

TEST(Explanation, as_values_bears_kinds_dates_and_bases) {
  Trace trace;
  ASSERT_TRUE(
      due_after(civil_code(), viet_nam(), vn("2024-04-26"), period("30 days"), &trace).has_value());
  const List steps = values_of(explain(trace, viet_nam().zone(), Tongue::en));
  ASSERT_EQ(steps.size(), 6U);
  const Map& roll = steps[4].as_map();
  EXPECT_EQ(find(roll, "kind")->as_string(), "roll");
  EXPECT_EQ(find(roll, "from")->as_date(), fakes::day("2024-05-26"));
  EXPECT_EQ(find(roll, "to")->as_date(), fakes::day("2024-05-27"));
  EXPECT_EQ(find(roll, "basis")->as_string(), "art 148(5)");
  EXPECT_EQ(find(steps[0].as_map(), "period")->as_string(), "30 days");
  EXPECT_EQ(find(steps[5].as_map(), "at")->as_timestamp(), vn("2024-05-28"));
}

TEST(Explanation, of_every_kind_of_step_has_words_in_both_languages) {
  ResolvedLimit at_once;
  at_once.kind = ResolvedLimit::Kind::at_once;
  ResolvedLimit fixed;
  fixed.kind = ResolvedLimit::Kind::on_date;
  fixed.date = fakes::day("2024-05-11");
  CountingRule rule = civil_code();
  rule.cutoff = Cutoff{600};
  rule.working_days_min = 3;
  const std::vector<std::vector<Operation>> stories{
      {start("2024-05-10T11:00", "3 days"), suspend("2024-05-13"), resume("2024-05-14"),
       extend_total("2024-05-14", "20 days"), extend_until("2024-05-15", "2024-06-15")},
      {start("2024-05-10T11:00", "8 working hours"), suspend("2024-05-13T10:00"),
       resume("2024-05-13T11:00")},
      {start("2024-05-10", at_once)},
      {start("2024-05-10", fixed)},
      {start("2027-05-10", "3 working days")}};
  for (const auto& story : stories) {
    Trace trace;
    ASSERT_TRUE(fold_all(story, rule, &trace));
    for (const Tongue tongue : {Tongue::vi, Tongue::en}) {
      for (const ExplainedStep& step : explain(trace, viet_nam().zone(), tongue)) {
        EXPECT_FALSE(step.text.empty());
        EXPECT_FALSE(step.kind.empty());
      }
    }
  }
}

}  // namespace
}  // namespace dunghan::deadline
