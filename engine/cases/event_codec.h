// The lasting form of events: kind, version, facts and body as values (the store writes them as
// JSON), and back.
//
// A kind's version rises when its facts or body change meaning; decode() reads every version that
// was ever written, through an upcaster. Golden files in tests/golden/events hold one example of
// each.
#pragma once

#include <array>
#include <string>

#include "engine/base/result.h"
#include "engine/cases/event.h"

namespace dunghan::cases {

struct EncodedEvent {
  std::string kind;
  int version = 1;
  Map facts;
  Map body;
};

/// Names of ResolvedLimit::Kind in stored events, in its order.
inline constexpr std::array<const char*, 9> limit_kind_names = {
    "period",  "earliest", "at_once", "before_date", "after_date",
    "on_date", "at_least", "window",  "first_of"};
/// Of deadline::DayChoice::Kind; the first is not written.
inline constexpr std::array<const char*, 6> day_choice_names = {
    "itself", "day_of_month", "last_day", "first_working_day", "last_working_day", "day_of_year"};
/// Of deadline::Roll.
inline constexpr std::array<const char*, 3> roll_names = {"none", "following", "preceding"};
/// Of TriggerList; the first is not written.
inline constexpr std::array<const char*, 5> trigger_list_names = {"start", "stop", "cancel",
                                                                  "restart", "reopen"};

[[nodiscard]] EncodedEvent encode(const EventBody& event);

/// errors: corrupt, naming the kind and the field, when the record is none that this or an earlier
/// program wrote.
[[nodiscard]] Result<EventBody> decode(const EncodedEvent& record);

}  // namespace dunghan::cases
