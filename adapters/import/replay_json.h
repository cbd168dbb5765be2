// A replay as JSON lines: differences and rejections while it runs, and the last line with the
// figures.
//
//   {"cases":1434,"events":8577,"seconds":1.2,"deadlines":[{"name":"decision","started":…,"met":…,"late":…,"open":…,
//    "recorded":…,"agree":…,"differ":…,"statutory":{…},…}],"unmapped":{…},"rejected":{…}}
//
// `met`, `late`, `open`, `agree`, `differ` are of the main column (the map's `count_as`, else the
// definition's own rules); "statutory" holds the same by the definition's own rules.
#pragma once

#include <string>

#include "engine/service/replay.h"

namespace dunghan::adapters::import {

/// Without line end.
[[nodiscard]] std::string to_json_line(const service::ReplayReport& report, double seconds);
[[nodiscard]] std::string to_json_line(const service::DueDifference& difference);
[[nodiscard]] std::string to_json_line(const service::Rejection& rejection);

}  // namespace dunghan::adapters::import
