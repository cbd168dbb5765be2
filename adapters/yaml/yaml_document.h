// YAML text -> definition::Document, or every issue found. Nothing of the file is trusted: size,
// characters, depth, aliases, tags and keys are checked here, so that what reads a Document need
// not think of any of them.
//
// The text is YAML 1.2 narrowed: one document, mappings with plain keys, no tags but the core ones,
// and only `true` and `false` are truth values (`on:`, `yes`, `017` are plain strings). Anchors,
// aliases and `<<` work, within a budget. The parser is yaml-cpp's, fed to a handler of our own;
// its exceptions end in yaml_document.cc.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "adapters/yaml/limits.h"
#include "engine/definition/document.h"
#include "engine/definition/issue.h"

namespace dunghan::adapters::yaml {

struct ParsedDocument {
  std::optional<definition::Document> document;  // absent where there are errors
  definition::Issues issues;                     // in order of position
};

/// Parses `text`; `file_name` is what issues call the file.
[[nodiscard]] ParsedDocument parse_yaml(const std::string& text, std::string file_name);

/// Reads and parses a regular file. A missing, unreadable or too large file is an issue of its own
/// (E0001, E0002).
[[nodiscard]] ParsedDocument read_yaml_file(const std::filesystem::path& path);

/// Reads each file once, however many documents rest on it: parsing is most of what loading costs.
/// As long as it lives, a file is as it was when first read.
class FilesReadOnce {
 public:
  [[nodiscard]] const ParsedDocument& read(const std::filesystem::path& path);

 private:
  std::map<std::filesystem::path, ParsedDocument> read_;
};

}  // namespace dunghan::adapters::yaml
