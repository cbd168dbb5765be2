// Questions about a list of issues; how issues are shown is in definition/issue_text.h.
#include "engine/definition/issue.h"

#include <algorithm>

namespace dunghan::definition {

bool has_errors(const Issues& issues) {
  return std::any_of(issues.begin(), issues.end(),
                     [](const Issue& issue) { return issue.severity == Severity::error; });
}

}  // namespace dunghan::definition
