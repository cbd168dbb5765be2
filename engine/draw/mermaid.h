// A definition as a Mermaid state diagram (stateDiagram-v2), for pages that show Mermaid: wikis,
// issue trackers, Markdown.
//
// What Mermaid has no means for is said in words: a history is a state of its own with the name H
// or H*, parallel regions stand in frames of their own between `--`, consequences of missed limits
// begin with an exclamation mark, tasks and deadlines stand in notes. What may happen in any state
// starts from the state "in any state". `id`s are the states' names behind `s_`, so that none can
// be a word of Mermaid's own.
// Source: mermaid.js.org/syntax/stateDiagram.html.
#pragma once

#include <string>

#include "engine/draw/chart.h"

namespace dunghan::draw {

[[nodiscard]] std::string mermaid_of(const Chart& chart);

}  // namespace dunghan::draw
