// Definitions for tests, written as people write them.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <utility>

#include "adapters/yaml/yaml_document.h"
#include "engine/definition/compiler.h"
#include "engine/definition/issue_text.h"

namespace dunghan::definition {

/// What must stand above the states; `data`, `deadlines` and so on may follow, then `states`.
inline const std::string head_text =
    "dunghan: 1\n"
    "workflow: sample\n"
    "version: 1\n"
    "title: { vi: Mẫu, en: Sample }\n"
    "effective: { from: 2024-01-01 }\n"
    "laws: { LKN: { number: 02/2011/QH13, name: Luật Khiếu nại } }\n"
    "calendar: vn-public-administration\n"
    "counting: vn-civil-code-2015\n"
    "number: { text: \"S-{unit.code}-{year}-{seq:5}\", per: [ unit, year ] }\n"
    "opened_by: clerk\n"
    "roles: { clerk: { unit: case.unit, post: clerk }, head: { unit: case.unit, post: head } }\n";

inline const std::string two_states_text =
    "states:\n"
    "  open: { initial: true, on: { close: { to: closed, by: head } } }\n"
    "  closed: { final: true }\n";

inline Compiled compiled(const std::string& text, const Surroundings& around = {}) {
  auto parsed = adapters::yaml::parse_yaml(text, "test.yaml");
  if (!parsed.document) return {nullptr, parsed.issues};
  return compile(*parsed.document, around);
}

inline std::string lines(const Issues& issues) {
  std::string text;
  for (const Issue& issue : issues) text += to_line(issue) + "\n";
  return text;
}

/// The definition, which must have no error.
inline DefinitionPtr definition_of(const std::string& text, const Surroundings& around = {}) {
  Compiled result = compiled(text, around);
  EXPECT_NE(result.definition, nullptr) << lines(result.issues);
  return result.definition != nullptr ? result.definition
                                      : std::make_shared<const WorkflowDefinition>();
}

inline DefinitionPtr definition_in(const std::string& path) {
  std::ifstream file(std::string(DUNGHAN_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return definition_of(text.str());
}

}  // namespace dunghan::definition
