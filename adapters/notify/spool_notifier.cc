#include "adapters/notify/spool_notifier.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "adapters/notify/mime.h"

namespace dunghan::adapters::notify {
namespace {

// A message may name people and cases: only the service's own account reads it.
constexpr mode_t file_mode = 0600;

Failure unavailable(std::string_view did, const std::filesystem::path& path, int error) {
  return fail(
      ErrorCode::unavailable,
      fmt::format("{} {} failed: {}", did, path.string(),
                  std::error_code(error, std::generic_category()).message()),
      "see that the spool folder exists, is writable and has space; delivery is tried again");
}

// An open file that is closed when it goes; close() tells whether that worked.
class OpenFile {
 public:
  OpenFile(const std::filesystem::path& path, int flags)
      : descriptor_(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, file_mode)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] bool flush() const { return ::fsync(descriptor_) == 0; }
  [[nodiscard]] bool close() { return ::close(std::exchange(descriptor_, -1)) == 0; }

  [[nodiscard]] bool write(std::string_view octets) const {
    while (!octets.empty()) {
      const ssize_t written = ::write(descriptor_, octets.data(), octets.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      octets.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

 private:
  int descriptor_;
};

Result<void> write_flushed(const std::filesystem::path& path, std::string_view octets) {
  OpenFile file(path, O_WRONLY | O_CREAT | O_TRUNC);
  if (!file.is_open()) return unavailable("opening", path, errno);
  if (!file.write(octets)) return unavailable("writing", path, errno);
  if (!file.flush()) return unavailable("flushing", path, errno);
  if (!file.close()) return unavailable("closing", path, errno);
  return {};
}

// Without this a power cut could take back the rename, after the outbox row says "delivered".
Result<void> flush_folder(const std::filesystem::path& folder) {
  const OpenFile handle(folder, O_RDONLY | O_DIRECTORY);
  if (!handle.is_open()) return unavailable("opening", folder, errno);
  if (!handle.flush()) return unavailable("flushing", folder, errno);
  return {};
}

Result<void> write_whole(const std::filesystem::path& path, std::string_view octets) {
  std::filesystem::path unfinished = path;
  unfinished += ".unfinished";
  auto written = write_flushed(unfinished, octets);
  if (written && ::rename(unfinished.c_str(), path.c_str()) != 0) {
    written = unavailable("renaming", unfinished, errno);
  }
  if (!written) {
    ::unlink(unfinished.c_str());  // the first error is the one to tell
    return written;
  }
  return flush_folder(path.parent_path());
}

std::string clock_text(const ZoneRules& zone, Instant at) {
  const LocalTime local = zone.to_local(at);
  const std::chrono::hh_mm_ss time{local - std::chrono::floor<std::chrono::days>(local)};
  return fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
}

std::string to_header(const Recipient& recipient, std::string_view recipient_id) {
  if (!is_address(recipient.address)) {
    const std::string_view name = recipient.name.empty() ? recipient_id : recipient.name;
    return fmt::format("To: {}\r\n", empty_group(name));
  }
  return fmt::format("To: {}\r\n", mailbox(recipient.name, recipient.address));
}

// All messages of a case hang below one id that no message bears: mail programs show them as one
// conversation.
std::string thread_headers(CaseId case_id) {
  const std::string thread = fmt::format("<case-{}@dunghan>", to_text(case_id));
  return fmt::format("In-Reply-To: {0}\r\nReferences: {0}\r\n", thread);
}

}  // namespace

SpoolNotifier::SpoolNotifier(SpoolSettings settings) : settings_(std::move(settings)) {}

std::string SpoolNotifier::compose(const ports::OutboxMessage& message) const {
  Recipient recipient;
  if (settings_.find_recipient) {
    recipient = settings_.find_recipient(message.recipient).value_or(Recipient{});
  }
  const Language language =
      recipient.language.empty() ? settings_.language : language_of(recipient.language);
  const Instant told_at = std::max(message.created_at, message.not_before);
  TellingDay day;
  day.today = settings_.zone.date_of(told_at);
  if (message.due_at) {
    day.due_clock = clock_text(settings_.zone, *message.due_at);
    day.past_due = told_at >= *message.due_at;
  }
  if (settings_.working_days_left && message.due_on) {
    day.working_days_left = settings_.working_days_left(message, day.today);
  }
  const MessageText text = message_text(message, day, language);
  std::string mail = fmt::format("Message-ID: <{}@dunghan>\r\n", to_text(message.id));
  mail += fmt::format("Date: {}\r\n", mail_date(told_at, settings_.zone));
  mail += fmt::format("From: {}\r\n", mailbox(settings_.from_name, settings_.from_address));
  mail += to_header(recipient, message.recipient);
  mail += text_header("Subject", text.subject) + thread_headers(message.case_id);
  mail += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
  mail += fmt::format("Content-Language: {}\r\n", language == Language::en ? "en" : "vi");
  mail += "Content-Type: text/plain; charset=utf-8\r\n";
  mail += "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
  return mail + quoted_printable(text.body);
}

Result<void> SpoolNotifier::deliver(const ports::OutboxMessage& message) {
  if (!is_address(settings_.from_address)) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("the sender \"{}\" is not a mail address", settings_.from_address),
                "give an address such as dunghan@example.gov.vn");
  }
  std::error_code error;
  std::filesystem::create_directories(settings_.folder, error);
  if (error) return unavailable("making", settings_.folder, error.value());
  return write_whole(settings_.folder / (to_text(message.id) + ".eml"), compose(message));
}

}  // namespace dunghan::adapters::notify
