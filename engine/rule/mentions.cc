#include "engine/rule/mentions.h"

#include <algorithm>
#include <set>

namespace dunghan::rule {
namespace {

class Collector {
 public:
  explicit Collector(const SyntaxTree& tree) : tree_(tree) {}

  Mentions run() {
    visit(tree_.root);
    Mentions mentions;
    for (const std::string& path : asked_) {
      if (!read_.contains(path)) mentions.asks_presence_of.push_back(path);
    }
    read_.insert(asked_.begin(), asked_.end());
    mentions.reads.assign(read_.begin(), read_.end());
    return mentions;
  }

 private:
  /// "data.x" of data.x and of data['x']; empty where the chain does not begin with a variable of
  /// the environment.
  [[nodiscard]] std::string path(NodeIndex index) const {
    const Node& node = tree_.at(index);
    if (node.kind == NodeKind::name) return node.is_local ? std::string{} : node.name;
    if (node.kind == NodeKind::select) return extended(node.children[0], node.name);
    if (node.kind != NodeKind::call || node.name != "[]") return {};
    const Node& key = tree_.at(node.children[1]);
    if (key.kind != NodeKind::literal || key.literal.kind() != ValueKind::string) return {};
    return extended(node.children[0], key.literal.as_string());
  }

  [[nodiscard]] std::string extended(NodeIndex operand, const std::string& field) const {
    const std::string before = path(operand);
    return before.empty() ? std::string{} : before + "." + field;
  }

  void visit(NodeIndex index) {
    const Node& node = tree_.at(index);
    if (std::string whole = path(index); !whole.empty()) {
      read_.insert(std::move(whole));
      return;
    }
    if (node.kind == NodeKind::presence) {
      if (std::string asked = extended(node.children[0], node.name); !asked.empty()) {
        asked_.insert(std::move(asked));
        return;
      }
    }
    for (const NodeIndex child : node.children) visit(child);
  }

  const SyntaxTree& tree_;
  std::set<std::string> read_;
  std::set<std::string> asked_;
};

}  // namespace

Mentions mentions_of(const SyntaxTree& tree) {
  return Collector(tree).run();
}

}  // namespace dunghan::rule
