// Days that a limit names by way of another: `day 17 of data.x`, `last working day of the month
// after data.x`, `31 December of the year after data.x`, `20 December`.
//
// What stands behind `of` is CEL, or a date written out; all before it are words of the language.
#include <algorithm>
#include <array>
#include <cctype>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

using Day = deadline::DayChoice::Kind;

constexpr int shift_max = 1200;  // months or years: more is a slip

const std::array<std::string, 12> month_names{"January",   "February", "March",    "April",
                                              "May",       "June",     "July",     "August",
                                              "September", "October",  "November", "December"};
constexpr std::array<int, 12> month_lengths{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

// The months whose days are meant, or the years: what may stand behind `of` before the date.
struct Unit {
  std::string_view one, many;
};
constexpr Unit by_month{"month", "months"};
constexpr Unit by_year{"year", "years"};

class Phrase {
 public:
  Phrase(Compilation& compilation, const Node& node, TextPart part)
      : compilation_(compilation), node_(node), part_(part) {}

  NamedDay read() {
    if (take("day ")) return day_of_month();
    if (take("last day of ")) return of(Day::last_day, by_month);
    if (take("last working day of ")) return of(Day::last_working_day, by_month);
    if (take("first working day of ")) return of(Day::first_working_day, by_month);
    if (take("last ") || take("first ")) {
      return fault(
          "here stands `last day of`, `last working day of` or `first working day of` a date");
    }
    if (starts_with_number()) return day_of_year();
    return {date(), {}};
  }

 private:
  [[nodiscard]] std::string_view rest() const { return part_.text; }

  void skip(std::size_t count) {
    part_.text.remove_prefix(count);
    part_.lead += count;
  }

  bool take(std::string_view word) {
    if (!rest().starts_with(word)) return false;
    skip(word.size());
    return true;
  }

  // A date written out begins with a number too.
  [[nodiscard]] bool starts_with_number() const {
    if (rest().empty() || !is_digit(rest().front())) return false;
    return !parse_date(rest());
  }

  std::optional<int> take_number() {
    std::size_t length = 0;
    int number = 0;
    while (length < rest().size() && length < 5 && is_digit(rest()[length]))
      number = number * 10 + (rest()[length++] - '0');
    if (length == 0 || (length < rest().size() && rest()[length] != ' ')) return std::nullopt;
    skip(std::min(length + 1, rest().size()));
    return number;
  }

  std::string_view take_word() {
    const std::string_view word = rest().substr(0, rest().find(' '));
    skip(std::min(word.size() + 1, rest().size()));
    return word;
  }

  NamedDay fault(std::string message, std::string remedy = {}) {
    compilation_.issues.error("E0214", place(), std::move(message), std::move(remedy));
    return {};
  }

  [[nodiscard]] Position place() const { return compilation_.place_in(node_, 0, 0, part_.lead); }

  NamedDay day_of_month() {
    const auto day = take_number();
    if (!day || *day < 1 || *day > 31)
      return fault("no month has such a day", "write `day 17 of` and a date");
    if (!take("of ")) return fault("of which month, is missing", "write `of` and a date");
    NamedDay named = of(Day::day_of_month, by_month);
    named.choice.day = *day;
    return named;
  }

  NamedDay day_of_year() {
    const Position at = place();
    const auto day = take_number();
    const std::string word(take_word());
    const auto month = std::find(month_names.begin(), month_names.end(), word);
    if (!day || month == month_names.end()) {
      return fault("there is no month " + quoted(word),
                   compilation_.did_you_mean(word, {month_names.begin(), month_names.end()}));
    }
    const auto index = static_cast<std::size_t>(month - month_names.begin());
    if (*day < 1 || *day > month_lengths.at(index)) {
      compilation_.issues.error("E0214", at, word + " has no day " + std::to_string(*day));
      return {};
    }
    NamedDay named;
    if (rest().empty()) {
      named.choice.kind = Day::day_of_year;
      named.choice.next_from_start = true;
    } else if (take("of ")) {
      named = of(Day::day_of_year, by_year);
    } else {
      return fault("behind " + word + " stands nothing, or `of` and a date");
    }
    named.choice.day = *day;
    named.choice.month = static_cast<int>(index) + 1;
    return named;
  }

  NamedDay of(Day kind, const Unit& unit) {
    NamedDay named;
    named.choice.kind = kind;
    const auto shift = take_shift(unit);
    if (!shift) return {};
    named.choice.shift = *shift;
    named.date = date();
    return named;
  }

  // "the month after ", "3 months before ", or nothing: the date's own.
  std::optional<int> take_shift(const Unit& unit) {
    const Phrase before_it = *this;
    int count = 1;
    const bool by_one = take("the ");
    if (!by_one) {
      if (rest().empty() || !is_digit(rest().front()) || parse_date(rest())) return 0;
      const auto number = take_number();
      if (!number || *number < 1 || *number > shift_max) {
        fault("here stands a count of " + std::string(unit.many) + ", 1 to " +
              std::to_string(shift_max));
        return std::nullopt;
      }
      count = *number;
    }
    const std::string_view word = take_word();
    const bool fits = word == unit.one || (!by_one && word == unit.many);
    const std::string_view side = take_word();
    if (fits && side == "after") return count;
    if (fits && side == "before") return -count;
    part_ = before_it.part_;
    fault("this day is one of a " + std::string(unit.one) + ": here stands a date, `the " +
          std::string(unit.one) + " before`, `the " + std::string(unit.one) + " after` or `2 " +
          std::string(unit.many) + " before` a date");
    return std::nullopt;
  }

  rule::Expression date() {
    if (rest().empty()) {
      fault("the date is missing");
      return {};
    }
    if (parse_date(rest())) {
      return read_expression_text(compilation_, node_, "date('" + std::string(rest()) + "')",
                                  part_.lead, Scope{}, Asked::Use::date);
    }
    rule::Expression made =
        read_expression_text(compilation_, node_, rest(), part_.lead, Scope{}, Asked::Use::date);
    if (!made) return made;
    const auto kind = made.type().kind();
    using Kind = rule::Type::Kind;
    if (kind != Kind::date && kind != Kind::timestamp && kind != Kind::dyn) {
      compilation_.issues.error("E0164", place(),
                                "here stands a date; this gives " + made.type().to_text());
    }
    return made;
  }

  Compilation& compilation_;
  const Node& node_;
  TextPart part_;
};

}  // namespace

NamedDay read_named_day(Compilation& compilation, const Node& node, TextPart part) {
  return Phrase(compilation, node, part).read();
}

bool names_a_day(std::string_view text) {
  for (const std::string_view start : {"day ", "last ", "first "}) {
    if (text.starts_with(start)) return true;
  }
  if (text.empty() || !is_digit(text.front())) return false;
  // "5 working days before data.x" has its period first; "15 December of the year before data.x"
  // its `of`.
  const std::size_t relation = std::min(text.find(" before "), text.find(" after "));
  return relation == std::string_view::npos || text.find(" of ") < relation;
}

}  // namespace dunghan::definition
