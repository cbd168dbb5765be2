// Conditions with variables of every type. Behind the first octet 0 of an input stand the octets
// that the values are drawn from; without any, all are the smallest of their kind.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "engine/rule/expression.h"
#include "tests/fuzz/entry.h"

namespace dunghan::fuzz {
namespace {

using rule::Expression;
using rule::Type;
using Kind = Type::Kind;

constexpr std::int64_t cost_most = 50'000, cost_least = 100;

/// Values from octets; zeros once they have run out.
class Source {
 public:
  explicit Source(std::string_view octets) : octets_(octets) {}

  unsigned octet() {
    if (octets_.empty()) return 0;
    const unsigned value = static_cast<unsigned char>(octets_.front());
    octets_.remove_prefix(1);
    return value;
  }
  std::int64_t integer() {
    constexpr std::array edges{std::numeric_limits<std::int64_t>::min(),
                               std::numeric_limits<std::int64_t>::max(), std::int64_t{-1},
                               std::int64_t{1} << 53};
    const unsigned first = octet();
    if (first < 200) return static_cast<std::int64_t>(first) - 20 * (first % 2);
    if (first < 220) return edges[first % edges.size()];
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i) value = value << 8U | octet();
    return static_cast<std::int64_t>(value);
  }
  double real() {
    constexpr std::array edges{std::numeric_limits<double>::infinity(),
                               std::numeric_limits<double>::quiet_NaN(), -0.0, 1e308, 5e-324};
    const unsigned first = octet();
    return first < edges.size() ? edges[first] : static_cast<double>(integer()) / first;
  }
  /// Valid UTF-8 of at most 20 characters: of ASCII, and some that take two to four octets.
  std::string text() {
    constexpr std::array<std::string_view, 4> wide{"é", "ệ", "\U0001F600", "\u0301"};
    std::string text;
    for (unsigned left = octet() % 21; left > 0; --left) {
      const unsigned value = octet();
      if (value < 128)
        text += static_cast<char>(value);
      else
        text += wide[value % wide.size()];
    }
    return text;
  }
  Date day() { return make_date(1900, 1, 1) + std::chrono::days{1000 * octet() + octet()}; }

 private:
  std::string_view octets_;
};

Period period(Source& source) {
  Period period;
  std::int32_t* const parts[] = {&period.days, &period.months, &period.years, &period.hours};
  *parts[source.octet() % 4] = 1 + static_cast<std::int32_t>(source.octet());
  return period;
}

Type record_type() {
  return Type::record_of("r", {{"a", Kind::integer},
                               {"n", Type::record_of("n", {{"z", Kind::string}})},
                               {"w", Kind::sealed}});
}

rule::Environment environment() {
  rule::Environment environment;
  environment.variables = {{"b", Kind::boolean},
                           {"i", Kind::integer},
                           {"n", Kind::unsigned_integer},
                           {"d", Kind::floating},
                           {"s", Kind::string},
                           {"y", Kind::bytes},
                           {"l", Type::list_of(Kind::integer)},
                           {"t", Type::list_of(Kind::string)},
                           {"m", Type::map_of(Kind::string, Kind::integer)},
                           {"day", Kind::date},
                           {"p", Kind::period},
                           {"c", Kind::decimal},
                           {"at", Kind::timestamp},
                           {"span", Kind::duration},
                           {"x", Type()},
                           {"r", record_type()},
                           {"w", Kind::sealed}};
  environment.functions = {{"in_time", false, {Kind::string}, Kind::boolean},
                           {"superior", false, {Kind::string}, Kind::string},
                           {"late", true, {Kind::date, Kind::period}, Kind::boolean}};
  return environment;
}

Map bindings(Source& source) {
  Map map;
  put(map, "b", source.octet() % 2 == 1);
  put(map, "i", source.integer());
  put(map, "n", static_cast<std::uint64_t>(source.integer()));
  put(map, "d", source.real());
  put(map, "s", source.text());
  put(map, "y", Bytes{source.text()});
  List numbers, texts;
  for (unsigned left = source.octet(); left > 0; --left) numbers.emplace_back(source.integer());
  for (unsigned left = source.octet() % 16; left > 0; --left) texts.emplace_back(source.text());
  put(map, "l", std::move(numbers));
  put(map, "t", std::move(texts));
  Map entries;
  for (unsigned left = source.octet() % 16; left > 0; --left)
    put(entries, source.text(), source.integer());
  put(map, "m", std::move(entries));
  put(map, "day", source.day());
  put(map, "p", period(source));
  put(map, "c",
      Decimal::make(source.integer(), static_cast<int>(source.octet() % 19)).value_or(Decimal()));
  put(map, "at", Instant{std::chrono::microseconds{source.integer() / 1'000}});
  put(map, "span", Duration{source.integer()});
  put(map, "x", source.octet() % 2 == 1 ? Value(source.text()) : Value(source.integer()));
  Map inner, record;
  put(inner, "z", source.text());
  put(record, "a", source.integer());
  put(record, "n", std::move(inner));
  if (source.octet() % 2 == 1) put(record, "w", Sealed{"closed"});
  put(map, "r", std::move(record));
  put(map, "w", Sealed{"closed"});
  return map;
}

/// Variables, and the functions of the environment.
class Answers final : public rule::Activation {
 public:
  explicit Answers(Map variables) : variables_(std::move(variables)) {}
  [[nodiscard]] std::optional<Value> find(std::string_view name) const override {
    return variables_.find(name);
  }
  [[nodiscard]] std::optional<Result<Value>> call(
      std::string_view name, const std::vector<Value>& arguments) const override {
    if (name == "superior" && !arguments.empty()) return arguments.front();
    if (name == "in_time") return Value(true);
    if (name == "late") return fail(ErrorCode::invalid_argument, "it is not known");
    return std::nullopt;
  }

 private:
  rule::MapActivation variables_;
};

bool is_of(const Value& value, const Type& type);

bool is_record(const Value& value, const Type& type) {
  if (value.kind() != ValueKind::map) return false;
  return std::all_of(type.fields().begin(), type.fields().end(), [&](const auto& field) {
    const Value* held = find(value.as_map(), field.first);
    return held == nullptr || is_of(*held, field.second);
  });
}

/// Values of these types may be absent: as in CEL, null stands in for one.
bool may_be_null(Kind kind) {
  return kind == Kind::timestamp || kind == Kind::duration || kind == Kind::date ||
         kind == Kind::period || kind == Kind::decimal;
}

bool is_of(const Value& value, const Type& type) {
  if (value.is_null() && may_be_null(type.kind())) return true;
  const auto all_of_type = [](const auto& parts, const Type& each) {
    return std::all_of(parts.begin(), parts.end(),
                       [&](const Value& part) { return is_of(part, each); });
  };
  switch (type.kind()) {
    case Kind::null: return value.is_null();
    case Kind::boolean: return value.kind() == ValueKind::boolean;
    case Kind::integer: return value.kind() == ValueKind::integer;
    case Kind::unsigned_integer: return value.kind() == ValueKind::unsigned_integer;
    case Kind::floating: return value.kind() == ValueKind::floating;
    case Kind::string: return value.kind() == ValueKind::string;
    case Kind::bytes: return value.kind() == ValueKind::bytes;
    case Kind::list:
      return value.kind() == ValueKind::list && all_of_type(value.as_list(), type.parameters()[0]);
    case Kind::map:
      return value.kind() == ValueKind::map &&
             std::all_of(value.as_map().begin(), value.as_map().end(), [&](const MapEntry& entry) {
               return is_of(entry.key, type.parameters()[0]) &&
                      is_of(entry.value, type.parameters()[1]);
             });
    case Kind::type: return value.kind() == ValueKind::type;
    case Kind::timestamp: return value.kind() == ValueKind::timestamp;
    case Kind::duration: return value.kind() == ValueKind::duration;
    case Kind::date: return value.kind() == ValueKind::date;
    case Kind::period: return value.kind() == ValueKind::period;
    case Kind::decimal: return value.kind() == ValueKind::decimal;
    case Kind::sealed: return value.kind() == ValueKind::sealed;
    case Kind::record: return is_record(value, type);
    case Kind::dyn:
    case Kind::parameter:
    case Kind::error:
    case Kind::opaque: return true;
  }
  return false;
}

void check_fault(const rule::ExpressionIssue& fault, std::string_view text) {
  const auto lines = std::count(text.begin(), text.end(), '\n');
  demand(fault.line >= 0 && fault.line <= lines, "the fault's line is one of the text");
  demand(fault.column >= 0 && fault.column <= static_cast<int>(text.size()),
         "the fault's column is one of the text");
  demand(fault.length >= 0 && !fault.message.empty(), "the fault has a length and words");
}

void run(std::string_view text, const rule::Environment& environment, const Answers& answers) {
  const auto compiled = rule::compile(text, environment);
  if (!compiled) {
    demand(!compiled.error().empty(), "what is refused has a fault");
    for (const rule::ExpressionIssue& fault : compiled.error()) check_fault(fault, text);
    return;
  }
  demand(std::is_sorted(compiled->reads().begin(), compiled->reads().end()), "paths are sorted");
  const auto value = rule::evaluate(*compiled, answers, cost_most);
  if (value && environment.check)
    demand(is_of(*value, compiled->type()),
           "a value of the type promised: " + compiled->type().to_text());
  const auto soon = rule::evaluate(*compiled, answers, cost_least);
  const bool ran_out = !soon && soon.error().code == ErrorCode::limit_exceeded;
  demand(ran_out || soon.has_value() == value.has_value(), "a lower bound changes no answer");
}

}  // namespace

void run_expression(std::string_view octets) {
  const std::size_t end = std::min(octets.find('\0'), octets.size());
  const std::string_view text = octets.substr(0, end);
  Source source(octets.substr(std::min(end + 1, octets.size())));
  const Answers answers(bindings(source));
  rule::Environment asked = environment();
  run(text, asked, answers);
  asked.check = false;
  run(text, asked, answers);
}

}  // namespace dunghan::fuzz
