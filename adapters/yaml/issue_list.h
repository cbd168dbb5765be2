// Collects the issues of one file, at most issues_max of them: a hostile file cannot make a report
// without end.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include "engine/definition/issue.h"

namespace dunghan::adapters::yaml {

class IssueList {
 public:
  IssueList(std::string file, std::size_t limit) : file_(std::move(file)), limit_(limit) {}

  definition::Issue& add(std::string code, definition::Position at, std::string message,
                         std::string remedy = {}) {
    definition::Issue issue;
    issue.code = std::move(code);
    issue.file = file_;
    issue.at = at;
    issue.message = std::move(message);
    issue.remedy = std::move(remedy);
    if (issues_.size() < limit_) return issues_.emplace_back(std::move(issue));
    full_ = true;
    return overflow_ = std::move(issue);
  }

  [[nodiscard]] bool empty() const { return issues_.empty(); }
  /// Something was left out; looking for more is a waste.
  [[nodiscard]] bool full() const { return full_; }
  /// The issues in order of position; where some were left out, one more says so.
  [[nodiscard]] definition::Issues take();

 private:
  std::string file_;
  std::size_t limit_;
  bool full_ = false;
  definition::Issue overflow_;  // what add() gives back once the list is full
  definition::Issues issues_;
};

}  // namespace dunghan::adapters::yaml
