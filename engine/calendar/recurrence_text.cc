// Recurrence rules as text: read with the character at which a fault stands, written in one form.
// Declared in recurrence_rule.h.
#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/calendar/recurrence_parts.h"
#include "engine/calendar/recurrence_rule.h"

namespace dunghan::calendar {
namespace {

constexpr std::size_t shown_max = 40;  // of what a stranger wrote, in messages

/// A piece of the rule and where it begins.
struct Piece {
  std::string_view text;
  std::size_t offset = 0;
};

Failure fault_at(std::size_t offset, const std::string& message, std::string remedy) {
  return fail(ErrorCode::invalid_argument,
              "character " + std::to_string(offset + 1) + " of the recurrence rule: " + message,
              std::move(remedy));
}

std::string quoted(std::string_view text) {
  const std::string shown(text.substr(0, shown_max));
  return "`" + shown + (text.size() > shown_max ? "...`" : "`");
}

std::vector<Piece> split(Piece whole, char separator) {
  std::vector<Piece> pieces;
  while (true) {
    const std::size_t end = whole.text.find(separator);
    pieces.push_back({whole.text.substr(0, end), whole.offset});
    if (end == std::string_view::npos) return pieces;
    whole.text.remove_prefix(end + 1);
    whole.offset += end + 1;
  }
}

std::optional<int> digits(std::string_view text) {
  if (text.empty() || text.front() == '-') return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "+": 1, "-": -1, no sign: 1.
int take_sign(std::string_view& text) {
  const int sign = text.starts_with('-') ? -1 : 1;
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return sign;
}

/// unsigned_text: the piece without the sign that it may have.
Failure not_a_number(const Piece& piece, std::string_view unsigned_text, std::string_view part) {
  if (piece.text.empty())
    return fault_at(piece.offset, std::string(part) + " has no value here", "write a number");
  const bool all_digits = !unsigned_text.empty() &&
                          unsigned_text.find_first_not_of("0123456789") == std::string_view::npos;
  if (all_digits) {
    return fault_at(piece.offset, quoted(piece.text) + " is too large for " + std::string(part),
                    "write the number that was meant");
  }
  return fault_at(piece.offset, quoted(piece.text) + " is no whole number for " + std::string(part),
                  "write digits alone, with commas between the numbers of a list");
}

Result<int> parse_number(const Piece& piece, std::string_view part, bool signed_number) {
  std::string_view text = piece.text;
  const int sign = signed_number ? take_sign(text) : 1;
  const auto value = digits(text);
  if (!value) return not_a_number(piece, text, part);
  return sign * *value;
}

std::optional<std::chrono::weekday> weekday_named(std::string_view name) {
  const auto found = std::find(weekday_names.begin(), weekday_names.end(), name);
  if (found == weekday_names.end()) return std::nullopt;
  return std::chrono::weekday(static_cast<unsigned>(found - weekday_names.begin()));
}

Failure no_weekday(const Piece& piece) {
  return fault_at(piece.offset,
                  piece.text.empty() ? "a weekday is missing"
                                     : quoted(piece.text) + " is no weekday of the rule language",
                  "weekdays are MO, TU, WE, TH, FR, SA, SU; in BYDAY a number may stand before "
                  "one: 1MO is the first Monday, -1FR the last Friday");
}

Result<OrdinalWeekday> parse_day(const Piece& piece) {
  std::string_view text = piece.text;
  const bool has_sign = text.starts_with('-') || text.starts_with('+');
  const int sign = take_sign(text);
  const std::size_t letters = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto weekday = weekday_named(text.substr(letters));
  if (!weekday || (has_sign && letters == 0)) return no_weekday(piece);
  if (letters == 0) return OrdinalWeekday{*weekday, 0};
  const auto ordinal = digits(text.substr(0, letters));
  if (!ordinal || *ordinal == 0) {
    return fault_at(piece.offset, quoted(piece.text) + " numbers no weekday",
                    "count from 1 (first) to 53, or from -1 (last) to -53");
  }
  return OrdinalWeekday{*weekday, sign * *ordinal};
}

/// Two digits at a place, as a number; -1 where they are none.
int two_digits(std::string_view text, std::size_t at) {
  return digits(text.substr(at, 2)).value_or(-1);
}

std::optional<Microseconds> time_of_day(std::string_view text) {
  const int hour = two_digits(text, 0), minute = two_digits(text, 2), second = two_digits(text, 4);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
    return std::nullopt;
  // RFC 5545 3.3.12: who knows no leap seconds takes the second 60 for 59.
  return std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{std::min(second, 59)};
}

Result<RecurrenceTime> parse_until(const Piece& piece) {
  using std::chrono::day, std::chrono::month, std::chrono::year;
  const std::string_view text = piece.text;
  const auto bad = [&] {
    return fault_at(piece.offset, "UNTIL " + quoted(text) + " is no date or time that exists",
                    "write UNTIL=20261231 for a date, UNTIL=20261231T170000Z for a time in UTC");
  };
  const bool utc = text.ends_with('Z');
  const bool timed = text.size() == (utc ? 16U : 15U) && text[8] == 'T';
  if (!timed && (utc || text.size() != 8)) return bad();
  const int first_half = two_digits(text, 0), second_half = two_digits(text, 2);
  const int months = two_digits(text, 4), days = two_digits(text, 6);
  if (std::min({first_half, second_half, months, days}) < 0) return bad();
  const std::chrono::year_month_day date{year{first_half * 100 + second_half},
                                         month{static_cast<unsigned>(months)},
                                         day{static_cast<unsigned>(days)}};
  if (!date.ok() || date.year() < year{1}) return bad();
  const LocalTime midnight{std::chrono::local_days{date}};
  if (!timed) return RecurrenceTime{RecurrenceTime::Kind::date, midnight};
  const auto time = time_of_day(text.substr(9, 6));
  if (!time) return bad();
  return RecurrenceTime{utc ? RecurrenceTime::Kind::utc : RecurrenceTime::Kind::local,
                        midnight + *time};
}

Result<Frequency> parse_frequency(const Piece& piece) {
  const auto found = std::find(frequency_names.begin(), frequency_names.end(), piece.text);
  if (found == frequency_names.end()) {
    return fault_at(piece.offset, quoted(piece.text) + " is no frequency",
                    "FREQ is SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY");
  }
  return static_cast<Frequency>(found - frequency_names.begin());
}

Result<void> parse_list(const Piece& value, const ByPartRow& row, RecurrenceRule& rule) {
  const auto range_fault = [&](int number, const Piece& piece) {
    const RecurrenceRuleFault fault = out_of_range(row, number);
    return fault_at(piece.offset, fault.message, fault.remedy);
  };
  for (const Piece& piece : split(value, ',')) {
    if (row.values == nullptr) {
      DUNGHAN_TRY(const OrdinalWeekday day, parse_day(piece));
      if (day.ordinal != 0 && !in_range(row, day.ordinal)) return range_fault(day.ordinal, piece);
      rule.by_day.push_back(day);
      continue;
    }
    DUNGHAN_TRY(const int number, parse_number(piece, row.name, row.from_the_end));
    if (!in_range(row, number)) return range_fault(number, piece);
    (rule.*row.values).push_back(number);
  }
  return {};
}

Failure unknown_part(const Piece& part, std::string_view name) {
  std::string remedy =
      "the parts are FREQ, INTERVAL, COUNT, UNTIL, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, "
      "BYDAY, BYHOUR, BYMINUTE, BYSECOND, BYSETPOS and WKST";
  if (name.starts_with("RRULE:")) remedy = "leave out `RRULE:` and write what follows it";
  if (name == "RSCALE" || name == "SKIP")
    remedy = "leave it out: rules are for the Gregorian calendar, not those of RFC 7529";
  if (name.starts_with("DTSTART") || name.starts_with("EXDATE") || name.starts_with("RDATE"))
    remedy = "the start, exceptions and additions are given beside the rule, not within it";
  return fault_at(part.offset, quoted(name) + " is no part of a recurrence rule",
                  std::move(remedy));
}

/// Where the parts of a rule stood, to point at one of them when the whole is judged.
using Places = std::vector<std::pair<std::string, std::size_t>>;

Result<void> parse_part(const Piece& part, RecurrenceRule& rule, Places& places) {
  const std::size_t equals = part.text.find('=');
  const std::string_view name = part.text.substr(0, equals);
  if (equals == std::string_view::npos || name.empty()) {
    return fault_at(
        part.offset,
        part.text.empty() ? "a part is missing" : quoted(part.text) + " is no NAME=VALUE",
        "write parts as NAME=VALUE with a semicolon between two, and none at the end");
  }
  const auto same = [&](const auto& place) { return place.first == name; };
  if (const auto first = std::find_if(places.begin(), places.end(), same); first != places.end()) {
    return fault_at(part.offset,
                    std::string(name) + " stands twice; first at character " +
                        std::to_string(first->second + 1),
                    "put all values into one list, with commas");
  }
  const Piece value{part.text.substr(equals + 1), part.offset + equals + 1};
  const auto row = std::find_if(by_part_table.begin(), by_part_table.end(),
                                [&](const ByPartRow& each) { return each.name == name; });
  if (row != by_part_table.end()) {
    DUNGHAN_TRY_VOID(parse_list(value, *row, rule));
  } else if (name == "FREQ") {
    DUNGHAN_TRY(rule.frequency, parse_frequency(value));
  } else if (name == "INTERVAL") {
    DUNGHAN_TRY(rule.interval, parse_number(value, name, false));
  } else if (name == "COUNT") {
    DUNGHAN_TRY(rule.count, parse_number(value, name, false));
  } else if (name == "UNTIL") {
    DUNGHAN_TRY(rule.until, parse_until(value));
  } else if (name == "WKST") {
    const auto weekday = weekday_named(value.text);
    if (!weekday) return no_weekday(value);
    rule.week_start = *weekday;
  } else {
    return unknown_part(part, name);
  }
  places.emplace_back(name, part.offset);
  return {};
}

/// The rule language in upper case; nothing else may stand in it.
Result<std::string> cleaned(std::string_view text) {
  if (text.empty()) {
    return fail(ErrorCode::invalid_argument, "the recurrence rule is empty",
                "for example: FREQ=MONTHLY;BYDAY=-1FR");
  }
  if (text.size() > recurrence_text_max) {
    return fail(
        ErrorCode::invalid_argument,
        "the recurrence rule is longer than " + std::to_string(recurrence_text_max) + " octets",
        "a rule names each day once; give single days as additions (RDATE)");
  }
  std::string upper(text);
  for (std::size_t offset = 0; offset < upper.size(); ++offset) {
    char& c = upper[offset];
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    const bool known = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("=;,+-:").find(c) != std::string_view::npos;
    if (known) continue;
    return fault_at(offset, c == ' ' ? "a blank" : "a character that no rule contains",
                    "write letters, digits, `=`, `;`, `,`, `+` and `-` alone, without blanks");
  }
  return upper;
}

void append(std::string& text, std::string_view name, std::string_view value) {
  if (!text.empty()) text += ';';
  text += name;
  text += '=';
  text += value;
}

std::string list_text(const RecurrenceRule& rule, const ByPartRow& row) {
  std::string text;
  const auto separate = [&] {
    if (!text.empty()) text += ',';
  };
  if (row.values != nullptr) {
    for (const int value : rule.*row.values) {
      separate();
      text += std::to_string(value);
    }
    return text;
  }
  for (const OrdinalWeekday& day : rule.by_day) {
    separate();
    if (day.ordinal != 0) text += std::to_string(day.ordinal);
    text += weekday_names[day.weekday.c_encoding()];
  }
  return text;
}

}  // namespace

Result<RecurrenceRule> parse_recurrence_rule(std::string_view text) {
  DUNGHAN_TRY(const std::string upper, cleaned(text));
  RecurrenceRule rule;
  Places places;
  for (const Piece& part : split({upper, 0}, ';')) DUNGHAN_TRY_VOID(parse_part(part, rule, places));
  const auto place_of = [&](std::string_view name) {
    const auto found = std::find_if(places.begin(), places.end(),
                                    [&](const auto& place) { return place.first == name; });
    return found;
  };
  if (place_of("FREQ") == places.end()) {
    return fault_at(0, "FREQ is missing: how often is the first thing a rule says",
                    "begin with FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY");
  }
  put_in_order(rule);
  if (const auto fault = fault_of(rule)) {
    const auto place = place_of(fault->part);
    return fault_at(place == places.end() ? 0 : place->second, fault->message, fault->remedy);
  }
  return rule;
}

std::string to_text(const RecurrenceTime& time) {
  const Date date = std::chrono::floor<std::chrono::days>(time.at);
  std::string text = dunghan::to_text(date);
  text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
  if (time.kind == RecurrenceTime::Kind::date) return text;
  const std::chrono::hh_mm_ss clock{
      std::chrono::floor<std::chrono::seconds>(time.at - LocalTime{date})};
  const auto two = [](std::int64_t value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
  };
  text += 'T' + two(clock.hours().count()) + two(clock.minutes().count()) +
          two(clock.seconds().count());
  if (time.kind == RecurrenceTime::Kind::utc) text += 'Z';
  return text;
}

std::string to_text(const RecurrenceRule& rule) {
  std::string text;
  append(text, "FREQ", frequency_names[static_cast<std::size_t>(rule.frequency)]);
  if (rule.interval != 1) append(text, "INTERVAL", std::to_string(rule.interval));
  if (rule.count) append(text, "COUNT", std::to_string(*rule.count));
  if (rule.until) append(text, "UNTIL", to_text(*rule.until));
  for (const ByPartRow& row : by_part_table) {
    if (has(rule, row.part)) append(text, row.name, list_text(rule, row));
  }
  if (rule.week_start != std::chrono::Monday)
    append(text, "WKST", weekday_names[rule.week_start.c_encoding()]);
  return text;
}

}  // namespace dunghan::calendar
