// A notifier that leaves each message as one `.eml` file in a folder: for offline sites,
// demonstrations and tests, and for a mail program that picks files up.
//
// A file appears whole or not at all: it is written under a temporary name, flushed to the disk,
// then renamed, and the folder is flushed too. Its name and its Message-ID come from the message id
// alone, so delivering one message twice (the outbox promises at least once) leaves one file.
// Texts: message_text.h; mail format: mime.h.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/notify/message_text.h"
#include "engine/base/time.h"
#include "engine/ports/notifier.h"

namespace dunghan::adapters::notify {

/// Who is behind an outbox recipient; `address` may be empty (then the file says whom it is for,
/// and nobody mails it).
struct Recipient {
  std::string name;
  std::string address;
  std::string language;  // "vi", "en"
};

struct SpoolSettings {
  std::filesystem::path folder{};  // made when missing
  std::string from_name = "dunghan";
  std::string from_address = "dunghan@localhost";
  Language language = Language::vi;  // for recipients that are not known, or have none
  ZoneRules zone{};                  // of the dates that people read
  /// Knows person ids and "post@unit"; may be empty.
  std::function<std::optional<Recipient>(std::string_view recipient)> find_recipient = {};
  /// Working days from `today` (not counted) to the message's due date; may be empty: then it is
  /// not said.
  std::function<std::optional<int>(const ports::OutboxMessage& message, Date today)>
      working_days_left = {};
};

class SpoolNotifier final : public ports::Notifier {
 public:
  explicit SpoolNotifier(SpoolSettings settings);

  /// Writes `<message id>.eml`. The text depends on the message and the settings alone, not on when
  /// it is delivered. errors: unavailable, when the folder cannot be made or written, or the disk
  /// is full; no partial file stays.
  [[nodiscard]] Result<void> deliver(const ports::OutboxMessage& message) override;

  /// The whole message as it would be written: headers, empty line, body.
  [[nodiscard]] std::string compose(const ports::OutboxMessage& message) const;

 private:
  SpoolSettings settings_;
};

}  // namespace dunghan::adapters::notify
