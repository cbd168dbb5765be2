// Collects the issues of one compilation, and puts them where the user wrote the fault.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/definition/document.h"
#include "engine/definition/issue.h"

namespace dunghan::definition {

/// A file with more faults than this is not worth a longer list.
inline constexpr std::size_t compiler_issues_max = 500;

class IssueSink {
 public:
  explicit IssueSink(std::string file) : files_{std::move(file)} {}
  /// Of a document put together from several files; by the `part` of its places.
  explicit IssueSink(std::vector<std::string> files) : files_(std::move(files)) {}

  Issue& error(std::string_view code, Position at, std::string message, std::string remedy = {}) {
    return add(Severity::error, code, at, 1, std::move(message), std::move(remedy));
  }
  /// Underlines the whole text of `node`.
  Issue& error(std::string_view code, const Node& node, std::string message,
               std::string remedy = {}) {
    return add(Severity::error, code, node.at, length_of(node), std::move(message),
               std::move(remedy));
  }
  Issue& warning(std::string_view code, Position at, std::string message, std::string remedy = {}) {
    return add(Severity::warning, code, at, 1, std::move(message), std::move(remedy));
  }
  Issue& note(std::string_view code, Position at, std::string message, std::string remedy = {}) {
    return add(Severity::note, code, at, 1, std::move(message), std::move(remedy));
  }

  /// How many errors there are so far: a reader compares before and after to know whether a part is
  /// sound.
  [[nodiscard]] std::size_t error_count() const { return errors_; }

  /// What is added from here on is lost.
  [[nodiscard]] bool is_full() const { return issues_.size() >= compiler_issues_max; }

  /// The issues in order of position; the sink is empty afterwards.
  [[nodiscard]] Issues take();

 private:
  Issue& add(Severity severity, std::string_view code, Position at, int length, std::string message,
             std::string remedy);
  [[nodiscard]] static int length_of(const Node& node);

  std::vector<std::string> files_;
  Issues issues_;
  std::size_t errors_ = 0;
  Issue overflow_;  // what add() gives back once the list is full
};

/// `text` between backquotes, cut where it is long: how messages repeat what the user wrote.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace dunghan::definition
