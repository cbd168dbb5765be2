#include "engine/calendar/calendar.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/calendar/tables.h"

namespace dunghan::calendar {
namespace {

using std::chrono::days;
using std::chrono::minutes;

std::int64_t index_of(Date date) {
  return (date - first_day).count();
}
Date date_at(std::int64_t index) {
  return first_day + days{index};
}

/// Working days on or before `date`, for any date.
std::uint32_t count_through(const Calendar::Tables& tables, Date date) {
  return tables.rank(std::clamp<std::int64_t>(index_of(date) + 1, 0, day_count));
}

Failure exhausted(const Calendar::Tables& tables) {
  return fail(ErrorCode::calendar_exhausted,
              "the answer lies outside the years " + std::to_string(first_year) + " to " +
                  std::to_string(last_year) + " of calendar `" + tables.id + "`",
              "check the date and the period");
}

Failure not_positive() {
  return fail(ErrorCode::invalid_argument, "working days are counted from 1 up");
}

/// The instant of minute `minute` of the local day `date`.
Instant at_minute(const Calendar::Tables& tables, Date date, std::uint16_t minute) {
  return tables.zone.to_instant(LocalTime{date} + minutes{minute});
}

bool in_range(Date date) {
  return date >= first_day && date <= last_day;
}

}  // namespace

std::int64_t Calendar::Tables::select(std::uint32_t count) const {
  std::size_t word = samples[count / sample_step];
  while (before[word + 1] <= count) ++word;
  std::uint64_t bits = words[word];
  std::uint32_t left = count - before[word];
  // Halve the word until the bit is found: six steps whatever the bits are.
  std::int64_t position = 0;
  for (int width = 32; width > 0; width /= 2) {
    const std::uint64_t low = bits & ((std::uint64_t{1} << width) - 1);
    const auto in_low = static_cast<std::uint32_t>(std::popcount(low));
    if (left < in_low) {
      bits = low;
    } else {
      left -= in_low;
      bits >>= width;
      position += width;
    }
  }
  return static_cast<std::int64_t>(word) * 64 + position;
}

const Calendar::Tables::Reason* Calendar::Tables::exception(std::int64_t index) const {
  const auto wanted = static_cast<std::uint32_t>(index) << reason_bits;
  const auto found = std::lower_bound(exceptions.begin(), exceptions.end(), wanted);
  if (found == exceptions.end() || *found >> reason_bits != static_cast<std::uint32_t>(index))
    return nullptr;
  return &reasons[*found & ((1U << reason_bits) - 1)];
}

const std::vector<OfficeInterval>& Calendar::Tables::hours_on(Date date) const {
  const Reason* reason = exception(index_of(date));
  if (reason != nullptr && reason->kind == DayReason::Kind::swapped_worked)
    return hours[reason->hours_of];
  return hours[std::chrono::weekday{date}.c_encoding()];
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
Date Calendar::first_date() {
  return first_day;
}
Date Calendar::last_date() {
  return last_day;
}

bool Calendar::is_official(Date date) const {
  return date >= tables_->official_from && date <= tables_->official_until;
}

bool Calendar::is_working(Date date) const {
  return in_range(date) && tables_->works(index_of(date));
}

std::int64_t Calendar::working_days_between(Date from, Date to) const {
  return std::int64_t{count_through(*tables_, to)} - std::int64_t{count_through(*tables_, from)};
}

Result<Date> Calendar::nth_working_day_after(Date date, std::int64_t n) const {
  if (n < 1) return not_positive();
  if (date < first_day - days{1} || date > last_day) return exhausted(*tables_);
  const std::int64_t wanted = std::int64_t{count_through(*tables_, date)} + n - 1;
  if (wanted >= std::int64_t{tables_->total()}) return exhausted(*tables_);
  return date_at(tables_->select(static_cast<std::uint32_t>(wanted)));
}

Result<Date> Calendar::nth_working_day_before(Date date, std::int64_t n) const {
  if (n < 1) return not_positive();
  if (date < first_day || date > last_day + days{1}) return exhausted(*tables_);
  const std::int64_t wanted = std::int64_t{count_through(*tables_, date - days{1})} - n;
  if (wanted < 0) return exhausted(*tables_);
  return date_at(tables_->select(static_cast<std::uint32_t>(wanted)));
}

DayReason::Kind Calendar::kind_of(Date date) const {
  if (!in_range(date)) return DayReason::Kind::weekend;
  const std::int64_t index = index_of(date);
  if (const Tables::Reason* reason = tables_->exception(index)) return reason->kind;
  return tables_->works(index) ? DayReason::Kind::working_day : DayReason::Kind::weekend;
}

DayReason Calendar::reason_for(Date date) const {
  DayReason answer;
  answer.official = is_official(date);
  if (!in_range(date)) return answer;
  const std::int64_t index = index_of(date);
  const Tables::Reason* reason = tables_->exception(index);
  if (reason == nullptr) {
    answer.kind = tables_->works(index) ? DayReason::Kind::working_day : DayReason::Kind::weekend;
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
    for (const OfficeInterval& interval : tables_->hours_on(today)) {
      if (instant < at_minute(*tables_, today, interval.closes)) {
        return std::max(instant, at_minute(*tables_, today, interval.opens));
      }
    }
  }
  const auto next = nth_working_day_after(today, 1);
  if (!next) return tl::unexpected(next.error());
  return opening_of(*next);
}

Instant Calendar::opening_of(Date date) const {
  if (!is_working(date)) return zone().start_of(date);
  return at_minute(*tables_, date, tables_->hours_on(date).front().opens);
}

Instant Calendar::close_of(Date date) const {
  if (!is_working(date)) return zone().end_of(date);
  return at_minute(*tables_, date, tables_->hours_on(date).back().closes);
}

bool Calendar::has_hours_of(const Calendar& other, Date date) const {
  return tables_->hours_on(date) == other.tables_->hours_on(date);
}

Result<Instant> Calendar::add_office_time(Instant from, Microseconds length) const {
  DUNGHAN_CHECK(length >= Microseconds::zero());
  Date date = zone().date_of(from);
  while (true) {
    if (is_working(date)) {
      for (const OfficeInterval& interval : tables_->hours_on(date)) {
        const Instant opens = std::max(from, at_minute(*tables_, date, interval.opens));
        const Instant closes = at_minute(*tables_, date, interval.closes);
        if (closes <= opens) continue;
        if (length <= closes - opens) return opens + length;
        length -= closes - opens;
      }
    }
    const auto next = nth_working_day_after(date, 1);
    if (!next) return tl::unexpected(next.error());
    date = *next;
  }
}

Result<Instant> Calendar::subtract_office_time(Instant until, Microseconds length) const {
  DUNGHAN_CHECK(length >= Microseconds::zero());
  Date date = zone().date_of(until);
  while (true) {
    if (is_working(date)) {
      const std::vector<OfficeInterval>& hours = tables_->hours_on(date);
      for (auto interval = hours.rbegin(); interval != hours.rend(); ++interval) {
        const Instant opens = at_minute(*tables_, date, interval->opens);
        const Instant closes = std::min(until, at_minute(*tables_, date, interval->closes));
        if (closes <= opens) continue;
        if (length <= closes - opens) return closes - length;
        length -= closes - opens;
      }
    }
    const auto previous = nth_working_day_before(date, 1);
    if (!previous) return tl::unexpected(previous.error());
    date = *previous;
  }
}

Microseconds Calendar::office_time_between(Instant from, Instant to) const {
  Microseconds sum{0};
  if (to <= from) return sum;
  const Date last = std::min(zone().date_of(to), last_day);
  for (Date date = std::max(zone().date_of(from), first_day); date <= last;) {
    if (is_working(date)) {
      for (const OfficeInterval& interval : tables_->hours_on(date)) {
        const Instant opens = std::max(from, at_minute(*tables_, date, interval.opens));
        const Instant closes = std::min(to, at_minute(*tables_, date, interval.closes));
        if (closes > opens) sum += closes - opens;
      }
    }
    const auto next = nth_working_day_after(date, 1);
    if (!next) break;
    date = *next;
  }
  return sum;
}

std::size_t Calendar::memory_octets() const {
  const Tables& t = *tables_;
  std::size_t sum =
      sizeof(Tables) + t.words.size() * sizeof(t.words[0]) + t.before.size() * sizeof(t.before[0]) +
      t.samples.size() * sizeof(t.samples[0]) + t.exceptions.size() * sizeof(t.exceptions[0]) +
      t.reasons.size() * sizeof(t.reasons[0]);
  for (const std::string& text : t.texts) sum += sizeof(text) + text.size();
  for (const auto& intervals : t.hours) sum += intervals.size() * sizeof(OfficeInterval);
  return sum;
}

}  // namespace dunghan::calendar
