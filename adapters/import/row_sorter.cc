#include "adapters/import/row_sorter.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <numeric>
#include <system_error>

#include "engine/base/check.h"

namespace dunghan::adapters::import {
namespace {

Failure disk_failure(const std::string& what) {
  return fail(ErrorCode::unavailable, what + ": " + std::generic_category().message(errno),
              "rows of interleaved cases are put aside on disk: make room there, or set TMPDIR to "
              "another folder");
}

}  // namespace

class RowSorter::TemporaryFile {
 public:
  explicit TemporaryFile(std::FILE* file) : file_(file) {}
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::fclose(file_); }

  static Result<std::unique_ptr<TemporaryFile>> make(const std::filesystem::path& folder) {
    std::string name = (folder / "dunghan-rows-XXXXXX").string();
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0) return disk_failure("cannot write in " + folder.string());
    ::unlink(name.c_str());
    std::FILE* file = ::fdopen(descriptor, "w+b");
    if (file == nullptr) {
      auto failure = disk_failure("cannot write in " + folder.string());
      ::close(descriptor);
      return failure;
    }
    return std::make_unique<TemporaryFile>(file);
  }

  Result<void> write(std::string_view key, std::string_view row, int tag) {
    const std::uint32_t head[3] = {static_cast<std::uint32_t>(key.size()),
                                   static_cast<std::uint32_t>(row.size()),
                                   static_cast<std::uint32_t>(tag)};
    const bool written = std::fwrite(head, sizeof head, 1, file_) == 1 &&
                         std::fwrite(key.data(), 1, key.size(), file_) == key.size() &&
                         std::fwrite(row.data(), 1, row.size(), file_) == row.size();
    if (!written) return disk_failure("cannot put rows aside");
    return {};
  }

  Result<void> rewind() {
    if (std::fflush(file_) != 0 || std::fseek(file_, 0, SEEK_SET) != 0)
      return disk_failure("cannot put rows aside");
    return {};
  }

  // False at the end.
  Result<bool> read(Record& record) {
    std::uint32_t head[3];
    if (std::fread(head, sizeof head, 1, file_) != 1) {
      if (std::ferror(file_) != 0) return disk_failure("cannot read what was put aside");
      return false;
    }
    record.key.resize(head[0]);
    record.row.resize(head[1]);
    record.tag = static_cast<int>(head[2]);
    const bool whole =
        std::fread(record.key.data(), 1, record.key.size(), file_) == record.key.size() &&
        std::fread(record.row.data(), 1, record.row.size(), file_) == record.row.size();
    if (!whole) return disk_failure("cannot read what was put aside");
    return true;
  }

 private:
  std::FILE* file_;
};

class RowSorter::Run {
 public:
  explicit Run(std::unique_ptr<TemporaryFile> file) : file_(std::move(file)) {}
  [[nodiscard]] const Record& front() const { return record_; }
  [[nodiscard]] Result<bool> advance() { return file_->read(record_); }

 private:
  std::unique_ptr<TemporaryFile> file_;
  Record record_;
};

RowSorter::RowSorter(std::filesystem::path folder, SortLimits limits)
    : folder_(std::move(folder)), limits_(limits) {
  DUNGHAN_CHECK(limits_.files >= 2);
}
RowSorter::~RowSorter() = default;

std::string_view RowSorter::key_of(const Entry& entry) const {
  return std::string_view(octets_).substr(entry.key_begin, entry.key_length);
}

bool RowSorter::comes_later(std::size_t left, std::size_t right) const {
  const int order = runs_[left]->front().key.compare(runs_[right]->front().key);
  return order != 0 ? order > 0 : left > right;
}

Result<void> RowSorter::add(std::string_view key, const LogRow& row, int tag) {
  DUNGHAN_CHECK(!reading_);
  if (octets_.size() + entries_.size() * sizeof(Entry) >= limits_.octets) DUNGHAN_TRY_VOID(spill());
  Entry entry{octets_.size(), key.size(), 0, 0, tag};
  octets_.append(key);
  entry.row_begin = octets_.size();
  row.write_to(octets_);
  entry.row_length = octets_.size() - entry.row_begin;
  entries_.push_back(entry);
  return {};
}

void RowSorter::sort_memory() {
  std::stable_sort(entries_.begin(), entries_.end(), [this](const Entry& left, const Entry& right) {
    return key_of(left) < key_of(right);
  });
}

Result<void> RowSorter::spill() {
  sort_memory();
  DUNGHAN_TRY(auto file, TemporaryFile::make(folder_));
  for (const Entry& entry : entries_) {
    const std::string_view row =
        std::string_view(octets_).substr(entry.row_begin, entry.row_length);
    DUNGHAN_TRY_VOID(file->write(key_of(entry), row, entry.tag));
  }
  DUNGHAN_TRY_VOID(file->rewind());
  runs_.push_back(std::make_unique<Run>(std::move(file)));
  ++files_written_;
  entries_.clear();
  octets_.clear();
  return {};
}

// The first `count` runs become one, in their place: equal keys stay in the order of the log.
Result<void> RowSorter::merge_first(std::size_t count) {
  DUNGHAN_TRY(auto file, TemporaryFile::make(folder_));
  std::vector<std::size_t> left;
  for (std::size_t run = 0; run < count; ++run) {
    DUNGHAN_TRY(const bool more, runs_[run]->advance());
    if (more) left.push_back(run);
  }
  const auto later = [this](std::size_t a, std::size_t b) { return comes_later(a, b); };
  std::make_heap(left.begin(), left.end(), later);
  while (!left.empty()) {
    std::pop_heap(left.begin(), left.end(), later);
    const std::size_t run = left.back();
    const Record& record = runs_[run]->front();
    DUNGHAN_TRY_VOID(file->write(record.key, record.row, record.tag));
    DUNGHAN_TRY(const bool more, runs_[run]->advance());
    if (more) std::push_heap(left.begin(), left.end(), later);
    if (!more) left.pop_back();
  }
  DUNGHAN_TRY_VOID(file->rewind());
  runs_.erase(runs_.begin(), runs_.begin() + static_cast<std::ptrdiff_t>(count));
  runs_.insert(runs_.begin(), std::make_unique<Run>(std::move(file)));
  ++files_written_;
  return {};
}

Result<void> RowSorter::start_reading() {
  reading_ = true;
  if (runs_.empty()) {
    sort_memory();
    return {};
  }
  if (!entries_.empty()) DUNGHAN_TRY_VOID(spill());
  octets_ = {};
  entries_ = {};
  while (runs_.size() > limits_.files) DUNGHAN_TRY_VOID(merge_first(limits_.files));
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    DUNGHAN_TRY(const bool more, runs_[run]->advance());
    if (more) heap_.push_back(run);
  }
  const auto later = [this](std::size_t a, std::size_t b) { return comes_later(a, b); };
  std::make_heap(heap_.begin(), heap_.end(), later);
  return {};
}

Result<bool> RowSorter::next(LogRow& row, int& tag) {
  if (!reading_) DUNGHAN_TRY_VOID(start_reading());
  if (runs_.empty()) {
    if (next_entry_ == entries_.size()) return false;
    const Entry& entry = entries_[next_entry_++];
    row.read_from(std::string_view(octets_).substr(entry.row_begin, entry.row_length));
    tag = entry.tag;
    return true;
  }
  if (heap_.empty()) return false;
  const auto later = [this](std::size_t a, std::size_t b) { return comes_later(a, b); };
  std::pop_heap(heap_.begin(), heap_.end(), later);
  const std::size_t run = heap_.back();
  row.read_from(runs_[run]->front().row);
  tag = runs_[run]->front().tag;
  DUNGHAN_TRY(const bool more, runs_[run]->advance());
  if (more) std::push_heap(heap_.begin(), heap_.end(), later);
  if (!more) heap_.pop_back();
  return true;
}

}  // namespace dunghan::adapters::import
