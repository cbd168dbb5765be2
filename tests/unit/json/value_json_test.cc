// Both JSON forms of values: the lasting one loses nothing, the outward one says nothing it must
// not.
#include "adapters/json/value_json.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <boost/json/serialize.hpp>
#include <cmath>
#include <limits>

#include "adapters/json/base64.h"
#include "adapters/json/utf8.h"

namespace dunghan::adapters::json {
namespace {

/// As ==, but a NaN is like a NaN: that is what "comes back unchanged" means here.
bool alike(const Value& left, const Value& right) {
  if (left.kind() != right.kind()) return false;
  if (left.kind() == ValueKind::floating) {
    const double a = left.as_double();
    const double b = right.as_double();
    return (std::isnan(a) && std::isnan(b)) || (a == b && std::signbit(a) == std::signbit(b));
  }
  if (left.kind() == ValueKind::list) {
    return std::equal(left.as_list().begin(), left.as_list().end(), right.as_list().begin(),
                      right.as_list().end(), alike);
  }
  if (left.kind() == ValueKind::map) {
    return std::equal(left.as_map().begin(), left.as_map().end(), right.as_map().begin(),
                      right.as_map().end(), [](const MapEntry& a, const MapEntry& b) {
                        return alike(a.key, b.key) && alike(a.value, b.value);
                      });
  }
  return left == right;
}

Map one(Value value) {
  return Map{{Value("v"), std::move(value)}};
}

std::string stored(Value value) {
  const std::string text = to_stored_json(one(std::move(value)));
  return text.substr(5, text.size() - 6);  // without {"v": and }
}

void expect_round_trip(const Map& map) {
  ASSERT_TRUE(check_storable(map));
  const std::string text = to_stored_json(map);
  const auto back = from_stored_json(text);
  ASSERT_TRUE(back) << back.error().message << "\n" << text;
  EXPECT_TRUE(alike(Value(*back), Value(map))) << text;
  EXPECT_EQ(to_stored_json(*back), text);
}

TEST(StoredJson, has_one_written_form_for_each_kind) {
  using namespace std::chrono_literals;
  const Instant noon = std::chrono::sys_days{std::chrono::year{2024} / 5 / 7} + 17h;
  const struct {
    Value value;
    const char* text;
  } rows[] = {
      {Value(), "null"},
      {Value(true), "true"},
      {Value(std::int64_t{5'000'000'000}), "5000000000"},
      {Value(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808"},
      {Value("Điều 28 \"a\"\n"), R"("Điều 28 \"a\"\u000a")"},
      {Value(std::string("a\0b", 3)), R"("a\u0000b")"},
      {Value(std::uint64_t{7}), R"({"$uint":"7"})"},
      {Value(0.1), R"({"$double":"0.1"})"},
      {Value(3.0), R"({"$double":"3"})"},
      {Value(-0.0), R"({"$double":"-0"})"},
      {Value(std::numeric_limits<double>::infinity()), R"({"$double":"inf"})"},
      {Value(std::numeric_limits<double>::quiet_NaN()), R"({"$double":"nan"})"},
      {Value(Bytes{std::string("\0\1", 2)}), R"({"$bytes":"AAE="})"},
      {Value(noon), R"({"$instant":"2024-05-07T17:00:00Z"})"},
      {Value(Duration{1500}), R"({"$duration":"1500ns"})"},
      {Value(make_date(2024, 5, 7)), R"({"$date":"2024-05-07"})"},
      {Value(days(30)), R"({"$period":"30 days"})"},
      {Value(*Decimal::parse("12.50")), R"({"$decimal":"12.5"})"},
      {Value(Sealed{"\xff"}), R"({"$sealed":"/w=="})"},
      {Value(TypeName{"int"}), R"({"$type":"int"})"},
      {Value("\x80\x81\x80"), R"({"$string":"gIGA"})"},
      {Value(List{Value(1), Value("x")}), R"([1,"x"])"},
      {Value(Map{{Value("b"), Value(1)}, {Value("a"), Value(2)}}), R"({"b":1,"a":2})"},
      {Value(Map{}), "{}"},
      {Value(Map{{Value(1), Value("x")}}), R"({"$map":[[1,"x"]]})"},
      {Value(Map{{Value("$date"), Value("x")}}), R"({"$map":[["$date","x"]]})"},
      {Value(Map{{Value("a"), Value(1)}, {Value("a"), Value(2)}}), R"({"$map":[["a",1],["a",2]]})"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(stored(row.value), row.text);
    expect_round_trip(one(row.value));
  }
}

rc::Gen<std::string> any_octets() {
  return rc::gen::container<std::string>(rc::gen::arbitrary<char>());
}

rc::Gen<Value> any_period() {
  return rc::gen::map(
      rc::gen::tuple(rc::gen::inRange(0, 3), rc::gen::inRange(1, 500), rc::gen::inRange(0, 400)),
      [](const std::tuple<int, int, int>& parts) {
        const auto [shape, amount, more] = parts;
        Period period;
        if (shape == 0) period.working_days = amount;
        if (shape == 1) period.hours = amount;
        if (shape == 2) {
          period.months = amount;
          period.days = more;
        }
        return Value(period);
      });
}

rc::Gen<Value> any_scalar() {
  const auto day = rc::gen::map(rc::gen::inRange(0, 3'652'059), [](int offset) {
    return make_date(1, 1, 1) + std::chrono::days{offset};
  });
  return rc::gen::oneOf(
      rc::gen::just(Value()), rc::gen::map<bool>([](bool b) { return Value(b); }),
      rc::gen::map<std::int64_t>([](std::int64_t n) { return Value(n); }),
      rc::gen::map<std::uint64_t>([](std::uint64_t n) { return Value(n); }),
      rc::gen::map<std::uint64_t>(
          [](std::uint64_t bits) { return Value(std::bit_cast<double>(bits)); }),
      rc::gen::map(rc::gen::string<std::string>(),
                   [](std::string s) { return Value(std::move(s)); }),
      rc::gen::map(any_octets(), [](std::string s) { return Value(std::move(s)); }),
      rc::gen::map(any_octets(), [](std::string s) { return Value(Bytes{std::move(s)}); }),
      rc::gen::map(any_octets(), [](std::string s) { return Value(Sealed{std::move(s)}); }),
      rc::gen::map(day, [](Date d) { return Value(d); }),
      rc::gen::map(rc::gen::inRange<std::int64_t>(-62'135'596'800'000'000, 253'402'300'800'000'000),
                   [](std::int64_t us) { return Value(Instant{Microseconds{us}}); }),
      rc::gen::map<std::int64_t>([](std::int64_t ns) { return Value(Duration{ns}); }),
      rc::gen::map(
          rc::gen::pair(rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000),
                        rc::gen::inRange(0, 7)),
          [](const std::pair<std::int64_t, int>& d) {
            return Value(*Decimal::make(d.first, d.second));
          }),
      any_period());
}

rc::Gen<Value> any_value(int depth) {
  if (depth == 0) return any_scalar();
  const auto inner = rc::gen::lazy([depth] { return any_value(depth - 1); });
  const auto pairs = rc::gen::container<std::vector<std::pair<Value, Value>>>(rc::gen::pair(
      rc::gen::oneOf(any_scalar(),
                     rc::gen::map(rc::gen::element<std::string>("a", "b", "$uint", "$map"),
                                  [](std::string s) { return Value(std::move(s)); })),
      inner));
  return rc::gen::weightedOneOf<Value>(
      {{3, any_scalar()},
       {1,
        rc::gen::map(rc::gen::container<List>(inner), [](List l) { return Value(std::move(l)); })},
       {1, rc::gen::map(pairs, [](const std::vector<std::pair<Value, Value>>& entries) {
          Map map;
          for (const auto& [key, value] : entries) map.push_back({key, value});
          return Value(std::move(map));
        })}});
}

TEST(StoredJson, brings_every_value_back_unchanged) {
  EXPECT_TRUE(rc::check([] {
    const Value value = *any_value(3);
    const Map map{{Value("v"), value}};
    const std::string text = to_stored_json(map);
    const auto back = from_stored_json(text);
    RC_ASSERT(back.has_value());
    RC_ASSERT(alike(back->at(0).value, value));
    RC_ASSERT(to_stored_json(*back) == text);
    RC_ASSERT(is_utf8(text));
  }));
}

TEST(StoredJson, never_takes_a_text_that_it_would_not_write_for_a_value) {
  for (const char* text : {"",
                           "{",
                           "[]",
                           "7",
                           "{\"v\":1.5}",
                           "{\"v\":18446744073709551615}",
                           "{\"v\":{\"$uint\":7}}",
                           "{\"v\":{\"$uint\":\"-1\"}}",
                           "{\"v\":{\"$uint\":\" 1\"}}",
                           "{\"v\":{\"$nothing\":\"x\"}}",
                           "{\"v\":{\"$date\":\"2024-02-30\"}}",
                           "{\"v\":{\"$instant\":\"2024-05-07\"}}",
                           "{\"v\":{\"$duration\":\"15\"}}",
                           "{\"v\":{\"$bytes\":\"AAE\"}}",
                           "{\"v\":{\"$bytes\":\"AAF=\"}}",
                           "{\"v\":{\"$map\":[[1]]}}",
                           "{\"v\":{\"$uint\":\"1\",\"a\":2}}",
                           "{\"v\":\"\x80\"}",
                           "{} {}",
                           "{\"v\":1}x"}) {
    const auto read = from_stored_json(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, ErrorCode::corrupt) << text;
  }
}

TEST(StoredJson, takes_values_down_to_its_depth_and_not_below) {
  for (const bool maps : {false, true}) {
    Value value(1);
    for (int i = 1; i < stored_depth_max; ++i) {
      value = maps ? Value(Map{{Value(1), value}}) : Value(List{value});
    }
    expect_round_trip(one(value));
    const auto refused = check_storable(one(Value(List{value})));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::limit_exceeded);
  }
  const std::string hostile = "{\"v\":" + std::string(100'000, '[');
  EXPECT_FALSE(from_stored_json(hostile));
}

TEST(StoredJson, refuses_dates_that_have_no_text) {
  EXPECT_TRUE(check_storable(one(Value(make_date(9999, 12, 31)))));
  EXPECT_FALSE(check_storable(one(Value(make_date(9999, 12, 31) + std::chrono::days{1}))));
  EXPECT_FALSE(check_storable(one(Value(make_date(1, 1, 1) - std::chrono::days{1}))));
  EXPECT_FALSE(check_storable(one(Value(Instant::max()))));
}

TEST(StoredJson, keeps_large_texts) {
  expect_round_trip(one(Value(std::string(5'000'000, 'x') + "ă")));
}

TEST(PublicJson, shows_plain_values) {
  const Map map{{Value("on"), Value(make_date(2024, 5, 7))},
                {Value("amount"), Value(*Decimal::parse("12.50"))},
                {Value("period"), Value(working_days(5))},
                {Value("spent"), Value(Duration{-500'000'000})},
                {Value("big"), Value(std::numeric_limits<std::uint64_t>::max())},
                {Value("none"), Value(std::numeric_limits<double>::quiet_NaN())},
                {Value(7), Value("seven")}};
  EXPECT_EQ(boost::json::serialize(to_public_json(Value(map))),
            R"({"on":"2024-05-07","amount":"12.5","period":"5 working days","spent":"-0.5s",)"
            R"("big":18446744073709551615,"none":"NaN","7":"seven"})");
}

TEST(PublicJson, tells_nothing_of_a_sealed_value) {
  EXPECT_EQ(boost::json::serialize(to_public_json(Value(Sealed{"ciphertext"}))),
            R"({"sealed":true})");
}

TEST(PublicJson, takes_plain_values_in) {
  const auto json =
      parse_public_json(R"({"a":[1,-2,1.0,18446744073709551615,null,true],"b":{"$date":"2024"}})");
  ASSERT_TRUE(json) << json.error().message;
  const auto value = from_public_json(*json);
  ASSERT_TRUE(value);
  const Value expected(Map{{Value("a"), Value(List{Value(1), Value(-2), Value(1.0),
                                                   Value(std::numeric_limits<std::uint64_t>::max()),
                                                   Value(), Value(true)})},
                           {Value("b"), Value(Map{{Value("$date"), Value("2024")}})}});
  EXPECT_EQ(*value, expected);
}

TEST(PublicJson, says_where_a_text_goes_wrong) {
  const auto broken = parse_public_json("{\n  \"a\": 1,\n  \"b\" 2\n}");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, ErrorCode::invalid_argument);
  EXPECT_NE(broken.error().message.find("line 3, column 7"), std::string::npos)
      << broken.error().message;
  const auto trailing = parse_public_json("{}\n x");
  ASSERT_FALSE(trailing);
  EXPECT_NE(trailing.error().message.find("line 2, column 2"), std::string::npos)
      << trailing.error().message;
  EXPECT_TRUE(parse_public_json(" 7 \n"));
  EXPECT_FALSE(parse_public_json(""));
  EXPECT_FALSE(parse_public_json("\"\x80\""));
  EXPECT_FALSE(parse_public_json("{\"a\":"));
}

TEST(PublicJson, bounds_depth_and_size_and_refuses_nul) {
  const std::string deep = std::string(public_depth_max, '[') + std::string(public_depth_max, ']');
  const auto at_limit = parse_public_json(deep);
  ASSERT_TRUE(at_limit) << at_limit.error().message;
  EXPECT_TRUE(from_public_json(*at_limit));
  EXPECT_FALSE(parse_public_json("[" + deep + "]"));
  EXPECT_FALSE(parse_public_json(std::string(10'000, '[')));
  const auto large = parse_public_json("\"" + std::string(public_octets_max, 'x') + "\"");
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code, ErrorCode::limit_exceeded);
  EXPECT_FALSE(from_public_json(*parse_public_json(R"("a\u0000b")")));
  EXPECT_FALSE(from_public_json(*parse_public_json(R"({"a\u0000b":1})")));
}

TEST(Base64, agrees_with_the_vectors_of_rfc_4648) {
  const struct {
    const char *octets, *text;
  } rows[] = {{"", ""},
              {"f", "Zg=="},
              {"fo", "Zm8="},
              {"foo", "Zm9v"},
              {"foob", "Zm9vYg=="},
              {"fooba", "Zm9vYmE="},
              {"foobar", "Zm9vYmFy"}};
  for (const auto& row : rows) {
    EXPECT_EQ(to_base64(row.octets), row.text);
    EXPECT_EQ(from_base64(row.text), row.octets);
  }
  for (const char* wrong :
       {"Zg=", "Zg", "Zh==", "====", "Z===", "Zm9v\n", "Zm 9", "Zm-_", "=m9v"}) {
    EXPECT_EQ(from_base64(wrong), std::nullopt) << wrong;
  }
}

TEST(Utf8, knows_the_edges_of_what_is_well_formed) {
  for (const char* good : {"", "a", "\x7F", "\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF",
                           "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "Đúng hạn"}) {
    EXPECT_TRUE(is_utf8(good)) << good;
  }
  for (const char* bad :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xC2", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE1\x80",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xC2"}) {
    EXPECT_FALSE(is_utf8(bad));
  }
}

}  // namespace
}  // namespace dunghan::adapters::json
