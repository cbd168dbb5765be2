// The form of the organisation file: nodes -> records. What must hold between records is in
// organisation_checks.cc.
#include "adapters/yaml/organisation_file.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "adapters/yaml/field_reader.h"
#include "adapters/yaml/issue_list.h"
#include "adapters/yaml/limits.h"
#include "adapters/yaml/organisation_checks.h"
#include "adapters/yaml/yaml_document.h"

namespace dunghan::adapters::yaml {
namespace {

using definition::Block;
using definition::Entry;
using definition::Node;
using organisation::Absence;
using organisation::Holding;
using organisation::Person;
using organisation::UnitRecord;

const FieldCodes codes{"E0400", "E0401", "E0402", "E0409", "E0401"};

constexpr std::size_t id_octets_max = 64;

bool is_id(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !text.empty() && text.size() <= id_octets_max && text[0] >= 'a' && text[0] <= 'z' &&
         text.back() != '-' && std::all_of(text.begin(), text.end(), allowed);
}

class OrganisationReader {
 public:
  explicit OrganisationReader(IssueList& issues) : issues_(issues) {}

  OrganisationRecords read(const Node& root) {
    FieldReader file(root, "the organisation", codes, issues_, Block::organisation);
    records_.levels = file.texts("levels");
    records_.posts = file.texts("posts");
    if (const Node* units = file.mapping("units")) {
      for (const Entry& entry : units->entries) read_unit(entry);
    }
    if (const Node* people = file.mapping("people")) {
      for (const Entry& entry : people->entries) read_person(entry);
    }
    file.refuse_other_keys();
    return std::move(records_);
  }

 private:
  void check_id(const Node& key, std::string_view what) {
    if (is_id(key.text)) return;
    issues_.add("E0415", key.at,
                "the id `" + key.text.substr(0, id_octets_max) + "` of a " + std::string(what) +
                    " is not of the right form",
                "use lower-case letters without diacritics, digits and hyphens, like so-noi-vu");
  }

  void read_unit(const Entry& entry) {
    check_id(entry.key, "unit");
    FieldReader fields(entry.value, "unit `" + entry.key.text + "`", codes, issues_, Block::unit);
    UnitRecord unit;
    unit.id = entry.key.text;
    unit.code = fields.required_text("code");
    fields.both_languages("name", unit.name_vi, unit.name_en);
    unit.level = fields.required_text("level");
    unit.superior = fields.text("superior").value_or("");
    unit.groups = fields.texts("groups");
    unit.from = fields.date("from");
    unit.to = fields.date("to");
    unit.successor = fields.text("successor").value_or("");
    unit.basis = fields.text("basis").value_or("");
    read_facts(fields, unit);
    fields.refuse_other_keys();
    records_.units.push_back(std::move(unit));
    records_.unit_nodes.push_back(&entry.value);
  }

  void read_facts(FieldReader& fields, UnitRecord& unit) {
    if (const auto day = fields.integer("reception_day")) put(unit.facts, "reception_day", *day);
    if (fields.word("reception_weekday"))
      put(unit.facts, "reception_weekday", fields.text("reception_weekday").value_or(""));
    if (const auto remote = fields.flag("remote")) put(unit.facts, "remote", *remote);
  }

  void read_person(const Entry& entry) {
    check_id(entry.key, "person");
    FieldReader fields(entry.value, "person `" + entry.key.text + "`", codes, issues_,
                       Block::person);
    Person person;
    person.id = entry.key.text;
    person.name = fields.required_text("name");
    person.email = fields.text("email").value_or("");
    person.language = fields.text("language").value_or("vi");
    person.administrator = fields.flag("administrator").value_or(false);
    if (const Node* posts = fields.sequence("posts")) {
      for (const Node& item : posts->items) person.posts.push_back(read_holding(item, person.id));
    }
    if (const Node* absences = fields.sequence("absences")) {
      for (const Node& item : absences->items) read_absence(item, person);
    }
    fields.refuse_other_keys();
    records_.people.push_back(std::move(person));
    records_.person_nodes.push_back(&entry.value);
  }

  Holding read_holding(const Node& item, const std::string& person) {
    FieldReader fields(item, "a post of person `" + person + "`", codes, issues_, Block::holding);
    Holding holding;
    holding.unit = fields.required_text("unit");
    holding.post = fields.required_text("post");
    holding.from = fields.date("from");
    holding.to = fields.date("to");
    fields.refuse_other_keys();
    return holding;
  }

  void read_absence(const Node& item, Person& person) {
    FieldReader fields(item, "an absence of person `" + person.id + "`", codes, issues_,
                       Block::absence);
    const auto from = fields.required_date("from");
    const auto to = fields.required_date("to");
    Absence absence{from.value_or(Date{}), to.value_or(Date{}), fields.text("deputy").value_or("")};
    fields.refuse_other_keys();
    person.absences.push_back(std::move(absence));
  }

  IssueList& issues_;
  OrganisationRecords records_;
};

}  // namespace

ReadOrganisation read_organisation(const definition::Document& document) {
  IssueList issues(document.file, issues_max);
  OrganisationRecords records = OrganisationReader(issues).read(document.root);
  check_organisation(records, document.root, issues);
  ReadOrganisation result;
  result.issues = issues.take();
  if (!definition::has_errors(result.issues)) {
    result.organisation.emplace(std::move(records.levels), std::move(records.units),
                                std::move(records.posts), std::move(records.people));
  }
  return result;
}

ReadOrganisation read_organisation_file(const std::filesystem::path& path) {
  ParsedDocument parsed = read_yaml_file(path);
  if (!parsed.document) return {std::nullopt, std::move(parsed.issues)};
  return read_organisation(*parsed.document);
}

}  // namespace dunghan::adapters::yaml
