// References, circles and dates of an organisation; see organisation_checks.h.
#include "adapters/yaml/organisation_checks.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "engine/definition/edit_distance.h"

namespace dunghan::adapters::yaml {
namespace {

using definition::Node;
using definition::Position;
using definition::Severity;
using organisation::Absence;
using organisation::Holding;
using organisation::Organisation;
using organisation::Person;
using organisation::UnitRecord;
using std::chrono::days;

std::string quote(std::string_view text) {
  return "`" + std::string(text) + "`";
}

/// Where the value under `key` stands, else where the mapping begins.
Position place(const Node& mapping, std::string_view key) {
  const Node* value = mapping.find(key);
  return value == nullptr ? mapping.at : value->at;
}

const Node& item_of(const Node& mapping, std::string_view key, std::size_t index) {
  const Node* list = mapping.find(key);
  return list != nullptr && index < list->items.size() ? list->items[index] : mapping;
}

class Checks {
 public:
  Checks(const OrganisationRecords& records, const Node& root, IssueList& issues)
      : records_(records),
        root_(root),
        issues_(issues),
        organisation_(records.levels, records.units, records.posts, records.people) {
    for (const UnitRecord& unit : records.units) unit_ids_.push_back(unit.id);
    for (const Person& person : records.people) person_ids_.push_back(person.id);
  }

  void run() {
    check_list("levels", records_.levels);
    check_list("posts", records_.posts);
    check_codes();
    for (std::size_t i = 0; i < records_.units.size(); ++i)
      check_unit(records_.units[i], *records_.unit_nodes[i]);
    check_circles("superior", "E0406", &UnitRecord::superior);
    check_circles("successor", "E0407", &UnitRecord::successor);
    for (std::size_t i = 0; i < records_.people.size(); ++i)
      check_person(records_.people[i], *records_.person_nodes[i]);
    check_deputy_circles();
    check_somebody_home();
  }

 private:
  static bool has(const std::vector<std::string>& list, std::string_view item) {
    return std::find(list.begin(), list.end(), item) != list.end();
  }

  void check_list(std::string_view key, const std::vector<std::string>& list) {
    if (list.empty() && root_.find(key) != nullptr) {
      issues_.add("E0422", place(root_, key), quote(key) + " lists nothing",
                  "add the list, like `" + std::string(key) + ": [ … ]`");
    }
    std::set<std::string_view> seen;
    for (const std::string& item : list) {
      if (!seen.insert(item).second)
        issues_.add("E0422", place(root_, key), quote(item) + " stands twice in " + quote(key),
                    "delete one");
    }
    if (key == "posts" && !list.empty() && !has(list, organisation::post_head)) {
      issues_.add("E0422", place(root_, key), "`posts` lacks `head`",
                  "add it: work of vacant posts falls to the head");
    }
  }

  /// `reference` names one of `known`, else an issue.
  bool refers(std::string_view reference, const std::vector<std::string>& known, std::string code,
              Position at, std::string_view what) {
    if (reference.empty() || has(known, reference)) return true;
    issues_
        .add(std::move(code), at, "there is no " + std::string(what) + " " + quote(reference),
             definition::did_you_mean(reference, known))
        .length = static_cast<int>(reference.size());
    return false;
  }

  void check_codes() {
    std::map<std::string_view, std::size_t> first;
    for (std::size_t i = 0; i < records_.units.size(); ++i) {
      const UnitRecord& unit = records_.units[i];
      const auto [found, is_new] = first.try_emplace(unit.code, i);
      if (is_new || unit.code.empty()) continue;
      issues_
          .add("E0408", place(*records_.unit_nodes[i], "code"),
               "the code " + quote(unit.code) + " belongs to unit " +
                   quote(records_.units[found->second].id) + " already",
               "give each unit a code of its own: it is part of case numbers")
          .related = place(*records_.unit_nodes[found->second], "code");
    }
  }

  void check_span(const std::optional<Date>& from, const std::optional<Date>& to,
                  const Node& node) {
    if (!from || !to || *from <= *to) return;
    issues_
        .add("E0410", place(node, "to"),
             "the last day " + to_text(*to) + " lies before the first day " + to_text(*from),
             "is one of them mistyped?")
        .related = place(node, "from");
  }

  void check_unit(const UnitRecord& unit, const Node& node) {
    refers(unit.level, records_.levels, "E0403", place(node, "level"), "level");
    refers(unit.superior, unit_ids_, "E0404", place(node, "superior"), "unit");
    const bool successor_known =
        refers(unit.successor, unit_ids_, "E0405", place(node, "successor"), "unit");
    check_span(unit.from, unit.to, node);
    if (unit.to && unit.successor.empty()) {
      issues_
          .add("E0416", place(node, "to"),
               "unit " + quote(unit.id) + " ends, but no unit answers for its cases",
               "add `successor: …`")
          .severity = Severity::warning;
    }
    if (!unit.successor.empty() && !unit.to) {
      issues_.add("E0416", place(node, "successor"),
                  "unit " + quote(unit.id) + " has a successor, but no last day",
                  "add `to: …`, or delete `successor`");
    }
    if (unit.to && !unit.successor.empty() && successor_known) check_successor(unit, node);
  }

  void check_successor(const UnitRecord& unit, const Node& node) {
    const Date next_day = *unit.to + days{1};
    const UnitRecord* successor = organisation_.unit(unit.successor);
    if (successor == nullptr || !successor->from || *successor->from <= next_day) return;
    issues_
        .add("E0417", place(node, "successor"),
             "the successor " + quote(unit.successor) + " begins on " + to_text(*successor->from) +
                 ", so from " + to_text(next_day) + " on nobody answers for " + quote(unit.id),
             "let the one begin on the day after the other's last")
        .severity = Severity::warning;
  }

  /// Follows one link from each unit; a circle is told once, at its first unit in the file. Each
  /// unit is passed once, whatever the length of the lines.
  void check_circles(std::string_view key, const std::string& code, std::string UnitRecord::*link) {
    constexpr std::size_t never = 0;
    const UnitRecord* const all = organisation_.units().data();
    std::vector<std::size_t> passed(records_.units.size(), never);  // from which start, plus one
    for (std::size_t i = 0; i < records_.units.size(); ++i) {
      std::vector<std::size_t> path;
      const UnitRecord* current = all + i;
      while (current != nullptr && passed[static_cast<std::size_t>(current - all)] == never) {
        path.push_back(static_cast<std::size_t>(current - all));
        passed[path.back()] = i + 1;
        current = organisation_.unit(current->*link);
      }
      if (current == nullptr || passed[static_cast<std::size_t>(current - all)] != i + 1) continue;
      auto begin = std::find(path.begin(), path.end(), static_cast<std::size_t>(current - all));
      path.erase(path.begin(), begin);  // what leads into the circle
      std::rotate(path.begin(), std::min_element(path.begin(), path.end()), path.end());
      std::vector<std::string> names;
      for (const std::size_t unit : path) names.push_back(all[unit].id);
      issues_.add(code, place(*records_.unit_nodes[path.front()], key),
                  "following `" + std::string(key) + "` goes in a circle: " + round_of(names),
                  "one of these must end elsewhere");
    }
  }

  /// "a → b → a"; of a long circle its beginning.
  [[nodiscard]] static std::string round_of(const std::vector<std::string>& names) {
    constexpr std::size_t names_max = 12;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), names_max); ++i) text += names[i] + " → ";
    return text + (names.size() > names_max ? "… → " : "") + names.front();
  }

  void check_person(const Person& person, const Node& node) {
    if (person.language != "vi" && person.language != "en") {
      issues_.add("E0421", place(node, "language"),
                  "there is no language " + quote(person.language), "write vi or en");
    }
    for (std::size_t i = 0; i < person.posts.size(); ++i)
      check_holding(person.posts[i], item_of(node, "posts", i));
    for (std::size_t i = 0; i < person.absences.size(); ++i) {
      const Absence& absence = person.absences[i];
      const Node& item = item_of(node, "absences", i);
      refers(absence.deputy, person_ids_, "E0413", place(item, "deputy"), "person");
      if (item.find("from") != nullptr && item.find("to") != nullptr)
        check_span(absence.from, absence.to, item);
    }
  }

  void check_holding(const Holding& holding, const Node& item) {
    refers(holding.post, records_.posts, "E0412", place(item, "post"), "post");
    check_span(holding.from, holding.to, item);
    if (!refers(holding.unit, unit_ids_, "E0411", place(item, "unit"), "unit")) return;
    const UnitRecord* unit = organisation_.unit(holding.unit);
    if (unit == nullptr) return;
    const bool too_early = holding.from && unit->from && *holding.from < *unit->from;
    const bool too_late = holding.to && unit->to && *holding.to > *unit->to;
    const bool never = (holding.from && unit->to && *holding.from > *unit->to) ||
                       (holding.to && unit->from && *holding.to < *unit->from);
    if (!too_early && !too_late && !never) return;
    issues_
        .add("E0418", place(item, too_late && !never ? "to" : "from"),
             "unit " + quote(unit->id) + " does not exist in all of this time",
             "the unit is there" + (unit->from ? " from " + to_text(*unit->from) : std::string()) +
                 (unit->to ? " to " + to_text(*unit->to) : std::string()))
        .severity = Severity::warning;
  }

  /// On the first day of each absence: does the line of deputies come back to where it began?
  void check_deputy_circles() {
    std::set<std::string> told;
    for (std::size_t i = 0; i < records_.people.size(); ++i) {
      for (std::size_t k = 0; k < records_.people[i].absences.size(); ++k) {
        const auto circle = deputy_circle(records_.people[i], records_.people[i].absences[k].from);
        if (circle.empty() || told.contains(circle.front())) continue;
        told.insert(circle.begin(), circle.end());
        issues_.add("E0414", place(item_of(*records_.person_nodes[i], "absences", k), "deputy"),
                    "on " + to_text(records_.people[i].absences[k].from) +
                        " these absent people stand in for each other: " + round_of(circle),
                    "name a deputy who is there");
      }
    }
  }

  [[nodiscard]] std::vector<std::string> deputy_circle(const Person& start, Date day) const {
    std::vector<std::string> path;
    const Person* current = &start;
    while (current != nullptr && !has(path, current->id)) {
      if (path.size() == deputies_followed_max) return {};
      path.push_back(current->id);
      const auto absence =
          std::find_if(current->absences.begin(), current->absences.end(),
                       [day](const Absence& a) { return a.from <= day && day <= a.to; });
      current =
          absence == current->absences.end() ? nullptr : organisation_.person(absence->deputy);
    }
    const bool circle = current != nullptr && current->id == path.front();
    return circle ? path : std::vector<std::string>();
  }

  void check_somebody_home() {
    const bool administrator =
        std::any_of(records_.people.begin(), records_.people.end(),
                    [](const Person& person) { return person.administrator; });
    if (!administrator) {
      issues_
          .add("E0419", place(root_, "people"),
               "nobody is administrator, so work that finds no owner could end with nobody",
               "add `administrator: true` to a person")
          .severity = Severity::warning;
    }
    std::set<std::string_view> headed;
    for (const Person& person : records_.people) {
      for (const Holding& holding : person.posts) {
        if (holding.post == organisation::post_head) headed.insert(holding.unit);
      }
    }
    for (std::size_t i = 0; i < records_.units.size(); ++i) {
      const UnitRecord& unit = records_.units[i];
      if (headed.contains(unit.id) || unit.to)
        continue;  // the work of an ended unit is its successor's
      issues_
          .add(
              "E0420", records_.unit_nodes[i]->at, "nobody is head of unit " + quote(unit.id),
              "add a person who holds the post, or leave it: its work falls to the superior's head")
          .severity = Severity::note;
    }
  }

  /// A longer line of deputies who are all absent is not followed to its end.
  static constexpr std::size_t deputies_followed_max = 50;

  const OrganisationRecords& records_;
  const Node& root_;
  IssueList& issues_;
  Organisation organisation_;
  std::vector<std::string> unit_ids_, person_ids_;
};

}  // namespace

void check_organisation(const OrganisationRecords& records, const Node& root, IssueList& issues) {
  Checks(records, root, issues).run();
}

}  // namespace dunghan::adapters::yaml
