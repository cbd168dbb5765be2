// flock(2) with a bounded wait; the holder writes its process id into the file for those who wait.
#include "adapters/system/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace dunghan::adapters::system {
namespace {

/// flock has no time limit of its own, so we ask again at this pace.
constexpr std::chrono::milliseconds retry_pace{10};
constexpr mode_t owner_only = 0600;
constexpr int closed = -1;

/// The process id that the holder wrote, or 0.
long holder_of(int descriptor) {
  std::array<char, 32> text{};
  const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
  long holder = 0;
  if (size > 0) std::from_chars(text.data(), text.data() + size, holder);
  return holder;
}

/// Only words for those who wait: where writing fails (full disk), the lock holds all the same.
void write_holder(int descriptor) {
  const std::string text = std::to_string(::getpid()) + "\n";
  if (::ftruncate(descriptor, 0) == 0) {
    [[maybe_unused]] const ssize_t written = ::pwrite(descriptor, text.data(), text.size(), 0);
  }
}

std::string words_of(int error) {
  return std::generic_category().message(error);
}

Failure in_use(const std::filesystem::path& path, long holder, std::chrono::milliseconds waited) {
  const std::string who = holder > 0 ? "process " + std::to_string(holder) : "another process";
  return fail(
      ErrorCode::unavailable,
      who + " holds " + path.string() + "; gave up after " + std::to_string(waited.count()) + " ms",
      "wait until it has finished, or stop it; while a service runs, commands go through the "
      "service");
}

}  // namespace

Result<FileLock> FileLock::acquire(const std::filesystem::path& path,
                                   std::chrono::milliseconds wait) {
  // O_NOFOLLOW: the lock lies in a folder that others may write to, and must not be led elsewhere.
  const int descriptor =
      ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, owner_only);
  if (descriptor == closed) {
    return fail(ErrorCode::unavailable,
                "cannot open the lock file " + path.string() + ": " + words_of(errno),
                "check that the folder exists and may be written to");
  }
  FileLock lock(descriptor);
  const auto give_up = std::chrono::steady_clock::now() + wait;
  while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK) {
      return fail(ErrorCode::unavailable, "cannot lock " + path.string() + ": " + words_of(errno),
                  "is the file on a network drive? keep the database on a local disk");
    }
    if (std::chrono::steady_clock::now() >= give_up)
      return in_use(path, holder_of(descriptor), wait);
    std::this_thread::sleep_for(retry_pace);
  }
  write_holder(descriptor);
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, closed)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileLock::~FileLock() {
  if (descriptor_ == closed) return;
  // The id goes first: a reader between unlock and close must not be told of a holder that is none.
  [[maybe_unused]] const int truncated = ::ftruncate(descriptor_, 0);
  ::close(descriptor_);
}

}  // namespace dunghan::adapters::system
