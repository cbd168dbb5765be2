// Static types: how they are made, compared and written.
#include <array>
#include <utility>

#include "engine/base/check.h"
#include "engine/rule/expression.h"

namespace dunghan::rule {
namespace {

constexpr std::array<std::string_view, 21> kind_names = {
    "dyn",    "null",    "bool",   "int",    "uint",      "double",   "string",
    "bytes",  "list",    "map",    "type",   "timestamp", "duration", "date",
    "period", "decimal", "sealed", "record", "parameter", "error",    "opaque"};

}  // namespace

Type Type::list_of(Type element) {
  Type type(Kind::list);
  type.parameters_.push_back(std::move(element));
  return type;
}

Type Type::map_of(Type key, Type value) {
  Type type(Kind::map);
  type.parameters_.push_back(std::move(key));
  type.parameters_.push_back(std::move(value));
  return type;
}

Type Type::record_of(std::string name, std::vector<std::pair<std::string, Type>> fields) {
  Type type(Kind::record);
  type.name_ = std::move(name);
  type.fields_ =
      std::make_shared<const std::vector<std::pair<std::string, Type>>>(std::move(fields));
  return type;
}

Type Type::parameter(std::string name) {
  Type type(Kind::parameter);
  type.name_ = std::move(name);
  return type;
}

Type Type::type_of(Type of) {
  Type type(Kind::type);
  type.parameters_.push_back(std::move(of));
  return type;
}

Type Type::opaque(std::string name, std::vector<Type> parameters) {
  Type type(Kind::opaque);
  type.name_ = std::move(name);
  type.parameters_ = std::move(parameters);
  return type;
}

const std::vector<std::pair<std::string, Type>>& Type::fields() const {
  static const std::vector<std::pair<std::string, Type>> none;
  return fields_ ? *fields_ : none;
}

std::string Type::to_text() const {
  const auto index = static_cast<std::size_t>(kind_);
  DUNGHAN_CHECK(index < kind_names.size());
  std::string text = name_.empty() ? std::string(kind_names[index]) : name_;
  if (parameters_.empty()) return text;
  text += "(";
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    if (i > 0) text += ", ";
    text += parameters_[i].to_text();
  }
  return text + ")";
}

bool operator==(const Type& left, const Type& right) {
  if (left.kind_ != right.kind_ || left.name_ != right.name_ ||
      left.parameters_ != right.parameters_)
    return false;
  return left.fields_ == right.fields_ || left.fields() == right.fields();
}

}  // namespace dunghan::rule
