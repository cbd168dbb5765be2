// Ordering of a file's issues and the word about those left out.
#include "adapters/yaml/issue_list.h"

#include <algorithm>

namespace dunghan::adapters::yaml {

definition::Issues IssueList::take() {
  std::stable_sort(issues_.begin(), issues_.end(),
                   [](const definition::Issue& left, const definition::Issue& right) {
                     return left.at < right.at;
                   });
  if (full_) {
    definition::Issue more;
    more.severity = definition::Severity::note;
    more.code = "E0029";
    more.file = file_;
    more.message = "this file has more issues than are shown";
    more.remedy = "mend the first ones and check again";
    issues_.push_back(std::move(more));
  }
  return std::move(issues_);
}

}  // namespace dunghan::adapters::yaml
