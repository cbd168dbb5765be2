// The parts of compile_log_map(): reading a Document's shapes strictly, every slip an Issue.
// Private to log_map_*.cc.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/import/log_map.h"

namespace dunghan::adapters::import {

/// Reads nodes and notes what is wrong with them.
class MapShapes {
 public:
  MapShapes(const definition::Document& document, const MapSurroundings& surroundings)
      : surroundings_(surroundings), document_(document) {}

  void issue(std::string code, const definition::Node& node, std::string message,
             std::string remedy = {}, definition::Severity severity = definition::Severity::error);
  [[nodiscard]] definition::Issues take() { return std::move(issues_); }

  /// Whether `node` is a mapping; each key that is none of `keys` is an issue.
  [[nodiscard]] bool mapping(const definition::Node& node, std::string_view what,
                             std::initializer_list<std::string_view> keys);
  /// The value under `key`; an issue where it is not there.
  [[nodiscard]] const definition::Node* needed(const definition::Node& node, std::string_view key,
                                               std::string_view what);
  [[nodiscard]] std::string text(const definition::Node& node, std::string_view what);
  [[nodiscard]] bool flag(const definition::Node& node, std::string_view what);
  /// Index into `words`, or 0 with an issue.
  [[nodiscard]] std::size_t one_of(const definition::Node& node, std::string_view what,
                                   std::initializer_list<std::string_view> words);
  /// A name that must be one of `known` (nothing is checked where that is empty).
  [[nodiscard]] std::string known(const definition::Node& node, std::string_view what,
                                  const std::vector<std::string>& known, std::string code);
  [[nodiscard]] ColumnName column(const definition::Node& node, std::string_view what);
  [[nodiscard]] rule::Expression expression(const definition::Node& node, std::string_view text,
                                            std::size_t offset,
                                            const rule::Environment& environment);
  [[nodiscard]] definition::ValuePlace value(const definition::Node& node, std::string_view what);

  [[nodiscard]] const MapSurroundings& surroundings() const { return surroundings_; }
  [[nodiscard]] const definition::Document& document() const { return document_; }

 private:
  const MapSurroundings& surroundings_;
  const definition::Document& document_;
  definition::Issues issues_;
};

}  // namespace dunghan::adapters::import
