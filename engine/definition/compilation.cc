#include "engine/definition/compilation.h"

#include <algorithm>

#include "engine/definition/condition_names.h"
#include "engine/definition/edit_distance.h"

namespace dunghan::definition {
namespace {

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

/// The octet at which character `index` (0-based) of `text` begins.
std::size_t octet_of(std::string_view text, std::size_t index) {
  std::size_t octet = 0;
  while (octet < text.size() && index > 0) {
    ++octet;
    while (octet < text.size() && (static_cast<unsigned char>(text[octet]) & 0xC0U) == 0x80U)
      ++octet;
    --index;
  }
  return octet;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

}  // namespace

Compilation::Compilation(const Document& from, const Surroundings& surroundings)
    : document(from), around(surroundings), issues(files_of(from)) {
  lines_.push_back(lines_of(document.source));
  for (const SourcePart& part : document.others) lines_.push_back(lines_of(part.source));
}

void Compilation::fix_environment() {
  ConditionNames names;
  names.deadlines = names_of(outline.deadlines);
  names.deadlines.insert(names.deadlines.end(), outline.own_limits.begin(),
                         outline.own_limits.end());
  names.tasks = names_of(outline.tasks);
  names.links = names_of(outline.links);
  base_ = environment_of(made.data, names);
  set_event(base_, {});
}

void Compilation::fix_cycle_environment() {
  base_ = cycle_environment();
  of_cycle = true;
}

rule::Environment Compilation::environment(const Scope& scope) const {
  rule::Environment environment = base_;
  if (scope.event_fields != nullptr && !scope.event_fields->empty())
    set_event(environment, *scope.event_fields);
  if (scope.local != nullptr)
    environment.variables.insert(environment.variables.end(), scope.local->begin(),
                                 scope.local->end());
  return environment;
}

std::string Compilation::did_you_mean(std::string_view word,
                                      const std::vector<std::string>& candidates) const {
  return issues.is_full() ? std::string() : definition::did_you_mean(word, candidates);
}

std::string_view Compilation::line_before(Position at) const {
  const auto& lines = lines_[static_cast<std::size_t>(at.part)];
  const auto index = static_cast<std::size_t>(at.line) - 1;
  if (at.line < 1 || index >= lines.size()) return {};
  return lines[index].substr(
      0, octet_of(lines[index], static_cast<std::size_t>(std::max(at.column, 1)) - 1));
}

Position Compilation::place_in(const Node& node, int line, int column, std::size_t lead) const {
  const auto& lines = lines_[static_cast<std::size_t>(node.at.part)];
  const auto index = static_cast<std::size_t>(node.at.line) - 1;
  if (node.at.line < 1 || index >= lines.size()) return node.at;
  const std::string_view first = lines[index];
  const std::size_t start =
      octet_of(first, static_cast<std::size_t>(std::max(node.at.column, 1)) - 1);
  const char mark = start < first.size() ? first[start] : ' ';
  const auto before =
      line == 0 ? static_cast<int>(characters_in(std::string_view(node.text).substr(0, lead))) : 0;
  if (node.quoted && (mark == '|' || mark == '>')) {
    // A block: its lines begin below, at the indentation of the first that is not blank.
    const std::size_t at = index + 1 + static_cast<std::size_t>(line);
    std::size_t indentation = std::string_view::npos;
    for (std::size_t i = index + 1; i <= at && i < lines.size(); ++i) {
      if (indentation == std::string_view::npos) indentation = lines[i].find_first_not_of(" \r");
    }
    if (at >= lines.size() || indentation == std::string_view::npos) return node.at;
    return {static_cast<int>(at) + 1, static_cast<int>(indentation) + 1 + before + column,
            node.at.part};
  }
  if (line > 0 || node.text.find('\n') != std::string::npos) return node.at;
  const Position place{node.at.line, node.at.column + (node.quoted ? 1 : 0) + before + column,
                       node.at.part};
  // A text folded over several lines is joined by blanks: what lies beyond its first line is shown
  // at its beginning.
  return static_cast<std::size_t>(place.column) > characters_in(first) + 1 ? node.at : place;
}

}  // namespace dunghan::definition
