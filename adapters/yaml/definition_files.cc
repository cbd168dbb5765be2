#include "adapters/yaml/definition_files.h"

#include <algorithm>
#include <system_error>

#include "adapters/yaml/yaml_document.h"
#include "engine/definition/edit_distance.h"
#include "engine/definition/issue_text.h"

namespace dunghan::adapters::yaml {
namespace {

namespace fs = std::filesystem;

std::string first_fault(const definition::Issues& issues) {
  for (const auto& issue : issues) {
    if (issue.severity == definition::Severity::error) return definition::to_line(issue);
  }
  return {};
}

}  // namespace

std::vector<fs::path> yaml_files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code fault;
  for (auto entry = fs::recursive_directory_iterator(folder, fault);
       !fault && entry != fs::recursive_directory_iterator(); entry.increment(fault)) {
    const bool is_yaml = entry->is_regular_file(fault) && entry->path().extension() == ".yaml";
    if (is_yaml && files.size() < definition_files_max) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

DefinitionFiles::DefinitionFiles(std::vector<fs::path> folders,
                                 definition::Surroundings surroundings,
                                 std::function<std::string(std::string_view)> hash)
    : folders_(std::move(folders)),
      surroundings_(std::move(surroundings)),
      hash_(std::move(hash)) {}

void DefinitionFiles::read_all() {
  if (read_) return;
  read_ = true;
  for (const fs::path& folder : folders_) {
    for (const fs::path& file : yaml_files_below(folder)) add_file(file);
  }
}

void DefinitionFiles::add_file(const fs::path& path) {
  const ParsedDocument parsed = read_yaml_file(path);
  if (!parsed.document)
    return;  // `dunghan lint` says why; without a tree nobody knows what it would have defined
  if (definition::is_cycle(*parsed.document)) return add_cycle(*parsed.document);
  const definition::Node* workflow = parsed.document->root.find("workflow");
  if (workflow == nullptr || !workflow->is_scalar() ||
      parsed.document->root.find("version") == nullptr)
    return;
  Version version;
  version.file = path;
  if (auto compiled = compile(*parsed.document))
    version.definition = std::move(*compiled);
  else
    version.fault = compiled.error().message;
  versions_[workflow->text].push_back(std::move(version));
}

void DefinitionFiles::add_cycle(const definition::Document& document) {
  const auto compiled = definition::compile_cycle(document, surroundings_);
  if (!compiled.cycle) return;
  auto finished = std::make_shared<definition::CycleDefinition>(*compiled.cycle);
  finished->content_hash = hash_(document.source);
  cycles_.push_back(std::move(finished));
}

Result<std::vector<definition::CyclePtr>> DefinitionFiles::cycles() {
  const std::scoped_lock lock(mutex_);
  read_all();
  return cycles_;
}

Result<definition::DefinitionPtr> DefinitionFiles::compile(
    const definition::Document& document) const {
  definition::Compiled compiled = definition::compile(document, surroundings_);
  if (!compiled.definition)
    return fail(ErrorCode::invalid_argument, first_fault(compiled.issues),
                "dunghan lint " + document.file);
  auto finished = std::make_shared<definition::WorkflowDefinition>(*compiled.definition);
  finished->source = document.source;
  finished->file = document.file;
  finished->content_hash = hash_(document.source);
  return definition::DefinitionPtr(std::move(finished));
}

Result<definition::DefinitionPtr> DefinitionFiles::in_force(std::string_view id, Date day) {
  const std::scoped_lock lock(mutex_);
  read_all();
  const auto found = versions_.find(id);
  if (found == versions_.end()) {
    std::vector<std::string> ids;
    for (const auto& [known, versions] : versions_) ids.push_back(known);
    return fail(ErrorCode::not_found, "there is no workflow `" + std::string(id) + "`",
                definition::did_you_mean(id, ids));
  }
  const definition::DefinitionPtr* best = nullptr;
  for (const Version& version : found->second) {
    if (!version.definition)
      return fail(ErrorCode::invalid_argument,
                  "workflow `" + std::string(id) + "` has errors: " + version.fault,
                  "dunghan lint " + version.file.string());
    const auto& candidate = *version.definition;
    if (candidate.effective_from > day || (candidate.effective_to && *candidate.effective_to < day))
      continue;
    if (best == nullptr || candidate.effective_from > (*best)->effective_from ||
        candidate.version > (*best)->version)
      best = &version.definition;
  }
  if (best != nullptr) return *best;
  return refuse("not_in_force",
                "no version of `" + std::string(id) + "` is in force on " + to_text(day));
}

Result<definition::DefinitionPtr> DefinitionFiles::from_source(std::string_view source) {
  const ParsedDocument parsed = parse_yaml(std::string(source), "stored definition");
  if (!parsed.document)
    return fail(ErrorCode::corrupt,
                "a stored definition cannot be read: " + first_fault(parsed.issues));
  auto compiled = compile(*parsed.document);
  if (!compiled)
    return fail(ErrorCode::corrupt,
                "a stored definition does not compile any more: " + compiled.error().message);
  return compiled;
}

Result<definition::DefinitionPtr> DefinitionFiles::from_file(const fs::path& path) {
  const ParsedDocument parsed = read_yaml_file(path);
  if (!parsed.document)
    return fail(ErrorCode::invalid_argument, first_fault(parsed.issues),
                "dunghan lint " + path.string());
  return compile(*parsed.document);
}

}  // namespace dunghan::adapters::yaml
