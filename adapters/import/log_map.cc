// Questions to a map that is already compiled; compiling is in log_map_compiler.cc.
#include "adapters/import/log_map.h"

#include <algorithm>

namespace dunghan::adapters::import {

bool matches_glob(std::string_view pattern, std::string_view text) {
  // Where the last `*` stands, and how much of the text it has swallowed so far: going back there
  // once per character keeps this linear times the pattern, whatever the pattern is.
  std::size_t p = 0, t = 0;
  std::size_t star = std::string_view::npos, swallowed = 0;
  const auto continues = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      swallowed = t;
    } else if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      do ++t;
      while (continues(t));
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++swallowed;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

const ActivityRule* LogMap::rule_for(std::string_view activity) const {
  const auto found = std::find_if(events.begin(), events.end(), [&](const ActivityRule& rule) {
    return matches_glob(rule.pattern, activity);
  });
  return found == events.end() ? nullptr : &*found;
}

std::vector<ColumnName> LogMap::columns() const {
  std::vector<ColumnName> all{cases.id};
  const auto add = [&all](const std::optional<ColumnName>& column) {
    if (column) all.push_back(*column);
  };
  add(cases.opened_at);
  if (cases.close) all.push_back(cases.close->at);
  for (const ColumnEvent& step : cases.steps) all.push_back(step.at);
  for (const auto& [deadline, column] : cases.recorded) all.push_back(column);
  if (event) {
    all.push_back(event->name);
    all.push_back(event->at);
    add(event->recorded_at);
    add(event->actor);
    add(event->id);
    for (const Only& only : event->only) all.push_back(only.column);
  }
  return all;
}

}  // namespace dunghan::adapters::import
