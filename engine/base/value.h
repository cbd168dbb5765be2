// The values that conditions, decision tables, case data and event facts are made of.
//
// These are the values of CEL (github.com/google/cel-spec, langdef: null, bool, int, uint, double,
// string, bytes, list, map, type, timestamp, duration) and four of our own: date, period, decimal,
// and sealed (a ciphertext, which can be asked for presence and for nothing else). A Value is
// immutable and cheap to copy.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/decimal.h"
#include "engine/base/period.h"
#include "engine/base/time.h"

namespace dunghan {

class Value;

using List = std::vector<Value>;
struct MapEntry;
/// In order of insertion; a case has few fields, so look-up is a walk.
using Map = std::vector<MapEntry>;

struct Bytes {
  std::string octets;
  friend bool operator==(const Bytes&, const Bytes&) = default;
};
struct TypeName {
  std::string name;
  friend bool operator==(const TypeName&, const TypeName&) = default;
};
/// Text that only some roles may read, as the sealer left it (adapters/crypto): never plain.
struct Sealed {
  std::string ciphertext;
  friend bool operator==(const Sealed&, const Sealed&) = default;
};
using Duration = std::chrono::nanoseconds;  // CEL durations

enum class ValueKind {
  null,
  boolean,
  integer,
  unsigned_integer,
  floating,
  string,
  bytes,
  list,
  map,
  type,
  timestamp,
  duration,
  date,
  period,
  decimal,
  sealed
};

class Value {
 public:
  Value() = default;  // null
  Value(bool value) : data_(value) {}
  Value(std::int64_t value) : data_(value) {}
  Value(int value) : data_(std::int64_t{value}) {}
  Value(std::uint64_t value) : data_(value) {}
  Value(double value) : data_(value) {}
  Value(std::string value) : data_(std::make_shared<const std::string>(std::move(value))) {}
  Value(std::string_view value) : Value(std::string(value)) {}
  Value(const char* value) : Value(std::string(value)) {}
  Value(Bytes value) : data_(std::move(value)) {}
  Value(List value);
  Value(Map value);
  Value(TypeName value) : data_(std::move(value)) {}
  Value(Instant value) : data_(value) {}
  Value(Duration value) : data_(value) {}
  Value(Date value) : data_(value) {}
  Value(const Period& value);
  Value(Decimal value) : data_(value) {}
  Value(Sealed value) : data_(std::move(value)) {}

  [[nodiscard]] ValueKind kind() const;
  [[nodiscard]] bool is_null() const { return kind() == ValueKind::null; }

  // Each as_x() demands that the value is an x (a bug otherwise); ask kind() first.
  [[nodiscard]] bool as_bool() const { return std::get<bool>(data_); }
  [[nodiscard]] std::int64_t as_int() const { return std::get<std::int64_t>(data_); }
  [[nodiscard]] std::uint64_t as_uint() const { return std::get<std::uint64_t>(data_); }
  [[nodiscard]] double as_double() const { return std::get<double>(data_); }
  [[nodiscard]] const std::string& as_string() const { return *std::get<SharedString>(data_); }
  [[nodiscard]] const std::string& as_bytes() const { return std::get<Bytes>(data_).octets; }
  [[nodiscard]] const List& as_list() const { return *std::get<SharedList>(data_); }
  [[nodiscard]] const Map& as_map() const { return *std::get<SharedMap>(data_); }
  [[nodiscard]] const std::string& as_type() const { return std::get<TypeName>(data_).name; }
  [[nodiscard]] Instant as_timestamp() const { return std::get<Instant>(data_); }
  [[nodiscard]] Duration as_duration() const { return std::get<Duration>(data_); }
  [[nodiscard]] Date as_date() const { return std::get<Date>(data_); }
  [[nodiscard]] const Period& as_period() const { return *std::get<SharedPeriod>(data_); }
  [[nodiscard]] Decimal as_decimal() const { return std::get<Decimal>(data_); }
  [[nodiscard]] const std::string& as_sealed() const { return std::get<Sealed>(data_).ciphertext; }

  /// Same kind and same content (int 1 and uint 1 differ here; CEL's cross-type equality is
  /// rule/evaluator's).
  friend bool operator==(const Value& left, const Value& right);

 private:
  using SharedString = std::shared_ptr<const std::string>;
  using SharedList = std::shared_ptr<const List>;
  using SharedMap = std::shared_ptr<const Map>;
  using SharedPeriod = std::shared_ptr<const Period>;
  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, SharedString, Bytes,
               SharedList, SharedMap, TypeName, Instant, Duration, Date, SharedPeriod, Decimal,
               Sealed>
      data_;
};

struct MapEntry {
  Value key;
  Value value;
  friend bool operator==(const MapEntry&, const MapEntry&) = default;
};

/// The value under a string key, or null pointer.
[[nodiscard]] const Value* find(const Map& map, std::string_view key);
/// Puts `value` under `key`, in place where the key is there already.
void put(Map& map, std::string_view key, Value value);
/// Takes `key` out; nothing happens where it is not there.
void erase(Map& map, std::string_view key);

/// "int", "string", "date": for messages.
[[nodiscard]] std::string_view name_of(ValueKind kind);

}  // namespace dunghan
