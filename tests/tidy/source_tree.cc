#include "tests/tidy/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace dunghan::tidy {
namespace {

namespace fs = std::filesystem;

const fs::path root = DUNGHAN_SOURCE_DIR;

bool made_by_tools(std::string_view name) {
  return name == "build" || name == "node_modules" || name == "__pycache__" || name == ".git";
}

SourceFile read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {fs::relative(path, root).generic_string(),
          std::string{std::istreambuf_iterator<char>(stream), {}}};
}

bool has_ending(std::string_view name, std::initializer_list<std::string_view> endings) {
  return endings.size() == 0 || std::any_of(endings.begin(), endings.end(),
                                            [&](auto ending) { return name.ends_with(ending); });
}

// Walks one C++ text and blanks what is not wanted.
class Blanker {
 public:
  Blanker(std::string_view text, Keep keep) : text_(text), out_(text), keep_(keep) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  void step() {
    if (text_.substr(at_, 2) == "//") {
      blank_until(text_.find('\n', at_), true);
    } else if (text_.substr(at_, 2) == "/*") {
      const std::size_t end = text_.find("*/", at_ + 2);
      blank_until(end == std::string_view::npos ? end : end + 2, true);
    } else if (text_.substr(at_, 2) == "R\"" && !inside_word()) {
      const std::size_t open = text_.find('(', at_);
      const std::string close = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
      const std::size_t end = text_.find(close, open);
      blank_until(end == std::string_view::npos ? end : end + close.size(), true);
    } else if (text_[at_] == '"' || (text_[at_] == '\'' && !inside_word())) {
      blank_literal(text_[at_]);
    } else {
      ++at_;
    }
  }

  // A quote after a word character is a digit separator (10'000), an R there the end of a name.
  bool inside_word() const {
    return at_ > 0 &&
           (std::isalnum(static_cast<unsigned char>(text_[at_ - 1])) != 0 || text_[at_ - 1] == '_');
  }

  void blank_literal(char quote) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      end += text_[end] == '\\' ? 2U : 1U;
    }
    ++at_;  // the quotes stay: a string is still an expression
    blank_until(std::min(end, text_.size()), keep_ == Keep::code);
    if (at_ < text_.size()) ++at_;
  }

  void blank_until(std::size_t end, bool blank) {
    for (end = std::min(end, text_.size()); at_ < end; ++at_) {
      if (blank && text_[at_] != '\n') out_[at_] = ' ';
    }
  }

  std::string_view text_;
  std::string out_;
  Keep keep_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<SourceFile> files_below(std::initializer_list<std::string_view> places,
                                    std::initializer_list<std::string_view> endings) {
  std::vector<SourceFile> files;
  for (const std::string_view place : places) {
    const fs::path start = root / place;
    if (fs::is_regular_file(start)) files.push_back(read_file(start));
    if (!fs::is_directory(start)) continue;
    for (auto it = fs::recursive_directory_iterator(start); it != fs::end(it); ++it) {
      const std::string name = it->path().filename().string();
      if (it->is_directory() && made_by_tools(name)) it.disable_recursion_pending();
      if (it->is_regular_file() && has_ending(name, endings)) files.push_back(read_file(*it));
    }
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

std::vector<SourceFile> cpp_files() {
  return files_below({"engine", "adapters", "tests"}, {".h", ".cc"});
}

bool tree_has(std::string_view path) {
  return fs::exists(root / path);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::size_t width_of(std::string_view line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string folder_of(std::string_view path) {
  return std::string(path.substr(0, path.rfind('/')));
}

std::string without_comments(std::string_view text, Keep keep) {
  return Blanker(text, keep).run();
}

std::string finding(std::string_view path, std::size_t line, std::string_view what) {
  return std::string(path) + ":" + std::to_string(line) + ": " + std::string(what);
}

std::string report(const Findings& findings) {
  std::string text;
  for (const std::string& each : findings) text += each + "\n";
  return text;
}

std::size_t line_at(std::string_view text, std::size_t offset) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
  return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

}  // namespace dunghan::tidy
