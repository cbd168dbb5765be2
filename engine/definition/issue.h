// A fault in a file that the user wrote: what, where, why, how to mend. Bad files give all their
// issues at once.
#pragma once

#include <string>
#include <vector>

namespace dunghan::definition {

/// 1-based; the column counts characters (code points), as an editor does. line 0: the file as a
/// whole.
struct Position {
  int line = 0;
  int column = 0;
  int part = 0;  // of a document put together from several files: which (Document::others)
  friend bool operator==(Position, Position) = default;
  friend auto operator<=>(Position, Position) = default;
};

enum class Severity { error, warning, note };

struct Issue {
  Severity severity = Severity::error;
  std::string code;  // "E0123"; table of all codes: definition/issue_codes.h
  std::string file;  // as the user named it
  Position at{};
  int length = 1;           // characters to underline
  std::string message;      // what is wrong and why, lower case, no full stop
  std::string remedy = {};  // "did you mean `received`?", "quote the condition"; may be empty
  Position related{};       // the first of two that clash, else line 0
};

using Issues = std::vector<Issue>;

[[nodiscard]] bool has_errors(const Issues& issues);

}  // namespace dunghan::definition
