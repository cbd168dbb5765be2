#include "adapters/yaml/calendar_files.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <system_error>

#include "adapters/yaml/yaml_document.h"

namespace dunghan::adapters::yaml {
namespace {

namespace fs = std::filesystem;
using calendar::CalendarSpec;

/// The `.yaml` files in `folder`, sorted; none where it is not there.
std::vector<fs::path> yaml_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".yaml") files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool is_official_list(const fs::path& path) {
  return path.filename().string().starts_with("official-");
}

class Loader {
 public:
  Loader(const fs::path& folder, const ZoneLookup& zones, const PlannedFile* planned,
         FilesReadOnce& documents)
      : folder_(folder), zones_(zones), planned_(planned), documents_(documents) {}

  LoadedCalendar load(std::string_view id_or_file) {
    const CalendarSpec* spec = nullptr;
    if (names_a_file(id_or_file)) {
      spec = read(fs::path(id_or_file));
    } else if (is_config_id(id_or_file)) {
      spec = read(file_of(id_or_file, folder_ / (std::string(id_or_file) + ".yaml")));
    } else {
      return refused("`" + std::string(id_or_file.substr(0, 80)) +
                     "` is no id of a calendar and no file");
    }
    read_extended();
    LoadedCalendar answer;
    std::optional<calendar::Calendar> compiled;
    if (spec != nullptr) compiled = compile(*spec);
    answer.issues = take_issues();
    if (!definition::has_errors(answer.issues)) answer.calendar = std::move(compiled);
    return answer;
  }

 private:
  /// Also where something could not be read, so that one run shows all that is wrong: what would
  /// only follow from the unread is left out (CalendarSpec::Unread).
  std::optional<calendar::Calendar> compile(const CalendarSpec& spec) {
    auto compiled = calendar::compile(spec, [this](std::string_view id) { return find(id); });
    if (compiled) return *std::move(compiled);
    for (const calendar::SpecFault& fault : compiled.error()) add_fault(fault);
    return std::nullopt;
  }

  static LoadedCalendar refused(std::string message) {
    LoadedCalendar answer;
    definition::Issue issue;
    issue.code = "E0477";
    issue.message = std::move(message);
    answer.issues.push_back(std::move(issue));
    return answer;
  }

  /// The file that says what calendar `id` is: the planned one, or `usual`.
  [[nodiscard]] fs::path file_of(std::string_view id, const fs::path& usual) const {
    return planned_ != nullptr && !planned_->year && planned_->id == id ? planned_->file : usual;
  }

  /// Reads a calendar file and its lists; null where the file cannot be read.
  const CalendarSpec* read(const fs::path& path) {
    const ParsedDocument& parsed = documents_.read(path);
    const int file = add_file(path, parsed.issues);
    if (!parsed.document) return nullptr;
    CalendarSpec& spec =
        specs_.emplace_back(read_calendar(*parsed.document, file, zones_, *lists_.back()));
    paths_.push_back(path);
    const bool is_planned = planned_ != nullptr && !planned_->year && path == planned_->file;
    if (!is_planned && !spec.id.empty() && spec.id != path.stem().string()) {
      lists_.back()->add("E0474", parsed.document->root.find("calendar")->at,
                         "the calendar is called `" + spec.id + "` but its file `" +
                             path.filename().string() + "`",
                         "the name of the file and `calendar:` must be the same");
    }
    if (!is_planned)
      spec.id = path.stem().string();  // by which others extend it, and its lists name it
    read_lists(path, is_planned, spec);
    return &spec;
  }

  void read_lists(const fs::path& path, bool is_planned, CalendarSpec& spec) {
    fs::path lists = path.parent_path() / path.stem();
    std::error_code error;
    if (is_planned && is_config_id(spec.id) && !fs::is_directory(lists, error))
      lists = folder_ / spec.id;
    for (const fs::path& list : yaml_files(lists)) {
      if (files_.size() >= calendar_files_max) break;
      if (is_official_list(list)) read_list(list, spec);
    }
    if (planned_ == nullptr || !planned_->year || planned_->id != spec.id) return;
    std::erase_if(spec.official_years,
                  [this](const auto& list) { return list.year == *planned_->year; });
    read_list(planned_->file, spec);
  }

  void read_list(const fs::path& path, CalendarSpec& spec) {
    const ParsedDocument& parsed = documents_.read(path);
    const int file = add_file(path, parsed.issues);
    if (parsed.document) {
      read_official_year(*parsed.document, file, spec, *lists_.back());
    } else {
      spec.unread.official_years = spec.unread.days_off = true;
    }
  }

  /// specs_ grows while it is walked: what is extended may extend others.
  void read_extended() {
    for (std::size_t i = 0; i < specs_.size(); ++i) {
      for (std::size_t j = 0; j < specs_[i].extends.size(); ++j) {
        const CalendarSpec::Base base = specs_[i].extends[j];
        if (find(base.id) != nullptr || files_.size() >= calendar_files_max) continue;
        const fs::path beside = paths_[i].parent_path() / (base.id + ".yaml");
        std::error_code error;
        const bool is_beside = is_config_id(base.id) && fs::exists(beside, error);
        const fs::path path = file_of(base.id, is_beside ? beside : folder_ / (base.id + ".yaml"));
        if (!is_config_id(base.id) || !fs::exists(path, error)) continue;  // compile() will say so
        if (read(path) == nullptr) stand_in(base.id, path);
      }
    }
  }

  /// A calendar with no day off, for one whose file is there but cannot be read: it is not said
  /// too that there is no such calendar.
  void stand_in(const std::string& id, const fs::path& path) {
    CalendarSpec& spec = specs_.emplace_back();
    paths_.push_back(path);
    spec.id = id;
    spec.zone.emplace();
    spec.weekend.emplace();
  }

  const CalendarSpec* find(std::string_view id) const {
    const auto found = std::find_if(specs_.begin(), specs_.end(),
                                    [id](const CalendarSpec& spec) { return spec.id == id; });
    return found == specs_.end() ? nullptr : &*found;
  }

  int add_file(const fs::path& path, definition::Issues issues) {
    files_.push_back(path.string());
    parse_issues_.push_back(std::move(issues));
    lists_.push_back(std::make_unique<IssueList>(path.string(), issues_max));
    return static_cast<int>(files_.size()) - 1;
  }

  definition::Issues take_issues() {
    definition::Issues all;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      all.insert(all.end(), parse_issues_[i].begin(), parse_issues_[i].end());
      const definition::Issues read = lists_[i]->take();
      all.insert(all.end(), read.begin(), read.end());
    }
    return all;
  }

  void add_fault(const calendar::SpecFault& fault) {
    definition::Issue& issue = lists_[static_cast<std::size_t>(fault.at.file)]->add(
        fault.code, {fault.at.line, fault.at.column}, fault.message, fault.remedy);
    if (fault.related && fault.related->file == fault.at.file) {
      issue.related = {fault.related->line, fault.related->column};
    } else if (fault.related) {
      issue.message += " (the other stands in " +
                       files_[static_cast<std::size_t>(fault.related->file)] + ":" +
                       std::to_string(fault.related->line) + ")";
    }
  }

  const fs::path& folder_;
  const ZoneLookup& zones_;
  const PlannedFile* planned_;  // may be null
  FilesReadOnce& documents_;
  std::deque<CalendarSpec> specs_;  // stable addresses
  std::vector<fs::path> paths_;     // of specs_
  std::vector<std::string> files_;  // by the number in marks
  std::vector<definition::Issues> parse_issues_;
  std::vector<std::unique_ptr<IssueList>> lists_;
};

}  // namespace

bool names_a_file(std::string_view text) {
  return text.find('/') != std::string_view::npos || text.ends_with(".yaml");
}

bool is_config_id(std::string_view text) {
  constexpr std::size_t id_octets_max = 100;
  if (text.empty() || text.size() > id_octets_max || text.front() == '-' || text.back() == '-')
    return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

LoadedCalendar load_calendar(const fs::path& folder, std::string_view id_or_file,
                             const ZoneLookup& zones, const PlannedFile* planned,
                             FilesReadOnce& files) {
  return Loader(folder, zones, planned, files).load(id_or_file);
}

LoadedCalendar load_calendar(const fs::path& folder, std::string_view id_or_file,
                             const ZoneLookup& zones, const PlannedFile* planned) {
  FilesReadOnce files;
  return load_calendar(folder, id_or_file, zones, planned, files);
}

ReadPlan read_planned_file(const fs::path& file) {
  ParsedDocument parsed = read_yaml_file(file);
  ReadPlan answer{{}, std::move(parsed.issues)};
  if (!parsed.document) return answer;
  const definition::Node& root = parsed.document->root;
  PlannedFile plan;
  plan.file = file;
  if (const definition::Node* id = root.find("calendar")) {
    plan.id = id->text;
  } else if (const definition::Node* of = root.find("official")) {
    plan.id = of->text;
    const definition::Node* year = root.find("year");
    const bool is_year = year != nullptr && year->text.size() == 4 &&
                         year->text.find_first_not_of("0123456789") == std::string::npos;
    plan.year = is_year ? std::stoi(year->text) : 0;  // a wrong one is told by the loading
  }
  if (is_config_id(plan.id)) {
    answer.plan = std::move(plan);
  } else {
    IssueList issues(file.string(), issues_max);
    issues.add("E0472", root.at, "this is neither a calendar nor an official list",
               "begin a calendar with `calendar: ID`, a list with `official: ID` and `year:`");
    for (definition::Issue& issue : issues.take()) answer.issues.push_back(std::move(issue));
  }
  return answer;
}

std::vector<std::string> ids_in(const fs::path& folder) {
  std::vector<std::string> ids;
  for (const fs::path& file : yaml_files(folder)) ids.push_back(file.stem().string());
  return ids;
}

}  // namespace dunghan::adapters::yaml
