// Document -> CalendarSpec: what config/calendars/<id>.yaml and its official lists may say. Pure;
// files are read by calendar_files.h.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "adapters/yaml/issue_list.h"
#include "engine/base/time.h"
#include "engine/calendar/calendar_spec.h"
#include "engine/definition/document.h"

namespace dunghan::adapters::yaml {

/// The rules of an IANA zone by name ("Asia/Ho_Chi_Minh"); nothing where there is no such zone.
using ZoneLookup = std::function<std::optional<ZoneRules>(std::string_view name)>;

/// Reads a calendar file. file: the number that marks in the spec get. Issues (E0470 to E0476):
/// unknown key, wrong type, a date that does not exist, an unknown zone, ...; what could be read is
/// in the spec all the same, so that later checks find more.
[[nodiscard]] calendar::CalendarSpec read_calendar(const definition::Document& document, int file,
                                                   const ZoneLookup& zones, IssueList& issues);

/// Reads an official list and appends it to the calendar it belongs to. An issue too where it names
/// another calendar.
void read_official_year(const definition::Document& document, int file,
                        calendar::CalendarSpec& spec, IssueList& issues);

}  // namespace dunghan::adapters::yaml
