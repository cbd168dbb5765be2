// See calendar_words.h.
#include "adapters/yaml/calendar_words.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace dunghan::adapters::yaml {
namespace {

constexpr std::array<std::string_view, 7> weekday_names{
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
constexpr std::array<std::string_view, 12> month_names{
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::pair<std::string_view, int>, 6> ordinals{
    {{"first", 1}, {"second", 2}, {"third", 3}, {"fourth", 4}, {"fifth", 5}, {"last", -1}}};

template <std::size_t N>
std::optional<unsigned> index_in(const std::array<std::string_view, N>& names,
                                 std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<unsigned>(found - names.begin());
}

/// Two digits, or nothing.
std::optional<unsigned> two_digits(std::string_view text) {
  if (text.size() != 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
    return std::nullopt;
  return static_cast<unsigned>((text[0] - '0') * 10 + (text[1] - '0'));
}

/// "07:30" in minutes, up to "24:00".
std::optional<std::uint16_t> minute_of(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = two_digits(text.substr(0, 2));
  const auto minute = two_digits(text.substr(3));
  if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > 1440) return std::nullopt;
  return static_cast<std::uint16_t>(*hour * 60 + *minute);
}

}  // namespace

std::optional<std::chrono::weekday> weekday_named(std::string_view name) {
  const auto index = index_in(weekday_names, name);
  if (!index) return std::nullopt;
  return std::chrono::weekday{*index};
}

std::optional<std::vector<std::chrono::weekday>> weekday_span(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = weekday_named(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : weekday_named(text.substr(dash + 1));
  if (!first || !last) return std::nullopt;
  std::vector<std::chrono::weekday> all{*first};
  while (all.back() != *last) all.push_back(all.back() + std::chrono::days{1});
  return all;
}

std::optional<std::pair<unsigned, unsigned>> month_and_day(std::string_view text) {
  if (text.size() != 5 || text[2] != '-') return std::nullopt;
  const auto month = two_digits(text.substr(0, 2));
  const auto day = two_digits(text.substr(3));
  if (!month || !day) return std::nullopt;
  return std::pair(*month, *day);
}

std::optional<calendar::OfficeInterval> office_interval(std::string_view text) {
  if (text.size() != 11 || text[5] != '-') return std::nullopt;
  const auto opens = minute_of(text.substr(0, 5));
  const auto closes = minute_of(text.substr(6));
  if (!opens || !closes) return std::nullopt;
  return calendar::OfficeInterval{*opens, *closes};
}

std::optional<WeekdayOfMonth> weekday_of_month(std::string_view text) {
  std::array<std::string_view, 4> words{};
  std::size_t count = 0;
  for (; !text.empty() && count < words.size(); ++count) {
    const std::size_t space = text.find(' ');
    words.at(count) = text.substr(0, space);
    text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
  }
  const auto ordinal = std::find_if(ordinals.begin(), ordinals.end(),
                                    [&](const auto& entry) { return entry.first == words[0]; });
  const auto weekday = weekday_named(words[1]);
  const auto month = index_in(month_names, words[3]);
  if (ordinal == ordinals.end() || !weekday || words[2] != "of" || !month || !text.empty())
    return std::nullopt;
  return WeekdayOfMonth{ordinal->second, *weekday, *month + 1};
}

}  // namespace dunghan::adapters::yaml
