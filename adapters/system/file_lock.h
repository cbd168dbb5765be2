// One writer at a time: an exclusive advisory lock on a file beside the database (`<db>.lock`).
//
// The kernel drops it when the process ends, however it ends; the file itself stays, for removing
// it would let two processes hold locks on two files of one name.
#pragma once

#include <chrono>
#include <filesystem>

#include "engine/base/result.h"

namespace dunghan::adapters::system {

class FileLock {
 public:
  /// Takes the lock, waiting at most `wait` for whoever holds it.
  /// errors: unavailable, naming the holder's process id where it is known, or why the file cannot
  /// be made.
  [[nodiscard]] static Result<FileLock> acquire(const std::filesystem::path& path,
                                                std::chrono::milliseconds wait);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  /// Gives the lock up.
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace dunghan::adapters::system
