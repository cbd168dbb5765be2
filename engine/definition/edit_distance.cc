// Distance between words and the nearest of a list; see edit_distance.h.
#include "engine/definition/edit_distance.h"

#include <algorithm>

namespace dunghan::definition {
namespace {

/// Longer words are no slip of a name; the bound keeps a hostile file from costing quadratic time.
constexpr std::size_t word_octets_max = 100;
/// A slip changes at most one character in so many.
constexpr std::size_t characters_per_slip = 3;

std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> characters;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    characters.push_back(text.substr(i, end - i));
    i = end;
  }
  return characters;
}

/// Lower case (ASCII; Vietnamese letters stay) and one sort of joining line.
std::string folded(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_') c = '-';
  }
  return result;
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right) {
  const auto a = characters_of(left);
  const auto b = characters_of(right);
  const std::size_t width = b.size() + 1;
  // Three rows of the table suffice: a swap looks back two.
  std::vector<std::size_t> two_above(width), above(width), row(width);
  for (std::size_t j = 0; j < width; ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], two_above[j - 2] + 1);
    }
    two_above.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

std::optional<std::string> closest(std::string_view word,
                                   const std::vector<std::string>& candidates) {
  if (word.empty() || word.size() > word_octets_max) return std::nullopt;
  const std::string wanted = folded(word);
  const std::size_t allowed =
      std::max<std::size_t>(1, characters_of(word).size() / characters_per_slip);
  const std::string* best = nullptr;
  std::size_t best_distance = allowed + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > word_octets_max) continue;
    const std::size_t distance = edit_distance(wanted, folded(candidate));
    if (distance < best_distance) {
      best = &candidate;
      best_distance = distance;
    }
  }
  if (best == nullptr) return std::nullopt;
  return *best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::optional<std::string> found = closest(word, candidates);
  return found ? "did you mean `" + *found + "`?" : std::string();
}

}  // namespace dunghan::definition
