// A disk that fails on demand: stands between SQLite and the real file system (sqlite.org/vfs.html)
// for as long as it lives.
#pragma once

#include <sqlite3.h>

#include <functional>
#include <string>

namespace dunghan::contract {

class FaultyVfs {
 public:
  FaultyVfs();
  ~FaultyVfs();
  FaultyVfs(const FaultyVfs&) = delete;
  FaultyVfs& operator=(const FaultyVfs&) = delete;

  /// Asked before every write and flush of the files that are opened from now on; SQLITE_OK lets it
  /// through, another code is what SQLite gets.
  enum class Act { write, flush };
  using Judge = std::function<int(Act act, const std::string& file)>;
  void set_judge(Judge judge);
};

}  // namespace dunghan::contract
