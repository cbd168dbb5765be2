// Reads a mapping key by key, and makes an issue of every other key. Which keys there are, which
// must be there and which words and numbers they take stands in the table of the language
// (definition/block_keys.h); of a block that is not in it (the settings) the code that reads it is
// the list. Used by the small files; definitions have a compiler of their own.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/yaml/issue_list.h"
#include "engine/base/time.h"
#include "engine/definition/block_keys.h"
#include "engine/definition/document.h"

namespace dunghan::adapters::yaml {

/// The codes of one sort of file.
struct FieldCodes {
  std::string unknown_key, wrong_type, missing, not_a_date, out_of_range;
};

class FieldReader {
 public:
  /// node: what should be a mapping (an issue where it is none). what: how messages call it, "unit
  /// `so-noi-vu`".
  FieldReader(const definition::Node& node, std::string what, const FieldCodes& codes,
              IssueList& issues, definition::Block block = definition::Block::none);

  // Each gives the value under `key`, or nothing where the key is absent or, with an issue, of the
  // wrong sort.
  [[nodiscard]] const definition::Node* node(std::string_view key);
  [[nodiscard]] std::optional<std::string> text(std::string_view key);
  [[nodiscard]] std::optional<bool> flag(std::string_view key);
  [[nodiscard]] std::optional<Date> date(std::string_view key);
  /// In least … most, else an issue.
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key, std::int64_t least,
                                                    std::int64_t most);
  /// In the range that the table names.
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key);
  /// A list of whole numbers in the range of the table, or one alone; an issue for each that is
  /// not.
  [[nodiscard]] std::vector<std::int64_t> integers(std::string_view key);
  /// Which of the words that the table names, counted from 0.
  [[nodiscard]] std::optional<std::size_t> word(std::string_view key);
  /// One text, or `{ vi: …, en: … }`, of which one may be missing.
  void both_languages(std::string_view key, std::string& vi, std::string& en);
  /// A list of texts, or one text alone.
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  [[nodiscard]] const definition::Node* sequence(std::string_view key);
  [[nodiscard]] const definition::Node* mapping(std::string_view key);
  /// As text(), but its absence is an issue too; then empty.
  [[nodiscard]] std::string required_text(std::string_view key);
  [[nodiscard]] std::optional<Date> required_date(std::string_view key);

  /// Issues for the keys that may not stand, and for those of the table that must and do not; call
  /// it last.
  void refuse_other_keys();

  /// Where the value under `key` stands, else the mapping itself.
  [[nodiscard]] definition::Position position_of(std::string_view key) const;

 private:
  [[nodiscard]] bool is_known(std::string_view key) const;
  std::optional<std::int64_t> integer_of(std::string_view key, const definition::Node& value,
                                         std::int64_t least, std::int64_t most);
  void wrong_type(std::string_view key, const definition::Node& value, std::string_view wanted);
  void missing(std::string_view key, std::string_view code, std::string_view example);

  /// The row of the table; a key that is not in it is a bug of ours.
  [[nodiscard]] const definition::Key& row_of(std::string_view key) const;

  const definition::Node& node_;
  definition::Block block_;
  std::string what_;
  const FieldCodes& codes_;
  IssueList& issues_;
  std::span<const definition::Key> keys_;  // of the block
  std::vector<std::string> known_;
};

}  // namespace dunghan::adapters::yaml
