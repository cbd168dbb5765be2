// What a good file becomes: kinds, strict scalars, positions, aliases and merge keys.
#include "adapters/yaml/yaml_document.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/unit/yaml/yaml_text.h"

namespace dunghan::adapters::yaml {
namespace {

using definition::Node;
using definition::Position;

TEST(YamlDocument, keeps_kinds_order_and_texts) {
  const auto document = good("b: 1\na: [ x, { c: d } ]\ne:\n");
  ASSERT_TRUE(document.root.is_mapping());
  ASSERT_EQ(document.root.entries.size(), 3U);
  EXPECT_EQ(document.root.entries[0].key.text, "b");
  EXPECT_EQ(document.root.entries[1].value.items[1].find("c")->text, "d");
  EXPECT_TRUE(document.root.find("e")->is_null());
  EXPECT_EQ(document.root.find("x"), nullptr);
  EXPECT_EQ(document.file, "file.yaml");
}

TEST(YamlDocument, counts_columns_in_characters) {
  const auto document = good("ế: \"ấ\"   # đ\nđường: { ơ: ư }\n");
  EXPECT_EQ(document.root.find("ế")->at, (Position{1, 4}));
  EXPECT_EQ(document.root.find("đường")->at, (Position{2, 8}));
  EXPECT_EQ(document.root.find("đường")->find("ơ")->at, (Position{2, 13}));
}

TEST(YamlDocument, gives_the_position_of_the_content_not_of_its_anchor_or_tag) {
  const auto document = good("a: &x !!str 5\nb: &y\n  c: d\ne:\nf: 1\n");
  EXPECT_EQ(document.root.find("a")->at, (Position{1, 13}));
  EXPECT_EQ(document.root.find("b")->at, (Position{3, 3}));
  EXPECT_EQ(document.root.find("e")->at, (Position{4, 1}))
      << "a value that is not there is shown at its key";
}

TEST(YamlDocument, reads_files_with_a_byte_order_mark_and_with_windows_line_ends) {
  const auto document = good(
      "\xEF\xBB\xBF"
      "a: 1\r\nb: 2\r\n");
  EXPECT_EQ(document.root.find("a")->at, (Position{1, 4}));
  EXPECT_EQ(document.root.find("b")->text, "2");
  EXPECT_EQ(document.root.find("b")->at, (Position{2, 4}));
}

TEST(YamlDocument, takes_only_true_and_false_for_truth_values) {
  const auto document = good("on: on\nyes: yes\nt: true\nf: false\nq: 'true'\nT: True\n");
  EXPECT_EQ(document.root.find("on")->as_bool(), std::nullopt);
  EXPECT_EQ(document.root.find("on")->text, "on");
  EXPECT_EQ(document.root.find("yes")->as_bool(), std::nullopt);
  EXPECT_EQ(document.root.find("t")->as_bool(), true);
  EXPECT_EQ(document.root.find("f")->as_bool(), false);
  EXPECT_EQ(document.root.find("q")->as_bool(), std::nullopt);
  EXPECT_EQ(document.root.find("T")->as_bool(), std::nullopt);
}

TEST(YamlDocument, marks_as_quoted_what_is_a_text_whatever_it_looks_like) {
  const auto document = good("a: '1'\nb: \"1\"\nc: |\n  1\nd: !!str 1\ne: 1\n");
  for (const char* key : {"a", "b", "c", "d"}) EXPECT_TRUE(document.root.find(key)->quoted) << key;
  EXPECT_FALSE(document.root.find("e")->quoted);
  EXPECT_EQ(document.root.find("d")->as_int(), std::nullopt);
  EXPECT_EQ(document.root.find("e")->as_int(), 1);
}

TEST(YamlDocument, writes_aliases_out) {
  const auto document = good("a: &a [ 1, 2 ]\nb: *a\nc: &k key\n*k : here\n");
  EXPECT_EQ(document.root.find("b")->items[1].text, "2");
  EXPECT_EQ(document.root.find("b")->at, (Position{1, 7}))
      << "an issue is shown where the text stands";
  EXPECT_EQ(document.root.find("key")->text, "here");
}

TEST(YamlDocument, merges_with_own_keys_first_and_earlier_mappings_next) {
  const auto document = good(
      "one: &one { k: 1, l: 2 }\ntwo: &two { l: 3, m: 4 }\n"
      "a: { <<: *one, k: own }\nb: { <<: [ *two, *one ] }\nc: { '<<': plain }\n");
  const Node& a = *document.root.find("a");
  EXPECT_EQ(a.find("k")->text, "own");
  EXPECT_EQ(a.find("l")->text, "2");
  EXPECT_EQ(a.entries.size(), 2U);
  const Node& b = *document.root.find("b");
  EXPECT_EQ(b.find("l")->text, "3");
  EXPECT_EQ(b.find("m")->text, "4");
  EXPECT_EQ(b.find("k")->text, "1");
  EXPECT_EQ(document.root.find("c")->find("<<")->text, "plain")
      << "in quotes it is an ordinary key";
}

TEST(YamlDocument, reads_a_file_and_calls_it_as_the_user_did) {
  const std::string name = testing::TempDir() + "yaml_document_test.yaml";
  std::ofstream(name) << "a: 1\n";
  const ParsedDocument parsed = read_yaml_file(name);
  ASSERT_TRUE(parsed.document);
  EXPECT_EQ(parsed.document->file, name);
  EXPECT_EQ(parsed.document->source, "a: 1\n");
  std::filesystem::remove(name);
}

}  // namespace
}  // namespace dunghan::adapters::yaml
