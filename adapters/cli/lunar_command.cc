// calendar lunar: the months of a Vietnamese lunar year, and where its dates hang on seconds.
#include <ostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "engine/calendar/lunar_close_calls.h"
#include "engine/calendar/new_moon.h"

namespace dunghan::adapters::cli {
namespace {

using calendar::CloseCall;
using calendar::LunarMonth;

const ZoneRules& lunar_zone() {
  static const ZoneRules zone("UTC+7", std::chrono::hours{7});
  return zone;
}

/// The computation is good to some 20 s: fractions of a second would be made up.
Instant to_second(Instant instant) {
  return std::chrono::round<std::chrono::seconds>(instant);
}

Date last_day_of(const LunarMonth& month) {
  return month.first + std::chrono::days{month.length - 1};
}

bool is_proleptic(Date date) {
  return date < calendar::lunar_official_from;
}

std::int64_t seconds_past_midnight(const CloseCall& call) {
  return std::chrono::round<std::chrono::seconds>(call.past_midnight).count();
}

Map json_of(const LunarMonth& month) {
  Map line{{"year", month.year},
           {"month", static_cast<int>(month.number)},
           {"leap", month.leap},
           {"first", month.first},
           {"last", last_day_of(month)},
           {"days", static_cast<int>(month.length)},
           {"new_moon", to_second(to_instant(calendar::new_moon(month.lunation)))}};
  if (is_proleptic(month.first)) line.push_back({"proleptic", true});
  return line;
}

Map json_of(const CloseCall& call, int year) {
  const bool moon = call.kind == CloseCall::Kind::new_moon;
  Map line{{"year", year}, {"close_call", moon ? "new_moon" : "principal_term"}};
  if (!moon) line.push_back({"sun_longitude_degrees", call.degrees});
  line.push_back({"at", to_second(call.at)});
  line.push_back({"seconds_past_midnight", seconds_past_midnight(call)});
  return line;
}

std::string sentence_of(const CloseCall& call, Language language) {
  const std::int64_t past = seconds_past_midnight(call);
  const std::string seconds = std::to_string(past < 0 ? -past : past);
  const std::string degrees = std::to_string(call.degrees);
  const std::string what = call.kind == CloseCall::Kind::new_moon
                               ? std::string(say(language, "Sóc", "New moon"))
                               : std::string(say(language, "Trung khí (kinh độ mặt trời ",
                                                 "Principal term (the sun at ")) +
                                     degrees + "°)";
  const std::string side(past < 0 ? say(language, " giây trước nửa đêm ", " s before midnight of ")
                                  : say(language, " giây sau nửa đêm ", " s after midnight of "));
  const Date midnight_of = lunar_zone().date_of(call.at) + std::chrono::days{past < 0 ? 1 : 0};
  std::string text = what;
  text += say(language, " chỉ cách ", " only ");
  text += seconds;
  text += side;
  text += day_text(language, midnight_of);
  text += say(language, ": ngày âm lịch ở đây có thể lệch một ngày.",
              ": the lunar date is uncertain by a day here.");
  return text;
}

void print_year(Invocation& invocation, std::span<const LunarMonth> months,
                const std::vector<CloseCall>& calls) {
  const Language language = invocation.language();
  std::vector<std::vector<std::string>> rows;
  for (const LunarMonth& month : months) {
    rows.push_back(
        {std::to_string(month.number) +
             (month.leap ? std::string(say(language, " nhuận", " leap")) : ""),
         day_text(language, month.first), std::to_string(month.length),
         moment_text(language, to_instant(calendar::new_moon(month.lunation)), lunar_zone())});
  }
  print_table(invocation.out,
              {std::string(say(language, "tháng", "month")),
               std::string(say(language, "ngày đầu", "first day")),
               std::string(say(language, "số ngày", "days")),
               std::string(say(language, "sóc (UTC+7)", "new moon (UTC+7)"))},
              rows);
  if (is_proleptic(months.front().first)) {
    invocation.out << say(
        language,
        "Trước 01/01/1968 (Quyết định 121-CP) lịch này là tính lùi theo UTC+7: lịch "
        "đã dùng khi đó có thể khác.\n",
        "Before 1968-01-01 (Decision 121-CP) this is reckoned backwards on UTC+7: "
        "the calendar in use then may have differed.\n");
  }
  for (const CloseCall& call : calls) invocation.out << sentence_of(call, language) << '\n';
}

int run_lunar(Invocation& invocation, int year) {
  const calendar::LunarCalendar lunar;
  const auto months = lunar.months_of(year);
  if (!months)
    return report_error(invocation.options(), months.error(), invocation.out, invocation.err);
  const std::vector<CloseCall> calls =
      calendar::close_calls(months->front().first, last_day_of(months->back()));
  if (!invocation.options().json) {
    print_year(invocation, *months, calls);
    return exit_ok;
  }
  for (const LunarMonth& month : *months) print_json(invocation.out, json_of(month));
  for (const CloseCall& call : calls) print_json(invocation.out, json_of(call, year));
  return exit_ok;
}

}  // namespace

void add_lunar_command(CLI::App& calendar_command, Invocation& invocation) {
  auto year = std::make_shared<int>(0);
  CLI::App* command =
      add_command(calendar_command, invocation, "lunar", "The months of a Vietnamese lunar year",
                  "  dunghan calendar lunar 2033\n  dunghan calendar lunar 1985 --json\n",
                  [&invocation, year] { return run_lunar(invocation, *year); });
  command->add_option("year", *year, "1899 to 2199: the year in which it begins")->required();
}

}  // namespace dunghan::adapters::cli
