// Files as people write them and, beside each, what is said of it, as text that is reviewed like
// code: NAME.yaml and NAME.issues. DUNGHAN_REWRITE_GOLDEN=1 writes the .issues anew (then read the
// diff).
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/definition/issue_text.h"

namespace dunghan::golden {

namespace fs = std::filesystem;

inline const fs::path root = DUNGHAN_SOURCE_DIR;

inline std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// In order of name; `below`: also in the folders below.
inline std::vector<fs::path> yaml_files(const fs::path& folder, bool below = false) {
  std::vector<fs::path> files;
  const auto add = [&files](const fs::path& path) {
    if (path.extension() == ".yaml") files.push_back(path);
  };
  if (below) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) add(entry.path());
  } else {
    for (const auto& entry : fs::directory_iterator(folder)) add(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

inline std::vector<std::string> stems(const fs::path& folder) {
  std::vector<std::string> names;
  for (const fs::path& file : yaml_files(folder)) names.push_back(file.stem().string());
  return names;
}

/// The issues with their excerpts; `source_of(file)` gives the text of the file that an issue
/// names.
template <class SourceOf>
std::string rendered(const definition::Issues& issues, SourceOf source_of) {
  std::string text;
  for (const definition::Issue& issue : issues) text += to_text(issue, source_of(issue.file));
  return text + summary_of(issues) + "\n";
}

/// What was told of `file` is what stands beside it.
inline void expect_as_reviewed(const fs::path& file, const std::string& told) {
  fs::path expected = file;
  expected.replace_extension(".issues");
  if (std::getenv("DUNGHAN_REWRITE_GOLDEN") != nullptr) {
    std::ofstream(expected, std::ios::binary) << told;
  } else {
    EXPECT_EQ(told, text_of(expected)) << "in " << file;
  }
}

}  // namespace dunghan::golden
