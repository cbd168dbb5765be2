// Which types fit which, and what the type parameters of an overload come to stand for while one
// expression is checked.
//
// The rules are those of the CEL type checker: dyn fits everything; null fits what may be absent
// (timestamp, duration, date, period, decimal, opaque types); a parameter takes the more general of
// the types it meets.
#pragma once

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/rule/expression.h"

namespace dunghan::rule {

class Substitution {
 public:
  /// A parameter that stands nowhere else yet.
  [[nodiscard]] Type fresh();
  /// `type` with each parameter replaced by a fresh one, the same name by the same.
  [[nodiscard]] Type instantiate(const Type& type,
                                 std::vector<std::pair<std::string, Type>>& renamed);

  /// Whether a value of `from` may stand where `to` is wanted. On success what the parameters came
  /// to be is kept; on failure nothing is changed.
  bool assign(const Type& from, const Type& to);
  bool assign_all(const std::vector<Type>& from, const std::vector<Type>& to);

  /// `type` with all that is known put in; what is not known stays a parameter, or becomes dyn.
  enum class Unknown { stays, is_dyn };
  [[nodiscard]] Type resolve(const Type& type, Unknown unknown = Unknown::stays) const;
  /// The common type of two elements of one list: the more general of the two, or dyn.
  [[nodiscard]] Type common(const Type& left, const Type& right);

 private:
  struct Change {
    std::string name;
    std::optional<Type> before;
  };

  bool fits(const Type& from, const Type& to);
  bool fits_all(const std::vector<Type>& from, const std::vector<Type>& to);
  bool fits_by_kind(const Type& from, const Type& to);
  enum class Binding { holds, contradicts, free };
  Binding bind(const Type& type, const Type& parameter);
  [[nodiscard]] bool mentions(const Type& type, const std::string& parameter) const;
  void set(const std::string& name, const Type& type);
  void roll_back(std::size_t mark);

  std::unordered_map<std::string, Type> known_;
  std::vector<Change> changes_;
  int fresh_ = 0;
};

}  // namespace dunghan::rule
