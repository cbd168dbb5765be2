// The organisation as of a day: units in a tree, posts, people, and who can act in a role.
//
// Read from config/organisation.yaml (adapters/yaml/organisation_file.h). A post that nobody holds
// falls to its deputy, then the unit's head, then the superior unit's head, then the
// administrators: work is never without an owner.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/time.h"
#include "engine/base/value.h"

namespace dunghan::organisation {

struct UnitRecord {
  std::string id, code, name_vi, name_en, level;
  std::string superior;  // empty: the top
  std::vector<std::string> groups;
  std::optional<Date> from, to;  // inclusive
  std::string successor, basis;
  Map facts = {};  // what procedures may ask of it: reception_day, reception_weekday, remote
};

/// Whether the unit is there on `day`.
[[nodiscard]] bool exists_on(const UnitRecord& unit, Date day);

/// The posts that resolve() knows by name; every organisation has the second.
inline constexpr std::string_view post_deputy = "deputy";
inline constexpr std::string_view post_head = "head";
/// What Owner::post says where work fell to the administrators.
inline constexpr std::string_view post_administrator = "administrator";

struct Holding {
  std::string unit, post;
  std::optional<Date> from, to;
};  // a person's hold of a post
struct Absence {
  Date from{}, to{};
  std::string deputy;
};  // deputy: person id, may be empty

struct Person {
  std::string id, name, email, language;
  std::vector<Holding> posts;
  std::vector<Absence> absences;
  bool administrator = false;
};

/// Who owns work of (unit, post) on a day, and by which steps that was found.
struct Owner {
  std::string unit, post;           // where it ended up
  std::vector<std::string> people;  // who may act; empty only where nobody else is left and there
                                    // is no administrator (E0419)
  std::vector<std::string>
      steps;  // "vacant handler@so-noi-vu", "to head@so-noi-vu"; empty when direct
};

class Organisation {
 public:
  Organisation() = default;
  Organisation(std::vector<std::string> levels, std::vector<UnitRecord> units,
               std::vector<std::string> posts, std::vector<Person> people);

  [[nodiscard]] const UnitRecord* unit(std::string_view id) const;
  [[nodiscard]] const Person* person(std::string_view id) const;
  [[nodiscard]] const std::vector<UnitRecord>& units() const { return units_; }
  [[nodiscard]] const std::vector<Person>& people() const { return people_; }
  [[nodiscard]] const std::vector<std::string>& posts() const { return posts_; }
  [[nodiscard]] const std::vector<std::string>& levels() const { return levels_; }
  /// The unit that answers for `id` on `day`: itself, or its successor('s successor) once it ended.
  [[nodiscard]] std::string answering_unit(std::string_view id, Date day) const;
  [[nodiscard]] std::string superior_of(std::string_view unit) const;  // empty at the top
  [[nodiscard]] bool is_below(std::string_view unit,
                              std::string_view other) const;  // in the tree, or the same
  [[nodiscard]] std::vector<std::string> holders(
      std::string_view unit, std::string_view post,
      Date day) const;  // absent people left out, their deputies in
  /// Whether `person` may act for the post: holds it (absence does not take it away), or stands in
  /// for one who is absent.
  [[nodiscard]] bool holds(std::string_view person, std::string_view unit, std::string_view post,
                           Date day) const;
  /// `excluded` people (complained of, who did another task) never come out; `else_superior`: a
  /// vacant or excluded post goes to the same post of the superior unit before the chain is tried.
  [[nodiscard]] Owner resolve(std::string_view unit, std::string_view post, Date day,
                              const std::vector<std::string>& excluded = {},
                              bool else_superior = false) const;

 private:
  std::vector<std::string> levels_;
  std::vector<UnitRecord> units_;
  std::vector<std::string> posts_;
  std::vector<Person> people_;
  std::map<std::string, std::size_t, std::less<>> unit_index_,
      person_index_;  // id -> place in the lists
  std::map<std::string, std::vector<std::size_t>, std::less<>>
      holder_index_;  // "post@unit" -> people, each once

  [[nodiscard]] bool is_absent(const Person& person, Date day) const;
  [[nodiscard]] std::string stand_in(const Person& absent, Date day) const;
  [[nodiscard]] std::vector<std::string> administrators(Date day) const;
  class Resolution;
};

/// Which units a fan-out or a cycle means: those of a group, or where `group` is empty of levels.
struct UnitChoice {
  std::string group;
  std::vector<std::string> levels;
};
/// Ids of those that were there on some day of [from, to], in the organisation's order.
[[nodiscard]] std::vector<std::string> units_of(const Organisation& organisation,
                                                const UnitChoice& choice, Date from, Date to);

/// A unit as expressions see it: its id, code, name, level, days, and its facts by their names.
[[nodiscard]] Value unit_value(const Organisation& organisation, const std::string& id);

/// Where an id is wanted, a unit_value() stands for its id; any other value for itself.
[[nodiscard]] Value id_where_unit(const Value& value, const Value& unit);

}  // namespace dunghan::organisation
