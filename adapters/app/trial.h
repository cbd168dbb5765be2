// Definitions tried on virtual time: which scenarios stand beside them, and playing those. Used by
// `dunghan test` and `dunghan simulate`.
//
//   folder/v1.yaml, v2.yaml        definitions
//   folder/scenarios/*.yaml        what must come of them, in order of name
//   folder/organisation.yaml       the office they are tried in; else the configured one
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/app/configuration.h"
#include "adapters/app/simulated_office.h"
#include "adapters/yaml/definition_files.h"
#include "engine/scenario/read_scenario.h"
#include "engine/scenario/trial_definitions.h"

namespace dunghan::adapters::app {

struct TrialFolder {
  std::filesystem::path folder;
  std::vector<std::filesystem::path> definitions;  // those asked for
  std::vector<std::filesystem::path> scenarios;
  /// A scenario alone was asked for: what the definitions' coverage is cannot be said.
  bool one_scenario = false;
};

/// What the paths of a command line stand for: a definition, a scenario, or a folder with all
/// definitions below it. errors: invalid_argument where a path is neither, or nothing is there to
/// test.
[[nodiscard]] Result<std::vector<TrialFolder>> find_trials(
    const std::vector<std::filesystem::path>& paths);

/// The organisation.yaml of a folder of definitions: the office they are checked against, proved
/// and tried in. Nothing where there is none: the configured one.
[[nodiscard]] std::optional<std::filesystem::path> organisation_file_in(
    const std::filesystem::path& folder);

/// The scenarios beside the definitions of a folder.
[[nodiscard]] std::vector<std::filesystem::path> scenarios_beside(
    const std::filesystem::path& folder);

/// The folder of the definitions that a scenario is about: that above `scenarios/`, else its own.
[[nodiscard]] std::filesystem::path folder_of_scenario(const std::filesystem::path& file);

class Trial {
 public:
  using Watch = std::function<void(const cases::Procedure&, const cases::Decision&)>;

  /// organisation: a file; empty: the one beside the definitions, else the configured one.
  /// errors: those of the configuration's files.
  [[nodiscard]] static Result<std::unique_ptr<Trial>> make(
      Configuration& configuration, const std::filesystem::path& folder,
      const std::filesystem::path& organisation = {});

  /// One file; it is then what its workflow and version mean here. errors: invalid_argument with
  /// its first fault.
  [[nodiscard]] Result<definition::DefinitionPtr> definition(const std::filesystem::path& file);
  [[nodiscard]] scenario::TrialDefinitions& definitions() { return *definitions_; }
  [[nodiscard]] const organisation::Organisation& organisation() const { return *organisation_; }
  [[nodiscard]] scenario::ReadScenario read(const std::filesystem::path& file);
  [[nodiscard]] scenario::ReadScenario read(const definition::Document& document);
  [[nodiscard]] Result<std::unique_ptr<SimulatedOffice>> office(Watch watch = {});

 private:
  explicit Trial(Configuration& configuration) : configuration_(configuration) {}

  Configuration& configuration_;
  std::optional<organisation::Organisation> own_organisation_;
  const organisation::Organisation* organisation_ = nullptr;
  std::unique_ptr<yaml::DefinitionFiles> files_;
  std::unique_ptr<scenario::TrialDefinitions> definitions_;
};

}  // namespace dunghan::adapters::app
