// What the tests of the database file share: a store to open, and SQLite itself to look behind it
// and to stand in its way.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "adapters/crypto/sodium_crypto.h"
#include "adapters/store_sql/sql_store.h"
#include "tests/contract/case_store_contract.h"
#include "tests/contract/sample_records.h"
#include "tests/fakes/temporary_folder.h"

namespace dunghan::contract {

/// A plain connection, as any other program would have one.
class OtherProgram {
 public:
  explicit OtherProgram(const std::filesystem::path& path) {
    EXPECT_EQ(sqlite3_open(path.c_str(), &handle_), SQLITE_OK);
  }
  ~OtherProgram() { sqlite3_close(handle_); }
  OtherProgram(const OtherProgram&) = delete;
  OtherProgram& operator=(const OtherProgram&) = delete;

  /// SQLite's result code.
  int run(const std::string& sql) {
    return sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  }
  /// The columns of all rows as text, one after the other.
  std::vector<std::string> ask(const std::string& sql) {
    std::vector<std::string> cells;
    const auto collect = [](void* out, int count, char** values, char**) {
      for (int i = 0; i < count; ++i) {
        static_cast<std::vector<std::string>*>(out)->emplace_back(values[i] ? values[i] : "NULL");
      }
      return 0;
    };
    EXPECT_EQ(sqlite3_exec(handle_, sql.c_str(), collect, &cells, nullptr), SQLITE_OK)
        << sqlite3_errmsg(handle_);
    return cells;
  }

 private:
  sqlite3* handle_ = nullptr;
};

inline std::string octets_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Every file of a folder with its octets.
inline std::map<std::string, std::string> contents_of(const std::filesystem::path& folder) {
  std::map<std::string, std::string> contents;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file()) contents[entry.path().filename()] = octets_of(entry.path());
  }
  return contents;
}

class SqliteFile : public testing::Test {
 protected:
  [[nodiscard]] Result<std::unique_ptr<adapters::store_sql::SqlStore>> open(
      adapters::store_sql::OpenOptions options = {}) {
    if (options.path.empty()) options.path = path();
    return adapters::store_sql::SqlStore::open(options, *crypto_);
  }
  [[nodiscard]] std::filesystem::path path() const { return folder_ / "register.db"; }
  [[nodiscard]] const fakes::TemporaryFolder& folder() const { return folder_; }

  /// Appends one event to the stream of case 1.
  static Result<void> append(ports::CaseStore& store, std::int64_t seq, std::size_t body = 10) {
    DUNGHAN_TRY(auto unit, store.begin());
    std::vector<ports::EventRecord> events{sample_event(1, seq)};
    events[0].body = {{Value("text"), Value(std::string(body, 'x'))}};
    DUNGHAN_TRY_VOID(unit->append(events));
    return unit->commit();
  }
  static std::size_t event_count(ports::CaseStore& store) {
    return given(store.events(ports::StreamKind::cases, 1)).size();
  }
  /// A closed database with two events.
  void make_database() {
    auto store = given(open());
    done(append(*store, 1));
    done(append(*store, 2));
  }
  void expect_two_events() {
    auto store = open();
    ASSERT_TRUE(store) << store.error().message;
    EXPECT_EQ(event_count(**store), 2U);
  }

 private:
  fakes::TemporaryFolder folder_;
  std::unique_ptr<adapters::crypto::SodiumCrypto> crypto_ =
      given(adapters::crypto::SodiumCrypto::ephemeral());
};

}  // namespace dunghan::contract
