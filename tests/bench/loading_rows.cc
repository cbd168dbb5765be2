// All shipped calendars, from their files to their bitmaps: what every start of the program costs
// at most.
#include <cstdlib>

#include "adapters/system/tzdb_zone_rules.h"
#include "adapters/yaml/calendar_files.h"
#include "tests/bench/inputs.h"
#include "tests/bench/row.h"

namespace dunghan::bench {
namespace {

constexpr double loading_ns = 20e6;

}  // namespace

void add_loading_rows() {
  static const std::vector<std::string> ids = adapters::yaml::ids_in(calendars_folder());
  for (const std::string& id : ids)
    static_cast<void>(shipped_calendar(id));  // stops where one fails
  add_row(
      {"load and compile all " + std::to_string(ids.size()) + " calendars", loading_ns},
      [](std::size_t) {
        std::int64_t octets = 0;
        adapters::yaml::FilesReadOnce files;
        for (const std::string& id : ids) {
          const auto loaded = adapters::yaml::load_calendar(
              calendars_folder(), id, adapters::system::zone_rules, nullptr, files);
          octets += static_cast<std::int64_t>(loaded.calendar.value().memory_octets());
        }
        return octets;
      },
      1);
}

}  // namespace dunghan::bench
