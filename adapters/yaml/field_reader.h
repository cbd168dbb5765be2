// Reads a mapping key by key, and makes an issue of every key that nobody asked for: the list of
// known keys is the code that reads them, so it cannot drift. Used by the small files
// (organisation, settings); definitions have a compiler of their own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/yaml/issue_list.h"
#include "engine/base/time.h"
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
              IssueList& issues);

  // Each gives the value under `key`, or nothing where the key is absent or, with an issue, of the
  // wrong sort.
  [[nodiscard]] const definition::Node* node(std::string_view key);
  [[nodiscard]] std::optional<std::string> text(std::string_view key);
  [[nodiscard]] std::optional<bool> flag(std::string_view key);
  [[nodiscard]] std::optional<Date> date(std::string_view key);
  /// In least … most, else an issue.
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key, std::int64_t least,
                                                    std::int64_t most);
  /// A list of whole numbers, or one alone, each in least … most; an issue for each that is not.
  [[nodiscard]] std::vector<std::int64_t> integers(std::string_view key, std::int64_t least,
                                                   std::int64_t most);
  /// A list of texts, or one text alone.
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  [[nodiscard]] const definition::Node* sequence(std::string_view key);
  [[nodiscard]] const definition::Node* mapping(std::string_view key);
  /// As text(), but its absence is an issue too; then empty.
  [[nodiscard]] std::string required_text(std::string_view key);
  [[nodiscard]] std::optional<Date> required_date(std::string_view key);

  /// Issues for the keys not asked for; call it last.
  void refuse_other_keys();

  /// Where the value under `key` stands, else the mapping itself.
  [[nodiscard]] definition::Position position_of(std::string_view key) const;

 private:
  std::optional<std::int64_t> integer_of(std::string_view key, const definition::Node& value,
                                         std::int64_t least, std::int64_t most);
  void wrong_type(std::string_view key, const definition::Node& value, std::string_view wanted);
  void missing(std::string_view key);

  const definition::Node& node_;
  std::string what_;
  const FieldCodes& codes_;
  IssueList& issues_;
  std::vector<std::string> known_;
};

}  // namespace dunghan::adapters::yaml
