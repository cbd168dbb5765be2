// The two public logs, whose figures are known; left out where the logs are not there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "adapters/import/csv_reader.h"
#include "adapters/import/replay_json.h"
#include "tests/unit/import/replay_support.h"

namespace dunghan::adapters::import {
namespace {

using testing::HasSubstr;

std::unique_ptr<ReplayOfTests> run_example(const std::string& example,
                                           const std::filesystem::path& log) {
  const auto folder = source_folder() / "examples" / example;
  const auto map = yaml::read_yaml_file(folder / "map.yaml");
  EXPECT_TRUE(map.document);
  auto opened = open_log(log, std::nullopt);
  EXPECT_TRUE(opened) << opened.error().message;
  return replay_of(definition_in(folder / "v1.yaml"), *map.document, *opened->reader);
}

class Receipts : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto log = shared_log("receipt.csv");
    if (!log.empty()) replay_ = run_example("permit-receipt", log);
  }
  static void TearDownTestSuite() { replay_.reset(); }
  void SetUp() override {
    if (replay_ == nullptr) GTEST_SKIP() << "receipt.csv is not there";
  }
  static std::unique_ptr<ReplayOfTests> replay_;
};
std::unique_ptr<ReplayOfTests> Receipts::replay_;

TEST_F(Receipts, every_case_and_event_is_there) {
  EXPECT_EQ(replay_->report.cases, 1'434);
  EXPECT_EQ(replay_->report.events, 8'577);
  EXPECT_EQ(replay_->report.without_end, 105);
  EXPECT_TRUE(replay_->report.unmapped.empty());
}

TEST_F(Receipts, the_1080_regular_deadlines_agree_to_the_day_by_plain_days) {
  const auto& decision = replay_->deadline("decision");
  EXPECT_EQ(decision.started, 1'434);
  EXPECT_EQ(decision.recorded, 1'434);
  EXPECT_EQ(decision.main_agree.agree, 1'080);
  EXPECT_EQ(decision.main_agree.differ, 354);
  EXPECT_EQ(decision.all_days.counts.at(56), 1'080);
  EXPECT_EQ(decision.all_days.counts.at(98), 58);
  EXPECT_EQ(decision.without_run, 0);
}

TEST_F(Receipts, the_statute_moves_86_of_them_over_weekends_and_holidays) {
  const auto& decision = replay_->deadline("decision");
  EXPECT_EQ(decision.rolled.total(), 86);
  EXPECT_EQ(decision.rolled.at("Saturday") + decision.rolled.at("Sunday"), 59);
  EXPECT_EQ(decision.rolled.at("counted otherwise"), 0);
  std::int64_t listed = 0;
  for (const auto& difference : replay_->sink.differences) {
    if (!difference.main_agrees) continue;
    ++listed;
    EXPECT_FALSE(difference.reason_en.empty()) << difference.case_id;
    EXPECT_GT(*difference.statutory_due, difference.recorded);
  }
  EXPECT_EQ(listed, 86);
}

TEST_F(Receipts, the_other_354_are_accounted_for_by_what_the_log_says) {
  const auto& decision = replay_->deadline("decision");
  EXPECT_EQ(decision.classes.at("extended once"), 58);
  std::int64_t in_histogram = decision.days.beyond;
  for (const auto& [days, count] : decision.days.counts) in_histogram += count;
  EXPECT_EQ(decision.classes.total() + in_histogram, 354);
}

TEST_F(Receipts, ends_are_compared_with_the_recorded_last_day_by_date) {
  const auto& decision = replay_->deadline("decision");
  EXPECT_EQ(decision.by_recorded.after, 309);
  EXPECT_EQ(decision.by_recorded.on, 69);
  // 105 without an end, and two whose end lies before their start.
  EXPECT_EQ(decision.by_recorded.open, 107);
  EXPECT_EQ(replay_->report.rejected.at("end_before_start"), 2);
}

TEST_F(Receipts, two_cases_have_activities_before_their_start) {
  EXPECT_EQ(replay_->report.rejected.at("before_start"), 12);
  EXPECT_EQ(replay_->report.rejected_cases.at("before_start"), 2);
  EXPECT_EQ(replay_->report.rejected_cases.at("after_end"), 145);
  EXPECT_EQ(replay_->report.rejected.at("after_end"), 180);
  EXPECT_EQ(replay_->report.rejected.total(), 12 + 180 + 2);
}

TEST_F(Receipts, the_last_line_has_the_promised_form) {
  const std::string line = to_json_line(replay_->report, 1.25);
  EXPECT_THAT(line, testing::StartsWith(
                        R"({"cases":1434,"events":8577,"seconds":1.25E0,"deadlines":[{"name":)"));
  EXPECT_THAT(line, HasSubstr(R"({"name":"decision","started":1434,)"));
  EXPECT_THAT(line, HasSubstr(R"("recorded":1434,"agree":1080,"differ":354)"));
}

TEST(ReceiptsInUtc, dates_taken_in_utc_agree_only_812_times) {
  const auto log = shared_log("receipt.csv");
  if (log.empty()) GTEST_SKIP() << "receipt.csv is not there";
  // The same comparison, day by day, but with the dates of another zone: a reminder why the zone of
  // the map matters.
  auto opened = open_log(log, std::nullopt);
  ASSERT_TRUE(opened);
  LogRow row;
  std::set<std::string> seen;
  const LogClock clock(ZoneRules("UTC"), LogPrecision::instant, false);
  const auto& columns = opened->reader->columns();
  int agree = 0;
  while (*opened->reader->next(row)) {
    if (!seen.insert(std::string(*row.value(columns.index_of("case:concept:name")))).second)
      continue;
    const auto start = clock.read_date(*row.value(columns.index_of("case:startdate")));
    const auto due = clock.read_date(*row.value(columns.index_of("case:deadline")));
    if (*due - *start == std::chrono::days{56}) ++agree;
  }
  EXPECT_EQ(agree, 812);
}

// ---- fines
// -------------------------------------------------------------------------------------------------------

class Fines : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const auto log = shared_log(GetParam());
    if (log.empty()) GTEST_SKIP() << GetParam() << " is not there";
    replay_ = run_example("traffic-fine", log);
  }
  std::unique_ptr<ReplayOfTests> replay_;
};
INSTANTIATE_TEST_SUITE_P(BothForms, Fines,
                         testing::Values("road-traffic-100.csv", "road-traffic-100.xes"),
                         [](const auto& test) {
                           return std::string(test.param).ends_with("csv") ? "csv" : "xes";
                         });

TEST_P(Fines, all_57_penalties_agree_and_13_lie_on_a_weekend) {
  EXPECT_EQ(replay_->report.cases, 100);
  const auto& limit = replay_->deadline("pay_or_appeal");
  EXPECT_EQ(limit.recorded, 57);
  EXPECT_EQ(limit.main_agree.agree, 57);
  EXPECT_EQ(limit.main_agree.differ, 0);
  EXPECT_EQ(limit.rolled.at("Saturday") + limit.rolled.at("Sunday"), 13);
}

TEST_P(Fines, no_row_is_lost) {
  EXPECT_EQ(replay_->report.rejected.total(), 0) << to_json_line(replay_->report, 0);
  EXPECT_TRUE(replay_->report.unmapped.empty());
}

std::unique_ptr<ReplayOfTests> run_fine(const std::string& id) {
  const auto log = shared_log("road-traffic-100.csv");
  if (log.empty()) return nullptr;
  std::ifstream file(log);
  std::string line, rows;
  while (std::getline(file, line)) {
    if (rows.empty() || line.find("," + id + ",") != std::string::npos) rows += line + "\n";
  }
  auto reader = CsvReader::open(text_source(rows));
  EXPECT_TRUE(reader);
  const auto folder = source_folder() / "examples" / "traffic-fine";
  return replay_of(definition_in(folder / "v1.yaml"),
                   *yaml::read_yaml_file(folder / "map.yaml").document, **reader);
}

TEST(OneFine, paid_on_day_61_at_midnight_is_late_and_on_day_60_in_time) {
  const auto late = run_fine("S163863");
  if (late == nullptr) GTEST_SKIP() << "the fines are not there";
  EXPECT_EQ(late->deadline("pay_or_appeal").main.late, 1);
  EXPECT_EQ(late->deadline("pay_or_appeal").statutory.late, 1);
  const auto in_time = run_fine("A43678");
  EXPECT_EQ(in_time->deadline("pay_or_appeal").main.met, 1);
  EXPECT_EQ(in_time->deadline("pay_or_appeal").statutory.met, 1);
}

TEST(FinesInBothForms, csv_and_xes_hold_the_same_log_and_give_the_same_report) {
  const auto csv = shared_log("road-traffic-100.csv");
  const auto xes = shared_log("road-traffic-100.xes");
  if (csv.empty() || xes.empty()) GTEST_SKIP() << "the fines are not there";
  const auto left = run_example("traffic-fine", csv);
  const auto right = run_example("traffic-fine", xes);
  EXPECT_EQ(to_json_line(left->report, 0), to_json_line(right->report, 0));
  EXPECT_EQ(left->sink.differences.size(), right->sink.differences.size());
}

}  // namespace
}  // namespace dunghan::adapters::import
