// Which states, transitions and deadlines of a definition the scenarios went through.
//
// A state is covered once it was entered, a transition once it was taken, a deadline once it ran in
// a case. That its due date is right is another matter: every scenario states it (play.h), and
// mutants show whether that holds anything (mutants.h).
#pragma once

#include <string>
#include <vector>

#include "engine/cases/decide.h"
#include "engine/definition/definition.h"

namespace dunghan::scenario {

struct CoverageItem {
  std::string name;  // "verifying"; "received: accept -> verifying"; "resolution"
  definition::Position at;
  bool covered = false;
};

struct CoverageCount {
  std::size_t covered = 0, all = 0;
  /// 0 to 100, rounded down: 100 only where nothing is left out. 100 where there is nothing.
  [[nodiscard]] int percent() const {
    return all == 0 ? 100 : static_cast<int>(covered * 100 / all);
  }
};

class Coverage {
 public:
  explicit Coverage(definition::DefinitionPtr definition);

  /// Adds what a decision went through; one of another procedure, or of a mutant of this one, is
  /// let pass.
  void add(const cases::Procedure& procedure, const cases::Decision& decision);

  [[nodiscard]] const definition::WorkflowDefinition& definition() const { return *definition_; }
  [[nodiscard]] const std::vector<CoverageItem>& states() const { return states_; }
  [[nodiscard]] const std::vector<CoverageItem>& transitions() const { return transitions_; }
  [[nodiscard]] const std::vector<CoverageItem>& deadlines() const { return deadlines_; }
  [[nodiscard]] static CoverageCount count(const std::vector<CoverageItem>& items);
  /// Of all three together.
  [[nodiscard]] CoverageCount count() const;

 private:
  definition::DefinitionPtr definition_;
  std::vector<CoverageItem> states_, transitions_, deadlines_;
  std::vector<const definition::Transition*> taken_;  // beside `transitions_`
};

/// "received: accept -> verifying", "decided: after 30 days -> closed", "verifying: set_day".
[[nodiscard]] std::string name_of(const definition::WorkflowDefinition& definition, int state,
                                  const definition::Transition& transition);

}  // namespace dunghan::scenario
