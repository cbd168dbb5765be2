// yaml-cpp says "illegal map value"; this says what the writer of a procedure most likely did, and
// how to mend it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "adapters/yaml/issue_list.h"
#include "adapters/yaml/source_text.h"
#include "engine/definition/issue.h"

namespace dunghan::adapters::yaml {

struct SyntaxFailure {
  std::string_view message;                       // of yaml-cpp
  std::size_t octet = 0;                          // where it noticed
  std::size_t last_event_octet = 0;               // where the last thing it understood began
  std::optional<definition::Position> open_flow;  // the innermost [ or { that was still open
};

/// E0011, where the quote at `at` is never closed.
void add_unclosed_quote(definition::Position at, IssueList& issues);

/// Adds one issue for the failure.
void add_syntax_issue(const SyntaxFailure& failure, const SourceText& source, IssueList& issues);

}  // namespace dunghan::adapters::yaml
