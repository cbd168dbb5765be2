#include "engine/describe/patterns.h"

#include <array>
#include <string_view>

namespace dunghan::describe {
namespace {

using definition::Names;

const std::string blank = "[ \\t\\r\\n\u00A0]";
const std::string blanks = blank + "*";
const std::string amount = "0*(?:100000|[0-9]{1,5})";
/// Where a word ends.
const std::string end_of_word = "(?![A-Za-z\\u0080-\\uffff])";

struct Letter {
  std::string_view small, capital;
};
/// The marked letters of the Vietnamese units.
constexpr std::array<Letter, 7> marked{
    {{"ă", "Ă"}, {"á", "Á"}, {"à", "À"}, {"ầ", "Ầ"}, {"ệ", "Ệ"}, {"ờ", "Ờ"}, {"ú", "Ú"}}};

/// `word` in any mixture of small and capital letters; a blank in it is one or more.
std::string any_case(std::string_view word) {
  std::string pattern;
  while (!word.empty()) {
    const char c = word.front();
    if (c >= 'a' && c <= 'z') {
      pattern += std::string{'[', c, static_cast<char>(c - 'a' + 'A'), ']'};
    } else if (c == ' ') {
      pattern += blank + "+";
    } else {
      for (const Letter& letter : marked) {
        if (!word.starts_with(letter.small)) continue;
        pattern += '[' + std::string(letter.small) + std::string(letter.capital) + ']';
        word.remove_prefix(letter.small.size() - 1);
        break;
      }
    }
    word.remove_prefix(1);
  }
  return pattern;
}

/// The English unit in one or more, or the Vietnamese one.
std::string unit(std::string_view english, std::string_view vietnamese) {
  return "(?:" + any_case(english) + "[sS]?|" + any_case(vietnamese) + ")";
}

struct UnitWords {
  std::string_view english, vietnamese;
};
constexpr std::array<UnitWords, 6> plain_units{{{"year", "năm"},
                                                {"month", "tháng"},
                                                {"week", "tuần"},
                                                {"day", "ngày"},
                                                {"hour", "giờ"},
                                                {"minute", "phút"}}};

std::string counted(const std::string& units) {
  return amount + blanks + units + end_of_word;
}

/// Between two amounts: blanks, a comma, "and" or "và".
std::string joint() {
  return blanks + ",?" + blanks + "(?:(?:" + any_case("and") + "|[vV][àÀ])" + end_of_word + blanks +
         ")?";
}

/// Any of the plain units, each at most once.
std::string plain_period() {
  std::string any, once;
  for (const UnitWords& words : plain_units) {
    const std::string one = unit(words.english, words.vietnamese);
    any += (any.empty() ? "" : "|") + one;
    once.append("(?!.*").append(one).append(".*").append(one).append(")");
  }
  const std::string part = counted("(?:" + any + ")");
  return once + part + "(?:" + joint() + part + ")*";
}

std::string working_period() {
  const std::string days = counted(unit("working day", "ngày làm việc"));
  const std::string hours = counted(unit("working hour", "giờ làm việc"));
  const std::string minutes = counted(unit("working minute", "phút làm việc"));
  return days + "|" + hours + "(?:" + joint() + minutes + ")?|" + minutes + "(?:" + joint() +
         hours + ")?";
}

std::string iso_period() {
  const auto part = [](std::string_view letters) {
    return "(?:" + amount + "[" + std::string(letters) + "])?";
  };
  return "[pP](?=[0-9tT])" + part("yY") + part("mM") + part("wW") + part("dD") +
         "(?:[tT](?=[0-9])" + part("hH") + part("mM") + ")?";
}

const std::string weekday = "(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday)";
const std::string clock_time = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";

const std::string identifier = "[A-Za-z_][A-Za-z0-9_]*";

}  // namespace

std::string period_pattern() {
  return "^(?=.*[1-9])" + blanks + "(?:" + plain_period() + "|" + working_period() + "|" +
         iso_period() + ")" + blanks + "$";
}

std::string date_pattern() {
  return "^(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
         "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
         "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$";
}

std::string id_pattern() {
  return "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$";
}

std::string number_pattern() {
  const std::string sequence = "\\{seq(?::0*(?:[1-9]|1[0-2]))?\\}";
  return "^(?:[^{]|\\{year\\}|\\{parent(?:\\.number)?\\}|\\{[A-Za-z_]\\w*\\.(?:code|id)\\}|" +
         sequence + ")+$";
}

std::string weekday_of_month_pattern() {
  return "^(?:first|second|third|fourth|fifth|last) " + weekday +
         " of (?:january|february|march|april|may|june|july|august|september|october|november|"
         "december)$";
}

std::string time_of_day_pattern() {
  return "^" + clock_time + "$";
}

std::string office_hours_pattern() {
  const std::string minute = "(?:" + clock_time + "|24:00)";
  return "^" + minute + "-" + minute + "$";
}

std::string names_pattern(Names names) {
  const std::string no_word = "^(?!(?:true|false|null|in)$)";
  switch (names) {
    case Names::any: return {};
    case Names::identifier: return no_word + identifier + "$";
    case Names::role: return no_word + "(?!(?:owner|parent|children|cycle)$)" + identifier + "$";
    case Names::law: return "^[^ ]+$";
    case Names::input: return "^(?!(?:then|basis)$)";
    case Names::event: return "^" + identifier + "(?:\\." + identifier + ")?$";
    case Names::period: return period_pattern();
    case Names::weekdays: return "^" + weekday + "(?:-" + weekday + ")?$";
    case Names::office_id: return "^(?=.{1,64}$)[a-z](?:[a-z0-9-]*[a-z0-9])?$";
  }
  return {};
}

}  // namespace dunghan::describe
