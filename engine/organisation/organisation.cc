// Who answers for what on a day: successors, deputies, and the chain that leaves no work without an
// owner.
#include "engine/organisation/organisation.h"

#include <algorithm>
#include <utility>

namespace dunghan::organisation {
namespace {

bool lies_in(Date day, const std::optional<Date>& from, const std::optional<Date>& to) {
  return (!from || *from <= day) && (!to || day <= *to);
}

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

void add_once(std::vector<std::string>& list, std::string item) {
  if (!item.empty() && !contains(list, item)) list.push_back(std::move(item));
}

std::string at_unit(std::string_view post, std::string_view unit) {
  std::string key(post);
  key += '@';
  key += unit;
  return key;
}

bool holds_directly(const Person& person, std::string_view unit, std::string_view post, Date day) {
  return std::any_of(person.posts.begin(), person.posts.end(), [&](const Holding& holding) {
    return holding.unit == unit && holding.post == post && lies_in(day, holding.from, holding.to);
  });
}

}  // namespace

bool exists_on(const UnitRecord& unit, Date day) {
  return lies_in(day, unit.from, unit.to);
}

Organisation::Organisation(std::vector<std::string> levels, std::vector<UnitRecord> units,
                           std::vector<std::string> posts, std::vector<Person> people)
    : levels_(std::move(levels)),
      units_(std::move(units)),
      posts_(std::move(posts)),
      people_(std::move(people)) {
  for (std::size_t i = 0; i < units_.size(); ++i) unit_index_.try_emplace(units_[i].id, i);
  for (std::size_t i = 0; i < people_.size(); ++i) {
    person_index_.try_emplace(people_[i].id, i);
    for (const Holding& holding : people_[i].posts) {
      std::vector<std::size_t>& holders = holder_index_[at_unit(holding.post, holding.unit)];
      if (holders.empty() || holders.back() != i) holders.push_back(i);
    }
  }
}

const UnitRecord* Organisation::unit(std::string_view id) const {
  const auto found = unit_index_.find(id);
  return found == unit_index_.end() ? nullptr : &units_[found->second];
}

const Person* Organisation::person(std::string_view id) const {
  const auto found = person_index_.find(id);
  return found == person_index_.end() ? nullptr : &people_[found->second];
}

std::string Organisation::answering_unit(std::string_view id, Date day) const {
  std::string answer(id);
  // As many steps as there are units: a circle of successors (refused in files) ends here too.
  for (std::size_t step = 0; step < units_.size(); ++step) {
    const UnitRecord* record = unit(answer);
    const bool ended = record != nullptr && record->to && *record->to < day;
    if (!ended || record->successor.empty()) break;
    answer = record->successor;
  }
  return answer;
}

std::string Organisation::superior_of(std::string_view id) const {
  const UnitRecord* record = unit(id);
  return record == nullptr ? std::string() : record->superior;
}

bool Organisation::is_below(std::string_view id, std::string_view other) const {
  std::string current(id);
  for (std::size_t step = 0; step <= units_.size() && !current.empty(); ++step) {
    if (current == other) return true;
    current = superior_of(current);
  }
  return false;
}

bool Organisation::is_absent(const Person& person, Date day) const {
  return std::any_of(person.absences.begin(), person.absences.end(), [day](const Absence& absence) {
    return absence.from <= day && day <= absence.to;
  });
}

/// Who stands in for an absent person on `day`: the deputy, or where that one is absent too, the
/// deputy's. Empty where nobody does.
std::string Organisation::stand_in(const Person& absent, Date day) const {
  const Person* current = &absent;
  for (std::size_t step = 0; step < people_.size(); ++step) {
    const auto absence =
        std::find_if(current->absences.begin(), current->absences.end(),
                     [day](const Absence& a) { return a.from <= day && day <= a.to; });
    if (absence == current->absences.end()) return current->id;
    current = person(absence->deputy);
    if (current == nullptr) break;
  }
  return {};
}

std::vector<std::string> Organisation::holders(std::string_view unit, std::string_view post,
                                               Date day) const {
  std::vector<std::string> result;
  const auto found = holder_index_.find(at_unit(post, unit));
  if (found == holder_index_.end()) return result;
  for (const std::size_t index : found->second) {
    if (holds_directly(people_[index], unit, post, day))
      add_once(result, stand_in(people_[index], day));
  }
  return result;
}

bool Organisation::holds(std::string_view person_id, std::string_view unit, std::string_view post,
                         Date day) const {
  const Person* record = person(person_id);
  if (record == nullptr) return false;
  return holds_directly(*record, unit, post, day) || contains(holders(unit, post, day), person_id);
}

std::vector<std::string> Organisation::administrators(Date day) const {
  std::vector<std::string> present, all;
  for (const Person& person : people_) {
    if (!person.administrator) continue;
    all.push_back(person.id);
    if (!is_absent(person, day)) present.push_back(person.id);
  }
  return present.empty() ? all : present;
}

/// The steps of one resolve(): each try() either finds people or notes why not.
class Organisation::Resolution {
 public:
  Resolution(const Organisation& organisation, Date day, const std::vector<std::string>& excluded)
      : organisation_(organisation), day_(day), excluded_(excluded) {}

  /// True where (unit, post) has people; the owner is then complete.
  bool found_at(std::string_view unit, std::string_view post) {
    if (contains(tried_, at_unit(post, unit))) return false;
    tried_.push_back(at_unit(post, unit));
    const std::vector<std::string> holders = organisation_.holders(unit, post, day_);
    std::vector<std::string> people = without_excluded(holders);
    if (people.empty()) {
      note((holders.empty() ? "vacant " : "excluded ") + at_unit(post, unit));
      return false;
    }
    settle(unit, post, std::move(people));
    return true;
  }

  /// The same post, or the head, of each unit above.
  bool found_above(std::string_view unit, std::string_view post) {
    std::string current(unit);
    for (std::size_t step = 0; step <= organisation_.units().size(); ++step) {
      const std::string superior = organisation_.superior_of(current);
      if (superior.empty()) break;
      current = organisation_.answering_unit(superior, day_);
      if (found_at(current, post)) return true;
    }
    return false;
  }

  void give_to_administrators(std::string_view unit) {
    settle(unit, post_administrator, without_excluded(organisation_.administrators(day_)));
  }

  void note(std::string step) { owner_.steps.push_back(std::move(step)); }
  [[nodiscard]] Owner take() { return std::move(owner_); }

 private:
  [[nodiscard]] std::vector<std::string> without_excluded(
      const std::vector<std::string>& people) const {
    std::vector<std::string> rest;
    for (const std::string& person : people) {
      if (!contains(excluded_, person)) rest.push_back(person);
    }
    return rest;
  }

  void settle(std::string_view unit, std::string_view post, std::vector<std::string> people) {
    if (!owner_.steps.empty()) note("to " + at_unit(post, unit));
    owner_.unit = unit;
    owner_.post = post;
    owner_.people = std::move(people);
  }

  const Organisation& organisation_;
  Date day_;
  const std::vector<std::string>& excluded_;
  std::vector<std::string> tried_;
  Owner owner_;
};

Owner Organisation::resolve(std::string_view unit, std::string_view post, Date day,
                            const std::vector<std::string>& excluded, bool else_superior) const {
  Resolution resolution(*this, day, excluded);
  const std::string answering = answering_unit(unit, day);
  if (answering != unit)
    resolution.note("ended " + std::string(unit) + ", answered for by " + answering);
  const bool found = resolution.found_at(answering, post) ||
                     (else_superior && resolution.found_above(answering, post)) ||
                     resolution.found_at(answering, post_deputy) ||
                     resolution.found_at(answering, post_head) ||
                     resolution.found_above(answering, post_head);
  if (!found) resolution.give_to_administrators(answering);
  return resolution.take();
}

}  // namespace dunghan::organisation
