// The graph of a drawing in DOT; see dot.h. Arrows of Graphviz join boxes, never frames: one that
// leaves or reaches a frame is tied to a box inside and cut off at the border (lhead, ltail), which
// works only where the other end lies outside. Arrows from a frame to its own inside therefore
// start at the frame's box "in any state".
#include "engine/draw/dot.h"

#include "engine/definition/chart_walk.h"
#include "engine/draw/dot_labels.h"

namespace dunghan::draw {
namespace {

using Kind = definition::State::Kind;

std::string quoted(std::string_view text) {
  std::string made = "\"";
  for (const char octet : text) {
    if (octet == '"' || octet == '\\') made += '\\';
    made += octet == '\n' || octet == '\r' ? ' ' : octet;
  }
  return made + "\"";
}

class DotWriter {
 public:
  explicit DotWriter(const Chart& chart) : chart_(chart), definition_(*chart.definition) {}

  std::string write() {
    head();
    inside_of(0);
    for (const Edge& edge : chart_.edges) write(edge);
    depth_ = 0;
    line("}");
    return std::move(text_);
  }

 private:
  void line(const std::string& content) {
    text_ += std::string(static_cast<std::size_t>(depth_) * 2, ' ') + content + "\n";
  }

  void head() {
    line("digraph " + quoted(definition_.id) + " {");
    depth_ = 1;
    line("graph [compound=true, rankdir=TB, nodesep=0.45, ranksep=0.55, fontname=\"Helvetica\",");
    line(std::string("  fontsize=11, fontcolor=\"") + colour::ink +
         "\", labelloc=t, labeljust=l, pad=0.2,");
    line("  label=" + heading_label(chart_) + "];");
    line(std::string("node [shape=box, style=\"rounded,filled\", fillcolor=\"") + colour::state +
         "\", color=\"" + colour::line + "\",");
    line(std::string("  fontname=\"Helvetica\", fontsize=11, fontcolor=\"") + colour::ink +
         "\", margin=\"0.06,0.03\"];");
    line(std::string("edge [color=\"") + colour::arrow +
         "\", fontname=\"Helvetica\", fontsize=10, " + "fontcolor=\"" + colour::ink +
         "\", arrowsize=0.7];");
  }

  [[nodiscard]] const definition::State& state(int index) const { return chart_.state(index); }
  [[nodiscard]] bool is_frame(int index) const {
    return state(index).kind == Kind::compound || state(index).kind == Kind::parallel;
  }
  [[nodiscard]] std::string name(int index) const { return "s_" + state_name(index); }
  // The workflow's own id may hold a hyphen, and be a state's name too; no state begins with a
  // digit.
  [[nodiscard]] std::string state_name(int index) const {
    return index == 0 ? "0" : state(index).name;
  }
  [[nodiscard]] std::string frame_name(int index) const { return "cluster_" + state_name(index); }

  void inside_of(int index) {
    const definition::State& own = state(index);
    if (needs_any_state(index)) {
      line("any_" + state_name(index) + " [id=\"any-" + state_name(index) +
           "\", style=\"rounded,dashed,filled\", fillcolor=\"white\", label=" +
           any_state_label(chart_, index) + "];");
    }
    if (own.kind == Kind::compound && own.initial >= 0) {
      line("start_" + state_name(index) + " [shape=circle, style=filled, fillcolor=\"" +
           colour::ink + "\", color=\"" + colour::ink + "\", width=0.14, label=\"\", tooltip=" +
           quoted(say(chart_.tongue, "bắt đầu", "start")) + "];");
    }
    if (chart_.has_history(index, Edge::History::deep)) history(index, "H*", "deep");
    if (chart_.has_history(index, Edge::History::shallow)) history(index, "H", "shallow");
    for (const int child : own.children) write_state(child);
    if (own.kind == Kind::compound && own.initial >= 0)
      line("start_" + state_name(index) + " -> " + head_of(own.initial) +
           attributes("weight=4" + (is_frame(own.initial) ? ", lhead=" + frame_name(own.initial)
                                                          : std::string())));
  }

  static std::string attributes(const std::string& list) { return " [" + list + "];"; }

  void history(int index, const char* label, const char* depth) {
    line(std::string(depth) + "_" + state_name(index) + " [shape=circle, fixedsize=true, " +
         "width=0.32, fillcolor=\"white\", label=\"" + label + "\", tooltip=" +
         quoted(say(chart_.tongue, "trở lại nơi đã rời", "back to where it was left")) + "];");
  }

  void write_state(int index) {
    const definition::State& own = state(index);
    if (is_frame(index)) {
      write_frame(index);
      return;
    }
    std::string list = "id=\"state-" + own.name + "\", tooltip=\"" + own.name + "\", ";
    if (own.kind == Kind::final)
      list += std::string("peripheries=2, fillcolor=\"") + colour::end + "\", ";
    line(name(index) + attributes(list + "label=" + state_label(chart_, index)));
  }

  /// A region is dashed; deeper frames are a little darker, so that borders can be told apart.
  void write_frame(int index) {
    const definition::State& own = state(index);
    const bool region = state(own.parent).kind == Kind::parallel;
    line("subgraph " + frame_name(index) + " {");
    ++depth_;
    line("id=\"state-" + own.name + "\"; tooltip=\"" + own.name + "\";");
    line(std::string("style=\"rounded,filled") + (region ? ",dashed" : "") + "\"; color=\"" +
         colour::line + "\"; fillcolor=\"" +
         (level_of(index) % 2 == 1 ? colour::frame : colour::inner_frame) + "\"; margin=14;");
    line("labeljust=l; label=" + state_label(chart_, index) + ";");
    inside_of(index);
    --depth_;
    line("}");
  }

  [[nodiscard]] int level_of(int index) const {
    int level = 0;
    for (int at = index; at > 0; at = state(at).parent) ++level;
    return level;
  }

  /// Whether `state` lies inside `frame`, or is it.
  [[nodiscard]] bool within(int inner, int frame) const {
    return definition::lies_in(definition_, inner, frame);
  }

  [[nodiscard]] bool needs_any_state(int index) const {
    const Box& box = chart_.box(index);
    if (!box.inside.empty() || !box.noted.empty() || !box.kept.empty())
      return index == 0 || is_frame(index);
    if (index == 0 && (!box.duties.empty() || !box.limits.empty())) return true;
    if (index != 0 && !is_frame(index)) return false;
    for (const Edge& edge : chart_.edges)
      if (edge.source == index && starts_inside(edge)) return true;
    return false;
  }

  [[nodiscard]] bool starts_inside(const Edge& edge) const {
    return is_frame(edge.source) && within(edge.target, edge.source);
  }

  /// The box that stands for a state as the end of an arrow.
  [[nodiscard]] std::string head_of(int index) const {
    if (state(index).kind == Kind::compound && state(index).initial >= 0)
      return "start_" + state_name(index);
    if (state(index).kind == Kind::parallel && !state(index).children.empty())
      return head_of(state(index).children.front());
    return name(index);
  }

  /// The box that stands for a state as the beginning of an arrow: the last that is no end.
  [[nodiscard]] std::string tail_of(int index) const {
    const std::vector<int>& children = state(index).children;
    for (auto child = children.rbegin(); child != children.rend(); ++child)
      if (state(*child).kind != Kind::final) return tail_of(*child);
    return children.empty() ? name(index) : name(children.back());
  }

  void write(const Edge& edge) {
    std::string list;
    const auto add = [&list](const std::string& one) { list += (list.empty() ? "" : ", ") + one; };
    std::string from, to;
    if (starts_inside(edge)) {
      from = "any_" + state_name(edge.source);
    } else {
      from = tail_of(edge.source);
      if (is_frame(edge.source)) add("ltail=" + frame_name(edge.source));
    }
    if (edge.history != Edge::History::none) {
      to = (edge.history == Edge::History::deep ? "deep_" : "shallow_") + state_name(edge.target);
    } else {
      to = head_of(edge.target);
      if (is_frame(edge.target) && !within(edge.source, edge.target))
        add("lhead=" + frame_name(edge.target));
    }
    add("id=\"edge-" + state_name(edge.source) + "-" + std::to_string(++edges_) + "\"");
    if (edge.kind == Edge::Kind::expiry)
      add(std::string("style=dashed, color=\"") + colour::expiry + "\"");
    if (edge.kind == Edge::Kind::time) add(std::string("color=\"") + colour::time + "\"");
    add("tooltip=" + quoted(edge.event.empty() ? edge.what : edge.event));
    add("label=" + edge_label(edge, chart_.tongue));
    line(from + " -> " + to + attributes(list));
  }

  const Chart& chart_;
  const definition::WorkflowDefinition& definition_;
  std::string text_;
  int depth_ = 0;
  int edges_ = 0;
};

}  // namespace

std::string dot_of(const Chart& chart) {
  return DotWriter(chart).write();
}

}  // namespace dunghan::draw
