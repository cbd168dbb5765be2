// The loader in order: size, characters, parsing into an event tree, writing out. Exceptions of
// yaml-cpp end here.
#include "adapters/yaml/yaml_document.h"

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <istream>
#include <streambuf>
#include <system_error>
#include <utility>

#include "adapters/yaml/event_tree.h"
#include "adapters/yaml/issue_list.h"
#include "adapters/yaml/source_text.h"
#include "adapters/yaml/syntax_issue.h"
#include "adapters/yaml/write_out.h"

namespace dunghan::adapters::yaml {
namespace {

using definition::Document;

std::string too_large_message(std::uintmax_t octets) {
  return "the file has " + std::to_string(octets) + " octets, more than the " +
         std::to_string(file_octets_max) + " it may have";
}

void add_too_large(std::uintmax_t octets, IssueList& issues) {
  issues.add("E0002", {}, too_large_message(octets),
             "is it the right file? a long procedure takes about 40 kB; divide it if it is");
}

void add_lookahead_issue(const SourceText& source, const EventTreeBuilder& builder,
                         IssueList& issues) {
  issues.add("E0015", source.position_of(builder.last_octet()),
             "after this comes one text, comment or value in { } or [ ] of more than " +
                 std::to_string(lookahead_octets_max) + " octets",
             "write it as indented lines, or divide it");
}

/// Gives the parser the text piece by piece, and ends it where the parser runs too far ahead of
/// what it has reported: only so is a value of a million brackets refused before it fills the
/// memory.
class BoundedBuffer : public std::streambuf {
 public:
  BoundedBuffer(std::string_view text, const EventTreeBuilder& builder)
      : text_(text), builder_(builder) {}

  [[nodiscard]] bool stopped() const { return stopped_; }

 protected:
  int_type underflow() override {
    if (next_ > builder_.last_octet() + lookahead_octets_max) stopped_ = true;
    if (stopped_ || next_ == text_.size()) return traits_type::eof();
    const std::size_t size = std::min(piece_.size(), text_.size() - next_);
    text_.copy(piece_.data(), size, next_);
    next_ += size;
    setg(piece_.data(), piece_.data(), piece_.data() + size);
    return traits_type::to_int_type(piece_[0]);
  }

 private:
  std::string_view text_;
  const EventTreeBuilder& builder_;
  std::array<char, 4096> piece_{};
  std::size_t next_ = 0;
  bool stopped_ = false;
};

/// Feeds the builder; what yaml-cpp throws becomes an issue.
void run_parser(const SourceText& source, EventTreeBuilder& builder, IssueList& issues) {
  BoundedBuffer buffer(source.text(), builder);
  std::istream stream(&buffer);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const ParsingStopped&) {
    return;  // its issue is in the list
  } catch (const YAML::DeepRecursion&) {
    issues.add("E0014", source.position_of(builder.last_octet()),
               "lists and mappings are nested too deep for the parser", "is a bracket repeated?");
  } catch (const YAML::Exception& failure) {
    if (buffer.stopped()) return add_lookahead_issue(source, builder, issues);
    SyntaxFailure reported;
    reported.message = failure.msg;
    reported.octet = failure.mark.pos < 0 ? 0 : static_cast<std::size_t>(failure.mark.pos);
    reported.last_event_octet = builder.last_octet();
    if (const EventNode* open = builder.open_flow()) reported.open_flow = open->at;
    add_syntax_issue(reported, source, issues);
    return;
  }
  if (buffer.stopped()) add_lookahead_issue(source, builder, issues);
}

/// The root where the text could be read, else nothing; issues tell.
std::optional<definition::Node> parse_root(std::string_view text, IssueList& issues) {
  if (text.size() > file_octets_max) {
    add_too_large(text.size(), issues);
    return std::nullopt;
  }
  check_characters(text, issues);
  if (!issues.empty()) return std::nullopt;
  const SourceText source(text);
  EventTreeBuilder builder(source, issues);
  run_parser(source, builder, issues);
  if (!issues.empty()) return std::nullopt;
  const bool empty = !builder.tree().root ||
                     builder.tree().resolved(*builder.tree().root).kind == EventNode::Kind::null;
  if (empty) {
    issues.add("E0003", {}, "the file is empty or holds nothing but comments",
               "is it saved, and is it the right file?");
    return std::nullopt;
  }
  return write_out(builder.tree(), issues);
}

/// The content of a regular file of at most file_octets_max, else nothing and an issue.
std::optional<std::string> read_file(const std::filesystem::path& path, IssueList& issues) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    issues.add("E0001", {}, "there is no such file", "check the path");
    return std::nullopt;
  }
  if (!std::filesystem::is_regular_file(status)) {
    issues.add("E0001", {}, "this is a folder or a device, not a file", "name the file itself");
    return std::nullopt;
  }
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (!error && size > file_octets_max) {
    add_too_large(size, issues);
    return std::nullopt;
  }
  std::ifstream stream(path, std::ios::binary);
  std::string text;
  std::size_t count = 0;
  // One octet more than there is, so that its end is met at once. A file that grows meanwhile is
  // read on, up to one octet more than is allowed.
  for (std::size_t room = error ? 1 : static_cast<std::size_t>(size) + 1;
       stream && count <= file_octets_max; room = std::min(2 * room, file_octets_max + 1)) {
    text.resize(room);
    stream.read(text.data() + count, static_cast<std::streamsize>(room - count));
    count += static_cast<std::size_t>(stream.gcount());
  }
  if (error || !stream.is_open() || stream.bad()) {
    issues.add("E0001", {}, "the file cannot be read", "check its permissions");
    return std::nullopt;
  }
  text.resize(count);
  return text;
}

}  // namespace

ParsedDocument parse_yaml(const std::string& text, std::string file_name) {
  IssueList issues(file_name, issues_max);
  const std::string_view content = without_byte_order_mark(text);
  std::optional<definition::Node> root = parse_root(content, issues);
  ParsedDocument parsed;
  parsed.issues = issues.take();
  if (root && !definition::has_errors(parsed.issues)) {
    parsed.document = Document{std::move(file_name), std::string(content), *std::move(root)};
  }
  return parsed;
}

ParsedDocument read_yaml_file(const std::filesystem::path& path) {
  IssueList issues(path.string(), issues_max);
  std::optional<std::string> text = read_file(path, issues);
  if (!text) return {std::nullopt, issues.take()};
  return parse_yaml(*text, path.string());
}

const ParsedDocument& FilesReadOnce::read(const std::filesystem::path& path) {
  auto found = read_.find(path);
  if (found == read_.end()) found = read_.emplace(path, read_yaml_file(path)).first;
  return found->second;
}

}  // namespace dunghan::adapters::yaml
