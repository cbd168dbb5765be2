#include "tests/fuzz/line_mutator.h"

#include <algorithm>
#include <random>
#include <vector>

#include "tests/fuzz/dictionary.h"

namespace dunghan::fuzz {
namespace {

/// A text that grows without end only fuzzes the limit on its size.
constexpr std::size_t lines_max = 2'000;

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::size_t indent_of(const std::string& line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

class LineMutator {
 public:
  LineMutator(std::string_view text, unsigned seed) : lines_(lines_of(text)), engine_(seed) {}

  std::string changed() {
    const std::size_t times = 1 + draw(4);
    for (std::size_t i = 0; i < times; ++i) {
      if (lines_.empty()) lines_.push_back(word());
      change();
    }
    std::string text;
    for (const std::string& line : lines_) text += line + '\n';
    return text;
  }

 private:
  std::size_t draw(std::size_t below) { return engine_() % below; }
  std::size_t any_line() { return draw(lines_.size()); }
  const std::string& word() {
    const std::vector<std::string>& words = keys_with_examples();
    return words[draw(words.size())];
  }

  /// Behind the last line that is indented more than the one at `first`.
  [[nodiscard]] std::size_t end_of_block(std::size_t first) const {
    std::size_t end = first + 1;
    while (end < lines_.size() && indent_of(lines_[end]) > indent_of(lines_[first])) ++end;
    return end;
  }

  [[nodiscard]] auto at(std::size_t index) {
    return lines_.begin() + static_cast<std::ptrdiff_t>(index);
  }

  void change() {
    const std::size_t line = any_line();
    switch (draw(8)) {
      case 0: lines_.erase(at(line), at(draw(2) == 0 ? line + 1 : end_of_block(line))); break;
      case 1: copy_block(line, any_line()); break;
      case 2: std::swap(lines_[line], lines_[any_line()]); break;
      case 3: indent(line); break;
      case 4: insert_word(line); break;
      case 5: take_value(line, lines_[any_line()]); break;
      case 6: take_value(line, word()); break;
      default: take_key(line); break;
    }
  }

  void copy_block(std::size_t from, std::size_t to) {
    const std::vector<std::string> block(at(from), at(end_of_block(from)));
    if (lines_.size() + block.size() <= lines_max)
      lines_.insert(at(to), block.begin(), block.end());
  }

  void indent(std::size_t first) {
    const bool deeper = draw(2) == 0;
    const std::size_t end = draw(2) == 0 ? first + 1 : end_of_block(first);
    for (std::size_t i = first; i < end; ++i) {
      if (deeper)
        lines_[i].insert(0, "  ");
      else
        lines_[i].erase(0, std::min<std::size_t>(2, indent_of(lines_[i])));
    }
  }

  void insert_word(std::size_t line) {
    const std::size_t deeper = 2 * draw(2);
    if (lines_.size() < lines_max)
      lines_.insert(at(line + 1), std::string(indent_of(lines_[line]) + deeper, ' ') + word());
  }

  void take_value(std::size_t line, const std::string& other) {
    const std::size_t colon = other.find(": ");
    if (colon == std::string::npos) return;
    const std::string value = other.substr(colon);
    lines_[line] = lines_[line].substr(0, lines_[line].find(": ")) + value;
  }

  void take_key(std::size_t line) {
    std::string& text = lines_[line];
    const std::string& other = word();
    const std::size_t colon = std::min(text.find(':'), text.size());
    text = std::string(indent_of(text), ' ') + other.substr(0, other.find(':')) +
           text.substr(std::max(colon, indent_of(text)));
  }

  std::vector<std::string> lines_;
  std::minstd_rand engine_;
};

}  // namespace

std::string mutate_lines(std::string_view text, unsigned seed) {
  return LineMutator(text, seed).changed();
}

}  // namespace dunghan::fuzz
