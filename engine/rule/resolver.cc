#include "engine/rule/resolver.h"

#include <algorithm>
#include <array>

#include "engine/rule/function_table.h"

namespace dunghan::rule {
namespace {

constexpr std::array<std::string_view, 15> type_names = {"bool",
                                                         "int",
                                                         "uint",
                                                         "double",
                                                         "string",
                                                         "bytes",
                                                         "list",
                                                         "map",
                                                         "null_type",
                                                         "type",
                                                         "date",
                                                         "period",
                                                         "decimal",
                                                         "google.protobuf.Timestamp",
                                                         "google.protobuf.Duration"};

class UncheckedResolver {
 public:
  UncheckedResolver(SyntaxTree& tree, std::string_view container)
      : tree_(tree), container_(container) {}

  void visit(NodeIndex index) {
    const NodeKind kind = tree_.at(index).kind;
    if (kind == NodeKind::name || kind == NodeKind::select) name(index);
    if (kind == NodeKind::call) call(index);
    if (kind == NodeKind::comprehension) return comprehension(index);
    for (const NodeIndex child : children(index)) visit(child);
  }

 private:
  // A copy: visiting never adds nodes, but call() takes receivers out.
  [[nodiscard]] std::vector<NodeIndex> children(NodeIndex index) const {
    return tree_.at(index).children;
  }

  [[nodiscard]] bool is_local(const std::string& name) const {
    return std::find(locals_.begin(), locals_.end(), name) != locals_.end();
  }

  void name(NodeIndex index) {
    const std::string dotted = dotted_name(tree_, index);
    if (dotted.empty()) return;
    const Node& first = tree_.at(first_name(tree_, index));
    Node& node = tree_.at(index);
    if (!first.is_absolute && is_local(first.name)) {
      node.is_local = node.kind == NodeKind::name;
      return;
    }
    node.variables = resolution_order(container_, dotted, first.is_absolute);
  }

  void call(NodeIndex index) {
    Node& node = tree_.at(index);
    node.overloads = standard_functions().find(node.name);
  }

  void comprehension(NodeIndex index) {
    const std::vector<NodeIndex> parts = children(index);
    visit(parts[0]);
    locals_.push_back(tree_.at(index).name);
    for (std::size_t i = 1; i < parts.size(); ++i) visit(parts[i]);
    locals_.pop_back();
  }

  SyntaxTree& tree_;
  std::string_view container_;
  std::vector<std::string> locals_;
};

}  // namespace

std::vector<std::string> resolution_order(std::string_view container, const std::string& name,
                                          bool is_absolute) {
  std::vector<std::string> order;
  while (!is_absolute && !container.empty()) {
    order.push_back(std::string(container) + "." + name);
    const auto dot = container.rfind('.');
    container = dot == std::string_view::npos ? std::string_view{} : container.substr(0, dot);
  }
  order.push_back(name);
  return order;
}

std::optional<TypeName> denoted_type(std::string_view name) {
  if (std::find(type_names.begin(), type_names.end(), name) == type_names.end())
    return std::nullopt;
  return TypeName{std::string(name)};
}

void resolve_unchecked(SyntaxTree& tree, std::string_view container) {
  UncheckedResolver(tree, container).visit(tree.root);
}

}  // namespace dunghan::rule
