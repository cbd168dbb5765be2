// config/calendars/<id>.yaml with its official lists <id>/official-<year>.yaml, and all that it
// extends -> Calendar, or every issue in all those files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/yaml/calendar_document.h"
#include "adapters/yaml/yaml_document.h"
#include "engine/calendar/calendar.h"
#include "engine/definition/issue.h"

namespace dunghan::adapters::yaml {

/// Files that one calendar may come from, with all that it extends and their lists: more is a slip
/// or an attack.
inline constexpr std::size_t calendar_files_max = 1000;

struct LoadedCalendar {
  std::optional<calendar::Calendar> calendar;  // absent where there are errors
  definition::Issues issues;                   // file by file, each in order of position
};

/// A file that is to come into force: a calendar in place of the one of its id, or the official
/// list of one year, beside or in place of the one that is there.
struct PlannedFile {
  std::filesystem::path file;
  std::string id;           // of the calendar
  std::optional<int> year;  // a list's
};

struct ReadPlan {
  std::optional<PlannedFile> plan;  // absent where there are errors
  definition::Issues issues;
};

/// Reads the head of `file` only: its faults are load_calendar()'s to tell.
[[nodiscard]] ReadPlan read_planned_file(const std::filesystem::path& file);

/// id_or_file: the id of a calendar in `folder`, or a path (with a `/`, or ending in `.yaml`);
/// lists of a file `x.yaml` lie in `x/` beside it, and what it extends beside it or in `folder`.
/// planned: as if that file were in force; a planned calendar without lists beside it keeps those
/// in `folder`.
/// files: what several calendars of one folder extend is parsed once where they share it.
[[nodiscard]] LoadedCalendar load_calendar(const std::filesystem::path& folder,
                                           std::string_view id_or_file, const ZoneLookup& zones,
                                           const PlannedFile* planned, FilesReadOnce& files);
[[nodiscard]] LoadedCalendar load_calendar(const std::filesystem::path& folder,
                                           std::string_view id_or_file, const ZoneLookup& zones,
                                           const PlannedFile* planned = nullptr);

/// The ids of the calendars (or counting rules) in `folder`, in order of name; empty where there is
/// no such folder.
[[nodiscard]] std::vector<std::string> ids_in(const std::filesystem::path& folder);

/// Whether `text` names a file rather than an id.
[[nodiscard]] bool names_a_file(std::string_view text);
/// Small letters, digits and inner hyphens: an id never leads out of its folder.
[[nodiscard]] bool is_config_id(std::string_view text);

}  // namespace dunghan::adapters::yaml
