// Rendering of issues: the line, the excerpt and the carets under it.
#include "engine/definition/issue_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>

namespace dunghan::definition {
namespace {

/// Columns of an excerpt; the rest of a longer line is cut off around the place meant.
constexpr std::size_t excerpt_columns_max = 120;
/// Columns shown before the place meant where the line is cut at its front.
constexpr std::size_t excerpt_lead_columns = 40;
constexpr std::size_t tab_columns = 2;

struct Range {
  char32_t first, last;
};

/// Marks that stand on the character before them (Unicode blocks of combining marks, joiners,
/// selectors).
constexpr std::array<Range, 7> combining{{{0x0300, 0x036F},
                                          {0x1AB0, 0x1AFF},
                                          {0x1DC0, 0x1DFF},
                                          {0x200B, 0x200F},
                                          {0x20D0, 0x20FF},
                                          {0xFE00, 0xFE0F},
                                          {0xFE20, 0xFE2F}}};

/// Characters that take two columns (East Asian Width W and F, and emoji), by block.
constexpr std::array<Range, 8> wide{{{0x1100, 0x115F},
                                     {0x2E80, 0x303E},
                                     {0x3041, 0xA4CF},
                                     {0xAC00, 0xD7A3},
                                     {0xF900, 0xFAFF},
                                     {0xFF00, 0xFF60},
                                     {0x1F300, 0x1FAFF},
                                     {0x20000, 0x3FFFD}}};

template <std::size_t N>
bool is_in(char32_t value, const std::array<Range, N>& ranges) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [value](Range range) { return value >= range.first && value <= range.last; });
}

struct Character {
  std::string text;         // what is printed
  std::size_t columns = 1;  // what it takes on a screen
};

char32_t code_point_of(std::string_view octets) {
  const auto lead = static_cast<unsigned char>(octets[0]);
  if (octets.size() == 1) return lead;
  char32_t value = lead & (0x7FU >> octets.size());
  for (const char c : octets.substr(1))
    value = (value << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
  return value;
}

/// Control characters would move the cursor or worse: they are shown as a placeholder.
Character shown(std::string_view octets) {
  constexpr std::size_t longest_sequence = 4;
  if (octets == "\t") return {std::string(tab_columns, ' '), tab_columns};
  const char32_t value = octets.size() <= longest_sequence ? code_point_of(octets) : 0;
  if (value < 0x20 || (value >= 0x7F && value < 0xA0)) return {"?", 1};
  const bool direction =
      (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
  if (direction) return {"?", 1};
  if (is_in(value, combining)) return {std::string(octets), 0};
  return {std::string(octets), is_in(value, wide) ? 2U : 1U};
}

bool goes_on(char octet) {
  return (static_cast<unsigned char>(octet) & 0xC0U) == 0x80U;
}

std::size_t count_characters(std::string_view line) {
  return line.size() - static_cast<std::size_t>(std::count_if(line.begin(), line.end(), goes_on));
}

/// The octet at which character `index` begins; the end where there is none.
std::size_t octet_of(std::string_view line, std::size_t index) {
  std::size_t octet = 0;
  for (; octet < line.size() && index > 0; --index) {
    ++octet;
    while (octet < line.size() && goes_on(line[octet])) ++octet;
  }
  return octet;
}

std::vector<Character> characters_of(std::string_view line) {
  std::vector<Character> characters;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t end = i + 1;
    while (end < line.size() && goes_on(line[end])) ++end;
    characters.push_back(shown(line.substr(i, end - i)));
    i = end;
  }
  return characters;
}

std::string_view line_of(std::string_view source, int line) {
  for (int number = 1; number < line; ++number) {
    const std::size_t end = source.find('\n');
    if (end == std::string_view::npos) return {};
    source.remove_prefix(end + 1);
  }
  source = source.substr(0, source.find('\n'));
  if (source.ends_with('\r')) source.remove_suffix(1);
  return source;
}

std::string gutter(std::string_view number) {
  constexpr std::size_t width = 5;
  return std::string(width - std::min(width, number.size()), ' ') + std::string(number) + " | ";
}

/// The line with `length` characters from `column` on underlined.
std::string excerpt(std::string_view source, Position at, int length) {
  const std::string_view line = line_of(source, at.line);
  if (at.line < 1 || line.empty()) return {};
  const std::size_t count = count_characters(line);
  const std::size_t first = std::min(static_cast<std::size_t>(std::max(at.column, 1)) - 1, count);
  const std::size_t last = first + static_cast<std::size_t>(std::max(length, 1));
  std::size_t start = 0;
  if (count > excerpt_columns_max && first > excerpt_lead_columns)
    start = first - excerpt_lead_columns;
  // Of a line of a whole file's length, what is not shown is not looked at: a long line may have
  // hundreds of issues.
  const std::size_t end = std::min(count, start + excerpt_columns_max);
  const std::string_view from_start = line.substr(octet_of(line, start));
  const std::vector<Character> characters =
      characters_of(from_start.substr(0, octet_of(from_start, end - start)));
  std::string text, marks;
  if (start > 0) {
    text += "…";
    marks += " ";
  }
  for (std::size_t i = start; i < end; ++i) {
    const auto& [shown_as, columns] = characters[i - start];
    text += shown_as;
    if (i < first)
      marks.append(columns, ' ');
    else if (i == first)
      marks += "^" + std::string(columns > 1 ? columns - 1 : 0, '~');
    else if (i < last)
      marks.append(columns, '~');
  }
  if (end < count) text += "…";
  if (first >= end) marks += "^";  // just behind the end of the line
  return gutter(std::to_string(at.line)) + text + "\n" + gutter("") + marks + "\n";
}

std::string place(const Issue& issue, Position at) {
  std::string text = issue.file;
  if (at.line > 0) text += ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
  return text + ": ";
}

std::string counted(std::size_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

}  // namespace

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note: break;
  }
  return "note";
}

void sort_issues(Issues& issues) {
  const auto key = [](const Issue& issue) {
    return std::tie(issue.file, issue.at, issue.severity);
  };
  std::stable_sort(issues.begin(), issues.end(), [&key](const Issue& left, const Issue& right) {
    return key(left) < key(right);
  });
}

std::string to_line(const Issue& issue) {
  std::string text = place(issue, issue.at) + std::string(name_of(issue.severity)) + "[" +
                     issue.code + "]: " + issue.message;
  if (!issue.remedy.empty()) text += "; " + issue.remedy;
  return text;
}

std::string to_text(const Issue& issue, std::string_view source) {
  std::string text = to_line(issue) + "\n" + excerpt(source, issue.at, issue.length);
  if (issue.related.line > 0) {
    text += place(issue, issue.related) + "note: it clashes with this place\n" +
            excerpt(source, issue.related, 1);
  }
  return text;
}

std::string summary_of(const Issues& issues) {
  const auto count = [&issues](Severity severity) {
    return static_cast<std::size_t>(
        std::count_if(issues.begin(), issues.end(),
                      [severity](const Issue& issue) { return issue.severity == severity; }));
  };
  const std::size_t errors = count(Severity::error);
  const std::size_t warnings = count(Severity::warning);
  const std::size_t notes = count(Severity::note);
  if (errors == 0 && warnings == 0)
    return notes > 0 ? "no errors, " + counted(notes, "note") : "no issues";
  std::string text;
  if (errors > 0) text = counted(errors, "error");
  if (warnings > 0) text += (text.empty() ? "" : ", ") + counted(warnings, "warning");
  return text;
}

}  // namespace dunghan::definition
