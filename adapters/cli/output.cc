#include "adapters/cli/output.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <ostream>

#include "adapters/cli/exit_code.h"
#include "adapters/json/value_json.h"
#include "engine/service/answers.h"

namespace dunghan::adapters::cli {
namespace {

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char octet) {
    return (static_cast<unsigned char>(octet) & 0xC0U) != 0x80U;
  }));
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, width_of(text)), ' ');
}

std::string line_of(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const bool last = column + 1 == cells.size();
    line += last ? cells[column] : padded(cells[column], widths[column] + 2);
  }
  return line;
}

}  // namespace

void print_json(std::ostream& out, const Map& value) {
  out << boost::json::serialize(json::to_public_json(Value(value))) << '\n';
}

int report_error(const GlobalOptions& options, const Error& error, std::ostream& out,
                 std::ostream& err) {
  if (options.json) {
    print_json(out, service::refusal_of(error));
    return exit_code(error.code);
  }
  const Language language = options.language;
  const bool refused = exit_code(error.code) == exit_refused;
  err << "dunghan: "
      << (refused ? say(language, "từ chối", "refused") : say(language, "lỗi", "error"));
  if (!error.reason.empty()) err << "[" << error.reason << "]";
  err << ": " << error.message << '\n';
  if (!error.remedy.empty())
    err << "  " << say(language, "cách sửa: ", "how to mend: ") << error.remedy << '\n';
  if (!error.allowed.empty()) {
    err << "  " << say(language, "được phép lúc này: ", "allowed now: ");
    for (std::size_t index = 0; index < error.allowed.size(); ++index)
      err << (index == 0 ? "" : ", ") << error.allowed[index];
    err << '\n';
  }
  return exit_code(error.code);
}

void print_table(std::ostream& out, const std::vector<std::string>& headings,
                 const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const std::string& heading : headings) widths.push_back(width_of(heading));
  for (const auto& row : rows) {
    for (std::size_t column = 0; column < row.size(); ++column)
      widths[column] = std::max(widths[column], width_of(row[column]));
  }
  std::vector<std::string> rule;
  for (const std::size_t width : widths) rule.emplace_back(width, '-');
  out << line_of(headings, widths) << '\n' << line_of(rule, widths) << '\n';
  for (const auto& row : rows) out << line_of(row, widths) << '\n';
}

std::string day_text(Language language, Date date) {
  static constexpr std::array<const char*, 7> vi = {"CN", "T2", "T3", "T4", "T5", "T6", "T7"};
  static constexpr std::array<const char*, 7> en = {"Sun", "Mon", "Tue", "Wed",
                                                    "Thu", "Fri", "Sat"};
  const auto weekday = std::chrono::weekday(date).c_encoding();
  const auto ymd = civil(date);
  if (language == Language::en) return fmt::format("{} {}", en.at(weekday), to_text(date));
  return fmt::format("{} {:02}/{:02}/{:04}", vi.at(weekday), static_cast<unsigned>(ymd.day()),
                     static_cast<unsigned>(ymd.month()), static_cast<int>(ymd.year()));
}

std::string moment_text(Language language, Instant instant, const ZoneRules& zone) {
  const LocalTime local = zone.to_local(instant);
  const Date day = std::chrono::floor<std::chrono::days>(local);
  const auto minutes =
      std::chrono::duration_cast<std::chrono::minutes>(local - LocalTime{day}).count();
  return fmt::format("{} {:02}:{:02}", day_text(language, day), minutes / 60, minutes % 60);
}

std::string value_text(Language language, const Value& value) {
  switch (value.kind()) {
    case ValueKind::null: return "–";
    case ValueKind::boolean:
      return std::string(value.as_bool() ? say(language, "có", "yes")
                                         : say(language, "không", "no"));
    case ValueKind::string: return value.as_string();
    case ValueKind::date: return day_text(language, value.as_date());
    case ValueKind::period:
      return language == Language::vi ? to_vietnamese(value.as_period())
                                      : to_text(value.as_period());
    case ValueKind::sealed: return std::string(say(language, "(niêm phong)", "(sealed)"));
    case ValueKind::list: {
      std::string text;
      for (const Value& item : value.as_list())
        text += (text.empty() ? "" : ", ") + value_text(language, item);
      return text.empty() ? "–" : text;
    }
    case ValueKind::map: {
      if (const Value* name = find(value.as_map(), "name")) return value_text(language, *name);
      break;
    }
    default: break;
  }
  return boost::json::serialize(json::to_public_json(value));
}

std::string reason_text(Language language, const calendar::DayReason& reason) {
  using Kind = calendar::DayReason::Kind;
  const std::string& name = language == Language::vi ? reason.name_vi : reason.name_en;
  switch (reason.kind) {
    case Kind::working_day: return std::string(say(language, "ngày làm việc", "working day"));
    case Kind::weekend: return std::string(say(language, "cuối tuần", "weekend"));
    case Kind::compensatory:
      return name + std::string(say(language, " (nghỉ bù)", " (day in lieu)"));
    case Kind::swapped_off:
      return name.empty() ? std::string(say(language, "nghỉ hoán đổi", "off in exchange")) : name;
    case Kind::swapped_worked:
      return name.empty() ? std::string(say(language, "làm bù", "worked in exchange")) : name;
    case Kind::holiday:
    case Kind::extra_off: return name;
  }
  return name;
}

std::string late_text(Language language, std::int64_t days) {
  if (language == Language::vi) return fmt::format("quá hạn {} ngày", days);
  return fmt::format("{} day{} overdue", days, days == 1 ? "" : "s");
}

std::string status_text(Language language, const std::string& status) {
  if (language == Language::en) return status;
  static const std::array<std::pair<const char*, const char*>, 7> table = {
      {{"idle", "chưa chạy"},
       {"running", "đang chạy"},
       {"suspended", "tạm đình chỉ"},
       {"met", "đã xong"},
       {"cancelled", "không còn phải làm"},
       {"lapsed", "đã hết"},
       {"superseded", "tính lại"}}};
  for (const auto& [name, words] : table) {
    if (status == name) return words;
  }
  return status;
}

}  // namespace dunghan::adapters::cli
