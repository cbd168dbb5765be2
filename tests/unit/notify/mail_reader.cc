#include "tests/unit/notify/mail_reader.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace dunghan::adapters::notify {
namespace {

std::optional<std::vector<std::string>> crlf_lines(std::string_view octets) {
  std::vector<std::string> lines;
  while (!octets.empty()) {
    const std::size_t end = octets.find("\r\n");
    std::string line(octets.substr(0, end));
    if (line.size() > 998 || line.find_first_of("\r\n") != std::string::npos) return std::nullopt;
    lines.push_back(std::move(line));
    octets.remove_prefix(end == std::string_view::npos ? octets.size() : end + 2);
  }
  return lines;
}

std::optional<std::string> decode_base64(std::string_view text) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (text.size() % 4 != 0) return std::nullopt;
  std::string octets;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text.substr(0, text.find('='))) {
    const std::size_t digit = alphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U) | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      octets += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU);
    }
  }
  return octets;
}

}  // namespace

bool is_utf8(std::string_view text) {
  std::size_t expected = 0;
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (expected > 0) {
      if ((octet & 0xC0U) != 0x80U) return false;
      --expected;
    } else if (octet >= 0x80U) {
      if (octet < 0xC2U || octet > 0xF4U) return false;
      expected = octet >= 0xF0U ? 3 : octet >= 0xE0U ? 2 : 1;
    }
  }
  return expected == 0;
}

std::optional<std::string> decode_words(std::string_view text) {
  constexpr std::string_view opening = "=?UTF-8?B?";
  std::string decoded;
  bool after_word = false;
  while (!text.empty()) {
    const std::size_t start = text.find(opening);
    const std::string_view between = text.substr(0, start);
    // Blanks between two encoded words are not part of the text (RFC 2047 section 6.2).
    if (!after_word || between.find_first_not_of(' ') != std::string_view::npos) decoded += between;
    if (start == std::string_view::npos) break;
    text.remove_prefix(start + opening.size());
    const std::size_t end = text.find("?=");
    if (end == std::string_view::npos || opening.size() + end + 2 > 75) return std::nullopt;
    const auto word = decode_base64(text.substr(0, end));
    if (!word || !is_utf8(*word)) return std::nullopt;
    decoded += *word;
    text.remove_prefix(end + 2);
    after_word = true;
  }
  return decoded;
}

std::optional<std::string> decode_quoted_printable(std::string_view text) {
  const auto lines = crlf_lines(text);
  if (!lines) return std::nullopt;
  std::string decoded;
  for (const std::string& line : *lines) {
    if (line.size() > 76 || line.ends_with(' ') || line.ends_with('\t')) return std::nullopt;
    bool soft = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] != '=') {
        decoded += line[i];
      } else if (i + 1 == line.size()) {
        soft = true;
      } else {
        decoded += static_cast<char>(std::stoi(line.substr(i + 1, 2), nullptr, 16));
        i += 2;
      }
    }
    if (!soft) decoded += '\n';
  }
  return decoded;
}

std::optional<Mail> read_mail(std::string_view octets) {
  const bool ascii = std::all_of(octets.begin(), octets.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
  const std::size_t end = octets.find("\r\n\r\n");
  if (!ascii || end == std::string_view::npos) return std::nullopt;
  const auto lines = crlf_lines(octets.substr(0, end));
  if (!lines) return std::nullopt;
  Mail mail;
  std::string* last = nullptr;
  for (const std::string& line : *lines) {
    if (line.starts_with(' ')) {
      if (last == nullptr) return std::nullopt;
      *last += line;
      continue;
    }
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos) return std::nullopt;
    const auto [place, fresh] = mail.headers.emplace(line.substr(0, colon), line.substr(colon + 2));
    if (!fresh) return std::nullopt;
    last = &place->second;
  }
  const auto body = decode_quoted_printable(octets.substr(end + 4));
  if (!body) return std::nullopt;
  mail.body = *body;
  return mail;
}

}  // namespace dunghan::adapters::notify
