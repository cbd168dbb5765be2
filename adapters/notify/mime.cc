#include "adapters/notify/mime.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include "adapters/json/base64.h"

namespace dunghan::adapters::notify {
namespace {

constexpr std::size_t header_line_max = 76;  // octets of a header line without its CRLF
constexpr std::size_t body_line_max =
    76;  // RFC 2045 section 6.7 (5), the soft break's "=" included
constexpr std::size_t encoded_octets_max = 45;  // of text in one encoded word: 12 + 60 = 72 octets
constexpr std::size_t first_encoded_octets_max =
    30;  // the first word shares its line with the header's name
constexpr std::size_t address_octets_max =
    254;  // RFC 5321 section 4.5.3.1, as corrected by erratum 1690

unsigned char octet(char c) {
  return static_cast<unsigned char>(c);
}

bool is_control(char c) {
  return octet(c) < 0x20 || c == '\x7f';
}
bool is_plain(char c) {
  return octet(c) >= 0x20 && octet(c) < 0x7f;
}
bool is_utf8_continuation(char c) {
  return (octet(c) & 0xC0U) == 0x80U;
}

std::string without_controls(std::string_view text) {
  std::string clean(text);
  std::replace_if(clean.begin(), clean.end(), is_control, ' ');
  return clean;
}

// The longest prefix of whole characters in at most `octets_max` octets. Text that is not UTF-8 is
// cut anywhere.
std::size_t whole_characters(std::string_view text, std::size_t octets_max) {
  if (text.size() <= octets_max) return text.size();
  std::size_t cut = octets_max;
  while (cut > 0 && is_utf8_continuation(text[cut])) --cut;
  return cut == 0 ? octets_max : cut;
}

std::vector<std::string> encoded_words(std::string_view text) {
  std::vector<std::string> words;
  std::size_t octets_max = first_encoded_octets_max;
  while (!text.empty()) {
    const std::size_t taken = whole_characters(text, octets_max);
    words.push_back(fmt::format("=?UTF-8?B?{}?=", json::to_base64(text.substr(0, taken))));
    text.remove_prefix(taken);
    octets_max = encoded_octets_max;
  }
  return words;
}

// A text that a reader would take for an encoded word must be encoded itself, else its meaning
// changes.
bool stands_as_it_is(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_plain) &&
         text.find("=?") == std::string_view::npos;
}

// A display name: a quoted string where it is short ASCII, else encoded words, folded.
std::string phrase(std::string_view name) {
  constexpr std::size_t quoted_max = 60;
  const std::string clean = without_controls(name);
  if (!stands_as_it_is(clean) || clean.size() > quoted_max) {
    return fmt::format("{}", fmt::join(encoded_words(clean), "\r\n "));
  }
  std::string quoted = "\"";
  for (const char c : clean) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

bool is_atom_text(char c) {
  constexpr std::string_view specials = "!#$%&'*+-/=?^_`{|}~.";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         specials.find(c) != std::string_view::npos;
}

bool is_dot_atom(std::string_view text) {
  return !text.empty() && text.front() != '.' && text.back() != '.' &&
         text.find("..") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), is_atom_text);
}

// One line of body text, encoded and softly broken.
void append_body_line(std::string& out, std::string_view line) {
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool last = i + 1 == line.size();
    const bool literal = (is_plain(c) && c != '=' && !(c == ' ' && last)) || (c == '\t' && !last);
    const std::string piece = literal ? std::string(1, c) : fmt::format("={:02X}", octet(c));
    const std::size_t room = last ? body_line_max : body_line_max - 1;  // the soft break's own "="
    if (column + piece.size() > room) {
      out += "=\r\n";
      column = 0;
    }
    out += piece;
    column += piece.size();
  }
}

}  // namespace

std::string text_header(std::string_view name, std::string_view text) {
  const std::string clean = without_controls(text);
  const bool fits = name.size() + 2 + clean.size() <= header_line_max;
  if (stands_as_it_is(clean) && fits) return fmt::format("{}: {}\r\n", name, clean);
  return fmt::format("{}: {}\r\n", name, fmt::join(encoded_words(clean), "\r\n "));
}

std::string mailbox(std::string_view name, std::string_view address) {
  if (name.empty()) return std::string(address);
  return fmt::format("{}\r\n <{}>", phrase(name), address);
}

std::string empty_group(std::string_view name) {
  return phrase(name) + ":;";
}

bool is_address(std::string_view text) {
  if (text.size() > address_octets_max) return false;
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && is_dot_atom(text.substr(0, at)) &&
         is_dot_atom(text.substr(at + 1));
}

std::string mail_date(Instant at, const ZoneRules& zone) {
  constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed",
                                                     "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const LocalTime local = zone.to_local(at);
  const Date date = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(local - date)};
  const auto day = civil(date);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(zone.offset_at(at)).count();
  return fmt::format("{}, {} {} {:04} {:02}:{:02}:{:02} {}{:02}{:02}",
                     weekdays[std::chrono::weekday{date}.c_encoding()],
                     static_cast<unsigned>(day.day()),
                     months[static_cast<unsigned>(day.month()) - 1], static_cast<int>(day.year()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (end != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
    append_body_line(out, line);
    if (end != std::string_view::npos) out += "\r\n";
  }
  return out;
}

}  // namespace dunghan::adapters::notify
