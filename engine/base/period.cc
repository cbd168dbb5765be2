#include "engine/base/period.h"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/check.h"

namespace dunghan {
namespace {

struct UnitNames {
  Unit unit;
  std::int32_t Period::*amount;
  std::string_view one, many;  // English
  std::string_view vietnamese;
};

/// Largest first: the order in which a period is written and counted.
constexpr std::array<UnitNames, 9> unit_names{{
    {Unit::years, &Period::years, "year", "years", "năm"},
    {Unit::months, &Period::months, "month", "months", "tháng"},
    {Unit::weeks, &Period::weeks, "week", "weeks", "tuần"},
    {Unit::days, &Period::days, "day", "days", "ngày"},
    {Unit::working_days, &Period::working_days, "working day", "working days", "ngày làm việc"},
    {Unit::hours, &Period::hours, "hour", "hours", "giờ"},
    {Unit::working_hours, &Period::working_hours, "working hour", "working hours", "giờ làm việc"},
    {Unit::minutes, &Period::minutes, "minute", "minutes", "phút"},
    {Unit::working_minutes, &Period::working_minutes, "working minute", "working minutes",
     "phút làm việc"},
}};

/// What people write that is no unit, and what we tell them.
struct Slip {
  std::string_view written, message, remedy;
};
constexpr std::array<Slip, 28> slips{{
    {"d", "`d` could mean days or working days", "write `days` or `working days`"},
    {"wd", "`wd` is no unit", "write `working days`"},
    {"w", "`w` could mean weeks or working days", "write `weeks` or `working days`"},
    {"m", "`m` could mean months or minutes", "write `months` or `minutes`"},
    {"mo", "`mo` is no unit", "write `months`"},
    {"min", "`min` could mean minutes or working minutes", "write `minutes` or `working minutes`"},
    {"mins", "`mins` could mean minutes or working minutes",
     "write `minutes` or `working minutes`"},
    {"h", "`h` could mean hours or working hours", "write `hours` or `working hours`"},
    {"hrs", "`hrs` could mean hours or working hours", "write `hours` or `working hours`"},
    {"y", "`y` is no unit", "write `years`"},
    {"n", "`n` could mean ngày or năm", "write `ngày`, `ngày làm việc` or `năm`"},
    {"t", "`t` could mean tháng or tuần", "write `tháng` or `tuần`"},
    {"g", "`g` is no unit", "write `giờ` or `giờ làm việc`"},
    {"p", "`p` is no unit", "write `phút` or `phút làm việc`"},
    {"business", "`business days` is not a unit here",
     "write `working days` (days that the calendar counts)"},
    {"working", "`working` must stand before `days`, `hours` or `minutes`",
     "write `working days`, `working hours` or `working minutes`"},
    {"work", "`work days` is not a unit here", "write `working days`"},
    {"workdays", "`workdays` is not a unit here", "write `working days`"},
    {"calendar", "`calendar days` is not a unit here",
     "write `days`: without `working`, every day counts"},
    {"quarter", "a quarter is not a unit here", "write `3 months`"},
    {"quarters", "a quarter is not a unit here", "write `3 months` for each"},
    {"seconds", "no time limit is set in seconds", "write minutes or hours"},
    {"nam", "`nam` lacks its marks", "write `năm`"},
    {"thang", "`thang` lacks its marks", "write `tháng`"},
    {"tuan", "`tuan` lacks its marks", "write `tuần`"},
    {"ngay", "`ngay` lacks its marks", "write `ngày` or `ngày làm việc`"},
    {"gio", "`gio` lacks its marks", "write `giờ` or `giờ làm việc`"},
    {"phut", "`phut` lacks its marks", "write `phút` or `phút làm việc`"},
}};

/// A period is a few words; what is longer is no period, and is not echoed whole.
constexpr std::size_t period_text_max = 200;
constexpr std::string_view accepted =
    "write for example `30 days`, `5 working days`, `1 month 15 days`, `48 hours`, `5 ngày làm "
    "việc` or `P1M15D`";

Failure wrong(std::string message, std::string_view remedy = accepted) {
  return fail(ErrorCode::invalid_argument, std::move(message), std::string(remedy));
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Compared octet by octet: what is looked for is short and mostly differs at once, for which a
/// call to memcmp costs more than it saves.
bool begins_with(std::string_view text, std::string_view start) {
  if (text.size() < start.size()) return false;
  for (std::size_t i = 0; i < start.size(); ++i) {
    if (text[i] != start[i]) return false;
  }
  return true;
}

/// A text of at most period_text_max octets in lower case: ASCII, and the capital forms of the
/// marked letters that occur in the Vietnamese units. Kept here and not on the heap.
class FoldedText {
 public:
  // octets_ is room alone: what is looked at is set first.
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init)
  explicit FoldedText(std::string_view text) {
    DUNGHAN_CHECK(text.size() <= octets_.size());
    while (!text.empty()) {
      const char c = text.front();
      if (static_cast<unsigned char>(c) >= 0x80) {
        take_marked(text);
        continue;
      }
      octets_[size_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      text.remove_prefix(1);
    }
  }
  [[nodiscard]] std::string_view view() const { return {octets_.data(), size_}; }

 private:
  /// A letter of two or three octets, or one octet of what means nothing to us.
  void take_marked(std::string_view& text) {
    for (const Fold& fold : folds) {
      if (!begins_with(text, fold.written)) continue;
      for (const char c : fold.folded) octets_[size_++] = c;
      text.remove_prefix(fold.written.size());
      return;
    }
    octets_[size_++] = text.front();
    text.remove_prefix(1);
  }

  struct Fold {
    std::string_view written, folded;  // the folded form is never the longer one
  };
  static constexpr std::array<Fold, 8> folds{{{"Ă", "ă"},
                                              {"Á", "á"},
                                              {"À", "à"},
                                              {"Ầ", "ầ"},
                                              {"Ệ", "ệ"},
                                              {"Ờ", "ờ"},
                                              {"Ú", "ú"},
                                              {"\xC2\xA0", " "}}};  // a blank that does not break

  std::array<char, period_text_max> octets_;
  std::size_t size_ = 0;
};

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Combining marks (U+0300 to U+036F): the text is decomposed (NFD), as some systems hand over file
/// names.
bool has_combining_marks(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(text[i + 1]);
    if (lead == 0xCC || (lead == 0xCD && next < 0xB0)) return true;
  }
  return false;
}

/// Digits from the front of `text`, at most period_amount_max.
Result<std::int32_t> take_amount(std::string_view& text) {
  std::int64_t amount = 0;
  std::size_t used = 0;
  for (; used < text.size() && is_digit(text[used]); ++used) {
    amount = amount * 10 + (text[used] - '0');
    if (amount > period_amount_max) {
      return wrong(
          "the amount is too large: at most " + std::to_string(period_amount_max) + " of one unit",
          "check the number");
    }
  }
  DUNGHAN_CHECK(used > 0);
  text.remove_prefix(used);
  return static_cast<std::int32_t>(amount);
}

constexpr unsigned bit_of(Unit unit) {
  return 1U << static_cast<unsigned>(unit);
}

/// False where the unit was named before.
bool put_amount(Period& period, unsigned& seen, Unit unit, std::int32_t amount) {
  if ((seen & bit_of(unit)) != 0) return false;
  seen |= bit_of(unit);
  period.*unit_names[static_cast<std::size_t>(unit)].amount = amount;
  return true;
}

Failure stands_twice(Unit unit) {
  const std::string_view name = unit_names[static_cast<std::size_t>(unit)].many;
  return wrong("`" + std::string(name) + "` stands twice", "add the two amounts up");
}

/// What holds for a period in whatever form it was written.
Result<Period> checked(const Period& period, unsigned seen, std::string_view text) {
  const unsigned office_time = bit_of(Unit::working_hours) | bit_of(Unit::working_minutes);
  const bool one_unit = (seen & (seen - 1)) == 0;
  const bool of_one_sort =
      (seen & (office_time | bit_of(Unit::working_days))) == 0 || (seen & ~office_time) == 0;
  if ((one_unit || of_one_sort) && !period.is_zero()) return period;
  const std::string shown = "`" + std::string(text) + "` ";
  const auto has = [seen](Unit unit) { return (seen & bit_of(unit)) != 0; };
  if (one_unit || of_one_sort)
    return wrong(shown + "has no length", "a limit needs at least one unit above zero");
  if (has(Unit::days) && has(Unit::working_days)) {
    return wrong(shown + "mixes days and working days: which are counted first changes the answer",
                 "use one of them, or two limits: `{ earliest: [10 days, 10 working days] }`");
  }
  if ((seen & ~office_time) == bit_of(Unit::minutes) && has(Unit::working_hours)) {
    return wrong(shown + "mixes working hours and minutes: are the minutes office time too?",
                 "write `working minutes`: `8 working hours 30 working minutes`");
  }
  return wrong(
      shown + "sets a working unit beside another unit: which is counted first changes the answer",
      "use one unit; only working hours and working minutes go together");
}

bool continues_word(std::string_view rest) {
  return !rest.empty() && ((rest.front() >= 'a' && rest.front() <= 'z') ||
                           static_cast<unsigned char>(rest.front()) >= 0x80);
}

/// Takes `name` (with any blanks between its words) from the front of `text` if it stands there as
/// whole words.
bool take_name(std::string_view& text, std::string_view name) {
  std::string_view rest = text;
  for (const char c : name) {
    if (c == ' ') {
      if (continues_word(rest)) return false;
      rest = trimmed(rest);
    } else if (!rest.empty() && rest.front() == c) {
      rest.remove_prefix(1);
    } else {
      return false;
    }
  }
  if (continues_word(rest)) return false;
  text = rest;
  return true;
}

std::optional<Unit> take_unit(std::string_view& text) {
  // Longest first, so that `ngày làm việc` is not read as `ngày` with something behind.
  for (const Unit unit :
       {Unit::working_days, Unit::working_hours, Unit::working_minutes, Unit::years, Unit::months,
        Unit::weeks, Unit::days, Unit::hours, Unit::minutes}) {
    const UnitNames& names = unit_names[static_cast<std::size_t>(unit)];
    if (take_name(text, names.many) || take_name(text, names.one) ||
        take_name(text, names.vietnamese))
      return unit;
  }
  return std::nullopt;
}

std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && text[end] != ' ' && text[end] != ',' && !is_digit(text[end])) ++end;
  return text.substr(0, end);
}

Failure no_unit(std::string_view text, std::string_view rest, std::int32_t amount) {
  const std::string_view word = first_word(rest);
  if (word.empty() && rest.size() > 1 && rest.front() == ',' && is_digit(rest[1])) {
    return wrong("`" + std::string(text) + "` has a comma within a number",
                 "write amounts without commas: `1000 days`");
  }
  if (word.empty()) {
    return wrong("`" + std::to_string(amount) + "` has no unit: it could mean days or working days",
                 "write `" + std::to_string(amount) + " days` or `" + std::to_string(amount) +
                     " working days`");
  }
  if (word.front() == '.') {
    return wrong("`" + std::string(text) + "` has a fraction: legal periods are whole",
                 "use a smaller unit");
  }
  if (has_combining_marks(word)) {
    return wrong("`" + std::string(word) + "` is written with separate marks (decomposed Unicode)",
                 "type it again, or convert the file to NFC");
  }
  for (const Slip& slip : slips) {
    if (slip.written == word) return wrong(std::string(slip.message), slip.remedy);
  }
  return wrong("`" + std::string(word) + "` is no unit",
               "units: years, months, weeks, days, working days, hours, working hours, minutes, "
               "working minutes; năm, tháng, tuần, ngày, ngày làm việc, giờ, giờ làm việc, phút, "
               "phút làm việc");
}

/// Between two amounts: blanks, a comma, "and" or "và".
void skip_joint(std::string_view& rest) {
  rest = trimmed(rest);
  if (rest.starts_with(',')) rest = trimmed(rest.substr(1));
  if (take_name(rest, "and") || take_name(rest, "và")) rest = trimmed(rest);
}

Failure no_number(std::string_view text, std::string_view rest) {
  if (rest.starts_with('-') || rest.starts_with("−")) {
    return wrong("`" + std::string(text) + "` is negative: a period has a length and no direction",
                 "for a limit that ends before an event write `due: 5 days before ...`");
  }
  if (rest.empty()) return wrong("`" + std::string(text) + "` breaks off", accepted);
  return wrong("`" + std::string(text) +
               "` is no period: an amount in digits is needed before each unit");
}

Result<Period> parse_words(std::string_view text) {
  Period period;
  unsigned seen = 0;
  std::string_view rest = text;
  while (true) {
    if (rest.empty() || !is_digit(rest.front())) return no_number(text, rest);
    DUNGHAN_TRY(const std::int32_t amount, take_amount(rest));
    rest = trimmed(rest);
    const auto unit = take_unit(rest);
    if (!unit) return no_unit(text, rest, amount);
    if (!put_amount(period, seen, *unit, amount)) return stands_twice(*unit);
    if (trimmed(rest).empty()) return checked(period, seen, text);
    skip_joint(rest);
  }
}

Failure bad_iso(std::string_view text, std::string_view why) {
  return wrong(
      "`" + std::string(text) + "` is no ISO 8601 period: " + std::string(why),
      "the form is P1Y2M3W4DT5H6M, with what is not needed left out, such as P30D or PT36H");
}

std::optional<Unit> iso_unit(char letter, bool in_time) {
  switch (letter) {
    case 'y': return in_time ? std::nullopt : std::optional(Unit::years);
    case 'm': return in_time ? Unit::minutes : Unit::months;
    case 'w': return in_time ? std::nullopt : std::optional(Unit::weeks);
    case 'd': return in_time ? std::nullopt : std::optional(Unit::days);
    case 'h': return in_time ? std::optional(Unit::hours) : std::nullopt;
    default: return std::nullopt;
  }
}

/// text: folded to lower case, beginning with `p` and a digit or `t`.
Result<Period> parse_iso(std::string_view text) {
  Period period;
  unsigned seen = 0;
  bool in_time = false;
  std::string_view rest = text.substr(1);
  int last_unit = -1;
  while (!rest.empty()) {
    if (!in_time && rest.front() == 't') {
      in_time = true;
      rest.remove_prefix(1);
      if (rest.empty()) return bad_iso(text, "nothing follows the T");
    }
    if (rest.front() == '-') return bad_iso(text, "a period is not negative");
    if (!is_digit(rest.front())) return bad_iso(text, "a number is missing");
    DUNGHAN_TRY(const std::int32_t amount, take_amount(rest));
    if (rest.empty()) return bad_iso(text, "the last number has no unit");
    if (rest.front() == '.' || rest.front() == ',') return bad_iso(text, "legal periods are whole");
    if (in_time && rest.front() == 's') return bad_iso(text, "no time limit is set in seconds");
    const auto unit = iso_unit(rest.front(), in_time);
    if (!unit) return bad_iso(text, "hours and minutes stand after a T, years to days before it");
    if (!put_amount(period, seen, *unit, amount)) return stands_twice(*unit);
    if (static_cast<int>(*unit) < last_unit) return bad_iso(text, "larger units stand first");
    last_unit = static_cast<int>(*unit);
    rest.remove_prefix(1);
  }
  return checked(period, seen, text);
}

}  // namespace

Result<Period> parse_period(std::string_view text) {
  if (text.size() > period_text_max) return wrong("the text is too long for a period");
  const FoldedText lower(text);
  const std::string_view words = trimmed(lower.view());
  if (words.empty()) return wrong("the period is empty");
  if (words == "p") return bad_iso(words, "nothing follows the P");
  const bool iso = words.size() > 1 && words[0] == 'p' &&
                   (is_digit(words[1]) || words[1] == 't' || words[1] == '-');
  return iso ? parse_iso(words) : parse_words(words);
}

std::string to_text(const Period& period) {
  std::string text;
  for (const UnitNames& names : unit_names) {
    const std::int32_t amount = period.*names.amount;
    if (amount == 0) continue;
    if (!text.empty()) text.push_back(' ');
    text += std::to_string(amount);
    text.push_back(' ');
    text += amount == 1 ? names.one : names.many;
  }
  return text;
}

std::string to_vietnamese(const Period& period) {
  std::string text;
  for (const UnitNames& names : unit_names) {
    const std::int32_t amount = period.*names.amount;
    if (amount == 0) continue;
    if (!text.empty()) text.push_back(' ');
    text += std::to_string(amount);
    text.push_back(' ');
    text += names.vietnamese;
  }
  return text;
}

}  // namespace dunghan
