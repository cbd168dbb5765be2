#include "engine/base/time.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "engine/base/check.h"

namespace dunghan {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// No zone was ever further from UTC than 16 hours; a day and two hours leave room for hand-made
/// rules.
constexpr hours offset_max{26};
/// Microseconds in a season, as a power of two: 102 days, in which clocks change once at most in
/// nearly all zones.
constexpr unsigned season_bits = 43;
constexpr int fraction_digits_kept = 6;
constexpr int fraction_digits_max = 9;

/// A reader over digits and separators. Every step either takes what it names, or leaves all as it
/// was.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool done() const { return rest_.empty(); }
  bool take(char expected) {
    if (rest_.empty() || rest_.front() != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// Exactly `width` digits.
  std::optional<int> number(std::size_t width) {
    if (rest_.size() < width) return std::nullopt;
    int value = 0;
    for (const char digit : rest_.substr(0, width)) {
      if (digit < '0' || digit > '9') return std::nullopt;
      value = value * 10 + (digit - '0');
    }
    rest_.remove_prefix(width);
    return value;
  }
  /// One to nine digits after a decimal point, as microseconds; digits past the sixth are dropped.
  std::optional<Microseconds> fraction() {
    int digits = 0;
    std::int64_t value = 0;
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
      if (digits < fraction_digits_kept) value = value * 10 + (rest_.front() - '0');
      ++digits;
      rest_.remove_prefix(1);
    }
    if (digits == 0 || digits > fraction_digits_max) return std::nullopt;
    for (int missing = digits; missing < fraction_digits_kept; ++missing) value *= 10;
    return Microseconds{value};
  }

 private:
  std::string_view rest_;
};

std::optional<Date> take_date(Cursor& cursor) {
  const auto year = cursor.number(4);
  if (!year || *year == 0 || !cursor.take('-')) return std::nullopt;
  const auto month = cursor.number(2);
  if (!month || !cursor.take('-')) return std::nullopt;
  const auto day = cursor.number(2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Date{date};
}

/// "08:30", "08:30:15", "08:30:15.123456".
std::optional<Microseconds> take_time_of_day(Cursor& cursor) {
  const auto hour = cursor.number(2);
  if (!hour || *hour > 23 || !cursor.take(':')) return std::nullopt;
  const auto minute = cursor.number(2);
  if (!minute || *minute > 59) return std::nullopt;
  Microseconds time = hours{*hour} + minutes{*minute};
  if (!cursor.take(':')) return time;
  const auto second = cursor.number(2);
  if (!second || *second > 59) return std::nullopt;
  time += seconds{*second};
  if (!cursor.take('.')) return time;
  const auto fraction = cursor.fraction();
  if (!fraction) return std::nullopt;
  return time + *fraction;
}

/// "+07:00" after its sign was taken.
std::optional<seconds> take_offset(Cursor& cursor, bool behind_utc) {
  const auto hour = cursor.number(2);
  if (!hour || *hour > 18 || !cursor.take(':')) return std::nullopt;
  const auto minute = cursor.number(2);
  if (!minute || *minute > 59) return std::nullopt;
  const seconds offset = hours{*hour} + minutes{*minute};
  return behind_utc ? -offset : offset;
}

/// The season that `instant` lies in, from that which begins at `start` on.
std::size_t season_of(Instant start, Instant instant) {
  const auto passed = static_cast<std::uint64_t>(instant.time_since_epoch().count()) -
                      static_cast<std::uint64_t>(start.time_since_epoch().count());
  return static_cast<std::size_t>(passed >> season_bits);
}

void append_padded(std::string& text, std::int64_t value, int width) {
  std::array<char, 20> digits{};
  int count = 0;
  do {
    digits[static_cast<std::size_t>(count++)] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  for (int missing = count; missing < width; ++missing) text.push_back('0');
  while (count > 0) text.push_back(digits[static_cast<std::size_t>(--count)]);
}

void append_date(std::string& text, const std::chrono::year_month_day& date) {
  const int year = static_cast<int>(date.year());
  if (year < 0) text.push_back('-');
  append_padded(text, year < 0 ? -year : year, 4);
  text.push_back('-');
  append_padded(text, static_cast<unsigned>(date.month()), 2);
  text.push_back('-');
  append_padded(text, static_cast<unsigned>(date.day()), 2);
}

Failure bad_occurrence(std::string_view text) {
  // A hostile text may be long; what is shown of it is not.
  const std::string shown{text.substr(0, 40)};
  const bool day_first =
      text.size() == 10 && text[2] == text[5] && (text[2] == '/' || text[2] == '.');
  if (day_first) {
    // 30/01/2024: which of the first two is the month is not the same everywhere, so it is not
    // read.
    return fail(ErrorCode::invalid_argument, "`" + shown + "` is not read as a date",
                "write the year first: " + std::string(text.substr(6)) + "-MM-DD");
  }
  return fail(ErrorCode::invalid_argument, "`" + shown + "` is no date or moment that exists",
              "write 2024-05-07, 2024-05-07T08:30 (local time), or 2024-05-07T08:30:00+07:00");
}

}  // namespace

ZoneRules::ZoneRules(std::string name, seconds offset) : name_(std::move(name)), first_(offset) {
  DUNGHAN_CHECK(offset > -offset_max && offset < offset_max);
}

ZoneRules::ZoneRules(std::string name, seconds first, std::vector<Transition> transitions)
    : name_(std::move(name)), first_(first), transitions_(std::move(transitions)) {
  DUNGHAN_CHECK(first > -offset_max && first < offset_max);
  for (std::size_t i = 0; i < transitions_.size(); ++i) {
    DUNGHAN_CHECK(transitions_[i].offset > -offset_max && transitions_[i].offset < offset_max);
    DUNGHAN_CHECK(i == 0 || transitions_[i - 1].at < transitions_[i].at);
  }
  if (transitions_.empty()) return;
  DUNGHAN_CHECK(transitions_.size() <= std::numeric_limits<std::uint16_t>::max());
  const Instant start = transitions_.front().at;
  before_.resize(season_of(start, transitions_.back().at) + 1);
  std::size_t count = 0;
  for (std::size_t season = 0; season < before_.size(); ++season) {
    while (season_of(start, transitions_[count].at) < season) ++count;
    before_[season] = static_cast<std::uint16_t>(count);
  }
}

std::size_t ZoneRules::transitions_by(Instant instant) const {
  if (transitions_.empty() || instant < transitions_.front().at) return 0;
  // Most zones have changed nothing for decades, and most questions are about later times.
  if (transitions_.back().at <= instant) return transitions_.size();
  std::size_t count = before_[season_of(transitions_.front().at, instant)];
  while (transitions_[count].at <= instant) ++count;
  return count;
}

seconds ZoneRules::offset_at(Instant instant) const {
  return offset_after(transitions_by(instant));
}

ZoneRules::Stretch ZoneRules::stretch_at(Instant instant) const {
  const std::size_t count = transitions_by(instant);
  return {count == 0 ? Instant::min() : transitions_[count - 1].at,
          count == transitions_.size() ? Instant::max() : transitions_[count].at,
          offset_after(count)};
}

std::optional<Instant> ZoneRules::Stretch::start_of(Date date) const {
  const Instant starts{LocalTime{date}.time_since_epoch() - offset};
  // An offset before may have been greater by twice the largest, and no more.
  const bool shown_before = from != Instant::min() && starts < from + 2 * offset_max;
  if (shown_before || starts >= until - std::chrono::days{1}) return std::nullopt;
  return starts;
}

LocalTime ZoneRules::to_local(Instant instant) const {
  return LocalTime{instant.time_since_epoch() + offset_at(instant)};
}

Date ZoneRules::date_of(Instant instant) const {
  return std::chrono::floor<std::chrono::days>(to_local(instant));
}

Instant ZoneRules::to_instant(LocalTime local) const {
  // The first stretch that may hold `local` began before this; walking on from it in order of time,
  // the first that shows `local` is its first showing, and a stretch that begins later than `local`
  // proves a gap.
  const Instant earliest{local.time_since_epoch() - offset_max};
  for (std::size_t count = transitions_by(earliest);; ++count) {
    const seconds offset = offset_after(count);
    const Instant reading{local.time_since_epoch() - offset};
    if (count == transitions_.size()) return reading;
    const Transition& next = transitions_[count];
    if (reading < next.at) return reading;
    if (local.time_since_epoch() - next.offset < next.at.time_since_epoch()) return next.at;
  }
}

std::string to_text(Date date) {
  std::string text;
  text.reserve(10);
  append_date(text, civil(date));
  return text;
}

std::string to_text(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const Microseconds time = instant - day;
  std::string text;
  text.reserve(27);
  append_date(text, std::chrono::year_month_day{day});
  text.push_back('T');
  append_padded(text, time / hours{1}, 2);
  text.push_back(':');
  append_padded(text, time % hours{1} / minutes{1}, 2);
  text.push_back(':');
  append_padded(text, time % minutes{1} / seconds{1}, 2);
  if (const std::int64_t fraction = (time % seconds{1}).count(); fraction != 0) {
    text.push_back('.');
    append_padded(text, fraction, fraction_digits_kept);
    while (text.back() == '0') text.pop_back();
  }
  text.push_back('Z');
  return text;
}

std::optional<Date> parse_date(std::string_view text) {
  Cursor cursor{text};
  const auto date = take_date(cursor);
  return date && cursor.done() ? date : std::nullopt;
}

Result<Occurrence> parse_occurrence(std::string_view text, const ZoneRules& zone) {
  Cursor cursor{text};
  const auto date = take_date(cursor);
  if (!date) return bad_occurrence(text);
  if (cursor.done()) return Occurrence{zone.start_of(*date), true};
  if (!cursor.take('T') && !cursor.take(' ')) return bad_occurrence(text);
  const auto time = take_time_of_day(cursor);
  if (!time) return bad_occurrence(text);
  const LocalTime local = LocalTime{*date} + *time;
  if (cursor.done()) return Occurrence{zone.to_instant(local), false};
  if (cursor.take('Z')) {
    if (!cursor.done()) return bad_occurrence(text);
    return Occurrence{Instant{local.time_since_epoch()}, false};
  }
  const bool behind_utc = cursor.take('-');
  if (!behind_utc && !cursor.take('+')) return bad_occurrence(text);
  const auto offset = take_offset(cursor, behind_utc);
  if (!offset || !cursor.done()) return bad_occurrence(text);
  return Occurrence{Instant{local.time_since_epoch() - *offset}, false};
}

}  // namespace dunghan
