// Joins the ranges of issue codes.
#include "engine/definition/issue_codes.h"

#include <algorithm>
#include <string>
#include <vector>

namespace dunghan::definition {
namespace {

using Range = std::span<const IssueCode> (*)();

constexpr Range ranges[] = {document_issue_codes,     definition_issue_codes, procedure_issue_codes,
                            organisation_issue_codes, calendar_issue_codes,   map_issue_codes,
                            scenario_issue_codes,     verify_issue_codes};

std::vector<IssueCode> joined() {
  std::vector<IssueCode> all;
  for (const Range range : ranges) {
    const auto codes = range();
    all.insert(all.end(), codes.begin(), codes.end());
  }
  std::sort(all.begin(), all.end(),
            [](const IssueCode& left, const IssueCode& right) { return left.code < right.code; });
  return all;
}

}  // namespace

std::span<const IssueCode> issue_codes() {
  static const std::vector<IssueCode> all = joined();
  return all;
}

const IssueCode* find_issue_code(std::string_view code) {
  constexpr std::size_t digits = 4;
  if (code.starts_with('E') || code.starts_with('e')) code.remove_prefix(1);
  if (code.empty() || code.size() > digits) return nullptr;
  const std::string wanted = "E" + std::string(digits - code.size(), '0') + std::string(code);
  const auto all = issue_codes();
  const auto found = std::find_if(
      all.begin(), all.end(), [&wanted](const IssueCode& entry) { return entry.code == wanted; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace dunghan::definition
