#include "adapters/import/log_reader.h"

#include <algorithm>
#include <cctype>

#include "adapters/import/csv_reader.h"
#include "adapters/import/xes_reader.h"

namespace dunghan::adapters::import {
namespace {

// A source whose first piece was looked at already.
class PeekedSource final : public ByteSource {
 public:
  PeekedSource(std::string seen, std::unique_ptr<ByteSource> rest)
      : seen_(std::move(seen)), rest_(std::move(rest)) {}

  Result<std::size_t> read(char* into, std::size_t room) override {
    if (at_ == seen_.size()) return rest_->read(into, room);
    const std::size_t count = std::min(room, seen_.size() - at_);
    std::copy_n(seen_.data() + at_, count, into);
    at_ += count;
    return count;
  }
  std::optional<std::uint64_t> size() const override { return rest_->size(); }

 private:
  std::string seen_;
  std::unique_ptr<ByteSource> rest_;
  std::size_t at_ = 0;
};

std::optional<LogForm> form_by_name(const std::filesystem::path& path) {
  std::string end = path.extension().string();
  std::transform(end.begin(), end.end(), end.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  if (end == ".xes") return LogForm::xes;
  if (end == ".csv") return LogForm::csv;
  return std::nullopt;
}

LogForm form_by_content(std::string_view seen) {
  if (seen.starts_with("\xEF\xBB\xBF")) seen.remove_prefix(3);
  const auto first = seen.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && seen[first] == '<' ? LogForm::xes : LogForm::csv;
}

}  // namespace

Result<OpenedLog> open_log(const std::filesystem::path& path, std::optional<LogForm> form) {
  DUNGHAN_TRY(std::unique_ptr<ByteSource> source, open_file(path));
  OpenedLog log;
  log.size = source->size();
  if (!form) form = form_by_name(path);
  if (!form) {
    std::string seen(piece_octets, '\0');
    DUNGHAN_TRY(const std::size_t count, source->read(seen.data(), seen.size()));
    seen.resize(count);
    form = form_by_content(seen);
    source = std::make_unique<PeekedSource>(std::move(seen), std::move(source));
  }
  if (*form == LogForm::xes) {
    log.reader = std::make_unique<XesReader>(std::move(source));
    return log;
  }
  DUNGHAN_TRY(log.reader, CsvReader::open(std::move(source)));
  return log;
}

}  // namespace dunghan::adapters::import
