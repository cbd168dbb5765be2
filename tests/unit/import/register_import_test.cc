// Registers become requests in order of law time; what cannot be used is reported row by row.
#include "adapters/import/register_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "adapters/import/csv_reader.h"
#include "adapters/system/tzdb_zone_rules.h"
#include "tests/fakes/temporary_folder.h"
#include "tests/unit/import/replay_support.h"

namespace dunghan::adapters::import {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

organisation::Organisation office() {
  organisation::UnitRecord unit;
  unit.id = "so-xay-dung";
  unit.code = "SXD";
  unit.name_vi = "Sở Xây dựng";
  unit.name_en = "Department of Construction";
  return organisation::Organisation({"department"}, {unit}, {}, {});
}

struct Imported {
  std::vector<ImportAct> acts;
  std::vector<service::Rejection> refused;
};

Imported import_text(const std::string& map_text, const std::string& rows) {
  Imported imported;
  auto reader = CsvReader::open(text_source(rows));
  EXPECT_TRUE(reader) << reader.error().message;
  MapSurroundings around;
  around.columns = (*reader)->columns().names();
  const auto map = compile_log_map(document_of(map_text), around);
  EXPECT_TRUE(map.map) << map.issues.front().message;
  if (!map.map) return imported;
  const LogClock clock(*system::zone_rules("Asia/Ho_Chi_Minh"), map.map->log.precision,
                       map.map->log.day_first);
  const auto organisation = office();
  const fakes::TemporaryFolder folder;
  RegisterImport import(
      *map.map, clock, organisation,
      [&](const service::Rejection& why) { imported.refused.push_back(why); }, folder.path());
  EXPECT_TRUE(import.read(**reader));
  ImportAct act;
  while (*import.next(act)) imported.acts.push_back(act);
  return imported;
}

const char* const by_event = R"(dunghan: 1
map: by-event
workflow: w
log: { precision: day }
case: { id: id, unit: "= unit", data: { subject: "= subject" } }
event: { name: what, at: day }
events:
  in:   { open: true, data: { remote: "= remote == 'true'" } }
  more: { extend: resolution, ground: complex, by: 5 working days, with: { reason: "= subject" } }
  out:  { done: send_first }
  stop: { send: withdraw }
)";

TEST(RegisterImport, rows_of_events_come_in_order_of_time_whatever_their_order_in_the_file) {
  const auto imported = import_text(by_event,
                                    "id,unit,what,day,subject,remote\n"
                                    "b,,stop,2024-03-05,,\n"
                                    "a,SXD,in,2024-03-01,road,true\n"
                                    "b,Sở Xây dựng,in,2024-02-01,house,false\n"
                                    "a,,more,2024-03-03,hard,\n"
                                    "a,,out,2024-03-04,,\n");
  EXPECT_TRUE(imported.refused.empty());
  ASSERT_EQ(imported.acts.size(), 5U);
  std::vector<std::string> order;
  for (const auto& act : imported.acts) order.push_back(act.case_id + " " + act.activity);
  EXPECT_THAT(order, ElementsAre("b in", "a in", "a more", "a out", "b stop"));
  const auto& open = std::get<service::OpenRequest>(imported.acts[1].request.what);
  EXPECT_EQ(open.unit, "so-xay-dung");
  EXPECT_EQ(open.workflow, "w");
  EXPECT_EQ(*find(open.fields, "subject"), Value("road"));
  EXPECT_EQ(*find(open.fields, "remote"), Value(true));
  const auto& more = std::get<service::ExtendRequest>(imported.acts[2].request.what);
  EXPECT_EQ(more.deadline, "resolution");
  EXPECT_EQ(more.ground, "complex");
  EXPECT_EQ(more.by, working_days(5));
  EXPECT_EQ(std::get<service::DoneRequest>(imported.acts[3].request.what).task, "send_first");
  for (const auto& act : imported.acts) {
    EXPECT_TRUE(act.request.imported);
    EXPECT_TRUE(act.request.occurred->date_only);
    EXPECT_EQ(act.request.actor.kind, cases::Actor::Kind::import);
  }
  EXPECT_EQ(imported.acts[2].line, 5);
}

TEST(RegisterImport, the_opening_comes_first_among_acts_of_one_day) {
  const auto imported = import_text(
      by_event, "id,unit,what,day,subject,remote\na,,stop,2024-03-01,,\na,SXD,in,2024-03-01,,\n");
  ASSERT_EQ(imported.acts.size(), 2U);
  EXPECT_EQ(imported.acts[0].activity, "in");
}

TEST(RegisterImport, the_same_row_has_the_same_key_and_another_row_another) {
  const std::string rows =
      "id,unit,what,day,subject,remote\na,SXD,in,2024-03-01,,\na,,out,2024-03-02,,\nb,SXD,in,2024-"
      "03-01,,\n";
  const auto once = import_text(by_event, rows), again = import_text(by_event, rows);
  ASSERT_EQ(once.acts.size(), 3U);
  std::set<std::string> keys;
  for (std::size_t i = 0; i < once.acts.size(); ++i) {
    EXPECT_EQ(once.acts[i].request.key, again.acts[i].request.key);
    keys.insert(once.acts[i].request.key);
  }
  EXPECT_EQ(keys.size(), 3U);
}

TEST(RegisterImport, every_row_that_cannot_be_used_is_reported_with_line_column_and_mending) {
  const auto imported = import_text(by_event,
                                    "id,unit,what,day,subject,remote\n"
                                    "a,Sở Lạ,in,2024-03-01,,\n"
                                    "b,SXD,in,01.03.2024,,\n"
                                    ",SXD,in,2024-03-01,,\n"
                                    "c,SXD,in\n"
                                    "d,SXD,in,2024-03-01,,\n");
  ASSERT_EQ(imported.acts.size(), 1U);
  EXPECT_EQ(imported.acts[0].case_id, "d");
  ASSERT_EQ(imported.refused.size(), 4U);
  EXPECT_EQ(imported.refused[0].reason, "bad_date");
  EXPECT_EQ(imported.refused[0].line, 3);
  EXPECT_EQ(imported.refused[0].column, 10);
  EXPECT_THAT(imported.refused[0].message, HasSubstr("`day`"));
  EXPECT_EQ(imported.refused[1].reason, "missing_case_id");
  EXPECT_EQ(imported.refused[2].reason, "ragged_row");
  EXPECT_EQ(imported.refused[3].reason, "unknown_unit");
  for (const auto& why : imported.refused) {
    EXPECT_FALSE(why.message.empty());
    EXPECT_GT(why.line, 1);
  }
}

TEST(RegisterImport, a_row_that_is_a_whole_case_becomes_its_acts) {
  const auto imported = import_text(R"yaml(dunghan: 1
map: by-case
workflow: w
log: { dates: day-first }
case:
  id: số
  unit: so-xay-dung
  open: { at: đến }
  steps: [ { send: accept, at: thụ lý, with: { accepted_on: "= column('thụ lý')" } } ]
  close: { send: decided, at: xong }
  data: { subject: "= column('việc')" }
)yaml",
                                    "số;đến;thụ lý;xong;việc\n"
                                    "1;04/03/2024;06/03/2024;20/03/2024 09:30;\"nhà; đất\"\n"
                                    "2;01/03/2024;;;đường\n"
                                    "3;;01/03/2024;;x\n");
  std::vector<std::string> order;
  for (const auto& act : imported.acts) order.push_back(act.case_id + " " + act.activity);
  EXPECT_THAT(order, ElementsAre("2 open", "1 open", "1 accept", "1 decided"));
  ASSERT_EQ(imported.refused.size(), 1U);
  EXPECT_EQ(imported.refused[0].reason, "no_start");
  EXPECT_EQ(imported.refused[0].line, 4);
  const auto& accept = std::get<service::SendRequest>(imported.acts[2].request.what);
  EXPECT_EQ(*find(accept.fields, "accepted_on"), Value("06/03/2024"));
}

TEST(RegisterImport, the_register_of_the_example_is_read_whole) {
  auto parsed = yaml::read_yaml_file(source_folder() / "examples" / "province-year" / "map.yaml");
  ASSERT_TRUE(parsed.document);
  auto log =
      open_log(source_folder() / "examples" / "province-year" / "register.csv", std::nullopt);
  ASSERT_TRUE(log);
  MapSurroundings around;
  around.columns = log->reader->columns().names();
  const auto map = compile_log_map(*parsed.document, around);
  ASSERT_TRUE(map.map) << map.issues.front().message;
  const LogClock clock(*system::zone_rules("Asia/Ho_Chi_Minh"), map.map->log.precision,
                       map.map->log.day_first);
  std::vector<organisation::UnitRecord> units;
  organisation::UnitRecord any;
  any.id = "any";
  units.push_back(any);
  const organisation::Organisation organisation({}, units, {}, {});
  LogMap with_unit = *map.map;
  with_unit.cases.unit_else = "any";
  int refused = 0;
  const fakes::TemporaryFolder folder;
  RegisterImport import(
      with_unit, clock, organisation, [&](const service::Rejection&) { ++refused; }, folder.path());
  ASSERT_TRUE(import.read(*log->reader));
  ImportAct act;
  int acts = 0, opened = 0;
  Instant last{};
  while (*import.next(act)) {
    ++acts;
    opened += std::holds_alternative<service::OpenRequest>(act.request.what) ? 1 : 0;
    EXPECT_LE(last, act.request.occurred->at);
    last = act.request.occurred->at;
  }
  EXPECT_EQ(refused, 0);
  EXPECT_EQ(opened, 300);
  EXPECT_EQ(acts, import.rows());
}

}  // namespace
}  // namespace dunghan::adapters::import
