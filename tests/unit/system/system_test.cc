// The doors to the operating system: zones, ids, the lock, bounded reading.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "adapters/system/file_lock.h"
#include "adapters/system/posix_zone.h"
#include "adapters/system/random_id_source.h"
#include "adapters/system/read_file.h"
#include "adapters/system/system_time_source.h"
#include "adapters/system/tzdb_zone_rules.h"

namespace dunghan::adapters::system {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using testing::HasSubstr;

Instant utc(int year, unsigned month, unsigned day, int hour = 0) {
  return Instant{std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} /
                                       std::chrono::day{day}}} +
         hours{hour};
}

TEST(Zones, viet_nam_has_one_offset_today_and_others_before_1975) {
  const auto zone = zone_rules("Asia/Ho_Chi_Minh");
  ASSERT_TRUE(zone);
  EXPECT_EQ(zone->offset_at(utc(2026, 6, 1)), hours{7});
  EXPECT_EQ(zone->offset_at(utc(2199, 12, 31)), hours{7});
  EXPECT_EQ(zone->offset_at(utc(1965, 6, 1)), hours{8});
  EXPECT_EQ(zone->end_of(make_date(2024, 5, 7)), utc(2024, 5, 7, 17));
}

TEST(Zones, summer_time_goes_on_to_the_last_year) {
  const auto zone = zone_rules("Europe/Amsterdam");
  ASSERT_TRUE(zone);
  for (const int year : {2011, 2026, 2100, 2199}) {
    EXPECT_EQ(zone->offset_at(utc(year, 7, 1)), hours{2}) << year;
    EXPECT_EQ(zone->offset_at(utc(year, 1, 15)), hours{1}) << year;
  }
  EXPECT_EQ(zone->offset_at(utc(2026, 3, 29, 0)), hours{1});  // the last Sunday of March, 01:00 UTC
  EXPECT_EQ(zone->offset_at(utc(2026, 3, 29, 1)), hours{2});
}

TEST(Zones, rules_of_zone_files_are_read_in_all_their_forms) {
  const auto amsterdam = transitions_of_rule("CET-1CEST,M3.5.0,M10.5.0/3", 2026, 2026);
  ASSERT_EQ(amsterdam.size(), 2U);
  EXPECT_EQ(amsterdam[0].at,
            utc(2026, 3, 29, 1));  // the last Sundays of March and October, 01:00 UTC
  EXPECT_EQ(amsterdam[0].offset, hours{2});
  EXPECT_EQ(amsterdam[1].at, utc(2026, 10, 25, 1));
  EXPECT_EQ(amsterdam[1].offset, hours{1});
  const auto south = transitions_of_rule("AEST-10AEDT,M10.1.0,M4.1.0/3", 2026, 2026);
  ASSERT_EQ(south.size(), 2U);
  EXPECT_EQ(south[0].at, utc(2026, 4, 4, 16));   // Sunday 5 April, 03:00 summer time
  EXPECT_EQ(south[1].at, utc(2026, 10, 3, 16));  // Sunday 4 October, 02:00 standard time
  const auto nuuk = transitions_of_rule("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026, 2026);
  ASSERT_EQ(nuuk.size(), 2U);
  EXPECT_EQ(nuuk[0].at, utc(2026, 3, 29, 1));  // Saturday 23:00 local
  EXPECT_EQ(transitions_of_rule("AAA0BBB,J60,J300", 2024, 2024).at(0).at,
            utc(2024, 3, 1, 2));  // J60 is 1 March in any year
  EXPECT_EQ(transitions_of_rule("AAA0BBB,59,300", 2024, 2024).at(0).at, utc(2024, 2, 29, 2));
  for (const char* rule :
       {"", "<+07>-7", "CET-1CEST", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0/3x",
        "CET-1CEST,M3.6.0,M1.1.1", "<CET", ",", "CET-999CEST,M3.5.0,M10.5.0"}) {
    EXPECT_TRUE(transitions_of_rule(rule, 2026, 2026).empty()) << rule;
  }
}

TEST(Zones, unknown_and_hostile_names_are_nothing) {
  for (const char* name :
       {"", "Asia/Hanoi", "/etc/passwd", "../../etc/passwd", "Asia/Ho_Chi_Minh\n"})
    EXPECT_FALSE(zone_rules(name)) << name;
  EXPECT_FALSE(zone_rules(std::string(1'000'000, 'x')));
  EXPECT_EQ(zone_rules("UTC")->offset_at(utc(2026, 1, 1)), hours{0});
}

TEST(Ids, rise_whatever_the_clock_does) {
  RandomIdSource ids;
  std::int64_t last = 0;
  for (const Instant now : {utc(2026, 1, 1), utc(2026, 1, 1), utc(2025, 1, 1), utc(2010, 1, 1),
                            utc(2026, 1, 2), utc(2400, 1, 1), utc(2026, 1, 1)}) {
    for (int i = 0; i < 1000; ++i) {
      const std::int64_t next = ids.next(now);
      ASSERT_GT(next, last);
      last = next;
    }
  }
}

TEST(Ids, carry_the_milliseconds_since_2020_in_their_high_part) {
  const Instant now = utc(2026, 1, 1);
  EXPECT_EQ(RandomIdSource().next(now) >> 21, (now - utc(2020, 1, 1)) / milliseconds{1});
  EXPECT_GT(RandomIdSource(std::int64_t{1} << 60).next(now), std::int64_t{1} << 60)
      << "goes on from the largest in use";
}

TEST(Ids, of_several_sources_and_threads_do_not_meet) {
  RandomIdSource shared;
  std::vector<std::vector<std::int64_t>> made(4);
  std::vector<std::thread> threads;
  for (auto& list : made) {
    threads.emplace_back([&shared, &list] {
      for (int i = 0; i < 1000; ++i) list.push_back(shared.next(utc(2026, 1, 1)));
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::int64_t> all;
  for (const auto& list : made) all.insert(list.begin(), list.end());
  EXPECT_EQ(all.size(), 4000U);
}

TEST(Clock, does_not_run_backwards_while_nobody_sets_it) {
  SystemTimeSource clock;
  const Instant first = clock.now();
  EXPECT_GT(first, utc(2024, 1, 1));
  EXPECT_GE(clock.now(), first);
}

class Files : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::path(testing::TempDir()) / ("system_test_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

TEST_F(Files, a_lock_is_had_by_one_at_a_time_and_names_its_holder) {
  const auto path = folder_ / "db.lock";
  {
    const auto lock = FileLock::acquire(path, milliseconds{0});
    ASSERT_TRUE(lock);
    const auto second = FileLock::acquire(path, milliseconds{30});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::unavailable);
    EXPECT_THAT(second.error().message, HasSubstr("process " + std::to_string(::getpid())));
    EXPECT_FALSE(second.error().remedy.empty());
  }
  EXPECT_TRUE(FileLock::acquire(path, milliseconds{0})) << "given up at the end of the scope";
}

TEST_F(Files, a_lock_goes_with_the_process_that_is_killed) {
  const auto path = folder_ / "db.lock";
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto lock = FileLock::acquire(path, milliseconds{0});
    const char answer = lock ? 'y' : 'n';
    if (::write(ready[1], &answer, 1) != 1) ::_exit(1);
    for (;;) ::pause();
  }
  char answer = 0;
  ASSERT_EQ(::read(ready[0], &answer, 1), 1);
  EXPECT_EQ(answer, 'y');
  EXPECT_FALSE(FileLock::acquire(path, milliseconds{0}));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_TRUE(FileLock::acquire(path, milliseconds{0}));
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST_F(Files, a_lock_waits_for_its_holder_to_finish) {
  const auto path = folder_ / "db.lock";
  auto lock = std::make_unique<Result<FileLock>>(FileLock::acquire(path, milliseconds{0}));
  ASSERT_TRUE(*lock);
  std::thread releaser([&lock] { lock.reset(); });
  EXPECT_TRUE(FileLock::acquire(path, milliseconds{10'000}));
  releaser.join();
}

TEST_F(Files, a_lock_that_cannot_be_made_says_why) {
  EXPECT_EQ(FileLock::acquire(folder_ / "no-such-folder/db.lock", milliseconds{0}).error().code,
            ErrorCode::unavailable);
  std::filesystem::create_symlink(folder_ / "elsewhere", folder_ / "link.lock");
  EXPECT_FALSE(FileLock::acquire(folder_ / "link.lock", milliseconds{0}));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "elsewhere")) << "a link leads nowhere";
}

TEST_F(Files, reading_is_bounded) {
  std::ofstream(folder_ / "ten") << "0123456789";
  EXPECT_EQ(read_file(folder_ / "ten", 10).value(), "0123456789");
  EXPECT_EQ(read_file(folder_ / "ten", 9).error().code, ErrorCode::limit_exceeded);
  EXPECT_EQ(read_file(folder_ / "none", 9).error().code, ErrorCode::not_found);
  EXPECT_EQ(read_file(folder_, 9).error().code, ErrorCode::unavailable);
  EXPECT_EQ(read_file("/dev/zero", 9).error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace dunghan::adapters::system
