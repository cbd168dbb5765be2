// What people are told, in Vietnamese and English: subject and body of each kind of outbox message.
//
// The words for dates and lateness are those of the screens: time left is counted in working days,
// lateness in calendar days. Nothing here reads case data, so a sealed field cannot reach a
// message: a text is made of number, title, due date and basis alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/time.h"
#include "engine/ports/records.h"

namespace dunghan::adapters::notify {

enum class Language { vi, en };

/// "en" and "en-GB" are English; everything else, also nothing, is Vietnamese.
[[nodiscard]] Language language_of(std::string_view tag);

/// What a text says beside what stands in the message.
struct TellingDay {
  Date today{};  // the reader's local date when the message is told
  std::optional<int>
      working_days_left;            // from today (not counted) to the due date; empty: not said
  std::string due_clock = "24:00";  // the reader's local time at which the limit ends
  bool past_due = false;            // that time has come, though the day is not over
};

struct MessageText {
  std::string subject;  // one line, UTF-8, no control character
  std::string body;     // UTF-8, lines ended by "\n"
};

/// Words one message. Line breaks and control characters in what it quotes become blanks.
[[nodiscard]] MessageText message_text(const ports::OutboxMessage& message, const TellingDay& day,
                                       Language language);

/// "24:00 thứ Hai 10/06/2024"; "Monday 10 June 2024, 24:00".
[[nodiscard]] std::string due_in_full(Date due_on, std::string_view clock, Language language);
/// "T2 10/06"; "Mon 10 Jun".
[[nodiscard]] std::string due_in_short(Date due_on, Language language);
/// "Còn 3 ngày làm việc", "Hết hạn hôm nay", "Quá hạn 5 ngày"; "3 working days left", "Due today",
/// "Overdue today", "5 days overdue". Empty when the date is ahead and the working days are not
/// known.
[[nodiscard]] std::string time_left(Date due_on, const TellingDay& day, Language language);

}  // namespace dunghan::adapters::notify
