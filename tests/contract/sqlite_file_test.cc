// The database file itself: how it is made, what it holds, and that it survives the death of its
// writer.
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/store_sql/sql_text.h"
#include "tests/contract/sqlite_test_support.h"

namespace dunghan::contract {
namespace {

namespace fs = std::filesystem;

class SqliteDatabase : public SqliteFile {};

mode_t mode_of(const fs::path& path) {
  struct stat facts {};
  EXPECT_EQ(::stat(path.c_str(), &facts), 0) << path;
  return facts.st_mode & 0777U;
}

TEST_F(SqliteDatabase, is_made_for_its_owner_alone_with_its_folders) {
  const fs::path deep = folder() / "a" / "b" / "register.db";
  auto store = given(open({.path = deep}));
  done(append(*store, 1));
  EXPECT_EQ(mode_of(deep), 0600U);
  EXPECT_EQ(mode_of(deep.string() + "-wal"), 0600U);
  EXPECT_EQ(mode_of(deep.parent_path()), 0700U);
  EXPECT_EQ(mode_of(deep.parent_path().parent_path()), 0700U);
}

TEST_F(SqliteDatabase, is_made_in_an_empty_file_too_but_not_where_none_was_asked_for) {
  for (const bool is_empty : {false, true}) {
    if (is_empty) std::ofstream(path()).flush();
    const auto before = contents_of(folder().path());
    for (const bool read_only : {false, true}) {
      const auto refused = open({.create_if_missing = read_only, .read_only = read_only});
      ASSERT_FALSE(refused);
      EXPECT_EQ(refused.error().code, ErrorCode::not_found);
      EXPECT_EQ(contents_of(folder().path()), before);
    }
  }
  auto store = given(open());
  done(append(*store, 1));
}

TEST_F(SqliteDatabase, may_lie_under_any_name_that_a_file_may_have) {
  for (const char* name :
       {"đúng hạn.db", "a b", "a=b", ":memory:", "file:x?mode=memory", "%41'\"", "-x"}) {
    {
      auto store = open({.path = folder() / name});
      ASSERT_TRUE(store) << name << ": " << store.error().message;
      done(append(**store, 1));
    }
    EXPECT_TRUE(fs::file_size(folder() / name) > 0) << name;
    EXPECT_EQ(event_count(*given(open({.path = folder() / name, .create_if_missing = false}))), 1U);
  }
  const auto refused = open({.path = folder() / "a = b"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_argument);
  const fs::path here = fs::current_path();
  fs::current_path(folder().path());
  EXPECT_TRUE(open({.path = "relative.db"}));
  fs::current_path(here);
  EXPECT_TRUE(fs::exists(folder() / "relative.db"));
}

TEST_F(SqliteDatabase, carries_our_mark_and_the_settings_that_durability_needs) {
  make_database();
  OtherProgram other(path());
  EXPECT_EQ(other.ask("PRAGMA application_id"), std::vector<std::string>{"1145522254"});  // "DGHN"
  EXPECT_EQ(other.ask("PRAGMA user_version"), std::vector<std::string>{"4"});
  EXPECT_EQ(other.ask("PRAGMA journal_mode"), std::vector<std::string>{"wal"});
  EXPECT_EQ(other.ask("PRAGMA page_size"), std::vector<std::string>{"4096"});
  EXPECT_EQ(other.ask("PRAGMA integrity_check"), std::vector<std::string>{"ok"});
  EXPECT_EQ(other.ask("SELECT version, name FROM schema_migration"),
            (std::vector<std::string>{"1", "0001_initial", "2", "0002_calendar_use", "3",
                                      "0003_case_message_details", "4", "0004_start_corrected"}));
}

TEST_F(SqliteDatabase, notes_when_it_was_made_and_whether_for_a_rehearsal) {
  EXPECT_TRUE(given(given(open({.opened_at = at(0), .is_rehearsal = true}))->is_rehearsal()));
  EXPECT_TRUE(given(given(open({.is_rehearsal = false}))->is_rehearsal()))
      << "said once, at the birth";
  EXPECT_FALSE(given(given(open({.path = folder() / "other.db"}))->is_rehearsal()));
  OtherProgram other(path());
  EXPECT_EQ(other.ask("SELECT value FROM metadata WHERE name = 'created_at'"),
            std::vector<std::string>{"1970-01-01T00:00:00Z"});
}

TEST_F(SqliteDatabase, declares_no_column_that_the_library_would_cut_to_32_bits) {
  make_database();
  OtherProgram other(path());
  const auto columns = other.ask(
      "SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c.pk FROM sqlite_schema t, "
      "pragma_table_info(t.name) c WHERE t.type = 'table'");
  EXPECT_GT(columns.size(), 100U);
  for (const std::string& column : columns) {
    const bool is_row_id = column.ends_with(" INTEGER 1");
    EXPECT_TRUE(is_row_id || column.find(" BIGINT ") != std::string::npos ||
                column.find(" TEXT ") != std::string::npos ||
                column.find(" BLOB ") != std::string::npos)
        << column;
  }
}

TEST_F(SqliteDatabase, lets_nobody_rewrite_or_delete_an_event_but_lets_a_body_be_erased) {
  make_database();
  OtherProgram other(path());
  for (const char* column : {"id", "stream_kind", "stream_id", "seq", "kind", "version",
                             "occurred_at", "recorded_at", "actor", "facts", "leaf_hash"}) {
    EXPECT_EQ(other.run(std::string("UPDATE event SET ") + column + " = 5 WHERE seq = 1"),
              SQLITE_CONSTRAINT)
        << column;
  }
  EXPECT_EQ(other.run("DELETE FROM event"), SQLITE_CONSTRAINT);
  EXPECT_EQ(other.run("UPDATE event SET body = '{}', salt = x'' WHERE seq = 1"), SQLITE_OK);
}

TEST_F(SqliteDatabase, keeps_octets_as_octets) {
  make_database();
  OtherProgram other(path());
  EXPECT_EQ(
      other.ask("SELECT DISTINCT typeof(salt), length(salt), typeof(leaf_hash), length(leaf_hash), "
                "typeof(facts) FROM event"),
      (std::vector<std::string>{"blob", "16", "blob", "32", "text"}));
}

TEST_F(SqliteDatabase, answers_the_everyday_questions_from_an_index) {
  namespace sql = adapters::store_sql::sql;
  make_database();
  OtherProgram other(path());
  const struct {
    const char* statement;
    const char* index;
    bool in_order;
  } rows[] = {
      {sql::deadlines_live_of_unit, "deadline_row_live (owner_unit=? AND due_at<?)", true},
      {sql::deadlines_live, "USING INDEX deadline_row_", false},
      {sql::deadlines_of_case, "deadline_row_1 (case_id=?", false},
      {sql::calendars_in_use, "deadline_row_calendar (calendar=? AND provisional=?)", true},
      {sql::tasks_open_of_person, "task_row_open (assignee=?)", false},
      {sql::tasks_open_of_unit, "task_row_open_unit (unit=?)", true},
      {sql::cases_present, "case_row_number", true},
      {sql::find_case, "case_row_number (number=?)", true},
      {sql::count_open_tasks, "task_row_open (assignee=?)", true},
      {sql::select_events, "event_1 (stream_id=?", true},
      {sql::select_position_at, "event_recorded (recorded_at<?)", true},
      {sql::select_due_timers, "PRIMARY KEY (due_at<?)", true},
      {sql::select_timers_of_case, "timer_case (case_id=?)", false},
      {sql::select_pending, "outbox_pending (next_try_at<?)", true},
      {sql::close_deadline, "deadline_row_1 (case_id=? AND name=? AND valid_from=?", true},
  };
  for (const auto& row : rows) {
    std::string plan;
    for (const std::string& cell : other.ask(std::string("EXPLAIN QUERY PLAN ") + row.statement)) {
      plan += cell + "\n";
    }
    EXPECT_NE(plan.find(row.index), std::string::npos) << row.statement << "\n" << plan;
    if (row.in_order) {
      EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << row.statement << "\n" << plan;
    }
  }
}

TEST_F(SqliteDatabase, is_made_once_when_several_processes_want_it) {
  constexpr int processes = 6;
  std::vector<pid_t> children;
  for (int i = 0; i < processes; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      const auto store = open();
      ::_exit(store || store.error().code == ErrorCode::unavailable ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  auto store = given(open());
  done(append(*store, 1));
  OtherProgram other(path());
  EXPECT_EQ(other.ask("SELECT count(*) FROM schema_migration"), std::vector<std::string>{"4"});
}

/// Appends for ever and writes one octet into `acknowledge` after each commit.
[[noreturn]] void write_until_killed(ports::CaseStore& store, std::int64_t seq, int acknowledge) {
  for (;; ++seq) {
    auto unit = store.begin();
    std::vector<ports::EventRecord> events{sample_event(1, seq)};
    const bool is_done = unit && (*unit)->append(events) &&
                         (*unit)->put_case(sample_case(1), seq) && (*unit)->commit();
    if (!is_done || ::write(acknowledge, "x", 1) != 1) ::_exit(1);
  }
}

TEST_F(SqliteDatabase, has_everything_that_was_acknowledged_after_its_writer_was_killed) {
  std::size_t acknowledged = 0;
  for (int round = 0; round < 10; ++round) {
    int channel[2] = {};
    ASSERT_EQ(::pipe(channel), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(channel[0]);
      auto store = open();
      if (!store) ::_exit(2);
      write_until_killed(**store, static_cast<std::int64_t>(event_count(**store)) + 1, channel[1]);
    }
    ::close(channel[1]);
    char octets[64];
    std::size_t seen = 0;
    while (seen < 20U + static_cast<std::size_t>(round)) {
      const ssize_t count = ::read(channel[0], octets, sizeof octets);
      ASSERT_GT(count, 0) << "the writer ended by itself";
      seen += static_cast<std::size_t>(count);
    }
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    for (ssize_t count = 0; (count = ::read(channel[0], octets, sizeof octets)) > 0;) {
      seen += static_cast<std::size_t>(count);
    }
    ::close(channel[0]);
    auto store = given(open());
    const std::size_t kept = event_count(*store);
    EXPECT_GE(kept, acknowledged + seen);
    EXPECT_LE(kept, acknowledged + seen + 1) << "at most the one that was under way";
    EXPECT_EQ(given(store->cases({})).size(), 1U);
    acknowledged = kept;
  }
}

}  // namespace
}  // namespace dunghan::contract
