// One octet in a file, 1 while a batch is under way: what a killed service leaves there tells
// whether it died within a batch. Mapped, so that marking costs no system call and outlives the
// process.
#pragma once

#include <filesystem>
#include <memory>

#include "engine/base/result.h"

namespace dunghan::adapters::app {

class BatchMarker {
 public:
  /// errors: unavailable where the file cannot be made or mapped.
  [[nodiscard]] static Result<std::unique_ptr<BatchMarker>> make(const std::filesystem::path& file);
  ~BatchMarker();
  BatchMarker(const BatchMarker&) = delete;
  BatchMarker& operator=(const BatchMarker&) = delete;
  void set(bool under_way) { *octet_ = under_way ? 1 : 0; }

 private:
  explicit BatchMarker(volatile unsigned char* octet) : octet_(octet) {}
  volatile unsigned char* octet_;
};

}  // namespace dunghan::adapters::app
