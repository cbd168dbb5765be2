// A key that stands twice in one object is found, whatever is around it.
#include "adapters/json/repeated_key.h"

#include <gtest/gtest.h>

#include "adapters/json/value_json.h"

namespace dunghan::adapters::json {
namespace {

TEST(RepeatedKey, the_same_key_in_one_object_is_found_at_its_second_place) {
  const std::string text = R"({"name":"A","born":1990,"name":"B"})";
  const auto repeated = find_repeated_key(text, 8);
  ASSERT_TRUE(repeated);
  EXPECT_EQ(repeated->key, "name");
  EXPECT_GE(repeated->offset, text.rfind("\"name\""));
  EXPECT_LE(repeated->offset, text.rfind(':'));
}

TEST(RepeatedKey, deep_inside_and_written_with_escapes_it_is_found_too) {
  EXPECT_TRUE(find_repeated_key(R"([1,{"a":{"b":[{"c":1,"\u0063":2}]}}])", 8));
}

TEST(RepeatedKey, the_same_key_in_different_objects_is_no_repeat) {
  EXPECT_FALSE(find_repeated_key(R"({"a":{"a":1},"b":[{"a":1},{"a":2}]})", 8));
  EXPECT_FALSE(find_repeated_key(R"({"ab":1,"a":2,"b":3})", 8));
}

TEST(RepeatedKey, of_what_is_no_json_nothing_is_said) {
  for (const char* text : {"", "{", "[", "{\"a\":1", "nul", "{\"a\" 1}"})
    EXPECT_FALSE(find_repeated_key(text, 8)) << text;
}

TEST(RepeatedKey, json_from_outside_is_refused_for_it) {
  const auto parsed = parse_public_json("{\"a\": 1,\n \"a\": 2}");
  ASSERT_FALSE(parsed);
  EXPECT_NE(parsed.error().message.find("\"a\" stands twice"), std::string::npos);
  EXPECT_NE(parsed.error().message.find("line 2"), std::string::npos) << parsed.error().message;
}

}  // namespace
}  // namespace dunghan::adapters::json
