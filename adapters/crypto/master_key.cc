#include "adapters/crypto/master_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace dunghan::adapters::crypto {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_octets_max = 256;

class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int get() const { return descriptor_; }
  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

std::string last_reason() {
  return std::system_category().message(errno);
}

Failure file_trouble(const fs::path& file, const std::string& what) {
  return fail(ErrorCode::unavailable,
              "the key file " + file.string() + " " + what + ": " + last_reason());
}

/// Wiped whatever happens: it holds the key as text.
class KeyText {
 public:
  KeyText() = default;
  ~KeyText() { sodium_memzero(text_.data(), text_.size()); }
  KeyText(const KeyText&) = delete;
  KeyText& operator=(const KeyText&) = delete;
  [[nodiscard]] char* data() { return text_.data(); }
  [[nodiscard]] std::size_t room() const { return text_.size(); }

 private:
  std::array<char, file_octets_max> text_{};
};

bool parse_key(std::string_view text, Secret& key) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  std::size_t octets = 0;
  const char* end = nullptr;
  const bool as_hex = text.size() == 2 * key_octets;
  const int outcome =
      as_hex
          ? sodium_hex2bin(key.data(), key_octets, text.data(), text.size(), nullptr, &octets, &end)
          : sodium_base642bin(key.data(), key_octets, text.data(), text.size(), nullptr, &octets,
                              &end, sodium_base64_VARIANT_ORIGINAL);
  return outcome == 0 && octets == key_octets && end == text.data() + text.size();
}

Result<void> write_all(const File& file, std::string_view text, const fs::path& path) {
  while (!text.empty()) {
    const ssize_t written = ::write(file.get(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return file_trouble(path, "cannot be written");
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> sync_folder(const fs::path& folder, const fs::path& file) {
  const File handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!handle.is_open() || ::fsync(handle.get()) != 0) return file_trouble(file, "cannot be kept");
  return {};
}

Result<void> write_fresh_key(const fs::path& path, Secret& key) {
  randombytes_buf(key.data(), key_octets);
  KeyText text;
  sodium_bin2hex(text.data(), text.room(), key.data(), key_octets);
  text.data()[2 * key_octets] = '\n';
  const File file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.is_open()) return file_trouble(path, "cannot be made");
  DUNGHAN_TRY_VOID(write_all(file, {text.data(), 2 * key_octets + 1}, path));
  if (::fsync(file.get()) != 0) return file_trouble(path, "cannot be written");
  return {};
}

/// A whole key or no file: the key is written beside, and linked into place when it is on the disk.
/// Where another process was quicker its key stays, and ours was never used.
Result<void> make_key_file(const fs::path& path, Secret& key) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::error_code ignored;
  fs::create_directories(folder, ignored);  // a failure shows when the file is made
  const fs::path draft = path.string() + ".new-" + std::to_string(randombytes_random());
  auto written = write_fresh_key(draft, key);
  if (written && ::link(draft.c_str(), path.c_str()) != 0 && errno != EEXIST) {
    written = file_trouble(path, "cannot be made");
  }
  ::unlink(draft.c_str());
  DUNGHAN_TRY_VOID(written);
  return sync_folder(folder, path);
}

Result<void> read_key_file(const File& file, const fs::path& path, Secret& key) {
  struct stat facts {};
  if (::fstat(file.get(), &facts) != 0) return file_trouble(path, "cannot be read");
  if (!S_ISREG(facts.st_mode)) {
    return fail(ErrorCode::invalid_argument, "the key file " + path.string() + " is not a file");
  }
  if ((facts.st_mode & 077U) != 0) {
    return fail(
        ErrorCode::invalid_argument,
        "the key file " + path.string() + " can be read or written by others than its owner",
        "chmod 600 " + path.string() + "; if others may have read it, the key must be changed");
  }
  KeyText text;
  std::size_t length = 0;
  while (length < text.room()) {
    const ssize_t read = ::read(file.get(), text.data() + length, text.room() - length);
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) return file_trouble(path, "cannot be read");
    if (read == 0) break;
    length += static_cast<std::size_t>(read);
  }
  if (!parse_key({text.data(), length}, key)) {
    return fail(ErrorCode::invalid_argument,
                "the key file " + path.string() + " does not hold a key of 64 hex digits",
                "restore it from its backup: without it the sealed fields cannot be read");
  }
  return {};
}

}  // namespace

Result<void> load_master_key(const MasterKeySource& source, Secret& key) {
  if (!source.text.empty()) {
    if (parse_key(source.text, key)) return {};
    return fail(ErrorCode::invalid_argument,
                std::string(master_key_variable) +
                    " is not a key of 32 octets (64 hex digits, or base 64)");
  }
  constexpr int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
  int descriptor = ::open(source.file.c_str(), flags);
  if (descriptor < 0 && errno == ENOENT) {
    if (!source.create_file) {
      return fail(ErrorCode::not_found, "there is no key file " + source.file.string());
    }
    DUNGHAN_TRY_VOID(make_key_file(source.file, key));
    descriptor = ::open(source.file.c_str(), flags);
  }
  const File file(descriptor);
  if (!file.is_open()) return file_trouble(source.file, "cannot be opened");
  return read_key_file(file, source.file, key);
}

MasterKeySource master_key_from_environment(std::filesystem::path file) {
  MasterKeySource source;
  if (const char* text = std::getenv(master_key_variable)) source.text = text;
  source.file = std::move(file);
  return source;
}

}  // namespace dunghan::adapters::crypto
