#include "adapters/import/log_clock.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace dunghan::adapters::import {
namespace {

/// Longest text that can be a moment; what is longer is none, and is not looked at.
constexpr std::size_t moment_octets_max = 64;

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

// "26/04/2024…", "6-4-2024…", "06.04.2024…" with the year first; empty where the text is not of
// that form.
std::string year_first(std::string_view text) {
  std::string parts[3];
  std::size_t at = 0;
  char mark = '\0';
  for (int part = 0; part < 3; ++part) {
    const std::size_t width_max = part == 2 ? 4 : 2;
    while (at < text.size() && is_digit(text[at]) && parts[part].size() < width_max)
      parts[part].push_back(text[at++]);
    if (parts[part].empty() || part == 2) break;
    const char here = at < text.size() ? text[at++] : '\0';
    if ((here != '/' && here != '-' && here != '.') || (mark != '\0' && here != mark)) return {};
    mark = here;
  }
  if (parts[2].size() != 4) return {};
  for (int part = 0; part < 2; ++part) {
    if (parts[part].size() == 1) parts[part].insert(0, "0");
  }
  return parts[2] + "-" + parts[1] + "-" + parts[0] + std::string(text.substr(at));
}

// What some writers of logs leave out or add: "+0100", "T8:30", more than six digits of a second.
std::string usual_form(std::string_view text) {
  std::string usual(text);
  const std::size_t size = usual.size();
  const bool bare_offset = size > 15 && (usual[size - 5] == '+' || usual[size - 5] == '-') &&
                           std::all_of(usual.end() - 4, usual.end(), is_digit) &&
                           usual.find(':') < size - 5;
  if (bare_offset) usual.insert(size - 2, ":");
  // "2024-05-07 8:30": a blank and an hour of one digit
  constexpr std::size_t date_size = 10;
  if (usual.size() > date_size + 2 && usual[date_size + 2] == ':') usual.insert(date_size + 1, "0");
  return usual;
}

}  // namespace

Result<Occurrence> LogClock::read(std::string_view text) const {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  std::string usual;
  if (text.size() <= moment_octets_max) {
    usual = day_first_ ? year_first(text) : std::string(text);
    usual = usual_form(usual.empty() ? text : std::string_view(usual));
  }
  auto read =
      parse_occurrence(text.size() > moment_octets_max ? text : std::string_view(usual), zone_);
  if (!read) {
    if (day_first_)
      read.error().remedy = "write 26/04/2024, 26/04/2024 08:30, or 2024-04-26T08:30:00+07:00";
    return read;
  }
  if (precision_ == LogPrecision::day)
    return Occurrence{zone_.start_of(zone_.date_of(read->at)), true};
  return read;
}

Result<Date> LogClock::read_date(std::string_view text) const {
  DUNGHAN_TRY(const Occurrence occurrence, read(text));
  return zone_.date_of(occurrence.at);
}

}  // namespace dunghan::adapters::import
