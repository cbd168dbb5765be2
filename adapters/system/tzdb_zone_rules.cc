// Walks a zone's history in the date library once and keeps the changes of offset.
#include "adapters/system/tzdb_zone_rules.h"

#include <date/tz.h>

#include <exception>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace dunghan::adapters::system {
namespace {

using std::chrono::sys_seconds;

constexpr sys_seconds first_second{
    std::chrono::sys_days{std::chrono::year{1900} / std::chrono::January / std::chrono::day{1}}};
constexpr sys_seconds end_second{
    std::chrono::sys_days{std::chrono::year{2200} / std::chrono::January / std::chrono::day{1}}};
/// Zone names are shorter; anything else is not asked for.
constexpr std::size_t name_octets_max = 64;

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
