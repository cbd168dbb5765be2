#include "engine/rule/suggestion.h"

#include <algorithm>
#include <cstddef>

namespace dunghan::rule {
namespace {

/// Longer names are no slips of each other, and comparing them costs the product of their lengths.
constexpr std::size_t compared_name_max = 64;
constexpr std::size_t listed_names_max = 12;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Edits between two names, a swap of neighbours being one (optimal string alignment), case being
/// none.
std::size_t distance(std::string_view left, std::string_view right) {
  const std::size_t width = right.size() + 1;
  std::vector<std::size_t> before_last(width), last(width), row(width);
  for (std::size_t j = 0; j < width; ++j) last[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j < width; ++j) {
      const char a = lower(left[i - 1]);
      const char b = lower(right[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a == b ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a == lower(right[j - 2]) && lower(left[i - 2]) == b;
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[right.size()];
}

}  // namespace

std::string nearest(std::string_view name, const std::vector<std::string>& known) {
  if (name.size() > compared_name_max) return {};
  const std::size_t most = std::max<std::size_t>(1, name.size() / 3);
  std::size_t best = most + 1;
  std::string found;
  for (const std::string& candidate : known) {
    if (candidate.size() > compared_name_max || candidate == name) continue;
    const std::size_t edits = distance(name, candidate);
    // A short name that shares no letter is no slip: "x" is not a misspelt "y".
    if (edits >= std::max(name.size(), candidate.size())) continue;
    if (edits < best) {
      best = edits;
      found = candidate;
    }
  }
  return found;
}

std::string suggestion(std::string_view name, const std::vector<std::string>& known) {
  const std::string near = nearest(name, known);
  if (!near.empty()) return "did you mean \"" + near + "\"?";
  if (known.empty() || known.size() > listed_names_max) return {};
  std::string text = "known are: ";
  for (std::size_t i = 0; i < known.size(); ++i) text += (i > 0 ? ", " : "") + known[i];
  return text;
}

}  // namespace dunghan::rule
