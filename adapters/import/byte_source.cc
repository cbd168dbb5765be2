#include "adapters/import/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace dunghan::adapters::import {
namespace {

std::string reason_of(int error) {
  return std::generic_category().message(error);
}

class FileSource final : public ByteSource {
 public:
  FileSource(int descriptor, bool owned, std::string name, std::optional<std::uint64_t> size)
      : descriptor_(descriptor), owned_(owned), name_(std::move(name)), size_(size) {}
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override {
    if (owned_) ::close(descriptor_);
  }

  Result<std::size_t> read(char* into, std::size_t room) override {
    while (true) {
      const auto got = ::read(descriptor_, into, room);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) {
        return fail(ErrorCode::unavailable, "cannot read " + name_ + ": " + reason_of(errno));
      }
    }
  }
  std::optional<std::uint64_t> size() const override { return size_; }

 private:
  int descriptor_;
  bool owned_;
  std::string name_;
  std::optional<std::uint64_t> size_;
};

class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string text) : text_(std::move(text)) {}

  Result<std::size_t> read(char* into, std::size_t room) override {
    const std::size_t count = std::min(room, text_.size() - at_);
    std::memcpy(into, text_.data() + at_, count);
    at_ += count;
    return count;
  }
  std::optional<std::uint64_t> size() const override { return text_.size(); }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_file(const std::filesystem::path& path) {
  const std::string name = path.string();
  if (name == "-") {
    return std::make_unique<FileSource>(STDIN_FILENO, false, "standard input", std::nullopt);
  }
  const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    const auto code = errno == ENOENT ? ErrorCode::not_found : ErrorCode::unavailable;
    return fail(code, "cannot open " + name + ": " + reason_of(errno));
  }
  struct stat status {};
  const bool known = ::fstat(descriptor, &status) == 0;
  if (known && S_ISDIR(status.st_mode)) {
    ::close(descriptor);
    return fail(ErrorCode::invalid_argument, name + " is a folder, not a log");
  }
  std::optional<std::uint64_t> size;
  if (known && S_ISREG(status.st_mode)) size = static_cast<std::uint64_t>(status.st_size);
  return std::make_unique<FileSource>(descriptor, true, name, size);
}

std::unique_ptr<ByteSource> text_source(std::string text) {
  return std::make_unique<TextSource>(std::move(text));
}

}  // namespace dunghan::adapters::import
