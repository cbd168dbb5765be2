// The shipped organisation, and every fault that one can have.
#include "adapters/yaml/organisation_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/yaml/yaml_text.h"

namespace dunghan::adapters::yaml {
namespace {

using definition::Position;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A sound organisation of two units, with `units` and `people` added to it.
std::string office(std::string_view units, std::string_view people = {}) {
  return "levels: [ province, department ]\nposts: [ head, handler ]\n"
         "people:\n  p-1: { name: A, administrator: true, posts: [ { unit: top, post: head } ] "
         "}\n" +
         std::string(people) + "units:\n  top: { code: T, name: Top, level: province }\n" +
         std::string(units);
}

ReadOrganisation read(const std::string& text) {
  return read_organisation(good(text));
}

TEST(OrganisationFile, the_shipped_one_is_sound_and_every_acting_unit_can_act) {
  const ReadOrganisation result =
      read_organisation_file(DUNGHAN_SOURCE_DIR "/config/organisation.yaml");
  ASSERT_TRUE(result.organisation) << (result.issues.empty() ? "" : result.issues[0].message);
  EXPECT_THAT(result.issues, IsEmpty());
  const organisation::Organisation& organisation = *result.organisation;
  for (const Date day : {make_date(2024, 6, 3), make_date(2026, 6, 1)}) {
    for (const organisation::UnitRecord& unit : organisation.units()) {
      if (!organisation::exists_on(unit, day)) continue;
      for (const char* post : {"head", "reception", "intake", "handler", "verifier"}) {
        EXPECT_THAT(organisation.holders(unit.id, post, day), Not(IsEmpty()))
            << post << " " << unit.id << " " << to_text(day);
      }
    }
  }
  EXPECT_THAT(organisation.holders("thanh-tra-tinh", "duty", make_date(2024, 6, 3)),
              Not(IsEmpty()));
  EXPECT_TRUE(organisation.person("quan-tri")->administrator);
  EXPECT_EQ(organisation.answering_unit("huyen-tuy-phuoc", make_date(2025, 7, 1)), "xa-tuy-phuoc");
  EXPECT_EQ(organisation.answering_unit("so-ldtbxh", make_date(2025, 3, 1)), "so-noi-vu");
  EXPECT_EQ(find(organisation.unit("xa-hoai-an")->facts, "remote")->as_bool(), true);
}

TEST(OrganisationFile, the_examples_are_sound_but_for_the_missing_administrator) {
  for (const char* example : {"permit-receipt", "traffic-fine"}) {
    const ReadOrganisation result = read_organisation_file(
        std::string(DUNGHAN_SOURCE_DIR "/examples/") + example + "/organisation.yaml");
    EXPECT_TRUE(result.organisation) << example;
    for (const definition::Issue& issue : result.issues)
      EXPECT_EQ(issue.code, "E0419") << example << issue.message;
  }
}

struct Fault {
  const char* units;
  const char* people;
  const char* code;
};

class OrganisationFaults : public testing::TestWithParam<Fault> {};

TEST_P(OrganisationFaults, are_refused_by_code) {
  const ReadOrganisation result = read(office(GetParam().units, GetParam().people));
  EXPECT_THAT(codes_of(result.issues), Contains(GetParam().code))
      << GetParam().units << GetParam().people;
  EXPECT_FALSE(result.organisation) << GetParam().units << GetParam().people;
}

INSTANTIATE_TEST_SUITE_P(
    Each, OrganisationFaults,
    testing::Values(
        Fault{"  a: { code: A, name: A, level: department, superor: top }\n", "", "E0400"},
        Fault{"  a: [ 1 ]\n", "", "E0401"},
        Fault{"  a: { code: [ A ], name: A, level: department }\n", "", "E0401"},
        Fault{"  a: { code: A, name: A, level: department, reception_day: 32 }\n", "", "E0401"},
        Fault{"  a: { code: A, name: A, level: department, reception_weekday: friyay }\n", "",
              "E0401"},
        Fault{"  a: { code: A, name: A, level: department, remote: yes }\n", "", "E0401"},
        Fault{"  a: { name: A, level: department }\n", "", "E0402"},
        Fault{"  a: { code: A, name: A, level: departement }\n", "", "E0403"},
        Fault{"  a: { code: A, name: A, level: department, superior: tpo }\n", "", "E0404"},
        Fault{"  a: { code: A, name: A, level: department, to: 2025-06-30, successor: b }\n", "",
              "E0405"},
        Fault{"  a: { code: A, name: A, level: department, superior: a }\n", "", "E0406"},
        Fault{"  a: { code: A, name: A, level: department, superior: b }\n  b: { code: B, name: B, "
              "level: department, superior: a }\n",
              "", "E0406"},
        Fault{"  a: { code: A, name: A, level: department, to: 2025-06-30, successor: b }\n  b: { "
              "code: B, name: B, level: department, to: 2025-06-30, successor: a }\n",
              "", "E0407"},
        Fault{"  a: { code: T, name: A, level: department }\n", "", "E0408"},
        Fault{"  a: { code: A, name: A, level: department, from: 2025-02-29 }\n", "", "E0409"},
        Fault{"  a: { code: A, name: A, level: department, from: 2025-02-02, to: 2025-02-01, "
              "successor: top }\n",
              "", "E0410"},
        Fault{"", "  p-2: { name: B, posts: [ { unit: tpo, post: head } ] }\n", "E0411"},
        Fault{"", "  p-2: { name: B, posts: [ { unit: top, post: handlr } ] }\n", "E0412"},
        Fault{
            "",
            "  p-2: { name: B, absences: [ { from: 2026-01-01, to: 2026-01-02, deputy: p-9 } ] }\n",
            "E0413"},
        Fault{
            "",
            "  p-2: { name: B, absences: [ { from: 2026-01-01, to: 2026-01-02, deputy: p-2 } ] }\n",
            "E0414"},
        Fault{"", "  p-2: { name: B, absences: [ { to: 2026-01-02 } ] }\n", "E0402"},
        Fault{"", "  p-2: { name: B, absences: [ { from: 2026-01-03, to: 2026-01-02 } ] }\n",
              "E0410"},
        Fault{"  Sở: { code: A, name: A, level: department }\n", "", "E0415"},
        Fault{"  a: { code: A, name: A, level: department, successor: top }\n", "", "E0416"},
        Fault{"", "  p-2: { name: B, language: fr }\n", "E0421"}));

TEST(OrganisationFile, faults_that_leave_it_usable_are_warnings) {
  const ReadOrganisation result =
      read(office("  a: { code: A, name: A, level: department, to: 2025-06-30 }\n"
                  "  b: { code: B, name: B, level: department, to: 2025-06-30, successor: c }\n"
                  "  c: { code: C, name: C, level: department, from: 2025-07-02 }\n",
                  "  p-2: { name: B, posts: [ { unit: c, post: head, from: 2025-07-01 } ] }\n"));
  EXPECT_THAT(codes_of(result.issues), ElementsAre("E0418", "E0416", "E0417"));
  EXPECT_TRUE(result.organisation);
}

TEST(OrganisationFile, a_circle_is_told_once_with_its_members) {
  const ReadOrganisation result =
      read(office("  a: { code: A, name: A, level: department, superior: b }\n  b: { code: B, "
                  "name: B, level: department, superior: c }\n"
                  "  c: { code: C, name: C, level: department, superior: a }\n"));
  std::vector<std::string> told;
  for (const definition::Issue& issue : result.issues) {
    if (issue.code == "E0406") told.push_back(issue.message);
  }
  ASSERT_EQ(told.size(), 1U);
  EXPECT_THAT(told[0], HasSubstr("a → b → c → a"));
}

TEST(OrganisationFile, all_faults_come_in_one_run_in_order_and_with_what_was_meant) {
  const ReadOrganisation result =
      read(office("  a: { code: A, name: A, level: departement, superior: tpo }\n"));
  ASSERT_GE(result.issues.size(), 2U);
  EXPECT_EQ(result.issues[0].code, "E0420");  // a note: nobody is head of it
  EXPECT_EQ(result.issues[1].remedy, "did you mean `department`?");
  EXPECT_EQ(result.issues[2].remedy, "did you mean `top`?");
  EXPECT_EQ(result.issues[2].at, (Position{7, 56}));
}

TEST(OrganisationFile, lists_must_be_there) {
  EXPECT_THAT(codes_of(read("units: {}\npeople: {}\n").issues),
              ElementsAre("E0422", "E0422", "E0419"));
  EXPECT_THAT(codes_of(read("[ a ]\n").issues), Contains("E0401"));
}

}  // namespace
}  // namespace dunghan::adapters::yaml
