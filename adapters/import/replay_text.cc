#include "adapters/import/replay_text.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace dunghan::adapters::import {
namespace {

using service::DeadlineReport;
using service::ReplayReport;

std::string number(std::int64_t value) {
  std::string digits = std::to_string(value);
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t place = digits.size(); place > first + 3; place -= 3)
    digits.insert(place - 3, ",");
  return digits;
}

class Writer {
 public:
  Writer(const definition::WorkflowDefinition& definition, const ReplayTextOptions& options)
      : definition_(definition), options_(options) {}

  std::string write(const ReplayReport& report) {
    head(report);
    for (const DeadlineReport& figures : report.deadlines) {
      if (figures.started != 0 || figures.recorded != 0) deadline(figures);
    }
    table(say("Activities that the map does not name", "Hoạt động mà bản ánh xạ không nêu"),
          report.unmapped);
    rejected(report);
    if (options_.returned != 0) {
      line(say("Note: about " + number(options_.returned) +
                   " cases begin again after others: their rows do not stand together. Set "
                   "`log.grouped: false`.",
               "Lưu ý: khoảng " + number(options_.returned) +
                   " hồ sơ bắt đầu lại sau hồ sơ khác: các dòng của chúng không đứng liền nhau. "
                   "Đặt `log.grouped: false`."));
    }
    return std::move(text_);
  }

 private:
  std::string say(std::string english, std::string vietnamese) const {
    return options_.vietnamese ? std::move(vietnamese) : std::move(english);
  }
  void line(const std::string& text) { text_ += text + "\n"; }

  void head(const ReplayReport& report) {
    const auto hundredths = std::llround(options_.seconds * 100.0);
    const std::string seconds = std::to_string(hundredths / 100) + "." +
                                (hundredths % 100 < 10 ? "0" : "") +
                                std::to_string(hundredths % 100);
    line(say(
        number(report.cases) + " cases, " + number(report.events) + " events, " + seconds + " s",
        number(report.cases) + " hồ sơ, " + number(report.events) + " sự kiện, " + seconds +
            " giây"));
    if (report.without_end != 0) {
      line(say(number(report.without_end) + " cases have no end in the log",
               number(report.without_end) + " hồ sơ chưa có ngày kết thúc trong nhật ký"));
    }
  }

  std::string title_of(const std::string& name) const {
    const auto found =
        std::find_if(definition_.deadlines.begin(), definition_.deadlines.end(),
                     [&](const definition::Deadline& deadline) { return deadline.name == name; });
    if (found == definition_.deadlines.end() || found->title.empty()) return name;
    return name + " (" + (options_.vietnamese ? found->title.vi : found->title.en) + ")";
  }

  void deadline(const DeadlineReport& figures) {
    line("");
    line(title_of(figures.name));
    const bool two = !options_.main_rule.empty();
    if (two) column(options_.main_rule, figures.main);
    column(options_.statutory_rule, figures.statutory);
    if (figures.recorded == 0) return;
    agreement(figures, two);
    table(say("  different by the statute, by the day on which the other system's limit ended",
              "  khác theo luật, xếp theo ngày mà thời hạn của hệ thống kia kết thúc"),
          figures.rolled);
    table(say("  the others, by what the log says", "  số còn lại, theo điều nhật ký ghi"),
          figures.classes);
    histogram(figures);
    recorded_days(figures);
  }

  void column(const std::string& rule, const service::KeptFigures& kept) {
    line("  " + rule + ": " +
         say(number(kept.met) + " kept, " + number(kept.late) + " late, " + number(kept.open) +
                 " open",
             number(kept.met) + " đúng hạn, " + number(kept.late) + " trễ hạn, " +
                 number(kept.open) + " chưa xong") +
         (kept.cancelled == 0 ? std::string()
                              : say(", " + number(kept.cancelled) + " no longer owed",
                                    ", " + number(kept.cancelled) + " không còn phải làm")));
  }

  void agreement(const DeadlineReport& figures, bool two) {
    const auto& main = figures.main_agree;
    line("  " +
         say("the other system's own due dates: " + number(figures.recorded) +
                 "; to the day the same: ",
             "ngày đến hạn của hệ thống kia: " + number(figures.recorded) + "; trùng từng ngày: ") +
         number(main.agree) + " (" + (two ? options_.main_rule : options_.statutory_rule) + ")" +
         (two ? ", " + number(figures.statutory_agree.agree) + " (" + options_.statutory_rule + ")"
              : std::string()));
  }

  void recorded_days(const DeadlineReport& figures) {
    const auto& by = figures.by_recorded;
    if (by.before + by.on + by.after == 0) return;
    line("  " + say("ended before that day ", "xong trước ngày đó ") + number(by.before) +
         say(", on it ", ", đúng ngày ") + number(by.on) + say(", after it ", ", sau ngày đó ") +
         number(by.after) + say(", not yet ", ", chưa xong ") + number(by.open));
  }

  void histogram(const DeadlineReport& figures) {
    std::vector<std::pair<std::int64_t, std::int64_t>> days(figures.days.counts.begin(),
                                                            figures.days.counts.end());
    if (days.empty()) return;
    std::stable_sort(days.begin(), days.end(), [](const auto& left, const auto& right) {
      return left.second > right.second;
    });
    line(say("  the rest, by days between the other system's date and ours",
             "  phần còn lại, theo số ngày chênh lệch"));
    std::int64_t others = figures.days.beyond;
    std::string text = "   ";
    for (std::size_t i = 0; i < days.size(); ++i) {
      if (i >= text_rows_max) {
        others += days[i].second;
        continue;
      }
      text += (i == 0 ? " " : ", ") + std::string(days[i].first > 0 ? "+" : "") +
              std::to_string(days[i].first) + ": " + number(days[i].second);
    }
    line(text + (others == 0 ? std::string() : say(", others: ", ", khác: ") + number(others)));
  }

  void table(const std::string& title, const service::Tally& tally) {
    if (tally.empty()) return;
    line(title + ": " + number(tally.total()));
    std::int64_t others = 0;
    std::size_t shown = 0;
    for (const auto& [name, count] : tally.by_size()) {
      if (shown++ < text_rows_max) {
        line("    " + number(count) + "  " + name);
      } else {
        others += count;
      }
    }
    if (others != 0) line("    " + number(others) + "  " + say("others", "khác"));
  }

  void rejected(const ReplayReport& report) {
    if (report.rejected.empty()) return;
    line("");
    line(say("Could not be used: ", "Không dùng được: ") + number(report.rejected.total()));
    for (const auto& [reason, count] : report.rejected.by_size()) {
      const std::int64_t cases = report.rejected_cases.at(reason);
      line("    " + number(count) + "  " + reason_text(reason) +
           (cases == 0 ? std::string()
                       : say(" (in " + number(cases) + " cases)",
                             " (trong " + number(cases) + " hồ sơ)")));
      if (const auto first = report.first_rejected.find(reason);
          first != report.first_rejected.end())
        line("        " + say("first: ", "đầu tiên: ") + example_text(first->second));
    }
  }

  // "line 4, column 12, case sample-01: the date `2011-13-45` …"
  std::string example_text(const service::Rejection& one) const {
    std::string text = say("line ", "dòng ") + std::to_string(one.line);
    if (one.column > 0) text += say(", column ", ", cột ") + std::to_string(one.column);
    if (!one.case_id.empty()) text += say(", case ", ", hồ sơ ") + one.case_id;
    if (!one.activity.empty()) text += ", " + one.activity;
    return one.message.empty() ? text : text + ": " + one.message;
  }

  std::string reason_text(const std::string& reason) const {
    struct Wording {
      std::string_view reason, en, vi;
    };
    static constexpr Wording wordings[] = {
        {"bad_date", "a date that cannot be read", "ngày không đọc được"},
        {"bad_value", "a value that cannot be read", "giá trị không đọc được"},
        {"before_start", "happened before the case began", "xảy ra trước khi hồ sơ bắt đầu"},
        {"after_end", "happened after the case ended", "xảy ra sau khi hồ sơ kết thúc"},
        {"end_before_start", "the case ended before it began", "hồ sơ kết thúc trước khi bắt đầu"},
        {"out_of_order", "an order that cannot be", "thứ tự không thể có"},
        {"missing_case_id", "names no case", "không nêu hồ sơ"},
        {"missing_activity", "names no activity", "không nêu hoạt động"},
        {"missing_unit", "names no unit", "không nêu đơn vị"},
        {"unknown_activity", "an activity that the map does not name",
         "hoạt động mà bản ánh xạ không nêu"},
        {"no_start", "a case that nothing opens", "hồ sơ không có gì mở"},
        {"opened_again", "opens a case that is open", "mở hồ sơ đang mở"},
        {"event_not_allowed", "not allowed in the state the case was in",
         "không được phép ở trạng thái khi đó"},
        {"ragged_row", "a row with too few or too many values", "dòng thừa hoặc thiếu giá trị"},
        {"not_utf8", "text that is not UTF-8", "chữ không phải UTF-8"},
        {"stray_quote", "a quote in the wrong place", "dấu nháy sai chỗ"},
        {"duplicate", "an event that was there before", "sự kiện lặp lại"}};
    for (const Wording& wording : wordings) {
      if (wording.reason == reason)
        return std::string(options_.vietnamese ? wording.vi : wording.en);
    }
    return reason;
  }

  const definition::WorkflowDefinition& definition_;
  const ReplayTextOptions& options_;
  std::string text_;
};

}  // namespace

std::string to_text(const service::ReplayReport& report,
                    const definition::WorkflowDefinition& definition,
                    const ReplayTextOptions& options) {
  return Writer(definition, options).write(report);
}

std::string to_text(const service::DueDifference& difference, bool vietnamese) {
  const auto date = [](const std::optional<Date>& day) {
    return day ? dunghan::to_text(*day) : std::string("-");
  };
  const std::string& reason = vietnamese ? difference.reason_vi : difference.reason_en;
  std::string text =
      difference.case_id + " " + difference.deadline + ": " + dunghan::to_text(difference.recorded);
  text += (vietnamese ? "; ta tính " : "; ours ") + date(difference.main_due);
  if (difference.statutory_due != difference.main_due)
    text += (vietnamese ? ", theo luật " : ", by the statute ") + date(difference.statutory_due);
  if (!reason.empty()) text += " (" + reason + ")";
  if (!difference.group.empty()) text += " [" + difference.group + "]";
  return text;
}

}  // namespace dunghan::adapters::import
