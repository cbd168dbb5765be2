// A calendar that changes while cases run on it: the dry run, and what may not be taken away.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "adapters/app/calendar_planning.h"
#include "adapters/app/office.h"
#include "engine/service/calendar_change.h"
#include "tests/fakes/temporary_folder.h"

namespace dunghan::test {
namespace {

namespace fs = std::filesystem;
using adapters::app::CalendarPlanning;
using adapters::app::Configuration;
using adapters::app::Office;

/// A configuration of its own that a test may change, and a rehearsal database on a day late in
/// 2026.
class CalendarUnderCases : public ::testing::Test {
 protected:
  void SetUp() override {
    const fs::path root = DUNGHAN_SOURCE_DIR;
    fs::copy(root / "config", folder_ / "config", fs::copy_options::recursive);
    fs::copy(root / "tests/scenario/definitions", folder_ / "workflows",
             fs::copy_options::recursive);
  }

  /// errors: those of opening.
  Result<void> open_office() {
    office_.reset();
    DUNGHAN_TRY(configuration_, Configuration::load((folder_ / "config/dunghan.yaml").string()));
    Office::Options options;
    options.database = folder_ / "office.db";
    DUNGHAN_TRY(const auto* calendar, configuration_->calendar("vn-public-administration"));
    options.now = parse_occurrence("2026-12-21T09:00", calendar->zone()).value().at;
    DUNGHAN_TRY(office_, Office::open(*configuration_, options));
    return {};
  }

  std::string reason_of_refusal() {
    const auto opened = open_office();
    return opened ? "opened" : opened.error().reason;
  }

  void open_case() {
    service::Request request;
    request.what = service::OpenRequest{"appeal", "so-noi-vu", {}, {}, {}, {}};
    request.actor.id = "p-0303";
    const auto answer = office_->service().handle(request);
    ASSERT_TRUE(answer) << answer.error().message;
  }

  fs::path calendar_file(const char* name) const {
    return folder_ / "config/calendars/vn-public-administration" / name;
  }

  void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

  fakes::TemporaryFolder folder_;
  std::unique_ptr<Configuration> configuration_;
  std::unique_ptr<Office> office_;
};

constexpr const char* list_of_2027 =
    "dunghan: 1\nofficial: vn-public-administration\nyear: 2027\nlaw: test\ndays_off:\n"
    "  - { date: 2027-01-01, holiday: new-year }\n"
    "  - { date: 2027-01-04, kind: swapped }\n"
    "days_worked:\n  - { date: 2027-01-09, in_place_of: 2027-01-04 }\n";

TEST_F(CalendarUnderCases,
       a_new_list_is_tried_on_the_running_deadlines_before_it_comes_into_force) {
  ASSERT_TRUE(open_office());
  open_case();  // 10 days from Monday 21 December: Thursday 31 December, official
  service::Request old;
  old.what = service::OpenRequest{"pay", "so-noi-vu", {}, {}, {}, {}};
  old.actor.id = "p-0303";
  ASSERT_TRUE(office_->service().handle(old));  // 5 days: Saturday 26, so Monday 28 December
  write(folder_ / "official-2027.yaml", list_of_2027);
  CalendarPlanning planning(*configuration_);
  const auto plan = planning.plan(folder_ / "official-2027.yaml");
  ASSERT_TRUE(plan.issues.empty());
  EXPECT_EQ(plan.id, "vn-public-administration");
  ASSERT_NE(plan.after, nullptr);
  EXPECT_EQ(to_text(plan.after->official_until()), "2027-12-31");
  EXPECT_FALSE(plan.after->is_working(make_date(2027, 1, 4)));
  EXPECT_TRUE(plan.before->is_working(make_date(2027, 1, 4)));
  const auto moves = service::plan_calendar_change(office_->service(), plan.planned).value();
  EXPECT_EQ(moves.running, 3U);
  EXPECT_TRUE(moves.moves.empty());
}

TEST_F(CalendarUnderCases, a_day_taken_off_late_moves_the_deadlines_that_end_on_it) {
  ASSERT_TRUE(open_office());
  open_case();
  std::ifstream now(calendar_file("official-2026.yaml"));
  std::string text((std::istreambuf_iterator<char>(now)), {});
  const std::string anchor = "days_worked:";
  text.insert(text.find(anchor), "  - { date: 2026-12-31, kind: statutory, name: Bão }\n");
  write(folder_ / "next.yaml", text);
  CalendarPlanning planning(*configuration_);
  const auto plan = planning.plan(folder_ / "next.yaml");
  ASSERT_TRUE(plan.issues.empty());
  const auto moves = service::plan_calendar_change(office_->service(), plan.planned).value();
  ASSERT_EQ(moves.moves.size(), 2U);  // the office's and the citizen's
  EXPECT_EQ(to_text(moves.moves[0].move.before.due_on), "2026-12-31");
  EXPECT_EQ(to_text(moves.moves[0].move.after.due_on), "2027-01-04");
  ASSERT_EQ(moves.moves[0].move.because.size(), 1U);
  EXPECT_EQ(moves.bereft, 2U) << "the next open day lies past what is official";
}

TEST_F(CalendarUnderCases, is_not_shortened_while_a_deadline_rests_on_the_lost_days) {
  ASSERT_TRUE(open_office());
  open_case();
  fs::rename(calendar_file("official-2026.yaml"), folder_ / "kept.yaml");
  EXPECT_EQ(reason_of_refusal(), "calendar_shortened");
  fs::rename(folder_ / "kept.yaml", calendar_file("official-2026.yaml"));
  EXPECT_EQ(reason_of_refusal(), "opened");
}

TEST_F(CalendarUnderCases, is_not_deleted_while_a_deadline_counts_by_it) {
  ASSERT_TRUE(open_office());
  open_case();
  // Another calendar keeps the office itself going: only the case needs the one that goes.
  service::CaseService& service = office_->service();
  EXPECT_TRUE(service::check_calendars(service));
  fs::remove(folder_ / "config/calendars/vn-public-administration.yaml");
  office_.reset();
  configuration_ = Configuration::load((folder_ / "config/dunghan.yaml").string()).value();
  Office::Options options;
  options.database = folder_ / "office.db";
  const auto opened = Office::open(*configuration_, options);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().reason, "calendar_missing");
}

TEST_F(CalendarUnderCases, may_be_shortened_where_nothing_rests_on_it) {
  ASSERT_TRUE(open_office());
  write(calendar_file("official-2027.yaml"), list_of_2027);
  ASSERT_TRUE(open_office());
  open_case();
  fs::remove(calendar_file("official-2027.yaml"));
  EXPECT_EQ(reason_of_refusal(), "opened");
}

TEST_F(CalendarUnderCases, a_plan_with_faults_tells_them_all_with_their_places) {
  ASSERT_TRUE(open_office());
  write(folder_ / "official-2027.yaml",
        "dunghan: 1\nofficial: vn-public-administration\nyear: 2027\ndays_off:\n"
        "  - { date: 2027-02-30 }\n  - { date: 2026-01-01 }\n");
  CalendarPlanning planning(*configuration_);
  const auto plan = planning.plan(folder_ / "official-2027.yaml");
  ASSERT_FALSE(plan.issues.empty());
  EXPECT_EQ(plan.issues[0].at.line, 5);
  write(folder_ / "other.yaml", "dunghan: 1\nworkflow: x\n");
  EXPECT_EQ(CalendarPlanning(*configuration_).plan(folder_ / "other.yaml").issues[0].code, "E0472");
}

}  // namespace
}  // namespace dunghan::test
