// The administrator's definitions: every YAML file below the configured folders that says
// `workflow:`, compiled at first need.
//
// A file with errors hides no other; whoever asks for its workflow is told what is wrong with it.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/compiler.h"
#include "engine/ports/definition_store.h"

namespace dunghan::adapters::yaml {

inline constexpr std::size_t definition_files_max = 5'000;

/// The .yaml files below a folder, in order of path, at most definition_files_max of them. None
/// where there is no such folder.
[[nodiscard]] std::vector<std::filesystem::path> yaml_files_below(
    const std::filesystem::path& folder);

/// The versions that an amendment rests on, oldest first, out of the folder of its file; as far as
/// they are there and can be read.
[[nodiscard]] definition::VersionChain earlier_versions(const definition::Document& document,
                                                        const std::filesystem::path& file);

/// Any thread.
class DefinitionFiles final : public ports::DefinitionStore {
 public:
  /// hash: SHA-256 as hex; identifies a version's content.
  DefinitionFiles(std::vector<std::filesystem::path> folders, definition::Surroundings surroundings,
                  std::function<std::string(std::string_view)> hash);

  [[nodiscard]] Result<definition::DefinitionPtr> in_force(std::string_view id, Date day) override;
  [[nodiscard]] Result<std::vector<definition::CyclePtr>> cycles() override;
  [[nodiscard]] Result<std::vector<definition::DefinitionPtr>> amendments(
      std::string_view id) override;
  [[nodiscard]] Result<definition::DefinitionPtr> from_source(std::string_view source,
                                                              int received_under) override;
  /// What the folders hold by now, at the next question.
  void read_again();
  /// Whether a file of the folders defines this version, with this content.
  [[nodiscard]] bool knows(const definition::WorkflowDefinition& definition);
  /// One file, whatever its folder. errors: invalid_argument with the first fault of the file.
  [[nodiscard]] Result<definition::DefinitionPtr> from_file(const std::filesystem::path& path);

 private:
  struct Version {
    std::filesystem::path file;
    definition::DefinitionPtr definition;  // null where the file has errors
    std::string fault;
  };

  void read_all();
  void add_file(const std::filesystem::path& path);
  void add_cycle(const definition::Document& document);
  [[nodiscard]] Result<definition::DefinitionPtr> compile(
      const definition::Document& document, const definition::VersionChain& earlier) const;

  std::vector<std::filesystem::path> folders_;
  definition::Surroundings surroundings_;
  std::function<std::string(std::string_view)> hash_;
  std::mutex mutex_;  // guards what is read at first need
  bool read_ = false;
  std::map<std::string, std::vector<Version>, std::less<>> versions_;  // by workflow id
  std::vector<definition::CyclePtr> cycles_;                           // in order of their files
};

}  // namespace dunghan::adapters::yaml
