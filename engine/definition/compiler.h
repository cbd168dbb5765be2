// Document -> WorkflowDefinition, or every issue found. Pure: what the definition refers to
// (calendars, counting rules, ladders, posts, units) is passed in as names to check against.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/definition/amendment.h"
#include "engine/definition/definition.h"
#include "engine/definition/document.h"
#include "engine/definition/issue.h"

namespace dunghan::definition {

struct CycleDefinition;  // engine/definition/cycle.h

/// What exists around a definition. An empty list means "unknown here": then references of that
/// sort are not checked.
struct Surroundings {
  /// A post of a unit that some person holds at some time, by the organisation.
  struct Held {
    std::string unit, post;
  };
  std::vector<std::string> calendars, counting_rules, posts, units, workflows;
  std::vector<Held> held;
  std::vector<Ladder> ladders;  // config/ladders.yaml; rungs may name roles of the definition
};

struct Compiled {
  DefinitionPtr definition;  // null where there are errors
  Issues issues;             // errors, warnings and notes, in order of position
};

/// earlier: where the document is an amendment, the versions that it rests on, oldest first
/// (amendment.h).
[[nodiscard]] Compiled compile(const Document& document, const Surroundings& surroundings,
                               const VersionChain& earlier = {});
/// How a case is judged that was received under `chain[received]` and has come under the last.
[[nodiscard]] Compiled compile_running(const VersionChain& chain, std::size_t received,
                                       const Surroundings& surroundings);

/// Whether the file is one of cycles.
[[nodiscard]] bool is_cycle(const Document& document);
/// A file of cycles (`cycle:` in place of `workflow:`).
struct CompiledCycle {
  std::shared_ptr<const CycleDefinition> cycle;  // null where there are errors
  Issues issues;
};
[[nodiscard]] CompiledCycle compile_cycle(const Document& document,
                                          const Surroundings& surroundings);

/// config/ladders.yaml
struct CompiledLadders {
  std::vector<Ladder> ladders;
  Issues issues;
};
[[nodiscard]] CompiledLadders compile_ladders(const Document& document);

/// The CEL environment of a definition's conditions ("data.*", "case.*", "deadlines.x.*", ... of
/// the semantics page), with `event` made of `event_fields`. Shared by the compiler and by tools
/// that try a condition.
[[nodiscard]] rule::Environment condition_environment(const WorkflowDefinition& definition,
                                                      const std::vector<Field>& event_fields);

}  // namespace dunghan::definition
