// A database file in trouble: each time a clear error, and what was there before is there
// afterwards.
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

#include "adapters/store_sql/sql_error.h"
#include "tests/contract/faulty_vfs.h"
#include "tests/contract/sqlite_test_support.h"

namespace dunghan::contract {
namespace {

namespace fs = std::filesystem;
using adapters::store_sql::OpenOptions;

template <class T>
void expect_error(const Result<T>& result, ErrorCode code, std::string_view words) {
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, code) << result.error().message;
  EXPECT_NE(result.error().message.find(words), std::string::npos) << result.error().message;
}

class SqliteFaults : public SqliteFile {};

// -- locks

TEST_F(SqliteFaults, another_process_that_writes_keeps_us_out_and_loses_nothing) {
  make_database();
  auto store = given(open({.busy_timeout_ms = 0}));
  {
    OtherProgram other(path());
    ASSERT_EQ(other.run("BEGIN IMMEDIATE"), SQLITE_OK);
    expect_error(append(*store, 3), ErrorCode::unavailable, "another process holds the database");
    EXPECT_EQ(event_count(*store), 2U) << "reading goes on meanwhile";
    expect_error(store->mark_delivered(MessageId{1}, at(1)), ErrorCode::unavailable,
                 "another process");
  }
  done(append(*store, 3));
  EXPECT_EQ(event_count(*store), 3U);
}

TEST_F(SqliteFaults, a_lock_is_waited_for_as_long_as_was_asked) {
  make_database();
  constexpr int wait_ms = 60;
  auto store = given(open({.busy_timeout_ms = wait_ms}));
  OtherProgram other(path());
  ASSERT_EQ(other.run("BEGIN IMMEDIATE"), SQLITE_OK);
  const auto start = std::chrono::steady_clock::now();
  expect_error(store->begin(), ErrorCode::unavailable, "another process");
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(wait_ms));
}

TEST_F(SqliteFaults, an_exclusive_store_keeps_every_other_process_out_until_it_is_closed) {
  make_database();
  auto store = given(open({.exclusive = true}));
  done(append(*store, 3));
  expect_error(open({.busy_timeout_ms = 0}), ErrorCode::unavailable, "another process holds");
  expect_error(open({.read_only = true, .busy_timeout_ms = 0}), ErrorCode::unavailable,
               "another process holds");
  done(append(*store, 4));
  store.reset();
  EXPECT_EQ(event_count(*given(open())), 4U);
}

TEST_F(SqliteFaults, an_exclusive_store_is_not_had_while_another_writes) {
  make_database();
  OtherProgram other(path());
  ASSERT_EQ(other.run("BEGIN IMMEDIATE"), SQLITE_OK);
  auto store = open({.exclusive = true, .busy_timeout_ms = 0});
  if (store) expect_error(append(**store, 3), ErrorCode::unavailable, "another process holds");
  ASSERT_EQ(other.run("ROLLBACK"), SQLITE_OK);
}

// -- files that are not ours

TEST_F(SqliteFaults, a_foreign_database_is_refused_and_not_touched) {
  for (const std::string setup :
       {"CREATE TABLE a (b)", "PRAGMA application_id = 7; CREATE TABLE a (b)",
        "PRAGMA journal_mode = WAL; CREATE TABLE a (b)", "PRAGMA user_version = 1; VACUUM"}) {
    fs::remove(path());
    OtherProgram other(path());
    ASSERT_EQ(other.run(setup), SQLITE_OK);
    const auto before = contents_of(folder().path());
    expect_error(open(), ErrorCode::invalid_argument, "is not a dunghan database");
    EXPECT_EQ(contents_of(folder().path()), before) << setup;
  }
}

TEST_F(SqliteFaults, a_file_of_another_kind_is_refused_and_not_touched) {
  for (const std::string& text :
       {std::string("x"), std::string("id: complaint\n"), std::string(10'000, '\0'),
        std::string("SQLite format 3\0", 16)}) {
    std::ofstream(path(), std::ios::binary) << text;
    expect_error(open(), ErrorCode::invalid_argument, "is not a dunghan database");
    EXPECT_EQ(octets_of(path()), text);
  }
  fs::remove(path());
  expect_error(open({.path = folder().path()}), ErrorCode::invalid_argument, "folder");
  ASSERT_EQ(::mkfifo(path().c_str(), 0600), 0);
  expect_error(open(), ErrorCode::invalid_argument, "not a regular file");
}

TEST_F(SqliteFaults, a_newer_schema_is_refused_and_said_by_number) {
  make_database();
  {
    OtherProgram other(path());
    ASSERT_EQ(other.run("PRAGMA user_version = 99"), SQLITE_OK);
  }
  const std::string before = octets_of(path());
  expect_error(open(), ErrorCode::invalid_argument, "schema version 99");
  expect_error(open(), ErrorCode::invalid_argument, "versions up to 4");
  EXPECT_EQ(octets_of(path()), before);
  {
    OtherProgram other(path());
    ASSERT_EQ(other.run("PRAGMA user_version = 4"), SQLITE_OK);
  }
  expect_two_events();
}

TEST_F(SqliteFaults, tables_made_by_other_steps_are_refused) {
  make_database();
  {
    OtherProgram other(path());
    ASSERT_EQ(other.run("UPDATE schema_migration SET sha256 = 'x'"), SQLITE_OK);
  }
  expect_error(open(), ErrorCode::corrupt, "made by other steps");
}

TEST_F(SqliteFaults, a_damaged_file_is_told_from_an_empty_one) {
  make_database();
  std::string octets = octets_of(path());
  std::fill(octets.begin() + 4096, octets.end(), '\x55');
  std::ofstream(path(), std::ios::binary) << octets;
  expect_error(open(), ErrorCode::corrupt, "damaged");
  EXPECT_EQ(octets_of(path()), octets);
}

TEST_F(SqliteFaults, a_damaged_event_is_an_error_and_not_a_guess) {
  make_database();
  {
    OtherProgram other(path());
    ASSERT_EQ(other.run("UPDATE event SET body = '{\"text\":' WHERE seq = 2"), SQLITE_OK);
  }
  auto store = given(open());
  expect_error(store->events(ports::StreamKind::cases, 1), ErrorCode::corrupt, "damaged");
}

// -- permissions

TEST_F(SqliteFaults, opened_for_reading_it_reads_and_refuses_to_write) {
  make_database();
  auto store = given(open({.read_only = true}));
  EXPECT_EQ(event_count(*store), 2U);
  expect_error(append(*store, 3), ErrorCode::unavailable, "read-only");
  expect_error(store->mark_failed(MessageId{1}, at(1)), ErrorCode::unavailable, "read-only");
  store.reset();
  expect_two_events();
}

/// Runs `work` in a child process without the rights of root; gives what it returned.
int as_nobody(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr uid_t nobody = 65534;
    if (::geteuid() == 0 && ::setuid(nobody) != 0) ::_exit(99);
    ::_exit(work());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

TEST_F(SqliteFaults, a_file_that_may_not_be_written_is_told_as_such) {
  make_database();
  fs::permissions(folder().path(), fs::perms::all);
  fs::permissions(path(), fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
  const int outcome = as_nobody([this] {
    auto store = open();
    const auto written = store ? append(**store, 3) : Result<void>(Failure(store.error()));
    if (written || written.error().code != ErrorCode::unavailable) return 1;
    if (written.error().message.find("read-only") == std::string::npos) return 2;
    return store && event_count(**store) != 2 ? 3 : 0;
  });
  EXPECT_EQ(outcome, 0);
  fs::permissions(path(), fs::perms::owner_all);
  expect_two_events();
}

TEST_F(SqliteFaults, a_folder_that_may_not_be_written_is_told_as_such) {
  fs::permissions(folder().path(), fs::perms::owner_read | fs::perms::owner_exec |
                                       fs::perms::others_read | fs::perms::others_exec);
  const int outcome = as_nobody([this] {
    const auto store = open();
    return !store && store.error().code == ErrorCode::unavailable ? 0 : 1;
  });
  EXPECT_EQ(outcome, 0);
  fs::permissions(folder().path(), fs::perms::owner_all);
  EXPECT_TRUE(contents_of(folder().path()).empty());
}

// -- the disk

/// No file of this process may grow beyond `octets` while this lives.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t octets) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    ::setrlimit(RLIMIT_FSIZE,
                std::addressof(static_cast<const rlimit&>(rlimit{octets, before_.rlim_max})));
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = SIG_DFL;
};

TEST_F(SqliteFaults, a_file_that_may_not_grow_loses_only_what_was_refused) {
  auto store = given(open());
  std::int64_t acknowledged = 0;
  {
    const FileSizeLimit limit(600'000);
    Result<void> written;
    while ((written = append(*store, acknowledged + 1, 20'000))) ++acknowledged;
    EXPECT_EQ(written.error().code, ErrorCode::unavailable) << written.error().message;
    EXPECT_EQ(event_count(*store), static_cast<std::size_t>(acknowledged));
    EXPECT_EQ(append(*store, acknowledged + 1, 20'000).error().code, ErrorCode::unavailable);
  }
  EXPECT_GT(acknowledged, 3);
  done(append(*store, acknowledged + 1));
  store.reset();
  EXPECT_EQ(event_count(*given(open())), static_cast<std::size_t>(acknowledged) + 1);
}

bool is_log(const std::string& file) {
  return file.ends_with("-wal");
}

TEST_F(SqliteFaults, a_full_disk_undoes_the_unit_and_says_so) {
  FaultyVfs disk;
  make_database();
  auto store = given(open());
  disk.set_judge([](FaultyVfs::Act act, const std::string& file) {
    return act == FaultyVfs::Act::write && is_log(file) ? SQLITE_FULL : SQLITE_OK;
  });
  expect_error(append(*store, 3), ErrorCode::unavailable, "no room left");
  EXPECT_EQ(event_count(*store), 2U);
  disk.set_judge({});
  done(append(*store, 3));
  store.reset();
  EXPECT_EQ(event_count(*given(open())), 3U);
}

TEST_F(SqliteFaults, a_disk_that_fills_up_within_a_large_unit_undoes_all_of_it) {
  FaultyVfs disk;
  make_database();
  auto store = given(open());
  disk.set_judge([](FaultyVfs::Act act, const std::string& file) {
    return act == FaultyVfs::Act::write && is_log(file) ? SQLITE_FULL : SQLITE_OK;
  });
  auto unit = given(store->begin());
  // More than the page cache holds, so that pages spill into the log before the commit.
  Result<void> written;
  for (std::int64_t seq = 3; seq < 40 && written; ++seq) {
    std::vector<ports::EventRecord> events{sample_event(1, seq)};
    events[0].body = {{Value("text"), Value(std::string(5'000'000, 'x'))}};
    written = unit->append(events);
  }
  if (written) written = unit->commit();
  expect_error(written, ErrorCode::unavailable, "no room left");
  expect_error(unit->commit(), ErrorCode::unavailable, "no room left");
  unit.reset();
  disk.set_judge({});
  EXPECT_EQ(event_count(*store), 2U);
  done(append(*store, 3));
}

TEST_F(SqliteFaults, a_flush_that_fails_leaves_an_unknown_outcome_which_the_receipt_settles) {
  FaultyVfs disk;
  make_database();
  auto store = given(open());
  disk.set_judge([](FaultyVfs::Act act, const std::string& file) {
    return act == FaultyVfs::Act::flush && is_log(file) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
  });
  {
    auto unit = given(store->begin());
    std::vector<ports::EventRecord> events{sample_event(1, 3)};
    done(unit->append(events));
    done(unit->put_receipt({"key", "digest", CaseId{1}, 3, "{}", at(1)}));
    expect_error(unit->commit(), ErrorCode::unknown_outcome, "may or may not");
  }
  disk.set_judge({});
  auto unit = given(store->begin());  // on a connection opened anew
  const bool happened = given(unit->find_receipt("key")).has_value();
  EXPECT_EQ(given(unit->load_events(ports::StreamKind::cases, 1)).size(), happened ? 3U : 2U)
      << "all of it or nothing";
  std::vector<ports::EventRecord> next{sample_event(1, happened ? 4 : 3)};
  done(unit->append(next));
  done(unit->commit());
}

TEST_F(SqliteFaults, a_disk_that_fails_at_any_single_step_of_a_unit_leaves_all_of_it_or_nothing) {
  FaultyVfs disk;
  bool was_reached = true;
  for (int step = 1; was_reached; ++step) {
    fs::remove_all(path());
    fs::remove_all(path().string() + "-wal");
    fs::remove_all(path().string() + "-shm");
    make_database();
    auto store = given(open());
    int steps = 0;
    disk.set_judge([&](FaultyVfs::Act act, const std::string&) {
      if (++steps != step) return SQLITE_OK;
      return act == FaultyVfs::Act::write ? SQLITE_IOERR_WRITE : SQLITE_IOERR_FSYNC;
    });
    const auto written = append(*store, 3);
    was_reached = steps >= step;
    disk.set_judge({});
    EXPECT_EQ(written.has_value(), !was_reached);
    store.reset();
    const std::size_t count = event_count(*given(open()));
    if (written) {
      EXPECT_EQ(count, 3U);
    } else if (written.error().code == ErrorCode::unavailable) {
      EXPECT_EQ(count, 2U) << "surely undone";
    } else {
      EXPECT_EQ(written.error().code, ErrorCode::unknown_outcome);
      EXPECT_TRUE(count == 2 || count == 3);
    }
    ASSERT_LT(step, 1000);
  }
}

TEST(SqlErrors, say_what_the_caller_can_do) {
  using adapters::store_sql::error_of;
  using adapters::store_sql::error_of_commit;
  const struct {
    int result;
    ErrorCode plain, at_commit;
  } rows[] = {
      {SQLITE_BUSY, ErrorCode::unavailable, ErrorCode::unavailable},
      {SQLITE_BUSY_SNAPSHOT, ErrorCode::unavailable, ErrorCode::unavailable},
      {SQLITE_FULL, ErrorCode::unavailable, ErrorCode::unavailable},
      {SQLITE_READONLY_DIRECTORY, ErrorCode::unavailable, ErrorCode::unavailable},
      {SQLITE_IOERR_WRITE, ErrorCode::unavailable, ErrorCode::unavailable},
      {SQLITE_IOERR_FSYNC, ErrorCode::unavailable, ErrorCode::unknown_outcome},
      {SQLITE_IOERR_DIR_FSYNC, ErrorCode::unavailable, ErrorCode::unknown_outcome},
      {SQLITE_NOMEM, ErrorCode::unavailable, ErrorCode::unknown_outcome},
      {SQLITE_CANTOPEN, ErrorCode::unavailable, ErrorCode::unknown_outcome},
      {SQLITE_CONSTRAINT_UNIQUE, ErrorCode::conflict, ErrorCode::conflict},
      {SQLITE_CORRUPT, ErrorCode::corrupt, ErrorCode::unknown_outcome},
      {SQLITE_NOTADB, ErrorCode::corrupt, ErrorCode::unknown_outcome},
      {SQLITE_TOOBIG, ErrorCode::limit_exceeded, ErrorCode::unknown_outcome},
      {SQLITE_ERROR, ErrorCode::corrupt, ErrorCode::unknown_outcome},
  };
  for (const auto& row : rows) {
    const Error plain = error_of(row.result, "words", "register.db");
    EXPECT_EQ(plain.code, row.plain) << row.result;
    EXPECT_FALSE(plain.message.empty());
    EXPECT_EQ(error_of_commit(row.result, "words", "register.db").code, row.at_commit)
        << row.result;
  }
}

}  // namespace
}  // namespace dunghan::contract
