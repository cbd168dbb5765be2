// The syntax tree of an expression: nodes in one vector, children by index, so that a tree is one
// value and freeing it never recurses. The parser makes it, the checker fills in what names mean,
// the evaluator walks it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/value.h"
#include "engine/rule/fault.h"

namespace dunghan::rule {

struct OverloadSet;  // function_table.h

using NodeIndex = std::uint32_t;

enum class NodeKind {
  literal,        // `literal`
  name,           // `name`; children none
  select,         // children[0].name
  presence,       // has(children[0].name)
  call,           // name(children...); a member call has its receiver first
  list,           // children: elements
  map,            // children: key, value, key, value, ...
  comprehension,  // macro over children[0]; then as `macro` says
  conjunction,    // && of all children (n-ary: a long chain stays flat)
  disjunction,    // ||
  conditional     // children: condition, then, else
};

/// all, exists, exists_one, filter: children are range and predicate. map: range, transform.
/// map_where: range, predicate, transform.
enum class Macro { none, all, exists, exists_one, filter, map, map_where };

struct Node {
  NodeKind kind = NodeKind::literal;
  Span span;
  std::string name = {};  // name, field, function, or the comprehension's variable
  Span name_span = {};    // where that name stands
  Value literal = {};
  std::vector<NodeIndex> children = {};
  Macro macro = Macro::none;
  bool is_member = false;    // call
  bool is_absolute = false;  // a name with a leading dot
  int depth = 1;             // of the tree below, itself included

  // What names mean (checker.cc, or resolver.cc where nothing is checked):
  std::vector<std::string> variables =
      {};  // name, select: variables to try, in order, before anything else
  const OverloadSet* overloads = nullptr;  // call: the standard functions of that name, or none
  bool is_local = false;                   // name: the variable of an enclosing comprehension
};

struct SyntaxTree {
  std::vector<Node> nodes;
  NodeIndex root = 0;

  [[nodiscard]] const Node& at(NodeIndex index) const { return nodes[index]; }
  [[nodiscard]] Node& at(NodeIndex index) { return nodes[index]; }
};

/// The dotted name that a chain of selects spells ("a.b.c"), empty where it is something else.
[[nodiscard]] std::string dotted_name(const SyntaxTree& tree, NodeIndex index);
/// The node of the chain's first name; only where dotted_name is not empty.
[[nodiscard]] NodeIndex first_name(const SyntaxTree& tree, NodeIndex index);

}  // namespace dunghan::rule
