// Line and column look-up, and the character check of adapters/yaml/source_text.h.
#include "adapters/yaml/source_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace dunghan::adapters::yaml {
namespace {

constexpr std::size_t block_octets = 64;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

struct CodePoint {
  char32_t value = 0;
  std::size_t octets = 1;
};

/// How a sequence of each length begins, and the least value that needs it (shorter is overlong).
struct SequenceForm {
  unsigned char mask, lead;
  std::size_t octets;
  char32_t least;
};
constexpr std::array<SequenceForm, 4> sequence_forms{{
    {0x80, 0x00, 1, 0x0},
    {0xE0, 0xC0, 2, 0x80},
    {0xF0, 0xE0, 3, 0x800},
    {0xF8, 0xF0, 4, 0x10000},
}};

/// The code point that begins at `octet`, or nothing where the octets are not UTF-8 (RFC 3629:
/// no overlong forms, no surrogates, nothing above U+10FFFF).
std::optional<CodePoint> decode(std::string_view text, std::size_t octet) {
  const auto lead = static_cast<unsigned char>(text[octet]);
  for (const SequenceForm& form : sequence_forms) {
    if ((lead & form.mask) != form.lead) continue;
    if (octet + form.octets > text.size()) return std::nullopt;
    char32_t value = lead & static_cast<unsigned char>(~form.mask);
    for (std::size_t i = 1; i < form.octets; ++i) {
      if (!is_continuation(text[octet + i])) return std::nullopt;
      value = (value << 6U) | (static_cast<unsigned char>(text[octet + i]) & 0x3FU);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < form.least || surrogate || value > 0x10FFFF) return std::nullopt;
    return CodePoint{value, form.octets};
  }
  return std::nullopt;
}

std::string code_point_name(char32_t value) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string name;
  for (char32_t rest = value; rest != 0 || name.size() < 4; rest >>= 4U) {
    name.insert(name.begin(), digits[rest & 0xFU]);
  }
  return "U+" + name;
}

bool is_control(char32_t value) {
  if (value == '\t' || value == '\n') return false;
  return value < 0x20 || (value >= 0x7F && value <= 0x9F);
}

/// Characters that leave no mark but change what is read, or the order in which it is shown.
bool is_invisible(char32_t value) {
  const bool zero_width = value >= 0x200B && value <= 0x200F;
  const bool direction =
      (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
  const bool separator =
      value == 0x2028 || value == 0x2029;  // line breaks to some editors, not to all
  return zero_width || direction || separator || value == 0x00AD || value == 0x2060 ||
         value == 0xFEFF;
}

constexpr char32_t no_break_space = 0x00A0;

void check_code_point(char32_t value, char before, char after, definition::Position at,
                      IssueList& issues) {
  if (value == '\r' && after == '\n') return;
  if (is_control(value)) {
    issues.add("E0005", at, "control character " + code_point_name(value) + " in the text",
               "delete it; is this a text file?");
  } else if (is_invisible(value)) {
    issues.add("E0006", at, "invisible character " + code_point_name(value) + " in the text",
               "delete it; it often comes in by pasting from a web page or a word processor");
  } else if (value == no_break_space &&
             (before == '\n' || before == ' ' || before == ':' || before == '-')) {
    issues.add("E0006", at, "a no-break space (U+00A0) stands where YAML wants an ordinary one",
               "type an ordinary space over it");
  }
}

void report_not_utf8(std::string_view text, std::size_t octet, IssueList& issues) {
  const SourceText before(text.substr(0, octet));
  const bool utf16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
  issues.add("E0004", before.position_of(octet),
             utf16 ? "the file is in UTF-16, not in UTF-8" : "the text is not UTF-8 from here on",
             "save the file with the encoding UTF-8 (old Vietnamese encodings such as TCVN3 or "
             "VNI must be converted first)");
}

/// Tabs among the blanks at the start of a line that has anything but blanks and a comment.
void check_tabs(const SourceText& source, int line_count, IssueList& issues) {
  for (int number = 1; number <= line_count && !issues.full(); ++number) {
    const std::string_view line = source.line(number);
    const std::size_t content = line.find_first_not_of(" \t");
    if (content == std::string_view::npos || line[content] == '#') continue;
    const std::size_t tab = line.substr(0, content).find('\t');
    if (tab == std::string_view::npos) continue;
    issues.add("E0007", {number, static_cast<int>(tab) + 1}, "a tab in the indentation",
               "indent with spaces, two for each level");
  }
}

}  // namespace

SourceText::SourceText(std::string_view text) : text_(text), line_starts_{0} {
  std::uint32_t characters = 0;
  block_characters_.reserve(text.size() / block_octets + 1);
  for (std::size_t octet = 0; octet < text.size(); ++octet) {
    if (octet % block_octets == 0) block_characters_.push_back(characters);
    if (!is_continuation(text[octet])) ++characters;
    if (text[octet] == '\n') line_starts_.push_back(octet + 1);
  }
  if (text.size() % block_octets == 0) block_characters_.push_back(characters);
}

std::size_t SourceText::characters_before(std::size_t octet) const {
  const std::size_t block = octet / block_octets;
  const auto first = text_.begin() + static_cast<std::ptrdiff_t>(block * block_octets);
  const auto last = text_.begin() + static_cast<std::ptrdiff_t>(octet);
  const auto rest = std::count_if(first, last, [](char c) { return !is_continuation(c); });
  return block_characters_[block] + static_cast<std::size_t>(rest);
}

definition::Position SourceText::position_of(std::size_t octet) const {
  octet = std::min(octet, text_.size());
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), octet);
  const std::size_t start = *(next - 1);
  const std::size_t column = characters_before(octet) - characters_before(start);
  return {static_cast<int>(next - line_starts_.begin()), static_cast<int>(column) + 1};
}

std::string_view SourceText::line(int line) const {
  if (line < 1 || static_cast<std::size_t>(line) > line_starts_.size()) return {};
  const std::size_t start = line_starts_[static_cast<std::size_t>(line) - 1];
  std::string_view rest = text_.substr(start);
  rest = rest.substr(0, rest.find('\n'));
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  return rest;
}

std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

void check_characters(std::string_view text, IssueList& issues) {
  const SourceText source(text);
  for (std::size_t octet = 0; octet < text.size() && !issues.full();) {
    const std::optional<CodePoint> point = decode(text, octet);
    if (!point) {
      report_not_utf8(text, octet, issues);
      return;
    }
    const std::size_t next = octet + point->octets;
    if (point->value < 0x20 || point->value >= 0x7F) {
      check_code_point(point->value, octet == 0 ? '\n' : text[octet - 1],
                       next < text.size() ? text[next] : '\0', source.position_of(octet), issues);
    }
    octet = next;
  }
  check_tabs(source, source.position_of(text.size()).line, issues);
}

}  // namespace dunghan::adapters::yaml
