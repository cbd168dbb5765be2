// Dates, instants and zones: text both ways, and the clocks of zones that jump.
#include "engine/base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dunghan {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Instant utc(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
  return Instant{(make_date(year, month, day)).time_since_epoch() + hours{hour} + minutes{minute}};
}

LocalTime local(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
  return LocalTime{make_date(year, month, day)} + hours{hour} + minutes{minute};
}

const ZoneRules viet_nam("Asia/Ho_Chi_Minh", hours{7});

/// Europe/Rome in 2024: forward on 31 March 01:00Z, back on 27 October 01:00Z.
const ZoneRules rome("Europe/Rome", hours{1},
                     {{utc(2024, 3, 31, 1), hours{2}}, {utc(2024, 10, 27, 1), hours{1}}});

/// Pacific/Apia: at the end of 29 December 2011 the clocks went from UTC-10 to UTC+14; there was no
/// 30 December.
const ZoneRules apia("Pacific/Apia", -hours{10}, {{utc(2011, 12, 30, 10), hours{14}}});

TEST(Date, is_written_and_read_in_one_form) {
  EXPECT_EQ(to_text(make_date(2024, 5, 7)), "2024-05-07");
  EXPECT_EQ(to_text(make_date(1, 1, 1)), "0001-01-01");
  EXPECT_EQ(parse_date("2024-05-07"), make_date(2024, 5, 7));
  EXPECT_EQ(parse_date("9999-12-31"), make_date(9999, 12, 31));
}

TEST(Date, that_does_not_exist_is_no_date) {
  for (const char* text :
       {"2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "0000-01-01",
        "2024-1-1", "24-01-01", "2024/01/01", " 2024-01-01", "2024-01-01 ", "2024-01-01T",
        "+2024-01-01", "", "2024-01", "٢٠٢٤-01-01"}) {
    EXPECT_FALSE(parse_date(text).has_value()) << text;
  }
}

RC_GTEST_PROP(Date, survives_writing_and_reading, ()) {
  const Date date = make_date(1, 1, 1) + days{*rc::gen::inRange(0, 3652058)};
  RC_ASSERT(parse_date(to_text(date)) == date);
}

TEST(Instant, is_written_with_as_many_digits_as_it_needs) {
  EXPECT_EQ(to_text(utc(2024, 5, 7, 17)), "2024-05-07T17:00:00Z");
  EXPECT_EQ(to_text(utc(2024, 5, 7) + Microseconds{1}), "2024-05-07T00:00:00.000001Z");
  EXPECT_EQ(to_text(utc(2024, 5, 7) + Microseconds{500'000}), "2024-05-07T00:00:00.5Z");
  EXPECT_EQ(to_text(utc(1969, 12, 31, 23) + seconds{1}), "1969-12-31T23:00:01Z");
}

RC_GTEST_PROP(Instant, survives_writing_and_reading, ()) {
  const Instant instant{Microseconds{
      *rc::gen::inRange<std::int64_t>(-60'000'000'000'000'000, 250'000'000'000'000'000)}};
  const auto read = parse_occurrence(to_text(instant), viet_nam);
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->at == instant);
  RC_ASSERT(!read->date_only);
}

TEST(Occurrence, takes_a_date_a_local_time_and_a_time_with_offset) {
  const auto at = [](const char* text) { return parse_occurrence(text, viet_nam).value().at; };
  EXPECT_EQ(at("2024-05-07"), utc(2024, 5, 6, 17));
  EXPECT_TRUE(parse_occurrence("2024-05-07", viet_nam)->date_only);
  EXPECT_EQ(at("2024-05-07T08:30"), utc(2024, 5, 7, 1, 30));
  EXPECT_EQ(at("2024-05-07 08:30:15"), utc(2024, 5, 7, 1, 30) + seconds{15});
  EXPECT_EQ(at("2024-05-07T08:30:15.25"),
            utc(2024, 5, 7, 1, 30) + seconds{15} + Microseconds{250'000});
  EXPECT_EQ(at("2024-05-07T08:30Z"), utc(2024, 5, 7, 8, 30));
  EXPECT_EQ(at("2024-05-07T08:30:00+02:00"), utc(2024, 5, 7, 6, 30));
  EXPECT_EQ(at("2024-05-07T08:30:00-03:30"), utc(2024, 5, 7, 12));
  EXPECT_EQ(at("2011-10-11 13:42:22.688000+02:00"),
            utc(2011, 10, 11, 11, 42) + seconds{22} + Microseconds{688'000});
  EXPECT_EQ(at("2024-05-07T08:30:15.123456789"), at("2024-05-07T08:30:15.123456"));
}

TEST(Occurrence, that_is_none_says_what_is_accepted) {
  for (const char* text :
       {"", "today", "2024-02-30", "2024-05-07T", "2024-05-07T8:30", "2024-05-07T24:00",
        "2024-05-07T08:60", "2024-05-07T08:30:60", "2024-05-07T08:30:15.", "2024-05-07T08:30+7",
        "2024-05-07T08:30Zx", "2024-05-07T08:30+19:00", "2024-05-07t08:30",
        "2024-05-07T08:30:15.1234567890"}) {
    const auto read = parse_occurrence(text, viet_nam);
    ASSERT_FALSE(read.has_value()) << text;
    EXPECT_EQ(read.error().code, ErrorCode::invalid_argument);
    EXPECT_NE(read.error().remedy.find("2024-05-07T08:30"), std::string::npos);
  }
}

TEST(Occurrence, of_endless_text_is_not_echoed_whole) {
  const auto read = parse_occurrence(std::string(100'000, '9'), viet_nam);
  ASSERT_FALSE(read.has_value());
  EXPECT_LT(read.error().message.size(), 200U);
}

TEST(Zone, a_time_shown_twice_means_its_first_showing) {
  EXPECT_EQ(rome.to_instant(local(2024, 10, 27, 2, 30)), utc(2024, 10, 27, 0, 30));
  EXPECT_EQ(rome.to_local(utc(2024, 10, 27, 1, 30)),
            local(2024, 10, 27, 2, 30));  // the second showing
}

TEST(Zone, a_time_that_is_skipped_means_the_jump) {
  EXPECT_EQ(rome.to_instant(local(2024, 3, 31, 2, 30)), utc(2024, 3, 31, 1));
  EXPECT_EQ(rome.to_instant(local(2024, 3, 31, 3, 0)), utc(2024, 3, 31, 1));
  EXPECT_EQ(rome.to_instant(local(2024, 3, 31, 1, 59)), utc(2024, 3, 31, 0, 59));
}

TEST(Zone, days_are_as_long_as_their_clocks_show) {
  EXPECT_EQ(rome.end_of(make_date(2024, 3, 31)) - rome.start_of(make_date(2024, 3, 31)), hours{23});
  EXPECT_EQ(rome.end_of(make_date(2024, 10, 27)) - rome.start_of(make_date(2024, 10, 27)),
            hours{25});
}

TEST(Zone, where_a_day_was_skipped_it_has_no_length) {
  EXPECT_EQ(apia.end_of(make_date(2011, 12, 29)), utc(2011, 12, 30, 10));
  EXPECT_EQ(apia.start_of(make_date(2011, 12, 30)), apia.end_of(make_date(2011, 12, 30)));
  EXPECT_EQ(apia.start_of(make_date(2011, 12, 31)), utc(2011, 12, 30, 10));
  EXPECT_EQ(apia.date_of(utc(2011, 12, 30, 10) - Microseconds{1}), make_date(2011, 12, 29));
  EXPECT_EQ(apia.date_of(utc(2011, 12, 30, 10)), make_date(2011, 12, 31));
}

RC_GTEST_PROP(Zone, what_a_clock_shows_leads_back_to_that_time_or_its_first_showing, ()) {
  const Instant instant = utc(2011, 1, 1) + minutes{*rc::gen::inRange(0, 14 * 366 * 24 * 60)};
  for (const ZoneRules* zone : {&viet_nam, &rome, &apia}) {
    const Instant back = zone->to_instant(zone->to_local(instant));
    RC_ASSERT(back <= instant);
    RC_ASSERT(zone->to_local(back) == zone->to_local(instant));
  }
}

/// Changes at random times by random amounts, some within hours of each other.
ZoneRules any_zone() {
  const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 4'000));
  std::vector<ZoneRules::Transition> transitions;
  Instant at = utc(2000, 1, 1);
  for (const int step : steps) {
    at += hours{step};
    transitions.push_back({at, minutes{15 * *rc::gen::inRange(-56, 57)}});
  }
  return {"any", hours{7}, std::move(transitions)};
}

RC_GTEST_PROP(Zone, has_one_offset_from_each_change_to_the_next, ()) {
  const ZoneRules zone = any_zone();
  const Instant instant = utc(1999, 12, 1) + hours{*rc::gen::inRange(0, 200'000)};
  const ZoneRules::Stretch stretch = zone.stretch_at(instant);
  RC_ASSERT(stretch.from <= instant);
  RC_ASSERT(instant < stretch.until);
  RC_ASSERT(stretch.offset == zone.offset_at(instant));
  for (const Instant edge : {stretch.from, stretch.until - Microseconds{1}}) {
    if (edge == Instant::min() || stretch.until == Instant::max()) continue;
    RC_ASSERT(zone.offset_at(edge) == stretch.offset);
  }
  // The change at its end is the next one: nothing was stepped over.
  if (stretch.until != Instant::max()) {
    RC_ASSERT(zone.stretch_at(stretch.until).from == stretch.until);
  }
}

RC_GTEST_PROP(Zone, a_stretch_that_knows_a_day_knows_all_its_minutes, ()) {
  const ZoneRules zone = any_zone();
  const ZoneRules::Stretch stretch =
      zone.stretch_at(utc(1999, 12, 1) + hours{*rc::gen::inRange(0, 200'000)});
  const Instant near = stretch.from == Instant::min() ? utc(1999, 12, 1) : stretch.from;
  const Date date = zone.date_of(near) + days{*rc::gen::inRange(-10, 200)};
  const auto starts = stretch.start_of(date);
  if (starts) {
    for (int minute = 0; minute <= 1440; minute += 90)
      RC_ASSERT(*starts + minutes{minute} == zone.to_instant(LocalTime{date} + minutes{minute}));
  }
  // Nor does it know too little: far from its beginning, every day that ends in it.
  const bool within = zone.start_of(date) >= near + hours{80} && zone.end_of(date) < stretch.until;
  if (within) RC_ASSERT(starts.has_value());
}

RC_GTEST_PROP(Zone, later_days_never_start_earlier, ()) {
  const Date date = make_date(2011, 12, 1) + days{*rc::gen::inRange(0, 5000)};
  for (const ZoneRules* zone : {&viet_nam, &rome, &apia}) {
    RC_ASSERT(zone->start_of(date) <= zone->end_of(date));
    RC_ASSERT(zone->end_of(date) == zone->start_of(date + days{1}));
  }
}

}  // namespace
}  // namespace dunghan
