// Where definitions come from: the files an administrator wrote (adapters/yaml/definition_files.h).
// What is in force for a running case is the text that was stored when the first case was opened
// under it; from_source() compiles that again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/definition/cycle.h"
#include "engine/definition/definition.h"

namespace dunghan::ports {

class DefinitionStore {
 public:
  virtual ~DefinitionStore() = default;
  /// The version of workflow `id` in force on `day`. errors: not_found, with near names;
  /// invalid_argument where its file has errors.
  [[nodiscard]] virtual Result<definition::DefinitionPtr> in_force(std::string_view id,
                                                                   Date day) = 0;
  /// All cycles, whose files have no errors; those that have some are told of by `dunghan lint`.
  [[nodiscard]] virtual Result<std::vector<definition::CyclePtr>> cycles() = 0;
  /// The versions of workflow `id` that amend another; those of all where `id` is empty.
  [[nodiscard]] virtual Result<std::vector<definition::DefinitionPtr>> amendments(
      std::string_view id) = 0;
  /// How a case is judged that was received under a version of the text, and has come under the
  /// last (0: it was received under that). errors: corrupt where the text does not compile (it did
  /// when it was stored).
  [[nodiscard]] virtual Result<definition::DefinitionPtr> from_source(std::string_view source,
                                                                      int received_under) = 0;
};

}  // namespace dunghan::ports
