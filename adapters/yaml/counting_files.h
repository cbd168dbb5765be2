// config/counting/<id>.yaml -> CountingRule, or every issue found.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "adapters/yaml/issue_list.h"
#include "engine/deadline/counting_rule.h"
#include "engine/definition/document.h"
#include "engine/definition/issue.h"

namespace dunghan::adapters::yaml {

struct LoadedCountingRule {
  std::optional<deadline::CountingRule> rule;  // absent where there are errors
  definition::Issues issues;
};

/// Pure. Issues: E0480 to E0484.
[[nodiscard]] deadline::CountingRule read_counting_rule(const definition::Document& document,
                                                        IssueList& issues);

/// id_or_file: the id of a rule in `folder`, or a path (with a `/`, or ending in `.yaml`).
[[nodiscard]] LoadedCountingRule load_counting_rule(const std::filesystem::path& folder,
                                                    std::string_view id_or_file);

}  // namespace dunghan::adapters::yaml
