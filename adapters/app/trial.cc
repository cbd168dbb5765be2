#include "adapters/app/trial.h"

#include <algorithm>
#include <map>
#include <system_error>

#include "adapters/yaml/organisation_file.h"
#include "adapters/yaml/yaml_document.h"
#include "engine/definition/issue_text.h"

namespace dunghan::adapters::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view scenarios_folder = "scenarios";
constexpr std::string_view organisation_name = "organisation.yaml";

enum class Meaning { definition, scenario, other };

Meaning meaning_of(const fs::path& file) {
  const auto parsed = yaml::read_yaml_file(file);
  if (!parsed.document)
    return file.parent_path().filename() == scenarios_folder ? Meaning::scenario : Meaning::other;
  if (scenario::looks_like_scenario(*parsed.document)) return Meaning::scenario;
  const auto& root = parsed.document->root;
  const bool defines = root.find("workflow") != nullptr && root.find("version") != nullptr;
  return defines ? Meaning::definition : Meaning::other;
}

class Finder {
 public:
  Result<void> add(const fs::path& path) {
    std::error_code fault;
    if (fs::is_directory(path, fault)) return add_folder(path);
    if (!fs::is_regular_file(path, fault))
      return fail(ErrorCode::invalid_argument,
                  "there is no file or folder `" + path.string() + "`");
    switch (meaning_of(path)) {
      case Meaning::definition: add_definition(path); return {};
      case Meaning::scenario: return add_scenario(path);
      case Meaning::other: break;
    }
    return fail(ErrorCode::invalid_argument,
                "`" + path.string() + "` is neither a definition nor a scenario",
                "a definition has `workflow:` and `version:`, a scenario `steps:`; dunghan lint " +
                    path.string());
  }

  std::vector<TrialFolder> take() { return std::move(found_); }

 private:
  Result<void> add_folder(const fs::path& folder) {
    const std::size_t before = found_.size();
    for (const fs::path& file : yaml::yaml_files_below(folder)) {
      if (file.parent_path().filename() == scenarios_folder) continue;
      if (meaning_of(file) == Meaning::definition) add_definition(file);
    }
    if (found_.size() > before) return {};
    return fail(ErrorCode::invalid_argument,
                "there is no definition below `" + folder.string() + "`",
                "a definition is a .yaml file with `workflow:` and `version:`");
  }

  TrialFolder& folder_of(const fs::path& folder) {
    for (TrialFolder& known : found_)
      if (known.folder == folder && !known.one_scenario) return known;
    found_.push_back({folder, {}, scenarios_beside(folder)});
    return found_.back();
  }

  void add_definition(const fs::path& file) {
    // `v1.yaml` alone stands in `.`.
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    auto& definitions = folder_of(folder).definitions;
    if (std::find(definitions.begin(), definitions.end(), file) == definitions.end())
      definitions.push_back(file);
  }

  Result<void> add_scenario(const fs::path& file) {
    found_.push_back({folder_of_scenario(file), {}, {file}, true});
    return {};
  }

  std::vector<TrialFolder> found_;
};

}  // namespace

std::optional<fs::path> organisation_file_in(const fs::path& folder) {
  std::error_code fault;
  fs::path file = folder / organisation_name;
  return fs::is_regular_file(file, fault) ? std::optional(std::move(file)) : std::nullopt;
}

std::vector<fs::path> scenarios_beside(const fs::path& folder) {
  return yaml::yaml_files_below(folder / scenarios_folder);
}

fs::path folder_of_scenario(const fs::path& file) {
  fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (folder.filename() != scenarios_folder) return folder;
  return folder.has_parent_path() ? folder.parent_path() : fs::path(".");
}

Result<std::vector<TrialFolder>> find_trials(const std::vector<fs::path>& paths) {
  Finder finder;
  for (const fs::path& path : paths) {
    const fs::path plain = path.lexically_normal();
    DUNGHAN_TRY_VOID(finder.add(plain));
  }
  return finder.take();
}

Result<std::unique_ptr<Trial>> Trial::make(Configuration& configuration, const fs::path& folder,
                                           const fs::path& organisation) {
  std::unique_ptr<Trial> trial(new Trial(configuration));
  const fs::path file =
      organisation.empty() ? organisation_file_in(folder).value_or(fs::path()) : organisation;
  if (file.empty()) {
    DUNGHAN_TRY(trial->organisation_, configuration.organisation());
  } else {
    auto read = yaml::read_organisation_file(file);
    if (!read.organisation)
      return fail(ErrorCode::invalid_argument,
                  read.issues.empty() ? file.string() + " cannot be read"
                                      : definition::to_line(read.issues.front()),
                  "dunghan lint " + file.string());
    trial->own_organisation_ = std::move(*read.organisation);
    trial->organisation_ = &*trial->own_organisation_;
  }
  DUNGHAN_TRY(auto surroundings, configuration.surroundings(*trial->organisation_));
  auto folders = configuration.settings().definitions;
  folders.insert(folders.begin(), folder);
  DUNGHAN_TRY(auto hash, content_hash());
  trial->files_ = std::make_unique<yaml::DefinitionFiles>(std::move(folders),
                                                          std::move(surroundings), std::move(hash));
  trial->definitions_ = std::make_unique<scenario::TrialDefinitions>(*trial->files_);
  return trial;
}

Result<definition::DefinitionPtr> Trial::definition(const fs::path& file) {
  DUNGHAN_TRY(const auto read, files_->from_file(file));
  // The store's own copy, where it has the same: decisions point into that one.
  const auto kept = definitions_->in_force(read->id, read->effective_from);
  if (kept && (*kept)->content_hash == read->content_hash) return *kept;
  definitions_->put_in_place(read);
  return read;
}

scenario::ReadScenario Trial::read(const fs::path& file) {
  auto parsed = yaml::read_yaml_file(file);
  if (!parsed.document) return {std::nullopt, std::move(parsed.issues)};
  return read(*parsed.document);
}

scenario::ReadScenario Trial::read(const definition::Document& document) {
  scenario::Surroundings around;
  around.organisation = organisation_;
  around.workflow = [this](std::string_view id, Date day) {
    return definitions_->in_force(id, day);
  };
  around.amendments = [this](std::string_view id) { return definitions_->amendments(id); };
  around.calendar = [this](std::string_view id) {
    return configuration_.calendar(std::string(id)).value_or(nullptr);
  };
  return scenario::read_scenario(document, around);
}

Result<std::unique_ptr<SimulatedOffice>> Trial::office(Watch watch) {
  return SimulatedOffice::make(
      configuration_, {organisation_, definitions_.get(), std::move(watch), trial_wakes_max});
}

}  // namespace dunghan::adapters::app
