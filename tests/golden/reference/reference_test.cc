// What is made from the table of the language and kept in the tree: the schemas of config/schema
// and the reference pages. DUNGHAN_REWRITE_GOLDEN=1 writes them anew (then read the diff).
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "adapters/json/pretty_json.h"
#include "adapters/json/value_json.h"
#include "engine/definition/compiler.h"
#include "engine/definition/condition_names.h"
#include "engine/describe/condition_words.h"
#include "engine/describe/json_schema.h"
#include "engine/describe/reference.h"
#include "tests/golden/golden_files.h"

namespace dunghan::describe {
namespace {

namespace fs = std::filesystem;

void expect_in_tree(const fs::path& file, const std::string& made) {
  if (std::getenv("DUNGHAN_REWRITE_GOLDEN") != nullptr) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << made;
    return;
  }
  EXPECT_TRUE(made == golden::text_of(file))
      << file << " is not what the table gives now: DUNGHAN_REWRITE_GOLDEN=1 writes it anew";
}

TEST(Reference, the_schemas_in_the_tree_are_those_of_the_table) {
  std::set<std::string> names;
  for (const definition::FileSort& sort : definition::file_sorts()) {
    const std::string name = std::string(sort.name) + ".schema.json";
    names.insert(name);
    const Value made(json_schema(sort, Tongue::en));
    expect_in_tree(golden::root / "config/schema" / name,
                   adapters::json::to_pretty_json(adapters::json::to_public_json(made)));
  }
  for (const auto& entry : fs::directory_iterator(golden::root / "config/schema")) {
    const std::string name = entry.path().filename().string();
    EXPECT_TRUE(name == "README.md" || names.contains(name)) << name << " is of no sort of file";
  }
}

TEST(Reference, the_pages_in_the_tree_are_those_of_the_table) {
  expect_in_tree(golden::root / "workflows/REFERENCE.md", reference_page(Tongue::en));
  expect_in_tree(golden::root / "workflows/REFERENCE.vi.md", reference_page(Tongue::vi));
}

// "case.unit", "deadlines.NAME.due_on": what the environment of conditions knows.
std::set<std::string> names_of_environment() {
  definition::ConditionNames names;
  names.deadlines = names.tasks = {"NAME"};
  names.links = {"LINK"};
  rule::Environment environment = definition::environment_of({}, names);
  definition::set_event(environment, {});
  std::set<std::string> all;
  for (const auto& [name, type] : environment.variables) {
    if (name == "data") continue;  // what the file declares
    if (type.fields().empty()) all.insert(name);
    for (const auto& [field, inner] : type.fields()) {
      const std::string path = name + "." + field;
      const bool is_record = inner.kind() == rule::Type::Kind::record;
      if (!is_record) all.insert(path);
      if (!is_record) continue;
      for (const auto& [last, unused] : inner.fields()) all.insert(path + "." + last);
    }
  }
  return all;
}

TEST(Reference, the_names_of_conditions_are_those_of_their_environment) {
  std::set<std::string> told;
  for (const ConditionWord& word : condition_names()) told.insert(std::string(word.written));
  told.erase("data.FIELD");
  told.erase("event.FIELD");
  EXPECT_EQ(told, names_of_environment());
}

TEST(Reference, the_functions_of_conditions_of_the_house_are_told) {
  std::string told;
  for (const ConditionWord& word : condition_functions()) told += std::string(word.written) + "\n";
  for (const auto& function : definition::environment_of({}, {}).functions)
    EXPECT_NE(told.find(function.name + "("), std::string::npos) << function.name;
}

TEST(Reference, no_two_blocks_or_forms_share_a_place_on_the_page) {
  std::set<std::string_view> ids;
  for (const definition::BlockText& block : definition::blocks())
    EXPECT_TRUE(ids.insert(block.id).second) << block.id;
  for (const definition::FormText& form : definition::value_forms())
    EXPECT_TRUE(ids.insert(form.id).second) << form.id;
}

TEST(Reference, every_link_of_the_pages_leads_somewhere) {
  for (const Tongue tongue : {Tongue::vi, Tongue::en}) {
    const std::string page = reference_page(tongue);
    int links = 0;
    for (std::size_t at = page.find("](#"); at != std::string::npos;
         at = page.find("](#", at + 1)) {
      const std::size_t start = at + std::string_view("](#").size();
      const std::string id = page.substr(start, page.find(')', start) - start);
      EXPECT_NE(page.find("<a id=\"" + id + "\"></a>"), std::string::npos) << id;
      ++links;
    }
    EXPECT_GT(links, 300);
  }
}

TEST(Reference, every_key_says_what_it_means_in_both_languages_and_has_an_example) {
  for (const definition::BlockText& block : definition::blocks()) {
    EXPECT_FALSE(block.title.vi.empty() || block.title.en.empty()) << block.id;
    for (const definition::Key& key : block.keys) {
      const std::string name = std::string(block.id) + "." + std::string(key.name);
      EXPECT_FALSE(key.says.vi.empty() || key.says.en.empty()) << name;
      EXPECT_EQ(key.runs(), !key.example.empty()) << name;
    }
  }
}

}  // namespace
}  // namespace dunghan::describe
