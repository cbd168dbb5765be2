#include "engine/rule/unification.h"

#include <algorithm>

namespace dunghan::rule {
namespace {

using Kind = Type::Kind;

bool is_wild(const Type& type) {
  return type.kind() == Kind::dyn || type.kind() == Kind::error;
}

bool may_be_null(const Type& type) {
  switch (type.kind()) {
    case Kind::null:
    case Kind::timestamp:
    case Kind::duration:
    case Kind::date:
    case Kind::period:
    case Kind::decimal:
    case Kind::opaque: return true;
    default: return false;
  }
}

/// `left` says no more than `right`: dyn no more than int, list(dyn) no more than list(int).
bool is_as_general(const Type& left, const Type& right) {
  if (left.kind() == Kind::dyn || left.kind() == Kind::parameter) return true;
  if (right.kind() == Kind::dyn || right.kind() == Kind::parameter) return false;
  if (left.kind() != right.kind()) return false;
  if (left.kind() == Kind::type) return true;
  if (left.name() != right.name() || left.parameters().size() != right.parameters().size())
    return false;
  return std::equal(left.parameters().begin(), left.parameters().end(), right.parameters().begin(),
                    is_as_general);
}

/// null beside a type that may be absent is a value of that type.
const Type& more_general(const Type& left, const Type& right) {
  if (left.kind() == Kind::null && right.kind() != Kind::dyn) return right;
  if (right.kind() == Kind::null && left.kind() != Kind::dyn) return left;
  return is_as_general(left, right) ? left : right;
}

/// A record is a map from names to anything.
Type as_map() {
  return Type::map_of(Kind::string, Kind::dyn);
}

Type with_parameters(const Type& type, std::vector<Type> parameters) {
  switch (type.kind()) {
    case Kind::list: return Type::list_of(std::move(parameters[0]));
    case Kind::map: return Type::map_of(std::move(parameters[0]), std::move(parameters[1]));
    case Kind::type: return Type::type_of(std::move(parameters[0]));
    case Kind::opaque: return Type::opaque(type.name(), std::move(parameters));
    default: return type;
  }
}

template <class F>
Type map_parameters(const Type& type, F&& change) {
  if (type.parameters().empty()) return type;
  std::vector<Type> changed;
  changed.reserve(type.parameters().size());
  for (const Type& parameter : type.parameters()) changed.push_back(change(parameter));
  return with_parameters(type, std::move(changed));
}

}  // namespace

Type Substitution::fresh() {
  return Type::parameter("_" + std::to_string(++fresh_));
}

Type Substitution::instantiate(const Type& type,
                               std::vector<std::pair<std::string, Type>>& renamed) {
  if (type.kind() == Kind::parameter) {
    for (const auto& [name, replacement] : renamed) {
      if (name == type.name()) return replacement;
    }
    return renamed.emplace_back(type.name(), fresh()).second;
  }
  return map_parameters(type,
                        [&](const Type& parameter) { return instantiate(parameter, renamed); });
}

bool Substitution::assign(const Type& from, const Type& to) {
  const std::size_t mark = changes_.size();
  if (fits(from, to)) return true;
  roll_back(mark);
  return false;
}

bool Substitution::assign_all(const std::vector<Type>& from, const std::vector<Type>& to) {
  const std::size_t mark = changes_.size();
  if (fits_all(from, to)) return true;
  roll_back(mark);
  return false;
}

Type Substitution::common(const Type& left, const Type& right) {
  return assign(left, right) ? more_general(left, right) : Type(Kind::dyn);
}

Type Substitution::resolve(const Type& type, Unknown unknown) const {
  if (type.kind() == Kind::parameter) {
    const auto found = known_.find(type.name());
    if (found != known_.end()) return resolve(found->second, unknown);
    return unknown == Unknown::is_dyn ? Type(Kind::dyn) : type;
  }
  if (type.kind() == Kind::error && unknown == Unknown::is_dyn) return Type(Kind::dyn);
  return map_parameters(type, [&](const Type& parameter) { return resolve(parameter, unknown); });
}

bool Substitution::fits_all(const std::vector<Type>& from, const std::vector<Type>& to) {
  if (from.size() != to.size()) return false;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (!fits(from[i], to[i])) return false;
  }
  return true;
}

bool Substitution::fits(const Type& from, const Type& to) {
  if (to.kind() == Kind::parameter) {
    const Binding binding = bind(from, to);
    if (binding != Binding::free) return binding == Binding::holds;
  }
  if (from.kind() == Kind::parameter) return bind(to, from) == Binding::holds;
  if (is_wild(from) || is_wild(to)) return true;
  if (from.kind() == Kind::null) return may_be_null(to);
  if (to.kind() == Kind::null) return may_be_null(from);
  return fits_by_kind(from, to);
}

bool Substitution::fits_by_kind(const Type& from, const Type& to) {
  if (from.kind() == Kind::record && to.kind() == Kind::map) return fits(as_map(), to);
  if (from.kind() == Kind::map && to.kind() == Kind::record) return fits(from, as_map());
  if (from.kind() != to.kind() || from.name() != to.name()) return false;
  if (from.kind() == Kind::record || from.kind() == Kind::type) return true;
  return fits_all(from.parameters(), to.parameters());
}

/// Lets `parameter` stand for `type`, or for the more general of `type` and what it stands for.
Substitution::Binding Substitution::bind(const Type& type, const Type& parameter) {
  if (type == parameter) return Binding::holds;
  const auto found = known_.find(parameter.name());
  if (found == known_.end()) {
    if (mentions(type, parameter.name())) return Binding::free;
    set(parameter.name(), type);
    return Binding::holds;
  }
  const Type current = found->second;
  if (type == current) return Binding::holds;
  if (!fits(type, current)) return Binding::contradicts;
  const Type& wider = more_general(type, current);
  if (!mentions(wider, parameter.name())) set(parameter.name(), wider);
  return Binding::holds;
}

bool Substitution::mentions(const Type& type, const std::string& parameter) const {
  if (type.kind() == Kind::parameter) {
    if (type.name() == parameter) return true;
    const auto found = known_.find(type.name());
    return found != known_.end() && mentions(found->second, parameter);
  }
  return std::any_of(type.parameters().begin(), type.parameters().end(),
                     [&](const Type& inner) { return mentions(inner, parameter); });
}

void Substitution::set(const std::string& name, const Type& type) {
  const auto found = known_.find(name);
  changes_.push_back(
      Change{name, found == known_.end() ? std::nullopt : std::optional<Type>(found->second)});
  known_.insert_or_assign(name, type);
}

void Substitution::roll_back(std::size_t mark) {
  while (changes_.size() > mark) {
    Change& last = changes_.back();
    if (last.before) {
      known_.insert_or_assign(last.name, *std::move(last.before));
    } else {
      known_.erase(last.name);
    }
    changes_.pop_back();
  }
}

}  // namespace dunghan::rule
