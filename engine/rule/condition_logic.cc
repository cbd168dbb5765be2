#include "engine/rule/condition_logic.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "engine/rule/program.h"

namespace dunghan::rule {
namespace {

/// Larger conditions are not compared: each part is held against each.
constexpr std::size_t parts_max = 64;
/// What has no variable is worked out, within so many steps.
constexpr std::int64_t constant_cost_max = 1'000;

/// A part that is no `&&`, `||` or `!` itself.
struct Part {
  std::string key;  // the same for parts that are written alike
  bool denied = false;
  const Value* fixed = nullptr;  // of `path == literal`: the literal …
  std::string path;              // … and the path
  Span span;
};

struct Reading {
  const SyntaxTree& tree;
  std::string_view text;
};

std::string_view written(const Reading& reading, Span span) {
  return reading.text.substr(span.offset, span.length);
}

/// The words of a node without its blanks and brackets. Literals as they are written: 'a' and "a"
/// are not taken to be alike, which shows less and never too much.
std::string key_of(const Reading& reading, NodeIndex index) {
  const Node& node = reading.tree.at(index);
  if (node.kind == NodeKind::literal) return std::string(written(reading, node.span));
  std::string key = std::to_string(static_cast<int>(node.kind)) + "/" +
                    std::to_string(static_cast<int>(node.macro)) + (node.is_member ? "." : "") +
                    node.name + "(";
  for (const NodeIndex child : node.children) key += key_of(reading, child) + ",";
  return key + ")";
}

bool is_call(const Node& node, std::string_view name) {
  return node.kind == NodeKind::call && !node.is_member && node.name == name;
}

bool is_equality(const Node& node) {
  return is_call(node, "==") || is_call(node, "!=");
}

Part part_of(const Reading& reading, NodeIndex index, bool denied) {
  const Node& node = reading.tree.at(index);
  Part part{{}, denied, nullptr, {}, node.span};
  if (!is_equality(node)) {
    part.key = key_of(reading, index);
    return part;
  }
  NodeIndex left = node.children[0], right = node.children[1];
  if (reading.tree.at(left).kind == NodeKind::literal) std::swap(left, right);
  part.denied = denied != (node.name == "!=");
  part.path = key_of(reading, left);
  const std::string other = key_of(reading, right);
  if (reading.tree.at(right).kind == NodeKind::literal &&
      reading.tree.at(left).kind != NodeKind::literal) {
    part.fixed = &reading.tree.at(right).literal;
    part.key = part.path + "==" + other;
  } else {
    part.key = std::min(part.path, other) + "==" + std::max(part.path, other);
  }
  return part;
}

/// The parts joined by `&&` (`joined`: conjunction) or by `||` (disjunction), through `!`.
void collect(const Reading& reading, NodeIndex index, bool denied, NodeKind joined,
             std::vector<Part>& parts) {
  if (parts.size() > parts_max) return;
  const Node& node = reading.tree.at(index);
  if (is_call(node, "!")) return collect(reading, node.children[0], !denied, joined, parts);
  const NodeKind opposite =
      joined == NodeKind::conjunction ? NodeKind::disjunction : NodeKind::conjunction;
  if (node.kind == (denied ? opposite : joined)) {
    for (const NodeIndex child : node.children) collect(reading, child, denied, joined, parts);
    return;
  }
  parts.push_back(part_of(reading, index, denied));
}

std::vector<Part> parts_of(const Expression& condition, NodeKind joined) {
  const Reading reading{condition.program()->tree, condition.program()->text};
  std::vector<Part> parts;
  collect(reading, reading.tree.root, false, joined, parts);
  if (parts.size() > parts_max) parts.clear();
  return parts;
}

bool has(const std::vector<Part>& parts, const Part& wanted) {
  return std::any_of(parts.begin(), parts.end(), [&](const Part& part) {
    return part.key == wanted.key && part.denied == wanted.denied;
  });
}

/// Whether both cannot hold.
bool exclude(const Part& one, const Part& other) {
  if (one.key == other.key) return one.denied != other.denied;
  if (one.denied || other.denied || one.fixed == nullptr || other.fixed == nullptr) return false;
  // 1 and 1.0 are equal, so literals of different kinds show nothing.
  return one.path == other.path && one.fixed->kind() == other.fixed->kind() &&
         !(*one.fixed == *other.fixed);
}

}  // namespace

std::optional<Contradiction> contradiction_in(const Expression& condition) {
  const std::vector<Part> parts = parts_of(condition, NodeKind::conjunction);
  const Reading reading{condition.program()->tree, condition.program()->text};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (std::size_t j = i + 1; j < parts.size(); ++j) {
      if (!exclude(parts[i], parts[j])) continue;
      Contradiction found{std::string(written(reading, parts[i].span)), {}};
      if (parts[i].key != parts[j].key) found.other = written(reading, parts[j].span);
      return found;
    }
  }
  return std::nullopt;
}

bool implies(const Expression& narrow, const Expression& wide) {
  const std::vector<Part> given = parts_of(narrow, NodeKind::conjunction);
  const std::vector<Part> asked = parts_of(wide, NodeKind::conjunction);
  const std::vector<Part> choices = parts_of(wide, NodeKind::disjunction);
  const bool all_given =
      !asked.empty() &&
      std::all_of(asked.begin(), asked.end(), [&](const Part& part) { return has(given, part); });
  return all_given || std::any_of(choices.begin(), choices.end(),
                                  [&](const Part& part) { return has(given, part); });
}

bool holds_always(const Expression& condition) {
  const auto value = evaluate(condition, MapActivation(Map{}), constant_cost_max);
  return value && value->kind() == ValueKind::boolean && value->as_bool();
}

}  // namespace dunghan::rule
