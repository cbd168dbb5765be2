// From the event tree to a definition::Node: aliases and merge keys (`<<`) are written out, within
// the budget of limits.h. The tree has no cycles (event_tree refuses them), so this ends.
#pragma once

#include <optional>

#include "adapters/yaml/event_tree.h"
#include "adapters/yaml/issue_list.h"
#include "engine/definition/document.h"

namespace dunghan::adapters::yaml {

/// The written-out root, or nothing, with an issue, where the budget or the depth does not suffice.
/// Misused merge keys are issues too.
[[nodiscard]] std::optional<definition::Node> write_out(const EventTree& tree, IssueList& issues);

}  // namespace dunghan::adapters::yaml
