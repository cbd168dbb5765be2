// Several people at one thing: votes, parts of which some are enough, who has a task.
#include "tests/scenario/office_fixture.h"

namespace dunghan::test {
namespace {

constexpr const char* reception = "p-0303";
constexpr const char* head = "p-0301";

class SeveralPeople : public OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    now("2024-06-03T09:00");
    ASSERT_EQ(outcome(open("council", reception, {})), "ok");
    const auto organisation = configuration_->organisation();
    ASSERT_TRUE(organisation);
    members_ = (*organisation)->holders("so-noi-vu", "handler", parse_date("2024-06-03").value());
  }
  std::string act(const char* event, const std::string& person, Map fields = {}) {
    return outcome(send(event, person, std::move(fields)));
  }
  std::string hand(cases::HandTask::How how, const char* task, const std::string& by,
                   const std::string& to = {}) {
    service::Request request;
    request.what = cases::HandTask{how, task, to};
    request.case_ref = case_;
    return outcome(submit(std::move(request), by));
  }
  const cases::TaskInstance& task(const char* name) { return *current().latest_task(name); }
  bool is_open(const char* name) {
    const auto* found = current().latest_task(name);
    return found != nullptr && found->status == cases::TaskInstance::Status::open;
  }

  std::vector<std::string> members_;
};

using How = cases::HandTask::How;

TEST_F(SeveralPeople, an_event_is_taken_when_as_many_sent_it_as_must_agree) {
  ASSERT_GE(members_.size(), 2U);
  ASSERT_EQ(act("drafted", members_[0]), "ok");
  EXPECT_EQ(act("agree", members_[0]), "needs_missing") << "a vote is judged like the event";
  EXPECT_EQ(act("agree", reception, {{"remark", "x"}}), "not_permitted");
  EXPECT_EQ(act("agree", members_[0], {{"remark", "fine"}}), "ok");
  EXPECT_EQ(state(), "voting, kept");
  // The same person again is the same vote, and may be another.
  EXPECT_EQ(act("agree", members_[0], {{"remark", "still"}}), "ok");
  EXPECT_EQ(state(), "voting, kept");
  EXPECT_EQ(act("reject", members_[0]), "ok");
  EXPECT_EQ(act("agree", members_[1], {{"remark", "yes"}}), "ok");
  EXPECT_EQ(state(), "voting, kept");
  EXPECT_EQ(act("agree", members_[0], {{"remark", "after all"}}), "ok");
  EXPECT_EQ(state(), "signing, kept");
  EXPECT_EQ(find(current().data, "remark")->as_string(), "after all");
}

TEST_F(SeveralPeople, who_did_a_task_may_not_send_what_names_it) {
  ASSERT_EQ(act("drafted", members_[0]), "ok");
  ASSERT_EQ(act("agree", members_[0], {{"remark", "fine"}}), "ok");
  ASSERT_EQ(act("agree", members_[1], {{"remark", "fine"}}), "ok");
  EXPECT_EQ(act("sign", members_[0]), "not_permitted");
  EXPECT_EQ(act("sign", members_[1]), "ok");
}

TEST_F(SeveralPeople, an_act_that_is_kept_for_later_is_of_whoever_sent_it) {
  ASSERT_EQ(act("sign", head), "ok");
  ASSERT_EQ(act("drafted", members_[0]), "ok");
  ASSERT_EQ(act("agree", members_[0], {{"remark", "fine"}}), "ok");
  ASSERT_EQ(act("agree", members_[1], {{"remark", "fine"}}), "ok");
  EXPECT_EQ(state(), "signed");
}

TEST_F(SeveralPeople, what_they_may_not_do_later_either_is_not_done_by_keeping_it) {
  EXPECT_EQ(act("sign", reception), "event_not_allowed") << "no state would take it from them";
  // Who drafted may not sign, though another's vote lets the signature be taken.
  ASSERT_EQ(act("sign", members_[0]), "ok");
  ASSERT_EQ(act("drafted", members_[0]), "ok");
  ASSERT_EQ(act("agree", members_[0], {{"remark", "fine"}}), "ok");
  ASSERT_EQ(act("agree", members_[1], {{"remark", "fine"}}), "ok");
  EXPECT_EQ(state(), "signing, kept");
  EXPECT_EQ(act("sign", head), "ok");
  EXPECT_EQ(state(), "signed");
}

TEST_F(SeveralPeople, the_end_of_the_states_ends_what_runs_beside_them) {
  ASSERT_EQ(act("lend", reception), "ok");
  EXPECT_EQ(state(), "drafting, lent");
  EXPECT_TRUE(is_open("bring_back"));
  ASSERT_EQ(act("split", reception), "ok");
  ASSERT_EQ(act("ended_one", reception), "ok");
  ASSERT_EQ(act("ended_two", reception), "ok");
  ASSERT_EQ(act("sign", head), "ok");
  EXPECT_EQ(state(), "signed");
  EXPECT_FALSE(is_open("bring_back"));
  EXPECT_TRUE(current().closed_at);
}

TEST_F(SeveralPeople, so_many_parts_as_asked_for_are_enough_and_the_rest_is_cancelled) {
  ASSERT_EQ(act("split", reception), "ok");
  EXPECT_TRUE(is_open("third"));
  ASSERT_EQ(act("ended_one", reception), "ok");
  EXPECT_EQ(state(), "one_over, two_open, three_open, kept");
  ASSERT_EQ(act("ended_two", reception), "ok");
  EXPECT_EQ(state(), "signing, kept");
  EXPECT_FALSE(is_open("third"));
}

TEST_F(SeveralPeople, the_tasks_of_the_other_parts_stay_open_where_it_says_so) {
  ASSERT_EQ(act("leave", reception), "ok");
  ASSERT_EQ(act("ended_four", reception), "ok");
  EXPECT_EQ(state(), "signing, kept");
  EXPECT_TRUE(is_open("fifth"));
  ASSERT_EQ(act("sign", head), "ok");
  EXPECT_FALSE(current().closed_at) << "the case waits for its open task";
  service::Request done;
  done.what = service::DoneRequest{"fifth", {}, {}};
  done.case_ref = case_;
  EXPECT_EQ(outcome(submit(std::move(done), reception)), "ok");
  EXPECT_TRUE(current().closed_at);
}

TEST_F(SeveralPeople, a_task_is_claimed_released_and_given_to_another_by_the_head) {
  EXPECT_EQ(task("draft").assignee, "");
  EXPECT_EQ(hand(How::claim, "draft", reception), "not_permitted");
  EXPECT_EQ(hand(How::claim, "draft", members_[0]), "ok");
  EXPECT_EQ(task("draft").assignee, members_[0]);
  EXPECT_EQ(hand(How::claim, "draft", members_[1]), "already_taken");
  EXPECT_EQ(hand(How::release, "draft", members_[1]), "not_permitted");
  EXPECT_EQ(hand(How::release, "draft", members_[0]), "ok");
  EXPECT_EQ(hand(How::reassign, "draft", members_[0], members_[1]), "not_permitted");
  EXPECT_EQ(hand(How::reassign, "draft", head, reception), "not_permitted");
  EXPECT_EQ(hand(How::reassign, "draft", head, members_[1]), "ok");
  EXPECT_EQ(task("draft").assignee, members_[1]);
}

TEST_F(SeveralPeople, who_was_handed_a_task_acts_in_its_role_and_in_no_other) {
  EXPECT_EQ(act("drafted", reception), "not_permitted");
  EXPECT_EQ(hand(How::delegate, "draft", reception, reception), "not_permitted");
  EXPECT_EQ(hand(How::delegate, "draft", members_[0], head), "not_permitted");
  EXPECT_EQ(hand(How::delegate, "draft", members_[0], reception), "ok");
  EXPECT_EQ(act("drafted", reception), "ok");
  EXPECT_EQ(act("reject", reception), "not_permitted") << "the task is done: so is the standing in";
}

}  // namespace
}  // namespace dunghan::test
