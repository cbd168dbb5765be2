#include "engine/draw/gantt.h"

#include <algorithm>
#include <array>

#include "engine/draw/words.h"
#include "engine/draw/xml_text.h"

namespace dunghan::draw {
namespace {

// Lengths in pixels.
constexpr double label_width = 330, margin = 16, lane_height = 36, title_height = 30;
constexpr double bar_height = 14, axis_height = 44, head_height = 40, legend_height = 54;
constexpr double chart_width_wanted = 1'000, chart_width_max = 12'000, day_width_max = 28;
constexpr double day_width_shaded = 1, day_width_numbered = 17, day_width_weeks = 4.5;
constexpr std::size_t label_characters = 46;

// "12.5": a length with one decimal, written the same everywhere.
std::string number(double value) {
  const auto tenths = static_cast<long long>(value * 10 + (value < 0 ? -0.5 : 0.5));
  std::string text = std::to_string(tenths / 10);
  if (tenths % 10 != 0) text += "." + std::to_string(std::abs(tenths % 10));
  return tenths < 0 && tenths > -10 ? "-" + text : text;
}

std::string cut(const std::string& text) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
    if (++characters > label_characters) return text.substr(0, i) + "…";
  }
  return text;
}

std::string two_digits(unsigned value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

class Drawing {
 public:
  Drawing(const Gantt& gantt, const calendar::Calendar& calendar, Tongue tongue)
      : gantt_(gantt), calendar_(calendar), tongue_(tongue) {
    find_span();
    const auto days = static_cast<double>((last_ - first_).count());
    day_width_ =
        std::min({day_width_max, std::max(1.0, chart_width_wanted / days), chart_width_max / days});
    width_ = days * day_width_;
    std::size_t lanes = 0;
    for (const GanttGroup& group : gantt_.groups) lanes += group.lanes.size();
    height_ = axis_height + static_cast<double>(lanes) * lane_height +
              static_cast<double>(gantt_.groups.size()) * title_height;
  }

  std::string draw() {
    begin();
    days_off();
    axis();
    double y = top_ + axis_height;
    for (const GanttGroup& group : gantt_.groups) {
      text(margin, y + 20, group.title, "t");
      y += title_height;
      for (const GanttLane& lane : group.lanes) {
        draw_lane(lane, y);
        y += lane_height;
      }
    }
    if (gantt_.present) present(*gantt_.present);
    legend(y + 14);
    return svg_ + "</svg>\n";
  }

 private:
  std::string_view say(std::string_view vi, std::string_view en) const {
    return draw::say(tongue_, vi, en);
  }

  // ---- time and place
  void find_span() {
    std::optional<Instant> first, last;
    const auto see = [&](Instant at) {
      first = first ? std::min(*first, at) : at;
      last = last ? std::max(*last, at) : at;
    };
    for (const GanttGroup& group : gantt_.groups) {
      for (const GanttLane& lane : group.lanes) {
        for (const GanttBar& bar : lane.bars) {
          see(bar.from);
          see(bar.to);
        }
        for (const GanttMark& mark : lane.marks) see(mark.at);
      }
    }
    if (gantt_.present) see(*gantt_.present);
    const Date day = calendar_.zone().date_of(first.value_or(Instant{}));
    const Date end = calendar_.zone().date_of(last.value_or(Instant{}));
    // Room on both sides; on the right for the words beside the last mark too.
    const auto room = std::max<std::int64_t>(2, (end - day).count() / 12);
    first_ = day - std::chrono::days{1};
    last_ = end + std::chrono::days{room + 1};
  }

  double x_of(Date day) const {
    return left_ + static_cast<double>((day - first_).count()) * day_width_;
  }
  double x_of(Instant at) const {
    const Date day = calendar_.zone().date_of(at);
    const Instant midnight = calendar_.zone().start_of(day);
    const auto within = std::chrono::duration<double>(at - midnight) /
                        std::chrono::duration<double>(std::chrono::hours{24});
    return x_of(day) + std::min(1.0, within) * day_width_;
  }

  // ---- shapes
  void line(double x1, double y1, double x2, double y2, const char* style) {
    svg_ += "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) +
            "\" y2=\"" + number(y2) + "\" class=\"" + style + "\"/>\n";
  }
  void rect(double x, double y, double width, double height, const std::string& style,
            const std::string& tip = {}) {
    svg_ += "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" +
            number(std::max(1.5, width)) + "\" height=\"" + number(height) + "\" class=\"" + style +
            "\"" + closing("rect", tip);
  }
  void text(double x, double y, const std::string& words, const std::string& style) {
    svg_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" class=\"" + style + "\">" +
            xml_text(words) + "</text>\n";
  }
  static std::string closing(const std::string& element, const std::string& tip) {
    if (tip.empty()) return "/>\n";
    return "><title>" + xml_text(tip) + "</title></" + element + ">\n";
  }

  void begin() {
    const double full_width = left_ + width_ + margin, full_height = top_ + height_ + legend_height;
    svg_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(full_width) +
           "\" height=\"" + number(full_height) + "\" viewBox=\"0 0 " + number(full_width) + " " +
           number(full_height) + "\" font-family=\"'DejaVu Sans', 'Noto Sans', sans-serif\">\n";
    svg_ += "<title>" + xml_text(gantt_.title) + "</title>\n";
    svg_ += R"svg(<style>
text{font-size:12px;fill:#1d2733}.h{font-size:16px;font-weight:bold}.t{font-size:13px;font-weight:bold}
.n{font-size:11px;fill:#55606e}.a{font-size:11px;fill:#55606e;text-anchor:middle}.m{font-size:12px;font-weight:bold}
.d{font-size:11px;paint-order:stroke;stroke:#fff;stroke-width:3px}
.off{fill:#e9ebef}.grid{stroke:#d3d8de;stroke-width:1}.month{stroke:#8b95a1;stroke-width:1}
.state{fill:#7c8ea6}.allowed{fill:#dbe9f8;stroke:#9dbfe3}.extension{fill:#fde8c4;stroke:#d9a441}
.running{fill:#2f78c4}.suspended{fill:url(#hatch);stroke:#7a6a1f}.overdue{fill:#c62828}
.due{fill:#0b3d75}.due_before{fill:#fff;stroke:#0b3d75;stroke-width:1.5}.ended{fill:#2e7d32}
.ended_late{fill:#c62828}.act{stroke:#1d2733;stroke-width:2}.told{fill:#8e24aa}
.present{stroke:#c62828;stroke-width:1;stroke-dasharray:4 3}
</style>
<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff6c9"/><rect width="2.4" height="6" fill="#b39b2e"/></pattern></defs>
)svg";
    svg_ += "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";
    text(margin, 26, gantt_.title, "h");
  }

  void days_off() {
    if (day_width_ < day_width_shaded) return;
    std::optional<Date> since;
    for (Date day = first_; day <= last_; day += std::chrono::days{1}) {
      const bool off = day < last_ && !calendar_.is_working(day);
      if (off && !since) since = day;
      if (off || !since) continue;
      rect(x_of(*since), top_ + axis_height, x_of(day) - x_of(*since), height_ - axis_height, "off",
           since == day - std::chrono::days{1}
               ? short_date(*since, tongue_)
               : short_date(*since, tongue_) + " – " +
                     short_date(day - std::chrono::days{1}, tongue_));
      since.reset();
    }
  }

  void axis() {
    const double base = top_ + axis_height;
    for (Date day = first_; day < last_; day += std::chrono::days{1}) {
      const auto parts = civil(day);
      const auto of_month = static_cast<unsigned>(parts.day());
      const bool monday = std::chrono::weekday{std::chrono::sys_days{day.time_since_epoch()}} ==
                          std::chrono::Monday;
      const double x = x_of(day);
      // A month of which too little is drawn for its name goes without.
      const Date next_month{std::chrono::local_days{
          (parts.year() / parts.month() + std::chrono::months{1}) / std::chrono::day{1}}};
      const double rest = x_of(std::min(next_month, last_)) - x;
      if (of_month == 1 || day == first_) {
        line(x, top_ + 4, x, base + height_ - axis_height, of_month == 1 ? "month" : "grid");
        if (rest > 60)
          text(x + 4, top_ + 17, month_text(parts), "m");
        else if (of_month == 1 && parts.month() == std::chrono::January)
          text(x + 4, top_ + 17, std::to_string(static_cast<int>(parts.year())), "m");
      }
      if (day_width_ >= day_width_numbered) {
        text(x + day_width_ / 2, top_ + 36, std::to_string(of_month), "a");
      } else if (monday && day_width_ >= day_width_weeks) {
        line(x, top_ + 38, x, base + height_ - axis_height, "grid");
        text(x + 7, top_ + 36, std::to_string(of_month), "a");
      }
    }
    line(left_, base, left_ + width_, base, "month");
  }

  std::string month_text(std::chrono::year_month_day parts) const {
    const auto month = static_cast<unsigned>(parts.month());
    const std::string year = std::to_string(static_cast<int>(parts.year()));
    return tongue_ == Tongue::vi ? two_digits(month) + "/" + year : year + "-" + two_digits(month);
  }

  void draw_lane(const GanttLane& lane, double y) {
    line(margin, y, left_ + width_, y, "grid");
    text(margin + 8, y + (lane.note.empty() ? 22 : 15), cut(lane.label), "l");
    if (!lane.note.empty()) text(margin + 8, y + 29, cut(lane.note), "n");
    const double bar_top = y + (lane_height - bar_height) / 2;
    for (const GanttBar& bar : lane.bars) draw_bar(bar, bar_top);
    for (const GanttMark& mark : lane.marks) draw_mark(mark, lane, bar_top);
  }

  void draw_bar(const GanttBar& bar, double y) {
    static constexpr std::array<const char*, 6> styles{"state",   "allowed",   "extension",
                                                       "running", "suspended", "overdue"};
    const double x = x_of(bar.from), width = x_of(bar.to) - x;
    const double shift = lies_below(bar) ? -3 : 0;
    rect(x, y + shift, width, bar_height - 2 * shift, styles[static_cast<std::size_t>(bar.kind)],
         bar.tip);
  }

  void draw_mark(const GanttMark& mark, const GanttLane& lane, double y) {
    const double x = x_of(mark.at), middle = y + bar_height / 2;
    shape(mark.kind, x, middle, mark.tip);
    if (mark.text.empty()) return;
    // Beside the mark or, where a bar goes on there, behind its end.
    double free = x + 10;
    for (const GanttBar& bar : lane.bars)
      if (!lies_below(bar) && bar.from <= mark.at && mark.at <= bar.to)
        free = std::max(free, x_of(bar.to) + 8);
    text(free, middle + 4, mark.text, "d");
  }

  static bool lies_below(const GanttBar& bar) {
    return bar.kind == GanttBar::Kind::allowed || bar.kind == GanttBar::Kind::extension;
  }

  void polygon(double x, double y, std::initializer_list<std::pair<double, double>> corners,
               const char* style, const std::string& tip) {
    svg_ += "<polygon points=\"";
    for (const auto& [dx, dy] : corners) svg_ += number(x + dx) + "," + number(y + dy) + " ";
    svg_.back() = '"';
    svg_ += std::string(" class=\"") + style + "\"" + closing("polygon", tip);
  }

  void shape(GanttMark::Kind kind, double x, double y, const std::string& tip) {
    switch (kind) {
      case GanttMark::Kind::act:
        return line(x, y - bar_height / 2 - 2, x, y + bar_height / 2 + 2, "act");
      case GanttMark::Kind::due:
        return polygon(x, y, {{0, -9}, {7, 0}, {0, 9}, {-7, 0}}, "due", tip);
      case GanttMark::Kind::due_before:
        return polygon(x, y, {{0, -7}, {5, 0}, {0, 7}, {-5, 0}}, "due_before", tip);
      case GanttMark::Kind::told: return polygon(x, y, {{-4, -16}, {4, -16}, {0, -9}}, "told", tip);
      case GanttMark::Kind::ended:
      case GanttMark::Kind::ended_late: break;
    }
    svg_ += "<circle cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"5\" class=\"" +
            (kind == GanttMark::Kind::ended ? "ended" : "ended_late") + "\"" +
            closing("circle", tip);
  }

  void present(Instant at) {
    const double x = x_of(at);
    line(x, top_ + axis_height - 4, x, top_ + height_, "present");
  }

  // What each sort of bar and mark means, in one row.
  void legend(double y) {
    double x = margin;
    const auto entry = [&](std::string_view words) {
      text(x + 26, y + 12, std::string(words), "n");
      std::size_t characters = 0;
      for (const char octet : words)
        characters += (static_cast<unsigned char>(octet) & 0xC0U) == 0x80U ? 0U : 1U;
      x += 44 + 6.4 * static_cast<double>(characters);
    };
    const auto bar = [&](const char* style, std::string_view words) {
      rect(x, y + 1, 20, 12, style);
      entry(words);
    };
    bar("off", say("ngày nghỉ", "day off"));
    bar("state", say("trạng thái", "state"));
    bar("allowed", say("thời hạn", "limit"));
    bar("running", say("đang chạy", "running"));
    bar("suspended", say("tạm đình chỉ", "suspended"));
    bar("extension", say("gia hạn", "extended"));
    bar("overdue", say("quá hạn", "overdue"));
    const auto mark = [&](GanttMark::Kind kind, std::string_view words) {
      shape(kind, x + 10, kind == GanttMark::Kind::told ? y + 20 : y + 7, {});
      entry(words);
    };
    mark(GanttMark::Kind::due, say("hạn cuối", "due"));
    mark(GanttMark::Kind::due_before, say("hạn trước đó", "due before"));
    mark(GanttMark::Kind::ended, say("kết thúc", "ended"));
    mark(GanttMark::Kind::told, say("nhắc, đôn đốc", "told"));
  }

  const Gantt& gantt_;
  const calendar::Calendar& calendar_;
  Tongue tongue_;
  Date first_{}, last_{};  // days drawn: [first, last)
  double left_ = label_width, top_ = head_height, day_width_ = 1, width_ = 0, height_ = 0;
  std::string svg_;
};

}  // namespace

std::string svg_of(const Gantt& gantt, const calendar::Calendar& calendar, Tongue tongue) {
  return Drawing(gantt, calendar, tongue).draw();
}

std::string short_date(Date date, Tongue tongue) {
  std::string iso = to_text(date);
  if (tongue != Tongue::vi || iso.size() != 10) return iso;
  return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

}  // namespace dunghan::draw
