// An Issue as people read it, in the form that editors and CI logs can click on:
//
//   v1.yaml:12:7: error[E0102]: unknown key `deadine`; did you mean `deadline`?
//      12 |       deadine: resolution
//         |       ^~~~~~~
//
// Pure text: no colour, no terminal. Carets stand under the characters meant, also where the line
// has tabs, wide (CJK) or combining characters.
#pragma once

#include <string>
#include <string_view>

#include "engine/definition/issue.h"

namespace dunghan::definition {

/// By file, position and severity; equal ones keep their order.
void sort_issues(Issues& issues);

/// One line: `file:line:col: error[E0123]: what; how to mend`. Without line and column where the
/// issue is about the file as a whole.
[[nodiscard]] std::string to_line(const Issue& issue);

/// The line, and below it the excerpt from `source` (the text of the issue's file; may be empty)
/// with the place underlined, and the place that it clashes with where there is one. Ends with a
/// line end.
[[nodiscard]] std::string to_text(const Issue& issue, std::string_view source);

/// "2 errors, 1 warning"; "no issues" where there are none. Notes are counted where there is
/// nothing else: "no errors, 1 note".
[[nodiscard]] std::string summary_of(const Issues& issues);

[[nodiscard]] std::string_view name_of(Severity severity);

}  // namespace dunghan::definition
