// What yaml-cpp's events build: a flat tree whose aliases still point at their anchors, so that a
// bomb costs nothing until it is written out (adapters/yaml/write_out.h). Depth, number of nodes,
// keys and tags are checked on the way.
#pragma once

#include <yaml-cpp/eventhandler.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/yaml/issue_list.h"
#include "adapters/yaml/source_text.h"
#include "engine/definition/document.h"

namespace dunghan::adapters::yaml {

using NodeIndex = std::uint32_t;

struct EventNode {
  enum class Kind { null, scalar, sequence, mapping, alias };
  Kind kind = Kind::null;
  bool quoted = false;   // scalar
  bool flow = false;     // collection written with [ ] or { }
  bool complete = true;  // collection: its end has been seen
  definition::Position at{};
  std::size_t octet = 0;            // where `at` is in the text
  std::string text;                 // scalar
  std::vector<NodeIndex> children;  // mapping: key, value, key, value, …
  NodeIndex target = 0;             // alias
};

struct EventTree {
  std::vector<EventNode> nodes;
  std::optional<NodeIndex> root;

  /// The node itself, or what it is an alias of.
  [[nodiscard]] const EventNode& resolved(NodeIndex index) const;
  /// An unquoted `<<`.
  [[nodiscard]] bool is_merge_key(NodeIndex index) const;
};

/// Thrown by the handler where going on is pointless; its issue is in the list already. Ends in
/// yaml_document.cc.
struct ParsingStopped {};

class EventTreeBuilder : public YAML::EventHandler {
 public:
  EventTreeBuilder(const SourceText& source, IssueList& issues)
      : source_(source), issues_(issues) {}

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override;
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override;

  [[nodiscard]] const EventTree& tree() const { return tree_; }
  /// Octet at which the last event began: where to look for the cause of a syntax error.
  [[nodiscard]] std::size_t last_octet() const { return last_octet_; }
  /// The innermost [ or { that is still open.
  [[nodiscard]] const EventNode* open_flow() const;

 private:
  struct Frame {
    NodeIndex node = 0;
    bool is_mapping = false;
    std::optional<NodeIndex> key;                                // a key that waits for its value
    std::unordered_map<std::string, definition::Position> keys;  // of a mapping, so far
  };

  NodeIndex add_node(EventNode::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor);
  void attach(NodeIndex child);
  void check_key(Frame& frame, NodeIndex key);
  void open_collection(EventNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor, YAML::EmitterStyle::value style);
  void close_collection();
  void check_tag(EventNode::Kind kind, const std::string& tag, std::size_t octet,
                 const std::string& value);
  void check_commas(const EventNode& collection);
  void check_quote_closed(const EventNode& scalar);
  void check_colon(const EventNode& key, bool in_flow);
  void move_to(EventNode& node, std::size_t octet) const;
  [[nodiscard]] std::size_t after_properties(std::size_t octet) const;

  const SourceText& source_;
  IssueList& issues_;
  EventTree tree_;
  std::vector<Frame> frames_;
  std::unordered_map<YAML::anchor_t, NodeIndex> anchors_;
  std::size_t last_octet_ = 0;
  bool document_seen_ = false;
};

}  // namespace dunghan::adapters::yaml
