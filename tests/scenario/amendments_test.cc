// What an amendment makes of cases that are under way, of those that come, and of acts typed in
// late (definitions/licence*.yaml).
#include <gmock/gmock.h>

#include <fstream>

#include "engine/definition/amendment.h"
#include "tests/fakes/temporary_folder.h"
#include "tests/golden/golden_files.h"
#include "tests/scenario/command_line.h"
#include "tests/scenario/office_fixture.h"

namespace dunghan::test {
namespace {

using ::testing::Contains;
using ::testing::Not;

constexpr const char* reception = "p-0303";

class Amendments : public OfficeTest {
 protected:
  void open_at(const std::string& when) {
    now(when);
    ASSERT_EQ(outcome(open("licence", reception, {})), "ok");
  }
  std::string act(const std::string& event, const std::string& when,
                  const std::string& occurred = {}) {
    EXPECT_TRUE(office_->advance_to(at(when)));
    return outcome(send(event, reception, {}, occurred));
  }
  std::string version() {
    (void)current();
    return loaded_->procedure->definition().version_label();
  }
};

// A Thursday: "report" is due on Tuesday 2024-07-02, after the amendment's day.
TEST_F(Amendments, reach_a_running_case_with_its_next_event) {
  open_at("2024-06-27T09:00");
  ASSERT_EQ(act("take", "2024-06-27T10:00"), "ok");
  EXPECT_EQ(due_on("report"), "2024-07-02");
  EXPECT_EQ(due_on("answer"), "2024-07-29");
  ASSERT_TRUE(office_->advance_to(at("2024-07-01T10:00")));
  EXPECT_EQ(version(), "1");
  ASSERT_EQ(act("paper", "2024-07-01T11:00"), "ok");
  EXPECT_EQ(version(), "1+2");
  EXPECT_EQ(due_on("answer"), "2024-07-29") << "what runs keeps its due date";
  EXPECT_EQ(deadline("report").status, deadline::Status::cancelled) << "what is no more is dropped";
  EXPECT_FALSE(deadline("report").late);
  EXPECT_EQ(due_on("inspection"), "2024-07-08") << "what is new begins with the amendment's day";
  EXPECT_EQ(current().latest_task("look")->status, cases::TaskInstance::Status::cancelled);
  EXPECT_EQ(current().latest_task("inspect")->status, cases::TaskInstance::Status::open);
  EXPECT_TRUE(find(current().data, "seen")->as_bool());
  EXPECT_THAT(event_kinds(), Contains("case_amended"));
  EXPECT_EQ(act("reported", "2024-07-02T09:00"), "event_not_allowed");
}

TEST_F(Amendments, what_is_dropped_counts_as_late_only_if_it_was_past_due) {
  open_at("2024-06-20T09:00");
  ASSERT_EQ(act("take", "2024-06-20T10:00"), "ok");
  EXPECT_EQ(due_on("report"), "2024-06-25");
  ASSERT_EQ(act("paper", "2024-07-02T09:00"), "ok");
  EXPECT_EQ(deadline("report").status, deadline::Status::cancelled);
  EXPECT_TRUE(deadline("report").late);
}

TEST_F(Amendments, a_timer_is_an_event_too) {
  open_at("2024-06-27T09:00");
  ASSERT_EQ(act("take", "2024-06-27T10:00"), "ok");
  ASSERT_TRUE(office_->advance_to(at("2024-07-08T10:00")));
  EXPECT_EQ(version(), "1+2");
  EXPECT_FALSE(deadline("report").late) << "it was dropped before it was due";
}

TEST_F(Amendments, a_case_goes_where_the_moves_send_it) {
  open_at("2024-06-27T09:00");
  ASSERT_EQ(act("take", "2024-06-27T10:00"), "ok");
  ASSERT_EQ(act("pause", "2024-06-27T11:00"), "ok");
  EXPECT_EQ(state(), "resting");
  ASSERT_EQ(act("plan", "2024-07-01T11:00"), "ok");
  EXPECT_EQ(state(), "working");
  EXPECT_EQ(due_on("inspection"), "2024-07-08");
}

TEST_F(Amendments, what_had_come_of_several_stays_known) {
  open_at("2024-06-27T09:00");
  ASSERT_EQ(act("paper", "2024-06-27T10:00"), "ok");
  ASSERT_EQ(act("plan", "2024-07-03T09:00"), "ok");
  EXPECT_EQ(version(), "1+2");
  EXPECT_EQ(due_on("papers"), "2024-08-12");
}

TEST_F(Amendments, a_case_that_comes_is_judged_by_all_of_it) {
  open_at("2024-07-02T09:00");
  EXPECT_EQ(version(), "2");
  ASSERT_EQ(act("take", "2024-07-03T10:00"), "ok");
  EXPECT_EQ(due_on("answer"), "2024-07-15");
  EXPECT_EQ(due_on("inspection"), "2024-07-10");
}

TEST_F(Amendments, the_day_of_receipt_decides_and_not_that_of_typing_in) {
  now("2024-07-03T09:00");
  ASSERT_EQ(outcome(open("licence", reception, {}, "2024-06-28")), "ok");
  EXPECT_EQ(version(), "1");
  ASSERT_EQ(act("take", "2024-07-03T10:00"), "ok");
  EXPECT_EQ(version(), "1+2");
  EXPECT_EQ(due_on("answer"), "2024-08-02");
}

TEST_F(Amendments, an_act_from_before_its_day_is_judged_by_the_old_law) {
  open_at("2024-06-27T09:00");
  ASSERT_EQ(act("take", "2024-06-27T10:00"), "ok");
  EXPECT_EQ(act("pause", "2024-07-01T10:00", "2024-06-28"), "ok");
  EXPECT_EQ(version(), "1");
  EXPECT_EQ(state(), "resting");
  EXPECT_EQ(act("pause", "2024-07-01T11:00"), "event_not_allowed");
}

TEST_F(Amendments, one_that_reaches_all_comes_on_its_day_whether_anything_happens_or_not) {
  open_at("2024-08-20T09:00");
  ASSERT_EQ(act("take", "2024-08-20T10:00"), "ok");
  EXPECT_EQ(version(), "2");
  ASSERT_TRUE(office_->advance_to(at("2024-09-05T09:00")));
  EXPECT_EQ(version(), "2+3");
  EXPECT_EQ(state(), "reading, visiting");
  EXPECT_EQ(due_on("read"), "2024-09-05") << "counted from 2024-09-02";
  EXPECT_EQ(current().latest_task("visit")->status, cases::TaskInstance::Status::open);
}

TEST_F(Amendments, several_come_one_after_the_other) {
  open_at("2024-06-27T09:00");
  ASSERT_EQ(act("take", "2024-06-27T10:00"), "ok");
  ASSERT_TRUE(office_->advance_to(at("2024-09-20T09:00")));
  EXPECT_EQ(version(), "1+2+3");
  EXPECT_EQ(state(), "reading, visiting");
}

TEST_F(Amendments, a_case_typed_in_after_the_day_comes_at_once_under_one_that_reaches_all) {
  now("2024-09-10T09:00");
  ASSERT_EQ(outcome(open("licence", reception, {}, "2024-08-28")), "ok");
  EXPECT_EQ(version(), "2+3");
}

TEST_F(Amendments, whoever_saw_the_case_before_one_came_is_not_in_conflict) {
  open_at("2024-06-27T09:00");
  const std::int64_t seen = current().seq;
  ASSERT_TRUE(office_->advance_to(at("2024-07-02T09:00")));
  service::Request request;
  request.what = service::SendRequest{"take", {}, {}};
  request.case_ref = case_;
  request.expected_seq = seen;
  EXPECT_EQ(outcome(submit(std::move(request), reception)), "ok");
  EXPECT_EQ(version(), "1+2");
}

TEST_F(Amendments, a_case_that_has_ended_is_left_as_it_is) {
  open_at("2024-06-20T09:00");
  ASSERT_EQ(act("take", "2024-06-20T10:00"), "ok");
  ASSERT_EQ(act("grant", "2024-06-21T10:00"), "ok");
  ASSERT_TRUE(office_->advance_to(at("2024-09-20T09:00")));
  EXPECT_EQ(version(), "1");
}

TEST_F(Amendments, the_events_add_up_to_the_live_case) {
  open_at("2024-06-27T09:00");
  ASSERT_EQ(act("take", "2024-06-27T10:00"), "ok");
  ASSERT_EQ(act("pause", "2024-06-27T11:00"), "ok");
  ASSERT_TRUE(office_->advance_to(at("2024-09-20T09:00")));
  const cases::Case live = current();
  const auto loaded = service_->load_as_of(live.id, at("2030-01-01T00:00"));
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->procedure->definition().version_label(), "1+2+3");
  EXPECT_EQ(loaded->state.configuration, live.configuration);
  EXPECT_EQ(loaded->state.data, live.data);
  ASSERT_EQ(loaded->state.deadlines.size(), live.deadlines.size());
  for (std::size_t index = 0; index < live.deadlines.size(); ++index) {
    EXPECT_EQ(loaded->state.deadlines[index].state, live.deadlines[index].state);
    EXPECT_EQ(loaded->state.deadlines[index].spec, live.deadlines[index].spec);
  }
  const auto before = service_->load_as_of(live.id, at("2024-06-28T00:00"));
  ASSERT_TRUE(before) << before.error().message;
  EXPECT_EQ(before->procedure->definition().version_label(), "1");
}

// ---- what is wrong with an amendment
class AmendmentFaults : public ::testing::Test {
 protected:
  std::string lint(const std::string& amendment) {
    const auto definitions = golden::root / "tests/scenario/definitions";
    std::filesystem::copy_file(definitions / "licence.yaml", folder_.path() / "v1.yaml");
    const auto file = folder_.path() / "v2.yaml";
    std::ofstream(file) << "dunghan: 1\nworkflow: licence\nversion: 2\n" << amendment;
    const Answer answer = run({"lint", file.string(), "--lang", "en"});
    return answer.out + answer.err;
  }
  fakes::TemporaryFolder folder_;
};

constexpr const char* head =
    "amends: 1\neffective: { from: 2024-07-01 }\nlaws: { LA: { number: 1/2024, name: L } }\n";

TEST_F(AmendmentFaults, a_version_that_is_not_there_is_told) {
  EXPECT_TRUE(has(lint("amends: 7\neffective: { from: 2024-07-01 }\nchanges: [ { reach: new } ]\n"),
                  "v2.yaml:4:9: error[E0077]: there is no version 7 beside this file"));
}

TEST_F(AmendmentFaults, what_is_taken_out_must_be_there) {
  EXPECT_TRUE(
      has(lint(std::string(head) + "changes:\n  - { reach: new, deadlines: { raport: null } }\n"),
          "error[E0078]: there is no `raport` to take out; did you mean `report`?"));
}

TEST_F(AmendmentFaults, cases_in_a_state_that_is_taken_out_must_go_somewhere) {
  const std::string told = lint(std::string(head) +
                                "changes:\n  - reach: next\n    states: { resting: null, working: "
                                "{ on: { pause: null } } }\n");
  EXPECT_TRUE(has(told,
                  "error[E0079]: cases may be in `resting`, which is taken out; say where "
                  "they go: moves: { resting: … }"))
      << told;
}

TEST_F(AmendmentFaults, of_new_cases_alone_no_state_needs_to_be_kept) {
  const std::string told = lint(std::string(head) +
                                "changes:\n  - reach: new\n    states: { resting: null, working: "
                                "{ on: { pause: null } } }\n");
  EXPECT_FALSE(has(told, "error")) << told;
}

TEST_F(AmendmentFaults, what_comes_out_is_checked_where_it_is_written) {
  const std::string told = lint(std::string(head) +
                                "changes:\n  - reach: next\n    basis: LB art. 1\n    deadlines: { "
                                "answer: { within: 30 dayz } }\n");
  EXPECT_TRUE(has(told, "v2.yaml:10:36: error[E0080]")) << told;
}

TEST_F(AmendmentFaults, a_basis_names_a_known_law) {
  const std::string told = lint(
      std::string(head) + "changes:\n  - { reach: next, basis: LB art. 1, data: { n: int } }\n");
  EXPECT_TRUE(has(told, "error[E0070]: there is no law `LB`")) << told;
}

TEST(AmendmentText, several_versions_are_kept_as_one_text) {
  const std::vector<std::string> texts{"a: 1\n", "# dunghan: octets 3\nxyz\n", ""};
  const std::string joined = definition::joined_source(texts);
  EXPECT_EQ(definition::split_source(joined), texts);
  EXPECT_EQ(definition::joined_source({"a: 1\n"}), "a: 1\n");
  EXPECT_EQ(definition::split_source("a: 1\n"), std::vector<std::string>{"a: 1\n"});
  for (std::size_t cut = 22; cut + 1 < joined.size(); ++cut)
    EXPECT_EQ(definition::split_source(joined.substr(0, cut)), std::nullopt) << cut;
}

}  // namespace
}  // namespace dunghan::test
