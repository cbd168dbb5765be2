#include "engine/base/value.h"

#include <algorithm>
#include <array>

#include "engine/base/check.h"

namespace dunghan {
namespace {

template <class T>
bool same_content(const T& left, const T& right) {
  return left == right;
}

template <class T>
bool same_content(const std::shared_ptr<const T>& left, const std::shared_ptr<const T>& right) {
  return left == right || *left == *right;
}

/// Maps are the same whatever order their entries came in; most come in the same order.
bool same_content(const std::shared_ptr<const Map>& left, const std::shared_ptr<const Map>& right) {
  if (left == right) return true;
  if (left->size() != right->size()) return false;
  for (std::size_t i = 0; i < left->size(); ++i) {
    const MapEntry& entry = (*left)[i];
    if ((*right)[i] == entry) continue;
    if (std::find(right->begin(), right->end(), entry) == right->end()) return false;
  }
  return true;
}

auto position(const Map& map, std::string_view key) {
  return std::find_if(map.begin(), map.end(), [key](const MapEntry& entry) {
    return entry.key.kind() == ValueKind::string && entry.key.as_string() == key;
  });
}

}  // namespace

Value::Value(List value) : data_(std::make_shared<const List>(std::move(value))) {}
Value::Value(Map value) : data_(std::make_shared<const Map>(std::move(value))) {}
Value::Value(const Period& value) : data_(std::make_shared<const Period>(value)) {}

ValueKind Value::kind() const {
  return static_cast<ValueKind>(data_.index());
}

bool operator==(const Value& left, const Value& right) {
  if (left.data_.index() != right.data_.index()) return false;
  return std::visit(
      [&right](const auto& content) {
        return same_content(content, std::get<std::decay_t<decltype(content)>>(right.data_));
      },
      left.data_);
}

const Value* find(const Map& map, std::string_view key) {
  const auto found = position(map, key);
  return found == map.end() ? nullptr : &found->value;
}

void put(Map& map, std::string_view key, Value value) {
  const auto found = position(map, key);
  if (found == map.end()) {
    map.push_back(MapEntry{Value(key), std::move(value)});
  } else {
    map[static_cast<std::size_t>(found - map.cbegin())].value = std::move(value);
  }
}

void erase(Map& map, std::string_view key) {
  const auto found = position(map, key);
  if (found != map.end()) map.erase(found);
}

std::string_view name_of(ValueKind kind) {
  static constexpr std::array<std::string_view, 16> names = {
      "null", "bool", "int",       "uint",     "double", "string", "bytes",   "list",
      "map",  "type", "timestamp", "duration", "date",   "period", "decimal", "sealed"};
  const auto index = static_cast<std::size_t>(kind);
  DUNGHAN_CHECK(index < names.size());
  return names[index];
}

}  // namespace dunghan
