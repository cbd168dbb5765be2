#include "engine/definition/issue_sink.h"

#include <algorithm>

#include "engine/definition/issue_text.h"

namespace dunghan::definition {
namespace {

bool begins_character(char octet) {
  return (static_cast<unsigned char>(octet) & 0xC0U) != 0x80U;
}

}  // namespace

Issues IssueSink::take() {
  for (Issue& issue : issues_) {
    if (issue.related.part != issue.at.part) issue.related = {};  // it lies in another file
    issue.length = std::max(issue.length, 1);                     // also of a name that is empty
  }
  sort_issues(issues_);
  return std::move(issues_);
}

Issue& IssueSink::add(Severity severity, std::string_view code, Position at, int length,
                      std::string message, std::string remedy) {
  if (severity == Severity::error) ++errors_;
  Issue issue;
  issue.severity = severity;
  issue.code = code;
  issue.file = files_[static_cast<std::size_t>(at.part)];
  issue.at = at;
  issue.length = length;
  issue.message = std::move(message);
  issue.remedy = std::move(remedy);
  if (issues_.size() < compiler_issues_max) return issues_.emplace_back(std::move(issue));
  return overflow_ = std::move(issue);
}

int IssueSink::length_of(const Node& node) {
  if (!node.is_scalar() || node.text.empty()) return 1;
  const std::string_view line = std::string_view(node.text).substr(0, node.text.find('\n'));
  const auto characters = std::count_if(line.begin(), line.end(), begins_character);
  return std::max(1, static_cast<int>(characters) + (node.quoted ? 2 : 0));
}

std::string quoted(std::string_view text) {
  constexpr std::size_t octets_max = 60;
  if (text.size() <= octets_max) return "`" + std::string(text) + "`";
  std::size_t end = octets_max;
  while (end > 0 && !begins_character(text[end])) --end;
  return "`" + std::string(text.substr(0, end)) + "…`";
}

}  // namespace dunghan::definition
