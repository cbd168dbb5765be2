// Who may act in a role, in a case as it stands on a day.
#pragma once

#include <string>
#include <vector>

#include "engine/cases/turn.h"

namespace dunghan::verify {

class People {
 public:
  /// state and facts must outlive this.
  People(const cases::Case& state, Instant now, const cases::Facts& facts);

  /// One actor for each of the roles (`each` of them where it matters who), nobody twice. A name
  /// that is no role (parent, children, a link) is another case. Where a post is vacant, an actor
  /// who is not asked; nobody where the unit of each role is not known.
  [[nodiscard]] std::vector<cases::Actor> actors(const std::vector<std::string>& roles,
                                                 std::size_t each) const;
  /// errors: those of finding the unit of the role.
  [[nodiscard]] Result<organisation::Owner> owner_of(const std::string& role) const;

 private:
  cases::Turn turn_;
  cases::Frame frame_;
};

}  // namespace dunghan::verify
