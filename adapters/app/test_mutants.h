// Whether the scenarios notice that a definition was made wrong.
#pragma once

#include <iosfwd>
#include <vector>

#include "adapters/app/trial.h"
#include "adapters/cli/environment.h"
#include "engine/scenario/mutants.h"

namespace dunghan::adapters::app {

class LocalEnvironment;

/// A mutation, and the first scenario that noticed it (empty: none did).
struct TriedMutation {
  scenario::Mutation mutation;
  std::filesystem::path noticed_by;
};

/// Every mutation of a definition, played by the scenarios beside it until one notices.
/// errors: invalid_argument where a scenario does not pass as things are, or there is none; those
/// of the store.
[[nodiscard]] Result<std::vector<TriedMutation>> try_mutations(
    Trial& trial, const definition::DefinitionPtr& definition,
    const std::vector<std::filesystem::path>& scenarios);

/// `dunghan test --mutate`.
[[nodiscard]] Result<int> test_mutants(LocalEnvironment& environment, Configuration& configuration,
                                       const cli::TestRun& run, std::ostream& out);

}  // namespace dunghan::adapters::app
