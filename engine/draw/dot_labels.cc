// Labels of a drawing in DOT; see dot_labels.h.
#include "engine/draw/dot_labels.h"

#include "engine/draw/xml_text.h"

namespace dunghan::draw {
namespace {

constexpr std::size_t box_width = 36;
constexpr std::size_t edge_width = 28;
constexpr std::size_t cell_width = 30;
constexpr int small = 9;

struct Look {
  const char* colour = nullptr;
  bool bold = false;
  bool italic = false;
  int size = 0;
};

/// The text in lines that end on the left. `first`: what stands before the first line alone.
std::string lines_of(std::string_view text, std::size_t width, const Look& look) {
  std::string made;
  for (const std::string& line : wrapped(text, width))
    made += xml_text(line) + "<BR ALIGN=\"LEFT\"/>";
  if (made.empty()) return made;
  if (look.bold) made = "<B>" + made + "</B>";
  if (look.italic) made = "<I>" + made + "</I>";
  if (look.colour == nullptr && look.size == 0) return made;
  std::string font = "<FONT";
  if (look.colour != nullptr) font += std::string(" COLOR=\"") + look.colour + "\"";
  if (look.size != 0) font += " POINT-SIZE=\"" + std::to_string(look.size) + "\"";
  return font + ">" + made + "</FONT>";
}

std::string cell(const std::string& content, const std::string& attributes = {}) {
  return "<TD ALIGN=\"LEFT\" BALIGN=\"LEFT\" VALIGN=\"TOP\"" + attributes + ">" + content + "</TD>";
}

std::string row(const std::string& cells) {
  return "<TR>" + cells + "</TR>";
}

std::string table(const std::string& rows, const std::string& attributes = {}) {
  return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"3\"" + attributes +
         ">" + rows + "</TABLE>";
}

std::string background(const char* colour) {
  return std::string(" BGCOLOR=\"") + colour + "\"";
}

constexpr const char* across = " COLSPAN=\"2\"";

/// What, and on the right by whom; the time it may take below.
std::string duty_row(const Duty& duty) {
  std::string what = lines_of("• " + duty.title, box_width, {colour::ink, false, false, 0});
  if (!duty.limit.empty()) what += lines_of(duty.limit, box_width, {colour::time, false, false, 0});
  return row(cell(what) + cell(lines_of(duty.who, box_width, {colour::who, false, true, 0})));
}

std::string limit_row(const Duty& limit) {
  const std::string what = lines_of(limit.title, box_width, {colour::ink, false, false, 0}) +
                           lines_of(limit.who, box_width, {colour::who, false, true, 0});
  return row(cell(what, background(colour::limit)) +
             cell(lines_of(limit.limit, box_width, {colour::time, true, false, 0}),
                  background(colour::limit)));
}

const char* colour_of(Edge::Kind kind) {
  if (kind == Edge::Kind::expiry) return colour::expiry;
  return kind == Edge::Kind::time ? colour::time : colour::ink;
}

std::string duties_text(const Edge& edge, std::size_t width) {
  std::string text;
  for (const Duty& duty : edge.duties) {
    text += lines_of("• " + duty.title, width, {colour::faint, false, false, small});
    const std::string by = duty.limit.empty() ? duty.who : duty.who + ", " + duty.limit;
    text += lines_of(by, width, {colour::time, false, true, small});
  }
  return text;
}

std::string edge_text(const Edge& edge, Tongue tongue, std::size_t width) {
  std::string text = lines_of(edge.what, width, {colour_of(edge.kind), true, false, 0});
  text += lines_of(edge.who, width, {colour::who, false, true, 0});
  if (!edge.guard.empty())
    text += lines_of("[" + edge.guard + "]", width, {colour::faint, false, false, 0});
  text += lines_of(edge.grace, width, {colour::expiry, false, false, 0});
  if (edge.fresh)
    text +=
        lines_of(say(tongue, "làm lại từ đầu", "afresh"), width, {colour::faint, false, true, 0});
  if (!edge.opens.empty())
    text += lines_of(std::string(say(tongue, "mở: ", "opens: ")) + edge.opens, width,
                     {colour::faint, false, false, small});
  return text + duties_text(edge, width);
}

/// What happens without leaving the state, one row each.
std::string inside_rows(const Chart& chart, const Box& box) {
  std::string rows;
  for (const Edge& edge : box.inside) {
    Edge shown = edge;
    shown.who.clear();
    const std::string what = edge_text(shown, chart.tongue, box_width);
    if (what.empty() && edge.who.empty()) continue;  // `always` that only sets data
    rows += row(cell(what) + cell(lines_of(edge.who, box_width, {colour::who, false, true, 0})));
  }
  const auto names = [&](const std::vector<std::string>& all, std::string_view words) {
    if (all.empty()) return;
    rows += row(cell(lines_of(std::string(words) + joined(all), box_width + box_width / 3,
                              {colour::faint, false, false, small}),
                     across));
  };
  names(box.noted, say(chart.tongue, "chỉ ghi nhận: ", "noted only: "));
  names(box.kept, say(chart.tongue, "để dành: ", "kept for later: "));
  return rows;
}

/// Below the title: duties, deadlines and, but for frames, what happens inside.
std::string body_rows(const Chart& chart, int state, bool with_inside) {
  const Box& box = chart.box(state);
  std::string rows;
  const auto add = [&rows](const std::string& more) {
    if (!more.empty()) rows += "<HR/>" + more;
  };
  std::string duties;
  for (const Duty& duty : box.duties) duties += duty_row(duty);
  add(duties);
  std::string limits;
  for (const Duty& limit : box.limits) limits += limit_row(limit);
  add(limits);
  if (with_inside) add(inside_rows(chart, box));
  return rows;
}

std::string kind_words(const Chart& chart, int index) {
  const definition::State& state = chart.state(index);
  std::string words;
  if (state.kind == definition::State::Kind::parallel)
    words = say(chart.tongue, "các phần làm song song", "parts run in parallel");
  const std::string& when = chart.box(index).region_when;
  if (!when.empty()) words += (words.empty() ? "" : " ") + ("[" + when + "]");
  return words;
}

std::string case_limits_table(const Chart& chart) {
  if (chart.case_limits.empty()) return {};
  const Tongue tongue = chart.tongue;
  const auto head = [](std::string_view text) {
    return cell(lines_of(text, cell_width, {colour::faint, false, true, small}));
  };
  std::string rows =
      row("<TD ALIGN=\"LEFT\" COLSPAN=\"5\"><B>" +
          xml_text(say(tongue, "Thời hạn của cả vụ việc", "Deadlines of the case")) + "</B></TD>");
  rows += "<HR/>" + row(head(say(tongue, "thời hạn", "deadline")) +
                        head(say(tongue, "bao lâu", "how long")) + head(say(tongue, "từ", "from")) +
                        head(say(tongue, "đến", "until")) + head(say(tongue, "của ai", "whose")));
  for (const CaseLimit& each : chart.case_limits) {
    const Look plain{colour::ink, false, false, 0};
    rows += "<HR/>" + row(cell(lines_of(each.title, cell_width, {colour::ink, true, false, 0})) +
                          cell(lines_of(each.limit, cell_width, {colour::time, true, false, 0})) +
                          cell(lines_of(each.start, cell_width, plain)) +
                          cell(lines_of(each.stop, cell_width, plain)) +
                          cell(lines_of(each.who, cell_width, {colour::who, false, true, 0})));
  }
  return "<TABLE ID=\"case-limits\" BORDER=\"1\" CELLBORDER=\"0\" CELLSPACING=\"0\" "
         "CELLPADDING=\"4\" STYLE=\"ROUNDED\" COLOR=\"#e0c98c\"" +
         background(colour::limit) + ">" + rows + "</TABLE>";
}

std::string wrapped_in_brackets(const std::string& content) {
  return "<" + content + ">";
}

}  // namespace

std::string state_label(const Chart& chart, int state) {
  using Kind = definition::State::Kind;
  const Kind kind = chart.state(state).kind;
  const bool is_frame = kind == Kind::compound || kind == Kind::parallel;
  std::string head = lines_of(chart.box(state).title, box_width, {colour::ink, true, false, 0});
  head += lines_of(kind_words(chart, state), box_width, {colour::faint, false, true, small});
  const std::string body = body_rows(chart, state, !is_frame);
  const std::string centred =
      kind == Kind::final || (body.empty() && !is_frame) ? " ALIGN=\"CENTER\"" : " ALIGN=\"LEFT\"";
  const std::string title = "<TD" + centred + " BALIGN=\"LEFT\"" + across + ">" + head + "</TD>";
  return wrapped_in_brackets(table(row(title) + body));
}

std::string any_state_label(const Chart& chart, int state) {
  const std::string_view words =
      state == 0 ? say(chart.tongue, "ở bất cứ bước nào", "in any state")
                 : say(chart.tongue, "ở bước nào trong khung", "in any state of this frame");
  std::string rows = row(cell(lines_of(words, box_width, {colour::faint, false, true, 0}), across));
  if (state == 0) rows += body_rows(chart, state, false);
  const std::string inside = inside_rows(chart, chart.box(state));
  if (!inside.empty()) rows += "<HR/>" + inside;
  return wrapped_in_brackets(table(rows));
}

std::string edge_label(const Edge& edge, Tongue tongue) {
  const std::string text = edge_text(edge, tongue, edge_width);
  // In a table of its own: dot centres bare lines, and needs room between arrow and text.
  return wrapped_in_brackets(table(row(cell(text.empty() ? " " : text))));
}

std::string heading_label(const Chart& chart) {
  const std::string version = chart.definition->id + ", " +
                              std::string(say(chart.tongue, "phiên bản ", "version ")) +
                              std::to_string(chart.definition->version);
  std::string rows = row(cell("<FONT POINT-SIZE=\"16\"><B>" + xml_text(chart.title) +
                              "</B></FONT><BR ALIGN=\"LEFT\"/><FONT COLOR=\"" + colour::faint +
                              "\">" + xml_text(version) + "</FONT><BR ALIGN=\"LEFT\"/>"));
  const std::string limits = case_limits_table(chart);
  if (!limits.empty()) rows += row(cell(limits));
  return wrapped_in_brackets(table(rows));
}

}  // namespace dunghan::draw
