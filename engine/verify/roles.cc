#include "engine/verify/roles.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/cases/conditions.h"
#include "engine/definition/chart_walk.h"
#include "engine/verify/retiming.h"

namespace dunghan::verify {
namespace {

using definition::Severity;
using organisation::Organisation;

/// A post that the procedure asks for.
struct Asked {
  std::string role;  // as written: "handler", "owner.head"
  std::string of;    // the role whose unit it is of
  std::string post;
  std::string deadline;  // of a rung: whose; else empty
  definition::Position at;
  bool else_superior = false;
};

class Roles {
 public:
  explicit Roles(const Inquiry& inquiry)
      : inquiry_(inquiry), organisation_(*inquiry.subject.organisation) {}

  void run() {
    collect_days();
    collect_asked();
    for (const std::string& unit : units()) {
      for (const Asked& asked : asked_) check(unit, asked);
    }
  }

 private:
  [[nodiscard]] const definition::WorkflowDefinition& definition() const {
    return inquiry_.definition();
  }

  // ---- the days on which anything of the organisation changes

  void add_day(const std::optional<Date>& day, int shift) {
    if (!day) return;
    const Date at = *day + std::chrono::days{shift};
    if (at > inquiry_.subject.from && at <= inquiry_.subject.until()) days_.insert(at);
  }

  void collect_days() {
    days_.insert(inquiry_.subject.from);
    for (const auto& person : organisation_.people()) {
      for (const auto& holding : person.posts) {
        add_day(holding.from, 0);
        add_day(holding.to, 1);
      }
      for (const auto& absence : person.absences) {
        add_day(absence.from, 0);
        add_day(absence.to, 1);
      }
    }
    for (const auto& unit : organisation_.units()) {
      add_day(unit.from, 0);
      add_day(unit.to, 1);
    }
  }

  // ---- what is asked for

  void collect_asked() {
    std::set<std::string> used(definition().opened_by.begin(), definition().opened_by.end());
    definition::each_transition(definition(), [&](int, const definition::Transition& transition) {
      used.insert(transition.by.begin(), transition.by.end());
    });
    definition::each_task(definition(),
                          [&](const definition::Task& task) { used.insert(task.role); });
    for (const auto& spec : inquiry_.subject.procedure->deadlines()) {
      used.insert(spec.definition->owner);
      for (const auto& ground : spec.definition->suspend) {
        used.insert(ground.by.begin(), ground.by.end());
        used.insert(ground.resume.by.begin(), ground.resume.by.end());
      }
      for (const auto& ground : spec.definition->extend)
        used.insert(ground.by.begin(), ground.by.end());
    }
    for (const definition::Role& role : definition().roles) {
      if (used.contains(role.name))
        asked_.push_back({role.name, role.name, role.post, {}, role.at, role.else_superior});
    }
    std::set<std::string> told = used;
    for (const auto& spec : inquiry_.subject.procedure->deadlines())
      rungs_of(*spec.definition, told);
  }

  void rungs_of(const definition::Deadline& deadline, std::set<std::string>& told) {
    for (const definition::Rung& rung : deadline.ladder.rungs) {
      std::vector<std::string> names = rung.to;
      if (rung.reassign) names.push_back(*rung.reassign);
      for (const std::string& name : names) {
        const bool of_head = name == "owner.head";
        const std::string of = of_head || name == "owner" ? deadline.owner : name;
        const definition::Role* role = definition().role(of);
        // One finding a role is enough, however many ladders tell it.
        const std::string key = of_head ? of + ".head" : of;
        if (role == nullptr || !told.insert(key).second) continue;
        asked_.push_back({name, of, of_head ? std::string(organisation::post_head) : role->post,
                          deadline.name, deadline.at, !of_head && role->else_superior});
      }
    }
  }

  // ---- units

  /// Those in which at some time somebody may open a case; where opening is for one unit alone or
  /// for other cases, those that hold any of the case's own posts.
  [[nodiscard]] std::vector<std::string> units() const {
    std::vector<std::string> own, any;
    for (const definition::Role& role : definition().roles) {
      if (!is_own(role)) continue;
      any.push_back(role.post);
      const auto& openers = definition().opened_by;
      if (std::find(openers.begin(), openers.end(), role.name) != openers.end())
        own.push_back(role.post);
    }
    const auto& posts = own.empty() ? any : own;
    std::vector<std::string> found;
    for (const auto& unit : organisation_.units()) {
      const bool held = std::any_of(days_.begin(), days_.end(), [&](Date day) {
        return organisation::exists_on(unit, day) &&
               std::any_of(posts.begin(), posts.end(), [&](const std::string& post) {
                 return !organisation_.holders(unit.id, post, day).empty();
               });
      });
      if (held) found.push_back(unit.id);
    }
    // Where no role is of the case's own unit, one case stands for all.
    if (any.empty() && !organisation_.units().empty()) found = {inquiry_.moves.first_unit()};
    return found;
  }

  [[nodiscard]] static bool is_own(const definition::Role& role) {
    return !role.unit.is_literal() &&
           std::get<rule::Expression>(role.unit.content).text() == "case.unit";
  }

  /// The unit that the role is of, for a case of `unit`; nothing where it rests on the data.
  [[nodiscard]] std::optional<std::string> unit_of(const definition::Role& role,
                                                   const std::string& unit, Date day) const {
    cases::Case state;
    state.unit = unit;
    cases::Occasion occasion;
    occasion.at = inquiry_.subject.procedure->zone().start_of(day);
    const cases::Facts facts = facts_of(inquiry_.subject);
    const auto value = cases::value_of(role.unit, cases::CaseConditions(state, occasion, facts));
    if (!value || value->kind() != ValueKind::string || value->as_string().empty())
      return std::nullopt;
    return value->as_string();
  }

  // ---- vacancies

  void check(const std::string& unit, const Asked& asked) {
    const definition::Role& role = *definition().role(asked.of);
    const auto* record = organisation_.unit(unit);
    for (auto day = days_.begin(); day != days_.end(); ++day) {
      if (record == nullptr || !organisation::exists_on(*record, *day)) continue;
      const auto target = unit_of(role, unit, *day);
      if (!target) return;
      const std::string answering = organisation_.answering_unit(*target, *day);
      const auto owner =
          organisation_.resolve(answering, asked.post, *day, {}, asked.else_superior);
      if (owner.post == asked.post) continue;
      const std::string place = asked.post + "@" + answering;
      if (told_.insert(asked.role + " " + place).second)
        tell(unit, asked, place, *day, end_of(day, unit, asked), owner);
      return;
    }
  }

  /// The last day of the vacancy, or nothing where it lasts beyond the years looked at.
  [[nodiscard]] std::optional<Date> end_of(std::set<Date>::const_iterator day,
                                           const std::string& unit, const Asked& asked) const {
    const definition::Role& role = *definition().role(asked.of);
    for (auto next = std::next(day); next != days_.end(); ++next) {
      const auto target = unit_of(role, unit, *next);
      if (!target) break;
      const auto owner = organisation_.resolve(organisation_.answering_unit(*target, *next),
                                               asked.post, *next, {}, asked.else_superior);
      if (owner.post == asked.post) return *next - std::chrono::days{1};
    }
    return std::nullopt;
  }

  void tell(const std::string& unit, const Asked& asked, const std::string& place, Date day,
            const std::optional<Date>& until, const organisation::Owner& owner) {
    const bool rung = !asked.deadline.empty();
    const std::string heir =
        owner.people.empty() ? std::string("nobody")
                             : owner.post + "@" + owner.unit + " (" + owner.people.front() + ")";
    const std::string when =
        "from " + to_text(day) + (until ? " to " + to_text(*until) : std::string(" on"));
    const std::string what = rung ? "the ladder of " + quoted(asked.deadline) + " tells " +
                                        quoted(asked.role) + ", but " + when + " nobody holds " +
                                        place
                                  : "the role " + quoted(asked.role) + " cannot be filled " + when +
                                        ": nobody holds " + place;
    inquiry_.add(rung ? "E0705" : "E0706", Severity::error, asked.at,
                 (rung ? asked.deadline + "-" : std::string()) + asked.role + "-" + unit,
                 what + "; it would fall to " + heir,
                 "fill the post in the organisation from that day on, or let the role say `else: "
                 "superior`",
                 timeline(unit, asked, day));
  }

  /// A case opened on that day, as far as to where the role is wanted.
  [[nodiscard]] std::optional<Timeline> timeline(const std::string& unit, const Asked& asked,
                                                 Date day) const {
    const int node = first_wanting(asked);
    if (node < 0) return std::nullopt;
    const auto path = inquiry_.exploration.path_to(node);
    auto steps = on_day(path, day, unit, inquiry_.subject, inquiry_.moves);
    if (!steps) steps = on_day({path.front()}, day, unit, inquiry_.subject, inquiry_.moves);
    return steps ? inquiry_.witness.of(*steps) : std::nullopt;
  }

  /// The first node in which the role is wanted: a deadline of its ladder runs, a state makes it a
  /// task or hears it.
  [[nodiscard]] int first_wanting(const Asked& asked) const {
    const auto& nodes = inquiry_.exploration.nodes;
    if (!asked.deadline.empty()) {
      const int index = inquiry_.subject.procedure->deadline_index(asked.deadline);
      for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].open[static_cast<std::size_t>(index)]) return static_cast<int>(i);
      }
      return nodes.empty() ? -1 : 0;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const bool wanted =
          std::any_of(nodes[i].configuration.begin(), nodes[i].configuration.end(),
                      [&](int state) { return state != 0 && wants(state, asked.role); });
      if (wanted) return static_cast<int>(i);
    }
    return nodes.empty() ? -1 : 0;
  }

  [[nodiscard]] bool wants(int index, const std::string& role) const {
    const definition::State& state = definition().states[static_cast<std::size_t>(index)];
    const bool task = std::any_of(state.tasks.begin(), state.tasks.end(),
                                  [&](const auto& each) { return each.role == role; });
    return task || std::any_of(state.on.begin(), state.on.end(), [&](const auto& each) {
             return std::find(each.by.begin(), each.by.end(), role) != each.by.end();
           });
  }

  const Inquiry& inquiry_;
  const Organisation& organisation_;
  std::set<Date> days_;
  std::vector<Asked> asked_;
  std::set<std::string> told_;
};

}  // namespace

void check_roles(const Inquiry& inquiry) {
  Roles(inquiry).run();
}

}  // namespace dunghan::verify
