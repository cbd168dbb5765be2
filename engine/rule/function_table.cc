#include "engine/rule/function_table.h"

#include <algorithm>
#include <cctype>

namespace dunghan::rule {
namespace {

bool is_of(const Value& value, const Type& type) {
  using Kind = Type::Kind;
  switch (type.kind()) {
    case Kind::dyn:
    case Kind::parameter: return true;
    case Kind::null: return value.kind() == ValueKind::null;
    case Kind::boolean: return value.kind() == ValueKind::boolean;
    case Kind::integer: return value.kind() == ValueKind::integer;
    case Kind::unsigned_integer: return value.kind() == ValueKind::unsigned_integer;
    case Kind::floating: return value.kind() == ValueKind::floating;
    case Kind::string: return value.kind() == ValueKind::string;
    case Kind::bytes: return value.kind() == ValueKind::bytes;
    case Kind::list: return value.kind() == ValueKind::list;
    case Kind::map:
    case Kind::record: return value.kind() == ValueKind::map;
    case Kind::type: return value.kind() == ValueKind::type;
    case Kind::timestamp: return value.kind() == ValueKind::timestamp;
    case Kind::duration: return value.kind() == ValueKind::duration;
    case Kind::date: return value.kind() == ValueKind::date;
    case Kind::period: return value.kind() == ValueKind::period;
    case Kind::decimal: return value.kind() == ValueKind::decimal;
    case Kind::sealed:
    case Kind::error:
    case Kind::opaque: return false;
  }
  return false;
}

}  // namespace

void FunctionTable::add(std::string_view name, CallStyle style, std::vector<Type> parameters,
                        Type result, Implementation run) {
  OverloadSet& set = sets_[std::string(name)];
  set.name = name;
  set.overloads.push_back(Overload{style, std::move(parameters), std::move(result), run, false});
}

void FunctionTable::add_at_run_time(std::string_view name, std::vector<Type> parameters,
                                    Implementation run) {
  add_global(name, std::move(parameters), Type{}, run);
  sets_.find(name)->second.overloads.back().only_at_run_time = true;
}

const OverloadSet* FunctionTable::find(std::string_view name) const {
  const auto found = sets_.find(name);
  return found == sets_.end() ? nullptr : &found->second;
}

std::vector<std::string> FunctionTable::words() const {
  std::vector<std::string> names;
  for (const auto& [name, set] : sets_) {
    if (std::isalpha(static_cast<unsigned char>(name.front())) != 0) names.push_back(name);
  }
  return names;
}

bool accepts(const Overload& overload, CallStyle style, Arguments arguments) {
  if (overload.style != style || overload.parameters.size() != arguments.size()) return false;
  return std::equal(arguments.begin(), arguments.end(), overload.parameters.begin(), is_of);
}

const FunctionTable& standard_functions() {
  static const FunctionTable table = [] {
    FunctionTable made;
    add_arithmetic(made);
    add_comparisons(made);
    add_collections(made);
    add_conversions(made);
    add_strings(made);
    add_moments(made);
    add_legal_values(made);
    return made;
  }();
  return table;
}

}  // namespace dunghan::rule
