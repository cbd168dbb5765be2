// Every example of RFC 5545 section 3.8.5.3, as printed there: the dates, the time of day and the
// offset.
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <sstream>

#include "tests/unit/calendar/recurrence_samples.h"

namespace dunghan::calendar {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

struct Example {
  const char* title;
  const char* start;
  std::vector<const char*> rules;  // "or": both give the same
  /// Years, months and days as the RFC writes them; EDT or EST holds for what follows; times of day
  /// where they are not 09:00. "..." at the end: it goes on.
  const char* expected;
  const char* exception = nullptr;
};

const std::vector<Example> examples{
    {"daily for 10 occurrences", "19970902T090000", {"FREQ=DAILY;COUNT=10"}, "EDT 1997 Sep 2-11"},
    {"daily until December 24, 1997",
     "19970902T090000",
     {"FREQ=DAILY;UNTIL=19971224T000000Z"},
     "EDT 1997 Sep 2-30 Oct 1-25 EST Oct 26-31 Nov 1-30 Dec 1-23"},
    {"every other day",
     "19970902T090000",
     {"FREQ=DAILY;INTERVAL=2"},
     "EDT 1997 Sep 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30 Oct 2,4,6,8,10,12,14,16,18,20,22,24 "
     "EST Oct 26,28,30 Nov 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29 Dec 1,3 ..."},
    {"every 10 days, 5 occurrences",
     "19970902T090000",
     {"FREQ=DAILY;INTERVAL=10;COUNT=5"},
     "EDT 1997 Sep 2,12,22 Oct 2,12"},
    {"every day in January, for 3 years",
     "19980101T090000",
     {"FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
      "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1"},
     "EST 1998 Jan 1-31 1999 Jan 1-31 2000 Jan 1-31"},
    {"weekly for 10 occurrences",
     "19970902T090000",
     {"FREQ=WEEKLY;COUNT=10"},
     "EDT 1997 Sep 2,9,16,23,30 Oct 7,14,21 EST Oct 28 Nov 4"},
    {"weekly until December 24, 1997",
     "19970902T090000",
     {"FREQ=WEEKLY;UNTIL=19971224T000000Z"},
     "EDT 1997 Sep 2,9,16,23,30 Oct 7,14,21 EST Oct 28 Nov 4,11,18,25 Dec 2,9,16,23"},
    {"every other week",
     "19970902T090000",
     {"FREQ=WEEKLY;INTERVAL=2;WKST=SU"},
     "EDT 1997 Sep 2,16,30 Oct 14 EST Oct 28 Nov 11,25 Dec 9,23 1998 Jan 6,20 Feb 3,17 ..."},
    {"weekly on Tuesday and Thursday for five weeks",
     "19970902T090000",
     {"FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
      "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH"},
     "EDT 1997 Sep 2,4,9,11,16,18,23,25,30 Oct 2"},
    {"every other week on Monday, Wednesday, and Friday until December 24, 1997",
     "19970901T090000",
     {"FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR"},
     "EDT 1997 Sep 1,3,5,15,17,19,29 Oct 1,3,13,15,17 EST Oct 27,29,31 Nov 10,12,14,24,26,28 "
     "Dec 8,10,12,22"},
    {"every other week on Tuesday and Thursday, for 8 occurrences",
     "19970902T090000",
     {"FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH"},
     "EDT 1997 Sep 2,4,16,18,30 Oct 2,14,16"},
    {"monthly on the first Friday for 10 occurrences",
     "19970905T090000",
     {"FREQ=MONTHLY;COUNT=10;BYDAY=1FR"},
     "EDT 1997 Sep 5 Oct 3 EST Nov 7 Dec 5 1998 Jan 2 Feb 6 Mar 6 Apr 3 EDT May 1 Jun 5"},
    {"monthly on the first Friday until December 24, 1997",
     "19970905T090000",
     {"FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR"},
     "EDT 1997 Sep 5 Oct 3 EST Nov 7 Dec 5"},
    {"every other month on the first and last Sunday for 10 occurrences",
     "19970907T090000",
     {"FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU"},
     "EDT 1997 Sep 7,28 EST Nov 2,30 1998 Jan 4,25 Mar 1,29 EDT May 3,31"},
    {"monthly on the second-to-last Monday for 6 months",
     "19970922T090000",
     {"FREQ=MONTHLY;COUNT=6;BYDAY=-2MO"},
     "EDT 1997 Sep 22 Oct 20 EST Nov 17 Dec 22 1998 Jan 19 Feb 16"},
    {"monthly on the third-to-the-last day",
     "19970928T090000",
     {"FREQ=MONTHLY;BYMONTHDAY=-3"},
     "EDT 1997 Sep 28 EST Oct 29 Nov 28 Dec 29 1998 Jan 29 Feb 26 ..."},
    {"monthly on the 2nd and 15th for 10 occurrences",
     "19970902T090000",
     {"FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15"},
     "EDT 1997 Sep 2,15 Oct 2,15 EST Nov 2,15 Dec 2,15 1998 Jan 2,15"},
    {"monthly on the first and last day for 10 occurrences",
     "19970930T090000",
     {"FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1"},
     "EDT 1997 Sep 30 Oct 1 EST Oct 31 Nov 1,30 Dec 1,31 1998 Jan 1,31 Feb 1"},
    {"every 18 months on the 10th thru 15th for 10 occurrences",
     "19970910T090000",
     {"FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15"},
     "EDT 1997 Sep 10-15 EST 1999 Mar 10-13"},
    {"every Tuesday, every other month",
     "19970902T090000",
     {"FREQ=MONTHLY;INTERVAL=2;BYDAY=TU"},
     "EDT 1997 Sep 2,9,16,23,30 EST Nov 4,11,18,25 1998 Jan 6,13,20,27 Mar 3,10,17,24,31 ..."},
    {"yearly in June and July for 10 occurrences",
     "19970610T090000",
     {"FREQ=YEARLY;COUNT=10;BYMONTH=6,7"},
     "EDT 1997 Jun 10 Jul 10 1998 Jun 10 Jul 10 1999 Jun 10 Jul 10 2000 Jun 10 Jul 10 2001 Jun "
     "10 Jul 10"},
    {"every other year on January, February, and March for 10 occurrences",
     "19970310T090000",
     {"FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3"},
     "EST 1997 Mar 10 1999 Jan 10 Feb 10 Mar 10 2001 Jan 10 Feb 10 Mar 10 2003 Jan 10 Feb 10 "
     "Mar 10"},
    {"every third year on the 1st, 100th, and 200th day for 10 occurrences",
     "19970101T090000",
     {"FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200"},
     "EST 1997 Jan 1 EDT Apr 10 Jul 19 EST 2000 Jan 1 EDT Apr 9 Jul 18 EST 2003 Jan 1 EDT Apr 10 "
     "Jul 19 EST 2006 Jan 1"},
    {"every 20th Monday of the year",
     "19970519T090000",
     {"FREQ=YEARLY;BYDAY=20MO"},
     "EDT 1997 May 19 1998 May 18 1999 May 17 ..."},
    {"Monday of week number 20",
     "19970512T090000",
     {"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO"},
     "EDT 1997 May 12 1998 May 11 1999 May 17 ..."},
    {"every Thursday in March",
     "19970313T090000",
     {"FREQ=YEARLY;BYMONTH=3;BYDAY=TH"},
     "EST 1997 Mar 13,20,27 1998 Mar 5,12,19,26 1999 Mar 4,11,18,25 ..."},
    {"every Thursday during June, July, and August",
     "19970605T090000",
     {"FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8"},
     "EDT 1997 Jun 5,12,19,26 Jul 3,10,17,24,31 Aug 7,14,21,28 1998 Jun 4,11,18,25 Jul "
     "2,9,16,23,30 Aug 6,13,20,27 1999 Jun 3,10,17,24 Jul 1,8,15,22,29 Aug 5,12,19,26 ..."},
    {"every Friday the 13th",
     "19970902T090000",
     {"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"},
     "EST 1998 Feb 13 Mar 13 Nov 13 EDT 1999 Aug 13 2000 Oct 13 ...",
     "19970902T090000"},
    {"the first Saturday that follows the first Sunday",
     "19970913T090000",
     {"FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13"},
     "EDT 1997 Sep 13 Oct 11 EST Nov 8 Dec 13 1998 Jan 10 Feb 7 Mar 7 EDT Apr 11 May 9 Jun 13 "
     "..."},
    {"U.S. Presidential Election day",
     "19961105T090000",
     {"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8"},
     "EST 1996 Nov 5 2000 Nov 7 2004 Nov 2 ..."},
    {"the third instance of Tuesday, Wednesday, or Thursday, for 3 months",
     "19970904T090000",
     {"FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3"},
     "EDT 1997 Sep 4 Oct 7 EST Nov 6"},
    {"the second-to-last weekday of the month",
     "19970929T090000",
     {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2"},
     "EDT 1997 Sep 29 EST Oct 30 Nov 27 Dec 30 1998 Jan 29 Feb 26 Mar 30 ..."},
    // As published UNTIL is 17:00 UTC, which is 13:00 EDT; erratum 3883 (verified) says 21:00.
    {"every 3 hours from 9:00 AM to 5:00 PM on a specific day",
     "19970902T090000",
     {"FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z"},
     "EDT 1997 Sep 2 09:00 12:00 15:00"},
    {"the same, as published before erratum 3883",
     "19970902T090000",
     {"FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z"},
     "EDT 1997 Sep 2 09:00 12:00"},
    {"every 15 minutes for 6 occurrences",
     "19970902T090000",
     {"FREQ=MINUTELY;INTERVAL=15;COUNT=6"},
     "EDT 1997 Sep 2 09:00 09:15 09:30 09:45 10:00 10:15"},
    {"every hour and a half for 4 occurrences",
     "19970902T090000",
     {"FREQ=MINUTELY;INTERVAL=90;COUNT=4"},
     "EDT 1997 Sep 2 09:00 10:30 12:00 13:30"},
    {"every 20 minutes from 9:00 AM to 4:40 PM every day",
     "19970902T090000",
     {"FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
      "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16"},
     "EDT 1997 Sep 2 09:00 09:20 09:40 10:00 10:20 10:40 11:00 11:20 11:40 12:00 12:20 12:40 "
     "13:00 13:20 13:40 14:00 14:20 14:40 15:00 15:20 15:40 16:00 16:20 16:40 3 09:00 09:20 ..."},
    {"where the week start makes a difference: Monday",
     "19970805T090000",
     {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO"},
     "EDT 1997 Aug 5,10,19,24"},
    {"where the week start makes a difference: Sunday",
     "19970805T090000",
     {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU"},
     "EDT 1997 Aug 5,17,19,31"},
    {"an invalid date (February 30) is ignored",
     "20070115T090000",
     {"FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5"},
     "EST 2007 Jan 15,30 Feb 15 EDT Mar 15,30"},
    // The two rules that section 3.3.10 explains.
    {"section 3.3.10: every Sunday in January at 8:30 and 9:30, every other year",
     "19970105T083000",
     {"FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYDAY=SU;BYHOUR=8,9;BYMINUTE=30"},
     "EST 1997 Jan 5 08:30 09:30 12 08:30 09:30 19 08:30 09:30 26 08:30 09:30 1999 Jan 3 08:30 "
     "..."},
    {"section 3.3.10: the last work day of the month",
     "19970930T090000",
     {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"},
     "EDT 1997 Sep 30 EST Oct 31 Nov 28 Dec 31 1998 Jan 30 Feb 27 ..."},
};

/// Reads `expected`.
struct Reading {
  std::vector<RecurrenceInstance> instances;
  bool goes_on = false;

  explicit Reading(const std::string& text) {
    std::istringstream words(text);
    for (std::string word; words >> word;) take(word);
    end_day();
  }

 private:
  void take(const std::string& word) {
    static const std::map<std::string, unsigned> months{
        {"Jan", 1}, {"Feb", 2}, {"Mar", 3}, {"Apr", 4},  {"May", 5},  {"Jun", 6},
        {"Jul", 7}, {"Aug", 8}, {"Sep", 9}, {"Oct", 10}, {"Nov", 11}, {"Dec", 12}};
    if (word.find(':') != std::string::npos) {
      add(pending_.back(), hours{std::stoi(word)} + minutes{std::stoi(word.substr(3))});
      timed_ = true;
      return;
    }
    end_day();
    if (word == "...") {
      goes_on = true;
    } else if (word == "EDT" || word == "EST") {
      offset_ = word == "EDT" ? hours{-4} : hours{-5};
    } else if (months.contains(word)) {
      month_ = months.at(word);
    } else if (word.size() == 4 && word.find(',') == std::string::npos &&
               word.find('-') == std::string::npos) {
      year_ = std::stoi(word);
    } else {
      take_days(word);
    }
  }

  void take_days(const std::string& word) {
    std::istringstream items(word);
    for (std::string item; std::getline(items, item, ',');) {
      const std::size_t dash = item.find('-');
      const int from = std::stoi(item);
      const int to = dash == std::string::npos ? from : std::stoi(item.substr(dash + 1));
      for (int day = from; day <= to; ++day)
        pending_.push_back(make_date(year_, month_, static_cast<unsigned>(day)));
    }
  }

  /// Days that no time followed are at 09:00.
  void end_day() {
    for (const Date date : pending_) {
      if (!timed_) add(date, hours{9});
    }
    pending_.clear();
    timed_ = false;
  }

  void add(Date date, minutes time) {
    const LocalTime local = LocalTime{date} + time;
    instances.push_back({local, Instant{local.time_since_epoch() - offset_}});
  }

  int year_ = 0;
  unsigned month_ = 0;
  hours offset_{0};
  std::vector<Date> pending_;
  bool timed_ = false;
};

TEST(RecurrenceExamples, give_what_the_rfc_prints) {
  for (const Example& example : examples) {
    const Reading expected(example.expected);
    ASSERT_GE(expected.instances.size(), 2U) << example.title;
    for (const char* rule : example.rules) {
      SCOPED_TRACE(std::string(example.title) + ": " + rule);
      RecurrenceSpec spec;
      spec.rule = rule_of(rule);
      spec.start = time_of(example.start);
      spec.zone = new_york();
      if (example.exception != nullptr) spec.excluded.push_back(time_of(example.exception));
      const Recurrence recurrence = made(spec);
      RecurrenceCursor cursor = recurrence.occurrences();
      for (const RecurrenceInstance& instance : expected.instances) {
        const auto next = cursor.next();
        ASSERT_TRUE(next.has_value()) << to_text(RecurrenceTime::local(instance.local));
        EXPECT_EQ(to_text(RecurrenceTime::local(next->local)),
                  to_text(RecurrenceTime::local(instance.local)));
        EXPECT_EQ(to_text(RecurrenceTime::utc(next->at)),
                  to_text(RecurrenceTime::utc(instance.at)));
      }
      EXPECT_EQ(cursor.next().has_value(), expected.goes_on);
    }
  }
}

}  // namespace
}  // namespace dunghan::calendar
