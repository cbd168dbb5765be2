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

definition::VersionChain earlier_versions(const definition::Document& document,
                                          const fs::path& file) {
  definition::VersionChain chain;
  const definition::Node* workflow = document.root.find("workflow");
  auto wanted = definition::amended_version(document);
  if (workflow == nullptr || !wanted) return chain;
  // Each file is read once, however long the chain.
  std::vector<definition::Document> beside;
  std::error_code fault;
  for (auto entry =
           fs::directory_iterator(file.has_parent_path() ? file.parent_path() : ".", fault);
       !fault && entry != fs::directory_iterator(); entry.increment(fault)) {
    if (entry->path().extension() != ".yaml" || beside.size() == definition_files_max) continue;
    auto parsed = read_yaml_file(entry->path());
    if (!parsed.document) continue;
    const definition::Node* other = parsed.document->root.find("workflow");
    if (other != nullptr && other->text == workflow->text)
      beside.push_back(std::move(*parsed.document));
  }
  while (wanted && chain.size() + 1 < definition::amended_versions_max) {
    const auto found = std::find_if(beside.begin(), beside.end(), [&](const auto& one) {
      const definition::Node* version = one.root.find("version");
      return version != nullptr && version->as_int() == std::int64_t{*wanted};
    });
    if (found == beside.end()) break;
    chain.insert(chain.begin(), *found);
    wanted = definition::amended_version(*found);
  }
  return chain;
}

DefinitionFiles::DefinitionFiles(std::vector<fs::path> folders,
                                 definition::Surroundings surroundings,
                                 std::function<std::string(std::string_view)> hash)
    : folders_(std::move(folders)),
      surroundings_(std::move(surroundings)),
      hash_(std::move(hash)) {}

void DefinitionFiles::read_again() {
  const std::scoped_lock lock(mutex_);
  read_ = false;
  versions_.clear();
  cycles_.clear();
}

bool DefinitionFiles::knows(const definition::WorkflowDefinition& definition) {
  const std::scoped_lock lock(mutex_);
  read_all();
  const auto found = versions_.find(definition.id);
  return found != versions_.end() &&
         std::any_of(found->second.begin(), found->second.end(), [&](const Version& version) {
           return version.definition != nullptr &&
                  version.definition->version == definition.version &&
                  version.definition->content_hash == definition.content_hash;
         });
}

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
  if (auto compiled = compile(*parsed.document, earlier_versions(*parsed.document, path)))
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
    const definition::Document& document, const definition::VersionChain& earlier) const {
  definition::Compiled compiled = definition::compile(document, surroundings_, earlier);
  if (!compiled.definition)
    return fail(ErrorCode::invalid_argument, first_fault(compiled.issues),
                "dunghan lint " + document.file);
  auto finished = std::make_shared<definition::WorkflowDefinition>(*compiled.definition);
  std::vector<std::string> texts;
  for (const definition::Document& version : earlier) texts.push_back(version.source);
  texts.push_back(document.source);
  finished->source = definition::joined_source(texts);
  finished->file = document.file;
  finished->content_hash = hash_(finished->source);
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

Result<std::vector<definition::DefinitionPtr>> DefinitionFiles::amendments(std::string_view id) {
  const std::scoped_lock lock(mutex_);
  read_all();
  std::vector<definition::DefinitionPtr> found;
  for (const auto& [workflow, versions] : versions_) {
    if (!id.empty() && workflow != id) continue;
    for (const Version& version : versions) {
      if (version.definition != nullptr && version.definition->amends != 0)
        found.push_back(version.definition);
    }
  }
  return found;
}

Result<definition::DefinitionPtr> DefinitionFiles::from_source(std::string_view source,
                                                               int received_under) {
  const auto texts = definition::split_source(source);
  if (!texts) return fail(ErrorCode::corrupt, "a stored definition is cut short");
  definition::VersionChain chain;
  std::size_t received = texts->size() - 1;
  for (const std::string& text : *texts) {
    ParsedDocument parsed = parse_yaml(text, "stored definition");
    if (!parsed.document)
      return fail(ErrorCode::corrupt,
                  "a stored definition cannot be read: " + first_fault(parsed.issues));
    const definition::Node* version = parsed.document->root.find("version");
    const bool is_it = version != nullptr && version->as_int() == std::int64_t{received_under};
    if (is_it) received = chain.size();
    chain.push_back(std::move(*parsed.document));
  }
  const definition::Compiled compiled = definition::compile_running(chain, received, surroundings_);
  if (!compiled.definition)
    return fail(ErrorCode::corrupt,
                "a stored definition does not compile any more: " + first_fault(compiled.issues));
  auto finished = std::make_shared<definition::WorkflowDefinition>(*compiled.definition);
  finished->source = source;
  finished->file = chain.back().file;
  finished->content_hash = hash_(finished->source);
  return definition::DefinitionPtr(std::move(finished));
}

Result<definition::DefinitionPtr> DefinitionFiles::from_file(const fs::path& path) {
  const ParsedDocument parsed = read_yaml_file(path);
  if (!parsed.document)
    return fail(ErrorCode::invalid_argument, first_fault(parsed.issues),
                "dunghan lint " + path.string());
  return compile(*parsed.document, earlier_versions(*parsed.document, path));
}

}  // namespace dunghan::adapters::yaml
