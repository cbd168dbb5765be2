// Who answers on a day: holders, deputies, successors, and the chain of those to whom vacant work
// falls.
#include "engine/organisation/organisation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dunghan::organisation {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Date monday = make_date(2026, 6, 1);

UnitRecord unit_of(std::string id, std::string superior = {}) {
  UnitRecord unit;
  unit.id = std::move(id);
  unit.superior = std::move(superior);
  return unit;
}

Person person_of(std::string id, std::vector<Holding> posts, bool administrator = false) {
  Person person;
  person.id = std::move(id);
  person.posts = std::move(posts);
  person.administrator = administrator;
  return person;
}

Holding hold(std::string unit, std::string post) {
  return {std::move(unit), std::move(post), {}, {}};
}

/// top > department > section; people are named after their post. The section's handler post is
/// vacant.
struct Office {
  std::vector<UnitRecord> units{unit_of("top"), unit_of("department", "top"),
                                unit_of("section", "department")};
  std::vector<Person> people{person_of("top-head", {hold("top", "head")}),
                             person_of("dept-head", {hold("department", "head")}),
                             person_of("dept-handler", {hold("department", "handler")}),
                             person_of("section-head", {hold("section", "head")}),
                             person_of("admin", {}, true)};
  [[nodiscard]] Organisation make() const {
    return {{"level"}, units, {"head", "deputy", "handler"}, people};
  }
  Person& person(std::string_view id) {
    for (Person& candidate : people) {
      if (candidate.id == id) return candidate;
    }
    ADD_FAILURE() << id;
    return people.front();
  }
};

TEST(Organisation, a_held_post_is_resolved_without_a_step) {
  const Owner owner = Office().make().resolve("department", "handler", monday);
  EXPECT_EQ(owner.unit, "department");
  EXPECT_EQ(owner.post, "handler");
  EXPECT_THAT(owner.people, ElementsAre("dept-handler"));
  EXPECT_THAT(owner.steps, IsEmpty());
}

TEST(Organisation, a_vacant_post_falls_to_deputy_head_superior_head_administrator_in_this_order) {
  Office office;
  office.people.push_back(person_of("section-deputy", {hold("section", "deputy")}));
  EXPECT_THAT(office.make().resolve("section", "handler", monday).people,
              ElementsAre("section-deputy"));
  office.people.pop_back();

  const Owner head = office.make().resolve("section", "handler", monday);
  EXPECT_THAT(head.people, ElementsAre("section-head"));
  EXPECT_THAT(head.steps,
              ElementsAre("vacant handler@section", "vacant deputy@section", "to head@section"));

  office.person("section-head").posts.clear();
  const Owner above = office.make().resolve("section", "handler", monday);
  EXPECT_THAT(above.people, ElementsAre("dept-head"));
  EXPECT_EQ(above.unit, "department");

  office.person("dept-head").posts.clear();
  EXPECT_THAT(office.make().resolve("section", "handler", monday).people, ElementsAre("top-head"));

  office.person("top-head").posts.clear();
  const Owner last = office.make().resolve("section", "handler", monday);
  EXPECT_THAT(last.people, ElementsAre("admin"));
  EXPECT_EQ(last.post, post_administrator);
  EXPECT_EQ(last.steps.back(), "to administrator@section");
}

TEST(Organisation, excluded_people_never_come_out) {
  Office office;
  const Organisation organisation = office.make();
  const Owner owner =
      organisation.resolve("department", "handler", monday, {"dept-handler", "dept-head"});
  EXPECT_THAT(owner.people, ElementsAre("top-head"));
  EXPECT_EQ(owner.steps.front(), "excluded handler@department");
  const Owner nobody = organisation.resolve("top", "head", monday, {"top-head", "admin"});
  EXPECT_THAT(nobody.people, IsEmpty());
}

TEST(Organisation, else_superior_asks_the_same_post_above_before_anybody_below_the_excluded_head) {
  Office office;
  office.people.push_back(person_of("section-deputy", {hold("section", "deputy")}));
  const Organisation organisation = office.make();
  EXPECT_THAT(organisation.resolve("section", "head", monday, {"section-head"}).people,
              ElementsAre("section-deputy"));
  EXPECT_THAT(organisation.resolve("section", "head", monday, {"section-head"}, true).people,
              ElementsAre("dept-head"));
  EXPECT_THAT(organisation.resolve("section", "handler", monday, {}, true).people,
              ElementsAre("dept-handler"));
}

TEST(Organisation, holdings_count_from_their_first_to_their_last_day_inclusive) {
  Office office;
  office.person("dept-handler").posts[0].from = make_date(2026, 6, 2);
  office.person("dept-handler").posts[0].to = make_date(2026, 6, 4);
  const Organisation organisation = office.make();
  EXPECT_THAT(organisation.holders("department", "handler", make_date(2026, 6, 1)), IsEmpty());
  EXPECT_THAT(organisation.holders("department", "handler", make_date(2026, 6, 2)),
              ElementsAre("dept-handler"));
  EXPECT_THAT(organisation.holders("department", "handler", make_date(2026, 6, 4)),
              ElementsAre("dept-handler"));
  EXPECT_THAT(organisation.holders("department", "handler", make_date(2026, 6, 5)), IsEmpty());
}

TEST(Organisation, who_is_absent_is_stood_in_for_by_the_deputy_and_that_ones_deputy) {
  Office office;
  const Date last = make_date(2026, 6, 5);
  office.person("dept-handler").absences = {{monday, last, "section-head"}};
  EXPECT_THAT(office.make().holders("department", "handler", last), ElementsAre("section-head"));
  EXPECT_THAT(office.make().holders("department", "handler", make_date(2026, 6, 6)),
              ElementsAre("dept-handler"));

  office.person("section-head").absences = {{monday, last, "dept-head"}};
  EXPECT_THAT(office.make().holders("department", "handler", monday), ElementsAre("dept-head"));
  EXPECT_TRUE(office.make().holds("dept-head", "department", "handler", monday));
  EXPECT_TRUE(office.make().holds("dept-handler", "department", "handler", monday))
      << "absence takes no post away";
  EXPECT_FALSE(office.make().holds("section-head", "department", "handler", monday));

  office.person("section-head").absences = {{monday, last, "dept-handler"}};  // a circle
  EXPECT_THAT(office.make().holders("department", "handler", monday), IsEmpty());
  office.person("dept-handler").absences = {{monday, last, ""}};
  EXPECT_THAT(office.make().resolve("department", "handler", monday).people,
              ElementsAre("dept-head"));
}

TEST(Organisation, an_ended_unit_is_answered_for_by_its_successors_successor) {
  Office office;
  office.units[2].to = make_date(2026, 6, 30);
  office.units[2].successor = "middle";
  office.units.push_back(unit_of("middle", "top"));
  office.units[3].to = make_date(2026, 7, 31);
  office.units[3].successor = "department";
  const Organisation organisation = office.make();
  EXPECT_EQ(organisation.answering_unit("section", make_date(2026, 6, 30)), "section");
  EXPECT_EQ(organisation.answering_unit("section", make_date(2026, 7, 1)), "middle");
  EXPECT_EQ(organisation.answering_unit("section", make_date(2026, 8, 1)), "department");
  EXPECT_EQ(organisation.answering_unit("unheard-of", monday), "unheard-of");
  const Owner owner = organisation.resolve("section", "handler", make_date(2026, 8, 1));
  EXPECT_THAT(owner.people, ElementsAre("dept-handler"));
  EXPECT_THAT(owner.steps,
              ElementsAre("ended section, answered for by department", "to handler@department"));
}

TEST(Organisation, circles_end) {
  Office office;
  office.units[0].superior = "section";
  office.units[0].to = office.units[1].to = make_date(2020, 1, 1);
  office.units[0].successor = "department";
  office.units[1].successor = "top";
  office.people = {person_of("admin", {}, true)};
  const Organisation organisation = office.make();
  EXPECT_FALSE(organisation.is_below("section", "elsewhere"));
  EXPECT_FALSE(organisation.answering_unit("top", monday).empty());
  EXPECT_THAT(organisation.resolve("section", "handler", monday).people, ElementsAre("admin"));
}

TEST(Organisation, the_tree_is_walked_upwards) {
  const Organisation organisation = Office().make();
  EXPECT_TRUE(organisation.is_below("section", "top"));
  EXPECT_TRUE(organisation.is_below("section", "section"));
  EXPECT_FALSE(organisation.is_below("top", "section"));
  EXPECT_EQ(organisation.superior_of("section"), "department");
  EXPECT_EQ(organisation.superior_of("top"), "");
  EXPECT_EQ(organisation.unit("nowhere"), nullptr);
  EXPECT_EQ(organisation.person("nobody"), nullptr);
}

}  // namespace
}  // namespace dunghan::organisation
