// The typed JSON of CEL values: every kind there and back, and what is no such JSON.
#include "adapters/json/cel_json.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cmath>
#include <limits>

namespace dunghan::adapters::json {
namespace {

std::string written(const Value& value) {
  return boost::json::serialize(to_cel_json(value));
}

Result<Value> read_text(std::string_view text) {
  return from_cel_json(boost::json::parse(text));
}

TEST(CelJson, writes_each_kind_with_its_type) {
  EXPECT_EQ(written(Value()), R"({"type":"null"})");
  EXPECT_EQ(written(Value(true)), R"({"type":"bool","value":true})");
  EXPECT_EQ(written(Value(std::numeric_limits<std::int64_t>::min())),
            R"({"type":"int","value":"-9223372036854775808"})");
  EXPECT_EQ(written(Value(std::numeric_limits<std::uint64_t>::max())),
            R"({"type":"uint","value":"18446744073709551615"})");
  EXPECT_EQ(written(Value(Bytes{std::string("\0\x01", 2)})), R"({"type":"bytes","value":"AAE="})");
  EXPECT_EQ(written(Value(TypeName{"int"})), R"({"type":"type","value":"int"})");
  EXPECT_EQ(
      written(Value(List{Value(1), Value("a")})),
      R"({"type":"list","value":[{"type":"int","value":"1"},{"type":"string","value":"a"}]})");
  EXPECT_EQ(
      written(Value(Map{{Value(true), Value(1)}})),
      R"({"type":"map","value":[[{"type":"bool","value":true},{"type":"int","value":"1"}]]})");
  EXPECT_EQ(written(Value(Duration{1'500'000'000})), R"({"type":"duration","value":"1.5s"})");
  EXPECT_EQ(written(Value(make_date(2024, 5, 7))), R"({"type":"date","value":"2024-05-07"})");
  EXPECT_EQ(written(Value(Sealed{"x"})), R"({"type":"sealed"})");
}

TEST(CelJson, writes_doubles_so_that_they_read_back_and_look_like_doubles) {
  const auto text_of = [](double number) {
    return std::string(to_cel_json(Value(number)).at("value").as_string());
  };
  EXPECT_EQ(text_of(0.0), "0.0");
  EXPECT_EQ(text_of(-0.0), "-0.0");
  EXPECT_EQ(text_of(1), "1.0");
  EXPECT_EQ(text_of(0.1), "0.1");
  EXPECT_EQ(text_of(1e15), "1000000000000000.0");
  EXPECT_EQ(text_of(1e16), "1e+16");
  EXPECT_EQ(text_of(0.0001), "0.0001");
  EXPECT_EQ(text_of(0.00001), "1e-05");
  EXPECT_EQ(text_of(std::numeric_limits<double>::infinity()), "inf");
  EXPECT_EQ(text_of(-std::numeric_limits<double>::infinity()), "-inf");
  EXPECT_EQ(text_of(std::nan("")), "nan");
}

TEST(CelJson, reads_what_it_writes) {
  const std::vector<Value> values{Value(),
                                  Value(false),
                                  Value(-7),
                                  Value(std::uint64_t{7}),
                                  Value(2.5),
                                  Value("chữ"),
                                  Value(Bytes{"\xFF"}),
                                  Value(TypeName{"list"}),
                                  Value(Instant{std::chrono::microseconds{1'700'000'000'123'456}}),
                                  Value(Duration{-1}),
                                  Value(Duration{1'999'999'999}),
                                  Value(make_date(2024, 2, 29)),
                                  Value(working_days(5)),
                                  Value(*Decimal::parse("12.50")),
                                  Value(List{Value(List{}), Value(Map{{Value(1), Value("a")}})})};
  for (const Value& value : values) {
    const auto again = from_cel_json(to_cel_json(value));
    ASSERT_TRUE(again.has_value()) << written(value) << ": " << again.error().message;
    EXPECT_EQ(*again, value) << written(value);
  }
}

TEST(CelJson, refuses_what_is_no_value) {
  for (const char* text : {"1",
                           "{}",
                           R"({"type":"int"})",
                           R"({"type":"int","value":1})",
                           R"({"type":"int","value":""})",
                           R"({"type":"int","value":"1x"})",
                           R"({"type":"int","value":"9223372036854775808"})",
                           R"({"type":"uint","value":"-1"})",
                           R"({"type":"bool","value":"true"})",
                           R"({"type":"bytes","value":"*"})",
                           R"({"type":"list","value":{}})",
                           R"({"type":"map","value":[[{"type":"null"}]]})",
                           R"({"type":"date","value":"2024-02-30"})",
                           R"({"type":"duration","value":"1"})",
                           R"({"type":"duration","value":"99999999999s"})",
                           R"({"type":"duration","value":"1.0000000001s"})",
                           R"({"type":"timestamp","value":"now"})",
                           R"({"type":"period","value":"long"})",
                           R"({"type":"decimal","value":"1,5"})",
                           R"({"type":"message","value":"x"})"}) {
    EXPECT_FALSE(read_text(text).has_value()) << text;
  }
  std::string deep = R"({"type":"null"})";
  for (int level = 0; level < 40; ++level) deep = R"({"type":"list","value":[)" + deep + "]}";
  const auto too_deep = from_cel_json(boost::json::parse(deep, {}, {.max_depth = 200}));
  ASSERT_FALSE(too_deep.has_value());
  EXPECT_NE(too_deep.error().message.find("deeper"), std::string::npos);
}

TEST(CelJson, types_go_there_and_back) {
  using rule::Type;
  for (const Type& type :
       {Type(), Type(Type::Kind::null), Type(Type::Kind::integer), Type(Type::Kind::bytes),
        Type(Type::Kind::timestamp), Type(Type::Kind::date), Type::parameter("T"),
        Type::list_of(Type::map_of(Type::Kind::string, Type())),
        Type::opaque("optional_type", {Type(Type::Kind::integer)})}) {
    const auto again = type_from_cel_json(type_to_cel_json(type));
    ASSERT_TRUE(again.has_value()) << type.to_text();
    EXPECT_EQ(*again, type) << type.to_text();
  }
  for (const char* text : {"1", "{}", R"({"primitive":["INT"]})", R"({"primitive":[]})",
                           R"({"list_type":[{}]})", R"({"message_type":["x"]})"}) {
    EXPECT_FALSE(type_from_cel_json(boost::json::parse(text)).has_value()) << text;
  }
}

}  // namespace
}  // namespace dunghan::adapters::json
