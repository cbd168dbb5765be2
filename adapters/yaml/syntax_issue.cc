// The commonest slips first, each recognised from yaml-cpp's message and the lines around it; then
// its message reworded.
#include "adapters/yaml/syntax_issue.h"

#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <array>
#include <string>

namespace dunghan::adapters::yaml {
namespace {

using definition::Position;
namespace said = YAML::ErrorMsg;

std::size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool is_blank_or_comment(std::string_view line) {
  const std::size_t content = indentation(line);
  return content == line.size() || line[content] == '#';
}

/// The nearest line above that holds anything; 0 where there is none.
int content_line_above(const SourceText& source, int line) {
  do {
    --line;
  } while (line > 0 && is_blank_or_comment(source.line(line)));
  return line;
}

std::string_view without_comment(std::string_view line) {
  line = line.substr(0, line.find(" #"));
  const std::size_t end = line.find_last_not_of(' ');
  return line.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

struct QuotedText {
  std::size_t open = 0;
  std::size_t close = std::string_view::npos;  // npos: never
};

/// The first quoted text that begins at or after `from`. Quotes count at the start of a value only:
/// an apostrophe within a word opens nothing.
std::optional<QuotedText> quoted_text_after(std::string_view text, std::size_t from) {
  char before = from == 0 || from > text.size() ? '\n' : text[from - 1];
  for (std::size_t i = from; i < text.size(); ++i) {
    const char c = text[i];
    const bool starts_value =
        std::string_view(" \n\r\t{[,:").find(before) != std::string_view::npos;
    before = c;
    if (c == '#' && starts_value) {
      i = std::min(text.find('\n', i), text.size());
      before = '\n';
    } else if ((c == '"' || c == '\'') && starts_value) {
      std::size_t end = text.find(c, i + 1);
      while (c == '"' && end != std::string_view::npos && text[end - 1] == '\\') {
        end = text.find(c, end + 1);
      }
      return QuotedText{i, end};
    }
  }
  return std::nullopt;
}

/// The first quoted text after `from` for which `wanted` holds; those before it are skipped whole.
template <class Wanted>
std::optional<QuotedText> find_quoted_text(std::string_view text, std::size_t from, Wanted wanted) {
  while (const auto quoted = quoted_text_after(text, from)) {
    if (wanted(*quoted)) return quoted;
    if (quoted->close == std::string_view::npos) return std::nullopt;
    from = quoted->close + 1;
  }
  return std::nullopt;
}

/// Column (0-based octet) of a `!` that begins an unquoted value on this line, if any.
std::optional<std::size_t> unquoted_exclamation(std::string_view line) {
  const std::size_t found = line.find(": !");
  if (found == std::string_view::npos) return std::nullopt;
  return found + 2;
}

/// What yaml-cpp says, and what we say instead.
struct Reworded {
  const char* message;
  const char* code;
  const char* what;
  const char* remedy;
};
const std::array<Reworded, 19> reworded{{
    {said::MAP_VALUE, "E0026", "a `: ` stands where no value may begin",
     "put a text with a colon in quotes; check that this line is indented like its neighbours"},
    {said::TAB_IN_INDENTATION, "E0007", "a tab in the indentation", "indent with spaces"},
    {said::END_OF_MAP, "E0025", "this line does not fit the mapping above it",
     "indent it like the other keys, or like a part of the last one; is a colon missing?"},
    {said::END_OF_SEQ, "E0025", "this line does not fit the list above it",
     "begin it with `- ` like the other entries, or indent it like a part of the last one"},
    {said::BLOCK_ENTRY, "E0025", "a list entry `- ` cannot begin here",
     "put the list on lines of its own below its key"},
    {said::MAP_KEY, "E0025", "a key cannot begin here", "check the indentation"},
    {said::UNKNOWN_TOKEN, "E0027", "a text cannot begin with this character",
     "put the text in quotes"},
    {said::CHAR_IN_SCALAR, "E0027", "this character cannot stand in an unquoted text here",
     "put the text in quotes"},
    {said::INVALID_ESCAPE, "E0028",
     "a backslash in double quotes begins an escape, and this is none",
     "use single quotes, or write the backslash twice"},
    {said::INVALID_HEX, "E0028", "an escape \\x, \\u or \\U wants hexadecimal digits here",
     "use single quotes, or write the backslash twice"},
    {said::INVALID_UNICODE, "E0028", "this escape names no character",
     "write the character itself"},
    {said::CHAR_IN_BLOCK, "E0008", "after | or > only the marks + and - and a comment may follow",
     "begin the text on the next line; put it in quotes if | or > is part of it"},
    {said::ZERO_INDENT_IN_BLOCK, "E0008", "a block text cannot be indented by zero",
     "delete the 0"},
    {said::MULTIPLE_TAGS, "E0018", "one value has two tags", "delete both"},
    {said::MULTIPLE_ANCHORS, "E0008", "one value has two anchors", "keep one of them"},
    {said::MULTIPLE_ALIASES, "E0008", "two aliases stand in one place", "keep one of them"},
    {said::ALIAS_CONTENT, "E0008", "an alias cannot have a tag, an anchor or content of its own",
     "keep the alias alone"},
    {said::TAG_WITH_NO_SUFFIX, "E0018", "a tag without a name", "delete it, or quote the text"},
    {said::CHAR_IN_TAG_HANDLE, "E0018", "a tag with a character that tags cannot have",
     "delete it, or put the text in quotes if `!` is part of it"},
}};

class Rewording {
 public:
  Rewording(const SyntaxFailure& failure, const SourceText& source, IssueList& issues)
      : failure_(failure),
        source_(source),
        issues_(issues),
        at_(source.position_of(failure.octet)) {}

  void add() {
    if (exclamation() || unknown_anchor() || quote_not_closed() || text_after_quote() ||
        block_in_braces() || bracket_not_closed() || block_under_braces() || line_above() ||
        question_in_braces() || condition_in_braces() || known_message()) {
      return;
    }
    issues_.add("E0008", at_, "this cannot be read as YAML (" + std::string(failure_.message) + ")",
                "look at the indentation, colons and quotes of this line and of the one above");
  }

 private:
  [[nodiscard]] bool says(std::string_view message) const {
    return failure_.message.starts_with(message);
  }

  bool exclamation() {
    const std::string_view line = source_.line(at_.line);
    const auto column = unquoted_exclamation(line);
    if (!column) return false;
    std::string_view condition = without_comment(line.substr(*column));
    if (failure_.open_flow) condition = condition.substr(0, condition.find_first_of(",}"));
    const std::size_t start = static_cast<std::size_t>(line.data() - source_.text().data());
    issues_.add("E0013", source_.position_of(start + *column),
                "YAML reads a `!` at the start of a value as the mark of a tag, not as \"not\"",
                "put the condition in quotes: \"" + std::string(without_comment(condition)) + "\"");
    return true;
  }

  bool unknown_anchor() {
    if (!says(said::UNKNOWN_ANCHOR)) return false;
    issues_.add("E0020", at_, "this alias names an anchor that has not been set before it",
                "set it earlier with `&name`, or put the text in quotes if `*` is part of it");
    return true;
  }

  bool quote_not_closed() {
    if (!says(said::EOF_IN_SCALAR) && !says(said::DOC_IN_SCALAR)) return false;
    const auto opened = find_quoted_text(
        source_.text(), failure_.last_event_octet,
        [](const QuotedText& quoted) { return quoted.close == std::string_view::npos; });
    add_unclosed_quote(opened ? source_.position_of(opened->open) : at_, issues_);
    return true;
  }

  /// "x" y, and "x\n…: "y": the text goes on behind its closing quote, on this line or because the
  /// quote that should have closed it lines above is missing.
  bool text_after_quote() {
    const std::string_view text = source_.text();
    const auto closed =
        find_quoted_text(text, failure_.last_event_octet, [&](const QuotedText& quoted) {
          return quoted.close != std::string_view::npos &&
                 text.find_first_not_of(' ', quoted.close + 1) == failure_.octet;
        });
    if (!closed) return false;
    const Position opened = source_.position_of(closed->open);
    const bool later_line = opened.line < source_.position_of(closed->close).line;
    issues_
        .add(later_line ? "E0011" : "E0012", later_line ? opened : at_,
             later_line
                 ? "the quote that opens here is closed only on line " + std::to_string(at_.line)
                 : "the text goes on after its closing quote",
             later_line ? "close it on its own line"
                        : "put all of it into quotes of the other sort: '\"a\" == data.x'")
        .related = later_line ? at_ : opened;
    return true;
  }

  /// `- item` below an open { or [.
  bool block_in_braces() {
    if (!failure_.open_flow || !says(said::BLOCK_ENTRY)) return false;
    issues_
        .add("E0010", at_, "a list with dashes cannot stand inside { } or [ ]",
             "write the list as [ a, b ], or write what surrounds it as lines without braces")
        .related = *failure_.open_flow;
    return true;
  }

  bool bracket_not_closed() {
    if (says(said::FLOW_END)) {
      issues_.add("E0009", at_, "this bracket closes nothing, or not what was opened last",
                  "each { needs its }, each [ its ]");
      return true;
    }
    if (!failure_.open_flow || (!says(said::END_OF_MAP_FLOW) && !says(said::END_OF_SEQ_FLOW))) {
      return false;
    }
    const bool later_line = at_.line > failure_.open_flow->line;
    issues_
        .add("E0009", later_line ? *failure_.open_flow : at_,
             later_line ? "the bracket that opens here is not closed"
                        : "between { } or [ ] something other than a comma follows an entry",
             "close it, put commas between entries, and quote texts with commas or brackets of "
             "their own")
        .related = later_line ? at_ : *failure_.open_flow;
    return true;
  }

  /// { title: Is it clear?, … }
  bool question_in_braces() {
    if (!failure_.open_flow || !says(said::UNKNOWN_TOKEN) ||
        failure_.octet >= source_.text().size() || source_.text()[failure_.octet] != '?')
      return false;
    issues_.add("E0027", at_, "inside { } and [ ] a `?` ends a text without quotes",
                "put the text in quotes");
    return true;
  }

  /// A line without its colon, or indented under a value that is complete: the mapping's next colon
  /// is what fails.
  bool line_above() {
    if (failure_.open_flow || !says(said::MAP_VALUE)) return false;
    const std::string_view line = source_.line(at_.line);
    const int number = content_line_above(source_, at_.line);
    const std::string_view above = without_comment(source_.line(number));
    const bool colon_above = above.find(": ") != std::string_view::npos || above.ends_with(':');
    const Position above_at{number, static_cast<int>(indentation(above)) + 1};
    if (number > 0 && !colon_above && indentation(line) == indentation(above)) {
      issues_.add("E0024", above_at, "a colon followed by a blank is missing on this line",
                  "write `key: value`, with a blank after the colon");
      return true;
    }
    if (!colon_above || above.ends_with(':') || indentation(line) <= indentation(above))
      return false;
    issues_
        .add("E0025", {at_.line, static_cast<int>(indentation(line)) + 1},
             "this line is indented under line " + std::to_string(number) +
                 ", which has its value already",
             "indent it like line " + std::to_string(number) +
                 ", or leave that key's own line without a value")
        .related = above_at;
    return true;
  }

  /// key: { … }  and an indented block on the next line.
  bool block_under_braces() {
    if (failure_.open_flow || is_blank_or_comment(source_.line(at_.line))) return false;
    const int above = content_line_above(source_, at_.line);
    const std::string_view line = without_comment(source_.line(above));
    if (!line.ends_with('}') && !line.ends_with(']')) return false;
    if (indentation(source_.line(at_.line)) <= indentation(line)) return false;
    issues_
        .add("E0010", {at_.line, static_cast<int>(indentation(source_.line(at_.line))) + 1},
             "a block cannot stand under a value in { }: the } on line " + std::to_string(above) +
                 " has ended it",
             "move these lines into the braces, or write the braces as indented lines too")
        .related = {above, static_cast<int>(indentation(line)) + 1};
    return true;
  }

  /// Operators of conditions that mean something else to YAML.
  bool condition_in_braces() {
    const bool map_value = says(said::MAP_VALUE);
    const bool flow = failure_.open_flow.has_value();
    if (!says(said::ANCHOR_NOT_FOUND) && !says(said::CHAR_IN_ANCHOR) &&
        !says(said::ALIAS_NOT_FOUND) && !says(said::CHAR_IN_ALIAS) && !(map_value && flow)) {
      return false;
    }
    issues_.add("E0012", at_, "YAML takes a character of this unquoted text for a mark of its own",
                "put the condition or text in quotes: it has a colon, &, *, [ or { in it");
    return true;
  }

  bool known_message() {
    for (const Reworded& known : reworded) {
      if (!says(known.message)) continue;
      issues_.add(known.code, at_, known.what, known.remedy);
      return true;
    }
    return false;
  }

  const SyntaxFailure& failure_;
  const SourceText& source_;
  IssueList& issues_;
  Position at_;
};

}  // namespace

void add_unclosed_quote(Position at, IssueList& issues) {
  issues.add(
      "E0011", at, "the quote that opens here is never closed",
      "close it; inside single quotes write an apostrophe twice (''), inside double quotes \\\"");
}

void add_syntax_issue(const SyntaxFailure& failure, const SourceText& source, IssueList& issues) {
  Rewording(failure, source, issues).add();
}

}  // namespace dunghan::adapters::yaml
