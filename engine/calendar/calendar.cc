#include "engine/calendar/calendar.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/calendar/tables.h"

namespace dunghan::calendar {
namespace {

using std::chrono::days;
using std::chrono::minutes;

/// Turns minutes of one local day after another into instants. On a day without a change of offset,
/// which is nearly every day, they follow from the day's start.
class OfficeClock {
 public:
  OfficeClock(const ZoneRules& zone, Instant near) : zone_(zone), stretch_(zone.stretch_at(near)) {}

  void turn_to(Date date) {
    date_ = date;
    starts_ = stretch_.start_of(date);
    if (starts_) return;
    stretch_ = zone_.stretch_at(zone_.start_of(date));
    starts_ = stretch_.start_of(date);
  }
  [[nodiscard]] Instant at(std::uint16_t minute) const {
    return starts_ ? *starts_ + minutes{minute}
                   : zone_.to_instant(LocalTime{date_} + minutes{minute});
  }

 private:
  const ZoneRules& zone_;
  ZoneRules::Stretch stretch_;
  Date date_{};
  std::optional<Instant> starts_;
};

}  // namespace

Calendar::Calendar(std::shared_ptr<const Tables> tables)
    : tables_(std::move(tables)), working_(&tables_->working) {}

Failure Calendar::exhausted() const {
  return fail(ErrorCode::calendar_exhausted,
              "the answer lies outside the years " + std::to_string(first_year) + " to " +
                  std::to_string(last_year) + " of calendar `" + id() + "`",
              "check the date and the period");
}

Failure Calendar::not_positive() {
  return fail(ErrorCode::invalid_argument, "working days are counted from 1 up");
}

const Calendar::Tables::Reason* Calendar::Tables::exception(std::size_t index) const {
  const auto wanted = static_cast<std::uint32_t>(index) << reason_bits;
  const auto found = std::lower_bound(exceptions.begin(), exceptions.end(), wanted);
  if (found == exceptions.end() || *found >> reason_bits != static_cast<std::uint32_t>(index))
    return nullptr;
  return &reasons[*found & ((1U << reason_bits) - 1)];
}

const std::vector<OfficeInterval>& Calendar::Tables::hours_on(Date date) const {
  const unsigned weekday = std::chrono::weekday{date}.c_encoding();
  if (!swapped_weekdays[weekday]) return hours[weekday];
  const Reason* reason = exception(index_of(date));
  const bool swapped = reason != nullptr && reason->kind == DayReason::Kind::swapped_worked;
  return hours[swapped ? reason->hours_of : weekday];
}

const std::string& Calendar::id() const {
  return tables_->id;
}
const ZoneRules& Calendar::zone() const {
  return tables_->zone;
}
Date Calendar::official_until() const {
  return tables_->official_until;
}
Date Calendar::official_from() const {
  return tables_->official_from;
}
bool Calendar::is_official(Date date) const {
  return date >= tables_->official_from && date <= tables_->official_until;
}

DayReason::Kind Calendar::kind_of(Date date) const {
  if (!in_range(date)) return DayReason::Kind::weekend;
  const std::size_t index = index_of(date);
  if (const Tables::Reason* reason = tables_->exception(index)) return reason->kind;
  return working_->contains(index) ? DayReason::Kind::working_day : DayReason::Kind::weekend;
}

DayReason Calendar::reason_for(Date date) const {
  DayReason answer;
  answer.official = is_official(date);
  if (!in_range(date)) return answer;
  const std::size_t index = index_of(date);
  const Tables::Reason* reason = tables_->exception(index);
  if (reason == nullptr) {
    answer.kind =
        working_->contains(index) ? DayReason::Kind::working_day : DayReason::Kind::weekend;
    return answer;
  }
  answer.kind = reason->kind;
  answer.name_vi = tables_->texts[reason->name_vi];
  answer.name_en = tables_->texts[reason->name_en];
  answer.basis = tables_->texts[reason->basis];
  answer.confidence = tables_->texts[reason->confidence];
  return answer;
}

Result<Instant> Calendar::next_open(Instant instant) const {
  const Date today = zone().date_of(instant);
  if (is_working(today)) {
    OfficeClock clock(zone(), instant);
    clock.turn_to(today);
    for (const OfficeInterval& interval : tables_->hours_on(today)) {
      if (instant < clock.at(interval.closes)) {
        return std::max(instant, clock.at(interval.opens));
      }
    }
  }
  const auto next = nth_working_day_after(today, 1);
  if (!next) return tl::unexpected(next.error());
  return opening_of(*next);
}

Instant Calendar::opening_of(Date date) const {
  if (!is_working(date)) return zone().start_of(date);
  return zone().to_instant(LocalTime{date} + minutes{tables_->hours_on(date).front().opens});
}

Instant Calendar::close_of(Date date) const {
  if (!is_working(date)) return zone().end_of(date);
  return zone().to_instant(LocalTime{date} + minutes{tables_->hours_on(date).back().closes});
}

bool Calendar::has_hours_of(const Calendar& other, Date date) const {
  return tables_->hours_on(date) == other.tables_->hours_on(date);
}

Result<Instant> Calendar::add_office_time(Instant from, Microseconds length) const {
  DUNGHAN_CHECK(length >= Microseconds::zero());
  Date date = zone().date_of(from);
  OfficeClock clock(zone(), from);
  while (true) {
    if (is_working(date)) {
      clock.turn_to(date);
      for (const OfficeInterval& interval : tables_->hours_on(date)) {
        const Instant opens = std::max(from, clock.at(interval.opens));
        const Instant closes = clock.at(interval.closes);
        if (closes <= opens) continue;
        if (length <= closes - opens) return opens + length;
        length -= closes - opens;
      }
    }
    DUNGHAN_TRY(date, working_day_from(date + days{1}));
  }
}

Result<Instant> Calendar::subtract_office_time(Instant until, Microseconds length) const {
  DUNGHAN_CHECK(length >= Microseconds::zero());
  Date date = zone().date_of(until);
  OfficeClock clock(zone(), until);
  while (true) {
    if (is_working(date)) {
      clock.turn_to(date);
      const std::vector<OfficeInterval>& hours = tables_->hours_on(date);
      for (auto interval = hours.rbegin(); interval != hours.rend(); ++interval) {
        const Instant opens = clock.at(interval->opens);
        const Instant closes = std::min(until, clock.at(interval->closes));
        if (closes <= opens) continue;
        if (length <= closes - opens) return closes - length;
        length -= closes - opens;
      }
    }
    DUNGHAN_TRY(date, nth_working_day_before(date, 1));
  }
}

Microseconds Calendar::office_time_between(Instant from, Instant to) const {
  Microseconds sum{0};
  const Date last = std::min(zone().date_of(to), last_day);
  OfficeClock clock(zone(), from);
  for (Date date = std::max(zone().date_of(from), first_day); date <= last;) {
    if (is_working(date)) {
      clock.turn_to(date);
      for (const OfficeInterval& interval : tables_->hours_on(date)) {
        const Instant opens = std::max(from, clock.at(interval.opens));
        const Instant closes = std::min(to, clock.at(interval.closes));
        sum += std::max(closes - opens, Microseconds::zero());
      }
    }
    const auto next = working_day_from(date + days{1});
    if (!next) break;
    date = *next;
  }
  return sum;
}

std::size_t Calendar::memory_octets() const {
  const Tables& t = *tables_;
  std::size_t sum = sizeof(Tables) + t.working.memory_octets() +
                    t.exceptions.size() * sizeof(t.exceptions[0]) +
                    t.reasons.size() * sizeof(t.reasons[0]);
  for (const std::string& text : t.texts) sum += sizeof(text) + text.size();
  for (const auto& intervals : t.hours) sum += intervals.size() * sizeof(OfficeInterval);
  return sum;
}

}  // namespace dunghan::calendar
