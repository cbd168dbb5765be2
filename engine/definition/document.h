// A parsed file with positions: what a loader (adapters/yaml) hands to the compilers of
// definitions, calendars, organisations and maps. Knows nothing of YAML beyond scalars, sequences
// and mappings; aliases and merge keys are already written out, duplicate keys, deep nesting and
// bombs already refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/decimal.h"
#include "engine/definition/issue.h"

namespace dunghan::definition {

struct Entry;

struct Node {
  enum class Kind { null, scalar, sequence, mapping };

  Kind kind = Kind::null;
  std::string text;  // scalar
  bool quoted =
      false;  // scalar: written in quotes or as a block, hence a string whatever it looks like
  Position at{};
  std::vector<Node> items;     // sequence
  std::vector<Entry> entries;  // mapping, in the order of the file

  [[nodiscard]] bool is_null() const { return kind == Kind::null; }
  [[nodiscard]] bool is_scalar() const { return kind == Kind::scalar; }
  [[nodiscard]] bool is_sequence() const { return kind == Kind::sequence; }
  [[nodiscard]] bool is_mapping() const { return kind == Kind::mapping; }
  /// The value under `key` of a mapping, or null pointer (also when this is no mapping).
  [[nodiscard]] const Node* find(std::string_view key) const;
  [[nodiscard]] const Entry* find_entry(std::string_view key) const;

  // Strict scalars (YAML 1.2 core schema, narrowed): only unquoted true/false; only plain decimal
  // numbers without leading zeros. "yes", "017", "1e3" are strings, so asking for them as something
  // else is the caller's issue.
  [[nodiscard]] std::optional<bool> as_bool() const;
  [[nodiscard]] std::optional<std::int64_t> as_int() const;
  [[nodiscard]] std::optional<Decimal> as_decimal() const;
};

struct Entry {
  Node key;  // always a scalar
  Node value;
};

struct SourcePart {
  std::string file, source;
};

struct Document {
  std::string file;    // as the user named it
  std::string source;  // the whole text, for excerpts
  Node root;
  /// Where it was put together from several (amendment.h): the other files. A place whose `part` is
  /// 1 lies in the first of them.
  std::vector<SourcePart> others = {};
};

/// The files that a document's places lie in, by `part`.
[[nodiscard]] std::vector<std::string> files_of(const Document& document);

}  // namespace dunghan::definition
