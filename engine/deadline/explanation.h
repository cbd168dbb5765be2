// A trace in words: how a due date came about, step by step, checkable with a wall calendar.
// Vietnamese and English.
//
// Nothing is computed here: the steps are those that the computation left behind (counting_rule.h,
// TraceStep). A writer of JSON or of a screen takes the steps; a terminal prints the lines.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.h"
#include "engine/base/value.h"
#include "engine/deadline/counting_rule.h"

namespace dunghan::deadline {

enum class Tongue { vi, en };

struct ExplainedStep {
  std::string kind;  // "count", "day-off", "roll": see name_of below
  std::optional<Date> from, to;
  std::optional<Instant> at;
  std::optional<Period> period;
  int number = 0;
  std::string text;        // a sentence, without the basis
  std::string basis;       // article; may be empty
  std::string confidence;  // of the basis: "verified", "secondary", "recalled"; may be empty
};

/// zone: that of the calendar which was counted on.
[[nodiscard]] std::vector<ExplainedStep> explain(const Trace& trace, const ZoneRules& zone,
                                                 Tongue tongue);
/// One line a step: the sentence, then its basis in brackets.
[[nodiscard]] std::vector<std::string> lines_of(const std::vector<ExplainedStep>& steps,
                                                Tongue tongue);
/// One map a step: {kind, text, from?, to?, at?, period?, number?, basis?, confidence?}; dates and
/// instants as values of those kinds, the period as its English text.
[[nodiscard]] List values_of(const std::vector<ExplainedStep>& steps);

[[nodiscard]] std::string_view name_of(TraceStep::Kind kind);  // "day-off"

/// "Fri 26 April 2024", "Thứ Sáu 26/04/2024".
[[nodiscard]] std::string date_in_words(Date date, Tongue tongue);

}  // namespace dunghan::deadline
