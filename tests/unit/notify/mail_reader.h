// A reader of the mail that the tests below check: written from RFC 5322, 2047 and 2045, sharing no
// code with the writer.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dunghan::adapters::notify {

struct Mail {
  std::map<std::string, std::string> headers;  // unfolded, still encoded
  std::string body;                            // decoded, lines ended by "\n"
};

/// Nothing when the octets are not well-formed: a bare CR or LF, a non-ASCII octet, a line over
/// 998, a header twice.
[[nodiscard]] std::optional<Mail> read_mail(std::string_view octets);
/// The text of a header with encoded words; each must be whole UTF-8 by itself and at most 75
/// octets.
[[nodiscard]] std::optional<std::string> decode_words(std::string_view text);
[[nodiscard]] std::optional<std::string> decode_quoted_printable(std::string_view text);
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace dunghan::adapters::notify
