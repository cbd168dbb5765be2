// Cases that open, tell and ask each other: links by name, children of a list or of units, what a
// parent knows of them, and what neither may learn of the other.
#include "tests/scenario/office_fixture.h"

namespace dunghan::test {
namespace {

constexpr const char* reception = "p-0303";
constexpr const char* head = "p-0301";

class OtherCases : public OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    now("2024-06-03T09:00");
  }
  void open_sitting(Map fields = {}) {
    ASSERT_EQ(outcome(open("sitting", reception, std::move(fields))), "ok");
    sitting_ = case_;
  }
  // Acts on a case, and lets what it says to others arrive.
  std::string act(const std::string& number, const char* event, Map fields = {},
                  const char* person = reception) {
    case_ = number;
    const auto answer = send(event, person, std::move(fields));
    deliver();
    return outcome(answer);
  }
  void deliver() {
    const auto delivered = service_->deliver_case_messages();
    ASSERT_TRUE(delivered) << delivered.error().message;
  }
  const cases::Case& of(const std::string& number) {
    case_ = number;
    return current();
  }
  std::string state_of(const std::string& number) {
    case_ = number;
    return state();
  }
  std::string matter(int n) { return sitting_ + "/0" + std::to_string(n); }
  std::string said() { return find(of(sitting_).data, "said")->as_string(); }
  std::ptrdiff_t count_of(const std::string& number, const std::string& kind) {
    case_ = number;
    const auto kinds = event_kinds();
    return std::count(kinds.begin(), kinds.end(), kind);
  }
  static List matters(int count) {
    List list;
    for (int i = 1; i <= count; ++i)
      list.push_back(Map{{"subject", "m" + std::to_string(i)}, {"unit", "so-noi-vu"}});
    return list;
  }

  std::string sitting_;
};

TEST_F(OtherCases, a_case_opened_under_a_name_is_told_of_and_hears_what_is_sent_to_that_name) {
  open_sitting();
  EXPECT_EQ(act(sitting_, "call"), "ok");
  EXPECT_EQ(state_of(matter(1)), "open");
  EXPECT_EQ(act(sitting_, "hurry_up"), "ok");
  EXPECT_EQ(find(of(matter(1)).data, "subject")->as_string(), "called!");
  EXPECT_EQ(act(matter(1), "answered", {{"answer", "granted"}}), "ok");
  // What it sent, then that it is closed, with the one field that the parent asks for.
  EXPECT_EQ(said(), "called!;granted;");
}

TEST_F(OtherCases, an_event_is_taken_only_from_the_case_that_by_names) {
  open_sitting({{"matters", matters(1)}});
  EXPECT_EQ(act(sitting_, "begin"), "ok");
  // `hurry` is the parent's to send: no person may.
  EXPECT_EQ(act(matter(1), "hurry"), "not_permitted");
  EXPECT_EQ(act(matter(1), "hurry", {}, head), "not_permitted");
  // `heard` is for children in this state; no person may send it either.
  EXPECT_EQ(act(sitting_, "heard", {{"what", "x"}}), "not_permitted");
  EXPECT_EQ(act(sitting_, "all_hurry"), "ok");
  EXPECT_EQ(find(of(matter(1)).data, "subject")->as_string(), "m1!");
}

TEST_F(OtherCases, what_another_case_sends_in_vain_is_on_record_as_ignored) {
  open_sitting();
  EXPECT_EQ(act(sitting_, "call"), "ok");
  const auto before = of(matter(1)).seq;
  EXPECT_EQ(act(sitting_, "lost"), "ok");
  EXPECT_EQ(of(matter(1)).seq, before + 1);
  EXPECT_EQ(count_of(matter(1), "event_ignored"), 1);
}

TEST_F(OtherCases, a_case_is_opened_for_each_item_and_the_state_is_done_when_all_have_ended) {
  open_sitting({{"matters", matters(2)}});
  EXPECT_EQ(act(sitting_, "begin"), "ok");
  EXPECT_EQ(of(matter(1)).unit, "so-noi-vu");
  EXPECT_EQ(find(of(matter(2)).data, "subject")->as_string(), "m2");
  EXPECT_EQ(act(matter(1), "answered", {{"answer", "refused"}}), "ok");
  EXPECT_EQ(state_of(sitting_), "sitting");
  EXPECT_EQ(act(matter(2), "answered", {{"answer", "granted"}}), "ok");
  EXPECT_EQ(state_of(sitting_), "over");
  EXPECT_EQ(said(), "m2;");
  EXPECT_EQ(count_of(sitting_, "fan_out_done"), 1);
}

TEST_F(OtherCases, an_empty_list_is_over_at_once) {
  open_sitting();
  EXPECT_EQ(act(sitting_, "begin"), "ok");
  EXPECT_EQ(state_of(sitting_), "over");
}

TEST_F(OtherCases, an_item_that_comes_later_is_opened_where_that_is_allowed) {
  open_sitting({{"matters", matters(1)}});
  EXPECT_EQ(act(sitting_, "begin"), "ok");
  EXPECT_EQ(act(sitting_, "add", {{"m", Map{{"subject", "late"}, {"unit", "so-noi-vu"}}}}), "ok");
  EXPECT_EQ(find(of(matter(2)).data, "subject")->as_string(), "late");
  EXPECT_EQ(find(of(sitting_).data, "matters")->as_list().size(), 2U);
  EXPECT_EQ(act(matter(1), "answered", {{"answer", "refused"}}), "ok");
  EXPECT_EQ(state_of(sitting_), "sitting");
  EXPECT_EQ(act(matter(2), "answered", {{"answer", "refused"}}), "ok");
  EXPECT_EQ(state_of(sitting_), "over");
}

TEST_F(OtherCases, leaving_the_state_cancels_the_rest_where_it_says_so) {
  open_sitting({{"matters", matters(2)}});
  EXPECT_EQ(act(sitting_, "begin"), "ok");
  EXPECT_EQ(act(sitting_, "go_on"), "guard_failed");
  EXPECT_EQ(act(matter(1), "answered", {{"answer", "refused"}}), "ok");
  EXPECT_EQ(act(sitting_, "go_on"), "ok");
  EXPECT_EQ(state_of(sitting_), "over");
  EXPECT_TRUE(of(matter(2)).closed_at);
  EXPECT_EQ(count_of(matter(2), "case_cancelled"), 1);
  EXPECT_EQ(act(matter(2), "answered", {{"answer", "refused"}}), "closed");
}

TEST_F(OtherCases, so_many_as_an_expression_says_are_waited_for) {
  open_sitting({{"matters", matters(3)}});
  EXPECT_EQ(act(sitting_, "in_part"), "ok");
  EXPECT_EQ(act(sitting_, "more"), "ok");
  EXPECT_EQ(act(matter(1), "answered", {{"answer", "refused"}}), "ok");
  EXPECT_EQ(state_of(sitting_), "some");
  EXPECT_EQ(act(matter(3), "answered", {{"answer", "refused"}}), "ok");
  EXPECT_EQ(state_of(sitting_), "over");
  EXPECT_FALSE(of(matter(2)).closed_at) << "the rest is kept";
}

TEST_F(OtherCases, a_share_is_reached_by_the_case_that_reaches_it_and_not_before) {
  open_sitting({{"matters", matters(4)}});  // 60 % of 4: the third
  EXPECT_EQ(act(sitting_, "most"), "ok");
  EXPECT_EQ(act(matter(1), "answered", {{"answer", "refused"}}), "ok");
  EXPECT_EQ(act(matter(2), "answered", {{"answer", "refused"}}), "ok");
  EXPECT_EQ(state_of(sitting_), "share");
  EXPECT_EQ(act(matter(3), "answered", {{"answer", "refused"}}), "ok");
  EXPECT_EQ(state_of(sitting_), "over");
}

TEST_F(OtherCases, units_of_a_group_take_part_as_they_are_on_the_day_and_others_may_join) {
  open_sitting();
  EXPECT_EQ(act(sitting_, "asked"), "ok");
  // On 2024-06-03: eight departments but the committee, and three districts; no commune yet.
  const cases::Case& asked = of(sitting_);
  ASSERT_EQ(asked.links.size(), 10U);
  EXPECT_EQ(asked.links.front().unit, "thanh-tra-tinh");
  EXPECT_EQ(find(of(sitting_ + "/03").data, "subject")->as_string(), "LDTBXH");
  EXPECT_EQ(act(sitting_, "join_in", {{"unit", "so-y-te"}}), "already_there");
  EXPECT_EQ(act(sitting_, "join_in", {{"unit", "ubnd-tinh"}}), "ok");
  EXPECT_EQ(of(sitting_).links.size(), 11U);
  EXPECT_EQ(state_of(sitting_ + "/11"), "open");
}

TEST_F(OtherCases, many_cases_are_opened_some_at_a_time_and_each_once) {
  open_sitting({{"matters", matters(250)}});
  EXPECT_EQ(act(sitting_, "begin"), "ok");
  const cases::Case& many = of(sitting_);
  const auto records = store_->events(ports::StreamKind::cases, many.id.value).value();
  for (const auto& record : records) {
    if (record.kind == "incident_raised")
      ADD_FAILURE() << find(record.facts, "detail")->as_string();
  }
  ASSERT_EQ(many.links.size(), 250U);
  EXPECT_EQ(many.others.size(), 250U) << "each has told of itself";
  for (std::int64_t i = 0; i < 250; ++i) EXPECT_EQ(many.links[static_cast<std::size_t>(i)].item, i);
}

TEST_F(OtherCases, the_state_of_the_parent_is_known_to_the_child_that_asks_for_it) {
  open_sitting({{"matters", matters(1)}});
  EXPECT_EQ(act(sitting_, "call"), "ok");
  EXPECT_EQ(act(matter(1), "sit_down"), "guard_failed") << "the sitting is only planned";
  EXPECT_EQ(act(sitting_, "begin"), "ok");
  EXPECT_EQ(act(matter(1), "sit_down"), "ok");
}

TEST_F(OtherCases, a_case_named_by_a_field_tells_of_itself_and_of_its_end) {
  open_sitting();
  EXPECT_EQ(act(sitting_, "call"), "ok");
  EXPECT_EQ(act(sitting_, "call"), "ok");
  EXPECT_EQ(act(matter(1), "passed_on", {{"original", "no-such-case"}}), "unknown_case");
  EXPECT_EQ(act(matter(1), "passed_on", {{"original", sitting_}}), "unknown_case")
      << "it is of another procedure";
  EXPECT_EQ(act(matter(1), "passed_on", {{"original", matter(2)}}), "ok");
  EXPECT_EQ(act(matter(1), "same"), "guard_failed");
  EXPECT_EQ(act(matter(2), "answered", {{"answer", "refused"}}), "ok");
  EXPECT_EQ(state_of(matter(1)), "granted");
}

TEST_F(OtherCases, a_noted_event_of_a_child_is_recorded_and_changes_nothing) {
  open_sitting({{"matters", matters(1)}});
  EXPECT_EQ(act(sitting_, "begin"), "ok");
  EXPECT_EQ(act(matter(1), "nudge"), "ok");
  EXPECT_EQ(count_of(sitting_, "event_ignored"), 0);
  EXPECT_EQ(state_of(sitting_), "sitting");
}

TEST_F(OtherCases, a_sealed_value_goes_only_where_no_others_may_read_it) {
  open_sitting({{"citizen", "Trần Văn B"}, {"secret", "a secret"}});
  EXPECT_EQ(act(sitting_, "call"), "ok");
  EXPECT_EQ(find(of(matter(1)).data, "citizen")->kind(), ValueKind::sealed);
  // `subject` is not sealed there.
  EXPECT_EQ(act(sitting_, "call_open"), "ok");
  EXPECT_EQ(count_of(sitting_, "link_failed"), 1);
  EXPECT_EQ(count_of(sitting_, "incident_raised"), 1);
  // There only reception may read it: a reader here too.
  EXPECT_EQ(act(sitting_, "keep_it"), "ok");
  EXPECT_EQ(count_of(sitting_, "link_failed"), 1);
  EXPECT_EQ(find(of(matter(2)).data, "citizen")->kind(), ValueKind::sealed);
  // A handler may read `wide`, and was no reader here: only if it is shared by name.
  EXPECT_EQ(act(sitting_, "widen_it"), "ok");
  EXPECT_EQ(count_of(sitting_, "link_failed"), 2);
  EXPECT_EQ(act(sitting_, "share_it"), "ok");
  EXPECT_EQ(count_of(sitting_, "link_failed"), 2);
  EXPECT_EQ(find(of(matter(3)).data, "wide")->kind(), ValueKind::sealed);
}

TEST_F(OtherCases, a_list_that_is_too_long_is_refused_before_any_case_is_opened) {
  open_sitting();
  List many;
  for (int i = 0; i <= cases::fan_out_items_max; ++i)
    many.push_back(Map{{"subject", "m"}, {"unit", "so-noi-vu"}});
  // Longer than any list a field takes is refused there; so the bound is asked of the plan itself.
  const auto answer = open("sitting", reception, {{"matters", std::move(many)}});
  if (answer) {
    EXPECT_EQ(act(case_, "begin"), "too_many_cases");
  } else {
    EXPECT_EQ(outcome(answer), "wrong_type");
  }
}

}  // namespace
}  // namespace dunghan::test
