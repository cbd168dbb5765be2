// Writing out aliases and merge keys; see adapters/yaml/write_out.h.
#include "adapters/yaml/write_out.h"

#include <string_view>
#include <unordered_set>
#include <utility>

#include "adapters/yaml/limits.h"

namespace dunghan::adapters::yaml {
namespace {

using definition::Entry;
using definition::Node;
using Kind = EventNode::Kind;

class Writer {
 public:
  Writer(const EventTree& tree, IssueList& issues) : tree_(tree), issues_(issues) {}

  /// False where the budget is gone; the issue has been added.
  bool write(NodeIndex index, std::size_t depth, Node& out) {
    const EventNode& node = tree_.resolved(index);
    if (!spend(tree_.nodes[index], node, depth)) return false;
    out.at = node.at;
    switch (node.kind) {
      case Kind::null:
      case Kind::alias: return true;  // an alias never points at an alias
      case Kind::scalar:
        out.kind = Node::Kind::scalar;
        out.text = node.text;
        out.quoted = node.quoted;
        return true;
      case Kind::sequence:
        out.kind = Node::Kind::sequence;
        out.items.resize(node.children.size());
        for (std::size_t i = 0; i < node.children.size(); ++i) {
          if (!write(node.children[i], depth + 1, out.items[i])) return false;
        }
        return true;
      case Kind::mapping: out.kind = Node::Kind::mapping; return write_mapping(node, depth, out);
    }
    return true;
  }

 private:
  bool spend(const EventNode& written_at, const EventNode& node, std::size_t depth) {
    ++nodes_;
    octets_ += node.text.size();
    const bool collection = node.kind == Kind::sequence || node.kind == Kind::mapping;
    if (collection && depth >= depth_max) {
      issues_.add("E0014", written_at.at,
                  "with its aliases written out, the file has more than " +
                      std::to_string(depth_max) + " lists and mappings inside each other",
                  "write the value out, with fewer aliases");
      return false;
    }
    if (nodes_ <= nodes_max && octets_ <= written_octets_max) return true;
    issues_.add("E0015", written_at.at,
                "with its aliases written out, the file has more than " +
                    std::to_string(nodes_max) + " values or " +
                    std::to_string(written_octets_max / (1024 * 1024)) + " MiB of text",
                "use fewer aliases inside what other aliases repeat");
    return false;
  }

  bool write_mapping(const EventNode& node, std::size_t depth, Node& out) {
    std::unordered_set<std::string_view> own;
    for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
      if (!tree_.is_merge_key(node.children[i])) own.insert(tree_.resolved(node.children[i]).text);
    }
    out.entries.reserve(node.children.size() / 2);
    for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
      if (tree_.is_merge_key(node.children[i])) {
        if (!merge(node.children[i + 1], depth, own, out)) return false;
        continue;
      }
      Entry& entry = out.entries.emplace_back();
      if (!write(node.children[i], depth + 1, entry.key)) return false;
      if (!write(node.children[i + 1], depth + 1, entry.value)) return false;
    }
    return true;
  }

  /// The keys of a mapping, or of several in a list; the mapping's own keys win, then those of the
  /// earlier one.
  bool merge(NodeIndex index, std::size_t depth, std::unordered_set<std::string_view>& taken,
             Node& out) {
    const EventNode& source = tree_.resolved(index);
    if (source.kind == Kind::mapping) return merge_one(index, depth, taken, out);
    if (source.kind != Kind::sequence) return misused(tree_.nodes[index]);
    for (const NodeIndex part : source.children) {
      if (tree_.resolved(part).kind != Kind::mapping) return misused(tree_.nodes[part]);
      if (!merge_one(part, depth, taken, out)) return false;
    }
    return true;
  }

  bool merge_one(NodeIndex index, std::size_t depth, std::unordered_set<std::string_view>& taken,
                 Node& out) {
    Node merged;
    if (!write(index, depth, merged)) return false;
    for (Entry& entry : merged.entries) {
      const auto known = known_keys_.insert(entry.key.text).first;
      if (taken.insert(*known).second) out.entries.push_back(std::move(entry));
    }
    return true;
  }

  bool misused(const EventNode& at) {
    issues_.add("E0021", at.at, "`<<` takes the keys of a mapping, but this is no mapping",
                "name a mapping by its alias: `<<: *name`, or several: `<<: [ *one, *two ]`");
    return true;
  }

  const EventTree& tree_;
  IssueList& issues_;
  std::size_t nodes_ = 0;
  std::size_t octets_ = 0;
  std::unordered_set<std::string> known_keys_;  // gives the views in `taken` a place to live
};

}  // namespace

std::optional<Node> write_out(const EventTree& tree, IssueList& issues) {
  Node root;
  if (!tree.root) return root;
  if (!Writer(tree, issues).write(*tree.root, 0, root)) return std::nullopt;
  return root;
}

}  // namespace dunghan::adapters::yaml
