#include "adapters/app/calendar_planning.h"

#include "adapters/system/tzdb_zone_rules.h"
#include "engine/calendar/changes.h"

namespace dunghan::adapters::app {
namespace {

bool differ(const calendar::Calendar& before, const calendar::Calendar& after) {
  return before.official_from() != after.official_from() ||
         before.official_until() != after.official_until() ||
         calendar::change_between(before, after).any();
}

}  // namespace

cli::PlannedCalendars CalendarPlanning::plan(const std::filesystem::path& file) {
  cli::PlannedCalendars answer;
  yaml::ReadPlan read = yaml::read_planned_file(file);
  answer.issues = std::move(read.issues);
  if (!read.plan) return answer;
  file_ = std::move(read.plan);
  answer.id = file_->id;
  answer.before = configuration_.calendar(file_->id).value_or(nullptr);
  // Every calendar that extends the planned one is planned with it: its faults are found here, not
  // when a case needs it.
  auto ids = yaml::ids_in(configuration_.settings().calendars);
  if (answer.before == nullptr) ids.push_back(file_->id);
  yaml::FilesReadOnce files;
  for (const std::string& id : ids) {
    yaml::LoadedCalendar loaded = yaml::load_calendar(configuration_.settings().calendars, id,
                                                      system::zone_rules, &*file_, files);
    const auto before = configuration_.calendar(id);
    if (!loaded.calendar) {
      // One that has errors as it is, is not the plan's to mend.
      if (id == file_->id || before)
        answer.issues.insert(answer.issues.end(), loaded.issues.begin(), loaded.issues.end());
      continue;
    }
    if (before && !differ(**before, *loaded.calendar)) continue;
    calendars_[id] = std::make_unique<calendar::Calendar>(*std::move(loaded.calendar));
  }
  const calendar::Calendar* const changed = planned(file_->id);
  answer.after = changed != nullptr ? changed : answer.before;
  answer.planned = [this](std::string_view id) { return planned(id); };
  return answer;
}

const calendar::Calendar* CalendarPlanning::planned(std::string_view id) {
  const auto found = calendars_.find(id);
  return found == calendars_.end() ? nullptr : found->second.get();
}

}  // namespace dunghan::adapters::app
