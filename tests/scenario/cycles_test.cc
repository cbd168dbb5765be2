// Cycles: which cases they open on which day, each once, and what becomes of those that were
// missed.
#include <algorithm>

#include "tests/scenario/office_fixture.h"

namespace dunghan::test {
namespace {

class Cycles : public OfficeTest {
 protected:
  service::CycleRun run(const std::string& cycle) {
    const auto runs = service_->open_cycle_cases();
    EXPECT_TRUE(runs) << runs.error().message;
    for (const auto& one : *runs) {
      if (one.cycle == cycle) return one;
    }
    ADD_FAILURE() << "no cycle " << cycle;
    return {};
  }
  // Local days on which cases of a unit were opened, and what they say, in order of their numbers.
  std::vector<std::string> opened(const std::string& unit) {
    std::vector<std::string> out;
    for (int n = 1; n < 100; ++n) {
      char number[16];
      for (const int year : {2023, 2024, 2026}) {
        std::snprintf(number, sizeof number, "SIT-%d-%03d", year, n);
        const auto loaded = service_->load(number);
        if (!loaded || (*loaded)->state.unit != unit) continue;
        const auto& state = (*loaded)->state;
        out.push_back(to_text((*loaded)->procedure->zone().date_of(state.opened_at)) + " " +
                      find(state.data, "said")->as_string());
      }
    }
    return out;
  }
};

TEST_F(Cycles, each_unit_that_is_meant_gets_its_case_on_the_day_and_only_once) {
  now("2024-01-10T08:00");
  EXPECT_EQ(run("sitting-round").opened, 0U);
  now("2024-01-14T23:59");
  EXPECT_EQ(run("sitting-round").opened, 0U);
  // 20 January 2024 is a Saturday: the sitting is on Monday 22, and five working days before it is
  // Monday 15.
  now("2024-01-15T00:00");
  EXPECT_EQ(run("sitting-round").opened, 7U);
  EXPECT_EQ(run("sitting-round").opened, 0U);
  now("2024-01-15T23:00");
  EXPECT_EQ(run("sitting-round").opened, 0U);
  EXPECT_EQ(opened("so-noi-vu"), std::vector<std::string>{"2024-01-15 SNV"});
}

TEST_F(Cycles, after_downtime_each_missed_window_is_opened_once_on_the_day_it_was_owed) {
  now("2024-01-30T08:00");
  EXPECT_EQ(run("sitting-round").opened, 0U) << "what lies before the first run was never owed";
  now("2024-03-25T08:00");
  // The days off of Tết, 8 to 14 February, do not count: five working days before Tuesday 20
  // February is Tuesday 6.
  EXPECT_EQ(run("sitting-round").opened, 14U);
  EXPECT_EQ(opened("so-y-te"), (std::vector<std::string>{"2024-02-06 SYT", "2024-03-13 SYT"}));
}

TEST_F(Cycles, a_repeat_after_the_progress_was_lost_opens_nothing_twice) {
  now("2024-01-10T08:00");
  static_cast<void>(run("sitting-round"));
  now("2024-01-15T08:00");
  EXPECT_EQ(run("sitting-round").opened, 7U);
  {
    auto unit = store_->begin().value();
    ASSERT_TRUE(unit->set_series_value(
        "cycle/sitting-round",
        (std::chrono::sys_days{std::chrono::year{2024} / 1 / 10}).time_since_epoch().count()));
    ASSERT_TRUE(unit->commit());
  }
  static_cast<void>(run("sitting-round"));
  EXPECT_EQ(opened("so-noi-vu").size(), 1U);
}

TEST_F(Cycles, a_unit_that_has_ended_by_the_day_gets_none) {
  now("2024-12-01T08:00");
  static_cast<void>(run("sitting-round"));
  now("2024-12-31T08:00");
  EXPECT_EQ(run("sitting-round").opened, 7U);
  now("2025-03-31T08:00");
  EXPECT_EQ(run("sitting-round").opened, 0U) << "the cycle ended with 2024";
}

TEST_F(Cycles, a_week_without_a_working_day_opens_nothing_and_says_so) {
  now("2026-02-15T08:00");
  static_cast<void>(run("sitting-week"));
  now("2026-02-18T08:00");
  const auto week = run("sitting-week");
  EXPECT_EQ(week.opened, 0U);
  ASSERT_FALSE(week.skipped.empty());
  const bool told = std::any_of(week.skipped.begin(), week.skipped.end(), [](const auto& note) {
    return note.key == "sitting-week/2026-W08/xa-tay-son/2026-02-18" &&
           note.why.find("no working day in the window") == 0;
  });
  EXPECT_TRUE(told) << week.skipped.front().key << ": " << week.skipped.front().why;
}

TEST_F(Cycles, only_the_last_missed_window_is_made_up_for_where_it_says_so) {
  now("2026-03-01T08:00");
  static_cast<void>(run("sitting-week"));
  now("2026-03-25T09:00");  // a Wednesday
  static_cast<void>(run("sitting-week"));
  EXPECT_EQ(opened("xa-tay-son"), std::vector<std::string>{"2026-03-25 2026-W13"});
  EXPECT_EQ(opened("xa-hoai-an"), std::vector<std::string>{"2026-03-24 2026-W13"});
  EXPECT_EQ(opened("xa-tuy-phuoc"), std::vector<std::string>{"2026-03-19 2026-W12"});
}

TEST_F(Cycles, windows_may_follow_a_rule_and_missed_ones_may_be_left) {
  now("2023-03-01T08:00");
  EXPECT_EQ(run("sitting-fortnight").opened, 0U);
  now("2023-03-25T08:00");  // 8 and 22 March were missed
  EXPECT_EQ(run("sitting-fortnight").opened, 0U);
  now("2023-04-05T08:00");
  EXPECT_EQ(run("sitting-fortnight").opened, 1U);
  EXPECT_EQ(opened("so-noi-vu"), std::vector<std::string>{"2023-04-05 2023-04-03 2023-04-17"});
}

}  // namespace
}  // namespace dunghan::test
