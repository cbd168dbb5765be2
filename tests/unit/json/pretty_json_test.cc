// JSON for files that people read.
#include "adapters/json/pretty_json.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <string>

namespace dunghan::adapters::json {
namespace {

std::string pretty(std::string_view text) {
  return to_pretty_json(boost::json::parse(text));
}

TEST(PrettyJson, what_fits_on_a_line_stands_on_one) {
  EXPECT_EQ(pretty(R"({"a":1,"b":[true,null,"x"],"c":{},"d":[]})"),
            "{ \"a\": 1, \"b\": [true, null, \"x\"], \"c\": {}, \"d\": [] }\n");
}

TEST(PrettyJson, what_does_not_is_parted_at_the_outermost_level_first) {
  const std::string word(60, 'x');
  EXPECT_EQ(pretty(R"({"a":{"b":1},"c":[")" + word + R"(",")" + word + R"("]})"),
            "{\n  \"a\": { \"b\": 1 },\n  \"c\": [\n    \"" + word + "\",\n    \"" + word +
                "\"\n  ]\n}\n");
}

TEST(PrettyJson, reads_back_as_what_it_was_and_keeps_the_order) {
  const std::string text =
      R"({"z":"\"q\"\n","a":[[1,2],{"k":")" + std::string(120, 'y') + R"("}]})";
  EXPECT_EQ(boost::json::parse(pretty(text)), boost::json::parse(text));
  EXPECT_LT(pretty(text).find("\"z\""), pretty(text).find("\"a\""));
}

}  // namespace
}  // namespace dunghan::adapters::json
