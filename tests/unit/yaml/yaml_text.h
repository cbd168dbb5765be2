// Shared by the tests of adapters/yaml: parse a text, and the codes of what came of it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "adapters/yaml/yaml_document.h"

namespace dunghan::adapters::yaml {

inline ParsedDocument parse(std::string_view text) {
  return parse_yaml(std::string(text), "file.yaml");
}

inline std::vector<std::string> codes_of(const definition::Issues& issues) {
  std::vector<std::string> codes;
  for (const definition::Issue& issue : issues) codes.push_back(issue.code);
  return codes;
}

/// The document of a text that must be good.
inline definition::Document good(std::string_view text) {
  ParsedDocument parsed = parse(text);
  EXPECT_TRUE(parsed.issues.empty()) << text << "\n"
                                     << (parsed.issues.empty() ? "" : parsed.issues[0].message);
  return parsed.document.value_or(definition::Document{});
}

/// The one issue of a text that must have exactly one.
inline definition::Issue only_issue(std::string_view text) {
  const ParsedDocument parsed = parse(text);
  EXPECT_FALSE(parsed.document.has_value()) << text;
  EXPECT_EQ(parsed.issues.size(), 1U) << text;
  return parsed.issues.empty() ? definition::Issue{} : parsed.issues[0];
}

}  // namespace dunghan::adapters::yaml
