// Looking things up in a parsed file, and its strict scalars: what a plain word may be taken for.
#include "engine/definition/document.h"

#include <algorithm>
#include <charconv>

namespace dunghan::definition {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Where the whole part of a decimal number ends, or 0 where there is none: no plus sign, no
/// leading zeros ("017" is an article or a code, not fifteen or seventeen).
std::size_t whole_part_end(std::string_view text) {
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  std::size_t end = first;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end == first || (text[first] == '0' && end > first + 1)) return 0;
  return end;
}

bool is_decimal(std::string_view text) {
  const std::size_t whole = whole_part_end(text);
  if (whole == 0) return false;
  if (whole == text.size()) return true;
  const std::string_view fraction = text.substr(whole + 1);
  return text[whole] == '.' && !fraction.empty() &&
         std::all_of(fraction.begin(), fraction.end(), is_digit);
}

}  // namespace

std::vector<std::string> files_of(const Document& document) {
  std::vector<std::string> files{document.file};
  for (const SourcePart& part : document.others) files.push_back(part.file);
  return files;
}

const Entry* Node::find_entry(std::string_view key) const {
  // A walk: mappings of a definition are short, and the loader bounds the long ones.
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [key](const Entry& entry) { return entry.key.text == key; });
  return found == entries.end() ? nullptr : &*found;
}

const Node* Node::find(std::string_view key) const {
  const Entry* entry = find_entry(key);
  return entry == nullptr ? nullptr : &entry->value;
}

std::optional<bool> Node::as_bool() const {
  if (kind != Kind::scalar || quoted) return std::nullopt;
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

std::optional<std::int64_t> Node::as_int() const {
  if (kind != Kind::scalar || quoted || whole_part_end(text) != text.size() || text.empty()) {
    return std::nullopt;
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Decimal> Node::as_decimal() const {
  if (kind != Kind::scalar || quoted || !is_decimal(text)) return std::nullopt;
  return Decimal::parse(text);
}

}  // namespace dunghan::definition
