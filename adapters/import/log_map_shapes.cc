// The shapes that a map file is read by: mappings, texts, columns, expressions, each with its issue
// where it is something else (log_map_compiler.cc reads the whole).
#include <algorithm>

#include "adapters/import/log_map_compiler.h"
#include "adapters/import/map_expression.h"
#include "engine/definition/edit_distance.h"

namespace dunghan::adapters::import {
namespace {

using definition::Node;

std::string marked(std::string_view text) {
  return "`" + std::string(text) + "`";
}

std::vector<std::string> as_strings(std::initializer_list<std::string_view> words) {
  return {words.begin(), words.end()};
}

std::string listed(const std::vector<std::string>& words) {
  constexpr std::size_t shown_max = 12;
  std::string text;
  for (std::size_t i = 0; i < words.size() && i < shown_max; ++i) {
    text += (i == 0 ? "" : ", ") + marked(words[i]);
  }
  return words.size() > shown_max ? text + ", …" : text;
}

std::string remedy_for(std::string_view word, const std::vector<std::string>& words) {
  std::string near = definition::did_you_mean(word, words);
  return near.empty() ? "there are: " + listed(words) : near;
}

Value literal(const Node& node) {
  if (const auto truth = node.as_bool()) return Value(*truth);
  if (const auto whole = node.as_int()) return Value(*whole);
  if (const auto amount = node.as_decimal()) return Value(*amount);
  return Value(node.text);
}

int length_of(const Node& node) {
  const auto is_start = [](char octet) {
    return (static_cast<unsigned char>(octet) & 0xC0U) != 0x80U;
  };
  const auto count = std::count_if(node.text.begin(), node.text.end(), is_start);
  return std::max(1, static_cast<int>(count));
}

}  // namespace

void MapShapes::issue(std::string code, const Node& node, std::string message, std::string remedy,
                      definition::Severity severity) {
  definition::Issue made;
  made.severity = severity;
  made.code = std::move(code);
  made.file = document_.file;
  made.at = node.at;
  made.length = node.is_scalar() ? length_of(node) : 1;
  made.message = std::move(message);
  made.remedy = std::move(remedy);
  issues_.push_back(std::move(made));
}

bool MapShapes::mapping(const Node& node, std::string_view what,
                        std::initializer_list<std::string_view> keys) {
  if (!node.is_mapping()) {
    issue("E0502", node, std::string(what) + " must be a mapping",
          "its keys are: " + listed(as_strings(keys)));
    return false;
  }
  for (const auto& entry : node.entries) {
    if (std::find(keys.begin(), keys.end(), entry.key.text) != keys.end()) continue;
    issue("E0501", entry.key, "unknown key " + marked(entry.key.text) + " in " + std::string(what),
          remedy_for(entry.key.text, as_strings(keys)));
  }
  return true;
}

const Node* MapShapes::needed(const Node& node, std::string_view key, std::string_view what) {
  const Node* found = node.find(key);
  if (found == nullptr) {
    issue("E0503", node, std::string(what) + " lacks the key " + marked(key));
  }
  return found;
}

std::string MapShapes::text(const Node& node, std::string_view what) {
  if (node.is_scalar() && !node.text.empty()) return node.text;
  issue("E0502", node, std::string(what) + " must be a text that is not empty");
  return {};
}

bool MapShapes::flag(const Node& node, std::string_view what) {
  if (const auto truth = node.as_bool()) return *truth;
  issue("E0502", node, std::string(what) + " must be true or false");
  return false;
}

std::size_t MapShapes::one_of(const Node& node, std::string_view what,
                              std::initializer_list<std::string_view> words) {
  const auto found = std::find(words.begin(), words.end(), node.text);
  if (node.is_scalar() && found != words.end()) {
    return static_cast<std::size_t>(found - words.begin());
  }
  issue("E0509", node, std::string(what) + " must be one of " + listed(as_strings(words)),
        definition::did_you_mean(node.text, as_strings(words)));
  return 0;
}

std::string MapShapes::known(const Node& node, std::string_view what,
                             const std::vector<std::string>& known, std::string code) {
  std::string name = text(node, what);
  if (name.empty() || known.empty()) return name;
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    issue(std::move(code), node, "there is no " + std::string(what) + " " + marked(name),
          remedy_for(name, known));
  }
  return name;
}

ColumnName MapShapes::column(const Node& node, std::string_view what) {
  ColumnName column{text(node, what), node.at};
  const auto& columns = surroundings_.columns;
  if (column.name.empty() || columns.empty()) return column;
  if (std::find(columns.begin(), columns.end(), column.name) == columns.end()) {
    issue("E0513", node, "the log has no column " + marked(column.name),
          remedy_for(column.name, columns));
  }
  return column;
}

rule::Expression MapShapes::expression(const Node& node, std::string_view text, std::size_t offset,
                                       const rule::Environment& environment) {
  auto compiled = rule::compile(text, environment);
  if (compiled) return *std::move(compiled);
  for (const rule::ExpressionIssue& found : compiled.error()) {
    issue("E0512", node, found.message, found.remedy);
    definition::Issue& made = issues_.back();
    // Inside a scalar of one line the place is exact but for escapes; in a block it is the block's.
    if (found.line == 0) {
      made.at.column += static_cast<int>(offset) + (node.quoted ? 1 : 0) + found.column;
      made.length = std::max(1, found.length);
    }
  }
  return {};
}

definition::ValuePlace MapShapes::value(const Node& node, std::string_view what) {
  definition::ValuePlace place;
  place.at = node.at;
  if (!node.is_scalar()) {
    issue("E0502", node, std::string(what) + " must be one value");
    return place;
  }
  const std::string_view text = node.text;
  if (!text.starts_with('=')) {
    const auto& columns = surroundings_.columns;
    if (text.starts_with("case:") ||
        std::find(columns.begin(), columns.end(), text) != columns.end()) {
      issue("E0515", node, marked(text) + " is taken as it stands, but it is the name of a column",
            "for the column's value write \"= column('" + node.text + "')\"",
            definition::Severity::warning);
    }
    place.content = literal(node);
    return place;
  }
  const std::size_t begin = std::min(text.find_first_not_of(' ', 1), text.size());
  place.content = expression(node, text.substr(begin), begin,
                             row_environment(text.substr(begin), surroundings_.columns));
  return place;
}

}  // namespace dunghan::adapters::import
