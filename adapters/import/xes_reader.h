// Logs in XES (IEEE 1849-2016), streamed through expat: one row an event, whatever the size of the
// log.
//
// An attribute `x` of an event is column "x", an attribute `x` of its trace column "case:x", as
// tables made from XES call them. Attributes inside attributes, lists, globals, extensions and
// classifiers are passed over. Nothing of the file is trusted: a document type declaration (and
// with it every entity) is refused, depth and lengths are bounded.
#pragma once

#include <memory>

#include "adapters/import/log_reader.h"

namespace dunghan::adapters::import {

/// Elements within each other.
inline constexpr int xes_depth_max = 64;

class XesReader final : public LogReader {
 public:
  explicit XesReader(std::unique_ptr<ByteSource> source);
  XesReader(const XesReader&) = delete;
  XesReader& operator=(const XesReader&) = delete;
  ~XesReader() override;

  [[nodiscard]] Result<bool> next(LogRow& row) override;
  [[nodiscard]] const ColumnTable& columns() const override;
  [[nodiscard]] LogForm form() const override { return LogForm::xes; }
  [[nodiscard]] std::uint64_t octets_read() const override;

 private:
  struct Parsing;  // xes_reader.cc: the parser and what it has made so far
  std::unique_ptr<Parsing> parsing_;
};

}  // namespace dunghan::adapters::import
