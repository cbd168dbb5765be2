// Every code that an Issue may bear, with what `dunghan lint --explain E0123` prints. A code keeps
// its meaning for ever: people search for it.
//
// One array for each range, in a file of its own: issue_codes_documents.cc (E0001-E0049),
// …_definitions.cc (E0050-E0199), …_procedures.cc (E0200-E0399), …_organisation.cc (E0400-E0449),
// and so on; issue_codes.cc joins them, and a test holds them unique and in order.
#pragma once

#include <span>
#include <string_view>

#include "engine/definition/local_text.h"

namespace dunghan::definition {

struct IssueCode {
  std::string_view code;     // "E0016"
  LocalText title;           // one line, no full stop
  LocalText explanation;     // why it is refused, in two or three sentences
  std::string_view example;  // a slip and its mending, as YAML with comments; may be empty
};

/// All codes, rising.
[[nodiscard]] std::span<const IssueCode> issue_codes();

/// The entry of `code` ("E0016", "e0016", "16"), or null pointer.
[[nodiscard]] const IssueCode* find_issue_code(std::string_view code);

// The ranges; each is defined in the file that its comment names. To add a range: declare it here,
// add it to `ranges` in issue_codes.cc.
[[nodiscard]] std::span<const IssueCode>
document_issue_codes();  // E0001-E0049, issue_codes_documents.cc
[[nodiscard]] std::span<const IssueCode>
definition_issue_codes();  // E0050-E0199, issue_codes_definitions.cc
[[nodiscard]] std::span<const IssueCode>
procedure_issue_codes();  // E0200-E0399, issue_codes_procedures.cc
[[nodiscard]] std::span<const IssueCode>
organisation_issue_codes();  // E0400-E0449, issue_codes_organisation.cc
[[nodiscard]] std::span<const IssueCode>
calendar_issue_codes();  // E0450-E0499, issue_codes_calendars.cc
[[nodiscard]] std::span<const IssueCode> map_issue_codes();  // E0500-E0549, issue_codes_maps.cc
[[nodiscard]] std::span<const IssueCode>
scenario_issue_codes();  // E0600-E0649, issue_codes_scenarios.cc
[[nodiscard]] std::span<const IssueCode>
verify_issue_codes();  // E0700-E0749, issue_codes_verify.cc

}  // namespace dunghan::definition
