// Walks a zone's history in the date library once and keeps the changes of offset.
#include "adapters/system/tzdb_zone_rules.h"

#include <date/tz.h>

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "adapters/system/posix_zone.h"
#include "adapters/system/read_file.h"

namespace dunghan::adapters::system {
namespace {

using std::chrono::sys_seconds;

constexpr sys_seconds first_second{
    std::chrono::sys_days{std::chrono::year{1900} / std::chrono::January / std::chrono::day{1}}};
constexpr int last_year = 2199;
constexpr sys_seconds end_second{std::chrono::sys_days{std::chrono::year{last_year + 1} /
                                                       std::chrono::January / std::chrono::day{1}}};
/// Zone names are shorter; anything else is not asked for.
constexpr std::size_t name_octets_max = 64;

/// The last line of a compiled zone file: its rule for all the years after those it lists. Empty
/// where there is none.
std::string rule_of(const std::string& name) {
  constexpr std::size_t zone_file_octets_max = 1024 * 1024;
  const char* folder = std::getenv("TZDIR");
  const std::filesystem::path places = folder == nullptr ? "/usr/share/zoneinfo" : folder;
  const Result<std::string> file = read_file(places / name, zone_file_octets_max);
  if (!file || !file->starts_with("TZif") || !file->ends_with('\n')) return {};
  const std::size_t start = file->rfind('\n', file->size() - 2);
  return start == std::string::npos ? std::string()
                                    : file->substr(start + 1, file->size() - start - 2);
}

/// Goes on where the listed transitions end.
void extend_by_rule(const std::string& name, std::chrono::seconds first,
                    std::vector<ZoneRules::Transition>& transitions) {
  const auto last = transitions.empty() ? Instant{first_second} : transitions.back().at;
  const std::chrono::year_month_day last_day{std::chrono::floor<std::chrono::days>(last)};
  auto current = transitions.empty() ? first : transitions.back().offset;
  for (const ZoneRules::Transition& next :
       transitions_of_rule(rule_of(name), static_cast<int>(last_day.year()), last_year)) {
    if (next.at <= last || next.offset == current) continue;
    transitions.push_back(next);
    current = next.offset;
  }
}

/// Throws what the date library throws: no such zone, no database.
ZoneRules walk(const std::string& name) {
  const date::time_zone* zone = date::locate_zone(name);
  date::sys_info period = zone->get_info(first_second);
  const std::chrono::seconds first = period.offset;
  std::chrono::seconds current = first;
  std::vector<ZoneRules::Transition> transitions;
  while (period.end < end_second) {
    const sys_seconds at = period.end;
    period = zone->get_info(at);
    // A period may also differ in abbreviation alone, which is nothing to us.
    if (period.offset != current) transitions.push_back({Instant{at}, period.offset});
    current = period.offset;
    if (period.end <= at) break;  // a damaged database must not make this endless
  }
  extend_by_rule(name, first, transitions);
  return ZoneRules(name, first, std::move(transitions));
}

std::optional<ZoneRules> look_up(const std::string& name) {
  if (name == "UTC") return ZoneRules();
  if (name.empty() || name.size() > name_octets_max || name.front() == '/' ||
      name.find("..") != std::string::npos) {
    return std::nullopt;
  }
  try {
    return walk(name);
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace

std::optional<ZoneRules> zone_rules(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, ZoneRules, std::less<>> known;
  const std::scoped_lock lock(mutex);
  const auto found = known.find(name);
  if (found != known.end()) return found->second;
  std::optional<ZoneRules> rules = look_up(std::string(name));
  if (rules) known.emplace(name, *rules);  // what is unknown is not kept: names come from files
  return rules;
}

}  // namespace dunghan::adapters::system
