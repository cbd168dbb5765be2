// The table of statutory limits (limits/table.txt): one row a limit, and where it is said.
#pragma once

#include <string>
#include <vector>

namespace dunghan::test {

/// Where the case is otherwise, or its limit is prolonged.
struct LimitChange {
  std::string ground;                  // of an extension; empty: a variant of the limit itself
  bool total = false;                  // counted from the start, not on from the last day
  std::string period;                  // "at once" too
  std::vector<std::string> condition;  // "remote=true"
};

struct LimitRow {
  std::string id, deadline, period, unit, direction;
  std::string count;  // "after reference", "on 2024-12-20", "from … to …", "at …", "target …"
  std::vector<LimitChange> changes;
  int line = 0;
};

/// A definition, and the days on which its limits are tried.
struct LimitFile {
  std::string path, start, reference;
  std::vector<LimitRow> rows;
  [[nodiscard]] bool is_fixture() const { return path.starts_with("tests/"); }
};

/// Adds a test failure for every line that is none of the forms.
[[nodiscard]] std::vector<LimitFile> read_limit_table(const std::string& path);

}  // namespace dunghan::test
