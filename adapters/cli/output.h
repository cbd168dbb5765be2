// How commands speak: JSON lines for programs, sentences and tables for people, in Vietnamese or
// English.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/cli/environment.h"
#include "engine/base/result.h"
#include "engine/base/value.h"
#include "engine/calendar/calendar.h"
#include "engine/deadline/explanation.h"

namespace dunghan::adapters::cli {

/// A text in the language asked for.
[[nodiscard]] inline std::string_view say(Language language, std::string_view vi,
                                          std::string_view en) {
  return language == Language::vi ? vi : en;
}
[[nodiscard]] inline const std::string& say(Language language, const definition::Text& text) {
  return language == Language::vi ? text.vi : text.en;
}

[[nodiscard]] inline deadline::Tongue tongue_of(Language language) {
  return language == Language::vi ? deadline::Tongue::vi : deadline::Tongue::en;
}

/// One value as one line of JSON.
void print_json(std::ostream& out, const Map& value);

/// {"file","line","column","severity","code","message","remedy"?}
[[nodiscard]] Map issue_json(const definition::Issue& issue);

/// Prints an error for people (err) or as a refusal object (out, with --json) and gives the exit
/// status.
int report_error(const GlobalOptions& options, const Error& error, std::ostream& out,
                 std::ostream& err);

/// Columns wide enough for their content, counted in characters; headings underlined. Nothing is
/// cut.
void print_table(std::ostream& out, const std::vector<std::string>& headings,
                 const std::vector<std::vector<std::string>>& rows);

/// "T2 10/06/2024" / "Mon 2024-06-10".
[[nodiscard]] std::string day_text(Language language, Date date);
/// "10/06/2024 08:30" / "2024-06-10 08:30" in the zone.
[[nodiscard]] std::string moment_text(Language language, Instant instant, const ZoneRules& zone);
/// A value for people: dates and lists written out, sealed as "(niêm phong)" / "(sealed)".
[[nodiscard]] std::string value_text(Language language, const Value& value);
/// Why a day is off or worked: "Quốc khánh (nghỉ bù)", "weekend".
[[nodiscard]] std::string reason_text(Language language, const calendar::DayReason& reason);
/// "quá hạn 5 ngày" / "5 days overdue": calendar days.
[[nodiscard]] std::string late_text(Language language, std::int64_t days);
[[nodiscard]] std::string status_text(Language language, const std::string& status);

}  // namespace dunghan::adapters::cli
