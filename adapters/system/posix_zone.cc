// Parses the rule from left to right; whatever does not fit makes all of it unreadable.
#include "adapters/system/posix_zone.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace dunghan::adapters::system {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

/// On which day of a year, and at what time of a wall clock, the offset changes.
struct Change {
  enum class Kind { weekday_of_month, day_without_leap_day, day_of_year };
  Kind kind = Kind::weekday_of_month;
  int month = 0, week = 0, day = 0;
  seconds time{2 * 3600};
};

struct Rule {
  seconds standard{}, summer{};  // local time is UTC plus this
  Change to_summer, to_standard;
};

class RuleReader {
 public:
  explicit RuleReader(std::string_view text) : rest_(text) {}

  std::optional<Rule> read() {
    Rule rule;
    if (!skip_name()) return std::nullopt;
    rule.standard = -read_time();  // POSIX counts westwards
    if (rest_.empty() || !skip_name()) return std::nullopt;
    rule.summer = rest_.starts_with(',') ? rule.standard + seconds{3600} : -read_time();
    rule.to_summer = read_change();
    rule.to_standard = read_change();
    if (failed_ || !rest_.empty()) return std::nullopt;
    return rule;
  }

 private:
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// "CET", or "<+07>".
  bool skip_name() {
    const bool bracketed = take('<');
    const std::size_t end = bracketed ? rest_.find('>') : rest_.find_first_of("+-,0123456789");
    if (end == 0 || (bracketed && end == std::string_view::npos)) return false;
    rest_.remove_prefix(std::min(end, rest_.size()));
    return !bracketed || take('>');
  }

  int read_number(int most) {
    int value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc{} || value < 0 || value > most) {
      failed_ = true;
      return 0;
    }
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }

  /// [+-]hh[:mm[:ss]]; RFC 8536 allows up to 167 hours.
  seconds read_time() {
    constexpr int hours_max = 167, sixtieth_max = 59;
    const bool negative = take('-');
    if (!negative) take('+');
    int total = read_number(hours_max) * 3600;
    if (take(':')) total += read_number(sixtieth_max) * 60;
    if (take(':')) total += read_number(sixtieth_max);
    return seconds{negative ? -total : total};
  }

  /// ,M3.5.0/2  ,J60  ,59
  Change read_change() {
    Change change;
    if (!take(',')) failed_ = true;
    if (take('M')) {
      change.month = read_number(12);
      failed_ = failed_ || change.month == 0 || !take('.');
      change.week = read_number(5);
      failed_ = failed_ || change.week == 0 || !take('.');
      change.day = read_number(6);
    } else {
      change.kind = take('J') ? Change::Kind::day_without_leap_day : Change::Kind::day_of_year;
      change.day = read_number(365);
    }
    if (take('/')) change.time = read_time();
    return change;
  }

  std::string_view rest_;
  bool failed_ = false;
};

sys_days day_of(const Change& change, int year_number) {
  const std::chrono::year year{year_number};
  const sys_days first{year / std::chrono::January / std::chrono::day{1}};
  switch (change.kind) {
    case Change::Kind::day_of_year: return first + days{change.day};
    case Change::Kind::day_without_leap_day: {
      constexpr int last_of_february = 59;
      const bool after_leap_day = year.is_leap() && change.day > last_of_february;
      return first + days{change.day - (after_leap_day ? 0 : 1)};
    }
    case Change::Kind::weekday_of_month: break;
  }
  const std::chrono::month month{static_cast<unsigned>(change.month)};
  const std::chrono::weekday weekday{static_cast<unsigned>(change.day)};
  constexpr int last_week = 5;
  if (change.week == last_week) return sys_days{year / month / weekday[std::chrono::last]};
  return sys_days{year / month / weekday[static_cast<unsigned>(change.week)]};
}

}  // namespace

std::vector<ZoneRules::Transition> transitions_of_rule(std::string_view text, int first_year,
                                                       int last_year) {
  std::vector<ZoneRules::Transition> transitions;
  const std::optional<Rule> rule = RuleReader(text).read();
  if (!rule) return transitions;
  for (int year = first_year; year <= last_year; ++year) {
    // Each time is told by a clock that still shows the offset before the change.
    transitions.push_back(
        {Instant{day_of(rule->to_summer, year) + rule->to_summer.time - rule->standard},
         rule->summer});
    transitions.push_back(
        {Instant{day_of(rule->to_standard, year) + rule->to_standard.time - rule->summer},
         rule->standard});
  }
  std::sort(transitions.begin(), transitions.end(),
            [](const ZoneRules::Transition& left, const ZoneRules::Transition& right) {
              return left.at < right.at;
            });
  return transitions;
}

}  // namespace dunghan::adapters::system
