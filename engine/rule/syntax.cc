#include "engine/rule/syntax.h"

namespace dunghan::rule {

std::string dotted_name(const SyntaxTree& tree, NodeIndex index) {
  const Node* node = &tree.at(index);
  std::string name = node->name;
  while (node->kind == NodeKind::select) {
    node = &tree.at(node->children[0]);
    name.insert(0, node->name + ".");
  }
  return node->kind == NodeKind::name ? name : std::string{};
}

NodeIndex first_name(const SyntaxTree& tree, NodeIndex index) {
  while (tree.at(index).kind == NodeKind::select) index = tree.at(index).children[0];
  return index;
}

}  // namespace dunghan::rule
