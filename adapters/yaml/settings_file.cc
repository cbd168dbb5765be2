// See settings_file.h; the ranges here are those that config/dunghan.yaml states.
#include "adapters/yaml/settings_file.h"

#include <cstdint>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "adapters/yaml/field_reader.h"
#include "adapters/yaml/issue_list.h"
#include "adapters/yaml/limits.h"
#include "adapters/yaml/yaml_document.h"

namespace dunghan::adapters::yaml {
namespace {

using definition::Node;
using std::filesystem::path;

const FieldCodes codes{"E0430", "E0431", "E0431", "E0431", "E0432"};

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;
constexpr std::int64_t mebibyte = 1024 * 1024;

class SettingsReader {
 public:
  explicit SettingsReader(IssueList& issues) : issues_(issues) {}

  Settings read(const Node& root) {
    FieldReader fields(root, "the settings", codes, issues_);
    read_places(fields);
    read_person(fields);
    if (const Node* writer = fields.mapping("writer")) read_writer(*writer);
    if (const Node* store = fields.mapping("store")) read_store(*store);
    if (const Node* service = fields.mapping("service")) read_service(*service);
    fields.refuse_other_keys();
    return std::move(settings_);
  }

 private:
  static void take_path(FieldReader& fields, std::string_view key, path& into) {
    if (const auto text = fields.text(key)) into = *text;
  }

  template <class Number>
  static void take_number(FieldReader& fields, std::string_view key, std::int64_t least,
                          std::int64_t most, Number& into) {
    if (const auto value = fields.integer(key, least, most)) into = static_cast<Number>(*value);
  }

  static void take_wait(FieldReader& fields, std::string_view key, std::int64_t least_ms,
                        std::int64_t most_ms, std::chrono::milliseconds& into) {
    if (const auto value = fields.integer(key, least_ms, most_ms))
      into = std::chrono::milliseconds{*value};
  }

  void read_places(FieldReader& fields) {
    const std::vector<std::string> definitions = fields.texts("definitions");
    if (!definitions.empty()) settings_.definitions.assign(definitions.begin(), definitions.end());
    take_path(fields, "calendars", settings_.calendars);
    take_path(fields, "counting", settings_.counting);
    take_path(fields, "organisation", settings_.organisation);
    take_path(fields, "ladders", settings_.ladders);
    take_path(fields, "database", settings_.database);
    take_path(fields, "spool", settings_.spool);
  }

  void read_person(FieldReader& fields) {
    settings_.acting_person = fields.text("as").value_or("");
    settings_.language = fields.text("language").value_or("");
    if (!settings_.language.empty() && settings_.language != "vi" && settings_.language != "en") {
      issues_.add("E0431", fields.position_of("language"),
                  "there is no language `" + settings_.language + "`",
                  "write vi or en, or leave it out: then LANG decides");
    }
  }

  void read_writer(const Node& node) {
    FieldReader fields(node, "`writer`", codes, issues_);
    take_number(fields, "batch_commands_max", 1, 10'000, settings_.batch_commands_max);
    take_number(fields, "batch_octets_max", 64 * 1024, 64 * mebibyte, settings_.batch_octets_max);
    take_number(fields, "queue_commands_max", 1, 1'000'000, settings_.queue_commands_max);
    take_number(fields, "timers_share_percent", 1, 100, settings_.timers_share_percent);
    fields.refuse_other_keys();
    if (settings_.queue_commands_max < settings_.batch_commands_max) {
      issues_.add(
          "E0433", node.at,
          "`queue_commands_max` is less than `batch_commands_max`, so a batch could never be full",
          "raise the first or lower the second");
    }
  }

  void read_store(const Node& node) {
    FieldReader fields(node, "`store`", codes, issues_);
    take_wait(fields, "busy_timeout_ms", 0, 10 * 60'000, settings_.busy_timeout);
    take_wait(fields, "lock_wait_ms", 0, 10 * 60'000, settings_.lock_wait);
    fields.refuse_other_keys();
  }

  void read_service(const Node& node) {
    FieldReader fields(node, "`service`", codes, issues_);
    take_wait(fields, "idle_wait_ms", 10, hour_ms, settings_.idle_wait);
    take_number(fields, "outbox_messages_max", 1, 10'000, settings_.outbox_messages_max);
    take_wait(fields, "retry_first_ms", 10, hour_ms, settings_.retry_first);
    take_wait(fields, "retry_max_ms", 10, day_ms, settings_.retry_max);
    fields.refuse_other_keys();
    if (settings_.retry_max < settings_.retry_first) {
      issues_.add("E0433", node.at, "`retry_max_ms` is less than `retry_first_ms`",
                  "raise the first or lower the second");
    }
  }

  IssueList& issues_;
  Settings settings_;
};

void make_absolute(path& place, const path& folder) {
  if (!place.empty() && place.is_relative()) place = (folder / place).lexically_normal();
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

/// `place` itself where it is a file, the settings file in it where it is a folder; else nothing.
std::optional<path> settings_at(const path& place) {
  std::error_code ignored;  // what cannot be looked at is not there for us
  if (std::filesystem::is_regular_file(place, ignored)) return place;
  const path inside = place / settings_file_name;
  if (std::filesystem::is_regular_file(inside, ignored)) return inside;
  return std::nullopt;
}

Result<path> named_settings(const std::string& place, std::string_view who) {
  if (const auto found = settings_at(place)) return *found;
  return fail(ErrorCode::not_found,
              std::string(who) + " names " + place + ", but there is no settings file",
              "name the file dunghan.yaml or the folder that holds it");
}

}  // namespace

ReadSettings read_settings(const definition::Document& document) {
  IssueList issues(document.file, issues_max);
  Settings settings = SettingsReader(issues).read(document.root);
  ReadSettings result;
  result.issues = issues.take();
  if (!definition::has_errors(result.issues)) result.settings = std::move(settings);
  return result;
}

ReadSettings read_settings_file(const path& file) {
  ParsedDocument parsed = read_yaml_file(file);
  if (!parsed.document) return {std::nullopt, std::move(parsed.issues)};
  ReadSettings result = read_settings(*parsed.document);
  if (!result.settings) return result;
  std::error_code error;
  path folder = std::filesystem::absolute(file, error).parent_path();
  if (error) folder = file.parent_path();
  Settings& settings = *result.settings;
  for (path& definitions : settings.definitions) make_absolute(definitions, folder);
  for (path* place : {&settings.calendars, &settings.counting, &settings.organisation,
                      &settings.ladders, &settings.database, &settings.spool}) {
    make_absolute(*place, folder);
  }
  return result;
}

Surroundings surroundings_of_process() {
  std::error_code ignored;  // without /proc the places beside the program are not searched
  return {environment("DUNGHAN_CONFIG"), environment("XDG_STATE_HOME"), environment("HOME"),
          std::filesystem::read_symlink("/proc/self/exe", ignored)};
}

Result<path> find_settings_file(const std::string& given, const Surroundings& surroundings) {
  if (!given.empty()) return named_settings(given, "--config");
  if (!surroundings.config.empty()) return named_settings(surroundings.config, "DUNGHAN_CONFIG");
  std::vector<path> places;
  if (!surroundings.executable.empty()) {
    const path folder = surroundings.executable.parent_path();
    places = {folder / "../share/dunghan/config", folder / "../../config"};
  }
  places.emplace_back("/etc/dunghan");
  std::string looked;
  for (const path& place : places) {
    if (const auto found = settings_at(place)) return found->lexically_normal();
    looked += (looked.empty() ? "" : ", ") + place.lexically_normal().string();
  }
  return fail(ErrorCode::not_found, "there is no settings file dunghan.yaml; looked in " + looked,
              "name it with --config or DUNGHAN_CONFIG");
}

path state_folder(const Surroundings& surroundings) {
  if (!surroundings.state_home.empty()) return path(surroundings.state_home) / "dunghan";
  if (!surroundings.home.empty()) return path(surroundings.home) / ".local/state/dunghan";
  return "/var/lib/dunghan";
}

}  // namespace dunghan::adapters::yaml
