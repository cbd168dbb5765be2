// The handler behind yaml-cpp: builds the tree, and refuses what a definition has no use for.
#include "adapters/yaml/event_tree.h"

#include <yaml-cpp/mark.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "adapters/yaml/limits.h"
#include "adapters/yaml/syntax_issue.h"

namespace dunghan::adapters::yaml {
namespace {

using definition::Issue;
using definition::Position;

std::size_t octet_of(const YAML::Mark& mark) {
  return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
}

/// Longest piece of the user's text that a message repeats.
constexpr std::size_t quoted_octets_max = 60;

std::string quote(std::string_view text) {
  if (text.size() <= quoted_octets_max) return "`" + std::string(text) + "`";
  std::size_t end = quoted_octets_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return "`" + std::string(text.substr(0, end)) + "…`";
}

constexpr std::string_view core_prefix = "tag:yaml.org,2002:";

bool is_core_scalar_tag(std::string_view tag) {
  constexpr std::array<std::string_view, 5> names{"str", "int", "float", "bool", "null"};
  return tag.starts_with(core_prefix) &&
         std::find(names.begin(), names.end(), tag.substr(core_prefix.size())) != names.end();
}

bool is_unspecific(std::string_view tag) {
  return tag.empty() || tag == "?" || tag == "!";
}

int open_brackets(std::string_view text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '(') -
                          std::count(text.begin(), text.end(), ')'));
}

}  // namespace

const EventNode& EventTree::resolved(NodeIndex index) const {
  const EventNode& node = nodes[index];
  return node.kind == EventNode::Kind::alias ? nodes[node.target] : node;
}

bool EventTree::is_merge_key(NodeIndex index) const {
  const EventNode& node = nodes[index];
  return node.kind == EventNode::Kind::scalar && !node.quoted && node.text == "<<";
}

void EventTreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (!document_seen_) {
    document_seen_ = true;
    return;
  }
  const Position at = source_.position_of(octet_of(mark));
  const bool marked = source_.line(at.line).starts_with("---");
  Issue& issue = issues_.add(
      "E0017", at,
      marked ? "a second document begins here; a file holds one"
             : "the text before this line is complete, so this would be a second document",
      marked ? "put it into a file of its own, or delete the line `---`"
             : "is this line indented less than what it belongs to, or a mapping below a list?");
  if (tree_.root) issue.related = tree_.nodes[*tree_.root].at;
  throw ParsingStopped{};
}

NodeIndex EventTreeBuilder::add_node(EventNode::Kind kind, const YAML::Mark& mark,
                                     YAML::anchor_t anchor) {
  if (issues_.full()) throw ParsingStopped{};
  last_octet_ = octet_of(mark);
  const Position at = source_.position_of(last_octet_);
  if (tree_.nodes.size() >= nodes_max) {
    issues_.add(
        "E0015", at,
        "the file has more than " + std::to_string(nodes_max) + " values, the most it may have",
        "divide it into several files");
    throw ParsingStopped{};
  }
  const auto index = static_cast<NodeIndex>(tree_.nodes.size());
  EventNode& node = tree_.nodes.emplace_back();
  node.kind = kind;
  node.at = at;
  node.octet = last_octet_;
  if (anchor != YAML::NullAnchor) anchors_[anchor] = index;
  return index;
}

void EventTreeBuilder::attach(NodeIndex child) {
  if (frames_.empty()) {
    tree_.root = child;
    return;
  }
  Frame& frame = frames_.back();
  std::vector<NodeIndex>& children = tree_.nodes[frame.node].children;
  if (!frame.is_mapping) {
    children.push_back(child);
  } else if (!frame.key) {
    check_key(frame, child);
    frame.key = child;
  } else {
    const EventNode& key = tree_.resolved(*frame.key);
    if (key.kind == EventNode::Kind::sequence || key.kind == EventNode::Kind::mapping) {
      issues_.add("E0022", tree_.nodes[*frame.key].at, "a list or a mapping cannot be a key",
                  "put the text in quotes where a value begins with `{` or `[`");
    }
    children.push_back(*frame.key);
    children.push_back(child);
    frame.key.reset();
  }
}

void EventTreeBuilder::check_key(Frame& frame, NodeIndex key) {
  const Position at = tree_.nodes[key].at;
  const EventNode& node = tree_.resolved(key);
  if (node.kind == EventNode::Kind::null) {
    issues_.add("E0022", at, "a key is missing or is the word null", "name the key, or quote it");
    return;
  }
  if (node.kind != EventNode::Kind::scalar)
    return;  // refused in attach(), once it is known to be whole
  const auto [first, is_new] = frame.keys.try_emplace(node.text, at);
  if (is_new) return;
  const bool merge = tree_.is_merge_key(key);
  Issue& issue = issues_.add(
      "E0016", at,
      "the key " + quote(node.text) + " stands twice in this mapping, first on line " +
          std::to_string(first->second.line),
      merge ? "merge several at once: `<<: [ *first, *second ]`" : "delete or rename one of them");
  issue.length =
      std::max(1, source_.position_of(last_octet_ + node.text.size()).column - at.column);
  issue.related = first->second;
}

void EventTreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const NodeIndex index = add_node(EventNode::Kind::null, mark, anchor);
  // The mark of a value that is not there is that of whatever comes next, lines below; show its
  // key.
  if (!frames_.empty() && frames_.back().key) {
    const EventNode& key = tree_.nodes[*frames_.back().key];
    tree_.nodes[index].at = key.at;
    check_colon(key, tree_.nodes[frames_.back().node].flow);
  }
  attach(index);
}

void EventTreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const NodeIndex index = add_node(EventNode::Kind::alias, mark, YAML::NullAnchor);
  const auto target = anchors_.find(anchor);
  if (target == anchors_.end() || !tree_.nodes[target->second].complete) {
    issues_.add("E0019", tree_.nodes[index].at,
                "this alias stands inside the very value that it names",
                "write the value out, or move the anchor to a smaller part");
    throw ParsingStopped{};
  }
  tree_.nodes[index].target = target->second;
  attach(index);
}

void EventTreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag,
                                YAML::anchor_t anchor, const std::string& value) {
  const NodeIndex index = add_node(EventNode::Kind::scalar, mark, anchor);
  check_tag(EventNode::Kind::scalar, tag, last_octet_, value);
  EventNode& node = tree_.nodes[index];
  node.text = value;
  node.quoted = tag == "!" || tag == std::string(core_prefix) + "str";
  if (!value.empty() || node.quoted) move_to(node, after_properties(last_octet_));
  if (tag == "!") check_quote_closed(node);
  attach(index);
}

void EventTreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                                       YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
  open_collection(EventNode::Kind::sequence, mark, tag, anchor, style);
}

void EventTreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag,
                                  YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
  open_collection(EventNode::Kind::mapping, mark, tag, anchor, style);
}

void EventTreeBuilder::OnSequenceEnd() {
  close_collection();
}
void EventTreeBuilder::OnMapEnd() {
  close_collection();
}

void EventTreeBuilder::open_collection(EventNode::Kind kind, const YAML::Mark& mark,
                                       const std::string& tag, YAML::anchor_t anchor,
                                       YAML::EmitterStyle::value style) {
  const NodeIndex index = add_node(kind, mark, anchor);
  if (frames_.size() >= depth_max) {
    issues_.add("E0014", tree_.nodes[index].at,
                "more than " + std::to_string(depth_max) + " lists and mappings inside each other",
                "a definition needs about 12 levels; is a bracket repeated by mistake?");
    throw ParsingStopped{};
  }
  check_tag(kind, tag, last_octet_, {});
  EventNode& node = tree_.nodes[index];
  node.flow = style == YAML::EmitterStyle::Flow;
  node.complete = false;
  move_to(node, after_properties(last_octet_));
  attach(index);
  frames_.push_back({index, kind == EventNode::Kind::mapping, std::nullopt, {}});
}

void EventTreeBuilder::close_collection() {
  EventNode& node = tree_.nodes[frames_.back().node];
  node.complete = true;
  frames_.pop_back();
  if (node.flow) check_commas(node);
}

void EventTreeBuilder::check_tag(EventNode::Kind kind, const std::string& tag, std::size_t octet,
                                 const std::string& value) {
  const std::string_view rest = source_.text().substr(std::min(octet, source_.text().size()));
  if (is_unspecific(tag) && !rest.starts_with('!')) return;
  const bool scalar = kind == EventNode::Kind::scalar;
  const bool collection_tag =
      tag == std::string(core_prefix) + (kind == EventNode::Kind::mapping ? "map" : "seq");
  if (scalar ? is_core_scalar_tag(tag) : collection_tag) return;
  const Position at = source_.position_of(octet);
  if (!tag.starts_with('!')) {
    issues_.add("E0018", at, "the tag " + quote(tag) + " has no meaning here", "delete the tag");
    return;
  }
  const std::string written = value.empty() ? tag : tag == "!" ? "!" + value : tag + " " + value;
  issues_.add("E0013", at,
              "YAML reads the `!` at the start of " + quote(written) +
                  " as the mark of a tag, not as \"not\"",
              "put the condition in quotes: \"" + written + "\"");
}

void EventTreeBuilder::check_commas(const EventNode& collection) {
  const EventNode* opened = nullptr;
  for (const NodeIndex child : collection.children) {
    const EventNode& node = tree_.nodes[child];
    if (node.kind != EventNode::Kind::scalar || node.quoted) continue;
    const int balance = open_brackets(node.text);
    if (balance > 0 && opened == nullptr) opened = &node;
    if (balance < 0 && opened != nullptr) {
      issues_
          .add("E0012", opened->at,
               "the comma inside ( ) cuts this text in two: inside { } and [ ] a comma begins the "
               "next entry",
               "put the whole text in quotes")
          .related = node.at;
      opened = nullptr;
    }
  }
}

/// yaml-cpp 0.7 takes the end of the file for a closing quote where the text ends with a line end.
void EventTreeBuilder::check_quote_closed(const EventNode& scalar) {
  const std::string_view text = source_.text();
  const char quote = scalar.octet < text.size() ? text[scalar.octet] : '\0';
  if (quote != '"' && quote != '\'') return;
  for (std::size_t i = scalar.octet + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\')
      ++i;
    else if (text[i] == quote)
      return;  // of '' the first will do: the question is whether there is any
  }
  add_unclosed_quote(scalar.at, issues_);
  throw ParsingStopped{};
}

/// A key without a value may be a line that lacks its colon, or the blank after it.
void EventTreeBuilder::check_colon(const EventNode& key, bool in_flow) {
  if (key.kind != EventNode::Kind::scalar || key.quoted) return;
  const std::string_view rest = source_.text().substr(key.octet);
  if (!rest.starts_with(key.text)) return;
  const std::size_t next = rest.find_first_not_of(" \t", key.text.size());
  const bool has_colon = next != std::string_view::npos && rest[next] == ':';
  const std::size_t inner = key.text.find(':');
  if (has_colon || (in_flow && inner == std::string::npos)) return;
  issues_.add("E0024", key.at,
              inner == std::string::npos
                  ? "a colon is missing after " + quote(key.text)
                  : "a blank is missing after the colon in " + quote(key.text),
              "write `key: value`, with a blank after the colon");
}

void EventTreeBuilder::move_to(EventNode& node, std::size_t octet) const {
  if (octet == node.octet) return;
  node.octet = octet;
  node.at = source_.position_of(octet);
}

std::size_t EventTreeBuilder::after_properties(std::size_t octet) const {
  const std::string_view text = source_.text();
  if (octet >= text.size() || (text[octet] != '&' && text[octet] != '!')) return octet;
  while (octet < text.size()) {
    const char c = text[octet];
    if (c == '&' || c == '!') {
      octet = std::min(text.find_first_of(" \t\r\n,[]{}", octet), text.size());
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      ++octet;
    } else if (c == '#') {
      octet = std::min(text.find('\n', octet), text.size());
    } else {
      break;
    }
  }
  return octet;
}

const EventNode* EventTreeBuilder::open_flow() const {
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    const EventNode& node = tree_.nodes[frame->node];
    if (node.flow) return &node;
  }
  return nullptr;
}

}  // namespace dunghan::adapters::yaml
