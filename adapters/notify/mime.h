// The parts of internet mail that a plain-text message needs: header words, addresses, dates,
// quoted-printable.
//
// Everything given out is 7-bit, has no line over 76 octets but one with a longer address, and ends
// its lines by CRLF. Text that comes in is data: no control character of it reaches a header, so
// nothing can add a header of its own.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "engine/base/time.h"

namespace dunghan::adapters::notify {

/// A header "Name: text" with its CRLF. Plain ASCII that fits stands as it is; all else becomes
/// encoded words of whole UTF-8 characters, one a line. Control characters become blanks. source:
/// RFC 2047 sections 2 and 5 (1), RFC 5322 section 2.2.3.
[[nodiscard]] std::string text_header(std::string_view name, std::string_view text);

/// "Display Name <address>"; an empty name gives the address alone. The address must satisfy
/// is_address(). source: RFC 5322 section 3.4.
[[nodiscard]] std::string mailbox(std::string_view name, std::string_view address);

/// A named group with nobody in it, `"handler@so-noi-vu":;`: says who is meant where no mail can
/// go. source: RFC 5322 section 3.4 (group).
[[nodiscard]] std::string empty_group(std::string_view name);

/// Whether the text is an ASCII address of at most 254 octets, local@domain, with nothing in it
/// that could end a header or an angle bracket. Quoted local parts and address literals are
/// refused: nobody's work address has them.
[[nodiscard]] bool is_address(std::string_view text);

/// "Mon, 10 Jun 2024 07:30:00 +0700".
/// source: RFC 5322 section 3.3.
[[nodiscard]] std::string mail_date(Instant at, const ZoneRules& zone);

/// Any octets as quoted-printable text; "\n" and "\r\n" are line ends and come out as CRLF.
/// source: RFC 2045 section 6.7.
[[nodiscard]] std::string quoted_printable(std::string_view text);

}  // namespace dunghan::adapters::notify
