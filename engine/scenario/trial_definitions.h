// The definitions of a trial: those that a store gives, each compiled once, and one of them put in
// the place of another where a mutant is tried.
#pragma once

#include <map>
#include <string>

#include "engine/ports/definition_store.h"

namespace dunghan::scenario {

class TrialDefinitions final : public ports::DefinitionStore {
 public:
  /// behind: outlives this.
  explicit TrialDefinitions(ports::DefinitionStore& behind) : behind_(behind) {}

  /// From now on `definition` stands for its workflow and version. It bears a source and a hash of
  /// its own. Null: nothing is replaced any more.
  void put_in_place(definition::DefinitionPtr definition) { replacement_ = std::move(definition); }

  [[nodiscard]] Result<definition::DefinitionPtr> in_force(std::string_view id, Date day) override;
  [[nodiscard]] Result<definition::DefinitionPtr> from_source(std::string_view source,
                                                              int received_under) override;
  [[nodiscard]] Result<std::vector<definition::DefinitionPtr>> amendments(
      std::string_view id) override {
    return behind_.amendments(id);
  }
  [[nodiscard]] Result<std::vector<definition::CyclePtr>> cycles() override {
    return behind_.cycles();
  }

 private:
  ports::DefinitionStore& behind_;
  definition::DefinitionPtr replacement_;
  std::map<std::string, definition::DefinitionPtr, std::less<>> by_source_;
};

}  // namespace dunghan::scenario
