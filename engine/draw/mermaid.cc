// A chart as a Mermaid state diagram; see mermaid.h.
#include "engine/draw/mermaid.h"

#include <utility>

#include "engine/definition/chart_walk.h"

namespace dunghan::draw {
namespace {

using Kind = definition::State::Kind;

/// Mermaid reads labels up to a line end or a semicolon, takes `:` for the start of a label, `%%`
/// for a comment, `{` for an inside; in a label `#` opens an entity and `<` a tag. Entities stand
/// for all of them.
std::string label_text(std::string_view text) {
  std::string made;
  for (const char octet : text) {
    switch (octet) {
      case '#':
      case '"':
      case ':':
      case ';':
      case '<':
      case '>':
      case '&':
      case '%':
      case '{':
      case '}':
      case '\\':
      case '`': made += "#" + std::to_string(static_cast<int>(octet)) + ";"; break;
      case '\n':
      case '\r':
      case '\t': made += ' '; break;
      default: made += octet;
    }
  }
  return made;
}

class MermaidWriter {
 public:
  explicit MermaidWriter(const Chart& chart) : chart_(chart), definition_(*chart.definition) {}

  std::string write() {
    line("---");
    // YAML: a single quote is doubled, nothing else has a meaning.
    std::string title;
    for (const char octet : chart_.title)
      title += octet == '\'' ? std::string("''") : std::string(1, octet);
    line("title: '" + title + "'");
    line("---");
    line("stateDiagram-v2");
    ++depth_;
    line("direction TB");
    inside_of(0);
    for (const Edge& edge : chart_.edges) write(edge);
    for (std::size_t i = 1; i < definition_.states.size(); ++i)
      note(name(static_cast<int>(i)), note_lines(static_cast<int>(i)));
    case_notes();
    return std::move(text_);
  }

 private:
  void line(const std::string& content) {
    text_ += std::string(static_cast<std::size_t>(depth_) * 2, ' ') + content + "\n";
  }

  [[nodiscard]] const definition::State& state(int index) const { return chart_.state(index); }
  [[nodiscard]] bool is_frame(int index) const { return !state(index).children.empty(); }
  [[nodiscard]] std::string bare_name(int index) const {
    return index == 0 ? "0" : state(index).name;
  }
  [[nodiscard]] std::string name(int index) const { return "s_" + bare_name(index); }

  void declare(const std::string& id, const std::string& title) {
    line("state \"" + label_text(title) + "\" as " + id);
  }

  void inside_of(int index) {
    if (needs_any_state(index)) {
      declare("any_" + bare_name(index),
              std::string(say(chart_.tongue, "ở bất cứ bước nào", "in any state")));
    }
    if (chart_.has_history(index, Edge::History::deep)) declare("deep_" + bare_name(index), "H*");
    if (chart_.has_history(index, Edge::History::shallow))
      declare("shallow_" + bare_name(index), "H");
    const definition::State& own = state(index);
    if (own.kind == Kind::compound && own.initial >= 0) line("[*] --> " + name(own.initial));
    for (std::size_t i = 0; i < own.children.size(); ++i) {
      if (own.kind == Kind::parallel && i > 0) line("--");
      write_state(own.children[i]);
    }
  }

  void write_state(int index) {
    std::string title = chart_.box(index).title;
    if (!chart_.box(index).region_when.empty()) title += " [" + chart_.box(index).region_when + "]";
    declare(name(index), title);
    if (is_frame(index)) {
      line("state " + name(index) + " {");
      ++depth_;
      inside_of(index);
      --depth_;
      line("}");
    }
    if (state(index).kind == Kind::final) line(name(index) + " --> [*]");
  }

  [[nodiscard]] bool starts_inside(const Edge& edge) const {
    return is_frame(edge.source) && definition::lies_in(definition_, edge.target, edge.source);
  }

  [[nodiscard]] bool needs_any_state(int index) const {
    if (index == 0 && !note_lines(0).empty()) return true;
    for (const Edge& edge : chart_.edges)
      if (edge.source == index && starts_inside(edge)) return true;
    return false;
  }

  [[nodiscard]] std::string words_of(const Edge& edge) const {
    std::string text = edge.kind == Edge::Kind::expiry ? "! " + edge.what : edge.what;
    if (!edge.who.empty()) text += " (" + edge.who + ")";
    if (!edge.guard.empty()) text += " [" + edge.guard + "]";
    if (!edge.grace.empty()) text += ", " + edge.grace;
    return text;
  }

  [[nodiscard]] std::string edge_words(const Edge& edge) const {
    std::string text;
    constexpr std::size_t width = 32;
    for (const std::string& each : wrapped(words_of(edge), width))
      text += (text.empty() ? "" : "<br>") + label_text(each);
    for (const Duty& duty : edge.duties)
      text += (text.empty() ? "" : "<br>") + label_text(duty_words(duty));
    return text;
  }

  void write(const Edge& edge) {
    const std::string from = (starts_inside(edge) ? "any_" : "s_") + bare_name(edge.source);
    std::string to = name(edge.target);
    if (edge.history == Edge::History::deep) to = "deep_" + bare_name(edge.target);
    if (edge.history == Edge::History::shallow) to = "shallow_" + bare_name(edge.target);
    const std::string words = edge_words(edge);
    line(from + " --> " + to + (words.empty() ? "" : " : " + words));
  }

  static std::string duty_words(const Duty& duty) {
    std::string text = "• " + duty.title;
    if (!duty.who.empty()) text += " (" + duty.who + ")";
    return duty.limit.empty() ? text : text + ", " + duty.limit;
  }

  [[nodiscard]] std::vector<std::string> note_lines(int index) const {
    const Box& box = chart_.box(index);
    std::vector<std::string> lines;
    for (const Duty& duty : box.duties) lines.push_back(duty_words(duty));
    const std::string limit(say(chart_.tongue, "thời hạn ", "deadline "));
    for (const Duty& each : box.limits)
      lines.push_back(limit + each.title + ": " + each.limit +
                      (each.who.empty() ? "" : " (" + each.who + ")"));
    for (const Edge& edge : box.inside)
      if (const std::string words = words_of(edge); !words.empty()) lines.push_back(words);
    if (!box.noted.empty())
      lines.push_back(std::string(say(chart_.tongue, "chỉ ghi nhận: ", "noted only: ")) +
                      joined(box.noted));
    if (!box.kept.empty())
      lines.push_back(std::string(say(chart_.tongue, "để dành: ", "kept for later: ")) +
                      joined(box.kept));
    return lines;
  }

  void note(const std::string& id, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    std::string text;
    for (const std::string& each : lines) text += (text.empty() ? "" : "<br>") + label_text(each);
    line("note right of " + id + " : " + text);
  }

  /// The deadlines of the case hang on its first state, its own tasks on "in any state".
  void case_notes() {
    if (needs_any_state(0)) note("any_0", note_lines(0));
    std::vector<std::string> lines;
    for (const CaseLimit& each : chart_.case_limits)
      lines.push_back(each.title + ": " + each.limit + ", " + each.start + " → " + each.stop +
                      (each.who.empty() ? "" : " (" + each.who + ")"));
    const int first = state(0).initial >= 0 ? state(0).initial : 1;
    if (definition_.states.size() > 1) note(name(first), lines);
  }

  const Chart& chart_;
  const definition::WorkflowDefinition& definition_;
  std::string text_;
  int depth_ = 0;
};

}  // namespace

std::string mermaid_of(const Chart& chart) {
  return MermaidWriter(chart).write();
}

}  // namespace dunghan::draw
