// Starting, feeding, reading and ending another program; see child_program.h. Input goes through a
// socket, not a pipe: writing to a program that ended gives an error there, in a pipe a signal.
#include "adapters/system/child_program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill() is POSIX and not in <csignal>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves it to the program

namespace dunghan::adapters::system {
namespace {

using Clock = std::chrono::steady_clock;

/// A file descriptor that is closed once.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

struct Ends {
  Descriptor ours, theirs;
};

/// Ours does not block; neither is inherited but by being handed over.
Result<Ends> connection() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return fail(ErrorCode::unavailable, std::string("no connection: ") + std::strerror(errno));
  Ends made{Descriptor(ends[0]), Descriptor(ends[1])};
  if (::fcntl(made.ours.number(), F_SETFL, O_NONBLOCK) != 0)
    return fail(ErrorCode::unavailable, std::string("no connection: ") + std::strerror(errno));
  return made;
}

class Child {
 public:
  Child(std::string name, const ProgramLimits& limits)
      : name_(std::move(name)), limits_(limits), ends_at_(Clock::now() + limits.time) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    static_cast<void>(::waitpid(process_, nullptr, 0));
  }

  Result<void> start(const std::vector<std::string>& arguments) {
    DUNGHAN_TRY(Ends in, connection());
    DUNGHAN_TRY(Ends out, connection());
    DUNGHAN_TRY(Ends err, connection());
    std::vector<char*> words;
    for (const std::string& argument : arguments)
      words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in.theirs.number(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out.theirs.number(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, err.theirs.number(), STDERR_FILENO);
    const int failed =
        ::posix_spawnp(&process_, words[0], &actions, nullptr, words.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
      process_ = -1;
      Error error{ErrorCode::unavailable,
                  "`" + name_ + "` cannot be started: " + std::strerror(failed),
                  failed == ENOENT ? std::string(program_missing) : std::string(),
                  {},
                  {}};
      return Failure(std::move(error));
    }
    in_ = std::move(in.ours);
    out_ = std::move(out.ours);
    err_ = std::move(err.ours);
    return {};
  }

  /// Until both its outputs are closed.
  Result<void> exchange(std::string_view input) {
    while (out_.is_open() || err_.is_open()) {
      if (input.empty()) in_.close();
      std::array<pollfd, 3> waits{
          {{in_.number(), POLLOUT, 0}, {out_.number(), POLLIN, 0}, {err_.number(), POLLIN, 0}}};
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(ends_at_ - Clock::now());
      if (left.count() <= 0) return too_long();
      if (::poll(waits.data(), waits.size(), static_cast<int>(left.count())) < 0 && errno != EINTR)
        return fail(ErrorCode::unavailable, std::string("waiting failed: ") + std::strerror(errno));
      if (waits[0].revents != 0) feed(input);
      if (waits[1].revents != 0) read(out_, answer_);
      if (waits[2].revents != 0) read(err_, complaint_);
      if (answer_.size() > limits_.octets_max) {
        return fail(ErrorCode::limit_exceeded, "`" + name_ + "` wrote more than " +
                                                   std::to_string(limits_.octets_max) +
                                                   " octets and was ended");
      }
    }
    return {};
  }

  Result<std::string> finish() {
    in_.close();
    int status = 0;
    // Its outputs are closed: it is ending, or it is past what it was asked for.
    for (pid_t ended = 0; ended == 0;) {
      ended = ::waitpid(process_, &status, WNOHANG);
      if (ended == 0 && Clock::now() >= ends_at_) return too_long();
      if (ended == 0) static_cast<void>(::poll(nullptr, 0, 1));
    }
    process_ = -1;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return std::move(answer_);
    constexpr std::size_t shown_max = 400;
    return fail(ErrorCode::invalid_argument,
                "`" + name_ + "` failed: " +
                    (complaint_.empty() ? "it said nothing" : complaint_.substr(0, shown_max)));
  }

 private:
  Failure too_long() const {
    return fail(
        ErrorCode::limit_exceeded,
        "`" + name_ + "` was not done in " +
            std::to_string(std::chrono::duration_cast<std::chrono::seconds>(limits_.time).count()) +
            " s and was ended");
  }

  void feed(std::string_view& input) {
    const ssize_t sent = ::send(in_.number(), input.data(), input.size(), MSG_NOSIGNAL);
    if (sent > 0) input.remove_prefix(static_cast<std::size_t>(sent));
    // It does not want the rest; what it makes of that shows in its status.
    if (sent < 0 && errno != EAGAIN && errno != EINTR) input = {};
  }

  static void read(Descriptor& from, std::string& into) {
    std::array<char, 65'536> octets{};
    const ssize_t count = ::read(from.number(), octets.data(), octets.size());
    if (count > 0) into.append(octets.data(), static_cast<std::size_t>(count));
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) from.close();
  }

  std::string name_;
  ProgramLimits limits_;
  Clock::time_point ends_at_;
  pid_t process_ = -1;
  Descriptor in_, out_, err_;
  std::string answer_, complaint_;
};

}  // namespace

Result<std::string> run_program(const std::vector<std::string>& arguments, std::string_view input,
                                const ProgramLimits& limits) {
  Child child(arguments.at(0), limits);
  DUNGHAN_TRY_VOID(child.start(arguments));
  DUNGHAN_TRY_VOID(child.exchange(input));
  return child.finish();
}

}  // namespace dunghan::adapters::system
