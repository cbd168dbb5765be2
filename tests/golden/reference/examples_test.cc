// The examples that the reference page shows are good ones: the two procedures have no fault, and
// each key's example, set into the second of them, leaves it without a fault.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "adapters/system/tzdb_zone_rules.h"
#include "adapters/yaml/calendar_document.h"
#include "adapters/yaml/counting_files.h"
#include "adapters/yaml/organisation_file.h"
#include "adapters/yaml/yaml_document.h"
#include "engine/definition/block_keys.h"
#include "engine/definition/compiler.h"
#include "engine/definition/issue_text.h"
#include "engine/describe/samples.h"
#include "tests/golden/golden_files.h"

namespace dunghan::describe {
namespace {

using definition::Block;
using definition::BlockText;
using definition::Entry;
using definition::Key;
using definition::Node;
using definition::Part;
using definition::Rule;
using definition::Shape;

definition::Document document_of(std::string_view text) {
  auto parsed = adapters::yaml::parse_yaml(std::string(text), "sample.yaml");
  EXPECT_TRUE(parsed.document) << text;
  return parsed.document ? *parsed.document : definition::Document{};
}

definition::Surroundings shipped() {
  definition::Surroundings around;
  around.calendars = golden::stems(golden::root / "config/calendars");
  around.counting_rules = golden::stems(golden::root / "config/counting");
  around.posts = {"head", "handler", "reception", "duty"};
  around.units = {"thanh-tra-tinh"};
  around.workflows = {"complaint-first-instance", "tree-permit"};
  auto ladders = adapters::yaml::read_yaml_file(golden::root / "config/ladders.yaml");
  if (ladders.document) around.ladders = definition::compile_ladders(*ladders.document).ladders;
  return around;
}

std::string lines_of(const definition::Issues& issues) {
  std::string text;
  for (const definition::Issue& issue : issues) {
    if (issue.severity == definition::Severity::error) text += definition::to_line(issue) + "\n";
  }
  return text;
}

std::string faults_of(const definition::Document& document) {
  return lines_of(definition::compile(document, shipped()).issues);
}

// Where a block stands in the whole procedure; `base`: written there first, where it has none.
struct Place {
  std::string path;  // "deadlines/reply", "laws/TA"
  std::string base = {};
};

Place place_of(Block block, std::string_view key) {
  if (block == Block::state && key == "initial") return {"states/received"};
  if (block == Block::state && key == "final") return {"states/refused"};
  if (block == Block::transition && key == "grace")
    return {"states/examining/on/decision.overdue", "{ to: deciding }"};
  if (block == Block::transition && (key == "of" || key == "rest"))
    return {"states/examining/done", "{ to: deciding }"};
  if (block == Block::for_each && key == "join")
    return {"states/paused/for_each",
            "{ in: { group: reporting }, as: t, open: complaint-first-instance, unit: t }"};
  static const std::map<Block, Place> places{
      {Block::workflow, {""}},
      {Block::text, {"title"}},
      {Block::effective, {"effective"}},
      {Block::law, {"laws/TA"}},
      {Block::number, {"number"}},
      {Block::backdate, {"backdate"}},
      {Block::backdate_beyond, {"backdate/beyond"}},
      {Block::access, {"access"}},
      {Block::field, {"data/sample", "{ type: choice, of: [ garden, street, forest ] }"}},
      {Block::role, {"roles/handler"}},
      {Block::pick, {"states/deciding/tasks/decide/pick", "{ same_as: task check }"}},
      {Block::decision, {"decisions/time_to_decide"}},
      {Block::decision_row, {"decisions/time_to_decide/rules/2"}},
      {Block::deadline, {"deadlines/reply"}},
      {Block::state_deadline,
       {"states/examining/parallel/neighbours/states/hearing/deadlines/hold_hearing"}},
      {Block::limit, {"deadlines/decision/within"}},
      {Block::amount, {"deadlines/decision/extend/large/each", "{ decide: time_to_decide }"}},
      {Block::trigger, {"deadlines/reply/start"}},
      {Block::last, {"deadlines/reply/stop", "{ last: { event: answer } }"}},
      {Block::suspend, {"deadlines/decision/suspend/documents_missing"}},
      {Block::resume, {"deadlines/decision/suspend/documents_missing/resume"}},
      {Block::extend, {"deadlines/decision/extend/large"}},
      {Block::rung, {"deadlines/decision/ladder", "{ at: due, to: owner }"}},
      {Block::basis, {"deadlines/decision/basis", "{ law: TA art. 4 }"}},
      {Block::task, {"states/received/tasks/check"}},
      {Block::keep, {"states/deciding/on/grant/tasks/publish/keep"}},
      {Block::letter, {"states/received/on/refuse/notify"}},
      {Block::open, {"states/decided/on/object/open"}},
      {Block::for_each,
       {"states/paused/for_each",
        "{ in: data.trunks, as: t, open: complaint-first-instance, unit: case.unit }"}},
      {Block::for_each_units,
       {"states/paused/for_each",
        "{ in: { group: reporting }, as: t, open: complaint-first-instance, unit: t }"}},
      {Block::for_each_join,
       {"states/paused/for_each",
        "{ in: { group: reporting }, as: t, open: complaint-first-instance, unit: t }"}},
      {Block::quorum, {"states/received/tasks/check/quorum", "{ agree: 2, of: 3 }"}},
      {Block::emit, {"states/decided/on/object/emit", "{ event: permit_changed, to: parent }"}},
      {Block::state, {"states/paused"}},
      {Block::region, {"states/examining/parallel/neighbours"}},
      {Block::transition, {"on/probe", "{ by: head, needs: { accepted_on: date } }"}},
      {Block::history, {"states/paused/on/go_on/to"}},
      {Block::actions, {"states/examining/entry"}}};
  const auto found = places.find(block);
  return found == places.end() ? Place{"nowhere/at/all"} : found->second;
}

Node scalar(std::string_view text) {
  Node node;
  node.kind = Node::Kind::scalar;
  node.text = text;
  return node;
}

Node* child(Node& node, std::string_view name) {
  for (Entry& entry : node.entries) {
    if (entry.key.text == name) return &entry.value;
  }
  if (node.is_sequence()) return &node.items.at(std::stoul(std::string(name)));
  return nullptr;
}

void set(Node& node, std::string_view name, const Node& value) {
  if (Node* there = child(node, name))
    *there = value;
  else
    node.entries.push_back({scalar(name), value});
}

void take_out(Node& node, std::string_view name) {
  std::erase_if(node.entries, [name](const Entry& entry) { return entry.key.text == name; });
}

Node value_in_yaml(std::string_view value) {
  return *document_of("value: " + std::string(value)).root.find("value");
}

// The node at the path; what is missing on the way is made.
Node& node_at(Node& root, std::string_view path) {
  Node* node = &root;
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find('/'));
    path = name.size() < path.size() ? path.substr(name.size() + 1) : std::string_view();
    if (child(*node, name) == nullptr) set(*node, name, value_in_yaml("{ }"));
    node = child(*node, name);
  }
  return *node;
}

class Splice {
 public:
  Splice(Node& node, const BlockText& block) : node_(node), block_(block) {}

  // The key with its example; then what the rules of the block want beside it, or not.
  void put_example(const Key& key) {
    const Node value = value_in_yaml(key.example);
    Node* there = child(node_, key.name);
    const bool is_inside = key.shape.block == Block::state || key.shape.block == Block::region;
    const bool is_mapping = !is_inside && (key.shape.many == Shape::Many::named ||
                                           key.shape.many == Shape::Many::named_some);
    if (there != nullptr && is_mapping) {
      for (const Entry& entry : value.entries) set(*there, entry.key.text, entry.value);
    } else {
      set(node_, key.name, value);
    }
    settle(key.name);
  }

 private:
  bool stands(const Part& part) {
    const Node* value = child(node_, part.key);
    return value != nullptr && (part.word.empty() || value->text == part.word);
  }

  void add(const Part& part) {
    if (!part.word.empty()) {
      set(node_, part.key, scalar(part.word));
    } else if (child(node_, part.key) == nullptr) {
      set(node_, part.key, value_in_yaml(definition::find_key(block_.block, part.key)->example));
    } else {
      return;
    }
    settle(part.key);
  }

  void settle(std::string_view chosen) {
    for (const Rule& rule : block_.rules) {
      const auto parts = rule.parts();
      switch (rule.kind) {
        case Rule::Kind::one_of:
          keep_one(parts, chosen);
          if (std::none_of(parts.begin(), parts.end(), [&](auto part) { return stands(part); }))
            add(parts[0]);
          break;
        case Rule::Kind::at_most_one: keep_one(parts, chosen); break;
        case Rule::Kind::any_of: break;  // the procedure has one
        case Rule::Kind::needs:
          if (stands(parts[0])) {
            for (const Part& part : parts.subspan(1)) add(part);
          }
          break;
        case Rule::Kind::refuses:
          if (stands(parts[0])) {
            for (const Part& part : parts.subspan(1)) take_out(node_, part.key);
          }
          break;
        case Rule::Kind::only_with: keep_with(parts, chosen); break;
      }
    }
  }

  void keep_one(std::span<const Part> parts, std::string_view chosen) {
    const auto is_chosen = [&](const Part& part) { return part.key == chosen && stands(part); };
    if (std::none_of(parts.begin(), parts.end(), is_chosen)) return;
    for (const Part& part : parts) {
      if (part.key != chosen) take_out(node_, part.key);
    }
  }

  // The first stands only beside one of the others: those are added, or, where the chosen key has
  // put an end to them, it goes.
  void keep_with(std::span<const Part> parts, std::string_view chosen) {
    const auto others = parts.subspan(1);
    const auto here = [&](const Part& part) { return stands(part); };
    if (!stands(parts[0]) || std::any_of(others.begin(), others.end(), here)) return;
    if (chosen == parts[0].key)
      add(others[0]);
    else
      take_out(node_, parts[0].key);
  }

  Node& node_;
  const BlockText& block_;
};

// The files that are no procedures: a sound one each, where its blocks stand, and who reads it.
struct OtherFile {
  std::string text;
  std::map<Block, Place> places;
  std::string (*faults)(const definition::Document&);
};

template <class Read>
std::string faults_in(const definition::Document& document, const Read& read) {
  adapters::yaml::IssueList issues(document.file, 100);
  read(document, issues);
  return lines_of(issues.take());
}

using adapters::yaml::IssueList;
using definition::Document;

OtherFile ladders_file() {
  return {"dunghan: 1\nladders: { loud: [ { at: due, to: owner } ] }\n",
          {{Block::ladders_file, {""}}},
          [](const Document& document) {
            return lines_of(definition::compile_ladders(document).issues);
          }};
}

OtherFile organisation_file() {
  return {
      "levels: [ province, commune ]\nposts: [ head, handler ]\n"
      "units: { province: { code: P, name: Province, level: province },\n"
      "  town: { code: T, name: Town hall, level: commune, superior: province } }\n"
      "people: { p-1: { name: A, administrator: true, posts: [ { unit: town, post: head } ],\n"
      "    absences: [ { from: 2026-01-01, to: 2026-12-31 } ] },\n"
      "  p-2: { name: B, posts: [ { unit: province, post: head } ] } }\n",
      {{Block::organisation, {""}},
       {Block::unit, {"units/empty", "{ code: E, name: Empty, level: commune, superior: town }"}},
       {Block::person, {"people/p-1"}},
       {Block::holding, {"people/p-2/posts/0"}},
       {Block::absence, {"people/p-1/absences/0"}}},
      [](const Document& document) {
        return lines_of(adapters::yaml::read_organisation(document).issues);
      }};
}

OtherFile calendar_file() {
  return {
      "calendar: town\ntime_zone: Asia/Ho_Chi_Minh\nweekend: [ sunday, monday ]\n"
      "official: { from: 2020-01-01, until: 2026-12-31 }\n"
      "holidays: [ { id: feast, name: Feast, date: 05-11 } ]\n"
      "days_off: [ { date: 2026-05-11 } ]\ndays_worked: [ { date: 2026-05-18 } ]\n",
      {{Block::calendar, {""}},
       {Block::horizon, {"official"}},
       {Block::holiday, {"holidays/0"}},
       {Block::day_off, {"days_off/0"}},
       {Block::day_worked, {"days_worked/0"}}},
      [](const Document& document) {
        return faults_in(document, [](const Document& each, IssueList& issues) {
          (void)adapters::yaml::read_calendar(each, 0, adapters::system::zone_rules, issues);
        });
      }};
}

OtherFile official_days_file() {
  return {
      "official: town\nyear: 2026\n", {{Block::official_days, {""}}}, [](const Document& document) {
        return faults_in(document, [](const Document& each, IssueList& issues) {
          calendar::CalendarSpec spec;
          spec.id = "town";
          adapters::yaml::read_official_year(each, 0, spec, issues);
        });
      }};
}

OtherFile counting_file() {
  return {
      "counting: my-rule\nsource: a law\nroll: { forward: none, up_to: { days: 1 } }\n"
      "minimum: { working_days: 1 }\ncutoff: { at: 16:00 }\n"
      "suspension: { first_day: free }\nbasis: { roll: art. 1 }\n"
      "open_questions: [ { question: swapped-off, readings: [ open, closed ] } ]\n",
      {{Block::counting, {""}},
       {Block::roll, {"roll"}},
       {Block::roll_limit, {"roll/up_to"}},
       {Block::minimum, {"minimum"}},
       {Block::cutoff, {"cutoff"}},
       {Block::suspension_days, {"suspension"}},
       {Block::step_basis, {"basis"}},
       {Block::open_question, {"open_questions/0"}}},
      [](const Document& document) {
        return faults_in(document, [](const Document& each, IssueList& issues) {
          (void)adapters::yaml::read_counting_rule(each, issues);
        });
      }};
}

OtherFile cycle_file() {
  return {
      "dunghan: 1\ncycle: round\ntitle: Round\neffective: { from: 2024-01-01 }\nevery: month\n"
      "laws: { TA: { number: 12/2020, name: Trees Act } }\n"
      "open: { workflow: tree-count, unit: so-noi-vu }\n",
      {{Block::cycle, {""}},
       {Block::cycle_window, {"window", "{ first_day: 15 }"}},
       {Block::cycle_every, {"every", "{ rrule: FREQ=WEEKLY }"}},
       {Block::cycle_day, {"day", "{ day: 15 }"}},
       {Block::cycle_for_each, {"for_each", "{ in: { group: reporting }, as: u }"}}},
      [](const Document& document) {
        return lines_of(definition::compile_cycle(document, {}).issues);
      }};
}

// An amendment of the procedure of the page.
OtherFile amendment_file() {
  return {
      "dunghan: 1\nworkflow: tree-permit\nversion: 2\namends: 1\n"
      "effective: { from: 2026-07-01 }\nchanges: [ { reach: next, basis: TA art. 9 } ]\n",
      {{Block::amendment, {""}}, {Block::change, {"changes/0"}}},
      [](const Document& document) {
        return lines_of(
            definition::compile(document, shipped(), {document_of(whole_procedure())}).issues);
      }};
}

std::vector<OtherFile> other_files() {
  return {amendment_file(),     ladders_file(),  organisation_file(), calendar_file(),
          official_days_file(), counting_file(), cycle_file()};
}

TEST(Examples, the_procedures_of_the_page_have_no_fault) {
  EXPECT_EQ(faults_of(document_of(smallest_procedure())), "");
  EXPECT_EQ(faults_of(document_of(whole_procedure())), "");
}

// Sets each example of a block into a sound file, and asks what is wrong with that.
template <class FaultsOf>
void expect_sound(std::string_view file, const BlockText& block, const Place& place, const Key& key,
                  const FaultsOf& faults_of_file) {
  definition::Document document = document_of(file);
  if (block.block == Block::workflow && (key.name == "states" || key.name == "parallel")) {
    // The example is the whole inside.
    for (const char* other : {"states", "deadlines", "on"}) take_out(document.root, other);
  }
  Node& node = node_at(document.root, place.path);
  if (!place.base.empty()) node = value_in_yaml(place.base);
  if (block.block == Block::for_each_units || block.block == Block::for_each_join) {
    const std::string inside = block.block == Block::for_each_units ? "in" : "join";
    if (child(node, inside) == nullptr)
      set(node, inside, value_in_yaml("{ event: object, unit: event.unit }"));
    Splice(*child(node, inside), block).put_example(key);
  } else {
    Splice(node, block).put_example(key);
  }
  EXPECT_EQ(faults_of_file(document), "") << block.id << "." << key.name << ": " << key.example;
}

TEST(Examples, each_key_s_example_is_sound_where_it_may_stand) {
  std::set<Block> others;
  for (const OtherFile& file : other_files()) {
    for (const auto& [block, place] : file.places) {
      others.insert(block);
      for (const Key& key : definition::keys_of(block))
        expect_sound(file.text, definition::text_of(block), place, key, file.faults);
    }
  }
  for (const BlockText& block : definition::blocks()) {
    if (others.contains(block.block)) continue;
    for (const Key& key : block.keys) {
      if (key.runs())
        expect_sound(whole_procedure(), block, place_of(block.block, key.name), key, faults_of);
    }
  }
}

TEST(Examples, a_bad_example_would_be_found) {
  definition::Document document = document_of(whole_procedure());
  const BlockText& block = definition::text_of(Block::deadline);
  Key bad = *definition::find_key(Block::deadline, "within");
  bad.example = "10d";
  Splice(node_at(document.root, "deadlines/reply"), block).put_example(bad);
  EXPECT_NE(faults_of(document), "");
}

}  // namespace
}  // namespace dunghan::describe
